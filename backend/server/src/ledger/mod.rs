//! The double-entry ledger behind every amount: its entries, and the proof that it is sound.

pub mod check;
pub mod entry;

use actix_web::web;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    entry::pages::routes(config);
}
