//! What the public pages tell beside their forms: case studies, questions and answers, columns. Staff
//! write them in each language; a case is shown only where its evidence is on file.

use crate::calendar::Month;
use crate::error::{FieldError, Fields, Result};
use crate::locale::{Locale, PerLocale};
use crate::text;
use crate::{choices, flow};

choices! {
    /// What an item is.
    pub enum ItemKind {
        Case = "case",
        Faq = "faq",
        Column = "column",
    }
}

flow! {
    /// Whether an item is shown.
    pub enum ItemStatus, act ItemAct, rule "front-state" {
        states { Draft = "draft", Published = "published", Hidden = "hidden" }
        acts { Publish = "publish", Hide = "hide" }
        Draft + Publish => Published;
        Hidden + Publish => Published;
        Published + Hide => Hidden;
    }
}

choices! {
    /// Where an item is moved in its list.
    pub enum ItemMove {
        Raise = "raise",
        Lower = "lower",
    }
}

const TITLE_LIMIT: usize = 120;
const BODY_LIMIT: usize = 20_000;
const NOTE_LIMIT: usize = 1_000;
const URL_LIMIT: usize = 500;
/// Characters of a column's part of its address.
const SLUG_LENGTH: std::ops::RangeInclusive<usize> = 3..=60;
/// More pieces than a network sells.
const UNITS_LIMIT: i64 = 1_000_000_000;

/// An item in one language; empty texts are missing ones.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Deserialize, serde::Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct ItemTexts {
    /// A line: of a question the question.
    pub title: String,
    /// Markdown.
    pub body: String,
}

/// An item as a form brings it, unchecked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ItemDraft {
    /// A column's part of its address.
    pub slug: String,
    /// Pieces that a case tells of.
    pub units: String,
    /// The first month of a case, `2026-04`.
    pub first_month: String,
    /// Its last month.
    pub last_month: String,
    /// What proves a case, for staff.
    pub evidence_note: String,
    /// Where that is kept, for staff.
    pub evidence_url: String,
    /// What it says in each language.
    pub texts: PerLocale<ItemTexts>,
}

/// An item, checked. What it lacks it may lack until it is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemFields {
    /// What it is.
    pub kind: ItemKind,
    /// A column's part of its address.
    pub slug: Option<String>,
    /// Pieces that a case tells of.
    pub units: Option<i64>,
    /// The first and the last month of a case.
    pub period: Option<(Month, Month)>,
    /// What proves a case, for staff.
    pub evidence_note: String,
    /// Where that is kept, for staff.
    pub evidence_url: String,
    /// What it says in each language.
    pub texts: PerLocale<ItemTexts>,
}

impl ItemDraft {
    /// Gathers a draft from fields by their names: `slug`, …, `title_ja`, `body_zh_hans`.
    pub fn gather(of: impl Fn(&str) -> String) -> Self {
        Self {
            slug: of("slug"),
            units: of("units"),
            first_month: of("first_month"),
            last_month: of("last_month"),
            evidence_note: of("evidence_note"),
            evidence_url: of("evidence_url"),
            texts: PerLocale::each(|locale| ItemTexts {
                title: of(&format!("title_{}", locale.suffix())),
                body: of(&format!("body_{}", locale.suffix())),
            }),
        }
    }

    /// Checks an item; fields of another kind are left out.
    ///
    /// # Errors
    /// `Invalid` with every wrong field: `field-required`, `field-too-long`, `slug-malformed`,
    /// `number-malformed`, `front-month`, `front-span`, `front-url`.
    pub fn check(&self, kind: ItemKind) -> Result<ItemFields> {
        let mut fields = Fields::new();
        let mut made = ItemFields {
            kind,
            slug: None,
            units: None,
            period: None,
            evidence_note: String::new(),
            evidence_url: String::new(),
            texts: PerLocale::default(),
        };
        match kind {
            ItemKind::Column => made.slug = fields.take(slug(&self.slug)),
            ItemKind::Case => {
                made.units = fields.take(units(&self.units)).flatten();
                made.period = fields.take(self.period()).flatten();
                let note = text::long("evidence_note", &self.evidence_note, NOTE_LIMIT);
                made.evidence_note = fields.take(note).unwrap_or_default();
                made.evidence_url = fields.take(url(&self.evidence_url)).unwrap_or_default();
            }
            ItemKind::Faq => {}
        }
        made.texts = PerLocale::each(|locale| {
            let (told, suffix) = (self.texts.get(locale), locale.suffix());
            let title = text::optional(&format!("title_{suffix}"), &told.title, TITLE_LIMIT);
            let body = text::long(&format!("body_{suffix}"), &told.body, BODY_LIMIT);
            let (title, body) = (fields.take(title), fields.take(body));
            ItemTexts { title: title.unwrap_or_default(), body: body.unwrap_or_default() }
        });
        fields.finish().map(|()| made)
    }

    fn period(&self) -> Result<Option<(Month, Month)>, FieldError> {
        let month = |field: &str, told: &str| {
            let told = text::line(&text::fold_width(told));
            if told.is_empty() {
                return Ok(None);
            }
            told.parse::<Month>().map(Some).map_err(|_| FieldError::new(field, "front-month"))
        };
        let first = month("first_month", &self.first_month)?;
        let last = month("last_month", &self.last_month)?;
        match (first, last) {
            (None, None) => Ok(None),
            (None, Some(_)) => Err(FieldError::new("first_month", "field-required")),
            (Some(first), last) => {
                let last = last.unwrap_or(first);
                if last.first_day() < first.first_day() {
                    return Err(FieldError::new("last_month", "front-span"));
                }
                Ok(Some((first, last)))
            }
        }
    }
}

impl ItemFields {
    /// Whether it may be shown: whole in at least one language and half in none; a case with its
    /// figures and its evidence.
    ///
    /// # Errors
    /// `Invalid` with what is missing: `field-required`, `front-evidence`.
    pub fn ready(&self) -> Result<()> {
        let mut fields = Fields::new();
        let texts = Locale::ALL.map(|locale| (locale, self.texts.get(locale)));
        for (locale, told) in texts {
            for (field, here, there) in
                [("title", &told.title, &told.body), ("body", &told.body, &told.title)]
            {
                let is_half = here.is_empty() && !there.is_empty();
                fields.check(!is_half, &format!("{field}_{}", locale.suffix()), "field-required");
            }
        }
        let is_empty = texts.iter().all(|(_, told)| told.title.is_empty() && told.body.is_empty());
        fields.check(!is_empty, "title_ja", "field-required");
        if self.kind == ItemKind::Case {
            fields.check(self.units.is_some(), "units", "field-required");
            fields.check(self.period.is_some(), "first_month", "field-required");
            let is_proved = !self.evidence_note.is_empty() || !self.evidence_url.is_empty();
            fields.check(is_proved, "evidence_note", "front-evidence");
        }
        fields.finish()
    }
}

fn slug(told: &str) -> Result<String, FieldError> {
    let told = text::line(&text::fold_width(told));
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let fits = SLUG_LENGTH.contains(&told.len())
        && told.chars().all(is_plain)
        && !told.starts_with('-')
        && !told.ends_with('-');
    if told.is_empty() {
        Err(FieldError::new("slug", "field-required"))
    } else if fits {
        Ok(told)
    } else {
        Err(FieldError::new("slug", "slug-malformed"))
    }
}

fn units(told: &str) -> Result<Option<i64>, FieldError> {
    let told = text::line(&text::fold_width(told)).replace([',', '，'], "");
    if told.is_empty() {
        return Ok(None);
    }
    let units = told.parse().ok().filter(|units| (1..=UNITS_LIMIT).contains(units));
    units.map(Some).ok_or_else(|| FieldError::new("units", "number-malformed"))
}

fn url(told: &str) -> Result<String, FieldError> {
    let url = text::optional("evidence_url", told, URL_LIMIT)?;
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let fits = host.is_some_and(|host| !host.is_empty() && !host.contains([' ', '"', '<', '>']));
    if url.is_empty() || fits { Ok(url) } else { Err(FieldError::new("evidence_url", "front-url")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Error;

    fn case() -> ItemDraft {
        let ja = ItemTexts { title: "抹茶の事例".into(), body: "**半年**で".into() };
        ItemDraft {
            slug: "Not Asked".into(),
            units: "１,２４０".into(),
            first_month: "2026-04".into(),
            last_month: "2026-09".into(),
            evidence_note: "売上台帳 9月".into(),
            texts: PerLocale { ja, ..PerLocale::default() },
            ..ItemDraft::default()
        }
    }

    fn codes<T: std::fmt::Debug>(read: Result<T>) -> Vec<(String, &'static str)> {
        match read {
            Err(Error::Invalid(wrong)) => {
                wrong.into_iter().map(|one| (one.field, one.code)).collect()
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_case_is_shown_with_figures_and_evidence_only() {
        let fields = case().check(ItemKind::Case).expect("fields");
        assert_eq!((fields.units, fields.slug.as_deref()), (Some(1_240), None));
        assert_eq!(fields.ready(), Ok(()));
        let bare = ItemDraft { texts: case().texts, ..ItemDraft::default() };
        let bare = bare.check(ItemKind::Case).expect("a draft may lack it");
        let expected = [
            ("units".to_owned(), "field-required"),
            ("first_month".to_owned(), "field-required"),
            ("evidence_note".to_owned(), "front-evidence"),
        ];
        assert_eq!(codes(bare.ready()), expected);
    }

    #[test]
    fn an_item_is_whole_in_a_language_and_half_in_none() {
        let half = ItemTexts { title: String::new(), body: "x".into() };
        let draft = ItemDraft {
            texts: PerLocale { zh_hans: half, ..case().texts },
            ..ItemDraft::default()
        };
        let faq = draft.check(ItemKind::Faq).expect("fields");
        assert_eq!(codes(faq.ready()), [("title_zh_hans".into(), "field-required")]);
        let empty = ItemDraft::default().check(ItemKind::Faq).expect("fields");
        assert_eq!(codes(empty.ready()), [("title_ja".into(), "field-required")]);
    }

    #[test]
    fn what_cannot_be_read_is_told_field_by_field() {
        let wrong = ItemDraft {
            units: "0".into(),
            first_month: "2026-09".into(),
            last_month: "2026-04".into(),
            evidence_url: "javascript:alert(1)".into(),
            ..case()
        };
        let expected = [
            ("units".to_owned(), "number-malformed"),
            ("last_month".to_owned(), "front-span"),
            ("evidence_url".to_owned(), "front-url"),
        ];
        assert_eq!(codes(wrong.check(ItemKind::Case)), expected);
        for slug in ["", "ab", "Tea", "-tea", "tea/leaf", "茶の話"] {
            let column = ItemDraft { slug: slug.into(), ..case() };
            assert_eq!(codes(column.check(ItemKind::Column))[0].0, "slug", "{slug}");
        }
        assert!(
            ItemDraft { slug: "green-tea-101".into(), ..case() }.check(ItemKind::Column).is_ok()
        );
    }
}
