//! Orders from a file: what a shop system exports, read into orders.
//!
//! The layout read here is Shopify's order export: one row for each line item, where the second
//! and later rows of an order leave the order's own cells blank. Nothing is found by position:
//! headings are matched by name, the encoding is decided by what decodes and makes sense, the
//! delimiter by the heading row.
//!
//! A file is read whole or not at all: one bad row refuses it, and every bad row is told at once.
//! Buyers' names, addresses, phones and mail addresses are never looked at, so that no later layer
//! can keep them; for the same reason an error names a line and a column but repeats no cell.

mod cell;
mod columns;
mod encoding;
mod shopify;
mod table;

use crate::money::{Currency, Money};
use crate::time::Timestamp;

pub use encoding::Encoding;

/// Rows between two calls of the progress function.
const PROGRESS_EVERY: u64 = 1_000;
/// Row errors that are kept; more are only counted.
const ERRORS_KEPT: usize = 1_000;

/// One order as the file tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileOrder {
    /// The line of the file, from 1, where its first row begins.
    pub line: u64,
    /// The shop's own number of the order (`Name`), for instance `#1001`.
    pub external_id: String,
    /// The currency of every amount of the order.
    pub currency: Currency,
    /// When the buyer placed it.
    pub placed_at: Timestamp,
    /// When it was paid.
    pub paid_at: Option<Timestamp>,
    /// When its last parcel was sent.
    pub fulfilled_at: Option<Timestamp>,
    /// When it was canceled.
    pub canceled_at: Option<Timestamp>,
    /// The discount code that the buyer typed, as typed.
    pub discount_code: Option<String>,
    /// The tracked link or the click that led to it: `kakehashi: CODE` or `…/r/CODE` among the note
    /// attributes, else in the buyer's note.
    pub link_code: Option<String>,
    /// The goods after discounts, without shipping.
    pub subtotal: Money,
    /// The shipping fee.
    pub shipping: Money,
    /// The taxes.
    pub taxes: Money,
    /// All discounts of the order together.
    pub discount: Money,
    /// What the buyer was charged.
    pub total: Money,
    /// What the buyer got back, at most the total.
    pub refunded: Money,
    /// The shop's word for the state of payment in lower case: `paid`, `partially_refunded` …
    pub financial_status: String,
    /// Its line items in the order of the file, at least one.
    pub lines: Vec<FileLine>,
}

/// One line item of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileLine {
    /// The line of the file, from 1, where its row begins.
    pub line: u64,
    /// The seller's code of the variant.
    pub sku: String,
    /// The product's name on the shop's page.
    pub name: String,
    /// Pieces, 1 to 10,000.
    pub quantity: i64,
    /// The price of one piece before discounts.
    pub unit_price: Money,
    /// The discount of the whole line, at most the line.
    pub discount: Money,
    /// Whether it was sent.
    pub fulfilled: bool,
}

/// What is wrong in one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowError {
    /// The line of the file, from 1, where the row begins.
    pub line: u64,
    /// The heading of the cell as the file spells it; empty when it is the row as a whole.
    pub column: String,
    /// The message key without its `error-` prefix:
    /// `field-required`, `field-too-long` (`limit`), `amount-malformed`, `amount-negative`,
    /// `amount-too-large` (`limit`, a decimal), `currency-unknown`, `date-malformed`,
    /// `number-malformed`, `number-out-of-range` (`min`, `max`), `order-conflict` (`line`:
    /// where the order was told otherwise), `order-repeated` (`line`: where the same line item
    /// stood before), `row-cells` (`expected`, `found`).
    pub code: &'static str,
    /// Arguments of the message.
    pub args: Vec<(&'static str, String)>,
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// How its text was encoded.
    pub encoding: Encoding,
    /// Rows under the headings, without blank ones: one for each line item.
    pub rows: u64,
    /// The orders in the order of their first rows.
    pub orders: Vec<FileOrder>,
    /// Headings that mean nothing to the layout, as the file spells them.
    pub unknown_headings: Vec<String>,
}

/// Why a file was not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileFault {
    /// Nothing but blanks, or headings without a row under them.
    #[error("no rows")]
    Empty,
    /// The first row lacks headings that the layout cannot do without.
    #[error("headings are missing: {missing:?}")]
    Headings {
        /// Their names as the shop system writes them, in its order.
        missing: Vec<&'static str>,
    },
    /// No encoding that is tried decodes every byte and gives plausible text.
    #[error("the encoding is not known")]
    Encoding,
    /// Rows that cannot be accepted.
    #[error("{count} errors in rows")]
    Rows {
        /// The first 1,000 errors, by line.
        errors: Vec<RowError>,
        /// How many there are in all.
        count: u64,
    },
}

/// Reads a file of orders.
///
/// `progress` is told the number of rows read so far, every thousand rows and at the end. Cells
/// are decoded one by one where they are needed, so that memory holds the orders and no second
/// copy of the file.
///
/// # Errors
/// [`FileFault`]; with bad rows every row is still read, so that all errors are told at once.
pub fn read(bytes: &[u8], progress: &mut dyn FnMut(u64)) -> Result<Reading, FileFault> {
    if bytes.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0) {
        return Err(FileFault::Empty);
    }
    let (encoding, body) =
        encoding::decide(bytes, |encoding, body| table::hits(body, encoding, columns::HEADINGS))
            .ok_or(FileFault::Encoding)?;
    let mut table = table::Table::open(body, encoding, columns::HEADINGS)
        .map_err(|missing| FileFault::Headings { missing })?;
    let mut orders = shopify::Orders::default();
    let mut rows = 0;
    while let Some(row) = table.next_row() {
        if row.is_blank() {
            continue;
        }
        orders.add(&row);
        rows += 1;
        if rows % PROGRESS_EVERY == 0 {
            progress(rows);
        }
    }
    if rows == 0 {
        return Err(FileFault::Empty);
    }
    progress(rows);
    let orders = orders.finish()?;
    Ok(Reading { encoding, rows, orders, unknown_headings: table.into_unknown_headings() })
}

/// Row errors as they are found: the first ones kept, all of them counted.
#[derive(Debug, Default)]
struct Errors {
    kept: Vec<RowError>,
    count: u64,
}

impl Errors {
    fn note(&mut self, error: RowError) {
        self.count += 1;
        if self.kept.len() < ERRORS_KEPT {
            self.kept.push(error);
        }
    }
}
