//! Holds over the API.

use actix_web::http::StatusCode;
use actix_web::web;
use domain::access::Permission;
use domain::id::{EntryId, HoldId, OrganizationId};
use domain::ledger::hold::{HoldAct, HoldDraft, HoldStatus};
use domain::{Error, Timestamp};
use serde::{Deserialize, Serialize};
use store::ledger::hold::{Hold, Search};
use store::scope::OfNetwork;

use super::Step;
use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::body::{Body, Document};
use crate::http::caller::{Me, Running};
use crate::http::query::InQuery;
use crate::http::show;
use crate::orders::order::asked::limit;

/// An amount to hold.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HoldAsk {
    /// The caller's key: the same one holds once.
    pub key: String,
    /// A KOL's or an MCN's id.
    pub payee: String,
    /// How much, a decimal.
    pub amount: String,
    /// Of which currency.
    pub currency: String,
    /// When it is given up (RFC 3339): within 90 days.
    pub expires_at: String,
}

/// An act on a hold.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HoldActBody {
    /// `post` or `void`.
    pub act: String,
    /// The version that the act is meant for.
    pub version: i64,
    /// Why, for the audit log.
    #[serde(default)]
    pub reason: String,
}

/// An amount that is held.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct HoldBody {
    /// Its id.
    #[schema(value_type = String, example = "hld_01jd0000000000000000000000")]
    id: HoldId,
    /// How it came about: the address of its explanation.
    explanation: String,
    /// The caller's key.
    key: String,
    /// Whose money.
    #[schema(value_type = String)]
    payee: OrganizationId,
    /// How much, a decimal.
    amount: String,
    /// Of which currency.
    currency: &'static str,
    /// `pending`, `posted`, `voided`, `expired`.
    status: &'static str,
    /// What can be done to it.
    acts: Vec<&'static str>,
    /// The entry that holds the amount.
    #[schema(value_type = String)]
    entry: EntryId,
    /// The entry that paid it or gave it back.
    #[schema(value_type = Option<String>)]
    end_entry: Option<EntryId>,
    /// When it is given up.
    #[schema(value_type = String)]
    expires_at: Timestamp,
    /// Counts its changes; the next act names it.
    version: i64,
    /// When it was made.
    #[schema(value_type = String)]
    created_at: Timestamp,
    /// When it was changed last.
    #[schema(value_type = String)]
    updated_at: Timestamp,
}

/// A page of holds.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct HoldList {
    /// The holds, newest first.
    items: Vec<HoldBody>,
    /// `after` of the next page; null on the last one.
    #[schema(value_type = Option<String>)]
    next: Option<HoldId>,
}

/// The query of the list.
#[derive(Debug, Default, Deserialize)]
pub struct Query {
    status: Option<String>,
    after: Option<String>,
    limit: Option<String>,
}

impl Document for HoldAsk {
    const BY: &'static [Permission] = &[Permission::KeepBooks];
}

impl Document for HoldActBody {
    const BY: &'static [Permission] = &[Permission::KeepBooks];
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/api/v1/ledger/holds", web::get().to(index))
        .route("/api/v1/ledger/holds", web::post().to(create))
        .route("/api/v1/ledger/holds/{id}", web::get().to(read))
        .route("/api/v1/ledger/holds/{id}/acts", web::post().to(act));
}

/// Holds, newest first.
#[utoipa::path(get, path = "/api/v1/ledger/holds", tag = "ledger",
    params(("status" = Option<String>, Query, description = "Only in this state"),
        ("after" = Option<String>, Query, description = "`next` of the page before"),
        ("limit" = Option<u32>, Query, description = "1 to 200; 50 when not said")),
    responses((status = 200, body = HoldList), (status = 403, body = Problem)))]
pub async fn index(app: Running, me: Me, query: InQuery<Query>) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let unknown = |field| move || Error::field(field, "choice-unknown");
    let told = query.status.as_deref().filter(|told| !told.is_empty());
    let status = told
        .map(|told| {
            let found = HoldStatus::ALL.iter().copied().find(|status| status.as_str() == told);
            found.ok_or_else(unknown("status"))
        })
        .transpose()?;
    let after = query.after.as_deref().filter(|told| !told.is_empty());
    let after = after.map(|told| told.parse().map_err(|_| unknown("after")())).transpose()?;
    let limit = limit(query.limit.as_deref())?;
    let search = Search { status, after, ..Search::default() };
    let (holds, next) = app.read(scope, move |tx| super::list(tx, &member, search, limit)).await?;
    show::json(StatusCode::OK, &HoldList { items: holds.into_iter().map(body).collect(), next })
}

/// Holds an amount of what a payee may have paid out.
#[utoipa::path(post, path = "/api/v1/ledger/holds", tag = "ledger", request_body = HoldAsk,
    responses((status = 201, body = HoldBody), (status = 200, body = HoldBody),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn create(app: Running, me: Me, asked: Body<HoldAsk>) -> Answer {
    let (member, at, asked) = (me.member(), app.now(), asked.0);
    let scope = OfNetwork::of(&member)?;
    let network = crate::orders::network(&app, member.network).await?;
    let draft = HoldDraft {
        key: asked.key,
        payee: asked.payee,
        amount: asked.amount,
        currency: asked.currency,
        expires_at: asked.expires_at,
    };
    let (hold, is_new) =
        app.write(scope, move |tx| super::make(tx, &member, &network, &draft, at)).await?;
    let status = if is_new { StatusCode::CREATED } else { StatusCode::OK };
    show::json(status, &body(hold))
}

/// A hold.
#[utoipa::path(get, path = "/api/v1/ledger/holds/{id}", tag = "ledger",
    params(("id" = String, Path, description = "The hold")),
    responses((status = 200, body = HoldBody), (status = 404, body = Problem)))]
pub async fn read(app: Running, me: Me, id: web::Path<String>) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let id = parse(&id)?;
    let hold = app.read(scope, move |tx| super::show(tx, &member, id)).await?;
    show::json(StatusCode::OK, &body(hold))
}

/// Pays what is held, or gives it back.
#[utoipa::path(post, path = "/api/v1/ledger/holds/{id}/acts", tag = "ledger",
    request_body = HoldActBody,
    params(("id" = String, Path, description = "The hold")),
    responses((status = 200, body = HoldBody), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub async fn act(app: Running, me: Me, id: web::Path<String>, told: Body<HoldActBody>) -> Answer {
    let (member, at, told) = (me.member(), app.now(), told.0);
    let scope = OfNetwork::of(&member)?;
    let id = parse(&id)?;
    let act: HoldAct = told.act.parse()?;
    let step = Step { act, version: told.version, reason: told.reason };
    let hold = app.write(scope, move |tx| super::act(tx, &member, id, &step, at)).await?;
    show::json(StatusCode::OK, &body(hold))
}

fn parse(id: &str) -> Result<HoldId, Error> {
    id.parse().map_err(|_| Error::Missing)
}

fn body(hold: Hold) -> HoldBody {
    let acts = hold.status.acts().filter(|act| *act != HoldAct::Expire);
    HoldBody {
        id: hold.id,
        explanation: format!("/api/v1/explanations/hold/{}", hold.id),
        acts: acts.map(HoldAct::as_str).collect(),
        key: hold.key,
        payee: hold.payee,
        amount: hold.amount.decimal(),
        currency: hold.amount.currency().code(),
        status: hold.status.as_str(),
        entry: hold.entry,
        end_entry: hold.end_entry,
        expires_at: hold.expires_at,
        version: hold.version,
        created_at: hold.created_at,
        updated_at: hold.updated_at,
    }
}
