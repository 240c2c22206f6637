//! Files of orders on their way in: from the first byte to the last.

use diesel::prelude::*;
use domain::access::Member;
use domain::id::OrderImportId;
use domain::orders::import::{ImportAct, ImportStatus};
use domain::time::Timestamp;
use domain::{Error, Result};
use schema::order_imports as t;

use crate::orders::chunk;
use crate::platform::audit::{self, Act};
use crate::scope::{InNetwork, NetworkTx, Reads};

/// A file whose bytes have all arrived.
#[derive(Debug, Clone, Copy)]
pub struct Received {
    /// The SHA-256 of its bytes.
    pub digest: [u8; 32],
    /// `csv` or `xlsx`.
    pub format: &'static str,
    /// Its bytes.
    pub byte_count: i64,
    /// The pieces of its text.
    pub chunk_count: i64,
}

/// Begins to keep a file whose bytes are going to arrive piece by piece.
///
/// # Errors
/// Only what the database answers.
pub fn insert(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    file_name: &str,
    profile: Option<&str>,
    at: Timestamp,
) -> Result<OrderImportId> {
    let id = OrderImportId::new();
    tx.insert(t::table, |into, stamp, conn| {
        into.values((
            stamp,
            t::id.eq(id),
            t::membership_id.eq(me.membership),
            (t::source.eq(""), t::profile.eq(profile), t::file_name.eq(file_name)),
            t::file_digest.eq(None::<Vec<u8>>),
            (t::format.eq("csv"), t::byte_count.eq(0), t::chunk_count.eq(0)),
            (t::encoding.eq(None::<String>), t::status.eq(ImportStatus::Receiving)),
            (t::row_count.eq(0), t::order_count.eq(0), t::done_count.eq(0)),
            (t::new_count.eq(0), t::changed_count.eq(0), t::error_count.eq(0)),
            (t::errors.eq("[]"), t::totals.eq("[]")),
            t::created_at.eq(at),
        ))
        .execute(conn)
    })?;
    Ok(id)
}

/// All bytes of a file have arrived: it waits to be checked.
///
/// # Errors
/// `Taken("import-duplicate-file")` when the same bytes were uploaded before: the file is found by its digest.
pub fn receive(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    id: OrderImportId,
    received: &Received,
    at: Timestamp,
) -> Result<()> {
    let status = ImportStatus::Receiving.after(ImportAct::Receive)?;
    let count = tx.update(t::table, |target, conn| {
        diesel::update(target.filter(t::id.eq(id)).filter(t::status.eq(ImportStatus::Receiving)))
            .set((
                t::status.eq(status),
                t::file_digest.eq(Some(received.digest.to_vec())),
                t::format.eq(received.format),
                t::byte_count.eq(received.byte_count),
                t::chunk_count.eq(received.chunk_count),
            ))
            .execute(conn)
    })?;
    if count == 0 {
        return Err(Error::Stale);
    }
    let kind = "order_import.upload";
    audit::insert(tx, Some(me), at, id, &Act { kind, after: Some("queued"), ..Act::default() })
}

/// Forgets a file whose bytes did not all arrive, or that was there already.
///
/// # Errors
/// Only what the database answers.
pub fn discard(tx: &mut NetworkTx<'_>, id: OrderImportId) -> Result<()> {
    chunk::remove(tx, id)?;
    tx.update(t::table, |target, conn| {
        diesel::delete(target.filter(t::id.eq(id)).filter(t::status.eq(ImportStatus::Receiving)))
            .execute(conn)
    })?;
    Ok(())
}

/// Files whose bytes began to arrive before a moment and never all did.
///
/// # Errors
/// Only what the database answers.
pub fn find_abandoned(tx: &mut NetworkTx<'_>, before: Timestamp) -> Result<Vec<OrderImportId>> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::status.eq(ImportStatus::Receiving))
            .filter(t::created_at.lt(before))
            .select(t::id)
            .load(conn)
    })?)
}
