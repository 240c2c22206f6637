//! What happens to orders, over the API.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::Error;
use domain::access::Permission;
use domain::orders::event::{EventKind, NewEvent};
use domain::orders::order::API;
use serde::Deserialize;
use store::scope::OfNetwork;

use super::view::{RepeatedRefund, WaitingView};
use super::{Recorded, Told};
use crate::error::{Answer, broken};
use crate::http::answer::Problem;
use crate::http::body::{Body, Document};
use crate::http::caller::{Me, Running, language};
use crate::http::show;
use crate::orders::order::api::order_id;
use crate::orders::order::view::{EventView, OrderView};

/// Something that happened to an order.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EventBody {
    /// `paid`, `shipped`, `delivered`, `completed`, `canceled`, `return_requested`, `returned`,
    /// `refund`, `chargeback`, `chargeback_won` or `chargeback_lost`.
    kind: String,
    /// The shop's own number of the event; the same one again is the same event. The events of one
    /// dispute have the same number.
    external_id: String,
    /// RFC 3339 with its offset.
    at: String,
    /// For a refund or a chargeback: what is given back for the goods, a decimal; all that is left
    /// when not said.
    amount: Option<String>,
    /// ISO 4217; it must be the order's own.
    currency: Option<String>,
    /// For a refund, a chargeback or a return: the line, from 1; all lines in proportion when not
    /// said.
    line: Option<i64>,
}

/// Something that happened to an order which the shop names by its own number.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NumberedEvent {
    /// The shop; `api` when not said.
    source: Option<String>,
    /// The shop's own number of the order.
    order: String,
    /// As for an event of a known order.
    kind: String,
    /// The shop's own number of the event.
    external_id: String,
    /// RFC 3339 with its offset.
    at: String,
    /// A decimal.
    amount: Option<String>,
    /// ISO 4217; needed for an amount while the order has not come.
    currency: Option<String>,
    /// The line, from 1.
    line: Option<i64>,
}

impl Document for NumberedEvent {
    const BY: &'static [Permission] = &[Permission::WriteOrders];
}

impl Document for EventBody {
    const BY: &'static [Permission] = &[Permission::WriteOrders];
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/api/v1/orders/events", web::post().to(tell))
        .route("/api/v1/orders/{id}/events", web::post().to(create));
}

/// Records what happened to an order; the same number again changes nothing. A refund that was told
/// before is answered with 409 and the first result.
#[utoipa::path(post, path = "/api/v1/orders/{id}/events", tag = "orders", request_body = EventBody,
    params(("id" = String, Path, description = "The order's id: ord_…")),
    responses((status = 201, body = OrderView),
        (status = 200, body = OrderView, description = "Told before: the order as it is"),
        (status = 409, body = RepeatedRefund, description = "A refund that was told before, or another amount under its number"),
        (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn create(
    request: HttpRequest,
    app: Running,
    me: Me,
    id: web::Path<String>,
    body: Body<EventBody>,
) -> Answer {
    let me = me.member();
    let scope = OfNetwork::of(&me)?;
    me.must(domain::access::Permission::WriteOrders)?;
    let id = order_id(&id)?;
    let network = crate::orders::network(&app, me.network).await?;
    let at = app.now();
    let new = NewEvent::from(body.0);
    let recorded =
        app.write(scope, move |tx| super::record(tx, &me, &network, id, &new, at)).await?;
    answer(&request, &recorded)
}

/// Records what happened to an order that is named by the shop's number. An event may come before
/// its order: it is kept for 30 days and counts when the order comes.
#[utoipa::path(post, path = "/api/v1/orders/events", tag = "orders", request_body = NumberedEvent,
    responses((status = 201, body = OrderView), (status = 200, body = OrderView),
        (status = 202, body = WaitingView, description = "The order has not come; the event waits"),
        (status = 409, body = RepeatedRefund), (status = 422, body = Problem)))]
pub async fn tell(request: HttpRequest, app: Running, me: Me, body: Body<NumberedEvent>) -> Answer {
    let me = me.member();
    let scope = OfNetwork::of(&me)?;
    me.must(domain::access::Permission::WriteOrders)?;
    let network = crate::orders::network(&app, me.network).await?;
    let at = app.now();
    let (source, number, new) = body.0.split();
    let told = app
        .write(scope, move |tx| {
            let source = source.as_deref().unwrap_or(API);
            super::tell(tx, Some(&me), &network, (source, &number), &new, at)
        })
        .await?;
    match told {
        Told::Recorded(recorded) => answer(&request, &recorded),
        Told::Waiting(kept) => show::json(StatusCode::ACCEPTED, &WaitingView::from(&*kept)),
    }
}

fn answer(request: &HttpRequest, recorded: &Recorded) -> Answer {
    if recorded.new || recorded.event.kind != EventKind::Refund {
        let status = if recorded.new { StatusCode::CREATED } else { StatusCode::OK };
        return show::json(status, &recorded.order);
    }
    let words = words::of(language(request).0);
    let repeated = RepeatedRefund {
        kind: "urn:kakehashi:error:order-event-exists",
        status: 409,
        title: words.error(&Error::Taken("order-event-exists")),
        event: EventView::from(&recorded.event),
        order: recorded.order.clone(),
    };
    let text = serde_json::to_string(&repeated).map_err(broken)?;
    Ok(HttpResponse::Conflict().content_type("application/problem+json").body(text))
}

impl NumberedEvent {
    /// The source, the order's number, and the event.
    pub fn split(self) -> (Option<String>, String, NewEvent) {
        let new = NewEvent {
            kind: self.kind,
            external_id: self.external_id,
            at: self.at,
            amount: self.amount,
            currency: self.currency,
            line: self.line,
        };
        (self.source, self.order, new)
    }
}

impl From<EventBody> for NewEvent {
    fn from(body: EventBody) -> Self {
        Self {
            kind: body.kind,
            external_id: body.external_id,
            at: body.at,
            amount: body.amount,
            currency: body.currency,
            line: body.line,
        }
    }
}
