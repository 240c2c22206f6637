//! What moved the accounts that a scope sees: by kind of entry, and one by one.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use diesel::prelude::*;
use domain::id::{EntryId, LedgerAccountId, SubjectId, TransferId};
use domain::ledger::account::{AccountCode, Side};
use domain::ledger::entry::EntryKind;
use domain::time::Timestamp;
use domain::{Currency, Error, Money, Result};
use schema::{journal_entries as e, ledger_accounts as a, transfers as m};

use super::Eyes;
use crate::ledger::account::Account;
use crate::rows::{count, grouped, total};

/// An account that the scope sees.
///
/// # Errors
/// `Missing`.
pub fn account(tx: &mut impl Eyes, id: LedgerAccountId) -> Result<Account> {
    let (code, currency): (String, Currency) = tx.query(a::table, |rows, conn| {
        rows.filter(a::id.eq(id)).select((a::code, a::currency)).first(conn)
    })?;
    Ok(Account { id, code: parse(&code)?, currency })
}

fn parse(code: &str) -> Result<AccountCode> {
    code.parse().map_err(|_| Error::Broken(format!("ledger account {code}")))
}

/// What one kind of entry moved an account by, positive on the account's normal side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfKind {
    /// The kind.
    pub kind: EntryKind,
    /// How many movements.
    pub count: i64,
    /// By how much in all.
    pub amount: Money,
}

/// What each kind of entry moved an account by, in two grouped queries.
///
/// # Errors
/// `Broken` on overflow.
pub fn by_kind(tx: &mut impl Eyes, account: &Account) -> Result<Vec<OfKind>> {
    macro_rules! side {
        ($own:ident) => {
            tx.query(a::table, |rows, conn| {
                let network = m::network_id.eq(a::network_id);
                let entry = e::table.on(e::network_id.eq(m::network_id).and(e::id.eq(m::entry_id)));
                let sums = rows
                    .filter(a::id.eq(account.id))
                    .inner_join(m::table.on(network.and(m::$own.eq(a::id))))
                    .inner_join(entry)
                    .select((e::kind, count(m::id), total(m::amount_minor)));
                grouped(1, sums).load(conn)
            })?
        };
    }
    let debits: Vec<(EntryKind, i64, i64)> = side!(debit_id);
    let credits: Vec<(EntryKind, i64, i64)> = side!(credit_id);
    let mut kinds: BTreeMap<EntryKind, (i64, Money)> = BTreeMap::new();
    for (rows, side) in [(debits, Side::Debit), (credits, Side::Credit)] {
        for (kind, count, minor) in rows {
            let zero = Money::zero(account.currency);
            let sum = kinds.entry(kind).or_insert((0, zero));
            sum.0 += count;
            sum.1 = sum.1.plus(signed(account.code, side, minor, account.currency))?;
        }
    }
    let of_kind = |(kind, (count, amount))| OfKind { kind, count, amount };
    Ok(kinds.into_iter().map(of_kind).collect())
}

fn signed(code: AccountCode, side: Side, minor: i64, currency: Currency) -> Money {
    let grows = code.normal_side() == side;
    Money::new(if grows { minor } else { -minor }, currency)
}

/// One movement of an account.
#[derive(Debug, Clone, Copy)]
pub struct Moved {
    /// The transfer.
    pub id: TransferId,
    /// Its entry.
    pub entry: EntryId,
    /// What the entry records.
    pub kind: EntryKind,
    /// What the entry is about.
    pub subject: SubjectId,
    /// From when on it counts.
    pub at: Timestamp,
    /// The account.
    pub code: AccountCode,
    /// By how much, positive on the account's normal side.
    pub amount: Money,
}

/// Which movements, of those that the scope sees.
#[derive(Debug, Clone, Copy, Default)]
pub struct Search {
    /// Those of an account.
    pub account: Option<LedgerAccountId>,
    /// Those of an entry.
    pub entry: Option<EntryId>,
    /// Those of one kind of entry.
    pub kind: Option<EntryKind>,
    /// After the last one of the page before.
    pub after: Option<(Timestamp, TransferId)>,
}

type Columns = (TransferId, EntryId, EntryKind, SubjectId, Timestamp, String, Currency, i64);

/// Movements of the scope's accounts, latest first.
///
/// # Errors
/// `Broken` for a code that nobody knows.
pub fn page(tx: &mut impl Eyes, search: Search, limit: i64) -> Result<Vec<Moved>> {
    macro_rules! side {
        ($own:ident) => {
            tx.query(a::table, |mut rows, conn| {
                if let Some(account) = search.account {
                    rows = rows.filter(a::id.eq(account));
                }
                let network = m::network_id.eq(a::network_id);
                let entry = e::table.on(e::network_id.eq(m::network_id).and(e::id.eq(m::entry_id)));
                let mut rows =
                    rows.inner_join(m::table.on(network.and(m::$own.eq(a::id)))).inner_join(entry);
                if let Some(entry) = search.entry {
                    rows = rows.filter(m::entry_id.eq(entry));
                }
                if let Some(kind) = search.kind {
                    rows = rows.filter(e::kind.eq(kind));
                }
                if let Some((at, id)) = search.after {
                    rows = rows
                        .filter(m::effective_at.le(at))
                        .filter(m::effective_at.lt(at).or(m::id.lt(id)));
                }
                rows.order((m::effective_at.desc(), m::id.desc()))
                    .limit(limit)
                    .select((
                        m::id,
                        m::entry_id,
                        e::kind,
                        e::subject_id,
                        m::effective_at,
                        a::code,
                        a::currency,
                        m::amount_minor,
                    ))
                    .load(conn)
            })?
        };
    }
    let debits: Vec<Columns> = side!(debit_id);
    let credits: Vec<Columns> = side!(credit_id);
    let mut all = Vec::with_capacity(debits.len() + credits.len());
    for (rows, side) in [(debits, Side::Debit), (credits, Side::Credit)] {
        for (id, entry, kind, subject, at, code, currency, minor) in rows {
            let code = parse(&code)?;
            let amount = signed(code, side, minor, currency);
            all.push(Moved { id, entry, kind, subject, at, code, amount });
        }
    }
    all.sort_by_key(|one| Reverse((one.at, one.id)));
    all.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(all)
}
