//! Tasks for leads over the API.

use actix_web::http::StatusCode;
use actix_web::web;
use chrono_tz::Tz;
use domain::access::Permission;
use domain::id::{LeadId, LeadTaskId, MembershipId};
use domain::leads::task::TaskAct;
use domain::{Error, Timestamp};
use serde::{Deserialize, Serialize};
use store::leads::task::Task;
use store::scope::OfNetwork;

use super::{Typed, is_late};
use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::body::{Body, Document};
use crate::http::caller::{Me, Running};
use crate::http::show;
use crate::leads::lead::api::parse;
use crate::leads::network_of;

/// A task to make.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewLeadTask {
    /// What is to be done; at most 200 characters.
    #[schema(example = "Call about the label")]
    pub title: String,
    /// Until the end of which day.
    #[schema(example = "2026-11-30")]
    pub due_on: String,
    /// By whom: a membership; the caller's own when left out.
    #[serde(default)]
    pub owner: String,
}

/// What is done with a task.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewLeadTaskAct {
    /// `finish` or `reopen`.
    #[schema(example = "finish")]
    pub act: String,
    /// The version that was seen; 409 when the task has changed since.
    pub version: Option<i64>,
}

impl Document for NewLeadTask {
    const BY: &'static [Permission] = &[Permission::WorkLeads];
}

impl Document for NewLeadTaskAct {
    const BY: &'static [Permission] = &[Permission::WorkLeads];
}

/// A task for a lead.
#[derive(Serialize, utoipa::ToSchema)]
pub struct LeadTaskBody {
    /// Its id.
    #[schema(value_type = String, example = "ltk_01jd0000000000000000000000")]
    pub id: LeadTaskId,
    /// For which lead.
    #[schema(value_type = String)]
    pub lead: LeadId,
    /// By whom.
    #[schema(value_type = String)]
    pub owner: MembershipId,
    /// What is to be done.
    pub title: String,
    /// Until the end of which day.
    pub due_on: String,
    /// `open` or `done`.
    pub status: &'static str,
    /// Whether the day is over.
    pub is_overdue: bool,
    /// Counts the changes.
    pub version: i64,
    /// When it was done.
    #[schema(value_type = Option<String>)]
    pub done_at: Option<Timestamp>,
}

/// The caller's own open tasks.
#[derive(Serialize, utoipa::ToSchema)]
pub struct LeadTasksBody {
    /// Those that are due first first.
    pub items: Vec<LeadTaskBody>,
}

/// The routes.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/api/v1/lead-tasks", web::get().to(mine))
        .route("/api/v1/lead-tasks/{task}/acts", web::post().to(act))
        .route("/api/v1/leads/{id}/tasks", web::post().to(create));
}

/// Lists the caller's own open tasks, the overdue ones first.
#[utoipa::path(get, path = "/api/v1/lead-tasks", tag = "leads",
    responses((status = 200, body = LeadTasksBody), (status = 403, body = Problem)))]
pub async fn mine(app: Running, me: Me) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let (at, zone) = (app.now(), network_of(&app, member.network).await?.time_zone);
    let lines = app.read(scope, move |tx| super::mine(tx, &member)).await?;
    let items = lines.into_iter().map(|line| body(line.task, at, zone)).collect();
    show::json(StatusCode::OK, &LeadTasksBody { items })
}

/// Makes a task for a lead.
#[utoipa::path(post, path = "/api/v1/leads/{id}/tasks", tag = "leads", request_body = NewLeadTask,
    params(("id" = String, Path, description = "The lead")),
    responses((status = 201, body = LeadTaskBody), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
pub async fn create(app: Running, me: Me, id: web::Path<String>, new: Body<NewLeadTask>) -> Answer {
    let (member, id, at) = (me.member(), parse(&id)?, app.now());
    let scope = OfNetwork::of(&member)?;
    let zone = network_of(&app, member.network).await?.time_zone;
    let NewLeadTask { title, due_on, owner } = new.0;
    let typed = Typed { title, due_on, owner };
    let task = app.write(scope, move |tx| super::create(tx, &member, id, &typed, at)).await?;
    show::json(StatusCode::CREATED, &body(task, at, zone))
}

/// Finishes a task, or opens it again.
#[utoipa::path(post, path = "/api/v1/lead-tasks/{task}/acts", tag = "leads",
    request_body = NewLeadTaskAct, params(("task" = String, Path, description = "The task")),
    responses((status = 200, body = LeadTaskBody), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn act(app: Running, me: Me, id: web::Path<String>, new: Body<NewLeadTaskAct>) -> Answer {
    let (member, at) = (me.member(), app.now());
    let scope = OfNetwork::of(&member)?;
    let id: LeadTaskId = id.parse().map_err(|_| Error::Missing)?;
    let act: TaskAct = new.0.act.parse()?;
    let zone = network_of(&app, member.network).await?.time_zone;
    let seen = (id, new.0.version);
    let task = app.write(scope, move |tx| super::act(tx, &member, seen, act, at)).await?;
    show::json(StatusCode::OK, &body(task, at, zone))
}

/// A task as the API tells it.
pub(in crate::leads) fn body(task: Task, at: Timestamp, zone: Tz) -> LeadTaskBody {
    LeadTaskBody {
        is_overdue: is_late(&task, at, zone),
        id: task.id,
        lead: task.lead,
        owner: task.owner,
        title: task.title,
        due_on: task.due_on.to_string(),
        status: task.status.as_str(),
        version: task.version,
        done_at: task.done_at,
    }
}
