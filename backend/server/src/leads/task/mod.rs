//! What is to be done for leads, by whom, until when.

pub mod api;
mod pages;

use actix_web::web;
use chrono_tz::Tz;
use domain::access::{Member, Permission};
use domain::id::{LeadId, LeadTaskId, MembershipId};
use domain::leads::task::{NewTask, TaskAct, is_overdue};
use domain::{Error, Result, Timestamp};
use store::leads::lead as leads;
use store::leads::staff;
use store::leads::task::{self, Task, TaskLine};
use store::scope::NetworkTx;

/// What is typed of a task.
#[derive(Debug, Clone)]
pub struct Typed {
    /// What is to be done.
    pub title: String,
    /// Until the end of which day: `2026-11-30`.
    pub due_on: String,
    /// By whom; the member when empty.
    pub owner: String,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    api::routes(config);
    pages::routes(config);
}

/// Makes a task for a lead.
///
/// # Errors
/// `Forbidden`; `Missing`; `Invalid` as [`NewTask::check`].
pub fn create(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    lead: LeadId,
    typed: &Typed,
    at: Timestamp,
) -> Result<Task> {
    me.must(Permission::WorkLeads)?;
    let lead = leads::get(tx, lead)?;
    let owners: Vec<MembershipId> = staff::find(tx)?.into_iter().map(|one| one.id).collect();
    let own = me.membership.to_string();
    let owner = if typed.owner.is_empty() { &own } else { &typed.owner };
    let new = NewTask::check(&typed.title, &typed.due_on, owner, &owners)?;
    task::insert(tx, me, lead.id, &new, at)
}

/// Finishes a task, or opens it again.
///
/// # Errors
/// `Forbidden`; `Missing`; `Stale`; `Refused("task-state")`.
pub fn act(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    (id, version): (LeadTaskId, Option<i64>),
    act: TaskAct,
    at: Timestamp,
) -> Result<Task> {
    me.must(Permission::WorkLeads)?;
    let task = task::get(tx, id)?;
    if version.is_some_and(|seen| seen != task.version) {
        return Err(Error::Stale);
    }
    task::apply(tx, me, &task, act, at)
}

/// The member's own open tasks, the overdue ones first.
///
/// # Errors
/// `Forbidden`.
pub fn mine(tx: &mut NetworkTx<'_>, me: &Member) -> Result<Vec<TaskLine>> {
    me.must(Permission::SeeLeads)?;
    task::of_member(tx, me.membership)
}

/// Whether a task is overdue at a moment, by the network's clock.
pub fn is_late(task: &Task, at: Timestamp, zone: Tz) -> bool {
    is_overdue(task.status, task.due_on, at.date_in(zone))
}
