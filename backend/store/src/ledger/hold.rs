//! Amounts of payees that are held for a payout.

use diesel::prelude::*;
use domain::access::Member;
use domain::id::{EntryId, HoldId, OrganizationId};
use domain::ledger::hold::{HoldAct, HoldStatus};
use domain::time::Timestamp;
use domain::{Currency, Error, Money, Result};
use schema::ledger_holds as t;

use crate::platform::audit;
use crate::rows::{grouped, total};
use crate::scope::{InNetwork, NetworkTx, Reads};

/// A hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    /// Its id.
    pub id: HoldId,
    /// The caller's key.
    pub key: String,
    /// Whose money.
    pub payee: OrganizationId,
    /// How much.
    pub amount: Money,
    /// Where it stands.
    pub status: HoldStatus,
    /// The entry that holds the amount.
    pub entry: EntryId,
    /// The entry that paid it or gave it back.
    pub end_entry: Option<EntryId>,
    /// When it is given up.
    pub expires_at: Timestamp,
    /// Counts its changes.
    pub version: i64,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub updated_at: Timestamp,
}

type Columns = (
    HoldId,
    String,
    OrganizationId,
    (i64, Currency),
    HoldStatus,
    EntryId,
    Option<EntryId>,
    Timestamp,
    i64,
    Timestamp,
    Timestamp,
);

#[allow(clippy::type_complexity)]
fn columns() -> (
    t::id,
    t::key,
    t::organization_id,
    (t::amount_minor, t::currency),
    t::status,
    t::entry_id,
    t::end_entry_id,
    t::expires_at,
    t::version,
    t::created_at,
    t::updated_at,
) {
    (
        t::id,
        t::key,
        t::organization_id,
        (t::amount_minor, t::currency),
        t::status,
        t::entry_id,
        t::end_entry_id,
        t::expires_at,
        t::version,
        t::created_at,
        t::updated_at,
    )
}

fn read(row: Columns) -> Hold {
    let (id, key, payee, amount, status, entry, end_entry, expires_at, version, created_at, then) =
        row;
    Hold {
        id,
        key,
        payee,
        amount: Money::new(amount.0, amount.1),
        status,
        entry,
        end_entry,
        expires_at,
        version,
        created_at,
        updated_at: then,
    }
}

/// Keeps a hold whose entry is posted.
///
/// # Errors
/// `Taken("entry-exists")` when its key is taken.
pub fn insert(tx: &mut NetworkTx<'_>, me: &Member, hold: &Hold) -> Result<()> {
    tx.insert(t::table, |into, stamp, conn| {
        into.values((
            stamp,
            t::id.eq(hold.id),
            t::key.eq(&hold.key),
            t::organization_id.eq(hold.payee),
            t::amount_minor.eq(hold.amount.minor()),
            t::currency.eq(hold.amount.currency()),
            t::status.eq(hold.status),
            t::entry_id.eq(hold.entry),
            t::end_entry_id.eq(hold.end_entry),
            t::expires_at.eq(hold.expires_at),
            t::version.eq(hold.version),
            t::created_at.eq(hold.created_at),
            t::updated_at.eq(hold.updated_at),
        ))
        .execute(conn)
    })?;
    let after = Some(hold.status.as_str());
    let act = audit::Act { kind: "hold.make", after, ..audit::Act::default() };
    audit::insert(tx, Some(me), hold.created_at, hold.id, &act)
}

/// A hold.
///
/// # Errors
/// `Missing`.
pub fn get(tx: &mut NetworkTx<'_>, id: HoldId) -> Result<Hold> {
    Ok(read(tx.query(t::table, |rows, conn| {
        rows.filter(t::id.eq(id)).select(columns()).first::<Columns>(conn)
    })?))
}

/// The hold of a key, if any.
///
/// # Errors
/// Only what the database answers.
pub fn find_by_key(tx: &mut NetworkTx<'_>, key: &str) -> Result<Option<Hold>> {
    let found: Option<Columns> = tx.query(t::table, |rows, conn| {
        rows.filter(t::key.eq(key.to_owned())).select(columns()).first(conn).optional()
    })?;
    Ok(found.map(read))
}

/// Which holds a list shows.
#[derive(Debug, Clone, Copy, Default)]
pub struct Search {
    /// In this state.
    pub status: Option<HoldStatus>,
    /// Of this payee.
    pub payee: Option<OrganizationId>,
    /// In this currency.
    pub currency: Option<Currency>,
    /// After the last one of the page before.
    pub after: Option<HoldId>,
}

/// Holds, newest first.
///
/// # Errors
/// Only what the database answers.
pub fn page(tx: &mut NetworkTx<'_>, search: Search, limit: i64) -> Result<Vec<Hold>> {
    let rows: Vec<Columns> = tx.query(t::table, |mut rows, conn| {
        if let Some(status) = search.status {
            rows = rows.filter(t::status.eq(status));
        }
        if let Some(payee) = search.payee {
            rows = rows.filter(t::organization_id.eq(payee));
        }
        if let Some(currency) = search.currency {
            rows = rows.filter(t::currency.eq(currency));
        }
        if let Some(after) = search.after {
            rows = rows.filter(t::id.lt(after));
        }
        rows.order(t::id.desc()).limit(limit).select(columns()).load(conn)
    })?;
    Ok(rows.into_iter().map(read).collect())
}

/// Pending holds whose time is over.
///
/// # Errors
/// Only what the database answers.
pub fn find_due(tx: &mut NetworkTx<'_>, at: Timestamp, limit: i64) -> Result<Vec<Hold>> {
    let rows: Vec<Columns> = tx.query(t::table, |rows, conn| {
        rows.filter(t::status.eq(HoldStatus::Pending))
            .filter(t::expires_at.le(at))
            .order((t::expires_at, t::id))
            .limit(limit)
            .select(columns())
            .load(conn)
    })?;
    Ok(rows.into_iter().map(read).collect())
}

/// Ends a hold by an entry that is posted; writes the audit row.
///
/// # Errors
/// `Stale` when somebody was faster.
pub fn apply(
    tx: &mut NetworkTx<'_>,
    me: Option<&Member>,
    hold: &Hold,
    (act, status, entry): (HoldAct, HoldStatus, EntryId),
    reason: &str,
    at: Timestamp,
) -> Result<()> {
    let count = tx.update(t::table, |target, conn| {
        let same = target.filter(t::id.eq(hold.id)).filter(t::version.eq(hold.version));
        diesel::update(same)
            .set((
                t::status.eq(status),
                t::end_entry_id.eq(entry),
                t::version.eq(hold.version + 1),
                t::updated_at.eq(at),
            ))
            .execute(conn)
    })?;
    if count == 0 {
        return Err(Error::Stale);
    }
    let kind = format!("hold.{}", act.as_str());
    let act = audit::Act {
        kind: &kind,
        before: Some(hold.status.as_str()),
        after: Some(status.as_str()),
        reason: Some(reason).filter(|reason| !reason.is_empty()),
    };
    audit::insert(tx, me, at, hold.id, &act)
}

/// What is held of each payee and currency, in smallest units.
///
/// # Errors
/// Only what the database answers.
pub fn pending(tx: &mut NetworkTx<'_>) -> Result<Vec<(OrganizationId, Currency, i64)>> {
    Ok(tx.query(t::table, |rows, conn| {
        let rows = rows.filter(t::status.eq(HoldStatus::Pending));
        grouped(2, rows.select((t::organization_id, t::currency, total(t::amount_minor))))
            .load(conn)
    })?)
}
