//! Rows that a worker carries out: when it tries again, when it gives up.

use crate::choices;
use crate::time::Timestamp;

choices! {
    /// Where a mail of the outbox stands.
    pub enum MailStatus {
        Queued = "queued",
        /// The mail server took it.
        Sent = "sent",
        /// It came back; a person may send it again.
        Bounced = "bounced",
        /// Not sent: its address is written to no more.
        Suppressed = "suppressed",
        /// Given up; a person may send it again.
        Dead = "dead",
    }
}

choices! {
    /// Where a job of the queue stands.
    pub enum JobStatus {
        Queued = "queued",
        Done = "done",
        /// Given up; a person may start it again.
        Dead = "dead",
    }
}

/// A row is leased for so long, in seconds; a worker that dies loses it after that.
pub const LEASE_SECONDS: i64 = 120;

/// Tries before a row is given up: with the delays below, about a day.
pub const TRIES: i64 = 16;

/// When a row that failed is tried again: 10 s, then twice as long each time, at most 4 h; `None`
/// when it is given up.
pub fn next_try(attempts: i64, at: Timestamp) -> Option<Timestamp> {
    if attempts >= TRIES {
        return None;
    }
    let doublings = u32::try_from(attempts.max(1) - 1).unwrap_or(0).min(20);
    Some(at.plus_seconds((10_i64 << doublings).min(4 * 3_600)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_row_is_tried_for_about_a_day_and_then_given_up() {
        let start = Timestamp::from_unix_seconds(0).expect("moment");
        let mut at = start;
        let mut tries = 0;
        while let Some(next) = next_try(tries + 1, at) {
            tries += 1;
            at = next;
        }
        assert_eq!(tries + 1, TRIES);
        assert!((8 * 3_600..48 * 3_600).contains(&at.seconds_since(start)));
    }
}
