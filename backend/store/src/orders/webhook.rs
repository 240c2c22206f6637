//! Addresses that shops send signed messages to, and what came there.

use diesel::prelude::*;
use domain::access::Member;
use domain::id::{NetworkId, OrderId, WebhookDeliveryId, WebhookEndpointId};
use domain::orders::webhook::{DeliveryStatus, NewEndpoint, Profile};
use domain::time::Timestamp;
use domain::{Error, Result};
use schema::{webhook_deliveries as d, webhook_endpoints as t};

use crate::platform::audit::{self, Act};
use crate::rows::insert_rows;
use crate::scope::{InNetwork, NetworkTx, PlatformTx, Reads};

/// An address that a shop sends to.
#[derive(Debug, Clone, Queryable)]
pub struct Endpoint {
    /// Its id.
    pub id: WebhookEndpointId,
    /// What people call it.
    pub name: String,
    /// The source of its orders.
    pub source: String,
    /// In whose manner messages are signed.
    pub profile: Profile,
    /// The sealed secret.
    pub secret: Vec<u8>,
    /// Whether messages are taken.
    pub is_open: bool,
    /// When it was made.
    pub created_at: Timestamp,
}

/// A message that came.
#[derive(Debug, Clone, Queryable)]
pub struct Delivery {
    /// Its id.
    pub id: WebhookDeliveryId,
    /// Where it came.
    pub endpoint_id: WebhookEndpointId,
    /// Its own number; none for what was refused.
    pub event_id: Option<String>,
    /// What it was about, as it was told.
    pub topic: String,
    /// The SHA-256 of its body; the body itself is not kept.
    pub body_digest: Vec<u8>,
    /// What became of it.
    pub status: DeliveryStatus,
    /// The code of why it was refused.
    pub reason: Option<String>,
    /// The order that it was about.
    pub order_id: Option<OrderId>,
    /// What it was answered, as JSON.
    pub answer: Option<String>,
    /// When it came.
    pub received_at: Timestamp,
}

/// A message that is taken in.
#[derive(Debug, Clone)]
pub struct NewDelivery {
    /// Where it came.
    pub endpoint: WebhookEndpointId,
    /// Its own number.
    pub event_id: Option<String>,
    /// What it is about, as it is told.
    pub topic: String,
    /// The SHA-256 of its body.
    pub digest: [u8; 32],
}

/// What a message's number means.
#[derive(Debug, Clone)]
pub enum Claimed {
    /// It came for the first time.
    New(WebhookDeliveryId),
    /// It came before.
    Known(Box<Delivery>),
}

#[derive(Insertable)]
#[diesel(table_name = schema::webhook_deliveries, treat_none_as_default_value = false)]
struct Row {
    network_id: NetworkId,
    id: WebhookDeliveryId,
    endpoint_id: WebhookEndpointId,
    event_id: Option<String>,
    topic: String,
    body_digest: Vec<u8>,
    status: DeliveryStatus,
    reason: Option<String>,
    received_at: Timestamp,
}

macro_rules! endpoint {
    () => {
        (t::id, t::name, t::source, t::profile, t::secret, t::is_open, t::created_at)
    };
}
macro_rules! delivery {
    () => {
        (
            d::id,
            d::endpoint_id,
            d::event_id,
            d::topic,
            d::body_digest,
            d::status,
            d::reason,
            d::order_id,
            d::answer,
            d::received_at,
        )
    };
}

/// The network whose address it is.
///
/// # Errors
/// `Missing`.
pub fn network_of(tx: &mut PlatformTx<'_>, id: WebhookEndpointId) -> Result<NetworkId> {
    Ok(t::table.filter(t::id.eq(id)).select(t::network_id).first(tx.conn())?)
}

/// An address of the network.
///
/// # Errors
/// `Missing`.
pub fn get(tx: &mut NetworkTx<'_>, id: WebhookEndpointId) -> Result<Endpoint> {
    Ok(tx.query(t::table, |rows, conn| rows.filter(t::id.eq(id)).select(endpoint!()).first(conn))?)
}

/// The addresses of the network, oldest first.
///
/// # Errors
/// Only what the database answers.
pub fn find(tx: &mut NetworkTx<'_>) -> Result<Vec<Endpoint>> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.order(t::id).limit(200).select(endpoint!()).load(conn)
    })?)
}

/// Makes an address whose id the caller has made, for the secret is sealed with it.
///
/// # Errors
/// Only what the database answers.
pub fn insert(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    id: WebhookEndpointId,
    new: &NewEndpoint,
    secret: &[u8],
    at: Timestamp,
) -> Result<()> {
    tx.insert(t::table, |into, stamp, conn| {
        into.values((
            stamp,
            t::id.eq(id),
            t::name.eq(&new.name),
            t::source.eq(&new.source),
            t::profile.eq(new.profile),
            t::secret.eq(secret),
            t::is_open.eq(true),
            t::created_at.eq(at),
        ))
        .execute(conn)
    })?;
    let act = Act { kind: "webhook.open", after: Some(&new.name), ..Act::default() };
    audit::insert(tx, Some(me), at, id, &act)
}

/// Opens or shuts an address, or gives it another secret.
///
/// # Errors
/// `Missing`.
pub fn apply(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    id: WebhookEndpointId,
    (kind, is_open, secret): (&str, bool, Option<Vec<u8>>),
    at: Timestamp,
) -> Result<()> {
    let count = tx.update(t::table, |target, conn| {
        let one = target.filter(t::id.eq(id));
        match secret {
            Some(secret) => diesel::update(one)
                .set((t::is_open.eq(is_open), t::secret.eq(secret)))
                .execute(conn),
            None => diesel::update(one).set(t::is_open.eq(is_open)).execute(conn),
        }
    })?;
    if count == 0 {
        return Err(Error::Missing);
    }
    audit::insert(tx, Some(me), at, id, &Act { kind, ..Act::default() })
}

/// Takes the number of a message: of several that come at once, one is new and the others wait for
/// it here.
///
/// # Errors
/// Only what the database answers.
pub fn claim(tx: &mut NetworkTx<'_>, new: &NewDelivery, at: Timestamp) -> Result<Claimed> {
    let row = row(tx, new, DeliveryStatus::Accepted, None, at);
    let id = row.id;
    if insert_rows!(tx, webhook_deliveries, [row], or nothing)? == 1 {
        return Ok(Claimed::New(id));
    }
    let event = new.event_id.clone();
    let known = tx.query(d::table, |rows, conn| {
        rows.filter(d::endpoint_id.eq(new.endpoint))
            .filter(d::event_id.eq(event))
            .select(delivery!())
            .first(conn)
    })?;
    Ok(Claimed::Known(Box::new(known)))
}

/// Notes what became of a message that was taken.
///
/// # Errors
/// Only what the database answers.
pub fn finish(
    tx: &mut NetworkTx<'_>,
    id: WebhookDeliveryId,
    status: DeliveryStatus,
    order: Option<OrderId>,
    answer: &str,
) -> Result<()> {
    tx.update(d::table, |target, conn| {
        diesel::update(target.filter(d::id.eq(id)))
            .set((d::status.eq(status), d::order_id.eq(order), d::answer.eq(answer)))
            .execute(conn)
    })?;
    Ok(())
}

/// Notes a message that was not taken, or came again: without its number, which stays free.
///
/// # Errors
/// Only what the database answers.
pub fn note(
    tx: &mut NetworkTx<'_>,
    new: &NewDelivery,
    (status, reason): (DeliveryStatus, Option<&str>),
    at: Timestamp,
) -> Result<()> {
    let mut row = row(tx, new, status, reason, at);
    row.event_id = None;
    insert_rows!(tx, webhook_deliveries, [row])?;
    Ok(())
}

fn row(
    tx: &mut NetworkTx<'_>,
    new: &NewDelivery,
    status: DeliveryStatus,
    reason: Option<&str>,
    at: Timestamp,
) -> Row {
    Row {
        network_id: tx.network(),
        id: WebhookDeliveryId::new(),
        endpoint_id: new.endpoint,
        event_id: new.event_id.clone(),
        topic: new.topic.clone(),
        body_digest: new.digest.to_vec(),
        status,
        reason: reason.map(ToOwned::to_owned),
        received_at: at,
    }
}

/// What came to an address, latest first.
///
/// # Errors
/// Only what the database answers.
pub fn page(
    tx: &mut NetworkTx<'_>,
    endpoint: WebhookEndpointId,
    before: Option<WebhookDeliveryId>,
    limit: i64,
) -> Result<Vec<Delivery>> {
    Ok(tx.query(d::table, |mut rows, conn| {
        if let Some(before) = before {
            rows = rows.filter(d::id.lt(before));
        }
        rows.filter(d::endpoint_id.eq(endpoint))
            .order(d::id.desc())
            .limit(limit)
            .select(delivery!())
            .load(conn)
    })?)
}

/// Forgets what was refused or repeated before a moment; what was taken stays, for its number.
///
/// # Errors
/// Only what the database answers.
pub fn forget(tx: &mut NetworkTx<'_>, before: Timestamp) -> Result<usize> {
    Ok(tx.update(d::table, |target, conn| {
        let old = target.filter(d::event_id.is_null()).filter(d::received_at.lt(before));
        diesel::delete(old).execute(conn)
    })?)
}
