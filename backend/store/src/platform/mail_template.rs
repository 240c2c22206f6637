//! The words that a network wrote for its mails, one row for each mail and language.

use diesel::prelude::*;
use domain::access::Member;
use domain::id::MailTemplateId;
use domain::platform::template::{TemplateDraft, TemplateKind};
use domain::time::Timestamp;
use domain::{Error, Locale, Result};
use schema::mail_templates as t;

use super::audit::{self, Act};
use crate::conn::OnBoth;
use crate::scope::{InNetwork, NetworkTx, Reads};

/// A network's own words of a mail.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Template {
    /// Its id.
    pub id: MailTemplateId,
    /// Which mail it is.
    pub kind: TemplateKind,
    /// In which language.
    pub locale: Locale,
    /// The subject line.
    pub subject: String,
    /// The body.
    pub body: String,
    /// Counts its changes.
    pub version: i64,
    /// When it was written.
    pub updated_at: Timestamp,
}

macro_rules! columns {
    () => {
        (t::id, t::kind, t::locale, t::subject, t::body, t::version, t::updated_at)
    };
}

/// The words of a mail in exactly a language; `None` where the product's own stand.
///
/// # Errors
/// Only what the database answers.
pub fn get(tx: &mut NetworkTx<'_>, kind: TemplateKind, locale: Locale) -> Result<Option<Template>> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::kind.eq(kind))
            .filter(t::locale.eq(locale))
            .select(columns!())
            .first(conn)
            .optional()
    })?)
}

/// All words that the network wrote.
///
/// # Errors
/// Only what the database answers.
pub fn find(tx: &mut NetworkTx<'_>) -> Result<Vec<Template>> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.order((t::kind, t::locale)).select(columns!()).load(conn)
    })?)
}

/// Puts the words of a mail in place of those that were seen, `version` 0 where there were none.
///
/// # Errors
/// `Stale`.
pub fn apply(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    (kind, locale, version): (TemplateKind, Locale, i64),
    draft: &TemplateDraft,
    at: Timestamp,
) -> Result<()> {
    let count = if version == 0 {
        tx.insert(t::table, |into, stamp, conn| {
            let row = (
                stamp,
                t::id.eq(MailTemplateId::new()),
                t::kind.eq(kind),
                t::locale.eq(locale),
                t::subject.eq(&draft.subject),
                t::body.eq(&draft.body),
                t::version.eq(1),
                t::updated_at.eq(at),
            );
            OnBoth(into.values(row).on_conflict_do_nothing()).execute(conn)
        })?
    } else {
        tx.update(t::table, |target, conn| {
            let seen = target
                .filter(t::kind.eq(kind))
                .filter(t::locale.eq(locale))
                .filter(t::version.eq(version));
            diesel::update(seen)
                .set((
                    t::subject.eq(&draft.subject),
                    t::body.eq(&draft.body),
                    t::version.eq(version + 1),
                    t::updated_at.eq(at),
                ))
                .execute(conn)
        })?
    };
    let row = get(tx, kind, locale)?.filter(|_| count == 1).ok_or(Error::Stale)?;
    let act = Act { kind: "mail_template.write", after: Some(&draft.subject), ..Act::default() };
    audit::insert(tx, Some(me), at, row.id, &act)
}

/// Removes the words that were seen: the product's own stand again.
///
/// # Errors
/// `Stale`.
pub fn remove(tx: &mut NetworkTx<'_>, me: &Member, row: &Template, at: Timestamp) -> Result<()> {
    let count = tx.update(t::table, |target, conn| {
        let seen = target.filter(t::id.eq(row.id)).filter(t::version.eq(row.version));
        diesel::delete(seen).execute(conn)
    })?;
    if count == 0 {
        return Err(Error::Stale);
    }
    let act = Act { kind: "mail_template.reset", before: Some(&row.subject), ..Act::default() };
    audit::insert(tx, Some(me), at, row.id, &act)
}
