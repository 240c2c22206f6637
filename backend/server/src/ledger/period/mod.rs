//! Closed months.

pub mod api;
pub mod pages;

use domain::access::{Member, Permission};
use domain::calendar::Month;
use domain::ledger::period as rule;
use domain::tenancy::network::Network;
use domain::{Error, Locale, Result, Timestamp};
use store::ledger::balance::Balance;
use store::ledger::period::{self, Period};
use store::scope::NetworkTx;

use super::check::check;
use crate::orders::names::{Named, Names};

/// The months of a network.
#[derive(Debug, Clone)]
pub struct Months {
    /// The closed ones, latest first.
    pub closed: Vec<Period>,
    /// The one that comes next; none while there is no entry.
    pub next: Option<Month>,
    /// Whether that one can be closed by now.
    pub is_over: bool,
}

/// The closed months and the one that comes next.
///
/// # Errors
/// `Forbidden`.
pub fn list(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    network: &Network,
    at: Timestamp,
) -> Result<Months> {
    me.must(Permission::SeeMoney)?;
    let next = period::next(tx, network.time_zone)?;
    let may = |month: Month| rule::may_close(month, next, at, network.time_zone).is_ok();
    Ok(Months { closed: period::find(tx)?, is_over: next.is_some_and(may), next })
}

/// Whether a month may be closed: it is its turn, and the books are sound. Reads the whole ledger, so
/// that it stands apart from [`close`], during which orders wait.
///
/// # Errors
/// `Forbidden`; `Refused("period-order")`, `Refused("period-not-over")`,
/// `Refused("period-unsound")`.
pub fn prove(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    network: &Network,
    month: Month,
    at: Timestamp,
) -> Result<()> {
    me.must(Permission::KeepBooks)?;
    let next = period::next(tx, network.time_zone)?;
    rule::may_close(month, next, at, network.time_zone)?;
    if check(tx, network)?.is_empty() { Ok(()) } else { Err(Error::Refused("period-unsound")) }
}

/// Closes a month for good. What comes later for it counts in the first open month.
///
/// # Errors
/// `Forbidden`; `Refused("period-order")`, `Refused("period-not-over")`; `Taken("period-closed")`.
pub fn close(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    network: &Network,
    month: Month,
    at: Timestamp,
) -> Result<Period> {
    me.must(Permission::KeepBooks)?;
    period::insert(tx, me, month, network.time_zone, at)
}

/// What every account had at the end of a closed month.
///
/// # Errors
/// `Forbidden`, `Missing`.
pub fn closings(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    locale: Locale,
    month: Month,
) -> Result<(Vec<Balance>, Names)> {
    me.must(Permission::SeeMoney)?;
    let balances = period::closings(tx, month)?;
    let parties: Vec<_> =
        balances.iter().filter_map(|balance| balance.account.code.organization()).collect();
    let names = tx.names(locale, parties, [])?;
    Ok((balances, names))
}
