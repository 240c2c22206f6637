//! Balances: sums over transfers, of now or of any day, by the date from which entries count and by
//! the date on which they were recorded.

use std::collections::HashMap;

use diesel::dsl::exists;
use diesel::prelude::*;
use domain::access::OrganizationKind;
use domain::id::{LedgerAccountId, OrganizationId};
use domain::ledger::account::{AccountCode, Bucket, Side};
use domain::time::Timestamp;
use domain::{Currency, Error, Money, Result};
use schema::{journal_entries as e, transfers as m};

use crate::ledger::account::{self, Account};
use crate::ledger::period;
use crate::rows::{Among, IDS_AT_ONCE, grouped, total};
use crate::scope::{InNetwork, NetworkTx, Reads};

/// Which entries a balance is of; all when nothing is said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct AsOf {
    /// Those that counted before this moment.
    pub effective_before: Option<Timestamp>,
    /// Those that were recorded before this moment.
    pub recorded_before: Option<Timestamp>,
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

impl Balance {
    /// What the account stands at, positive on its normal side.
    ///
    /// # Errors
    /// `Broken` on overflow.
    pub fn standing(&self) -> Result<Money> {
        match self.account.code.normal_side() {
            Side::Debit => self.debits.minus(self.credits),
            Side::Credit => self.credits.minus(self.debits),
        }
    }
}

/// All accounts, and that they balance.
#[derive(Debug, Clone)]
pub struct Trial {
    /// Every account, by code.
    pub accounts: Vec<Balance>,
    /// All debits and all credits of each currency: two equal amounts.
    pub totals: Vec<(Money, Money)>,
}

/// Debits and credits by account, in smallest units.
pub(crate) type Sums = HashMap<LedgerAccountId, (i64, i64)>;

/// What an account stands at, positive on its normal side.
///
/// # Errors
/// `Broken` on overflow.
pub fn balance(tx: &mut NetworkTx<'_>, code: AccountCode, currency: Currency) -> Result<Money> {
    let id = code.id(tx.network(), currency);
    let account = Account { id, code, currency };
    balances(tx, &[account], AsOf::default())?
        .first()
        .map_or(Ok(Money::zero(currency)), Balance::standing)
}

/// What some accounts were moved by, in their order: what they had at the last closed month before
/// the asked moment, and their movements since, in two grouped queries.
///
/// # Errors
/// Only what the database answers.
pub fn balances(tx: &mut NetworkTx<'_>, accounts: &[Account], as_of: AsOf) -> Result<Vec<Balance>> {
    let mut all = Vec::with_capacity(accounts.len());
    for some in accounts.chunks(IDS_AT_ONCE) {
        let ids: Vec<LedgerAccountId> = some.iter().map(|account| account.id).collect();
        let sums = since_closing(tx, Some(&ids), as_of)?;
        all.extend(some.iter().map(|account| of(*account, &sums)));
    }
    Ok(all)
}

/// What a payee has in one currency, by bucket.
pub type InCurrency = (Currency, Vec<(Bucket, Money)>);

/// A payee's money by currency and bucket, in one reckoning for all of them.
///
/// # Errors
/// Only what the database answers.
pub fn buckets(
    tx: &mut NetworkTx<'_>,
    kind: OrganizationKind,
    payee: OrganizationId,
    currencies: &[Currency],
    as_of: AsOf,
) -> Result<Vec<InCurrency>> {
    let network = tx.network();
    let mut accounts = Vec::new();
    for currency in currencies.iter().copied() {
        for code in Bucket::ALL.iter().filter_map(|b| AccountCode::of_bucket(kind, payee, *b)) {
            accounts.push(Account { id: code.id(network, currency), code, currency });
        }
    }
    let mut all: Vec<InCurrency> = Vec::new();
    for balance in balances(tx, &accounts, as_of)? {
        let currency = balance.account.currency;
        let Some(bucket) = balance.account.code.bucket() else { continue };
        let standing = (bucket, balance.standing()?);
        match all.iter_mut().find(|(of, _)| *of == currency) {
            Some((_, buckets)) => buckets.push(standing),
            None => all.push((currency, vec![standing])),
        }
    }
    Ok(all)
}

/// Every account and, for each currency, the two sums that must be equal, from the transfers alone.
///
/// # Errors
/// `Broken` on overflow.
pub fn trial(tx: &mut NetworkTx<'_>) -> Result<Trial> {
    let sums = sums(tx, None, None, AsOf::default())?;
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

pub(crate) fn of(account: Account, sums: &Sums) -> Balance {
    let (debits, credits) = sums.get(&account.id).copied().unwrap_or_default();
    Balance {
        account,
        debits: Money::new(debits, account.currency),
        credits: Money::new(credits, account.currency),
    }
}

/// The sums of accounts, of all when none are given, from the last closing on. What was recorded
/// when is not known of a closing, so that a balance by that date is reckoned from the beginning.
pub(crate) fn since_closing(
    tx: &mut NetworkTx<'_>,
    ids: Option<&[LedgerAccountId]>,
    as_of: AsOf,
) -> Result<Sums> {
    if as_of.recorded_before.is_some() {
        return sums(tx, ids, None, as_of);
    }
    let Some((from, mut base)) = period::closing(tx, ids, as_of.effective_before)? else {
        return sums(tx, ids, None, as_of);
    };
    for (id, (debits, credits)) in sums(tx, ids, Some(from), as_of)? {
        let sum = base.entry(id).or_default();
        let plus = |one: i64, other: i64| {
            one.checked_add(other).ok_or_else(|| Error::Broken("balance: overflow".into()))
        };
        *sum = (plus(sum.0, debits)?, plus(sum.1, credits)?);
    }
    Ok(base)
}

/// Debits and credits of accounts, of all when none are given, that count from a moment on.
pub(crate) fn sums(
    tx: &mut NetworkTx<'_>,
    ids: Option<&[LedgerAccountId]>,
    from: Option<Timestamp>,
    as_of: AsOf,
) -> Result<Sums> {
    macro_rules! side {
        ($account:ident) => {
            tx.query(m::table, |rows, conn| {
                let mut rows = narrowed(rows, from, as_of);
                if let Some(ids) = ids {
                    rows = rows.filter(m::$account.among(ids.to_vec()));
                }
                grouped(1, rows.select((m::$account, total(m::amount_minor)))).load(conn)
            })?
        };
    }
    let debits: Vec<(LedgerAccountId, i64)> = side!(debit_id);
    let credits: Vec<(LedgerAccountId, i64)> = side!(credit_id);
    let mut sums = Sums::new();
    for (id, minor) in debits {
        sums.entry(id).or_default().0 = minor;
    }
    for (id, minor) in credits {
        sums.entry(id).or_default().1 = minor;
    }
    Ok(sums)
}

type Rows = m::BoxedQuery<'static, crate::conn::MultiBackend>;

/// Transfers that count from a moment on, as of some dates.
pub(crate) fn narrowed(mut rows: Rows, from: Option<Timestamp>, as_of: AsOf) -> Rows {
    if let Some(from) = from {
        rows = rows.filter(m::effective_at.ge(from));
    }
    if let Some(before) = as_of.effective_before {
        rows = rows.filter(m::effective_at.lt(before));
    }
    if let Some(before) = as_of.recorded_before {
        let known = e::table
            .filter(e::network_id.eq(m::network_id))
            .filter(e::id.eq(m::entry_id))
            .filter(e::recorded_at.lt(before));
        rows = rows.filter(exists(known));
    }
    rows
}
