//! Leads that are likely one party, in the operator's browser.

use actix_web::{HttpRequest, web};
use askama::Template;
use domain::access::Permission;
use domain::id::LeadId;
use domain::leads::lead::Lead;
use domain::{Error, Result};
use store::scope::OfNetwork;

use super::Alike;
use crate::error::Answer;
use crate::http::caller::{Me, Running};
use crate::http::form::{Form, Posted};
use crate::http::page::Page;
use crate::http::show;
use crate::leads::lead::api::parse;
use crate::leads::lead::tone;

#[derive(Template)]
#[template(path = "leads/duplicate/duplicates.html")]
struct DuplicatesPage {
    page: Page,
    lead: Lead,
    found: Vec<Alike>,
    form: Form,
    may_work: bool,
}

/// The routes.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/leads/{id}/duplicates", web::get().to(read))
        .route("/leads/{id}/duplicates", web::post().to(merge));
}

async fn read(request: HttpRequest, app: Running, me: Me, id: web::Path<String>) -> Answer {
    shown(&request, &app, &me, parse(&id)?, Posted::default(), None).await
}

async fn merge(
    request: HttpRequest,
    app: Running,
    me: Me,
    id: web::Path<String>,
    posted: Posted,
) -> Answer {
    let (member, kept, at) = (me.member(), parse(&id)?, app.now());
    let scope = OfNetwork::of(&member)?;
    member.must(Permission::WorkLeads)?;
    let seen = (kept, posted.get("version").parse().ok());
    let (other, is_sure) = (other(&posted), posted.ticked("sure"));
    let outcome = match other {
        Ok(other) => {
            app.write(scope, move |tx| super::merge(tx, &member, seen, other, is_sure, at)).await
        }
        Err(error) => Err(error),
    };
    match outcome {
        Ok(lead) => show::done(&format!("/leads/{}", lead.id), "lead-merged"),
        Err(error) => shown(&request, &app, &me, kept, posted, Some(error)).await,
    }
}

fn other(posted: &Posted) -> Result<LeadId> {
    posted.get("lead").parse().map_err(|_| Error::field("lead", "choice-unknown"))
}

async fn shown(
    request: &HttpRequest,
    app: &Running,
    me: &Me,
    id: LeadId,
    posted: Posted,
    why: Option<Error>,
) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let may_work = member.may(Permission::WorkLeads);
    let (lead, found) = app.read(scope, move |tx| super::find(tx, &member, id)).await?;
    if let Some(kept) = lead.work.merged_into {
        return show::see_other(format!("/leads/{kept}/duplicates"));
    }
    let page = Page::inside(request, app, &me.0).under("/leads");
    let form = Form::of(posted, why.as_ref(), page.words)?;
    show::page_with(form.status(), &DuplicatesPage { page, lead, found, form, may_work })
}
