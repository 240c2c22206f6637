//! Notes on leads over the API.

use actix_web::http::StatusCode;
use actix_web::web;
use domain::Timestamp;
use domain::access::Permission;
use domain::id::{LeadNoteId, MembershipId};
use serde::{Deserialize, Serialize};
use store::leads::note::Note;
use store::scope::OfNetwork;

use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::body::{Body, Document};
use crate::http::caller::{Me, Running};
use crate::http::show;
use crate::leads::lead::api::parse;

/// A note to keep.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewLeadNote {
    /// What it says; at most 4,000 characters.
    #[schema(example = "Wants to begin with two products.")]
    pub note: String,
}

impl Document for NewLeadNote {
    const BY: &'static [Permission] = &[Permission::WorkLeads];
}

/// A note on a lead.
#[derive(Serialize, utoipa::ToSchema)]
pub struct LeadNoteBody {
    /// Its id.
    #[schema(value_type = String, example = "lnt_01jd0000000000000000000000")]
    pub id: LeadNoteId,
    /// Who wrote it.
    #[schema(value_type = String)]
    pub author: MembershipId,
    /// What it says.
    pub note: String,
    /// When.
    #[schema(value_type = String)]
    pub created_at: Timestamp,
}

/// The routes.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config.route("/api/v1/leads/{id}/notes", web::post().to(create));
}

/// Keeps a note on a lead.
#[utoipa::path(post, path = "/api/v1/leads/{id}/notes", tag = "leads", request_body = NewLeadNote,
    params(("id" = String, Path, description = "The lead")),
    responses((status = 201, body = LeadNoteBody), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
pub async fn create(app: Running, me: Me, id: web::Path<String>, new: Body<NewLeadNote>) -> Answer {
    let (member, id, at) = (me.member(), parse(&id)?, app.now());
    let scope = OfNetwork::of(&member)?;
    let told = new.0.note;
    let note = app.write(scope, move |tx| super::create(tx, &member, id, &told, at)).await?;
    show::json(StatusCode::CREATED, &body(note))
}

/// A note as the API tells it.
pub(in crate::leads) fn body(note: Note) -> LeadNoteBody {
    LeadNoteBody { id: note.id, author: note.author, note: note.body, created_at: note.created_at }
}
