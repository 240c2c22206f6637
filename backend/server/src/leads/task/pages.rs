//! Tasks for leads in the operator's browser.

use actix_web::{HttpRequest, web};
use askama::Template;
use domain::access::Permission;
use domain::id::LeadTaskId;
use domain::leads::task::TaskAct;
use domain::{Error, Timestamp};
use store::leads::task::TaskLine;
use store::scope::OfNetwork;

use super::{Typed, is_late};
use crate::error::Answer;
use crate::http::caller::{Me, Running};
use crate::http::form::Posted;
use crate::http::page::Page;
use crate::http::show;
use crate::leads::lead::api::parse;
use crate::leads::lead::back;

#[derive(Template)]
#[template(path = "leads/task/tasks.html")]
struct TasksPage {
    page: Page,
    late: Vec<TaskLine>,
    lines: Vec<TaskLine>,
    may_work: bool,
}

/// The routes.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/lead-tasks", web::get().to(mine))
        .route("/lead-tasks/{task}/act", web::post().to(act))
        .route("/leads/{id}/tasks", web::post().to(create));
}

async fn mine(request: HttpRequest, app: Running, me: Me) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let may_work = member.may(Permission::WorkLeads);
    let page = Page::inside(&request, &app, &me.0).under("/leads");
    let (at, zone): (Timestamp, _) = (app.now(), page.zone);
    let all = app.read(scope, move |tx| super::mine(tx, &member)).await?;
    let (late, lines) = all.into_iter().partition(|line| is_late(&line.task, at, zone));
    show::page(&TasksPage { page, late, lines, may_work })
}

async fn create(
    request: HttpRequest,
    app: Running,
    me: Me,
    id: web::Path<String>,
    posted: Posted,
) -> Answer {
    let (member, lead, at) = (me.member(), parse(&id)?, app.now());
    let scope = OfNetwork::of(&member)?;
    member.must(Permission::WorkLeads)?;
    let typed = Typed {
        title: posted.text("title"),
        due_on: posted.text("due_on"),
        owner: posted.text("task_owner"),
    };
    match app.write(scope, move |tx| super::create(tx, &member, lead, &typed, at)).await {
        Ok(_) => show::done(&format!("/leads/{lead}"), "lead-task-made"),
        Err(error) => back(&request, &app, &me, &id, posted, &error).await,
    }
}

async fn act(
    request: HttpRequest,
    app: Running,
    me: Me,
    id: web::Path<String>,
    posted: Posted,
) -> Answer {
    let (member, at) = (me.member(), app.now());
    let scope = OfNetwork::of(&member)?;
    member.must(Permission::WorkLeads)?;
    let id: LeadTaskId = id.parse().map_err(|_| Error::Missing)?;
    let lead = app.read(scope, move |tx| Ok(store::leads::task::get(tx, id)?.lead)).await?;
    let act: TaskAct = posted.choice("act")?;
    let seen = (id, posted.get("version").parse().ok());
    let outcome = app.write(scope, move |tx| super::act(tx, &member, seen, act, at)).await;
    match outcome {
        // Whoever came from the own list goes back there.
        Ok(_) if posted.get("from") == "mine" => show::done("/lead-tasks", "lead-task-changed"),
        Ok(_) => show::done(&format!("/leads/{lead}"), "lead-task-changed"),
        Err(error) => back(&request, &app, &me, &lead.to_string(), posted, &error).await,
    }
}
