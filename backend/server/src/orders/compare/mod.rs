//! A shop's orders beside ours: told again, compared, kept as a report, taken over row by row.

pub mod api;
pub mod pages;

use std::collections::HashMap;

use actix_web::web;
use domain::access::{Member, Permission};
use domain::id::{CompareRowId, OrderCompareId};
use domain::orders::compare::{Follow, Found, Seen, differences};
use domain::orders::event::{EventKind, OrderEvent};
use domain::orders::file::FileOrder;
use domain::orders::line::LineStatus;
use domain::orders::order::{NewLine, NewOrder, OrderDraft};
use domain::tenancy::network::Network;
use domain::{Error, Money, Result, Timestamp};
use store::orders::compare::{self, Compare, MOST_ORDERS, NewCompare, Row};
use store::orders::event;
use store::orders::order::{self, Inserted};
use store::scope::NetworkTx;

use crate::error::broken;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    api::routes(config);
    pages::routes(config);
}

/// An order as the shop tells it again.
#[derive(Debug, Clone)]
pub struct ToldAgain {
    /// As the comparison sees it.
    pub seen: Seen,
    /// When it came to stand so.
    pub at: Timestamp,
    /// The order, for when it is to be recorded.
    pub body: NewOrder,
}

impl ToldAgain {
    /// An order of the API.
    ///
    /// # Errors
    /// As `NewOrder::check`, for an order of the list (`orders.N.…`).
    pub fn read(network: &Network, place: usize, body: NewOrder, at: Timestamp) -> Result<Self> {
        let draft = body.check(network, at).map_err(|error| match error {
            Error::Invalid(fields) => Error::Invalid(
                fields
                    .into_iter()
                    .map(|mut one| {
                        one.field = format!("orders.{place}.{}", one.field);
                        one
                    })
                    .collect(),
            ),
            other => other,
        })?;
        let told = body.delivered_at.as_deref().or(body.paid_at.as_deref());
        let moment = told.and_then(Timestamp::parse).unwrap_or(draft.placed_at);
        Ok(Self { seen: seen(&draft, Money::zero(draft.currency))?, at: moment, body })
    }

    /// An order of a file.
    ///
    /// # Errors
    /// As `OrderDraft::from_file`.
    pub fn of_file(network: &Network, source: &str, order: &FileOrder) -> Result<Self> {
        let draft = OrderDraft::from_file(source, order, network)?;
        let mut seen = seen(&draft, order.refunded)?;
        // A file tells that goods left, not that they arrived: the network waits for that itself.
        seen.status = if order.canceled_at.is_some() {
            LineStatus::Canceled
        } else {
            draft.status.min(LineStatus::Paid)
        };
        let line = |line: &domain::orders::order::LineDraft| NewLine {
            sku: line.sku.clone(),
            quantity: line.quantity,
            unit_price: line.unit_price.decimal(),
            discount: Some(line.discount.decimal()),
            discounts: Vec::new(),
            tax: None,
            freight: None,
        };
        let body = NewOrder {
            external_id: draft.external_id.clone(),
            source: Some(source.to_owned()),
            currency: draft.currency.code().to_owned(),
            placed_at: draft.placed_at.to_string(),
            paid_at: order.paid_at.map(|at| at.to_string()),
            delivered_at: None,
            click: draft.claims.click.clone(),
            link_code: draft.claims.link_code.clone(),
            coupon: draft.claims.coupon.clone(),
            buyer: None,
            reserve: false,
            lines: draft.lines.iter().map(line).collect(),
        };
        let at = order.canceled_at.or(order.paid_at).unwrap_or(order.placed_at);
        Ok(Self { seen, at, body })
    }
}

fn seen(draft: &OrderDraft, refunded: Money) -> Result<Seen> {
    let total = draft.total()?;
    let refunded = if refunded.currency() == total.currency() {
        refunded
    } else {
        Money::zero(total.currency())
    };
    let left = total.minus(refunded)?;
    Ok(Seen {
        external_id: draft.external_id.clone(),
        placed_at: draft.placed_at,
        status: draft.status,
        total: if left.is_negative() { Money::zero(total.currency()) } else { left },
    })
}

/// Compares a shop's orders of a time with ours and keeps what differs.
///
/// # Errors
/// `Forbidden`; `Invalid`: `orders: compare-too-many` (`most`), `until: date-order`.
pub fn run(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    (source, span): (&str, (Timestamp, Timestamp)),
    told: &[ToldAgain],
    at: Timestamp,
) -> Result<OrderCompareId> {
    me.must(Permission::WriteOrders)?;
    if told.len() > MOST_ORDERS {
        let error = domain::FieldError::new("orders", "compare-too-many").with("most", MOST_ORDERS);
        return Err(Error::Invalid(vec![error]));
    }
    if span.0 >= span.1 {
        return Err(Error::field("until", "date-order"));
    }
    let stored = compare::seen(tx, source, span)?;
    let sides: Vec<Seen> = told.iter().map(|one| one.seen.clone()).collect();
    let by_number: HashMap<&str, &ToldAgain> =
        told.iter().map(|one| (one.seen.external_id.as_str(), one)).collect();
    let rows = differences(&sides, &stored)
        .into_iter()
        .map(|found: Found| {
            let one = by_number.get(found.external_id.as_str());
            let body = match one.filter(|_| found.follow == Follow::Insert) {
                Some(one) => Some(serde_json::to_string(&one.body).map_err(broken)?),
                None => None,
            };
            Ok((found, body, one.map_or(at, |one| one.at)))
        })
        .collect::<Result<Vec<_>>>()?;
    let new = NewCompare { source, span, told: told.len(), stored: stored.len() };
    compare::insert(tx, me, &new, rows, at)
}

/// The latest comparisons.
///
/// # Errors
/// `Forbidden`.
pub fn list(tx: &mut NetworkTx<'_>, me: &Member) -> Result<Vec<Compare>> {
    me.must(Permission::SeeOrders)?;
    compare::page(tx, 100)
}

/// A comparison with its differences.
///
/// # Errors
/// `Forbidden`, `Missing`.
pub fn get(tx: &mut NetworkTx<'_>, me: &Member, id: OrderCompareId) -> Result<(Compare, Vec<Row>)> {
    me.must(Permission::SeeOrders)?;
    Ok((compare::get(tx, id)?, compare::rows(tx, id)?))
}

/// Takes a difference over: the order is recorded, or the event that follows.
///
/// # Errors
/// `Forbidden`, `Missing`; `Refused`: `compare-applied`, `compare-nothing` where nothing follows;
/// what the order or the event is refused for.
pub fn apply(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    network: &Network,
    (id, row): (OrderCompareId, CompareRowId),
    at: Timestamp,
) -> Result<()> {
    me.must(Permission::WriteOrders)?;
    let kept = compare::get(tx, id)?;
    let row = compare::rows(tx, id)?.into_iter().find(|one| one.id == row).ok_or(Error::Missing)?;
    compare::apply(tx, me, &row, at)?;
    if row.follow == Follow::Insert {
        let text = row.body.as_deref().unwrap_or_default();
        let mut body: NewOrder = serde_json::from_str(text).map_err(broken)?;
        body.source = Some(kept.source);
        let draft = body.check(network, at)?;
        return match order::insert(tx, network, &draft, at)? {
            Inserted::Differs(_) => Err(Error::Taken("order-exists")),
            Inserted::New(_) | Inserted::Same(_) => Ok(()),
        };
    }
    let order = order::get(tx, row.order_id.ok_or(Error::Missing)?)?;
    let kind = match row.follow {
        Follow::Cancel => EventKind::Cancel,
        Follow::Paid => EventKind::Paid,
        Follow::Delivered => EventKind::Delivered,
        Follow::Refund => EventKind::Refund,
        Follow::Nothing | Follow::Insert => return Err(Error::Refused("compare-nothing")),
    };
    let amount = match kind {
        EventKind::Refund => less(&row)?,
        _ => None,
    };
    let event = OrderEvent {
        kind,
        external_id: format!("compare:{}", row.id),
        at: row.at.max(order.placed_at),
        amount,
        line: None,
    };
    event::apply_told(tx, network, Some(me), &order, &event, at)?;
    Ok(())
}

/// By how much the shop counts less; none where it counts nothing any more.
fn less(row: &Row) -> Result<Option<Money>> {
    let read = |text: &str| {
        let (amount, code) = text.split_once(' ')?;
        Money::parse(amount, code.parse().ok()?).ok()
    };
    match (read(&row.told), read(&row.stored)) {
        (Some(told), Some(stored)) => stored.minus(told).map(Some),
        _ => Ok(None),
    }
}
