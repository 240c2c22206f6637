//! How mails fared: by day and by kind, and how long a mail server took to take them.

use std::collections::BTreeMap;

use chrono_tz::Tz;
use domain::access::{Member, Permission};
use domain::platform::queue::MailStatus;
use domain::{Error, Result, Timestamp};
use store::platform::mail_report::{self, Tally};
use store::scope::NetworkTx;

/// Days of a report, unless its reader says otherwise.
pub const DAYS: i64 = 30;
/// Days of a report at most.
pub const MOST_DAYS: i64 = 366;

/// Mails of a day or a kind.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct Fared {
    /// Written.
    pub written: i64,
    /// Waiting to be sent.
    pub queued: i64,
    /// Taken by a mail server, and not come back.
    pub sent: i64,
    /// Come back.
    pub bounced: i64,
    /// Not sent, because their addresses are written to no more.
    pub suppressed: i64,
    /// Given up.
    pub dead: i64,
    /// Milliseconds from written to taken, on average; null where none was taken.
    pub wait_ms: Option<i64>,
    #[serde(skip)]
    taken: i64,
    #[serde(skip)]
    waited: i64,
}

/// The report.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// Everything together.
    pub whole: Fared,
    /// By day of the network's clock, each with one of its hours, latest first; days without mails are
    /// absent.
    pub days: Vec<(Timestamp, Fared)>,
    /// By kind, most first.
    pub kinds: Vec<(String, Fared)>,
}

impl Fared {
    fn add(&mut self, tally: &Tally) {
        self.written += tally.count;
        let place = match tally.status {
            MailStatus::Queued => &mut self.queued,
            MailStatus::Sent => &mut self.sent,
            MailStatus::Bounced => &mut self.bounced,
            MailStatus::Suppressed => &mut self.suppressed,
            MailStatus::Dead => &mut self.dead,
        };
        *place += tally.count;
        self.taken += tally.taken_count;
        self.waited += tally.waited_ms;
        self.wait_ms = self.waited.checked_div(self.taken);
    }
}

/// Reads how many days a report is asked for.
///
/// # Errors
/// `Invalid` with `choice-unknown` on `days`.
pub fn days(told: &str) -> Result<i64> {
    let unknown = || Error::field("days", "choice-unknown");
    match told {
        "" => Ok(DAYS),
        told => {
            let days: i64 = told.parse().map_err(|_| unknown())?;
            (1..=MOST_DAYS).contains(&days).then_some(days).ok_or_else(unknown)
        }
    }
}

/// The report of the last days.
///
/// # Errors
/// `Forbidden`.
pub fn report(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    (days, zone): (i64, Tz),
    at: Timestamp,
) -> Result<Report> {
    me.must(Permission::SeeMails)?;
    let mut report = Report::default();
    let mut by_day: BTreeMap<_, (Timestamp, Fared)> = BTreeMap::new();
    let mut by_kind: BTreeMap<String, Fared> = BTreeMap::new();
    for tally in mail_report::find(tx, at.plus_days(-days))? {
        report.whole.add(&tally);
        let day = tally.hour.date_in(zone);
        let fresh = || (tally.hour, Fared::default());
        by_day.entry(day).or_insert_with(fresh).1.add(&tally);
        by_kind.entry(tally.kind.clone()).or_default().add(&tally);
    }
    report.days = by_day.into_values().rev().collect();
    report.kinds = by_kind.into_iter().collect();
    report.kinds.sort_by_key(|(_, fared)| std::cmp::Reverse(fared.written));
    Ok(report)
}
