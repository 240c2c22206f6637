//! Suppressed addresses over the API.

use actix_web::http::StatusCode;
use actix_web::web;
use domain::access::Permission;
use domain::id::{MailId, SuppressionId};
use domain::{Error, Result, Timestamp};
use serde::{Deserialize, Serialize};
use store::platform::suppression::Suppression;
use store::scope::OfNetwork;

use super::Asked;
use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::body::{Body, Document};
use crate::http::caller::{Me, Running};
use crate::http::query::{InQuery, after};
use crate::http::show;

/// Rows of one answer.
const LIMIT: usize = 100;

/// Which suppressions.
#[derive(Deserialize, Default, utoipa::IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct SuppressionsWanted {
    /// `open` or `lifted`; `open` when missing.
    pub status: Option<String>,
    /// Of which address.
    pub address: Option<String>,
    /// The `next` of the page before.
    pub after: Option<String>,
}

/// An address that is, or was, written to no more.
#[derive(Serialize, utoipa::ToSchema)]
pub struct SuppressedAddress {
    /// Its id.
    #[schema(value_type = String, example = "sup_01jd0000000000000000000000")]
    pub id: SuppressionId,
    /// The address.
    pub address: String,
    /// `marketing` or `everything`.
    pub reach: &'static str,
    /// `soft_bounces`, `hard_bounce` or `complaint`.
    pub cause: &'static str,
    /// In the words of who told it.
    pub detail: Option<String>,
    /// The mail that was the last one.
    #[schema(value_type = Option<String>)]
    pub mail: Option<MailId>,
    /// Counts its changes.
    pub version: i64,
    /// Since when.
    #[schema(value_type = String)]
    pub since_at: Timestamp,
    /// When it was lifted; null while it holds.
    #[schema(value_type = Option<String>)]
    pub lifted_at: Option<Timestamp>,
}

/// A page of suppressions.
#[derive(Serialize, utoipa::ToSchema)]
pub struct SuppressedAddresses {
    /// Latest first.
    pub items: Vec<SuppressedAddress>,
    /// Goes into `after`; null on the last page.
    #[schema(value_type = Option<String>)]
    pub next: Option<SuppressionId>,
}

/// Why a suppression is lifted.
#[derive(Deserialize, Default, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct LiftBody {
    /// The reason; it stands in the history.
    pub reason: String,
    /// The version that was seen; any when left out.
    pub version: Option<i64>,
}

impl Document for LiftBody {
    const BY: &'static [Permission] = &[Permission::ResendMails];
}

/// The routes.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/api/v1/suppressions", web::get().to(index))
        .route("/api/v1/suppressions/{id}", web::get().to(show_one))
        .route("/api/v1/suppressions/{id}/lift", web::post().to(lift));
}

/// Lists addresses that are written to no more, or that were.
#[utoipa::path(get, path = "/api/v1/suppressions", tag = "mails", params(SuppressionsWanted),
    responses((status = 200, body = SuppressedAddresses), (status = 403, body = Problem),
        (status = 422, body = Problem)))]
pub async fn index(app: Running, me: Me, wanted: InQuery<SuppressionsWanted>) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let wanted = wanted.0;
    let after = after(wanted.after.as_deref())?;
    let asked = Asked {
        status: wanted.status.unwrap_or_default(),
        address: wanted.address.unwrap_or_default(),
    };
    let (items, next) =
        app.read(scope, move |tx| super::page(tx, &member, &asked, after, LIMIT)).await?;
    let items = items.into_iter().map(document).collect();
    show::json(StatusCode::OK, &SuppressedAddresses { items, next })
}

/// Shows a suppressed address.
#[utoipa::path(get, path = "/api/v1/suppressions/{id}", tag = "mails",
    params(("id" = String, Path, description = "The suppression")),
    responses((status = 200, body = SuppressedAddress), (status = 404, body = Problem)))]
pub async fn show_one(app: Running, me: Me, id: web::Path<String>) -> Answer {
    let (member, id) = (me.member(), parse(&id)?);
    let scope = OfNetwork::of(&member)?;
    let whole = app.read(scope, move |tx| super::show(tx, &member, id)).await?;
    show::json(StatusCode::OK, &document(whole.row))
}

/// Lifts a suppression: the address is written to again.
#[utoipa::path(post, path = "/api/v1/suppressions/{id}/lift", tag = "mails", request_body = LiftBody,
    params(("id" = String, Path, description = "The suppression")),
    responses((status = 200, body = SuppressedAddress), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn lift(app: Running, me: Me, id: web::Path<String>, body: Body<LiftBody>) -> Answer {
    let (member, id, at) = (me.member(), parse(&id)?, app.now());
    let scope = OfNetwork::of(&member)?;
    let LiftBody { reason, version } = body.0;
    let row =
        app.write(scope, move |tx| super::lift(tx, &member, (id, version), &reason, at)).await?;
    show::json(StatusCode::OK, &document(row))
}

pub(super) fn parse(id: &str) -> Result<SuppressionId> {
    id.parse().map_err(|_| Error::Missing)
}

fn document(row: Suppression) -> SuppressedAddress {
    SuppressedAddress {
        id: row.id,
        address: row.address,
        reach: row.reach.as_str(),
        cause: row.cause.as_str(),
        detail: row.detail,
        mail: row.mail_id,
        version: row.version,
        since_at: row.since_at,
        lifted_at: row.lifted_at,
    }
}
