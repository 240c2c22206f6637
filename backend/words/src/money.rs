//! Money as a shop prints it. CLDR is right but is not what a shop prints (`元 12.30` in Japanese), so
//! the symbols are a table; in no language do two currencies look alike, though yen and yuan share ¥.

use std::fmt;

use domain::explain::exact::Exact;
use domain::{Currency, Locale, Money};
use icu_decimal::input::Decimal;

use crate::number::{MINUS, unsigned};

/// An amount in parts, for columns that align the digits. Printed one after the other they are
/// [`money`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MoneyParts {
    /// `−` (U+2212) or nothing.
    pub sign: &'static str,
    /// The symbol before the digits, or nothing: `US$`.
    pub before: &'static str,
    /// Grouped, with the decimals of the currency: `1,980`, `12.30`.
    pub digits: String,
    /// The unit after the digits, or nothing: `円`.
    pub after: &'static str,
}

impl fmt::Display for MoneyParts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}{}{}", self.sign, self.before, self.digits, self.after)
    }
}

/// The symbol before the digits and the unit after them.
const fn symbols(locale: Locale, currency: Currency) -> (&'static str, &'static str) {
    match (currency, locale) {
        (Currency::Jpy, Locale::Ja) => ("", "円"),
        (Currency::Jpy, Locale::ZhHans) => ("", "日元"),
        (Currency::Cny, Locale::Ja) => ("", "元"),
        (Currency::Jpy, Locale::En) | (Currency::Cny, Locale::ZhHans) => ("¥", ""),
        (Currency::Cny, Locale::En) => ("CN¥", ""),
        (Currency::Usd, _) => ("US$", ""),
        (Currency::Hkd, _) => ("HK$", ""),
        (Currency::Twd, _) => ("NT$", ""),
        (Currency::Sgd, _) => ("S$", ""),
        (Currency::Myr, _) => ("RM", ""),
        (Currency::Thb, Locale::Ja) => ("", "バーツ"),
        (Currency::Thb, Locale::ZhHans) => ("", "泰铢"),
        // The signs of baht and peso are not in the typefaces of documents.
        (Currency::Thb, Locale::En) => ("THB\u{a0}", ""),
        (Currency::Vnd, Locale::Ja) => ("", "ドン"),
        (Currency::Vnd, Locale::ZhHans) => ("", "越南盾"),
        (Currency::Vnd, Locale::En) => ("₫", ""),
        (Currency::Idr, Locale::Ja) => ("", "ルピア"),
        (Currency::Idr, Locale::ZhHans) => ("", "印尼盾"),
        (Currency::Idr, Locale::En) => ("Rp", ""),
        (Currency::Php, Locale::Ja) => ("", "フィリピンペソ"),
        (Currency::Php, Locale::ZhHans) => ("", "菲律宾比索"),
        (Currency::Php, Locale::En) => ("PHP\u{a0}", ""),
    }
}

/// An amount: `1,980円` (ja), `1,980日元` (zh-Hans), `¥1,980` (en); `12.30元`, `¥12.30`, `CN¥12.30`;
/// dollars are `US$12.30`, `HK$12.30`, `NT$12.30`, `S$12.30` everywhere. A negative amount begins with `−`.
pub fn money(locale: Locale, amount: Money) -> String {
    money_parts(locale, amount).to_string()
}

/// An amount finer than its currency: `1,239.9円`, `826.66…円`; the dots say that digits were cut off.
pub fn exact(locale: Locale, exact: &Exact) -> String {
    let mut decimal = Decimal::from(exact.digits.unsigned_abs());
    decimal.multiply_pow10(-i16::try_from(exact.places).unwrap_or_default());
    decimal.trim_end();
    decimal.pad_end(-i16::try_from(exact.currency.exponent()).unwrap_or_default());
    let (before, after) = symbols(locale, exact.currency);
    let sign = if exact.digits < 0 { MINUS } else { "" };
    let dots = if exact.is_cut { "…" } else { "" };
    format!("{sign}{before}{}{dots}{after}", unsigned(locale, &decimal))
}

/// An amount in parts.
pub fn money_parts(locale: Locale, amount: Money) -> MoneyParts {
    let places = i16::try_from(amount.currency().exponent()).unwrap_or_default();
    let mut decimal = Decimal::from(amount.minor().unsigned_abs());
    decimal.multiply_pow10(-places);
    let (before, after) = symbols(locale, amount.currency());
    let sign = if amount.is_negative() { MINUS } else { "" };
    MoneyParts { sign, before, digits: unsigned(locale, &decimal), after }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn amounts_print_as_a_shop_prints_them() {
        let print =
            |minor, currency| Locale::ALL.map(|locale| money(locale, Money::new(minor, currency)));
        assert_eq!(print(1_980, Currency::Jpy), ["1,980円", "1,980日元", "¥1,980"]);
        assert_eq!(print(1_230, Currency::Cny), ["12.30元", "¥12.30", "CN¥12.30"]);
        assert_eq!(print(-123_456, Currency::Cny), ["−1,234.56元", "−¥1,234.56", "−CN¥1,234.56"]);
        assert_eq!(print(5, Currency::Usd), ["US$0.05"; 3]);
        assert_eq!(print(123_400, Currency::Hkd), ["HK$1,234.00"; 3]);
        assert_eq!(print(0, Currency::Twd), ["NT$0.00"; 3]);
        assert_eq!(print(1_230, Currency::Myr), ["RM12.30"; 3]);
        assert_eq!(print(-1_230, Currency::Sgd), ["−S$12.30"; 3]);
        assert_eq!(print(120_000, Currency::Vnd), ["120,000ドン", "120,000越南盾", "₫120,000"]);
        assert_eq!(
            print(12_000_000, Currency::Idr),
            ["120,000.00ルピア", "120,000.00印尼盾", "Rp120,000.00"]
        );
        assert_eq!(print(45_600, Currency::Thb), ["456.00バーツ", "456.00泰铢", "THB\u{a0}456.00"]);
        assert_eq!(
            print(5, Currency::Php),
            ["0.05フィリピンペソ", "0.05菲律宾比索", "PHP\u{a0}0.05"]
        );
        assert_eq!(print(i64::MIN, Currency::Jpy)[0], "−9,223,372,036,854,775,808円");
    }

    #[test]
    fn digits_past_the_smallest_unit_are_printed_until_they_end_or_are_cut() {
        let print = |digits, places, currency, is_cut| {
            Locale::ALL.map(|locale| exact(locale, &Exact { digits, places, currency, is_cut }))
        };
        let yen = print(1_239_900_000, 6, Currency::Jpy, false);
        assert_eq!(yen, ["1,239.9円", "1,239.9日元", "¥1,239.9"]);
        let yen = print(82_666, 2, Currency::Jpy, true);
        assert_eq!(yen, ["826.66…円", "826.66…日元", "¥826.66…"]);
        assert_eq!(print(1_239_900_000, 8, Currency::Cny, false)[0], "12.399元");
        assert_eq!(print(-300_000_000, 8, Currency::Cny, false)[2], "−CN¥3.00");
    }

    #[test]
    fn no_two_currencies_look_alike_in_a_language() {
        for locale in Locale::ALL {
            let seen: HashSet<_> = Currency::ALL.map(|currency| symbols(locale, currency)).into();
            assert_eq!(seen.len(), Currency::ALL.len(), "{locale}");
        }
    }
}
