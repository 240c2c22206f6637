//! Events that wait for their orders, and those whose orders never came, in the browser.

use actix_web::{HttpRequest, web};
use askama::Template;
use domain::access::Permission;
use store::orders::waiting::{self, DAYS, Waiting, WaitingStatus};
use store::scope::OfNetwork;

use crate::error::Answer;
use crate::http::caller::{Me, Running};
use crate::http::page::Page;
use crate::http::query::Query;
use crate::http::show;
use crate::http::tabs::{ByState, Tab};
use crate::paging;

/// Rows of a page.
const ROWS: usize = 50;

#[derive(Template)]
#[template(path = "orders/event/waiting.html")]
struct WaitingPage {
    page: Page,
    tabs: Vec<Tab>,
    events: Vec<Kept>,
    next: Option<String>,
    days: i64,
    may_set_up: bool,
}

/// A kept event with the words of why it was refused.
struct Kept {
    event: Waiting,
    why: Option<String>,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/waiting-events", web::get().to(index));
}

async fn index(request: HttpRequest, app: Running, me: Me) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    member.must(Permission::SeeOrders)?;
    let wanted = Query::of(&request);
    let status = wanted.get("status").parse().unwrap_or(WaitingStatus::Waiting);
    let before = wanted.get("before").parse().ok();
    let (mut events, counts) = app
        .read(scope, move |tx| {
            Ok((waiting::page(tx, status, before, paging::one_more(ROWS))?, waiting::counts(tx)?))
        })
        .await?;
    let page = Page::inside(&request, &app, &me.0).under("/orders");
    let next = paging::next(&mut events, ROWS, |last| {
        let last = last.id.to_string();
        show::address("/waiting-events", &[("status", status.as_str()), ("before", &last)])
    });
    let calls = Some(WaitingStatus::Expired);
    let by_state = ByState { flow: "waiting-event", counts: &counts, chosen: Some(status), calls };
    let tabs = by_state.tabs(WaitingStatus::ALL, &page, |status| {
        show::address("/waiting-events", &[("status", status)])
    });
    let words = page.words;
    let say =
        |code: &str| words.get(&format!("error-{code}"), &[]).map(std::borrow::Cow::into_owned);
    let events = events
        .into_iter()
        .map(|event| Kept { why: event.reason.as_deref().and_then(say), event })
        .collect();
    let may_set_up = member.may(Permission::SetUpOrders);
    show::page(&WaitingPage { page, tabs, events, next, days: DAYS, may_set_up })
}
