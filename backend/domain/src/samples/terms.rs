//! On which terms samples are given: what is said before a KOL asks, and frozen when it does.

use serde::Deserialize;

use crate::choices;
use crate::error::{Error, FieldError, Fields, Result};
use crate::id::MembershipId;
use crate::money::{Currency, Money};
use crate::text;
use crate::time::Timestamp;

choices! {
    /// Who bears what a sample costs.
    pub enum Treatment {
        /// The brand, whatever the KOL does.
        Sponsored = "sponsored",
        /// The brand; when nothing is posted, it is taken from what the KOL has earned.
        Deduct = "deduct",
        /// The brand; the KOL leaves a deposit, which goes to the brand when nothing is posted.
        Deposit = "deposit",
    }
}

impl Treatment {
    /// Whether a KOL may have to pay, so that it has to agree before.
    pub const fn may_charge(self) -> bool {
        matches!(self, Self::Deduct | Self::Deposit)
    }
}

/// Days after the arrival in which something is posted.
pub const DAYS_TO_POST: i64 = 14;
/// Days by which the brand puts the day off, once.
pub const DAYS_MORE: i64 = 7;
/// Days in which a post is put right at the least.
pub const DAYS_TO_FIX: i64 = 7;
/// How often a brand may ask for something to be put right.
pub const MOST_FIXES: i64 = 2;
/// Smallest units of a piece's value: above it is a slip of the keyboard.
const VALUE_LIMIT_MINOR: i64 = 100_000_000;

/// Terms as a form or a body brings them, unchecked.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
pub struct TermsDraft {
    /// A word of [`Treatment`]; `sponsored` when empty.
    pub treatment: String,
    /// What a piece is worth, in decimals; nothing when empty.
    pub value: String,
}

/// Terms, checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SampleTerms {
    /// Who bears it.
    pub treatment: Treatment,
    /// What a piece is worth; nothing only where nobody can be charged.
    pub value: Money,
}

impl SampleTerms {
    /// Nothing is ever charged, and no value is told.
    pub const fn free(currency: Currency) -> Self {
        Self { treatment: Treatment::Sponsored, value: Money::zero(currency) }
    }

    /// The draft that would be checked into these terms.
    pub fn draft(&self) -> TermsDraft {
        let value = if self.value.is_zero() { String::new() } else { self.value.decimal() };
        TermsDraft { treatment: self.treatment.to_string(), value }
    }
}

/// Checks terms; amounts are in the product's currency.
///
/// # Errors
/// `Invalid` on `sample_treatment` (`choice-unknown`) and `sample_value` (`field-required`,
/// `amount-malformed`, `amount-negative`, `amount-zero`, `amount-too-large`).
pub fn validate(draft: &TermsDraft, currency: Currency) -> Result<SampleTerms> {
    let mut fields = Fields::new();
    let treatment = fields.take(treatment(&draft.treatment));
    let value = match treatment {
        Some(treatment) => fields.take(value(&draft.value, treatment, currency)),
        None => None,
    };
    fields.finish()?;
    let (Some(treatment), Some(value)) = (treatment, value) else {
        return Err(Error::Invalid(Vec::new()));
    };
    Ok(SampleTerms { treatment, value })
}

fn treatment(told: &str) -> Result<Treatment, FieldError> {
    match told.trim() {
        "" => Ok(Treatment::Sponsored),
        told => told.parse().map_err(|_| FieldError::new("sample_treatment", "choice-unknown")),
    }
}

fn value(told: &str, treatment: Treatment, currency: Currency) -> Result<Money, FieldError> {
    let wrong = |code| FieldError::new("sample_value", code);
    if text::line(told).is_empty() {
        let free = !treatment.may_charge();
        return if free { Ok(Money::zero(currency)) } else { Err(wrong("field-required")) };
    }
    let value = Money::parse(told, currency).map_err(wrong)?;
    if value.is_negative() {
        return Err(wrong("amount-negative"));
    }
    if value.is_zero() && treatment.may_charge() {
        return Err(wrong("amount-zero"));
    }
    if value.minor() > VALUE_LIMIT_MINOR {
        return Err(wrong("amount-too-large"));
    }
    Ok(value)
}

/// What a product offers now: its terms and how often they were changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SampleOffer {
    /// The terms.
    pub terms: SampleTerms,
    /// Counts their changes: who agrees names the version that was read.
    pub version: i64,
}

impl SampleOffer {
    /// Freezes the terms for a request: what was agreed to is what is offered.
    ///
    /// # Errors
    /// `Invalid` on `accept`: `terms-not-accepted` where the KOL may be charged and did not agree,
    /// `terms-changed` where it agreed to another version.
    pub fn accept(&self, told: &str, quantity: i64) -> Result<Frozen, FieldError> {
        let wrong = |code| Err(FieldError::new("accept", code));
        match told.trim() {
            "" if self.terms.treatment.may_charge() => return wrong("terms-not-accepted"),
            "" => {}
            told if told.parse() == Ok(self.version) => {}
            _ => return wrong("terms-changed"),
        }
        // The limits of value and quantity keep the product far from any overflow.
        let cost = self
            .terms
            .value
            .times(quantity)
            .map_err(|_| FieldError::new("quantity", "amount-too-large"))?;
        Ok(Frozen { treatment: self.terms.treatment, cost, version: self.version })
    }
}

/// The terms of one request. They never change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frozen {
    /// Who bears it.
    pub treatment: Treatment,
    /// What all pieces together are worth.
    pub cost: Money,
    /// The version of the product's terms; nothing for requests from before there were terms.
    pub version: i64,
}

/// Who agreed to the terms of a request, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accepted {
    /// The member of the KOL.
    pub by: MembershipId,
    /// The moment.
    pub at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn yen(minor: i64) -> Money {
        Money::new(minor, Currency::Jpy)
    }
    fn read(treatment: &str, value: &str) -> Result<SampleTerms, Vec<(String, &'static str)>> {
        let draft = TermsDraft { treatment: treatment.into(), value: value.into() };
        validate(&draft, Currency::Jpy).map_err(|error| match error {
            Error::Invalid(all) => all.into_iter().map(|one| (one.field, one.code)).collect(),
            other => panic!("{other:?}"),
        })
    }

    #[test]
    fn only_what_is_never_charged_may_be_worth_nothing() {
        assert_eq!(read("", ""), Ok(SampleTerms::free(Currency::Jpy)));
        let free = SampleTerms { treatment: Treatment::Sponsored, value: yen(0) };
        assert_eq!(read("sponsored", "0"), Ok(free));
        let deduct = SampleTerms { treatment: Treatment::Deduct, value: yen(1_980) };
        assert_eq!(read("deduct", "1,980"), Ok(deduct));
        assert_eq!(validate(&deduct.draft(), Currency::Jpy), Ok(deduct));
        for (treatment, value, field, code) in [
            ("gift", "1", "sample_treatment", "choice-unknown"),
            ("deduct", "", "sample_value", "field-required"),
            ("deposit", "0", "sample_value", "amount-zero"),
            ("deposit", "-1", "sample_value", "amount-negative"),
            ("sponsored", "1.5", "sample_value", "amount-malformed"),
            ("deduct", "100000001", "sample_value", "amount-too-large"),
        ] {
            let told = read(treatment, value).expect_err(value);
            assert_eq!(told, [(field.to_owned(), code)], "{treatment} {value}");
        }
    }

    #[test]
    fn who_may_be_charged_agrees_to_the_very_terms_that_are_offered() {
        let offer = |treatment| SampleOffer {
            terms: SampleTerms { treatment, value: yen(1_980) },
            version: 3,
        };
        let codes = |treatment, told: &str| {
            let accepted = offer(treatment).accept(told, 2);
            accepted.map_err(|error| (error.field, error.code))
        };
        for treatment in [Treatment::Deduct, Treatment::Deposit] {
            let frozen = Frozen { treatment, cost: yen(3_960), version: 3 };
            assert_eq!(codes(treatment, "3"), Ok(frozen));
            assert_eq!(codes(treatment, ""), Err(("accept".into(), "terms-not-accepted")));
        }
        assert_eq!(codes(Treatment::Sponsored, "").map(|frozen| frozen.cost), Ok(yen(3_960)));
        for told in ["2", "on", "-3", "3.0"] {
            assert_eq!(codes(Treatment::Deduct, told), Err(("accept".into(), "terms-changed")));
        }
    }
}
