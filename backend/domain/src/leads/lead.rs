//! A lead: somebody who asked, on the way to becoming a party of the network.

use crate::error::{Error, Result};
use crate::flow;
use crate::id::LeadId;
use crate::leads::inquiry::{Inquiry, LeadKind};
use crate::leads::work::Work;
use crate::locale::Locale;
use crate::text;
use crate::time::Timestamp;

flow! {
    /// How far a lead has come. Whoever asks again gets the materials again, at any stage, and
    /// stays at that stage.
    pub enum LeadStatus, act LeadAct, rule "lead-state" {
        states {
            New = "new",
            MaterialSent = "material_sent",
            Contacted = "contacted",
            Qualified = "qualified",
            Proposal = "proposal",
            /// It has become a party of the network.
            Won = "won",
            Lost = "lost",
            Spam = "spam",
        }
        acts {
            SendMaterial = "send_material",
            Contact = "contact",
            Qualify = "qualify",
            Propose = "propose",
            Win = "win",
            Lose = "lose",
            MarkSpam = "mark_spam",
        }
        New + SendMaterial => MaterialSent;
        New + Contact => Contacted;
        New + MarkSpam => Spam;
        MaterialSent + SendMaterial => MaterialSent;
        MaterialSent + Contact => Contacted;
        MaterialSent + MarkSpam => Spam;
        Contacted + SendMaterial => Contacted;
        Contacted + Qualify => Qualified;
        Contacted + Lose => Lost;
        Contacted + MarkSpam => Spam;
        Qualified + SendMaterial => Qualified;
        Qualified + Propose => Proposal;
        Qualified + Lose => Lost;
        Qualified + MarkSpam => Spam;
        Proposal + SendMaterial => Proposal;
        Proposal + Win => Won;
        Proposal + Lose => Lost;
        Proposal + MarkSpam => Spam;
        Won + SendMaterial => Won;
        Won + MarkSpam => Spam;
        Lost + SendMaterial => Lost;
        Lost + MarkSpam => Spam;
    }
}

/// What is known of a lead beside its address.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Details {
    /// The company, or nothing.
    pub company: String,
    /// The person.
    pub name: String,
    /// The telephone number, or nothing.
    pub phone: String,
    /// A category of the catalogue, or nothing.
    pub category: String,
}

/// A lead: one address of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lead {
    /// Its id.
    pub id: LeadId,
    /// Who asked.
    pub kind: LeadKind,
    /// The language of the first inquiry.
    pub locale: Locale,
    /// The mail address, in lower case.
    pub email: String,
    /// What else is known.
    pub details: Details,
    /// How far it has come.
    pub status: LeadStatus,
    /// What is being done about it.
    pub work: Work,
    /// How warm it is: 0 to 100, as it was reckoned last.
    pub score: i64,
    /// When its owner was told that nobody had answered in time.
    pub escalated_at: Option<Timestamp>,
    /// Counts the changes.
    pub version: i64,
    /// When it asked first.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub updated_at: Timestamp,
}

/// A change that the rules allow; the store carries it out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The words of the audit log: `lead.qualify`.
    pub kind: String,
    /// How far the lead has come then.
    pub status: LeadStatus,
    /// What is known then.
    pub details: Details,
    /// What is being done about it then.
    pub work: Work,
    /// Why; only where a reason was given.
    pub reason: Option<String>,
}

impl Details {
    /// What an inquiry says of its sender.
    pub fn of(inquiry: &Inquiry) -> Self {
        Self {
            company: inquiry.company.clone(),
            name: inquiry.name.clone(),
            phone: inquiry.phone.clone(),
            category: inquiry.category.clone(),
        }
    }

    /// Fills what is empty; what is known stays, for it may be better than what was typed today.
    #[must_use]
    pub fn filled_from(&self, newer: &Self) -> Self {
        let pick = |known: &String, new: &String| {
            if known.is_empty() { new.clone() } else { known.clone() }
        };
        Self {
            company: pick(&self.company, &newer.company),
            name: pick(&self.name, &newer.name),
            phone: pick(&self.phone, &newer.phone),
            category: pick(&self.category, &newer.category),
        }
    }
}

impl Lead {
    /// The lead that a first inquiry makes.
    pub fn new(inquiry: &Inquiry, locale: Locale, at: Timestamp) -> Self {
        Self {
            id: LeadId::new(),
            kind: inquiry.kind,
            locale,
            email: inquiry.email.clone(),
            details: Details::of(inquiry),
            status: LeadStatus::New,
            work: Work::default(),
            score: 0,
            escalated_at: None,
            version: 1,
            created_at: at,
            updated_at: at,
        }
    }

    /// What a further inquiry changes: empty fields are filled, nothing is erased.
    pub fn asked_again(&self, inquiry: &Inquiry) -> Change {
        let details = self.details.filled_from(&Details::of(inquiry));
        Change { details, ..self.change("lead.ask_again", self.work) }
    }

    /// Moves the lead along; who loses one may say why, in at most 500 characters, and must do so
    /// where no choice of [`LostReason`] is made.
    ///
    /// # Errors
    /// `Refused("lead-state")`; `Invalid` on `reason`: `field-required`, `field-too-long`.
    pub fn act(&self, act: LeadAct, reason: &str, at: Timestamp) -> Result<Change> {
        let status = self.status.after(act)?;
        let reason = if act == LeadAct::Lose {
            text::required("reason", reason, 500)
        } else {
            text::optional("reason", reason, 500)
        };
        let reason = reason.map_err(|error| Error::Invalid(vec![error]))?;
        Ok(Change {
            status,
            reason: (!reason.is_empty()).then_some(reason),
            ..self.change(&format!("lead.{}", act.as_str()), self.work_after(act, at))
        })
    }

    /// The lead as it is after a change.
    #[must_use]
    pub fn after(self, change: Change, at: Timestamp) -> Self {
        Self {
            status: change.status,
            details: change.details,
            work: change.work,
            version: self.version + 1,
            updated_at: at,
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inquiry(company: &str, phone: &str) -> Inquiry {
        Inquiry {
            kind: LeadKind::Kol,
            company: company.into(),
            name: "李娜".into(),
            email: "li@example.cn".into(),
            phone: phone.into(),
            category: String::new(),
            message: String::new(),
            marketing: false,
        }
    }

    fn lead() -> Lead {
        let at = Timestamp::from_unix_seconds(0).expect("moment");
        Lead::new(&inquiry("", "123456"), Locale::ZhHans, at)
    }

    fn moved(lead: Lead, act: LeadAct) -> Lead {
        let at = lead.updated_at;
        let change = lead.act(act, "because", at).expect("allowed");
        lead.after(change, at)
    }

    #[test]
    fn a_lead_walks_from_the_first_mail_to_a_contract() {
        let mut lead = lead();
        for act in [
            LeadAct::SendMaterial,
            LeadAct::Contact,
            LeadAct::Qualify,
            LeadAct::Propose,
            LeadAct::Win,
        ] {
            lead = moved(lead, act);
        }
        assert_eq!((lead.status, lead.version), (LeadStatus::Won, 6));
        let at = lead.updated_at;
        assert_eq!(lead.act(LeadAct::Lose, "x", at), Err(Error::Refused("lead-state")));
    }

    #[test]
    fn asking_again_sends_again_at_every_stage_but_spam() {
        for status in LeadStatus::ALL.iter().copied() {
            let expected = match status {
                LeadStatus::New => Ok(LeadStatus::MaterialSent),
                LeadStatus::Spam => Err(Error::Refused("lead-state")),
                stays => Ok(stays),
            };
            assert_eq!(status.after(LeadAct::SendMaterial), expected);
        }
    }

    #[test]
    fn everything_can_be_spam_and_spam_stays_spam() {
        for status in LeadStatus::ALL.iter().filter(|status| **status != LeadStatus::Spam) {
            assert_eq!(status.after(LeadAct::MarkSpam), Ok(LeadStatus::Spam));
        }
        assert_eq!(LeadStatus::Spam.acts().count(), 0);
    }

    #[test]
    fn losing_a_lead_needs_a_reason() {
        let lead = moved(lead(), LeadAct::Contact);
        let at = lead.updated_at;
        assert_eq!(lead.act(LeadAct::Lose, " ", at), Err(Error::field("reason", "field-required")));
        let change = lead.act(LeadAct::Lose, "too dear", at).expect("change");
        assert_eq!(change.kind, "lead.lose");
        assert_eq!(change.reason.as_deref(), Some("too dear"));
    }

    #[test]
    fn a_further_inquiry_fills_gaps_and_erases_nothing() {
        let lead = lead();
        let change = lead.asked_again(&inquiry("李娜文化", ""));
        assert_eq!(change.details.company, "李娜文化");
        assert_eq!(change.details.phone, "123456");
        assert_eq!(change.status, lead.status);
        let change = lead.asked_again(&inquiry("", "999999"));
        assert_eq!(change.details.phone, "123456");
    }
}
