//! What is to be done for leads.

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::access::Member;
use domain::id::{LeadId, LeadTaskId, MembershipId};
use domain::leads::task::{NewTask, TaskAct, TaskStatus};
use domain::time::Timestamp;
use domain::{Error, Result};
use schema::{lead_tasks as t, leads};

use crate::platform::audit::{self, Act};
use crate::scope::{InNetwork, NetworkTx, Reads};

/// Tasks of a list at most.
const MOST: i64 = 500;

/// A task for a lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Its id.
    pub id: LeadTaskId,
    /// For which lead.
    pub lead: LeadId,
    /// By whom.
    pub owner: MembershipId,
    /// What is to be done.
    pub title: String,
    /// Until the end of which day.
    pub due_on: NaiveDate,
    /// Whether it was done.
    pub status: TaskStatus,
    /// When it was done.
    pub done_at: Option<Timestamp>,
    /// Counts the changes.
    pub version: i64,
    /// When it was made.
    pub created_at: Timestamp,
}

/// A task with the lead that it is for, as a list of tasks shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskLine {
    /// The task.
    pub task: Task,
    /// The lead's company, or nothing.
    pub company: String,
    /// The lead's person.
    pub name: String,
}

type Row = (
    LeadTaskId,
    LeadId,
    MembershipId,
    String,
    String,
    TaskStatus,
    Option<Timestamp>,
    i64,
    Timestamp,
);
type Columns = (
    t::id,
    t::lead_id,
    t::owner_id,
    t::title,
    t::due_on,
    t::status,
    t::done_at,
    t::version,
    t::created_at,
);
const COLUMNS: Columns = (
    t::id,
    t::lead_id,
    t::owner_id,
    t::title,
    t::due_on,
    t::status,
    t::done_at,
    t::version,
    t::created_at,
);

fn read(row: Row) -> Result<Task> {
    let (id, lead, owner, title, due_on, status, done_at, version, created_at) = row;
    let due_on = due_on.parse().map_err(|_| Error::Broken(format!("no day: {due_on}")))?;
    Ok(Task { id, lead, owner, title, due_on, status, done_at, version, created_at })
}

/// A new task.
///
/// # Errors
/// Only what the database answers.
pub fn insert(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    lead: LeadId,
    new: &NewTask,
    at: Timestamp,
) -> Result<Task> {
    let id = LeadTaskId::new();
    tx.insert(t::table, |into, stamp, conn| {
        into.values((
            stamp,
            t::id.eq(id),
            t::lead_id.eq(lead),
            (t::owner_id.eq(new.owner), t::maker_id.eq(me.membership)),
            (t::title.eq(&new.title), t::due_on.eq(new.due_on.to_string())),
            (t::status.eq(TaskStatus::Open), t::version.eq(1), t::created_at.eq(at)),
        ))
        .execute(conn)
    })?;
    let act = Act { kind: "lead.task", reason: Some(&new.title), ..Act::default() };
    audit::insert(tx, Some(me), at, lead, &act)?;
    get(tx, id)
}

/// A task.
///
/// # Errors
/// `Missing`.
pub fn get(tx: &mut NetworkTx<'_>, id: LeadTaskId) -> Result<Task> {
    let row: Row =
        tx.query(t::table, |rows, conn| rows.filter(t::id.eq(id)).select(COLUMNS).first(conn))?;
    read(row)
}

/// Finishes a task, or opens it again.
///
/// # Errors
/// `Refused("task-state")`; `Stale` when somebody was faster.
pub fn apply(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    task: &Task,
    act: TaskAct,
    at: Timestamp,
) -> Result<Task> {
    let status = task.status.after(act)?;
    let done_at = (status == TaskStatus::Done).then_some(at);
    let changed = tx.update(t::table, |target, conn| {
        diesel::update(target.filter(t::id.eq(task.id)).filter(t::version.eq(task.version)))
            .set((t::status.eq(status), t::done_at.eq(done_at), t::version.eq(task.version + 1)))
            .execute(conn)
    })?;
    if changed == 0 {
        return Err(Error::Stale);
    }
    let kind = format!("lead.task_{}", act.as_str());
    let told = Act {
        kind: &kind,
        before: Some(task.status.as_str()),
        after: Some(status.as_str()),
        reason: Some(&task.title),
    };
    audit::insert(tx, Some(me), at, task.lead, &told)?;
    Ok(Task { status, done_at, version: task.version + 1, ..task.clone() })
}

/// The tasks for a lead: open ones first, by their day, then what was done, the latest first.
///
/// # Errors
/// Only what the database answers.
pub fn find(tx: &mut NetworkTx<'_>, lead: LeadId) -> Result<Vec<Task>> {
    let rows: Vec<Row> = tx.query(t::table, |rows, conn| {
        rows.filter(t::lead_id.eq(lead)).order(t::id.desc()).select(COLUMNS).load(conn)
    })?;
    let mut tasks = rows.into_iter().map(read).collect::<Result<Vec<_>>>()?;
    tasks.sort_by_key(|task| {
        let is_open = task.status == TaskStatus::Open;
        (!is_open, is_open.then_some((task.due_on, task.id)), std::cmp::Reverse(task.done_at))
    });
    Ok(tasks)
}

/// The open tasks of a member, those that are due first first.
///
/// # Errors
/// Only what the database answers.
pub fn of_member(tx: &mut NetworkTx<'_>, owner: MembershipId) -> Result<Vec<TaskLine>> {
    let rows: Vec<(Row, String, String)> = tx.query(t::table, |rows, conn| {
        rows.inner_join(
            leads::table.on(leads::network_id.eq(t::network_id).and(leads::id.eq(t::lead_id))),
        )
        .filter(t::owner_id.eq(owner))
        .filter(t::status.eq("open"))
        .order((t::due_on, t::id))
        .limit(MOST)
        .select((COLUMNS, leads::company, leads::name))
        .load(conn)
    })?;
    rows.into_iter()
        .map(|(row, company, name)| Ok(TaskLine { task: read(row)?, company, name }))
        .collect()
}
