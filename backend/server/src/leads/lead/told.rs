//! A lead with what belongs to it, as the API tells it.

use chrono_tz::Tz;
use domain::Timestamp;
use serde::Serialize;
use store::leads::consent::Consent;

use super::Whole;
use super::api::{LeadBody, body};
use crate::leads::note::api::LeadNoteBody;
use crate::leads::task::api::LeadTaskBody;
use crate::leads::won::api::WonBody;
use crate::leads::{note, task, won};

/// A lead with what belongs to it.
#[derive(Serialize, utoipa::ToSchema)]
pub struct WholeBody {
    /// The lead.
    #[serde(flatten)]
    pub lead: LeadBody,
    /// What was submitted, newest first.
    pub submissions: Vec<SubmissionBody>,
    /// The links to the materials, newest first.
    pub links: Vec<LinkBody>,
    /// The mails, newest first.
    pub mails: Vec<MailBody>,
    /// The wish for news of the lead's address; null where nobody asked for them.
    pub news: Option<NewsBody>,
    /// What happened, oldest first.
    pub events: Vec<EventBody>,
    /// The notes, newest first.
    pub notes: Vec<LeadNoteBody>,
    /// What is to be done, then what was done.
    pub tasks: Vec<LeadTaskBody>,
    /// What the score is made of.
    pub score_parts: Vec<ScorePartBody>,
    /// Whole months without a sign, each of which halved the score.
    pub score_halvings: i64,
    /// The party that it became; null for one that became none yet.
    pub won: Option<WonBody>,
}

/// A part of a score.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ScorePartBody {
    /// `category`, `opened`, `revisit`, `complete`, `domain` or `answered`.
    pub reason: &'static str,
    /// How many of it: openings, further inquiries, filled fields.
    pub count: i64,
    /// The points.
    pub points: i64,
}

/// A wish for news by mail.
#[derive(Serialize, utoipa::ToSchema)]
pub struct NewsBody {
    /// `asked`, `confirmed` or `withdrawn`.
    pub status: &'static str,
    /// Which version of the form's sentence was agreed to.
    pub text_version: String,
    /// When they were asked for last.
    #[schema(value_type = String)]
    pub asked_at: Timestamp,
    /// When that was confirmed.
    #[schema(value_type = Option<String>)]
    pub confirmed_at: Option<Timestamp>,
    /// When it was withdrawn.
    #[schema(value_type = Option<String>)]
    pub withdrawn_at: Option<Timestamp>,
}

/// A submission of the form.
#[derive(Serialize, utoipa::ToSchema)]
pub struct SubmissionBody {
    /// The language of the form.
    pub locale: &'static str,
    /// The company as typed.
    pub company: String,
    /// The person as typed.
    pub name: String,
    /// The telephone number as typed.
    pub phone: String,
    /// The category.
    pub category: String,
    /// What the visitor said.
    pub message: String,
    /// Which privacy notice was agreed to.
    pub consent_version: String,
    /// Whether news were asked for.
    pub marketing: bool,
    /// The page that the visitor came from.
    pub referrer: Option<String>,
    /// The campaign.
    pub campaign: Option<String>,
    /// The campaign of the first page that the visitor saw.
    pub first_touch: Option<String>,
    /// The campaign of the last page before the form.
    pub last_touch: Option<String>,
    /// The QR code that was scanned.
    pub qr: Option<String>,
    /// When.
    #[schema(value_type = String)]
    pub created_at: Timestamp,
}

/// A link to the materials; its token is in the mail alone.
#[derive(Serialize, utoipa::ToSchema)]
pub struct LinkBody {
    /// The language of the materials.
    pub locale: &'static str,
    /// How often they were opened.
    pub opened_count: i64,
    /// When they were opened last.
    #[schema(value_type = Option<String>)]
    pub opened_at: Option<Timestamp>,
    /// When the link ends.
    #[schema(value_type = String)]
    pub expires_at: Timestamp,
}

/// A mail to the lead.
#[derive(Serialize, utoipa::ToSchema)]
pub struct MailBody {
    /// Its id.
    #[schema(value_type = String)]
    pub id: domain::id::MailId,
    /// Its subject line.
    pub subject: String,
    /// `queued`, `sent` or `dead`.
    pub status: &'static str,
    /// When it was sent last.
    #[schema(value_type = Option<String>)]
    pub sent_at: Option<Timestamp>,
}

/// Something that happened.
#[derive(Serialize, utoipa::ToSchema)]
pub struct EventBody {
    /// What: `lead.qualify`.
    pub kind: String,
    /// Who; null for the form.
    pub who: Option<String>,
    /// The reason that was given.
    pub reason: Option<String>,
    /// When.
    #[schema(value_type = String)]
    pub at: Timestamp,
}

/// A lead with what belongs to it, as it is at a moment.
pub(super) fn whole_body(whole: Whole, at: Timestamp, zone: Tz) -> WholeBody {
    let submission = |one: store::leads::inquiry::Submission| SubmissionBody {
        locale: one.locale.tag(),
        company: one.company,
        name: one.name,
        phone: one.phone,
        category: one.category,
        message: one.message,
        consent_version: one.consent_version,
        marketing: one.marketing,
        referrer: one.referrer,
        campaign: one.campaign,
        first_touch: one.first_touch,
        last_touch: one.last_touch,
        qr: one.qr,
        created_at: one.created_at,
    };
    let link = |one: store::leads::grant::Grant| LinkBody {
        locale: one.locale.tag(),
        opened_count: one.opened_count,
        opened_at: one.opened_at,
        expires_at: one.expires_at,
    };
    let mail = |one: store::platform::mail::MailLine| MailBody {
        id: one.id,
        subject: one.subject,
        status: one.status.as_str(),
        sent_at: one.sent_at,
    };
    let event = |(one, who): (store::platform::audit::Event, Option<String>)| EventBody {
        kind: one.kind,
        who,
        reason: one.reason,
        at: one.at,
    };
    let news = |one: Consent| NewsBody {
        status: one.status.as_str(),
        text_version: one.text_version,
        asked_at: one.asked_at,
        confirmed_at: one.confirmed_at,
        withdrawn_at: one.withdrawn_at,
    };
    let part = |part: &domain::leads::score::Part| ScorePartBody {
        reason: part.reason.as_str(),
        count: part.count,
        points: part.points,
    };
    WholeBody {
        lead: LeadBody { score: whole.score.total, ..body(whole.lead) },
        notes: whole.notes.into_iter().map(note::api::body).collect(),
        tasks: whole.tasks.into_iter().map(|task| task::api::body(task, at, zone)).collect(),
        score_parts: whole.score.parts.iter().map(part).collect(),
        score_halvings: whole.score.halvings,
        news: whole.news.map(news),
        won: whole.won.map(|won| won::api::body(won, at)),
        submissions: whole.submissions.into_iter().map(submission).collect(),
        links: whole.links.into_iter().map(link).collect(),
        mails: whole.mails.into_iter().map(mail).collect(),
        events: whole.events.into_iter().map(event).collect(),
    }
}
