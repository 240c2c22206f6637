//! Closed months over the API.

use actix_web::http::StatusCode;
use actix_web::web;
use domain::access::Permission;
use domain::calendar::Month;
use domain::id::MembershipId;
use domain::{Error, Result, Timestamp};
use serde::{Deserialize, Serialize};
use store::ledger::period::Period;
use store::scope::OfNetwork;

use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::body::{Body, Document};
use crate::http::caller::{Me, Running};
use crate::http::show;
use crate::ledger::account::api::{AccountBody, body};

/// A closed month.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct PeriodBody {
    /// The month: `2026-10`.
    month: String,
    /// The first moment after it.
    #[schema(value_type = String)]
    ends_at: Timestamp,
    /// The last seal when it was closed.
    seal_number: i64,
    /// When it was closed.
    #[schema(value_type = String)]
    closed_at: Timestamp,
    /// By whom.
    #[schema(value_type = String)]
    closed_by: MembershipId,
}

/// The months of the network.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct PeriodList {
    /// The closed ones, latest first.
    items: Vec<PeriodBody>,
    /// The one that can be closed next; null while there is no entry.
    next: Option<String>,
    /// Whether that one is over.
    next_is_over: bool,
}

/// A month to close.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseBody {
    /// The month: `2026-10`.
    pub month: String,
}

/// What every account had at the end of a closed month.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ClosingList {
    /// The accounts, by code and currency.
    items: Vec<AccountBody>,
}

impl Document for CloseBody {
    const BY: &'static [Permission] = &[Permission::KeepBooks];
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/api/v1/ledger/periods", web::get().to(index))
        .route("/api/v1/ledger/periods", web::post().to(create))
        .route("/api/v1/ledger/periods/{month}", web::get().to(read));
}

/// The closed months, latest first, and the one that comes next.
#[utoipa::path(get, path = "/api/v1/ledger/periods", tag = "ledger",
    responses((status = 200, body = PeriodList), (status = 403, body = Problem)))]
pub async fn index(app: Running, me: Me) -> Answer {
    let (member, at) = (me.member(), app.now());
    let scope = OfNetwork::of(&member)?;
    let network = crate::orders::network(&app, member.network).await?;
    let months = app.read(scope, move |tx| super::list(tx, &member, &network, at)).await?;
    let document = PeriodList {
        items: months.closed.iter().map(period).collect(),
        next: months.next.map(|month| month.to_string()),
        next_is_over: months.is_over,
    };
    show::json(StatusCode::OK, &document)
}

/// Closes a month for good: the oldest that is open, a day after its end at the earliest, with sound
/// books. There is no way back.
#[utoipa::path(post, path = "/api/v1/ledger/periods", tag = "ledger", request_body = CloseBody,
    responses((status = 201, body = PeriodBody), (status = 403, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn create(app: Running, me: Me, told: Body<CloseBody>) -> Answer {
    let closed = close(&app, &me, &told.0.month).await?;
    show::json(StatusCode::CREATED, &period(&closed))
}

/// What every account had at the end of a closed month.
#[utoipa::path(get, path = "/api/v1/ledger/periods/{month}", tag = "ledger",
    params(("month" = String, Path, description = "The month: 2026-10")),
    responses((status = 200, body = ClosingList), (status = 404, body = Problem)))]
pub async fn read(app: Running, me: Me, month: web::Path<String>) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let month: Month = month.parse().map_err(|_| Error::Missing)?;
    let (balances, _) =
        app.read(scope, move |tx| super::closings(tx, &member, member.locale, month)).await?;
    let items = balances.iter().map(body).collect::<Result<_>>()?;
    show::json(StatusCode::OK, &ClosingList { items })
}

/// Proves, then closes: the one transaction reads for long, the other one writes for a moment.
///
/// # Errors
/// As the use cases; `Invalid` for what is no month.
pub async fn close(app: &Running, me: &Me, month: &str) -> Result<Period> {
    let (member, at) = (me.member(), app.now());
    let scope = OfNetwork::of(&member)?;
    member.must(Permission::KeepBooks)?;
    let month: Month = month.trim().parse().map_err(|_| Error::field("month", "date-malformed"))?;
    let network = crate::orders::network(app, member.network).await?;
    let (prover, books) = (member.clone(), network.clone());
    app.read(scope, move |tx| super::prove(tx, &prover, &books, month, at)).await?;
    app.write(scope, move |tx| super::close(tx, &member, &network, month, at)).await
}

fn period(period: &Period) -> PeriodBody {
    PeriodBody {
        month: period.month.to_string(),
        ends_at: period.ends_at,
        seal_number: period.seal_number,
        closed_at: period.closed_at,
        closed_by: period.closed_by,
    }
}
