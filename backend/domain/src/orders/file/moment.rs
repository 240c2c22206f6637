//! Moments as exports write them.

use chrono::{DateTime, Datelike, NaiveDate, TimeZone, Timelike};
use chrono_tz::Tz;

use super::cell::Fault;
use super::profile::DateOrder;
use crate::text::fold_width;
use crate::time::Timestamp;

/// A moment: with its offset as [`moment`] reads it; without one, in the order and on the clock of
/// the profile, where it has a clock.
pub(super) fn moment_on(
    text: &str,
    order: DateOrder,
    zone: Option<Tz>,
) -> Result<Timestamp, Fault> {
    zone.and_then(|zone| local(text, order, zone)).map_or_else(|| moment(text), Ok)
}

/// `2026-05-14 11:23:45`, `2026年5月14日 11時23分`, `05/14/2026 11:23:45 AM`, `2026/5/14`: up to six
/// numbers and the half of the day.
fn local(text: &str, order: DateOrder, zone: Tz) -> Option<Timestamp> {
    let folded = fold_width(text);
    let mut numbers = [0_u32; 6];
    let (mut count, mut first_length, mut digits) = (0, 0, 0);
    let mut half = None;
    let mut rest = folded.as_str();
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        if let Some(digit) = c.to_digit(10) {
            count += usize::from(digits == 0);
            digits += 1;
            let number = numbers.get_mut(count.checked_sub(1)?)?;
            *number = number.checked_mul(10)?.checked_add(digit)?;
            first_length += usize::from(count == 1);
            continue;
        }
        digits = 0;
        match (c, rest.chars().next()) {
            ('A' | 'a' | 'P' | 'p', Some('M' | 'm')) => {
                half = Some(matches!(c, 'P' | 'p'));
                rest = &rest[1..];
            }
            ('午', Some(which @ ('前' | '后' | '後'))) => {
                half = Some(which != '前');
                rest = &rest[which.len_utf8()..];
            }
            ('上' | '下', Some('午')) => {
                half = Some(c == '下');
                rest = &rest['午'.len_utf8()..];
            }
            // Milliseconds, which some exports add.
            ('.', _) if count == 6 => {
                if !rest.bytes().all(|byte| byte.is_ascii_digit()) {
                    return None;
                }
                break;
            }
            (
                '-' | '/' | '.' | ':' | ' ' | 'T' | '年' | '月' | '日' | '時' | '时' | '分' | '秒',
                _,
            ) => {}
            _ => return None,
        }
    }
    let [one, two, three, hour, minute, second] = numbers;
    let (year, month, day) = match (order, first_length) {
        (_, 4) => (one, two, three),
        (DateOrder::Month, _) => (three, one, two),
        (DateOrder::Day, _) => (three, two, one),
        (DateOrder::Year, _) => return None,
    };
    let hour = match half {
        None => hour,
        Some(_) if hour > 12 => return None,
        Some(after) => hour % 12 + if after { 12 } else { 0 },
    };
    if !matches!(count, 3 | 5 | 6) || !(2000..2200).contains(&year) {
        return None;
    }
    let day = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    let at = zone.from_local_datetime(&day.and_hms_opt(hour, minute, second)?).earliest()?;
    Some(Timestamp::new(at.to_utc()))
}

/// A moment with its offset: `2026-05-14 11:23:45 +0100`, the same with `UTC`, or ISO 8601. A
/// moment without an offset is refused, for nobody could say which day it is.
fn moment(text: &str) -> Result<Timestamp, Fault> {
    let iso = as_iso(text);
    DateTime::parse_from_rfc3339(iso.as_deref().unwrap_or(text))
        .ok()
        // Later arithmetic needs years within reason, and columns know no leap second.
        .filter(|at| (2000..2200).contains(&at.year()) && at.nanosecond() < 1_000_000_000)
        .map(|at| Timestamp::new(at.to_utc()))
        .ok_or(("date-malformed", Vec::new()))
}

/// Date, time and offset with blanks between them, put together as ISO 8601 has it.
fn as_iso(text: &str) -> Option<String> {
    let (date, rest) = text.split_once(' ')?;
    let (time, offset) = rest.split_once(' ')?;
    Some(match offset {
        "UTC" | "Z" => format!("{date}T{time}Z"),
        _ if offset.len() == 5 && offset.is_ascii() => {
            format!("{date}T{time}{}:{}", &offset[..3], &offset[3..])
        }
        _ => format!("{date}T{time}{offset}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_need_an_offset() {
        let at = Timestamp::parse("2026-05-14T10:23:45Z");
        for text in [
            "2026-05-14 11:23:45 +0100",
            "2026-05-14 11:23:45 +01:00",
            "2026-05-14 10:23:45 UTC",
            "2026-05-14T10:23:45Z",
            "2026-05-14T19:23:45.000+09:00",
        ] {
            assert_eq!(moment(text).ok(), at, "{text}");
        }
        for text in [
            "",
            "2026-05-14",
            "2026-05-14 11:23:45",
            "2026/05/14 11:23 +0900",
            "2026-02-30 11:23:45 +0100",
            "2026-05-14T23:59:60Z",
            "0001-01-01 00:00:00 +0100",
            "99999-01-01 00:00:00 +0100",
        ] {
            assert!(moment(text).is_err(), "{text}");
        }
    }

    #[test]
    fn moments_without_an_offset_are_read_on_the_profiles_clock() {
        let tokyo = Some(Tz::Asia__Tokyo);
        let read = |text, order| moment_on(text, order, tokyo).ok();
        let at = Timestamp::parse("2026-05-14T02:23:45Z");
        for text in [
            "2026-05-14 11:23:45",
            "2026/5/14 11:23:45",
            "２０２６年５月１４日 11時23分45秒",
            "2026-05-14T11:23:45.000",
            "2026-05-14 11:23:45 +0900",
            "2026/05/14 午前11:23:45",
        ] {
            assert_eq!(read(text, DateOrder::Year), at, "{text}");
        }
        assert_eq!(read("05/14/2026 11:23:45 AM", DateOrder::Month), at);
        assert_eq!(read("14/05/2026 11:23:45", DateOrder::Day), at);
        assert_eq!(
            read("05/14/2026 11:23:45 PM", DateOrder::Month),
            at.map(|at| at.plus_seconds(43_200))
        );
        assert_eq!(read("2026-05-14", DateOrder::Year), Timestamp::parse("2026-05-13T15:00:00Z"));
        for text in [
            "05/14/2026",
            "2026-13-01",
            "2026-05-14 25:00:00",
            "2026",
            "99",
            "x",
            "2026-05-14 1:2:3:4",
        ] {
            assert_eq!(read(text, DateOrder::Year), None, "{text}");
        }
    }
}
