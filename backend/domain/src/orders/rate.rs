//! How often the buyers of a KOL return a product, and what the network does about it.

use crate::error::{FieldError, Fields, Result};
use crate::rate::Rate;
use crate::text;

/// When a pair of KOL and product is held longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReturnTerms {
    /// Above this part of lines returned.
    pub threshold: Rate,
    /// Of at least so many lines: fewer say nothing.
    pub least_lines: i64,
    /// Counted over so many days.
    pub window_days: i64,
    /// Commissions of the pair then stay open for so many days after delivery.
    pub long_days: i64,
}

impl Default for ReturnTerms {
    fn default() -> Self {
        let threshold = Rate::from_ppm(200_000).unwrap_or(Rate::ZERO);
        Self { threshold, least_lines: 10, window_days: 90, long_days: 45 }
    }
}

impl ReturnTerms {
    /// Whether so many returns of so many lines are too many.
    pub fn is_too_much(&self, lines: i64, returned: i64) -> bool {
        let told = i128::from(returned) * i128::from(Rate::ONE.ppm());
        lines >= self.least_lines.max(1)
            && told > i128::from(self.threshold.ppm()) * i128::from(lines)
    }

    /// Reads the network's setting as it was typed.
    ///
    /// # Errors
    /// `Invalid`: `threshold: rate-out-of-range`; `least_lines` (1 to 10,000), `window_days` (7 to 730),
    /// `long_days` (1 to 180): `number-out-of-range` (`min`, `max`).
    pub fn read(field: impl Fn(&str) -> String) -> Result<Self> {
        let mut fields = Fields::new();
        let threshold = Rate::parse_percent(&field("threshold"));
        fields.check(threshold.is_some(), "threshold", "rate-out-of-range");
        let mut number = |name: &'static str, min: i64, max: i64| {
            let told = text::fold_width(&field(name)).trim().parse::<i64>().ok();
            let told = told.filter(|told| (min..=max).contains(told));
            if told.is_none() {
                let error = FieldError::new(name, "number-out-of-range");
                fields.note(error.with("min", min).with("max", max));
            }
            told.unwrap_or(min)
        };
        let least_lines = number("least_lines", 1, 10_000);
        let window_days = number("window_days", 7, 730);
        let long_days = number("long_days", 1, 180);
        fields.finish()?;
        let threshold = threshold.unwrap_or(Rate::ZERO);
        Ok(Self { threshold, least_lines, window_days, long_days })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_is_held_longer_above_the_threshold_and_from_enough_lines_on() {
        let terms = ReturnTerms::default();
        assert!(!terms.is_too_much(9, 9));
        assert!(!terms.is_too_much(10, 2));
        assert!(terms.is_too_much(10, 3));
        assert!(!terms.is_too_much(0, 0));
    }

    #[test]
    fn the_setting_is_read_within_its_limits() {
        let told = |long: &str| {
            let long = long.to_owned();
            ReturnTerms::read(move |name| match name {
                "threshold" => "25".to_owned(),
                "least_lines" => "５".to_owned(),
                "window_days" => "30".to_owned(),
                _ => long.clone(),
            })
        };
        assert_eq!(told("60").map(|terms| terms.least_lines), Ok(5));
        assert!(told("181").is_err() && told("x").is_err());
    }
}
