//! Corrections in the operator's browser: the queue, the form, one with its history.

use std::sync::Arc;

use actix_web::{HttpRequest, web};
use askama::Template;
use domain::access::{OrganizationKind, Permission};
use domain::commissions::adjustment::{AdjustmentDraft, AdjustmentReason, AdjustmentStatus};
use domain::id::{AdjustmentId, OrganizationId};
use domain::{Currency, Error};
use store::commissions::adjustment::Search;
use store::scope::OfNetwork;

use super::{Detail, Line, Outcome, Queue};
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

/// Rows of a page: as many as one call decides on.
const PAGE: usize = 100;

#[derive(Template)]
#[template(path = "commissions/adjustment/index.html")]
struct IndexPage {
    page: Page,
    tabs: Vec<Tab>,
    csv: String,
    lines: Vec<Line>,
    next: Option<String>,
    results: Vec<(AdjustmentId, &'static str, String)>,
    form: Form,
    may_request: bool,
    may_decide: bool,
}

#[derive(Template)]
#[template(path = "commissions/adjustment/new.html")]
struct NewPage {
    page: Page,
    form: Form,
    problems: Vec<Problem>,
    kols: Vec<(OrganizationId, Said)>,
    brands: Vec<(OrganizationId, Said)>,
    currencies: Vec<Currency>,
}

#[derive(Template)]
#[template(path = "commissions/adjustment/show.html")]
struct ShowPage {
    page: Page,
    detail: Detail,
    form: Form,
    may_decide: bool,
    may_cancel: bool,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/adjustments", web::get().to(index))
        .route("/adjustments/decide", web::post().to(decide))
        .route("/adjustments/new", web::get().to(new))
        .route("/adjustments/new", web::post().to(create))
        .route("/adjustments/{id}", web::get().to(show_one))
        .route("/adjustments/{id}/act", web::post().to(act));
}

async fn index(request: HttpRequest, app: Running, me: Me) -> Answer {
    let form = Form::fresh(Posted::default());
    queue(&request, &app, &me, form, Vec::new()).await
}

async fn queue(
    request: &HttpRequest,
    app: &Arc<App>,
    me: &Me,
    form: Form,
    results: Vec<Outcome>,
) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let wanted = Query::of(request);
    let status = wanted.get("status");
    let chosen = AdjustmentStatus::ALL.iter().copied().find(|one| one.as_str() == status);
    let search = Search {
        statuses: chosen.into_iter().collect(),
        after: wanted.get("after").parse().ok(),
        limit: paging::one_more(PAGE),
        ..Search::default()
    };
    let page = Page::inside(request, app, &me.0).under("/adjustments");
    let locale = page.locale;
    let (may_request, may_decide) =
        (member.may(Permission::RequestAdjustments), member.may(Permission::DecideAdjustments));
    let found = app.read(scope, move |tx| super::queue(tx, &member, locale, &search)).await?;
    let Queue { mut lines, counts } = found;
    let word = chosen.map_or("", AdjustmentStatus::as_str);
    let next = paging::next(&mut lines, PAGE, |last| {
        show::address("/adjustments", &[("status", word), ("after", &last.row.id.to_string())])
    });
    let tabs = tabs(&page, &counts, chosen);
    let csv = show::address("/adjustments.csv", &[("status", word)]);
    let results = results.iter().map(|one| told(&page, one)).collect();
    let status = form.status();
    let view = IndexPage { page, tabs, csv, lines, next, results, form, may_request, may_decide };
    show::page_with(status, &view)
}

fn told(page: &Page, outcome: &Outcome) -> (AdjustmentId, &'static str, String) {
    let (tone, text) = match (&outcome.error, outcome.status) {
        (Some(error), _) => ("bad", page.words.error(error)),
        (None, Some(status)) => ("good", page.state("adjustment", status.as_str())),
        (None, None) => ("neutral", String::new()),
    };
    (outcome.id, tone, text)
}

fn tabs(
    page: &Page,
    counts: &[(AdjustmentStatus, i64)],
    chosen: Option<AdjustmentStatus>,
) -> Vec<Tab> {
    let calls = Some(AdjustmentStatus::Requested);
    ByState { flow: "adjustment", counts, chosen, calls }.all_tabs(
        page.words.beside_all(),
        AdjustmentStatus::ALL,
        page,
        |status| show::address("/adjustments", &[("status", status)]),
    )
}

async fn decide(request: HttpRequest, app: Running, me: Me, posted: Posted) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    member.must(Permission::DecideAdjustments)?;
    let items: Vec<(AdjustmentId, i64)> = posted
        .starting_with("pick-")
        .into_iter()
        .filter_map(|(id, version)| Some((id.parse().ok()?, version.parse().ok()?)))
        .collect();
    let (act, note) = (posted.text("act"), posted.text("note"));
    let (desk, at) = (Desk::open(&app, member.network).await?, app.now());
    let outcome = app
        .write(scope, move |tx| super::decide_many(tx, &member, &desk, &items, &act, &note, at))
        .await;
    match outcome {
        Ok(results) => {
            let form = Form::fresh(Posted::default());
            queue(&request, &app, &me, form, results).await
        }
        Err(error) => {
            let form = Form::back(posted, &error, Page::bare(&request, &app).words)?;
            queue(&request, &app, &me, form, Vec::new()).await
        }
    }
}

async fn new(request: HttpRequest, app: Running, me: Me) -> Answer {
    let wanted = Query::of(&request);
    let posted = Posted::default()
        .with("kol", wanted.get("kol"))
        .with("order", wanted.get("order"))
        .with("currency", "JPY");
    blank(&request, &app, &me, posted, None).await
}

async fn create(request: HttpRequest, app: Running, me: Me, posted: Posted) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    member.must(Permission::RequestAdjustments)?;
    let draft = AdjustmentDraft {
        kol: posted.text("kol"),
        brand: posted.text("brand"),
        amount: posted.text("amount"),
        currency: posted.text("currency"),
        reason: posted.text("reason"),
        text: posted.text("text"),
        order: posted.text("order"),
    };
    let network = crate::orders::network(&app, member.network).await?;
    let at = app.now();
    let made = app.write(scope, move |tx| super::request(tx, &member, &network, &draft, at)).await;
    match made {
        Ok(made) => show::done(&format!("/adjustments/{}", made.id), "adjustment-requested"),
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
    member.must(Permission::RequestAdjustments)?;
    let network = crate::orders::network(app, member.network).await?;
    let page = Page::inside(request, app, &me.0).under("/adjustments");
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
        "kol" => words.adjustment_kol(),
        "brand" => words.adjustment_bearer(),
        "currency" => words.orders_currency(),
        "reason" => words.adjustment_reason(),
        "text" => words.adjustment_text(),
        "order" => words.adjustment_order(),
        _ => words.adjustment_amount(),
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
    let id: AdjustmentId = id.parse().map_err(|_| Error::Missing)?;
    let version = posted.number("version").unwrap_or_default();
    let (act, note) = (posted.text("act"), posted.text("note"));
    let (desk, at) = (Desk::open(&app, member.network).await?, app.now());
    let outcome = app
        .write(scope, move |tx| super::decide(tx, &member, &desk, id, version, &act, &note, at))
        .await;
    match outcome {
        Ok(next) => {
            let notice = match next.status {
                AdjustmentStatus::Approved => "adjustment-approved",
                AdjustmentStatus::Declined => "adjustment-declined",
                _ => "adjustment-canceled",
            };
            show::done(&format!("/adjustments/{id}"), notice)
        }
        Err(error) => detail(&request, &app, &me, id, posted, Some(error)).await,
    }
}

async fn detail(
    request: &HttpRequest,
    app: &Arc<App>,
    me: &Me,
    id: AdjustmentId,
    posted: Posted,
    why: Option<Error>,
) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let page = Page::inside(request, app, &me.0).under("/adjustments");
    let locale = page.locale;
    let asking = member.clone();
    let detail = app.read(scope, move |tx| super::show(tx, &asking, locale, id)).await?;
    let form = Form::of(posted, why.as_ref(), page.words)?;
    let open = detail.line.row.status == AdjustmentStatus::Requested;
    let own = detail.line.row.maker_id == member.membership;
    let may_decide = open && !own && member.may(Permission::DecideAdjustments);
    let may_cancel = open && own && member.may(Permission::RequestAdjustments);
    show::page_with(form.status(), &ShowPage { page, detail, form, may_decide, may_cancel })
}
