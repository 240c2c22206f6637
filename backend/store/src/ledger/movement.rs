//! An account's list: every amount that moved it, with what it stood at afterwards.

use std::cmp::Reverse;
use std::collections::HashMap;

use diesel::prelude::*;
use domain::id::{EntryId, LedgerAccountId, SubjectId, TransferId};
use domain::ledger::account::{AccountCode, Side};
use domain::ledger::entry::EntryKind;
use domain::time::Timestamp;
use domain::{Error, Money, Result};
use schema::{journal_entries as e, transfers as m};

use crate::ledger::account::{self, Account};
use crate::ledger::balance::{self, AsOf, Balance, narrowed};
use crate::rows::{grouped, total};
use crate::scope::{NetworkTx, Reads};

/// An amount that moved an account.
#[derive(Debug, Clone, Copy)]
pub struct Movement {
    /// The transfer.
    pub id: TransferId,
    /// Its entry.
    pub entry: EntryId,
    /// What the entry records.
    pub kind: EntryKind,
    /// What the entry is about.
    pub subject: SubjectId,
    /// From when on it counts.
    pub effective_at: Timestamp,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// The account on the other side.
    pub other: AccountCode,
    /// On which side of this account it stands.
    pub side: Side,
    /// How much; more than nothing.
    pub amount: Money,
    /// What this account stood at afterwards, positive on its normal side.
    pub after: Money,
}

/// A place in an account's list.
pub type Place = (Timestamp, TransferId);

type Columns =
    (TransferId, EntryId, LedgerAccountId, i64, Timestamp, EntryKind, SubjectId, Timestamp);

/// An account's movements as of some dates, latest first, after a place.
///
/// # Errors
/// `Broken` on overflow.
pub fn page(
    tx: &mut NetworkTx<'_>,
    account: &Account,
    as_of: AsOf,
    after: Option<Place>,
    limit: i64,
) -> Result<Vec<Movement>> {
    macro_rules! side {
        ($own:ident, $other:ident) => {
            tx.query(m::table, |rows, conn| {
                let mut rows = narrowed(rows, None, as_of).filter(m::$own.eq(account.id));
                if let Some((at, id)) = after {
                    let earlier = m::effective_at.lt(at);
                    rows = rows
                        .filter(m::effective_at.le(at))
                        .filter(earlier.or(m::effective_at.eq(at).and(m::id.lt(id))));
                }
                rows.inner_join(
                    e::table.on(e::network_id.eq(m::network_id).and(e::id.eq(m::entry_id))),
                )
                .order((m::effective_at.desc(), m::id.desc()))
                .limit(limit)
                .select((
                    m::id,
                    m::entry_id,
                    m::$other,
                    m::amount_minor,
                    m::effective_at,
                    e::kind,
                    e::subject_id,
                    e::recorded_at,
                ))
                .load(conn)
            })?
        };
    }
    let debits: Vec<Columns> = side!(debit_id, credit_id);
    let credits: Vec<Columns> = side!(credit_id, debit_id);
    let others: Vec<LedgerAccountId> =
        debits.iter().chain(&credits).map(|columns| columns.2).collect();
    let others = account::find(tx, &others)?;
    let mut all = Vec::with_capacity(debits.len() + credits.len());
    for (rows, side) in [(debits, Side::Debit), (credits, Side::Credit)] {
        for columns in rows {
            all.push(read(columns, side, account, &others)?);
        }
    }
    all.sort_by_key(|one| Reverse((one.effective_at, one.id)));
    all.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    run(tx, account, as_of, &mut all)?;
    Ok(all)
}

fn read(
    (id, entry, other, minor, effective_at, kind, subject, recorded_at): Columns,
    side: Side,
    account: &Account,
    others: &HashMap<LedgerAccountId, Account>,
) -> Result<Movement> {
    let other = others.get(&other).ok_or_else(|| Error::Broken(format!("no account {other}")))?;
    Ok(Movement {
        id,
        entry,
        kind,
        subject,
        effective_at,
        recorded_at,
        other: other.code,
        side,
        amount: Money::new(minor, account.currency),
        after: Money::zero(account.currency),
    })
}

/// Reckons what the account stood at after the first of some movements, then downwards.
fn run(
    tx: &mut NetworkTx<'_>,
    account: &Account,
    as_of: AsOf,
    movements: &mut [Movement],
) -> Result<()> {
    let Some(first) = movements.first() else { return Ok(()) };
    let (at, id) = (first.effective_at, first.id);
    let earlier = AsOf { effective_before: Some(at), ..as_of };
    let before = balance::balances(tx, std::slice::from_ref(account), earlier)?;
    let before = before.first().map_or(Ok(Money::zero(account.currency)), Balance::standing)?;
    macro_rules! at_once {
        ($own:ident) => {{
            let sums: Vec<(LedgerAccountId, i64)> = tx.query(m::table, |rows, conn| {
                let rows = narrowed(rows, None, as_of)
                    .filter(m::$own.eq(account.id))
                    .filter(m::effective_at.eq(at))
                    .filter(m::id.le(id));
                grouped(1, rows.select((m::$own, total(m::amount_minor)))).load(conn)
            })?;
            Money::new(sums.first().map_or(0, |sum| sum.1), account.currency)
        }};
    }
    let (debits, credits) = (at_once!(debit_id), at_once!(credit_id));
    let same = Balance { account: *account, debits, credits };
    let mut stands = before.plus(same.standing()?)?;
    for movement in movements {
        movement.after = stands;
        stands = if movement.side == account.code.normal_side() {
            stands.minus(movement.amount)?
        } else {
            stands.plus(movement.amount)?
        };
    }
    Ok(())
}
