//! What happens to an order after it was placed: told by the shop, recorded once.

pub mod api;
pub mod pages;
pub mod view;

use actix_web::web;
use domain::access::{Member, Permission};
use domain::id::{OrderEventId, OrderId};
use domain::orders::event::NewEvent;
use domain::tenancy::network::Network;
use domain::{Error, Result, Timestamp};
use store::orders::event::{self, Event, Happened};
use store::orders::order::{self, Order};
use store::orders::waiting::{self, Kept, Waiting};
use store::scope::NetworkTx;

use super::order::view::OrderView;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    api::routes(config);
    pages::routes(config);
}

/// An event as it was recorded.
#[derive(Debug, Clone)]
pub struct Recorded {
    /// Whether it was recorded just now.
    pub new: bool,
    /// The event, as it was recorded first.
    pub event: Event,
    /// The order as it is then.
    pub order: OrderView,
}

/// What became of an event that names its order by the shop's number.
#[derive(Debug, Clone)]
pub enum Told {
    /// It was recorded, now or before.
    Recorded(Box<Recorded>),
    /// Its order has not come; it waits.
    Waiting(Box<Waiting>),
}

/// Records what happened to an order, with what it does to its commissions and the ledger. The same
/// event again changes nothing.
///
/// # Errors
/// `Missing`; `Invalid` as `NewEvent::check`, `line: order-line-unknown`, `amount:
/// refund-too-large`; `Taken`: `order-event-differs` for another amount under the same number;
/// `Refused("order-line-state")` to cancel what was sent; `Stale`.
pub fn record(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    network: &Network,
    id: OrderId,
    new: &NewEvent,
    at: Timestamp,
) -> Result<Recorded> {
    me.must(Permission::WriteOrders)?;
    let order = order::get(tx, id)?;
    apply(tx, Some(me), network, &order, new, at)
}

/// Records what happened to an order of a source that is named by the shop's number, or keeps it
/// until the order comes. `me` is none for a signed message.
///
/// # Errors
/// As [`record`] without `Missing`; `Invalid` on `currency`: `field-required` for an amount without
/// one while the order has not come.
pub fn tell(
    tx: &mut NetworkTx<'_>,
    me: Option<&Member>,
    network: &Network,
    (source, number): (&str, &str),
    new: &NewEvent,
    at: Timestamp,
) -> Result<Told> {
    if let Some(me) = me {
        me.must(Permission::WriteOrders)?;
    }
    let number = domain::text::required("order", number, 100);
    let number = number.map_err(|error| Error::Invalid(vec![error]))?;
    let known = order::find(tx, source, std::slice::from_ref(&number))?;
    if let Some(order) = known.first() {
        let recorded = apply(tx, me, network, order, new, at)?;
        return Ok(Told::Recorded(Box::new(recorded)));
    }
    let event = new.check_early(network.base_currency, at)?;
    match waiting::insert(tx, (source, &number), (event.kind, event.at), new, at)? {
        Kept::New(kept) | Kept::Same(kept) => Ok(Told::Waiting(kept)),
        Kept::Differs => Err(Error::Taken("order-event-differs")),
    }
}

fn apply(
    tx: &mut NetworkTx<'_>,
    me: Option<&Member>,
    network: &Network,
    order: &Order,
    new: &NewEvent,
    at: Timestamp,
) -> Result<Recorded> {
    let event = new.check(order.currency, order.placed_at, at)?;
    let (new, id) = match event::apply_told(tx, network, me, order, &event, at)? {
        Happened::New(id) => (true, id),
        Happened::Same(id) => (false, id),
        Happened::Differs(_) => return Err(Error::Taken("order-event-differs")),
    };
    let event = first(tx, order.id, id)?;
    Ok(Recorded { new, event, order: super::order::load(tx, order.id)? })
}

fn first(tx: &mut NetworkTx<'_>, order: OrderId, id: OrderEventId) -> Result<Event> {
    let events = event::find(tx, &[order])?;
    events.into_iter().find(|event| event.id == id).ok_or(Error::Missing)
}
