//! Requests for samples in the browser: one address for three readers, each with an own page.

use std::sync::Arc;

use actix_web::{HttpRequest, web};
use askama::Template;
use domain::access::{Member, Permission};
use domain::id::{AssetId, ProductId, SampleRequestId};
use domain::samples::change::ChangeDraft;
use domain::samples::request::{DAYS_TO_DECIDE, RequestDraft, SampleAct, SampleStatus};
use domain::samples::terms::{MOST_FIXES, SampleOffer};
use domain::{Error, Result};
use store::catalogue::product;
use store::samples::request::{self, SampleRequest, Search};
use store::scope::{OfNetwork, OfOrganization};

use super::Side;
use super::lines::{Known, Line};
use super::reach::{ask, find, get, perform};
use crate::app::App;
use crate::error::Answer;
use crate::http::caller::{Me, Running};
use crate::http::form::{Form, Posted, Problem};
use crate::http::page::Page;
use crate::http::query::Query;
use crate::http::show;
use crate::http::tabs::{ByState, Tab};
use crate::paging;

#[derive(Template)]
#[template(path = "samples/request/list_kol.html")]
struct KolPage {
    page: Page,
    lines: Vec<Line>,
    next: Option<String>,
}

#[derive(Template)]
#[template(path = "samples/request/list_brand.html")]
struct BrandPage {
    page: Page,
    waiting: Vec<Line>,
    lines: Vec<Line>,
    next: Option<String>,
}

#[derive(Template)]
#[template(path = "samples/request/list_operator.html")]
struct OperatorPage {
    page: Page,
    tabs: Vec<Tab>,
    lines: Vec<Line>,
    next: Option<String>,
}

#[derive(Template)]
#[template(path = "samples/request/form.html")]
struct AskPage {
    page: Page,
    form: Form,
    problems: Vec<Problem>,
    product: String,
    product_lang: &'static str,
    picture: Option<AssetId>,
    days: i64,
    offer: SampleOffer,
    terms: String,
    accepting: Option<String>,
}

#[derive(Template)]
#[template(path = "samples/request/show.html")]
struct RequestPage {
    page: Page,
    line: Line,
    tone: &'static str,
    may_see_address: bool,
    has_money: bool,
    may: May,
    form: Form,
    problems: Vec<Problem>,
}

/// What the reader may do now.
struct May {
    decide: bool,
    prepare: bool,
    ship: bool,
    cancel: bool,
    receive: bool,
    submit: bool,
    extend: bool,
    review: bool,
    fix: bool,
    waive: bool,
    breach: bool,
}

impl May {
    fn anything(&self) -> bool {
        let sides = [self.decide, self.prepare, self.ship, self.cancel, self.receive];
        let duty = [self.submit, self.extend, self.review, self.waive];
        sides.into_iter().chain(duty).any(|may| may)
    }

    /// What a side can do with a request now.
    fn of(side: Side, me: &Member, request: &SampleRequest) -> Self {
        let party = side.party(me);
        let possible: Vec<SampleAct> =
            party.into_iter().flat_map(|party| request.status.acts_of(party)).collect();
        let can = |act| possible.contains(&act);
        Self {
            decide: can(SampleAct::Approve),
            prepare: can(SampleAct::Prepare),
            ship: can(SampleAct::Ship),
            cancel: can(SampleAct::Cancel),
            receive: can(SampleAct::Receive),
            submit: can(SampleAct::Submit),
            extend: can(SampleAct::Extend) && !request.is_extended,
            review: can(SampleAct::Fulfill),
            fix: can(SampleAct::Fix) && request.fix_count < MOST_FIXES,
            waive: can(SampleAct::Waive),
            breach: can(SampleAct::Breach) && request.terms().treatment.may_charge(),
        }
    }
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/samples", web::get().to(index))
        .route("/samples/new", web::get().to(new))
        .route("/samples/new", web::post().to(create))
        .route("/samples/{id}", web::get().to(show))
        .route("/samples/{id}/act", web::post().to(act));
}

/// Rows of a page.
const PAGE: usize = 50;

async fn index(request: HttpRequest, app: Running, me: Me) -> Answer {
    let member = me.member();
    let side = Side::of(&member)?;
    let wanted = Query::of(&request);
    let status = wanted.get("status");
    let chosen = SampleStatus::ALL.iter().copied().find(|one| one.as_str() == status);
    let mut search = Search {
        after: wanted.get("after").parse().ok(),
        limit: paging::one_more(PAGE),
        ..Search::default()
    };
    match side {
        Side::Operator => search.statuses = chosen.into_iter().collect(),
        // What waits for the brand stands above the others.
        Side::Brand => search.statuses = but_waiting(),
        Side::Kol => {}
    }
    let (mut requests, names) = find(&app, &member, search).await?;
    let page = Page::inside(&request, &app, &me.0);
    let status = chosen.map_or("", SampleStatus::as_str);
    let next = paging::next(&mut requests, PAGE, |last| {
        show::address("/samples", &[("status", status), ("after", &last.id.to_string())])
    });
    let lines = all_lines(requests, &names, &page, &app);
    match side {
        Side::Kol => show::page(&KolPage { page, lines, next }),
        Side::Brand => {
            let waiting = waiting(&app, &member, &page).await?;
            show::page(&BrandPage { page, waiting, lines, next })
        }
        Side::Operator => {
            let counts = app.read(OfNetwork::of(&member)?, |tx| request::counts(tx)).await?;
            let tabs = tabs(&counts, chosen, &page);
            show::page(&OperatorPage { page, tabs, lines, next })
        }
    }
}

/// What a brand has to answer.
const WAITING: [SampleStatus; 2] = [SampleStatus::Requested, SampleStatus::ContentSubmitted];

fn but_waiting() -> Vec<SampleStatus> {
    SampleStatus::ALL.iter().copied().filter(|one| !WAITING.contains(one)).collect()
}

/// The requests and posts that the brand has to decide on, those that expire first on top.
async fn waiting(app: &Arc<App>, me: &Member, page: &Page) -> Result<Vec<Line>> {
    let search = Search { statuses: WAITING.to_vec(), limit: 200, ..Search::default() };
    let (requests, names) = find(app, me, search).await?;
    let mut lines = all_lines(requests, &names, page, app);
    lines.sort_by_key(|line| line.request.due_at.unwrap_or(line.request.decide_by));
    Ok(lines)
}

fn all_lines(requests: Vec<SampleRequest>, known: &Known, page: &Page, app: &App) -> Vec<Line> {
    let at = app.now();
    requests.into_iter().map(|request| Line::new(request, known, page.locale, at)).collect()
}

fn tabs(counts: &[(SampleStatus, i64)], chosen: Option<SampleStatus>, page: &Page) -> Vec<Tab> {
    ByState { flow: "sample", counts, chosen, calls: Some(SampleStatus::Overdue) }.all_tabs(
        page.words.sample_all(),
        SampleStatus::ALL,
        page,
        |status| show::address("/samples", &[("status", status)]),
    )
}

async fn new(request: HttpRequest, app: Running, me: Me) -> Answer {
    let wanted = Query::of(&request);
    me.0.member.must(Permission::RequestSamples)?;
    let posted = Posted::default().with("product", wanted.get("product")).with("quantity", "1");
    ask_page(&request, &app, &me, posted, None).await
}

async fn create(request: HttpRequest, app: Running, me: Me, posted: Posted) -> Answer {
    let member = me.member();
    member.must(Permission::RequestSamples)?;
    let product: ProductId = posted.get("product").parse().map_err(|_| Error::Missing)?;
    let draft = RequestDraft {
        quantity: posted.text("quantity"),
        message: posted.text("message"),
        ship_to: posted.text("ship_to"),
        accept: posted.text("accept"),
    };
    match ask(&app, &member, product, draft).await {
        Ok(_) => show::done("/samples", "sample-requested"),
        Err(error) => ask_page(&request, &app, &me, posted, Some(error)).await,
    }
}

async fn ask_page(
    request: &HttpRequest,
    app: &Arc<App>,
    me: &Me,
    posted: Posted,
    why: Option<Error>,
) -> Answer {
    let member = me.member();
    let id: ProductId = posted.get("product").parse().map_err(|_| Error::Missing)?;
    let (product, texts) = app
        .read(OfOrganization::of(&member), move |tx| {
            let product = super::offered(tx, &member, id)?;
            Ok((product, product::names(&mut tx.published(), &[id])?))
        })
        .await?;
    let page = Page::inside(request, app, &me.0);
    let name = texts.get(id, "name", page.locale);
    let form = Form::of(posted, why.as_ref(), page.words)?;
    show::page_with(
        form.status(),
        &AskPage {
            product: name.map_or_else(|| product.sku.clone(), |text| text.value.clone()),
            product_lang: name.map_or(page.locale, |text| text.locale).tag(),
            picture: product.picture_id,
            days: DAYS_TO_DECIDE,
            offer: product.sample(),
            terms: crate::samples::terms::said(page.words, &product.sample().terms),
            accepting: crate::samples::terms::accepting(page.words, &product.sample().terms),
            problems: problems(&form, &page),
            form,
            page,
        },
    )
}

fn problems(form: &Form, page: &Page) -> Vec<Problem> {
    let words = page.words;
    form.problems(|field| match field {
        "quantity" => words.sample_quantity(),
        "message" => words.sample_message(),
        "ship_to" => words.sample_ship_to(),
        "reason" => words.sample_reason(),
        "accept" => words.sample_treatment(),
        "post_url" => words.sample_post(),
        "carrier" => words.sample_carrier(),
        "tracking_number" => words.sample_tracking_number(),
        _ => words.sample_act(),
    })
}

async fn show(request: HttpRequest, app: Running, me: Me, id: web::Path<String>) -> Answer {
    Side::of(&me.0.member)?;
    let id = id.parse().map_err(|_| Error::Missing)?;
    render(&request, &app, &me, id, Posted::default(), None).await
}

async fn carry_out(
    app: &Arc<App>,
    me: &Member,
    id: SampleRequestId,
    posted: &Posted,
) -> Result<SampleAct> {
    let act: SampleAct = posted.choice("act")?;
    let version = posted.number("version").map_err(|_| Error::Stale)?;
    let draft = ChangeDraft {
        reason: posted.text("reason"),
        carrier: posted.text("carrier"),
        tracking_number: posted.text("tracking_number"),
        post_url: posted.text("post_url"),
    };
    perform(app, me, id, version, act, draft).await.map(|_| act)
}

async fn act(
    request: HttpRequest,
    app: Running,
    me: Me,
    id: web::Path<String>,
    posted: Posted,
) -> Answer {
    Side::of(&me.0.member)?;
    let id: SampleRequestId = id.parse().map_err(|_| Error::Missing)?;
    match carry_out(&app, &me.member(), id, &posted).await {
        Ok(act) => {
            let notice = match act {
                SampleAct::Approve => "sample-approved",
                SampleAct::Reject => "sample-rejected",
                SampleAct::Prepare => "sample-preparing",
                SampleAct::Ship => "sample-shipped",
                SampleAct::Receive => "sample-received",
                SampleAct::Submit => "sample-submitted",
                SampleAct::Fix => "sample-fix-asked",
                SampleAct::Extend => "sample-extended",
                SampleAct::Fulfill => "sample-fulfilled",
                SampleAct::Waive => "sample-waived",
                SampleAct::Breach => "sample-breached",
                SampleAct::Cancel | SampleAct::Expire | SampleAct::Owe | SampleAct::Lapse => {
                    "sample-canceled"
                }
            };
            show::done(&format!("/samples/{id}"), notice)
        }
        Err(error) => render(&request, &app, &me, id, posted, Some(error)).await,
    }
}

async fn render(
    request: &HttpRequest,
    app: &Arc<App>,
    me: &Me,
    id: SampleRequestId,
    posted: Posted,
    why: Option<Error>,
) -> Answer {
    let side = Side::of(&me.0.member)?;
    let (found, names) = get(app, &me.member(), id).await?;
    let page = Page::inside(request, app, &me.0);
    let form = Form::of(posted, why.as_ref(), page.words)?;
    let may = May::of(side, &me.0.member, &found);
    let line = Line::new(found, &names, page.locale, app.now());
    let view = RequestPage {
        tone: if side == Side::Brand { line.brand_tone() } else { line.tone() },
        may_see_address: side != Side::Operator,
        has_money: me.0.member.may(Permission::SeeMoney)
            || me.0.member.may(Permission::SeeOwnMoney),
        may,
        problems: problems(&form, &page),
        line,
        form,
        page,
    };
    show::page_with(view.form.status(), &view)
}
