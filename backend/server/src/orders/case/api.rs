//! Returns, exchanges and claims over the API.

use actix_web::http::StatusCode;
use actix_web::web;
use domain::access::Permission;
use domain::orders::case::CaseDraft;
use domain::{Error, Timestamp};
use serde::{Deserialize, Serialize};
use store::orders::case::{self, Case, Piece};
use store::scope::OfNetwork;

use super::ActDraft;
use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::body::{Body, Document};
use crate::http::caller::{Me, Running};
use crate::http::show;
use crate::orders::order::api::order_id;

/// A return, an exchange or a claim to open.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CaseBody {
    /// `return`, `exchange` or `claim`.
    kind: String,
    /// Why: `changed_mind`, `not_as_described`, `damaged`, `defective`, `wrong_item`, `late`,
    /// `not_arrived`, `missing`, `skin_trouble` or `other`, as the kind allows.
    reason: String,
    /// What was said about it, at most 500 characters.
    #[serde(default)]
    note: String,
    /// Its lines.
    lines: Vec<CaseLineBody>,
}

/// A line of a case.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CaseLineBody {
    /// The line's place in the order, from 1.
    line: i64,
    /// Pieces.
    quantity: i64,
}

/// What is done to a case.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CaseActBody {
    /// `receive` or `close`.
    act: String,
    /// The version of the case that was seen.
    version: i64,
    /// To close: `refunded`, `exchanged`, `compensated`, `declined` or `withdrawn`.
    outcome: Option<String>,
    /// To receive: how many pieces of each line came in all.
    #[serde(default)]
    lines: Vec<CaseLineBody>,
}

/// A return, an exchange or a claim.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = OrderCase)]
pub struct CaseView {
    id: String,
    /// The order.
    order: String,
    kind: &'static str,
    reason: &'static str,
    note: String,
    /// `open`, `received` or `closed`.
    status: &'static str,
    outcome: Option<&'static str>,
    version: i64,
    #[schema(value_type = String)]
    opened_at: Timestamp,
    #[schema(value_type = Option<String>)]
    received_at: Option<Timestamp>,
    #[schema(value_type = Option<String>)]
    closed_at: Option<Timestamp>,
    lines: Vec<CaseLineView>,
}

/// A line of a case.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = OrderCaseLine)]
pub struct CaseLineView {
    /// The line's place in the order, from 1.
    line: i64,
    /// Pieces.
    quantity: i64,
    /// Pieces of those that were received.
    received: i64,
}

impl CaseView {
    fn new(case: &Case, pieces: &[Piece]) -> Self {
        let own = pieces.iter().filter(|piece| piece.case_id == case.id);
        Self {
            id: case.id.to_string(),
            order: case.order_id.to_string(),
            kind: case.kind.as_str(),
            reason: case.reason.as_str(),
            note: case.note.clone(),
            status: case.status.as_str(),
            outcome: case.outcome.map(domain::orders::case::CaseOutcome::as_str),
            version: case.version,
            opened_at: case.opened_at,
            received_at: case.received_at,
            closed_at: case.closed_at,
            lines: own
                .map(|piece| CaseLineView {
                    line: piece.position,
                    quantity: piece.quantity,
                    received: piece.received,
                })
                .collect(),
        }
    }
}

fn typed(lines: Vec<CaseLineBody>) -> Vec<(i64, String)> {
    lines.into_iter().map(|line| (line.line, line.quantity.to_string())).collect()
}

impl Document for CaseBody {
    const BY: &'static [Permission] = &[Permission::WriteOrders];
}

impl Document for CaseActBody {
    const BY: &'static [Permission] = &[Permission::WriteOrders];
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/api/v1/orders/{id}/cases", web::post().to(create))
        .route("/api/v1/orders/{id}/cases", web::get().to(index))
        .route("/api/v1/cases/{case}/acts", web::post().to(act));
}

/// Opens a return, an exchange or a claim; the commissions of its lines wait until it is closed.
#[utoipa::path(post, path = "/api/v1/orders/{id}/cases", tag = "orders", request_body = CaseBody,
    params(("id" = String, Path, description = "The order's id: ord_…")),
    responses((status = 201, body = CaseView), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn create(app: Running, me: Me, id: web::Path<String>, body: Body<CaseBody>) -> Answer {
    let me = me.member();
    let scope = OfNetwork::of(&me)?;
    let id = order_id(&id)?;
    let network = crate::orders::network(&app, me.network).await?;
    let at = app.now();
    let body = body.0;
    let lines = typed(body.lines);
    let draft = CaseDraft { kind: body.kind, reason: body.reason, note: body.note, lines };
    let view = app
        .write(scope, move |tx| {
            let case = super::open(tx, &me, &network, (id, &draft), at)?;
            let (case, pieces) = super::get(tx, &me, case)?;
            Ok(CaseView::new(&case, &pieces))
        })
        .await?;
    show::json(StatusCode::CREATED, &view)
}

/// Lists the returns, exchanges and claims of an order, oldest first.
#[utoipa::path(get, path = "/api/v1/orders/{id}/cases", tag = "orders",
    params(("id" = String, Path, description = "The order's id: ord_…")),
    responses((status = 200, body = [CaseView]), (status = 404, body = Problem)))]
pub async fn index(app: Running, me: Me, id: web::Path<String>) -> Answer {
    let me = me.member();
    let scope = OfNetwork::of(&me)?;
    me.must(domain::access::Permission::SeeOrders)?;
    let id = order_id(&id)?;
    let views = app
        .read(scope, move |tx| {
            store::orders::order::get(tx, id)?;
            let cases = case::find(tx, id)?;
            let ids: Vec<_> = cases.iter().map(|case| case.id).collect();
            let pieces = case::pieces(tx, &ids)?;
            Ok(cases.iter().map(|case| CaseView::new(case, &pieces)).collect::<Vec<_>>())
        })
        .await?;
    show::json(StatusCode::OK, &views)
}

/// Notes what was received of a case, or settles it.
#[utoipa::path(post, path = "/api/v1/cases/{case}/acts", tag = "orders", request_body = CaseActBody,
    params(("case" = String, Path, description = "The case's id: cas_…")),
    responses((status = 200, body = CaseView), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn act(app: Running, me: Me, id: web::Path<String>, body: Body<CaseActBody>) -> Answer {
    let me = me.member();
    let scope = OfNetwork::of(&me)?;
    let id = id.parse().map_err(|_| Error::Missing)?;
    let network = crate::orders::network(&app, me.network).await?;
    let at = app.now();
    let body = body.0;
    let draft = ActDraft {
        act: body.act,
        version: body.version,
        outcome: body.outcome.unwrap_or_default(),
        lines: typed(body.lines),
    };
    let view = app
        .write(scope, move |tx| {
            super::act(tx, &me, &network, (id, &draft), at)?;
            let (case, pieces) = super::get(tx, &me, id)?;
            Ok(CaseView::new(&case, &pieces))
        })
        .await?;
    show::json(StatusCode::OK, &view)
}
