//! The proof that the ledger is sound: its seals, and everything that must add up. It is made piece by
//! piece by a job, and its result is kept.

pub mod api;
pub mod pages;

use std::sync::Arc;

use domain::access::{Member, Permission};
use domain::id::{JobId, LedgerProofId, NetworkId};
use domain::ledger::proof::{ProofAct, ProofStatus};
use domain::ledger::seal::Walk;
use domain::tenancy::network::Network;
use domain::{Currency, Money, Result, Timestamp};
use serde::{Deserialize, Serialize};
use store::ledger::proof::{self, LedgerProof, Outcome};
use store::ledger::seal::{self, Broken};
use store::platform::job::{self, Again};
use store::scope::{NetworkTx, OfNetwork};

use super::check::{Finding, sums};
use crate::app::App;
use crate::error::broken;

/// The job that makes a proof.
pub const PROVE: &str = "ledger.prove";

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

/// A finding as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// What kind of finding it is.
    pub code: String,
    /// What it is about.
    pub subject: String,
    /// The currency of its amounts, where it has two: what should be, what is.
    amounts: Option<(Currency, i64, i64)>,
}

impl Kept {
    fn of(finding: &Finding) -> Self {
        Self {
            code: finding.code.to_owned(),
            subject: finding.subject.clone(),
            amounts: finding
                .amounts
                .map(|(expected, found)| (expected.currency(), expected.minor(), found.minor())),
        }
    }

    /// What should be and what is.
    pub fn amounts(&self) -> Option<(Money, Money)> {
        let money = |(currency, expected, found)| {
            (Money::new(expected, currency), Money::new(found, currency))
        };
        self.amounts.map(money)
    }
}

/// How the chain stands, and the proof that was made last.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The chain.
    pub chain: Chain,
    /// The last proof, with what was found.
    pub last: Option<(LedgerProof, Vec<Kept>)>,
}

/// How the chain stands, and the proof that was made last.
///
/// # Errors
/// `Forbidden`.
pub fn show(tx: &mut NetworkTx<'_>, me: &Member) -> Result<Shown> {
    me.must(Permission::SeeMoney)?;
    let (sealed, head) = seal::head(tx)?;
    let chain = Chain { sealed, unsealed: seal::waiting(tx)?, head: super::check::hex(&head) };
    let last = proof::find_last(tx)?
        .map(|last| {
            let found = serde_json::from_str(&last.findings).map_err(broken)?;
            Ok::<_, domain::Error>((last, found))
        })
        .transpose()?;
    Ok(Shown { chain, last })
}

/// Begins a proof; one that is running is answered instead.
///
/// # Errors
/// `Forbidden`.
pub fn start(tx: &mut NetworkTx<'_>, me: &Member, at: Timestamp) -> Result<LedgerProofId> {
    me.must(Permission::SeeMoney)?;
    let id = match proof::find_last(tx)? {
        Some(last) if last.status == ProofStatus::Running => last.id,
        _ => {
            let (sealed, _) = seal::head(tx)?;
            proof::insert(tx, me.membership, sealed, at)?
        }
    };
    // A job that was given up is tried again.
    job::insert(tx, PROVE, id, Again::Yes, at)?;
    Ok(id)
}

/// Walks the seals a batch at a time, each in a snapshot of its own, then adds everything up again.
/// Goes on from where an earlier try had come to.
///
/// # Errors
/// What the store answers: the job is tried again.
pub fn run(app: &Arc<App>, network: NetworkId, id: LedgerProofId, job: JobId) -> Result<()> {
    let scope = OfNetwork::for_row(network);
    let mut kept = app.store.read(scope, |tx| proof::get(tx, id))?;
    if kept.status != ProofStatus::Running {
        return Ok(());
    }
    let mut walk = Walk::resumed(network, kept.walked, kept.head()?);
    let broken = loop {
        let from = walk.clone();
        let (is_over, broken, now) = app.store.read(scope, move |tx| {
            let mut walk = from;
            let (is_over, broken) = seal::go_on(tx, &mut walk)?;
            Ok((is_over, broken, walk))
        })?;
        walk = now;
        let (walked, head, at) = (walk.number, walk.head, app.now());
        kept = app.store.write(scope, move |tx| {
            job::extend(tx, job, at)?;
            proof::apply_walked(tx, &kept, walked, &head)
        })?;
        if is_over {
            break broken;
        }
    };
    let network = app.directory.by_id(app, network)?;
    finish(app, network, &kept, broken)
}

fn finish(
    app: &Arc<App>,
    network: Network,
    kept: &LedgerProof,
    broken_at: Option<Broken>,
) -> Result<()> {
    let scope = OfNetwork::for_row(network.id);
    let (broken_at, found, waiting) = app.store.read(scope, move |tx| {
        let broken_at = match broken_at {
            Some(broken_at) => Some(broken_at),
            None => seal::outside(tx)?,
        };
        Ok((broken_at, sums(tx, &network)?, seal::waiting(tx)?))
    })?;
    let act = if broken_at.is_none() && found.is_empty() { ProofAct::Pass } else { ProofAct::Fail };
    let found: Vec<Kept> = found.iter().map(Kept::of).collect();
    let outcome = Outcome {
        waiting,
        broken_number: broken_at.and_then(|broken| broken.number),
        broken_entry: broken_at.and_then(|broken| broken.entry),
        damage: broken_at.map(|broken| broken.damage.as_str().to_owned()),
        findings: serde_json::to_string(&found).map_err(broken)?,
    };
    let (kept, at) = (kept.clone(), app.now());
    app.store.write(scope, move |tx| proof::apply(tx, &kept, act, &outcome, at))
}
