//! What is kept of buyers and of addresses, and for how long.

pub mod pages;

use domain::access::{Member, Permission};
use domain::orders::privacy::PrivacyTerms;
use domain::{Result, Timestamp};
use store::orders::privacy;
use store::scope::NetworkTx;

pub use pages::routes;

/// What the network keeps, and for how long.
///
/// # Errors
/// `Forbidden`.
pub fn read(tx: &mut NetworkTx<'_>, me: &Member) -> Result<PrivacyTerms> {
    me.must(Permission::SetUpOrders)?;
    privacy::terms(tx)
}

/// Sets what the network keeps, and for how long.
///
/// # Errors
/// `Forbidden`.
pub fn set(tx: &mut NetworkTx<'_>, me: &Member, terms: &PrivacyTerms, at: Timestamp) -> Result<()> {
    me.must(Permission::SetUpOrders)?;
    privacy::apply(tx, me, terms, at)
}
