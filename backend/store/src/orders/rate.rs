//! How often a KOL's buyers return a product, in all or of one live session, and the pairs that are
//! therefore held longer.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;
use domain::access::Member;
use domain::commissions::commission::CommissionStatus;
use domain::commissions::freeze::payable_at;
use domain::id::{CommissionId, LiveSessionId, OrderId, OrganizationId, ProductId, ReturnRateId};
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
    /// The live session, where only its sales are counted.
    pub session_id: Option<LiveSessionId>,
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

/// The products of a KOL that are held longer, and for how many days: those of all its sales, and
/// those of a live session.
pub(crate) fn long_days(
    tx: &mut NetworkTx<'_>,
    kol: OrganizationId,
    session: Option<LiveSessionId>,
) -> Result<HashMap<ProductId, i64>> {
    let found: Vec<(ProductId, Option<LiveSessionId>)> = tx.query(t::table, |rows, conn| {
        rows.filter(t::kol_id.eq(kol))
            .filter(t::is_long.eq(true))
            .select((t::product_id, t::session_id))
            .load(conn)
    })?;
    let counts = |of: &Option<LiveSessionId>| of.is_none() || *of == session;
    let products: Vec<ProductId> =
        found.into_iter().filter(|(_, of)| counts(of)).map(|(product, _)| product).collect();
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
                t::session_id,
                t::line_count,
                t::returned_count,
                t::is_long,
                t::counted_at,
            ))
            .load(conn)
    })?)
}

/// The products of a live session that are held longer for its returns.
///
/// # Errors
/// Only what the database answers.
pub fn long_of_session(
    tx: &mut impl Reads<t::table>,
    session: LiveSessionId,
) -> Result<Vec<ProductId>> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::session_id.eq(session))
            .filter(t::is_long.eq(true))
            .select(t::product_id)
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
    let old: HashMap<Pair, ReturnRate> =
        known.into_iter().map(|one| ((one.kol_id, one.product_id, one.session_id), one)).collect();
    let gone = old.keys().filter(|pair| !counted.contains_key(pair)).map(|pair| (*pair, (0, 0)));
    let gone: Vec<_> = gone.collect();
    let mut changed = Vec::new();
    let mut long = HashSet::new();
    for (pair, (lines, returned)) in counted.into_iter().chain(gone) {
        let is_long = terms.is_too_much(lines, returned);
        let before = old.get(&pair);
        write(tx, pair, before, (lines, returned, is_long), at)?;
        if is_long {
            long.insert(pair);
        }
        if before.is_some_and(|one| one.is_long) != is_long {
            changed.push(pair);
            let after = if is_long { "long" } else { "usual" };
            let act = Act { kind: "returns.holding", after: Some(after), ..Act::default() };
            match pair.2 {
                Some(session) => audit::insert(tx, None, at, session, &act)?,
                None => audit::insert(tx, None, at, pair.0, &act)?,
            }
        }
    }
    let moved: HashSet<(OrganizationId, ProductId)> =
        changed.iter().map(|pair| (pair.0, pair.1)).collect();
    for (kol, product) in moved {
        let days = |pair: &Pair| if long.contains(pair) { terms.long_days } else { 0 };
        stretch(tx, network, (kol, product, None), days(&(kol, product, None)))?;
        // What is held longer for its session stays so, whatever the pair does.
        let sessions =
            long.iter().filter(|one| (one.0, one.1) == (kol, product) && one.2.is_some());
        for pair in sessions {
            stretch(tx, network, *pair, terms.long_days)?;
        }
    }
    Ok(changed.len())
}

/// A KOL and a product, in all or of one live session.
type Pair = (OrganizationId, ProductId, Option<LiveSessionId>);
/// Lines as they are counted.
type Group = (Option<OrganizationId>, ProductId, Option<LiveSessionId>, i64);
type Pairs = HashMap<Pair, (i64, i64)>;

/// Paid lines of every pair since a moment, and how many of them came back.
fn pairs(tx: &mut NetworkTx<'_>, since: Timestamp) -> Result<Pairs> {
    let mut all = Pairs::new();
    let statuses = |wanted: fn(LineStatus) -> bool| {
        LineStatus::ALL.iter().copied().filter(move |s| wanted(*s))
    };
    for (kol, product, session, lines) in count_of(tx, since, statuses(LineStatus::is_paid))? {
        let Some(kol) = kol else { continue };
        for session in [None].into_iter().chain(session.map(Some)) {
            all.entry((kol, product, session)).or_default().0 += lines;
        }
    }
    for (kol, product, session, lines) in count_of(tx, since, statuses(LineStatus::came_back))? {
        let Some(kol) = kol else { continue };
        for session in [None].into_iter().chain(session.map(Some)) {
            all.entry((kol, product, session)).or_default().1 += lines;
        }
    }
    Ok(all)
}

fn count_of(
    tx: &mut NetworkTx<'_>,
    since: Timestamp,
    statuses: impl Iterator<Item = LineStatus>,
) -> Result<Vec<Group>> {
    let statuses: Vec<LineStatus> = statuses.collect();
    Ok(tx.query(l::table, |rows, conn| {
        let some = rows
            .filter(l::placed_at.ge(since))
            .filter(l::kol_id.is_not_null())
            .filter(l::status.among(statuses));
        grouped(3, some.select((l::kol_id, l::product_id, l::session_id, count(l::id)))).load(conn)
    })?)
}

fn write(
    tx: &mut NetworkTx<'_>,
    (kol, product, session): Pair,
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
        let pair = (t::kol_id.eq(kol), t::product_id.eq(product), t::session_id.eq(session));
        into.values((stamp, t::id.eq(ReturnRateId::new()), pair, values)).execute(conn)
    })?;
    Ok(())
}

/// An open commission, its order, the days that were frozen with it.
type Open = (CommissionId, OrderId, Option<i64>);

/// Moves the open commissions of a pair whose order has arrived to the holding days that count now.
fn stretch(
    tx: &mut NetworkTx<'_>,
    network: &Network,
    (kol, product, session): Pair,
    days: i64,
) -> Result<bool> {
    let network_id = tx.network();
    let open: Vec<Open> = tx.query(c::table, |mut rows, conn| {
        if let Some(session) = session {
            let lines = l::table
                .filter(l::network_id.eq(network_id))
                .filter(l::session_id.eq(session))
                .select(l::id);
            rows = rows.filter(c::order_line_id.eq_any(lines));
        }
        rows.filter(c::kol_id.eq(kol))
            .filter(c::product_id.eq(product))
            .filter(c::status.eq(CommissionStatus::Estimated))
            .filter(c::payable_at.is_not_null())
            .select((c::id, c::order_id, c::holding_days))
            .load(conn)
    })?;
    move_to(tx, network, &open, days)
}

fn move_to(tx: &mut NetworkTx<'_>, network: &Network, open: &[Open], days: i64) -> Result<bool> {
    let ids: HashSet<OrderId> = open.iter().map(|(_, order, _)| *order).collect();
    let ids: Vec<OrderId> = ids.into_iter().collect();
    let arrived: HashMap<OrderId, Option<Timestamp>> = tx
        .query(orders::table, |rows, conn| {
            rows.filter(orders::id.among(ids)).select((orders::id, orders::delivered_at)).load(conn)
        })?
        .into_iter()
        .collect();
    let mut moments: HashMap<Timestamp, Vec<CommissionId>> = HashMap::new();
    for (id, order, frozen) in open {
        let arrived = arrived.get(order).copied().flatten();
        if let Some(at) = payable_at(arrived, days.max(frozen.unwrap_or(network.holding_days))) {
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

/// An order that has arrived, its KOL and its live session.
pub(crate) type Delivered = (OrderId, OrganizationId, Option<LiveSessionId>);

/// Holds the commissions of new orders longer that have arrived already and are of such a pair.
pub(crate) fn stretch_new(
    tx: &mut NetworkTx<'_>,
    network: &Network,
    orders: &[Delivered],
) -> Result<bool> {
    let mut any = false;
    let pairs: HashSet<(OrganizationId, Option<LiveSessionId>)> =
        orders.iter().map(|(_, kol, session)| (*kol, *session)).collect();
    for (kol, session) in pairs {
        let long = long_days(tx, kol, session)?;
        let Some(days) = long.values().next().copied() else { continue };
        let products: Vec<ProductId> = long.into_keys().collect();
        let of_pair = |one: &&Delivered| (one.1, one.2) == (kol, session);
        let ids: Vec<OrderId> = orders.iter().filter(of_pair).map(|(id, ..)| *id).collect();
        let open: Vec<Open> = tx.query(c::table, |rows, conn| {
            rows.filter(c::order_id.among(ids))
                .filter(c::product_id.among(products))
                .filter(c::status.eq(CommissionStatus::Estimated))
                .select((c::id, c::order_id, c::holding_days))
                .load(conn)
        })?;
        any |= move_to(tx, network, &open, days)?;
    }
    Ok(any)
}
