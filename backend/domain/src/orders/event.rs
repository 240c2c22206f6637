//! What happens to an order after it was placed, as a shop tells it.

use serde::{Deserialize, Serialize};

use crate::choices;
use crate::error::{Error, Fields, Result};
use crate::money::{Currency, Money};
use crate::orders::line::LineStatus;
use crate::orders::order::{CLOCK_SKEW_SECONDS, amount, moment};
use crate::text;
use crate::time::Timestamp;

choices! {
    /// What happened.
    pub enum EventKind {
        Paid = "paid",
        Shipped = "shipped",
        Delivered = "delivered",
        Completed = "completed",
        Cancel = "canceled",
        ReturnRequested = "return_requested",
        Returned = "returned",
        Refund = "refund",
        Chargeback = "chargeback",
        ChargebackWon = "chargeback_won",
        ChargebackLost = "chargeback_lost",
    }
}

impl EventKind {
    /// What the event makes of every line that is not there yet; none for what takes back.
    pub const fn progress(self) -> Option<LineStatus> {
        match self {
            Self::Paid => Some(LineStatus::Paid),
            Self::Shipped => Some(LineStatus::Shipped),
            Self::Delivered => Some(LineStatus::Delivered),
            Self::Completed => Some(LineStatus::Completed),
            _ => None,
        }
    }

    /// Whether the event may say how much.
    pub const fn has_amount(self) -> bool {
        matches!(self, Self::Refund | Self::Chargeback)
    }

    /// Whether the event may be about one line alone.
    pub const fn has_line(self) -> bool {
        self.has_amount() || matches!(self, Self::ReturnRequested | Self::Returned)
    }

    /// Whether the event can give something back, or take that back again.
    pub const fn moves_money(self) -> bool {
        matches!(
            self,
            Self::Cancel
                | Self::Refund
                | Self::Chargeback
                | Self::ChargebackWon
                | Self::ChargebackLost
        )
    }
}

/// The highest refund, in smallest units: the largest order there can be.
const HIGHEST_REFUND: i64 = 200_000_000_000_000;

/// The body of an event, unchecked.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct NewEvent {
    /// A kind: `delivered`, `refund` …; `cancel` is read as `canceled`.
    pub kind: String,
    /// The shop's own number of the event; the same one again is the same event. The events of one
    /// dispute have the same number.
    pub external_id: String,
    /// RFC 3339 with its offset.
    pub at: String,
    /// What is given back for the goods, a decimal; all that is left when not said.
    pub amount: Option<String>,
    /// ISO 4217, where the shop says it; it must be the order's own.
    pub currency: Option<String>,
    /// The line that it is about, from 1; all lines when not said.
    pub line: Option<i64>,
}

/// An event that may be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderEvent {
    /// What happened.
    pub kind: EventKind,
    /// The shop's own number of the event; unique for the order and kind.
    pub external_id: String,
    /// When.
    pub at: Timestamp,
    /// What is given back for the goods; all that is left when none.
    pub amount: Option<Money>,
    /// The position of the line that it is about, from 1; all lines when none.
    pub line: Option<i64>,
}

impl NewEvent {
    /// Checks the body for an order of a currency that was placed then, `at` being now.
    ///
    /// # Errors
    /// `Invalid`: `choice-unknown`, `field-required`, `field-too-long`, `date-malformed`,
    /// `date-in-future`, `date-order` (before the order), `amount-malformed`, `amount-negative`,
    /// `amount-too-large`; `order-event-amount` for an amount or a line of an event that has none;
    /// `order-currency-fixed` for another currency than the order's.
    pub fn check(
        &self,
        currency: Currency,
        placed_at: Timestamp,
        at: Timestamp,
    ) -> Result<OrderEvent> {
        self.read(Some(currency), currency, Some(placed_at), at)
    }

    /// Checks the body before its order is known: an amount then needs its own currency.
    ///
    /// # Errors
    /// As [`NewEvent::check`], and `field-required` on `currency` for an amount without one.
    pub fn check_early(&self, base_currency: Currency, at: Timestamp) -> Result<OrderEvent> {
        if self.amount.is_some() && self.currency.is_none() {
            return Err(Error::field("currency", "field-required"));
        }
        self.read(None, base_currency, None, at)
    }

    fn read(
        &self,
        fixed: Option<Currency>,
        fallback: Currency,
        placed_at: Option<Timestamp>,
        at: Timestamp,
    ) -> Result<OrderEvent> {
        let mut fields = Fields::new();
        // What callers of the first days say.
        let told = if self.kind == "cancel" { "canceled" } else { self.kind.as_str() };
        let kind: Option<EventKind> = told.parse().ok();
        fields.check(kind.is_some(), "kind", "choice-unknown");
        let external_id = fields.take(text::required("external_id", &self.external_id, 100));
        let latest = at.plus_seconds(CLOCK_SKEW_SECONDS);
        let moment = fields.take(moment("at", &self.at, placed_at, latest));
        let told: Option<Option<Currency>> = self.currency.as_deref().map(|told| told.parse().ok());
        if let Some(told) = told {
            let fits = told.is_some() && fixed.is_none_or(|fixed| told == Some(fixed));
            let code = if told.is_none() { "order-currency" } else { "order-currency-fixed" };
            fields.check(fits, "currency", code);
        }
        let currency = fixed.or(told.flatten()).unwrap_or(fallback);
        let highest = Money::new(HIGHEST_REFUND, currency);
        let refunded =
            self.amount.as_deref().and_then(|told| fields.take(amount("amount", told, highest)));
        let amounts = kind.is_none_or(EventKind::has_amount);
        fields.check(amounts || self.amount.is_none(), "amount", "order-event-amount");
        let lines = kind.is_none_or(EventKind::has_line);
        fields.check(lines || self.line.is_none(), "line", "order-event-amount");
        fields.finish()?;
        let (Some(kind), Some(external_id), Some(moment)) = (kind, external_id, moment) else {
            return Err(Error::Broken("order event: a field without a value or an error".into()));
        };
        Ok(OrderEvent { kind, external_id, at: moment, amount: refunded, line: self.line })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(kind: &str) -> NewEvent {
        NewEvent {
            kind: kind.into(),
            external_id: "e1".into(),
            at: "2026-11-02T09:00:00+09:00".into(),
            amount: None,
            currency: None,
            line: None,
        }
    }

    fn moments() -> (Timestamp, Timestamp) {
        let at = |text| Timestamp::parse(text).expect("moment");
        (at("2026-11-01T00:00:00Z"), at("2026-11-03T00:00:00Z"))
    }

    #[test]
    fn only_refunds_and_disputes_say_how_much() {
        let (placed, now) = moments();
        for kind in EventKind::ALL {
            let event = NewEvent { amount: Some("10".into()), ..told(kind.as_str()) };
            assert_eq!(
                event.check(Currency::Jpy, placed, now).is_ok(),
                kind.has_amount(),
                "{kind}"
            );
        }
        let canceled = told("cancel").check(Currency::Jpy, placed, now).expect("event");
        assert_eq!(canceled.kind, EventKind::Cancel);
    }

    #[test]
    fn an_event_has_the_currency_of_its_order() {
        let (placed, now) = moments();
        let event = NewEvent { currency: Some("CNY".into()), ..told("refund") };
        let refused = Err(Error::field("currency", "order-currency-fixed"));
        assert_eq!(event.check(Currency::Jpy, placed, now), refused);
        assert!(event.check(Currency::Cny, placed, now).is_ok());
        let early = NewEvent { amount: Some("1.25".into()), ..event };
        let read = early.check_early(Currency::Jpy, now).expect("event");
        assert_eq!(read.amount, Some(Money::new(125, Currency::Cny)));
        let bare = NewEvent { amount: Some("1".into()), ..told("refund") };
        assert_eq!(
            bare.check_early(Currency::Jpy, now),
            Err(Error::field("currency", "field-required"))
        );
    }
}
