//! An invitation to act for an organization: a link by mail, good for some days and once.

use crate::choices;
use crate::time::Timestamp;

/// Days for which an invitation is good.
pub const INVITATION_DAYS: i64 = 14;

choices! {
    /// What an invitation is worth.
    pub enum InvitationState {
        /// It can be accepted.
        Open = "open",
        /// It was accepted.
        Used = "used",
        /// Its days are over, or another one took its place.
        Expired = "expired",
    }
}

/// When an invitation that is made at a moment ends.
pub fn expires_at(at: Timestamp) -> Timestamp {
    at.plus_days(INVITATION_DAYS)
}

/// What an invitation is worth at a moment.
pub fn state(used_at: Option<Timestamp>, expires_at: Timestamp, at: Timestamp) -> InvitationState {
    if used_at.is_some() {
        InvitationState::Used
    } else if at >= expires_at {
        InvitationState::Expired
    } else {
        InvitationState::Open
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invitation_is_good_once_and_for_a_fortnight() {
        let made = Timestamp::from_unix_seconds(0).expect("moment");
        let end = expires_at(made);
        assert_eq!(state(None, end, end.plus_seconds(-1)), InvitationState::Open);
        assert_eq!(state(None, end, end), InvitationState::Expired);
        assert_eq!(state(Some(made), end, end), InvitationState::Used);
    }
}
