//! Returns, exchanges and claims with their lines.

use std::collections::HashMap;

use diesel::prelude::*;
use domain::access::Member;
use domain::id::{CaseLineId, MembershipId, NetworkId, OrderCaseId, OrderId};
use domain::orders::case::{
    CaseAct, CaseKind, CaseOutcome, CaseReason, CaseRoom, CaseStatus, NewCase,
};
use domain::orders::life::LineCase;
use domain::tenancy::network::Network;
use domain::time::Timestamp;
use domain::{Error, Result};
use schema::{order_case_lines as l, order_cases as t};

use crate::conn::CountByStatus;
use crate::orders::event::lock;
use crate::orders::order::{self, Order};
use crate::orders::settle::{self, Cause};
use crate::platform::audit::{self, Act};
use crate::rows::{Among, insert_rows};
use crate::scope::{InNetwork, NetworkTx, Reads};

/// A return, an exchange or a claim.
#[derive(Debug, Clone, Queryable)]
pub struct Case {
    /// Its id.
    pub id: OrderCaseId,
    /// The order.
    pub order_id: OrderId,
    /// What it is.
    pub kind: CaseKind,
    /// Why.
    pub reason: CaseReason,
    /// What was said about it.
    pub note: String,
    /// Where it stands.
    pub status: CaseStatus,
    /// How it was settled.
    pub outcome: Option<CaseOutcome>,
    /// Counts its changes.
    pub version: i64,
    /// Who opened it; none for a shop.
    pub membership_id: Option<MembershipId>,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When its goods were first received.
    pub received_at: Option<Timestamp>,
    /// When it was settled.
    pub closed_at: Option<Timestamp>,
}

/// A line of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable)]
pub struct Piece {
    /// The case.
    pub case_id: OrderCaseId,
    /// The line's place in the order, from 1.
    pub position: i64,
    /// Pieces.
    pub quantity: i64,
    /// Pieces of those that were received.
    pub received: i64,
}

#[derive(Insertable)]
#[diesel(table_name = schema::order_case_lines, treat_none_as_default_value = false)]
struct PieceRow {
    network_id: NetworkId,
    id: CaseLineId,
    case_id: OrderCaseId,
    position: i64,
    quantity: i64,
    received_count: i64,
}

macro_rules! columns {
    () => {
        (
            t::id,
            t::order_id,
            t::kind,
            t::reason,
            t::note,
            t::status,
            t::outcome,
            t::version,
            t::membership_id,
            t::opened_at,
            t::received_at,
            t::closed_at,
        )
    };
}

/// A case of the network.
///
/// # Errors
/// `Missing`.
pub fn get(tx: &mut NetworkTx<'_>, id: OrderCaseId) -> Result<Case> {
    Ok(tx.query(t::table, |rows, conn| rows.filter(t::id.eq(id)).select(columns!()).first(conn))?)
}

/// The cases of an order, oldest first.
///
/// # Errors
/// Only what the database answers.
pub fn find(tx: &mut NetworkTx<'_>, order: OrderId) -> Result<Vec<Case>> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::order_id.eq(order)).order(t::id).select(columns!()).load(conn)
    })?)
}

/// Cases of a kind and state, newest first, after the one that the page before ended with.
///
/// # Errors
/// Only what the database answers.
pub fn page(
    tx: &mut NetworkTx<'_>,
    kind: CaseKind,
    status: Option<CaseStatus>,
    before: Option<OrderCaseId>,
    limit: i64,
) -> Result<Vec<Case>> {
    Ok(tx.query(t::table, |mut rows, conn| {
        rows = rows.filter(t::kind.eq(kind));
        if let Some(status) = status {
            rows = rows.filter(t::status.eq(status));
        }
        if let Some(before) = before {
            rows = rows.filter(t::id.lt(before));
        }
        rows.order(t::id.desc()).limit(limit).select(columns!()).load(conn)
    })?)
}

/// How many cases of a kind stand where.
///
/// # Errors
/// Only what the database answers.
pub fn counts(tx: &mut NetworkTx<'_>, kind: CaseKind) -> Result<Vec<(CaseStatus, i64)>> {
    Ok(tx.query(t::table, |rows, conn| {
        CountByStatus(rows.filter(t::kind.eq(kind)).select(t::status)).load(conn)
    })?)
}

/// The lines of some cases, by position.
///
/// # Errors
/// Only what the database answers.
pub fn pieces(tx: &mut NetworkTx<'_>, cases: &[OrderCaseId]) -> Result<Vec<Piece>> {
    Ok(tx.query(l::table, |rows, conn| {
        rows.filter(l::case_id.among(cases.to_vec()))
            .order((l::case_id, l::position))
            .select((l::case_id, l::position, l::quantity, l::received_count))
            .load(conn)
    })?)
}

/// What the cases of an order mean for its lines.
pub(crate) fn of_lines(tx: &mut NetworkTx<'_>, order: OrderId) -> Result<Vec<LineCase>> {
    let cases = find(tx, order)?;
    if cases.is_empty() {
        return Ok(Vec::new());
    }
    let known: HashMap<OrderCaseId, &Case> = cases.iter().map(|case| (case.id, case)).collect();
    let ids: Vec<OrderCaseId> = cases.iter().map(|case| case.id).collect();
    let pieces = pieces(tx, &ids)?;
    let of = |piece: &Piece| {
        let case = known.get(&piece.case_id)?;
        Some(LineCase {
            position: piece.position,
            comes_back: case.kind.comes_back(),
            received_at: case.received_at.filter(|_| piece.received > 0),
            closed_at: case.closed_at,
        })
    };
    Ok(pieces.iter().filter_map(of).collect())
}

/// How many pieces of each line a case of a kind may still be about: what was sold without what is
/// in other cases of goods that come back, or in other claims. What was declined or withdrawn is
/// free again.
///
/// # Errors
/// Only what the database answers.
pub fn room(tx: &mut NetworkTx<'_>, order: OrderId, comes_back: bool) -> Result<Vec<CaseRoom>> {
    let taken = [CaseOutcome::Declined, CaseOutcome::Withdrawn];
    let cases: Vec<OrderCaseId> = find(tx, order)?
        .into_iter()
        .filter(|case| case.kind.comes_back() == comes_back)
        .filter(|case| case.outcome.is_none_or(|outcome| !taken.contains(&outcome)))
        .map(|case| case.id)
        .collect();
    let pieces = pieces(tx, &cases)?;
    let lines = order::lines(tx, &[order])?;
    let free = |line: &order::Line| {
        let gone = pieces.iter().filter(|piece| piece.position == line.position);
        line.quantity - gone.map(|piece| piece.quantity).sum::<i64>()
    };
    Ok(lines.iter().map(|line| CaseRoom { position: line.position, free: free(line) }).collect())
}

/// Opens a case: its lines' commissions wait from now on.
///
/// # Errors
/// `Missing` when the order is gone; `Stale`.
pub fn insert(
    tx: &mut NetworkTx<'_>,
    network: &Network,
    me: &Member,
    order: &Order,
    new: &NewCase,
    at: Timestamp,
) -> Result<OrderCaseId> {
    lock(tx, order.id)?;
    let id = OrderCaseId::new();
    tx.insert(t::table, |into, stamp, conn| {
        into.values((
            stamp,
            t::id.eq(id),
            t::order_id.eq(order.id),
            t::kind.eq(new.kind),
            t::reason.eq(new.reason),
            t::note.eq(&new.note),
            t::status.eq(CaseStatus::Open),
            t::version.eq(1),
            t::membership_id.eq(me.membership),
            t::opened_at.eq(at),
        ))
        .execute(conn)
    })?;
    let network_id = tx.network();
    let rows: Vec<PieceRow> = new
        .lines
        .iter()
        .map(|(position, quantity)| PieceRow {
            network_id,
            id: CaseLineId::new(),
            case_id: id,
            position: *position,
            quantity: *quantity,
            received_count: 0,
        })
        .collect();
    insert_rows!(tx, order_case_lines, rows)?;
    follow(tx, network, order.id, ("open", id), at)?;
    let (kind, after) = (format!("{}.open", new.kind), new.reason.as_str());
    let act = Act { kind: &kind, after: Some(after), reason: Some(&new.note), before: None };
    audit::insert(tx, Some(me), at, id, &act)?;
    Ok(id)
}

/// Notes what was received of a case, or settles it.
///
/// # Errors
/// `Refused("case-state")`; `Stale` when somebody was faster.
pub fn apply(
    tx: &mut NetworkTx<'_>,
    network: &Network,
    me: &Member,
    case: &Case,
    act: &Change,
    at: Timestamp,
) -> Result<()> {
    lock(tx, case.order_id)?;
    let (word, name) = match act {
        Change::Receive(_) => (CaseAct::Receive, "receive"),
        Change::Close(_) => (CaseAct::Close, "close"),
    };
    let status = case.status.after(word)?;
    let (outcome, closed_at) = match act {
        Change::Receive(_) => (None, None),
        Change::Close(outcome) => (Some(*outcome), Some(at)),
    };
    let received_at = match act {
        Change::Receive(_) => case.received_at.or(Some(at)),
        Change::Close(_) => case.received_at,
    };
    let count = tx.update(t::table, |target, conn| {
        let same = target.filter(t::id.eq(case.id)).filter(t::version.eq(case.version));
        diesel::update(same)
            .set((
                t::status.eq(status),
                t::outcome.eq(outcome),
                t::received_at.eq(received_at),
                t::closed_at.eq(closed_at),
                t::version.eq(case.version + 1),
            ))
            .execute(conn)
    })?;
    if count == 0 {
        return Err(Error::Stale);
    }
    if let Change::Receive(lines) = act {
        for (position, received) in lines {
            tx.update(l::table, |target, conn| {
                let one = target.filter(l::case_id.eq(case.id)).filter(l::position.eq(position));
                diesel::update(one).set(l::received_count.eq(received)).execute(conn)
            })?;
        }
    }
    follow(tx, network, case.order_id, (name, case.id), at)?;
    let kind = format!("{}.{name}", case.kind);
    let after = outcome.map_or(status.as_str(), CaseOutcome::as_str);
    let before = Some(case.status.as_str());
    let act = Act { kind: &kind, before, after: Some(after), reason: None };
    audit::insert(tx, Some(me), at, case.id, &act)
}

/// What is done to a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// So many pieces of the lines were received in all.
    Receive(Vec<(i64, i64)>),
    /// It is settled.
    Close(CaseOutcome),
}

fn follow(
    tx: &mut NetworkTx<'_>,
    network: &Network,
    order: OrderId,
    (act, case): (&str, OrderCaseId),
    at: Timestamp,
) -> Result<()> {
    let key = format!("case:{act}:{case}");
    let cause = Cause { key, effective_at: at, recorded_at: at, turned: None };
    settle::settle(tx, network, order, &cause)
}
