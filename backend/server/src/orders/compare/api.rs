//! Comparisons over the API.

use actix_web::http::StatusCode;
use actix_web::web;
use domain::access::Permission;
use domain::error::Fields;
use domain::orders::order::{API, NewOrder};
use domain::{Error, FieldError, Timestamp, text};
use serde::{Deserialize, Serialize};
use store::orders::compare::{Compare, Row};
use store::scope::OfNetwork;

use super::ToldAgain;
use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::body::{Body, Document, NoBody};
use crate::http::caller::{Me, Running};
use crate::http::show;
use crate::orders::order::api::OrderBody;

/// A shop's orders, told again.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CompareBody {
    /// The shop; `api` when not said.
    source: Option<String>,
    /// RFC 3339 with its offset: these are all orders that were placed from then on …
    from: String,
    /// … and before then.
    until: String,
    /// The orders as they are sent one by one; at most 5,000.
    orders: Vec<OrderBody>,
}

/// What differs between a shop's orders and ours.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = OrderCompare)]
pub struct CompareView {
    id: String,
    source: String,
    /// Orders that the shop told.
    told: i64,
    /// Orders that are recorded.
    stored: i64,
    #[schema(value_type = String)]
    created_at: Timestamp,
    rows: Vec<CompareRowView>,
}

/// A difference.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = OrderCompareRow)]
pub struct CompareRowView {
    id: String,
    /// `appeared`, `vanished`, `status` or `amount`.
    kind: &'static str,
    /// The shop's number of the order.
    external_id: String,
    /// Our order.
    order: Option<String>,
    /// What the shop says.
    told: String,
    /// What is recorded.
    stored: String,
    /// What follows when it is taken over: `nothing`, `insert`, `cancel`, `paid`, `delivered` or
    /// `refund`.
    follow: &'static str,
    #[schema(value_type = Option<String>)]
    applied_at: Option<Timestamp>,
}

impl CompareView {
    fn new(compare: &Compare, rows: &[Row]) -> Self {
        Self {
            id: compare.id.to_string(),
            source: compare.source.clone(),
            told: compare.told,
            stored: compare.stored,
            created_at: compare.created_at,
            rows: rows
                .iter()
                .map(|row| CompareRowView {
                    id: row.id.to_string(),
                    kind: row.kind.as_str(),
                    external_id: row.external_id.clone(),
                    order: row.order_id.map(|id| id.to_string()),
                    told: row.told.clone(),
                    stored: row.stored.clone(),
                    follow: row.follow.as_str(),
                    applied_at: row.applied_at,
                })
                .collect(),
        }
    }
}

impl Document for CompareBody {
    const BY: &'static [Permission] = &[Permission::WriteOrders];
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/api/v1/orders/compare", web::post().to(create))
        .route("/api/v1/compares/{compare}", web::get().to(read))
        .route("/api/v1/compares/{compare}/rows/{row}/apply", web::post().to(apply));
}

/// Compares all orders of a shop that were placed in a time with what is recorded, and keeps the
/// differences.
#[utoipa::path(post, path = "/api/v1/orders/compare", tag = "orders", request_body = CompareBody,
    responses((status = 201, body = CompareView), (status = 403, body = Problem),
        (status = 422, body = Problem)))]
pub async fn create(app: Running, me: Me, body: Body<CompareBody>) -> Answer {
    let me = me.member();
    let scope = OfNetwork::of(&me)?;
    me.must(domain::access::Permission::WriteOrders)?;
    let network = crate::orders::network(&app, me.network).await?;
    let at = app.now();
    let body = body.0;
    let mut fields = Fields::new();
    let source = fields.take(text::required("source", body.source.as_deref().unwrap_or(API), 40));
    let mut moment = |field: &str, told: &str| {
        let read = Timestamp::parse(told).ok_or_else(|| FieldError::new(field, "date-malformed"));
        fields.take(read)
    };
    let span = (moment("from", &body.from), moment("until", &body.until));
    fields.finish()?;
    let (Some(source), (Some(from), Some(until))) = (source, span) else {
        return Err(Error::Missing.into());
    };
    let told = body
        .orders
        .into_iter()
        .enumerate()
        .map(|(place, order)| ToldAgain::read(&network, place, NewOrder::from(order), at))
        .collect::<Result<Vec<_>, Error>>()?;
    let view = app
        .write(scope, move |tx| {
            let id = super::run(tx, &me, (&source, (from, until)), &told, at)?;
            let (compare, rows) = super::get(tx, &me, id)?;
            Ok(CompareView::new(&compare, &rows))
        })
        .await?;
    show::json(StatusCode::CREATED, &view)
}

/// Shows a comparison.
#[utoipa::path(get, path = "/api/v1/compares/{compare}", tag = "orders",
    params(("compare" = String, Path, description = "The comparison's id: cmp_…")),
    responses((status = 200, body = CompareView), (status = 404, body = Problem)))]
pub async fn read(app: Running, me: Me, id: web::Path<String>) -> Answer {
    let me = me.member();
    let scope = OfNetwork::of(&me)?;
    let id = id.parse().map_err(|_| Error::Missing)?;
    let view = app
        .read(scope, move |tx| {
            let (compare, rows) = super::get(tx, &me, id)?;
            Ok(CompareView::new(&compare, &rows))
        })
        .await?;
    show::json(StatusCode::OK, &view)
}

/// Takes a difference over: records the order, or the event that follows.
#[utoipa::path(post, path = "/api/v1/compares/{compare}/rows/{row}/apply", tag = "orders",
    params(("compare" = String, Path, description = "The comparison's id: cmp_…"),
        ("row" = String, Path, description = "The difference's id: cmr_…")),
    responses((status = 200, body = CompareView), (status = 404, body = Problem),
        (status = 409, body = Problem)))]
pub async fn apply(
    app: Running,
    me: Me,
    ids: web::Path<(String, String)>,
    _body: NoBody,
) -> Answer {
    let me = me.member();
    let scope = OfNetwork::of(&me)?;
    let id = ids.0.parse().map_err(|_| Error::Missing)?;
    let row = ids.1.parse().map_err(|_| Error::Missing)?;
    let network = crate::orders::network(&app, me.network).await?;
    let at = app.now();
    let view = app
        .write(scope, move |tx| {
            super::apply(tx, &me, &network, (id, row), at)?;
            let (compare, rows) = super::get(tx, &me, id)?;
            Ok(CompareView::new(&compare, &rows))
        })
        .await?;
    show::json(StatusCode::OK, &view)
}
