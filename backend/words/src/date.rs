//! Dates and times as a clock in a zone shows them, in the Gregorian calendar and with 24 hours.

use std::sync::LazyLock;

use chrono::{DateTime, Datelike, NaiveDate, Timelike};
use chrono_tz::Tz;
use domain::calendar::Month;
use domain::{Locale, Timestamp};
use icu_calendar::Gregorian;
use icu_datetime::fieldsets::{YM, YMD, YMDT};
use icu_datetime::input::{Date, Time};
use icu_datetime::{DateTimeFormatterPreferences, FixedCalendarDateTimeFormatter};

use crate::number::icu;

type Formatters<F> = LazyLock<[Option<FixedCalendarDateTimeFormatter<Gregorian, F>>; 3]>;

static DAYS: Formatters<YMD> = LazyLock::new(|| {
    Locale::ALL.map(|locale| {
        FixedCalendarDateTimeFormatter::try_new(preferences(locale), YMD::long()).ok()
    })
});
static MONTHS: Formatters<YM> = LazyLock::new(|| {
    Locale::ALL
        .map(|locale| FixedCalendarDateTimeFormatter::try_new(preferences(locale), YM::long()).ok())
});
static TIMES: Formatters<YMDT> = LazyLock::new(|| {
    let fields = YMD::long().with_time_hm();
    Locale::ALL
        .map(|locale| FixedCalendarDateTimeFormatter::try_new(preferences(locale), fields).ok())
});

fn preferences(locale: Locale) -> DateTimeFormatterPreferences {
    icu(locale).into()
}

/// The date that a clock in the zone shows: `2026年11月22日`, `November 22, 2026`.
pub fn date(locale: Locale, at: Timestamp, zone: Tz) -> String {
    day(locale, at.date_in(zone))
}

/// Date and time as a clock in the zone shows them: `2026年11月22日 16:09`,
/// `November 22, 2026 at 16:09`.
pub fn datetime(locale: Locale, at: Timestamp, zone: Tz) -> String {
    let local = at.in_zone(zone);
    let (hour, minute) = (narrow(local.hour()), narrow(local.minute()));
    let formatted = (|| {
        let date = gregorian(local.date_naive())?;
        let time = Time::try_new(hour, minute, 0, 0).ok()?;
        let input = icu_datetime::input::DateTime { date, time };
        Some(TIMES[locale as usize].as_ref()?.format(&input).to_string())
    })();
    formatted.unwrap_or_else(|| stamp(locale, at, zone))
}

/// [`datetime`] with the zone's abbreviation: `2026年11月22日 16:09 JST`. Zones without one are
/// shown by their offset: `UTC+08`.
pub fn datetime_zoned(locale: Locale, at: Timestamp, zone: Tz) -> String {
    format!("{} {}", datetime(locale, at, zone), abbreviation(&at.in_zone(zone)))
}

/// The form of staff tables, which sorts as it reads and is the same in every language:
/// `2026/11/22 16:09`.
pub fn stamp(_locale: Locale, at: Timestamp, zone: Tz) -> String {
    at.in_zone(zone).format("%Y/%m/%d %H:%M").to_string()
}

/// A month: `2026年11月`, `November 2026`.
pub fn month(locale: Locale, month: Month) -> String {
    let formatted = gregorian(month.first_day())
        .zip(MONTHS[locale as usize].as_ref())
        .map(|(date, formatter)| formatter.format(&date).to_string());
    formatted.unwrap_or_else(|| month.to_string())
}

/// A date that needs no zone: `2026年11月22日`, `November 22, 2026`.
pub fn day(locale: Locale, day: NaiveDate) -> String {
    let formatted = gregorian(day)
        .zip(DAYS[locale as usize].as_ref())
        .map(|(date, formatter)| formatter.format(&date).to_string());
    formatted.unwrap_or_else(|| day.to_string())
}

/// `None` for years that the library does not know.
fn gregorian(day: NaiveDate) -> Option<Date<Gregorian>> {
    Date::try_new_gregorian(day.year(), narrow(day.month()), narrow(day.day())).ok()
}

/// A part of a date or time, which is never past 59.
fn narrow(part: u32) -> u8 {
    u8::try_from(part).unwrap_or_default()
}

fn abbreviation(local: &DateTime<Tz>) -> String {
    let name = local.format("%Z").to_string();
    if name.starts_with(['+', '-']) { format!("UTC{}", name.replace('-', "−")) } else { name }
}

#[cfg(test)]
mod tests {
    use chrono_tz::Asia::{Shanghai, Singapore, Tokyo};

    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).expect("moment")
    }

    #[test]
    fn dates_and_times_are_those_of_the_zone() {
        let at = at("2026-11-22T15:09:59Z");
        let dates = Locale::ALL.map(|locale| date(locale, at, Tokyo));
        assert_eq!(dates, ["2026年11月23日", "2026年11月23日", "November 23, 2026"]);
        let times = Locale::ALL.map(|locale| datetime(locale, at, Tokyo));
        assert_eq!(
            times,
            ["2026年11月23日 0:09", "2026年11月23日 00:09", "November 23, 2026 at 00:09"]
        );
        assert_eq!(stamp(Locale::Ja, at, Shanghai), "2026/11/22 23:09");
    }

    #[test]
    fn a_zone_is_named_where_asked() {
        let at = at("2026-11-22T07:09:00Z");
        assert_eq!(datetime_zoned(Locale::Ja, at, Tokyo), "2026年11月22日 16:09 JST");
        assert_eq!(datetime_zoned(Locale::ZhHans, at, Shanghai), "2026年11月22日 15:09 CST");
        assert_eq!(datetime_zoned(Locale::En, at, Singapore), "November 22, 2026 at 15:09 UTC+08");
    }

    #[test]
    fn months_print_in_each_language() {
        let november: Month = "2026-11".parse().expect("month");
        let months = Locale::ALL.map(|locale| month(locale, november));
        assert_eq!(months, ["2026年11月", "2026年11月", "November 2026"]);
    }

    #[test]
    fn dates_far_away_print_without_panicking() {
        for far in [NaiveDate::MIN, NaiveDate::MAX] {
            assert!(!day(Locale::Ja, far).is_empty());
        }
    }
}
