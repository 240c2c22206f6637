//! An entry in the browser.

use actix_web::{HttpRequest, web};
use askama::Template;
use domain::Error;
use domain::id::{EntryId, OrderId};
use store::ledger::entry::Posted;
use store::scope::OfNetwork;

use super::Moved;
use crate::error::Answer;
use crate::http::caller::{Me, Running};
use crate::http::page::Page;
use crate::http::show;

#[derive(Template)]
#[template(path = "ledger/entry/entry.html")]
struct EntryPage {
    page: Page,
    entry: Posted,
    order: Option<(OrderId, String)>,
    kind: &'static str,
    moved: Vec<Moved>,
    grouped: bool,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/ledger/entries/{id}", web::get().to(read));
}

async fn read(request: HttpRequest, app: Running, me: Me, id: web::Path<String>) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let id: EntryId = id.parse().map_err(|_| Error::Missing)?;
    let page = Page::inside(&request, &app, &me.0).under("/orders");
    let locale = page.locale;
    let shown = app.read(scope, move |tx| super::show(tx, &member, locale, id)).await?;
    show::page(&EntryPage {
        kind: super::kind(page.words, shown.entry.kind),
        moved: super::moved(page.words, &shown.names, &shown.entry),
        grouped: shown.entry.kind == domain::ledger::entry::EntryKind::CommissionConfirmed,
        order: shown.order,
        entry: shown.entry,
        page,
    })
}
