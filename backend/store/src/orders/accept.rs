//! Orders that are handed in one by one, or several at the same moment, each with its own answer.

use std::collections::HashMap;

use domain::Result;
use domain::id::{CommissionId, OrderId};
use domain::orders::order::OrderDraft;
use domain::tenancy::network::Network;
use domain::time::Timestamp;

use crate::commissions::commission::{self, Commission, NewCommission};
use crate::commissions::part::{self, NewPart, Part};
use crate::orders::insert::{lost, write};
use crate::orders::order::{self, Line, Order, Recorded};
use crate::orders::row::{LineRow, OrderRow};
use crate::scope::NetworkTx;

/// What became of an order that was handed in alone.
#[derive(Debug, Clone)]
pub enum Inserted {
    /// It was written.
    New(Box<Accepted>),
    /// It was there already, told alike; nothing was written.
    Same(OrderId),
    /// Its number was there already with other contents; nothing was written.
    Differs(OrderId),
}

/// An order as it was just written, so that its answer needs no further query.
#[derive(Debug, Clone)]
pub struct Accepted {
    /// The order.
    pub order: Order,
    /// Its lines, by position.
    pub lines: Vec<Line>,
    /// What they earn.
    pub commissions: Vec<Commission>,
    /// What partners have of that.
    pub parts: Vec<Part>,
}

/// Writes an order, its lines, its commissions and their entry.
///
/// # Errors
/// `Invalid` with `lines.N.sku: sku-unknown` for a code that is no published product's.
pub fn insert(
    tx: &mut NetworkTx<'_>,
    network: &Network,
    draft: &OrderDraft,
    at: Timestamp,
) -> Result<Inserted> {
    insert_each(tx, network, &[draft], at)?.pop().ok_or_else(lost)?
}

/// Writes orders that came at the same time, with as many statements as one; each has its own answer,
/// in their order. An order that cannot be accepted is left out; the others are written.
///
/// # Errors
/// Those of the batch as a whole; an order's own stand in its answer, as for [`insert`].
pub fn insert_each(
    tx: &mut NetworkTx<'_>,
    network: &Network,
    drafts: &[&OrderDraft],
    at: Timestamp,
) -> Result<Vec<Result<Inserted>>> {
    let batch = write(tx, network, drafts, None, at)?;
    let mut lines: HashMap<OrderId, Vec<Line>> = HashMap::new();
    let mut earned: HashMap<OrderId, Vec<Commission>> = HashMap::new();
    let mut parts: HashMap<OrderId, Vec<Part>> = HashMap::new();
    let (orders, all_lines, commissions, all_parts) = if batch.followed {
        let ids: Vec<OrderId> = batch.fresh();
        let commissions = commission::find(tx, &ids)?;
        let parts = part::of(tx, &commissions)?;
        (order::find_by_id(tx, &ids)?, order::lines(tx, &ids)?, commissions, parts)
    } else {
        (
            batch.orders.into_iter().map(OrderRow::read).collect(),
            batch.lines.into_iter().map(LineRow::read).collect(),
            batch.commissions.into_iter().map(NewCommission::read).collect(),
            batch.parts.into_iter().map(NewPart::read).collect(),
        )
    };
    for line in all_lines {
        lines.entry(line.order_id).or_default().push(line);
    }
    let orders_of: HashMap<CommissionId, OrderId> =
        commissions.iter().map(|row: &Commission| (row.id, row.order_id)).collect();
    for part in all_parts {
        if let Some(order) = orders_of.get(&part.commission_id) {
            parts.entry(*order).or_default().push(part);
        }
    }
    for commission in commissions {
        earned.entry(commission.order_id).or_default().push(commission);
    }
    let mut orders: HashMap<OrderId, Order> =
        orders.into_iter().map(|order| (order.id, order)).collect();
    let mut accepted = |id| {
        let order = orders.remove(&id).ok_or_else(lost)?;
        let lines = lines.remove(&id).unwrap_or_default();
        let commissions = earned.remove(&id).unwrap_or_default();
        let parts = parts.remove(&id).unwrap_or_default();
        Ok(Inserted::New(Box::new(Accepted { order, lines, commissions, parts })))
    };
    let inserted = batch.answers.into_iter().map(|answer| match answer? {
        Recorded::New(id) => accepted(id),
        Recorded::Same(id) => Ok(Inserted::Same(id)),
        Recorded::Differs(id) => Ok(Inserted::Differs(id)),
    });
    Ok(inserted.collect())
}
