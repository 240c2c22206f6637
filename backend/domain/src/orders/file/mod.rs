//! Orders from a file: what a shop system exports, read into orders.
//!
//! How a file is read is told by a [`Profile`]: whose headings mean what, what its status words mean,
//! how its dates are written. Nothing is found by position: headings are matched by name, the profile
//! is the one that knows most of them, the encoding is decided by what decodes and makes sense, the
//! delimiter by the heading row.
//!
//! A file is read as a stream and accepted whole or not at all: one bad row refuses it, and every bad
//! row is told at once. Memory holds the orders that may still grow, however long the file is.
//! Buyers' names, addresses, phones and mail addresses are never looked at, so that no later layer
//! can keep them; for the same reason an error names a line and a column but repeats no cell, save a
//! status word that is not known.

mod cell;
mod compare;
mod encoding;
mod heading;
mod moment;
mod personal;
mod platforms;
mod profile;
mod reader;
mod record;
mod row;
mod rows;
mod settle;
mod sheet;

use crate::money::{Currency, Money};
use crate::time::Timestamp;

pub(crate) use cell::link_code;
pub use encoding::Encoding;
pub use heading::Layout;
pub use personal::is_personal;
pub use profile::{DateOrder, Field, Mapping, Profile, Rows, Step, common_step};
pub use reader::{Reader, Sample, failed_rows, inspect, sample};
pub use sheet::{SheetFault, is_sheet, to_text};

/// Row errors that are kept; more are only counted.
pub const ERRORS_KEPT: usize = 1_000;
/// Bytes of a file's beginning that are enough to tell how it is laid out.
pub const HEAD_BYTES: usize = 256 * 1_024;

/// One order as the file tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileOrder {
    /// The line of the file, from 1, where its first row begins.
    pub line: u64,
    /// The shop's own number of the order, for instance `#1001`.
    pub external_id: String,
    /// The currency of every amount of the order.
    pub currency: Currency,
    /// When the buyer placed it.
    pub placed_at: Timestamp,
    /// When it was paid.
    pub paid_at: Option<Timestamp>,
    /// When its last parcel was sent.
    pub fulfilled_at: Option<Timestamp>,
    /// When it arrived, where the file tells that.
    pub delivered_at: Option<Timestamp>,
    /// When it was canceled.
    pub canceled_at: Option<Timestamp>,
    /// The discount code that the buyer typed, as typed.
    pub discount_code: Option<String>,
    /// The tracked link or the click that led to it: `kakehashi: CODE` or `…/r/CODE` among the note
    /// attributes, else in the buyer's note.
    pub link_code: Option<String>,
    /// The creator that the platform names.
    pub creator: Option<String>,
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
    /// The shop's word for its state in lower case: `paid`, `已完成` …
    pub financial_status: String,
    /// How far it is, by its words and its moments: its least line where lines differ.
    pub step: Step,
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
    /// What was given back of the line, where the file tells it by line.
    pub refunded: Money,
    /// How far it is, by its own word or by the order's.
    pub step: Step,
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
    /// stood before), `order-apart`, `row-cells` (`expected`, `found`), `row-quote`,
    /// `sku-not-in-name`, `status-unknown` (`word`).
    pub code: &'static str,
    /// Arguments of the message.
    pub args: Vec<(&'static str, String)>,
}

/// Why a file was not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileFault {
    /// Nothing but blanks, or headings without a row under them.
    #[error("no rows")]
    Empty,
    /// No profile knows the headings, or the one that is asked for cannot do without others.
    #[error("headings are missing: {missing:?}")]
    Headings {
        /// The profile that knows most of them.
        profile: Option<String>,
        /// What that profile lacks, as the platform writes it.
        missing: Vec<String>,
    },
    /// No encoding that is tried decodes every byte and gives plausible text.
    #[error("the encoding is not known")]
    Encoding,
    /// The file could not be fetched; another try may be able to.
    #[error("the file cannot be fetched: {0}")]
    Source(String),
}

/// Row errors as they are found: the first ones kept, all of them counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Errors {
    /// The first of them, as they were found.
    pub kept: Vec<RowError>,
    /// How many there are in all.
    pub count: u64,
}

impl Errors {
    fn note(&mut self, error: RowError) {
        self.count += 1;
        if self.kept.len() < ERRORS_KEPT {
            self.kept.push(error);
        }
    }
}
