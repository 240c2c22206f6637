//! News by mail: asked for in a form, confirmed from the mailbox, ended by one press of a button.

use crate::flow;
use crate::time::Timestamp;

flow! {
    /// How far somebody's wish for news has come.
    pub enum ConsentStatus, act ConsentAct, rule "consent-state" {
        states {
            /// The box was ticked; the address is not known to be the visitor's own.
            Asked = "asked",
            Confirmed = "confirmed",
            Withdrawn = "withdrawn",
        }
        acts { Ask = "ask", Confirm = "confirm", Withdraw = "withdraw" }
        Asked + Ask => Asked;
        Withdrawn + Ask => Asked;
        Asked + Confirm => Confirmed;
        Asked + Withdraw => Withdrawn;
        Confirmed + Withdraw => Withdrawn;
    }
}

/// Days for which the link in the mail that asks works.
pub const CONFIRM_DAYS: i64 = 7;

/// When a link that is made at a moment ends.
pub fn expires_at(at: Timestamp) -> Timestamp {
    at.plus_days(CONFIRM_DAYS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn news_begin_with_a_confirmation_and_end_for_good() {
        assert_eq!(ConsentStatus::Asked.after(ConsentAct::Confirm), Ok(ConsentStatus::Confirmed));
        assert!(ConsentStatus::Withdrawn.after(ConsentAct::Confirm).is_err());
        assert!(ConsentStatus::Confirmed.after(ConsentAct::Ask).is_err());
        assert_eq!(ConsentStatus::Withdrawn.after(ConsentAct::Ask), Ok(ConsentStatus::Asked));
    }
}
