//! The operator's people who work with leads.

use diesel::prelude::*;
use domain::access::Role;
use domain::id::MembershipId;
use domain::{Locale, Result};
use schema::{accounts, memberships as t};

use crate::rows::Among;
use crate::scope::{NetworkTx, Reads};

/// The roles whose members may be given leads.
const ROLES: [Role; 2] = [Role::NetworkOwner, Role::AccountManager];

/// Somebody who may be given leads.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Person {
    /// The membership.
    pub id: MembershipId,
    /// The name.
    pub name: String,
    /// Where mails go.
    pub email: String,
    /// The language of mails.
    pub locale: Locale,
    /// In which capacity.
    pub role: Role,
}

/// Everybody who may be given leads, by name.
///
/// # Errors
/// Only what the database answers.
pub fn find(tx: &mut NetworkTx<'_>) -> Result<Vec<Person>> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.inner_join(accounts::table.on(accounts::id.eq(t::account_id)))
            .filter(t::role.among(ROLES))
            .order((accounts::name, t::id))
            .select((t::id, accounts::name, accounts::email, accounts::locale, t::role))
            .load(conn)
    })?)
}
