//! Messages that are kept: which of them can be tried, which are waited for in vain.

use diesel::prelude::*;
use domain::Result;
use domain::id::{WebhookDeliveryId, WebhookEndpointId};
use domain::orders::webhook::DeliveryStatus;
use domain::time::Timestamp;
use schema::webhook_deliveries as t;

use crate::orders::shop;
use crate::rows::Among;
use crate::scope::{InNetwork, NetworkTx, Reads};

/// Messages of an address that are held, oldest first.
///
/// # Errors
/// Only what the database answers.
pub fn held(
    tx: &mut NetworkTx<'_>,
    endpoint: WebhookEndpointId,
    limit: i64,
) -> Result<Vec<WebhookDeliveryId>> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::endpoint_id.eq(endpoint))
            .filter(t::status.eq(DeliveryStatus::Held))
            .order(t::id)
            .limit(limit)
            .select(t::id)
            .load(conn)
    })?)
}

/// Messages that wait for an order of an address, oldest first.
///
/// # Errors
/// Only what the database answers.
pub fn waiting_for(
    tx: &mut NetworkTx<'_>,
    endpoint: WebhookEndpointId,
    shop_order: &str,
) -> Result<Vec<WebhookDeliveryId>> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::status.eq(DeliveryStatus::Waiting))
            .filter(t::endpoint_id.eq(endpoint))
            .filter(t::shop_order.eq(shop_order.to_owned()))
            .order(t::id)
            .limit(100)
            .select(t::id)
            .load(conn)
    })?)
}

/// Messages that wait for an order which is there, as when the process ended in between.
///
/// # Errors
/// Only what the database answers.
pub fn overdue(tx: &mut NetworkTx<'_>) -> Result<Vec<WebhookDeliveryId>> {
    let waiting: Vec<(WebhookDeliveryId, WebhookEndpointId, Option<String>)> =
        tx.query(t::table, |rows, conn| {
            rows.filter(t::status.eq(DeliveryStatus::Waiting))
                .filter(t::shop_order.is_not_null())
                .order(t::id)
                .limit(500)
                .select((t::id, t::endpoint_id, t::shop_order))
                .load(conn)
        })?;
    let names: Vec<String> = waiting.iter().filter_map(|(_, _, name)| name.clone()).collect();
    let there = shop::existing(tx, &names)?;
    let is_there =
        |endpoint, name: Option<String>| name.is_some_and(|name| there.contains(&(endpoint, name)));
    Ok(waiting
        .into_iter()
        .filter_map(|(id, endpoint, name)| is_there(endpoint, name).then_some(id))
        .collect())
}

/// Forgets what was refused or repeated before a moment, and gives up what was kept since then; what
/// was taken stays, for its number.
///
/// # Errors
/// Only what the database answers.
pub fn forget(tx: &mut NetworkTx<'_>, before: Timestamp) -> Result<usize> {
    let kept = [DeliveryStatus::Held, DeliveryStatus::Waiting];
    tx.update(t::table, |target, conn| {
        let old = target
            .filter(t::status.among(kept))
            .filter(t::notice.is_not_null())
            .filter(t::received_at.lt(before));
        diesel::update(old)
            .set((
                t::status.eq(DeliveryStatus::Refused),
                t::reason.eq("webhook-expired"),
                t::notice.eq(None::<String>),
                t::buyer.eq(None::<Vec<u8>>),
            ))
            .execute(conn)
    })?;
    Ok(tx.update(t::table, |target, conn| {
        let old = target.filter(t::event_id.is_null()).filter(t::received_at.lt(before));
        diesel::delete(old).execute(conn)
    })?)
}
