//! Days on which people are at work, by country: weekends, holidays, make-up workdays.

mod days;

use chrono::{Datelike, NaiveDate, Weekday};
use chrono_tz::Tz;

use crate::calendar::start_of_day;
use crate::locale::Locale;
use crate::time::Timestamp;

/// No row of days off is longer: a search for a workday ends.
const LONGEST_REST: u32 = 31;

/// Whose days off count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Workdays {
    /// Japan: weekends, national holidays, the turn of the year as banks keep it.
    Japan,
    /// Mainland China: weekends and decreed days off, less the weekends that are worked instead.
    China,
    /// Monday to Friday.
    Weekdays,
}

impl Workdays {
    /// Where the readers of a language live; readers of English where the network is.
    pub fn of_reader(locale: Locale, zone: Tz) -> Self {
        match locale {
            Locale::Ja => Self::Japan,
            Locale::ZhHans => Self::China,
            Locale::En => Self::of_zone(zone),
        }
    }

    /// Where a network is, by the clock of its business dates.
    pub fn of_zone(zone: Tz) -> Self {
        match zone {
            Tz::Asia__Tokyo | Tz::Japan => Self::Japan,
            Tz::Asia__Shanghai | Tz::Asia__Chongqing | Tz::Asia__Urumqi | Tz::PRC => Self::China,
            _ => Self::Weekdays,
        }
    }

    /// Whether people are at work on a day.
    pub fn has(self, day: NaiveDate) -> bool {
        let weekday = !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        match self {
            Self::Weekdays => weekday,
            Self::Japan => weekday && !is_in(days::JAPAN, day) && !is_turn_of_year(day),
            Self::China if is_decreed(day) => {
                is_in(days::CHINA_AT_WORK, day) || (weekday && !is_in(days::CHINA, day))
            }
            // Not decreed yet: what is a day off in every year.
            Self::China => weekday && !is_fixed_in_china(day),
        }
    }
}

/// The first day from a day on that is a workday for everybody.
pub fn workday_from(day: NaiveDate, whose: &[Workdays]) -> NaiveDate {
    let all = |day: &NaiveDate| whose.iter().all(|one| one.has(*day));
    day.iter_days().take(LONGEST_REST as usize).find(all).unwrap_or(day)
}

/// So many workdays after a moment, at the same time of day; what comes on a day off counts from the
/// beginning of the next workday.
pub fn workdays_after(at: Timestamp, count: i64, zone: Tz, whose: &[Workdays]) -> Timestamp {
    let today = at.date_in(zone);
    let first = workday_from(today, whose);
    let time = if first == today { at.seconds_since(start_of_day(today, zone)) } else { 0 };
    let mut day = first;
    for _ in 0..count.max(0) {
        day = workday_from(day.succ_opt().unwrap_or(day), whose);
    }
    start_of_day(day, zone).plus_seconds(time)
}

fn is_in(years: &[(i32, &[u32])], day: NaiveDate) -> bool {
    let place = day.month() * 100 + day.day();
    years.iter().any(|(year, days)| *year == day.year() && days.contains(&place))
}

fn is_decreed(day: NaiveDate) -> bool {
    days::CHINA.iter().any(|(year, _)| *year == day.year())
}

fn is_turn_of_year(day: NaiveDate) -> bool {
    matches!((day.month(), day.day()), (12, 31) | (1, 1..=3))
}

fn is_fixed_in_china(day: NaiveDate) -> bool {
    matches!((day.month(), day.day()), (1, 1) | (5, 1..=3) | (10, 1..=7))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("day")
    }

    #[test]
    fn japan_rests_on_holidays_substitutes_and_the_turn_of_the_year() {
        for off in [
            "2026-09-21",
            "2026-09-22",
            "2026-05-06",
            "2027-03-22",
            "2026-11-23",
            "2026-12-31",
            "2027-01-02",
            "2026-11-28",
        ] {
            assert!(!Workdays::Japan.has(day(off)), "{off}");
        }
        for on in ["2026-09-24", "2026-12-30", "2027-01-04", "2026-11-24"] {
            assert!(Workdays::Japan.has(day(on)), "{on}");
        }
    }

    #[test]
    fn china_works_on_some_weekends_instead() {
        for on in ["2026-02-14", "2026-02-28", "2026-11-23"] {
            assert!(Workdays::China.has(day(on)), "{on}");
        }
        for off in ["2026-02-16", "2026-10-01", "2027-10-01", "2027-05-01"] {
            assert!(!Workdays::China.has(day(off)), "{off}");
        }
    }

    #[test]
    fn workdays_are_those_of_both_sides() {
        let zone = Tz::Asia__Tokyo;
        let both = [Workdays::Japan, Workdays::China];
        // Friday 10:00 in Tokyo; the Monday after is a holiday there.
        let friday = Timestamp::parse("2026-11-20T01:00:00Z").expect("moment");
        assert_eq!(workdays_after(friday, 1, zone, &both).to_string(), "2026-11-24T01:00:00Z");
        // On a Saturday the day begins with the next workday.
        let saturday = Timestamp::parse("2026-11-28T03:00:00Z").expect("moment");
        assert_eq!(workdays_after(saturday, 1, zone, &both).to_string(), "2026-11-30T15:00:00Z");
        assert_eq!(workday_from(day("2026-10-01"), &both), day("2026-10-08"));
    }

    #[test]
    fn readers_rest_where_they_live() {
        let tokyo = Tz::Asia__Tokyo;
        assert_eq!(Workdays::of_reader(Locale::ZhHans, tokyo), Workdays::China);
        assert_eq!(Workdays::of_reader(Locale::En, tokyo), Workdays::Japan);
        assert_eq!(Workdays::of_zone(Tz::Europe__Paris), Workdays::Weekdays);
    }
}
