//! A plan: for whom its terms are, and when they hold.

use crate::choices;
use crate::time::Timestamp;

choices! {
    /// For whom a plan is.
    pub enum PlanKind {
        /// For every KOL of the network.
        Open = "open",
        /// For the KOLs it names.
        Targeted = "targeted",
        /// For one KOL alone.
        Exclusive = "exclusive",
    }
}

/// Whether terms hold at a moment: from `from`, and until just before `to`, where there is one.
pub fn holds(from: Timestamp, to: Option<Timestamp>, at: Timestamp) -> bool {
    from <= at && to.is_none_or(|to| at < to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_hold_from_their_first_moment_until_just_before_their_end() {
        let from = Timestamp::parse("2026-11-22T00:00:00Z").expect("moment");
        let to = from.plus_days(1);
        assert!(!holds(from, Some(to), from.plus_seconds(-1)));
        assert!(holds(from, Some(to), from));
        assert!(holds(from, Some(to), to.plus_seconds(-1)));
        assert!(!holds(from, Some(to), to));
        assert!(holds(from, None, to.plus_days(10_000)));
    }
}
