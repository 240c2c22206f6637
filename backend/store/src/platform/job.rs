//! The job queue: work that a request leaves behind, at most one row for each thing and kind of
//! work. A worker leases a row, carries it out, records what came of it.

use diesel::prelude::*;
use domain::Result;
use domain::id::{Id, JobId, Kind, NetworkId, Subject, SubjectId};
use domain::platform::queue::{self, JobStatus};
use domain::time::Timestamp;
use schema::jobs as t;

use crate::conn::OnBoth;
use crate::scope::{InNetwork, NetworkTx, PlatformTx, Reads};

/// A job of the queue.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Job {
    /// The network that it works in.
    pub network: NetworkId,
    /// Its id.
    pub id: JobId,
    /// Which work it is: `import.apply`.
    pub kind: String,
    /// What it works on.
    pub subject_id: SubjectId,
    /// Where it stands.
    pub status: JobStatus,
    /// Tries so far, with the one that is under way.
    pub attempts: i64,
    /// When it is tried next.
    pub next_at: Timestamp,
    /// What the last try met.
    pub last_error: Option<String>,
    /// When it was queued first.
    pub created_at: Timestamp,
}

type Columns = (
    t::network_id,
    t::id,
    t::kind,
    t::subject_id,
    t::status,
    t::attempts,
    t::next_at,
    t::last_error,
    t::created_at,
);
const COLUMNS: Columns = (
    t::network_id,
    t::id,
    t::kind,
    t::subject_id,
    t::status,
    t::attempts,
    t::next_at,
    t::last_error,
    t::created_at,
);

/// Whether work that was carried out or given up is started again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Again {
    /// It is left as it is.
    No,
    /// It is queued again, with all its tries. One that is queued stays as it is.
    Yes,
}

/// Queues work on a thing, due at once; the same work on the same thing is one job.
///
/// # Errors
/// Only what the database answers.
pub fn insert<K: Kind>(
    tx: &mut impl InNetwork,
    kind: &str,
    subject: Id<K>,
    again: Again,
    at: Timestamp,
) -> Result<JobId> {
    let subject = subject.cast::<Subject>();
    tx.insert(t::table, |into, stamp, conn| {
        let row = (
            stamp,
            t::id.eq(JobId::new()),
            t::kind.eq(kind),
            t::subject_id.eq(subject),
            t::status.eq(JobStatus::Queued),
            t::attempts.eq(0),
            t::next_at.eq(at),
            t::created_at.eq(at),
        );
        OnBoth(into.values(row).on_conflict_do_nothing()).execute(conn)
    })?;
    if again == Again::Yes {
        tx.update(t::table, |target, conn| {
            let rest = target
                .filter(t::kind.eq(kind))
                .filter(t::subject_id.eq(subject))
                .filter(t::status.ne(JobStatus::Queued));
            diesel::update(rest)
                .set((
                    t::status.eq(JobStatus::Queued),
                    t::attempts.eq(0),
                    t::next_at.eq(at),
                    t::leased_until.eq(None::<Timestamp>),
                    t::last_error.eq(None::<String>),
                ))
                .execute(conn)
        })?;
    }
    // The job is read without the scope's own filter: queues have no parties.
    Ok(tx.update(t::table, |target, conn| {
        target.filter(t::kind.eq(kind)).filter(t::subject_id.eq(subject)).select(t::id).first(conn)
    })?)
}

super::queue::queue!(Job, JobId, JobStatus);

/// Keeps a job leased for another [`queue::LEASE_SECONDS`]: long work says so from time to time.
///
/// # Errors
/// Only what the database answers.
pub fn extend(tx: &mut NetworkTx<'_>, id: JobId, at: Timestamp) -> Result<()> {
    tx.update(t::table, |target, conn| {
        diesel::update(
            target
                .filter(t::id.eq(id))
                .filter(t::status.eq(JobStatus::Queued))
                .filter(t::leased_until.is_not_null()),
        )
        .set(t::leased_until.eq(at.plus_seconds(queue::LEASE_SECONDS)))
        .execute(conn)
    })?;
    Ok(())
}

/// Records that a job was carried out; best in the transaction of its last step.
///
/// # Errors
/// Only what the database answers.
pub fn done(tx: &mut NetworkTx<'_>, id: JobId) -> Result<()> {
    tx.update(t::table, |target, conn| {
        diesel::update(target.filter(t::id.eq(id)))
            .set((
                t::status.eq(JobStatus::Done),
                t::leased_until.eq(None::<Timestamp>),
                t::last_error.eq(None::<String>),
            ))
            .execute(conn)
    })?;
    Ok(())
}

/// The queue, newest first, after the last job of the page before; all states without `status`.
///
/// # Errors
/// Only what the database answers.
pub fn page(
    tx: &mut NetworkTx<'_>,
    status: Option<JobStatus>,
    after: Option<JobId>,
    limit: i64,
) -> Result<Vec<Job>> {
    Ok(tx.query(t::table, |mut rows, conn| {
        if let Some(status) = status {
            rows = rows.filter(t::status.eq(status));
        }
        if let Some(after) = after {
            rows = rows.filter(t::id.lt(after));
        }
        rows.order(t::id.desc()).limit(limit).select(COLUMNS).load(conn)
    })?)
}
