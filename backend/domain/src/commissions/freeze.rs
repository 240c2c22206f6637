//! What a line of an order earns, decided once when the order comes in.
//!
//! The base rule is "net of all coupons" (`TikTok` Shop: commission = actual paid price × rate, where
//! the actual paid price is the product price less platform coupon, merchant coupon and product
//! tax; seller-vn.tiktok.com essay 6837840205842177). Other guides leave the platform's subsidy in
//! the base; which one holds is a term of the contract: a rule says whose discounts count, a plan
//! takes out all. Shipping is never in the base. The parts add up to the total exactly.

use crate::commissions::rule::{Pay, Terms};
use crate::error::Result;
use crate::money::Money;
use crate::orders::funds::Fund;
use crate::rate::{Rate, Rounding};
use crate::time::Timestamp;

/// A commission as it was frozen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frozen {
    /// The total commission's rate on the base.
    pub rate: Rate,
    /// The network's part of the total.
    pub share: Rate,
    /// What the rate was applied to.
    pub base: Money,
    /// The KOL's part.
    pub kol: Money,
    /// The network's part.
    pub network: Money,
    /// What others have of it beside KOL and network.
    pub partners: Money,
}

impl Frozen {
    /// The whole that the brand owes.
    ///
    /// # Errors
    /// `Broken` on overflow.
    pub fn total(&self) -> Result<Money> {
        self.kol.plus(self.network)?.plus(self.partners)
    }
}

/// The base of a line: price times pieces, less everything that was taken off; never below nothing.
///
/// # Errors
/// `Broken` on overflow or mixed currencies.
pub fn base(unit_price: Money, quantity: i64, taken_off: &[Money]) -> Result<Money> {
    let mut base = unit_price.times(quantity)?;
    for amount in taken_off {
        base = base.minus(*amount)?;
    }
    Ok(if base.is_negative() { Money::zero(base.currency()) } else { base })
}

/// What was sold on a line, as far as its commission depends on it.
#[derive(Debug, Clone, Copy)]
pub struct Sold<'a> {
    /// The price of one piece.
    pub unit_price: Money,
    /// Pieces.
    pub quantity: i64,
    /// What was taken off the whole line, and who pays for that.
    pub discounts: &'a [(Fund, Money)],
    /// The product tax that is inside the price.
    pub tax: Money,
}

impl Terms {
    /// The base that these terms see in a line.
    ///
    /// # Errors
    /// As [`base`].
    pub fn base(&self, sold: &Sold<'_>) -> Result<Money> {
        let mut taken_off: Vec<Money> = sold
            .discounts
            .iter()
            .filter(|(funder, _)| self.reduced_by.contains(funder))
            .map(|(_, amount)| *amount)
            .collect();
        if self.without_tax {
            taken_off.push(sold.tax);
        }
        base(sold.unit_price, sold.quantity, &taken_off)
    }

    /// The whole commission of a base, before it is split: at least and at most what the terms say,
    /// and never more than the base itself.
    ///
    /// # Errors
    /// `Broken` on overflow.
    pub fn total(&self, base: Money, quantity: i64) -> Result<Money> {
        let currency = base.currency();
        if base.minor() <= 0 {
            return Ok(Money::zero(currency));
        }
        let told = match &self.pay {
            Pay::Percent(rate) => base.share(*rate, self.rounding.rounding()),
            Pay::PerPiece(amounts) => {
                Money::new(amounts.get(&currency).copied().unwrap_or(0), currency)
                    .times(quantity)?
            }
        };
        let limit = self.limits.get(&currency).copied().unwrap_or_default();
        let least = limit.least.unwrap_or(i64::MIN);
        let minor = told.minor().max(least).min(limit.most.unwrap_or(i64::MAX));
        Ok(Money::new(minor.clamp(0, base.minor()), currency))
    }

    /// The rate that they name; nothing where they pay by the piece.
    pub const fn rate(&self) -> Rate {
        match self.pay {
            Pay::Percent(rate) => rate,
            Pay::PerPiece(_) => Rate::ZERO,
        }
    }

    /// Freezes a line's commission: the total of the base, split between KOL and network. Answers
    /// nothing when there is no total: a line of zero is not written.
    ///
    /// # Errors
    /// `Broken` on overflow.
    pub fn freeze(&self, sold: &Sold<'_>, share: Rate) -> Result<Option<Frozen>> {
        let base = self.base(sold)?;
        split(base, self.total(base, sold.quantity)?, self.rate(), share)
    }
}

/// Freezes a part of a base, split between KOL and network: the terms of a plan.
///
/// # Errors
/// `Broken` on overflow.
pub fn freeze(base: Money, rate: Rate, share: Rate) -> Result<Option<Frozen>> {
    split(base, base.share(rate, Rounding::HalfUp), rate, share)
}

fn split(base: Money, total: Money, rate: Rate, share: Rate) -> Result<Option<Frozen>> {
    if total.minor() <= 0 {
        return Ok(None);
    }
    let parts = total.allocate(&[Rate::ONE.ppm() - share.ppm(), share.ppm()])?;
    let network = parts[1];
    let partners = Money::zero(total.currency());
    Ok(Some(Frozen { rate, share, base, kol: total.minus(network)?, network, partners }))
}

/// From when on a commission can no longer be taken back; open until the delivery is known.
pub fn payable_at(delivered_at: Option<Timestamp>, holding_days: i64) -> Option<Timestamp> {
    delivered_at.map(|at| at.plus_days(holding_days))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;

    fn rate(ppm: i64) -> Rate {
        Rate::from_ppm(ppm).expect("rate")
    }

    #[test]
    fn the_network_takes_its_share_of_the_total() {
        let base = Money::new(8_266, Currency::Jpy);
        let frozen = freeze(base, rate(150_000), rate(200_000)).expect("sum").expect("some");
        assert_eq!((frozen.kol.minor(), frozen.network.minor()), (992, 248));
        let frozen = freeze(base, rate(150_000), Rate::ZERO).expect("sum").expect("some");
        assert_eq!((frozen.kol.minor(), frozen.network.minor()), (1_240, 0));
        let frozen = freeze(base, rate(150_000), Rate::ONE).expect("sum").expect("some");
        assert_eq!((frozen.kol.minor(), frozen.network.minor()), (0, 1_240));
    }

    #[test]
    fn a_commission_that_rounds_to_nothing_is_no_commission() {
        let fen = Money::new(1, Currency::Cny);
        assert_eq!(freeze(fen, rate(150_000), rate(200_000)), Ok(None));
        assert_eq!(freeze(fen, Rate::ZERO, rate(200_000)), Ok(None));
    }

    fn sold(discounts: &[(Fund, Money)]) -> Sold<'_> {
        let yen = |minor| Money::new(minor, Currency::Jpy);
        Sold { unit_price: yen(3_980), quantity: 2, discounts, tax: yen(723) }
    }

    #[test]
    fn a_rule_says_whose_discounts_and_whether_tax_leave_the_base() {
        let yen = |minor| Money::new(minor, Currency::Jpy);
        let discounts = [(Fund::Brand, yen(398)), (Fund::Platform, yen(200))];
        let mut terms = Terms::of_plan(rate(120_000));
        assert_eq!(terms.base(&sold(&discounts)), Ok(yen(7_362)));
        terms.reduced_by = vec![Fund::Brand];
        assert_eq!(terms.base(&sold(&discounts)), Ok(yen(7_562)));
        terms.without_tax = true;
        assert_eq!(terms.base(&sold(&discounts)), Ok(yen(6_839)));
    }

    #[test]
    fn a_rule_pays_by_the_piece_within_its_limits_and_never_more_than_the_base() {
        let yen = |minor| Money::new(minor, Currency::Jpy);
        let mut terms = Terms::of_plan(rate(150_000));
        terms.pay = Pay::PerPiece([(Currency::Jpy, 300)].into());
        assert_eq!(terms.total(yen(7_960), 2), Ok(yen(600)));
        let limit =
            |least, most| [(Currency::Jpy, crate::commissions::rule::Limit { least, most })];
        terms.limits = limit(Some(700), None).into();
        assert_eq!(terms.total(yen(7_960), 2), Ok(yen(700)));
        assert_eq!(terms.total(yen(100), 2), Ok(yen(100)));
        assert_eq!(terms.total(yen(0), 2), Ok(yen(0)));
        terms.limits = limit(None, Some(500)).into();
        assert_eq!(terms.total(yen(7_960), 2), Ok(yen(500)));
        // A currency that is not named pays nothing.
        assert_eq!(
            terms.total(Money::new(7_960, Currency::Cny), 2),
            Ok(Money::zero(Currency::Cny))
        );
    }

    #[test]
    fn a_base_is_never_below_nothing() {
        let yen = |minor| Money::new(minor, Currency::Jpy);
        assert_eq!(base(yen(1_000), 1, &[yen(300), yen(1_000)]), Ok(yen(0)));
    }

    #[test]
    fn delivered_on_31_january_and_held_for_30_days_is_payable_on_2_march() {
        let at = |text| Timestamp::parse(text);
        let delivered = at("2026-01-31T00:00:00Z");
        assert_eq!(payable_at(delivered, 30), at("2026-03-02T00:00:00Z"));
        assert_eq!(payable_at(None, 30), None);
    }
}
