//! Events whose order has not come yet: kept aside, applied when it comes, given up after a time.

use std::collections::HashMap;

use diesel::prelude::*;
use domain::id::{OrderId, WaitingEventId};
use domain::orders::event::{EventKind, NewEvent};
use domain::tenancy::network::Network;
use domain::time::Timestamp;
use domain::{Error, Result};
use schema::order_event_waiting as t;

use crate::orders::event::{self, Happened};
use crate::orders::order::{self, Order};
use crate::rows::{Among, IDS_AT_ONCE};
use crate::scope::{InNetwork, NetworkTx, Reads};

/// An event waits for its order so many days.
pub const DAYS: i64 = 30;

domain::choices! {
    /// Where a kept event stands.
    pub enum WaitingStatus {
        Waiting = "waiting",
        Applied = "applied",
        /// The order came, and the event did not fit it.
        Refused = "refused",
        /// The order did not come in time.
        Expired = "expired",
    }
}

/// An event that was kept aside.
#[derive(Debug, Clone, Queryable)]
pub struct Waiting {
    /// Its id.
    pub id: WaitingEventId,
    /// The shop.
    pub source: String,
    /// The shop's number of the order.
    pub order_number: String,
    /// What happened.
    pub kind: EventKind,
    /// The shop's own number of the event.
    pub external_id: String,
    /// The event as it was told, as JSON.
    pub body: String,
    /// Where it stands.
    pub status: WaitingStatus,
    /// The code of why it was refused.
    pub reason: Option<String>,
    /// When it happened.
    pub at: Timestamp,
    /// When it was told.
    pub recorded_at: Timestamp,
    /// Until when it waits.
    pub expires_at: Timestamp,
    /// The order, once it came.
    pub order_id: Option<OrderId>,
}

/// What became of an event that was to be kept.
#[derive(Debug, Clone)]
pub enum Kept {
    /// It waits from now on.
    New(Box<Waiting>),
    /// It was kept before, told alike.
    Same(Box<Waiting>),
    /// Its number was kept with other contents.
    Differs,
}

macro_rules! columns {
    () => {
        (
            t::id,
            t::source,
            t::order_number,
            t::kind,
            t::external_id,
            t::body,
            t::status,
            t::reason,
            t::at,
            t::recorded_at,
            t::expires_at,
            t::order_id,
        )
    };
}

/// Keeps an event for an order of a source that has not come.
///
/// # Errors
/// `Taken("order-event-exists")` when the same came in parallel.
pub fn insert(
    tx: &mut NetworkTx<'_>,
    (source, number): (&str, &str),
    (kind, happened_at): (EventKind, Timestamp),
    new: &NewEvent,
    at: Timestamp,
) -> Result<Kept> {
    let body = serde_json::to_string(new).map_err(|error| Error::Broken(error.to_string()))?;
    let (of, order, event) = (source.to_owned(), number.to_owned(), new.external_id.clone());
    let known: Option<Waiting> = tx.query(t::table, |rows, conn| {
        rows.filter(t::source.eq(of))
            .filter(t::order_number.eq(order))
            .filter(t::kind.eq(kind))
            .filter(t::external_id.eq(event))
            .select(columns!())
            .first(conn)
            .optional()
    })?;
    if let Some(known) = known {
        return Ok(if known.body == body { Kept::Same(Box::new(known)) } else { Kept::Differs });
    }
    let id = WaitingEventId::new();
    tx.insert(t::table, |into, stamp, conn| {
        into.values((
            stamp,
            t::id.eq(id),
            t::source.eq(source),
            t::order_number.eq(number),
            t::kind.eq(kind),
            t::external_id.eq(&new.external_id),
            t::body.eq(body),
            t::status.eq(WaitingStatus::Waiting),
            t::at.eq(happened_at),
            t::recorded_at.eq(at),
            t::expires_at.eq(at.plus_days(DAYS)),
        ))
        .execute(conn)
    })?;
    let kept =
        tx.query(t::table, |rows, conn| rows.filter(t::id.eq(id)).select(columns!()).first(conn))?;
    Ok(Kept::New(Box::new(kept)))
}

/// Kept events of a state, those told last first.
///
/// # Errors
/// Only what the database answers.
pub fn page(
    tx: &mut NetworkTx<'_>,
    status: WaitingStatus,
    before: Option<WaitingEventId>,
    limit: i64,
) -> Result<Vec<Waiting>> {
    Ok(tx.query(t::table, |mut rows, conn| {
        if let Some(before) = before {
            rows = rows.filter(t::id.lt(before));
        }
        rows.filter(t::status.eq(status))
            .order(t::id.desc())
            .limit(limit)
            .select(columns!())
            .load(conn)
    })?)
}

/// How many kept events stand where.
///
/// # Errors
/// Only what the database answers.
pub fn counts(tx: &mut NetworkTx<'_>) -> Result<Vec<(WaitingStatus, i64)>> {
    Ok(tx.query(t::table, |rows, conn| {
        crate::conn::CountByStatus(rows.select(t::status)).load(conn)
    })?)
}

/// Applies what waited for some orders that are there now, oldest event first; answers how many
/// events there were.
pub(crate) fn apply_to(
    tx: &mut NetworkTx<'_>,
    network: &Network,
    orders: &HashMap<(&str, &str), OrderId>,
    at: Timestamp,
) -> Result<usize> {
    let numbers: Vec<String> = orders.keys().map(|(_, number)| (*number).to_owned()).collect();
    let mut found: Vec<Waiting> = Vec::new();
    for some in numbers.chunks(IDS_AT_ONCE) {
        let rows: Vec<Waiting> = tx.query(t::table, |rows, conn| {
            rows.filter(t::status.eq(WaitingStatus::Waiting))
                .filter(t::order_number.among(some.to_vec()))
                .select(columns!())
                .load(conn)
        })?;
        found.extend(rows);
    }
    found.sort_by_key(|one| (one.at, one.id));
    let mut count = 0;
    for one in found {
        let key = (one.source.as_str(), one.order_number.as_str());
        let Some(id) = orders.get(&key).copied() else { continue };
        let order = order::get(tx, id)?;
        let reason = match apply(tx, network, &order, &one, at) {
            Ok(Happened::New(_) | Happened::Same(_)) => None,
            Ok(Happened::Differs(_)) => Some("order-event-differs"),
            Err(Error::Invalid(fields)) => fields.first().map(|field| field.code),
            Err(Error::Refused(code)) => Some(code),
            Err(other) => return Err(other),
        };
        let status = reason.map_or(WaitingStatus::Applied, |_| WaitingStatus::Refused);
        tx.update(t::table, |target, conn| {
            let open = target.filter(t::id.eq(one.id)).filter(t::status.eq(WaitingStatus::Waiting));
            diesel::update(open)
                .set((t::status.eq(status), t::reason.eq(reason), t::order_id.eq(id)))
                .execute(conn)
        })?;
        count += 1;
    }
    Ok(count)
}

fn apply(
    tx: &mut NetworkTx<'_>,
    network: &Network,
    order: &Order,
    one: &Waiting,
    at: Timestamp,
) -> Result<Happened> {
    let new: NewEvent =
        serde_json::from_str(&one.body).map_err(|error| Error::Broken(error.to_string()))?;
    // A shop whose clocks differ may tell an event before its order: it counts from the order on.
    let mut event = new.check_early(order.currency, at)?;
    event.at = event.at.max(order.placed_at);
    if event.amount.is_some_and(|amount| amount.currency() != order.currency) {
        return Err(Error::field("currency", "order-currency-fixed"));
    }
    event::apply_told(tx, network, None, order, &event, at)
}

/// Applies events whose order came in the very moment in which they were told, and gives up those
/// whose order did not come in time; answers how many were given up.
///
/// # Errors
/// Only what the database answers.
pub fn sweep(tx: &mut NetworkTx<'_>, network: &Network, at: Timestamp) -> Result<usize> {
    let open = page(tx, WaitingStatus::Waiting, None, 500)?;
    let mut by_source: HashMap<&str, Vec<String>> = HashMap::new();
    for one in &open {
        by_source.entry(one.source.as_str()).or_default().push(one.order_number.clone());
    }
    for (source, numbers) in by_source {
        let orders = order::find(tx, source, &numbers)?;
        let known: HashMap<(&str, &str), OrderId> = orders
            .iter()
            .map(|order| ((order.source.as_str(), order.external_id.as_str()), order.id))
            .collect();
        if !known.is_empty() {
            apply_to(tx, network, &known, at)?;
        }
    }
    Ok(tx.update(t::table, |target, conn| {
        let late = target.filter(t::status.eq(WaitingStatus::Waiting)).filter(t::expires_at.le(at));
        diesel::update(late).set(t::status.eq(WaitingStatus::Expired)).execute(conn)
    })?)
}
