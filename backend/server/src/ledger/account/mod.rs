//! The ledger's accounts: a list with balances, and each account's movements.

pub mod api;
pub mod pages;

use domain::access::{Member, Permission};
use domain::error::Fields;
use domain::id::{LedgerAccountId, OrganizationId};
use domain::ledger::account::{Bucket, Group};
use domain::ledger::hold::HoldStatus;
use domain::tenancy::network::Network;
use domain::{Currency, Error, Locale, Money, Result, text};
use store::ledger::account::{self, Account, Search};
use store::ledger::balance::{self, AsOf, Balance};
use store::ledger::hold::{self, Hold};
use store::ledger::movement::{self, Movement, Place};
use store::scope::NetworkTx;
use store::tenancy::organization;

use super::asked::Dates;
use crate::orders::cursor::Cursor;
use crate::orders::names::{Named, Names};
use crate::paging;

/// Holds that the page of an account shows at most; their list has all of them.
const PENDING: i64 = 20;
/// Letters of a search at most.
const SEARCH_LETTERS: usize = 100;

/// Which accounts are asked for, as texts; empty ones mean all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// A part of a party's name, in any language.
    pub q: String,
    /// A kind of account.
    pub group: String,
    /// A currency's code.
    pub currency: String,
    /// The balances' dates.
    pub dates: Dates,
    /// The last account of the page before.
    pub after: String,
}

impl Asked {
    /// Whether the list is narrowed.
    pub fn is_narrow(&self) -> bool {
        !self.q.is_empty() || !self.group.is_empty() || !self.currency.is_empty()
    }
}

/// Accounts with their balances.
#[derive(Debug, Clone)]
pub struct List {
    /// The accounts, by code and currency.
    pub balances: Vec<Balance>,
    /// The names of their parties.
    pub names: Names,
    /// The last account, when there are more.
    pub next: Option<LedgerAccountId>,
}

fn one<T: std::str::FromStr>(
    fields: &mut Fields,
    name: &str,
    code: &'static str,
    told: &str,
) -> Option<T> {
    if told.is_empty() {
        return None;
    }
    let read = told.parse().ok();
    fields.check(read.is_some(), name, code);
    read
}

/// Accounts with their balances as of some dates.
///
/// # Errors
/// `Forbidden`; `Invalid` with every part of the query that cannot be read.
pub fn list(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    network: &Network,
    locale: Locale,
    asked: &Asked,
    limit: usize,
) -> Result<List> {
    me.must(Permission::SeeMoney)?;
    let mut fields = Fields::new();
    let group: Option<Group> = one(&mut fields, "group", "choice-unknown", &asked.group);
    let currency = one(&mut fields, "currency", "currency-unknown", &asked.currency);
    let after: Option<LedgerAccountId> = one(&mut fields, "after", "choice-unknown", &asked.after);
    let q = fields.take(text::optional("q", &asked.q, SEARCH_LETTERS)).unwrap_or_default();
    let as_of = asked.dates.read(&mut fields, network.time_zone);
    fields.finish()?;
    let after = after.map(|after| account::get(tx, after)).transpose()?;
    let parties = if q.is_empty() { None } else { Some(account::parties(tx, &q)?) };
    let search = Search {
        like: group.map(Group::like),
        currency,
        parties,
        after: after.map(|after| (after.code.to_string(), after.currency)),
    };
    let mut accounts = account::page(tx, &search, paging::one_more(limit))?;
    let next = paging::next(&mut accounts, limit, |last| last.id);
    let parties: Vec<OrganizationId> =
        accounts.iter().filter_map(|account| account.code.organization()).collect();
    let names = tx.names(locale, parties, [])?;
    Ok(List { balances: balance::balances(tx, &accounts, as_of)?, names, next })
}

/// The buckets of a payee in one currency.
#[derive(Debug, Clone)]
pub struct Buckets {
    /// The currency.
    pub currency: Currency,
    /// What stands in each bucket, in the order in which money passes them.
    pub buckets: Vec<(Bucket, Money)>,
}

/// A payee's money, currencies side by side: none is ever converted into another one.
///
/// # Errors
/// `Forbidden`, `Missing`.
pub fn buckets(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    network: &Network,
    payee: OrganizationId,
    as_of: AsOf,
) -> Result<Vec<Buckets>> {
    me.must(Permission::SeeMoney)?;
    let kind = organization::get(tx, payee)?.kind;
    let all = balance::buckets(tx, kind, payee, &network.currencies, as_of)?;
    Ok(all.into_iter().map(|(currency, buckets)| Buckets { currency, buckets }).collect())
}

/// An account with some of its movements.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// The account and its balance as of the dates.
    pub balance: Balance,
    /// Its movements, latest first.
    pub movements: Vec<Movement>,
    /// The names of all parties that occur.
    pub names: Names,
    /// Where the next page begins, when there are more.
    pub next: Option<Cursor<domain::id::Transfer>>,
    /// The payee's money in all currencies, where the account is a payee's.
    pub buckets: Vec<Buckets>,
    /// What is held of the payee in this currency now, where the account is a payee's.
    pub pending: Vec<Hold>,
}

/// An account with its movements as of some dates, after a place.
///
/// # Errors
/// `Forbidden`, `Missing`, `Invalid`.
pub fn sheet(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    network: &Network,
    locale: Locale,
    (id, dates, after): (LedgerAccountId, &Dates, &str),
    limit: usize,
) -> Result<Sheet> {
    me.must(Permission::SeeMoney)?;
    let mut fields = Fields::new();
    let as_of = dates.read(&mut fields, network.time_zone);
    let after: Option<Cursor<domain::id::Transfer>> =
        one(&mut fields, "after", "choice-unknown", after);
    fields.finish()?;
    let account: Account = account::get(tx, id)?;
    let after: Option<Place> = after.map(|after| (after.0, after.1));
    let more = paging::one_more(limit);
    let mut movements = movement::page(tx, &account, as_of, after, more)?;
    let place = |row: &Movement| Cursor(row.effective_at, row.id);
    let next = paging::next(&mut movements, limit, place);
    let balance = balance::balances(tx, &[account], as_of)?.pop().ok_or(Error::Missing)?;
    let own = account.code.organization();
    let parties: Vec<OrganizationId> =
        movements.iter().filter_map(|one| one.other.organization()).chain(own).collect();
    let names = tx.names(locale, parties, [])?;
    let buckets = match account.code.bucket().and(own) {
        Some(payee) => buckets(tx, me, network, payee, as_of)?,
        None => Vec::new(),
    };
    let pending = match account.code.bucket().and(own) {
        Some(_) => {
            let (status, currency) = (Some(HoldStatus::Pending), Some(account.currency));
            let search = hold::Search { status, payee: own, currency, after: None };
            hold::page(tx, search, PENDING)?
        }
        None => Vec::new(),
    };
    Ok(Sheet { balance, movements, names, next, buckets, pending })
}
