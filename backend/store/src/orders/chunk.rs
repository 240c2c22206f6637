//! The text of files of orders, in pieces of which one at a time is in memory.

use diesel::prelude::*;
use domain::Result;
use domain::id::OrderImportId;
use schema::order_file_chunks as t;

use crate::scope::{InNetwork, NetworkTx, Reads};

/// Bytes of a piece at most.
pub const CHUNK_BYTES: usize = 256 * 1_024;

/// Keeps some pieces of a file, the first of them at a position.
///
/// # Errors
/// Only what the database answers.
pub fn insert(
    tx: &mut NetworkTx<'_>,
    import: OrderImportId,
    first: i64,
    pieces: &[Vec<u8>],
) -> Result<()> {
    for (position, bytes) in (first..).zip(pieces) {
        tx.insert(t::table, |into, stamp, conn| {
            into.values((
                stamp,
                t::import_id.eq(import),
                t::position.eq(position),
                t::bytes.eq(bytes.as_slice()),
            ))
            .execute(conn)
        })?;
    }
    Ok(())
}

/// A piece of a file; none behind the last one.
///
/// # Errors
/// Only what the database answers.
pub fn find(
    tx: &mut NetworkTx<'_>,
    import: OrderImportId,
    position: i64,
) -> Result<Option<Vec<u8>>> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::import_id.eq(import))
            .filter(t::position.eq(position))
            .select(t::bytes)
            .first(conn)
            .optional()
    })?)
}

/// Forgets the pieces of a file.
///
/// # Errors
/// Only what the database answers.
pub fn remove(tx: &mut NetworkTx<'_>, import: OrderImportId) -> Result<()> {
    tx.update(t::table, |target, conn| {
        diesel::delete(target.filter(t::import_id.eq(import))).execute(conn)
    })?;
    Ok(())
}
