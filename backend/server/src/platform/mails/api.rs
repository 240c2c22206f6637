//! The outbox over the API.

use actix_web::http::StatusCode;
use actix_web::web;
use domain::id::MailId;
use domain::{Error, Result, Timestamp};
use serde::{Deserialize, Serialize};
use store::platform::mail::{Mail, MailLine};
use store::scope::OfNetwork;

use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::body::NoBody;
use crate::http::caller::{Me, Running};
use crate::http::query::{InQuery, after};
use crate::http::show;

/// Mails of one answer, unless the caller says otherwise.
const LIMIT: usize = 50;
/// Mails of one answer at most.
const MOST: usize = 200;

/// Which mails.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
#[derive(Default)]
pub struct MailsWanted {
    /// `queued`, `sent` or `dead`.
    pub status: Option<String>,
    /// The `next` of the page before.
    pub after: Option<String>,
    /// So many, at most 200.
    pub limit: Option<usize>,
}

/// A mail of the outbox.
#[derive(Serialize, utoipa::ToSchema)]
pub struct OutboxMail {
    /// Its id.
    #[schema(value_type = String, example = "mal_01jd0000000000000000000000")]
    pub id: MailId,
    /// Which mail it is: `lead.materials`.
    pub kind: String,
    /// To whom.
    pub recipient: String,
    /// Its language.
    pub locale: &'static str,
    /// Its subject line.
    pub subject: String,
    /// `queued`, `sent` or `dead`.
    pub status: &'static str,
    /// Tries so far.
    pub attempts: i64,
    /// When it is tried next.
    #[schema(value_type = String)]
    pub next_at: Timestamp,
    /// What the last try met.
    pub last_error: Option<String>,
    /// When it was sent last.
    #[schema(value_type = Option<String>)]
    pub sent_at: Option<Timestamp>,
    /// When it was written.
    #[schema(value_type = String)]
    pub created_at: Timestamp,
    /// Its plain text; only when one mail is asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Its HTML; only when one mail is asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub html: Option<String>,
}

/// How many mails stand where.
#[derive(Serialize, Default, utoipa::ToSchema)]
pub struct OutboxCounts {
    /// Waiting to be sent.
    pub queued: i64,
    /// Sent.
    pub sent: i64,
    /// Given up.
    pub dead: i64,
}

/// A page of the outbox.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Outbox {
    /// Newest first.
    pub items: Vec<OutboxMail>,
    /// How many stand where, whatever was asked for.
    pub counts: OutboxCounts,
    /// Goes into `after`; null on the last page.
    #[schema(value_type = Option<String>)]
    pub next: Option<MailId>,
}

/// The routes.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/api/v1/mails", web::get().to(index))
        .route("/api/v1/mails/{id}", web::get().to(show_one))
        .route("/api/v1/mails/{id}/resend", web::post().to(resend));
}

/// Lists the mails of the outbox.
#[utoipa::path(get, path = "/api/v1/mails", tag = "mails", params(MailsWanted),
    responses((status = 200, body = Outbox), (status = 403, body = Problem)))]
pub async fn index(app: Running, me: Me, wanted: InQuery<MailsWanted>) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let status = super::status(wanted.status.as_deref().unwrap_or_default())?;
    let after = after(wanted.after.as_deref())?;
    let limit = wanted.limit.unwrap_or(LIMIT).clamp(1, MOST);
    let mails = app.read(scope, move |tx| super::page(tx, &member, status, after, limit)).await?;
    let of = |word: &str| {
        mails.counts.iter().find(|(one, _)| one.as_str() == word).map_or(0, |(_, count)| *count)
    };
    let counts = OutboxCounts { queued: of("queued"), sent: of("sent"), dead: of("dead") };
    let items = mails.items.into_iter().map(line).collect();
    show::json(StatusCode::OK, &Outbox { items, counts, next: mails.next })
}

/// Shows a mail with its texts.
#[utoipa::path(get, path = "/api/v1/mails/{id}", tag = "mails",
    params(("id" = String, Path, description = "The mail")),
    responses((status = 200, body = OutboxMail), (status = 404, body = Problem)))]
pub async fn show_one(app: Running, me: Me, id: web::Path<String>) -> Answer {
    let (member, id) = (me.member(), parse(&id)?);
    let scope = OfNetwork::of(&member)?;
    let mail = app.read(scope, move |tx| super::show(tx, &member, id)).await?;
    show::json(StatusCode::OK, &body(mail))
}

/// Queues a mail again that was sent or given up.
#[utoipa::path(post, path = "/api/v1/mails/{id}/resend", tag = "mails",
    params(("id" = String, Path, description = "The mail")),
    responses((status = 200, body = OutboxMail), (status = 404, body = Problem),
        (status = 409, body = Problem)))]
pub async fn resend(app: Running, me: Me, id: web::Path<String>, _: NoBody) -> Answer {
    let (member, id, at) = (me.member(), parse(&id)?, app.now());
    let scope = OfNetwork::of(&member)?;
    let mail = app.write(scope, move |tx| super::resend(tx, &member, id, at)).await?;
    show::json(StatusCode::OK, &body(mail))
}

pub(super) fn parse(id: &str) -> Result<MailId> {
    id.parse().map_err(|_| Error::Missing)
}

fn line(mail: MailLine) -> OutboxMail {
    OutboxMail {
        id: mail.id,
        kind: mail.kind,
        recipient: mail.recipient,
        locale: mail.locale.tag(),
        subject: mail.subject,
        status: mail.status.as_str(),
        attempts: mail.attempts,
        next_at: mail.next_at,
        last_error: mail.last_error,
        sent_at: mail.sent_at,
        created_at: mail.created_at,
        text: None,
        html: None,
    }
}

fn body(mail: Mail) -> OutboxMail {
    OutboxMail {
        id: mail.id,
        kind: mail.kind,
        recipient: mail.recipient,
        locale: mail.locale.tag(),
        subject: mail.subject,
        status: mail.status.as_str(),
        attempts: mail.attempts,
        next_at: mail.next_at,
        last_error: mail.last_error,
        sent_at: mail.sent_at,
        created_at: mail.created_at,
        text: Some(mail.text),
        html: Some(mail.html),
    }
}
