//! Fees over the API.

use actix_web::http::StatusCode;
use actix_web::web;
use domain::access::Permission;
use domain::commissions::fee::{FeeDraft, FeeStatus};
use domain::id::{FeeId, OrganizationId, ProductId};
use domain::{Error, Result, Timestamp};
use serde::{Deserialize, Serialize};
use store::commissions::fee::{Fee, Search};
use store::scope::{OfNetwork, OfOrganization};

use crate::commissions::books::Books;
use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::body::{Body, Document};
use crate::http::caller::{Me, Running};
use crate::http::query::InQuery;
use crate::http::show;
use crate::orders::order::earned::TaxView;
use crate::paging;
use crate::platform::letter::Desk;

/// Rows of a page.
const PAGE: usize = 100;

/// A fee to agree.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FeeBody {
    /// `slot`, `production` (due on `ends_on`), `guarantee` (tops up the commissions of a period),
    /// `bonus` (pays the steps that pieces sold in a period reach).
    #[schema(example = "slot")]
    pub kind: String,
    /// Who earns it.
    pub kol: String,
    /// Who owes it.
    pub brand: String,
    /// The product whose sales count; all of the brand's when left out.
    #[serde(default)]
    pub product: String,
    /// What both sides call it.
    pub title: String,
    /// Decimal text: the fee, or the guaranteed amount; left out for a bonus.
    #[serde(default)]
    pub amount: String,
    /// A bonus's steps, one a line, each on top of those below.
    #[serde(default)]
    #[schema(example = "100 = 50000")]
    pub ladder: String,
    /// The currency's code.
    pub currency: String,
    /// The first day of the period on the network's clock.
    #[serde(default)]
    pub starts_on: String,
    /// The day on which it is due, or the last day of the period.
    #[schema(example = "2026-11-30")]
    pub ends_on: String,
}

/// An act on a fee.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FeeActBody {
    /// `cancel`.
    pub act: String,
    /// Why.
    #[serde(default)]
    pub note: String,
    /// The version that the act is meant for.
    pub version: i64,
}

/// A step of a bonus.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct FeeStep {
    /// From so many pieces on.
    pub units: i64,
    /// So much on top of the steps below.
    pub amount: String,
}

/// A fee between a brand and a KOL.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct FeeDocument {
    /// Its id.
    #[schema(value_type = String, example = "fee_01jd0000000000000000000000")]
    pub id: FeeId,
    /// `agreed`, `earned`, `lapsed`, `canceled`.
    pub status: &'static str,
    /// Counts its changes; the next act names it.
    pub version: i64,
    /// `slot`, `production`, `guarantee`, `bonus`.
    pub kind: &'static str,
    /// Who earns it.
    #[schema(value_type = String)]
    pub kol: OrganizationId,
    /// Who owes it.
    #[schema(value_type = String)]
    pub brand: OrganizationId,
    /// The product whose sales count.
    #[schema(value_type = Option<String>)]
    pub product: Option<ProductId>,
    /// What both sides call it.
    pub title: String,
    /// Decimal text: the fee, or the guaranteed amount; nothing for a bonus.
    pub amount: String,
    /// The currency's code.
    pub currency: &'static str,
    /// A bonus's steps.
    pub steps: Vec<FeeStep>,
    /// The first moment of the period.
    #[schema(value_type = String)]
    pub starts_at: Timestamp,
    /// When it falls due.
    #[schema(value_type = String)]
    pub due_at: Timestamp,
    /// What was posted.
    pub earned: String,
    /// How what was posted is taxed.
    pub tax: TaxView,
    /// Pieces that were sold in the period, once it was reckoned.
    pub units: Option<i64>,
    /// Why it was canceled.
    pub note: Option<String>,
}

/// A page of fees.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct FeeList {
    /// The fees, newest first.
    pub items: Vec<FeeDocument>,
    /// The `after` of the next page; null on the last one.
    pub next: Option<String>,
}

/// The query.
#[derive(Debug, Default, Deserialize)]
pub struct Query {
    status: Option<String>,
    after: Option<String>,
}

impl Document for FeeBody {
    const BY: &'static [Permission] = &[Permission::AgreeFees];
}

impl Document for FeeActBody {
    const BY: &'static [Permission] = &[Permission::AgreeFees];
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/api/v1/fees", web::get().to(list))
        .route("/api/v1/fees", web::post().to(create))
        .route("/api/v1/fees/{id}", web::get().to(get))
        .route("/api/v1/fees/{id}/acts", web::post().to(act));
}

/// Fees: all of the network for the operator, those that the caller is a party of for others.
#[utoipa::path(get, path = "/api/v1/fees", tag = "commissions",
    params(("status" = Option<String>, Query, description = "Only in this state"),
        ("after" = Option<String>, Query, description = "The `next` of the page before")),
    responses((status = 200, body = FeeList), (status = 403, body = Problem)))]
pub async fn list(app: Running, me: Me, query: InQuery<Query>) -> Answer {
    let me = me.member();
    let all = super::sees_all(&me)?;
    let search = search(&query)?;
    let mut rows = if all {
        app.read(OfNetwork::of(&me)?, move |tx| tx.fees(&search)).await?
    } else {
        app.read(OfOrganization::of(&me), move |tx| tx.fees(&search)).await?
    };
    let next = paging::next(&mut rows, PAGE, |last| last.id.to_string());
    let items = rows.into_iter().map(document).collect::<Result<_>>()?;
    show::json(StatusCode::OK, &FeeList { items, next })
}

fn search(query: &Query) -> Result<Search> {
    let told = |told: &Option<String>| told.clone().filter(|told| !told.is_empty());
    let status = |told: String| {
        let known = FeeStatus::ALL.iter().copied().find(|one| one.as_str() == told);
        known.ok_or_else(|| Error::field("status", "choice-unknown"))
    };
    let after = |id: String| id.parse().map_err(|_| Error::field("after", "choice-unknown"));
    Ok(Search {
        statuses: told(&query.status).map(status).transpose()?.into_iter().collect(),
        after: told(&query.after).map(after).transpose()?,
        limit: paging::one_more(PAGE),
        ..Search::default()
    })
}

/// A fee that the caller is a party of; for the operator any of the network.
#[utoipa::path(get, path = "/api/v1/fees/{id}", tag = "commissions",
    params(("id" = String, Path, description = "The fee")),
    responses((status = 200, body = FeeDocument), (status = 404, body = Problem)))]
pub async fn get(app: Running, me: Me, id: web::Path<String>) -> Answer {
    let me = me.member();
    let all = super::sees_all(&me)?;
    let id = id.parse().map_err(|_| Error::Missing)?;
    let row = if all {
        app.read(OfNetwork::of(&me)?, move |tx| tx.fee(id)).await?
    } else {
        app.read(OfOrganization::of(&me), move |tx| tx.fee(id)).await?
    };
    show::json(StatusCode::OK, &document(row)?)
}

/// Agrees a fee; both sides get a mail.
#[utoipa::path(post, path = "/api/v1/fees", tag = "commissions", request_body = FeeBody,
    responses((status = 201, body = FeeDocument), (status = 403, body = Problem),
        (status = 422, body = Problem)))]
pub async fn create(app: Running, me: Me, body: Body<FeeBody>) -> Answer {
    let me = me.member();
    let scope = OfNetwork::of(&me)?;
    let told = body.0;
    let draft = FeeDraft {
        kind: told.kind,
        kol: told.kol,
        brand: told.brand,
        product: told.product,
        title: told.title,
        amount: told.amount,
        ladder: told.ladder,
        currency: told.currency,
        starts_on: told.starts_on,
        ends_on: told.ends_on,
    };
    let network = crate::orders::network(&app, me.network).await?;
    let (desk, at) = (Desk::open(&app, me.network).await?, app.now());
    let made =
        app.write(scope, move |tx| super::agree(tx, &me, &network, &desk, &draft, at)).await?;
    show::json(StatusCode::CREATED, &document(made)?)
}

/// Cancels a fee that is not earned yet; both sides get a mail.
#[utoipa::path(post, path = "/api/v1/fees/{id}/acts", tag = "commissions",
    request_body = FeeActBody, params(("id" = String, Path, description = "The fee")),
    responses((status = 200, body = FeeDocument), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub async fn act(app: Running, me: Me, id: web::Path<String>, body: Body<FeeActBody>) -> Answer {
    let me = me.member();
    let scope = OfNetwork::of(&me)?;
    let id: FeeId = id.parse().map_err(|_| Error::Missing)?;
    let FeeActBody { act, note, version } = body.0;
    let network = crate::orders::network(&app, me.network).await?;
    let (desk, at) = (Desk::open(&app, me.network).await?, app.now());
    let next = app
        .write(scope, move |tx| {
            super::act(tx, &me, &network, &desk, id, version, (&act, &note), at)
        })
        .await?;
    show::json(StatusCode::OK, &document(next)?)
}

fn document(row: Fee) -> Result<FeeDocument> {
    let currency = row.amount().currency();
    let ladder = row.ladder()?;
    let step = |step: &domain::commissions::ladder::Step| FeeStep {
        units: step.units,
        amount: domain::Money::new(step.amount_minor, currency).decimal(),
    };
    Ok(FeeDocument {
        id: row.id,
        status: row.status.as_str(),
        version: row.version,
        kind: row.kind.as_str(),
        kol: row.kol_id,
        brand: row.brand_id,
        product: row.product_id,
        amount: row.amount().decimal(),
        currency: currency.code(),
        steps: ladder.steps().iter().map(step).collect(),
        starts_at: row.starts_at,
        due_at: row.due_at,
        earned: row.earned().decimal(),
        tax: TaxView::new(row.tax(), row.tax_amount()),
        units: row.units,
        title: row.title,
        note: row.note,
    })
}
