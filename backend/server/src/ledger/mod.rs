//! The double-entry ledger behind every amount: its accounts and entries, its closed months, its
//! seals, and the proof that it is sound.

pub mod account;
pub mod asked;
pub mod check;
pub mod entry;
pub mod fx;
pub mod hold;
pub mod period;
pub mod proof;

use std::sync::Arc;

use actix_web::web;
use domain::tenancy::network::Network;
use domain::{Error, Result, Timestamp};
use store::ledger::seal;
use store::scope::OfNetwork;

use crate::app::App;

/// Holds that one transaction gives up.
const BATCH: i64 = 200;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    account::api::routes(config);
    account::pages::routes(config);
    entry::api::routes(config);
    entry::pages::routes(config);
    fx::api::routes(config);
    fx::file::routes(config);
    fx::pages::routes(config);
    hold::api::routes(config);
    hold::file::routes(config);
    hold::pages::routes(config);
    fx::conversions::routes(config);
    period::api::routes(config);
    period::pages::routes(config);
    proof::api::routes(config);
    proof::pages::routes(config);
}

/// Seals every entry that waits for it, so many a transaction; answers how many.
///
/// # Errors
/// What the store answers; what was sealed before is kept.
pub fn seal(app: &Arc<App>, network: &Network) -> Result<usize> {
    let scope = OfNetwork::for_row(network.id);
    let mut sealed = 0;
    loop {
        match app.store.write(scope, |tx| seal::insert_next(tx, seal::BATCH)) {
            // Nothing waits, or another process's clock is at it.
            Ok(0) | Err(Error::Taken("entry-sealed")) => return Ok(sealed),
            Ok(count) => sealed += count,
            Err(error) => return Err(error),
        }
    }
}

/// Gives up the holds whose time is over; answers how many.
///
/// # Errors
/// What the store answers; what was done before is kept.
pub fn expire_holds(app: &Arc<App>, network: &Network, at: Timestamp) -> Result<usize> {
    let scope = OfNetwork::for_row(network.id);
    let mut expired = 0;
    loop {
        match app.store.write(scope, move |tx| hold::expire_due(tx, at, BATCH)) {
            Ok(0) | Err(Error::Stale) => return Ok(expired),
            Ok(count) => expired += count,
            Err(error) => return Err(error),
        }
    }
}
