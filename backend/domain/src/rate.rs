//! Rates in parts per million, and how a fraction of the smallest unit is rounded.

use std::fmt;

/// How a fraction of the smallest unit of a currency becomes a whole one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rounding {
    /// Towards zero.
    Down,
    /// To the nearest; a half away from zero.
    HalfUp,
}

/// A rate in parts per million: 15 % is 150,000.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    diesel::expression::AsExpression,
    diesel::deserialize::FromSqlRow,
    serde::Serialize,
    serde::Deserialize,
)]
#[diesel(sql_type = diesel::sql_types::BigInt)]
#[serde(try_from = "i64", into = "i64")]
pub struct Rate(i64);

impl TryFrom<i64> for Rate {
    type Error = &'static str;

    fn try_from(ppm: i64) -> Result<Self, Self::Error> {
        Self::from_ppm(ppm).ok_or("a rate outside 0 to 100 %")
    }
}

impl From<Rate> for i64 {
    fn from(rate: Rate) -> Self {
        rate.ppm()
    }
}

impl Rate {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// The whole, 100 %.
    pub const ONE: Self = Self(1_000_000);

    /// A rate between nothing and the whole; `None` outside.
    pub fn from_ppm(ppm: i64) -> Option<Self> {
        (0..=Self::ONE.0).contains(&ppm).then_some(Self(ppm))
    }

    /// Parts per million.
    pub fn ppm(self) -> i64 {
        self.0
    }

    pub(crate) fn as_ppm(&self) -> &i64 {
        &self.0
    }

    /// Reads a percentage as a person writes it: `15`, `12.5`, `12.5 %`, `１５％`; up to four decimals.
    pub fn parse_percent(text: &str) -> Option<Self> {
        let text = crate::text::fold_width(text);
        let text = text.trim().trim_end_matches('%').trim_end();
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty()
            || whole.len() > 3
            || fraction.len() > 4
            || !digits(whole)
            || !digits(fraction)
        {
            return None;
        }
        let scaled = format!("{whole}{fraction:0<4}");
        Self::from_ppm(scaled.parse().ok()?)
    }

    /// The rate as a percentage without needless zeros: `12.5`.
    pub fn percent(self) -> String {
        let (whole, fraction) = (self.0 / 10_000, self.0 % 10_000);
        if fraction == 0 {
            return whole.to_string();
        }
        format!("{whole}.{fraction:04}").trim_end_matches('0').to_owned()
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} %", self.percent())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_read_as_people_write_them() {
        let ppm = |text| Rate::parse_percent(text).map(Rate::ppm);
        assert_eq!(ppm("15"), Some(150_000));
        assert_eq!(ppm("12.5 %"), Some(125_000));
        assert_eq!(ppm("１５％"), Some(150_000));
        assert_eq!(ppm("0.0001"), Some(1));
        for wrong in ["", "101", "-1", "12.34567", "abc", "1e3", "%"] {
            assert_eq!(ppm(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn percentages_print_without_needless_zeros() {
        assert_eq!(Rate::from_ppm(125_000).map(Rate::percent).as_deref(), Some("12.5"));
        assert_eq!(Rate::from_ppm(180_000).map(Rate::percent).as_deref(), Some("18"));
    }
}
