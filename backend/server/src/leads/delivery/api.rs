//! Who holds which version, over the API.

use actix_web::http::StatusCode;
use actix_web::web;
use domain::access::Permission;
use domain::id::{LeadId, MaterialId};
use domain::{Error, Timestamp};
use serde::{Deserialize, Serialize};
use store::scope::OfNetwork;

use super::{AT_ONCE, Holder, Renewed, Taken};
use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::body::{Body, Document};
use crate::http::caller::{Me, Running};
use crate::http::query::{InQuery, after};
use crate::http::show;
use crate::leads::library::api::parse;
use crate::leads::network_of;

/// Rows of one answer.
const LIMIT: usize = 100;

/// Where the list goes on.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct HoldersWanted {
    /// The `next` of the page before.
    pub after: Option<String>,
}

/// A lead that holds an old version.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct HolderBody {
    /// The lead.
    #[schema(value_type = String, example = "led_01jd0000000000000000000000")]
    pub lead: LeadId,
    /// The company, or nothing.
    pub company: String,
    /// The person.
    pub name: String,
    /// The mail address.
    pub email: String,
    /// The language of the version that it holds.
    pub locale: &'static str,
    /// That version's number.
    pub number: i64,
    /// The digest of that version's file in hexadecimal digits.
    pub sha256: String,
    /// When it was taken.
    #[schema(value_type = String)]
    pub taken_at: Timestamp,
    /// The number of the version that is handed out in that language now.
    pub current_number: Option<i64>,
    /// When the lead was told of it.
    #[schema(value_type = Option<String>)]
    pub told_at: Option<Timestamp>,
}

/// Leads that hold an old version of a material.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct HoldersBody {
    /// The material.
    #[schema(value_type = String)]
    pub material: MaterialId,
    /// Those whose lead is newest first.
    pub items: Vec<HolderBody>,
    /// Goes into `after`; null on the last page.
    #[schema(value_type = Option<String>)]
    pub next: Option<LeadId>,
}

/// To whom the new version is sent.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RenewalBody {
    /// Leads, at most 100; all that hold an old version when left out.
    pub leads: Vec<String>,
}

impl Document for RenewalBody {
    const BY: &'static [Permission] = &[Permission::WriteMaterials];
}

/// A download.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct DownloadBody {
    /// The material's name; null for the deck that is made anew each time.
    pub material: Option<String>,
    /// The version's number.
    pub number: Option<i64>,
    /// Its language.
    pub locale: &'static str,
    /// The digest of the file that was handed out, in hexadecimal digits.
    pub sha256: String,
    /// When.
    #[schema(value_type = String)]
    pub at: Timestamp,
}

/// What a lead downloaded.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct DownloadsBody {
    /// Newest first.
    pub items: Vec<DownloadBody>,
}

/// The routes.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/api/v1/materials/{id}/holders", web::get().to(holders))
        .route("/api/v1/materials/{id}/renewals", web::post().to(renew))
        .route("/api/v1/leads/{id}/downloads", web::get().to(downloads));
}

/// Lists the leads whose last version of a material is not the current one of its language.
#[utoipa::path(get, path = "/api/v1/materials/{id}/holders", tag = "materials",
    params(("id" = String, Path, description = "The material"), HoldersWanted),
    responses((status = 200, body = HoldersBody), (status = 403, body = Problem),
        (status = 404, body = Problem)))]
pub async fn holders(
    app: Running,
    me: Me,
    id: web::Path<String>,
    wanted: InQuery<HoldersWanted>,
) -> Answer {
    let (me, at) = (me.member(), app.now());
    let scope = OfNetwork::of(&me)?;
    let (id, after) = (parse(&id)?, after(wanted.after.as_deref())?);
    let found =
        app.read(scope, move |tx| super::holders(tx, &me, id, (&[], after), LIMIT, at)).await?;
    let items = found.items.into_iter().map(body).collect();
    show::json(StatusCode::OK, &HoldersBody { material: id, items, next: found.next })
}

/// Sends the new version of a material to leads that hold an old one; each is told of a version once.
#[utoipa::path(post, path = "/api/v1/materials/{id}/renewals", tag = "materials",
    params(("id" = String, Path, description = "The material")), request_body = RenewalBody,
    responses((status = 200, body = Renewed), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub async fn renew(app: Running, me: Me, id: web::Path<String>, body: Body<RenewalBody>) -> Answer {
    let (me, at) = (me.member(), app.now());
    let scope = OfNetwork::of(&me)?;
    let id = parse(&id)?;
    let network = network_of(&app, me.network).await?;
    let site = app.settings.site();
    let told = body.0.leads;
    let done = app
        .write(scope, move |tx| {
            crate::leads::library::exists(tx, &me, id)?;
            let leads = chosen(&told)?;
            super::renew(tx, &me, (&network, &site), id, &leads, at)
        })
        .await?;
    show::json(StatusCode::OK, &done)
}

/// Lists what a lead downloaded, newest first.
#[utoipa::path(get, path = "/api/v1/leads/{id}/downloads", tag = "leads",
    params(("id" = String, Path, description = "The lead")),
    responses((status = 200, body = DownloadsBody), (status = 403, body = Problem),
        (status = 404, body = Problem)))]
pub async fn downloads(app: Running, me: Me, id: web::Path<String>) -> Answer {
    let me = me.member();
    let scope = OfNetwork::of(&me)?;
    let id: LeadId = id.parse().map_err(|_| Error::Missing)?;
    let taken = app.read(scope, move |tx| super::downloads(tx, &me, id)).await?;
    let body = |one: Taken| DownloadBody {
        locale: one.row.locale.tag(),
        sha256: one.hash(),
        at: one.row.created_at,
        number: one.version.as_ref().map(|(_, number)| *number),
        material: one.version.map(|(name, _)| name),
    };
    show::json(StatusCode::OK, &DownloadsBody { items: taken.into_iter().map(body).collect() })
}

/// Leads that were named.
///
/// # Errors
/// `choice-unknown` on `leads`, also for more than are written to at once.
pub(super) fn chosen(told: &[String]) -> domain::Result<Vec<LeadId>> {
    let unknown = || Error::field("leads", "choice-unknown");
    if told.len() > AT_ONCE {
        return Err(unknown());
    }
    told.iter().map(|one| one.parse().map_err(|_| unknown())).collect()
}

fn body(one: Holder) -> HolderBody {
    HolderBody {
        lead: one.holding.lead,
        company: one.holding.company,
        name: one.holding.name,
        email: one.holding.email,
        locale: one.version.locale.tag(),
        number: one.version.number,
        sha256: one.version.hash(),
        taken_at: one.holding.taken_at,
        current_number: one.newest.map(|one| one.number),
        told_at: one.told_at,
    }
}
