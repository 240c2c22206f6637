//! Orders over the API.

use actix_web::http::StatusCode;
use actix_web::http::header::HeaderValue;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Permission;
use domain::id::OrderId;
use domain::orders::funds::NewDiscount;
use domain::orders::order::{NewLine, NewOrder, OrderDraft};
use domain::tenancy::network::Network;
use domain::{Error, Result, Timestamp};
use serde::{Deserialize, Serialize};
use store::scope::OfNetwork;

use super::asked::{Asked, Query, limit};
use super::view::{AttributionView, EntryView, EventView, OrderView};
use super::{Answered, Handed, Key};
use crate::app::App;
use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::body::{Body, Document};
use crate::http::caller::{Me, Running};
use crate::http::query::InQuery;
use crate::http::show;
use crate::together::hand_in;

/// An order as a shop tells it. Of the three claims to a KOL the click counts before the link's
/// code, the link's code before the coupon.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OrderBody {
    /// The shop's own number of the order; unique within its source.
    #[schema(example = "#1001")]
    external_id: String,
    /// The shop, where several use one number range each; `api` when not said.
    source: Option<String>,
    /// ISO 4217; one that the network takes orders in.
    #[schema(example = "JPY")]
    currency: String,
    /// RFC 3339 with its offset.
    #[schema(example = "2026-11-22T16:09:00+09:00")]
    placed_at: String,
    /// RFC 3339 with its offset.
    paid_at: Option<String>,
    /// RFC 3339 with its offset.
    delivered_at: Option<String>,
    /// The click id that the redirect appended to the shop's address: `clk_…`.
    click: Option<String>,
    /// The code of a tracked link, alone or behind the network's two characters.
    link_code: Option<String>,
    /// The code that the buyer typed.
    coupon: Option<String>,
    /// What the shop calls its buyer, any text. Only a keyed digest is kept, which tells whether the
    /// buyer is new; nothing leads back from it to a person. No address of a buyer is ever stored:
    /// fields for one are refused.
    buyer: Option<String>,
    /// Whether the order is refused with 409 `stock-short` when pieces are short; else it is recorded,
    /// and what is missing is told to the brand.
    #[serde(default)]
    reserve: bool,
    /// What was bought: 1 to 200 lines.
    lines: Vec<LineBody>,
}

impl Document for OrderBody {
    const BY: &'static [Permission] = &[Permission::WriteOrders];
}

/// A line of an order.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LineBody {
    /// The brand's code of a published product.
    #[schema(example = "MRN-001")]
    sku: String,
    /// Pieces, 1 to 10,000.
    quantity: i64,
    /// The price of one piece, a decimal.
    #[schema(example = "3980")]
    unit_price: String,
    /// What the brand took off the whole line, a decimal; nothing when not said.
    discount: Option<String>,
    /// What others took off it: one amount for each of them.
    #[serde(default)]
    discounts: Vec<DiscountBody>,
    /// Tax that is in the price, a decimal.
    tax: Option<String>,
    /// What sending the line cost the buyer beside the price, a decimal.
    freight: Option<String>,
}

/// A discount and who paid it.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DiscountBody {
    /// `brand`, `network`, `kol` or `platform`.
    #[schema(example = "platform")]
    funder: String,
    /// What was taken off the whole line, a decimal.
    amount: String,
}

/// A page of orders.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct OrderPage {
    /// The orders, latest first.
    items: Vec<OrderItem>,
    /// `after` of the next page; missing on the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

/// An order of a list.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct OrderItem {
    /// Its id.
    #[schema(value_type = String)]
    id: OrderId,
    /// The shop.
    source: String,
    /// The shop's own number.
    external_id: String,
    /// When the buyer placed it.
    #[schema(value_type = String)]
    placed_at: domain::Timestamp,
    /// ISO 4217.
    currency: &'static str,
    /// What was paid for its goods.
    total: String,
    /// What it earns KOL and network after refunds.
    commission: Option<String>,
    /// Which KOL it belongs to, and why.
    attribution: AttributionView,
}

/// An order with everything that follows from it.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct OrderDetail {
    /// The order.
    #[serde(flatten)]
    order: OrderView,
    /// What happened to it, oldest first.
    events: Vec<EventView>,
    /// What was posted about it, oldest first.
    entries: Vec<EntryView>,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/api/v1/orders", web::post().to(create))
        .route("/api/v1/orders", web::get().to(index))
        .route("/api/v1/orders/{id}", web::get().to(read));
}

/// Takes an order; the same request again is answered as the first time.
#[utoipa::path(post, path = "/api/v1/orders", tag = "orders", request_body = OrderBody,
    params(("Idempotency-Key" = String, Header,
        description = "1 to 200 visible ASCII characters, another for each order")),
    responses((status = 201, body = OrderView),
        (status = 200, body = OrderView, description = "Sent before: the first answer"),
        (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn create(app: Running, me: Me, request: HttpRequest, body: Body<OrderBody>) -> Answer {
    let me = me.member();
    let scope = OfNetwork::of(&me)?;
    let told = request.headers().get("idempotency-key").map(HeaderValue::as_bytes);
    let key = Key::read(told, "POST /api/v1/orders", &body.1)?;
    let network = crate::orders::network(&app, me.network).await?;
    let at = app.now();
    me.must(domain::access::Permission::WriteOrders)?;
    let draft = drafted(&app, &network, &NewOrder::from(body.0), at)?;
    let id = network.id;
    let handed = Handed { network, at, me: me.clone(), key: key.clone(), draft };
    let answered = match hand_in(&app, id, handed).await {
        Err(Error::Taken("idempotency-key-reused")) => {
            app.read(scope, move |tx| super::replay(tx, &me, &key)).await.map(Answered::Again)?
        }
        answered => answered?,
    };
    Ok(answer(answered))
}

/// An order that may be written, with its buyer as a digest.
///
/// # Errors
/// As `NewOrder::check`.
pub fn drafted(app: &App, network: &Network, new: &NewOrder, at: Timestamp) -> Result<OrderDraft> {
    let mut draft = new.check(network, at)?;
    let digest = |buyer: &String| app.keys.seal("buyer", &format!("{}:{buyer}", network.id));
    draft.buyer = new.buyer.as_ref().map(digest);
    Ok(draft)
}

fn answer(answered: Answered) -> HttpResponse {
    let (status, replayed, text) = match answered {
        Answered::First(text) => (StatusCode::CREATED, false, text),
        Answered::Again(text) => (StatusCode::OK, true, text),
    };
    let mut response = HttpResponse::build(status);
    response.content_type("application/json");
    if replayed {
        response.insert_header(("idempotency-replayed", "true"));
    }
    response.body(text)
}

/// Lists orders, latest first.
#[utoipa::path(get, path = "/api/v1/orders", tag = "orders",
    params(("month" = Option<String>, Query, description = "In which they were placed: 2026-11"),
        ("kol" = Option<String>, Query, description = "A KOL's id"),
        ("brand" = Option<String>, Query, description = "A brand's id"),
        ("q" = Option<String>, Query, description = "A part of the shop's number"),
        ("import" = Option<String>, Query, description = "A file's id"),
        ("status" = Option<String>, Query, description = "Where a line stands"),
        ("source" = Option<String>, Query, description = "The shop"),
        ("attribution" = Option<String>, Query, description = "`click`, `link`, `coupon` or `none`"),
        ("after" = Option<String>, Query, description = "`next` of the page before"),
        ("limit" = Option<u32>, Query, description = "1 to 200; 50 when not said")),
    responses((status = 200, body = OrderPage), (status = 403, body = Problem)))]
pub async fn index(app: Running, me: Me, query: InQuery<Query>) -> Answer {
    let me = me.member();
    let scope = OfNetwork::of(&me)?;
    let (asked, told) = Asked::read(&query);
    told?;
    let limit = limit(query.limit.as_deref())?;
    let network = crate::orders::network(&app, me.network).await?;
    let list =
        app.read(scope, move |tx| super::list(tx, &me, &network, me.locale, &asked, limit)).await?;
    let items = list.rows.into_iter().map(|row| OrderItem {
        id: row.order.id,
        attribution: AttributionView::new(&row.order),
        placed_at: row.order.placed_at,
        currency: row.order.currency.code(),
        total: row.order.total().decimal(),
        commission: row.commission.map(domain::Money::decimal),
        source: row.order.source,
        external_id: row.order.external_id,
    });
    let next = list.next.map(|next| next.to_string());
    show::json(StatusCode::OK, &OrderPage { items: items.collect(), next })
}

/// Shows an order with its lines, commissions, events and entries.
#[utoipa::path(get, path = "/api/v1/orders/{id}", tag = "orders",
    params(("id" = String, Path, description = "The order's id: ord_…")),
    responses((status = 200, body = OrderDetail), (status = 404, body = Problem)))]
pub async fn read(app: Running, me: Me, id: web::Path<String>) -> Answer {
    let me = me.member();
    let scope = OfNetwork::of(&me)?;
    me.must(domain::access::Permission::SeeOrders)?;
    let id = order_id(&id)?;
    let detail = app
        .read(scope, move |tx| {
            let detail = super::detail(tx, &me, me.locale, id)?;
            let earned = (&detail.commissions[..], &detail.parts[..]);
            let order = OrderView::new(&detail.order, &detail.lines, earned, &detail.skus)?;
            Ok(OrderDetail {
                order,
                events: detail.events.iter().map(EventView::from).collect(),
                entries: detail.entries.iter().map(EntryView::from).collect(),
            })
        })
        .await?;
    show::json(StatusCode::OK, &detail)
}

/// The order that a path names; what is no id names nothing.
///
/// # Errors
/// `Missing`.
pub fn order_id(told: &str) -> Result<OrderId> {
    told.parse().map_err(|_| Error::Missing)
}

impl From<OrderBody> for NewOrder {
    fn from(body: OrderBody) -> Self {
        let lines = body.lines.into_iter().map(|line| NewLine {
            sku: line.sku,
            quantity: line.quantity,
            unit_price: line.unit_price,
            discount: line.discount,
            discounts: line
                .discounts
                .into_iter()
                .map(|one| NewDiscount { funder: one.funder, amount: one.amount })
                .collect(),
            tax: line.tax,
            freight: line.freight,
        });
        Self {
            external_id: body.external_id,
            source: body.source,
            currency: body.currency,
            placed_at: body.placed_at,
            paid_at: body.paid_at,
            delivered_at: body.delivered_at,
            click: body.click,
            link_code: body.link_code,
            coupon: body.coupon,
            buyer: body.buyer,
            reserve: body.reserve,
            lines: lines.collect(),
        }
    }
}
