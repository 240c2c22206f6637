//! Commissions that staff reject before they are owed: with a reason that the KOL reads, and a way
//! back when the KOL was right.

use serde::Deserialize;

use super::adjustment::needed;
use crate::commissions::standing::Standing;
use crate::error::{Error, Fields, Result};
use crate::{choices, text};

choices! {
    /// Why a commission is rejected.
    pub enum RejectReason {
        /// The KOL, or somebody close to it, bought.
        OwnPurchase = "own_purchase",
        /// The order was made to earn a commission.
        FalseOrder = "false_order",
        /// The same sale was reported twice.
        Duplicate = "duplicate",
        /// It was somebody else's sale.
        Attribution = "attribution",
        /// The terms that the KOL accepted were not kept.
        Terms = "terms",
        /// Anything else; the text says what.
        Other = "other",
    }
}

choices! {
    /// What is done to a commission.
    pub enum RejectAct {
        /// It earns nothing any more.
        Reject = "reject",
        /// It was rejected wrongly: it earns again.
        Restore = "restore",
    }
}

/// Commissions of one call at most.
pub const REJECTIONS_AT_ONCE: usize = 100;
const TEXT_LIMIT: usize = 500;

/// A rejection as a form or a body brings it, unchecked.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
pub struct RejectDraft {
    /// The act's word.
    pub act: String,
    /// The reason's word; none to restore.
    pub reason: String,
    /// What the KOL reads.
    pub text: String,
}

/// A rejection, or its end, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RejectFields {
    /// Why it is rejected; none to restore it.
    pub reason: Option<RejectReason>,
    /// What the KOL reads.
    pub text: String,
}

impl RejectFields {
    /// What is done.
    pub const fn act(&self) -> RejectAct {
        if self.reason.is_some() { RejectAct::Reject } else { RejectAct::Restore }
    }
}

/// Checks a rejection.
///
/// # Errors
/// `Invalid` on `act`, `reason`, `text`.
pub fn validate(draft: &RejectDraft) -> Result<RejectFields> {
    let mut fields = Fields::new();
    let act = fields.take(needed("act", &draft.act));
    let reason = match act {
        Some(RejectAct::Reject) => fields.take(needed("reason", &draft.reason)),
        Some(RejectAct::Restore) | None => None,
    };
    let said = fields.take(text::long("text", &draft.text, TEXT_LIMIT));
    fields.check(said.as_deref() != Some(""), "text", "field-required");
    fields.finish()?;
    said.map(|text| RejectFields { reason, text }).ok_or(Error::Invalid(Vec::new()))
}

/// Whether a commission that stands so may still be rejected: what is owed is corrected by two people
/// instead.
///
/// # Errors
/// `Refused("commission-not-open")`.
pub fn may_reject(standing: Standing) -> Result<()> {
    match standing {
        Standing::Estimated | Standing::Held => Ok(()),
        Standing::Confirmed | Standing::Reversed | Standing::Rejected => {
            Err(Error::Refused("commission-not-open"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rejection_says_why_and_a_return_says_so_too() {
        let told = |act: &str, reason: &str, text: &str| {
            validate(&RejectDraft { act: act.into(), reason: reason.into(), text: text.into() })
        };
        let rejected = told("reject", "own_purchase", "自买").expect("fields");
        assert_eq!(
            (rejected.act(), rejected.reason),
            (RejectAct::Reject, Some(RejectReason::OwnPurchase))
        );
        assert_eq!(told("restore", "", "核实无误").expect("fields").act(), RejectAct::Restore);
        for (act, reason, text) in [
            ("", "other", "x"),
            ("reject", "", "x"),
            ("reject", "taste", "x"),
            ("restore", "", " "),
        ] {
            assert!(
                matches!(told(act, reason, text), Err(Error::Invalid(_))),
                "{act} {reason} {text}"
            );
        }
        assert_eq!(may_reject(Standing::Held), Ok(()));
        assert!(may_reject(Standing::Confirmed).is_err());
    }
}
