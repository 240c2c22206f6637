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
    /// Its name.
    pub file_name: String,
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
    /// When it was uploaded.
    pub created_at: Timestamp,
    /// When it was done or refused.
    pub finished_at: Option<Timestamp>,
}

/// A file to keep.
#[derive(Debug, Clone)]
pub struct NewImport<'a> {
    /// The shop.
    pub source: &'a str,
    /// Its name.
    pub file_name: &'a str,
    /// The SHA-256 of its bytes.
    pub digest: [u8; 32],
    /// Its bytes.
    pub bytes: &'a [u8],
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

/// What was found on reading a file.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// How its text is encoded.
    pub encoding: &'a str,
    /// Its rows.
    pub row_count: i64,
    /// Its orders.
    pub order_count: i64,
}

macro_rules! columns {
    () => {
        (
            t::id,
            t::membership_id,
            t::source,
            t::file_name,
            t::encoding,
            t::status,
            t::row_count,
            t::order_count,
            t::done_count,
            t::new_count,
            t::changed_count,
            t::error_count,
            t::errors,
            t::created_at,
            t::finished_at,
        )
    };
}

/// Keeps a file, queued.
///
/// # Errors
/// `Taken("import-duplicate-file")` when the same bytes were uploaded before: [`find_by_digest`].
pub fn insert(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    new: &NewImport<'_>,
    at: Timestamp,
) -> Result<OrderImportId> {
    let id = OrderImportId::new();
    tx.insert(t::table, |into, stamp, conn| {
        into.values((
            stamp,
            t::id.eq(id),
            t::membership_id.eq(me.membership),
            t::source.eq(new.source),
            t::file_name.eq(new.file_name),
            t::file_digest.eq(new.digest.to_vec()),
            t::file_bytes.eq(new.bytes.to_vec()),
            (t::encoding.eq(None::<String>), t::status.eq(ImportStatus::Queued)),
            (t::row_count.eq(0), t::order_count.eq(0), t::done_count.eq(0)),
            (t::new_count.eq(0), t::changed_count.eq(0), t::error_count.eq(0)),
            t::errors.eq("[]"),
            t::created_at.eq(at),
        ))
        .execute(conn)
    })?;
    let kind = "order_import.upload";
    audit::insert(tx, Some(me), at, id, &Act { kind, after: Some("queued"), ..Act::default() })?;
    Ok(id)
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

/// A file's bytes.
///
/// # Errors
/// `Missing`.
pub fn get_bytes(tx: &mut NetworkTx<'_>, id: OrderImportId) -> Result<Vec<u8>> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::id.eq(id)).select(t::file_bytes).first(conn)
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
        if let Some(before) = before {
            rows = rows.filter(t::id.lt(before));
        }
        rows.order(t::id.desc()).limit(limit).select(columns!()).load(conn)
    })?)
}

/// A file that was refused is read again: what it lacked may be there by now.
///
/// # Errors
/// `Refused("import-state")`; `Stale` when somebody was faster.
pub fn retry(tx: &mut NetworkTx<'_>, me: &Member, import: &Import, at: Timestamp) -> Result<()> {
    let status = import.status.after(ImportAct::Retry)?;
    let count = tx.update(t::table, |target, conn| {
        diesel::update(target.filter(t::id.eq(import.id)).filter(t::status.eq(import.status)))
            .set((
                t::status.eq(status),
                t::done_count.eq(0),
                t::error_count.eq(0),
                t::errors.eq("[]"),
                t::finished_at.eq(None::<Timestamp>),
            ))
            .execute(conn)
    })?;
    if count == 0 {
        return Err(Error::Stale);
    }
    let act = Act {
        kind: "order_import.retry",
        before: Some(import.status.as_str()),
        after: Some(status.as_str()),
        reason: None,
    };
    audit::insert(tx, Some(me), at, import.id, &act)
}

/// The file was read: its orders are going to be written.
///
/// # Errors
/// `Refused("import-state")`; `Stale` when another worker was faster.
pub fn begin(tx: &mut NetworkTx<'_>, import: &Import, reading: Reading<'_>) -> Result<()> {
    let status = import.status.after(ImportAct::Begin)?;
    let count = tx.update(t::table, |target, conn| {
        diesel::update(target.filter(t::id.eq(import.id)).filter(t::status.eq(import.status)))
            .set((
                t::status.eq(status),
                t::encoding.eq(reading.encoding),
                t::row_count.eq(reading.row_count),
                t::order_count.eq(reading.order_count),
            ))
            .execute(conn)
    })?;
    if count == 0 { Err(Error::Stale) } else { Ok(()) }
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

/// The file is done, or refused.
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
