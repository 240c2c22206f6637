//! Messages in the shop systems' own bodies, as they are read; why they are kept.

use domain::error::FieldError;
use domain::id::NetworkId;
use domain::orders::shop::{Notice, shopify, woocommerce};
use domain::orders::webhook::{Profile, Topic};
use domain::{Error, Result};
use serde::de::DeserializeOwned;

use crate::app::App;

/// Refusals that somebody can mend, or should see: what is told in such a message is kept.
const KEPT: &[&str] = &[
    "sku-unknown",
    "order-currency",
    "status-unknown",
    "order-currency-fixed",
    "order-line-state",
    "order-line-unknown",
    "order-event-differs",
];

/// A message as it was read.
#[derive(Debug, Clone)]
pub struct Told {
    /// What it says, without what the shop calls its buyer.
    pub notice: Notice,
    /// The keyed digest of that.
    pub buyer: Option<[u8; 32]>,
}

/// Reads the body of a message.
///
/// # Errors
/// `Invalid` on `body`: `json-malformed` (`line`, `column`); `field-required` for one that does not
/// say which order it is about.
pub fn read(
    app: &App,
    network: NetworkId,
    topic: Topic,
    profile: Profile,
    body: &[u8],
) -> Result<Told> {
    let mut notice = match (topic, profile) {
        (Topic::ShopRefund, _) => parsed::<shopify::Refund>(body)?.notice(),
        (Topic::ShopDeletion, _) => parsed::<woocommerce::Order>(body)?.deletion(),
        (_, Profile::Woocommerce) => parsed::<woocommerce::Order>(body)?.notice(),
        _ => parsed::<shopify::Order>(body)?.notice(),
    };
    if notice.shop_order.is_empty() {
        let field = if topic == Topic::ShopRefund { "order_id" } else { "id" };
        return Err(Error::field(field, "field-required"));
    }
    if notice.shop_order.len() > 100 {
        return Err(Error::field("id", "field-too-long"));
    }
    let buyer = notice.take_buyer();
    let seal = |buyer: String| app.keys.seal("buyer", &format!("{network}:{buyer}"));
    Ok(Told { notice, buyer: buyer.map(seal) })
}

fn parsed<T: DeserializeOwned>(body: &[u8]) -> Result<T> {
    serde_json::from_slice(body).map_err(|error| {
        let place = FieldError::new("body", "json-malformed")
            .with("line", error.line())
            .with("column", error.column());
        Error::Invalid(vec![place])
    })
}

/// Why a message is kept, and what that is about.
pub(super) fn reason(told: &Told, error: &Error) -> Option<(&'static str, Option<String>)> {
    let (code, field) = match error {
        Error::Invalid(fields) => {
            let field = fields.iter().find(|field| KEPT.contains(&field.code))?;
            (field.code, Some(field))
        }
        Error::Refused(code) | Error::Taken(code) if KEPT.contains(code) => (*code, None),
        _ => return None,
    };
    let order = told.notice.order.as_ref();
    let detail = match code {
        "sku-unknown" => field.and_then(|field| {
            let place: usize = field.field.split('.').nth(1)?.parse().ok()?;
            Some(order?.lines.get(place)?.sku.clone())
        }),
        "order-currency" | "order-currency-fixed" => order
            .map(|order| order.currencies.shop.clone())
            .or_else(|| Some(told.notice.refunds.first()?.currencies.shop.clone())),
        "status-unknown" => order.map(|order| order.status.clone()),
        _ => field.map(|field| field.field.clone()),
    };
    Some((code, detail))
}
