//! The dates that balances are asked for.

use chrono_tz::Tz;
use domain::calendar::start_of_day;
use domain::error::Fields;
use domain::ledger::fx::day;
use store::ledger::balance::AsOf;

/// The two dates of a query, as they were sent: each is a whole day of the network's clock.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dates {
    /// Entries that counted by the end of this day: `2026-11-22`.
    pub effective: String,
    /// Entries that were recorded by the end of this day.
    pub recorded: String,
}

impl Dates {
    /// The dates of a query.
    pub fn of(effective: Option<&String>, recorded: Option<&String>) -> Self {
        let kept = |told: Option<&String>| told.map(|told| told.trim().to_owned());
        Self {
            effective: kept(effective).unwrap_or_default(),
            recorded: kept(recorded).unwrap_or_default(),
        }
    }

    /// Whether any is asked for.
    pub fn any(&self) -> bool {
        !self.effective.is_empty() || !self.recorded.is_empty()
    }

    /// Which entries that means; what is no date is noted.
    pub fn read(&self, fields: &mut Fields, zone: Tz) -> AsOf {
        let mut end = |name: &str, told: &str| {
            if told.is_empty() {
                return None;
            }
            let end = day(told).and_then(|day| day.succ_opt()).map(|day| start_of_day(day, zone));
            fields.check(end.is_some(), name, "date-malformed");
            end
        };
        AsOf {
            effective_before: end("effective", &self.effective),
            recorded_before: end("recorded", &self.recorded),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_means_the_whole_day_of_the_network() {
        let dates = Dates { effective: "2026-10-31".into(), recorded: String::new() };
        let mut fields = Fields::new();
        let as_of = dates.read(&mut fields, chrono_tz::Asia::Tokyo);
        let end = as_of.effective_before.map(|end| end.to_string());
        assert_eq!(end.as_deref(), Some("2026-10-31T15:00:00Z"));
        assert_eq!((as_of.recorded_before, fields.finish()), (None, Ok(())));
        let mut fields = Fields::new();
        let wrong = Dates { effective: "2026-02-30".into(), recorded: "yesterday".into() };
        wrong.read(&mut fields, chrono_tz::UTC);
        assert!(matches!(fields.finish(), Err(domain::Error::Invalid(all)) if all.len() == 2));
    }
}
