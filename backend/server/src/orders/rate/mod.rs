//! How often the buyers of a KOL return a product, and what the network does about it.

pub mod pages;

use domain::access::{Member, Permission};
use domain::orders::rate::ReturnTerms;
use domain::{Result, Timestamp};
use store::orders::rate::{self, ReturnRate};
use store::scope::NetworkTx;

pub use pages::routes;

/// Pairs of a page.
const ROWS: i64 = 200;

/// The network's setting, and the pairs with the most returns.
///
/// # Errors
/// `Forbidden`.
pub fn list(tx: &mut NetworkTx<'_>, me: &Member) -> Result<(ReturnTerms, Vec<ReturnRate>)> {
    me.must(Permission::SeeOrders)?;
    Ok((rate::terms(tx)?, rate::page(tx, ROWS)?))
}

/// Sets what the network does about returns.
///
/// # Errors
/// `Forbidden`.
pub fn set(tx: &mut NetworkTx<'_>, me: &Member, terms: &ReturnTerms, at: Timestamp) -> Result<()> {
    me.must(Permission::SetUpOrders)?;
    rate::apply_terms(tx, me, terms, at)
}
