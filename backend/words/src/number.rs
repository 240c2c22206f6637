//! Numbers, grouped as the language groups them.

use std::sync::LazyLock;

use domain::{Locale, Rate};
use icu_decimal::input::Decimal;
use icu_decimal::options::DecimalFormatterOptions;
use icu_decimal::{DecimalFormatter, DecimalFormatterPreferences};
use icu_locale::locale;

/// The minus sign U+2212, as wide as a digit in tables.
pub(crate) const MINUS: &str = "−";

static FORMATTERS: LazyLock<[Option<DecimalFormatter>; 3]> = LazyLock::new(|| {
    Locale::ALL.map(|locale| {
        let preferences: DecimalFormatterPreferences = icu(locale).into();
        DecimalFormatter::try_new(preferences, DecimalFormatterOptions::default()).ok()
    })
});

/// The language as ICU names it, with a clock of 24 hours.
pub(crate) const fn icu(locale: Locale) -> icu_locale::Locale {
    match locale {
        Locale::Ja => locale!("ja-u-hc-h23"),
        Locale::ZhHans => locale!("zh-Hans-u-hc-h23"),
        Locale::En => locale!("en-u-hc-h23"),
    }
}

/// A whole number: `1,234,567`, `−5`.
pub fn number(locale: Locale, value: i64) -> String {
    let sign = if value < 0 { MINUS } else { "" };
    format!("{sign}{}", unsigned(locale, &Decimal::from(value.unsigned_abs())))
}

/// A rate as a percentage without needless zeros: `15%`, `12.5%`.
pub fn percent(locale: Locale, rate: Rate) -> String {
    let mut decimal = Decimal::from(rate.ppm());
    decimal.multiply_pow10(-4);
    decimal.trim_end();
    format!("{}%", unsigned(locale, &decimal))
}

/// A number that is not negative, grouped; all its decimals are printed.
pub(crate) fn unsigned(locale: Locale, value: &Decimal) -> String {
    match &FORMATTERS[locale as usize] {
        Some(formatter) => formatter.format(value).to_string(),
        // The data is compiled in, so a formatter is always there.
        None => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_and_have_a_real_minus() {
        for locale in Locale::ALL {
            assert_eq!(number(locale, 1_234_567), "1,234,567");
            assert_eq!(number(locale, 1_234), "1,234");
            assert_eq!(number(locale, -5), "−5");
            assert_eq!(number(locale, 0), "0");
            assert_eq!(number(locale, i64::MIN), "−9,223,372,036,854,775,808");
        }
    }

    #[test]
    fn percentages_have_no_needless_zeros() {
        let percent = |ppm| percent(Locale::Ja, Rate::from_ppm(ppm).expect("rate"));
        assert_eq!(percent(150_000), "15%");
        assert_eq!(percent(125_000), "12.5%");
        assert_eq!(percent(1), "0.0001%");
        assert_eq!(percent(0), "0%");
        assert_eq!(percent(1_000_000), "100%");
    }
}
