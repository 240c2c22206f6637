//! Proofs of the ledger: begun, moved on piece by piece, kept with what was found.

use diesel::prelude::*;
use domain::id::{EntryId, LedgerProofId, MembershipId};
use domain::ledger::proof::{ProofAct, ProofStatus};
use domain::ledger::seal::{BEGINNING, Hash};
use domain::time::Timestamp;
use domain::{Error, Result};
use schema::ledger_proofs as t;

use crate::scope::{InNetwork, NetworkTx, Reads};

/// A proof.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct LedgerProof {
    /// Its id.
    pub id: LedgerProofId,
    /// Where it stands.
    pub status: ProofStatus,
    /// Seals that hold, so far.
    pub walked: i64,
    /// Seals that there were when it began.
    pub sealed: i64,
    /// Entries that waited for their seal when it ended.
    pub waiting: i64,
    head: Vec<u8>,
    /// The number of the seal that is broken.
    pub broken_number: Option<i64>,
    /// The entry of it.
    pub broken_entry: Option<EntryId>,
    /// What is wrong with it; none where all hold.
    pub damage: Option<String>,
    /// What is wrong with the books, as the server writes it.
    pub findings: String,
    /// Who began it.
    pub by: MembershipId,
    /// Counts its changes.
    pub version: i64,
    /// When it began.
    pub started_at: Timestamp,
    /// When it ended.
    pub finished_at: Option<Timestamp>,
}

impl LedgerProof {
    /// The hash of the last seal that holds, so far.
    ///
    /// # Errors
    /// `Broken` for a column that holds none.
    pub fn head(&self) -> Result<Hash> {
        let head = self.head.as_slice().try_into();
        head.map_err(|_| Error::Broken(format!("proof {}: no hash", self.id)))
    }
}

macro_rules! columns {
    () => {
        (
            t::id,
            t::status,
            t::walked_count,
            t::sealed_count,
            t::waiting_count,
            t::head,
            t::broken_number,
            t::broken_entry,
            t::damage,
            t::findings,
            t::membership_id,
            t::version,
            t::started_at,
            t::finished_at,
        )
    };
}

/// Begins a proof of so many seals.
///
/// # Errors
/// Only what the database answers.
pub fn insert(
    tx: &mut NetworkTx<'_>,
    by: MembershipId,
    sealed: i64,
    at: Timestamp,
) -> Result<LedgerProofId> {
    let id = LedgerProofId::new();
    tx.insert(t::table, |into, stamp, conn| {
        into.values((
            stamp,
            t::id.eq(id),
            t::status.eq(ProofStatus::Running),
            t::walked_count.eq(0),
            t::sealed_count.eq(sealed),
            t::waiting_count.eq(0),
            t::head.eq(BEGINNING.to_vec()),
            t::findings.eq("[]"),
            t::membership_id.eq(by),
            t::version.eq(1),
            t::started_at.eq(at),
        ))
        .execute(conn)
    })?;
    Ok(id)
}

/// A proof.
///
/// # Errors
/// `Missing`.
pub fn get(tx: &mut NetworkTx<'_>, id: LedgerProofId) -> Result<LedgerProof> {
    Ok(tx.query(t::table, |rows, conn| rows.filter(t::id.eq(id)).select(columns!()).first(conn))?)
}

/// The proof that was begun last, if any.
///
/// # Errors
/// Only what the database answers.
pub fn find_last(tx: &mut NetworkTx<'_>) -> Result<Option<LedgerProof>> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.order(t::id.desc()).select(columns!()).first(conn).optional()
    })?)
}

/// Keeps how far a proof has come.
///
/// # Errors
/// `Stale` when it has ended, or another worker is at it.
pub fn apply_walked(
    tx: &mut NetworkTx<'_>,
    proof: &LedgerProof,
    walked: i64,
    head: &Hash,
) -> Result<LedgerProof> {
    let count = tx.update(t::table, |target, conn| {
        let same = target.filter(t::id.eq(proof.id)).filter(t::version.eq(proof.version));
        diesel::update(same)
            .set((
                t::walked_count.eq(walked),
                t::head.eq(head.to_vec()),
                t::version.eq(proof.version + 1),
            ))
            .execute(conn)
    })?;
    if count == 0 {
        return Err(Error::Stale);
    }
    Ok(LedgerProof { walked, head: head.to_vec(), version: proof.version + 1, ..proof.clone() })
}

/// What a proof came to.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// Entries that wait for their seal.
    pub waiting: i64,
    /// The number of the seal that is broken.
    pub broken_number: Option<i64>,
    /// The entry of it.
    pub broken_entry: Option<EntryId>,
    /// What is wrong with it.
    pub damage: Option<String>,
    /// What is wrong with the books.
    pub findings: String,
}

/// Ends a proof.
///
/// # Errors
/// `Refused("proof-state")`; `Stale` when another worker is at it.
pub fn apply(
    tx: &mut NetworkTx<'_>,
    proof: &LedgerProof,
    act: ProofAct,
    outcome: &Outcome,
    at: Timestamp,
) -> Result<()> {
    let status = proof.status.after(act)?;
    let count = tx.update(t::table, |target, conn| {
        let same = target.filter(t::id.eq(proof.id)).filter(t::version.eq(proof.version));
        diesel::update(same)
            .set((
                t::status.eq(status),
                t::waiting_count.eq(outcome.waiting),
                t::broken_number.eq(outcome.broken_number),
                t::broken_entry.eq(outcome.broken_entry),
                t::damage.eq(outcome.damage.clone()),
                t::findings.eq(outcome.findings.clone()),
                t::version.eq(proof.version + 1),
                t::finished_at.eq(at),
            ))
            .execute(conn)
    })?;
    if count == 0 { Err(Error::Stale) } else { Ok(()) }
}
