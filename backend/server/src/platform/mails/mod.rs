//! The outbox as the operator sees it: what waits, what left, what was given up.

pub mod api;
mod pages;

use actix_web::web;
use domain::access::{Member, Permission};
use domain::id::MailId;
use domain::platform::queue::MailStatus;
use domain::{Error, Result, Timestamp};
use store::platform::mail::{self, Mail, MailLine};
use store::scope::NetworkTx;

use crate::paging;

/// A page of the outbox.
#[derive(Debug, Clone)]
pub struct Mails {
    /// Newest first.
    pub items: Vec<MailLine>,
    /// After which one the next page begins; none on the last page.
    pub next: Option<MailId>,
    /// How many stand where, whatever the filter says.
    pub counts: Vec<(MailStatus, i64)>,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    api::routes(config);
    pages::routes(config);
}

/// Reads a state from a word; an empty one means all.
///
/// # Errors
/// `Invalid` with `choice-unknown` on `status`.
pub fn status(word: &str) -> Result<Option<MailStatus>> {
    match word {
        "" => Ok(None),
        word => word.parse().map(Some).map_err(|_| Error::field("status", "choice-unknown")),
    }
}

/// A page of the outbox, after the last mail of the page before.
///
/// # Errors
/// `Forbidden`.
pub fn page(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    status: Option<MailStatus>,
    after: Option<MailId>,
    limit: usize,
) -> Result<Mails> {
    me.must(Permission::SeeMails)?;
    let mut items = mail::page(tx, status, after, paging::one_more(limit))?;
    let next = paging::next(&mut items, limit, |last| last.id);
    Ok(Mails { items, next, counts: mail::counts(tx)? })
}

/// A mail with its texts.
///
/// # Errors
/// `Forbidden`, `Missing`.
pub fn show(tx: &mut NetworkTx<'_>, me: &Member, id: MailId) -> Result<Mail> {
    me.must(Permission::SeeMails)?;
    mail::get(tx, id)
}

/// Queues a mail again that was sent or given up. It keeps its Message-ID, so that a mailbox which
/// has it already recognises it.
///
/// # Errors
/// `Forbidden`; `Missing`; `Stale`; `Refused("mail-state")` for a mail that waits to be sent.
pub fn resend(tx: &mut NetworkTx<'_>, me: &Member, id: MailId, at: Timestamp) -> Result<Mail> {
    me.must(Permission::ResendMails)?;
    mail::resend(tx, me, id, at)?;
    mail::get(tx, id)
}

/// The `Message-ID` under which every delivery of a mail goes out.
pub fn message_id(mail: &Mail) -> String {
    let domain = mail.sender.rsplit('@').next().unwrap_or("localhost").trim_end_matches('>');
    format!("{}@{domain}", mail.id)
}

/// How a mail's state is drawn. Templates lend every argument.
#[allow(clippy::trivially_copy_pass_by_ref)]
pub(crate) fn tone(status: &MailStatus) -> &'static str {
    match status {
        MailStatus::Queued => "waiting",
        MailStatus::Sent => "good",
        MailStatus::Dead => "now",
    }
}
