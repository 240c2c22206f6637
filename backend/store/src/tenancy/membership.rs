//! Who acts for which organization in which role.

use std::collections::HashMap;

use diesel::prelude::*;
use domain::Result;
use domain::access::{Member, OrganizationKind, Role};
use domain::id::{AccountId, MembershipId, NetworkId, OrganizationId};
use domain::tenancy::organization::OrganizationStatus;
use domain::time::Timestamp;
use schema::{accounts, memberships as t, networks, organizations};

use crate::rows::Among;
use crate::scope::{InNetwork, NetworkTx, PlatformTx, Reads};

/// A membership of an account, as the choice after sign-in shows it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Membership {
    /// Its id.
    pub id: MembershipId,
    /// The network.
    pub network: NetworkId,
    /// The network's part of addresses.
    pub network_slug: String,
    /// The organization.
    pub organization: OrganizationId,
    /// The organization's name.
    pub organization_name: String,
    /// The organization's kind.
    pub kind: OrganizationKind,
    /// The role.
    pub role: Role,
}

/// A membership to make.
#[derive(Debug, Clone, Copy)]
pub struct NewMembership {
    /// Its id.
    pub id: MembershipId,
    /// The person.
    pub account: AccountId,
    /// The organization.
    pub organization: OrganizationId,
    /// The role.
    pub role: Role,
}

/// The memberships of an account over all networks, oldest first; those of organizations that are
/// not open are left out.
///
/// # Errors
/// Only what the database answers.
pub fn find(tx: &mut PlatformTx<'_>, account: AccountId) -> Result<Vec<Membership>> {
    Ok(t::table
        .inner_join(
            organizations::table.on(organizations::network_id
                .eq(t::network_id)
                .and(organizations::id.eq(t::organization_id))),
        )
        .inner_join(networks::table.on(networks::id.eq(t::network_id)))
        .filter(t::account_id.eq(account))
        .filter(organizations::status.eq(OrganizationStatus::Open))
        .order(t::id)
        .select((
            t::id,
            t::network_id,
            networks::slug,
            t::organization_id,
            organizations::name,
            organizations::kind,
            t::role,
        ))
        .load(tx.conn())?)
}

/// The person who acts through a membership.
///
/// # Errors
/// `Missing`, also when the organization is not open.
pub fn get(tx: &mut PlatformTx<'_>, network: NetworkId, id: MembershipId) -> Result<Member> {
    let (organization, account, role, locale) = t::table
        .inner_join(
            organizations::table.on(organizations::network_id
                .eq(t::network_id)
                .and(organizations::id.eq(t::organization_id))),
        )
        .inner_join(accounts::table.on(accounts::id.eq(t::account_id)))
        .filter(t::network_id.eq(network))
        .filter(t::id.eq(id))
        .filter(organizations::status.eq(OrganizationStatus::Open))
        .select((t::organization_id, t::account_id, t::role, accounts::locale))
        .first(tx.conn())?;
    Ok(Member { network, organization, membership: id, account, role, locale })
}

/// A new membership.
///
/// # Errors
/// Only what the database answers.
pub fn insert(tx: &mut impl InNetwork, membership: &NewMembership, at: Timestamp) -> Result<()> {
    tx.insert(t::table, |into, stamp, conn| {
        into.values((
            stamp,
            t::id.eq(membership.id),
            t::account_id.eq(membership.account),
            t::organization_id.eq(membership.organization),
            t::role.eq(membership.role),
            t::created_at.eq(at),
        ))
        .execute(conn)
    })?;
    Ok(())
}

/// The names of the people behind some memberships, for the operator's pages.
///
/// # Errors
/// Only what the database answers.
pub fn names(
    tx: &mut NetworkTx<'_>,
    ids: &[MembershipId],
) -> Result<HashMap<MembershipId, String>> {
    let rows: Vec<(MembershipId, String)> = tx.query(t::table, |rows, conn| {
        rows.inner_join(accounts::table.on(accounts::id.eq(t::account_id)))
            .filter(t::id.among(ids.to_vec()))
            .select((t::id, accounts::name))
            .load(conn)
    })?;
    Ok(rows.into_iter().collect())
}

/// The mail address of the person behind a membership, for what they send to themselves.
///
/// # Errors
/// `Missing`.
pub fn address(tx: &mut NetworkTx<'_>, id: MembershipId) -> Result<String> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.inner_join(accounts::table.on(accounts::id.eq(t::account_id)))
            .filter(t::id.eq(id))
            .select(accounts::email)
            .first(conn)
    })?)
}
