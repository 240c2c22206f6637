//! The parties of a network.

use crate::choices;
use crate::error::{Error, Result};
use crate::time::Timestamp;

choices! {
    /// Whether a party takes part.
    pub enum OrganizationStatus {
        /// It acts, and the public sees what it published.
        Open = "open",
        /// Its members cannot sign in, the public does not see it.
        Suspended = "suspended",
        /// It has left; its history stays.
        Terminated = "terminated",
    }
}

/// Whether a part that ends at a moment is over at another one: from that very moment on.
pub fn has_left(ended_at: Option<Timestamp>, at: Timestamp) -> bool {
    ended_at.is_some_and(|end| at >= end)
}

/// The moment at which a party's part ends: when it was told or later, for what was sold before is
/// frozen; no later than a year from now.
///
/// # Errors
/// `Invalid` on `ends_at`: `end-in-past`, `end-too-late`.
pub fn end_at(wanted: Option<Timestamp>, at: Timestamp) -> Result<Timestamp> {
    let wanted = wanted.unwrap_or(at);
    if wanted < at {
        return Err(Error::field("ends_at", "end-in-past"));
    }
    if wanted > at.plus_days(366) {
        return Err(Error::field("ends_at", "end-too-late"));
    }
    Ok(wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_over_from_its_end_on() {
        let end = Timestamp::parse("2026-12-01T00:00:00Z").expect("moment");
        assert!(!has_left(None, end));
        assert!(!has_left(Some(end), end.plus_seconds(-1)));
        assert!(has_left(Some(end), end));
    }

    #[test]
    fn an_end_is_neither_behind_nor_far_ahead() {
        let at = Timestamp::parse("2026-12-01T00:00:00Z").expect("moment");
        assert_eq!(end_at(None, at), Ok(at));
        assert_eq!(end_at(Some(at.plus_days(30)), at), Ok(at.plus_days(30)));
        assert!(end_at(Some(at.plus_seconds(-1)), at).is_err());
        assert!(end_at(Some(at.plus_days(367)), at).is_err());
    }
}
