//! The library of materials over the API.

use actix_web::http::StatusCode;
use actix_web::web;
use domain::access::Permission;
use domain::id::{MaterialId, MaterialVersionId};
use domain::leads::library::{MaterialDraft, VersionAct};
use domain::{Error, Result, Timestamp};
use serde::{Deserialize, Serialize};
use store::leads::library::{Material, Version};
use store::scope::OfNetwork;

use super::{Entry, Step};
use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::body::{Body, Document};
use crate::http::caller::{Me, Running};
use crate::http::form::WithFiles;
use crate::http::show;

/// A material to make.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewMaterialBody {
    /// What staff and visitors call it.
    #[schema(example = "価格表")]
    pub name: String,
    /// `guide`, `price_list`, `terms`, `casebook`.
    #[schema(example = "price_list")]
    pub kind: String,
    /// To whom it is handed: `manufacturer` or `kol`.
    #[schema(example = "manufacturer")]
    pub audience: String,
}

impl Document for NewMaterialBody {
    const BY: &'static [Permission] = &[Permission::WriteMaterials];
}

/// A step of a version.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MaterialActBody {
    /// `submit`, `approve`, `send_back`, `withdraw`.
    #[schema(example = "approve")]
    pub act: String,
    /// What to tell the uploader; required for `send_back`.
    #[serde(default)]
    pub note: String,
    /// The version that was seen; 409 when it has changed since.
    pub version: i64,
}

impl Document for MaterialActBody {
    const BY: &'static [Permission] = &[Permission::WriteMaterials, Permission::ApproveMaterials];
}

/// A material.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct MaterialBody {
    /// Its id.
    #[schema(value_type = String, example = "mat_01jd0000000000000000000000")]
    pub id: MaterialId,
    /// What staff and visitors call it.
    pub name: String,
    /// `guide`, `price_list`, `terms`, `casebook`.
    pub kind: &'static str,
    /// `manufacturer` or `kol`.
    pub audience: &'static str,
    /// In a list the versions that are handed out now, else all of them, newest first.
    pub versions: Vec<MaterialVersionBody>,
    /// Leads that hold another version than the current ones; in lists.
    pub old_holders: Option<i64>,
}

/// A version of a material in a language.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct MaterialVersionBody {
    /// Its id.
    #[schema(value_type = String, example = "mtv_01jd0000000000000000000000")]
    pub id: MaterialVersionId,
    /// Its language.
    pub locale: &'static str,
    /// Counts the versions of a material in a language.
    pub number: i64,
    /// The file's name.
    pub file_name: String,
    /// The file's digest in hexadecimal digits.
    pub sha256: String,
    /// The file's bytes.
    pub byte_count: i64,
    /// What is new in it.
    pub note: String,
    /// From when on it may be handed out.
    #[schema(value_type = String)]
    pub valid_from: Timestamp,
    /// Until when, exclusive.
    #[schema(value_type = Option<String>)]
    pub valid_until: Option<Timestamp>,
    /// `draft`, `submitted`, `approved`, `superseded`, `withdrawn`.
    pub status: &'static str,
    /// What can be done now.
    pub acts: Vec<&'static str>,
    /// Counts its changes; the next act names it.
    pub version: i64,
}

/// The materials of a network.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct MaterialList {
    /// By name.
    pub items: Vec<MaterialBody>,
}

/// The routes.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/api/v1/materials", web::get().to(list))
        .route("/api/v1/materials", web::post().to(create))
        .route("/api/v1/materials/{id}", web::get().to(get))
        .route("/api/v1/materials/{id}/versions", web::post().to(upload))
        .route("/api/v1/materials/{id}/versions/{version}/file", web::get().to(file))
        .route("/api/v1/materials/{id}/versions/{version}/acts", web::post().to(act));
}

/// Lists the materials with the versions that are handed out now.
#[utoipa::path(get, path = "/api/v1/materials", tag = "materials",
    responses((status = 200, body = MaterialList), (status = 403, body = Problem)))]
pub async fn list(app: Running, me: Me) -> Answer {
    let (me, at) = (me.member(), app.now());
    let scope = OfNetwork::of(&me)?;
    let entries = app.read(scope, move |tx| super::list(tx, &me, at)).await?;
    show::json(StatusCode::OK, &MaterialList { items: entries.into_iter().map(entry).collect() })
}

/// Makes a material.
#[utoipa::path(post, path = "/api/v1/materials", tag = "materials", request_body = NewMaterialBody,
    responses((status = 201, body = MaterialBody), (status = 403, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn create(app: Running, me: Me, body: Body<NewMaterialBody>) -> Answer {
    let (me, at) = (me.member(), app.now());
    let scope = OfNetwork::of(&me)?;
    let NewMaterialBody { name, kind, audience } = body.0;
    let draft = MaterialDraft { name, kind, audience };
    let made = app.write(scope, move |tx| super::create(tx, &me, &draft, at)).await?;
    show::json(StatusCode::CREATED, &document(made, Vec::new()))
}

/// A material with all its versions.
#[utoipa::path(get, path = "/api/v1/materials/{id}", tag = "materials",
    params(("id" = String, Path, description = "The material")),
    responses((status = 200, body = MaterialBody), (status = 404, body = Problem)))]
pub async fn get(app: Running, me: Me, id: web::Path<String>) -> Answer {
    let (me, at) = (me.member(), app.now());
    let scope = OfNetwork::of(&me)?;
    let id = parse(&id)?;
    let whole = app.read(scope, move |tx| super::show(tx, &me, id, at)).await?;
    let versions = whole.versions.into_iter().map(|line| version(line.row)).collect();
    show::json(StatusCode::OK, &document(whole.material, versions))
}

/// Uploads a version as a draft: a form with the PDF as `file`, `locale`, and where wanted
/// `valid_from`, `valid_until` (days on the network's clock) and `note`.
#[utoipa::path(post, path = "/api/v1/materials/{id}/versions", tag = "materials",
    params(("id" = String, Path, description = "The material")),
    request_body(content = String, content_type = "multipart/form-data"),
    responses((status = 201, body = MaterialVersionBody), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 413, body = Problem),
        (status = 422, body = Problem)))]
pub async fn upload(app: Running, me: Me, id: web::Path<String>, sent: WithFiles) -> Answer {
    let made = super::pages::taken(&app, me.member(), parse(&id)?, &sent.0).await?;
    show::json(StatusCode::CREATED, &version(made))
}

/// The file of a version.
#[utoipa::path(get, path = "/api/v1/materials/{id}/versions/{version}/file", tag = "materials",
    params(("id" = String, Path, description = "The material"),
        ("version" = String, Path, description = "The version")),
    responses((status = 200, content_type = "application/pdf", body = String),
        (status = 404, body = Problem)))]
pub async fn file(app: Running, me: Me, path: web::Path<(String, String)>) -> Answer {
    let me = me.member();
    let scope = OfNetwork::of(&me)?;
    let (material, id) = parse_both(&path)?;
    let (of, bytes) = app.read(scope, move |tx| super::file(tx, &me, material, id)).await?;
    show::file("application/pdf", &of.file_name, bytes)
}

/// Moves a version along.
#[utoipa::path(post, path = "/api/v1/materials/{id}/versions/{version}/acts", tag = "materials",
    params(("id" = String, Path, description = "The material"),
        ("version" = String, Path, description = "The version")),
    request_body = MaterialActBody,
    responses((status = 200, body = MaterialVersionBody), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub async fn act(
    app: Running,
    me: Me,
    path: web::Path<(String, String)>,
    body: Body<MaterialActBody>,
) -> Answer {
    let (me, at) = (me.member(), app.now());
    let scope = OfNetwork::of(&me)?;
    let of = parse_both(&path)?;
    let MaterialActBody { act, note, version: seen } = body.0;
    let step = Step { act, note, version: seen };
    let next = app.write(scope, move |tx| super::act(tx, &me, of, &step, at)).await?;
    show::json(StatusCode::OK, &version(next))
}

pub(in crate::leads) fn parse(id: &str) -> Result<MaterialId> {
    id.parse().map_err(|_| Error::Missing)
}

pub(super) fn parse_both(path: &(String, String)) -> Result<(MaterialId, MaterialVersionId)> {
    Ok((parse(&path.0)?, path.1.parse().map_err(|_| Error::Missing)?))
}

fn entry(entry: Entry) -> MaterialBody {
    let versions = entry.current.into_iter().map(version).collect();
    MaterialBody { old_holders: Some(entry.holder_count), ..document(entry.material, versions) }
}

fn document(material: Material, versions: Vec<MaterialVersionBody>) -> MaterialBody {
    MaterialBody {
        id: material.id,
        name: material.name,
        kind: material.kind.as_str(),
        audience: material.audience.as_str(),
        versions,
        old_holders: None,
    }
}

pub(in crate::leads) fn version(row: Version) -> MaterialVersionBody {
    let acts = row.status.acts().filter(|act| *act != VersionAct::Supersede);
    MaterialVersionBody {
        id: row.id,
        locale: row.locale.tag(),
        number: row.number,
        sha256: row.hash(),
        byte_count: row.byte_count,
        valid_from: row.valid_from,
        valid_until: row.valid_until,
        status: row.status.as_str(),
        acts: acts.map(VersionAct::as_str).collect(),
        version: row.version,
        file_name: row.file_name,
        note: row.note,
    }
}
