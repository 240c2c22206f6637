//! Texts of things in several languages, each with the digest of the source it was made from.

use std::collections::HashMap;

use diesel::prelude::*;
use domain::id::{Id, Kind, OrganizationId, Subject, SubjectId};
use domain::locale::Locale;
use domain::{Result, text};
use schema::texts as t;

use crate::rows::Among;
use crate::scope::{InNetwork, Reads};

/// The texts of some things, by owner, field and language.
#[derive(Debug, Clone, Default)]
pub struct Texts(HashMap<(SubjectId, String), Vec<Text>>);

/// One text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Its language.
    pub locale: Locale,
    /// The text.
    pub value: String,
    /// The digest of the source text it was translated from; none for the source itself.
    pub source_digest: Option<Vec<u8>>,
}

impl Texts {
    /// The text in the reader's language, else in the nearest other one; `None` when there is none.
    pub fn get<K: Kind>(&self, owner: Id<K>, field: &str, locale: Locale) -> Option<&Text> {
        let all = self.0.get(&(owner.cast::<Subject>(), field.to_owned()))?;
        locale.fallbacks().iter().find_map(|want| all.iter().find(|text| text.locale == *want))
    }

    /// The text in exactly this language.
    pub fn exact<K: Kind>(&self, owner: Id<K>, field: &str, locale: Locale) -> Option<&str> {
        let all = self.0.get(&(owner.cast::<Subject>(), field.to_owned()))?;
        all.iter().find(|text| text.locale == locale).map(|text| text.value.as_str())
    }

    /// Whether a translation was made from another source than the present one.
    pub fn is_stale<K: Kind>(
        &self,
        owner: Id<K>,
        field: &str,
        locale: Locale,
        source: Locale,
    ) -> bool {
        let digest = self.exact(owner, field, source).map(text::digest);
        let Some(all) = self.0.get(&(owner.cast::<Subject>(), field.to_owned())) else {
            return false;
        };
        all.iter().any(|text| {
            text.locale == locale
                && text.source_digest.is_some()
                && text.source_digest.as_deref() != digest.as_ref().map(<[u8; 32]>::as_slice)
        })
    }
}

/// A text to keep.
#[derive(Debug, Clone)]
pub struct NewText<'a> {
    /// The field's name.
    pub field: &'a str,
    /// The language.
    pub locale: Locale,
    /// The text; an empty one removes the row.
    pub value: &'a str,
    /// The source it was translated from.
    pub source: Option<&'a str>,
}

/// The texts of some things in all languages.
///
/// # Errors
/// Only what the database answers.
pub fn find(tx: &mut impl Reads<t::table>, owners: &[SubjectId]) -> Result<Texts> {
    Ok(gathered(tx.query(t::table, |rows, conn| {
        rows.filter(t::owner_id.among(owners.to_vec()))
            .select((t::owner_id, t::field, t::locale, t::value, t::source_digest))
            .load(conn)
    })?))
}

/// Some fields of some things in all languages: for lists, whose things have long texts that no list
/// shows.
///
/// # Errors
/// Only what the database answers.
pub fn find_fields(
    tx: &mut impl Reads<t::table>,
    owners: &[SubjectId],
    fields: &[&'static str],
) -> Result<Texts> {
    Ok(gathered(tx.query(t::table, |rows, conn| {
        rows.filter(t::owner_id.among(owners.to_vec()))
            .filter(t::field.among(fields.to_vec()))
            .select((t::owner_id, t::field, t::locale, t::value, t::source_digest))
            .load(conn)
    })?))
}

type Row = (SubjectId, String, Locale, String, Option<Vec<u8>>);

fn gathered(rows: Vec<Row>) -> Texts {
    let mut texts = Texts::default();
    for (owner, field, locale, value, source_digest) in rows {
        let text = Text { locale, value, source_digest };
        texts.0.entry((owner, field)).or_default().push(text);
    }
    texts
}

/// Puts the texts of one thing in place of those it had in the same fields and languages.
///
/// # Errors
/// Only what the database answers.
pub fn apply<K: Kind>(
    tx: &mut impl InNetwork,
    owner: Id<K>,
    organization: OrganizationId,
    published: bool,
    texts: &[NewText<'_>],
) -> Result<()> {
    let owner = owner.cast::<Subject>();
    for text in texts {
        tx.update(t::table, |target, conn| {
            diesel::delete(
                target
                    .filter(t::owner_id.eq(owner))
                    .filter(t::field.eq(text.field))
                    .filter(t::locale.eq(text.locale)),
            )
            .execute(conn)
        })?;
        if text.value.is_empty() {
            continue;
        }
        let digest = text.source.map(|source| text::digest(source).to_vec());
        tx.insert(t::table, |into, stamp, conn| {
            into.values((
                stamp,
                t::owner_id.eq(owner),
                t::field.eq(text.field),
                t::locale.eq(text.locale),
                t::organization_id.eq(organization),
                t::value.eq(text.value),
                t::source_digest.eq(digest),
                t::published.eq(published),
            ))
            .execute(conn)
        })?;
    }
    Ok(())
}

/// Puts those of the texts in place that differ from what is kept. A translation that nobody touched
/// keeps the digest of the source it was made from, so that it is known as stale once the source
/// changes.
///
/// # Errors
/// Only what the database answers.
pub fn apply_changed<K: Kind>(
    tx: &mut impl Reads<t::table>,
    owner: Id<K>,
    organization: OrganizationId,
    published: bool,
    texts: &[NewText<'_>],
) -> Result<()> {
    let kept = find(tx, &[owner.cast::<Subject>()])?;
    let changed: Vec<NewText<'_>> = texts
        .iter()
        .filter(|new| kept.exact(owner, new.field, new.locale).unwrap_or_default() != new.value)
        .cloned()
        .collect();
    apply(tx, owner, organization, published, &changed)
}

/// Shows or hides all texts of a thing to the public.
///
/// # Errors
/// Only what the database answers.
pub fn publish<K: Kind>(tx: &mut impl InNetwork, owner: Id<K>, published: bool) -> Result<()> {
    tx.update(t::table, |target, conn| {
        diesel::update(target.filter(t::owner_id.eq(owner.cast::<Subject>())))
            .set(t::published.eq(published))
            .execute(conn)
    })?;
    Ok(())
}
