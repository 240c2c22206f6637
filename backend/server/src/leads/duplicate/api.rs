//! Leads that are likely one party, over the API.

use actix_web::http::StatusCode;
use actix_web::web;
use domain::Error;
use domain::access::Permission;
use domain::id::LeadId;
use serde::{Deserialize, Serialize};
use store::scope::OfNetwork;

use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::body::{Body, Document};
use crate::http::caller::{Me, Running};
use crate::http::show;
use crate::leads::lead::api::{LeadBody, body, parse};

/// Which lead is made one with another.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewMerge {
    /// The other lead, which leads to the kept one from then on.
    #[serde(default)]
    pub lead: String,
    /// Must be true: it cannot be taken back.
    #[serde(default)]
    pub sure: bool,
    /// The version of the kept lead that was seen; 409 when it has changed since.
    pub version: Option<i64>,
}

impl Document for NewMerge {
    const BY: &'static [Permission] = &[Permission::WorkLeads];
}

/// Leads that are likely the same party.
#[derive(Serialize, utoipa::ToSchema)]
pub struct AlikeBody {
    /// The leads.
    pub items: Vec<AlikeLine>,
}

/// A lead that is likely the same party.
#[derive(Serialize, utoipa::ToSchema)]
pub struct AlikeLine {
    /// `phone` or `company`.
    pub likeness: &'static str,
    /// The lead.
    pub lead: LeadBody,
}

/// The routes.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/api/v1/leads/{id}/duplicates", web::get().to(read))
        .route("/api/v1/leads/{id}/merges", web::post().to(merge));
}

/// Lists the leads that are likely the same party.
#[utoipa::path(get, path = "/api/v1/leads/{id}/duplicates", tag = "leads",
    params(("id" = String, Path, description = "The lead")),
    responses((status = 200, body = AlikeBody), (status = 404, body = Problem)))]
pub async fn read(app: Running, me: Me, id: web::Path<String>) -> Answer {
    let (member, id) = (me.member(), parse(&id)?);
    let scope = OfNetwork::of(&member)?;
    let (_, found) = app.read(scope, move |tx| super::find(tx, &member, id)).await?;
    let line =
        |one: super::Alike| AlikeLine { likeness: one.likeness.as_str(), lead: body(one.lead) };
    show::json(StatusCode::OK, &AlikeBody { items: found.into_iter().map(line).collect() })
}

/// Makes another lead one with this one. It cannot be taken back.
#[utoipa::path(post, path = "/api/v1/leads/{id}/merges", tag = "leads", request_body = NewMerge,
    params(("id" = String, Path, description = "The lead that is kept")),
    responses((status = 200, body = LeadBody), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn merge(app: Running, me: Me, id: web::Path<String>, new: Body<NewMerge>) -> Answer {
    let (member, kept, at) = (me.member(), parse(&id)?, app.now());
    let scope = OfNetwork::of(&member)?;
    let NewMerge { lead, sure, version } = new.0;
    let kept = app
        .write(scope, move |tx| {
            super::find(tx, &member, kept)?;
            let other: LeadId = lead.parse().map_err(|_| Error::field("lead", "choice-unknown"))?;
            super::merge(tx, &member, (kept, version), other, sure, at)
        })
        .await?;
    show::json(StatusCode::OK, &body(kept))
}
