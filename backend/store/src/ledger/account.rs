//! The accounts of the ledger. They are opened when a party joins or a currency is switched on, so
//! that posting is pure inserts whose foreign keys prove that the accounts are there.

use std::collections::HashMap;

use diesel::prelude::*;
use domain::access::OrganizationKind;
use domain::id::{LedgerAccountId, NetworkId, OrganizationId};
use domain::ledger::account::AccountCode;
use domain::{Currency, Error, Result};
use schema::ledger_accounts as t;

use crate::rows::{IDS_AT_ONCE, insert_rows};
use crate::scope::{InNetwork, NetworkTx, Reads};

/// An account, as pages show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    let network = tx.network();
    let rows: Vec<Row> = AccountCode::of(kind, organization)
        .into_iter()
        .flat_map(|code| currencies.iter().map(move |currency| (code, *currency)))
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
            rows.filter(t::id.eq_any(ids.to_vec())).select((t::id, t::code, t::currency)).load(conn)
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

fn parse(code: &str) -> Result<AccountCode> {
    code.parse().map_err(|_| Error::Broken(format!("ledger account {code}")))
}
