//! Money: whole smallest units and a currency, never apart.
//!
//! There are no operators: an addition can meet another currency or overflow, so it answers a
//! `Result`. Decimals exist only where a text is read or printed.

use std::fmt;
use std::str::FromStr;

use crate::error::{Error, Result};
use crate::rate::{Rate, Rounding};

/// A currency that networks may keep accounts in (ISO 4217).
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    diesel::expression::AsExpression,
    diesel::deserialize::FromSqlRow,
)]
#[diesel(sql_type = diesel::sql_types::Text)]
pub enum Currency {
    /// Japanese yen, no decimals.
    Jpy,
    /// Chinese yuan renminbi, two decimals.
    Cny,
    /// United States dollar, two decimals.
    Usd,
    /// Hong Kong dollar, two decimals.
    Hkd,
    /// New Taiwan dollar, two decimals.
    Twd,
    /// Malaysian ringgit, two decimals.
    Myr,
    /// Thai baht, two decimals.
    Thb,
    /// Vietnamese dong, no decimals.
    Vnd,
    /// Indonesian rupiah, two decimals.
    Idr,
    /// Philippine peso, two decimals.
    Php,
    /// Singapore dollar, two decimals.
    Sgd,
}

impl Currency {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Jpy,
        Self::Cny,
        Self::Usd,
        Self::Hkd,
        Self::Twd,
        Self::Myr,
        Self::Thb,
        Self::Vnd,
        Self::Idr,
        Self::Php,
        Self::Sgd,
    ];

    /// The text of the column: the code.
    pub const fn as_str(self) -> &'static str {
        self.code()
    }

    /// The ISO 4217 code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Jpy => "JPY",
            Self::Cny => "CNY",
            Self::Usd => "USD",
            Self::Hkd => "HKD",
            Self::Twd => "TWD",
            Self::Myr => "MYR",
            Self::Thb => "THB",
            Self::Vnd => "VND",
            Self::Idr => "IDR",
            Self::Php => "PHP",
            Self::Sgd => "SGD",
        }
    }

    /// Decimals of the smallest unit (ISO 4217).
    pub const fn exponent(self) -> u32 {
        match self {
            Self::Jpy | Self::Vnd => 0,
            Self::Cny
            | Self::Usd
            | Self::Hkd
            | Self::Twd
            | Self::Myr
            | Self::Thb
            | Self::Idr
            | Self::Php
            | Self::Sgd => 2,
        }
    }
}

impl serde::Serialize for Currency {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> serde::Deserialize<'de> for Currency {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(|_| serde::de::Error::custom("not a currency"))
    }
}

impl FromStr for Currency {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::ALL
            .into_iter()
            .find(|currency| currency.code() == text)
            .ok_or_else(|| Error::field("currency", "currency-unknown"))
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// An amount in the smallest unit of its currency; may be negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    minor: i64,
    currency: Currency,
}

impl Money {
    /// An amount of so many smallest units.
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Nothing.
    pub const fn zero(currency: Currency) -> Self {
        Self { minor: 0, currency }
    }

    /// The smallest units.
    pub const fn minor(self) -> i64 {
        self.minor
    }

    /// The currency.
    pub const fn currency(self) -> Currency {
        self.currency
    }

    /// Reads an amount as files write it: `1,980`, `￥1980`, `12.30`, `-5`. Digits past the
    /// currency's decimals must be zero.
    ///
    /// # Errors
    /// `amount-malformed` when the text is no amount, or is finer than the currency.
    pub fn parse(text: &str, currency: Currency) -> Result<Self, &'static str> {
        let text = crate::text::fold_width(text);
        let text: String = text
            .chars()
            .filter(|c| !matches!(c, ',' | '¥' | '円' | '元' | ' ' | '\u{a0}'))
            .collect();
        let (sign, digits) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text.as_str()),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) {
            return Err("amount-malformed");
        }
        let places = currency.exponent() as usize;
        let (kept, spare) = fraction.split_at(fraction.len().min(places));
        if spare.bytes().any(|byte| byte != b'0') {
            return Err("amount-malformed");
        }
        let minor: i64 =
            format!("{whole}{kept:0<places$}").parse().map_err(|_| "amount-malformed")?;
        Ok(Self::new(sign * minor, currency))
    }

    /// The plain decimal text, without grouping or symbol: for CSV files and the API.
    pub fn decimal(self) -> String {
        let places = self.currency.exponent() as usize;
        if places == 0 {
            return self.minor.to_string();
        }
        let digits = format!("{:0>width$}", self.minor.unsigned_abs(), width = places + 1);
        let (whole, fraction) = digits.split_at(digits.len() - places);
        let sign = if self.minor < 0 { "-" } else { "" };
        format!("{sign}{whole}.{fraction}")
    }

    /// The sum.
    ///
    /// # Errors
    /// `Broken` for two currencies or an overflow: neither can come from a caller's input.
    pub fn plus(self, other: Self) -> Result<Self> {
        self.with(other, i64::checked_add)
    }

    /// The difference.
    ///
    /// # Errors
    /// As [`Money::plus`].
    pub fn minus(self, other: Self) -> Result<Self> {
        self.with(other, i64::checked_sub)
    }

    /// So many times the amount.
    ///
    /// # Errors
    /// `Broken` on overflow.
    pub fn times(self, count: i64) -> Result<Self> {
        let minor = self.minor.checked_mul(count).ok_or_else(overflow)?;
        Ok(Self::new(minor, self.currency))
    }

    /// The amount with its sign turned.
    #[must_use]
    pub const fn negated(self) -> Self {
        Self::new(-self.minor, self.currency)
    }

    /// Whether it is less than nothing.
    pub const fn is_negative(self) -> bool {
        self.minor < 0
    }

    /// Whether it is nothing.
    pub const fn is_zero(self) -> bool {
        self.minor == 0
    }

    /// The part that a rate takes of it.
    #[must_use]
    pub fn share(self, rate: Rate, rounding: Rounding) -> Self {
        let whole = i128::from(Rate::ONE.ppm());
        let product = i128::from(self.minor) * i128::from(rate.ppm());
        let half = match rounding {
            Rounding::Down => 0,
            Rounding::HalfUp => whole / 2,
        };
        let rounded = (product.abs() + half) / whole * product.signum();
        // A rate is at most one, so the part fits where the whole did.
        Self::new(i64::try_from(rounded).unwrap_or(self.minor), self.currency)
    }

    /// Splits the amount by weights so that the parts add up to it exactly: each gets its share
    /// rounded down, then the units left over go to the largest remainders (ties to the earlier).
    /// Without any weight the first part takes all.
    ///
    /// # Errors
    /// `Broken` when there is no part to give to, or a weight is negative.
    pub fn allocate(self, weights: &[i64]) -> Result<Vec<Self>> {
        if weights.is_empty() || weights.iter().any(|weight| *weight < 0) {
            return Err(Error::Broken("allocate: weights".into()));
        }
        let total: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
        if total == 0 {
            let mut parts = vec![Self::zero(self.currency); weights.len()];
            parts[0] = self;
            return Ok(parts);
        }
        let amount = i128::from(self.minor.unsigned_abs());
        let mut parts: Vec<(usize, i128, i128)> = weights
            .iter()
            .enumerate()
            .map(|(place, weight)| {
                let product = amount * i128::from(*weight);
                (place, product / total, product % total)
            })
            .collect();
        let mut left = amount - parts.iter().map(|(_, floor, _)| floor).sum::<i128>();
        parts.sort_by(|a, b| b.2.cmp(&a.2).then(a.0.cmp(&b.0)));
        for part in &mut parts {
            if left == 0 {
                break;
            }
            part.1 += 1;
            left -= 1;
        }
        parts.sort_by_key(|(place, _, _)| *place);
        parts
            .into_iter()
            .map(|(_, units, _)| {
                let minor = i64::try_from(units).map_err(|_| overflow())?;
                Ok(Self::new(minor * self.minor.signum(), self.currency))
            })
            .collect()
    }

    fn with(self, other: Self, op: fn(i64, i64) -> Option<i64>) -> Result<Self> {
        if self.currency != other.currency {
            return Err(Error::Broken(format!("money: {} with {}", self.currency, other.currency)));
        }
        op(self.minor, other.minor)
            .map(|minor| Self::new(minor, self.currency))
            .ok_or_else(overflow)
    }
}

fn overflow() -> Error {
    Error::Broken("money: overflow".into())
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.decimal(), self.currency)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn yen(minor: i64) -> Money {
        Money::new(minor, Currency::Jpy)
    }

    #[test]
    fn the_model_page_split_adds_up() {
        let total = yen(8_266).share(Rate::from_ppm(150_000).expect("rate"), Rounding::HalfUp);
        assert_eq!(total, yen(1_240));
        let parts = total.allocate(&[10, 2, 3]).expect("parts");
        assert_eq!(parts, [yen(827), yen(165), yen(248)]);
    }

    #[test]
    fn amounts_read_as_files_write_them() {
        assert_eq!(Money::parse("￥1,980", Currency::Jpy), Ok(yen(1_980)));
        assert_eq!(Money::parse("1980.00", Currency::Jpy), Ok(yen(1_980)));
        assert_eq!(Money::parse("-12.3", Currency::Cny), Ok(Money::new(-1_230, Currency::Cny)));
        for wrong in ["", "-", "1.5", "1e3", "12a", "99999999999999999999", "--1"] {
            assert!(Money::parse(wrong, Currency::Jpy).is_err(), "{wrong}");
        }
    }

    #[test]
    fn decimals_follow_the_currency() {
        assert_eq!(Money::new(5, Currency::Cny).decimal(), "0.05");
        assert_eq!(Money::new(-1_234, Currency::Cny).decimal(), "-12.34");
        assert_eq!(yen(1_234).decimal(), "1234");
    }

    proptest! {
        #[test]
        fn parts_always_sum_to_the_whole(
            minor in -1_000_000_000_000i64..1_000_000_000_000,
            weights in prop::collection::vec(0i64..1_000_000, 1..8),
        ) {
            let parts = yen(minor).allocate(&weights).expect("parts");
            prop_assert_eq!(parts.iter().map(|part| part.minor()).sum::<i64>(), minor);
        }

        #[test]
        fn a_text_reads_back(minor in -1_000_000_000i64..1_000_000_000) {
            for currency in Currency::ALL {
                let money = Money::new(minor, currency);
                prop_assert_eq!(Money::parse(&money.decimal(), currency), Ok(money));
            }
        }
    }
}
