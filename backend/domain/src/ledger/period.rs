//! Months that are closed: their balances stay as they are.

use chrono_tz::Tz;

use crate::calendar::Month;
use crate::error::{Error, Result};
use crate::time::Timestamp;

/// A month can be closed a day after its end: what was still under way then has arrived. So an entry
/// that counts from less than a day before it is recorded cannot meet a closed month.
pub const GRACE_DAYS: i64 = 1;

/// Whether an entry may count from a closed month at all; most entries are too young for that.
pub fn may_be_late(effective_at: Timestamp, recorded_at: Timestamp) -> bool {
    effective_at < recorded_at.plus_days(-GRACE_DAYS)
}

/// The month that can be closed next: the one after the last closed one, else that of the first
/// entry; none before the first entry.
pub fn next(last_closed: Option<Month>, first_entry: Option<Month>) -> Option<Month> {
    last_closed.map(Month::next).or(first_entry)
}

/// Whether a month may be closed.
///
/// # Errors
/// `Refused("period-order")` when another month comes first, `Refused("period-not-over")` until a
/// day after its end.
pub fn may_close(month: Month, next: Option<Month>, at: Timestamp, zone: Tz) -> Result<()> {
    if next != Some(month) {
        return Err(Error::Refused("period-order"));
    }
    if at < month.span(zone).1.plus_days(GRACE_DAYS) {
        return Err(Error::Refused("period-not-over"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).expect("moment")
    }

    #[test]
    fn months_are_closed_in_order_and_only_when_they_are_over() {
        let month = |text: &str| text.parse::<Month>().expect("month");
        let october = month("2026-10");
        let tokyo = chrono_tz::Asia::Tokyo;
        assert_eq!(next(None, None), None);
        assert_eq!(next(None, Some(october)), Some(october));
        assert_eq!(next(Some(month("2026-12")), Some(october)), Some(month("2027-01")));
        let late = at("2026-11-01T15:00:00Z");
        assert_eq!(may_close(october, Some(october), late, tokyo), Ok(()));
        let early = may_close(october, Some(october), late.plus_seconds(-1), tokyo);
        assert_eq!(early, Err(Error::Refused("period-not-over")));
        for other in [None, Some(month("2026-09")), Some(month("2026-11"))] {
            let refused = may_close(october, other, late, tokyo);
            assert_eq!(refused, Err(Error::Refused("period-order")));
        }
    }

    #[test]
    fn an_entry_of_today_is_never_late() {
        let now = at("2026-11-02T00:00:00Z");
        assert!(!may_be_late(now, now));
        assert!(!may_be_late(at("2026-11-01T00:00:00Z"), now));
        assert!(may_be_late(at("2026-10-31T23:59:59Z"), now));
    }
}
