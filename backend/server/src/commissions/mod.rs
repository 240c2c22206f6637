//! Commissions: confirmed by the clock, summed by the month, shown to those whose they are.

pub mod adjustment;
pub mod books;
pub mod commission;
pub mod debt;
pub mod earnings;
pub mod fee;
pub mod partner;
pub mod reject;
pub mod rule;
pub mod statement;
pub mod tax;

use std::sync::Arc;

use actix_web::web;
use domain::orders::event::{EventKind, OrderEvent};
use domain::tenancy::network::Network;
use domain::{Error, Result, Timestamp};
use store::commissions::confirm::{confirm_due, find_undelivered};
use store::orders::event::{self, Happened};
use store::orders::order;
use store::scope::{NetworkTx, OfNetwork};

use crate::app::App;

/// Commissions that one transaction confirms.
const BATCH: i64 = 1_000;
/// Orders that one transaction takes as delivered.
const DELIVERIES: i64 = 200;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    adjustment::routes(config);
    commission::routes(config);
    debt::routes(config);
    earnings::routes(config);
    fee::routes(config);
    partner::routes(config);
    reject::routes(config);
    rule::routes(config);
    statement::routes(config);
    tax::routes(config);
}

/// Takes orders as delivered where nobody reported it in time, then confirms what can no longer be
/// taken back. Answers how many commissions were confirmed; safe to repeat.
///
/// # Errors
/// What the store answers; what was done before is kept.
pub fn mature(app: &Arc<App>, network: &Network, at: Timestamp) -> Result<usize> {
    let scope = OfNetwork::for_row(network.id);
    loop {
        let network = network.clone();
        let taken = app.store.write(scope, move |tx| assume_deliveries(tx, &network, at))?;
        if taken == 0 {
            break;
        }
    }
    let mut confirmed = 0;
    loop {
        match app.store.write(scope, move |tx| confirm_due(tx, at, BATCH)) {
            Ok(count) => {
                confirmed += count;
                if i64::try_from(count).is_ok_and(|count| count < BATCH) {
                    return Ok(confirmed);
                }
            }
            // Another process's clock is at it.
            Err(Error::Stale) => return Ok(confirmed),
            Err(error) => return Err(error),
        }
    }
}

/// Some orders that must have arrived by now; answers how many were new.
fn assume_deliveries(tx: &mut NetworkTx<'_>, network: &Network, at: Timestamp) -> Result<usize> {
    let placed_before = at.plus_days(-network.transit_days);
    let ids = find_undelivered(tx, placed_before, DELIVERIES)?;
    let mut taken = 0;
    for order in order::find_by_id(tx, &ids)? {
        let event = OrderEvent {
            kind: EventKind::Delivered,
            external_id: "assumed".to_owned(),
            at: order.placed_at.plus_days(network.transit_days),
            amount: None,
            line: None,
        };
        let happened = event::apply(tx, network, None, &order, &event, at)?;
        taken += usize::from(matches!(happened, Happened::New(_)));
    }
    Ok(taken)
}
