//! How often a KOL's buyers return a product, and the pairs that are therefore held longer.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;
use domain::access::Member;
use domain::commissions::commission::CommissionStatus;
use domain::commissions::freeze::payable_at;
use domain::id::{CommissionId, OrderId, OrganizationId, ProductId, ReturnRateId};
use domain::orders::line::LineStatus;
use domain::orders::rate::ReturnTerms;
use domain::tenancy::network::Network;
use domain::time::Timestamp;
use domain::{Rate, Result};
use schema::{commissions as c, order_lines as l, orders, return_rates as t, return_terms as s};

use crate::platform::audit::{self, Act};
use crate::rows::{Among, count, grouped};
use crate::scope::{InNetwork, NetworkTx, Reads};

/// How often a KOL's buyers return a product.
#[derive(Debug, Clone, Copy, Queryable)]
pub struct ReturnRate {
    /// Its id.
    pub id: ReturnRateId,
    /// The KOL.
    pub kol_id: OrganizationId,
    /// The product.
    pub product_id: ProductId,
    /// Lines that were paid.
    pub lines: i64,
    /// Lines of those that came back or were refunded.
    pub returned: i64,
    /// Whether commissions of the pair are held longer.
    pub is_long: bool,
    /// When it was counted.
    pub counted_at: Timestamp,
}

/// What the network does about returns.
///
/// # Errors
/// Only what the database answers.
pub fn terms(tx: &mut NetworkTx<'_>) -> Result<ReturnTerms> {
    let found: Option<(Rate, i64, i64, i64)> = tx.query(s::table, |rows, conn| {
        rows.select((s::threshold_ppm, s::least_lines, s::window_days, s::long_days))
            .first(conn)
            .optional()
    })?;
    Ok(found.map_or_else(
        ReturnTerms::default,
        |(threshold, least_lines, window_days, long_days)| ReturnTerms {
            threshold,
            least_lines,
            window_days,
            long_days,
        },
    ))
}

/// Sets what the network does about returns; pairs are counted anew with the next heartbeat.
///
/// # Errors
/// Only what the database answers.
pub fn apply_terms(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    terms: &ReturnTerms,
    at: Timestamp,
) -> Result<()> {
    let values = (
        s::threshold_ppm.eq(terms.threshold),
        s::least_lines.eq(terms.least_lines),
        s::window_days.eq(terms.window_days),
        s::long_days.eq(terms.long_days),
        s::changed_at.eq(at),
    );
    let changed =
        tx.update(s::table, |target, conn| diesel::update(target).set(values).execute(conn))?;
    if changed == 0 {
        tx.insert(s::table, |into, stamp, conn| into.values((stamp, values)).execute(conn))?;
    }
    let after =
        format!("{} / {} / {}", terms.threshold.percent(), terms.window_days, terms.long_days);
    let act = Act { kind: "returns.terms", after: Some(&after), ..Act::default() };
    audit::insert(tx, Some(me), at, me.organization, &act)
}

/// The products of a KOL that are held longer, and for how many days.
pub(crate) fn long_days(
    tx: &mut NetworkTx<'_>,
    kol: OrganizationId,
) -> Result<HashMap<ProductId, i64>> {
    let products: Vec<ProductId> = tx.query(t::table, |rows, conn| {
        rows.filter(t::kol_id.eq(kol)).filter(t::is_long.eq(true)).select(t::product_id).load(conn)
    })?;
    if products.is_empty() {
        return Ok(HashMap::new());
    }
    let days = terms(tx)?.long_days;
    Ok(products.into_iter().map(|product| (product, days)).collect())
}

/// The pairs with the most returns, those held longer first.
///
/// # Errors
/// Only what the database answers.
pub fn page(tx: &mut NetworkTx<'_>, limit: i64) -> Result<Vec<ReturnRate>> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.order((t::is_long.desc(), t::returned_count.desc(), t::id))
            .limit(limit)
            .select((
                t::id,
                t::kol_id,
                t::product_id,
                t::line_count,
                t::returned_count,
                t::is_long,
                t::counted_at,
            ))
            .load(conn)
    })?)
}

/// Counts every pair anew, once a day, and moves the commissions of those whose holding changes;
/// answers how many pairs changed.
///
/// # Errors
/// Only what the database answers.
pub fn recount(tx: &mut NetworkTx<'_>, network: &Network, at: Timestamp) -> Result<usize> {
    let known = page(tx, i64::MAX)?;
    let changed_at: Option<Timestamp> =
        tx.query(s::table, |rows, conn| rows.select(s::changed_at).first(conn).optional())?;
    let last = known.iter().map(|one| one.counted_at).max();
    let is_due = last.is_none_or(|last| {
        last.plus_days(1) <= at || changed_at.is_some_and(|changed| changed > last)
    });
    if !is_due {
        return Ok(0);
    }
    let terms = terms(tx)?;
    let counted = pairs(tx, at.plus_days(-terms.window_days))?;
    let old: HashMap<(OrganizationId, ProductId), ReturnRate> =
        known.into_iter().map(|one| ((one.kol_id, one.product_id), one)).collect();
    let gone = old.keys().filter(|pair| !counted.contains_key(pair)).map(|pair| (*pair, (0, 0)));
    let gone: Vec<_> = gone.collect();
    let mut changed = 0;
    for (pair, (lines, returned)) in counted.into_iter().chain(gone) {
        let is_long = terms.is_too_much(lines, returned);
        let before = old.get(&pair);
        write(tx, pair, before, (lines, returned, is_long), at)?;
        if before.is_some_and(|one| one.is_long) != is_long {
            changed += 1;
            stretch(tx, network, pair, if is_long { terms.long_days } else { 0 })?;
            let after = if is_long { "long" } else { "usual" };
            let act = Act { kind: "returns.holding", after: Some(after), ..Act::default() };
            audit::insert(tx, None, at, pair.0, &act)?;
        }
    }
    Ok(changed)
}

/// Lines of a pair as they are counted.
type Group = (Option<OrganizationId>, ProductId, i64);
type Pairs = HashMap<(OrganizationId, ProductId), (i64, i64)>;

/// Paid lines of every pair since a moment, and how many of them came back.
fn pairs(tx: &mut NetworkTx<'_>, since: Timestamp) -> Result<Pairs> {
    let mut all = Pairs::new();
    let unpaid = vec![LineStatus::Placed, LineStatus::Canceled];
    let back = vec![
        LineStatus::ReturnRequested,
        LineStatus::Returned,
        LineStatus::RefundedPartial,
        LineStatus::RefundedFull,
    ];
    let sums: Vec<Group> = tx.query(l::table, |rows, conn| {
        let paid = rows
            .filter(l::placed_at.ge(since))
            .filter(l::kol_id.is_not_null())
            .filter(l::status.none_of(unpaid));
        grouped(2, paid.select((l::kol_id, l::product_id, count(l::id)))).load(conn)
    })?;
    for (kol, product, lines) in sums {
        all.extend(kol.map(|kol| ((kol, product), (lines, 0))));
    }
    let sums: Vec<Group> = tx.query(l::table, |rows, conn| {
        let returned = rows
            .filter(l::placed_at.ge(since))
            .filter(l::kol_id.is_not_null())
            .filter(l::status.among(back));
        grouped(2, returned.select((l::kol_id, l::product_id, count(l::id)))).load(conn)
    })?;
    for (kol, product, returned) in sums {
        if let Some(pair) = kol.and_then(|kol| all.get_mut(&(kol, product))) {
            pair.1 = returned;
        }
    }
    Ok(all)
}

fn write(
    tx: &mut NetworkTx<'_>,
    (kol, product): (OrganizationId, ProductId),
    before: Option<&ReturnRate>,
    (lines, returned, is_long): (i64, i64, bool),
    at: Timestamp,
) -> Result<()> {
    let values = (
        t::line_count.eq(lines),
        t::returned_count.eq(returned),
        t::is_long.eq(is_long),
        t::counted_at.eq(at),
    );
    if let Some(before) = before {
        tx.update(t::table, |target, conn| {
            diesel::update(target.filter(t::id.eq(before.id))).set(values).execute(conn)
        })?;
        return Ok(());
    }
    tx.insert(t::table, |into, stamp, conn| {
        let pair = (t::kol_id.eq(kol), t::product_id.eq(product));
        into.values((stamp, t::id.eq(ReturnRateId::new()), pair, values)).execute(conn)
    })?;
    Ok(())
}

/// Moves the open commissions of a pair whose order has arrived to the holding days that count now.
fn stretch(
    tx: &mut NetworkTx<'_>,
    network: &Network,
    (kol, product): (OrganizationId, ProductId),
    days: i64,
) -> Result<bool> {
    let open: Vec<(CommissionId, OrderId)> = tx.query(c::table, |rows, conn| {
        rows.filter(c::kol_id.eq(kol))
            .filter(c::product_id.eq(product))
            .filter(c::status.eq(CommissionStatus::Estimated))
            .filter(c::payable_at.is_not_null())
            .select((c::id, c::order_id))
            .load(conn)
    })?;
    move_to(tx, network, &open, days)
}

fn move_to(
    tx: &mut NetworkTx<'_>,
    network: &Network,
    open: &[(CommissionId, OrderId)],
    days: i64,
) -> Result<bool> {
    let ids: HashSet<OrderId> = open.iter().map(|(_, order)| *order).collect();
    let ids: Vec<OrderId> = ids.into_iter().collect();
    let arrived: HashMap<OrderId, Option<Timestamp>> = tx
        .query(orders::table, |rows, conn| {
            rows.filter(orders::id.among(ids)).select((orders::id, orders::delivered_at)).load(conn)
        })?
        .into_iter()
        .collect();
    let mut moments: HashMap<Timestamp, Vec<CommissionId>> = HashMap::new();
    for (id, order) in open {
        let arrived = arrived.get(order).copied().flatten();
        if let Some(at) = payable_at(arrived, days.max(network.holding_days)) {
            moments.entry(at).or_default().push(*id);
        }
    }
    let any = !moments.is_empty();
    for (at, ids) in moments {
        tx.update(c::table, |target, conn| {
            let some =
                target.filter(c::id.among(ids)).filter(c::status.eq(CommissionStatus::Estimated));
            diesel::update(some).set(c::payable_at.eq(at)).execute(conn)
        })?;
    }
    Ok(any)
}

/// Holds the commissions of new orders longer that have arrived already and are of such a pair.
pub(crate) fn stretch_new(
    tx: &mut NetworkTx<'_>,
    network: &Network,
    orders: &[(OrderId, OrganizationId)],
) -> Result<bool> {
    let mut any = false;
    let kols: HashSet<OrganizationId> = orders.iter().map(|(_, kol)| *kol).collect();
    for kol in kols {
        let long = long_days(tx, kol)?;
        let Some(days) = long.values().next().copied() else { continue };
        let products: Vec<ProductId> = long.into_keys().collect();
        let ids: Vec<OrderId> =
            orders.iter().filter(|(_, of)| *of == kol).map(|(id, _)| *id).collect();
        let open: Vec<(CommissionId, OrderId)> = tx.query(c::table, |rows, conn| {
            rows.filter(c::order_id.among(ids))
                .filter(c::product_id.among(products))
                .filter(c::status.eq(CommissionStatus::Estimated))
                .select((c::id, c::order_id))
                .load(conn)
        })?;
        any |= move_to(tx, network, &open, days)?;
    }
    Ok(any)
}
