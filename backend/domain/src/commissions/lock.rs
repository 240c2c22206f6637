//! The rate that a KOL may count on: a raise counts at once, a cut only after notice and after the
//! days for which the rate at picking is locked (COM-08).
//!
//! The 30 days are those of the platforms' open plans (techcrams.com/what-is-affiliate-commission);
//! the day of picking is the first of them.

use crate::rate::Rate;
use crate::time::Timestamp;

/// Days for which a KOL keeps the rate that a product was picked at, or was raised to.
pub const LOCK_DAYS: i64 = 30;
/// Days that a cut is told ahead.
pub const NOTICE_DAYS: i64 = 2;

/// The rate for an order at `at`, of a product that was picked at a rate then; `changes` are those
/// of the plan since, oldest first.
pub fn rate_at(picked: (Timestamp, Rate), changes: &[(Timestamp, Rate)], at: Timestamp) -> Rate {
    let (mut locked_since, mut rate) = picked;
    // A cut waits until its notice and the lock are over, unless another change comes first.
    let mut waiting: Option<(Timestamp, Rate)> = None;
    let passed =
        changes.iter().filter(|(changed_at, _)| *changed_at > picked.0 && *changed_at <= at);
    for (changed_at, offered) in passed {
        rate = arrived(&mut waiting, *changed_at).unwrap_or(rate);
        if *offered >= rate {
            (locked_since, rate, waiting) = (*changed_at, *offered, None);
        } else {
            let free = locked_since.plus_days(LOCK_DAYS);
            let told = changed_at.plus_days(NOTICE_DAYS);
            waiting = Some((free.max(told), *offered));
        }
    }
    arrived(&mut waiting, at).unwrap_or(rate)
}

fn arrived(waiting: &mut Option<(Timestamp, Rate)>, at: Timestamp) -> Option<Rate> {
    waiting.take_if(|(from, _)| *from <= at).map(|(_, rate)| rate)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Timestamp {
        Timestamp::parse(&format!("{text}T00:00:00Z")).expect("moment")
    }

    fn percent(number: i64) -> Rate {
        Rate::from_ppm(number * 10_000).expect("rate")
    }

    #[test]
    fn a_cut_is_told_two_days_ahead() {
        let picked = (day("2026-01-01"), percent(15));
        let changes = [(day("2026-10-10"), percent(10))];
        assert_eq!(rate_at(picked, &changes, day("2026-10-11")), percent(15));
        assert_eq!(rate_at(picked, &changes, day("2026-10-12")), percent(10));
    }

    #[test]
    fn a_raise_is_locked_like_a_picking() {
        let picked = (day("2026-01-01"), percent(10));
        let changes = [(day("2026-10-01"), percent(20)), (day("2026-10-05"), percent(12))];
        assert_eq!(rate_at(picked, &changes, day("2026-10-04")), percent(20));
        assert_eq!(rate_at(picked, &changes, day("2026-10-30")), percent(20));
        assert_eq!(rate_at(picked, &changes, day("2026-10-31")), percent(12));
    }

    #[test]
    fn a_cut_that_is_taken_back_in_time_never_counts() {
        let picked = (day("2026-10-01"), percent(15));
        let changes = [(day("2026-10-05"), percent(10)), (day("2026-10-20"), percent(15))];
        assert_eq!(rate_at(picked, &changes, day("2026-12-01")), percent(15));
    }

    #[test]
    fn what_changed_before_the_picking_is_in_its_rate() {
        let picked = (day("2026-10-01"), percent(15));
        let changes = [(day("2026-09-01"), percent(30))];
        assert_eq!(rate_at(picked, &changes, day("2026-10-02")), percent(15));
    }
}
