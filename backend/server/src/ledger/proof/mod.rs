//! The proof that the ledger is sound: its seals, and everything that must add up.

pub mod api;
pub mod pages;

use domain::Result;
use domain::access::{Member, Permission};
use domain::tenancy::network::Network;
use store::ledger::seal::{self, Verdict};
use store::scope::NetworkTx;

use super::check::{Finding, check};

/// How the chain of seals stands, without walking it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// The last number.
    pub sealed: i64,
    /// Entries that wait for their seal.
    pub unsealed: i64,
    /// The last hash, in hexadecimal digits.
    pub head: String,
}

/// How the chain stands.
///
/// # Errors
/// `Forbidden`.
pub fn chain(tx: &mut NetworkTx<'_>, me: &Member) -> Result<Chain> {
    me.must(Permission::SeeMoney)?;
    let (sealed, head) = seal::head(tx)?;
    Ok(Chain { sealed, unsealed: seal::waiting(tx)?, head: super::check::hex(&head) })
}

/// What was proved.
#[derive(Debug, Clone)]
pub struct Proof {
    /// The walk along the seals.
    pub verdict: Verdict,
    /// What is wrong with the books; nothing when they are sound.
    pub findings: Vec<Finding>,
}

/// Walks the seals and adds everything up again, in one snapshot.
///
/// # Errors
/// `Forbidden`.
pub fn prove(tx: &mut NetworkTx<'_>, me: &Member, network: &Network) -> Result<Proof> {
    me.must(Permission::SeeMoney)?;
    Ok(Proof { verdict: seal::verify(tx)?, findings: check(tx, network)? })
}
