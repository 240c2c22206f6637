//! Journal entries and their transfers: inserted, summed, never changed.

use std::collections::HashMap;

use diesel::prelude::*;
use domain::id::{EntryId, Id, Kind, LedgerAccountId, NetworkId, Subject, SubjectId, TransferId};
use domain::ledger::account::AccountCode;
use domain::ledger::entry::{Entry, EntryKind};
use domain::time::Timestamp;
use domain::{Currency, Error, Money, Result};
use schema::{journal_entries as t, transfers};

use crate::ledger::account;
pub use crate::ledger::balance::{Balance, Trial, balance, balances, trial};
use crate::ledger::period;
use crate::rows::{Among, insert_rows};
use crate::scope::{InNetwork, NetworkTx, Reads};

/// An entry with what it moved.
#[derive(Debug, Clone)]
pub struct Posted {
    /// Its id.
    pub id: EntryId,
    /// The key that keeps the event from being posted twice.
    pub key: String,
    /// What it records.
    pub kind: EntryKind,
    /// What it is about.
    pub subject: SubjectId,
    /// The entry that it corrects.
    pub reverses: Option<EntryId>,
    /// From when on it counts.
    pub effective_at: Timestamp,
    /// When it was written.
    pub recorded_at: Timestamp,
    /// What it moved.
    pub transfers: Vec<PostedTransfer>,
}

/// One amount that moved.
#[derive(Debug, Clone)]
pub struct PostedTransfer {
    /// Its id.
    pub id: TransferId,
    /// The account that was debited.
    pub debit: AccountCode,
    /// The account that was credited.
    pub credit: AccountCode,
    /// The id of the former.
    pub debit_id: LedgerAccountId,
    /// The id of the latter.
    pub credit_id: LedgerAccountId,
    /// How much.
    pub amount: Money,
}

#[derive(Insertable)]
#[diesel(table_name = schema::journal_entries, treat_none_as_default_value = false)]
struct EntryRow {
    network_id: NetworkId,
    id: EntryId,
    key: String,
    kind: EntryKind,
    subject_id: SubjectId,
    reverses_id: Option<EntryId>,
    effective_at: Timestamp,
    recorded_at: Timestamp,
}

#[derive(Insertable)]
#[diesel(table_name = schema::transfers, treat_none_as_default_value = false)]
struct TransferRow {
    network_id: NetworkId,
    id: TransferId,
    entry_id: EntryId,
    debit_id: LedgerAccountId,
    credit_id: LedgerAccountId,
    amount_minor: i64,
    currency: Currency,
    effective_at: Timestamp,
}

#[derive(Insertable)]
#[diesel(table_name = schema::late_entries)]
struct LateRow {
    network_id: NetworkId,
    entry_id: EntryId,
    belongs_to: String,
    happened_at: Timestamp,
}

type EntryColumns = (EntryId, String, EntryKind, SubjectId, Option<EntryId>, Timestamp, Timestamp);
type TransferColumns = (TransferId, EntryId, LedgerAccountId, LedgerAccountId, i64, Currency);

/// What became of an entry that was posted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Put {
    /// The entry's id: of the first one, when the same event was posted before.
    pub id: EntryId,
    /// Whether it was posted now.
    pub is_new: bool,
}

/// Posts an entry. The same event posted again is answered by the first entry.
///
/// # Errors
/// `Taken("entry-exists")` when another event has its key; `Broken` when an account is not open.
pub fn insert(tx: &mut NetworkTx<'_>, entry: &Entry, at: Timestamp) -> Result<Put> {
    let id = EntryId::new();
    let rows = rows(tx, &[(id, entry)], at)?;
    if insert_rows!(tx, journal_entries, rows.entries, or nothing)? == 0 {
        return repeated(tx, entry);
    }
    insert_rows!(tx, transfers, rows.transfers)?;
    insert_rows!(tx, late_entries, rows.late)?;
    Ok(Put { id, is_new: true })
}

/// The entry that has the key already, when it is of the same event.
fn repeated(tx: &mut NetworkTx<'_>, entry: &Entry) -> Result<Put> {
    let found: Vec<EntryColumns> = tx.query(t::table, |rows, conn| {
        rows.filter(t::key.eq(entry.key().to_owned())).select(entry_columns()).load(conn)
    })?;
    let posted = with_transfers(tx, found)?.pop().ok_or(Error::Taken("entry-exists"))?;
    let late = period::lateness(tx, &[posted.id])?.remove(&posted.id);
    let happened_at = late.map_or(posted.effective_at, |late| late.happened_at);
    let mut moved: Vec<_> =
        posted.transfers.iter().map(|one| (one.debit, one.credit, one.amount.minor())).collect();
    let mut asked: Vec<_> =
        entry.transfers().iter().map(|one| (one.debit, one.credit, one.amount.minor())).collect();
    moved.sort_unstable();
    asked.sort_unstable();
    let currency = posted.transfers.first().map(|one| one.amount.currency());
    let is_same = posted.kind == entry.kind()
        && posted.subject == entry.subject()
        && posted.reverses == entry.reverses()
        && happened_at == entry.effective_at()
        && moved == asked
        && currency == entry.transfers().first().map(|one| one.amount.currency());
    if is_same {
        Ok(Put { id: posted.id, is_new: false })
    } else {
        Err(Error::Taken("entry-exists"))
    }
}

/// From when on an entry of a closed month counts, and the month that it belongs to: `2026-10`.
pub type Moved = HashMap<EntryId, (Timestamp, String)>;

/// Posts entries under ids that the caller has made, in two statements for 1,000 rows each. Answers
/// which of them are of a closed month.
///
/// # Errors
/// `Taken("entry-exists")` when the key of one was posted already, whatever it was; then none of them
/// is kept. `Broken` when an account is not open.
pub fn insert_many(
    tx: &mut NetworkTx<'_>,
    entries: &[(EntryId, &Entry)],
    at: Timestamp,
) -> Result<Moved> {
    let rows = rows(tx, entries, at)?;
    insert_rows!(tx, journal_entries, rows.entries)?;
    insert_rows!(tx, transfers, rows.transfers)?;
    insert_rows!(tx, late_entries, rows.late)?;
    let late: HashMap<EntryId, String> =
        rows.late.into_iter().map(|row| (row.entry_id, row.belongs_to)).collect();
    let moved = |row: EntryRow| Some((row.id, (row.effective_at, late.get(&row.id)?.clone())));
    Ok(rows.entries.into_iter().filter_map(moved).collect())
}

/// The rows of some entries.
struct Rows {
    entries: Vec<EntryRow>,
    transfers: Vec<TransferRow>,
    late: Vec<LateRow>,
}

/// The rows of some entries; an entry of a closed month counts from the first open one on.
fn rows(tx: &mut NetworkTx<'_>, entries: &[(EntryId, &Entry)], at: Timestamp) -> Result<Rows> {
    let network = tx.network();
    let moments: Vec<Timestamp> = entries.iter().map(|(_, entry)| entry.effective_at()).collect();
    let late = period::late(tx, &moments, at)?;
    let mut all = Rows { entries: Vec::new(), transfers: Vec::new(), late: Vec::new() };
    // An account's id is a digest of its code: each is reckoned once for a batch.
    let mut ids: HashMap<(AccountCode, Currency), LedgerAccountId> = HashMap::new();
    let mut id_of = |code: AccountCode, currency: Currency| {
        *ids.entry((code, currency)).or_insert_with(|| code.id(network, currency))
    };
    for (id, entry) in entries {
        let mut effective_at = entry.effective_at();
        if let Some((open_from, late)) = &late
            && let Some(late) = late.get(&effective_at)
        {
            let belongs_to = late.belongs_to.to_string();
            let happened_at = late.happened_at;
            all.late.push(LateRow { network_id: network, entry_id: *id, belongs_to, happened_at });
            effective_at = *open_from;
        }
        all.entries.push(EntryRow {
            network_id: network,
            id: *id,
            key: entry.key().to_owned(),
            kind: entry.kind(),
            subject_id: entry.subject(),
            reverses_id: entry.reverses(),
            effective_at,
            recorded_at: at,
        });
        all.transfers.extend(entry.transfers().iter().map(|transfer| {
            let currency = transfer.amount.currency();
            TransferRow {
                network_id: network,
                id: TransferId::new(),
                entry_id: *id,
                debit_id: id_of(transfer.debit, currency),
                credit_id: id_of(transfer.credit, currency),
                amount_minor: transfer.amount.minor(),
                currency,
                effective_at,
            }
        }));
    }
    Ok(all)
}

/// An entry with its transfers.
///
/// # Errors
/// `Missing`.
pub fn get(tx: &mut NetworkTx<'_>, id: EntryId) -> Result<Posted> {
    let entries: Vec<EntryColumns> = tx.query(t::table, |rows, conn| {
        rows.filter(t::id.eq(id)).select(entry_columns()).load(conn)
    })?;
    with_transfers(tx, entries)?.pop().ok_or(Error::Missing)
}

/// The entries about a subject with their transfers, oldest first.
///
/// # Errors
/// Only what the database answers.
pub fn find<K: Kind>(tx: &mut NetworkTx<'_>, subject: Id<K>) -> Result<Vec<Posted>> {
    let entries: Vec<EntryColumns> = tx.query(t::table, |rows, conn| {
        rows.filter(t::subject_id.eq(subject.cast::<Subject>()))
            .order(t::id)
            .select(entry_columns())
            .load(conn)
    })?;
    with_transfers(tx, entries)
}

/// The entries that correct an entry, oldest first.
///
/// # Errors
/// Only what the database answers.
pub fn corrections(tx: &mut NetworkTx<'_>, id: EntryId) -> Result<Vec<(EntryId, EntryKind)>> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::reverses_id.eq(id)).order(t::id).select((t::id, t::kind)).load(conn)
    })?)
}

/// Entries with their transfers, latest first, after an entry.
///
/// # Errors
/// Only what the database answers.
pub fn page(tx: &mut NetworkTx<'_>, after: Option<EntryId>, limit: i64) -> Result<Vec<Posted>> {
    let entries: Vec<EntryColumns> = tx.query(t::table, |mut rows, conn| {
        if let Some(after) = after {
            rows = rows.filter(t::id.lt(after));
        }
        rows.order(t::id.desc()).limit(limit).select(entry_columns()).load(conn)
    })?;
    with_transfers(tx, entries)
}

#[allow(clippy::type_complexity)]
fn entry_columns()
-> (t::id, t::key, t::kind, t::subject_id, t::reverses_id, t::effective_at, t::recorded_at) {
    (t::id, t::key, t::kind, t::subject_id, t::reverses_id, t::effective_at, t::recorded_at)
}

fn with_transfers(tx: &mut NetworkTx<'_>, entries: Vec<EntryColumns>) -> Result<Vec<Posted>> {
    use transfers as m;
    let ids: Vec<EntryId> = entries.iter().map(|entry| entry.0).collect();
    let moves: Vec<TransferColumns> = tx.query(m::table, |rows, conn| {
        rows.filter(m::entry_id.among(ids))
            .order(m::id)
            .select((m::id, m::entry_id, m::debit_id, m::credit_id, m::amount_minor, m::currency))
            .load(conn)
    })?;
    let mut accounts: Vec<LedgerAccountId> = moves.iter().flat_map(|row| [row.2, row.3]).collect();
    accounts.sort_unstable();
    accounts.dedup();
    let accounts = account::find(tx, &accounts)?;
    let code = |id: &LedgerAccountId| {
        let account = accounts.get(id);
        account.map(|account| account.code).ok_or_else(|| Error::Broken(format!("no account {id}")))
    };
    let mut of_entry: HashMap<EntryId, Vec<PostedTransfer>> = HashMap::new();
    for (id, entry, debit, credit, minor, currency) in moves {
        of_entry.entry(entry).or_default().push(PostedTransfer {
            id,
            debit: code(&debit)?,
            credit: code(&credit)?,
            debit_id: debit,
            credit_id: credit,
            amount: Money::new(minor, currency),
        });
    }
    Ok(entries
        .into_iter()
        .map(|(id, key, kind, subject, reverses, effective_at, recorded_at)| Posted {
            id,
            key,
            kind,
            subject,
            reverses,
            effective_at,
            recorded_at,
            transfers: of_entry.remove(&id).unwrap_or_default(),
        })
        .collect())
}
