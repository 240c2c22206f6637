//! Rows of Shopify's order export made into orders.

use std::borrow::Cow;
use std::collections::HashMap;

use super::cell::{self, Fault};
use super::columns::Column;
use super::table::Row;
use super::{Errors, FileFault, FileLine, FileOrder};
use crate::money::{Currency, Money};
use crate::text::line;
use crate::time::Timestamp;

/// Characters of an order's number and of a product code.
const CODE_LIMIT: usize = 100;
/// Characters of a product's name, of discount codes, of a status.
const TEXT_LIMIT: usize = 500;

/// Line items of an order that a later row is compared with: more than shops allow, and few enough
/// that a file made for it cannot keep the reader busy for hours.
const LINES_COMPARED: usize = 500;

/// Orders as they grow, row by row.
#[derive(Default)]
pub(super) struct Orders {
    read: Vec<FileOrder>,
    places: HashMap<Box<str>, Place>,
    /// The order of the row before.
    last: Option<usize>,
    errors: Errors,
}

/// Where an order is that was seen before.
#[derive(Clone, Copy)]
enum Place {
    Read(usize),
    /// Its first row was bad; rows after it are still checked, with its currency if it had one.
    Bad(Option<Currency>),
}

impl Orders {
    /// Takes one row, which is not blank.
    pub(super) fn add(&mut self, row: &Row<'_>) {
        let name = row.cell(Column::Name as usize);
        if let Some(error) = row.shape_error() {
            self.errors.note(error);
            self.places.entry(line(&name).into_boxed_str()).or_insert(Place::Bad(None));
            self.last = None;
            return;
        }
        let place = match self.last {
            Some(last) if self.read[last].external_id == name => Some(Place::Read(last)),
            _ => self.places.get(line(&name).as_str()).copied(),
        };
        match place {
            None if name.is_empty() => {
                let mut cells = Cells { row, errors: &mut self.errors };
                let _ = cells.required(Column::Name);
                let _ = cells.line(None, false);
                self.last = None;
            }
            None => self.begin(row, &name),
            Some(Place::Read(place)) => self.continue_with(row, place),
            Some(Place::Bad(currency)) => {
                let _ = Cells { row, errors: &mut self.errors }.line(currency, false);
                self.last = None;
            }
        }
    }

    /// The orders, or what is wrong with their rows.
    pub(super) fn finish(self) -> Result<Vec<FileOrder>, FileFault> {
        if self.errors.count == 0 {
            return Ok(self.read);
        }
        Err(FileFault::Rows { errors: self.errors.kept, count: self.errors.count })
    }

    fn begin(&mut self, row: &Row<'_>, name: &str) {
        let mut cells = Cells { row, errors: &mut self.errors };
        let external_id = cells.text(Column::Name, CODE_LIMIT);
        let currency = cells.currency();
        let order = cells.order(currency);
        let is_sent = cells.is_filled(Column::FulfilledAt);
        let first = cells.line(currency.ok(), is_sent);
        let place = if let (Ok(external_id), Ok(order), Ok(first)) = (external_id, order, first) {
            self.read.push(FileOrder { external_id, lines: vec![first], ..order });
            Place::Read(self.read.len() - 1)
        } else {
            Place::Bad(currency.ok())
        };
        self.last = match place {
            Place::Read(place) => Some(place),
            Place::Bad(_) => None,
        };
        self.places.insert(line(name).into_boxed_str(), place);
    }

    fn continue_with(&mut self, row: &Row<'_>, place: usize) {
        let is_adjacent = self.last.replace(place) == Some(place);
        let order = &mut self.read[place];
        let mut cells = Cells { row, errors: &mut self.errors };
        cells.compare(order);
        let Ok(next) = cells.line(Some(order.currency), order.fulfilled_at.is_some()) else {
            return;
        };
        // A row of its own with the order's values again, and a line item that was there before,
        // is an order told twice (two exports in one file), not a second piece.
        if !is_adjacent && cells.is_filled(Column::Total) {
            let mut looked_at = order.lines.iter().take(LINES_COMPARED);
            if let Some(before) = looked_at.find(|before| is_same_item(before, &next)) {
                let args = vec![("line", before.line.to_string())];
                cells.errors.note(row.error(Column::Name as usize, "order-repeated", args));
                return;
            }
        }
        order.lines.push(next);
    }
}

fn is_same_item(one: &FileLine, other: &FileLine) -> bool {
    let numbers = |line: &FileLine| (line.quantity, line.unit_price, line.discount, line.fulfilled);
    numbers(one) == numbers(other) && one.sku == other.sku && one.name == other.name
}

/// A cell was bad, and its error is noted.
#[derive(Clone, Copy)]
struct Noted;

/// The cells of one row, each bad one noted.
struct Cells<'r, 't> {
    row: &'r Row<'t>,
    errors: &'r mut Errors,
}

impl<'t> Cells<'_, 't> {
    /// The order's own values, without its number and its lines.
    fn order(&mut self, currency: Result<Currency, Noted>) -> Result<FileOrder, Noted> {
        let status = self.text(Column::FinancialStatus, TEXT_LIMIT);
        let placed_at =
            self.moment(Column::PlacedAt).and_then(|at| self.needed(Column::PlacedAt, at));
        let paid_at = self.moment(Column::PaidAt);
        let fulfilled_at = self.moment(Column::FulfilledAt);
        let canceled_at = self.moment(Column::CanceledAt);
        let discount_code = self.optional_text(Column::DiscountCode, TEXT_LIMIT);
        let currency = currency?;
        let subtotal = self.amount(Column::Subtotal, currency);
        let shipping = self.amount_or_none(Column::Shipping, currency);
        let taxes = self.amount_or_none(Column::Taxes, currency);
        let discount = self.amount_or_none(Column::Discount, currency);
        let total = self.amount(Column::Total, currency);
        let mut refunded = self.amount_or_none(Column::Refunded, currency);
        if let (Ok(refund), Ok(total)) = (refunded, total) {
            refunded = self.take(Column::Refunded, cell::at_most(refund, total));
        }
        Ok(FileOrder {
            line: self.row.line,
            external_id: String::new(),
            currency,
            placed_at: placed_at?,
            paid_at: paid_at?,
            fulfilled_at: fulfilled_at?,
            canceled_at: canceled_at?,
            discount_code: discount_code?,
            link_code: cell::link_code(&self.cell(Column::Notes))
                .or_else(|| cell::link_code(&self.cell(Column::BuyerNote))),
            subtotal: subtotal?,
            shipping: shipping?,
            taxes: taxes?,
            discount: discount?,
            total: total?,
            refunded: refunded?,
            financial_status: status?.to_lowercase(),
            lines: Vec::new(),
        })
    }

    /// The line item; without a currency its amounts stay unchecked and there is none. A file
    /// without the lines' own status has the order's: whether all of it was sent.
    fn line(&mut self, currency: Option<Currency>, is_sent: bool) -> Result<FileLine, Noted> {
        let quantity = self.required(Column::Quantity);
        let quantity = quantity.and_then(|text| self.take(Column::Quantity, cell::quantity(&text)));
        let name = self.text(Column::ProductName, TEXT_LIMIT);
        let sku = self.text(Column::Sku, CODE_LIMIT);
        let currency = currency.ok_or(Noted)?;
        let unit_price = self.amount(Column::Price, currency);
        let mut discount = self.amount_or_none(Column::LineDiscount, currency);
        if let (Ok(quantity), Ok(unit_price)) = (quantity, unit_price) {
            let whole = self.take(Column::Price, cell::line_amount(unit_price, quantity))?;
            let checked = discount.map(|discount| cell::at_most(discount, whole));
            discount = checked.and_then(|checked| self.take(Column::LineDiscount, checked));
        }
        let fulfilled = if self.row.has(Column::LineStatus as usize) {
            self.cell(Column::LineStatus).eq_ignore_ascii_case("fulfilled")
        } else {
            is_sent
        };
        Ok(FileLine {
            line: self.row.line,
            sku: sku?,
            name: name?,
            quantity: quantity?,
            unit_price: unit_price?,
            discount: discount?,
            fulfilled,
        })
    }

    /// Notes every cell in which a later row tells the order otherwise; blank cells tell nothing.
    fn compare(&mut self, order: &FileOrder) {
        use Column as C;
        let amounts = [
            (C::Subtotal, order.subtotal),
            (C::Shipping, order.shipping),
            (C::Taxes, order.taxes),
            (C::Discount, order.discount),
            (C::Total, order.total),
            (C::Refunded, order.refunded),
        ];
        for (column, before) in amounts {
            self.agrees(column, order.line, |text| {
                Ok(cell::amount(text, order.currency)? == before)
            });
        }
        let moments = [
            (C::PlacedAt, Some(order.placed_at)),
            (C::PaidAt, order.paid_at),
            (C::FulfilledAt, order.fulfilled_at),
            (C::CanceledAt, order.canceled_at),
        ];
        for (column, before) in moments {
            self.agrees(column, order.line, |text| Ok(Some(cell::moment(text)?) == before));
        }
        self.agrees(C::Currency, order.line, |text| Ok(cell::currency(text)? == order.currency));
        let status = &order.financial_status;
        self.agrees(
            C::FinancialStatus,
            order.line,
            |text| Ok(line(text).to_lowercase() == *status),
        );
        self.agrees(C::DiscountCode, order.line, |text| {
            Ok(order.discount_code.as_deref() == Some(line(text).as_str()))
        });
        for note in [C::Notes, C::BuyerNote] {
            self.agrees(note, order.line, |text| {
                let code = cell::link_code(text);
                Ok(code.is_none() || code == order.link_code)
            });
        }
    }

    fn agrees(&mut self, column: Column, before: u64, same: impl Fn(&str) -> Result<bool, Fault>) {
        let text = self.cell(column);
        if text.is_empty() {
            return;
        }
        let agrees = same(&text).and_then(|same| {
            if same { Ok(()) } else { Err(("order-conflict", vec![("line", before.to_string())])) }
        });
        let _ = self.take(column, agrees);
    }

    fn currency(&mut self) -> Result<Currency, Noted> {
        let text = self.required(Column::Currency)?;
        self.take(Column::Currency, cell::currency(&text))
    }

    fn moment(&mut self, column: Column) -> Result<Option<Timestamp>, Noted> {
        let text = self.cell(column);
        if text.is_empty() {
            return Ok(None);
        }
        self.take(column, cell::moment(&text)).map(Some)
    }

    fn amount(&mut self, column: Column, currency: Currency) -> Result<Money, Noted> {
        let text = self.required(column)?;
        self.take(column, cell::amount(&text, currency))
    }

    /// An amount that is nothing when the cell is blank.
    fn amount_or_none(&mut self, column: Column, currency: Currency) -> Result<Money, Noted> {
        if self.is_filled(column) {
            return self.amount(column, currency);
        }
        Ok(Money::zero(currency))
    }

    fn text(&mut self, column: Column, limit: usize) -> Result<String, Noted> {
        let text = self.optional_text(column, limit)?;
        self.needed(column, text)
    }

    fn optional_text(&mut self, column: Column, limit: usize) -> Result<Option<String>, Noted> {
        let text = line(&self.cell(column));
        let checked = if text.chars().count() > limit {
            Err(("field-too-long", vec![("limit", limit.to_string())]))
        } else {
            Ok(Some(text).filter(|text| !text.is_empty()))
        };
        self.take(column, checked)
    }

    fn required(&mut self, column: Column) -> Result<Cow<'t, str>, Noted> {
        let text = self.cell(column);
        self.needed(column, Some(text).filter(|text| !text.is_empty()))
    }

    fn needed<T>(&mut self, column: Column, value: Option<T>) -> Result<T, Noted> {
        self.take(column, value.ok_or(("field-required", Vec::new())))
    }

    fn take<T>(&mut self, column: Column, checked: Result<T, Fault>) -> Result<T, Noted> {
        checked.map_err(|(code, args)| {
            self.errors.note(self.row.error(column as usize, code, args));
            Noted
        })
    }

    fn cell(&self, column: Column) -> Cow<'t, str> {
        self.row.cell(column as usize)
    }

    fn is_filled(&self, column: Column) -> bool {
        !self.cell(column).is_empty()
    }
}
