//! Mails that follow the materials by themselves: a case study, then the offer of a call.

use chrono_tz::Tz;

use crate::calendar::start_of_day;
use crate::choices;
use crate::leads::inquiry::LeadKind;
use crate::leads::lead::LeadStatus;
use crate::locale::Locale;
use crate::time::Timestamp;
use crate::workday::{Workdays, workday_from};

choices! {
    /// What follows the materials.
    pub enum Step {
        /// How another one fared.
        Case = "case",
        /// The offer of a call.
        Call = "call",
    }
}

/// The hour of the reader's day at which mails that follow by themselves are sent.
const HOUR: i64 = 10;

/// What follows, for whom: days after the materials. KOLs are written to as manufacturers are, in
/// words of their own.
pub const fn days(kind: LeadKind, step: Step) -> i64 {
    match (kind, step) {
        (LeadKind::Manufacturer | LeadKind::Kol, Step::Case) => 3,
        (LeadKind::Manufacturer | LeadKind::Kol, Step::Call) => 10,
    }
}

impl Step {
    /// The first one.
    pub const FIRST: Self = Self::Case;

    /// What follows after it.
    pub const fn next(self) -> Option<Self> {
        match self {
            Self::Case => Some(Self::Call),
            Self::Call => None,
        }
    }
}

/// When a step is due: so many days after the materials, in the morning of the first day from then
/// on on which the reader is at work.
pub fn due_at(
    step: Step,
    kind: LeadKind,
    sent_at: Timestamp,
    locale: Locale,
    zone: Tz,
) -> Timestamp {
    let reader = reader_zone(locale, zone);
    let day = sent_at.plus_days(days(kind, step)).date_in(reader);
    let day = workday_from(day, &[Workdays::of_reader(locale, zone)]);
    start_of_day(day, reader).plus_seconds(HOUR * 3_600)
}

/// The clock that a reader of a language most likely looks at.
fn reader_zone(locale: Locale, zone: Tz) -> Tz {
    match locale {
        Locale::Ja => Tz::Asia__Tokyo,
        Locale::ZhHans => Tz::Asia__Shanghai,
        Locale::En => zone,
    }
}

/// Whether a lead that stands there still gets what follows by itself: until a person takes it up.
pub fn goes_on(status: LeadStatus) -> bool {
    status == LeadStatus::MaterialSent
}

#[cfg(test)]
mod tests {
    use super::*;

    fn due(step: Step, sent: &str, locale: Locale) -> String {
        let sent = Timestamp::parse(sent).expect("moment");
        due_at(step, LeadKind::Manufacturer, sent, locale, Tz::Asia__Tokyo).to_string()
    }

    #[test]
    fn mails_follow_on_days_on_which_the_reader_is_at_work() {
        assert_eq!(due(Step::Case, "2026-11-09T01:00:00Z", Locale::Ja), "2026-11-12T01:00:00Z");
        // A Saturday, Sunday and a holiday are skipped in Japan; China works on that Monday.
        assert_eq!(due(Step::Case, "2026-11-18T01:00:00Z", Locale::Ja), "2026-11-24T01:00:00Z");
        assert_eq!(due(Step::Case, "2026-11-18T01:00:00Z", Locale::ZhHans), "2026-11-23T02:00:00Z");
        // A Saturday that China works.
        assert_eq!(due(Step::Case, "2026-02-11T01:00:00Z", Locale::ZhHans), "2026-02-14T02:00:00Z");
        assert_eq!(due(Step::Call, "2026-09-25T01:00:00Z", Locale::ZhHans), "2026-10-08T02:00:00Z");
    }

    #[test]
    fn there_are_two_steps() {
        assert_eq!(Step::FIRST.next(), Some(Step::Call));
        assert_eq!(Step::Call.next(), None);
    }
}
