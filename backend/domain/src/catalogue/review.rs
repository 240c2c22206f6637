//! The reviewer's decision on a product, and what must be said with it.

use crate::catalogue::product::ProductAct;
use crate::choices;
use crate::error::{Error, FieldError, Fields, Result};
use crate::text;

/// Characters of a reviewer's note.
pub const NOTE_LIMIT: usize = 2_000;

choices! {
    /// Why a product was rejected.
    pub enum RejectReason {
        NeedsMoreDetail = "needs_more_detail",
        DoesNotMeetRequirements = "does_not_meet_requirements",
        NotTheRightFit = "not_the_right_fit",
        Other = "other",
    }
}

/// A decision on a product in review, with all that it must say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    act: ProductAct,
    reason: Option<RejectReason>,
    note: String,
}

impl Decision {
    /// Reads a decision from a form or a body: `act` is `approve`, `request_changes` or `reject`.
    /// A request for changes says what to change; a rejection has a reason and a note. A reason
    /// given with any other act is not kept.
    ///
    /// # Errors
    /// `Invalid` on `act` (`choice-unknown`), `reason` (`field-required`, `choice-unknown`), `note`
    /// (`field-required`, `field-too-long`).
    pub fn read(act: &str, reason: &str, note: &str) -> Result<Self> {
        let mut fields = Fields::new();
        let act: Option<ProductAct> = act.trim().parse().ok().filter(|act| {
            matches!(act, ProductAct::Approve | ProductAct::RequestChanges | ProductAct::Reject)
        });
        fields.check(act.is_some(), "act", "choice-unknown");
        let rejects = act == Some(ProductAct::Reject);
        let reason = match reason.trim() {
            _ if !rejects => None,
            "" => fields.take(Err(FieldError::new("reason", "field-required"))),
            told => fields.take(
                told.parse::<RejectReason>()
                    .map_err(|_| FieldError::new("reason", "choice-unknown")),
            ),
        };
        let note = fields.take(text::long("note", note, NOTE_LIMIT));
        let silent = note.as_deref() == Some("");
        let may_be_silent = matches!(act, None | Some(ProductAct::Approve));
        fields.check(!silent || may_be_silent, "note", "field-required");
        fields.finish()?;
        let act = act.ok_or_else(|| Error::field("act", "choice-unknown"))?;
        Ok(Self { act, reason, note: note.unwrap_or_default() })
    }

    /// What it does to the product.
    pub fn act(&self) -> ProductAct {
        self.act
    }

    /// Why, for a rejection.
    pub fn reason(&self) -> Option<RejectReason> {
        self.reason
    }

    /// What the brand is told; empty only with an approval.
    pub fn note(&self) -> &str {
        &self.note
    }
}

/// What is said with a suspension: required, as it is shown to the brand.
///
/// # Errors
/// `Invalid` on `note` (`field-required`, `field-too-long`).
pub fn suspension(note: &str) -> Result<String> {
    let mut fields = Fields::new();
    let note = fields.take(text::long("note", note, NOTE_LIMIT));
    fields.check(note.as_deref() != Some(""), "note", "field-required");
    fields.finish()?;
    Ok(note.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(result: Result<Decision>) -> Vec<(String, &'static str)> {
        match result {
            Err(Error::Invalid(errors)) => {
                errors.into_iter().map(|error| (error.field, error.code)).collect()
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn an_approval_needs_no_words() {
        let decision = Decision::read("approve", "other", "").expect("decision");
        assert_eq!(decision.act(), ProductAct::Approve);
        assert_eq!(decision.reason(), None);
    }

    #[test]
    fn a_request_for_changes_says_what_to_change() {
        let missing = codes(Decision::read("request_changes", "", " "));
        assert_eq!(missing, [("note".into(), "field-required")]);
        assert!(Decision::read("request_changes", "", "写真を明るく").is_ok());
    }

    #[test]
    fn a_rejection_has_a_reason_and_a_note() {
        let missing = codes(Decision::read("reject", "", ""));
        assert_eq!(
            missing,
            [("reason".into(), "field-required"), ("note".into(), "field-required")]
        );
        assert_eq!(codes(Decision::read("reject", "dull", "x"))[0].1, "choice-unknown");
        let decision = Decision::read("reject", "not_the_right_fit", "x").expect("decision");
        assert_eq!(decision.reason(), Some(RejectReason::NotTheRightFit));
    }

    #[test]
    fn other_acts_are_no_decisions() {
        for act in ["submit", "take", "suspend", "", "Approve"] {
            assert_eq!(codes(Decision::read(act, "other", "x"))[0].1, "choice-unknown");
        }
    }
}
