//! Signed messages of shops: each is taken once, durably, or refused with a reason that its sender
//! and the network can read.

pub mod api;
pub mod kept;
pub mod pages;
pub mod secret;
pub mod shop;
pub mod together;
mod told;

use actix_web::web;
use domain::access::{Member, Permission};
use domain::id::{OrderId, WebhookDeliveryId, WebhookEndpointId};
use domain::orders::event::NewEvent;
use domain::orders::order::OrderDraft;
use domain::orders::webhook::{DeliveryStatus, EndpointDraft, NewEndpoint};
use domain::tenancy::network::Network;
use domain::{Error, Result, Timestamp};
use store::orders::delivery::{self, Claimed, Delivery, NewDelivery};
use store::orders::order::{self, Inserted};
use store::orders::webhook::{self, Endpoint};
use store::scope::NetworkTx;

use crate::error::broken;
use crate::keys::{Keys, random_token};
use crate::orders::event::view::WaitingView;
use crate::orders::event::{Told, tell};
use crate::orders::order::view::OrderView;
use crate::orders::order::{differs, load};
use crate::paging;
use crate::platform::bounce;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    api::routes(config);
    pages::routes(config);
}

/// What a message says.
#[derive(Debug, Clone)]
pub enum Message {
    /// An order.
    Order(Box<OrderDraft>),
    /// Something that happened to the order of a number.
    Event(String, Box<NewEvent>),
    /// A mail that came back.
    Bounce(Box<bounce::Told>),
}

/// What a message is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// What became of it.
    pub status: DeliveryStatus,
    /// Whether something was written for it now.
    pub new: bool,
    /// The order or the waiting event, as JSON.
    pub text: String,
}

/// Takes a message whose signature was right. The same message again is answered as the first time.
///
/// # Errors
/// `Taken("webhook-repeated")` for other contents under the same number; else what the order or the
/// event is refused for: nothing is stored then, and the number stays free.
pub fn receive(
    tx: &mut NetworkTx<'_>,
    network: &Network,
    endpoint: &Endpoint,
    (new, message): (&NewDelivery, &Message),
    at: Timestamp,
) -> Result<Answered> {
    let id = match delivery::claim(tx, new, at)? {
        Claimed::New(id) => id,
        Claimed::Known(known) => {
            if known.body_digest != new.digest {
                return Err(Error::Taken("webhook-repeated"));
            }
            delivery::note(tx, new, (DeliveryStatus::Repeated, None), at)?;
            let text = known.answer.unwrap_or_default();
            return Ok(Answered { status: DeliveryStatus::Repeated, new: false, text });
        }
    };
    let (status, order, fresh, text) = match message {
        Message::Order(draft) => take_order(tx, network, draft, at)?,
        Message::Bounce(told) => {
            let taken = bounce::take(tx, told, at)?;
            let text = serde_json::to_string(&taken).map_err(broken)?;
            (DeliveryStatus::Accepted, None, taken.recorded, text)
        }
        Message::Event(number, event) => {
            match tell(tx, None, network, (&endpoint.source, number), event, at)? {
                Told::Recorded(recorded) => {
                    let text = serde_json::to_string(&recorded.order).map_err(broken)?;
                    (DeliveryStatus::Accepted, Some(recorded.order.id), recorded.new, text)
                }
                Told::Waiting(kept) => {
                    let text = serde_json::to_string(&WaitingView::from(&*kept)).map_err(broken)?;
                    (DeliveryStatus::Waiting, None, true, text)
                }
            }
        }
    };
    delivery::finish(tx, id, (status, None), order, &text)?;
    Ok(Answered { status, new: fresh, text })
}

type Taken = (DeliveryStatus, Option<OrderId>, bool, String);

fn take_order(
    tx: &mut NetworkTx<'_>,
    network: &Network,
    draft: &OrderDraft,
    at: Timestamp,
) -> Result<Taken> {
    let (view, new) = match order::insert(tx, network, draft, at)? {
        Inserted::New(accepted) => (OrderView::of_draft(&accepted, draft)?, true),
        Inserted::Same(id) => (load(tx, id)?, false),
        Inserted::Differs(id) => return Err(differs(tx, id, draft)?),
    };
    let text = serde_json::to_string(&view).map_err(broken)?;
    Ok((DeliveryStatus::Accepted, Some(view.id), new, text))
}

/// An endpoint that was just made, with the secret that is shown once.
#[derive(Debug, Clone)]
pub struct Made {
    /// Its id.
    pub id: WebhookEndpointId,
    /// The secret.
    pub secret: String,
}

/// Makes an endpoint; its secret is ours where the shop system has none.
///
/// # Errors
/// `Forbidden`; `Invalid` as `EndpointDraft::check`.
pub fn create(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    keys: &Keys,
    draft: &EndpointDraft,
    at: Timestamp,
) -> Result<Made> {
    me.must(Permission::SetUpOrders)?;
    let new: NewEndpoint = draft.check()?;
    let id = WebhookEndpointId::new();
    let secret = new.secret.clone().unwrap_or_else(random_token);
    webhook::insert(tx, me, id, &new, &secret::seal(keys, id, &secret), at)?;
    Ok(Made { id, secret })
}

/// Shuts an endpoint, opens it again, or gives it another secret, which is answered to be shown once.
///
/// # Errors
/// `Forbidden`, `Missing`; `Invalid` on `act`: `choice-unknown`.
pub fn act(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    keys: &Keys,
    (id, act): (WebhookEndpointId, &str),
    at: Timestamp,
) -> Result<Option<Made>> {
    me.must(Permission::SetUpOrders)?;
    let endpoint = webhook::get(tx, id)?;
    let (kind, is_open, secret) = match act {
        "shut" => ("webhook.shut", false, None),
        "open" => ("webhook.open", true, None),
        "renew" => ("webhook.renew", endpoint.is_open, Some(random_token())),
        _ => return Err(Error::field("act", "choice-unknown")),
    };
    let sealed = secret.as_ref().map(|secret| secret::seal(keys, id, secret));
    webhook::apply(tx, me, id, (kind, is_open, sealed), at)?;
    Ok(secret.map(|secret| Made { id, secret }))
}

/// The endpoints of the network.
///
/// # Errors
/// `Forbidden`.
pub fn list(tx: &mut NetworkTx<'_>, me: &Member) -> Result<Vec<Endpoint>> {
    me.must(Permission::SetUpOrders)?;
    webhook::find(tx)
}

/// Which messages a page shows.
#[derive(Debug, Clone, Copy, Default)]
pub struct Shown {
    /// Those of a state.
    pub status: Option<DeliveryStatus>,
    /// Those before one.
    pub before: Option<WebhookDeliveryId>,
}

/// An endpoint with what came to it, latest first, and where the next page begins.
///
/// # Errors
/// `Forbidden`, `Missing`.
pub fn log(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    id: WebhookEndpointId,
    shown: Shown,
    limit: usize,
) -> Result<(Endpoint, Vec<Delivery>, Option<WebhookDeliveryId>)> {
    me.must(Permission::SetUpOrders)?;
    let endpoint = webhook::get(tx, id)?;
    let mut all = delivery::page(tx, id, shown.status, shown.before, paging::one_more(limit))?;
    let next = paging::next(&mut all, limit, |last| last.id);
    Ok((endpoint, all, next))
}
