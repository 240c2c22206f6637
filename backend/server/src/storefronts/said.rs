//! What somebody wrote, and in which language a reader gets it.

use std::fmt;

use domain::Locale;
use domain::id::{Id, Kind, OrganizationId};
use store::platform::text::Texts;
use store::tenancy::organization::Party;

/// A text in the reader's language, else in another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The text.
    pub text: String,
    /// Its language.
    pub locale: Locale,
    reader: Locale,
}

impl Said {
    /// A field of a thing; `None` when it says nothing in any language.
    pub fn of<K: Kind>(texts: &Texts, owner: Id<K>, field: &str, reader: Locale) -> Option<Self> {
        let text = texts.get(owner, field, reader)?;
        Some(Self { text: text.value.clone(), locale: text.locale, reader })
    }

    /// The name of a party: the translated one, else as it writes itself.
    pub fn name(texts: &Texts, id: OrganizationId, party: Option<&Party>, reader: Locale) -> Self {
        if let Some(text) = texts.exact(id, "name", reader) {
            return Self { text: text.to_owned(), locale: reader, reader };
        }
        let locale = party.map_or(reader, |party| party.locale);
        let text = party.map(|party| party.name.clone()).unwrap_or_default();
        Self { text, locale, reader }
    }

    /// A text whose language is known.
    pub fn plain(text: impl Into<String>, locale: Locale, reader: Locale) -> Self {
        Self { text: text.into(), locale, reader }
    }

    /// Whether the reader gets it in another language.
    pub fn is_foreign(&self) -> bool {
        self.locale != self.reader
    }

    /// The attribute that tells a browser of another language; nothing when it is the page's own.
    pub fn lang(&self) -> LangAttribute {
        LangAttribute(Some(self.locale).filter(|_| self.is_foreign()))
    }

    /// Its first character, as a face where there is no picture.
    pub fn initial(&self) -> String {
        self.text.chars().next().map(String::from).unwrap_or_default()
    }

    /// Its lines: selling points stand one on each.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.text.lines().filter(|line| !line.trim().is_empty())
    }
}

/// ` lang="ja"` inside of a tag, or nothing. It holds nothing that somebody wrote, so that a template
/// prints it as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LangAttribute(Option<Locale>);

impl askama::filters::HtmlSafe for LangAttribute {}

impl fmt::Display for LangAttribute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(locale) => write!(f, " lang=\"{locale}\""),
            None => Ok(()),
        }
    }
}
