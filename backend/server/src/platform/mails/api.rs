//! The outbox over the API.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};
use domain::id::MailId;
use domain::{Error, Result, Timestamp};
use serde::{Deserialize, Serialize};
use store::platform::mail::{Mail, MailLine};
use store::platform::mail_event::MailEvent;
use store::scope::OfNetwork;

use super::Asked;
use super::report::{self, Fared};
use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::body::NoBody;
use crate::http::caller::{Me, Running};
use crate::http::query::{InQuery, Query, after};
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
    /// `queued`, `sent`, `bounced`, `suppressed` or `dead`.
    pub status: Option<String>,
    /// `transactional` or `marketing`.
    pub class: Option<String>,
    /// Which mail: `lead.materials`.
    pub kind: Option<String>,
    /// To which address.
    pub to: Option<String>,
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
    /// `transactional` or `marketing`.
    pub class: &'static str,
    /// To whom.
    pub recipient: String,
    /// Its language.
    pub locale: &'static str,
    /// Its subject line.
    pub subject: String,
    /// `queued`, `sent`, `bounced`, `suppressed` or `dead`.
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
    /// What became of it, oldest first; only when one mail is asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<OutboxEvent>,
}

/// Something that happened to a mail.
#[derive(Serialize, utoipa::ToSchema)]
pub struct OutboxEvent {
    /// `sent`, `soft_bounced`, `hard_bounced`, `complained`, `suppressed` or `resent`.
    pub kind: &'static str,
    /// Who told it: `worker`, `webhook`, `mailbox` or `staff`.
    pub source: &'static str,
    /// In whose words; of a suppressed mail the code of why.
    pub detail: Option<String>,
    /// When.
    #[schema(value_type = String)]
    pub at: Timestamp,
}

/// How many mails stand where.
#[derive(Serialize, Default, utoipa::ToSchema)]
pub struct OutboxCounts {
    /// Waiting to be sent.
    pub queued: i64,
    /// Sent.
    pub sent: i64,
    /// Come back.
    pub bounced: i64,
    /// Not sent: their addresses are written to no more.
    pub suppressed: i64,
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
        .route("/api/v1/mails/report", web::get().to(report_of))
        .route("/api/v1/mails/resend", web::post().to(resend_dead))
        .route("/api/v1/mails/{id}", web::get().to(show_one))
        .route("/api/v1/mails/{id}/resend", web::post().to(resend));
}

/// Lists the mails of the outbox.
#[utoipa::path(get, path = "/api/v1/mails", tag = "mails", params(MailsWanted),
    responses((status = 200, body = Outbox), (status = 403, body = Problem)))]
pub async fn index(app: Running, me: Me, wanted: InQuery<MailsWanted>) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let wanted = wanted.0;
    let asked = Asked {
        status: wanted.status.unwrap_or_default(),
        class: wanted.class.unwrap_or_default(),
        kind: wanted.kind.unwrap_or_default(),
        to: wanted.to.unwrap_or_default(),
    };
    let filter = asked.filter()?;
    let after = after(wanted.after.as_deref())?;
    let limit = wanted.limit.unwrap_or(LIMIT).clamp(1, MOST);
    let mails = app.read(scope, move |tx| super::page(tx, &member, &filter, after, limit)).await?;
    let of = |word: &str| {
        mails.counts.iter().find(|(one, _)| one.as_str() == word).map_or(0, |(_, count)| *count)
    };
    let counts = OutboxCounts {
        queued: of("queued"),
        sent: of("sent"),
        bounced: of("bounced"),
        suppressed: of("suppressed"),
        dead: of("dead"),
    };
    let items = mails.items.into_iter().map(line).collect();
    show::json(StatusCode::OK, &Outbox { items, counts, next: mails.next })
}

/// Shows a mail with its texts and what became of it.
#[utoipa::path(get, path = "/api/v1/mails/{id}", tag = "mails",
    params(("id" = String, Path, description = "The mail")),
    responses((status = 200, body = OutboxMail), (status = 404, body = Problem)))]
pub async fn show_one(app: Running, me: Me, id: web::Path<String>) -> Answer {
    let (member, id) = (me.member(), parse(&id)?);
    let scope = OfNetwork::of(&member)?;
    let whole = app.read(scope, move |tx| super::show(tx, &member, id)).await?;
    let event = |event: MailEvent| OutboxEvent {
        kind: event.kind.as_str(),
        source: event.source.as_str(),
        detail: event.detail,
        at: event.at,
    };
    let mut answer = body(whole.mail);
    answer.events = whole.events.into_iter().map(event).collect();
    show::json(StatusCode::OK, &answer)
}

/// Queues a mail again that was sent, came back or was given up.
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

/// Mails that were queued again.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Requeued {
    /// How many; as many as at once are queued may be followed by others.
    pub count: usize,
}

/// Queues the mails again that were given up, newest first, at most 500 at once.
#[utoipa::path(post, path = "/api/v1/mails/resend", tag = "mails",
    responses((status = 200, body = Requeued), (status = 403, body = Problem)))]
pub async fn resend_dead(app: Running, me: Me, _: NoBody) -> Answer {
    let (member, at) = (me.member(), app.now());
    let scope = OfNetwork::of(&member)?;
    let count = app.write(scope, move |tx| super::resend_dead(tx, &member, at)).await?;
    show::json(StatusCode::OK, &Requeued { count })
}

/// How mails fared within some days.
#[derive(Serialize, utoipa::ToSchema)]
pub struct MailReport {
    /// All of them.
    pub whole: Fared,
    /// By day of the network's clock, latest first; days without mails are absent.
    pub days: Vec<DayFared>,
    /// By kind, most first.
    pub kinds: Vec<KindFared>,
}

/// How the mails of a day fared.
#[derive(Serialize, utoipa::ToSchema)]
pub struct DayFared {
    /// The day.
    #[schema(example = "2026-11-22")]
    pub on: String,
    /// How they fared.
    #[serde(flatten)]
    pub fared: Fared,
}

/// How the mails of a kind fared.
#[derive(Serialize, utoipa::ToSchema)]
pub struct KindFared {
    /// Which mail: `lead.materials`.
    pub kind: String,
    /// How they fared.
    #[serde(flatten)]
    pub fared: Fared,
}

/// Shows how the mails of the last days fared: sent, come back, given up, and how long it took.
#[utoipa::path(get, path = "/api/v1/mails/report", tag = "mails",
    params(("days" = Option<i64>, Query, description = "So many days, at most 366; 30 when missing")),
    responses((status = 200, body = MailReport), (status = 403, body = Problem),
        (status = 422, body = Problem)))]
pub async fn report_of(request: HttpRequest, app: Running, me: Me) -> Answer {
    let (member, at) = (me.member(), app.now());
    let scope = OfNetwork::of(&member)?;
    let days = report::days(Query::of(&request).get("days"))?;
    let zone = crate::orders::network(&app, member.network).await?.time_zone;
    let read = app.read(scope, move |tx| report::report(tx, &member, (days, zone), at)).await?;
    let on = |hour: Timestamp| hour.date_in(zone).to_string();
    let answer = MailReport {
        whole: read.whole,
        days: read.days.into_iter().map(|(hour, fared)| DayFared { on: on(hour), fared }).collect(),
        kinds: read.kinds.into_iter().map(|(kind, fared)| KindFared { kind, fared }).collect(),
    };
    show::json(StatusCode::OK, &answer)
}

pub(super) fn parse(id: &str) -> Result<MailId> {
    id.parse().map_err(|_| Error::Missing)
}

fn line(mail: MailLine) -> OutboxMail {
    OutboxMail {
        id: mail.id,
        kind: mail.kind,
        class: mail.class.as_str(),
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
        events: Vec::new(),
    }
}

fn body(mail: Mail) -> OutboxMail {
    OutboxMail {
        id: mail.id,
        kind: mail.kind,
        class: mail.class.as_str(),
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
        events: Vec::new(),
    }
}
