//! Suppressed addresses in the operator's browser.

use actix_web::{HttpRequest, web};
use askama::Template;
use domain::Error;
use domain::access::Permission;
use store::platform::suppression::Suppression;
use store::scope::OfNetwork;

use super::api::parse;
use super::{Asked, Whole};
use crate::error::Answer;
use crate::http::caller::{Me, Running};
use crate::http::form::{Form, Posted};
use crate::http::page::Page;
use crate::http::query::{InQuery, Query, after};
use crate::http::show;

/// Rows of one page.
const LIMIT: usize = 50;

#[derive(Template)]
#[template(path = "platform/suppression/index.html")]
struct IndexPage {
    page: Page,
    asked: Asked,
    is_open: bool,
    is_first: bool,
    rows: Vec<Suppression>,
    next: Option<String>,
}

#[derive(Template)]
#[template(path = "platform/suppression/show.html")]
struct ShowPage {
    page: Page,
    whole: Whole,
    form: Form,
    may_lift: bool,
}

/// The routes.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/suppressions", web::get().to(index))
        .route("/suppressions/{id}", web::get().to(show_one))
        .route("/suppressions/{id}/lift", web::post().to(lift));
}

async fn index(request: HttpRequest, app: Running, me: Me, asked: InQuery<Asked>) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let asked = asked.0;
    let is_open = asked.is_open()?;
    let place = Query::of(&request).text("after");
    let after = after(Some(&place))?;
    let wanted = asked.clone();
    let (rows, next) =
        app.read(scope, move |tx| super::page(tx, &member, &wanted, after, LIMIT)).await?;
    let page = Page::inside(&request, &app, &me.0).under("/mails");
    let next = next.map(|next| asked.at(&asked.status, &next.to_string()));
    let is_first = place.is_empty();
    show::page(&IndexPage { page, asked, is_open, is_first, rows, next })
}

async fn show_one(request: HttpRequest, app: Running, me: Me, id: web::Path<String>) -> Answer {
    whole(&request, &app, &me, &id, Posted::default(), None).await
}

async fn lift(
    request: HttpRequest,
    app: Running,
    me: Me,
    path: web::Path<String>,
    posted: Posted,
) -> Answer {
    let (member, id, at) = (me.member(), parse(&path)?, app.now());
    let scope = OfNetwork::of(&member)?;
    let (reason, version) = (posted.text("reason"), posted.get("version").parse().ok());
    let done =
        app.write(scope, move |tx| super::lift(tx, &member, (id, version), &reason, at)).await;
    match done {
        Ok(_) => show::done(&format!("/suppressions/{id}"), "suppression-lifted"),
        Err(error) => whole(&request, &app, &me, &path, posted, Some(&error)).await,
    }
}

async fn whole(
    request: &HttpRequest,
    app: &Running,
    me: &Me,
    id: &str,
    posted: Posted,
    why: Option<&Error>,
) -> Answer {
    let (member, id) = (me.member(), parse(id)?);
    let scope = OfNetwork::of(&member)?;
    let may_lift = member.may(Permission::ResendMails);
    let page = Page::inside(request, app, &me.0).under("/mails");
    let form = Form::of(posted, why, page.words)?;
    let whole = app.read(scope, move |tx| super::show(tx, &member, id)).await?;
    show::page_with(form.status(), &ShowPage { page, whole, form, may_lift })
}

impl Asked {
    /// The same list under another status, on another page.
    fn at(&self, status: &str, after: &str) -> String {
        let told = [("status", status), ("address", &self.address), ("after", after)];
        show::address("/suppressions", &told)
    }
}
