//! Requests for samples over the API.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};
use domain::access::Permission;
use domain::id::{MembershipId, OrganizationId, ProductId, SampleRequestId};
use domain::samples::change::ChangeDraft;
use domain::samples::request::{RequestDraft, SampleAct, SampleStatus};
use domain::{Error, Result, Timestamp};
use serde::{Deserialize, Serialize};
use store::samples::request::{SampleRequest, Search};

use super::{Side, reach};
use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::body::{Body, Document};
use crate::http::caller::{Me, Running};
use crate::http::query::Query;
use crate::http::show;
use crate::paging;

/// A request for samples.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AskBody {
    /// The product: published, with samples on offer.
    #[schema(example = "prd_01jd0000000000000000000000")]
    pub product: String,
    /// How many pieces: 1 to 10.
    pub quantity: i64,
    /// What they are wanted for.
    #[serde(default)]
    pub message: String,
    /// Where they go: name and address, several lines.
    pub ship_to: String,
    /// The version of the product's terms that the KOL agrees to: needed with `deduct` and `deposit`.
    #[serde(default)]
    pub accepted_terms: Option<i64>,
}

impl Document for AskBody {
    const BY: &'static [Permission] = &[Permission::RequestSamples];
}

/// An act on a request.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SampleActBody {
    /// The brand: `approve`, `reject`, `prepare`, `ship`, `extend` (the day on which a post is due, once),
    /// `fix` (asks to put the post right), `fulfill`. The KOL: `cancel`, `receive`, `submit`. The
    /// operator: `waive` (no charge), `breach` (the KOL bears the sample).
    #[schema(example = "approve")]
    pub act: String,
    /// Why: needed with `reject`, `fix`, `waive`, `breach`.
    #[serde(default)]
    pub reason: String,
    /// Who carries the parcel: needed with `ship`.
    #[serde(default)]
    pub carrier: String,
    /// The parcel's number: needed with `ship`.
    #[serde(default)]
    pub tracking_number: String,
    /// Where the post is, `https://…`: needed with `submit`.
    #[serde(default)]
    pub post_url: String,
    /// The version that the act is meant for.
    pub version: i64,
}

impl Document for SampleActBody {
    const BY: &'static [Permission] =
        &[Permission::RequestSamples, Permission::DecideSamples, Permission::JudgeSamples];
}

/// A request for samples.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct SampleDocument {
    /// Its id.
    #[schema(value_type = String, example = "smp_01jd0000000000000000000000")]
    pub id: SampleRequestId,
    /// `requested`, `approved`, `rejected`, `expired`, `preparing`, `shipped`, `received`,
    /// `content_due`, `content_submitted`, `needs_fix`, `overdue`, `fulfilled`, `waived`, `breached`,
    /// `canceled`.
    pub status: &'static str,
    /// Counts its changes; the next act names it.
    pub version: i64,
    /// The product.
    #[schema(value_type = String)]
    pub product: ProductId,
    /// Whose product it is.
    #[schema(value_type = String)]
    pub brand: OrganizationId,
    /// Who asks.
    #[schema(value_type = String)]
    pub kol: OrganizationId,
    /// How many pieces.
    pub quantity: i64,
    /// What they are wanted for.
    pub message: String,
    /// Where they go; told only to the brand and its KOL.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ship_to: Option<String>,
    /// What was said with the answer.
    pub reason: Option<String>,
    /// Who carries the parcel.
    pub carrier: Option<String>,
    /// The parcel's number.
    pub tracking_number: Option<String>,
    /// Until when the brand answers.
    #[schema(value_type = String)]
    pub decide_by: Timestamp,
    /// The terms under which it was made. They never change.
    pub terms: FrozenDocument,
    /// Until when something is posted, once the parcel has arrived.
    #[schema(value_type = Option<String>)]
    pub due_at: Option<Timestamp>,
    /// Whether that day was put off.
    pub extended: bool,
    /// Where the post is.
    pub post_url: Option<String>,
    /// When it was made.
    #[schema(value_type = String)]
    pub requested_at: Timestamp,
    /// When it was changed last.
    #[schema(value_type = String)]
    pub updated_at: Timestamp,
}

/// The terms of a request.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct FrozenDocument {
    /// `sponsored`, `deduct`, `deposit`.
    pub treatment: &'static str,
    /// What all pieces together are worth, a decimal text.
    pub amount: String,
    /// Its currency.
    pub currency: &'static str,
    /// The version of the product's terms; 0 for requests from before there were terms.
    pub version: i64,
    /// When the KOL agreed.
    #[schema(value_type = Option<String>)]
    pub accepted_at: Option<Timestamp>,
    /// The member who agreed; told only to its KOL and the operator.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub accepted_by: Option<MembershipId>,
}

/// A page of requests.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct SampleList {
    /// The requests, newest first.
    pub samples: Vec<SampleDocument>,
    /// The `after` of the next page; null on the last one.
    pub next: Option<String>,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/api/v1/samples", web::get().to(list))
        .route("/api/v1/samples", web::post().to(create))
        .route("/api/v1/samples/{id}", web::get().to(get))
        .route("/api/v1/samples/{id}/acts", web::post().to(act));
}

/// Rows of a page.
const PAGE: usize = 100;

/// The requests that the caller is a party of; for the operator all of the network.
#[utoipa::path(get, path = "/api/v1/samples", tag = "samples",
    params(("status" = Option<String>, Query, description = "Only in this state"),
        ("after" = Option<String>, Query, description = "The `next` of the page before")),
    responses((status = 200, body = SampleList), (status = 403, body = Problem)))]
pub async fn list(request: HttpRequest, app: Running, me: Me) -> Answer {
    let side = Side::of(&me.0.member)?;
    let search = search(&Query::of(&request))?;
    let (mut requests, _) = reach::find(&app, &me.member(), search).await?;
    let next = paging::next(&mut requests, PAGE, |last| last.id.to_string());
    let samples = requests.into_iter().map(|request| document(request, side)).collect();
    show::json(StatusCode::OK, &SampleList { samples, next })
}

fn search(wanted: &Query) -> Result<Search> {
    let unknown = |field| Error::field(field, "choice-unknown");
    let status = match wanted.get("status") {
        "" => None,
        told => {
            let status = SampleStatus::ALL.iter().find(|status| status.as_str() == told);
            Some(*status.ok_or_else(|| unknown("status"))?)
        }
    };
    let after = match wanted.get("after") {
        "" => None,
        told => Some(told.parse().map_err(|_| unknown("after"))?),
    };
    Ok(Search {
        statuses: status.into_iter().collect(),
        after,
        limit: paging::one_more(PAGE),
        ..Search::default()
    })
}

/// Asks for samples of a product.
#[utoipa::path(post, path = "/api/v1/samples", tag = "samples", request_body = AskBody,
    responses((status = 201, body = SampleDocument), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub async fn create(app: Running, me: Me, body: Body<AskBody>) -> Answer {
    let side = Side::of(&me.0.member)?;
    let AskBody { product, quantity, message, ship_to, accepted_terms } = body.0;
    let product = product.parse().map_err(|_| Error::Missing)?;
    let accept = accepted_terms.map(|version| version.to_string()).unwrap_or_default();
    let draft = RequestDraft { quantity: quantity.to_string(), message, ship_to, accept };
    let made = reach::ask(&app, &me.member(), product, draft).await?;
    show::json(StatusCode::CREATED, &document(made, side))
}

/// A request that the caller is a party of; for the operator any of the network.
#[utoipa::path(get, path = "/api/v1/samples/{id}", tag = "samples",
    params(("id" = String, Path, description = "The request")),
    responses((status = 200, body = SampleDocument), (status = 404, body = Problem)))]
pub async fn get(app: Running, me: Me, id: web::Path<String>) -> Answer {
    let side = Side::of(&me.0.member)?;
    let id = id.parse().map_err(|_| Error::Missing)?;
    let (request, _) = reach::get(&app, &me.member(), id).await?;
    show::json(StatusCode::OK, &document(request, side))
}

/// Moves a request along; the other side gets a mail.
#[utoipa::path(post, path = "/api/v1/samples/{id}/acts", tag = "samples",
    request_body = SampleActBody, params(("id" = String, Path, description = "The request")),
    responses((status = 200, body = SampleDocument), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub async fn act(app: Running, me: Me, id: web::Path<String>, body: Body<SampleActBody>) -> Answer {
    let side = Side::of(&me.0.member)?;
    let id = id.parse().map_err(|_| Error::Missing)?;
    let SampleActBody { act, reason, carrier, tracking_number, post_url, version } = body.0;
    let act: SampleAct = act.parse()?;
    let draft = ChangeDraft { reason, carrier, tracking_number, post_url };
    let next = reach::perform(&app, &me.member(), id, version, act, draft).await?;
    show::json(StatusCode::OK, &document(next, side))
}

fn frozen(request: &SampleRequest, side: Side) -> FrozenDocument {
    let (terms, accepted) = (request.terms(), request.accepted());
    FrozenDocument {
        treatment: terms.treatment.as_str(),
        amount: terms.cost.decimal(),
        currency: terms.cost.currency().code(),
        version: terms.version,
        accepted_at: accepted.map(|accepted| accepted.at),
        accepted_by: accepted.filter(|_| side != Side::Brand).map(|accepted| accepted.by),
    }
}

fn document(request: SampleRequest, side: Side) -> SampleDocument {
    SampleDocument {
        terms: frozen(&request, side),
        id: request.id,
        status: request.status.as_str(),
        version: request.version,
        product: request.product_id,
        brand: request.brand_id,
        kol: request.kol_id,
        quantity: request.quantity,
        message: request.message,
        ship_to: (side != Side::Operator).then_some(request.ship_to),
        reason: request.reason,
        carrier: request.carrier,
        tracking_number: request.tracking_number,
        decide_by: request.decide_by,
        due_at: request.due_at,
        extended: request.is_extended,
        post_url: request.post_url,
        requested_at: request.requested_at,
        updated_at: request.updated_at,
    }
}
