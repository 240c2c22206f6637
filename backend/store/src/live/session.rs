//! Live sessions of KOLs.

use std::collections::HashMap;

use diesel::prelude::*;
use domain::access::Member;
use domain::id::{LiveSessionId, OrganizationId};
use domain::live::session::{LiveAct, LivePlatform, LiveStatus, SessionFields};
use domain::time::Timestamp;
use domain::{Error, Result};
use schema::live_sessions as t;

use crate::platform::audit::{self, Act};
use crate::rows::Among;
use crate::scope::{InNetwork, Reads};

/// A live session.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct LiveSession {
    /// Its id.
    pub id: LiveSessionId,
    /// Whose it is.
    pub kol_id: OrganizationId,
    /// Where it is broadcast.
    pub platform: LivePlatform,
    /// What it is called.
    pub title: String,
    /// What is shown, who helps; may be empty.
    pub note: String,
    /// Where it stands.
    pub status: LiveStatus,
    /// When it begins.
    pub starts_at: Timestamp,
    /// When it is to end.
    pub ends_at: Timestamp,
    /// Why it was canceled.
    pub reason: Option<String>,
    /// Counts its changes.
    pub version: i64,
    /// When it was written first.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub updated_at: Timestamp,
}

/// What to look for. The default is everything, the latest beginning first, and no row of it: set
/// `limit`.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// In one of these states; all when empty.
    pub statuses: Vec<LiveStatus>,
    /// Of this KOL.
    pub kol: Option<OrganizationId>,
    /// That end after a moment.
    pub ends_after: Option<Timestamp>,
    /// After the last one of the page before.
    pub after: Option<(Timestamp, LiveSessionId)>,
    /// How many at most.
    pub limit: i64,
}

macro_rules! columns {
    () => {
        (
            t::id,
            t::kol_id,
            t::platform,
            t::title,
            t::note,
            t::status,
            t::starts_at,
            t::ends_at,
            t::reason,
            t::version,
            t::created_at,
            t::updated_at,
        )
    };
}

/// A session that the scope sees.
///
/// # Errors
/// `Missing`.
pub fn get(tx: &mut impl Reads<t::table>, id: LiveSessionId) -> Result<LiveSession> {
    Ok(tx.query(t::table, |rows, conn| rows.filter(t::id.eq(id)).select(columns!()).first(conn))?)
}

/// Some sessions; absent are those that the scope does not see.
///
/// # Errors
/// Only what the database answers.
pub fn find(
    tx: &mut impl Reads<t::table>,
    ids: &[LiveSessionId],
) -> Result<HashMap<LiveSessionId, LiveSession>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<LiveSession> = tx.query(t::table, |rows, conn| {
        rows.filter(t::id.among(ids.to_vec())).select(columns!()).load(conn)
    })?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// One page of what is looked for, the latest beginning first.
///
/// # Errors
/// Only what the database answers.
pub fn page(tx: &mut impl Reads<t::table>, search: &Search) -> Result<Vec<LiveSession>> {
    Ok(tx.query(t::table, |mut rows, conn| {
        if !search.statuses.is_empty() {
            rows = rows.filter(t::status.among(search.statuses.clone()));
        }
        if let Some(kol) = search.kol {
            rows = rows.filter(t::kol_id.eq(kol));
        }
        if let Some(moment) = search.ends_after {
            rows = rows.filter(t::ends_at.gt(moment));
        }
        if let Some((starts_at, id)) = search.after {
            // The first condition is what the index is read by.
            rows = rows
                .filter(t::starts_at.le(starts_at))
                .filter(t::starts_at.lt(starts_at).or(t::id.lt(id)));
        }
        rows.order((t::starts_at.desc(), t::id.desc()))
            .limit(search.limit)
            .select(columns!())
            .load(conn)
    })?)
}

/// Writes a session of a KOL as a draft.
///
/// # Errors
/// Only what the database answers.
pub fn insert<Tx: Reads<t::table>>(
    tx: &mut Tx,
    me: &Member,
    kol: OrganizationId,
    fields: &SessionFields,
    at: Timestamp,
) -> Result<LiveSession> {
    let id = LiveSessionId::new();
    tx.insert(t::table, |into, stamp, conn| {
        into.values((
            stamp,
            (t::id.eq(id), t::kol_id.eq(kol), t::platform.eq(fields.platform)),
            (t::title.eq(&fields.title), t::note.eq(&fields.note)),
            (t::starts_at.eq(fields.starts_at), t::ends_at.eq(fields.ends_at)),
            (t::status.eq(LiveStatus::Draft), t::version.eq(1)),
            (t::created_at.eq(at), t::updated_at.eq(at)),
        ))
        .execute(conn)
    })?;
    let act = Act { kind: "live.create", after: Some("draft"), ..Act::default() };
    audit::insert(tx, Some(me), at, id, &act)?;
    get(tx, id)
}

/// Changes what a session is, before it is confirmed.
///
/// # Errors
/// `Refused("live-state")` once it is confirmed; `Stale` when somebody was faster.
pub fn apply_fields(
    tx: &mut impl InNetwork,
    me: &Member,
    session: &LiveSession,
    fields: &SessionFields,
    at: Timestamp,
) -> Result<LiveSession> {
    if !session.status.may_change() {
        return Err(Error::Refused("live-state"));
    }
    let next = LiveSession {
        platform: fields.platform,
        title: fields.title.clone(),
        note: fields.note.clone(),
        starts_at: fields.starts_at,
        ends_at: fields.ends_at,
        ..session.clone()
    };
    let act = Act {
        kind: "live.change",
        before: Some(&session.title),
        after: Some(&fields.title),
        reason: None,
    };
    let next = save(tx, session, next, at)?;
    audit::insert(tx, Some(me), at, session.id, &act)?;
    Ok(next)
}

/// Moves a session along.
///
/// # Errors
/// `Refused("live-state")`; `Stale` when somebody was faster.
pub fn apply(
    tx: &mut impl InNetwork,
    me: &Member,
    session: &LiveSession,
    (act, reason): (LiveAct, Option<&str>),
    at: Timestamp,
) -> Result<LiveSession> {
    let status = session.status.after(act)?;
    let reason_kept = reason.map(str::to_owned).or_else(|| session.reason.clone());
    let next = LiveSession { status, reason: reason_kept, ..session.clone() };
    let next = save(tx, session, next, at)?;
    let kind = format!("live.{}", act.as_str());
    let (before, after) = (Some(session.status.as_str()), Some(next.status.as_str()));
    audit::insert(tx, Some(me), at, session.id, &Act { kind: &kind, before, after, reason })?;
    Ok(next)
}

fn save(
    tx: &mut impl InNetwork,
    before: &LiveSession,
    next: LiveSession,
    at: Timestamp,
) -> Result<LiveSession> {
    let next = LiveSession { version: before.version + 1, updated_at: at, ..next };
    let rows = tx.update(t::table, |target, conn| {
        diesel::update(target.filter(t::id.eq(before.id)).filter(t::version.eq(before.version)))
            .set((
                t::platform.eq(next.platform),
                t::title.eq(&next.title),
                t::note.eq(&next.note),
                t::status.eq(next.status),
                t::starts_at.eq(next.starts_at),
                t::ends_at.eq(next.ends_at),
                t::reason.eq(&next.reason),
                t::version.eq(next.version),
                t::updated_at.eq(next.updated_at),
            ))
            .execute(conn)
    })?;
    if rows == 1 { Ok(next) } else { Err(Error::Stale) }
}
