//! An order as a shop tells it, and as it may be written.

use serde::{Deserialize, Serialize};

use crate::commissions::freeze;
use crate::error::{Error, FieldError, Fields, Result};
use crate::money::{Currency, Money};
use crate::orders::attribution::Claims;
use crate::orders::file::{FileOrder, Step};
pub(crate) use crate::orders::funds::amount;
use crate::orders::funds::{self, Fund, NewDiscount};
use crate::orders::line::LineStatus;
use crate::tenancy::network::Network;
use crate::text;
use crate::time::Timestamp;

/// Lines of one order at most.
pub const MOST_LINES: usize = 200;
/// Pieces of one line at most.
pub const MOST_PIECES: i64 = 10_000;
/// The price of one piece at most, in smallest units.
pub const HIGHEST_PRICE: i64 = 100_000_000;
/// A shop's clock may run ahead of ours by so many seconds.
pub const CLOCK_SKEW_SECONDS: i64 = 86_400;
/// The source of orders that come through the API.
pub const API: &str = "api";

/// The body of an order, unchecked.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct NewOrder {
    /// The shop's own number of the order.
    pub external_id: String,
    /// The shop, where several use one number range each; `api` when not said.
    pub source: Option<String>,
    /// ISO 4217.
    pub currency: String,
    /// RFC 3339 with its offset.
    pub placed_at: String,
    /// RFC 3339 with its offset.
    pub paid_at: Option<String>,
    /// RFC 3339 with its offset.
    pub delivered_at: Option<String>,
    /// The click id that the redirect appended to the shop's address.
    pub click: Option<String>,
    /// The code of a tracked link.
    pub link_code: Option<String>,
    /// The code that the buyer typed.
    pub coupon: Option<String>,
    /// What the shop calls its buyer; only a keyed digest of it is ever kept.
    #[serde(skip_serializing)]
    pub buyer: Option<String>,
    /// Whether the order is refused when pieces are short.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reserve: bool,
    /// What was bought.
    pub lines: Vec<NewLine>,
}

/// A line of an order's body, unchecked.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct NewLine {
    /// The brand's code of the product.
    pub sku: String,
    /// Pieces.
    pub quantity: i64,
    /// The price of one piece, a decimal: `1980`, `12.30`.
    pub unit_price: String,
    /// What the brand took off the whole line, a decimal.
    pub discount: Option<String>,
    /// What others took off it, and who they are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub discounts: Vec<NewDiscount>,
    /// Tax that is in the price, a decimal.
    pub tax: Option<String>,
    /// What sending the line cost the buyer beside the price, a decimal.
    pub freight: Option<String>,
}

/// An order that may be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderDraft {
    /// The shop.
    pub source: String,
    /// The shop's own number of the order; unique within the source.
    pub external_id: String,
    /// The currency of every amount.
    pub currency: Currency,
    /// When the buyer placed it.
    pub placed_at: Timestamp,
    /// When it arrived, if that is known.
    pub delivered_at: Option<Timestamp>,
    /// Where its lines begin: placed, paid, shipped or delivered.
    pub status: LineStatus,
    /// What it says about where it came from.
    pub claims: Claims,
    /// The keyed digest of what the shop calls its buyer.
    pub buyer: Option<[u8; 32]>,
    /// Whether it is refused when pieces are short.
    pub reserve: bool,
    /// What was bought; 1 to 200 lines.
    pub lines: Vec<LineDraft>,
}

/// A line that may be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineDraft {
    /// The brand's code of the product.
    pub sku: String,
    /// Pieces, 1 to 10,000.
    pub quantity: i64,
    /// The price of one piece.
    pub unit_price: Money,
    /// What discounts took off the whole line; at most the line.
    pub discount: Money,
    /// Whose discounts those were, and tax and freight; empty where all of it is the brand's.
    pub funds: Vec<(Fund, Money)>,
}

impl LineDraft {
    /// What was paid for the goods: the base of the commission.
    ///
    /// # Errors
    /// `Broken` on overflow, which the limits rule out.
    pub fn base(&self) -> Result<Money> {
        freeze::base(self.unit_price, self.quantity, &[self.discount])
    }
}

impl OrderDraft {
    /// What was paid for the goods of all lines.
    ///
    /// # Errors
    /// As [`LineDraft::base`].
    pub fn total(&self) -> Result<Money> {
        self.lines.iter().try_fold(Money::zero(self.currency), |sum, line| sum.plus(line.base()?))
    }

    /// An order of a file that was read; its rows were checked there.
    ///
    /// # Errors
    /// `order-currency` when the network does not know the currency.
    pub fn from_file(source: &str, order: &FileOrder, network: &Network) -> Result<Self> {
        if !network.knows(order.currency) {
            return Err(Error::field("currency", "order-currency"));
        }
        let status = match (order.step, order.fulfilled_at, order.paid_at) {
            (Step::Placed | Step::Canceled | Step::Refunded, None, None) => LineStatus::Placed,
            (Step::Delivered | Step::Shipped, _, _) | (_, Some(_), _) => LineStatus::Shipped,
            _ => LineStatus::Paid,
        };
        Ok(Self {
            source: source.to_owned(),
            external_id: order.external_id.clone(),
            currency: order.currency,
            placed_at: order.placed_at,
            delivered_at: None,
            status,
            claims: Claims {
                // A creator's name at the platform may be kept as a coupon of the KOL.
                coupon: order.discount_code.clone().or_else(|| order.creator.clone()),
                ..order.link_code.as_deref().map(Claims::noted).unwrap_or_default()
            },
            buyer: None,
            reserve: false,
            lines: order
                .lines
                .iter()
                .map(|line| LineDraft {
                    sku: line.sku.clone(),
                    quantity: line.quantity,
                    unit_price: line.unit_price,
                    discount: line.discount,
                    funds: Vec::new(),
                })
                .collect(),
        })
    }
}

impl NewOrder {
    /// Checks the body against the network's settings, `at` being now.
    ///
    /// # Errors
    /// `Invalid` with every field at fault: `field-required`, `field-too-long`, `order-currency`,
    /// `date-malformed`, `date-in-future`, `date-order`, `order-lines` (`most`),
    /// `number-out-of-range`, `amount-malformed`, `amount-negative`, `amount-too-large`.
    pub fn check(&self, network: &Network, at: Timestamp) -> Result<OrderDraft> {
        let mut fields = Fields::new();
        let source =
            fields.take(text::required("source", self.source.as_deref().unwrap_or(API), 40));
        let external_id = fields.take(text::required("external_id", &self.external_id, 100));
        let currency = self.currency.parse().ok().filter(|currency| network.knows(*currency));
        fields.check(currency.is_some(), "currency", "order-currency");
        let latest = at.plus_seconds(CLOCK_SKEW_SECONDS);
        let placed_at = fields.take(moment("placed_at", &self.placed_at, None, latest));
        let mut later = |field: &str, told: &Option<String>| {
            fields.take(moment(field, told.as_deref()?, placed_at, latest))
        };
        let paid_at = later("paid_at", &self.paid_at);
        let delivered_at = later("delivered_at", &self.delivered_at);
        let claims = Claims {
            click: claim(&mut fields, "click", self.click.as_deref()),
            link_code: claim(&mut fields, "link_code", self.link_code.as_deref()),
            coupon: claim(&mut fields, "coupon", self.coupon.as_deref()),
        };
        if let Some(buyer) = &self.buyer {
            fields.take(text::required("buyer", buyer, 200));
        }
        if self.lines.is_empty() || self.lines.len() > MOST_LINES {
            fields.note(FieldError::new("lines", "order-lines").with("most", MOST_LINES));
        }
        // Amounts are read in any currency, so that all faults are told together.
        let unit = currency.unwrap_or(network.base_currency);
        let lines: Vec<LineDraft> = self
            .lines
            .iter()
            .take(MOST_LINES)
            .enumerate()
            .filter_map(|(place, line)| line.check(&mut fields, place, unit))
            .collect();
        fields.finish()?;
        let (Some(source), Some(external_id), Some(currency), Some(placed_at)) =
            (source, external_id, currency, placed_at)
        else {
            return Err(Error::Broken("order: a field without a value or an error".into()));
        };
        let status = match (delivered_at, paid_at) {
            (Some(_), _) => LineStatus::Delivered,
            (None, Some(_)) => LineStatus::Paid,
            (None, None) => LineStatus::Placed,
        };
        Ok(OrderDraft {
            source,
            external_id,
            currency,
            placed_at,
            delivered_at,
            status,
            claims,
            buyer: None,
            reserve: self.reserve,
            lines,
        })
    }
}

impl NewLine {
    fn check(&self, fields: &mut Fields, place: usize, currency: Currency) -> Option<LineDraft> {
        let name = |field: &str| format!("lines.{place}.{field}");
        let sku = fields.take(text::required(&name("sku"), &self.sku, 100));
        let quantity = (1..=MOST_PIECES).contains(&self.quantity).then_some(self.quantity);
        if quantity.is_none() {
            fields.note(
                FieldError::new(name("quantity"), "number-out-of-range")
                    .with("min", 1)
                    .with("max", MOST_PIECES),
            );
        }
        let highest = Money::new(HIGHEST_PRICE, currency);
        let unit_price = fields.take(amount(&name("unit_price"), &self.unit_price, highest));
        let line = quantity.zip(unit_price).and_then(|(pieces, price)| price.times(pieces).ok());
        let single = match (&self.discount, line) {
            (Some(told), Some(line)) => Some(fields.take(amount(&name("discount"), told, line))?),
            _ => None,
        };
        let line = line?;
        let (discount, mut funds) = funds::read(fields, name, (single, &self.discounts), line)?;
        let beside = [(Fund::Tax, "tax", &self.tax), (Fund::Freight, "freight", &self.freight)];
        for (fund, field, told) in beside {
            if let Some(told) = told {
                let highest = if fund == Fund::Tax { line } else { highest };
                funds.push((fund, fields.take(amount(&name(field), told, highest))?));
            }
        }
        Some(LineDraft { sku: sku?, quantity: quantity?, unit_price: unit_price?, discount, funds })
    }
}

/// Reads a moment that is not before `earliest` and not after `latest`.
///
/// # Errors
/// `date-malformed`, `date-in-future`, `date-order`.
pub(crate) fn moment(
    field: &str,
    told: &str,
    earliest: Option<Timestamp>,
    latest: Timestamp,
) -> Result<Timestamp, FieldError> {
    let moment = Timestamp::parse(told).ok_or_else(|| FieldError::new(field, "date-malformed"))?;
    if moment > latest {
        return Err(FieldError::new(field, "date-in-future"));
    }
    if earliest.is_some_and(|earliest| moment < earliest) {
        return Err(FieldError::new(field, "date-order"));
    }
    Ok(moment)
}

fn claim(fields: &mut Fields, field: &str, told: Option<&str>) -> Option<String> {
    fields.take(text::optional(field, told?, 64)).filter(|code| !code.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::NetworkId;
    use crate::rate::Rate;

    fn network() -> Network {
        Network {
            id: NetworkId::new(),
            slug: "hashi".into(),
            code: "HA".into(),
            base_currency: Currency::Jpy,
            currencies: vec![Currency::Jpy, Currency::Cny],
            time_zone: chrono_tz::Asia::Tokyo,
            mail_sender: "a@b.jp".into(),
            network_share: Rate::ZERO,
            holding_days: 15,
            transit_days: 5,
        }
    }

    fn checked(body: &serde_json::Value) -> Result<OrderDraft> {
        let order: NewOrder = serde_json::from_value(body.clone()).expect("body");
        order.check(&network(), Timestamp::parse("2026-11-22T00:00:00Z").expect("moment"))
    }

    fn body() -> serde_json::Value {
        serde_json::json!({
            "external_id": "1001",
            "currency": "JPY",
            "placed_at": "2026-11-20T12:00:00+09:00",
            "paid_at": "2026-11-20T12:01:00+09:00",
            "lines": [
                {"sku": "A-1", "quantity": 2, "unit_price": "3980", "discount": "598"},
                {"sku": "A-1", "quantity": 1, "unit_price": "3,980"},
            ],
        })
    }

    #[test]
    fn a_good_order_is_read() {
        let draft = checked(&body()).expect("draft");
        assert_eq!(draft.source, "api");
        assert_eq!(draft.status, LineStatus::Paid);
        assert_eq!(draft.total(), Ok(Money::new(7_362 + 3_980, Currency::Jpy)));
    }

    #[test]
    fn every_fault_is_told_at_once() {
        let mut body = body();
        body["external_id"] = " ".into();
        body["currency"] = "USD".into();
        body["placed_at"] = "2026-11-25T00:00:00Z".into();
        body["paid_at"] = "yesterday".into();
        body["lines"][0] = serde_json::json!(
            {"sku": "", "quantity": 0, "unit_price": "-1", "discount": "1"});
        body["lines"][1] = serde_json::json!(
            {"sku": "B", "quantity": 1, "unit_price": "5", "discount": "6"});
        let Err(Error::Invalid(errors)) = checked(&body) else { panic!("accepted") };
        let told: Vec<(&str, &str)> =
            errors.iter().map(|error| (error.field.as_str(), error.code)).collect();
        assert_eq!(
            told,
            [
                ("external_id", "field-required"),
                ("currency", "order-currency"),
                ("placed_at", "date-in-future"),
                ("paid_at", "date-malformed"),
                ("lines.0.sku", "field-required"),
                ("lines.0.quantity", "number-out-of-range"),
                ("lines.0.unit_price", "amount-negative"),
                ("lines.1.discount", "amount-too-large"),
            ]
        );
    }

    #[test]
    fn an_order_has_1_to_200_lines_and_is_not_delivered_before_it_is_placed() {
        let mut none = body();
        none["lines"] = serde_json::json!([]);
        assert!(checked(&none).is_err());
        let mut many = body();
        many["lines"] = vec![many["lines"][0].clone(); MOST_LINES + 1].into();
        assert!(checked(&many).is_err());
        let mut early = body();
        early["delivered_at"] = "2026-11-01T00:00:00Z".into();
        assert_eq!(checked(&early), Err(Error::field("delivered_at", "date-order")));
    }

    #[test]
    fn a_field_that_is_not_known_is_refused() {
        let mut body = body();
        body["customer_name"] = "x".into();
        assert!(serde_json::from_value::<NewOrder>(body).is_err());
    }
}
