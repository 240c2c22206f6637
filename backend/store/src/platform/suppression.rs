//! Addresses that are written to no more: one row for each, lifted by a member with a reason.

use diesel::prelude::*;
use domain::access::Member;
use domain::id::{MailId, SuppressionId};
use domain::platform::mail::{Cause, Reach, bare};
use domain::time::Timestamp;
use domain::{Error, Result};
use schema::suppressions as t;

use super::audit::{self, Act};
use crate::conn::OnBoth;
use crate::scope::{InNetwork, NetworkTx, Reads};

/// An address that is, or was, written to no more.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Suppression {
    /// Its id.
    pub id: SuppressionId,
    /// The address, bare.
    pub address: String,
    /// Which mails it gets no more.
    pub reach: Reach,
    /// Why.
    pub cause: Cause,
    /// In the words of who told it.
    pub detail: Option<String>,
    /// The mail that was the last one.
    pub mail_id: Option<MailId>,
    /// Counts its changes.
    pub version: i64,
    /// Since when.
    pub since_at: Timestamp,
    /// When a member lifted it.
    pub lifted_at: Option<Timestamp>,
}

impl Suppression {
    /// Whether it holds.
    pub fn is_open(&self) -> bool {
        self.lifted_at.is_none()
    }
}

/// An address to suppress.
#[derive(Debug, Clone)]
pub struct NewSuppression<'a> {
    /// The address, bare.
    pub address: &'a str,
    /// Which mails it gets no more.
    pub reach: Reach,
    /// Why.
    pub cause: Cause,
    /// In the words of who told it.
    pub detail: Option<&'a str>,
    /// The mail that was the last one.
    pub mail: Option<MailId>,
}

macro_rules! columns {
    () => {
        (
            t::id,
            t::address,
            t::reach,
            t::cause,
            t::detail,
            t::mail_id,
            t::version,
            t::since_at,
            t::lifted_at,
        )
    };
}

/// Suppresses an address. One that is suppressed as widely already stays as it is.
///
/// # Errors
/// Only what the database answers.
pub fn insert(tx: &mut NetworkTx<'_>, new: &NewSuppression<'_>, at: Timestamp) -> Result<()> {
    let mut count = tx.insert(t::table, |into, stamp, conn| {
        let row = (
            stamp,
            t::id.eq(SuppressionId::new()),
            t::address.eq(new.address),
            t::reach.eq(new.reach),
            t::cause.eq(new.cause),
            t::detail.eq(new.detail),
            t::mail_id.eq(new.mail),
            t::version.eq(1),
            t::since_at.eq(at),
        );
        OnBoth(into.values(row).on_conflict_do_nothing()).execute(conn)
    })?;
    if count == 0 {
        count = tx.update(t::table, |target, conn| {
            let narrower = t::reach.ne(new.reach).and(t::reach.ne(Reach::Everything));
            let weaker = target
                .filter(t::address.eq(new.address))
                .filter(t::lifted_at.is_not_null().or(narrower));
            diesel::update(weaker)
                .set((
                    t::reach.eq(new.reach),
                    t::cause.eq(new.cause),
                    t::detail.eq(new.detail),
                    t::mail_id.eq(new.mail),
                    t::version.eq(t::version + 1),
                    t::since_at.eq(at),
                    t::lifted_at.eq(None::<Timestamp>),
                ))
                .execute(conn)
        })?;
    }
    let Some(row) = get_by_address(tx, new.address)?.filter(|_| count == 1) else {
        return Ok(());
    };
    let act = Act {
        kind: "suppression.begin",
        after: Some(new.reach.as_str()),
        reason: Some(new.cause.as_str()),
        ..Act::default()
    };
    audit::insert(tx, None, at, row.id, &act)
}

/// Lifts a suppression: the address is written to again.
///
/// # Errors
/// `Stale` when it was lifted or changed in between.
pub fn lift(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    row: &Suppression,
    reason: &str,
    at: Timestamp,
) -> Result<()> {
    let count = tx.update(t::table, |target, conn| {
        let seen = target
            .filter(t::id.eq(row.id))
            .filter(t::version.eq(row.version))
            .filter(t::lifted_at.is_null());
        diesel::update(seen)
            .set((t::lifted_at.eq(at), t::version.eq(row.version + 1)))
            .execute(conn)
    })?;
    if count == 0 {
        return Err(Error::Stale);
    }
    let act = Act {
        kind: "suppression.lift",
        before: Some(row.reach.as_str()),
        after: None,
        reason: Some(reason),
    };
    audit::insert(tx, Some(me), at, row.id, &act)
}

/// A suppression.
///
/// # Errors
/// `Missing`.
pub fn get(tx: &mut NetworkTx<'_>, id: SuppressionId) -> Result<Suppression> {
    Ok(tx.query(t::table, |rows, conn| rows.filter(t::id.eq(id)).select(columns!()).first(conn))?)
}

/// The suppression of an address, lifted or not.
///
/// # Errors
/// Only what the database answers.
pub fn get_by_address(tx: &mut NetworkTx<'_>, address: &str) -> Result<Option<Suppression>> {
    let address = bare(address);
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::address.eq(address)).select(columns!()).first(conn).optional()
    })?)
}

/// Suppressions, latest first, after the last one of the page before: those that hold, or those that
/// were lifted; of one address, where one is given.
///
/// # Errors
/// Only what the database answers.
pub fn page(
    tx: &mut NetworkTx<'_>,
    (is_open, address): (bool, &str),
    after: Option<SuppressionId>,
    limit: i64,
) -> Result<Vec<Suppression>> {
    Ok(tx.query(t::table, |mut rows, conn| {
        rows = if is_open {
            rows.filter(t::lifted_at.is_null())
        } else {
            rows.filter(t::lifted_at.is_not_null())
        };
        if !address.is_empty() {
            rows = rows.filter(t::address.eq(bare(address)));
        }
        if let Some(after) = after {
            rows = rows.filter(t::id.lt(after));
        }
        rows.order(t::id.desc()).limit(limit).select(columns!()).load(conn)
    })?)
}
