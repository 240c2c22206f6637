//! The outbox as the operator sees it: what waits, what left, what was given up.

pub mod api;
mod pages;
pub mod report;

use actix_web::web;
use domain::access::{Member, Permission};
use domain::id::MailId;
use domain::platform::queue::MailStatus;
use domain::{Error, Result, Timestamp};
use store::platform::mail::{self, Filter, Mail, MailLine};
use store::platform::mail_event::{self, MailEvent};
use store::platform::suppression::{self, Suppression};
use store::scope::NetworkTx;

use crate::paging;

/// Mails that an export holds at most.
const EXPORTED: usize = 50_000;
/// Mails that an export reads at a time.
const EXPORT_STEP: i64 = 1_000;
/// Mails that one press of a button queues again at most.
pub const AT_ONCE: i64 = 500;

/// Every mail that the product writes, by area.
pub const KINDS: [&str; 39] = [
    "adjustment.approved",
    "commission.rejected",
    "commission.restored",
    "fee.agreed",
    "fee.canceled",
    "fee.earned",
    "fee.lapsed",
    "invitation",
    "lead.call",
    "lead.case",
    "lead.late",
    "lead.material_renewed",
    "lead.materials",
    "live.canceled",
    "live.scheduled",
    "mail.test",
    "news.confirm",
    "partner.agreed",
    "partner.ended",
    "product.approve",
    "product.reject",
    "product.request_changes",
    "product.resume",
    "product.suspend",
    "sample.approved",
    "sample.breached",
    "sample.canceled",
    "sample.expired",
    "sample.extended",
    "sample.fulfilled",
    "sample.needs_fix",
    "sample.overdue",
    "sample.received",
    "sample.rejected",
    "sample.requested",
    "sample.shipped",
    "sample.submitted",
    "sample.waived",
    "stock.short",
];

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

/// What a list is asked for, in words; empty ones mean all.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    /// Where the mails stand.
    pub status: String,
    /// What they are for.
    pub class: String,
    /// Which mail they are.
    pub kind: String,
    /// To which address.
    pub to: String,
}

impl Asked {
    /// The filter that is meant.
    ///
    /// # Errors
    /// `Invalid` with `choice-unknown` on `status` or `class`.
    pub fn filter(&self) -> Result<Filter> {
        let unknown = |field: &'static str| move |_| Error::field(field, "choice-unknown");
        let status = Some(self.status.as_str()).filter(|word| !word.is_empty());
        let class = Some(self.class.as_str()).filter(|word| !word.is_empty());
        Ok(Filter {
            status: status.map(str::parse).transpose().map_err(unknown("status"))?,
            class: class.map(str::parse).transpose().map_err(unknown("class"))?,
            kind: self.kind.clone(),
            recipient: self.to.trim().to_owned(),
        })
    }
}

/// A page of the outbox, after the last mail of the page before.
///
/// # Errors
/// `Forbidden`.
pub fn page(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    filter: &Filter,
    after: Option<MailId>,
    limit: usize,
) -> Result<Mails> {
    me.must(Permission::SeeMails)?;
    let mut items = mail::page(tx, filter, after, paging::one_more(limit))?;
    let next = paging::next(&mut items, limit, |last| last.id);
    Ok(Mails { items, next, counts: mail::counts(tx)? })
}

/// All mails of a filter, newest first, for a file.
///
/// # Errors
/// `Forbidden`.
pub fn export(tx: &mut NetworkTx<'_>, me: &Member, filter: &Filter) -> Result<Vec<MailLine>> {
    me.must(Permission::SeeMails)?;
    let mut all = Vec::new();
    while all.len() < EXPORTED {
        let after = all.last().map(|mail: &MailLine| mail.id);
        let some = mail::page(tx, filter, after, EXPORT_STEP)?;
        let is_last = some.len() < usize::try_from(EXPORT_STEP).unwrap_or(usize::MAX);
        all.extend(some);
        if is_last {
            break;
        }
    }
    Ok(all)
}

/// A mail with what became of it.
#[derive(Debug, Clone)]
pub struct Whole {
    /// The mail.
    pub mail: Mail,
    /// What happened to it, oldest first.
    pub events: Vec<MailEvent>,
    /// The suppression of its address, if there is or was one.
    pub suppression: Option<Suppression>,
}

/// A mail with its texts and what became of it.
///
/// # Errors
/// `Forbidden`, `Missing`.
pub fn show(tx: &mut NetworkTx<'_>, me: &Member, id: MailId) -> Result<Whole> {
    me.must(Permission::SeeMails)?;
    let mail = mail::get(tx, id)?;
    let events = mail_event::find(tx, id)?;
    let suppression = suppression::get_by_address(tx, &mail.recipient)?;
    Ok(Whole { mail, events, suppression })
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

/// Queues mails again that were given up, newest first, at most [`AT_ONCE`] of them; answers how many.
///
/// # Errors
/// `Forbidden`; `Stale`.
pub fn resend_dead(tx: &mut NetworkTx<'_>, me: &Member, at: Timestamp) -> Result<usize> {
    me.must(Permission::ResendMails)?;
    let dead = Filter { status: Some(MailStatus::Dead), ..Filter::default() };
    let mails = mail::page(tx, &dead, None, AT_ONCE)?;
    for mail in &mails {
        mail::resend(tx, me, mail.id, at)?;
    }
    Ok(mails.len())
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
        MailStatus::Bounced => "bad",
        MailStatus::Suppressed => "neutral",
        MailStatus::Dead => "now",
    }
}
