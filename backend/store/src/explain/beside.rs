//! What stands behind money beside commissions: a party reads its own alone.

use std::collections::HashMap;

use domain::access::OrganizationKind;
use domain::commissions::debt::Debt;
use domain::id::{FxConversionId, HoldId, MembershipId, OrderId, OrganizationId};
use domain::time::Timestamp;
use domain::{Error, Result};

use super::{Eyes, behind};
use crate::commissions::debt;
use crate::commissions::month::{self, LedgerMonth};
use crate::ledger::account::Account;
use crate::ledger::balance::{self, AsOf, Balance};
use crate::ledger::fx::{self, Conversion, FxRate, Known};
use crate::ledger::hold::{self, Hold};
use crate::orders::order::{self, Order};
use crate::tenancy::{membership, organization};

/// The order of a correction that the scope has shown.
///
/// # Errors
/// `Missing`.
pub fn order(tx: &mut impl Eyes, id: OrderId) -> Result<Order> {
    order::get(&mut behind(tx), id)
}

/// The people of a correction that the scope has shown.
///
/// # Errors
/// Only what the database answers.
pub fn people(tx: &mut impl Eyes, ids: &[MembershipId]) -> Result<HashMap<MembershipId, String>> {
    membership::names(&mut behind(tx), ids)
}

/// A hold; of one party alone, where one is named.
///
/// # Errors
/// `Missing`.
pub fn hold(tx: &mut impl Eyes, id: HoldId, of: Option<OrganizationId>) -> Result<Hold> {
    let hold = hold::get(&mut behind(tx), id)?;
    if of.is_none_or(|party| party == hold.payee) { Ok(hold) } else { Err(Error::Missing) }
}

/// An exchange with its rate; of one party alone, where one is named.
///
/// # Errors
/// `Missing`.
pub fn conversion(
    tx: &mut impl Eyes,
    id: FxConversionId,
    of: Option<OrganizationId>,
) -> Result<(Conversion, FxRate)> {
    let mut all = behind(tx);
    let made = fx::find_conversion(&mut all, Known::Id(id))?;
    let made = made.filter(|made| of.is_none_or(|party| party == made.payee));
    let made = made.ok_or(Error::Missing)?;
    let rate = fx::get(&mut all, made.rate)?;
    Ok((made, rate))
}

/// What a KOL owes, by currency. A party asks for itself alone: the caller sees to that.
///
/// # Errors
/// `Broken` on overflow.
pub fn debts(tx: &mut impl Eyes, kol: OrganizationId) -> Result<Vec<Debt>> {
    debt::find(&mut behind(tx), Some(kol))
}

/// What kind of party an organization is. A party asks for itself alone: the caller sees to that.
///
/// # Errors
/// `Missing`.
pub fn kind_of(tx: &mut impl Eyes, party: OrganizationId) -> Result<OrganizationKind> {
    Ok(organization::get(&mut behind(tx), party)?.kind)
}

/// What an account that the scope has shown stands at.
///
/// # Errors
/// Only what the database answers.
pub fn balance(tx: &mut impl Eyes, account: &Account) -> Result<Balance> {
    let accounts = std::slice::from_ref(account);
    balance::balances(&mut behind(tx), accounts, AsOf::default())?.pop().ok_or(Error::Missing)
}

/// What the ledger says of a span; for the operator alone: the caller sees to that.
///
/// # Errors
/// Only what the database answers.
pub fn ledger(tx: &mut impl Eyes, span: (Timestamp, Timestamp)) -> Result<LedgerMonth> {
    month::ledger_month(&mut behind(tx), span.0, span.1)
}
