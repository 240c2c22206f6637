//! What parties' accounts stand at: a party asks for its own, the operator for everybody's.

use std::collections::BTreeMap;

use diesel::prelude::*;
use domain::id::OrganizationId;
use domain::ledger::account::{AccountCode, Side};
use domain::{Currency, Error, Money, Result};
use schema::{ledger_accounts as a, transfers as m};

use crate::rows::{grouped, total};
use crate::scope::Reads;

/// Whose accounts, of those that the scope sees.
#[derive(Debug, Clone, Copy, Default)]
pub struct Whose {
    /// This party's alone.
    pub party: Option<OrganizationId>,
    /// What their codes begin with; everything when empty.
    pub prefix: &'static str,
}

/// What the accounts stand at, positive on their normal side, in two grouped queries; accounts that
/// were never moved are absent.
///
/// # Errors
/// `Broken` on overflow and for a code that nobody knows.
pub fn balances(
    tx: &mut impl Reads<a::table>,
    whose: Whose,
) -> Result<BTreeMap<(AccountCode, Currency), Money>> {
    type Row = (String, Currency, i64);
    let mut moved: BTreeMap<(String, Currency), (i64, i64)> = BTreeMap::new();
    for side in [Side::Debit, Side::Credit] {
        let rows: Vec<Row> = tx.query(a::table, |mut rows, conn| {
            if let Some(party) = whose.party {
                rows = rows.filter(a::organization_id.eq(party));
            }
            if !whose.prefix.is_empty() {
                rows = rows.filter(a::code.like(format!("{}%", whose.prefix)));
            }
            let columns = (a::code, a::currency, total(m::amount_minor));
            let network = m::network_id.eq(a::network_id);
            match side {
                Side::Debit => {
                    let on = m::table.on(network.and(m::debit_id.eq(a::id)));
                    grouped(2, rows.inner_join(on).select(columns)).load(conn)
                }
                Side::Credit => {
                    let on = m::table.on(network.and(m::credit_id.eq(a::id)));
                    grouped(2, rows.inner_join(on).select(columns)).load(conn)
                }
            }
        })?;
        for (code, currency, minor) in rows {
            let sums = moved.entry((code, currency)).or_default();
            match side {
                Side::Debit => sums.0 = minor,
                Side::Credit => sums.1 = minor,
            }
        }
    }
    moved
        .into_iter()
        .map(|((code, currency), (debits, credits))| {
            let code: AccountCode =
                code.parse().map_err(|_| Error::Broken(format!("ledger account {code}")))?;
            let (debits, credits) = (Money::new(debits, currency), Money::new(credits, currency));
            let stands = match code.normal_side() {
                Side::Debit => debits.minus(credits)?,
                Side::Credit => credits.minus(debits)?,
            };
            Ok(((code, currency), stands))
        })
        .collect()
}
