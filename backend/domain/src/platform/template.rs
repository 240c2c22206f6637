//! Mails whose words a network writes itself, in each language: plain text with places that are filled
//! in. Where nobody wrote one the product's own words stand.

use crate::choices;
use crate::error::{FieldError, Fields, Result};
use crate::text;

choices! {
    /// A mail whose words can be written.
    pub enum TemplateKind {
        /// The answer to a request for the introduction materials.
        Materials = "lead.materials",
    }
}

/// A place of a text that is filled in when the mail is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// Its name; `{name}` in the text.
    pub name: &'static str,
    /// Whether the body must have it.
    pub is_required: bool,
    /// Whether the subject may have it.
    pub in_subject: bool,
}

const fn slot(name: &'static str, is_required: bool, in_subject: bool) -> Slot {
    Slot { name, is_required, in_subject }
}

const MATERIALS: &[Slot] = &[
    slot("greeting", false, false),
    slot("company", false, false),
    slot("network", false, true),
    slot("link", true, false),
    slot("until", false, false),
    slot("form", false, false),
];

impl TemplateKind {
    /// The places that its texts may have.
    pub const fn slots(self) -> &'static [Slot] {
        match self {
            Self::Materials => MATERIALS,
        }
    }
}

/// A text as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TemplateDraft {
    /// The subject line.
    pub subject: String,
    /// The body.
    pub body: String,
}

/// A piece of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Words.
    Text(String),
    /// An address to go to.
    Link(String),
}

impl TemplateDraft {
    /// Checks a text: one line and up to 5,000 characters, no place that the mail does not know, none
    /// missing that it needs.
    ///
    /// # Errors
    /// `Invalid` on `subject` and `body`: `field-required`, `field-too-long`, `template-slot` with the
    /// place, `template-slot-missing` with the place.
    pub fn check(&self, kind: TemplateKind) -> Result<Self> {
        let mut fields = Fields::new();
        let subject = fields.take(text::required("subject", &self.subject, 120));
        let body = fields.take(text::long("body", &self.body, 5_000));
        let is_empty = body.as_ref().is_some_and(|body| body.trim().is_empty());
        fields.check(!is_empty, "body", "field-required");
        fields.finish()?;
        let (subject, body) = (subject.unwrap_or_default(), body.unwrap_or_default());
        let mut wrong = Vec::new();
        let known = |name: &str| kind.slots().iter().find(|slot| slot.name == name);
        for name in slots(&subject) {
            if !known(name).is_some_and(|slot| slot.in_subject) {
                wrong.push(FieldError::new("subject", "template-slot").with("slot", name));
            }
        }
        let found = slots(&body);
        for name in &found {
            if known(name).is_none() {
                wrong.push(FieldError::new("body", "template-slot").with("slot", name));
            }
        }
        for slot in kind.slots().iter().filter(|slot| slot.is_required) {
            if !found.contains(&slot.name) {
                let missing = FieldError::new("body", "template-slot-missing");
                wrong.push(missing.with("slot", slot.name));
            }
        }
        if wrong.is_empty() {
            Ok(Self { subject, body })
        } else {
            Err(crate::Error::Invalid(wrong))
        }
    }
}

/// The names of the places in a text: whatever stands in braces.
fn slots(text: &str) -> Vec<&str> {
    text.split('{').skip(1).map(|rest| rest.split('}').next().unwrap_or(rest)).collect()
}

/// A text with its places filled in. What is filled in is not looked at again.
pub fn filled(text: &str, values: &[(&str, String)]) -> String {
    pieces(text, values)
        .into_iter()
        .map(|piece| match piece {
            Piece::Text(text) | Piece::Link(text) => text,
        })
        .collect()
}

/// The pieces of a text with its places filled in; whole addresses are links.
pub fn pieces(text: &str, values: &[(&str, String)]) -> Vec<Piece> {
    let mut all = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, behind) = after.split_once('}').unwrap_or((after, ""));
        all.push(Piece::Text(before.to_owned()));
        let value = values.iter().find(|(known, _)| *known == name);
        let value = value.map(|(_, value)| value.clone()).unwrap_or_default();
        let is_link = value.starts_with("https://") || value.starts_with("http://");
        all.push(if is_link { Piece::Link(value) } else { Piece::Text(value) });
        rest = behind;
    }
    all.push(Piece::Text(rest.to_owned()));
    all.retain(|piece| !matches!(piece, Piece::Text(text) if text.is_empty()));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Error;

    fn draft(subject: &str, body: &str) -> TemplateDraft {
        TemplateDraft { subject: subject.into(), body: body.into() }
    }

    fn codes(draft: &TemplateDraft) -> Vec<(String, &'static str)> {
        match draft.check(TemplateKind::Materials) {
            Err(Error::Invalid(all)) => all.into_iter().map(|one| (one.field, one.code)).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_text_has_the_places_that_its_mail_knows() {
        assert!(
            draft("{network}の資料", "{greeting}\n{link}").check(TemplateKind::Materials).is_ok()
        );
        let subject = ("subject".to_owned(), "template-slot");
        let body = ("body".to_owned(), "template-slot");
        let missing = ("body".to_owned(), "template-slot-missing");
        assert_eq!(codes(&draft("{link}", "{link}")), [subject]);
        assert_eq!(codes(&draft("x", "{link} {password}")), std::slice::from_ref(&body));
        assert_eq!(codes(&draft("x", "hello {")), [body, missing]);
        assert_eq!(codes(&draft("", " ")).len(), 2);
    }

    #[test]
    fn what_is_filled_in_is_not_looked_at_again() {
        let values = [("greeting", "{link}".to_owned()), ("link", "https://x".to_owned())];
        assert_eq!(filled("{greeting}, {link}!", &values), "{link}, https://x!");
        let expected = [Piece::Text("a ".into()), Piece::Link("https://x".into())];
        assert_eq!(pieces("a {link}", &values), expected);
    }
}
