//! Sessions of signed-in devices: a token that is changed with each renewal, so that a stolen copy
//! is noticed.

use crate::time::Timestamp;

/// Days without a renewal after which a session ends.
pub const SESSION_DAYS: i64 = 30;

/// Seconds in which the token before the last renewal is still taken: a page that loads in parallel
/// sends it once more.
pub const REPEAT_SECONDS: i64 = 20;

/// What is kept of a session; tokens only as digests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// The digest of the token that the device holds.
    pub token_hash: Vec<u8>,
    /// The digest of the token before it; none before the first renewal.
    pub previous_hash: Option<Vec<u8>>,
    /// When the present token was made.
    pub rotated_at: Timestamp,
    /// When the session ends unless it is renewed.
    pub expires_at: Timestamp,
    /// When it was ended.
    pub revoked_at: Option<Timestamp>,
}

/// What is done with a token that a device presents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// The present token: give out a new one.
    Rotate,
    /// The token of a moment ago: serve the request, give out nothing.
    Repeat,
    /// A token that was given up: two devices hold the session, so it is ended.
    Reused,
    /// The session has ended by itself.
    Expired,
    /// The session was ended.
    Revoked,
}

/// Decides what a presented token is worth.
pub fn decide(stored: &Stored, presented_hash: &[u8], at: Timestamp) -> Decision {
    if stored.revoked_at.is_some() {
        return Decision::Revoked;
    }
    if at >= stored.expires_at {
        return Decision::Expired;
    }
    if stored.token_hash == presented_hash {
        return Decision::Rotate;
    }
    let is_previous = stored.previous_hash.as_deref() == Some(presented_hash);
    if is_previous && at.seconds_since(stored.rotated_at) < REPEAT_SECONDS {
        Decision::Repeat
    } else {
        Decision::Reused
    }
}

/// When a session ends that was made or renewed at a moment.
pub fn expires_at(at: Timestamp) -> Timestamp {
    at.plus_days(SESSION_DAYS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_unix_seconds(seconds).expect("moment")
    }

    fn renewed_at(seconds: i64) -> Stored {
        Stored {
            token_hash: vec![2],
            previous_hash: Some(vec![1]),
            rotated_at: at(seconds),
            expires_at: expires_at(at(seconds)),
            revoked_at: None,
        }
    }

    #[test]
    fn the_present_token_is_renewed_until_the_session_ends() {
        let stored = renewed_at(100);
        assert_eq!(decide(&stored, &[2], at(100)), Decision::Rotate);
        assert_eq!(decide(&stored, &[2], at(99 + 30 * 86_400)), Decision::Rotate);
        assert_eq!(decide(&stored, &[2], at(100 + 30 * 86_400)), Decision::Expired);
    }

    #[test]
    fn the_token_before_is_taken_for_a_moment_and_then_ends_the_session() {
        let stored = renewed_at(100);
        assert_eq!(decide(&stored, &[1], at(119)), Decision::Repeat);
        assert_eq!(decide(&stored, &[1], at(120)), Decision::Reused);
    }

    #[test]
    fn any_other_token_ends_the_session() {
        assert_eq!(decide(&renewed_at(100), &[9], at(100)), Decision::Reused);
        let first = Stored { previous_hash: None, ..renewed_at(100) };
        assert_eq!(decide(&first, &[1], at(100)), Decision::Reused);
    }

    #[test]
    fn an_ended_session_stays_ended() {
        let stored = Stored { revoked_at: Some(at(110)), ..renewed_at(100) };
        for token in [[1], [2], [9]] {
            assert_eq!(decide(&stored, &token, at(111)), Decision::Revoked);
        }
    }
}
