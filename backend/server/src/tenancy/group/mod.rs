//! Groups of KOLs, which rules of commission may ask for.

pub mod api;
pub mod file;
pub mod pages;

use std::collections::HashMap;

use actix_web::web;
use domain::access::{Member, OrganizationKind, Permission};
use domain::id::{KolGroupId, OrganizationId};
use domain::tenancy::group::{GroupChange, GroupFields};
use domain::{Error, Result, Timestamp};
use store::scope::NetworkTx;
use store::tenancy::group::{self, Group, GroupMember};
use store::tenancy::organization;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    api::routes(config);
    file::routes(config);
    pages::routes(config);
}

/// Every group by name, with how many KOLs are in it now.
///
/// # Errors
/// `Forbidden`.
pub fn list(tx: &mut NetworkTx<'_>, me: &Member) -> Result<Vec<(Group, i64)>> {
    me.must(Permission::SeeOrders)?;
    let counts: HashMap<KolGroupId, i64> = group::counts(tx)?;
    let count = |group: &Group| counts.get(&group.id).copied().unwrap_or(0);
    Ok(group::find(tx)?.into_iter().map(|group| (group.clone(), count(&group))).collect())
}

/// A group with everybody who was ever in it, the latest first.
///
/// # Errors
/// `Forbidden`, `Missing`.
pub fn show(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    id: KolGroupId,
) -> Result<(Group, Vec<GroupMember>)> {
    me.must(Permission::SeeOrders)?;
    Ok((group::get(tx, id)?, group::members(tx, Some(id))?))
}

/// Makes a group; KOLs are added after.
///
/// # Errors
/// `Forbidden`; `Invalid` as `GroupFields::check`; `Taken("group-name-taken")`.
pub fn create(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    name: &str,
    note: &str,
    at: Timestamp,
) -> Result<Group> {
    me.must(Permission::ManageKols)?;
    let fields = GroupFields::check(name, note)?;
    group::insert(tx, me, &fields, at)
}

/// Changes a group. Who joins or leaves does so now: what was sold before keeps its terms.
///
/// # Errors
/// `Forbidden`; `Missing`; `Stale` when `version` is no longer the present one; `Invalid` on `kols`:
/// `choice-unknown` for what is no KOL of the network; `Refused("group-archived")`;
/// `Taken("group-name-taken")`.
pub fn change(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    (id, version): (KolGroupId, i64),
    change: &GroupChange,
    at: Timestamp,
) -> Result<Group> {
    me.must(Permission::ManageKols)?;
    let found = group::get(tx, id)?;
    if found.version != version {
        return Err(Error::Stale);
    }
    if let GroupChange::Add(kols) | GroupChange::Remove(kols) = change {
        are_kols(tx, kols)?;
    }
    group::apply(tx, me, &found, change, at)
}

fn are_kols(tx: &mut NetworkTx<'_>, ids: &[OrganizationId]) -> Result<()> {
    let known = organization::find(tx, ids)?;
    let is_kol =
        |id: &OrganizationId| known.get(id).is_some_and(|one| one.kind == OrganizationKind::Kol);
    if ids.iter().all(is_kol) { Ok(()) } else { Err(Error::field("kols", "choice-unknown")) }
}
