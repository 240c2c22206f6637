//! What becomes of requests for samples: brands answer and ship, KOLs post, the operator judges.

use diesel::prelude::*;
use domain::access::Member;
use domain::id::SampleRequestId;
use domain::samples::change::Change;
use domain::samples::movement::MovementKind;
use domain::samples::request::{Party, SampleAct, SampleStatus};
use domain::samples::terms::{DAYS_MORE, DAYS_TO_FIX, DAYS_TO_POST, MOST_FIXES};
use domain::time::Timestamp;
use domain::{Error, Result};
use schema::sample_requests as t;

use crate::platform::audit::{self, Act};
use crate::rows::Among;
use crate::samples::movement;
use crate::samples::request::{COLUMNS, SampleRequest};
use crate::scope::{InNetwork, NetworkTx, Reads};

/// Requests that one heartbeat changes at most; the next one goes on.
const AT_ONCE: i64 = 500;

/// Somebody changes a request: each act is its party's alone. What it moves in the ledger is posted
/// with it, and what has arrived is owed a post from the same moment on.
///
/// # Errors
/// `Forbidden` for another party's act; `Refused("sample-state")`, `Stale`; `Refused` with
/// `sample-extended`, `sample-fixes-used`, `sample-sponsored`, `sample-deposit-short`.
pub fn apply(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    request: &SampleRequest,
    change: &Change,
    at: Timestamp,
) -> Result<SampleRequest> {
    let may = match change.act().party() {
        Party::Brand => me.organization == request.brand_id,
        Party::Kol => me.organization == request.kol_id,
        Party::Operator => me.is_operator(),
        Party::Clock => false,
    };
    if !may {
        return Err(Error::Forbidden);
    }
    let status = request.status.after(change.act())?;
    let next = changed(request, SampleRequest { status, ..request.clone() }, change, at)?;
    // One version for both: between them nobody can do anything.
    let owes = status == SampleStatus::Received && request.accepted().is_some();
    let saved = if owes {
        let due_at = Some(at.plus_days(DAYS_TO_POST));
        let status = status.after(SampleAct::Owe)?;
        save(tx, request, SampleRequest { status, due_at, ..next.clone() }, at)?
    } else {
        save(tx, request, next.clone(), at)?
    };
    if let Some(kind) = MovementKind::of(change.act(), request.status, request.treatment) {
        movement::insert(tx, request, kind, at)?;
    }
    record(tx, Some(me), at, request, &next, change.act(), said(change))?;
    if owes {
        record(tx, None, at, &next, &saved, SampleAct::Owe, None)?;
    }
    Ok(saved)
}

/// What the audit log keeps of what was said: the reason, or where the post is.
fn said(change: &Change) -> Option<&str> {
    change.reason().or(change.post_url())
}

/// What an act makes of a request beside its state.
fn changed(
    before: &SampleRequest,
    next: SampleRequest,
    change: &Change,
    at: Timestamp,
) -> Result<SampleRequest> {
    let reason = || change.reason().map(str::to_owned);
    Ok(match change.act() {
        SampleAct::Ship => SampleRequest {
            carrier: change.carrier().map(str::to_owned),
            tracking_number: change.tracking_number().map(str::to_owned),
            ..next
        },
        SampleAct::Submit => {
            SampleRequest { post_url: change.post_url().map(str::to_owned), reason: None, ..next }
        }
        SampleAct::Extend if before.is_extended => return Err(Error::Refused("sample-extended")),
        SampleAct::Extend => {
            let due_at = before.due_at.map(|due| due.plus_days(DAYS_MORE));
            SampleRequest { is_extended: true, due_at, ..next }
        }
        SampleAct::Fix if before.fix_count >= MOST_FIXES => {
            return Err(Error::Refused("sample-fixes-used"));
        }
        SampleAct::Fix => SampleRequest {
            reason: reason(),
            fix_count: before.fix_count + 1,
            due_at: before.due_at.max(Some(at.plus_days(DAYS_TO_FIX))),
            ..next
        },
        SampleAct::Approve
        | SampleAct::Reject
        | SampleAct::Cancel
        | SampleAct::Waive
        | SampleAct::Breach => SampleRequest { reason: reason(), ..next },
        SampleAct::Prepare
        | SampleAct::Receive
        | SampleAct::Owe
        | SampleAct::Fulfill
        | SampleAct::Lapse
        | SampleAct::Expire => next,
    })
}

/// Marks the requests for which nothing was posted in time; answers which.
///
/// # Errors
/// Only what the database answers.
pub fn lapse_due(tx: &mut NetworkTx<'_>, at: Timestamp) -> Result<Vec<SampleRequestId>> {
    let due: Vec<SampleRequest> = tx.query(t::table, |rows, conn| {
        rows.filter(t::status.among(SampleStatus::TIMED))
            .filter(t::due_at.le(at))
            .order(t::due_at)
            .limit(AT_ONCE)
            .select(COLUMNS)
            .load(conn)
    })?;
    by_clock(tx, due, SampleAct::Lapse, at)
}

/// Lets the requests expire whose brand did not answer in time; answers which.
///
/// # Errors
/// Only what the database answers.
pub fn expire_due(tx: &mut NetworkTx<'_>, at: Timestamp) -> Result<Vec<SampleRequestId>> {
    let due: Vec<SampleRequest> = tx.query(t::table, |rows, conn| {
        rows.filter(t::status.eq(SampleStatus::Requested))
            .filter(t::decide_by.le(at))
            .order(t::decide_by)
            .limit(AT_ONCE)
            .select(COLUMNS)
            .load(conn)
    })?;
    by_clock(tx, due, SampleAct::Expire, at)
}

/// Time's own act on some requests; those that somebody changed in this very moment are left.
fn by_clock(
    tx: &mut NetworkTx<'_>,
    due: Vec<SampleRequest>,
    act: SampleAct,
    at: Timestamp,
) -> Result<Vec<SampleRequestId>> {
    let mut done = Vec::with_capacity(due.len());
    for request in due {
        let status = request.status.after(act)?;
        let next = SampleRequest { status, ..request.clone() };
        match save(tx, &request, next, at) {
            Ok(next) => {
                record(tx, None, at, &request, &next, act, None)?;
                done.push(request.id);
            }
            Err(Error::Stale) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(done)
}

/// Keeps what a change made of a request, unless somebody was faster.
fn save(
    tx: &mut impl InNetwork,
    before: &SampleRequest,
    next: SampleRequest,
    at: Timestamp,
) -> Result<SampleRequest> {
    let next = SampleRequest { version: before.version + 1, updated_at: at, ..next };
    let rows = tx.update(t::table, |target, conn| {
        diesel::update(target.filter(t::id.eq(before.id)).filter(t::version.eq(before.version)))
            .set((
                t::status.eq(next.status),
                t::reason.eq(&next.reason),
                t::carrier.eq(&next.carrier),
                t::tracking_number.eq(&next.tracking_number),
                t::due_at.eq(next.due_at),
                t::is_extended.eq(next.is_extended),
                t::fix_count.eq(next.fix_count),
                t::post_url.eq(&next.post_url),
                t::version.eq(next.version),
                t::updated_at.eq(next.updated_at),
            ))
            .execute(conn)
    })?;
    if rows == 1 { Ok(next) } else { Err(Error::Stale) }
}

fn record(
    tx: &mut impl InNetwork,
    me: Option<&Member>,
    at: Timestamp,
    before: &SampleRequest,
    after: &SampleRequest,
    act: SampleAct,
    reason: Option<&str>,
) -> Result<()> {
    let kind = format!("sample.{}", act.as_str());
    let (was, is) = (Some(before.status.as_str()), Some(after.status.as_str()));
    audit::insert(tx, me, at, before.id, &Act { kind: &kind, before: was, after: is, reason })
}
