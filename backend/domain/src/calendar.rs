//! Business dates: what a clock in the network's time zone shows.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeZone};
use chrono_tz::Tz;

use crate::time::Timestamp;

/// A month of a calendar, the unit of statements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: i32,
    month: u32,
}

impl Month {
    /// The month of a date.
    pub fn of(date: NaiveDate) -> Self {
        Self { year: date.year(), month: date.month() }
    }

    /// The month that a clock in the zone shows at a moment.
    pub fn at(at: Timestamp, zone: Tz) -> Self {
        Self::of(at.date_in(zone))
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.year
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u32 {
        self.month
    }

    /// The month after.
    #[must_use]
    pub fn next(self) -> Self {
        if self.month == 12 {
            Self { year: self.year + 1, month: 1 }
        } else {
            Self { year: self.year, month: self.month + 1 }
        }
    }

    /// The month before.
    #[must_use]
    pub fn previous(self) -> Self {
        if self.month == 1 {
            Self { year: self.year - 1, month: 12 }
        } else {
            Self { year: self.year, month: self.month - 1 }
        }
    }

    /// Its first day.
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, self.month, 1).unwrap_or_default()
    }

    /// From the first moment of the month to the first of the next, as UTC.
    pub fn span(self, zone: Tz) -> (Timestamp, Timestamp) {
        (start_of_day(self.first_day(), zone), start_of_day(self.next().first_day(), zone))
    }
}

/// The first moment of a day in a zone, also where a clock change skips midnight.
pub fn start_of_day(day: NaiveDate, zone: Tz) -> Timestamp {
    let midnight = day.and_time(chrono::NaiveTime::MIN);
    let moment = (0..=3)
        .find_map(|hour| {
            zone.from_local_datetime(&(midnight + chrono::Duration::hours(hour))).earliest()
        })
        .unwrap_or_else(|| zone.from_utc_datetime(&midnight));
    Timestamp::new(moment.to_utc())
}

/// The first moment after a day as a field tells it, `2026-11-22`; none for another text.
pub fn after_day(text: &str, zone: Tz) -> Option<Timestamp> {
    let day: NaiveDate = text.trim().parse().ok()?;
    let in_range = (2000..2200).contains(&day.year());
    day.succ_opt().filter(|_| in_range).map(|next| start_of_day(next, zone))
}

/// The moment at which a clock in the zone shows `2026-11-22T20:00`, as a browser's field tells it;
/// none for another text, or an hour that the clock leaves out.
pub fn local_moment(text: &str, zone: Tz) -> Option<Timestamp> {
    let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").ok()?;
    let in_range = (2000..2200).contains(&local.year());
    let moment = zone.from_local_datetime(&local).earliest().filter(|_| in_range)?;
    Some(Timestamp::new(moment.to_utc()))
}

/// A moment as such a field begins with it.
pub fn local_text(at: Timestamp, zone: Tz) -> String {
    at.in_zone(zone).format("%Y-%m-%dT%H:%M").to_string()
}

/// A text that is no month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a month")]
pub struct NotAMonth;

impl FromStr for Month {
    type Err = NotAMonth;

    fn from_str(text: &str) -> Result<Self, NotAMonth> {
        let (year, month) = text.split_once('-').ok_or(NotAMonth)?;
        if year.len() != 4 || month.len() != 2 {
            return Err(NotAMonth);
        }
        let (year, month) =
            (year.parse().map_err(|_| NotAMonth)?, month.parse().map_err(|_| NotAMonth)?);
        if (2000..2200).contains(&year) && (1..=12).contains(&month) {
            Ok(Self { year, month })
        } else {
            Err(NotAMonth)
        }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_spans_the_zones_days() {
        let month: Month = "2026-12".parse().expect("month");
        let (from, to) = month.span(chrono_tz::Asia::Tokyo);
        assert_eq!(from.to_string(), "2026-11-30T15:00:00Z");
        assert_eq!(to.to_string(), "2026-12-31T15:00:00Z");
        assert_eq!(month.next().to_string(), "2027-01");
        assert_eq!(month.next().previous(), month);
    }

    #[test]
    fn what_is_no_month_is_refused() {
        for wrong in ["", "2026", "2026-13", "2026-1", "26-01", "2026-00", "9999-01"] {
            assert!(wrong.parse::<Month>().is_err(), "{wrong}");
        }
    }
}
