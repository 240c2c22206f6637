//! Codes that a KOL reads aloud and a buyer types.

use diesel::prelude::*;
use domain::Result;
use domain::id::OrganizationId;
use domain::time::Timestamp;
use domain::{Error, tracking};
use schema::coupons as t;

use crate::conn::OnBoth;
use crate::scope::{InNetwork, Reads};

/// A KOL's codes.
///
/// # Errors
/// Only what the database answers.
pub fn find(tx: &mut impl Reads<t::table>, kol: OrganizationId) -> Result<Vec<String>> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::kol_id.eq(kol)).order(t::code).select(t::code).load(conn)
    })?)
}

/// Gives a KOL a code; it is stored folded.
///
/// # Errors
/// `Taken("coupon-taken")` when somebody of the network has it.
pub fn insert(
    tx: &mut impl InNetwork,
    kol: OrganizationId,
    code: &str,
    at: Timestamp,
) -> Result<()> {
    let code = tracking::coupon::folded(code);
    let written = tx.insert(t::table, |into, stamp, conn| {
        OnBoth(
            into.values((stamp, t::code.eq(code), t::kol_id.eq(kol), t::created_at.eq(at)))
                .on_conflict_do_nothing(),
        )
        .execute(conn)
    })?;
    if written == 0 { Err(Error::Taken("coupon-taken")) } else { Ok(()) }
}
