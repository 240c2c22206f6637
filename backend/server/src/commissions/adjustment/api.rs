//! Corrections over the API.

use actix_web::http::StatusCode;
use actix_web::web;
use domain::access::Permission;
use domain::commissions::adjustment::{AdjustmentDraft, AdjustmentStatus};
use domain::id::{AdjustmentId, EntryId, OrderId, OrganizationId};
use domain::{Error, Result, Timestamp};
use serde::{Deserialize, Serialize};
use store::commissions::adjustment::{Adjustment, Search};
use store::scope::{OfNetwork, OfOrganization};

use super::Outcome;
use crate::commissions::books::Books;
use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::body::{Body, Document};
use crate::http::caller::{Me, Running};
use crate::http::query::InQuery;
use crate::http::show;
use crate::paging;
use crate::platform::letter::Desk;

/// Rows of a page.
const PAGE: usize = 100;

/// A correction to ask for.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AdjustmentBody {
    /// Whose money.
    #[schema(example = "org_01jd0000000000000000000000")]
    pub kol: String,
    /// Who bears it; left out for the network itself.
    #[serde(default)]
    pub brand: String,
    /// Decimal text; below nothing takes money from the KOL.
    #[schema(example = "-1500")]
    pub amount: String,
    /// The currency's code.
    #[schema(example = "JPY")]
    pub currency: String,
    /// `calculation`, `attribution`, `late_return`, `sample_cost`, `campaign`, `goodwill`, `other`.
    pub reason: String,
    /// What the KOL reads.
    pub text: String,
    /// The order that it is about.
    #[serde(default)]
    pub order: String,
}

/// A decision.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AdjustmentActBody {
    /// `approve`, `decline`; the maker: `cancel`.
    pub act: String,
    /// Why: needed with `decline`.
    #[serde(default)]
    pub note: String,
    /// The version that the act is meant for.
    pub version: i64,
}

/// One correction of many.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AdjustmentItem {
    /// Which.
    pub id: String,
    /// The version that the act is meant for.
    pub version: i64,
}

/// A decision on many corrections.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AdjustmentDecisionsBody {
    /// `approve` or `decline`.
    pub act: String,
    /// Why: needed with `decline`.
    #[serde(default)]
    pub note: String,
    /// 1 to 100 corrections.
    pub items: Vec<AdjustmentItem>,
}

/// A correction of a KOL's money.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct AdjustmentDocument {
    /// Its id.
    #[schema(value_type = String, example = "adj_01jd0000000000000000000000")]
    pub id: AdjustmentId,
    /// `requested`, `approved`, `declined`, `canceled`.
    pub status: &'static str,
    /// Counts its changes; the next act names it.
    pub version: i64,
    /// Whose money.
    #[schema(value_type = String)]
    pub kol: OrganizationId,
    /// Who bears it; null for the network itself.
    #[schema(value_type = Option<String>)]
    pub brand: Option<OrganizationId>,
    /// The order that it is about.
    #[schema(value_type = Option<String>)]
    pub order: Option<OrderId>,
    /// Decimal text; below nothing takes money from the KOL.
    pub amount: String,
    /// The currency's code.
    pub currency: &'static str,
    /// Why.
    pub reason: &'static str,
    /// What the KOL reads.
    pub text: String,
    /// What was said with the decision.
    pub note: Option<String>,
    /// The entry that posted it; told only to the operator.
    #[schema(value_type = Option<String>)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<EntryId>,
    /// When it was asked for.
    #[schema(value_type = String)]
    pub requested_at: Timestamp,
    /// When it was decided.
    #[schema(value_type = Option<String>)]
    pub decided_at: Option<Timestamp>,
}

/// A page of corrections.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct AdjustmentList {
    /// The corrections, newest first.
    pub items: Vec<AdjustmentDocument>,
    /// The `after` of the next page; null on the last one.
    pub next: Option<String>,
}

/// What became of one correction.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct AdjustmentOutcome {
    /// Which.
    #[schema(value_type = String)]
    pub id: AdjustmentId,
    /// Where it stands now; null when there is no such correction.
    pub status: Option<&'static str>,
    /// Whether this call changed it.
    pub changed: bool,
    /// The code of why it was left alone.
    pub error: Option<&'static str>,
}

/// What became of each correction, in the order of the call.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct AdjustmentOutcomes {
    /// One for each item.
    pub results: Vec<AdjustmentOutcome>,
}

/// The query.
#[derive(Debug, Default, Deserialize)]
pub struct Query {
    status: Option<String>,
    after: Option<String>,
}

impl Document for AdjustmentBody {
    const BY: &'static [Permission] = &[Permission::RequestAdjustments];
}

impl Document for AdjustmentActBody {
    const BY: &'static [Permission] =
        &[Permission::RequestAdjustments, Permission::DecideAdjustments];
}

impl Document for AdjustmentDecisionsBody {
    const BY: &'static [Permission] = &[Permission::DecideAdjustments];
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/api/v1/adjustments", web::get().to(list))
        .route("/api/v1/adjustments", web::post().to(create))
        .route("/api/v1/adjustments/decisions", web::post().to(decide))
        .route("/api/v1/adjustments/{id}", web::get().to(get))
        .route("/api/v1/adjustments/{id}/acts", web::post().to(act));
}

/// Corrections: all of the network for the operator; a KOL and a brand see those that were approved.
#[utoipa::path(get, path = "/api/v1/adjustments", tag = "commissions",
    params(("status" = Option<String>, Query, description = "Only in this state"),
        ("after" = Option<String>, Query, description = "The `next` of the page before")),
    responses((status = 200, body = AdjustmentList), (status = 403, body = Problem)))]
pub async fn list(app: Running, me: Me, query: InQuery<Query>) -> Answer {
    let me = me.member();
    let mut search = search(&query)?;
    let mut rows = if me.may(Permission::SeeMoney) {
        app.read(OfNetwork::of(&me)?, move |tx| tx.adjustments(&search)).await?
    } else {
        me.must(Permission::SeeOwnMoney)?;
        search.statuses = vec![AdjustmentStatus::Approved];
        app.read(OfOrganization::of(&me), move |tx| tx.adjustments(&search)).await?
    };
    let next = paging::next(&mut rows, PAGE, |last| last.id.to_string());
    let entries = me.may(Permission::SeeMoney);
    let items = rows.into_iter().map(|row| document(row, entries)).collect();
    show::json(StatusCode::OK, &AdjustmentList { items, next })
}

fn search(query: &Query) -> Result<Search> {
    let told = |told: &Option<String>| told.clone().filter(|told| !told.is_empty());
    let unknown = |field| move |_| Error::field(field, "choice-unknown");
    let status = |told: String| {
        let known = AdjustmentStatus::ALL.iter().copied().find(|one| one.as_str() == told);
        known.ok_or_else(|| Error::field("status", "choice-unknown"))
    };
    Ok(Search {
        statuses: told(&query.status).map(status).transpose()?.into_iter().collect(),
        after: told(&query.after).map(|id| id.parse().map_err(unknown("after"))).transpose()?,
        limit: paging::one_more(PAGE),
        ..Search::default()
    })
}

/// A correction of the network.
#[utoipa::path(get, path = "/api/v1/adjustments/{id}", tag = "commissions",
    params(("id" = String, Path, description = "The correction")),
    responses((status = 200, body = AdjustmentDocument), (status = 404, body = Problem)))]
pub async fn get(app: Running, me: Me, id: web::Path<String>) -> Answer {
    let me = me.member();
    let scope = OfNetwork::of(&me)?;
    let id = id.parse().map_err(|_| Error::Missing)?;
    let locale = me.locale;
    let found = app.read(scope, move |tx| super::show(tx, &me, locale, id)).await?;
    show::json(StatusCode::OK, &document(found.line.row, true))
}

/// Asks for a correction; another person decides.
#[utoipa::path(post, path = "/api/v1/adjustments", tag = "commissions",
    request_body = AdjustmentBody,
    responses((status = 201, body = AdjustmentDocument), (status = 403, body = Problem),
        (status = 422, body = Problem)))]
pub async fn create(app: Running, me: Me, body: Body<AdjustmentBody>) -> Answer {
    let me = me.member();
    let scope = OfNetwork::of(&me)?;
    let AdjustmentBody { kol, brand, amount, currency, reason, text, order } = body.0;
    let draft = AdjustmentDraft { kol, brand, amount, currency, reason, text, order };
    let network = crate::orders::network(&app, me.network).await?;
    let at = app.now();
    let made = app.write(scope, move |tx| super::request(tx, &me, &network, &draft, at)).await?;
    show::json(StatusCode::CREATED, &document(made, true))
}

/// Decides on a correction; the KOL hears of an approval.
#[utoipa::path(post, path = "/api/v1/adjustments/{id}/acts", tag = "commissions",
    request_body = AdjustmentActBody, params(("id" = String, Path, description = "The correction")),
    responses((status = 200, body = AdjustmentDocument), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub async fn act(
    app: Running,
    me: Me,
    id: web::Path<String>,
    body: Body<AdjustmentActBody>,
) -> Answer {
    let me = me.member();
    let scope = OfNetwork::of(&me)?;
    let id = id.parse().map_err(|_| Error::Missing)?;
    let AdjustmentActBody { act, note, version } = body.0;
    let (desk, at) = (Desk::open(&app, me.network).await?, app.now());
    let next = app
        .write(scope, move |tx| super::decide(tx, &me, &desk, id, version, &act, &note, at))
        .await?;
    show::json(StatusCode::OK, &document(next, true))
}

/// Decides on up to 100 corrections in one transaction; answers for each, and may be repeated.
#[utoipa::path(post, path = "/api/v1/adjustments/decisions", tag = "commissions",
    request_body = AdjustmentDecisionsBody,
    responses((status = 200, body = AdjustmentOutcomes), (status = 403, body = Problem),
        (status = 422, body = Problem)))]
pub async fn decide(app: Running, me: Me, body: Body<AdjustmentDecisionsBody>) -> Answer {
    let me = me.member();
    let scope = OfNetwork::of(&me)?;
    me.must(Permission::DecideAdjustments)?;
    let AdjustmentDecisionsBody { act, note, items } = body.0;
    let read = |(place, item): (usize, &AdjustmentItem)| {
        let id = item.id.parse();
        id.map(|id| (id, item.version))
            .map_err(|_| Error::field(format!("items.{place}.id"), "choice-unknown"))
    };
    let items = items.iter().enumerate().map(read).collect::<Result<Vec<_>>>()?;
    let (desk, at) = (Desk::open(&app, me.network).await?, app.now());
    let outcomes = app
        .write(scope, move |tx| super::decide_many(tx, &me, &desk, &items, &act, &note, at))
        .await?;
    let told = |outcome: Outcome| AdjustmentOutcome {
        id: outcome.id,
        status: outcome.status.map(AdjustmentStatus::as_str),
        changed: outcome.changed,
        error: outcome.error.as_ref().map(Error::code),
    };
    let results = outcomes.into_iter().map(told).collect();
    show::json(StatusCode::OK, &AdjustmentOutcomes { results })
}

fn document(row: Adjustment, entries: bool) -> AdjustmentDocument {
    let amount = row.amount();
    AdjustmentDocument {
        id: row.id,
        status: row.status.as_str(),
        version: row.version,
        kol: row.kol_id,
        brand: row.brand_id,
        order: row.order_id,
        amount: amount.decimal(),
        currency: amount.currency().code(),
        reason: row.reason.as_str(),
        text: row.text,
        note: row.note,
        entry: row.entry_id.filter(|_| entries),
        requested_at: row.requested_at,
        decided_at: row.decided_at,
    }
}
