//! Journal entries and their transfers: inserted, summed, never changed.

use std::collections::HashMap;

use diesel::prelude::*;
use domain::id::{EntryId, Id, Kind, LedgerAccountId, NetworkId, Subject, SubjectId, TransferId};
use domain::ledger::account::AccountCode;
use domain::ledger::entry::{Entry, EntryKind};
use domain::time::Timestamp;
use domain::{Currency, Error, Money, Result};
use schema::{journal_entries as t, transfers};

use crate::ledger::account::{self, Account};
use crate::rows::{grouped, insert_rows, total};
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
    /// How much.
    pub amount: Money,
}

/// What an account was moved by in all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Balance {
    /// The account.
    pub account: Account,
    /// The sum of its debits.
    pub debits: Money,
    /// The sum of its credits.
    pub credits: Money,
}

/// All accounts, and that they balance.
#[derive(Debug, Clone)]
pub struct Trial {
    /// Every account, by code.
    pub accounts: Vec<Balance>,
    /// All debits and all credits of each currency: two equal amounts.
    pub totals: Vec<(Money, Money)>,
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
}

type EntryColumns = (EntryId, String, EntryKind, SubjectId, Option<EntryId>, Timestamp, Timestamp);
type TransferColumns = (TransferId, EntryId, LedgerAccountId, LedgerAccountId, i64, Currency);

/// Posts an entry.
///
/// # Errors
/// `Taken("entry-exists")` when its key was posted already; `Broken` when an account is not open.
pub fn insert(tx: &mut NetworkTx<'_>, entry: &Entry, at: Timestamp) -> Result<EntryId> {
    let id = EntryId::new();
    insert_many(tx, &[(id, entry)], at)?;
    Ok(id)
}

/// Posts entries under ids that the caller has made, in two statements for 1,000 rows each.
///
/// # Errors
/// As [`insert`]; then none of them is kept.
pub fn insert_many(
    tx: &mut NetworkTx<'_>,
    entries: &[(EntryId, &Entry)],
    at: Timestamp,
) -> Result<()> {
    let network = tx.network();
    let rows: Vec<EntryRow> = entries
        .iter()
        .map(|(id, entry)| EntryRow {
            network_id: network,
            id: *id,
            key: entry.key().to_owned(),
            kind: entry.kind(),
            subject_id: entry.subject(),
            reverses_id: entry.reverses(),
            effective_at: entry.effective_at(),
            recorded_at: at,
        })
        .collect();
    // An account's id is a digest of its code: each is reckoned once for a batch.
    let mut ids: HashMap<(AccountCode, Currency), LedgerAccountId> = HashMap::new();
    let mut id_of = |code: AccountCode, currency: Currency| {
        *ids.entry((code, currency)).or_insert_with(|| code.id(network, currency))
    };
    let moves: Vec<TransferRow> = entries
        .iter()
        .flat_map(|(id, entry)| entry.transfers().iter().map(move |transfer| (*id, transfer)))
        .map(|(entry_id, transfer)| {
            let currency = transfer.amount.currency();
            TransferRow {
                network_id: network,
                id: TransferId::new(),
                entry_id,
                debit_id: id_of(transfer.debit, currency),
                credit_id: id_of(transfer.credit, currency),
                amount_minor: transfer.amount.minor(),
                currency,
            }
        })
        .collect();
    insert_rows!(tx, journal_entries, rows)?;
    insert_rows!(tx, transfers, moves)?;
    Ok(())
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

/// What an account stands at, positive on its normal side.
///
/// # Errors
/// `Broken` on overflow.
pub fn balance(tx: &mut NetworkTx<'_>, code: AccountCode, currency: Currency) -> Result<Money> {
    use domain::ledger::account::Side;
    let id = code.id(tx.network(), currency);
    let sums = sums(tx, Some(&[id]))?;
    let (debits, credits) = sums.get(&id).copied().unwrap_or_default();
    let minor = match code.normal_side() {
        Side::Debit => debits.checked_sub(credits),
        Side::Credit => credits.checked_sub(debits),
    };
    Ok(Money::new(minor.ok_or_else(|| Error::Broken("balance: overflow".into()))?, currency))
}

/// What some accounts were moved by, in their order, reckoned in two grouped queries.
///
/// # Errors
/// Only what the database answers.
pub fn balances(tx: &mut NetworkTx<'_>, accounts: &[Account]) -> Result<Vec<Balance>> {
    let ids: Vec<LedgerAccountId> = accounts.iter().map(|account| account.id).collect();
    let sums = sums(tx, Some(&ids))?;
    Ok(accounts.iter().map(|account| of(*account, &sums)).collect())
}

/// Every account and, for each currency, the two sums that must be equal.
///
/// # Errors
/// `Broken` on overflow.
pub fn trial(tx: &mut NetworkTx<'_>) -> Result<Trial> {
    let sums = sums(tx, None)?;
    let accounts: Vec<Balance> =
        account::all(tx)?.into_iter().map(|account| of(account, &sums)).collect();
    let mut totals: Vec<(Money, Money)> = Vec::new();
    for balance in &accounts {
        let currency = balance.account.currency;
        match totals.iter_mut().find(|(debits, _)| debits.currency() == currency) {
            Some((debits, credits)) => {
                *debits = debits.plus(balance.debits)?;
                *credits = credits.plus(balance.credits)?;
            }
            None => totals.push((balance.debits, balance.credits)),
        }
    }
    Ok(Trial { accounts, totals })
}

fn of(account: Account, sums: &HashMap<LedgerAccountId, (i64, i64)>) -> Balance {
    let (debits, credits) = sums.get(&account.id).copied().unwrap_or_default();
    Balance {
        account,
        debits: Money::new(debits, account.currency),
        credits: Money::new(credits, account.currency),
    }
}

/// Debits and credits of accounts; of all when none are given.
fn sums(
    tx: &mut NetworkTx<'_>,
    ids: Option<&[LedgerAccountId]>,
) -> Result<HashMap<LedgerAccountId, (i64, i64)>> {
    use transfers as m;
    let debits: Vec<(LedgerAccountId, i64)> = tx.query(m::table, |mut rows, conn| {
        if let Some(ids) = ids {
            rows = rows.filter(m::debit_id.eq_any(ids.to_vec()));
        }
        grouped(1, rows.select((m::debit_id, total(m::amount_minor)))).load(conn)
    })?;
    let credits: Vec<(LedgerAccountId, i64)> = tx.query(m::table, |mut rows, conn| {
        if let Some(ids) = ids {
            rows = rows.filter(m::credit_id.eq_any(ids.to_vec()));
        }
        grouped(1, rows.select((m::credit_id, total(m::amount_minor)))).load(conn)
    })?;
    let mut sums: HashMap<LedgerAccountId, (i64, i64)> = HashMap::new();
    for (id, minor) in debits {
        sums.entry(id).or_default().0 = minor;
    }
    for (id, minor) in credits {
        sums.entry(id).or_default().1 = minor;
    }
    Ok(sums)
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
        rows.filter(m::entry_id.eq_any(ids))
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
