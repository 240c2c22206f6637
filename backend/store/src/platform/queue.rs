//! Rows that a worker carries out: leased by compare-and-set, tried again after a while, given up in
//! the end. Mails and jobs are such rows.

/// Characters that are kept of an error.
pub(super) const ERROR_LENGTH: usize = 500;

/// The queue's side of a table: `claim` and `failed` for its rows, which are read by `COLUMNS`.
macro_rules! queue {
    ($row:ident, $id:ident, $status:ident) => {
        /// Leases the rows of all networks that are due, for [`queue::LEASE_SECONDS`]; the try is
        /// counted now, so that a row which kills its worker is given up as well.
        ///
        /// # Errors
        /// Only what the database answers.
        pub fn claim(tx: &mut PlatformTx<'_>, at: Timestamp, limit: i64) -> Result<Vec<$row>> {
            give_up(tx, at)?;
            let due: Vec<$row> = t::table
                .filter(t::status.eq($status::Queued))
                .filter(t::next_at.le(at))
                .filter(t::leased_until.is_null().or(t::leased_until.assume_not_null().le(at)))
                .order((t::next_at, t::id))
                .limit(limit)
                .select(COLUMNS)
                .load(tx.conn())?;
            let mut claimed = Vec::with_capacity(due.len());
            for mut row in due {
                // Another worker may have read the same row: who changes it first has it.
                let target = t::table
                    .find((row.network, row.id))
                    .filter(t::status.eq($status::Queued))
                    .filter(t::attempts.eq(row.attempts))
                    .filter(t::leased_until.is_null().or(t::leased_until.assume_not_null().le(at)));
                row.attempts += 1;
                let changed = diesel::update(target)
                    .set((
                        t::leased_until.eq(at.plus_seconds(queue::LEASE_SECONDS)),
                        t::attempts.eq(row.attempts),
                    ))
                    .execute(tx.conn())?;
                if changed == 1 {
                    claimed.push(row);
                }
            }
            Ok(claimed)
        }

        /// Gives up the rows whose last worker died in the last try.
        fn give_up(tx: &mut PlatformTx<'_>, at: Timestamp) -> Result<()> {
            let lost = t::table
                .filter(t::status.eq($status::Queued))
                .filter(t::attempts.ge(queue::TRIES))
                .filter(t::next_at.le(at))
                .filter(t::leased_until.is_null().or(t::leased_until.assume_not_null().le(at)));
            diesel::update(lost)
                .set((t::status.eq($status::Dead), t::leased_until.eq(None::<Timestamp>)))
                .execute(tx.conn())?;
            Ok(())
        }

        /// Records a try that failed: the row is tried later, or given up. One that another worker
        /// carried out in between stays carried out.
        ///
        /// # Errors
        /// `Missing`.
        pub fn failed(tx: &mut NetworkTx<'_>, id: $id, error: &str, at: Timestamp) -> Result<()> {
            let attempts: i64 = tx.query(t::table, |rows, conn| {
                rows.filter(t::id.eq(id)).select(t::attempts).first(conn)
            })?;
            let next = queue::next_try(attempts, at);
            let status = if next.is_some() { $status::Queued } else { $status::Dead };
            let kept: String = error.chars().take(super::queue::ERROR_LENGTH).collect();
            tx.update(t::table, |target, conn| {
                diesel::update(target.filter(t::id.eq(id)).filter(t::status.eq($status::Queued)))
                    .set((
                        t::status.eq(status),
                        t::next_at.eq(next.unwrap_or(at)),
                        t::leased_until.eq(None::<Timestamp>),
                        t::last_error.eq(kept),
                    ))
                    .execute(conn)
            })?;
            Ok(())
        }
    };
}
pub(super) use queue;
