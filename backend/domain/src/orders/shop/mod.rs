//! Messages of shop systems: their own bodies, read into what this product knows.
//!
//! Each system's body is read by structs that name nothing of a buyer but what the shop calls it,
//! into one [`Notice`]; a notice is turned into the same order and events as any other shop tells.
//! A notice can be kept and read again later, when what it lacked is there: it holds no name, no
//! address and no mail of anybody.

pub mod shopify;
pub mod woocommerce;

mod told;
mod word;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::orders::event::NewEvent;
use crate::orders::file::{Profile as FileProfile, Step};
use crate::orders::order::NewOrder;
use crate::orders::webhook::Profile;
use crate::time::Timestamp;

pub use told::{Reader, Side};

/// An amount as a shop tells it, a decimal: in its own money and in that of its buyer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Price {
    /// In the shop's money.
    pub shop: String,
    /// In the buyer's money, where the shop tells it.
    pub buyer: Option<String>,
}

/// The currencies of a message's amounts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Currencies {
    /// The shop's, ISO 4217.
    pub shop: String,
    /// The buyer's, where the shop tells it.
    pub buyer: Option<String>,
}

/// How a line's price is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum LinePrice {
    /// By the piece, with what was taken off the line.
    Piece {
        /// One piece.
        unit: Price,
        /// What was taken off the whole line.
        discounts: Vec<Price>,
    },
    /// The line as a whole: parts that add up to it, before and after discounts.
    Whole {
        /// Before discounts.
        gross: Vec<Price>,
        /// After discounts.
        paid: Vec<Price>,
    },
}

/// A line of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldLine {
    /// The shop's own number of the line.
    pub id: String,
    /// The brand's code of the product.
    pub sku: String,
    /// Pieces.
    pub quantity: i64,
    /// What it cost.
    pub price: LinePrice,
    /// Taxes that are in the price.
    pub tax: Vec<Price>,
}

/// An order as a message tells the whole of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldOrder {
    /// The number that people see: the one of the shop's files.
    pub number: String,
    /// The shop's word for where it stands.
    pub status: String,
    /// The currencies of its amounts.
    pub currencies: Currencies,
    /// When it was placed, RFC 3339.
    pub placed_at: String,
    /// When it changed last.
    pub changed_at: Option<String>,
    /// When it was paid, where the shop tells that.
    pub paid_at: Option<String>,
    /// When the last of it was sent; none while a part of it was not.
    pub sent_at: Option<String>,
    /// When the last of it arrived.
    pub delivered_at: Option<String>,
    /// When it was canceled.
    pub canceled_at: Option<String>,
    /// The code that the buyer typed.
    pub coupon: Option<String>,
    /// The click id or the link's code that the shop kept of the address.
    pub click: Option<String>,
    /// The code of a tracked link.
    pub link_code: Option<String>,
    /// What the shop calls its buyer; never kept with a notice.
    #[serde(skip)]
    pub buyer: Option<String>,
    /// Its lines.
    pub lines: Vec<ToldLine>,
    /// Taxes that are not in the prices: a refund's sum holds its part of them.
    pub tax_beside: Vec<Price>,
}

/// A refund.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldRefund {
    /// The shop's own number of it.
    pub id: String,
    /// When; that of the message when not told.
    pub at: Option<String>,
    /// The currencies of its amounts.
    pub currencies: Currencies,
    /// By the shop's number of a line, what of it was given back.
    pub lines: Vec<(String, Price)>,
    /// What was given back beside the lines, or less than them when negative.
    pub beside: Vec<Price>,
    /// The sum of it, taxes and freight in it, where the shop tells nothing finer.
    pub whole: Option<Price>,
}

/// What a message says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// The shop's own id of the order, which is not the number that people see.
    pub shop_order: String,
    /// The order, where the message tells the whole of it.
    pub order: Option<ToldOrder>,
    /// Its refunds so far, or the one that the message is about.
    pub refunds: Vec<ToldRefund>,
    /// Whether the shop deleted it.
    pub deleted: bool,
    /// Whether it is nothing to reckon with: a test, or a draft.
    pub ignored: bool,
}

/// What a notice comes to.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The order as it is written when it is new.
    pub order: NewOrder,
    /// The shop's numbers of its lines, in the order of their positions.
    pub line_ids: Vec<String>,
    /// What happened to it.
    pub events: Vec<NewEvent>,
}

/// What a status word of a shop system means; none for one that is not known.
pub fn step(profile: Profile, word: &str) -> Option<Step> {
    match profile {
        Profile::Shopify => FileProfile::platform("shopify")?.step(word),
        Profile::Woocommerce => woocommerce::STATUSES
            .iter()
            .find(|(known, _)| *known == word.strip_prefix("wc-").unwrap_or(word))
            .map(|(_, step)| *step),
        Profile::Kakehashi => None,
    }
}

impl Notice {
    /// What the order is called, where the message says it.
    pub fn number(&self) -> Option<&str> {
        self.order.as_ref().map(|order| order.number.as_str())
    }

    /// Takes what the shop calls its buyer, so that it is not kept.
    pub fn take_buyer(&mut self) -> Option<String> {
        self.order.as_mut()?.buyer.take()
    }

    /// The order and what happened to it.
    ///
    /// # Errors
    /// `Missing` for a notice without an order; `Invalid`: `status-unknown` (`word`),
    /// `date-malformed`, `amount-malformed`, `amount-negative`, `amount-too-large`.
    pub fn read(&self, reader: &Reader<'_>, at: Timestamp) -> Result<Reading> {
        let order = self.order.as_ref().ok_or(Error::Missing)?;
        reader.order(order, &self.refunds, at)
    }

    /// The events of a notice without an order: refunds and the deletion.
    ///
    /// # Errors
    /// As [`Notice::read`].
    pub fn later(
        &self,
        reader: &Reader<'_>,
        line_ids: &[String],
        at: Timestamp,
    ) -> Result<Vec<NewEvent>> {
        let mut events = Vec::new();
        for refund in &self.refunds {
            events.extend(reader.refund(refund, line_ids, None, &at.to_string())?);
        }
        if self.deleted {
            events.push(told::event("canceled", "shop:deleted", at.to_string()));
        }
        Ok(events)
    }
}
