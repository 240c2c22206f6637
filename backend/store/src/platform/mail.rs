//! The outbox: mails are rows, written in the transaction of what they tell of; a worker leases a
//! row, sends it, records what came of it. A row that keeps failing ends as dead, and visible.

use diesel::prelude::*;
use domain::access::Member;
use domain::id::{MailId, NetworkId, SubjectId};
use domain::platform::mail::{MailClass, MailEventKind, MailEventSource, bare};
use domain::platform::queue::{self, MailStatus};
use domain::time::Timestamp;
use domain::{Error, Locale, Result};
use schema::mails as t;

use super::audit::{self, Act};
use super::mail_event::{self, NewEvent};
use crate::scope::{InNetwork, NetworkTx, PlatformTx, Reads};

/// A mail to write.
#[derive(Debug, Clone)]
pub struct NewMail<'a> {
    /// Which mail it is: `sample.approved`.
    pub kind: &'a str,
    /// What it is for; news go only to addresses that `leads::consent::may_market` allows.
    pub class: MailClass,
    /// What it is about.
    pub subject_id: Option<SubjectId>,
    /// To whom.
    pub recipient: &'a str,
    /// From whom.
    pub sender: &'a str,
    /// Its language.
    pub locale: Locale,
    /// Its subject line.
    pub subject: &'a str,
    /// Its plain text.
    pub text: &'a str,
    /// Its HTML.
    pub html: &'a str,
}

/// A mail of the outbox.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Mail {
    /// The network that sends it.
    pub network: NetworkId,
    /// Its id.
    pub id: MailId,
    /// Which mail it is.
    pub kind: String,
    /// What it is for.
    pub class: MailClass,
    /// What it is about.
    pub subject_id: Option<SubjectId>,
    /// To whom.
    pub recipient: String,
    /// From whom.
    pub sender: String,
    /// Its language.
    pub locale: Locale,
    /// Its subject line.
    pub subject: String,
    /// Its plain text.
    pub text: String,
    /// Its HTML.
    pub html: String,
    /// Where it stands.
    pub status: MailStatus,
    /// Tries so far, with the one that is under way.
    pub attempts: i64,
    /// When it is tried next.
    pub next_at: Timestamp,
    /// What the last try met.
    pub last_error: Option<String>,
    /// When it was sent last.
    pub sent_at: Option<Timestamp>,
    /// When it was written.
    pub created_at: Timestamp,
}

/// A mail as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct MailLine {
    /// Its id.
    pub id: MailId,
    /// Which mail it is.
    pub kind: String,
    /// What it is for.
    pub class: MailClass,
    /// What it is about.
    pub subject_id: Option<SubjectId>,
    /// To whom.
    pub recipient: String,
    /// Its language.
    pub locale: Locale,
    /// Its subject line.
    pub subject: String,
    /// Where it stands.
    pub status: MailStatus,
    /// Tries so far.
    pub attempts: i64,
    /// When it is tried next.
    pub next_at: Timestamp,
    /// What the last try met.
    pub last_error: Option<String>,
    /// When it was sent last.
    pub sent_at: Option<Timestamp>,
    /// When it was written.
    pub created_at: Timestamp,
}

/// Which mails a list shows; empty means all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Where they stand.
    pub status: Option<MailStatus>,
    /// What they are for.
    pub class: Option<MailClass>,
    /// Which mail it is: `lead.materials`.
    pub kind: String,
    /// To which address.
    pub recipient: String,
}

type Columns = (
    t::network_id,
    t::id,
    t::kind,
    t::class,
    t::subject_id,
    t::recipient,
    t::sender,
    t::locale,
    t::subject,
    t::body_text,
    t::body_html,
    t::status,
    t::attempts,
    t::next_at,
    t::last_error,
    t::sent_at,
    t::created_at,
);
const COLUMNS: Columns = (
    t::network_id,
    t::id,
    t::kind,
    t::class,
    t::subject_id,
    t::recipient,
    t::sender,
    t::locale,
    t::subject,
    t::body_text,
    t::body_html,
    t::status,
    t::attempts,
    t::next_at,
    t::last_error,
    t::sent_at,
    t::created_at,
);

type Line = (
    t::id,
    t::kind,
    t::class,
    t::subject_id,
    t::recipient,
    t::locale,
    t::subject,
    t::status,
    t::attempts,
    t::next_at,
    t::last_error,
    t::sent_at,
    t::created_at,
);
const LINE: Line = (
    t::id,
    t::kind,
    t::class,
    t::subject_id,
    t::recipient,
    t::locale,
    t::subject,
    t::status,
    t::attempts,
    t::next_at,
    t::last_error,
    t::sent_at,
    t::created_at,
);

diesel::define_sql_function! {
    /// Lower case.
    fn lower(text: diesel::sql_types::Text) -> diesel::sql_types::Text;
}

/// Writes a mail that is due at once.
///
/// # Errors
/// Only what the database answers.
pub fn insert(tx: &mut impl InNetwork, mail: &NewMail<'_>, at: Timestamp) -> Result<MailId> {
    let id = MailId::new();
    tx.insert(t::table, |into, stamp, conn| {
        into.values((
            stamp,
            t::id.eq(id),
            t::kind.eq(mail.kind),
            t::class.eq(mail.class),
            t::subject_id.eq(mail.subject_id),
            t::recipient.eq(mail.recipient),
            t::sender.eq(mail.sender),
            t::locale.eq(mail.locale),
            t::subject.eq(mail.subject),
            t::body_text.eq(mail.text),
            t::body_html.eq(mail.html),
            t::status.eq(MailStatus::Queued),
            t::attempts.eq(0),
            t::next_at.eq(at),
            t::created_at.eq(at),
        ))
        .execute(conn)
    })?;
    Ok(id)
}

super::queue::queue!(Mail, MailId, MailStatus);

/// Keeps a claimed mail for as long again, before it is sent: one that waited for those before it may
/// be another worker's by now, which `false` says.
///
/// # Errors
/// Only what the database answers.
pub fn extend(tx: &mut NetworkTx<'_>, mail: &Mail, at: Timestamp) -> Result<bool> {
    let count = tx.update(t::table, |target, conn| {
        let mine = target
            .filter(t::id.eq(mail.id))
            .filter(t::status.eq(MailStatus::Queued))
            .filter(t::attempts.eq(mail.attempts));
        diesel::update(mine)
            .set(t::leased_until.eq(at.plus_seconds(queue::LEASE_SECONDS)))
            .execute(conn)
    })?;
    Ok(count == 1)
}

/// Records that the mail server took a mail.
///
/// # Errors
/// Only what the database answers.
pub fn sent(tx: &mut NetworkTx<'_>, mail: &Mail, at: Timestamp) -> Result<()> {
    let wait_ms = (at.unix_micros() - mail.created_at.unix_micros()) / 1_000;
    tx.update(t::table, |target, conn| {
        let first = target.filter(t::id.eq(mail.id)).filter(t::sent_at.is_null());
        diesel::update(first).set(t::wait_ms.eq(wait_ms)).execute(conn)
    })?;
    tx.update(t::table, |target, conn| {
        diesel::update(target.filter(t::id.eq(mail.id)))
            .set((
                t::status.eq(MailStatus::Sent),
                t::sent_at.eq(at),
                t::leased_until.eq(None::<Timestamp>),
                t::last_error.eq(None::<String>),
            ))
            .execute(conn)
    })?;
    let event = NewEvent::of(mail, MailEventKind::Sent, MailEventSource::Worker);
    mail_event::insert(tx, &event, at)?;
    Ok(())
}

/// Ends a mail that will not be tried again by itself: it came back, or its address is written to no
/// more.
///
/// # Errors
/// Only what the database answers.
pub fn ended(
    tx: &mut NetworkTx<'_>,
    id: MailId,
    (status, why): (MailStatus, Option<&str>),
) -> Result<()> {
    let kept = why.map(|why| why.chars().take(super::queue::ERROR_LENGTH).collect::<String>());
    tx.update(t::table, |target, conn| {
        diesel::update(target.filter(t::id.eq(id)))
            .set((
                t::status.eq(status),
                t::leased_until.eq(None::<Timestamp>),
                t::last_error.eq(kept),
            ))
            .execute(conn)
    })?;
    Ok(())
}

/// Queues a mail again that was sent or given up, with all its tries.
///
/// # Errors
/// `Missing`; `Refused("mail-state")` for a mail that waits to be sent.
pub fn resend(tx: &mut NetworkTx<'_>, me: &Member, id: MailId, at: Timestamp) -> Result<()> {
    let mail = get(tx, id)?;
    let before = mail.status;
    if before == MailStatus::Queued {
        return Err(Error::Refused("mail-state"));
    }
    let changed = tx.update(t::table, |target, conn| {
        diesel::update(target.filter(t::id.eq(id)).filter(t::status.eq(before)))
            .set((
                t::status.eq(MailStatus::Queued),
                t::attempts.eq(0),
                t::next_at.eq(at),
                t::leased_until.eq(None::<Timestamp>),
                t::last_error.eq(None::<String>),
            ))
            .execute(conn)
    })?;
    if changed == 0 {
        return Err(Error::Stale);
    }
    let event = NewEvent::of(&mail, MailEventKind::Resent, MailEventSource::Staff);
    mail_event::insert(tx, &event, at)?;
    let act = Act {
        kind: "mail.resend",
        before: Some(before.as_str()),
        after: Some(MailStatus::Queued.as_str()),
        reason: None,
    };
    audit::insert(tx, Some(me), at, id, &act)
}

/// A mail with its texts.
///
/// # Errors
/// `Missing`.
pub fn get(tx: &mut NetworkTx<'_>, id: MailId) -> Result<Mail> {
    Ok(tx.query(t::table, |rows, conn| rows.filter(t::id.eq(id)).select(COLUMNS).first(conn))?)
}

/// The outbox, newest first, after the last mail of the page before.
///
/// # Errors
/// Only what the database answers.
pub fn page(
    tx: &mut NetworkTx<'_>,
    filter: &Filter,
    after: Option<MailId>,
    limit: i64,
) -> Result<Vec<MailLine>> {
    Ok(tx.query(t::table, |mut rows, conn| {
        if let Some(status) = filter.status {
            rows = rows.filter(t::status.eq(status));
        }
        if let Some(class) = filter.class {
            rows = rows.filter(t::class.eq(class));
        }
        if !filter.kind.is_empty() {
            rows = rows.filter(t::kind.eq(filter.kind.clone()));
        }
        if !filter.recipient.is_empty() {
            rows = rows.filter(lower(t::recipient).eq(bare(&filter.recipient)));
        }
        if let Some(after) = after {
            rows = rows.filter(t::id.lt(after));
        }
        rows.order(t::id.desc()).limit(limit).select(LINE).load(conn)
    })?)
}

/// The mails about a thing, newest first.
///
/// # Errors
/// Only what the database answers.
pub fn find(tx: &mut NetworkTx<'_>, subject: SubjectId) -> Result<Vec<MailLine>> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::subject_id.eq(subject)).order(t::id.desc()).select(LINE).load(conn)
    })?)
}

/// How many mails stand where; states without mails are absent.
///
/// # Errors
/// Only what the database answers.
pub fn counts(tx: &mut NetworkTx<'_>) -> Result<Vec<(MailStatus, i64)>> {
    // Boxed rows cannot be grouped; the update's target is the same filter, not boxed.
    Ok(tx.update(t::table, |target, conn| {
        target
            .group_by(t::status)
            .order(t::status)
            .select((t::status, diesel::dsl::count_star()))
            .load(conn)
    })?)
}
