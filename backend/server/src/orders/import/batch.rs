//! Some orders of a file: written, or compared with what is there, with what happened to them since.

use std::collections::HashMap;

use domain::id::OrderId;
use domain::orders::event::{EventKind, OrderEvent};
use domain::orders::file::{Field, FileOrder, Layout, Step};
use domain::orders::line::LineStatus;
use domain::orders::order::OrderDraft;
use domain::tenancy::network::Network;
use domain::{Money, Result, Timestamp};
use store::orders::event::{self, Event, Happened};
use store::orders::import::{Import, Outcome};
use store::orders::order::{self, Order, Recorded};
use store::scope::NetworkTx;

use super::fault::{Fault, Faults};

/// Writes some orders of a file, and answers what the file has come to with them.
///
/// # Errors
/// What the store answers.
pub fn write(
    tx: &mut NetworkTx<'_>,
    network: &Network,
    import: &Import,
    layout: &Layout,
    orders: &[FileOrder],
    before: Outcome,
    at: Timestamp,
) -> Result<Outcome> {
    let drafts =
        orders.iter().map(|order| draft(network, layout, order, at)).collect::<Result<Vec<_>>>()?;
    let recorded = order::insert_many(tx, network, &drafts, Some(import.id), at)?;
    let kept = Import { errors: before.errors, error_count: before.error_count, ..import.clone() };
    let mut faults = Faults::of(&kept)?;
    let (mut new_count, mut changed_count) = (before.new_count, before.changed_count);
    let mut stories = Vec::new();
    for (told, recorded) in orders.iter().zip(recorded) {
        match recorded {
            Ok(Recorded::New(id)) => {
                new_count += 1;
                stories.push((told, id, true));
            }
            Ok(Recorded::Same(id)) => stories.push((told, id, false)),
            Ok(Recorded::Differs(id)) => {
                // What was frozen stays; that the shop changed the order is told.
                faults.note(Fault::new(told.line, &layout.heading(Field::Number), "order-differs"));
                stories.push((told, id, false));
            }
            Err(error) => faults.note_order(told.line, &error)?,
        }
    }
    let known = Known::of(tx, &stories)?;
    for (told, id, new) in stories {
        let Some((order, events)) = known.get(id) else { continue };
        let changed = follow(tx, network, import, told, (order, events), at)?;
        changed_count += i64::from(changed && !new);
    }
    Ok(Outcome { new_count, changed_count, error_count: faults.count(), errors: faults.json()? })
}

/// The order to write. One that was sent long ago is taken as delivered at once.
///
/// # Errors
/// As [`OrderDraft::from_file`].
pub fn draft(
    network: &Network,
    layout: &Layout,
    order: &FileOrder,
    at: Timestamp,
) -> Result<OrderDraft> {
    let mut draft = OrderDraft::from_file(&layout.profile.source, order, network)?;
    if let Some(arrived) = arrival(network, order, at) {
        draft.delivered_at = Some(arrived);
        draft.status = LineStatus::Delivered;
    }
    Ok(draft)
}

/// When an order that was sent must have arrived; none while it may be under way.
fn arrival(network: &Network, order: &FileOrder, at: Timestamp) -> Option<Timestamp> {
    if order.canceled_at.is_some() && order.step == Step::Canceled {
        return None;
    }
    let assumed = order.fulfilled_at.map(|sent| sent.plus_days(network.transit_days));
    let arrived = order.delivered_at.or(assumed)?.max(order.placed_at);
    (arrived <= at).then_some(arrived)
}

/// Whether the file tells anything of an order beyond what was written with it.
fn has_story(order: &FileOrder, new: bool) -> bool {
    let sent = (order.fulfilled_at.is_some() || order.delivered_at.is_some()) && !new;
    sent || order.canceled_at.is_some() || !order.refunded.is_zero()
}

/// What is known of the orders that have a story, in two queries.
struct Known {
    orders: HashMap<OrderId, Order>,
    events: HashMap<OrderId, Vec<Event>>,
}

impl Known {
    fn of(tx: &mut NetworkTx<'_>, stories: &[(&FileOrder, OrderId, bool)]) -> Result<Self> {
        let ids: Vec<OrderId> = stories
            .iter()
            .filter(|(told, _, new)| has_story(told, *new))
            .map(|(_, id, _)| *id)
            .collect();
        let orders = order::find_by_id(tx, &ids)?.into_iter().map(|order| (order.id, order));
        let orders = orders.collect();
        let mut events: HashMap<OrderId, Vec<Event>> = HashMap::new();
        for event in event::find(tx, &ids)? {
            events.entry(event.order_id).or_default().push(event);
        }
        Ok(Self { orders, events })
    }

    fn get(&self, id: OrderId) -> Option<(&Order, &[Event])> {
        Some((self.orders.get(&id)?, self.events.get(&id).map_or(&[], Vec::as_slice)))
    }
}

/// How many of the orders that are there already would change.
///
/// # Errors
/// What the store answers.
pub fn would_change(
    tx: &mut NetworkTx<'_>,
    network: &Network,
    import: &Import,
    known: &[(&FileOrder, OrderId, bool)],
    at: Timestamp,
) -> Result<i64> {
    let there = Known::of(tx, known)?;
    let mut count = 0;
    for (told, id, _) in known {
        let Some((order, events)) = there.get(*id) else { continue };
        count += i64::from(!untold(network, import, told, order, events, at)?.is_empty());
    }
    Ok(count)
}

/// Records what the file tells of an order and nobody told before; answers whether there was any.
fn follow(
    tx: &mut NetworkTx<'_>,
    network: &Network,
    import: &Import,
    told: &FileOrder,
    (order, events): (&Order, &[Event]),
    at: Timestamp,
) -> Result<bool> {
    let mut changed = false;
    for event in untold(network, import, told, order, events, at)? {
        let happened = event::apply(tx, network, None, order, &event, at)?;
        changed |= matches!(happened, Happened::New(_));
    }
    Ok(changed)
}

/// What the file tells of an order and nobody told before.
fn untold(
    network: &Network,
    import: &Import,
    told: &FileOrder,
    order: &Order,
    events: &[Event],
    at: Timestamp,
) -> Result<Vec<OrderEvent>> {
    let mut news = Vec::new();
    let mut tell = |kind, external_id: &str, moment: Timestamp, amount| {
        let (moment, external_id) = (moment.max(order.placed_at), external_id.to_owned());
        news.push(OrderEvent { kind, external_id, at: moment, amount, line: None });
    };
    if events.iter().any(|event| event.kind == EventKind::Cancel) {
        return Ok(news);
    }
    // What was sent can no longer be canceled; the shop then gives the money back.
    let sent = told.fulfilled_at.is_some() || order.delivered_at.is_some();
    if let Some(canceled_at) = told.canceled_at
        && !sent
    {
        tell(EventKind::Cancel, "file:cancel", canceled_at, None);
        return Ok(news);
    }
    if order.delivered_at.is_none()
        && let Some(arrived) = arrival(network, told, at)
    {
        tell(EventKind::Delivered, "file:delivered", arrived, None);
    }
    // The file tells the sum of all refunds: what was posted before is in it.
    let mut posted = Money::zero(order.currency);
    for event in events.iter().filter(|event| event.kind == EventKind::Refund) {
        posted = posted.plus(Money::new(event.amount_minor, event.currency))?;
    }
    if told.refunded.currency() == order.currency {
        let more = told.refunded.minus(posted)?;
        if more.minor() > 0 {
            // A file does not say when: it counts from when the network hears of it.
            let number = format!("file:{}", told.refunded.decimal());
            tell(EventKind::Refund, &number, import.created_at, Some(more));
        }
    }
    Ok(news)
}
