//! `WooCommerce`'s messages: the order of its REST API (`order.created`, `updated`, `restored`,
//! `deleted`), with its refunds inside.

use serde::Deserialize;

use super::word::{filled, list, word};
use super::{Currencies, LinePrice, Notice, Price, ToldLine, ToldOrder, ToldRefund};
use crate::id::ClickId;
use crate::orders::file::Step::{self, Canceled, Paid, Placed, Refunded, Shipped};
use crate::orders::file::link_code;

/// What its status words mean.
pub(super) const STATUSES: &[(&str, Step)] = &[
    ("pending", Placed),
    ("on-hold", Placed),
    ("failed", Placed),
    ("processing", Paid),
    // The shop has sent it and has nothing more to do; that it arrived nobody says.
    ("completed", Shipped),
    ("cancelled", Canceled),
    ("trash", Canceled),
    ("refunded", Refunded),
];

/// Words of orders that nobody has placed.
const DRAFTS: &[&str] = &["checkout-draft", "auto-draft", "draft"];
/// Our field of an order.
const FIELD: &str = "kakehashi";
/// The address of the visit, as the shop system's own attribution keeps it.
const ENTRY: &str = "_wc_order_attribution_session_entry";

#[derive(Debug, Clone, Deserialize)]
struct Meta {
    #[serde(default, deserialize_with = "word")]
    key: String,
    #[serde(default, deserialize_with = "word")]
    value: String,
}

#[derive(Debug, Clone, Deserialize)]
struct LineItem {
    #[serde(default, deserialize_with = "word")]
    id: String,
    #[serde(default, deserialize_with = "word")]
    sku: String,
    #[serde(default)]
    quantity: i64,
    #[serde(default, deserialize_with = "word")]
    subtotal: String,
    #[serde(default, deserialize_with = "word")]
    subtotal_tax: String,
    #[serde(default, deserialize_with = "word")]
    total: String,
    #[serde(default, deserialize_with = "word")]
    total_tax: String,
}

#[derive(Debug, Clone, Deserialize)]
struct Coupon {
    #[serde(default, deserialize_with = "word")]
    code: String,
}

#[derive(Debug, Clone, Deserialize)]
struct Refund {
    #[serde(default, deserialize_with = "word")]
    id: String,
    #[serde(default, deserialize_with = "word")]
    total: String,
}

/// The body of a message about an order. Of a deleted one it has the id alone.
#[derive(Debug, Clone, Deserialize)]
pub struct Order {
    #[serde(default, deserialize_with = "word")]
    id: String,
    #[serde(default, deserialize_with = "word")]
    number: String,
    #[serde(default, deserialize_with = "word")]
    status: String,
    #[serde(default, deserialize_with = "word")]
    currency: String,
    #[serde(default)]
    prices_include_tax: bool,
    date_created_gmt: Option<String>,
    date_modified_gmt: Option<String>,
    date_paid_gmt: Option<String>,
    date_completed_gmt: Option<String>,
    #[serde(default, deserialize_with = "word")]
    customer_id: String,
    #[serde(default, deserialize_with = "list")]
    meta_data: Vec<Meta>,
    #[serde(default, deserialize_with = "list")]
    line_items: Vec<LineItem>,
    #[serde(default, deserialize_with = "list")]
    coupon_lines: Vec<Coupon>,
    #[serde(default, deserialize_with = "list")]
    refunds: Vec<Refund>,
}

fn price(text: &str) -> Price {
    Price { shop: text.to_owned(), buyer: None }
}

/// A moment of Greenwich that is written without saying so.
fn moment(told: Option<String>) -> Option<String> {
    let told = told.and_then(|told| filled(&told))?;
    // What says its offset is left as it is.
    let has_offset = told.ends_with('Z') || told.get(19..).is_some_and(|rest| rest.contains('+'));
    Some(if has_offset { told } else { format!("{told}Z") })
}

impl Order {
    /// What a message about an order says.
    pub fn notice(self) -> Notice {
        let currencies = Currencies { shop: self.currency.clone(), buyer: None };
        let (click, link_code) = self.claims();
        let lines: Vec<ToldLine> =
            self.line_items.iter().map(|line| line.told(self.prices_include_tax)).collect();
        let beside = self
            .line_items
            .iter()
            .filter(|line| !self.prices_include_tax && filled(&line.total_tax).is_some())
            .map(|line| price(&line.total_tax));
        let refunds = self.refunds.iter().map(|refund| ToldRefund {
            id: refund.id.clone(),
            at: None,
            currencies: currencies.clone(),
            lines: Vec::new(),
            beside: Vec::new(),
            whole: Some(price(&refund.total)),
        });
        let is_draft = DRAFTS.contains(&self.status.as_str());
        let modified = moment(self.date_modified_gmt);
        let is_canceled = matches!(self.status.as_str(), "cancelled" | "trash");
        Notice {
            refunds: refunds.collect(),
            deleted: false,
            ignored: is_draft,
            order: Some(ToldOrder {
                number: filled(&self.number).unwrap_or_else(|| self.id.clone()),
                status: self.status,
                currencies: currencies.clone(),
                placed_at: moment(self.date_created_gmt).unwrap_or_default(),
                changed_at: modified.clone(),
                paid_at: moment(self.date_paid_gmt),
                sent_at: moment(self.date_completed_gmt),
                delivered_at: None,
                canceled_at: modified.filter(|_| is_canceled),
                coupon: self.coupon_lines.iter().find_map(|one| filled(&one.code)),
                click,
                link_code,
                buyer: filled(&self.customer_id).filter(|id| id != "0"),
                lines,
                tax_beside: beside.collect(),
            }),
            shop_order: self.id,
        }
    }

    /// What a message about a deleted order says.
    pub fn deletion(self) -> Notice {
        Notice {
            shop_order: self.id,
            order: None,
            refunds: Vec::new(),
            deleted: true,
            ignored: false,
        }
    }

    fn claims(&self) -> (Option<String>, Option<String>) {
        let of = |key: &str| {
            let found = self.meta_data.iter().find(|one| one.key.trim_start_matches('_') == key);
            found.and_then(|one| filled(&one.value))
        };
        let entry = self.meta_data.iter().find(|one| one.key == ENTRY).map(|one| &one.value);
        let landed = entry.and_then(|entry| {
            let query = entry.split_once('?')?.1;
            let told = query.split(['&', '#']).find_map(|part| part.strip_prefix("k="))?;
            told.parse::<ClickId>().is_ok().then(|| told.to_owned())
        });
        match of(FIELD) {
            Some(own) if own.parse::<ClickId>().is_ok() => (Some(own), None),
            Some(own) => (landed, link_code(&format!("{FIELD}: {own}"))),
            None => (landed, entry.and_then(|entry| link_code(entry))),
        }
    }
}

impl LineItem {
    fn told(&self, tax_inside: bool) -> ToldLine {
        let parts = |net: &str, tax: &str| {
            let mut parts = vec![price(net)];
            parts.extend(filled(tax).filter(|_| tax_inside).map(|tax| price(&tax)));
            parts
        };
        ToldLine {
            id: self.id.clone(),
            sku: self.sku.trim().to_owned(),
            quantity: self.quantity,
            price: LinePrice::Whole {
                gross: parts(&self.subtotal, &self.subtotal_tax),
                paid: parts(&self.total, &self.total_tax),
            },
            tax: parts("0", &self.total_tax).split_off(1),
        }
    }
}
