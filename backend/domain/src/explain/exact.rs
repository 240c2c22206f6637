//! A number between two roundings: as many digits as a reader needs to follow the arithmetic.

use crate::money::{Currency, Money};
use crate::rate::Rate;

/// Digits past the smallest unit that a number which does not end is cut after.
const CUT_AFTER: u32 = 2;

/// An amount finer than the smallest unit of its currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exact {
    /// The digits without their decimal point.
    pub digits: i128,
    /// How many of them are behind the point.
    pub places: u32,
    /// The currency.
    pub currency: Currency,
    /// Whether further digits were cut off.
    pub is_cut: bool,
}

impl Exact {
    /// An amount times a rate.
    pub fn share(amount: Money, rate: Rate) -> Self {
        let currency = amount.currency();
        let digits = i128::from(amount.minor()) * i128::from(rate.ppm());
        Self { digits, places: 6 + currency.exponent(), currency, is_cut: false }
    }

    /// An amount times a part over a whole; none of a whole of nothing.
    pub fn part(amount: Money, part: Money, whole: Money) -> Option<Self> {
        let currency = amount.currency();
        let below = i128::from(whole.minor());
        if below == 0 {
            return None;
        }
        let above = i128::from(amount.minor())
            .checked_mul(i128::from(part.minor()))?
            .checked_mul(10_i128.pow(CUT_AFTER))?;
        let places = CUT_AFTER + currency.exponent();
        Some(Self { digits: above / below, places, currency, is_cut: above % below != 0 })
    }

    /// Whether it is a whole number of smallest units.
    pub fn is_whole(&self) -> bool {
        let finer = self.places.saturating_sub(self.currency.exponent());
        !self.is_cut && self.digits % 10_i128.pow(finer) == 0
    }

    /// The plain decimal text with the currency's decimals at least: `1239.9`, `12.40`.
    pub fn decimal(&self) -> String {
        let places = self.places as usize;
        let digits = format!("{:0>width$}", self.digits.unsigned_abs(), width = places + 1);
        let (whole, fraction) = digits.split_at(digits.len() - places);
        let kept = fraction.trim_end_matches('0').len().max(self.currency.exponent() as usize);
        let sign = if self.digits < 0 { "-" } else { "" };
        let point = if kept == 0 { "" } else { "." };
        format!("{sign}{whole}{point}{}", &fraction[..kept])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_has_all_its_digits() {
        let rate = Rate::from_ppm(150_000).expect("rate");
        let exact = Exact::share(Money::new(8_266, Currency::Jpy), rate);
        assert_eq!((exact.decimal().as_str(), exact.is_whole()), ("1239.9", false));
        let exact = Exact::share(Money::new(8_266, Currency::Cny), rate);
        assert_eq!((exact.decimal().as_str(), exact.is_whole()), ("12.399", false));
        let exact = Exact::share(Money::new(2_000, Currency::Cny), rate);
        assert_eq!((exact.decimal().as_str(), exact.is_whole()), ("3.00", true));
        let exact = Exact::share(Money::new(-40, Currency::Jpy), rate);
        assert_eq!((exact.decimal().as_str(), exact.is_whole()), ("-6", true));
    }

    #[test]
    fn a_third_is_cut_after_two_digits_and_says_so() {
        let yen = |minor| Money::new(minor, Currency::Jpy);
        let exact = Exact::part(yen(1_240), yen(5_510), yen(8_265)).expect("part");
        assert_eq!((exact.decimal().as_str(), exact.is_cut), ("826.66", true));
        let whole = Exact::part(yen(1_240), yen(8_265), yen(8_265)).expect("part");
        assert_eq!((whole.decimal().as_str(), whole.is_whole()), ("1240", true));
        assert_eq!(Exact::part(yen(1), yen(1), yen(0)), None);
    }
}
