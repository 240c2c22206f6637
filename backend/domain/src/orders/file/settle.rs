//! An order whose rows are all read: what they say together.

use super::cell::{Fault, at_most};
use super::heading::Layout;
use super::profile::{Field, Step};
use super::{FileLine, FileOrder};
use crate::money::Money;

/// An order that may still grow.
pub(super) struct Open {
    pub(super) order: FileOrder,
    pub(super) has_subtotal: bool,
    pub(super) has_total: bool,
    /// A discount of the whole order that its lines do not tell.
    pub(super) spread: Money,
}

/// The order with what follows from its lines.
///
/// # Errors
/// `amount-too-large` for a discount or a refund of more than the lines.
pub(super) fn settle(open: Open, layout: &Layout) -> Result<FileOrder, (Field, Fault)> {
    let Open { mut order, has_subtotal, has_total, spread } = open;
    let currency = order.currency;
    if spread.minor() > 0 {
        let sum = Money::new(order.lines.iter().map(base).sum(), currency);
        at_most(spread, sum).map_err(|fault| (Field::OrderDiscount, fault))?;
        let weights: Vec<i64> = order.lines.iter().map(base).collect();
        // The weights' sum is not zero: the discount is at most the sum.
        let parts = spread.allocate(&weights).unwrap_or_default();
        for (line, part) in order.lines.iter_mut().zip(parts) {
            line.discount = Money::new(line.discount.minor() + part.minor(), currency);
        }
    }
    let sum = Money::new(order.lines.iter().map(base).sum(), currency);
    if !has_subtotal {
        order.subtotal = sum;
    }
    if !has_total {
        order.total = sum;
    }
    let live = |line: &&FileLine| !matches!(line.step, Step::Canceled | Step::Refunded);
    let least = order.lines.iter().filter(live).map(|line| line.step).min();
    let all_canceled = order.lines.iter().all(|line| line.step == Step::Canceled);
    let has_own_status = !layout.places(Field::LineStatus).is_empty();
    if has_own_status && least.is_some() {
        order.canceled_at = None;
    }
    if all_canceled && order.canceled_at.is_none() {
        order.canceled_at = order.paid_at.or(Some(order.placed_at));
    }
    let first = order.lines.first().map_or(Step::Placed, |line| line.step);
    order.step = raised(least.unwrap_or(first), &order);
    if order.step >= Step::Shipped && least.is_some() && order.fulfilled_at.is_none() {
        order.fulfilled_at = order.delivered_at.or(order.paid_at).or(Some(order.placed_at));
    }
    if order.refunded.is_zero() {
        let back: i64 = order.lines.iter().map(|line| refund(line, all_canceled)).sum();
        order.refunded = Money::new(back.min(order.total.minor()), currency);
    }
    at_most(order.refunded, if has_total { order.total } else { sum })
        .map_err(|fault| (Field::Refunded, fault))?;
    Ok(order)
}

/// What was paid for a line; limits keep it far from an overflow.
fn base(line: &FileLine) -> i64 {
    line.unit_price.minor() * line.quantity - line.discount.minor()
}

/// What was given back of a line. One line of several that was canceled was given back; an order
/// that was canceled as a whole never was paid.
fn refund(line: &FileLine, all_canceled: bool) -> i64 {
    match line.step {
        Step::Refunded => base(line),
        Step::Canceled if !all_canceled => base(line),
        _ => line.refunded.minor().min(base(line)),
    }
}

/// How far the order is, by its words and by its moments.
fn raised(step: Step, order: &FileOrder) -> Step {
    if matches!(step, Step::Canceled | Step::Refunded) {
        return step;
    }
    let told = match (order.delivered_at, order.fulfilled_at, order.paid_at) {
        (Some(_), _, _) => Step::Delivered,
        (None, Some(_), _) => Step::Shipped,
        (None, None, Some(_)) => Step::Paid,
        (None, None, None) => Step::Placed,
    };
    // Where lines differ the words of the last of them decide.
    let differs = order.lines.iter().any(|line| line.step != step);
    if differs { step } else { step.max(told) }
}
