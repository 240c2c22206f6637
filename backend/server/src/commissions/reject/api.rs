//! Rejecting commissions over the API.

use actix_web::http::StatusCode;
use actix_web::web;
use domain::access::Permission;
use domain::commissions::reject::RejectDraft;
use domain::commissions::standing::Standing;
use domain::id::CommissionId;
use domain::{Error, Result};
use serde::{Deserialize, Serialize};
use store::scope::OfNetwork;

use super::Outcome;
use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::body::{Body, Document};
use crate::http::caller::{Me, Running};
use crate::http::show;
use crate::platform::letter::Desk;

/// What is done to commissions.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CommissionDecisionsBody {
    /// `reject`; `restore` for what was rejected wrongly.
    pub act: String,
    /// Needed with `reject`: `own_purchase`, `false_order`, `duplicate`, `attribution`, `terms`,
    /// `other`.
    #[serde(default)]
    pub reason: String,
    /// What the KOL reads.
    pub text: String,
    /// The ids of 1 to 100 commissions.
    #[schema(example = json!(["com_01jd0000000000000000000000"]))]
    pub items: Vec<String>,
}

/// What became of one commission.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct CommissionOutcome {
    /// Which.
    #[schema(value_type = String)]
    pub id: CommissionId,
    /// The one word that its KOL reads; null when there is no such commission.
    pub standing: Option<&'static str>,
    /// Whether this call changed it.
    pub changed: bool,
    /// The code of why it was left alone.
    pub error: Option<&'static str>,
}

/// What became of each commission, in the order of the call.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct CommissionOutcomes {
    /// One for each item.
    pub results: Vec<CommissionOutcome>,
}

impl Document for CommissionDecisionsBody {
    const BY: &'static [Permission] = &[Permission::RejectCommissions];
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/api/v1/commissions/decisions", web::post().to(decide));
}

/// Rejects commissions that are not owed yet, or restores them: all in one transaction, each with its
/// own result; what is so already is left alone, so that the call can be repeated.
#[utoipa::path(post, path = "/api/v1/commissions/decisions", tag = "commissions",
    request_body = CommissionDecisionsBody,
    responses((status = 200, body = CommissionOutcomes), (status = 403, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn decide(app: Running, me: Me, body: Body<CommissionDecisionsBody>) -> Answer {
    let me = me.member();
    let scope = OfNetwork::of(&me)?;
    let network = crate::orders::network(&app, me.network).await?;
    let (desk, at) = (Desk::open(&app, me.network).await?, app.now());
    let CommissionDecisionsBody { act, reason, text, items } = body.0;
    let unknown = || Error::field("items", "choice-unknown");
    let ids = items
        .iter()
        .map(|id| id.parse().map_err(|_| unknown()))
        .collect::<Result<Vec<CommissionId>>>()?;
    let draft = RejectDraft { act, reason, text };
    let outcomes = app
        .write(scope, move |tx| super::decide_many(tx, &me, (&network, &desk), &ids, &draft, at))
        .await?;
    let results = outcomes.iter().map(told).collect();
    show::json(StatusCode::OK, &CommissionOutcomes { results })
}

fn told(outcome: &Outcome) -> CommissionOutcome {
    CommissionOutcome {
        id: outcome.id,
        standing: outcome.standing.map(Standing::as_str),
        changed: outcome.changed,
        error: outcome.error.as_ref().map(Error::code),
    }
}
