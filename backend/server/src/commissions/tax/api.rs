//! Tax statuses over the API.

use actix_web::http::StatusCode;
use actix_web::web;
use domain::Timestamp;
use domain::access::Permission;
use domain::commissions::tax::TaxDraft;
use domain::id::TaxStatusId;
use serde::{Deserialize, Serialize};
use store::commissions::tax::TaxStatus;
use store::scope::OfOrganization;

use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::body::{Body, Document};
use crate::http::caller::{Me, Running};
use crate::http::show;

/// How the own organization is taxed.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TaxBody {
    /// `qualified`: registered, issues qualified invoices; `unregistered`; `abroad`: a service from
    /// abroad without Japanese tax.
    #[schema(example = "qualified")]
    pub class: String,
    /// The registration number of a registered one: `T` and 13 digits.
    #[serde(default)]
    #[schema(example = "T7000012050002")]
    pub number: String,
    /// From which day on; today when left out.
    #[serde(default)]
    pub starts_on: String,
}

/// What an organization said of its tax.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct TaxDocument {
    /// Its id.
    #[schema(value_type = String, example = "txs_01jd0000000000000000000000")]
    pub id: TaxStatusId,
    /// `qualified`, `unregistered` or `abroad`.
    pub class: &'static str,
    /// The registration number.
    pub number: Option<String>,
    /// From when on.
    #[schema(value_type = String)]
    pub valid_from: Timestamp,
    /// When it was said.
    #[schema(value_type = String)]
    pub created_at: Timestamp,
}

/// What an organization said of its tax, the one for the latest day first.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct TaxList {
    /// The statements.
    pub items: Vec<TaxDocument>,
}

impl Document for TaxBody {
    const BY: &'static [Permission] = &[Permission::DeclareTax];
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/api/v1/tax", web::get().to(list)).route("/api/v1/tax", web::post().to(create));
}

/// What the own organization said of its tax.
#[utoipa::path(get, path = "/api/v1/tax", tag = "commissions",
    responses((status = 200, body = TaxList), (status = 403, body = Problem)))]
pub async fn list(app: Running, me: Me) -> Answer {
    let me = me.member();
    let scope = OfOrganization::of(&me);
    let rows = app.read(scope, move |tx| super::list(tx, &me)).await?;
    show::json(StatusCode::OK, &TaxList { items: rows.into_iter().map(document).collect() })
}

/// Says how the own organization is taxed from a day on; what was frozen before stays.
#[utoipa::path(post, path = "/api/v1/tax", tag = "commissions", request_body = TaxBody,
    responses((status = 201, body = TaxDocument), (status = 403, body = Problem),
        (status = 422, body = Problem)))]
pub async fn create(app: Running, me: Me, body: Body<TaxBody>) -> Answer {
    let me = me.member();
    let scope = OfOrganization::of(&me);
    let TaxBody { class, number, starts_on } = body.0;
    let draft = TaxDraft { class, number, starts_on };
    let network = crate::orders::network(&app, me.network).await?;
    let at = app.now();
    let made = app.write(scope, move |tx| super::declare(tx, &me, &network, &draft, at)).await?;
    show::json(StatusCode::CREATED, &document(made))
}

fn document(row: TaxStatus) -> TaxDocument {
    TaxDocument {
        id: row.id,
        class: row.class.as_str(),
        number: row.number,
        valid_from: row.valid_from,
        created_at: row.created_at,
    }
}
