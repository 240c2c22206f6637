//! The right to download introduction materials: a link for one lead, for some days.

use crate::time::Timestamp;

/// Days for which a link to the materials works.
pub const GRANT_DAYS: i64 = 14;

/// When a link that is made at a moment ends.
pub fn expires_at(at: Timestamp) -> Timestamp {
    at.plus_days(GRANT_DAYS)
}

/// Whether a link still works.
pub fn is_open(expires_at: Timestamp, at: Timestamp) -> bool {
    at < expires_at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_works_for_a_fortnight() {
        let made = Timestamp::from_unix_seconds(0).expect("moment");
        let end = expires_at(made);
        assert!(is_open(end, made.plus_seconds(14 * 86_400 - 1)));
        assert!(!is_open(end, made.plus_days(14)));
    }
}
