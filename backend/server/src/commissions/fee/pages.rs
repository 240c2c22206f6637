//! Fees in the browser: all of them for the operator, the own ones for a brand and a KOL.

use std::sync::Arc;

use actix_web::{HttpRequest, web};
use askama::Template;
use domain::access::{OrganizationKind, Permission};
use domain::commissions::fee::{FeeDraft, FeeKind, FeeStatus};
use domain::id::{FeeId, OrganizationId};
use domain::{Currency, Error};
use store::commissions::fee::{self, Search};
use store::platform::audit::Event;
use store::scope::{OfNetwork, OfOrganization};

use super::Line;
use crate::app::App;
use crate::error::Answer;
use crate::http::caller::{Me, Running};
use crate::http::form::{Form, Posted, Problem};
use crate::http::page::Page;
use crate::http::query::Query;
use crate::http::show;
use crate::http::tabs::{ByState, Tab};
use crate::orders::names::{Said, choices};
use crate::paging;
use crate::platform::letter::Desk;

/// Rows of a page.
const PAGE: usize = 50;
const FIELDS: [&str; 10] = [
    "kind",
    "kol",
    "brand",
    "product",
    "title",
    "amount",
    "ladder",
    "currency",
    "starts_on",
    "ends_on",
];

#[derive(Template)]
#[template(path = "commissions/fee/index.html")]
struct IndexPage {
    page: Page,
    tabs: Vec<Tab>,
    csv: String,
    lines: Vec<Line>,
    next: Option<String>,
    is_operator: bool,
    may_agree: bool,
}

#[derive(Template)]
#[template(path = "commissions/fee/new.html")]
struct NewPage {
    page: Page,
    form: Form,
    problems: Vec<Problem>,
    kols: Vec<(OrganizationId, Said)>,
    brands: Vec<(OrganizationId, Said)>,
    currencies: Vec<Currency>,
}

#[derive(Template)]
#[template(path = "commissions/fee/show.html")]
struct ShowPage {
    page: Page,
    line: Line,
    events: Vec<Event>,
    form: Form,
    may_cancel: bool,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/fees", web::get().to(index))
        .route("/fees/new", web::get().to(new))
        .route("/fees/new", web::post().to(create))
        .route("/fees/{id}", web::get().to(show_one))
        .route("/fees/{id}/act", web::post().to(act));
}

/// The page under the place of the navigation that leads to it.
fn framed(request: &HttpRequest, app: &Arc<App>, me: &Me) -> Page {
    let place = if me.0.member.is_operator() { "/adjustments" } else { "/earnings" };
    Page::inside(request, app, &me.0).under(place)
}

async fn index(request: HttpRequest, app: Running, me: Me) -> Answer {
    let member = me.member();
    let all = super::sees_all(&member)?;
    let wanted = Query::of(&request);
    let status = wanted.get("status");
    let chosen = FeeStatus::ALL.iter().copied().find(|one| one.as_str() == status);
    let search = Search {
        statuses: chosen.into_iter().collect(),
        after: wanted.get("after").parse().ok(),
        limit: paging::one_more(PAGE),
        ..Search::default()
    };
    let page = framed(&request, &app, &me);
    let locale = page.locale;
    let may_agree = member.may(Permission::AgreeFees);
    let (mut lines, counts) = if all {
        let scope = OfNetwork::of(&member)?;
        app.read(scope, move |tx| {
            Ok((super::list(tx, &member, locale, &search)?, fee::counts(tx)?))
        })
        .await?
    } else {
        let scope = OfOrganization::of(&member);
        app.read(scope, move |tx| {
            Ok((super::list(tx, &member, locale, &search)?, fee::counts(tx)?))
        })
        .await?
    };
    let status = chosen.map_or("", FeeStatus::as_str);
    let next = paging::next(&mut lines, PAGE, |last| {
        show::address("/fees", &[("status", status), ("after", &last.row.id.to_string())])
    });
    let csv = show::address("/fees.csv", &[("status", status)]);
    let by_state = ByState { flow: "fee", counts: &counts, chosen, calls: None };
    let tabs = by_state.all_tabs(page.words.beside_all(), FeeStatus::ALL, &page, |status| {
        show::address("/fees", &[("status", status)])
    });
    show::page(&IndexPage { page, tabs, csv, lines, next, is_operator: all, may_agree })
}

async fn new(request: HttpRequest, app: Running, me: Me) -> Answer {
    let posted = Posted::default().with("kind", "slot").with("currency", "JPY");
    blank(&request, &app, &me, posted, None).await
}

async fn create(request: HttpRequest, app: Running, me: Me, posted: Posted) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    member.must(Permission::AgreeFees)?;
    let [kind, kol, brand, product, title, amount, ladder, currency, starts_on, ends_on] =
        FIELDS.map(|field| posted.text(field));
    let draft =
        FeeDraft { kind, kol, brand, product, title, amount, ladder, currency, starts_on, ends_on };
    let network = crate::orders::network(&app, member.network).await?;
    let (desk, at) = (Desk::open(&app, member.network).await?, app.now());
    let made =
        app.write(scope, move |tx| super::agree(tx, &member, &network, &desk, &draft, at)).await;
    match made {
        Ok(made) => show::done(&format!("/fees/{}", made.id), "fee-agreed"),
        Err(error) => blank(&request, &app, &me, posted, Some(error)).await,
    }
}

async fn blank(
    request: &HttpRequest,
    app: &Arc<App>,
    me: &Me,
    posted: Posted,
    why: Option<Error>,
) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    member.must(Permission::AgreeFees)?;
    let network = crate::orders::network(app, member.network).await?;
    let page = framed(request, app, me);
    let locale = page.locale;
    let (kols, brands) = app
        .read(scope, move |tx| {
            let kols = choices(tx, locale, OrganizationKind::Kol)?;
            Ok((kols, choices(tx, locale, OrganizationKind::Brand)?))
        })
        .await?;
    let words = page.words;
    let form = Form::of(posted, why.as_ref(), words)?;
    let problems = form.problems(|field| match field {
        "kind" => words.fee_kind(),
        "kol" => words.fee_kol(),
        "brand" => words.fee_brand(),
        "product" => words.fee_product(),
        "title" => words.fee_name(),
        "ladder" => words.fee_ladder(),
        "currency" => words.orders_currency(),
        "starts_on" => words.fee_starts_on(),
        "ends_on" => words.fee_ends_on(),
        _ => words.fee_amount(),
    });
    let (status, currencies) = (form.status(), network.currencies);
    show::page_with(status, &NewPage { page, form, problems, kols, brands, currencies })
}

async fn show_one(request: HttpRequest, app: Running, me: Me, id: web::Path<String>) -> Answer {
    let id = id.parse().map_err(|_| Error::Missing)?;
    detail(&request, &app, &me, id, Posted::default(), None).await
}

async fn act(
    request: HttpRequest,
    app: Running,
    me: Me,
    id: web::Path<String>,
    posted: Posted,
) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let id: FeeId = id.parse().map_err(|_| Error::Missing)?;
    let version = posted.number("version").unwrap_or_default();
    let (act, note) = (posted.text("act"), posted.text("note"));
    let network = crate::orders::network(&app, member.network).await?;
    let (desk, at) = (Desk::open(&app, member.network).await?, app.now());
    let outcome = app
        .write(scope, move |tx| {
            super::act(tx, &member, &network, &desk, id, version, (&act, &note), at)
        })
        .await;
    match outcome {
        Ok(_) => show::done(&format!("/fees/{id}"), "fee-canceled"),
        Err(error) => detail(&request, &app, &me, id, posted, Some(error)).await,
    }
}

async fn detail(
    request: &HttpRequest,
    app: &Arc<App>,
    me: &Me,
    id: FeeId,
    posted: Posted,
    why: Option<Error>,
) -> Answer {
    let member = me.member();
    let all = super::sees_all(&member)?;
    let page = framed(request, app, me);
    let locale = page.locale;
    let may_agree = member.may(Permission::AgreeFees);
    let (line, events) = if all {
        let read = move |tx: &mut store::scope::NetworkTx<'_>| {
            let line = super::show(tx, &member, locale, id)?;
            Ok((line, super::history(tx, &member, id)?))
        };
        app.read(OfNetwork::of(&me.0.member)?, read).await?
    } else {
        let scope = OfOrganization::of(&member);
        let line = app.read(scope, move |tx| super::show(tx, &member, locale, id)).await?;
        (line, Vec::new())
    };
    let form = Form::of(posted, why.as_ref(), page.words)?;
    let may_cancel = may_agree && line.row.status == FeeStatus::Agreed;
    show::page_with(form.status(), &ShowPage { page, line, events, form, may_cancel })
}
