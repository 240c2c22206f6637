//! Who holds an old version, and what a lead downloaded, in the browser of staff.

use std::sync::Arc;

use actix_web::{HttpRequest, web};
use askama::Template;
use domain::access::Permission;
use domain::id::{LeadId, MaterialId};
use domain::{Error, Result};
use store::scope::OfNetwork;

use super::{Holder, Holders, Renewed, Taken};
use crate::app::App;
use crate::error::Answer;
use crate::http::caller::{Me, Running};
use crate::http::csv::Csv;
use crate::http::form::{Form, Posted};
use crate::http::page::Page;
use crate::http::query::Query;
use crate::http::show;
use crate::leads::library::api::parse;
use crate::leads::network_of;

/// Rows of a page.
const LIMIT: usize = 50;

#[derive(Template)]
#[template(path = "leads/delivery/holders.html")]
struct HoldersPage {
    page: Page,
    holders: Holders,
    form: Form,
    renewed: Option<Renewed>,
    next: Option<String>,
    may_send: bool,
}

#[derive(Template)]
#[template(path = "leads/delivery/downloads.html")]
struct DownloadsPage {
    page: Page,
    lead: LeadId,
    taken: Vec<Taken>,
}

/// The routes.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/materials/{id}/holders", web::get().to(holders))
        .route("/materials/{id}/holders.csv", web::get().to(export))
        .route("/materials/{id}/renew", web::post().to(renew))
        .route("/leads/{id}/downloads", web::get().to(downloads));
}

async fn holders(
    request: HttpRequest,
    app: Running,
    me: Me,
    id: web::Path<String>,
    wanted: Query,
) -> Answer {
    let after = crate::http::query::after(Some(wanted.get("after")))?;
    listed(&request, &app, &me, (parse(&id)?, after), Posted::default(), Ok(None)).await
}

async fn renew(
    request: HttpRequest,
    app: Running,
    me: Me,
    id: web::Path<String>,
    posted: Posted,
) -> Answer {
    let (member, at) = (me.member(), app.now());
    let scope = OfNetwork::of(&member)?;
    let id = parse(&id)?;
    let network = network_of(&app, member.network).await?;
    let site = app.settings.site();
    let told: Vec<String> =
        Some(posted.text("lead")).filter(|told| !told.is_empty()).into_iter().collect();
    let done = app
        .write(scope, move |tx| {
            crate::leads::library::exists(tx, &member, id)?;
            let leads = super::api::chosen(&told)?;
            super::renew(tx, &member, (&network, &site), id, &leads, at)
        })
        .await;
    listed(&request, &app, &me, (id, None), posted, done.map(Some)).await
}

async fn listed(
    request: &HttpRequest,
    app: &Arc<App>,
    me: &Me,
    (id, after): (MaterialId, Option<LeadId>),
    posted: Posted,
    done: Result<Option<Renewed>>,
) -> Answer {
    let (member, at) = (me.member(), app.now());
    let scope = OfNetwork::of(&member)?;
    let may_send = member.may(Permission::WriteMaterials);
    let page = Page::inside(request, app, &me.0).under("/materials");
    let form = Form::of(posted, done.as_ref().err(), page.words)?;
    let found =
        app.read(scope, move |tx| super::holders(tx, &member, id, (&[], after), LIMIT, at)).await?;
    let next = found.next.map(|next| {
        show::address(&format!("/materials/{id}/holders"), &[("after", &next.to_string())])
    });
    let renewed = done.unwrap_or_default();
    let status = form.status();
    let page = HoldersPage { page, holders: found, form, renewed, next, may_send };
    show::page_with(status, &page)
}

async fn export(request: HttpRequest, app: Running, me: Me, id: web::Path<String>) -> Answer {
    let (member, at) = (me.member(), app.now());
    let scope = OfNetwork::of(&member)?;
    let id = parse(&id)?;
    let all = app.read(scope, move |tx| super::export(tx, &member, id, at)).await?;
    let page = Page::inside(&request, &app, &me.0);
    let words = page.words;
    let mut file = Csv::new(&[
        words.leads_csv_id(),
        words.leads_form_company(),
        words.leads_form_name(),
        words.leads_form_email(),
        words.materials_name(),
        words.leads_list_language(),
        words.materials_held(),
        words.materials_hash(),
        words.materials_taken(),
        words.materials_newest(),
        words.materials_told(),
    ]);
    for Holder { holding, version, newest, told_at } in &all.items {
        file.text(&holding.lead.to_string())
            .text(&holding.company)
            .text(&holding.name)
            .text(&holding.email)
            .text(&all.material.name)
            .text(version.locale.own_name())
            .number(version.number)
            .text(&version.hash())
            .text(&words.stamp(holding.taken_at, page.zone));
        let newest = newest.as_ref().map(|one| one.number.to_string());
        file.text(&newest.unwrap_or_default());
        let told = told_at.map(|at| words.stamp(at, page.zone));
        file.text(&told.unwrap_or_default()).end();
    }
    let today = at.date_in(page.zone).format("%Y%m%d");
    file.answer(&format!("material-holders-{today}.csv"))
}

async fn downloads(request: HttpRequest, app: Running, me: Me, id: web::Path<String>) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let lead: LeadId = id.parse().map_err(|_| Error::Missing)?;
    let taken = app.read(scope, move |tx| super::downloads(tx, &member, lead)).await?;
    let page = Page::inside(&request, &app, &me.0).under("/leads");
    show::page(&DownloadsPage { page, lead, taken })
}

impl HoldersPage {
    /// What is said of a press of the button.
    fn told(&self) -> Option<String> {
        let done = self.renewed?;
        let words = self.page.words;
        let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let mut said = vec![words.materials_renewed_sent(count(done.sent))];
        let others = [
            (done.told, words.materials_renewed_told(count(done.told))),
            (done.held, words.materials_renewed_held(count(done.held))),
            (done.without, words.materials_renewed_without(count(done.without))),
        ];
        said.extend(others.into_iter().filter(|(count, _)| *count > 0).map(|(_, said)| said));
        if done.more {
            said.push(words.materials_renewed_more().to_owned());
        }
        Some(said.join(" "))
    }
}
