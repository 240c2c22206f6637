//! The audit log: who did what to which thing. Written in the transaction of the act.

use diesel::prelude::*;
use domain::Result;
use domain::access::Member;
use domain::id::{AuditEventId, Id, Kind, MembershipId, OrganizationId, Subject, SubjectId};
use domain::time::Timestamp;
use schema::audit_events as t;

use crate::rows::Among;
use crate::scope::{InNetwork, NetworkTx, Reads};

/// An act on a thing.
#[derive(Debug, Clone, Default)]
pub struct Act<'a> {
    /// What was done: `product.approve`.
    pub kind: &'a str,
    /// The state before, where the thing has one.
    pub before: Option<&'a str>,
    /// The state after.
    pub after: Option<&'a str>,
    /// The reason that was given.
    pub reason: Option<&'a str>,
}

/// A row of the log, as a page shows it.
#[derive(Debug, Clone, Queryable)]
pub struct Event {
    /// Its id.
    pub id: AuditEventId,
    /// When.
    pub at: Timestamp,
    /// By whom; none for the clock.
    pub membership_id: Option<MembershipId>,
    /// For which organization.
    pub organization_id: Option<OrganizationId>,
    /// What was done.
    pub kind: String,
    /// The state before.
    pub before: Option<String>,
    /// The state after.
    pub after: Option<String>,
    /// The reason that was given.
    pub reason: Option<String>,
}

/// Writes a row; `None` is the clock or a job.
///
/// # Errors
/// Only what the database answers.
pub fn insert<K: Kind>(
    tx: &mut impl InNetwork,
    me: Option<&Member>,
    at: Timestamp,
    subject: Id<K>,
    act: &Act<'_>,
) -> Result<()> {
    tx.insert(t::table, |into, stamp, conn| {
        into.values((
            stamp,
            t::id.eq(AuditEventId::new()),
            t::at.eq(at),
            t::membership_id.eq(me.map(|me| me.membership)),
            t::organization_id.eq(me.map(|me| me.organization)),
            t::kind.eq(act.kind),
            t::subject_id.eq(subject.cast::<Subject>()),
            t::before.eq(act.before),
            t::after.eq(act.after),
            t::reason.eq(act.reason),
        ))
        .execute(conn)
    })?;
    Ok(())
}

/// Everything that happened to a thing, oldest first.
///
/// # Errors
/// Only what the database answers.
pub fn find<K: Kind>(tx: &mut NetworkTx<'_>, subject: Id<K>) -> Result<Vec<Event>> {
    find_all(tx, &[subject])
}

/// Everything that happened to some things, oldest first.
///
/// # Errors
/// Only what the database answers.
pub fn find_all<K: Kind>(tx: &mut NetworkTx<'_>, subjects: &[Id<K>]) -> Result<Vec<Event>> {
    let subjects: Vec<SubjectId> = subjects.iter().map(|id| id.cast::<Subject>()).collect();
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::subject_id.among(subjects))
            .order(t::id)
            .select((
                t::id,
                t::at,
                t::membership_id,
                t::organization_id,
                t::kind,
                t::before,
                t::after,
                t::reason,
            ))
            .load(conn)
    })?)
}
