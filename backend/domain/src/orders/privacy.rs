//! How long anything of a person is kept that is not needed for the books.

use crate::error::{Error, FieldError, Fields, Result};
use crate::text::fold_width;

/// Days that may be set.
const DAYS: std::ops::RangeInclusive<i64> = 1..=3_650;

/// What a network keeps, and for how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PrivacyTerms {
    /// The digest of who bought: a buyer is new who has paid nothing for 24 months (ORD-05), which
    /// is told for as long as it is kept.
    pub buyer_days: i64,
    /// Addresses: files of orders after they were read, where samples went after they ended.
    pub address_days: i64,
}

impl Default for PrivacyTerms {
    fn default() -> Self {
        Self { buyer_days: 730, address_days: 90 }
    }
}

impl PrivacyTerms {
    /// Reads what was typed.
    ///
    /// # Errors
    /// `Invalid` on `buyer_days`, `address_days`: `number-malformed`, `number-out-of-range` (`min`,
    /// `max`).
    pub fn read(field: impl Fn(&str) -> String) -> Result<Self> {
        let mut fields = Fields::new();
        let mut days = |name: &str| {
            let told: Option<i64> = fold_width(field(name).trim()).parse().ok();
            fields.check(told.is_some(), name, "number-malformed");
            if told.is_some_and(|days| !DAYS.contains(&days)) {
                let error = FieldError::new(name, "number-out-of-range");
                fields.note(error.with("min", DAYS.start()).with("max", DAYS.end()));
            }
            told
        };
        let (buyer_days, address_days) = (days("buyer_days"), days("address_days"));
        fields.finish()?;
        match (buyer_days, address_days) {
            (Some(buyer_days), Some(address_days)) => Ok(Self { buyer_days, address_days }),
            _ => Err(Error::Broken("privacy: a field without a value or an error".into())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_whole_and_within_ten_years() {
        let read =
            |days: &str| PrivacyTerms::read(|_| days.to_owned()).map(|terms| terms.buyer_days);
        assert_eq!(read("９０"), Ok(90));
        for bad in ["0", "3651", "-1", "", "x", "1.5", "99999999999999999999"] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }
}
