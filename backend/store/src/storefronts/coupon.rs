//! Codes that a KOL reads aloud; each belongs to one KOL of the network.

use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error as Database};
use domain::id::OrganizationId;
use domain::time::Timestamp;
use domain::{Error, Result};
use schema::coupons as t;

use crate::scope::{InNetwork, OrgTx, Reads};

/// A code and whose it is.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Coupon {
    /// The code in its stored form: plain width, upper case.
    pub code: String,
    /// Whose it is.
    pub kol_id: OrganizationId,
    /// When it was made.
    pub created_at: Timestamp,
}

/// A code that the scope sees, in its stored form.
///
/// # Errors
/// `Missing`.
pub fn get(tx: &mut impl Reads<t::table>, code: &str) -> Result<Coupon> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::code.eq(code.to_owned()))
            .select((t::code, t::kol_id, t::created_at))
            .first(conn)
    })?)
}

/// All codes of a KOL, oldest first.
///
/// # Errors
/// Only what the database answers.
pub fn find(tx: &mut impl Reads<t::table>, kol: OrganizationId) -> Result<Vec<Coupon>> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::kol_id.eq(kol))
            .order((t::created_at, t::code))
            .select((t::code, t::kol_id, t::created_at))
            .load(conn)
    })?)
}

/// A new code of the acting KOL, in its stored form.
///
/// # Errors
/// `Taken("coupon-taken")`.
pub fn insert(tx: &mut OrgTx<'_>, code: &str, at: Timestamp) -> Result<Coupon> {
    let kol = tx.me();
    tx.insert(t::table, |into, stamp, conn| {
        into.values((stamp, t::code.eq(code), t::kol_id.eq(kol), t::created_at.eq(at)))
            .execute(conn)
    })
    .map_err(|error| match error {
        Database::DatabaseError(DatabaseErrorKind::UniqueViolation, _) => {
            Error::Taken("coupon-taken")
        }
        other => other.into(),
    })?;
    Ok(Coupon { code: code.to_owned(), kol_id: kol, created_at: at })
}
