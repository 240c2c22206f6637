//! Messages that came to the addresses of shops: taken, kept until they can be, refused.

use diesel::prelude::*;
use domain::access::Member;
use domain::id::{NetworkId, OrderId, WebhookDeliveryId, WebhookEndpointId};
use domain::orders::webhook::DeliveryStatus;
use domain::time::Timestamp;
use domain::{Error, Result};
use schema::webhook_deliveries as t;

use crate::platform::audit::{self, Act};
use crate::rows::{Among, insert_rows};
use crate::scope::{InNetwork, NetworkTx, Reads};

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
    /// The code of why it was refused or is held.
    pub reason: Option<String>,
    /// What that is about: the product's code, the currency, the word.
    pub detail: Option<String>,
    /// The shop's own id of the order, for what is kept.
    pub shop_order: Option<String>,
    /// What it says, as JSON and without anything of its buyer, for what is kept.
    pub notice: Option<String>,
    /// The keyed digest of its buyer, for what is kept.
    pub buyer: Option<Vec<u8>>,
    /// How often it was tried.
    pub tries: i64,
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

/// What of a message is kept until it can be taken.
#[derive(Debug, Clone)]
pub struct Keeping {
    /// The shop's own id of the order.
    pub shop_order: String,
    /// What it says, as JSON and without anything of its buyer.
    pub notice: String,
    /// The keyed digest of its buyer.
    pub buyer: Option<[u8; 32]>,
}

/// Why a message is not taken, and what that is about.
pub type Why<'a> = (&'a str, Option<&'a str>);

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
    detail: Option<String>,
    shop_order: Option<String>,
    notice: Option<String>,
    buyer: Option<Vec<u8>>,
    tries: i64,
    order_id: Option<OrderId>,
    answer: Option<String>,
    received_at: Timestamp,
}

macro_rules! columns {
    () => {
        (
            t::id,
            t::endpoint_id,
            t::event_id,
            t::topic,
            t::body_digest,
            t::status,
            t::reason,
            t::detail,
            t::shop_order,
            t::notice,
            t::buyer,
            t::tries,
            t::order_id,
            t::answer,
            t::received_at,
        )
    };
}

/// Takes the number of a message: of several that come at once, one is new and the others wait for
/// it here.
///
/// # Errors
/// Only what the database answers.
pub fn claim(tx: &mut NetworkTx<'_>, new: &NewDelivery, at: Timestamp) -> Result<Claimed> {
    let row = row(tx, new, (DeliveryStatus::Accepted, None), at);
    put(tx, new, row)
}

/// Writes messages that were taken together, each with its order and its answer.
///
/// # Errors
/// `Stale` when the number of one is taken already: then the transaction is to be given up.
pub fn insert_taken<'a>(
    tx: &mut NetworkTx<'_>,
    taken: impl Iterator<Item = (&'a NewDelivery, OrderId, String)>,
    at: Timestamp,
) -> Result<()> {
    let rows: Vec<Row> = taken
        .map(|(new, order, answer)| {
            let mut row = row(tx, new, (DeliveryStatus::Accepted, None), at);
            row.order_id = Some(order);
            row.answer = Some(answer);
            row
        })
        .collect();
    let count = insert_rows!(tx, webhook_deliveries, rows, or nothing)?;
    if count == rows.len() { Ok(()) } else { Err(Error::Stale) }
}

/// Keeps a message that cannot be taken yet, with its number; answers it as [`claim`] does.
///
/// # Errors
/// Only what the database answers.
pub fn keep(
    tx: &mut NetworkTx<'_>,
    new: &NewDelivery,
    (status, why, answer): (DeliveryStatus, Option<Why<'_>>, &str),
    keeping: &Keeping,
    at: Timestamp,
) -> Result<Claimed> {
    let mut row = row(tx, new, (status, why), at);
    row.shop_order = Some(keeping.shop_order.clone());
    row.notice = Some(keeping.notice.clone());
    row.buyer = keeping.buyer.map(|buyer| buyer.to_vec());
    row.answer = Some(answer.to_owned());
    put(tx, new, row)
}

fn put(tx: &mut NetworkTx<'_>, new: &NewDelivery, row: Row) -> Result<Claimed> {
    let id = row.id;
    if insert_rows!(tx, webhook_deliveries, [row], or nothing)? == 1 {
        return Ok(Claimed::New(id));
    }
    let event = new.event_id.clone();
    let known = tx.query(t::table, |rows, conn| {
        rows.filter(t::endpoint_id.eq(new.endpoint))
            .filter(t::event_id.eq(event))
            .select(columns!())
            .first(conn)
    })?;
    Ok(Claimed::Known(Box::new(known)))
}

/// Notes what became of a message that was taken, now or after it had been kept: what was kept of it
/// is erased.
///
/// # Errors
/// Only what the database answers.
pub fn finish(
    tx: &mut NetworkTx<'_>,
    id: WebhookDeliveryId,
    (status, reason): (DeliveryStatus, Option<&str>),
    order: Option<OrderId>,
    answer: &str,
) -> Result<()> {
    tx.update(t::table, |target, conn| {
        diesel::update(target.filter(t::id.eq(id)))
            .set((
                t::status.eq(status),
                t::reason.eq(reason),
                t::detail.eq(None::<String>),
                t::notice.eq(None::<String>),
                t::buyer.eq(None::<Vec<u8>>),
                t::order_id.eq(order),
                t::answer.eq(answer),
            ))
            .execute(conn)
    })?;
    Ok(())
}

/// Lets a message that was claimed wait for its order.
///
/// # Errors
/// Only what the database answers.
pub fn wait(
    tx: &mut NetworkTx<'_>,
    id: WebhookDeliveryId,
    keeping: &Keeping,
    answer: &str,
) -> Result<()> {
    tx.update(t::table, |target, conn| {
        diesel::update(target.filter(t::id.eq(id)))
            .set((
                t::status.eq(DeliveryStatus::Waiting),
                t::shop_order.eq(&keeping.shop_order),
                t::notice.eq(&keeping.notice),
                t::buyer.eq(keeping.buyer.map(|buyer| buyer.to_vec())),
                t::answer.eq(answer),
            ))
            .execute(conn)
    })?;
    Ok(())
}

/// Notes that a kept message was tried again; answers whether it was still kept. Of two who try it at
/// once the second waits here, and finds it taken.
///
/// # Errors
/// Only what the database answers.
pub fn apply_try(
    tx: &mut NetworkTx<'_>,
    me: Option<&Member>,
    id: WebhookDeliveryId,
    at: Timestamp,
) -> Result<bool> {
    let kept = [DeliveryStatus::Held, DeliveryStatus::Waiting];
    let count = tx.update(t::table, |target, conn| {
        let one = target.filter(t::id.eq(id)).filter(t::status.among(kept));
        diesel::update(one).set(t::tries.eq(t::tries + 1)).execute(conn)
    })?;
    if count == 1 && me.is_some() {
        audit::insert(tx, me, at, id, &Act { kind: "webhook.retry", ..Act::default() })?;
    }
    Ok(count == 1)
}

/// Notes why a kept message could not be taken this time either.
///
/// # Errors
/// Only what the database answers.
pub fn apply_failure(
    tx: &mut NetworkTx<'_>,
    id: WebhookDeliveryId,
    (code, detail): Why<'_>,
) -> Result<()> {
    let kept = [DeliveryStatus::Held, DeliveryStatus::Waiting];
    tx.update(t::table, |target, conn| {
        let one = target.filter(t::id.eq(id)).filter(t::status.among(kept));
        diesel::update(one)
            .set((
                t::status.eq(DeliveryStatus::Held),
                t::reason.eq(code),
                t::detail.eq(detail),
                t::tries.eq(t::tries + 1),
            ))
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
    (status, why): (DeliveryStatus, Option<Why<'_>>),
    at: Timestamp,
) -> Result<()> {
    let mut row = row(tx, new, (status, why), at);
    row.event_id = None;
    insert_rows!(tx, webhook_deliveries, [row])?;
    Ok(())
}

fn row(
    tx: &mut NetworkTx<'_>,
    new: &NewDelivery,
    (status, why): (DeliveryStatus, Option<Why<'_>>),
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
        reason: why.map(|(code, _)| code.to_owned()),
        detail: why.and_then(|(_, detail)| detail).map(|text| text.chars().take(100).collect()),
        shop_order: None,
        notice: None,
        buyer: None,
        tries: 1,
        order_id: None,
        answer: None,
        received_at: at,
    }
}

/// A message.
///
/// # Errors
/// `Missing`.
pub fn get(tx: &mut NetworkTx<'_>, id: WebhookDeliveryId) -> Result<Delivery> {
    Ok(tx.query(t::table, |rows, conn| rows.filter(t::id.eq(id)).select(columns!()).first(conn))?)
}

/// What came to an address, latest first.
///
/// # Errors
/// Only what the database answers.
pub fn page(
    tx: &mut NetworkTx<'_>,
    endpoint: WebhookEndpointId,
    status: Option<DeliveryStatus>,
    before: Option<WebhookDeliveryId>,
    limit: i64,
) -> Result<Vec<Delivery>> {
    Ok(tx.query(t::table, |mut rows, conn| {
        if let Some(before) = before {
            rows = rows.filter(t::id.lt(before));
        }
        if let Some(status) = status {
            rows = rows.filter(t::status.eq(status));
        }
        rows.filter(t::endpoint_id.eq(endpoint))
            .order(t::id.desc())
            .limit(limit)
            .select(columns!())
            .load(conn)
    })?)
}
