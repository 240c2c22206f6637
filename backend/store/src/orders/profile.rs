//! The profiles by which a network reads files of its own.

use diesel::prelude::*;
use domain::access::Member;
use domain::id::{MembershipId, OrderProfileId};
use domain::time::Timestamp;
use domain::{Error, Result};
use schema::order_profiles as t;

use crate::platform::audit::{self, Act};
use crate::scope::{InNetwork, NetworkTx, Reads};

/// A profile as it is kept.
#[derive(Debug, Clone, Queryable)]
pub struct Kept {
    /// Its id.
    pub id: OrderProfileId,
    /// Who made it.
    pub membership_id: MembershipId,
    /// Its name, unique in the network.
    pub name: String,
    /// What its columns mean, as JSON.
    pub mapping: String,
    /// When it was made.
    pub created_at: Timestamp,
}

/// Profiles of one network at most.
pub const MOST: i64 = 200;

/// Keeps a profile; one of the same name takes the new contents.
///
/// # Errors
/// Only what the database answers.
pub fn apply(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    name: &str,
    mapping: &str,
    at: Timestamp,
) -> Result<OrderProfileId> {
    let known = find(tx)?.into_iter().find(|profile| profile.name == name);
    let id = if let Some(known) = known {
        tx.update(t::table, |target, conn| {
            diesel::update(target.filter(t::id.eq(known.id)))
                .set(t::mapping.eq(mapping))
                .execute(conn)
        })?;
        known.id
    } else {
        insert(tx, me, name, mapping, at)?
    };
    let kind = "order_profile.save";
    audit::insert(tx, Some(me), at, id, &Act { kind, reason: Some(name), ..Act::default() })?;
    Ok(id)
}

/// Makes a profile.
///
/// # Errors
/// `Taken("profile-exists")` for a name that is taken; `Refused("profile-limit")`.
pub fn insert(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    name: &str,
    mapping: &str,
    at: Timestamp,
) -> Result<OrderProfileId> {
    let count: i64 = tx.query(t::table, |rows, conn| rows.count().get_result(conn))?;
    if count >= MOST {
        return Err(Error::Refused("profile-limit"));
    }
    let id = OrderProfileId::new();
    tx.insert(t::table, |into, stamp, conn| {
        into.values((
            stamp,
            t::id.eq(id),
            t::membership_id.eq(me.membership),
            t::name.eq(name),
            t::mapping.eq(mapping),
            t::created_at.eq(at),
        ))
        .execute(conn)
    })?;
    Ok(id)
}

/// All of them, by name.
///
/// # Errors
/// Only what the database answers.
pub fn find(tx: &mut NetworkTx<'_>) -> Result<Vec<Kept>> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.order(t::name)
            .select((t::id, t::membership_id, t::name, t::mapping, t::created_at))
            .load(conn)
    })?)
}

/// Removes a profile; files that were read by it keep its name.
///
/// # Errors
/// `Missing`.
pub fn remove(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    id: OrderProfileId,
    at: Timestamp,
) -> Result<()> {
    let count = tx.update(t::table, |target, conn| {
        diesel::delete(target.filter(t::id.eq(id))).execute(conn)
    })?;
    if count == 0 {
        return Err(Error::Missing);
    }
    audit::insert(tx, Some(me), at, id, &Act { kind: "order_profile.remove", ..Act::default() })
}
