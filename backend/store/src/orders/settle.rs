//! Brings the rows of an order to what its events make of it: lines, commissions, their entry.

use std::collections::HashMap;

use diesel::prelude::*;
use domain::commissions::commission::CommissionStatus;
use domain::commissions::freeze::payable_at;
use domain::commissions::refund::{Left, Reversal, reverse};
use domain::id::{CommissionId, EntryId, NetworkId, OrderId, OrderLineId, ProductId};
use domain::ledger::account::AccountCode;
use domain::ledger::entry::{Entry, EntryKind, Transfer};
use domain::orders::event::OrderEvent;
use domain::orders::life::{Life, LineLife, fold};
use domain::tenancy::network::Network;
use domain::time::Timestamp;
use domain::{Error, Money, Result};
use schema::{commissions, order_lines, orders};

use crate::commissions::commission::{self, Commission, NewCommission};
use crate::commissions::part::{self, NewPart, Part};
use crate::ledger;
use crate::orders::order::{self, Line, Order};
use crate::orders::{case, event, rate};
use crate::rows::{Among, insert_rows};
use crate::scope::{InNetwork, NetworkTx};

/// Why an order is reckoned anew.
#[derive(Debug, Clone)]
pub(crate) struct Cause {
    /// The key of the entry, if one follows.
    pub(crate) key: String,
    /// From when on it counts.
    pub(crate) effective_at: Timestamp,
    /// When it is written.
    pub(crate) recorded_at: Timestamp,
    /// The line whose commission staff have just rejected, or restored.
    pub(crate) turned: Option<OrderLineId>,
}

/// Folds the events of an order and writes what differs from the rows. The caller has locked the
/// order.
pub(crate) fn settle(
    tx: &mut NetworkTx<'_>,
    network: &Network,
    id: OrderId,
    cause: &Cause,
) -> Result<()> {
    let order = order::get(tx, id)?;
    let lines = order::lines(tx, &[id])?;
    let sold = lines.iter().map(Line::sold).collect::<Result<Vec<_>>>()?;
    let events: Vec<OrderEvent> = event::find(tx, &[id])?.iter().map(event::Event::told).collect();
    let cases = case::of_lines(tx, id)?;
    let life = fold(&sold, &events, &cases)?;
    for (line, then) in lines.iter().zip(&life.lines) {
        update_line(tx, line, then)?;
    }
    let commissions = commission::find(tx, &[id])?;
    let posted = post(tx, &order, (&lines, &life), &commissions, cause)?;
    let arrived = [order.delivered_at, life.delivered_at].into_iter().flatten().min();
    let moved = arrived != order.delivered_at;
    if moved {
        tx.update(orders::table, |target, conn| {
            let one = target.filter(orders::id.eq(id));
            diesel::update(one).set(orders::delivered_at.eq(arrived)).execute(conn)
        })?;
    }
    let was_over = lines.iter().try_fold(true, |over, line| {
        // What an open dispute took is not over: it may come back.
        Ok::<bool, Error>(over && !line.held && line.base()?.minor() == line.refunded_minor)
    })?;
    if moved || posted || was_over != life.over_at.is_some() {
        let rows = if posted { commission::find(tx, &[id])? } else { commissions };
        // Nothing that is left to be delivered need be waited for.
        let anew = moved || was_over != life.over_at.is_some();
        let long = match rows.iter().find(|row| row.status == CommissionStatus::Estimated) {
            Some(row) if life.over_at.is_none() => {
                let session = lines.iter().find_map(|line| line.session_id);
                rate::long_days(tx, row.kol_id, session)?
            }
            _ => HashMap::new(),
        };
        set_payable(tx, network, &rows, &long, (arrived, life.over_at), anew)?;
    }
    Ok(())
}

fn update_line(tx: &mut NetworkTx<'_>, line: &Line, then: &LineLife) -> Result<()> {
    use order_lines as l;
    let same = line.status == then.status
        && line.refunded_minor == then.taken.minor()
        && line.held == then.held;
    if same {
        return Ok(());
    }
    let count = tx.update(l::table, |target, conn| {
        let unchanged = target
            .filter(l::id.eq(line.id))
            .filter(l::refunded_minor.eq(line.refunded_minor))
            .filter(l::status.eq(line.status));
        diesel::update(unchanged)
            .set((
                l::status.eq(then.status),
                l::refunded_minor.eq(then.taken.minor()),
                l::held.eq(then.held),
            ))
            .execute(conn)
    })?;
    if count == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// Posts the differences of the lines: rows that take back or give again, and their entry. Answers
/// whether there were any.
fn post(
    tx: &mut NetworkTx<'_>,
    order: &Order,
    (lines, life): (&[Line], &Life),
    commissions: &[Commission],
    cause: &Cause,
) -> Result<bool> {
    let originals: HashMap<OrderLineId, &Commission> = commissions
        .iter()
        .filter(|row| row.reverses_id.is_none())
        .map(|row| (row.order_line_id, row))
        .collect();
    let firsts: Vec<Commission> = originals.values().map(|row| (*row).clone()).collect();
    let all = part::of(tx, &firsts)?;
    let entry_id = EntryId::new();
    let (mut rows, mut parts, mut transfers) = (Vec::new(), Vec::new(), Vec::new());
    let (mut moved, mut corrected) = (Money::zero(order.currency), None);
    for (line, then) in lines.iter().zip(&life.lines) {
        let Some(original) = originals.get(&line.id) else { continue };
        let (whole, before, after) = given_back(line, then, cause.turned == Some(line.id))?;
        let own: Vec<&Part> = all.iter().filter(|part| part.commission_id == original.id).collect();
        let amounts: Vec<Money> = own.iter().map(|part| part.amount()).collect();
        let change = reverse(&original.frozen(), &amounts, whole, before, after)?;
        let Some(change) = change else { continue };
        transfers.extend(turned(original, &own, &change)?);
        let row = changing(tx.network(), original, &change, entry_id, cause)?;
        parts.extend(turned_parts(&row, &own, &change)?);
        rows.push(row);
        moved = moved.plus(change.total()?)?;
        // What is given again corrects what took it back.
        let took = commissions.iter().rev().find(|row| row.reverses_id == Some(original.id));
        let restores = change.total()?.minor() > 0;
        corrected = Some(took.filter(|_| restores).map_or(original.entry_id, |row| row.entry_id));
    }
    let Some(corrected) = corrected else { return Ok(false) };
    if !transfers.is_empty() {
        let restores = moved.minor() > 0;
        let kind =
            if restores { EntryKind::CommissionRestored } else { EntryKind::CommissionReversed };
        let entry = Entry::new(cause.key.clone(), kind, order.id, cause.effective_at, transfers)?;
        let entry = entry.reversing(corrected);
        let late = ledger::entry::insert_many(tx, &[(entry_id, &entry)], cause.recorded_at)?;
        commission::count_from(&mut rows, &late);
        insert_rows!(tx, commissions, rows)?;
        insert_rows!(tx, commission_parts, parts)?;
    }
    Ok(true)
}

/// What the buyer paid for a line, and what of it was and is given back. A line for which nothing
/// was paid, because somebody else did, is given back when it is over; one that staff reject counts as
/// wholly given back from then on, whatever its buyer gets.
fn given_back(line: &Line, then: &LineLife, turned: bool) -> Result<(Money, Money, Money)> {
    let whole = line.base()?;
    let one = |is: bool| Money::new(i64::from(is), whole.currency());
    let (whole, before, after) = if whole.is_zero() {
        (one(true), one(line.status.is_given_back()), one(then.status.is_given_back()))
    } else {
        (whole, line.refunded(), then.taken)
    };
    let rejected = line.rejected_for.is_some();
    let was = rejected != turned;
    Ok((whole, if was { whole } else { before }, if rejected { whole } else { after }))
}

/// The transfers that undo a part of a commission, or do it again: of what is expected, or of what
/// is owed.
fn turned(original: &Commission, parts: &[&Part], change: &Reversal) -> Result<Vec<Transfer>> {
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
    let mut moved = vec![
        Transfer::signed(brand, kol, change.kol),
        Transfer::signed(brand, network, change.network),
    ];
    for (part, left) in parts.iter().zip(&change.parts) {
        let account = part.account(original.status)?;
        moved.push(Transfer::signed(brand, account, left.change()?));
    }
    Ok(moved.into_iter().flatten().collect())
}

/// What partners lose with a row that takes back, or get again.
fn turned_parts(row: &NewCommission, parts: &[&Part], change: &Reversal) -> Result<Vec<NewPart>> {
    let one = |(part, left): (&&Part, &Left)| {
        NewPart::turned(row.network_id, row.id, part, left, row.earned_at).transpose()
    };
    parts.iter().zip(&change.parts).filter_map(one).collect()
}

fn changing(
    network_id: NetworkId,
    original: &Commission,
    change: &Reversal,
    entry_id: EntryId,
    cause: &Cause,
) -> Result<NewCommission> {
    let (tax, left) = (original.tax(), change.kol_left);
    Ok(NewCommission {
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
        base_minor: change.base.minor(),
        kol_minor: change.kol.minor(),
        network_minor: change.network.minor(),
        currency: original.currency,
        status: original.status,
        earned_at: cause.effective_at,
        payable_at: original.payable_at,
        recorded_at: cause.recorded_at,
        rule_id: original.rule_id,
        holding_days: original.holding_days,
        terms_at: original.terms_at,
        belongs_to: None,
        partner_minor: change.partners()?.minor(),
        tax_class: tax.class,
        tax_ppm: tax.rate,
        credit_ppm: tax.credit,
        // The tax in what is left, so that of what is wholly taken back none stays.
        tax_minor: tax.within(left.after).minor() - tax.within(left.before).minor(),
    })
}

/// Sets from when on the order's open commissions stay: the holding days after its arrival, or at
/// once where nothing is left of it, for they and what took them back come to nothing. A moment that
/// was set stays unless it is to be reckoned anew. `long` are the days of products that are held
/// longer.
fn set_payable(
    tx: &mut NetworkTx<'_>,
    network: &Network,
    rows: &[Commission],
    long: &HashMap<ProductId, i64>,
    (arrived, over_at): (Option<Timestamp>, Option<Timestamp>),
    anew: bool,
) -> Result<()> {
    let open = |row: &&Commission| row.status == CommissionStatus::Estimated;
    let mut wanted: HashMap<Option<Timestamp>, Vec<CommissionId>> = HashMap::new();
    for row in rows.iter().filter(open) {
        let frozen = row.holding_days.unwrap_or(network.holding_days);
        let days = long.get(&row.product_id).copied().unwrap_or(0).max(frozen);
        let at = over_at.or(payable_at(arrived, days));
        if row.payable_at != at && (anew || row.payable_at.is_none()) {
            wanted.entry(at).or_default().push(row.id);
        }
    }
    for (at, ids) in wanted {
        tx.update(commissions::table, |target, conn| {
            use commissions as c;
            let some =
                target.filter(c::id.among(ids)).filter(c::status.eq(CommissionStatus::Estimated));
            diesel::update(some).set(c::payable_at.eq(at)).execute(conn)
        })?;
    }
    Ok(())
}
