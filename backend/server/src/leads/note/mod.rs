//! Notes on leads.

pub mod api;
mod pages;

use actix_web::web;
use domain::access::{Member, Permission};
use domain::id::LeadId;
use domain::leads::note::check;
use domain::{Result, Timestamp};
use store::leads::lead as leads;
use store::leads::note::{self, Note};
use store::scope::NetworkTx;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    api::routes(config);
    pages::routes(config);
}

/// Keeps a note on a lead.
///
/// # Errors
/// `Forbidden`; `Missing`; `Invalid` on `note`.
pub fn create(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    lead: LeadId,
    told: &str,
    at: Timestamp,
) -> Result<Note> {
    me.must(Permission::WorkLeads)?;
    let lead = leads::get(tx, lead)?;
    let body = check(told)?;
    note::insert(tx, me, lead.id, &body, at)
}
