//! Messages in the shop systems' own bodies: applied to the order, kept while something that they
//! need is not there, tried again.

use domain::access::{Member, Permission};
use domain::id::{OrderId, WebhookDeliveryId};
use domain::orders::event::NewEvent;
use domain::orders::file::Profile as FileProfile;
use domain::orders::shop::{self as rule, Notice, Reader};
use domain::orders::webhook::DeliveryStatus;
use domain::tenancy::network::Network;
use domain::{Error, Result, Timestamp};
use serde_json::json;
use store::orders::delivery::{self, Claimed, Delivery, Keeping, NewDelivery};
use store::orders::event::{self, Happened};
use store::orders::order::{self, Inserted, Order};
use store::orders::webhook::{self, Endpoint};
use store::orders::{kept, profile, shop};
use store::scope::NetworkTx;

use super::Answered;
use super::told::reason;
pub use super::told::{Told, read};
use crate::app::App;
use crate::error::broken;

/// What became of a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// It was applied; whether it made the order, and whether it tells the order otherwise than it
    /// was recorded.
    Taken { order: OrderId, new: bool, differs: bool },
    /// Its order has not come.
    Waits,
    /// There is nothing to do.
    Ignored,
}

/// Takes a message whose signature was right. The same message again is answered as the first time.
///
/// # Errors
/// `Taken("webhook-repeated")` for other contents under the same number; else why it cannot be
/// taken: nothing is stored then, see [`keep`].
pub fn receive(
    tx: &mut NetworkTx<'_>,
    network: &Network,
    endpoint: &Endpoint,
    (new, told): (&NewDelivery, &Told),
    at: Timestamp,
) -> Result<Answered> {
    let id = match delivery::claim(tx, new, at)? {
        Claimed::New(id) => id,
        Claimed::Known(known) => return again(tx, new, *known, at),
    };
    match take(tx, network, endpoint, told, at)? {
        Outcome::Waits => {
            // The number was claimed for a message that is taken; this one waits under it.
            delivery::wait(tx, id, &keeping(told)?, &text(DeliveryStatus::Waiting, None))?;
            let text = text(DeliveryStatus::Waiting, None);
            Ok(Answered { status: DeliveryStatus::Waiting, new: true, text })
        }
        outcome => finish(tx, id, outcome),
    }
}

fn again(
    tx: &mut NetworkTx<'_>,
    new: &NewDelivery,
    known: Delivery,
    at: Timestamp,
) -> Result<Answered> {
    if known.body_digest != new.digest {
        return Err(Error::Taken("webhook-repeated"));
    }
    delivery::note(tx, new, (DeliveryStatus::Repeated, None), at)?;
    let status = match known.status {
        DeliveryStatus::Held | DeliveryStatus::Waiting => known.status,
        _ => DeliveryStatus::Repeated,
    };
    Ok(Answered { status, new: false, text: known.answer.unwrap_or_default() })
}

fn text(status: DeliveryStatus, order: Option<OrderId>) -> String {
    json!({ "status": status.as_str(), "order": order }).to_string()
}

fn finish(tx: &mut NetworkTx<'_>, id: WebhookDeliveryId, outcome: Outcome) -> Result<Answered> {
    let (status, order, new, reason) = match outcome {
        Outcome::Taken { order, new, differs } => {
            let reason = differs.then_some("order-differs");
            (DeliveryStatus::Accepted, Some(order), new, reason)
        }
        Outcome::Waits => (DeliveryStatus::Waiting, None, false, None),
        Outcome::Ignored => (DeliveryStatus::Ignored, None, false, None),
    };
    let text = text(status, order);
    delivery::finish(tx, id, (status, reason), order, &text)?;
    Ok(Answered { status, new, text })
}

fn keeping(told: &Told) -> Result<Keeping> {
    Ok(Keeping {
        shop_order: told.notice.shop_order.clone(),
        notice: serde_json::to_string(&told.notice).map_err(broken)?,
        buyer: told.buyer,
    })
}

/// Keeps a message that could not be taken, for somebody to mend what it needs; none where it is
/// none that could be mended.
///
/// # Errors
/// `Taken("webhook-repeated")` for other contents under the same number.
pub fn keep(
    tx: &mut NetworkTx<'_>,
    (new, told): (&NewDelivery, &Told),
    error: &Error,
    at: Timestamp,
) -> Result<Option<Answered>> {
    let Some((code, detail)) = reason(told, error) else { return Ok(None) };
    let text = text(DeliveryStatus::Held, None);
    let why = (code, detail.as_deref());
    let kept = (DeliveryStatus::Held, Some(why), text.as_str());
    match delivery::keep(tx, new, kept, &keeping(told)?, at)? {
        Claimed::New(_) => Ok(Some(Answered { status: DeliveryStatus::Held, new: false, text })),
        Claimed::Known(known) => again(tx, new, *known, at).map(Some),
    }
}

/// What the network knows of the words of an endpoint's shop: the system's own, then those of the
/// network's profiles of the same source.
fn words(tx: &mut NetworkTx<'_>, endpoint: &Endpoint) -> Result<Vec<FileProfile>> {
    let own = profile::find(tx)?;
    Ok(own
        .iter()
        .filter_map(|kept| {
            let mapping: domain::orders::file::Mapping =
                serde_json::from_str(&kept.mapping).ok()?;
            mapping.check().ok()
        })
        .filter(|profile| profile.source == endpoint.source)
        .collect())
}

fn take(
    tx: &mut NetworkTx<'_>,
    network: &Network,
    endpoint: &Endpoint,
    told: &Told,
    at: Timestamp,
) -> Result<Outcome> {
    let notice = &told.notice;
    if notice.ignored {
        return Ok(Outcome::Ignored);
    }
    let is_known = notice
        .order
        .as_ref()
        .is_none_or(|order| rule::step(endpoint.profile, &order.status).is_some());
    let own = if is_known { Vec::new() } else { words(tx, endpoint)? };
    let step = |word: &str| {
        rule::step(endpoint.profile, word)
            .or_else(|| own.iter().find_map(|profile| profile.step(word)))
    };
    let known = shop::find(tx, endpoint.id, &notice.shop_order)?;
    let Some(_) = &notice.order else {
        let Some((id, line_ids)) = known else {
            // A deletion of what never came asks for nothing.
            return Ok(if notice.deleted { Outcome::Ignored } else { Outcome::Waits });
        };
        let order = order::get(tx, id)?;
        let takes = |currency| currency == order.currency;
        let reader = reader(network, endpoint, &step, &takes);
        let events = notice.later(&reader, &line_ids, at)?;
        tell(tx, network, &order, &events, at)?;
        return Ok(Outcome::Taken { order: id, new: false, differs: false });
    };
    let takes = |currency| network.knows(currency);
    let mut reading = notice.read(&reader(network, endpoint, &step, &takes), at)?;
    let mut draft = reading.order.check(network, at)?;
    draft.buyer = told.buyer;
    let (id, new, differs) = match order::insert(tx, network, &draft, at)? {
        Inserted::New(accepted) => (accepted.order.id, true, false),
        Inserted::Same(id) => (id, false, false),
        // What was frozen stays; that the shop changed the order is told.
        Inserted::Differs(id) => (id, false, true),
    };
    let order = order::get(tx, id)?;
    if order.currency != draft.currency {
        return Err(Error::Taken("order-currency-fixed"));
    }
    if let Some((_, first)) = known {
        // The positions are those of the order as it was recorded.
        let takes = |currency| currency == order.currency;
        let reader = reader(network, endpoint, &step, &takes);
        reading.events.retain(|event| event.line.is_none());
        let lines = notice.later(&reader, &first, at)?;
        reading.events.extend(lines.into_iter().filter(|event| event.line.is_some()));
    } else {
        shop::insert(tx, (endpoint.id, &notice.shop_order), id, &reading.line_ids)?;
    }
    tell(tx, network, &order, &reading.events, at)?;
    Ok(Outcome::Taken { order: id, new, differs })
}

fn reader<'a>(
    network: &'a Network,
    endpoint: &'a Endpoint,
    step: &'a dyn Fn(&str) -> Option<domain::orders::file::Step>,
    takes: &'a dyn Fn(domain::Currency) -> bool,
) -> Reader<'a> {
    Reader { source: &endpoint.source, step, takes, transit_days: network.transit_days }
}

/// Records what happened to an order. A step that its lines began with says nothing new; a refund of
/// more than is left gives back what is left, for the sums of shops hold freight.
fn tell(
    tx: &mut NetworkTx<'_>,
    network: &Network,
    order: &Order,
    events: &[NewEvent],
    at: Timestamp,
) -> Result<()> {
    let lines = order::lines(tx, &[order.id])?;
    let told = event::find(tx, &[order.id])?;
    for new in events {
        let earliest = Timestamp::from_unix_seconds(0).unwrap_or(at);
        let mut event = new.check(order.currency, earliest, at)?;
        event.at = event.at.max(order.placed_at);
        let reached = event.kind.progress();
        let is_old = reached.is_some_and(|step| {
            lines.iter().all(|line| line.begun >= step)
                || told.iter().any(|one| one.kind.progress() >= Some(step))
        });
        if is_old {
            continue;
        }
        if let Happened::Differs(_) = event::apply(tx, network, None, order, &event, at)? {
            return Err(Error::Taken("order-event-differs"));
        }
    }
    Ok(())
}

/// Messages that wait for an order of an address that has just come.
///
/// # Errors
/// Only what the store answers.
pub fn waiting(
    tx: &mut NetworkTx<'_>,
    endpoint: &Endpoint,
    shop_order: &str,
) -> Result<Vec<WebhookDeliveryId>> {
    kept::waiting_for(tx, endpoint.id, shop_order)
}

/// Tries a kept message again: for somebody, or for the clock when nobody.
///
/// # Errors
/// `Forbidden`, `Missing`; `Refused("webhook-state")` for one that is not kept; else why it cannot be
/// taken, see [`failed`].
pub fn retry(
    tx: &mut NetworkTx<'_>,
    me: Option<&Member>,
    network: &Network,
    id: WebhookDeliveryId,
    at: Timestamp,
) -> Result<Delivery> {
    if let Some(me) = me {
        me.must(Permission::SetUpOrders)?;
    }
    let kept = delivery::get(tx, id)?;
    let Some(notice) =
        kept.notice.as_deref().filter(|_| delivery::apply_try(tx, me, id, at) == Ok(true))
    else {
        return Err(Error::Refused("webhook-state"));
    };
    let notice: Notice = serde_json::from_str(notice).map_err(broken)?;
    let buyer = kept.buyer.as_deref().and_then(|buyer| buyer.try_into().ok());
    let endpoint = webhook::get(tx, kept.endpoint_id)?;
    match take(tx, network, &endpoint, &Told { notice, buyer }, at)? {
        Outcome::Waits => {}
        outcome => {
            finish(tx, id, outcome)?;
        }
    }
    delivery::get(tx, id)
}

/// Notes why a kept message could not be taken this time; nothing for what is no reason of its own.
///
/// # Errors
/// `Missing`.
pub fn failed(tx: &mut NetworkTx<'_>, id: WebhookDeliveryId, error: &Error) -> Result<()> {
    let kept = delivery::get(tx, id)?;
    let Some(notice) = kept.notice.as_deref() else { return Ok(()) };
    let notice: Notice = serde_json::from_str(notice).map_err(broken)?;
    let (code, detail) = match reason(&Told { notice, buyer: None }, error) {
        Some(reason) => reason,
        None => match error {
            Error::Invalid(fields) => match fields.first() {
                Some(field) => (field.code, Some(field.field.clone())),
                None => return Ok(()),
            },
            Error::Refused(code) | Error::Taken(code) if *code != "webhook-state" => (*code, None),
            _ => return Ok(()),
        },
    };
    delivery::apply_failure(tx, id, (code, detail.as_deref()))
}

/// Tries what waits for an order that is there, as when the process ended in between; answers how many
/// were tried.
///
/// # Errors
/// What the store answers.
pub fn sweep(app: &App, network: &Network, at: Timestamp) -> Result<usize> {
    let scope = store::scope::OfNetwork::for_row(network.id);
    let ids = app.store.read(scope, kept::overdue)?;
    for id in &ids {
        let (id, of) = (*id, network.clone());
        let tried = app.store.write(scope, move |tx| retry(tx, None, &of, id, at));
        if let Err(error) = tried {
            app.store.write(scope, move |tx| failed(tx, id, &error))?;
        }
    }
    Ok(ids.len())
}
