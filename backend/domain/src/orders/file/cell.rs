//! What one cell says: amounts, moments, numbers, codes.

use crate::money::{Currency, Money};
use crate::text::fold_width;

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
    let money = if let Some(money) = plain_amount(text, currency) {
        money
    } else {
        let bare = unmarked(text, currency);
        Money::parse(&bare, currency).map_err(|code| (code, Vec::new()))?
    };
    if money.is_negative() {
        return Err(("amount-negative", Vec::new()));
    }
    at_most(money, Money::new(MOST_MINOR, currency))
}

/// The amount without the mark or the code of its own currency.
fn unmarked(text: &str, currency: Currency) -> String {
    let folded = fold_width(text);
    let bare = folded.trim();
    let marks: &[&str] = match currency {
        Currency::Jpy => &["JPY"],
        Currency::Cny => &["CNY", "RMB"],
        Currency::Usd => &["USD", "US$", "$"],
        Currency::Hkd => &["HKD", "HK$", "$"],
        Currency::Twd => &["TWD", "NT$", "$"],
        Currency::Myr => &["MYR", "RM"],
        Currency::Thb => &["THB", "฿"],
        Currency::Vnd => &["VND", "₫", "đ"],
        Currency::Idr => &["IDR", "Rp"],
        Currency::Php => &["PHP", "₱"],
        Currency::Sgd => &["SGD", "S$", "$"],
    };
    let ends = |text: &str| {
        let mark =
            marks.iter().find_map(|mark| text.strip_prefix(mark).or(text.strip_suffix(mark)));
        mark.map(|rest| rest.trim().to_owned())
    };
    let bare = ends(bare).unwrap_or_else(|| bare.to_owned());
    // Where amounts are large, thousands are parted by points: 120.000 are a hundred thousand.
    let groups = matches!(currency, Currency::Vnd | Currency::Idr) && is_grouped(&bare);
    if groups { bare.replace('.', "") } else { bare }
}

/// Whether points stand between groups of three digits and nowhere else.
fn is_grouped(text: &str) -> bool {
    let mut groups = text.trim_start_matches('-').split('.');
    let digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let first = groups.next().is_some_and(|first| (1..=3).contains(&first.len()) && digits(first));
    let mut rest = groups.peekable();
    first && rest.peek().is_some() && rest.all(|group| group.len() == 3 && digits(group))
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

/// A currency by its code, in any case; or by the country of a shop, where a platform's file tells
/// that alone.
pub(super) fn currency(text: &str) -> Result<Currency, Fault> {
    let code = fold_width(text).trim().to_ascii_uppercase();
    let code = match code.as_str() {
        "MALAYSIA" => "MYR",
        "THAILAND" => "THB",
        "VIETNAM" | "VIET NAM" => "VND",
        "INDONESIA" => "IDR",
        "PHILIPPINES" => "PHP",
        "SINGAPORE" => "SGD",
        other => other,
    };
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

/// The product's code in the name of the goods: what stands in brackets and looks like a code.
///
/// # Errors
/// `sku-not-in-name` when there is none, or more than one.
pub(super) fn code_in_name(name: &str) -> Result<String, Fault> {
    let folded = fold_width(name);
    let is_code = |text: &&str| {
        (3..=64).contains(&text.len())
            && text.bytes().any(|byte| byte.is_ascii_digit())
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
    };
    let mut codes: Vec<&str> = folded
        .split(['【', '[', '(', '「'])
        .skip(1)
        .filter_map(|part| Some(part.split_once(['】', ']', ')', '」'])?.0.trim()))
        .filter(is_code)
        .collect();
    codes.dedup();
    match codes.as_slice() {
        [one] => Ok((*one).to_owned()),
        _ => Err(("sku-not-in-name", Vec::new())),
    }
}

/// The code of the tracked link among note attributes, which stand one to a line as `name: value`:
/// our own attribute before the address of a landing page.
pub(crate) fn link_code(notes: &str) -> Option<String> {
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
    fn codes_in_brackets_are_found_in_names() {
        assert_eq!(code_in_name("【MRN-001】抹凛 卸妆膏 90g").as_deref(), Ok("MRN-001"));
        assert_eq!(code_in_name("抹凛（限定） [MRN-001] x2").as_deref(), Ok("MRN-001"));
        for name in ["抹凛 卸妆膏", "【正品】抹凛", "【MRN-001】【MRN-002】"] {
            assert!(code_in_name(name).is_err(), "{name}");
        }
    }

    #[test]
    fn amounts_lose_the_mark_of_their_own_currency_only() {
        for text in ["￥１，９８０", "1,980円", "¥1980", "JPY 1,980", "1980.00"] {
            assert_eq!(amount(text, Currency::Jpy), Ok(Money::new(1_980, Currency::Jpy)), "{text}");
        }
        assert_eq!(amount("169.00元", Currency::Cny), Ok(Money::new(16_900, Currency::Cny)));
        assert_eq!(amount("$12.30", Currency::Usd), Ok(Money::new(1_230, Currency::Usd)));
        assert!(amount("$12", Currency::Jpy).is_err());
        assert_eq!(amount("RM 12.30", Currency::Myr), Ok(Money::new(1_230, Currency::Myr)));
        assert_eq!(amount("฿1,234.50", Currency::Thb), Ok(Money::new(123_450, Currency::Thb)));
        assert_eq!(amount("₱5", Currency::Php), Ok(Money::new(500, Currency::Php)));
        assert_eq!(amount("S$5.05", Currency::Sgd), Ok(Money::new(505, Currency::Sgd)));
        for text in ["120.000₫", "120,000", "120000", "120000 VND"] {
            assert_eq!(
                amount(text, Currency::Vnd),
                Ok(Money::new(120_000, Currency::Vnd)),
                "{text}"
            );
        }
        for text in ["Rp1.120.000", "1120000", "Rp 1,120,000.00", "1120000.00"] {
            let rupiah = Ok(Money::new(112_000_000, Currency::Idr));
            assert_eq!(amount(text, Currency::Idr), rupiah, "{text}");
        }
        assert!(
            amount("120.00₫", Currency::Vnd).is_ok() && amount("1.20₫", Currency::Vnd).is_err()
        );
    }

    #[test]
    fn a_currency_is_told_by_its_code_or_by_a_country() {
        assert_eq!(currency("myr"), Ok(Currency::Myr));
        assert_eq!(currency(" Viet Nam "), Ok(Currency::Vnd));
        assert!(currency("Atlantis").is_err() && currency("").is_err());
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
