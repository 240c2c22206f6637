//! Signed messages over HTTP.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::id::WebhookEndpointId;
use domain::orders::order::NewOrder;
use domain::orders::webhook::{DeliveryStatus, MOST_BYTES, Profile, Topic, shop_name};
use domain::tenancy::network::Network;
use domain::{Error, FieldError, Result, Timestamp};
use sha2::{Digest, Sha256};
use store::orders::delivery::{self, NewDelivery};
use store::orders::webhook::{self, Endpoint};
use store::scope::OfNetwork;

use super::kept;
use super::together::Sent;
use super::{Answered, Message, secret, shop};
use crate::app::App;
use crate::error::{Answer, Failure};
use crate::http::answer::Problem;
use crate::http::caller::{Running, address};
use crate::orders::event::api::NumberedEvent;
use crate::orders::order::api::{OrderBody, drafted};
use crate::orders::order::view::OrderView;
use crate::platform::bounce::BounceBody;
use crate::together::hand_in;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/api/v1/webhooks/{endpoint}", web::post().to(receive));
    kept::routes(config);
}

/// Takes a signed message: an order (topic `order`, the body of `POST /api/v1/orders`) or something
/// that happened to one (topic `event`, the body of `POST /api/v1/orders/events`); the source is the
/// endpoint's. It is stored durably before it is answered, and the same message again, at once or
/// later, is answered as the first time.
///
/// A mail service tells of a mail that came back by the topic `bounce`, with the body `BounceBody`.
///
/// `X-Kakehashi-Signature: t=<Unix seconds>,v1=<hex HMAC-SHA256 of "t.body">` is good for five
/// minutes; with it go `X-Kakehashi-Event-Id` and `X-Kakehashi-Topic`.
///
/// Endpoints of the profiles `shopify` and `woocommerce` read those systems' own headers and bodies:
/// `orders/create`, `orders/paid`, `orders/updated`, `orders/fulfilled`, `orders/cancelled` and
/// `refunds/create`; `order.created`, `order.updated`, `order.restored` and `order.deleted`. Whatever
/// the order in which they come, they lead to the same. A message that cannot be taken yet, for an
/// unknown product code, currency or status word, is kept, answered with 202 and tried again by
/// staff; one about an order that has not come waits for it.
#[utoipa::path(post, path = "/api/v1/webhooks/{endpoint}", tag = "orders", request_body = OrderBody,
    params(("endpoint" = String, Path, description = "The endpoint's id: whk_…")),
    security(()),
    responses((status = 201, body = OrderView), (status = 200, body = OrderView),
        (status = 202, description = "An event whose order has not come; it waits"),
        (status = 401, body = Problem, description = "No, a wrong or an old signature"),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 413, body = Problem),
        (status = 422, body = Problem)))]
pub async fn receive(
    request: HttpRequest,
    app: Running,
    id: web::Path<String>,
    body: Bytes,
) -> Answer {
    let id: WebhookEndpointId = id.parse().map_err(|_| Error::Missing)?;
    if body.len() > MOST_BYTES {
        return Err(Failure(Error::TooLarge));
    }
    let network = crate::platform::endpoint::network_of(&app, id).await?;
    let scope = OfNetwork::for_row(network);
    let endpoint = app.read(scope, move |tx| webhook::get(tx, id)).await?;
    if !endpoint.is_open {
        return Err(Failure(Error::Missing));
    }
    let network = crate::orders::network(&app, network).await?;
    let at = app.now();
    let new = told_delivery(&request, &endpoint, &body);
    if is_ping(&request, &endpoint, &body) {
        return Ok(HttpResponse::Ok().finish());
    }
    match taken(&app, &request, (&network, &endpoint), &new, &body, at).await {
        Ok(answered) => Ok(answer(answered)),
        Err(error) => {
            note(&app, &request, scope, new, &error, at).await?;
            Err(Failure(error))
        }
    }
}

fn header<'a>(request: &'a HttpRequest, name: &str) -> Option<&'a str> {
    request.headers().get(name).and_then(|value| value.to_str().ok())
}

/// Whether it is the unsigned greeting that `WooCommerce` sends to an address that was just entered:
/// its own number of the webhook and nothing else.
fn is_ping(request: &HttpRequest, endpoint: &Endpoint, body: &[u8]) -> bool {
    let number = body.strip_prefix(b"webhook_id=");
    endpoint.profile == Profile::Woocommerce
        && header(request, endpoint.profile.headers().signature).is_none()
        && number.is_some_and(|digits| {
            (1..=20).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit)
        })
}

fn told_delivery(request: &HttpRequest, endpoint: &Endpoint, body: &[u8]) -> NewDelivery {
    let headers = endpoint.profile.headers();
    let told = |name| {
        let told = header(request, name)?.chars().take(100).collect::<String>();
        Some(told).filter(|told| !told.is_empty())
    };
    let topic = told(headers.topic).unwrap_or_default();
    let event_id = match (endpoint.profile, told(headers.event)) {
        // One event may be told under several topics.
        (Profile::Shopify, Some(event)) => Some(format!("{event}:{topic}")),
        (_, Some(event)) => Some(event),
        (_, None) => told(headers.fallback),
    };
    NewDelivery { endpoint: endpoint.id, event_id, topic, digest: Sha256::digest(body).into() }
}

async fn taken(
    app: &Arc<App>,
    request: &HttpRequest,
    (network, endpoint): (&Network, &Endpoint),
    new: &NewDelivery,
    body: &Bytes,
    at: Timestamp,
) -> Result<Answered> {
    let headers = endpoint.profile.headers();
    let opened = secret::open(&app.keys, endpoint.id, &endpoint.secret)?;
    secret::check(endpoint.profile, &opened, header(request, headers.signature), body, at)?;
    let sender = header(request, headers.shop).map(shop_name);
    if endpoint.shop.is_some() && endpoint.shop != sender {
        return Err(Error::Unauthenticated("webhook-shop"));
    }
    if new.event_id.is_none() {
        return Err(Error::field(headers.event, "field-required"));
    }
    let topic = endpoint
        .profile
        .topic(&new.topic)
        .ok_or_else(|| Error::field(headers.topic, "webhook-topic"))?;
    let message = match topic {
        Topic::Order => {
            let told: OrderBody = read(body)?;
            let mut told = NewOrder::from(told);
            told.source = Some(endpoint.source.clone());
            let draft = drafted(app, network, &told, at)?;
            let (network, endpoint) = (network.clone(), endpoint.clone());
            let sent = Sent { network, endpoint, new: new.clone(), draft, at };
            return hand_in(app, sent.network.id, sent).await;
        }
        Topic::Event => {
            let told: NumberedEvent = read(body)?;
            let (_, number, event) = told.split();
            Message::Event(number, Box::new(event))
        }
        Topic::Bounce => {
            let told: BounceBody = read(body)?;
            let event = new.event_id.as_deref().unwrap_or_default();
            let number = format!("{}:{event}", endpoint.id);
            Message::Bounce(Box::new(told.check(&number)?))
        }
        Topic::ShopOrder | Topic::ShopRefund | Topic::ShopDeletion => {
            let told = shop::read(app, network.id, topic, endpoint.profile, body)?;
            return of_shop(app, (network, endpoint), new, told, at).await;
        }
    };
    let (network, endpoint, new) = (network.clone(), endpoint.clone(), new.clone());
    app.write(OfNetwork::for_row(network.id), move |tx| {
        super::receive(tx, &network, &endpoint, (&new, &message), at)
    })
    .await
}

/// Takes a message in a shop system's own body, or keeps it for somebody to mend what it needs; what
/// waited for its order follows.
async fn of_shop(
    app: &Arc<App>,
    (network, endpoint): (&Network, &Endpoint),
    new: &NewDelivery,
    told: shop::Told,
    at: Timestamp,
) -> Result<Answered> {
    let scope = OfNetwork::for_row(network.id);
    let (of, place, message, first) =
        (network.clone(), endpoint.clone(), told.clone(), new.clone());
    let answered =
        app.write(scope, move |tx| shop::receive(tx, &of, &place, (&first, &message), at)).await;
    let error = match answered {
        Ok(answered) => {
            let (place, order) = (endpoint.clone(), told.notice.shop_order);
            if answered.status == DeliveryStatus::Accepted {
                let ids = app.read(scope, move |tx| shop::waiting(tx, &place, &order)).await?;
                for id in ids {
                    // What cannot follow is held for staff; the message itself was taken.
                    let _ = kept::tried(app, None, network, id, at).await;
                }
            }
            return Ok(answered);
        }
        Err(error) => error,
    };
    let (new, reason) = (new.clone(), error.clone());
    let kept = app.write(scope, move |tx| shop::keep(tx, (&new, &told), &reason, at)).await?;
    kept.ok_or(error)
}

fn read<T: serde::de::DeserializeOwned>(body: &[u8]) -> Result<T> {
    serde_json::from_slice(body).map_err(|error| {
        let place = FieldError::new("body", "json-malformed")
            .with("line", error.line())
            .with("column", error.column());
        Error::Invalid(vec![place])
    })
}

fn answer(answered: Answered) -> HttpResponse {
    let status = match (answered.status, answered.new) {
        (DeliveryStatus::Waiting | DeliveryStatus::Held, _) => StatusCode::ACCEPTED,
        (_, true) => StatusCode::CREATED,
        (_, false) => StatusCode::OK,
    };
    HttpResponse::build(status).content_type("application/json").body(answered.text)
}

/// Notes why a message was refused, for the endpoint's page; of a flood from one address only some.
async fn note(
    app: &Arc<App>,
    request: &HttpRequest,
    scope: OfNetwork,
    new: NewDelivery,
    error: &Error,
    at: Timestamp,
) -> Result<()> {
    let code = match error {
        Error::Broken(_) | Error::Busy => return Ok(()),
        Error::Invalid(fields) => fields.first().map_or("invalid", |field| field.code),
        other => other.code(),
    };
    let from = format!("webhook:{}:{}", new.endpoint, address(request));
    if app.limits.count(&app.limits.inquiry, &from).is_err() {
        return Ok(());
    }
    let why = (DeliveryStatus::Refused, Some((code, None)));
    app.write(scope, move |tx| delivery::note(tx, &new, why, at)).await
}
