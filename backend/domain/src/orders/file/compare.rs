//! Whether a later row of an order tells it as its first row did.

use super::FileOrder;
use super::cell;
use super::profile::Field as F;
use super::row::Cells;
use super::settle::Open;
use crate::text::line;

/// Notes every cell in which a later row tells the order otherwise; blank cells tell nothing.
pub(super) fn compare(cells: &mut Cells<'_, '_>, open: &Open) {
    let order = &open.order;
    let (line_at, currency) = (order.line, order.currency);
    for (field, before) in [
        (F::Subtotal, order.subtotal),
        (F::Shipping, order.shipping),
        (F::Taxes, order.taxes),
        (F::Discount, order.discount),
        (F::Total, order.total),
        (F::Refunded, order.refunded),
        (F::OrderDiscount, open.spread),
    ] {
        agrees(cells, field, line_at, |text| Ok(cell::amount(text, currency)? == before));
    }
    agrees(cells, F::Currency, line_at, |text| Ok(cell::currency(text)? == currency));
    let status = &order.financial_status;
    agrees(cells, F::Status, line_at, |text| Ok(line(text).to_lowercase() == *status));
    agrees(cells, F::Coupon, line_at, |text| {
        Ok(order.discount_code.as_deref() == Some(line(text).as_str()))
    });
    for note in [F::LinkCode, F::Note] {
        agrees(cells, note, line_at, |text| {
            let code = cell::link_code(text);
            Ok(code.is_none() || code == order.link_code)
        });
    }
    moments_agree(cells, order);
}

/// When the order was placed is the same in every row; where lines have a status of their own, the
/// other moments are the line's.
fn moments_agree(cells: &mut Cells<'_, '_>, order: &FileOrder) {
    let own = cells.row.has(F::LineStatus);
    let profile = &cells.row.layout.profile;
    let (dates, zone) = (profile.dates, profile.zone);
    for (field, before) in [
        (F::PlacedAt, Some(order.placed_at)),
        (F::PaidAt, order.paid_at),
        (F::ShippedAt, order.fulfilled_at),
        (F::DeliveredAt, order.delivered_at),
        (F::CanceledAt, order.canceled_at),
    ] {
        agrees(cells, field, order.line, |text| {
            let told = super::moment::moment_on(text, dates, zone)?;
            Ok(own && field != F::PlacedAt || Some(told) == before)
        });
    }
}

fn agrees(
    cells: &mut Cells<'_, '_>,
    field: F,
    before: u64,
    same: impl Fn(&str) -> Result<bool, cell::Fault>,
) {
    let text = cells.cell(field);
    if text.is_empty() {
        return;
    }
    let agrees = same(text).and_then(|same| {
        if same { Ok(()) } else { Err(("order-conflict", vec![("line", before.to_string())])) }
    });
    let _ = cells.take(field, agrees);
}
