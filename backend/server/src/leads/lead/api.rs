//! Leads over the API.

use actix_web::http::StatusCode;
use actix_web::web;
use domain::access::Permission;
use domain::id::{LeadId, MembershipId};
use domain::leads::lead::{Lead, LeadAct};
use domain::leads::place::Place;
use domain::leads::work::LostReason;
use domain::{Error, Result, Timestamp};
use serde::{Deserialize, Serialize};
use store::scope::OfNetwork;

use super::list::sort;
use super::told::{WholeBody, whole_body};
use super::{House, Step, Words, filter};
use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::body::{Body, Document, NoBody};
use crate::http::caller::{Me, Running};
use crate::http::query::{InQuery, after};
use crate::http::show;
use crate::leads::network_of;
use crate::platform::letter::Desk;

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
    /// Who looks after them: `me`, `nobody` or a membership.
    pub owner: Option<String>,
    /// A category of the catalogue.
    pub category: Option<String>,
    /// The language of the first inquiry.
    pub locale: Option<String>,
    /// `reply`: those that a person should have answered by now.
    pub overdue: Option<String>,
    /// `newest` or `score`; the newest first when left out.
    pub sort: Option<String>,
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
    /// How warm it is: 0 to 100.
    pub score: i64,
    /// Who looks after it.
    #[schema(value_type = Option<String>)]
    pub owner: Option<MembershipId>,
    /// Until when a person must have answered it; null once that was done, or needs not be done.
    #[schema(value_type = Option<String>)]
    pub reply_due_at: Option<Timestamp>,
    /// When a person answered it first.
    #[schema(value_type = Option<String>)]
    pub replied_at: Option<Timestamp>,
    /// What is mailed by itself next: `case` or `call`.
    pub next_step: Option<&'static str>,
    /// When it is mailed.
    #[schema(value_type = Option<String>)]
    pub next_step_at: Option<Timestamp>,
    /// Why it was lost.
    pub lost: Option<&'static str>,
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
    /// In the order that was asked for.
    pub items: Vec<LeadBody>,
    /// Goes into `after`; null on the last page.
    pub next: Option<String>,
}

/// The next step.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAct {
    /// `contact`, `qualify`, `propose`, `win`, `lose` or `mark_spam`.
    #[schema(example = "contact")]
    pub act: String,
    /// Why; required for `lose` when `lost` is left out or `other`.
    #[serde(default)]
    pub reason: String,
    /// With `lose`: `terms`, `timing`, `fit`, `competitor`, `silence` or `other`.
    #[serde(default)]
    pub lost: String,
    /// The version that was seen; 409 when the lead has changed since.
    pub version: Option<i64>,
}

/// Who is to look after a lead.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewOwner {
    /// A membership of the operator; empty for nobody.
    #[serde(default)]
    pub owner: String,
    /// The version that was seen; 409 when the lead has changed since.
    pub version: Option<i64>,
}

impl Document for NewAct {
    const BY: &'static [Permission] = &[Permission::WorkLeads];
}

impl Document for NewOwner {
    const BY: &'static [Permission] = &[Permission::WorkLeads];
}

/// The routes.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/api/v1/leads", web::get().to(index))
        .route("/api/v1/leads/{id}", web::get().to(show_one))
        .route("/api/v1/leads/{id}/acts", web::post().to(act))
        .route("/api/v1/leads/{id}/owner", web::post().to(assign))
        .route("/api/v1/leads/{id}/answers", web::post().to(answered));
}

/// Lists leads.
#[utoipa::path(get, path = "/api/v1/leads", tag = "leads", params(Wanted),
    responses((status = 200, body = LeadsBody), (status = 403, body = Problem)))]
pub async fn index(app: Running, me: Me, wanted: InQuery<Wanted>) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let word = |word: &'_ Option<String>| word.clone().unwrap_or_default();
    let words = Words {
        status: &word(&wanted.status),
        kind: &word(&wanted.kind),
        owner: &word(&wanted.owner),
        category: &word(&wanted.category),
        locale: &word(&wanted.locale),
        overdue: &word(&wanted.overdue),
        search: &word(&wanted.q),
    };
    let filter = filter(&words, &member, app.now())?;
    let sort = sort(&word(&wanted.sort))?;
    let place: (_, Option<Place>) = (sort, after(wanted.after.as_deref())?);
    let limit = wanted.limit.unwrap_or(LIMIT).clamp(1, MOST);
    let leads = app.read(scope, move |tx| super::page(tx, &member, &filter, place, limit)).await?;
    let items = leads.items.into_iter().map(body).collect();
    let next = leads.next.map(|next| next.to_string());
    show::json(StatusCode::OK, &LeadsBody { items, next })
}

/// Shows a lead with its submissions, links, mails and history.
#[utoipa::path(get, path = "/api/v1/leads/{id}", tag = "leads",
    params(("id" = String, Path, description = "The lead")),
    responses((status = 200, body = WholeBody),
        (status = 303, description = "It was merged into the lead at `Location`"),
        (status = 404, body = Problem)))]
pub async fn show_one(app: Running, me: Me, id: web::Path<String>) -> Answer {
    let (member, id, at) = (me.member(), parse(&id)?, app.now());
    let scope = OfNetwork::of(&member)?;
    let zone = network_of(&app, member.network).await?.time_zone;
    let whole = app.read(scope, move |tx| super::show(tx, &member, id, at)).await?;
    if let Some(kept) = whole.lead.work.merged_into {
        return show::see_other(format!("/api/v1/leads/{kept}"));
    }
    show::json(StatusCode::OK, &whole_body(whole, at, zone))
}

/// Moves a lead along.
#[utoipa::path(post, path = "/api/v1/leads/{id}/acts", tag = "leads", request_body = NewAct,
    params(("id" = String, Path, description = "The lead")),
    responses((status = 200, body = LeadBody), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn act(app: Running, me: Me, id: web::Path<String>, new: Body<NewAct>) -> Answer {
    let (member, id, at) = (me.member(), parse(&id)?, app.now());
    let scope = OfNetwork::of(&member)?;
    let network = network_of(&app, member.network).await?;
    let desk = Desk::open(&app, member.network).await?;
    let act: LeadAct = new.0.act.parse()?;
    let lost = match new.0.lost.as_str() {
        "" => None,
        word => Some(word.parse().map_err(|_| Error::field("lost", "choice-unknown"))?),
    };
    let step = Step { act, reason: new.0.reason, lost, version: new.0.version };
    let lead = app
        .write(scope, move |tx| {
            super::act(tx, &member, House { network: &network, desk: &desk }, id, &step, at)
        })
        .await?;
    show::json(StatusCode::OK, &body(lead))
}

/// Gives a lead to a member of the operator, or to nobody.
#[utoipa::path(post, path = "/api/v1/leads/{id}/owner", tag = "leads", request_body = NewOwner,
    params(("id" = String, Path, description = "The lead")),
    responses((status = 200, body = LeadBody), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn assign(app: Running, me: Me, id: web::Path<String>, new: Body<NewOwner>) -> Answer {
    let (member, id, at) = (me.member(), parse(&id)?, app.now());
    let scope = OfNetwork::of(&member)?;
    let (seen, owner) = ((id, new.0.version), new.0.owner);
    let lead = app.write(scope, move |tx| super::assign(tx, &member, seen, &owner, at)).await?;
    show::json(StatusCode::OK, &body(lead))
}

/// Notes that a lead answered: nothing is mailed to it by itself any more.
#[utoipa::path(post, path = "/api/v1/leads/{id}/answers", tag = "leads",
    params(("id" = String, Path, description = "The lead")),
    responses((status = 200, body = LeadBody), (status = 404, body = Problem),
        (status = 409, body = Problem)))]
pub async fn answered(app: Running, me: Me, id: web::Path<String>, _: NoBody) -> Answer {
    let (member, id, at) = (me.member(), parse(&id)?, app.now());
    let scope = OfNetwork::of(&member)?;
    let lead = app.write(scope, move |tx| super::answered(tx, &member, (id, None), at)).await?;
    show::json(StatusCode::OK, &body(lead))
}

/// The lead of an address.
///
/// # Errors
/// `Missing` for what is no lead's id.
pub(in crate::leads) fn parse(id: &str) -> Result<LeadId> {
    id.parse().map_err(|_| Error::Missing)
}

/// A lead as the API tells it.
pub(in crate::leads) fn body(lead: Lead) -> LeadBody {
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
        score: lead.score,
        owner: lead.work.owner,
        reply_due_at: lead.work.reply_due_at,
        replied_at: lead.work.replied_at,
        next_step: lead.work.next.map(|(step, _)| step.as_str()),
        next_step_at: lead.work.next.map(|(_, due)| due),
        lost: lead.work.lost.map(LostReason::as_str),
        version: lead.version,
        created_at: lead.created_at,
        updated_at: lead.updated_at,
    }
}
