//! Groups of KOLs over the API.

use actix_web::http::StatusCode;
use actix_web::web;
use domain::access::Permission;
use domain::id::{KolGroupId, OrganizationId};
use domain::tenancy::group::{GroupAct, GroupChange};
use domain::{Error, Result, Timestamp};
use serde::{Deserialize, Serialize};
use store::scope::OfNetwork;
use store::tenancy::group::{Group, GroupMember};

use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::body::{Body, Document};
use crate::http::caller::{Me, Running};
use crate::http::show;

/// A group to make.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct KolGroupBody {
    /// What staff call it; 1 to 60 characters, one group's alone.
    #[schema(example = "Gold")]
    pub name: String,
    /// What it is for.
    #[serde(default)]
    pub note: String,
}

/// A change of a group.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct KolGroupActBody {
    /// `rename`, `add`, `remove`, `archive`, `restore`.
    pub act: String,
    /// The version that the act is meant for.
    pub version: i64,
    /// With `rename`: the new name.
    #[serde(default)]
    pub name: String,
    /// With `rename`: the new note.
    #[serde(default)]
    pub note: String,
    /// With `add` and `remove`: 1 to 200 KOLs.
    #[serde(default)]
    pub kols: Vec<String>,
}

/// A group of KOLs.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct KolGroup {
    /// Its id.
    #[schema(value_type = String, example = "grp_01jd0000000000000000000000")]
    pub id: KolGroupId,
    /// What staff call it.
    pub name: String,
    /// What it is for.
    pub note: String,
    /// `open` or `archived`.
    pub status: &'static str,
    /// Counts its changes; the next act names it.
    pub version: i64,
    /// How many KOLs are in it now.
    pub count: i64,
}

/// A KOL's stay in a group.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct KolGroupStay {
    /// The KOL.
    #[schema(value_type = String)]
    pub kol: OrganizationId,
    /// From when on.
    #[schema(value_type = String)]
    pub joined_at: Timestamp,
    /// Until just before when, where it has ended.
    #[schema(value_type = Option<String>)]
    pub left_at: Option<Timestamp>,
}

/// A group with everybody who was ever in it.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct KolGroupDetail {
    /// The group.
    #[serde(flatten)]
    pub group: KolGroup,
    /// Stays, the latest first.
    pub members: Vec<KolGroupStay>,
}

/// Every group.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct KolGroups {
    /// Those in use first, by name.
    pub items: Vec<KolGroup>,
}

impl Document for KolGroupBody {
    const BY: &'static [Permission] = &[Permission::ManageKols];
}

impl Document for KolGroupActBody {
    const BY: &'static [Permission] = &[Permission::ManageKols];
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/api/v1/kol-groups", web::get().to(index))
        .route("/api/v1/kol-groups", web::post().to(create))
        .route("/api/v1/kol-groups/{id}", web::get().to(read))
        .route("/api/v1/kol-groups/{id}/acts", web::post().to(act));
}

/// Lists the groups of KOLs.
#[utoipa::path(get, path = "/api/v1/kol-groups", tag = "kols",
    responses((status = 200, body = KolGroups), (status = 403, body = Problem)))]
pub async fn index(app: Running, me: Me) -> Answer {
    let me = me.member();
    let found = app.read(OfNetwork::of(&me)?, move |tx| super::list(tx, &me)).await?;
    let items = found.into_iter().map(|(group, count)| document(group, count)).collect();
    show::json(StatusCode::OK, &KolGroups { items })
}

/// Makes a group.
#[utoipa::path(post, path = "/api/v1/kol-groups", tag = "kols", request_body = KolGroupBody,
    responses((status = 201, body = KolGroup), (status = 403, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn create(app: Running, me: Me, body: Body<KolGroupBody>) -> Answer {
    let me = me.member();
    let at = app.now();
    let KolGroupBody { name, note } = body.0;
    let group =
        app.write(OfNetwork::of(&me)?, move |tx| super::create(tx, &me, &name, &note, at)).await?;
    show::json(StatusCode::CREATED, &document(group, 0))
}

/// A group with everybody who was ever in it.
#[utoipa::path(get, path = "/api/v1/kol-groups/{id}", tag = "kols",
    params(("id" = String, Path, description = "The group")),
    responses((status = 200, body = KolGroupDetail), (status = 404, body = Problem)))]
pub async fn read(app: Running, me: Me, id: web::Path<String>) -> Answer {
    let me = me.member();
    let id = id.parse().map_err(|_| Error::Missing)?;
    let found = app.read(OfNetwork::of(&me)?, move |tx| super::show(tx, &me, id)).await?;
    show::json(StatusCode::OK, &detail(found))
}

/// Renames a group, adds or removes KOLs, archives or restores it. A rule of commission asks for the
/// KOLs who were in it when the buyer clicked or ordered.
#[utoipa::path(post, path = "/api/v1/kol-groups/{id}/acts", tag = "kols",
    params(("id" = String, Path, description = "The group")), request_body = KolGroupActBody,
    responses((status = 200, body = KolGroupDetail), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub async fn act(
    app: Running,
    me: Me,
    id: web::Path<String>,
    body: Body<KolGroupActBody>,
) -> Answer {
    let me = me.member();
    let scope = OfNetwork::of(&me)?;
    let (id, at) = (id.parse().map_err(|_| Error::Missing)?, app.now());
    let body = body.0;
    let found = app
        .write(scope, move |tx| {
            super::show(tx, &me, id)?;
            let change = change_of(&body)?;
            super::change(tx, &me, (id, body.version), &change, at)?;
            super::show(tx, &me, id)
        })
        .await?;
    show::json(StatusCode::OK, &detail(found))
}

fn change_of(body: &KolGroupActBody) -> Result<GroupChange> {
    let act: GroupAct = body.act.parse()?;
    GroupChange::read(act, &body.name, &body.note, &body.kols)
}

fn detail((group, members): (Group, Vec<GroupMember>)) -> KolGroupDetail {
    let now = members.iter().filter(|one| one.left_at.is_none()).count();
    let stay = |one: GroupMember| KolGroupStay {
        kol: one.kol_id,
        joined_at: one.joined_at,
        left_at: one.left_at,
    };
    KolGroupDetail {
        group: document(group, i64::try_from(now).unwrap_or(i64::MAX)),
        members: members.into_iter().map(stay).collect(),
    }
}

fn document(group: Group, count: i64) -> KolGroup {
    KolGroup {
        id: group.id,
        name: group.name,
        note: group.note,
        status: group.status.as_str(),
        version: group.version,
        count,
    }
}
