//! Notices turned into an order and its events.

use super::{Currencies, LinePrice, Price, Reading, ToldLine, ToldOrder, ToldRefund};
use crate::error::{Error, FieldError, Result};
use crate::money::{Currency, Money};
use crate::orders::event::NewEvent;
use crate::orders::file::Step;
use crate::orders::order::{NewLine, NewOrder};
use crate::time::Timestamp;

/// Smallest units of one amount at most: so few that the amounts of one message cannot overflow.
const MOST_MINOR: i64 = 200_000_000_000_000;

/// In whose money the amounts of a message are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The shop's.
    Shop,
    /// The buyer's.
    Buyer,
}

/// How notices are read: what a network knows.
pub struct Reader<'a> {
    /// The source of the endpoint's orders.
    pub source: &'a str,
    /// What a status word means.
    pub step: &'a dyn Fn(&str) -> Option<Step>,
    /// Whether amounts are taken in a currency: the order's own once it is there.
    pub takes: &'a dyn Fn(Currency) -> bool,
    /// A parcel that nobody reports is taken as delivered so many days after it was sent.
    pub transit_days: i64,
}

impl Price {
    fn of(&self, side: Side) -> &str {
        match (side, &self.buyer) {
            (Side::Buyer, Some(buyer)) => buyer,
            _ => &self.shop,
        }
    }

    /// An amount; one that is less than nothing only where it may be.
    fn read(&self, field: &str, (side, currency): Told, signed: bool) -> Result<Money> {
        let invalid = |code| Error::Invalid(vec![FieldError::new(field, code)]);
        let money = Money::parse(self.of(side), currency).map_err(invalid)?;
        if money.is_negative() && !signed {
            return Err(invalid("amount-negative"));
        }
        if money.minor().unsigned_abs() > MOST_MINOR.unsigned_abs() {
            let limit = Money::new(MOST_MINOR, currency).decimal();
            let error = FieldError::new(field, "amount-too-large").with("limit", limit);
            return Err(Error::Invalid(vec![error]));
        }
        Ok(money)
    }
}

/// In whose money, and what that is.
type Told = (Side, Currency);

fn sum(all: &[Price], field: &str, told: Told) -> Result<Money> {
    all.iter().try_fold(Money::zero(told.1), |sum, price| sum.plus(price.read(field, told, false)?))
}

/// An event of no amount.
pub(super) fn event(kind: &str, external_id: &str, at: String) -> NewEvent {
    NewEvent {
        kind: kind.into(),
        external_id: external_id.into(),
        at,
        amount: None,
        currency: None,
        line: None,
    }
}

/// The later of two moments: systems tell events of imported orders before the orders.
fn not_before(field: &str, told: &str, earliest: Timestamp) -> Result<Timestamp> {
    let malformed = || Error::field(field, "date-malformed");
    Ok(Timestamp::parse(told).ok_or_else(malformed)?.max(earliest))
}

impl Reader<'_> {
    /// In whose money amounts are read: the shop's, unless only the buyer's is taken.
    fn told(&self, currencies: &Currencies) -> Option<Told> {
        let known = |code: &str| code.parse().ok().filter(|currency| (self.takes)(*currency));
        let shop = known(&currencies.shop).map(|currency| (Side::Shop, currency));
        let buyer = || Some((Side::Buyer, known(currencies.buyer.as_deref()?)?));
        shop.or_else(buyer)
    }

    pub(super) fn order(
        &self,
        told: &ToldOrder,
        refunds: &[ToldRefund],
        at: Timestamp,
    ) -> Result<Reading> {
        let unknown = || {
            let word: String = told.status.chars().take(40).collect();
            Error::Invalid(vec![FieldError::new("status", "status-unknown").with("word", word)])
        };
        let step = (self.step)(&told.status).ok_or_else(unknown)?;
        let money = self
            .told(&told.currencies)
            .ok_or_else(|| Error::field("currency", "order-currency"))?;
        let line_ids: Vec<String> = told.lines.iter().map(|line| line.id.clone()).collect();
        let lines = (0..)
            .zip(&told.lines)
            .map(|(place, line)| read_line(line, place, money))
            .collect::<Result<Vec<NewLine>>>()?;
        let placed = Timestamp::parse(&told.placed_at)
            .ok_or_else(|| Error::field("placed_at", "date-malformed"))?;
        let changed = told.changed_at.as_deref().unwrap_or(&told.placed_at);
        let moment = |field: &str, own: &Option<String>| {
            not_before(field, own.as_deref().unwrap_or(changed), placed)
        };
        let is_paid = !matches!(step, Step::Placed | Step::Canceled);
        let paid_at = if is_paid { Some(moment("paid_at", &told.paid_at)?) } else { None };
        let mut events = self.steps(told, step, (placed, changed), at)?;
        let goods = sum_lines(told, money)?;
        let beside = sum(&told.tax_beside, "tax", money)?;
        for refund in refunds {
            events.extend(self.refund(refund, &line_ids, Some((goods, beside)), changed)?);
        }
        if step == Step::Refunded && refunds.is_empty() {
            let at = not_before("changed_at", changed, placed)?;
            events.push(event("refund", "shop:refunded", at.to_string()));
        }
        let order = NewOrder {
            external_id: told.number.clone(),
            source: Some(self.source.to_owned()),
            currency: money.1.code().to_owned(),
            placed_at: told.placed_at.clone(),
            paid_at: paid_at.map(|at| at.to_string()),
            delivered_at: None,
            click: told.click.clone(),
            link_code: told.link_code.clone(),
            coupon: told.coupon.clone(),
            buyer: told.buyer.clone(),
            reserve: false,
            lines,
        };
        Ok(Reading { order, line_ids, events })
    }

    /// How far the order is: every step that it has made.
    fn steps(
        &self,
        told: &ToldOrder,
        step: Step,
        (placed, changed): (Timestamp, &str),
        at: Timestamp,
    ) -> Result<Vec<NewEvent>> {
        let mut events = Vec::new();
        let moment = |field: &str, own: &Option<String>| {
            not_before(field, own.as_deref().unwrap_or(changed), placed)
        };
        if !matches!(step, Step::Placed | Step::Canceled) {
            let paid = moment("paid_at", &told.paid_at)?;
            events.push(event("paid", "shop:paid", paid.to_string()));
        }
        let is_sent = told.sent_at.is_some() || matches!(step, Step::Shipped | Step::Delivered);
        let is_canceled = told.canceled_at.is_some() || step == Step::Canceled;
        if is_sent {
            let sent = moment("sent_at", &told.sent_at)?;
            events.push(event("shipped", "shop:shipped", sent.to_string()));
            let assumed = sent.plus_days(self.transit_days);
            if told.delivered_at.is_some() || step == Step::Delivered {
                let arrived = moment("delivered_at", &told.delivered_at)?;
                events.push(event("delivered", "shop:delivered", arrived.to_string()));
            } else if assumed <= at && !is_canceled {
                events.push(event("delivered", "shop:delivered", assumed.to_string()));
            }
        } else if is_canceled {
            // What was sent can no longer be canceled: the shop then gives the money back.
            let canceled = moment("canceled_at", &told.canceled_at)?;
            events.push(event("canceled", "shop:canceled", canceled.to_string()));
        }
        Ok(events)
    }

    /// What a refund gives back: of each line that it names, else of the whole order. Of a sum that
    /// holds taxes beside the prices the goods' part is taken: `goods` and those taxes.
    pub(super) fn refund(
        &self,
        refund: &ToldRefund,
        line_ids: &[String],
        goods: Option<(Money, Money)>,
        fallback: &str,
    ) -> Result<Vec<NewEvent>> {
        let money = self
            .told(&refund.currencies)
            .ok_or_else(|| Error::field("currency", "order-currency"))?;
        let at = refund.at.as_deref().unwrap_or(fallback);
        let number = format!("refund:{}", refund.id);
        let given = |external_id: String, amount: Money, line: Option<i64>| NewEvent {
            amount: Some(amount.decimal()),
            currency: Some(money.1.code().to_owned()),
            line,
            ..event("refund", &external_id, at.to_owned())
        };
        if let Some(whole) = &refund.whole {
            let whole = whole.read("refund", money, true)?;
            let whole = if whole.is_negative() { whole.negated() } else { whole };
            let part = match goods {
                Some((goods, beside)) if beside.minor() > 0 && goods.minor() > 0 => {
                    whole.allocate(&[goods.minor(), beside.minor()])?[0]
                }
                _ => whole,
            };
            return Ok(Some(part)
                .filter(|part| part.minor() > 0)
                .map(|part| given(number, part, None))
                .into_iter()
                .collect());
        }
        let beside = refund.beside.iter().try_fold(Money::zero(money.1), |sum, price| {
            sum.plus(price.read("refund.order_adjustments", money, true)?)
        })?;
        let mut known = Vec::new();
        for (id, price) in &refund.lines {
            let amount = price.read("refund.refund_line_items", money, false)?;
            // A line that was added after the order was recorded earned nothing that could be taken.
            let Some(place) = line_ids.iter().position(|known| known == id) else { continue };
            known.push((id, i64::try_from(place).unwrap_or(0) + 1, amount));
        }
        if beside.is_zero() {
            let filled = known.into_iter().filter(|(_, _, amount)| amount.minor() > 0);
            return Ok(filled
                .map(|(id, line, amount)| given(format!("{number}:{id}"), amount, Some(line)))
                .collect());
        }
        let whole = known.iter().try_fold(beside, |sum, (_, _, amount)| sum.plus(*amount))?;
        Ok(Some(whole)
            .filter(|whole| whole.minor() > 0)
            .map(|whole| given(number, whole, None))
            .into_iter()
            .collect())
    }
}

/// What was paid for the goods of all lines.
fn sum_lines(told: &ToldOrder, money: Told) -> Result<Money> {
    let mut goods = Money::zero(money.1);
    for line in &told.lines {
        if let LinePrice::Whole { paid, .. } = &line.price {
            goods = goods.plus(sum(paid, "line_items", money)?)?;
        }
    }
    Ok(goods)
}

fn read_line(line: &ToldLine, place: usize, money: Told) -> Result<NewLine> {
    let name = |field: &str| format!("lines.{place}.{field}");
    let (unit, discount) = match &line.price {
        LinePrice::Piece { unit, discounts } => {
            let unit = unit.read(&name("unit_price"), money, false)?;
            (unit, sum(discounts, &name("discount"), money)?)
        }
        LinePrice::Whole { gross, paid } => {
            let gross = sum(gross, &name("unit_price"), money)?;
            let paid = sum(paid, &name("unit_price"), money)?;
            whole(gross, paid, line.quantity)?
        }
    };
    let tax = sum(&line.tax, &name("tax"), money)?;
    Ok(NewLine {
        sku: line.sku.clone(),
        quantity: line.quantity,
        unit_price: unit.decimal(),
        discount: Some(discount).filter(|money| !money.is_zero()).map(Money::decimal),
        discounts: Vec::new(),
        tax: Some(tax).filter(|money| !money.is_zero()).map(Money::decimal),
        freight: None,
    })
}

/// The price of one piece and the line's discount: as with files, the price of a piece is rounded
/// up where the line does not divide by its pieces, and the rest is a discount.
fn whole(gross: Money, paid: Money, quantity: i64) -> Result<(Money, Money)> {
    let most = Money::new(gross.minor().max(paid.minor()), gross.currency());
    let pieces = quantity.max(1);
    let unit = Money::new(most.minor().saturating_add(pieces - 1) / pieces, most.currency());
    // A number of pieces that no order may have is refused when the order is checked.
    let line = unit.times(pieces).map_err(|_| Error::field("quantity", "number-out-of-range"))?;
    Ok((unit, line.minus(paid)?))
}
