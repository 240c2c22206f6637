//! What must never be found: rows that stand alone.

use diesel::dsl::{exists, not};
use diesel::prelude::*;
use domain::id::{CommissionId, EntryId, LedgerAccountId, OrderId, TransferId};
use domain::ledger::account::AccountCode;
use domain::ledger::entry::EntryKind;
use domain::time::Timestamp;
use domain::{Currency, Money, Result};
use schema::{commissions, journal_entries, ledger_accounts, order_lines, orders, transfers};

use crate::ledger::account::{self, Account};
use crate::rows::{Among, grouped, total};
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
    /// Transfers that are not of their account's currency, or count from another moment than their
    /// entry.
    pub transfers: Vec<TransferId>,
}

/// Looks for rows that stand alone.
///
/// # Errors
/// Only what the database answers.
pub fn orphans(tx: &mut NetworkTx<'_>) -> Result<Orphans> {
    use {
        commissions as c, journal_entries as e, ledger_accounts as a, order_lines as l,
        orders as o, transfers as m,
    };
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
        // By the order, which is what commissions have an index for.
        let of_order =
            c::table.filter(c::network_id.eq(network)).filter(c::order_id.eq(e::subject_id));
        let earned = of_order.filter(c::entry_id.eq(e::id));
        rows.filter(e::kind.among(kinds))
            .filter(not(exists(earned)))
            .select(e::id)
            .limit(MOST)
            .load(conn)
    })?;
    let commissions = tx.query(c::table, |rows, conn| {
        let entry = e::table.on(e::network_id.eq(c::network_id).and(e::id.eq(c::entry_id)));
        rows.inner_join(entry)
            .filter(e::subject_id.ne(c::order_id).or(e::kind.none_of(kinds)))
            .select(c::id)
            .limit(MOST)
            .load(conn)
    })?;
    let orders = tx.query(o::table, |rows, conn| {
        let lines = l::table.filter(l::network_id.eq(network)).filter(l::order_id.eq(o::id));
        rows.filter(not(exists(lines))).select(o::id).limit(MOST).load(conn)
    })?;
    let mut strange = tx.query(m::table, |rows, conn| {
        let entry = e::table.on(e::network_id.eq(m::network_id).and(e::id.eq(m::entry_id)));
        rows.inner_join(entry)
            .filter(e::effective_at.ne(m::effective_at))
            .select(m::id)
            .limit(MOST)
            .load(conn)
    })?;
    macro_rules! of_other_currency {
        ($account:ident) => {
            tx.query(m::table, |rows, conn| {
                let account =
                    a::table.on(a::network_id.eq(m::network_id).and(a::id.eq(m::$account)));
                rows.inner_join(account)
                    .filter(a::currency.ne(m::currency))
                    .select(m::id)
                    .limit(MOST)
                    .load::<TransferId>(conn)
            })?
        };
    }
    strange.extend(of_other_currency!(debit_id));
    strange.extend(of_other_currency!(credit_id));
    Ok(Orphans { entries, unearned, commissions, orders, transfers: strange })
}

/// How many entries there are, and how many keys: as many.
///
/// # Errors
/// Only what the database answers.
pub fn keys(tx: &mut NetworkTx<'_>) -> Result<(i64, i64)> {
    use diesel::dsl::{count, count_star};
    use journal_entries as e;
    let entries = tx.query(e::table, |rows, conn| rows.select(count_star()).first(conn))?;
    let keys = tx.query(e::table, |rows, conn| {
        rows.select(count(e::key).aggregate_distinct()).first(conn)
    })?;
    Ok((entries, keys))
}

/// What passed between the accounts of payees and the exchange of currencies, by payee's account:
/// positive where the payee got something.
///
/// # Errors
/// Only what the database answers.
pub fn exchanged(tx: &mut NetworkTx<'_>) -> Result<Vec<(Account, Money)>> {
    use transfers as m;
    let network = tx.network();
    let own: Vec<LedgerAccountId> =
        Currency::ALL.iter().map(|currency| AccountCode::Exchange.id(network, *currency)).collect();
    macro_rules! side {
        ($own:ident, $other:ident) => {
            tx.query(m::table, |rows, conn| {
                let rows = rows.filter(m::$own.among(own.clone()));
                grouped(1, rows.select((m::$other, total(m::amount_minor)))).load(conn)
            })?
        };
    }
    let got: Vec<(LedgerAccountId, i64)> = side!(debit_id, credit_id);
    let gave: Vec<(LedgerAccountId, i64)> = side!(credit_id, debit_id);
    let ids: Vec<LedgerAccountId> = got.iter().chain(&gave).map(|row| row.0).collect();
    let accounts = account::find(tx, &ids)?;
    let signed = got.into_iter().chain(gave.into_iter().map(|(id, minor)| (id, -minor)));
    Ok(signed
        .filter_map(|(id, minor)| {
            let account = *accounts.get(&id)?;
            Some((account, Money::new(minor, account.currency)))
        })
        .collect())
}

/// The first and the last moment at which an entry counts; none without entries.
///
/// # Errors
/// Only what the database answers.
pub fn span(tx: &mut NetworkTx<'_>) -> Result<Option<(Timestamp, Timestamp)>> {
    use journal_entries as e;
    use schema::late_entries as l;
    let first: Option<Timestamp> = tx.query(e::table, |rows, conn| {
        rows.order(e::effective_at).select(e::effective_at).first(conn).optional()
    })?;
    let last: Option<Timestamp> = tx.query(e::table, |rows, conn| {
        rows.order(e::effective_at.desc()).select(e::effective_at).first(conn).optional()
    })?;
    let late: Option<Timestamp> = tx.query(l::table, |rows, conn| {
        rows.order(l::happened_at).select(l::happened_at).first(conn).optional()
    })?;
    // A late entry may belong to a month before every other one.
    let first = first.map(|first| late.map_or(first, |late| late.min(first)));
    Ok(first.zip(last))
}
