//! Comparisons of a shop's orders with ours: what differs, and what was taken over of it.

use std::collections::HashMap;

use diesel::prelude::*;
use domain::access::Member;
use domain::id::{CompareRowId, MembershipId, NetworkId, OrderCompareId, OrderId};
use domain::orders::compare::{Difference, Follow, Found, Seen};
use domain::orders::line::LineStatus;
use domain::time::Timestamp;
use domain::{Error, Money, Result};
use schema::{order_compare_rows as r, order_compares as t, orders};

use crate::orders::order;
use crate::platform::audit::{self, Act};
use crate::rows::insert_rows;
use crate::scope::{InNetwork, NetworkTx, Reads};

/// Orders of one comparison at most.
pub const MOST_ORDERS: usize = 5_000;

/// A comparison.
#[derive(Debug, Clone, Queryable)]
pub struct Compare {
    /// Its id.
    pub id: OrderCompareId,
    /// The shop.
    pub source: String,
    /// Orders placed from then on.
    pub from_at: Timestamp,
    /// Orders placed before then.
    pub until_at: Timestamp,
    /// Orders that the shop told.
    pub told: i64,
    /// Orders that are recorded.
    pub stored: i64,
    /// Differences.
    pub rows: i64,
    /// Who asked.
    pub membership_id: MembershipId,
    /// When.
    pub created_at: Timestamp,
}

/// A difference.
#[derive(Debug, Clone, Queryable)]
pub struct Row {
    /// Its id.
    pub id: CompareRowId,
    /// The comparison.
    pub compare_id: OrderCompareId,
    /// What differs.
    pub kind: Difference,
    /// The shop's number of the order.
    pub external_id: String,
    /// Our order.
    pub order_id: Option<OrderId>,
    /// What the shop says.
    pub told: String,
    /// What is recorded.
    pub stored: String,
    /// What follows when it is taken over.
    pub follow: Follow,
    /// The order as the shop told it, as JSON.
    pub body: Option<String>,
    /// When it came to stand so, as the shop says.
    pub at: Timestamp,
    /// When it was taken over.
    pub applied_at: Option<Timestamp>,
}

#[derive(Insertable)]
#[diesel(table_name = schema::order_compare_rows, treat_none_as_default_value = false)]
struct NewRow {
    network_id: NetworkId,
    id: CompareRowId,
    compare_id: OrderCompareId,
    kind: Difference,
    external_id: String,
    order_id: Option<OrderId>,
    told: String,
    stored: String,
    follow: Follow,
    body: Option<String>,
    at: Timestamp,
}

/// A comparison to keep.
#[derive(Debug, Clone)]
pub struct NewCompare<'a> {
    /// The shop.
    pub source: &'a str,
    /// Orders placed in this time, the end not included.
    pub span: (Timestamp, Timestamp),
    /// How many the shop told.
    pub told: usize,
    /// How many are recorded.
    pub stored: usize,
}

macro_rules! columns {
    () => {
        (
            t::id,
            t::source,
            t::from_at,
            t::until_at,
            t::told_count,
            t::stored_count,
            t::row_count,
            t::membership_id,
            t::created_at,
        )
    };
}
macro_rules! row_columns {
    () => {
        (
            r::id,
            r::compare_id,
            r::kind,
            r::external_id,
            r::order_id,
            r::told,
            r::stored,
            r::follow,
            r::body,
            r::at,
            r::applied_at,
        )
    };
}

/// The orders of a source that were placed in a time, as a comparison sees them.
///
/// # Errors
/// `Invalid` on `orders`: `compare-too-many` (`most`) for more than 5,000.
pub fn seen(
    tx: &mut NetworkTx<'_>,
    source: &str,
    (from, until): (Timestamp, Timestamp),
) -> Result<Vec<(OrderId, Seen)>> {
    let most = i64::try_from(MOST_ORDERS).unwrap_or(i64::MAX);
    let of = source.to_owned();
    let found: Vec<(OrderId, String, Timestamp, domain::Currency)> =
        tx.query(orders::table, |rows, conn| {
            rows.filter(orders::source.eq(of))
                .filter(orders::placed_at.ge(from))
                .filter(orders::placed_at.lt(until))
                .order(orders::placed_at)
                .limit(most + 1)
                .select((orders::id, orders::external_id, orders::placed_at, orders::currency))
                .load(conn)
        })?;
    if found.len() > MOST_ORDERS {
        let error = domain::FieldError::new("orders", "compare-too-many").with("most", MOST_ORDERS);
        return Err(Error::Invalid(vec![error]));
    }
    let ids: Vec<OrderId> = found.iter().map(|one| one.0).collect();
    let mut lines: HashMap<OrderId, Vec<order::Line>> = HashMap::new();
    for line in order::lines(tx, &ids)? {
        lines.entry(line.order_id).or_default().push(line);
    }
    found
        .into_iter()
        .map(|(id, external_id, placed_at, currency)| {
            let lines = lines.remove(&id).unwrap_or_default();
            let status = lines.iter().map(|line| line.status).min();
            let total = lines.iter().try_fold(Money::zero(currency), |sum, line| {
                sum.plus(line.base()?)?.minus(line.refunded())
            })?;
            let status = status.unwrap_or(LineStatus::Placed);
            Ok((id, Seen { external_id, placed_at, status, total }))
        })
        .collect()
}

/// Keeps a comparison with its differences, each with the order's JSON and its moment.
///
/// # Errors
/// Only what the database answers.
pub fn insert(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    new: &NewCompare<'_>,
    found: Vec<(Found, Option<String>, Timestamp)>,
    at: Timestamp,
) -> Result<OrderCompareId> {
    let id = OrderCompareId::new();
    let count = |many: usize| i64::try_from(many).unwrap_or(i64::MAX);
    tx.insert(t::table, |into, stamp, conn| {
        into.values((
            stamp,
            t::id.eq(id),
            t::source.eq(new.source),
            t::from_at.eq(new.span.0),
            t::until_at.eq(new.span.1),
            t::told_count.eq(count(new.told)),
            t::stored_count.eq(count(new.stored)),
            t::row_count.eq(count(found.len())),
            t::membership_id.eq(me.membership),
            t::created_at.eq(at),
        ))
        .execute(conn)
    })?;
    let network_id = tx.network();
    let rows: Vec<NewRow> = found
        .into_iter()
        .map(|(one, body, at)| NewRow {
            network_id,
            id: CompareRowId::new(),
            compare_id: id,
            kind: one.kind,
            external_id: one.external_id,
            order_id: one.order,
            told: one.told,
            stored: one.stored,
            follow: one.follow,
            body,
            at,
        })
        .collect();
    if !rows.is_empty() {
        insert_rows!(tx, order_compare_rows, rows)?;
    }
    let act = Act { kind: "orders.compare", after: Some(new.source), ..Act::default() };
    audit::insert(tx, Some(me), at, id, &act)?;
    Ok(id)
}

/// A comparison of the network.
///
/// # Errors
/// `Missing`.
pub fn get(tx: &mut NetworkTx<'_>, id: OrderCompareId) -> Result<Compare> {
    Ok(tx.query(t::table, |rows, conn| rows.filter(t::id.eq(id)).select(columns!()).first(conn))?)
}

/// The latest comparisons.
///
/// # Errors
/// Only what the database answers.
pub fn page(tx: &mut NetworkTx<'_>, limit: i64) -> Result<Vec<Compare>> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.order(t::id.desc()).limit(limit).select(columns!()).load(conn)
    })?)
}

/// The differences of a comparison, in their order.
///
/// # Errors
/// Only what the database answers.
pub fn rows(tx: &mut NetworkTx<'_>, compare: OrderCompareId) -> Result<Vec<Row>> {
    Ok(tx.query(r::table, |rows, conn| {
        rows.filter(r::compare_id.eq(compare)).order(r::id).select(row_columns!()).load(conn)
    })?)
}

/// Marks a difference as taken over.
///
/// # Errors
/// `Refused("compare-applied")` when it was before.
pub fn apply(tx: &mut NetworkTx<'_>, me: &Member, row: &Row, at: Timestamp) -> Result<()> {
    let count = tx.update(r::table, |target, conn| {
        let open = target.filter(r::id.eq(row.id)).filter(r::applied_at.is_null());
        diesel::update(open).set(r::applied_at.eq(at)).execute(conn)
    })?;
    if count == 0 {
        return Err(Error::Refused("compare-applied"));
    }
    let act =
        Act { kind: "orders.compare.apply", after: Some(row.follow.as_str()), ..Act::default() };
    audit::insert(tx, Some(me), at, row.compare_id, &act)
}
