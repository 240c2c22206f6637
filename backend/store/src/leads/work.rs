//! What the clock does about leads, and what is found of them beside the list.

use diesel::prelude::*;
use domain::Result;
use domain::id::LeadId;
use domain::leads::lead::Lead;
use domain::time::Timestamp;
use schema::{inquiries, leads as t};

use super::lead::{COLUMNS, Row};
use crate::platform::audit::{self, Act};
use crate::scope::{InNetwork, NetworkTx, Reads};

/// The leads that were found to be a lead.
///
/// # Errors
/// Only what the database answers.
pub fn merged(tx: &mut NetworkTx<'_>, kept: LeadId) -> Result<Vec<LeadId>> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::merged_into_id.eq(kept)).order(t::id).select(t::id).load(conn)
    })?)
}

/// Leads that nobody answered in time and whose owner was not told so, the longest late first.
///
/// # Errors
/// Only what the database answers.
pub fn late(tx: &mut NetworkTx<'_>, at: Timestamp, limit: i64) -> Result<Vec<Lead>> {
    let found: Vec<Row> = tx.query(t::table, |rows, conn| {
        rows.filter(t::reply_due_at.le(at))
            .filter(t::escalated_at.is_null())
            .order((t::reply_due_at, t::id))
            .limit(limit)
            .select(COLUMNS)
            .load(conn)
    })?;
    Ok(found.into_iter().map(Lead::from).collect())
}

/// Notes that the owner is told; `false` when that was done in between.
///
/// # Errors
/// Only what the database answers.
pub fn escalated(tx: &mut NetworkTx<'_>, lead: LeadId, at: Timestamp) -> Result<bool> {
    let changed = tx.update(t::table, |target, conn| {
        let untold = target.filter(t::id.eq(lead)).filter(t::escalated_at.is_null());
        diesel::update(untold).set(t::escalated_at.eq(Some(at))).execute(conn)
    })?;
    if changed == 1 {
        let act = Act { kind: "lead.escalate", ..Act::default() };
        audit::insert(tx, None, at, lead, &act)?;
    }
    Ok(changed == 1)
}

/// Leads to which something is mailed by itself by now, the longest due first.
///
/// # Errors
/// Only what the database answers.
pub fn stepping(tx: &mut NetworkTx<'_>, at: Timestamp, limit: i64) -> Result<Vec<Lead>> {
    let found: Vec<Row> = tx.query(t::table, |rows, conn| {
        rows.filter(t::step_due_at.le(at))
            .order((t::step_due_at, t::id))
            .limit(limit)
            .select(COLUMNS)
            .load(conn)
    })?;
    Ok(found.into_iter().map(Lead::from).collect())
}

/// Whether a lead asked for news when it wrote last.
///
/// # Errors
/// Only what the database answers.
pub fn wants_news(tx: &mut NetworkTx<'_>, lead: LeadId) -> Result<bool> {
    use inquiries as i;
    let last: Option<bool> = tx.query(i::table, |rows, conn| {
        rows.filter(i::lead_id.eq(lead))
            .order(i::id.desc())
            .select(i::marketing)
            .first(conn)
            .optional()
    })?;
    Ok(last.unwrap_or(false))
}
