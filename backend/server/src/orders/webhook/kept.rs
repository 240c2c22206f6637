//! Messages over the API: what came to an endpoint, and another try of what is held.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};
use domain::access::{Member, Permission};
use domain::id::{OrderId, WebhookDeliveryId, WebhookEndpointId};
use domain::orders::webhook::DeliveryStatus;
use domain::tenancy::network::Network;
use domain::{Error, Result, Timestamp};
use serde::Serialize;
use store::orders::delivery::Delivery;
use store::scope::OfNetwork;

use super::{Shown, shop};
use crate::app::App;
use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::body::NoBody;
use crate::http::caller::{Me, Running};
use crate::http::query::Query;
use crate::http::show;

/// Messages of one answer.
const ROWS: usize = 50;
/// Held messages that are tried at once.
pub const AT_ONCE: i64 = 100;

/// A message that came.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = WebhookDelivery)]
pub struct DeliveryView {
    /// Its id.
    #[schema(value_type = String)]
    id: WebhookDeliveryId,
    /// Its own number; missing for what was refused or repeated.
    event: Option<String>,
    /// What it was about, in the shop's words.
    topic: String,
    /// `accepted`, `repeated`, `waiting`, `held`, `ignored` or `refused`.
    status: &'static str,
    /// The code of why it was refused or is held.
    reason: Option<String>,
    /// What that is about: the product's code, the currency, the status word.
    detail: Option<String>,
    /// How often it was tried.
    tries: i64,
    /// The order that it was about.
    #[schema(value_type = Option<String>)]
    order: Option<OrderId>,
    /// When it came.
    #[schema(value_type = String)]
    received_at: Timestamp,
}

/// Messages of an endpoint, latest first.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = WebhookDeliveries)]
pub struct DeliveriesView {
    /// The messages.
    items: Vec<DeliveryView>,
    /// `before` of the next page; missing on the last one.
    #[schema(value_type = Option<String>)]
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<WebhookDeliveryId>,
}

impl From<Delivery> for DeliveryView {
    fn from(one: Delivery) -> Self {
        Self {
            id: one.id,
            event: one.event_id,
            topic: one.topic,
            status: one.status.as_str(),
            reason: one.reason,
            detail: one.detail,
            tries: one.tries,
            order: one.order_id,
            received_at: one.received_at,
        }
    }
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/api/v1/webhooks/{endpoint}/deliveries", web::get().to(index))
        .route("/api/v1/webhook-deliveries/{delivery}/retry", web::post().to(retry));
}

/// Lists what came to an endpoint, latest first.
#[utoipa::path(get, path = "/api/v1/webhooks/{endpoint}/deliveries", tag = "orders",
    params(("endpoint" = String, Path, description = "The endpoint's id: whk_…"),
        ("status" = Option<String>, Query, description = "Those of a state, for instance `held`"),
        ("before" = Option<String>, Query, description = "`next` of the page before")),
    responses((status = 200, body = DeliveriesView), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn index(request: HttpRequest, app: Running, me: Me, id: web::Path<String>) -> Answer {
    let me = me.member();
    let scope = OfNetwork::of(&me)?;
    me.must(Permission::SetUpOrders)?;
    let id: WebhookEndpointId = id.parse().map_err(|_| Error::Missing)?;
    let wanted = Query::of(&request);
    let told = wanted.get("status");
    let status: Option<DeliveryStatus> = told.parse().ok();
    if !told.is_empty() && status.is_none() {
        return Err(Error::field("status", "choice-unknown").into());
    }
    let shown = Shown { status, before: wanted.get("before").parse().ok() };
    let (_, all, next) = app.read(scope, move |tx| super::log(tx, &me, id, shown, ROWS)).await?;
    let items = all.into_iter().map(DeliveryView::from).collect();
    show::json(StatusCode::OK, &DeliveriesView { items, next })
}

/// Tries a held message again, after what it needs was mended.
#[utoipa::path(post, path = "/api/v1/webhook-deliveries/{delivery}/retry", tag = "orders",
    params(("delivery" = String, Path, description = "The message's id: whd_…")),
    responses((status = 200, body = DeliveryView), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem, description = "It still cannot be taken")))]
pub async fn retry(app: Running, me: Me, id: web::Path<String>, _: NoBody) -> Answer {
    let me = me.member();
    OfNetwork::of(&me)?;
    me.must(Permission::SetUpOrders)?;
    let id: WebhookDeliveryId = id.parse().map_err(|_| Error::Missing)?;
    let network = crate::orders::network(&app, me.network).await?;
    let at = app.now();
    let tried = tried(&app, Some(me), &network, id, at).await?;
    show::json(StatusCode::OK, &DeliveryView::from(tried))
}

/// Tries a kept message again and notes why it could not be taken.
///
/// # Errors
/// As [`shop::retry`].
pub async fn tried(
    app: &Arc<App>,
    me: Option<Member>,
    network: &Network,
    id: WebhookDeliveryId,
    at: Timestamp,
) -> Result<Delivery> {
    let scope = OfNetwork::for_row(network.id);
    let of = network.clone();
    let tried = app.write(scope, move |tx| shop::retry(tx, me.as_ref(), &of, id, at)).await;
    match tried {
        Err(error @ (Error::Invalid(_) | Error::Refused(_) | Error::Taken(_))) => {
            let reason = error.clone();
            app.write(scope, move |tx| shop::failed(tx, id, &reason)).await?;
            Err(error)
        }
        tried => tried,
    }
}
