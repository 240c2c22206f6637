//! A lead that is won becomes a party of the network, and its person is invited to act for it.

pub mod api;
mod pages;

use actix_web::web;
use domain::access::{Member, OrganizationKind, Permission, Role};
use domain::id::{LeadId, OrganizationId};
use domain::leads::inquiry::LeadKind;
use domain::leads::lead::{Change, Lead};
use domain::leads::work::Work;
use domain::tenancy::invitation::InvitationState;
use domain::{Error, Result, Timestamp};
use store::leads::lead as leads;
use store::platform::audit::{self, Act};
use store::scope::NetworkTx;
use store::tenancy::invitation::{self as invitations, Invitation};
use store::tenancy::organization;

use super::lead::House;
use crate::tenancy::invitation::{self, Invited};
use crate::tenancy::setup::{self, NewOrganization};

/// What a lead became.
#[derive(Debug, Clone)]
pub struct Won {
    /// The party.
    pub organization: OrganizationId,
    /// Its name.
    pub name: String,
    /// The last invitation to act for it.
    pub invitation: Option<Invitation>,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    api::routes(config);
    pages::routes(config);
}

/// Makes a party of a lead, which keeps whose it was, and invites the lead's person; answers the
/// change with the party in it.
///
/// # Errors
/// Only what the database answers.
pub fn convert(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    house: House<'_>,
    lead: &Lead,
    change: Change,
    at: Timestamp,
) -> Result<Change> {
    let organization = match lead.work.organization {
        Some(organization) => organization,
        None => make(tx, me, house, lead, at)?,
    };
    let work = Work { organization: Some(organization), ..change.work };
    Ok(Change { work, ..change })
}

fn make(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    house: House<'_>,
    lead: &Lead,
    at: Timestamp,
) -> Result<OrganizationId> {
    let new = NewOrganization {
        kind: kind(lead),
        name: title(lead),
        locale: lead.locale,
        email: &lead.email,
        texts: Vec::new(),
    };
    let id = setup::make_organization(tx, house.network, &new, at)?;
    organization::came_from(tx, id, lead.id)?;
    let act = Act { kind: "organization.create", ..Act::default() };
    audit::insert(tx, Some(me), at, id, &act)?;
    send(tx, me, house, lead, (id, title(lead)), at)?;
    Ok(id)
}

/// Invites the person of a lead once more; the link that was sent before ends.
///
/// # Errors
/// `Forbidden`; `Missing`; `Refused("lead-not-won")`; `Refused("invitation-used")` when the person
/// has joined.
pub fn invite(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    house: House<'_>,
    id: LeadId,
    at: Timestamp,
) -> Result<Won> {
    me.must(Permission::WorkLeads)?;
    let lead = leads::get(tx, id)?;
    let won = of(tx, &lead)?.ok_or(Error::Refused("lead-not-won"))?;
    let state = won.invitation.as_ref().map(|invitation| invitation.state(at));
    if state == Some(InvitationState::Used) {
        return Err(Error::Refused("invitation-used"));
    }
    send(tx, me, house, &lead, (won.organization, &won.name), at)?;
    let act = Act { kind: "lead.invite", ..Act::default() };
    audit::insert(tx, Some(me), at, id, &act)?;
    of(tx, &lead)?.ok_or(Error::Missing)
}

/// What a lead became; none for one that became nothing yet.
///
/// # Errors
/// Only what the database answers.
pub fn of(tx: &mut NetworkTx<'_>, lead: &Lead) -> Result<Option<Won>> {
    let Some(organization) = lead.work.organization else { return Ok(None) };
    let name = organization::get(tx, organization)?.name;
    Ok(Some(Won { organization, name, invitation: invitations::latest(tx, organization)? }))
}

fn send(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    house: House<'_>,
    lead: &Lead,
    (organization, name): (OrganizationId, &str),
    at: Timestamp,
) -> Result<()> {
    let invited = Invited {
        organization,
        name,
        role: match lead.kind {
            LeadKind::Manufacturer => Role::BrandAdmin,
            LeadKind::Kol => Role::Kol,
        },
        email: &lead.email,
        person: &lead.details.name,
        locale: lead.locale,
    };
    invitation::send(tx, me, (house.network, house.desk), invited, at)?;
    Ok(())
}

fn kind(lead: &Lead) -> OrganizationKind {
    match lead.kind {
        LeadKind::Manufacturer => OrganizationKind::Brand,
        LeadKind::Kol => OrganizationKind::Kol,
    }
}

/// What a lead is called: the company, else the person.
fn title(lead: &Lead) -> &str {
    let details = &lead.details;
    if details.company.is_empty() { &details.name } else { &details.company }
}
