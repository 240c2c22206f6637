//! How mails fared: counted by kind, state and hour, so that a reader's days can be summed up.

use diesel::prelude::*;
use domain::platform::queue::MailStatus;
use domain::time::Timestamp;
use domain::{Error, Result};
use schema::mails as t;

use crate::rows::{count, grouped, hour, total};
use crate::scope::{NetworkTx, Reads};

/// Mails of one kind and state that were written within an hour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// Which mail it is.
    pub kind: String,
    /// Where they stand.
    pub status: MailStatus,
    /// The beginning of the hour.
    pub hour: Timestamp,
    /// How many.
    pub count: i64,
    /// How many of them a mail server took at some time.
    pub taken_count: i64,
    /// How long these waited for it, together.
    pub waited_ms: i64,
}

/// Counts the mails that were written since a moment.
///
/// # Errors
/// Only what the database answers.
pub fn find(tx: &mut NetworkTx<'_>, since: Timestamp) -> Result<Vec<Tally>> {
    type Row = (String, MailStatus, String, i64, i64, i64);
    let rows: Vec<Row> = tx.query(t::table, |rows, conn| {
        let written = rows.filter(t::created_at.ge(since)).select((
            t::kind,
            t::status,
            hour(t::created_at),
            count(t::id),
            count(t::wait_ms),
            total(t::wait_ms),
        ));
        grouped(3, written).load(conn)
    })?;
    rows.into_iter()
        .map(|(kind, status, text, count, taken_count, waited_ms)| {
            // The engines write `2026-11-22 07` or, with another separator, `2026-11-22T07`.
            let hour = Timestamp::parse(&format!("{}:00:00Z", text.replace(' ', "T")))
                .ok_or_else(|| Error::Broken(format!("hour {text}")))?;
            Ok(Tally { kind, status, hour, count, taken_count, waited_ms })
        })
        .collect()
}
