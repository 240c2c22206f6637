//! Orders of shop systems by their own ids.

use std::collections::HashSet;

use diesel::prelude::*;
use domain::Result;
use domain::id::{NetworkId, OrderId, WebhookEndpointId};
use schema::shop_orders as t;

use crate::rows::{Among, insert_rows};
use crate::scope::{InNetwork, NetworkTx, Reads};

#[derive(Insertable)]
#[diesel(table_name = schema::shop_orders, treat_none_as_default_value = false)]
struct Row {
    network_id: NetworkId,
    id: OrderId,
    endpoint_id: WebhookEndpointId,
    shop_order: String,
    line_ids: String,
}

/// Notes which order an id of a shop names, and the shop's ids of its lines in the order of their
/// positions. What was noted first stays.
///
/// # Errors
/// Only what the database answers.
pub fn insert(
    tx: &mut NetworkTx<'_>,
    (endpoint, shop_order): (WebhookEndpointId, &str),
    order: OrderId,
    line_ids: &[String],
) -> Result<()> {
    let row = Row {
        network_id: tx.network(),
        id: order,
        endpoint_id: endpoint,
        shop_order: shop_order.to_owned(),
        line_ids: line_ids.join("\n"),
    };
    insert_rows!(tx, shop_orders, [row], or nothing)?;
    Ok(())
}

/// The order that an id of a shop names, and the shop's ids of its lines.
///
/// # Errors
/// Only what the database answers.
pub fn find(
    tx: &mut NetworkTx<'_>,
    endpoint: WebhookEndpointId,
    shop_order: &str,
) -> Result<Option<(OrderId, Vec<String>)>> {
    let found: Option<(OrderId, String)> = tx.query(t::table, |rows, conn| {
        rows.filter(t::endpoint_id.eq(endpoint))
            .filter(t::shop_order.eq(shop_order.to_owned()))
            .select((t::id, t::line_ids))
            .first(conn)
            .optional()
    })?;
    Ok(found.map(|(id, lines)| (id, lines.split('\n').map(str::to_owned).collect())))
}

/// Those of some ids that name an order of an address.
///
/// # Errors
/// Only what the database answers.
pub fn existing(
    tx: &mut NetworkTx<'_>,
    shop_orders: &[String],
) -> Result<HashSet<(WebhookEndpointId, String)>> {
    if shop_orders.is_empty() {
        return Ok(HashSet::new());
    }
    let found: Vec<(WebhookEndpointId, String)> = tx.query(t::table, |rows, conn| {
        rows.filter(t::shop_order.among(shop_orders.to_vec()))
            .select((t::endpoint_id, t::shop_order))
            .load(conn)
    })?;
    Ok(found.into_iter().collect())
}
