//! What is being done about a lead: who looks after it, until when it must be answered, what follows
//! by itself, what became of it.

use crate::choices;
use crate::error::{Error, Result};
use crate::id::{LeadId, MembershipId, OrganizationId};
use crate::leads::lead::{Change, Lead, LeadAct, LeadStatus};
use crate::leads::sequence::Step;
use crate::time::Timestamp;

choices! {
    /// Why a lead was lost.
    pub enum LostReason {
        /// Rates, prices or conditions.
        Terms = "terms",
        /// Not now.
        Timing = "timing",
        /// It is not for this network.
        Fit = "fit",
        /// It went elsewhere.
        Competitor = "competitor",
        /// It answered no more.
        Silence = "silence",
        /// As the note says.
        Other = "other",
    }
}

/// What is being done about a lead.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Work {
    /// Who looks after it: a member of the operator.
    pub owner: Option<MembershipId>,
    /// Until when a person must have answered it; none once that was done, or needs not be done.
    pub reply_due_at: Option<Timestamp>,
    /// When a person answered it first.
    pub replied_at: Option<Timestamp>,
    /// When it answered us last.
    pub answered_at: Option<Timestamp>,
    /// What is mailed by itself next, and when.
    pub next: Option<(Step, Timestamp)>,
    /// Why it was lost.
    pub lost: Option<LostReason>,
    /// The lead that it was found to be.
    pub merged_into: Option<LeadId>,
    /// The party that it became.
    pub organization: Option<OrganizationId>,
}

impl Lead {
    /// Loses the lead for one of the known reasons; the note says more.
    ///
    /// # Errors
    /// As [`Lead::act`]; the note is required for [`LostReason::Other`].
    pub fn lose(&self, why: LostReason, note: &str, at: Timestamp) -> Result<Change> {
        let said =
            if note.trim().is_empty() && why != LostReason::Other { why.as_str() } else { note };
        let change = self.act(LeadAct::Lose, said, at)?;
        let reason = change.reason.filter(|_| !note.trim().is_empty());
        Ok(Change { work: Work { lost: Some(why), ..change.work }, reason, ..change })
    }

    /// Gives the lead to somebody, or to nobody.
    ///
    /// # Errors
    /// `Refused("lead-owner-same")` when it is theirs already.
    pub fn assign(&self, owner: Option<MembershipId>) -> Result<Change> {
        if self.work.owner == owner {
            return Err(Error::Refused("lead-owner-same"));
        }
        Ok(self.change("lead.assign", Work { owner, ..self.work }))
    }

    /// The lead answered us: nothing is mailed by itself any more.
    ///
    /// # Errors
    /// `Refused("lead-state")` for spam.
    pub fn answered(&self, at: Timestamp) -> Result<Change> {
        if self.status == LeadStatus::Spam {
            return Err(Error::Refused("lead-state"));
        }
        Ok(self.change("lead.answer", Work { next: None, answered_at: Some(at), ..self.work }))
    }

    /// What was due by itself was mailed, or is left out.
    pub fn stepped(&self, kind: &str, next: Option<(Step, Timestamp)>) -> Change {
        self.change(kind, Work { next, ..self.work })
    }

    /// The lead is found to be another one.
    ///
    /// # Errors
    /// `Refused("lead-merge")` for itself, and where either was merged before.
    pub fn merge_into(&self, kept: &Self) -> Result<Change> {
        let is_open = self.work.merged_into.is_none() && kept.work.merged_into.is_none();
        if self.id == kept.id || self.kind != kept.kind || !is_open {
            return Err(Error::Refused("lead-merge"));
        }
        let work = Work { next: None, reply_due_at: None, merged_into: Some(kept.id), ..self.work };
        Ok(self.change("lead.merge", work))
    }

    /// What a merged lead brings: what was empty is filled.
    pub fn take_in(&self, merged: &Self) -> Change {
        let work = Work {
            owner: self.work.owner.or(merged.work.owner),
            replied_at: self.work.replied_at.or(merged.work.replied_at),
            answered_at: self.work.answered_at.max(merged.work.answered_at),
            ..self.work
        };
        let details = self.details.filled_from(&merged.details);
        Change { details, ..self.change("lead.take_in", work) }
    }

    /// What is being done about it once an act is done.
    pub(super) fn work_after(&self, act: LeadAct, at: Timestamp) -> Work {
        let work = self.work;
        match act {
            LeadAct::SendMaterial => work,
            LeadAct::Contact => Work {
                reply_due_at: None,
                replied_at: work.replied_at.or(Some(at)),
                next: None,
                ..work
            },
            _ => Work { reply_due_at: None, next: None, ..work },
        }
    }

    /// A change of what is being done alone.
    pub(super) fn change(&self, kind: &str, work: Work) -> Change {
        Change {
            kind: kind.to_owned(),
            status: self.status,
            details: self.details.clone(),
            work,
            reason: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::leads::inquiry::{Inquiry, LeadKind};
    use crate::locale::Locale;

    fn inquiry() -> Inquiry {
        Inquiry {
            kind: LeadKind::Kol,
            company: String::new(),
            name: "李娜".into(),
            email: "li@example.cn".into(),
            phone: "123456".into(),
            category: String::new(),
            message: String::new(),
            marketing: false,
        }
    }

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_unix_seconds(seconds).expect("moment")
    }

    fn lead() -> Lead {
        let lead = Lead::new(&inquiry(), Locale::ZhHans, at(0));
        let change = lead.act(LeadAct::SendMaterial, "", at(0)).expect("allowed");
        lead.after(change, at(0))
    }

    #[test]
    fn the_first_reply_stops_the_clock_and_what_follows_by_itself() {
        let (at, mut lead) = (at(9), lead());
        lead.work.reply_due_at = Some(at);
        lead.work.next = Some((Step::Case, at));
        let asked = lead.asked_again(&inquiry());
        assert_eq!(asked.work, lead.work, "asking again stops nothing");
        let answered = lead.answered(at).expect("change").work;
        assert_eq!((answered.next, answered.reply_due_at), (None, Some(at)));
        let work = lead.act(LeadAct::Contact, "", at).expect("change").work;
        assert_eq!((work.reply_due_at, work.replied_at, work.next), (None, Some(at), None));
        let spam = lead.act(LeadAct::MarkSpam, "", at).expect("change").work;
        assert_eq!((spam.reply_due_at, spam.replied_at, spam.next), (None, None, None));
    }

    #[test]
    fn a_lead_is_merged_once_and_into_another_of_its_kind() {
        let (one, mut other) = (lead(), lead());
        assert_eq!(one.merge_into(&one), Err(Error::Refused("lead-merge")));
        let at = one.updated_at;
        let merged = one.clone().after(one.merge_into(&other).expect("change"), at);
        assert_eq!(merged.work.merged_into, Some(other.id));
        assert!(merged.merge_into(&other).is_err() && other.merge_into(&merged).is_err());
        other.details.phone = String::new();
        assert_eq!(other.take_in(&merged).details.phone, "123456");
        other.kind = LeadKind::Manufacturer;
        assert!(one.merge_into(&other).is_err());
    }

    #[test]
    fn a_lead_is_lost_for_a_known_reason() {
        let lead = lead();
        let lead =
            lead.clone().after(lead.act(LeadAct::Contact, "", at(1)).expect("allowed"), at(1));
        let change = lead.lose(LostReason::Timing, "", at(2)).expect("change");
        assert_eq!((change.work.lost, change.reason), (Some(LostReason::Timing), None));
        assert!(lead.lose(LostReason::Other, " ", at(2)).is_err());
        let change = lead.lose(LostReason::Other, "moved away", at(2)).expect("change");
        assert_eq!(change.reason.as_deref(), Some("moved away"));
        assert_eq!(lead.assign(None), Err(Error::Refused("lead-owner-same")));
    }
}
