//! Leads over the API.

use actix_web::http::StatusCode;
use actix_web::web;
use domain::access::Permission;
use domain::id::LeadId;
use domain::leads::lead::{Lead, LeadAct};
use domain::{Error, Result, Timestamp};
use serde::{Deserialize, Serialize};
use store::leads::consent::Consent;
use store::scope::OfNetwork;

use super::{Step, Whole, filter};
use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::body::{Body, Document};
use crate::http::caller::{Me, Running};
use crate::http::query::{InQuery, after};
use crate::http::show;

/// Leads of one answer, unless the caller says otherwise.
const LIMIT: usize = 50;
/// Leads of one answer at most.
const MOST: usize = 200;

/// Which leads.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
#[derive(Default)]
pub struct Wanted {
    /// How far they have come: `new`, `material_sent` …
    pub status: Option<String>,
    /// Who asked: `manufacturer` or `kol`.
    pub kind: Option<String>,
    /// A part of the company, the name or the address.
    pub q: Option<String>,
    /// The `next` of the page before.
    pub after: Option<String>,
    /// So many, at most 200.
    pub limit: Option<usize>,
}

/// A lead.
#[derive(Serialize, utoipa::ToSchema)]
pub struct LeadBody {
    /// Its id.
    #[schema(value_type = String, example = "led_01jd0000000000000000000000")]
    pub id: LeadId,
    /// Who asked: `manufacturer` or `kol`.
    pub kind: &'static str,
    /// How far it has come.
    pub status: &'static str,
    /// What can be done now.
    pub acts: Vec<&'static str>,
    /// The language of the first inquiry.
    pub locale: &'static str,
    /// The company, or nothing.
    pub company: String,
    /// The person.
    pub name: String,
    /// The mail address.
    pub email: String,
    /// The telephone number, or nothing.
    pub phone: String,
    /// The category, or nothing.
    pub category: String,
    /// Counts the changes.
    pub version: i64,
    /// When it asked first.
    #[schema(value_type = String)]
    pub created_at: Timestamp,
    /// When it was changed last.
    #[schema(value_type = String)]
    pub updated_at: Timestamp,
}

/// A page of leads.
#[derive(Serialize, utoipa::ToSchema)]
pub struct LeadsBody {
    /// Newest first.
    pub items: Vec<LeadBody>,
    /// Goes into `after`; null on the last page.
    #[schema(value_type = Option<String>)]
    pub next: Option<LeadId>,
}

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

/// The next step.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAct {
    /// `contact`, `qualify`, `propose`, `win`, `lose` or `mark_spam`.
    #[schema(example = "contact")]
    pub act: String,
    /// Why; required for `lose`.
    #[serde(default)]
    pub reason: String,
    /// The version that was seen; 409 when the lead has changed since.
    pub version: Option<i64>,
}

impl Document for NewAct {
    const BY: &'static [Permission] = &[Permission::WorkLeads];
}

/// The routes.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/api/v1/leads", web::get().to(index))
        .route("/api/v1/leads/{id}", web::get().to(show_one))
        .route("/api/v1/leads/{id}/acts", web::post().to(act));
}

/// Lists leads.
#[utoipa::path(get, path = "/api/v1/leads", tag = "leads", params(Wanted),
    responses((status = 200, body = LeadsBody), (status = 403, body = Problem)))]
pub async fn index(app: Running, me: Me, wanted: InQuery<Wanted>) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let word = |word: &Option<String>| word.clone().unwrap_or_default();
    let filter = filter(&word(&wanted.status), &word(&wanted.kind), &word(&wanted.q))?;
    let after = after(wanted.after.as_deref())?;
    let limit = wanted.limit.unwrap_or(LIMIT).clamp(1, MOST);
    let leads = app.read(scope, move |tx| super::page(tx, &member, &filter, after, limit)).await?;
    let items = leads.items.into_iter().map(body).collect();
    show::json(StatusCode::OK, &LeadsBody { items, next: leads.next })
}

/// Shows a lead with its submissions, links, mails and history.
#[utoipa::path(get, path = "/api/v1/leads/{id}", tag = "leads",
    params(("id" = String, Path, description = "The lead")),
    responses((status = 200, body = WholeBody), (status = 404, body = Problem)))]
pub async fn show_one(app: Running, me: Me, id: web::Path<String>) -> Answer {
    let (member, id) = (me.member(), parse(&id)?);
    let scope = OfNetwork::of(&member)?;
    let whole = app.read(scope, move |tx| super::show(tx, &member, id)).await?;
    show::json(StatusCode::OK, &whole_body(whole))
}

/// Moves a lead along.
#[utoipa::path(post, path = "/api/v1/leads/{id}/acts", tag = "leads", request_body = NewAct,
    params(("id" = String, Path, description = "The lead")),
    responses((status = 200, body = LeadBody), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn act(app: Running, me: Me, id: web::Path<String>, new: Body<NewAct>) -> Answer {
    let (member, id, at) = (me.member(), parse(&id)?, app.now());
    let scope = OfNetwork::of(&member)?;
    let act: LeadAct = new.0.act.parse()?;
    let step = Step { act, reason: new.0.reason, version: new.0.version };
    let lead = app.write(scope, move |tx| super::act(tx, &member, id, &step, at)).await?;
    show::json(StatusCode::OK, &body(lead))
}

pub(super) fn parse(id: &str) -> Result<LeadId> {
    id.parse().map_err(|_| Error::Missing)
}

fn body(lead: Lead) -> LeadBody {
    LeadBody {
        id: lead.id,
        kind: lead.kind.as_str(),
        status: lead.status.as_str(),
        acts: lead.status.acts().map(LeadAct::as_str).collect(),
        locale: lead.locale.tag(),
        company: lead.details.company,
        name: lead.details.name,
        email: lead.email,
        phone: lead.details.phone,
        category: lead.details.category,
        version: lead.version,
        created_at: lead.created_at,
        updated_at: lead.updated_at,
    }
}

fn whole_body(whole: Whole) -> WholeBody {
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
    WholeBody {
        lead: body(whole.lead),
        submissions: whole.submissions.into_iter().map(submission).collect(),
        links: whole.links.into_iter().map(link).collect(),
        mails: whole.mails.into_iter().map(mail).collect(),
        news: whole.news.map(news),
        events: whole.events.into_iter().map(event).collect(),
    }
}
