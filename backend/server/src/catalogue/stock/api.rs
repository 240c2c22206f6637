//! Stock over the API.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};
use domain::access::Permission;
use domain::catalogue::stock::StockDraft;
use domain::id::{OrderId, ProductId, StockMovementId, StockShortageId};
use domain::{Error, Timestamp};
use serde::{Deserialize, Serialize};
use store::catalogue::shortage::Shortage;
use store::catalogue::stock::{Movement, Stock};
use store::scope::OfOrganization;

use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::body::{Body, Document, NoBody};
use crate::http::caller::{Me, Running};
use crate::http::query::Query;
use crate::http::show;

/// Movements of one answer.
const ROWS: usize = 100;

/// A change of a product's stock.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StockBody {
    /// `count`: so many there are; `adjust`: so many more, or fewer; `end`: they are counted no longer.
    #[schema(example = "count")]
    act: String,
    /// Pieces, 0 to 10,000,000; negative to take some away.
    #[serde(default)]
    pieces: i64,
    /// Why; needed to adjust.
    #[serde(default)]
    note: String,
}

impl Document for StockBody {
    const BY: &'static [Permission] = &[Permission::SubmitProducts];
}

/// The stock of a product.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = Stock)]
pub struct StockView {
    /// The product.
    #[schema(value_type = String)]
    product: ProductId,
    /// Pieces that may be sold; null where as many are sold as are ordered.
    on_hand: Option<i64>,
    /// Orders placed before this moment are in the count.
    #[schema(value_type = Option<String>)]
    counted_at: Option<Timestamp>,
}

/// Pieces that came or went.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = StockMovement)]
pub struct MovementView {
    /// Its id.
    #[schema(value_type = String)]
    id: StockMovementId,
    /// `opened`, `counted`, `adjusted`, `sold`, `canceled`, `settled` or `ended`.
    kind: &'static str,
    /// How many came, or went when negative.
    pieces: i64,
    /// What the brand wrote.
    note: String,
    /// When.
    #[schema(value_type = String)]
    at: Timestamp,
}

/// Pieces that were sold and not there.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = StockShortage)]
pub struct ShortageView {
    /// Its id.
    #[schema(value_type = String)]
    id: StockShortageId,
    /// The product.
    #[schema(value_type = String)]
    product: ProductId,
    /// The order.
    #[schema(value_type = String)]
    order: OrderId,
    /// How many are missing.
    pieces: i64,
    /// `open`, `settled` or `dropped`.
    status: &'static str,
    /// When it was found.
    #[schema(value_type = String)]
    at: Timestamp,
}

/// The stock of a product with its movements and what is missing.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = StockShelf)]
pub struct ShelfView {
    /// The stock.
    #[serde(flatten)]
    stock: StockView,
    /// What came and went, latest first.
    movements: Vec<MovementView>,
    /// What is missing, the oldest first.
    shortages: Vec<ShortageView>,
    /// `before` of the next page of movements.
    #[schema(value_type = Option<String>)]
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<StockMovementId>,
}

impl From<Stock> for StockView {
    fn from(stock: Stock) -> Self {
        Self { product: stock.product, on_hand: stock.on_hand, counted_at: stock.counted_at }
    }
}

impl From<Movement> for MovementView {
    fn from(one: Movement) -> Self {
        Self { id: one.id, kind: one.kind.as_str(), pieces: one.pieces, note: one.note, at: one.at }
    }
}

impl From<&Shortage> for ShortageView {
    fn from(one: &Shortage) -> Self {
        Self {
            id: one.id,
            product: one.product,
            order: one.order,
            pieces: one.pieces,
            status: one.status.as_str(),
            at: one.at,
        }
    }
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/api/v1/products/{id}/stock", web::get().to(get))
        .route("/api/v1/products/{id}/stock", web::post().to(change))
        .route("/api/v1/stock-shortages/{id}/{act}", web::post().to(close));
}

/// Shows the stock of a product of the brand.
#[utoipa::path(get, path = "/api/v1/products/{id}/stock", tag = "products",
    params(("id" = String, Path, description = "The product's id"),
        ("before" = Option<String>, Query, description = "`next` of the page before")),
    responses((status = 200, body = ShelfView), (status = 403, body = Problem),
        (status = 404, body = Problem)))]
pub async fn get(request: HttpRequest, app: Running, me: Me, id: web::Path<String>) -> Answer {
    let me = me.member();
    me.must(Permission::SubmitProducts)?;
    let id: ProductId = id.parse().map_err(|_| Error::Missing)?;
    let before = Query::of(&request).get("before").parse().ok();
    let shelf = app
        .read(OfOrganization::of(&me), move |tx| super::shelf(tx, &me, id, before, ROWS))
        .await?;
    let view = ShelfView {
        stock: shelf.stock.into(),
        shortages: shelf.shortages.iter().map(ShortageView::from).collect(),
        movements: shelf.movements.into_iter().map(MovementView::from).collect(),
        next: shelf.next,
    };
    show::json(StatusCode::OK, &view)
}

/// Counts, adjusts or ends the stock of a product of the brand.
#[utoipa::path(post, path = "/api/v1/products/{id}/stock", tag = "products", request_body = StockBody,
    params(("id" = String, Path, description = "The product's id")),
    responses((status = 200, body = StockView), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub async fn change(app: Running, me: Me, id: web::Path<String>, body: Body<StockBody>) -> Answer {
    let (me, at) = (me.member(), app.now());
    let id: ProductId = id.parse().map_err(|_| Error::Missing)?;
    let draft =
        StockDraft { act: body.0.act, pieces: body.0.pieces.to_string(), note: body.0.note };
    let stock = app
        .write(OfOrganization::of(&me), move |tx| super::change(tx, &me, id, &draft, at))
        .await?;
    show::json(StatusCode::OK, &StockView::from(stock))
}

/// Makes a shortage good from the stock (`settle`), or says that nothing is missing (`drop`).
#[utoipa::path(post, path = "/api/v1/stock-shortages/{id}/{act}", tag = "products",
    params(("id" = String, Path, description = "The shortage's id: sts_…"),
        ("act" = String, Path, description = "`settle` or `drop`")),
    responses((status = 200, body = ShortageView), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn close(app: Running, me: Me, place: web::Path<(String, String)>, _: NoBody) -> Answer {
    let (me, at) = (me.member(), app.now());
    me.must(Permission::SubmitProducts)?;
    let (id, act) = place.into_inner();
    let id: StockShortageId = id.parse().map_err(|_| Error::Missing)?;
    let closed =
        app.write(OfOrganization::of(&me), move |tx| super::close(tx, &me, id, &act, at)).await?;
    show::json(StatusCode::OK, &ShortageView::from(&closed))
}
