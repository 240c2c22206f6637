//! Rows made into orders.
//!
//! Rows of one order may stand apart, but not by more than a window of orders: only those are in
//! memory, and of all orders before them nothing but a digest of their number.

use std::collections::hash_map::DefaultHasher;
use std::collections::{HashMap, HashSet, VecDeque};
use std::hash::{Hash, Hasher};

use super::cell;
use super::compare::compare;
use super::heading::Layout;
use super::profile::{Field as F, Rows, Step};
use super::row::{Cells, Noted, Row, heading};
use super::settle::{Open, settle};
use super::{Errors, FileLine, FileOrder, RowError};
use crate::money::{Currency, Money};
use crate::text::line;

/// Characters of an order's number and of a product code.
const CODE_LIMIT: usize = 100;
/// Characters of a product's name, of discount codes, of a status.
const TEXT_LIMIT: usize = 500;
/// Characters of a status word that an error repeats.
const WORD_LIMIT: usize = 40;
/// Line items of an order that a later row is compared with: more than shops allow, and few enough
/// that a file made for it cannot keep the reader busy for hours.
const LINES_COMPARED: usize = 500;
/// Lines that one order may grow to: one that has more is refused later, and must fit in memory.
const MOST_GROWN: usize = 2_000;
/// Orders that may still grow.
const WINDOW: usize = 1_000;

/// An order that may still grow, or one whose first row was bad: rows after it are still checked,
/// with its currency if it had one.
enum Place {
    Good(Box<Open>),
    Bad(Option<Currency>),
}

/// Orders as they grow, row by row.
#[derive(Default)]
pub(super) struct Building {
    window: VecDeque<(Box<str>, Place)>,
    /// The number of the window's first order, counted from the file's first.
    first: usize,
    places: HashMap<Box<str>, usize>,
    gone: HashSet<u64>,
    /// The order of the row before.
    last: Option<usize>,
    pub(super) errors: Errors,
}

impl Building {
    /// Takes one row, which is not blank.
    pub(super) fn add(&mut self, row: Row<'_>) {
        let number = line(row.cell(F::Number));
        if let Some(error) = row.shape_error() {
            self.errors.note(error);
            if !self.places.contains_key(number.as_str()) {
                self.push(&number, Place::Bad(None));
            }
            self.last = None;
            return;
        }
        if number.is_empty() {
            let mut cells = Cells { row, errors: &mut self.errors };
            let _ = cells.required(F::Number);
            let _ = line_of(&mut cells, None, None);
            self.last = None;
            return;
        }
        let Some(at) = self.places.get(number.as_str()).copied() else {
            if self.gone.contains(&digest(&number)) {
                self.errors.note(row.error(F::Number, "order-apart", Vec::new()));
                self.last = None;
            } else {
                self.begin(row, &number);
            }
            return;
        };
        let Some((_, place)) = self.window.get_mut(at - self.first) else { return };
        match place {
            Place::Good(open) => {
                let is_adjacent = self.last.replace(at) == Some(at);
                grow(&mut Cells { row, errors: &mut self.errors }, open, is_adjacent);
            }
            Place::Bad(currency) => {
                let mut cells = Cells { row, errors: &mut self.errors };
                let _ = line_of(&mut cells, *currency, None);
                self.last = None;
            }
        }
    }

    /// The next order that can no longer grow; with `ended` all of them are such.
    pub(super) fn next(&mut self, layout: &Layout, ended: bool) -> Option<FileOrder> {
        while self.window.len() > WINDOW || (ended && !self.window.is_empty()) {
            let (number, place) = self.window.pop_front()?;
            self.first += 1;
            self.gone.insert(digest(&number));
            self.places.remove(&number);
            let Place::Good(open) = place else { continue };
            let line = open.order.line;
            match settle(*open, layout) {
                Ok(order) => return Some(order),
                Err((field, (code, args))) => {
                    let column = heading(layout, field);
                    self.errors.note(RowError { line, column, code, args });
                }
            }
        }
        None
    }

    fn push(&mut self, number: &str, place: Place) {
        let at = self.first + self.window.len();
        self.places.insert(number.into(), at);
        self.window.push_back((number.into(), place));
        self.last = Some(at);
    }

    fn begin(&mut self, row: Row<'_>, number: &str) {
        let mut cells = Cells { row, errors: &mut self.errors };
        let external_id = cells.text(F::Number, CODE_LIMIT);
        let currency = cells.currency();
        let open = order_of(&mut cells, currency);
        let (step, is_sent) = match &open {
            Ok(open) => (Some(open.order.step), open.order.fulfilled_at.is_some()),
            Err(_) => (None, cells.is_filled(F::ShippedAt)),
        };
        let first = line_of(&mut cells, currency.ok(), step.map(|step| (step, is_sent)));
        if let (Ok(external_id), Ok(mut open), Ok(first)) = (external_id, open, first) {
            if row.has(F::LineStatus) {
                open.order.financial_status = line(row.cell(F::LineStatus)).to_lowercase();
            }
            open.order.external_id = external_id;
            open.order.lines.push(first);
            self.push(number, Place::Good(Box::new(open)));
        } else {
            self.push(number, Place::Bad(currency.ok()));
            self.last = None;
        }
    }
}

fn digest(number: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    number.hash(&mut hasher);
    hasher.finish()
}

/// A later row of an order.
fn grow(cells: &mut Cells<'_, '_>, open: &mut Open, is_adjacent: bool) {
    let row = cells.row;
    let told_twice =
        |line: u64| row.error(F::Number, "order-repeated", vec![("line", line.to_string())]);
    if row.layout.profile.rows == Rows::Orders {
        cells.errors.note(told_twice(open.order.line));
        return;
    }
    compare(cells, open);
    let order = &mut open.order;
    let before = (order.step, order.fulfilled_at.is_some());
    let Ok(next) = line_of(cells, Some(order.currency), Some(before)) else { return };
    // A row of its own with the order's values again, and a line item that was there before, is an
    // order told twice (two exports in one file), not a second piece.
    if !is_adjacent && cells.is_filled(F::Total) {
        let mut looked_at = order.lines.iter().take(LINES_COMPARED);
        if let Some(same) = looked_at.find(|before| is_same_item(before, &next)) {
            cells.errors.note(told_twice(same.line));
            return;
        }
    }
    if order.lines.len() < MOST_GROWN {
        order.lines.push(next);
    }
}

fn is_same_item(one: &FileLine, other: &FileLine) -> bool {
    let numbers = |line: &FileLine| (line.quantity, line.unit_price, line.discount, line.fulfilled);
    numbers(one) == numbers(other) && one.sku == other.sku && one.name == other.name
}

/// The order's own values, without its number and its lines.
fn order_of(cells: &mut Cells<'_, '_>, currency: Result<Currency, Noted>) -> Result<Open, Noted> {
    let has_status = cells.row.has(F::Status);
    let status = if has_status { cells.text(F::Status, TEXT_LIMIT) } else { Ok(String::new()) };
    let step =
        if has_status && status.is_ok() { step_of(cells, F::Status) } else { Ok(Step::Paid) };
    let placed_at = cells.placed_at();
    let paid_at = cells.moment(F::PaidAt);
    let fulfilled_at = cells.moment(F::ShippedAt);
    let delivered_at = cells.moment(F::DeliveredAt);
    let canceled_at = cells.moment(F::CanceledAt);
    let discount_code = cells.optional_text(F::Coupon, TEXT_LIMIT);
    let creator = cells.optional_text(F::Creator, TEXT_LIMIT);
    let currency = currency?;
    let needs = |field| cells.row.layout.profile.required.contains(&field);
    let (needs_subtotal, needs_total) = (needs(F::Subtotal), needs(F::Total));
    let mut told = |field, needed: bool| {
        if needed {
            cells.amount(field, currency).map(Some)
        } else {
            cells.amount_if_told(field, currency)
        }
    };
    let subtotal = told(F::Subtotal, needs_subtotal);
    let total = told(F::Total, needs_total);
    let shipping = cells.amount_or_none(F::Shipping, currency);
    let taxes = cells.amount_or_none(F::Taxes, currency);
    let discount = cells.amount_or_none(F::Discount, currency);
    let spread = cells.amount_or_none(F::OrderDiscount, currency);
    let mut refunded = cells.amount_or_none(F::Refunded, currency);
    if let (Ok(refund), Ok(Some(total))) = (refunded, total) {
        refunded = cells.take(F::Refunded, cell::at_most(refund, total));
    }
    let (subtotal, total) = (subtotal?, total?);
    let order = FileOrder {
        line: cells.row.line,
        external_id: String::new(),
        currency,
        placed_at: placed_at?,
        paid_at: paid_at?,
        fulfilled_at: fulfilled_at?,
        delivered_at: delivered_at?,
        canceled_at: canceled_at?,
        discount_code: discount_code?,
        link_code: cell::link_code(cells.cell(F::LinkCode))
            .or_else(|| plain_code(cells))
            .or_else(|| cell::link_code(cells.cell(F::Note))),
        creator: creator?,
        subtotal: subtotal.unwrap_or(Money::zero(currency)),
        shipping: shipping?,
        taxes: taxes?,
        discount: discount?,
        total: total.unwrap_or(Money::zero(currency)),
        refunded: refunded?,
        financial_status: status?.to_lowercase(),
        step: step?,
        lines: Vec::new(),
    };
    Ok(Open {
        order,
        has_subtotal: subtotal.is_some(),
        has_total: total.is_some(),
        spread: spread?,
    })
}

/// A column of link codes alone, as a network's own profile may name.
fn plain_code(cells: &Cells<'_, '_>) -> Option<String> {
    let text = cells.cell(F::LinkCode);
    let is_code = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    ((1..=64).contains(&text.len()) && text.chars().all(is_code)).then(|| text.to_owned())
}

fn step_of(cells: &mut Cells<'_, '_>, field: F) -> Result<Step, Noted> {
    let word = cells.required(field)?;
    let known = cells.row.layout.profile.step(word);
    let unknown =
        || ("status-unknown", vec![("word", line(word).chars().take(WORD_LIMIT).collect())]);
    cells.take(field, known.ok_or_else(unknown))
}

/// The row's line; without a currency its amounts stay unchecked and there is none. A file without
/// the lines' own status has the order's.
fn line_of(
    cells: &mut Cells<'_, '_>,
    currency: Option<Currency>,
    order: Option<(Step, bool)>,
) -> Result<FileLine, Noted> {
    let row = cells.row;
    let quantity = if row.has(F::Quantity) {
        let told = cells.required(F::Quantity);
        told.and_then(|text| cells.take(F::Quantity, cell::quantity(text)))
    } else {
        Ok(1)
    };
    let is_named = row.layout.profile.required.contains(&F::ProductName);
    let name = cells.optional_text(F::ProductName, TEXT_LIMIT);
    let name = if is_named {
        name.and_then(|name| cells.needed(F::ProductName, name))
    } else {
        name.map(Option::unwrap_or_default)
    };
    let sku = match &name {
        Ok(name) if row.layout.profile.code_in_name => {
            cells.take(F::ProductName, cell::code_in_name(name))
        }
        _ => cells.text(F::Sku, CODE_LIMIT),
    };
    let step = if row.has(F::LineStatus) {
        step_of(cells, F::LineStatus)
    } else {
        order.map(|(step, _)| step).ok_or(Noted)
    };
    let currency = currency.ok_or(Noted)?;
    let refunded = cells.amount_or_none(F::LineRefund, currency);
    let price = price_of(cells, quantity, currency);
    let fulfilled = if row.has(F::LineSent) {
        cells.cell(F::LineSent).eq_ignore_ascii_case("fulfilled")
    } else {
        order.is_some_and(|(_, is_sent)| is_sent)
    };
    let (unit_price, discount) = price?;
    Ok(FileLine {
        line: row.line,
        sku: sku?,
        name: name?,
        quantity: quantity?,
        unit_price,
        discount,
        refunded: refunded?,
        step: step?,
        fulfilled,
    })
}

/// The price of one piece and the line's discount, from whichever columns the file has. What was
/// paid decides, then the price of a piece, then the line's amount.
fn price_of(
    cells: &mut Cells<'_, '_>,
    quantity: Result<i64, Noted>,
    currency: Currency,
) -> Result<(Money, Money), Noted> {
    let columns = [F::UnitPrice, F::LineGross, F::LinePaid];
    if columns.iter().all(|field| !cells.is_filled(*field)) {
        let first = columns.into_iter().find(|field| cells.row.has(*field));
        cells.required(first.unwrap_or(F::UnitPrice))?;
    }
    let unit = cells.amount_if_told(F::UnitPrice, currency);
    let gross = cells.amount_if_told(F::LineGross, currency);
    let paid = cells.amount_if_told(F::LinePaid, currency);
    let discount = cells.amount_or_none(F::LineDiscount, currency);
    let (unit, gross, paid, quantity) = (unit?, gross?, paid?, quantity?);
    let whole = match (unit, gross, paid) {
        (Some(unit), _, _) => cells.take(F::UnitPrice, cell::line_amount(unit, quantity))?,
        (None, Some(gross), _) => gross,
        (None, None, paid) => paid.unwrap_or(Money::zero(currency)),
    };
    let discount = cells.take(F::LineDiscount, cell::at_most(discount?, whole))?;
    let minor = paid.map_or(whole.minor() - discount.minor(), Money::minor);
    // A price that was raised afterwards, or a line that does not divide by its pieces: the price of
    // a piece is rounded up, and the rest is a discount.
    let told = unit.filter(|_| whole.minor() >= minor);
    let unit =
        told.map_or_else(|| (whole.minor().max(minor) + quantity - 1) / quantity, Money::minor);
    Ok((Money::new(unit, currency), Money::new(unit * quantity - minor, currency)))
}
