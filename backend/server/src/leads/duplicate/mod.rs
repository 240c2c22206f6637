//! Leads that are likely one party: finding them, making them one.

pub mod api;
mod pages;

use actix_web::web;
use domain::access::{Member, Permission};
use domain::id::LeadId;
use domain::leads::duplicate::{Likeness, Traits, likeness};
use domain::leads::lead::Lead;
use domain::{Error, Result, Timestamp};
use store::leads::{duplicate, lead as leads};
use store::scope::NetworkTx;

use super::lead::seen;
use super::score;

/// A lead that is likely the same party.
#[derive(Debug, Clone)]
pub struct Alike {
    /// The lead.
    pub lead: Lead,
    /// Why it is taken for the same.
    pub likeness: Likeness,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    api::routes(config);
    pages::routes(config);
}

/// A lead, and those that are likely the same party.
///
/// # Errors
/// `Forbidden`, `Missing`.
pub fn find(tx: &mut NetworkTx<'_>, me: &Member, id: LeadId) -> Result<(Lead, Vec<Alike>)> {
    me.must(Permission::SeeLeads)?;
    let lead = leads::get(tx, id)?;
    let near = duplicate::near(tx, &lead)?;
    let alike = |other: Lead| {
        let likeness = likeness(traits(&lead), traits(&other))?;
        Some(Alike { lead: other, likeness })
    };
    let found = near.into_iter().filter_map(alike).collect();
    Ok((lead, found))
}

fn traits(lead: &Lead) -> Traits<'_> {
    Traits { company: &lead.details.company, email: &lead.email, phone: &lead.details.phone }
}

/// Makes two leads one: everything of the other goes to the one that is kept, and the other leads
/// there from now on. It cannot be taken back, which the member must have been told.
///
/// # Errors
/// `Forbidden`; `Missing`; `Stale`; `Refused("lead-merge")`; `Invalid` on `sure`: `merge-unsure`.
pub fn merge(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    (kept, version): (LeadId, Option<i64>),
    other: LeadId,
    is_sure: bool,
    at: Timestamp,
) -> Result<Lead> {
    let kept = seen(tx, me, kept, version)?;
    let other = leads::get(tx, other)?;
    let merged = other.merge_into(&kept)?;
    if !is_sure {
        return Err(Error::field("sure", "merge-unsure"));
    }
    let change = kept.take_in(&other);
    leads::apply(tx, Some(me), &other, &merged, at)?;
    leads::apply(tx, Some(me), &kept, &change, at)?;
    duplicate::give(tx, other.id, kept.id)?;
    score::refresh(tx, &[kept.id], at)?;
    leads::get(tx, kept.id)
}
