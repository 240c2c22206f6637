//! How warm leads are: reckoned when something happens and when time takes of it, kept on their rows.

use domain::id::LeadId;
use domain::leads::score::{Score, reckon};
use domain::{Error, Result, Timestamp};
use store::leads::score;
use store::scope::NetworkTx;

/// Scores that a run of the clock reckons at most; the rest are the next run's.
const AT_ONCE: i64 = 500;

/// The score of a lead as it is at a moment.
///
/// # Errors
/// `Missing`.
pub fn of(tx: &mut NetworkTx<'_>, lead: LeadId, at: Timestamp) -> Result<Score> {
    let facts = score::facts(tx, &[lead])?;
    facts.first().map(|(_, facts)| reckon(facts, at)).ok_or(Error::Missing)
}

/// A lead gave a sign: its score begins to fade anew.
///
/// # Errors
/// Only what the database answers.
pub fn signed(tx: &mut NetworkTx<'_>, lead: LeadId, at: Timestamp) -> Result<()> {
    score::signed(tx, lead, at)?;
    refresh(tx, &[lead], at)
}

/// Reckons anew what time has changed; answers how many.
///
/// # Errors
/// Only what the database answers.
pub fn fade(tx: &mut NetworkTx<'_>, at: Timestamp) -> Result<usize> {
    let due = score::due(tx, at, AT_ONCE)?;
    if !due.is_empty() {
        refresh(tx, &due, at)?;
    }
    Ok(due.len())
}

/// Reckons the scores of some leads anew.
///
/// # Errors
/// Only what the database answers.
pub fn refresh(tx: &mut NetworkTx<'_>, leads: &[LeadId], at: Timestamp) -> Result<()> {
    for (lead, facts) in score::facts(tx, leads)? {
        score::apply(tx, lead, &reckon(&facts, at))?;
    }
    Ok(())
}
