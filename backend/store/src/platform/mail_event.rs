//! What became of mails, event by event; the same event told twice is one.

use diesel::prelude::*;
use domain::Result;
use domain::id::{MailEventId, MailId};
use domain::platform::mail::{MailEventKind, MailEventSource, bare};
use domain::time::Timestamp;
use schema::mail_events as t;

use super::mail::Mail;
use crate::conn::OnBoth;
use crate::scope::{InNetwork, NetworkTx, Reads};

/// Characters that are kept of what is said of an event.
const DETAIL_LENGTH: usize = 300;

/// An event to record.
#[derive(Debug, Clone)]
pub struct NewEvent {
    /// The mail that it happened to, where it is known.
    pub mail: Option<MailId>,
    /// The address that it is about, bare.
    pub address: String,
    /// What happened.
    pub kind: MailEventKind,
    /// Who told it.
    pub source: MailEventSource,
    /// In whose words.
    pub detail: Option<String>,
    /// By what the same event is known when it is told again.
    pub key: Option<String>,
}

impl NewEvent {
    /// An event of a mail that nobody else will tell.
    pub fn of(mail: &Mail, kind: MailEventKind, source: MailEventSource) -> Self {
        let address = bare(&mail.recipient);
        Self { mail: Some(mail.id), address, kind, source, detail: None, key: None }
    }
}

/// An event that was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct MailEvent {
    /// Its id.
    pub id: MailEventId,
    /// What happened.
    pub kind: MailEventKind,
    /// Who told it.
    pub source: MailEventSource,
    /// In whose words.
    pub detail: Option<String>,
    /// When.
    pub at: Timestamp,
}

/// Records an event; `false` when it is known already.
///
/// # Errors
/// Only what the database answers.
pub fn insert(tx: &mut NetworkTx<'_>, new: &NewEvent, at: Timestamp) -> Result<bool> {
    let detail = new.detail.as_ref().map(|all| all.chars().take(DETAIL_LENGTH).collect::<String>());
    let count = tx.insert(t::table, |into, stamp, conn| {
        let row = (
            stamp,
            t::id.eq(MailEventId::new()),
            t::mail_id.eq(new.mail),
            t::address.eq(&new.address),
            t::kind.eq(new.kind),
            t::source.eq(new.source),
            t::detail.eq(detail),
            t::key.eq(new.key.clone()),
            t::at.eq(at),
        );
        OnBoth(into.values(row).on_conflict_do_nothing()).execute(conn)
    })?;
    Ok(count == 1)
}

/// What happened to a mail, oldest first.
///
/// # Errors
/// Only what the database answers.
pub fn find(tx: &mut NetworkTx<'_>, mail: MailId) -> Result<Vec<MailEvent>> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::mail_id.eq(mail))
            .order(t::id)
            .select((t::id, t::kind, t::source, t::detail, t::at))
            .load(conn)
    })?)
}

/// How often an event of a kind happened to an address after a moment.
///
/// # Errors
/// Only what the database answers.
pub fn count(
    tx: &mut NetworkTx<'_>,
    address: &str,
    kind: MailEventKind,
    after: Timestamp,
) -> Result<i64> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::address.eq(address.to_owned()))
            .filter(t::kind.eq(kind))
            .filter(t::at.gt(after))
            .count()
            .first(conn)
    })?)
}
