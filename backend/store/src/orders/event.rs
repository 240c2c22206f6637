//! What happens to an order after it was placed: recorded once, with everything that follows.

use std::collections::{BTreeSet, HashMap};

use diesel::prelude::*;
use domain::access::Member;
use domain::commissions::commission::CommissionStatus;
use domain::commissions::freeze::payable_at;
use domain::commissions::refund::{Reversal, reverse};
use domain::id::{CommissionId, EntryId, NetworkId, OrderEventId, OrderId, OrderLineId};
use domain::ledger::account::AccountCode;
use domain::ledger::entry::{Entry, EntryKind, Transfer};
use domain::orders::event::{EventKind, LineChange, LineState, OrderEvent, cancel, refund};
use domain::orders::line::{LineAct, LineStatus};
use domain::tenancy::network::Network;
use domain::time::Timestamp;
use domain::{Currency, Error, Money, Result};
use schema::{commissions, order_events as t, order_lines, orders};

use crate::commissions::commission::{self, Commission, NewCommission};
use crate::ledger;
use crate::orders::order::{self, Line, Order};
use crate::platform::audit::{self, Act};
use crate::rows::insert_rows;
use crate::scope::{InNetwork, NetworkTx, Reads};

/// What became of an event that was handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Happened {
    /// It was recorded.
    New(OrderEventId),
    /// It was recorded before, told alike; nothing was written.
    Same(OrderEventId),
    /// Its number was recorded before with another amount; nothing was written.
    Differs(OrderEventId),
}

/// An event, as pages show it.
#[derive(Debug, Clone, Queryable)]
pub struct Event {
    /// Its id.
    pub id: OrderEventId,
    /// The order.
    pub order_id: OrderId,
    /// What happened.
    pub kind: EventKind,
    /// The shop's own number of it.
    pub external_id: String,
    /// What was given back for the goods as it was told, in smallest units.
    pub amount_minor: i64,
    /// The currency of the amount.
    pub currency: Currency,
    /// When it happened.
    pub at: Timestamp,
    /// When it was written.
    pub recorded_at: Timestamp,
}

#[derive(Insertable)]
#[diesel(table_name = schema::order_events, treat_none_as_default_value = false)]
struct Row {
    network_id: NetworkId,
    id: OrderEventId,
    order_id: OrderId,
    kind: EventKind,
    external_id: String,
    amount_minor: i64,
    currency: Currency,
    at: Timestamp,
    recorded_at: Timestamp,
}

/// The events of some orders, oldest first.
///
/// # Errors
/// Only what the database answers.
pub fn find(tx: &mut NetworkTx<'_>, orders: &[OrderId]) -> Result<Vec<Event>> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::order_id.eq_any(orders.to_vec()))
            .order(t::id)
            .select((
                t::id,
                t::order_id,
                t::kind,
                t::external_id,
                t::amount_minor,
                t::currency,
                t::at,
                t::recorded_at,
            ))
            .load(conn)
    })?)
}

/// Records an event of an order with what it does to lines, commissions and ledger. The same event
/// again does nothing. `me` is none for the clock and for files.
///
/// # Errors
/// `Refused("order-line-state")` to cancel what was sent; `Invalid` with `line:
/// order-line-unknown`; `Stale` when another refund of the order came in between.
pub fn apply(
    tx: &mut NetworkTx<'_>,
    network: &Network,
    me: Option<&Member>,
    order: &Order,
    event: &OrderEvent,
    at: Timestamp,
) -> Result<Happened> {
    let lines = order::lines(tx, &[order.id])?;
    let states = lines.iter().map(Line::state).collect::<Result<Vec<_>>>()?;
    let amount = told_amount(order, event, &states)?;
    let id = OrderEventId::new();
    let rows = [Row {
        network_id: tx.network(),
        id,
        order_id: order.id,
        kind: event.kind,
        external_id: event.external_id.clone(),
        amount_minor: amount.minor(),
        currency: order.currency,
        at: event.at,
        recorded_at: at,
    }];
    if insert_rows!(tx, order_events, rows, or nothing)? == 0 {
        return stored(tx, order.id, event);
    }
    match event.kind {
        EventKind::Delivered => deliver(tx, network, order, event.at)?,
        EventKind::Refund => {
            let changes = refund(&states, event.amount, event.line)?;
            take_back(tx, order, event, &lines, &changes, at)?;
        }
        EventKind::Cancel => {
            // A line that was refunded in part no longer shows that it was sent.
            if order.delivered_at.is_some() {
                return Err(Error::Refused("order-line-state"));
            }
            let changes = cancel(&states)?;
            take_back(tx, order, event, &lines, &changes, at)?;
        }
    }
    let kind = match event.kind {
        EventKind::Delivered => "order.delivered",
        EventKind::Refund => "order.refund",
        EventKind::Cancel => "order.cancel",
    };
    let after = amount.to_string();
    let act = Act { kind, after: Some(&after), reason: Some(&event.external_id), before: None };
    audit::insert(tx, me, at, order.id, &act)?;
    Ok(Happened::New(id))
}

/// What the event gives back as it is told; without an amount all that is left of its lines.
fn told_amount(order: &Order, event: &OrderEvent, lines: &[LineState]) -> Result<Money> {
    let nothing = Money::zero(order.currency);
    match (event.kind, event.amount) {
        (EventKind::Delivered, _) => Ok(nothing),
        (_, Some(amount)) => amount.plus(nothing),
        (_, None) => lines
            .iter()
            .filter(|line| !line.status.is_over())
            .filter(|line| event.line.is_none_or(|position| line.position == position))
            .try_fold(nothing, |sum, line| sum.plus(line.base.minus(line.refunded)?)),
    }
}

fn stored(tx: &mut NetworkTx<'_>, order: OrderId, event: &OrderEvent) -> Result<Happened> {
    let number = event.external_id.clone();
    let (id, minor): (OrderEventId, i64) = tx.query(t::table, |rows, conn| {
        rows.filter(t::order_id.eq(order))
            .filter(t::kind.eq(event.kind))
            .filter(t::external_id.eq(number))
            .select((t::id, t::amount_minor))
            .first(conn)
    })?;
    // A refund of all that is left is the same one, whatever was left then.
    let same = event.amount.is_none_or(|amount| amount.minor() == minor);
    Ok(if same { Happened::Same(id) } else { Happened::Differs(id) })
}

/// The order arrived: its lines are delivered, its commissions get the moment from which on they
/// stay. A second report of another number changes nothing.
fn deliver(
    tx: &mut NetworkTx<'_>,
    network: &Network,
    order: &Order,
    delivered_at: Timestamp,
) -> Result<()> {
    let first = tx.update(orders::table, |target, conn| {
        let open = target.filter(orders::id.eq(order.id)).filter(orders::delivered_at.is_null());
        diesel::update(open).set(orders::delivered_at.eq(delivered_at)).execute(conn)
    })?;
    if first == 0 {
        return Ok(());
    }
    let under_way: Vec<LineStatus> = LineStatus::TABLE
        .iter()
        .filter(|(_, act, _)| *act == LineAct::Deliver)
        .map(|(from, _, _)| *from)
        .collect();
    tx.update(order_lines::table, |target, conn| {
        use order_lines as l;
        let lines = target.filter(l::order_id.eq(order.id)).filter(l::status.eq_any(under_way));
        diesel::update(lines).set(l::status.eq(LineStatus::Delivered)).execute(conn)
    })?;
    let frozen = commission::find(tx, &[order.id])?;
    let days: BTreeSet<Option<i64>> = frozen.iter().map(|row| row.holding_days).collect();
    for days in days {
        let payable = payable_at(Some(delivered_at), days.unwrap_or(network.holding_days));
        tx.update(commissions::table, |target, conn| {
            use commissions as c;
            let open = target
                .filter(c::order_id.eq(order.id))
                .filter(c::status.eq(CommissionStatus::Estimated))
                .filter(c::payable_at.is_null());
            let set = c::payable_at.eq(payable);
            match days {
                Some(days) => {
                    diesel::update(open.filter(c::holding_days.eq(days))).set(set).execute(conn)
                }
                None => {
                    diesel::update(open.filter(c::holding_days.is_null())).set(set).execute(conn)
                }
            }
        })?;
    }
    Ok(())
}

fn set_payable(
    tx: &mut NetworkTx<'_>,
    order: OrderId,
    payable_at: Option<Timestamp>,
) -> Result<()> {
    tx.update(commissions::table, |target, conn| {
        use commissions as c;
        let open = target
            .filter(c::order_id.eq(order))
            .filter(c::status.eq(CommissionStatus::Estimated))
            .filter(c::payable_at.is_null());
        diesel::update(open).set(c::payable_at.eq(payable_at)).execute(conn)
    })?;
    Ok(())
}

/// Gives back what the changes say: lines, reversing commissions, and their entry.
fn take_back(
    tx: &mut NetworkTx<'_>,
    order: &Order,
    event: &OrderEvent,
    lines: &[Line],
    changes: &[LineChange],
    at: Timestamp,
) -> Result<()> {
    if changes.is_empty() {
        return Ok(());
    }
    for change in changes {
        update_line(tx, &lines[change.index], change)?;
    }
    let frozen: HashMap<OrderLineId, Commission> = commission::find(tx, &[order.id])?
        .into_iter()
        .filter(|row| row.reverses_id.is_none())
        .map(|row| (row.order_line_id, row))
        .collect();
    let entry_id = EntryId::new();
    let mut rows = Vec::new();
    let mut transfers = Vec::new();
    let mut reversed = None;
    for change in changes {
        let line = &lines[change.index];
        let Some(original) = frozen.get(&line.id) else { continue };
        let before = Money::new(line.refunded_minor, line.currency);
        let whole = line.base()?;
        let Some(reversal) = reverse(&original.frozen(), whole, before, change.refunded)? else {
            continue;
        };
        transfers.extend(turned(original, &reversal));
        rows.push(reversing(tx.network(), original, &reversal, entry_id, event.at, at));
        reversed = Some(original.entry_id);
    }
    if let Some(reversed) = reversed {
        let key = format!("{}:{}:{}", event.kind, order.id, event.external_id);
        let kind = EntryKind::CommissionReversed;
        let entry = Entry::new(key, kind, order.id, event.at, transfers)?.reversing(reversed);
        ledger::entry::insert_many(tx, &[(entry_id, &entry)], at)?;
        insert_rows!(tx, commissions, rows)?;
    }
    let is_over = |index: usize, line: &Line| {
        let change = changes.iter().find(|change| change.index == index);
        change.map_or(line.status, |change| change.status).is_over()
    };
    if lines.iter().enumerate().all(|(index, line)| is_over(index, line)) {
        // Nothing is left to be delivered, so the commissions need not wait for it: they and
        // what took them back confirm to nothing.
        set_payable(tx, order.id, Some(event.at))?;
    }
    Ok(())
}

fn update_line(tx: &mut NetworkTx<'_>, line: &Line, change: &LineChange) -> Result<()> {
    use order_lines as l;
    let count = tx.update(l::table, |target, conn| {
        // Two refunds at once must not both count from the same sum.
        let unchanged = target
            .filter(l::id.eq(line.id))
            .filter(l::refunded_minor.eq(line.refunded_minor))
            .filter(l::status.eq(line.status));
        diesel::update(unchanged)
            .set((l::status.eq(change.status), l::refunded_minor.eq(change.refunded.minor())))
            .execute(conn)
    })?;
    if count == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// The transfers that undo a part of a commission: of what is expected, or of what is owed.
fn turned(original: &Commission, reversal: &Reversal) -> impl Iterator<Item = Transfer> + use<> {
    let (brand, kol, network) = match original.status {
        CommissionStatus::Estimated => (
            AccountCode::EstimatedBrand(original.brand_id),
            AccountCode::EstimatedKol(original.kol_id),
            AccountCode::EstimatedNetwork,
        ),
        CommissionStatus::Confirmed => (
            AccountCode::ReceivableBrand(original.brand_id),
            AccountCode::KolFrozen(original.kol_id),
            AccountCode::NetworkFee,
        ),
    };
    [Transfer::signed(brand, kol, reversal.kol), Transfer::signed(brand, network, reversal.network)]
        .into_iter()
        .flatten()
}

fn reversing(
    network_id: NetworkId,
    original: &Commission,
    reversal: &Reversal,
    entry_id: EntryId,
    earned_at: Timestamp,
    recorded_at: Timestamp,
) -> NewCommission {
    NewCommission {
        network_id,
        id: CommissionId::new(),
        order_id: original.order_id,
        order_line_id: original.order_line_id,
        product_id: original.product_id,
        brand_id: original.brand_id,
        kol_id: original.kol_id,
        plan_id: original.plan_id,
        reverses_id: Some(original.id),
        entry_id,
        rate_ppm: original.rate,
        share_ppm: original.share,
        base_minor: reversal.base.minor(),
        kol_minor: reversal.kol.minor(),
        network_minor: reversal.network.minor(),
        currency: original.currency,
        status: original.status,
        earned_at,
        payable_at: original.payable_at,
        recorded_at,
        rule_id: original.rule_id,
        holding_days: original.holding_days,
        terms_at: original.terms_at,
    }
}
