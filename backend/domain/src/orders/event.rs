//! What happens to an order after it was placed, and what that does to its lines.

use serde::Deserialize;

use crate::choices;
use crate::error::{Error, FieldError, Fields, Result};
use crate::money::{Currency, Money};
use crate::orders::line::{LineAct, LineStatus};
use crate::orders::order::{CLOCK_SKEW_SECONDS, amount, moment};
use crate::text;
use crate::time::Timestamp;

choices! {
    /// What happened.
    pub enum EventKind {
        Delivered = "delivered",
        Refund = "refund",
        Cancel = "cancel",
    }
}

/// The highest refund, in smallest units: the largest order there can be.
const HIGHEST_REFUND: i64 = 200_000_000_000_000;

/// The body of an event, unchecked.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewEvent {
    /// `delivered`, `refund` or `cancel`.
    pub kind: String,
    /// The shop's own number of the event; the same one again is the same event.
    pub external_id: String,
    /// RFC 3339 with its offset.
    pub at: String,
    /// What is given back for the goods, a decimal; all that is left when not said.
    pub amount: Option<String>,
    /// The line that is refunded, from 1; all lines when not said.
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
    /// The position of the line that is refunded, from 1; all lines when none.
    pub line: Option<i64>,
}

impl NewEvent {
    /// Checks the body for an order of a currency that was placed then, `at` being now.
    ///
    /// # Errors
    /// `Invalid`: `choice-unknown`, `field-required`, `field-too-long`, `date-malformed`,
    /// `date-in-future`, `date-order` (before the order), `amount-malformed`, `amount-negative`,
    /// `amount-too-large`; `order-event-amount` for an amount or a line of anything but a refund.
    pub fn check(
        &self,
        currency: Currency,
        placed_at: Timestamp,
        at: Timestamp,
    ) -> Result<OrderEvent> {
        let mut fields = Fields::new();
        let kind: Option<EventKind> = self.kind.parse().ok();
        fields.check(kind.is_some(), "kind", "choice-unknown");
        let external_id = fields.take(text::required("external_id", &self.external_id, 100));
        let latest = at.plus_seconds(CLOCK_SKEW_SECONDS);
        let moment = fields.take(moment("at", &self.at, Some(placed_at), latest));
        let highest = Money::new(HIGHEST_REFUND, currency);
        let refunded =
            self.amount.as_deref().and_then(|told| fields.take(amount("amount", told, highest)));
        let is_refund = kind.is_none_or(|kind| kind == EventKind::Refund);
        fields.check(is_refund || self.amount.is_none(), "amount", "order-event-amount");
        fields.check(is_refund || self.line.is_none(), "line", "order-event-amount");
        fields.finish()?;
        let (Some(kind), Some(external_id), Some(moment)) = (kind, external_id, moment) else {
            return Err(Error::Broken("order event: a field without a value or an error".into()));
        };
        Ok(OrderEvent { kind, external_id, at: moment, amount: refunded, line: self.line })
    }
}

/// A line as far as refunds concern it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineState {
    /// Its place in the order, from 1.
    pub position: i64,
    /// Where it stands.
    pub status: LineStatus,
    /// What was paid for its goods.
    pub base: Money,
    /// What of that was given back.
    pub refunded: Money,
}

impl LineState {
    fn left(&self) -> Result<Money> {
        if self.status.is_over() {
            return Ok(Money::zero(self.base.currency()));
        }
        self.base.minus(self.refunded)
    }
}

/// What becomes of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineChange {
    /// Which of the lines handed in, from 0.
    pub index: usize,
    /// Where it stands then.
    pub status: LineStatus,
    /// What has been given back of it then.
    pub refunded: Money,
}

/// What a refund does to the lines: one amount over all lines goes to them in proportion to what is
/// left of each. More than is left gives back what is left: shipping may be in a refund, and never
/// was in a commission.
///
/// # Errors
/// `order-line-unknown` when there is no line at the position; `Broken` for another currency.
pub fn refund(
    lines: &[LineState],
    amount: Option<Money>,
    position: Option<i64>,
) -> Result<Vec<LineChange>> {
    if position.is_some_and(|position| lines.iter().all(|line| line.position != position)) {
        return Err(Error::Invalid(vec![FieldError::new("line", "order-line-unknown")]));
    }
    let meant: Vec<usize> = (0..lines.len())
        .filter(|index| position.is_none_or(|position| lines[*index].position == position))
        .filter(|index| !lines[*index].status.is_over())
        .collect();
    let Some(first) = meant.first() else { return Ok(Vec::new()) };
    let mut left = Vec::with_capacity(meant.len());
    let mut sum = Money::zero(lines[*first].base.currency());
    for index in &meant {
        let of_line = lines[*index].left()?;
        sum = sum.plus(of_line)?;
        left.push(of_line.minor());
    }
    let parts = match amount {
        Some(amount) if amount.minus(sum)?.is_negative() => amount.allocate(&left)?,
        _ => sum.allocate(&left)?,
    };
    let whole = amount.is_none();
    let mut changes = Vec::new();
    for ((index, part), left) in meant.into_iter().zip(parts).zip(left) {
        if part.is_zero() && !whole {
            continue;
        }
        let line = &lines[index];
        let act = if part.minor() == left { LineAct::RefundWhole } else { LineAct::RefundPart };
        let (status, refunded) = (line.status.after(act)?, line.refunded.plus(part)?);
        changes.push(LineChange { index, status, refunded });
    }
    Ok(changes)
}

/// What a cancellation does to the lines: everything that is left is given back.
///
/// # Errors
/// `Refused("order-line-state")` when a line has been sent already.
pub fn cancel(lines: &[LineState]) -> Result<Vec<LineChange>> {
    lines
        .iter()
        .enumerate()
        .filter(|(_, line)| !line.status.is_over())
        .map(|(index, line)| {
            let status = line.status.after(LineAct::Cancel)?;
            Ok(LineChange { index, status, refunded: line.base })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn yen(minor: i64) -> Money {
        Money::new(minor, Currency::Jpy)
    }

    fn line(position: i64, base: i64, refunded: i64, status: LineStatus) -> LineState {
        LineState { position, status, base: yen(base), refunded: yen(refunded) }
    }

    #[test]
    fn a_refund_of_the_order_goes_to_its_lines_in_proportion() {
        let lines = [line(1, 1_000, 0, LineStatus::Paid), line(2, 2_000, 0, LineStatus::Paid)];
        let changes = refund(&lines, Some(yen(300)), None).expect("changes");
        assert_eq!(changes.iter().map(|c| c.refunded.minor()).collect::<Vec<_>>(), [100, 200]);
        assert!(changes.iter().all(|change| change.status == LineStatus::RefundedPartial));
    }

    #[test]
    fn a_whole_or_too_large_refund_gives_back_what_is_left() {
        let lines =
            [line(1, 1_000, 400, LineStatus::RefundedPartial), line(2, 0, 0, LineStatus::Paid)];
        let whole = refund(&lines, None, None).expect("changes");
        assert_eq!(whole.len(), 2);
        assert!(whole.iter().all(|change| change.status == LineStatus::RefundedFull));
        let large = refund(&lines, Some(yen(5_000)), Some(1)).expect("changes");
        assert_eq!(large[0].refunded, yen(1_000));
        let over = [line(1, 1_000, 1_000, LineStatus::RefundedFull)];
        assert_eq!(refund(&over, Some(yen(5)), None), Ok(vec![]));
    }

    #[test]
    fn a_line_that_is_not_there_cannot_be_refunded() {
        let lines = [line(1, 1_000, 0, LineStatus::Paid)];
        assert_eq!(refund(&lines, None, Some(2)), Err(Error::field("line", "order-line-unknown")));
    }

    #[test]
    fn only_what_was_not_sent_can_be_canceled() {
        let lines = [line(1, 1_000, 0, LineStatus::Paid), line(2, 5, 5, LineStatus::RefundedFull)];
        let changes = cancel(&lines).expect("changes");
        assert_eq!(changes.len(), 1);
        assert_eq!((changes[0].status, changes[0].refunded), (LineStatus::Canceled, yen(1_000)));
        let sent = [line(1, 1_000, 0, LineStatus::Delivered)];
        assert_eq!(cancel(&sent), Err(Error::Refused("order-line-state")));
    }

    proptest! {
        #[test]
        fn refunds_give_back_what_was_paid_and_no_more(
            bases in prop::collection::vec(0i64..100_000, 1..6),
            amounts in prop::collection::vec(0i64..100_000, 0..8),
        ) {
            let mut lines: Vec<LineState> =
                (1..).zip(&bases).map(|(at, base)| line(at, *base, 0, LineStatus::Paid)).collect();
            let total: i64 = bases.iter().sum();
            let mut given = 0;
            for amount in amounts.into_iter().map(Some).chain([None]) {
                for change in refund(&lines, amount.map(yen), None).expect("changes") {
                    let line = &mut lines[change.index];
                    prop_assert!(change.refunded.minor() <= line.base.minor());
                    given += change.refunded.minor() - line.refunded.minor();
                    line.refunded = change.refunded;
                    line.status = change.status;
                }
                prop_assert!(given <= total);
            }
            prop_assert_eq!(given, total);
        }
    }
}
