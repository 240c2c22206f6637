//! Text that knows its language.

use serde::{Serialize, Serializer, ser::SerializeMap};

/// A language that the embedded fonts can set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Japanese.
    Ja,
    /// Chinese in simplified characters.
    ZhHans,
    /// English, and whatever else is written in Latin letters.
    En,
}

impl Lang {
    /// The language of a BCP 47 tag: `ja`, `zh-Hans` (also `zh`, `zh-CN`), `en`; else nothing.
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag {
            "ja" | "ja-JP" => Some(Self::Ja),
            "zh-Hans" | "zh" | "zh-CN" | "zh-Hans-CN" => Some(Self::ZhHans),
            "en" | "en-US" | "en-GB" => Some(Self::En),
            _ => None,
        }
    }

    /// The BCP 47 tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Ja => "ja",
            Self::ZhHans => "zh-Hans",
            Self::En => "en",
        }
    }
}

impl Serialize for Lang {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.tag())
    }
}

/// A text of a user, and its language where that is not the document's.
///
/// Han characters have other forms in Japan than in China, so a Chinese shop's name in a
/// Japanese document wants [`Run::of`]. From a `&str` or `String` it is in the document's language.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Run {
    /// The text. A line break begins a new paragraph, or a new line in a table.
    pub text: String,
    /// Its language; `None` is the document's.
    pub lang: Option<Lang>,
}

impl Run {
    /// A text in a language.
    pub fn of(lang: Lang, text: impl Into<String>) -> Self {
        Self { text: text.into(), lang: Some(lang) }
    }
}

impl From<&str> for Run {
    fn from(text: &str) -> Self {
        Self { text: text.to_owned(), lang: None }
    }
}

impl From<String> for Run {
    fn from(text: String) -> Self {
        Self { text, lang: None }
    }
}

impl Serialize for Run {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.lang {
            None => serializer.serialize_str(&self.text),
            Some(lang) => {
                let mut map = serializer.serialize_map(Some(2))?;
                map.serialize_entry("text", &self.text)?;
                map.serialize_entry("lang", &lang)?;
                map.end()
            }
        }
    }
}

/// A label and what it labels: an address, a bank account, a name to ask for.
#[derive(Debug, Clone, Serialize)]
pub struct Pair {
    /// The caller's word for it.
    pub label: String,
    /// The value, already formatted.
    pub value: Run,
}
