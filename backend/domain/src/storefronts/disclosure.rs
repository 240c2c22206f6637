//! A page that earns a commission says that it advertises: 景品表示法 告示第19号 in Japan, 互联网广告管理办法
//! article 9 in China.

use std::fmt;

use crate::error::{Error, Result};
use crate::locale::Locale;

/// The advertising label of one page. A page of a storefront holds it as a field, so that none can be
/// made without; and it cannot be made from a text that hides what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disclosure(String);

impl Disclosure {
    /// The label for a page, as `locales/` says it in the page's language.
    ///
    /// # Errors
    /// `Broken` when the label lacks every word that readers of the language know for advertising,
    /// or is so long that the word would drown.
    pub fn new(locale: Locale, label: &str) -> Result<Self> {
        let label = label.trim();
        let clear = clear_words(locale).iter().any(|word| label.contains(word));
        if clear && label.chars().count() <= LABEL_LIMIT {
            Ok(Self(label.to_owned()))
        } else {
            Err(Error::Broken(format!("the advertising label in {locale} is unclear")))
        }
    }

    /// The label.
    pub fn label(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Disclosure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Characters of a label: it is one, not a paragraph.
const LABEL_LIMIT: usize = 40;

/// Words of which a label must show one. China's rule names its word; there `AD` or `推广` alone do not
/// do.
const fn clear_words(locale: Locale) -> &'static [&'static str] {
    match locale {
        Locale::Ja => &["広告", "PR", "プロモーション"],
        Locale::ZhHans => &["广告"],
        Locale::En => &["Ad", "Advertisement", "Sponsored"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_languages_own_label_is_clear() {
        for (locale, label) in
            [(Locale::Ja, "PR・広告"), (Locale::ZhHans, "广告"), (Locale::En, "Ad")]
        {
            let disclosure = Disclosure::new(locale, label).expect("clear");
            assert_eq!(disclosure.label(), label);
        }
    }

    #[test]
    fn a_missing_or_veiled_label_makes_no_page() {
        assert!(Disclosure::new(Locale::Ja, " ").is_err());
        assert!(Disclosure::new(Locale::ZhHans, "AD").is_err());
        assert!(Disclosure::new(Locale::ZhHans, "推广").is_err());
        assert!(Disclosure::new(Locale::En, "Recommended").is_err());
        assert!(Disclosure::new(Locale::Ja, &format!("{}広告", "あ".repeat(40))).is_err());
    }
}
