//! What one cell says: amounts, moments, numbers, codes.

use chrono::{DateTime, Datelike, Timelike};

use crate::money::{Currency, Money};
use crate::text::fold_width;
use crate::time::Timestamp;

/// Smallest units that one amount may have: a thousand times more than any order, and so little
/// that a file of a million lines cannot overflow a sum.
const MOST_MINOR: i64 = 1_000_000_000_000;
/// Pieces that one line may have.
pub(super) const QUANTITY: std::ops::RangeInclusive<i64> = 1..=10_000;
/// Characters of a link's code.
const CODE_LENGTH: std::ops::RangeInclusive<usize> = 1..=64;
/// Before the code, in a note attribute of its own.
const CODE_KEY: &str = "kakehashi";
/// Before the code, in the address of a landing page.
const CODE_PATH: &str = "/r/";

/// A message key and its arguments.
pub(super) type Fault = (&'static str, Vec<(&'static str, String)>);

/// The cell without what spreadsheets and shop systems put around it: blanks, TABs, and one
/// leading quote or back-quote that keeps a number a text.
pub(super) fn clean(text: &str) -> &str {
    let text = trimmed(text);
    text.strip_prefix(['\'', '`']).map_or(text, trimmed)
}

fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}')
}

/// An amount that is not negative.
pub(super) fn amount(text: &str, currency: Currency) -> Result<Money, Fault> {
    let money = match plain_amount(text, currency) {
        Some(money) => money,
        None => Money::parse(text, currency).map_err(|code| (code, Vec::new()))?,
    };
    if money.is_negative() {
        return Err(("amount-negative", Vec::new()));
    }
    at_most(money, Money::new(MOST_MINOR, currency))
}

/// An amount as nearly all cells have it, digits with the currency's decimals and nothing else:
/// what [`Money::parse`] would say, without its care.
fn plain_amount(text: &str, currency: Currency) -> Option<Money> {
    let places = currency.exponent() as usize;
    let (whole, fraction) = if places == 0 {
        (text, "")
    } else {
        text.split_once('.').filter(|(_, f)| f.len() == places)?
    };
    if whole.is_empty() || whole.len() > 12 {
        return None;
    }
    let mut minor = 0;
    for byte in whole.bytes().chain(fraction.bytes()) {
        if !byte.is_ascii_digit() {
            return None;
        }
        minor = minor * 10 + i64::from(byte - b'0');
    }
    Some(Money::new(minor, currency))
}

/// The amount, unless it is above the limit.
pub(super) fn at_most(money: Money, limit: Money) -> Result<Money, Fault> {
    if money.minor() > limit.minor() {
        return Err(("amount-too-large", vec![("limit", limit.decimal())]));
    }
    Ok(money)
}

/// What so many pieces cost.
pub(super) fn line_amount(unit_price: Money, quantity: i64) -> Result<Money, Fault> {
    let limit = Money::new(MOST_MINOR, unit_price.currency());
    let too_large = || ("amount-too-large", vec![("limit", limit.decimal())]);
    unit_price.times(quantity).map_err(|_| too_large()).and_then(|money| at_most(money, limit))
}

/// A currency by its code, in any case.
pub(super) fn currency(text: &str) -> Result<Currency, Fault> {
    let code = fold_width(text).to_ascii_uppercase();
    code.parse().map_err(|_| ("currency-unknown", Vec::new()))
}

/// Pieces of a line.
pub(super) fn quantity(text: &str) -> Result<i64, Fault> {
    let digits = fold_width(text);
    let bare = digits.strip_prefix('-').unwrap_or(&digits);
    if bare.is_empty() || !bare.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(("number-malformed", Vec::new()));
    }
    digits.parse().ok().filter(|number| QUANTITY.contains(number)).ok_or_else(|| {
        let args = [("min", QUANTITY.start()), ("max", QUANTITY.end())];
        ("number-out-of-range", args.map(|(name, number)| (name, number.to_string())).to_vec())
    })
}

/// A moment with its offset: `2026-05-14 11:23:45 +0100`, the same with `UTC`, or ISO 8601. A
/// moment without an offset is refused, for nobody could say which day it is.
pub(super) fn moment(text: &str) -> Result<Timestamp, Fault> {
    let iso = as_iso(text);
    DateTime::parse_from_rfc3339(iso.as_deref().unwrap_or(text))
        .ok()
        // Later arithmetic needs years within reason, and columns know no leap second.
        .filter(|at| (2000..2200).contains(&at.year()) && at.nanosecond() < 1_000_000_000)
        .map(|at| Timestamp::new(at.to_utc()))
        .ok_or(("date-malformed", Vec::new()))
}

/// Date, time and offset with blanks between them, put together as ISO 8601 has it.
fn as_iso(text: &str) -> Option<String> {
    let (date, rest) = text.split_once(' ')?;
    let (time, offset) = rest.split_once(' ')?;
    Some(match offset {
        "UTC" | "Z" => format!("{date}T{time}Z"),
        _ if offset.len() == 5 && offset.is_ascii() => {
            format!("{date}T{time}{}:{}", &offset[..3], &offset[3..])
        }
        _ => format!("{date}T{time}{offset}"),
    })
}

/// The code of the tracked link among note attributes, which stand one to a line as `name: value`:
/// our own attribute before the address of a landing page.
pub(super) fn link_code(notes: &str) -> Option<String> {
    let own = notes.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.trim().eq_ignore_ascii_case(CODE_KEY).then(|| code_in(value)).flatten()
    });
    own.or_else(|| notes.lines().find_map(code_in_path))
}

/// A value that is a code as a whole, or an address with one.
fn code_in(value: &str) -> Option<String> {
    let value = value.trim();
    let (code, rest) = leading_code(value);
    if rest.is_empty() { sized(code) } else { code_in_path(value) }
}

fn code_in_path(text: &str) -> Option<String> {
    let (_, after) = text.split_once(CODE_PATH)?;
    let (code, rest) = leading_code(after);
    let ends = rest.chars().next().is_none_or(|c| c.is_whitespace() || "/?#&\"'<>),;".contains(c));
    if ends { sized(code) } else { None }
}

fn leading_code(text: &str) -> (&str, &str) {
    let is_code = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    text.split_at(text.find(|c| !is_code(c)).unwrap_or(text.len()))
}

fn sized(code: &str) -> Option<String> {
    CODE_LENGTH.contains(&code.len()).then(|| code.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_lose_what_keeps_spreadsheets_from_rounding() {
        for cell in ["'#1001", "`#1001", "\t#1001\t", " ' #1001 ", "\u{feff}#1001", "#1001"] {
            assert_eq!(clean(cell), "#1001");
        }
        assert_eq!(clean("''x"), "'x");
        assert_eq!(clean("'"), "");
    }

    #[test]
    fn moments_need_an_offset() {
        let at = Timestamp::parse("2026-05-14T10:23:45Z");
        for text in [
            "2026-05-14 11:23:45 +0100",
            "2026-05-14 11:23:45 +01:00",
            "2026-05-14 10:23:45 UTC",
            "2026-05-14T10:23:45Z",
            "2026-05-14T19:23:45.000+09:00",
        ] {
            assert_eq!(moment(text).ok(), at, "{text}");
        }
        for text in [
            "",
            "2026-05-14",
            "2026-05-14 11:23:45",
            "2026/05/14 11:23 +0900",
            "2026-02-30 11:23:45 +0100",
            "2026-05-14T23:59:60Z",
            "0001-01-01 00:00:00 +0100",
            "99999-01-01 00:00:00 +0100",
        ] {
            assert!(moment(text).is_err(), "{text}");
        }
    }

    #[test]
    fn plain_amounts_are_what_money_reads() {
        for currency in Currency::ALL {
            for text in [
                "0", "1980", "1980.00", "0.05", "00.50", "1.5", "", ".", ".50", "1.", "-1", "1,980",
            ] {
                let parsed = Money::parse(text, currency).ok().filter(|money| !money.is_negative());
                assert_eq!(amount(text, currency).ok(), parsed, "{text} {currency}");
            }
        }
    }

    #[test]
    fn quantities_are_whole_and_within_reason() {
        assert_eq!(quantity("１０"), Ok(10));
        for (text, code) in [
            ("0", "number-out-of-range"),
            ("-1", "number-out-of-range"),
            ("10001", "number-out-of-range"),
            ("99999999999999999999", "number-out-of-range"),
            ("1.5", "number-malformed"),
            ("two", "number-malformed"),
            ("-", "number-malformed"),
        ] {
            assert_eq!(quantity(text).expect_err(text).0, code, "{text}");
        }
    }

    #[test]
    fn link_codes_are_found_in_note_attributes() {
        let code = |notes| link_code(notes);
        let found = Some("aB3-x_9".to_owned());
        assert_eq!(code("gift: yes\nKakehashi: aB3-x_9 \nx: y"), found);
        assert_eq!(code("landing: https://shop.example/r/aB3-x_9?utm=1"), found);
        assert_eq!(code("landing: https://a.example/r/other\nkakehashi: aB3-x_9"), found);
        assert_eq!(code("kakehashi: https://shop.example/r/aB3-x_9"), found);
        for none in ["", "kakehashi:", "kakehashi: a b", "x: /r/", "x: /r/あ", "kakehashi"] {
            assert_eq!(code(none), None, "{none}");
        }
        assert_eq!(code(&format!("kakehashi: {}", "x".repeat(65))), None);
    }
}
