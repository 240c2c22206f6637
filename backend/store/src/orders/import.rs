//! Files of orders: kept as they came, with how far their orders have been written.

use diesel::prelude::*;
use domain::access::Member;
use domain::id::{MembershipId, OrderImportId};
use domain::orders::import::{ImportAct, ImportStatus};
use domain::time::Timestamp;
use domain::{Error, Result};
use schema::order_imports as t;

use crate::platform::audit::{self, Act};
use crate::scope::{InNetwork, NetworkTx, Reads};

/// A file, without its bytes.
#[derive(Debug, Clone, Queryable)]
pub struct Import {
    /// Its id.
    pub id: OrderImportId,
    /// Who uploaded it.
    pub membership_id: MembershipId,
    /// The shop.
    pub source: String,
    /// The profile that it is read by: recognised, or chosen by somebody.
    pub profile: Option<String>,
    /// Its name.
    pub file_name: String,
    /// `csv` or `xlsx`.
    pub format: String,
    /// Its bytes.
    pub byte_count: i64,
    /// The pieces in which its text is kept.
    pub chunk_count: i64,
    /// How its text was encoded, once that is known.
    pub encoding: Option<String>,
    /// Where it stands.
    pub status: ImportStatus,
    /// Its rows.
    pub row_count: i64,
    /// Its orders.
    pub order_count: i64,
    /// Its orders that have been dealt with so far.
    pub done_count: i64,
    /// Its orders that were new.
    pub new_count: i64,
    /// Its orders that were there and changed.
    pub changed_count: i64,
    /// Its errors.
    pub error_count: i64,
    /// The first of its errors, as JSON.
    pub errors: String,
    /// What was paid for the goods of its orders, by currency, as JSON.
    pub totals: String,
    /// When it was uploaded.
    pub created_at: Timestamp,
    /// When it was done or refused.
    pub finished_at: Option<Timestamp>,
}

/// What a file came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Its orders that were new.
    pub new_count: i64,
    /// Its orders that were there and changed.
    pub changed_count: i64,
    /// Its errors.
    pub error_count: i64,
    /// The first of its errors, as JSON.
    pub errors: String,
}

/// What was found on checking a file.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The shop.
    pub source: String,
    /// The profile that it was read by.
    pub profile: String,
    /// How its text is encoded.
    pub encoding: &'static str,
    /// Its rows.
    pub row_count: i64,
    /// Its orders.
    pub order_count: i64,
    /// What was paid for their goods, by currency, as JSON.
    pub totals: String,
}

macro_rules! columns {
    () => {
        (
            t::id,
            t::membership_id,
            t::source,
            t::profile,
            t::file_name,
            t::format,
            t::byte_count,
            t::chunk_count,
            t::encoding,
            t::status,
            t::row_count,
            t::order_count,
            t::done_count,
            t::new_count,
            t::changed_count,
            t::error_count,
            t::errors,
            t::totals,
            t::created_at,
            t::finished_at,
        )
    };
}

/// A file of the network.
///
/// # Errors
/// `Missing`.
pub fn get(tx: &mut NetworkTx<'_>, id: OrderImportId) -> Result<Import> {
    Ok(tx.query(t::table, |rows, conn| rows.filter(t::id.eq(id)).select(columns!()).first(conn))?)
}

/// The file that has these bytes' SHA-256.
///
/// # Errors
/// `Missing`.
pub fn find_by_digest(tx: &mut NetworkTx<'_>, digest: &[u8; 32]) -> Result<Import> {
    let digest = digest.to_vec();
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::file_digest.eq(digest)).select(columns!()).first(conn)
    })?)
}

/// Files, newest first.
///
/// # Errors
/// Only what the database answers.
pub fn page(
    tx: &mut NetworkTx<'_>,
    before: Option<OrderImportId>,
    limit: i64,
) -> Result<Vec<Import>> {
    Ok(tx.query(t::table, |mut rows, conn| {
        rows = rows.filter(t::status.ne(ImportStatus::Receiving));
        if let Some(before) = before {
            rows = rows.filter(t::id.lt(before));
        }
        rows.order(t::id.desc()).limit(limit).select(columns!()).load(conn)
    })?)
}

/// A file that was not carried out is checked again: by another profile when one is told, or because
/// what it lacked is there by now.
///
/// # Errors
/// `Refused("import-state")`; `Stale` when somebody was faster.
pub fn retry(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    import: &Import,
    profile: Option<&str>,
    at: Timestamp,
) -> Result<()> {
    let status = import.status.after(ImportAct::Retry)?;
    let count = tx.update(t::table, |target, conn| {
        diesel::update(target.filter(t::id.eq(import.id)).filter(t::status.eq(import.status)))
            .set((
                t::status.eq(status),
                t::profile.eq(profile),
                (t::row_count.eq(0), t::order_count.eq(0), t::done_count.eq(0)),
                (t::new_count.eq(0), t::changed_count.eq(0), t::error_count.eq(0)),
                (t::errors.eq("[]"), t::totals.eq("[]")),
                t::finished_at.eq(None::<Timestamp>),
            ))
            .execute(conn)
    })?;
    if count == 0 {
        return Err(Error::Stale);
    }
    let act = Act {
        kind: "order_import.check",
        before: Some(import.status.as_str()),
        after: Some(status.as_str()),
        reason: profile,
    };
    audit::insert(tx, Some(me), at, import.id, &act)
}

/// The file was read to its end: what would be written is known.
///
/// # Errors
/// `Refused("import-state")`; `Stale` when another worker was faster.
pub fn check(
    tx: &mut NetworkTx<'_>,
    import: &Import,
    reading: &Reading,
    outcome: &Outcome,
) -> Result<()> {
    let status = import.status.after(ImportAct::Check)?;
    let count = tx.update(t::table, |target, conn| {
        diesel::update(target.filter(t::id.eq(import.id)).filter(t::status.eq(import.status)))
            .set((
                t::status.eq(status),
                (t::source.eq(&reading.source), t::profile.eq(Some(&reading.profile))),
                t::encoding.eq(Some(reading.encoding)),
                (t::row_count.eq(reading.row_count), t::order_count.eq(reading.order_count)),
                t::done_count.eq(reading.order_count),
                (t::new_count.eq(outcome.new_count), t::changed_count.eq(outcome.changed_count)),
                (t::error_count.eq(outcome.error_count), t::errors.eq(&outcome.errors)),
                t::totals.eq(&reading.totals),
            ))
            .execute(conn)
    })?;
    if count == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// Somebody has seen what would be written, and wants it.
///
/// # Errors
/// `Refused("import-state")`; `Stale` when somebody was faster.
pub fn begin(tx: &mut NetworkTx<'_>, me: &Member, import: &Import, at: Timestamp) -> Result<()> {
    let status = import.status.after(ImportAct::Apply)?;
    let count = tx.update(t::table, |target, conn| {
        diesel::update(target.filter(t::id.eq(import.id)).filter(t::status.eq(import.status)))
            .set((
                t::status.eq(status),
                (t::done_count.eq(0), t::new_count.eq(0), t::changed_count.eq(0)),
                (t::error_count.eq(0), t::errors.eq("[]")),
            ))
            .execute(conn)
    })?;
    if count == 0 {
        return Err(Error::Stale);
    }
    let act = Act {
        kind: "order_import.apply",
        before: Some(import.status.as_str()),
        after: Some(status.as_str()),
        reason: None,
    };
    audit::insert(tx, Some(me), at, import.id, &act)
}

/// So many rows have been looked at, for whoever waits for the check.
///
/// # Errors
/// Only what the database answers.
pub fn looked_at(tx: &mut NetworkTx<'_>, id: OrderImportId, row_count: i64) -> Result<()> {
    tx.update(t::table, |target, conn| {
        diesel::update(target.filter(t::id.eq(id)).filter(t::status.eq(ImportStatus::Queued)))
            .set(t::row_count.eq(row_count))
            .execute(conn)
    })?;
    Ok(())
}

/// So many of its orders have been dealt with, in the same transaction as the last of them.
///
/// # Errors
/// `Stale` when another worker goes on with the file.
pub fn progress(
    tx: &mut NetworkTx<'_>,
    id: OrderImportId,
    from: i64,
    done_count: i64,
    outcome: &Outcome,
) -> Result<()> {
    let count = tx.update(t::table, |target, conn| {
        let mine = target
            .filter(t::id.eq(id))
            .filter(t::status.eq(ImportStatus::Applying))
            .filter(t::done_count.eq(from));
        diesel::update(mine)
            .set((
                t::done_count.eq(done_count),
                t::new_count.eq(outcome.new_count),
                t::changed_count.eq(outcome.changed_count),
                t::error_count.eq(outcome.error_count),
                t::errors.eq(outcome.errors.clone()),
            ))
            .execute(conn)
    })?;
    if count == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// The file is done, or refused, or waits for somebody who tells what its columns mean.
///
/// # Errors
/// `Refused("import-state")`; `Stale` when another worker was faster.
pub fn finish(
    tx: &mut NetworkTx<'_>,
    import: &Import,
    act: ImportAct,
    outcome: &Outcome,
    at: Timestamp,
) -> Result<()> {
    let status = import.status.after(act)?;
    let count = tx.update(t::table, |target, conn| {
        diesel::update(target.filter(t::id.eq(import.id)).filter(t::status.eq(import.status)))
            .set((
                t::status.eq(status),
                t::new_count.eq(outcome.new_count),
                t::changed_count.eq(outcome.changed_count),
                t::error_count.eq(outcome.error_count),
                t::errors.eq(outcome.errors.clone()),
                t::finished_at.eq(at),
            ))
            .execute(conn)
    })?;
    if count == 0 {
        return Err(Error::Stale);
    }
    let act = Act {
        kind: "order_import.finish",
        before: Some(import.status.as_str()),
        after: Some(status.as_str()),
        reason: None,
    };
    audit::insert(tx, None, at, import.id, &act)
}
