//! What happens to an order after it was placed: recorded once, with everything that follows.

use diesel::prelude::*;
use domain::access::Member;
use domain::id::{NetworkId, OrderEventId, OrderId, OrderLineId};
use domain::orders::event::{EventKind, OrderEvent};
use domain::orders::life::admit;
use domain::tenancy::network::Network;
use domain::time::Timestamp;
use domain::{Currency, Error, Money, Result};
use schema::{order_events as t, orders};

use crate::catalogue::stock;
use crate::orders::order::{self, Line, Order};
use crate::orders::settle::{self, Cause};
use crate::platform::audit::{self, Act};
use crate::rows::{Among, insert_rows};
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
    /// The line that it is about; all of them when none.
    pub line: Option<i64>,
    /// Whether it took all that was left, and its amount is what that was then.
    pub whole: bool,
    /// What was given back for the goods as it was told, in smallest units.
    pub amount_minor: i64,
    /// The currency of the amount.
    pub currency: Currency,
    /// When it happened.
    pub at: Timestamp,
    /// When it was written.
    pub recorded_at: Timestamp,
}

impl Event {
    /// The event as the rules read it.
    pub fn told(&self) -> OrderEvent {
        let amount = Money::new(self.amount_minor, self.currency);
        OrderEvent {
            kind: self.kind,
            external_id: self.external_id.clone(),
            at: self.at,
            amount: (self.kind.has_amount() && !self.whole).then_some(amount),
            line: self.line,
        }
    }
}

#[derive(Insertable)]
#[diesel(table_name = schema::order_events, treat_none_as_default_value = false)]
struct Row {
    network_id: NetworkId,
    id: OrderEventId,
    order_id: OrderId,
    kind: EventKind,
    external_id: String,
    line: Option<i64>,
    whole: bool,
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
        rows.filter(t::order_id.among(orders.to_vec()))
            .order(t::id)
            .select((
                t::id,
                t::order_id,
                t::kind,
                t::external_id,
                t::line,
                t::whole,
                t::amount_minor,
                t::currency,
                t::at,
                t::recorded_at,
            ))
            .load(conn)
    })?)
}

/// Records an event of an order with what it does to lines, commissions and ledger. The same event
/// again does nothing. `me` is none for the clock and for files; a refund of more than is left then
/// gives back what is left, for a file's sums hold freight, which was never in a commission.
///
/// # Errors
/// `Refused("order-line-state")` to cancel what was sent; `Invalid` with `line:
/// order-line-unknown`; `Stale` when the order changed in between.
pub fn apply(
    tx: &mut NetworkTx<'_>,
    network: &Network,
    me: Option<&Member>,
    order: &Order,
    event: &OrderEvent,
    at: Timestamp,
) -> Result<Happened> {
    record(tx, network, me, order, event, (false, at))
}

/// Records an event that a shop tells of a single order.
///
/// # Errors
/// As [`apply`], and `Invalid` with `amount: refund-too-large` (`left`, a decimal).
pub fn apply_told(
    tx: &mut NetworkTx<'_>,
    network: &Network,
    me: Option<&Member>,
    order: &Order,
    event: &OrderEvent,
    at: Timestamp,
) -> Result<Happened> {
    record(tx, network, me, order, event, (true, at))
}

fn record(
    tx: &mut NetworkTx<'_>,
    network: &Network,
    me: Option<&Member>,
    order: &Order,
    event: &OrderEvent,
    (strict, at): (bool, Timestamp),
) -> Result<Happened> {
    lock(tx, order.id)?;
    let known = find(tx, &[order.id])?;
    if let Some(happened) = stored(&known, event) {
        return Ok(happened);
    }
    let lines = order::lines(tx, &[order.id])?;
    let sold = lines.iter().map(Line::sold).collect::<Result<Vec<_>>>()?;
    let told: Vec<OrderEvent> = known.iter().map(Event::told).collect();
    let asked = OrderEvent { amount: event.amount.filter(|_| strict), ..event.clone() };
    admit(&sold, &told, &asked)?;
    let amount = told_amount(order, event, &lines)?;
    let id = OrderEventId::new();
    let rows = [Row {
        network_id: tx.network(),
        id,
        order_id: order.id,
        kind: event.kind,
        external_id: event.external_id.clone(),
        line: event.line,
        whole: event.amount.is_none(),
        amount_minor: amount.minor(),
        currency: order.currency,
        at: event.at,
        recorded_at: at,
    }];
    insert_rows!(tx, order_events, rows)?;
    let key = format!("{}:{}:{}", event.kind, order.id, event.external_id);
    let cause = Cause { key, effective_at: event.at, recorded_at: at, turned: None };
    settle::settle(tx, network, order.id, &cause)?;
    if event.kind == EventKind::Cancel {
        let lines: Vec<OrderLineId> = lines.iter().map(|line| line.id).collect();
        stock::give_back(tx, order.id, &lines, at)?;
    }
    let (kind, after) = (format!("order.{}", event.kind), amount.to_string());
    let act =
        Act { kind: &kind, after: Some(&after), reason: Some(&event.external_id), before: None };
    audit::insert(tx, me, at, order.id, &act)?;
    Ok(Happened::New(id))
}

/// Keeps others from reckoning the same order at the same time, until this transaction ends.
pub(crate) fn lock(tx: &mut NetworkTx<'_>, order: OrderId) -> Result<()> {
    let count = tx.update(orders::table, |target, conn| {
        let one = target.filter(orders::id.eq(order));
        diesel::update(one).set(orders::source.eq(orders::source)).execute(conn)
    })?;
    if count == 0 { Err(Error::Missing) } else { Ok(()) }
}

/// What the event gives back as it is told; without an amount all that is left of its lines.
fn told_amount(order: &Order, event: &OrderEvent, lines: &[Line]) -> Result<Money> {
    let nothing = Money::zero(order.currency);
    match event.amount {
        _ if !(event.kind.has_amount() || event.kind == EventKind::Cancel) => Ok(nothing),
        Some(amount) => amount.plus(nothing),
        None => lines
            .iter()
            .filter(|line| event.line.is_none_or(|position| line.position == position))
            .try_fold(nothing, |sum, line| sum.plus(line.base()?)?.minus(line.refunded())),
    }
}

/// What an event of the same kind and number means for one that is told now.
fn stored(known: &[Event], event: &OrderEvent) -> Option<Happened> {
    let before =
        known.iter().find(|one| one.kind == event.kind && one.external_id == event.external_id)?;
    // A refund of all that is left is the same one, whatever was left then.
    let alike = event.amount.is_none_or(|amount| {
        amount.minor() == before.amount_minor && amount.currency() == before.currency
    });
    let same = alike && before.line == event.line;
    Some(if same { Happened::Same(before.id) } else { Happened::Differs(before.id) })
}
