//! The board of leads over the API.

use actix_web::http::StatusCode;
use actix_web::web;
use serde::{Deserialize, Serialize};
use store::scope::OfNetwork;

use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::caller::{Me, Running};
use crate::http::query::InQuery;
use crate::http::show;
use crate::leads::lead::api::{LeadBody, body};
use crate::leads::lead::{Words, filter};

/// Whose leads.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
#[derive(Default)]
pub struct BoardWanted {
    /// `me`, `nobody` or a membership; everybody's when left out.
    pub owner: Option<String>,
    /// Who asked: `manufacturer` or `kol`.
    pub kind: Option<String>,
}

/// The board.
#[derive(Serialize, utoipa::ToSchema)]
pub struct BoardBody {
    /// The columns, in the order in which leads pass through them.
    pub columns: Vec<ColumnBody>,
}

/// The leads that stand at one place.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ColumnBody {
    /// Where: `new`, `material_sent` …
    pub status: &'static str,
    /// How many stand there, whatever the filter says.
    pub count: i64,
    /// The warmest of them, 20 at most.
    pub leads: Vec<LeadBody>,
}

/// The routes.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config.route("/api/v1/lead-board", web::get().to(read));
}

/// Shows leads in columns by how far they have come, the warmest first.
#[utoipa::path(get, path = "/api/v1/lead-board", tag = "leads", params(BoardWanted),
    responses((status = 200, body = BoardBody), (status = 403, body = Problem)))]
pub async fn read(app: Running, me: Me, wanted: InQuery<BoardWanted>) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let (owner, kind) =
        (wanted.owner.as_deref().unwrap_or(""), wanted.kind.as_deref().unwrap_or(""));
    let filter = filter(&Words { kind, owner, ..Words::default() }, &member, app.now())?;
    let board = app.read(scope, move |tx| super::read(tx, &member, &filter)).await?;
    let column = |column: super::Column| ColumnBody {
        status: column.status.as_str(),
        count: column.count,
        leads: column.leads.into_iter().map(body).collect(),
    };
    let columns = board.columns.into_iter().map(column).collect();
    show::json(StatusCode::OK, &BoardBody { columns })
}
