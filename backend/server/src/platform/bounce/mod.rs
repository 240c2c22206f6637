//! Mails that came back, and readers who called one unwanted: told by the mail server's answer, by a
//! signed message of a mail service, or by a report in the mailbox for bounces. The same bounce, told
//! by several of them, is one.

pub mod mailbox;
pub mod report;

use domain::id::MailId;
use domain::platform::bounce::{BounceKind, SOFT_DAYS};
use domain::platform::mail::{MailEventSource, bare};
use domain::platform::queue::MailStatus;
use domain::{Error, FieldError, Result, Timestamp, text};
use serde::{Deserialize, Serialize};
use store::platform::mail::{self, Mail};
use store::platform::mail_event::{self, NewEvent};
use store::platform::suppression::{self, NewSuppression};
use store::scope::NetworkTx;

/// What somebody tells of a mail that came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The mail, where it is named.
    pub mail: Option<MailId>,
    /// To whom it was, bare.
    pub recipient: String,
    /// How bad it is.
    pub kind: BounceKind,
    /// Who tells it.
    pub source: MailEventSource,
    /// In their words.
    pub reason: String,
    /// Their number of it, for one that names no mail.
    pub number: String,
}

/// A bounce as a mail service tells it: the body of a signed message of the topic `bounce`.
#[derive(Debug, Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BounceBody {
    /// `soft`, `hard` or `complaint`.
    #[schema(example = "hard")]
    pub kind: String,
    /// The address that was written to.
    #[schema(example = "hanako@example.jp")]
    pub recipient: String,
    /// The Message-ID of the mail; may be left out.
    #[serde(default)]
    pub message_id: Option<String>,
    /// Why, in the words of the mail server; may be left out.
    #[serde(default)]
    pub reason: Option<String>,
}

/// What became of a bounce.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct TakenBounce {
    /// The mail that it is about; null where none of ours was named.
    #[schema(value_type = Option<String>)]
    pub mail: Option<MailId>,
    /// Whether it was not known yet.
    pub recorded: bool,
}

impl BounceBody {
    /// Checks what a mail service told under a number of its own.
    ///
    /// # Errors
    /// `Invalid`: `choice-unknown` on `kind`, `email-malformed` on `recipient`.
    pub fn check(&self, number: &str) -> Result<Told> {
        let mut fields = domain::error::Fields::new();
        let kind: std::result::Result<BounceKind, _> = self.kind.parse();
        let kind = fields.take(kind.map_err(|_| FieldError::new("kind", "choice-unknown")));
        let recipient = fields.take(text::email("recipient", &self.recipient));
        fields.finish()?;
        let (Some(kind), Some(recipient)) = (kind, recipient) else {
            return Err(Error::Broken("bounce: a field without value or error".into()));
        };
        Ok(Told {
            mail: self.message_id.as_deref().and_then(mail_of),
            recipient: bare(&recipient),
            kind,
            source: MailEventSource::Webhook,
            reason: text::line(self.reason.as_deref().unwrap_or_default()),
            number: number.to_owned(),
        })
    }
}

/// The mail that a Message-ID of ours names.
pub fn mail_of(message_id: &str) -> Option<MailId> {
    let inside = message_id.trim().trim_start_matches('<').trim_end_matches('>');
    inside.split('@').next()?.parse().ok()
}

/// Records a bounce once, with what follows for its mail and its address. One that names a mail of
/// somebody else is about the address alone.
///
/// # Errors
/// Only what the database answers.
pub fn take(tx: &mut NetworkTx<'_>, told: &Told, at: Timestamp) -> Result<TakenBounce> {
    let mail = match told.mail.map(|id| mail::get(tx, id)).transpose() {
        Ok(mail) => mail.filter(|mail| bare(&mail.recipient) == told.recipient),
        Err(Error::Missing) => None,
        Err(other) => return Err(other),
    };
    let key = match &mail {
        Some(mail) => {
            let delivery = mail.sent_at.map_or(0, Timestamp::unix_micros);
            format!("{}:{}:{delivery}", mail.id, told.kind)
        }
        None => format!("{}:{}", told.source, told.number),
    };
    let id = mail.as_ref().map(|mail| mail.id);
    let event = NewEvent {
        mail: id,
        address: told.recipient.clone(),
        kind: told.kind.event(),
        source: told.source,
        detail: Some(told.reason.clone()).filter(|reason| !reason.is_empty()),
        key: Some(key),
    };
    if !mail_event::insert(tx, &event, at)? {
        return Ok(TakenBounce { mail: id, recorded: false });
    }
    // A complaint is about a mail that arrived; one that was queued again waits for its own answer.
    if let Some(mail) = mail.filter(|mail| mail.status == MailStatus::Sent)
        && told.kind != BounceKind::Complaint
    {
        mail::ended(tx, mail.id, (MailStatus::Bounced, event.detail.as_deref()))?;
    }
    follow(tx, &event, told.kind, at)?;
    Ok(TakenBounce { mail: id, recorded: true })
}

/// Records that the mail server refused a mail for good.
///
/// # Errors
/// Only what the database answers.
pub(super) fn returned(
    tx: &mut NetworkTx<'_>,
    row: &Mail,
    kind: BounceKind,
    said: &str,
    at: Timestamp,
) -> Result<()> {
    mail::ended(tx, row.id, (MailStatus::Bounced, Some(said)))?;
    let mut event = NewEvent::of(row, kind.event(), MailEventSource::Worker);
    event.detail = Some(said.to_owned());
    mail_event::insert(tx, &event, at)?;
    follow(tx, &event, kind, at)
}

/// What follows for the address: soft bounces count since a member lifted the last suppression.
fn follow(tx: &mut NetworkTx<'_>, event: &NewEvent, kind: BounceKind, at: Timestamp) -> Result<()> {
    let mut count = 0;
    if kind == BounceKind::Soft {
        let lifted = suppression::get_by_address(tx, &event.address)?.and_then(|row| row.lifted_at);
        let window = at.plus_days(-SOFT_DAYS);
        let after = lifted.map_or(window, |lifted| lifted.max(window));
        count = mail_event::count(tx, &event.address, event.kind, after)?;
    }
    let Some((reach, cause)) = kind.consequence(count) else { return Ok(()) };
    let new = NewSuppression {
        address: &event.address,
        reach,
        cause,
        detail: event.detail.as_deref(),
        mail: event.mail,
    };
    suppression::insert(tx, &new, at)
}
