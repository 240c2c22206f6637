//! Seals: put on entries after they are inserted, in batches, and verified by a walk over all of them.

use std::collections::HashMap;

use diesel::dsl::{exists, not};
use diesel::prelude::*;
use domain::id::{EntryId, LedgerAccountId, NetworkId, SubjectId, TransferId};
use domain::ledger::seal::{BEGINNING, Content, Damage, Hash, Moved, Walk, seal};
use domain::time::Timestamp;
use domain::{Error, Result};
use schema::{
    entry_seals as t, journal_entries as e, late_entries as l, transfers as m,
    unsealed_entries as u,
};

use crate::rows::{Among, insert_rows};
use crate::scope::{InNetwork, NetworkTx, Reads};

/// Entries that one transaction seals.
pub const BATCH: i64 = 1_000;

/// What a walk over the chain found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Seals that hold, counted from the beginning.
    pub sealed: i64,
    /// Entries that wait for their seal.
    pub unsealed: i64,
    /// The hash of the last seal that holds: whoever noted it elsewhere can tell a chain that was
    /// forged anew.
    pub head: Hash,
    /// The first thing that is wrong.
    pub broken: Option<Broken>,
}

/// A place where the chain is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Broken {
    /// The seal's number; none for what was never sealed.
    pub number: Option<i64>,
    /// The entry; none where a seal itself is missing.
    pub entry: Option<EntryId>,
    /// What is wrong.
    pub damage: Damage,
}

#[derive(Insertable)]
#[diesel(table_name = schema::entry_seals)]
struct Row {
    network_id: NetworkId,
    number: i64,
    entry_id: EntryId,
    hash: Vec<u8>,
}

/// The last seal: its number and hash; nothing and zeros before the first.
///
/// # Errors
/// Only what the database answers.
pub fn head(tx: &mut NetworkTx<'_>) -> Result<(i64, Hash)> {
    let last: Option<(i64, Vec<u8>)> = tx.query(t::table, |rows, conn| {
        rows.order(t::number.desc()).select((t::number, t::hash)).first(conn).optional()
    })?;
    let Some((number, hash)) = last else { return Ok((0, BEGINNING)) };
    let hash = hash.try_into().map_err(|_| Error::Broken(format!("seal {number}: no hash")))?;
    Ok((number, hash))
}

/// Entries that have no seal yet.
///
/// # Errors
/// Only what the database answers.
pub fn waiting(tx: &mut NetworkTx<'_>) -> Result<i64> {
    Ok(tx.query(u::table, |rows, conn| rows.count().get_result(conn))?)
}

/// Seals up to so many of the entries that wait, oldest first, and answers how many.
///
/// # Errors
/// `Taken("entry-sealed")` when another process is at it.
pub fn insert_next(tx: &mut NetworkTx<'_>, limit: i64) -> Result<usize> {
    let ids: Vec<EntryId> = tx.query(u::table, |rows, conn| {
        let entry = e::table.on(e::network_id.eq(u::network_id).and(e::id.eq(u::entry_id)));
        rows.inner_join(entry).order(u::entry_id).limit(limit).select(u::entry_id).load(conn)
    })?;
    if ids.is_empty() {
        return Ok(0);
    }
    let network_id = tx.network();
    let (mut number, mut hash) = head(tx)?;
    let contents = contents(tx, &ids)?;
    let mut rows = Vec::with_capacity(ids.len());
    for id in &ids {
        let entry = contents.get(id).ok_or_else(|| Error::Broken(format!("no entry {id}")))?;
        number += 1;
        hash = seal(&hash, network_id, number, entry);
        rows.push(Row { network_id, number, entry_id: *id, hash: hash.to_vec() });
    }
    insert_rows!(tx, entry_seals, rows)?;
    tx.update(u::table, |target, conn| {
        diesel::delete(target.filter(u::entry_id.among(ids.clone()))).execute(conn)
    })?;
    Ok(ids.len())
}

/// The seals' numbers of some entries.
///
/// # Errors
/// Only what the database answers.
pub fn numbers(tx: &mut NetworkTx<'_>, ids: &[EntryId]) -> Result<HashMap<EntryId, i64>> {
    let rows: Vec<(EntryId, i64)> = tx.query(t::table, |rows, conn| {
        rows.filter(t::entry_id.among(ids.to_vec())).select((t::entry_id, t::number)).load(conn)
    })?;
    Ok(rows.into_iter().collect())
}

/// Walks the whole chain, a batch in memory at a time, up to the first thing that is wrong.
///
/// # Errors
/// Only what the database answers.
pub fn verify(tx: &mut NetworkTx<'_>) -> Result<Verdict> {
    let mut walk = Walk::new(tx.network());
    let (mut is_over, mut broken) = (false, None);
    while !is_over && broken.is_none() {
        (is_over, broken) = go_on(tx, &mut walk)?;
    }
    if broken.is_none() {
        broken = outside(tx)?;
    }
    Ok(Verdict { sealed: walk.number, unsealed: waiting(tx)?, head: walk.head, broken })
}

/// Goes on along the chain by one batch; answers whether its end was reached, and what is wrong.
///
/// # Errors
/// Only what the database answers.
pub fn go_on(tx: &mut NetworkTx<'_>, walk: &mut Walk) -> Result<(bool, Option<Broken>)> {
    let from = walk.number;
    let seals: Vec<(i64, EntryId, Vec<u8>)> = tx.query(t::table, |rows, conn| {
        rows.filter(t::number.gt(from))
            .order(t::number)
            .limit(BATCH)
            .select((t::number, t::entry_id, t::hash))
            .load(conn)
    })?;
    if seals.is_empty() {
        return Ok((true, None));
    }
    let ids: Vec<EntryId> = seals.iter().map(|seal| seal.1).collect();
    let contents = contents(tx, &ids)?;
    for (number, id, hash) in seals {
        if let Err(damage) = walk.step(number, &hash, contents.get(&id)) {
            let entry = Some(id).filter(|_| damage != Damage::Gap);
            let number = if damage == Damage::Gap { walk.number + 1 } else { number };
            return Ok((true, Some(Broken { number: Some(number), entry, damage })));
        }
    }
    Ok((false, None))
}

/// Entries that are outside of the chain without waiting for it, and such as were removed while they
/// waited.
///
/// # Errors
/// Only what the database answers.
pub fn outside(tx: &mut NetworkTx<'_>) -> Result<Option<Broken>> {
    let extra: Option<EntryId> = tx.query(e::table, |rows, conn| {
        let sealed = t::table.filter(t::network_id.eq(e::network_id)).filter(t::entry_id.eq(e::id));
        let waits = u::table.filter(u::network_id.eq(e::network_id)).filter(u::entry_id.eq(e::id));
        rows.filter(not(exists(sealed)))
            .filter(not(exists(waits)))
            .select(e::id)
            .first(conn)
            .optional()
    })?;
    if let Some(entry) = extra {
        return Ok(Some(Broken { number: None, entry: Some(entry), damage: Damage::Extra }));
    }
    let gone: Option<EntryId> = tx.query(u::table, |rows, conn| {
        let entry = e::table.filter(e::network_id.eq(u::network_id)).filter(e::id.eq(u::entry_id));
        rows.filter(not(exists(entry))).select(u::entry_id).first(conn).optional()
    })?;
    Ok(gone.map(|entry| Broken { number: None, entry: Some(entry), damage: Damage::Missing }))
}

/// Entries as they are stored, in three queries.
fn contents(tx: &mut NetworkTx<'_>, ids: &[EntryId]) -> Result<HashMap<EntryId, Content>> {
    type Entry = (EntryId, String, String, SubjectId, Option<EntryId>, Timestamp, Timestamp);
    type Transfer = (EntryId, TransferId, LedgerAccountId, LedgerAccountId, i64, String, Timestamp);
    let entries: Vec<Entry> = tx.query(e::table, |rows, conn| {
        rows.filter(e::id.among(ids.to_vec()))
            .select((
                e::id,
                e::key,
                e::kind,
                e::subject_id,
                e::reverses_id,
                e::effective_at,
                e::recorded_at,
            ))
            .load(conn)
    })?;
    let late: Vec<(EntryId, Timestamp, String)> = tx.query(l::table, |rows, conn| {
        rows.filter(l::entry_id.among(ids.to_vec()))
            .select((l::entry_id, l::happened_at, l::belongs_to))
            .load(conn)
    })?;
    let transfers: Vec<Transfer> = tx.query(m::table, |rows, conn| {
        rows.filter(m::entry_id.among(ids.to_vec()))
            .select((
                m::entry_id,
                m::id,
                m::debit_id,
                m::credit_id,
                m::amount_minor,
                m::currency,
                m::effective_at,
            ))
            .load(conn)
    })?;
    let mut all: HashMap<EntryId, Content> = entries
        .into_iter()
        .map(|(id, key, kind, subject, reverses, effective_at, recorded_at)| {
            let (late, transfers) = (None, Vec::new());
            let content = Content {
                id,
                key,
                kind,
                subject,
                reverses,
                effective_at,
                recorded_at,
                late,
                transfers,
            };
            (id, content)
        })
        .collect();
    for (id, happened_at, month) in late {
        if let Some(entry) = all.get_mut(&id) {
            entry.late = Some((happened_at, month));
        }
    }
    for (entry, id, debit, credit, minor, currency, effective_at) in transfers {
        if let Some(entry) = all.get_mut(&entry) {
            entry.transfers.push(Moved { id, debit, credit, minor, currency, effective_at });
        }
    }
    Ok(all)
}
