//! Moments: UTC, whole microseconds, handed in as a parameter.

use std::fmt;

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveDateTime, TimeZone, Timelike, Utc};
use chrono_tz::Tz;

/// A moment in UTC, truncated to microseconds so that both engines give back what they were given.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    diesel::expression::AsExpression,
    diesel::deserialize::FromSqlRow,
)]
#[diesel(sql_type = diesel::sql_types::Timestamp)]
pub struct Timestamp(NaiveDateTime);

impl Timestamp {
    /// Truncates to microseconds.
    #[must_use]
    pub fn new(moment: DateTime<Utc>) -> Self {
        Self::from_naive(moment.naive_utc())
    }

    /// A UTC moment without its zone, as columns hold it.
    #[must_use]
    pub fn from_naive(naive: NaiveDateTime) -> Self {
        let micros = naive.nanosecond() / 1_000 * 1_000;
        Self(naive.with_nanosecond(micros).unwrap_or(naive))
    }

    /// Reads an ISO 8601 / RFC 3339 moment with its offset.
    pub fn parse(text: &str) -> Option<Self> {
        DateTime::parse_from_rfc3339(text.trim()).ok().map(|moment| Self::new(moment.to_utc()))
    }

    /// The UTC moment without its zone.
    pub fn naive(self) -> NaiveDateTime {
        self.0
    }

    pub(crate) fn as_naive(&self) -> &NaiveDateTime {
        &self.0
    }

    /// The text of an `SQLite` column, `2026-11-22 07:09:01.5`: without a fraction, with three
    /// digits of it, or with six.
    pub(crate) fn to_column(self) -> String {
        let (date, time) = (self.0.date(), self.0.time());
        let mut text = String::with_capacity(26);
        let mut digits = |number: u32, places: u32, before: &str| {
            text.push_str(before);
            for place in (0..places).rev() {
                let digit = number / 10u32.pow(place) % 10;
                text.push(char::from_digit(digit, 10).unwrap_or('0'));
            }
        };
        digits(date.year().unsigned_abs(), 4, "");
        digits(date.month(), 2, "-");
        digits(date.day(), 2, "-");
        digits(time.hour(), 2, " ");
        digits(time.minute(), 2, ":");
        digits(time.second(), 2, ":");
        match time.nanosecond() / 1_000 {
            0 => {}
            micros if micros % 1_000 == 0 => digits(micros / 1_000, 3, "."),
            micros => digits(micros, 6, "."),
        }
        text
    }

    /// Reads the text of an `SQLite` column.
    pub(crate) fn from_column(text: &str) -> Option<Self> {
        let number = |from: usize, to: usize| -> Option<u32> {
            let digits = text.as_bytes().get(from..to)?;
            digits.iter().try_fold(0, |sum: u32, digit| {
                digit.is_ascii_digit().then(|| sum * 10 + u32::from(digit - b'0'))
            })
        };
        let year = i32::try_from(number(0, 4)?).ok()?;
        let date = NaiveDate::from_ymd_opt(year, number(5, 7)?, number(8, 10)?)?;
        let micros = match text.len() {
            19 => 0,
            23 => number(20, 23)? * 1_000,
            26 => number(20, 26)?,
            _ => return None,
        };
        let (hour, minute, second) = (number(11, 13)?, number(14, 16)?, number(17, 19)?);
        date.and_hms_micro_opt(hour, minute, second, micros).map(Self)
    }

    /// Seconds since 1970.
    pub fn unix_seconds(self) -> i64 {
        self.0.and_utc().timestamp()
    }

    /// Microseconds since 1970.
    pub fn unix_micros(self) -> i64 {
        self.0.and_utc().timestamp_micros()
    }

    /// So many seconds after 1970.
    pub fn from_unix_seconds(seconds: i64) -> Option<Self> {
        DateTime::from_timestamp(seconds, 0).map(Self::new)
    }

    /// Later by so many seconds.
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0 + Duration::seconds(seconds))
    }

    /// Later by so many days of 24 hours.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        Self(self.0 + Duration::days(days))
    }

    /// Seconds from then to this moment.
    pub fn seconds_since(self, then: Self) -> i64 {
        (self.0 - then.0).num_seconds()
    }

    /// The calendar date that a clock in the zone shows.
    pub fn date_in(self, zone: Tz) -> NaiveDate {
        self.in_zone(zone).date_naive()
    }

    /// The moment as a clock in the zone shows it.
    pub fn in_zone(self, zone: Tz) -> DateTime<Tz> {
        zone.from_utc_datetime(&self.0)
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (date, time) = (self.0.date(), self.0.time());
        write!(f, "{:04}-{:02}-{:02}", date.year(), date.month(), date.day())?;
        write!(f, "T{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second())?;
        let micros = time.nanosecond() / 1_000;
        if micros > 0 { write!(f, ".{micros:06}Z") } else { f.write_str("Z") }
    }
}

impl serde::Serialize for Timestamp {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Timestamp {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("not a moment with its offset"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_reads_back_and_keeps_microseconds() {
        let at = Timestamp::parse("2026-11-22T16:09:01.123456789+09:00").expect("moment");
        assert_eq!(at.to_string(), "2026-11-22T07:09:01.123456Z");
        assert_eq!(Timestamp::parse(&at.to_string()), Some(at));
    }

    #[test]
    fn a_column_holds_what_the_database_library_would_write() {
        for (micros, text) in [
            (0, "2026-02-03 04:05:06"),
            (500_000, "2026-02-03 04:05:06.500"),
            (1_000, "2026-02-03 04:05:06.001"),
            (123_456, "2026-02-03 04:05:06.123456"),
        ] {
            let naive = NaiveDate::from_ymd_opt(2026, 2, 3)
                .and_then(|date| date.and_hms_micro_opt(4, 5, 6, micros))
                .expect("moment");
            let at = Timestamp::from_naive(naive);
            assert_eq!(at.to_column(), text);
            assert_eq!(at.to_column(), naive.format("%F %T%.f").to_string());
            assert_eq!(Timestamp::from_column(text), Some(at));
        }
        for bad in ["", "2026-02-03", "2026-02-30 04:05:06", "2026-02-03 04:05:xx", "2026-02-03T"] {
            assert_eq!(Timestamp::from_column(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_date_depends_on_the_zone() {
        let at = Timestamp::parse("2026-10-31T15:30:00Z").expect("moment");
        assert_eq!(at.date_in(chrono_tz::Asia::Tokyo).to_string(), "2026-11-01");
        assert_eq!(at.date_in(chrono_tz::UTC).to_string(), "2026-10-31");
    }
}
