//! The KOLs of a network over the API.

use actix_web::http::StatusCode;
use actix_web::web;
use domain::access::Permission;
use domain::id::OrganizationId;
use domain::{Error, Result, Timestamp};
use serde::{Deserialize, Serialize};
use store::scope::OfNetwork;
use store::tenancy::organization::Organization;

use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::body::{Body, Document};
use crate::http::caller::{Me, Running};
use crate::http::query::Query;
use crate::http::show;
use crate::paging;

/// KOLs of a page.
const PAGE: usize = 100;

/// How a KOL's part ends.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct KolEndBody {
    /// RFC 3339; now when not said. At most a year ahead.
    #[schema(value_type = Option<String>)]
    pub ends_at: Option<Timestamp>,
    /// Why.
    #[serde(default)]
    pub reason: String,
}

/// Why a KOL takes part again.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct KolResumeBody {
    /// Why.
    #[serde(default)]
    pub reason: String,
}

/// A KOL.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct KolDocument {
    /// Its id.
    #[schema(value_type = String, example = "org_01jd0000000000000000000000")]
    pub id: OrganizationId,
    /// Its name, as it writes it itself.
    pub name: String,
    /// `open`, `suspended` or `terminated`.
    pub status: &'static str,
    /// When its part ended or is to end: what is sold from then on earns nothing.
    #[schema(value_type = Option<String>)]
    pub ended_at: Option<Timestamp>,
}

/// A page of KOLs.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct KolList {
    /// The KOLs, newest first.
    pub items: Vec<KolDocument>,
    /// The `after` of the next page; null on the last one.
    pub next: Option<String>,
}

impl Document for KolEndBody {
    const BY: &'static [Permission] = &[Permission::ManageKols];
}

impl Document for KolResumeBody {
    const BY: &'static [Permission] = &[Permission::ManageKols];
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/api/v1/kols", web::get().to(index))
        .route("/api/v1/kols/{id}", web::get().to(read))
        .route("/api/v1/kols/{id}/end", web::post().to(end))
        .route("/api/v1/kols/{id}/resume", web::post().to(resume));
}

/// Where the page before ended.
///
/// # Errors
/// `Invalid` on `after`.
pub(super) fn after(query: &Query) -> Result<Option<OrganizationId>> {
    match query.get("after") {
        "" => Ok(None),
        told => told.parse().map(Some).map_err(|_| Error::field("after", "choice-unknown")),
    }
}

/// Lists the KOLs of the network.
#[utoipa::path(get, path = "/api/v1/kols", tag = "kols",
    params(("after" = Option<String>, Query, description = "The `next` of the page before")),
    responses((status = 200, body = KolList), (status = 403, body = Problem)))]
pub async fn index(app: Running, me: Me, query: Query) -> Answer {
    let me = me.member();
    let scope = OfNetwork::of(&me)?;
    let after = after(&query)?;
    let limit = paging::one_more(PAGE);
    let mut found = app.read(scope, move |tx| super::page(tx, &me, after, limit)).await?;
    let next = paging::next(&mut found, PAGE, |last| last.id.to_string());
    let items = found.into_iter().map(document).collect();
    show::json(StatusCode::OK, &KolList { items, next })
}

/// A KOL of the network.
#[utoipa::path(get, path = "/api/v1/kols/{id}", tag = "kols",
    params(("id" = String, Path, description = "The KOL")),
    responses((status = 200, body = KolDocument), (status = 404, body = Problem)))]
pub async fn read(app: Running, me: Me, id: web::Path<String>) -> Answer {
    let me = me.member();
    let scope = OfNetwork::of(&me)?;
    let id = id.parse().map_err(|_| Error::Missing)?;
    let found = app.read(scope, move |tx| super::get(tx, &me, id)).await?;
    show::json(StatusCode::OK, &document(found))
}

/// Ends a KOL's part. What was sold before stays payable; what is sold from then on earns nothing.
#[utoipa::path(post, path = "/api/v1/kols/{id}/end", tag = "kols", request_body = KolEndBody,
    params(("id" = String, Path, description = "The KOL")),
    responses((status = 200, body = KolDocument), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub async fn end(app: Running, me: Me, id: web::Path<String>, body: Body<KolEndBody>) -> Answer {
    let me = me.member();
    let scope = OfNetwork::of(&me)?;
    let (id, at) = (id.parse().map_err(|_| Error::Missing)?, app.now());
    let KolEndBody { ends_at, reason } = body.0;
    let found = app.write(scope, move |tx| super::end(tx, &me, id, (ends_at, &reason), at)).await?;
    show::json(StatusCode::OK, &document(found))
}

/// Lets a KOL take part again, or go on although an end was told.
#[utoipa::path(post, path = "/api/v1/kols/{id}/resume", tag = "kols",
    request_body = KolResumeBody, params(("id" = String, Path, description = "The KOL")),
    responses((status = 200, body = KolDocument), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub async fn resume(
    app: Running,
    me: Me,
    id: web::Path<String>,
    body: Body<KolResumeBody>,
) -> Answer {
    let me = me.member();
    let scope = OfNetwork::of(&me)?;
    let (id, at) = (id.parse().map_err(|_| Error::Missing)?, app.now());
    let reason = body.0.reason;
    let found = app.write(scope, move |tx| super::resume(tx, &me, id, &reason, at)).await?;
    show::json(StatusCode::OK, &document(found))
}

fn document(party: Organization) -> KolDocument {
    KolDocument {
        id: party.id,
        name: party.name,
        status: party.status.as_str(),
        ended_at: party.ended_at,
    }
}
