//! Commissions that staff reject, or give back after all: the line says why, and the rows follow as they
//! do when a buyer is refunded.

use diesel::prelude::*;
use domain::access::Member;
use domain::commissions::reject::{RejectAct, RejectFields, RejectReason};
use domain::tenancy::network::Network;
use domain::time::Timestamp;
use domain::{Error, Result};
use schema::order_lines as l;

use crate::commissions::commission::Commission;
use crate::orders::event;
use crate::orders::order::Line;
use crate::orders::settle::{self, Cause};
use crate::platform::audit::{self, Act};
use crate::scope::{InNetwork, NetworkTx};

/// Rejects the commission of a line, or restores it; what its buyer was refunded stays refunded.
///
/// # Errors
/// `Stale` when somebody else did so in between.
pub fn apply(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    network: &Network,
    (row, line): (&Commission, &Line),
    fields: &RejectFields,
    at: Timestamp,
) -> Result<()> {
    event::lock(tx, row.order_id)?;
    let before = line.rejected_for;
    let text = fields.reason.map(|_| fields.text.as_str());
    let count = tx.update(l::table, |target, conn| {
        let (one, set) = (
            target.filter(l::id.eq(line.id)),
            (l::rejected_for.eq(fields.reason), l::rejected_text.eq(text)),
        );
        match fields.act() {
            RejectAct::Reject => {
                diesel::update(one.filter(l::rejected_for.is_null())).set(set).execute(conn)
            }
            RejectAct::Restore => {
                diesel::update(one.filter(l::rejected_for.is_not_null())).set(set).execute(conn)
            }
        }
    })?;
    if count == 0 {
        return Err(Error::Stale);
    }
    let act = fields.act();
    let key = format!("{act}:{}:{}", row.id, at.unix_micros());
    let cause = Cause { key, effective_at: at, recorded_at: at, turned: Some(line.id) };
    settle::settle(tx, network, row.order_id, &cause)?;
    let kind = format!("commission.{act}");
    let (was, is) = (before.map(RejectReason::as_str), fields.reason.map(RejectReason::as_str));
    let act = Act { kind: &kind, before: was, after: is, reason: Some(&fields.text) };
    audit::insert(tx, Some(me), at, row.id, &act)
}
