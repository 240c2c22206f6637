//! Debts over the API.

use actix_web::http::StatusCode;
use actix_web::web;
use domain::access::Permission;
use domain::commissions::debt::DebtDraft;
use domain::id::{EntryId, OrganizationId};
use domain::{Currency, Error, Timestamp};
use serde::{Deserialize, Serialize};
use store::commissions::debt::Decision;
use store::scope::OfNetwork;

use super::Line;
use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::body::{Body, Document};
use crate::http::caller::{Me, Running};
use crate::http::show;

/// A decision about a payee's debt.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DebtBody {
    /// The debt's currency.
    #[schema(example = "JPY")]
    pub currency: String,
    /// `wait`, `invoice`, `write_off`.
    pub choice: String,
    /// Why.
    pub note: String,
    /// The debt's `sequence` as it was read.
    pub sequence: i64,
}

/// The debt of a KOL or an agency.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct DebtDocument {
    /// Whose.
    #[schema(value_type = String)]
    pub payee: OrganizationId,
    /// `kol` or `mcn`.
    pub kind: &'static str,
    /// Decimal text: how much is owed.
    pub owed: String,
    /// The currency's code.
    pub currency: &'static str,
    /// Since when the balance is below nothing.
    #[schema(value_type = String)]
    pub since: Timestamp,
    /// Whole days since then.
    pub days: i64,
    /// Whether it may be invoiced or given up.
    pub ripe: bool,
    /// Counts the decisions; the next one names it.
    pub sequence: i64,
}

/// Every debt.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct DebtList {
    /// The debts, the oldest first.
    pub items: Vec<DebtDocument>,
}

/// What was decided.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct DebtDecisionDocument {
    /// Whose debt.
    #[schema(value_type = String)]
    pub payee: OrganizationId,
    /// `wait`, `invoice`, `write_off`.
    pub choice: &'static str,
    /// Decimal text: how much was owed.
    pub amount: String,
    /// The currency's code.
    pub currency: &'static str,
    /// Counts the decisions.
    pub sequence: i64,
    /// When it comes up again, if it waits.
    #[schema(value_type = Option<String>)]
    pub wait_until: Option<Timestamp>,
    /// The entry that posted it.
    #[schema(value_type = Option<String>)]
    pub entry: Option<EntryId>,
}

impl Document for DebtBody {
    const BY: &'static [Permission] = &[Permission::SettleDebts];
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/api/v1/debts", web::get().to(list))
        .route("/api/v1/debts/{organization}/decisions", web::post().to(decide));
}

/// KOLs and agencies whose payable is below nothing.
#[utoipa::path(get, path = "/api/v1/debts", tag = "commissions",
    responses((status = 200, body = DebtList), (status = 403, body = Problem)))]
pub async fn list(app: Running, me: Me) -> Answer {
    let me = me.member();
    let (scope, at, locale) = (OfNetwork::of(&me)?, app.now(), me.locale);
    let (lines, _) = app.read(scope, move |tx| super::list(tx, &me, locale, at)).await?;
    let items = lines.iter().map(document).collect();
    show::json(StatusCode::OK, &DebtList { items })
}

/// Decides about a debt: it waits, is invoiced, or is given up.
#[utoipa::path(post, path = "/api/v1/debts/{organization}/decisions", tag = "commissions",
    request_body = DebtBody, params(("organization" = String, Path, description = "Whose debt")),
    responses((status = 201, body = DebtDecisionDocument), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub async fn decide(
    app: Running,
    me: Me,
    payee: web::Path<String>,
    body: Body<DebtBody>,
) -> Answer {
    let me = me.member();
    let (scope, at) = (OfNetwork::of(&me)?, app.now());
    let payee = payee.parse().map_err(|_| Error::Missing)?;
    let DebtBody { currency, choice, note, sequence } = body.0;
    let currency: Currency = currency.parse()?;
    let draft = DebtDraft { choice, note };
    let made = app
        .write(scope, move |tx| super::decide(tx, &me, (payee, currency), sequence, &draft, at))
        .await?;
    show::json(StatusCode::CREATED, &decided(&made))
}

fn document(line: &Line) -> DebtDocument {
    DebtDocument {
        payee: line.debt.payee,
        kind: line.debt.kind.as_str(),
        owed: line.owed.decimal(),
        currency: line.owed.currency().code(),
        since: line.debt.since,
        days: line.days,
        ripe: line.is_ripe,
        sequence: line.sequence(),
    }
}

fn decided(made: &Decision) -> DebtDecisionDocument {
    DebtDecisionDocument {
        payee: made.payee_id,
        choice: made.choice.as_str(),
        amount: made.amount().decimal(),
        currency: made.amount().currency().code(),
        sequence: made.sequence,
        wait_until: made.wait_until,
        entry: made.entry_id,
    }
}
