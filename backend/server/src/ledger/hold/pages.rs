//! Holds in the browser: what is on its way to payees, paid or given back by hand.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};
use askama::Template;
use domain::Error;
use domain::access::Permission;
use domain::id::HoldId;
use domain::ledger::hold::{HoldAct, HoldStatus};
use serde::Deserialize;
use store::ledger::hold::{Hold, Search};
use store::scope::OfNetwork;

use super::Step;
use crate::error::Answer;
use crate::http::caller::{Me, Running};
use crate::http::form::{Form, Posted};
use crate::http::page::Page;
use crate::http::query::InQuery;
use crate::http::show;
use crate::orders::names::Said;

/// Holds of one page.
const ROWS: usize = 50;

#[derive(Template)]
#[template(path = "ledger/hold/holds.html")]
struct HoldsPage {
    page: Page,
    /// How each is drawn, the hold, its payee.
    lines: Vec<(&'static str, Hold, Said)>,
    csv: String,
    is_narrow: bool,
    states: Vec<(HoldStatus, bool)>,
    next: Option<String>,
    is_first: bool,
}

#[derive(Template)]
#[template(path = "ledger/hold/hold.html")]
struct HoldPage {
    page: Page,
    hold: Hold,
    tone: &'static str,
    payee: Said,
    form: Form,
    may_act: bool,
    may_pay: bool,
}

/// The query of the list; what it cannot be read for is left out.
#[derive(Debug, Default, Deserialize)]
pub struct Query {
    status: Option<String>,
    after: Option<String>,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/ledger/holds", web::get().to(index))
        .route("/ledger/holds/{id}", web::get().to(read))
        .route("/ledger/holds/{id}/act", web::post().to(act));
}

/// How a state is drawn.
const fn tone(status: HoldStatus) -> &'static str {
    match status {
        HoldStatus::Pending => "waiting",
        HoldStatus::Posted => "good",
        HoldStatus::Voided => "neutral",
        HoldStatus::Expired => "bad",
    }
}

async fn index(request: HttpRequest, app: Running, me: Me, query: InQuery<Query>) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let told = query.status.as_deref();
    let status = HoldStatus::ALL.iter().copied().find(|one| Some(one.as_str()) == told);
    let after: Option<HoldId> = query.after.as_deref().and_then(|told| told.parse().ok());
    let page = Page::inside(&request, &app, &me.0).under("/ledger");
    let (locale, search) = (page.locale, Search { status, after, ..Search::default() });
    let (lines, next) =
        app.read(scope, move |tx| super::named(tx, &member, locale, search, ROWS)).await?;
    let next = next.map(|next| {
        let status = status.map_or("", HoldStatus::as_str);
        format!(
            "/ledger/holds?{}",
            show::query(&[("status", status), ("after", &next.to_string())])
        )
    });
    let lines = lines.into_iter().map(|(hold, payee)| (tone(hold.status), hold, payee)).collect();
    let csv =
        show::address("/ledger/holds.csv", &[("status", status.map_or("", HoldStatus::as_str))]);
    let states = HoldStatus::ALL.iter().map(|one| (*one, status == Some(*one))).collect();
    let (is_narrow, is_first) = (status.is_some(), after.is_none());
    show::page(&HoldsPage { page, lines, csv, is_narrow, states, next, is_first })
}

async fn read(request: HttpRequest, app: Running, me: Me, id: web::Path<String>) -> Answer {
    whole(&request, &app, &me, &id, Form::fresh(Posted::default()), StatusCode::OK).await
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
    member.must(Permission::KeepBooks)?;
    let hold: HoldId = id.parse().map_err(|_| Error::Missing)?;
    let act: Result<HoldAct, Error> =
        posted.text("act").parse().map_err(|_| Error::field("act", "choice-unknown"));
    let version = posted.text("version").parse().map_err(|_| Error::Stale);
    let reason = posted.text("reason");
    let step = act.and_then(|act| Ok(Step { act, version: version?, reason }));
    let done = match step {
        Ok(step) => {
            let paid = step.act == HoldAct::Post;
            let done = app.write(scope, move |tx| super::act(tx, &member, hold, &step, at)).await;
            done.map(|_| paid)
        }
        Err(error) => Err(error),
    };
    match done {
        Ok(paid) => {
            let notice = if paid { "hold-posted" } else { "hold-voided" };
            show::done(&format!("/ledger/holds/{hold}"), notice)
        }
        Err(error) => {
            let words = Page::bare(&request, &app).words;
            let form = Form::back(posted, &error, words)?;
            let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::CONFLICT);
            whole(&request, &app, &me, &id, form, status).await
        }
    }
}

async fn whole(
    request: &HttpRequest,
    app: &Running,
    me: &Me,
    id: &str,
    form: Form,
    status: StatusCode,
) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let id: HoldId = id.parse().map_err(|_| Error::Missing)?;
    let page = Page::inside(request, app, &me.0).under("/ledger");
    let (locale, may_keep) = (page.locale, member.may(Permission::KeepBooks));
    let (hold, payee) =
        app.read(scope, move |tx| super::show_named(tx, &member, locale, id)).await?;
    let may_act = may_keep && hold.status == HoldStatus::Pending;
    let may_pay = may_act && app.now() < hold.expires_at;
    show::page_with(
        status,
        &HoldPage { tone: tone(hold.status), page, hold, payee, form, may_act, may_pay },
    )
}
