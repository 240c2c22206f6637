//! Rates of exchange. The ledger itself never converts: an exchange is two entries joined by a rate.

use chrono::NaiveDate;

use crate::error::{Error, Fields, Result};
use crate::money::{Currency, Money};
use crate::rate::Rounding;
use crate::text;
use crate::{FieldError, text::fold_width};

/// A rate of one is so many hundred-millionths.
pub const SCALE: i64 = 100_000_000;
/// Decimals of a rate.
const DECIMALS: usize = 8;
/// Letters of a source's name at most.
const SOURCE_LETTERS: usize = 100;

/// How many units of one currency some units of another one are worth: `100 JPY = 4.5678 CNY`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quote {
    /// The currency that is quoted.
    pub base: Currency,
    /// The currency that it is quoted in.
    pub quote: Currency,
    /// How many units of the base: 1 or 100, as the source quotes it.
    pub units: i64,
    /// What they are worth, in hundred-millionths of a unit of the quote.
    pub rate_e8: i64,
}

impl Quote {
    /// The rate as a decimal text: `4.5678`.
    pub fn decimal(self) -> String {
        let (whole, rest) = (self.rate_e8 / SCALE, self.rate_e8 % SCALE);
        let text = format!("{whole}.{rest:08}");
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }

    /// An amount of either currency in the other one, exact until it is rounded once.
    ///
    /// # Errors
    /// `Broken` for a third currency; `Invalid` on `amount` for one that is too large.
    pub fn convert(self, amount: Money, rounding: Rounding) -> Result<Money> {
        let (to, up, down) = if amount.currency() == self.base {
            (self.quote, self.rate_e8, i128::from(SCALE) * i128::from(self.units))
        } else if amount.currency() == self.quote {
            let up = i128::from(SCALE) * i128::from(self.units);
            return scaled(amount, self.base, up, i128::from(self.rate_e8), rounding);
        } else {
            return Err(Error::Broken(format!("{} by {}/{}", amount, self.base, self.quote)));
        };
        scaled(amount, to, i128::from(up), down, rounding)
    }
}

fn too_large() -> Error {
    Error::field("amount", "amount-too-large")
}

/// The amount times `up` over `down`, between currencies of their own decimals.
fn scaled(amount: Money, to: Currency, up: i128, down: i128, rounding: Rounding) -> Result<Money> {
    let tens = |currency: Currency| 10_i128.pow(currency.exponent());
    let minor = i128::from(amount.minor());
    let above = minor.unsigned_abs().checked_mul(up.unsigned_abs()).ok_or_else(too_large)?;
    let above = above.checked_mul(tens(to).unsigned_abs()).ok_or_else(too_large)?;
    let below = down.unsigned_abs() * tens(amount.currency()).unsigned_abs();
    let (mut whole, rest) = (above / below, above % below);
    if rounding == Rounding::HalfUp && rest * 2 >= below {
        whole += 1;
    }
    let whole = i64::try_from(whole).map_err(|_| too_large())?;
    Ok(Money::new(whole * amount.minor().signum(), to))
}

/// A rate as a person or a program tells it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RateDraft {
    /// The currency that is quoted.
    pub base: String,
    /// The currency that it is quoted in.
    pub quote: String,
    /// How many units of the base: `1`, `100`.
    pub units: String,
    /// What they are worth: `4.5678`.
    pub rate: String,
    /// Who said so.
    pub source: String,
    /// The day from which on it is used: `2026-11-20`.
    pub effective_on: String,
}

/// A rate that may be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRate {
    /// The rate.
    pub quote: Quote,
    /// Who said so.
    pub source: String,
    /// The day from which on it is used.
    pub effective_on: NaiveDate,
}

/// Reads a rate.
///
/// # Errors
/// `Invalid` with every field that cannot be accepted.
pub fn validate(draft: &RateDraft) -> Result<NewRate> {
    let mut fields = Fields::new();
    let mut currency = |name: &str, told: &str| {
        let read: Option<Currency> = told.trim().parse().ok();
        fields.check(read.is_some(), name, "currency-unknown");
        read
    };
    let (base, quote) = (currency("base", &draft.base), currency("quote", &draft.quote));
    if base.is_some() && base == quote {
        fields.note(FieldError::new("quote", "fx-same-currency"));
    }
    let units = match draft.units.trim() {
        "" => Some(1),
        told => told.parse().ok().filter(|units| matches!(units, 1 | 10 | 100 | 1_000)),
    };
    fields.check(units.is_some(), "units", "choice-unknown");
    let rate_e8 = parse_rate(&draft.rate);
    fields.check(rate_e8.is_some(), "rate", "fx-rate-malformed");
    let source = fields.take(text::required("source", &draft.source, SOURCE_LETTERS));
    let effective_on = day(&draft.effective_on);
    fields.check(effective_on.is_some(), "effective_on", "date-malformed");
    fields.finish()?;
    match (base, quote, units, rate_e8, source, effective_on) {
        (Some(base), Some(quote), Some(units), Some(rate_e8), Some(source), Some(effective_on)) => {
            Ok(NewRate { quote: Quote { base, quote, units, rate_e8 }, source, effective_on })
        }
        _ => Err(Error::Broken("a rate without fields".into())),
    }
}

/// Reads a day as ISO 8601 writes it.
pub fn day(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let read = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
    (text.len() == 10).then_some(read)
}

/// Reads a rate of up to eight decimals, more than nothing and below ten million.
fn parse_rate(text: &str) -> Option<i64> {
    let text = fold_width(text);
    let text = text.trim();
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 7 || fraction.len() > DECIMALS {
        return None;
    }
    if !digits(whole) || !digits(fraction) {
        return None;
    }
    format!("{whole}{fraction:0<DECIMALS$}").parse().ok().filter(|rate| *rate > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(text: &str, currency: Currency) -> Money {
        Money::parse(text, currency).expect("amount")
    }

    fn draft(rate: &str, units: &str) -> RateDraft {
        RateDraft {
            base: "JPY".into(),
            quote: "CNY".into(),
            units: units.into(),
            rate: rate.into(),
            source: "PBOC".into(),
            effective_on: "2026-11-20".into(),
        }
    }

    /// The vectors were reckoned with full decimals and rounded once.
    #[test]
    fn amounts_convert_as_the_vectors_say() {
        use Currency::{Cny, Jpy};
        use Rounding::{Down, HalfUp};
        let parity = validate(&draft("4.5678", "100")).expect("rate").quote;
        let to = |text, currency, rounding| parity.convert(money(text, currency), rounding);
        assert_eq!(to("123.45", Cny, HalfUp), Ok(money("2703", Jpy)));
        assert_eq!(to("123.45", Cny, Down), Ok(money("2702", Jpy)));
        assert_eq!(to("10000", Jpy, HalfUp), Ok(money("456.78", Cny)));
        assert_eq!(to("1", Jpy, HalfUp), Ok(money("0.05", Cny)));
        assert_eq!(to("1", Jpy, Down), Ok(money("0.04", Cny)));
        assert_eq!(to("-1", Jpy, HalfUp), Ok(money("-0.05", Cny)));
        let middle = Quote { base: Cny, quote: Jpy, units: 1, rate_e8: 2_185_000_000 };
        assert_eq!(middle.convert(money("123.45", Cny), HalfUp), Ok(money("2697", Jpy)));
        assert_eq!(middle.convert(money("123.45", Cny), Down), Ok(money("2697", Jpy)));
        assert!(middle.convert(Money::new(1, Currency::Usd), Down).is_err());
        assert!(middle.convert(Money::new(i64::MAX, Jpy), Down).is_err());
    }

    #[test]
    fn rates_read_as_sources_write_them_and_print_without_needless_zeros() {
        for (text, expected) in [("4.5678", "4.5678"), ("21.85", "21.85"), ("１００", "100")] {
            let read = validate(&draft(text, "")).expect("rate");
            assert_eq!((read.quote.decimal().as_str(), read.quote.units), (expected, 1));
        }
        for wrong in ["", "0", "0.000000001", "-1", "1e3", "99999999", "4.5.6", "four"] {
            assert!(validate(&draft(wrong, "")).is_err(), "{wrong}");
        }
        let nothing = validate(&RateDraft { units: "7".into(), ..RateDraft::default() });
        let Err(Error::Invalid(fields)) = nothing else { panic!("{nothing:?}") };
        let names: Vec<&str> = fields.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(names, ["base", "quote", "units", "rate", "source", "effective_on"]);
    }
}
