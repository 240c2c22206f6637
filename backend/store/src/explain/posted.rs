//! Entries by what they are about: when they count, and which commissions they moved.

use std::collections::HashMap;

use diesel::prelude::*;
use domain::Result;
use domain::id::{CommissionId, EntryId, Id, Kind, Order, Subject, SubjectId};
use domain::ledger::entry::EntryKind;
use domain::time::Timestamp;
use schema::{commission_confirmations as f, commissions as c, journal_entries as e};

use super::{Eyes, behind};
use crate::rows::Among;
use crate::scope::{NetworkTx, Reads};

/// An entry: its id, what it records, from when on it counts.
pub type Head = (EntryId, EntryKind, Timestamp);

/// An entry: its id, what it records, what it is about.
pub type Booking = (EntryId, EntryKind, SubjectId);

/// Some entries, oldest first. The caller has a row that names each of them.
///
/// # Errors
/// Only what the database answers.
pub fn heads(tx: &mut impl Eyes, ids: &[EntryId]) -> Result<Vec<Head>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(behind(tx).query(e::table, |rows, conn| {
        rows.filter(e::id.among(ids.to_vec()))
            .order(e::id)
            .select((e::id, e::kind, e::effective_at))
            .load(conn)
    })?)
}

/// The entries about a thing that the scope has shown, oldest first.
///
/// # Errors
/// Only what the database answers.
pub fn about<K: Kind>(tx: &mut impl Eyes, subject: Id<K>) -> Result<Vec<Head>> {
    let subject = subject.cast::<Subject>();
    Ok(behind(tx).query(e::table, |rows, conn| {
        rows.filter(e::subject_id.eq(subject))
            .order(e::id)
            .select((e::id, e::kind, e::effective_at))
            .load(conn)
    })?)
}

/// The entries that confirmed some commissions.
///
/// # Errors
/// Only what the database answers.
pub fn confirmations(
    tx: &mut NetworkTx<'_>,
    ids: &[CommissionId],
) -> Result<HashMap<CommissionId, EntryId>> {
    let rows: Vec<(CommissionId, EntryId)> = tx.query(f::table, |rows, conn| {
        rows.filter(f::commission_id.among(ids.to_vec()))
            .select((f::commission_id, f::entry_id))
            .load(conn)
    })?;
    Ok(rows.into_iter().collect())
}

/// The commissions that an entry expected, took back or confirmed, oldest first, after one of them.
///
/// # Errors
/// Only what the database answers.
pub fn commissions_of(
    tx: &mut NetworkTx<'_>,
    (entry, kind, subject): Booking,
    after: Option<CommissionId>,
    limit: i64,
) -> Result<Vec<CommissionId>> {
    Ok(match kind {
        EntryKind::CommissionConfirmed => tx.query(f::table, |mut rows, conn| {
            if let Some(after) = after {
                rows = rows.filter(f::commission_id.gt(after));
            }
            rows.filter(f::entry_id.eq(entry))
                .order(f::commission_id)
                .limit(limit)
                .select(f::commission_id)
                .load(conn)
        })?,
        EntryKind::CommissionEstimated
        | EntryKind::CommissionReversed
        | EntryKind::CommissionRestored => tx.query(c::table, |mut rows, conn| {
            if let Some(after) = after {
                rows = rows.filter(c::id.gt(after));
            }
            // By the order, which is what commissions have an index for.
            rows.filter(c::order_id.eq(subject.cast::<Order>()))
                .filter(c::entry_id.eq(entry))
                .order(c::id)
                .limit(limit)
                .select(c::id)
                .load(conn)
        })?,
        _ => Vec::new(),
    })
}
