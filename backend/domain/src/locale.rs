//! The languages of the interface, mails and documents.

use std::fmt;
use std::str::FromStr;

/// A language that is complete in `locales/`.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    diesel::expression::AsExpression,
    diesel::deserialize::FromSqlRow,
)]
#[diesel(sql_type = diesel::sql_types::Text)]
pub enum Locale {
    /// Japanese.
    Ja,
    /// Chinese in simplified characters.
    ZhHans,
    /// English.
    En,
}

impl Locale {
    /// All of them, in the order in which a person is offered them.
    pub const ALL: [Self; 3] = [Self::Ja, Self::ZhHans, Self::En];

    /// The text of the column: the tag.
    pub const fn as_str(self) -> &'static str {
        self.tag()
    }

    /// The BCP 47 tag, as in `lang` attributes, columns and folders.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Ja => "ja",
            Self::ZhHans => "zh-Hans",
            Self::En => "en",
        }
    }

    /// The tag as names of fields spell it: `name_zh_hans`.
    pub const fn suffix(self) -> &'static str {
        match self {
            Self::Ja => "ja",
            Self::ZhHans => "zh_hans",
            Self::En => "en",
        }
    }

    /// The language's own name.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Ja => "日本語",
            Self::ZhHans => "简体中文",
            Self::En => "English",
        }
    }

    /// Which language stands in when a content has none in this one.
    pub const fn fallbacks(self) -> [Self; 3] {
        match self {
            Self::Ja => [Self::Ja, Self::En, Self::ZhHans],
            Self::ZhHans => [Self::ZhHans, Self::Ja, Self::En],
            Self::En => [Self::En, Self::Ja, Self::ZhHans],
        }
    }
}

/// A tag that is no complete language here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a language of this product")]
pub struct NotALocale;

impl FromStr for Locale {
    type Err = NotALocale;

    fn from_str(text: &str) -> Result<Self, NotALocale> {
        Self::ALL.into_iter().find(|locale| locale.tag() == text).ok_or(NotALocale)
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

/// One thing in every language.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct PerLocale<T: Default> {
    /// In Japanese.
    pub ja: T,
    /// In simplified Chinese.
    pub zh_hans: T,
    /// In English.
    pub en: T,
}

impl<T: Default> PerLocale<T> {
    /// Makes one for each language, in the order of [`Locale::ALL`].
    pub fn each(mut make: impl FnMut(Locale) -> T) -> Self {
        Self { ja: make(Locale::Ja), zh_hans: make(Locale::ZhHans), en: make(Locale::En) }
    }

    /// The one in a language.
    pub fn get(&self, locale: Locale) -> &T {
        match locale {
            Locale::Ja => &self.ja,
            Locale::ZhHans => &self.zh_hans,
            Locale::En => &self.en,
        }
    }
}
