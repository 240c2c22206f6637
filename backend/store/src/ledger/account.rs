//! The accounts of the ledger. They are opened when a party joins or a currency is switched on, so
//! that posting is pure inserts whose foreign keys prove that the accounts are there.

use std::collections::HashMap;

use diesel::prelude::*;
use domain::access::OrganizationKind;
use domain::column::IdSql;
use domain::id::{LedgerAccountId, NetworkId, OrganizationId};
use domain::ledger::account::AccountCode;
use domain::{Currency, Error, Result};
use schema::ledger_accounts as t;

use crate::conn::Db;
use crate::rows::{Among, IDS_AT_ONCE, insert_rows};
use crate::scope::{InNetwork, NetworkTx, Reads};

/// An account, as pages show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Account {
    /// Its id.
    pub id: LedgerAccountId,
    /// Whose it is and what for.
    pub code: AccountCode,
    /// The currency that it is kept in.
    pub currency: Currency,
}

#[derive(Insertable)]
#[diesel(table_name = schema::ledger_accounts, treat_none_as_default_value = false)]
struct Row {
    network_id: NetworkId,
    id: LedgerAccountId,
    code: String,
    currency: Currency,
    organization_id: Option<OrganizationId>,
}

/// Opens the accounts of a party in some currencies; those that are open stay as they are. The
/// operator's are the network's own.
///
/// # Errors
/// `Broken` when the organization is not in the network.
pub fn open_for(
    tx: &mut NetworkTx<'_>,
    kind: OrganizationKind,
    organization: OrganizationId,
    currencies: &[Currency],
) -> Result<()> {
    let codes = AccountCode::of(kind, organization);
    open(tx, codes.into_iter().flat_map(|code| currencies.iter().map(move |one| (code, *one))))
}

/// Opens some accounts; those that are open stay as they are.
///
/// # Errors
/// `Broken` when an account's organization is not in the network.
pub fn open(
    tx: &mut NetworkTx<'_>,
    accounts: impl IntoIterator<Item = (AccountCode, Currency)>,
) -> Result<()> {
    let network = tx.network();
    let rows: Vec<Row> = accounts
        .into_iter()
        .map(|(code, currency)| Row {
            network_id: network,
            id: code.id(network, currency),
            code: code.to_string(),
            currency,
            organization_id: code.organization(),
        })
        .collect();
    insert_rows!(tx, ledger_accounts, rows, or nothing)?;
    Ok(())
}

/// Accounts by their ids.
///
/// # Errors
/// `Broken` for a code that nobody knows.
pub fn find(
    tx: &mut NetworkTx<'_>,
    ids: &[LedgerAccountId],
) -> Result<HashMap<LedgerAccountId, Account>> {
    let mut accounts = HashMap::with_capacity(ids.len());
    for ids in ids.chunks(IDS_AT_ONCE) {
        let rows: Vec<(LedgerAccountId, String, Currency)> = tx.query(t::table, |rows, conn| {
            rows.filter(t::id.among(ids.to_vec())).select((t::id, t::code, t::currency)).load(conn)
        })?;
        for (id, code, currency) in rows {
            accounts.insert(id, Account { id, code: parse(&code)?, currency });
        }
    }
    Ok(accounts)
}

/// Every account of the network, by code.
///
/// # Errors
/// `Broken` for a code that nobody knows.
pub fn all(tx: &mut NetworkTx<'_>) -> Result<Vec<Account>> {
    let rows: Vec<(LedgerAccountId, String, Currency)> = tx.query(t::table, |rows, conn| {
        rows.order((t::code, t::currency)).select((t::id, t::code, t::currency)).load(conn)
    })?;
    rows.into_iter()
        .map(|(id, code, currency)| Ok(Account { id, code: parse(&code)?, currency }))
        .collect()
}

/// An account.
///
/// # Errors
/// `Missing`.
pub fn get(tx: &mut NetworkTx<'_>, id: LedgerAccountId) -> Result<Account> {
    find(tx, &[id])?.remove(&id).ok_or(Error::Missing)
}

/// Which accounts a list shows.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// The form of the code: `payable:%:frozen`.
    pub like: Option<&'static str>,
    /// Of one currency.
    pub currency: Option<Currency>,
    /// Of some parties.
    pub parties: Option<Vec<OrganizationId>>,
    /// After the last one of the page before.
    pub after: Option<(String, Currency)>,
}

/// Accounts by code and currency.
///
/// # Errors
/// `Broken` for a code that nobody knows.
pub fn page(tx: &mut NetworkTx<'_>, search: &Search, limit: i64) -> Result<Vec<Account>> {
    let rows: Vec<(LedgerAccountId, String, Currency)> = tx.query(t::table, |mut rows, conn| {
        if let Some(like) = search.like {
            rows = rows.filter(t::code.like(like));
        }
        if let Some(currency) = search.currency {
            rows = rows.filter(t::currency.eq(currency));
        }
        if let Some(parties) = &search.parties {
            rows = rows.filter(t::organization_id.among(parties.clone()));
        }
        if let Some((code, currency)) = search.after.clone() {
            let same = t::code.eq(code.clone()).and(t::currency.gt(currency));
            rows = rows.filter(t::code.gt(code).or(same));
        }
        rows.order((t::code, t::currency))
            .limit(limit)
            .select((t::id, t::code, t::currency))
            .load(conn)
    })?;
    rows.into_iter()
        .map(|(id, code, currency)| Ok(Account { id, code: parse(&code)?, currency }))
        .collect()
}

/// Parties of one search at most.
const MOST_PARTIES: i64 = 200;

/// The parties in whose names, in any language, a text is.
///
/// # Errors
/// Only what the database answers.
pub fn parties(tx: &mut NetworkTx<'_>, text: &str) -> Result<Vec<OrganizationId>> {
    use schema::{organizations as o, texts as x};
    let plain: String = text
        .chars()
        .flat_map(|c| if "%_\\".contains(c) { vec!['\\', c] } else { vec![c] })
        .collect();
    let like = format!("%{plain}%");
    let mut ids: Vec<OrganizationId> = tx.query(o::table, |rows, conn| {
        rows.filter(o::name.like(like.clone()).escape('\\'))
            .select(o::id)
            .limit(MOST_PARTIES)
            .load(conn)
    })?;
    let named: Vec<OrganizationId> = tx.query(x::table, |rows, conn| {
        rows.filter(x::field.eq("name"))
            .filter(x::owner_id.eq(x::organization_id))
            .filter(x::value.like(like).escape('\\'))
            .select(x::organization_id)
            .limit(MOST_PARTIES)
            .load(conn)
    })?;
    ids.extend(named);
    Ok(ids)
}

/// Waits until no other transaction decides about the same accounts. Orders may still post to them:
/// they decide nothing.
///
/// # Errors
/// Only what the database answers.
pub fn lock(tx: &mut NetworkTx<'_>, ids: &[LedgerAccountId]) -> Result<()> {
    let network = tx.network();
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    if let Db::Postgres(conn) = tx.conn() {
        for id in ids {
            let sql = "SELECT 1 FROM ledger_accounts WHERE network_id = $1 AND id = $2 \
                       FOR NO KEY UPDATE";
            diesel::sql_query(sql).bind::<IdSql, _>(network).bind::<IdSql, _>(id).execute(conn)?;
        }
    }
    Ok(())
}

fn parse(code: &str) -> Result<AccountCode> {
    code.parse().map_err(|_| Error::Broken(format!("ledger account {code}")))
}
