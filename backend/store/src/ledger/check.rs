//! What must never be found: rows that stand alone.

use diesel::dsl::{exists, not};
use diesel::prelude::*;
use domain::Result;
use domain::id::{CommissionId, EntryId, OrderId};
use domain::ledger::entry::EntryKind;
use domain::time::Timestamp;
use schema::{commissions, journal_entries, order_lines, orders, transfers};

use crate::scope::{InNetwork, NetworkTx, Reads};

/// Findings of one kind at most: one is too many.
const MOST: i64 = 20;

/// Rows that stand alone, the first of each kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Orphans {
    /// Entries that move nothing.
    pub entries: Vec<EntryId>,
    /// Entries that expect or reverse commissions, without any.
    pub unearned: Vec<EntryId>,
    /// Commissions whose entry is about another order, or confirms instead of expecting.
    pub commissions: Vec<CommissionId>,
    /// Orders without a line.
    pub orders: Vec<OrderId>,
}

/// Looks for rows that stand alone.
///
/// # Errors
/// Only what the database answers.
pub fn orphans(tx: &mut NetworkTx<'_>) -> Result<Orphans> {
    use {commissions as c, journal_entries as e, order_lines as l, orders as o, transfers as m};
    let network = tx.network();
    let kinds = [
        EntryKind::CommissionEstimated,
        EntryKind::CommissionReversed,
        EntryKind::CommissionRestored,
    ];
    let entries = tx.query(e::table, |rows, conn| {
        let moved = m::table.filter(m::network_id.eq(network)).filter(m::entry_id.eq(e::id));
        rows.filter(not(exists(moved))).select(e::id).limit(MOST).load(conn)
    })?;
    let unearned = tx.query(e::table, |rows, conn| {
        let earned = c::table.filter(c::network_id.eq(network)).filter(c::entry_id.eq(e::id));
        rows.filter(e::kind.eq_any(kinds))
            .filter(not(exists(earned)))
            .select(e::id)
            .limit(MOST)
            .load(conn)
    })?;
    let commissions = tx.query(c::table, |rows, conn| {
        let entry = e::table.on(e::network_id.eq(c::network_id).and(e::id.eq(c::entry_id)));
        rows.inner_join(entry)
            .filter(e::subject_id.ne(c::order_id).or(e::kind.ne_all(kinds)))
            .select(c::id)
            .limit(MOST)
            .load(conn)
    })?;
    let orders = tx.query(o::table, |rows, conn| {
        let lines = l::table.filter(l::network_id.eq(network)).filter(l::order_id.eq(o::id));
        rows.filter(not(exists(lines))).select(o::id).limit(MOST).load(conn)
    })?;
    Ok(Orphans { entries, unearned, commissions, orders })
}

/// The first and the last moment at which an entry counts; none without entries.
///
/// # Errors
/// Only what the database answers.
pub fn span(tx: &mut NetworkTx<'_>) -> Result<Option<(Timestamp, Timestamp)>> {
    use journal_entries as e;
    let first: Option<Timestamp> = tx.query(e::table, |rows, conn| {
        rows.order(e::effective_at).select(e::effective_at).first(conn).optional()
    })?;
    let last: Option<Timestamp> = tx.query(e::table, |rows, conn| {
        rows.order(e::effective_at.desc()).select(e::effective_at).first(conn).optional()
    })?;
    Ok(first.zip(last))
}
