//! The sign-in accounts of people, over all networks.

use diesel::prelude::*;
use domain::id::AccountId;
use domain::tenancy::password;
use domain::time::Timestamp;
use domain::{Locale, Result};
use schema::accounts as t;

use crate::scope::PlatformTx;

/// What a sign-in is checked against.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Credentials {
    /// The account.
    pub id: AccountId,
    /// The person's name.
    pub name: String,
    /// The person's language.
    pub locale: Locale,
    /// The password, hashed.
    pub password_hash: String,
    /// Wrong passwords in a row.
    pub failed_count: i64,
    /// No sign-in before this moment.
    pub locked_until: Option<Timestamp>,
}

/// An account to make.
#[derive(Debug, Clone)]
pub struct NewAccount<'a> {
    /// Its id.
    pub id: AccountId,
    /// The person's mail address, checked, in lower case.
    pub email: &'a str,
    /// The person's name.
    pub name: &'a str,
    /// The person's language.
    pub locale: Locale,
    /// The password, hashed.
    pub password_hash: &'a str,
}

const COLUMNS: (t::id, t::name, t::locale, t::password_hash, t::failed_count, t::locked_until) =
    (t::id, t::name, t::locale, t::password_hash, t::failed_count, t::locked_until);

/// An account by its id.
///
/// # Errors
/// `Missing`.
pub fn get(tx: &mut PlatformTx<'_>, id: AccountId) -> Result<Credentials> {
    Ok(t::table.find(id).select(COLUMNS).first(tx.conn())?)
}

/// An account by its address, which is in lower case.
///
/// # Errors
/// `Missing`.
pub fn get_by_email(tx: &mut PlatformTx<'_>, email: &str) -> Result<Credentials> {
    Ok(t::table.filter(t::email.eq(email)).select(COLUMNS).first(tx.conn())?)
}

/// A new account.
///
/// # Errors
/// `Taken("email-taken")`.
pub fn insert(tx: &mut PlatformTx<'_>, account: &NewAccount<'_>, at: Timestamp) -> Result<()> {
    diesel::insert_into(t::table)
        .values((
            t::id.eq(account.id),
            t::email.eq(account.email),
            t::name.eq(account.name),
            t::locale.eq(account.locale),
            t::password_hash.eq(account.password_hash),
            t::failed_count.eq(0),
            t::created_at.eq(at),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// Counts a wrong password and locks the account when there were too many in a row. The caller must
/// let this transaction commit although the sign-in fails.
///
/// # Errors
/// `Missing`.
pub fn failed(tx: &mut PlatformTx<'_>, id: AccountId, at: Timestamp) -> Result<()> {
    // The update comes first: it holds the row, so that parallel guesses are all counted.
    diesel::update(t::table.find(id))
        .set(t::failed_count.eq(t::failed_count + 1))
        .execute(tx.conn())?;
    let count: i64 = t::table.find(id).select(t::failed_count).first(tx.conn())?;
    diesel::update(t::table.find(id))
        .set(t::locked_until.eq(password::locked_until(count, at)))
        .execute(tx.conn())?;
    Ok(())
}

/// Forgets the wrong passwords after a right one.
///
/// # Errors
/// Only what the database answers.
pub fn succeeded(tx: &mut PlatformTx<'_>, id: AccountId) -> Result<()> {
    diesel::update(t::table.find(id))
        .set((t::failed_count.eq(0), t::locked_until.eq(None::<Timestamp>)))
        .execute(tx.conn())?;
    Ok(())
}

/// Puts another password, hashed, in place; a lock ends with it.
///
/// # Errors
/// Only what the database answers.
pub fn set_password(tx: &mut PlatformTx<'_>, id: AccountId, password_hash: &str) -> Result<()> {
    diesel::update(t::table.find(id))
        .set((
            t::password_hash.eq(password_hash),
            t::failed_count.eq(0),
            t::locked_until.eq(None::<Timestamp>),
        ))
        .execute(tx.conn())?;
    Ok(())
}
