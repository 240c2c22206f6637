//! How it is said: `locales/` made into typed functions at build time, and numbers, money and dates
//! as a reader of the language writes them.
//!
//! Each message `leads-form-title` of `locales/*/<area>.ftl` is a method
//! [`Words::leads_form_title`](Words) that answers `&'static str`; a message with variables takes
//! them in the order of the Japanese file and answers `String`. Variables are texts that are given
//! ready-made, unless `# $count (Number)` directly above the Japanese message says otherwise. The
//! build fails when a language lacks a key or has other variables.
//!
//! ```
//! let words = words::of(domain::Locale::En);
//! assert_eq!(words.words_test_leads("Aoi", 1_200), "Aoi has 1,200 leads");
//! ```
//!
//! Two traps of the Fluent parser: a line that begins with a placeable loses its own indentation
//! (write `{"  "}{ $item }`), and a comment declares only for the message on the very next line.
//!
//! In a template (which lends its arguments): `{{ words.leads_mail_greeting(lead.name) }}`,
//! `{{ words.money(order.total) }}`, `{{ words.state("lead", lead.status.as_str()) }}`.

mod date;
mod given;
mod money;
mod negotiate;
mod number;
mod piece;

use std::borrow::Cow;

use chrono::NaiveDate;
use chrono_tz::Tz;
use domain::calendar::Month;
use domain::explain::exact::Exact;
use domain::{Error, FieldError, Locale, Money, Rate, Timestamp};

pub use date::{date, datetime, datetime_zoned, day, month, stamp};
pub use given::Given;
pub use money::{MoneyParts, exact, money, money_parts};
pub use negotiate::negotiate;
pub use number::{number, percent};

/// Everything the product says, in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    locale: Locale,
}

/// The words of a language.
pub const fn of(locale: Locale) -> Words {
    Words { locale }
}

/// The keys of all messages, sorted; the same in every language.
pub fn keys() -> &'static [&'static str] {
    made::KEYS
}

impl Words {
    /// The language.
    pub const fn locale(self) -> Locale {
        self.locale
    }

    /// The message of a key that is known only at run time; `None` when there is no such key.
    /// A number is given in plain digits; what is not given shows as `{$name}`, what is given in
    /// excess is left out.
    pub fn get(self, key: &str, args: &[(&str, &str)]) -> Option<Cow<'static, str>> {
        let place = made::KEYS.binary_search(&key).ok()?;
        Some(match made::PLACES[place] {
            piece::Place::Plain(at) => Cow::Borrowed(self.plain(at)),
            piece::Place::Made(at) => Cow::Owned(made::MADE[at].say_named(self.locale, args)),
        })
    }

    /// What went wrong and what to do next, in one or two sentences: `error-<code>`. The fields of
    /// `Invalid` have their own sentences: [`Words::field_error`].
    pub fn error(self, error: &Error) -> String {
        let seconds = match error {
            Error::TooOften(seconds) => seconds.to_string(),
            _ => String::new(),
        };
        let args = [("seconds", seconds.as_str())];
        let args = if seconds.is_empty() { &args[..0] } else { &args[..] };
        let general = match error {
            Error::Unauthenticated(_) => "unauthenticated",
            Error::Refused(_) => "refused",
            Error::Taken(_) => "taken",
            _ => "broken",
        };
        self.error_or(error.code(), general, args)
    }

    /// What is wrong with a field: `error-<code>` with the error's arguments. The sentence does not
    /// name the field; it stands beside it.
    pub fn field_error(self, error: &FieldError) -> String {
        let args: Vec<(&str, &str)> =
            error.args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.error_or(error.code, "field-wrong", &args)
    }

    fn error_or(self, code: &str, general: &str, args: &[(&str, &str)]) -> String {
        self.get(&format!("error-{code}"), args)
            .or_else(|| self.get(&format!("error-{general}"), args))
            .map_or_else(|| code.to_owned(), Cow::into_owned)
    }

    /// The name of a state: `state-<flow>-<state>`, underscores as hyphens, for instance
    /// `state("sample", "sent_back")` is `state-sample-sent-back`. A state without a message shows
    /// as it is stored.
    pub fn state(self, flow: &str, state: &str) -> Cow<'static, str> {
        let key = format!("state-{flow}-{state}").replace('_', "-");
        self.get(&key, &[]).unwrap_or_else(|| Cow::Owned(state.to_owned()))
    }

    /// [`number`] in this language.
    pub fn number(self, value: impl Given<i64>) -> String {
        number(self.locale, value.given())
    }

    /// [`percent`] in this language.
    pub fn percent(self, rate: impl Given<Rate>) -> String {
        percent(self.locale, rate.given())
    }

    /// [`money`] in this language.
    pub fn money(self, amount: impl Given<Money>) -> String {
        money(self.locale, amount.given())
    }

    /// [`exact`] in this language.
    pub fn exact(self, amount: &Exact) -> String {
        exact(self.locale, amount)
    }

    /// [`money_parts`] in this language.
    pub fn money_parts(self, amount: impl Given<Money>) -> MoneyParts {
        money_parts(self.locale, amount.given())
    }

    /// [`date`] in this language.
    pub fn date(self, at: impl Given<Timestamp>, zone: impl Given<Tz>) -> String {
        date(self.locale, at.given(), zone.given())
    }

    /// [`datetime`] in this language.
    pub fn datetime(self, at: impl Given<Timestamp>, zone: impl Given<Tz>) -> String {
        datetime(self.locale, at.given(), zone.given())
    }

    /// [`datetime_zoned`] in this language.
    pub fn datetime_zoned(self, at: impl Given<Timestamp>, zone: impl Given<Tz>) -> String {
        datetime_zoned(self.locale, at.given(), zone.given())
    }

    /// [`stamp`] in this language.
    pub fn stamp(self, at: impl Given<Timestamp>, zone: impl Given<Tz>) -> String {
        stamp(self.locale, at.given(), zone.given())
    }

    /// [`month`] in this language.
    pub fn month(self, of: impl Given<Month>) -> String {
        month(self.locale, of.given())
    }

    /// [`day`] in this language.
    pub fn day(self, on: impl Given<NaiveDate>) -> String {
        day(self.locale, on.given())
    }

    fn plain(self, at: usize) -> &'static str {
        made::PLAIN[at][self.locale as usize]
    }

    fn made(self, at: usize, values: &[piece::Value<'_>]) -> String {
        made::MADE[at].say(self.locale, values)
    }
}

/// The tables and methods that `build.rs` writes.
#[allow(clippy::all, clippy::pedantic)]
mod made {
    use super::Words;
    use crate::given::Given;
    use crate::piece::{Arm, Made, Piece, Place, Value};

    include!(concat!(env!("OUT_DIR"), "/words.rs"));
}

#[cfg(test)]
mod build_tests;
#[cfg(test)]
mod tests;
