//! Groups of KOLs, and who was in them at what time.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;
use domain::access::Member;
use domain::id::{GroupStayId, KolGroupId, NetworkId, OrganizationId};
use domain::tenancy::group::{GroupChange, GroupFields, GroupStatus, Stay};
use domain::time::Timestamp;
use domain::{Error, Result};
use schema::{kol_group_members as m, kol_groups as t};

use crate::commissions::rule;
use crate::platform::audit::{self, Act};
use crate::rows::{Among, count, grouped, insert_rows};
use crate::scope::{InNetwork, NetworkTx, Reads};

/// Groups of a list at most.
const MOST: i64 = 500;

/// A group of KOLs.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Group {
    /// Its id.
    pub id: KolGroupId,
    /// What staff call it.
    pub name: String,
    /// What it is for; may be empty.
    pub note: String,
    /// Whether it is used.
    pub status: GroupStatus,
    /// Counts its changes.
    pub version: i64,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub updated_at: Timestamp,
}

/// A KOL's stay in a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable)]
pub struct GroupMember {
    /// The group.
    pub group_id: KolGroupId,
    /// The KOL.
    pub kol_id: OrganizationId,
    /// From when on.
    pub joined_at: Timestamp,
    /// Until just before when, where it has ended.
    pub left_at: Option<Timestamp>,
}

#[derive(Insertable)]
#[diesel(table_name = schema::kol_group_members, treat_none_as_default_value = false)]
struct StayRow {
    network_id: NetworkId,
    id: GroupStayId,
    group_id: KolGroupId,
    kol_id: OrganizationId,
    joined_at: Timestamp,
    left_at: Option<Timestamp>,
}

type Columns = (t::id, t::name, t::note, t::status, t::version, t::created_at, t::updated_at);
const COLUMNS: Columns =
    (t::id, t::name, t::note, t::status, t::version, t::created_at, t::updated_at);

/// Every group, by name; those that are used come first.
///
/// # Errors
/// Only what the database answers.
pub fn find(tx: &mut NetworkTx<'_>) -> Result<Vec<Group>> {
    Ok(tx.query(t::table, |rows, conn| {
        // "open" comes after "archived".
        rows.order((t::status.desc(), t::name, t::id)).limit(MOST).select(COLUMNS).load(conn)
    })?)
}

/// Some groups; absent are those that are not of this network.
///
/// # Errors
/// Only what the database answers.
pub fn find_by_id(
    tx: &mut NetworkTx<'_>,
    ids: &[KolGroupId],
) -> Result<HashMap<KolGroupId, Group>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let groups: Vec<Group> = tx.query(t::table, |rows, conn| {
        rows.filter(t::id.among(ids.to_vec())).select(COLUMNS).load(conn)
    })?;
    Ok(groups.into_iter().map(|group| (group.id, group)).collect())
}

/// One group.
///
/// # Errors
/// `Missing`.
pub fn get(tx: &mut NetworkTx<'_>, id: KolGroupId) -> Result<Group> {
    Ok(tx.query(t::table, |rows, conn| rows.filter(t::id.eq(id)).select(COLUMNS).first(conn))?)
}

/// How many KOLs are in which group now; groups without any are absent.
///
/// # Errors
/// Only what the database answers.
pub fn counts(tx: &mut NetworkTx<'_>) -> Result<HashMap<KolGroupId, i64>> {
    let rows: Vec<(KolGroupId, i64)> = tx.query(m::table, |rows, conn| {
        let now = rows.filter(m::left_at.is_null()).select((m::group_id, count(m::id)));
        grouped(1, now).load(conn)
    })?;
    Ok(rows.into_iter().collect())
}

/// Every stay in a group, or in all of them; the latest first.
///
/// # Errors
/// Only what the database answers.
pub fn members(tx: &mut NetworkTx<'_>, group: Option<KolGroupId>) -> Result<Vec<GroupMember>> {
    Ok(tx.query(m::table, |mut rows, conn| {
        if let Some(group) = group {
            rows = rows.filter(m::group_id.eq(group));
        }
        rows.order((m::joined_at.desc(), m::id))
            .select((m::group_id, m::kol_id, m::joined_at, m::left_at))
            .load(conn)
    })?)
}

/// Every stay of the network, as rules look at them.
///
/// # Errors
/// Only what the database answers.
pub(crate) fn stays(tx: &mut NetworkTx<'_>) -> Result<Vec<Stay>> {
    let stay = |one: GroupMember| Stay {
        group: one.group_id,
        kol: one.kol_id,
        from: one.joined_at,
        to: one.left_at,
    };
    Ok(members(tx, None)?.into_iter().map(stay).collect())
}

/// Makes a group.
///
/// # Errors
/// `Taken("group-name-taken")`.
pub fn insert(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    fields: &GroupFields,
    at: Timestamp,
) -> Result<Group> {
    let id = KolGroupId::new();
    tx.insert(t::table, |into, stamp, conn| {
        into.values((
            stamp,
            t::id.eq(id),
            (t::name.eq(&fields.name), t::note.eq(&fields.note)),
            (t::status.eq(GroupStatus::Open), t::version.eq(1)),
            (t::created_at.eq(at), t::updated_at.eq(at)),
        ))
        .execute(conn)
    })?;
    let act = Act { kind: "group.create", after: Some(&fields.name), ..Act::default() };
    audit::insert(tx, Some(me), at, id, &act)?;
    get(tx, id)
}

/// Changes a group; who joins or leaves does so now, whatever was sold before.
///
/// # Errors
/// `Refused("group-archived")`; `Stale` when somebody was faster; `Taken("group-name-taken")`.
pub fn apply(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    group: &Group,
    change: &GroupChange,
    at: Timestamp,
) -> Result<Group> {
    let status = group.status.after(change.act())?;
    let mut next = Group { status, version: group.version + 1, updated_at: at, ..group.clone() };
    if let GroupChange::Rename(fields) = change {
        next.name.clone_from(&fields.name);
        next.note.clone_from(&fields.note);
    }
    let rows = tx.update(t::table, |target, conn| {
        diesel::update(target.filter(t::id.eq(group.id)).filter(t::version.eq(group.version)))
            .set((
                t::name.eq(&next.name),
                t::note.eq(&next.note),
                t::status.eq(next.status),
                t::version.eq(next.version),
                t::updated_at.eq(next.updated_at),
            ))
            .execute(conn)
    })?;
    if rows == 0 {
        return Err(Error::Stale);
    }
    let (before, after) = match change {
        GroupChange::Rename(fields) => (Some(group.name.clone()), Some(fields.name.clone())),
        GroupChange::Add(kols) => (None, Some(join(tx, group.id, kols, at)?)),
        GroupChange::Remove(kols) => (Some(leave(tx, group.id, kols, at)?), None),
        GroupChange::Archive | GroupChange::Restore => (None, None),
    };
    let kind = format!("group.{}", change.act().as_str());
    let act = Act { kind: &kind, before: before.as_deref(), after: after.as_deref(), reason: None };
    audit::insert(tx, Some(me), at, group.id, &act)?;
    Ok(next)
}

/// Lets those join who are not in the group; answers who did.
fn join(
    tx: &mut NetworkTx<'_>,
    group: KolGroupId,
    kols: &[OrganizationId],
    at: Timestamp,
) -> Result<String> {
    let here = present(tx, group)?;
    let network_id = tx.network();
    let rows: Vec<StayRow> = kols
        .iter()
        .filter(|kol| !here.contains(kol))
        .map(|kol| StayRow {
            network_id,
            id: GroupStayId::new(),
            group_id: group,
            kol_id: *kol,
            joined_at: at,
            left_at: None,
        })
        .collect();
    if !rows.is_empty() {
        insert_rows!(tx, kol_group_members, rows)?;
        rule::turn(tx)?;
    }
    let names: Vec<String> = rows.iter().map(|row| row.kol_id.to_string()).collect();
    Ok(names.join(" "))
}

/// Lets those leave who are in the group; answers who did.
fn leave(
    tx: &mut NetworkTx<'_>,
    group: KolGroupId,
    kols: &[OrganizationId],
    at: Timestamp,
) -> Result<String> {
    let here = present(tx, group)?;
    let gone: Vec<OrganizationId> = kols.iter().copied().filter(|kol| here.contains(kol)).collect();
    let ids = gone.clone();
    let count = tx.update(m::table, |target, conn| {
        let open = target
            .filter(m::group_id.eq(group))
            .filter(m::kol_id.among(ids))
            .filter(m::left_at.is_null());
        diesel::update(open).set(m::left_at.eq(at)).execute(conn)
    })?;
    if count > 0 {
        rule::turn(tx)?;
    }
    let names: Vec<String> = gone.iter().map(ToString::to_string).collect();
    Ok(names.join(" "))
}

fn present(tx: &mut NetworkTx<'_>, group: KolGroupId) -> Result<HashSet<OrganizationId>> {
    let kols: Vec<OrganizationId> = tx.query(m::table, |rows, conn| {
        rows.filter(m::group_id.eq(group)).filter(m::left_at.is_null()).select(m::kol_id).load(conn)
    })?;
    Ok(kols.into_iter().collect())
}
