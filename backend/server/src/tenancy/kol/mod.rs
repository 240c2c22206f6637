//! The KOLs of a network: who takes part, in which groups, until when.

pub mod api;
pub mod pages;

use std::collections::HashMap;

use actix_web::web;
use domain::access::{Member, OrganizationKind, Permission};
use domain::id::{LeadId, MembershipId, OrganizationId};
use domain::tenancy::organization::end_at;
use domain::{Error, Result, Timestamp, text};
use store::platform::audit::{self, Event};
use store::scope::NetworkTx;
use store::tenancy::group::{self, Group};
use store::tenancy::membership;
use store::tenancy::organization::{self, Organization};

/// Characters of a reason.
const REASON: usize = 300;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    api::routes(config);
    pages::routes(config);
}

/// A KOL with everything that its page shows.
#[derive(Debug, Clone)]
pub struct Detail {
    /// The KOL.
    pub party: Organization,
    /// The groups that it is in now.
    pub groups: Vec<Group>,
    /// The lead that it was; none for one that never asked.
    pub lead: Option<LeadId>,
    /// What was done about its part, oldest first, and by whom.
    pub events: Vec<(Event, Option<String>)>,
}

/// The KOLs of the network, newest first, after the last one of the page before.
///
/// # Errors
/// `Forbidden`.
pub fn page(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    after: Option<OrganizationId>,
    limit: i64,
) -> Result<Vec<Organization>> {
    me.must(Permission::SeeOrders)?;
    organization::page(tx, OrganizationKind::Kol, after, limit)
}

/// The groups that each of some KOLs is in now, by name.
///
/// # Errors
/// Only what the database answers.
pub fn groups(tx: &mut NetworkTx<'_>) -> Result<HashMap<OrganizationId, Vec<Group>>> {
    let mut all: HashMap<OrganizationId, Vec<Group>> = HashMap::new();
    let groups = group::find(tx)?;
    let members = group::members(tx, None)?;
    for group in groups {
        for one in members.iter().filter(|one| one.group_id == group.id && one.left_at.is_none()) {
            all.entry(one.kol_id).or_default().push(group.clone());
        }
    }
    Ok(all)
}

/// One KOL.
///
/// # Errors
/// `Forbidden`, `Missing`.
pub fn get(tx: &mut NetworkTx<'_>, me: &Member, id: OrganizationId) -> Result<Organization> {
    me.must(Permission::SeeOrders)?;
    let party = organization::get(tx, id)?;
    if party.kind == OrganizationKind::Kol { Ok(party) } else { Err(Error::Missing) }
}

/// One KOL with its groups and its history.
///
/// # Errors
/// `Forbidden`, `Missing`.
pub fn show(tx: &mut NetworkTx<'_>, me: &Member, id: OrganizationId) -> Result<Detail> {
    let party = get(tx, me, id)?;
    let events: Vec<Event> = audit::find(tx, id)?
        .into_iter()
        .filter(|event| event.kind.starts_with("organization."))
        .collect();
    let members: Vec<MembershipId> = events.iter().filter_map(|one| one.membership_id).collect();
    let people = membership::names(tx, &members)?;
    let named = |event: Event| {
        let who = event.membership_id.and_then(|id| people.get(&id).cloned());
        (event, who)
    };
    Ok(Detail {
        lead: organization::lead(tx, id)?,
        groups: groups(tx)?.remove(&id).unwrap_or_default(),
        events: events.into_iter().map(named).collect(),
        party,
    })
}

/// Ends a KOL's part, now or at a moment to come. What was confirmed and what was sold before stays
/// payable; what is sold from then on earns nothing, and its members cannot sign in any more.
///
/// # Errors
/// `Forbidden`; `Missing`; `Refused("kol-ended")` when it has ended already; `Invalid` on `reason`
/// and `ends_at`; `Stale`.
pub fn end(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    id: OrganizationId,
    (ends_at, reason): (Option<Timestamp>, &str),
    at: Timestamp,
) -> Result<Organization> {
    me.must(Permission::ManageKols)?;
    let party = get(tx, me, id)?;
    if party.ended_at.is_some_and(|end| end <= at) {
        return Err(Error::Refused("kol-ended"));
    }
    let reason = said(reason)?;
    let end = end_at(ends_at, at)?;
    organization::apply_end(tx, me, &party, Some(end), &reason, at)?;
    organization::get(tx, id)
}

/// Lets a KOL take part again, or go on although an end was told. What was sold in between earns
/// nothing all the same.
///
/// # Errors
/// `Forbidden`; `Missing`; `Refused("kol-not-ended")`; `Invalid` on `reason`; `Stale`.
pub fn resume(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    id: OrganizationId,
    reason: &str,
    at: Timestamp,
) -> Result<Organization> {
    me.must(Permission::ManageKols)?;
    let party = get(tx, me, id)?;
    if party.ended_at.is_none() {
        return Err(Error::Refused("kol-not-ended"));
    }
    let reason = said(reason)?;
    organization::apply_end(tx, me, &party, None, &reason, at)?;
    organization::get(tx, id)
}

fn said(reason: &str) -> Result<String> {
    text::required("reason", reason, REASON).map_err(|error| Error::Invalid(vec![error]))
}
