//! Mails that follow the materials by themselves, until a person takes the lead up or it answers.

mod mail;

use domain::leads::lead::{Lead, LeadStatus};
use domain::leads::sequence::{Step, days, due_at, goes_on};
use domain::tenancy::network::Network;
use domain::{Error, Result, Timestamp};
use store::leads::{consent, lead as leads, work};
use store::scope::NetworkTx;

use crate::platform::letter::Desk;

/// Leads that a run of the clock writes to at most; the rest are the next run's.
const AT_ONCE: i64 = 100;

/// What follows the first materials of a lead, and when; nothing for one that asked for no news, and
/// for one that is taken up already.
///
/// # Errors
/// Only what the database answers.
pub fn begin(
    tx: &mut NetworkTx<'_>,
    network: &Network,
    lead: &Lead,
    at: Timestamp,
) -> Result<Option<(Step, Timestamp)>> {
    if lead.status != LeadStatus::New || !work::wants_news(tx, lead.id)? {
        return Ok(None);
    }
    let due = due_at(Step::FIRST, lead.kind, at, lead.locale, network.time_zone);
    Ok(Some((Step::FIRST, due)))
}

/// Mails what is due, each step once; answers how many went out.
///
/// # Errors
/// Only what the database answers.
pub fn run(tx: &mut NetworkTx<'_>, network: &Network, desk: &Desk, at: Timestamp) -> Result<usize> {
    let (mut sent, zone) = (0, network.time_zone);
    for lead in work::stepping(tx, at, AT_ONCE)? {
        let Some((step, _)) = lead.work.next else { continue };
        let goes = goes_on(lead.status) && lead.work.merged_into.is_none();
        let change = if goes && may_write(tx, &lead)? {
            // Days are counted from the first inquiry, whose answer the materials were; from later
            // where this mail is late, so that the next one keeps its distance.
            let from = lead.created_at.max(at.plus_days(-days(lead.kind, step)));
            let day = |next| due_at(next, lead.kind, from, lead.locale, zone);
            let again = step.next().map(|next| (next, day(next)));
            lead.stepped(&format!("lead.step_{step}"), again)
        } else {
            lead.stepped("lead.step_end", None)
        };
        let is_mail = change.kind != "lead.step_end";
        match leads::apply(tx, None, &lead, &change, at) {
            Ok(()) => {}
            // Somebody is at it: the next run looks again.
            Err(Error::Stale) => continue,
            Err(other) => return Err(other),
        }
        if is_mail {
            mail::write(tx, network, desk, &lead, step, at)?;
            sent += 1;
        }
    }
    Ok(sent)
}

/// Whether news may be written to a lead now: its address confirmed the wish, and takes mails.
fn may_write(tx: &mut NetworkTx<'_>, lead: &Lead) -> Result<bool> {
    consent::may_market(tx, &lead.email)
}
