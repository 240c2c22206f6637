//! Debts in the operator's browser.

use actix_web::{HttpRequest, web};
use askama::Template;
use domain::access::Permission;
use domain::commissions::debt::{DAYS_TO_COVER, DAYS_TO_WAIT, DebtChoice, DebtDraft};
use domain::id::OrganizationId;
use domain::{Currency, Error, Timestamp};
use store::commissions::debt::Decision;
use store::scope::OfNetwork;

use super::Line;
use crate::error::Answer;
use crate::http::caller::{Me, Running};
use crate::http::form::{Form, Posted};
use crate::http::page::Page;
use crate::http::query::InQuery;
use crate::http::show;
use crate::orders::names::Said;

#[derive(Template)]
#[template(path = "commissions/debt/index.html")]
struct IndexPage {
    page: Page,
    at: Timestamp,
    days: i64,
    lines: Vec<Line>,
    decisions: Vec<(Decision, Said)>,
    may_settle: bool,
}

#[derive(Template)]
#[template(path = "commissions/debt/show.html")]
struct ShowPage {
    page: Page,
    line: Line,
    form: Form,
    days: i64,
    wait_days: i64,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/debts", web::get().to(index))
        .route("/debts/{organization}", web::get().to(show_one))
        .route("/debts/{organization}/decide", web::post().to(decide));
}

async fn index(request: HttpRequest, app: Running, me: Me) -> Answer {
    let member = me.member();
    let (scope, at) = (OfNetwork::of(&member)?, app.now());
    let page = Page::inside(&request, &app, &me.0).under("/adjustments");
    let locale = page.locale;
    let may_settle = member.may(Permission::SettleDebts);
    let (lines, decisions) =
        app.read(scope, move |tx| super::list(tx, &member, locale, at)).await?;
    show::page(&IndexPage { page, at, days: DAYS_TO_COVER, lines, decisions, may_settle })
}

async fn show_one(
    request: HttpRequest,
    app: Running,
    me: Me,
    payee: web::Path<String>,
    query: InQuery<std::collections::HashMap<String, String>>,
) -> Answer {
    let payee = payee.parse().map_err(|_| Error::Missing)?;
    let currency = query.get("currency").and_then(|told| told.parse().ok());
    detail(&request, &app, &me, (payee, currency), Posted::default(), None).await
}

async fn decide(
    request: HttpRequest,
    app: Running,
    me: Me,
    payee: web::Path<String>,
    posted: Posted,
) -> Answer {
    let member = me.member();
    let (scope, at) = (OfNetwork::of(&member)?, app.now());
    member.must(Permission::SettleDebts)?;
    let payee: OrganizationId = payee.parse().map_err(|_| Error::Missing)?;
    let currency: Currency = posted.get("currency").parse().map_err(|_| Error::Missing)?;
    let sequence = posted.number("sequence").unwrap_or(-1);
    let draft = DebtDraft { choice: posted.text("choice"), note: posted.text("note") };
    let outcome = app
        .write(scope, move |tx| super::decide(tx, &member, (payee, currency), sequence, &draft, at))
        .await;
    match outcome {
        Ok(made) => {
            let notice = match made.choice {
                DebtChoice::Wait => "debt-waits",
                DebtChoice::Invoice => "debt-invoiced",
                DebtChoice::WriteOff => "debt-written-off",
            };
            show::done("/debts", notice)
        }
        Err(error) => {
            detail(&request, &app, &me, (payee, Some(currency)), posted, Some(error)).await
        }
    }
}

async fn detail(
    request: &HttpRequest,
    app: &Running,
    me: &Me,
    (payee, currency): (OrganizationId, Option<Currency>),
    posted: Posted,
    why: Option<Error>,
) -> Answer {
    let member = me.member();
    let (scope, at) = (OfNetwork::of(&member)?, app.now());
    member.must(Permission::SettleDebts)?;
    let page = Page::inside(request, app, &me.0).under("/adjustments");
    let locale = page.locale;
    let line =
        app.read(scope, move |tx| super::get(tx, &member, locale, payee, currency, at)).await?;
    let form = Form::of(posted, why.as_ref(), page.words)?;
    let days = DAYS_TO_COVER;
    let (status, wait_days) = (form.status(), DAYS_TO_WAIT);
    show::page_with(status, &ShowPage { page, line, form, days, wait_days })
}
