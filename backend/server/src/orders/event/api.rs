//! What happens to orders, over the API.

use actix_web::http::StatusCode;
use actix_web::web;
use domain::access::Permission;
use domain::orders::event::NewEvent;
use serde::Deserialize;
use store::scope::OfNetwork;

use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::body::{Body, Document};
use crate::http::caller::{Me, Running};
use crate::http::show;
use crate::orders::order::api::order_id;
use crate::orders::order::view::OrderView;

/// Something that happened to an order.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EventBody {
    /// `delivered`, `refund` or `cancel`.
    kind: String,
    /// The shop's own number of the event; the same one again is the same event.
    external_id: String,
    /// RFC 3339 with its offset.
    at: String,
    /// For a refund: what is given back for the goods, a decimal; all that is left when not said.
    amount: Option<String>,
    /// For a refund: the line, from 1; all lines in proportion when not said.
    line: Option<i64>,
}

impl Document for EventBody {
    const BY: &'static [Permission] = &[Permission::WriteOrders];
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/api/v1/orders/{id}/events", web::post().to(create));
}

/// Records that an order was delivered, refunded or canceled; the same number again changes nothing.
#[utoipa::path(post, path = "/api/v1/orders/{id}/events", tag = "orders", request_body = EventBody,
    params(("id" = String, Path, description = "The order's id: ord_…")),
    responses((status = 201, body = OrderView),
        (status = 200, body = OrderView, description = "Told before: the order as it is"),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn create(app: Running, me: Me, id: web::Path<String>, body: Body<EventBody>) -> Answer {
    let me = me.member();
    let scope = OfNetwork::of(&me)?;
    me.must(domain::access::Permission::WriteOrders)?;
    let id = order_id(&id)?;
    let network = crate::orders::network(&app, me.network).await?;
    let at = app.now();
    let new = NewEvent::from(body.0);
    let recorded =
        app.write(scope, move |tx| super::record(tx, &me, &network, id, &new, at)).await?;
    let status = if recorded.new { StatusCode::CREATED } else { StatusCode::OK };
    show::json(status, &recorded.order)
}

impl From<EventBody> for NewEvent {
    fn from(body: EventBody) -> Self {
        Self {
            kind: body.kind,
            external_id: body.external_id,
            at: body.at,
            amount: body.amount,
            line: body.line,
        }
    }
}
