//! What happens to an order after it was placed: told by the shop, recorded once.

pub mod api;

use domain::access::{Member, Permission};
use domain::id::OrderId;
use domain::orders::event::NewEvent;
use domain::tenancy::network::Network;
use domain::{Error, Result, Timestamp};
use store::orders::event::{self, Happened};
use store::orders::order;
use store::scope::NetworkTx;

use super::order::view::OrderView;

/// An event as it was recorded.
#[derive(Debug, Clone)]
pub struct Recorded {
    /// Whether it was recorded just now.
    pub new: bool,
    /// The order as it is then.
    pub order: OrderView,
}

/// Records what happened to an order, with what it does to its commissions and the ledger. The same
/// event again changes nothing.
///
/// # Errors
/// `Missing`; `Invalid` as `NewEvent::check`, and `line: order-line-unknown`; `Taken`:
/// `order-event-differs` for another amount under the same number; `Refused("order-line-state")`
/// to cancel what was sent; `Stale`.
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
    let event = new.check(order.currency, order.placed_at, at)?;
    let new = match event::apply(tx, network, Some(me), &order, &event, at)? {
        Happened::New(_) => true,
        Happened::Same(_) => false,
        Happened::Differs(_) => return Err(Error::Taken("order-event-differs")),
    };
    Ok(Recorded { new, order: super::order::load(tx, id)? })
}
