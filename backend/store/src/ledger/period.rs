//! Months that are closed, what accounts had at their end, and entries that came too late for theirs.

use std::collections::HashMap;

use diesel::prelude::*;
use domain::access::Member;
use domain::calendar::Month;
use domain::column::IdSql;
use domain::id::{EntryId, LedgerAccountId, MembershipId, NetworkId};
use domain::ledger::period as rule;
use domain::time::Timestamp;
use domain::{Currency, Error, Result};
use schema::{ledger_closings as c, ledger_periods as t};

use crate::conn::Db;
use crate::ledger::balance::{self, AsOf, Balance, Sums};
use crate::ledger::{account, check, seal};
use crate::platform::audit;
use crate::rows::{Among, insert_rows};
use crate::scope::{InNetwork, NetworkTx, Reads};

/// A closed month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// The month.
    pub month: Month,
    /// The first moment after it.
    pub ends_at: Timestamp,
    /// The last seal when it was closed.
    pub seal_number: i64,
    /// When it was closed.
    pub closed_at: Timestamp,
    /// By whom.
    pub closed_by: MembershipId,
}

/// The month that an entry belongs to although it counts from a later one on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Late {
    /// The month.
    pub belongs_to: Month,
    /// When the event happened.
    pub happened_at: Timestamp,
}

#[derive(Insertable)]
#[diesel(table_name = schema::ledger_closings)]
struct ClosingRow {
    network_id: NetworkId,
    month: String,
    account_id: LedgerAccountId,
    debit_minor: i64,
    credit_minor: i64,
    currency: Currency,
}

/// The closed months, latest first.
///
/// # Errors
/// Only what the database answers.
pub fn find(tx: &mut NetworkTx<'_>) -> Result<Vec<Period>> {
    type Row = (String, Timestamp, i64, Timestamp, MembershipId);
    let rows: Vec<Row> = tx.query(t::table, |rows, conn| {
        rows.order(t::ends_at.desc())
            .select((t::month, t::ends_at, t::seal_number, t::closed_at, t::closed_by))
            .load(conn)
    })?;
    rows.into_iter()
        .map(|(month, ends_at, seal_number, closed_at, closed_by)| {
            let month = parse(&month)?;
            Ok(Period { month, ends_at, seal_number, closed_at, closed_by })
        })
        .collect()
}

fn parse(month: &str) -> Result<Month> {
    month.parse().map_err(|_| Error::Broken(format!("a period's month: {month}")))
}

/// The month that can be closed next; none while there is no entry.
///
/// # Errors
/// Only what the database answers.
pub fn next(tx: &mut NetworkTx<'_>, zone: chrono_tz::Tz) -> Result<Option<Month>> {
    let last = find(tx)?.first().map(|period| period.month);
    let first = check::span(tx)?.map(|(first, _)| Month::at(first, zone));
    Ok(rule::next(last, first))
}

/// Closes a month: seals what waits, keeps what every account has at its end. Entries of the network
/// wait meanwhile, so that none can slip between the sums and the close. There is no way back.
///
/// # Errors
/// `Refused("period-order")`, `Refused("period-not-over")`; `Taken("period-closed")` when somebody
/// was faster; `Broken` when the sums do not balance.
pub fn insert(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    month: Month,
    zone: chrono_tz::Tz,
    at: Timestamp,
) -> Result<Period> {
    hold_entries(tx)?;
    rule::may_close(month, next(tx, zone)?, at, zone)?;
    while seal::insert_next(tx, seal::BATCH)? > 0 {}
    let ends_at = month.span(zone).1;
    let as_of = AsOf { effective_before: Some(ends_at), recorded_before: None };
    let sums = balance::since_closing(tx, None, as_of)?;
    let period = Period {
        month,
        ends_at,
        seal_number: seal::head(tx)?.0,
        closed_at: at,
        closed_by: me.membership,
    };
    tx.insert(t::table, |into, stamp, conn| {
        into.values((
            stamp,
            t::month.eq(month.to_string()),
            t::ends_at.eq(ends_at),
            t::seal_number.eq(period.seal_number),
            t::closed_at.eq(at),
            t::closed_by.eq(me.membership),
        ))
        .execute(conn)
    })?;
    insert_closings(tx, month, sums)?;
    let (kind, after) = ("ledger.close", month.to_string());
    let act = audit::Act { kind, after: Some(&after), ..audit::Act::default() };
    audit::insert(tx, Some(me), at, me.network, &act)?;
    Ok(period)
}

fn insert_closings(tx: &mut NetworkTx<'_>, month: Month, sums: Sums) -> Result<()> {
    let ids: Vec<LedgerAccountId> = sums.keys().copied().collect();
    let accounts = account::find(tx, &ids)?;
    let network_id = tx.network();
    let mut totals: HashMap<Currency, i128> = HashMap::new();
    let mut rows = Vec::with_capacity(sums.len());
    for (account_id, (debit_minor, credit_minor)) in sums {
        let account = accounts.get(&account_id);
        let currency = account.ok_or_else(|| Error::Broken(format!("no {account_id}")))?.currency;
        *totals.entry(currency).or_default() += i128::from(debit_minor) - i128::from(credit_minor);
        let month = month.to_string();
        rows.push(ClosingRow {
            network_id,
            month,
            account_id,
            debit_minor,
            credit_minor,
            currency,
        });
    }
    if totals.values().any(|total| *total != 0) {
        return Err(Error::Broken(format!("{month}: debits and credits differ")));
    }
    insert_rows!(tx, ledger_closings, rows)?;
    Ok(())
}

/// What accounts had at the end of the last closed month that is over at a moment, and that end.
pub(crate) fn closing(
    tx: &mut NetworkTx<'_>,
    ids: Option<&[LedgerAccountId]>,
    before: Option<Timestamp>,
) -> Result<Option<(Timestamp, Sums)>> {
    let last: Option<(String, Timestamp)> = tx.query(t::table, |mut rows, conn| {
        if let Some(before) = before {
            rows = rows.filter(t::ends_at.le(before));
        }
        rows.order(t::ends_at.desc()).select((t::month, t::ends_at)).first(conn).optional()
    })?;
    let Some((month, ends_at)) = last else { return Ok(None) };
    let rows: Vec<(LedgerAccountId, i64, i64)> = tx.query(c::table, |rows, conn| {
        let mut rows = rows.filter(c::month.eq(month));
        if let Some(ids) = ids {
            rows = rows.filter(c::account_id.among(ids.to_vec()));
        }
        rows.select((c::account_id, c::debit_minor, c::credit_minor)).load(conn)
    })?;
    let sums = rows.into_iter().map(|(id, debits, credits)| (id, (debits, credits))).collect();
    Ok(Some((ends_at, sums)))
}

/// What accounts had at the end of a closed month, by code.
///
/// # Errors
/// `Missing` for a month that is not closed.
pub fn closings(tx: &mut NetworkTx<'_>, month: Month) -> Result<Vec<Balance>> {
    let periods = find(tx)?;
    let period = periods.iter().find(|period| period.month == month).ok_or(Error::Missing)?;
    let sums = closing(tx, None, Some(period.ends_at))?.map(|(_, sums)| sums).unwrap_or_default();
    let ids: Vec<LedgerAccountId> = sums.keys().copied().collect();
    let accounts = account::find(tx, &ids)?;
    let mut all: Vec<Balance> =
        accounts.into_values().map(|account| balance::of(account, &sums)).collect();
    all.sort_by_key(|balance| (balance.account.code.to_string(), balance.account.currency));
    Ok(all)
}

/// The rule of closed months, for everything that is inserted into the ledger: which of some moments
/// lie in a closed month, where those count from instead, and which month they belong to.
pub(crate) fn late(
    tx: &mut NetworkTx<'_>,
    moments: &[Timestamp],
    at: Timestamp,
) -> Result<Option<(Timestamp, HashMap<Timestamp, Late>)>> {
    if !moments.iter().any(|moment| rule::may_be_late(*moment, at)) {
        return Ok(None);
    }
    share_entries(tx)?;
    let open_from: Option<Timestamp> = tx.query(t::table, |rows, conn| {
        rows.order(t::ends_at.desc()).select(t::ends_at).first(conn).optional()
    })?;
    let Some(open_from) = open_from else { return Ok(None) };
    let network = tx.network();
    let zone: String = schema::networks::table
        .find(network)
        .select(schema::networks::time_zone)
        .first(tx.conn())?;
    let zone: chrono_tz::Tz =
        zone.parse().map_err(|_| Error::Broken(format!("network {network}: time zone")))?;
    let late = moments
        .iter()
        .filter(|moment| **moment < open_from)
        .map(|at| (*at, Late { belongs_to: Month::at(*at, zone), happened_at: *at }))
        .collect();
    Ok(Some((open_from, late)))
}

/// Which of some entries are late ones.
///
/// # Errors
/// `Broken` for a month that cannot be read.
pub fn lateness(tx: &mut NetworkTx<'_>, ids: &[EntryId]) -> Result<HashMap<EntryId, Late>> {
    use schema::late_entries as l;
    let rows: Vec<(EntryId, String, Timestamp)> = tx.query(l::table, |rows, conn| {
        rows.filter(l::entry_id.among(ids.to_vec()))
            .select((l::entry_id, l::belongs_to, l::happened_at))
            .load(conn)
    })?;
    rows.into_iter()
        .map(|(id, month, happened_at)| Ok((id, Late { belongs_to: parse(&month)?, happened_at })))
        .collect()
}

/// Nobody inserts an entry of the network until the transaction ends. Every entry refers to its
/// network, which takes a share of that row; SQLite has one writer anyway.
fn hold_entries(tx: &mut NetworkTx<'_>) -> Result<()> {
    network_row(tx, "SELECT 1 FROM networks WHERE id = $1 FOR UPDATE")
}

/// No month is closed until the transaction ends.
fn share_entries(tx: &mut NetworkTx<'_>) -> Result<()> {
    network_row(tx, "SELECT 1 FROM networks WHERE id = $1 FOR KEY SHARE")
}

fn network_row(tx: &mut NetworkTx<'_>, sql: &str) -> Result<()> {
    let network = tx.network();
    if let Db::Postgres(conn) = tx.conn() {
        diesel::sql_query(sql).bind::<IdSql, _>(network).execute(conn)?;
    }
    Ok(())
}

/// The accounts that had something else at the end of a month than was kept of it, reckoned from the
/// transfers alone: what was kept, and what there is.
///
/// # Errors
/// Only what the database answers.
pub fn compare(tx: &mut NetworkTx<'_>, period: &Period) -> Result<Vec<(Balance, Balance)>> {
    let as_of = AsOf { effective_before: Some(period.ends_at), recorded_before: None };
    let now = balance::sums(tx, None, None, as_of)?;
    let kept = closing(tx, None, Some(period.ends_at))?.map(|(_, sums)| sums).unwrap_or_default();
    let mut ids: Vec<LedgerAccountId> = now.keys().chain(kept.keys()).copied().collect();
    ids.retain(|id| now.get(id) != kept.get(id));
    ids.sort_unstable();
    ids.dedup();
    let accounts = account::find(tx, &ids)?;
    let mut all: Vec<(Balance, Balance)> = accounts
        .into_values()
        .map(|account| (balance::of(account, &kept), balance::of(account, &now)))
        .collect();
    all.sort_by_key(|(kept, _)| (kept.account.code, kept.account.currency));
    Ok(all)
}
