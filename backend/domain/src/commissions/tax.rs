//! Consumption tax on what a payee earns, and how much of it the payer may deduct.
//!
//! Amounts are told with their tax inside. The rates depend on the day and are kept as rows with
//! their first days, since several of them change on known dates: the standard rate (消費税法 29条,
//! with the local tax), and the part of the tax on purchases from payees without a registration that
//! may still be deducted (transitional measures of the invoice system; the steps from October 2026
//! on follow the outline of the tax reform of December 2025). A day before the first row has no
//! rate: it is not given a default. Rules: `rules.md` 2.1, 2.2.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use chrono_tz::Tz;

use crate::calendar::start_of_day;
use crate::choices;
use crate::commissions::adjustment::needed;
use crate::commissions::fee::day;
use crate::error::{Error, FieldError, Fields, Result};
use crate::money::Money;
use crate::rate::Rate;
use crate::text;
use crate::time::Timestamp;

choices! {
    /// How what a payee earns is taxed.
    pub enum TaxClass {
        /// Taxed; the payee is registered and issues qualified invoices: all is deducted.
        Qualified = "qualified",
        /// Taxed; the payee is not registered: a part is deducted, as the day says.
        Unregistered = "unregistered",
        /// A service from abroad: no Japanese tax in it.
        Abroad = "abroad",
        /// The payee has not said what it is.
        Undeclared = "undeclared",
    }
}

type Row = ((i32, u32, u32), i64);

/// The standard rate by first day.
const STANDARD: &[Row] = &[((2019, 10, 1), 100_000)];
/// What is deducted of the tax on purchases from unregistered payees, by first day.
const CREDITS: &[Row] = &[
    ((2023, 10, 1), 800_000),
    ((2026, 10, 1), 700_000),
    ((2028, 10, 1), 500_000),
    ((2030, 10, 1), 300_000),
    ((2031, 10, 1), 0),
];

fn held(rows: &[Row], day: NaiveDate) -> Option<Rate> {
    let begun = |((year, month, first), _): &&Row| {
        NaiveDate::from_ymd_opt(*year, *month, *first).is_some_and(|from| from <= day)
    };
    rows.iter().rev().find(begun).and_then(|(_, ppm)| Rate::from_ppm(*ppm))
}

/// How an amount is taxed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tax {
    /// The class of its payee.
    pub class: TaxClass,
    /// The rate on the amount without tax.
    pub rate: Rate,
    /// How much of the tax the payer may deduct.
    pub credit: Rate,
}

impl Tax {
    /// Nothing is known of the payee.
    pub const UNDECLARED: Self =
        Self { class: TaxClass::Undeclared, rate: Rate::ZERO, credit: Rate::ZERO };

    /// How a payee of a class is taxed on a day; a taxed one on a day without a known rate is taken
    /// as undeclared.
    pub fn on(class: TaxClass, day: NaiveDate) -> Self {
        let credit = match class {
            TaxClass::Undeclared => return Self::UNDECLARED,
            TaxClass::Abroad => return Self { class, ..Self::UNDECLARED },
            // Without an invoice system there are no qualified invoices either.
            TaxClass::Qualified => held(CREDITS, day).map(|_| Rate::ONE),
            TaxClass::Unregistered => held(CREDITS, day),
        };
        match held(STANDARD, day).zip(credit) {
            Some((rate, credit)) => Self { class, rate, credit },
            None => Self::UNDECLARED,
        }
    }

    /// The tax that is inside an amount, rounded down; below nothing in an amount below nothing.
    pub fn within(&self, amount: Money) -> Money {
        let rate = i128::from(self.rate.ppm());
        let whole = i128::from(Rate::ONE.ppm()) + rate;
        let exact = i128::from(amount.minor()) * rate / whole;
        // Less than the amount, which fits.
        Money::new(i64::try_from(exact).unwrap_or_default(), amount.currency())
    }

    /// What of a tax the payer may deduct, rounded down.
    pub fn deducted(&self, tax: Money) -> Money {
        tax.share(self.credit, crate::rate::Rounding::Down)
    }
}

/// A registration number of the qualified invoice system: `T` and 13 digits, of which the first
/// checks the others. That it passes does not prove that it is registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvoiceNumber(String);

/// Why a text is no registration number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotANumber {
    /// It is not `T` and 13 digits.
    Form,
    /// Its first digit does not fit the others.
    Check,
}

impl FromStr for InvoiceNumber {
    type Err = NotANumber;

    /// Reads a number as people write it: in wide letters, with spaces or hyphens, with a small `t`.
    fn from_str(told: &str) -> Result<Self, NotANumber> {
        let folded: String = text::fold_width(told)
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '‐' | '‑' | '–' | '−' | 'ー'))
            .collect::<String>()
            .to_uppercase();
        let digits: Vec<u32> = folded
            .strip_prefix('T')
            .ok_or(NotANumber::Form)?
            .chars()
            .map(|c| c.to_digit(10).filter(|_| c.is_ascii()))
            .collect::<Option<_>>()
            .ok_or(NotANumber::Form)?;
        let Some((check, body)) = digits.split_first().filter(|(_, body)| body.len() == 12) else {
            return Err(NotANumber::Form);
        };
        // Counted from the right, the second, fourth … digit counts twice.
        let sum: u32 = body
            .iter()
            .rev()
            .zip([1, 2].into_iter().cycle())
            .map(|(digit, times)| digit * times)
            .sum();
        if *check == 9 - sum % 9 { Ok(Self(folded)) } else { Err(NotANumber::Check) }
    }
}

impl fmt::Display for InvoiceNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A tax status as a person types it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TaxDraft {
    /// The class.
    pub class: String,
    /// The registration number; needed for a registered payee.
    pub number: String,
    /// From which day on; today when empty.
    pub starts_on: String,
}

/// A tax status, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaxFields {
    /// The class.
    pub class: TaxClass,
    /// The registration number of a registered payee.
    pub number: Option<InvoiceNumber>,
    /// From when on.
    pub valid_from: Timestamp,
}

/// Checks a tax status; days are those of the network's clock.
///
/// # Errors
/// `Invalid` with every wrong field: `field-required`, `choice-unknown`, `invoice-number-malformed`,
/// `invoice-number-check`, `date-malformed`.
pub fn validate(draft: &TaxDraft, zone: Tz, at: Timestamp) -> Result<TaxFields> {
    let mut fields = Fields::new();
    let class: Option<TaxClass> = fields.take(needed("class", &draft.class));
    let said = class != Some(TaxClass::Undeclared);
    fields.check(said, "class", "choice-unknown");
    let number = match class {
        Some(TaxClass::Qualified) => fields.take(number(&draft.number)).map(Some),
        _ => Some(None),
    };
    let from = if text::line(&draft.starts_on).is_empty() {
        Some(start_of_day(at.date_in(zone), zone))
    } else {
        fields.take(day("starts_on", &draft.starts_on)).map(|day| start_of_day(day, zone))
    };
    fields.finish()?;
    match (class, number, from) {
        (Some(class), Some(number), Some(valid_from)) => {
            Ok(TaxFields { class, number, valid_from })
        }
        _ => Err(Error::Invalid(Vec::new())),
    }
}

fn number(told: &str) -> Result<InvoiceNumber, FieldError> {
    if text::line(told).is_empty() {
        return Err(FieldError::new("number", "field-required"));
    }
    told.parse().map_err(|why| match why {
        NotANumber::Form => FieldError::new("number", "invoice-number-malformed"),
        NotANumber::Check => FieldError::new("number", "invoice-number-check"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;

    fn on(year: i32, month: u32, first: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, first).expect("day")
    }

    #[test]
    fn the_deducted_part_steps_down_on_its_days() {
        let credit = |day| Tax::on(TaxClass::Unregistered, day).credit.ppm();
        for (day, ppm) in [
            (on(2023, 10, 1), 800_000),
            (on(2026, 9, 30), 800_000),
            (on(2026, 10, 1), 700_000),
            (on(2028, 9, 30), 700_000),
            (on(2028, 10, 1), 500_000),
            (on(2030, 10, 1), 300_000),
            (on(2031, 9, 30), 300_000),
            (on(2031, 10, 1), 0),
        ] {
            assert_eq!(credit(day), ppm, "{day}");
        }
        assert_eq!(Tax::on(TaxClass::Unregistered, on(2023, 9, 30)), Tax::UNDECLARED);
        assert_eq!(Tax::on(TaxClass::Qualified, on(2023, 9, 30)), Tax::UNDECLARED);
        assert_eq!(Tax::on(TaxClass::Qualified, on(2031, 10, 1)).credit, Rate::ONE);
        assert_eq!(Tax::on(TaxClass::Abroad, on(2026, 11, 1)).rate, Rate::ZERO);
    }

    #[test]
    fn a_fee_of_110_000_from_an_unregistered_payee_has_10_000_of_which_7_000_are_deducted() {
        let tax = Tax::on(TaxClass::Unregistered, on(2026, 11, 10));
        let within = tax.within(Money::new(110_000, Currency::Jpy));
        assert_eq!((within.minor(), tax.deducted(within).minor()), (10_000, 7_000));
        for (amount, inside) in [(1_100, 100), (9_999, 909), (1, 0), (-1_100, -100), (0, 0)] {
            assert_eq!(tax.within(Money::new(amount, Currency::Jpy)).minor(), inside, "{amount}");
        }
        let most = Money::new(i64::MAX, Currency::Jpy);
        assert_eq!(tax.within(most).minor(), i64::MAX / 11);
        assert!(Tax::UNDECLARED.within(most).is_zero());
    }

    #[derive(serde::Deserialize)]
    struct Vectors {
        valid_corporate_numbers: Vec<Known>,
        invalid: Vec<Known>,
        registration_number_format: Vec<Form>,
    }
    #[derive(serde::Deserialize)]
    struct Known {
        number: String,
    }
    #[derive(serde::Deserialize)]
    struct Form {
        input: String,
        valid: bool,
        normalised: Option<String>,
    }

    #[test]
    fn registration_numbers_are_read_as_people_write_them_and_checked() {
        let text = include_str!("../../tests/data/invoice_number_vectors.json");
        let vectors: Vectors = serde_json::from_str(text).expect("vectors");
        let read = |told: &str| told.parse::<InvoiceNumber>();
        for one in &vectors.valid_corporate_numbers {
            assert!(read(&format!("T{}", one.number)).is_ok(), "{}", one.number);
        }
        for one in &vectors.invalid {
            assert_eq!(read(&format!("T{}", one.number)), Err(NotANumber::Check), "{}", one.number);
        }
        for one in &vectors.registration_number_format {
            let number = read(&one.input).ok().map(|number| number.to_string());
            assert_eq!((number.is_some(), &number), (one.valid, &one.normalised), "{}", one.input);
        }
        // What a check digit cannot see.
        assert!(read("T7900012050002").is_ok());
    }

    #[test]
    fn a_status_names_what_is_wrong_with_it() {
        let at = Timestamp::parse("2026-11-22T03:00:00Z").expect("moment");
        let zone = chrono_tz::Asia::Tokyo;
        let wrong = |class: &str, number: &str, starts_on: &str| {
            let draft = TaxDraft {
                class: class.into(),
                number: number.into(),
                starts_on: starts_on.into(),
            };
            match validate(&draft, zone, at) {
                Err(Error::Invalid(wrong)) => {
                    wrong.into_iter().map(|one| one.code).collect::<Vec<_>>().join(" ")
                }
                Ok(_) => "sound".to_owned(),
                other => format!("{other:?}"),
            }
        };
        assert_eq!(wrong("qualified", "T7000012050002", "2023-10-01"), "sound");
        assert_eq!(wrong("abroad", "", ""), "sound");
        assert_eq!(wrong("undeclared", "", ""), "choice-unknown");
        assert_eq!(wrong("qualified", "", ""), "field-required");
        assert_eq!(wrong("qualified", "T1", ""), "invoice-number-malformed");
        assert_eq!(
            wrong("qualified", "T1234567890123", "x"),
            "invoice-number-check date-malformed"
        );
        assert_eq!(wrong("", "", ""), "field-required");
    }
}
