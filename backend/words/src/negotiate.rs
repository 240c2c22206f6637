//! Which language a browser asks for.

use domain::Locale;
use icu_locale::{LanguageIdentifier, LocaleExpander};

/// Longer headers are not read: browsers send less than a tenth of it.
const LONGEST: usize = 1_000;

/// The language that an `Accept-Language` header (RFC 9110) likes best among those of the product;
/// `None` when it likes none of them, is malformed or is longer than 1,000 bytes. `*` is no wish.
pub fn negotiate(accept_language: Option<&str>) -> Option<Locale> {
    let header = accept_language.filter(|header| header.len() <= LONGEST)?;
    let mut best: Option<(u16, Locale)> = None;
    for (tag, quality) in header.split(',').filter_map(wish) {
        // Of equal wishes the first wins.
        if quality > best.map_or(0, |(known, _)| known)
            && let Some(locale) = matching(tag)
        {
            best = Some((quality, locale));
        }
    }
    best.map(|(_, locale)| locale)
}

/// A tag and its quality in thousandths; `None` when it is malformed.
fn wish(item: &str) -> Option<(&str, u16)> {
    let mut parts = item.split(';').map(str::trim);
    let tag = parts.next()?;
    let quality = match parts.next() {
        None => 1_000,
        Some(weight) => {
            thousandths(weight.strip_prefix(['q', 'Q'])?.trim_start().strip_prefix('=')?)?
        }
    };
    parts.next().is_none().then_some((tag, quality))
}

/// `1`, `0.8` or `0.333`, up to three decimals.
fn thousandths(text: &str) -> Option<u16> {
    let text = text.trim_start();
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = fraction.bytes().all(|byte| byte.is_ascii_digit());
    if !matches!(whole, "0" | "1") || fraction.len() > 3 || !digits {
        return None;
    }
    format!("{whole}{fraction:0<3}").parse().ok().filter(|quality| *quality <= 1_000)
}

/// The language of the product for a tag. The expander adds the script that goes without saying
/// (`zh-TW` is `zh-Hant-TW`, `yue` is `yue-Hant-HK`).
fn matching(tag: &str) -> Option<Locale> {
    let mut id: LanguageIdentifier = icu_locale::Locale::try_from_str(tag).ok()?.id;
    if id.language.is_unknown() {
        return None;
    }
    LocaleExpander::new_extended().maximize(&mut id);
    let script = id.script.as_ref().map(icu_locale::subtags::Script::as_str);
    match (id.language.as_str(), script) {
        ("ja", _) => Some(Locale::Ja),
        ("en", _) => Some(Locale::En),
        // Readers of traditional characters get simplified ones until zh-Hant is a language here;
        // the expander knows no script for `cmn`.
        (
            "zh" | "cmn" | "yue" | "wuu" | "hak" | "nan" | "hsn" | "gan",
            Some("Hans" | "Hant") | None,
        ) => Some(Locale::ZhHans),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(header: &str) -> Option<Locale> {
        negotiate(Some(header))
    }

    #[test]
    fn the_best_liked_language_wins() {
        assert_eq!(asked("ja"), Some(Locale::Ja));
        assert_eq!(asked("ja-JP,ja;q=0.9,en-US;q=0.8,en;q=0.7"), Some(Locale::Ja));
        assert_eq!(asked("fr-FR, en;q=0.5, zh-CN;q=0.6"), Some(Locale::ZhHans));
        assert_eq!(asked("en ; q = 0.300 , JA;Q=0.301"), Some(Locale::Ja));
        assert_eq!(asked("en,ja"), Some(Locale::En));
        assert_eq!(asked("ja-u-ca-japanese"), Some(Locale::Ja));
    }

    #[test]
    fn every_chinese_reader_gets_chinese() {
        for tag in [
            "zh",
            "zh-CN",
            "zh-SG",
            "zh-TW",
            "zh-HK",
            "zh-Hant",
            "zh-Hans-HK",
            "yue",
            "yue-HK",
            "ZH-tw",
            "cmn",
            "nan",
        ] {
            assert_eq!(asked(tag), Some(Locale::ZhHans), "{tag}");
        }
    }

    #[test]
    fn what_is_refused_or_unknown_is_no_wish() {
        for header in ["ja;q=0", "fr", "*", "und", "", ",,,", "*;q=0.5, de"] {
            assert_eq!(asked(header), None, "{header}");
        }
        assert_eq!(asked("ja;q=0, en;q=0.1"), Some(Locale::En));
        assert_eq!(negotiate(None), None);
    }

    #[test]
    fn malformed_and_hostile_headers_are_not_read() {
        for header in [
            "ja;q=2",
            "ja;q=1.5",
            "ja;q=-1",
            "ja;q=nan",
            "ja;q=0.1234",
            "ja;x=1",
            "ja;q=1;q=1",
            "日本語",
            ";;;;",
            "ja_JP!",
            "\0",
        ] {
            assert_eq!(asked(header), None, "{header}");
        }
        for part in ["ja,", "a-", ";q=0.1,", "日", "zh-Hant-"] {
            assert_eq!(asked(&part.repeat(10_000 / part.len())), None, "{part}");
        }
        assert_eq!(asked("!!!, ja;q=0.4"), Some(Locale::Ja));
    }
}
