//! Returns, exchanges and claims in the browser.

use actix_web::{HttpRequest, web};
use askama::Template;
use domain::access::Permission;
use domain::id::{OrderCaseId, OrderId};
use domain::orders::case::{CaseDraft, CaseKind, CaseStatus};
use domain::{Error, Result};
use store::orders::case::{self, Case, Piece};
use store::orders::order::{self, Line};
use store::scope::OfNetwork;

use super::ActDraft;
use crate::error::Answer;
use crate::http::caller::{Me, Running};
use crate::http::form::{Form, Posted};
use crate::http::page::Page;
use crate::http::query::Query;
use crate::http::show;
use crate::http::tabs::{ByState, Tab};
use crate::orders::names::{Named, Said};
use crate::orders::order::api::order_id;
use crate::paging;

/// Rows of a page.
const ROWS: usize = 50;

#[derive(Template)]
#[template(path = "orders/case/cases.html")]
struct CasesPage {
    page: Page,
    kinds: Vec<Tab>,
    states: Vec<Tab>,
    rows: Vec<Row>,
    next: Option<String>,
    may_set_up: bool,
}

/// A case of the list.
struct Row {
    case: Case,
    number: String,
    pieces: i64,
    received: i64,
}

#[derive(Template)]
#[template(path = "orders/case/case.html")]
struct CasePage {
    page: Page,
    case: Case,
    number: String,
    pieces: Vec<Shown>,
    form: Form,
    may_write: bool,
}

/// A line of a case with what was sold.
struct Shown {
    piece: Piece,
    product: Said,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/returns", web::get().to(index))
        .route("/returns/{case}", web::get().to(read))
        .route("/returns/{case}/act", web::post().to(act))
        .route("/orders/{id}/cases", web::post().to(create));
}

async fn index(request: HttpRequest, app: Running, me: Me) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    member.must(Permission::SeeOrders)?;
    let wanted = Query::of(&request);
    let kind = wanted.get("kind").parse().unwrap_or(CaseKind::Return);
    let status = CaseStatus::ALL.iter().copied().find(|one| one.as_str() == wanted.get("status"));
    let before: Option<OrderCaseId> = wanted.get("before").parse().ok();
    let limit = paging::one_more(ROWS);
    let (mut cases, pieces, orders, counts, sums) = app
        .read(scope, move |tx| {
            let cases = case::page(tx, kind, status, before, limit)?;
            let ids: Vec<OrderCaseId> = cases.iter().map(|case| case.id).collect();
            let of: Vec<OrderId> = cases.iter().map(|case| case.order_id).collect();
            let mut sums = Vec::new();
            for kind in CaseKind::ALL {
                let all = case::counts(tx, *kind)?;
                sums.push((*kind, all.iter().map(|(_, count)| count).sum::<i64>()));
            }
            let counts = case::counts(tx, kind)?;
            Ok((cases, case::pieces(tx, &ids)?, order::find_by_id(tx, &of)?, counts, sums))
        })
        .await?;
    let page = Page::inside(&request, &app, &me.0).under("/orders");
    let state = status.map_or("", CaseStatus::as_str);
    let next = paging::next(&mut cases, ROWS, |last| {
        let last = last.id.to_string();
        let pairs = [("kind", kind.as_str()), ("status", state), ("before", &last)];
        show::address("/returns", &pairs)
    });
    let rows = cases.into_iter().map(|case| {
        let own: Vec<&Piece> = pieces.iter().filter(|piece| piece.case_id == case.id).collect();
        let number = orders.iter().find(|order| order.id == case.order_id);
        Row {
            number: number.map(|order| order.external_id.clone()).unwrap_or_default(),
            pieces: own.iter().map(|piece| piece.quantity).sum(),
            received: own.iter().map(|piece| piece.received).sum(),
            case,
        }
    });
    let kinds = ByState { flow: "case-kind", counts: &sums, chosen: Some(kind), calls: None };
    let states = ByState { flow: "case", counts: &counts, chosen: status, calls: None };
    show::page(&CasesPage {
        kinds: kinds
            .tabs(CaseKind::ALL, &page, |kind| show::address("/returns", &[("kind", kind)])),
        states: states.all_tabs(page.words.orders_all(), CaseStatus::ALL, &page, |status| {
            show::address("/returns", &[("kind", kind.as_str()), ("status", status)])
        }),
        rows: rows.collect(),
        next,
        may_set_up: member.may(Permission::SetUpOrders),
        page,
    })
}

async fn create(
    request: HttpRequest,
    app: Running,
    me: Me,
    id: web::Path<String>,
    posted: Posted,
) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    member.must(Permission::WriteOrders)?;
    let id = order_id(&id)?;
    let network = crate::orders::network(&app, member.network).await?;
    let at = app.now();
    let lines = app.read(scope, move |tx| {
        order::get(tx, id)?;
        order::lines(tx, &[id])
    });
    let lines = typed(&posted, lines.await?.iter().map(|line| line.position));
    let draft = CaseDraft {
        kind: posted.text("kind"),
        reason: posted.text("reason"),
        note: posted.text("note"),
        lines,
    };
    let opened =
        app.write(scope, move |tx| super::open(tx, &member, &network, (id, &draft), at)).await;
    match opened {
        Ok(case) => show::done(&format!("/returns/{case}"), "case-opened"),
        Err(error) => {
            let words = words::of(crate::http::caller::language(&request).0);
            let form = Form::back(posted, &error, words)?;
            let page = crate::orders::order::pages::shown(&request, &app, &me, id, form).await?;
            show::page_with(page.form.status(), &page)
        }
    }
}

fn typed(posted: &Posted, places: impl Iterator<Item = i64>) -> Vec<(i64, String)> {
    places.map(|place| (place, posted.text(&format!("lines.{place}.quantity")))).collect()
}

async fn read(request: HttpRequest, app: Running, me: Me, id: web::Path<String>) -> Answer {
    let id = id.parse().map_err(|_| Error::Missing)?;
    show::page(&shown(&request, &app, &me, id, Form::fresh(Posted::default())).await?)
}

async fn shown(
    request: &HttpRequest,
    app: &Running,
    me: &Me,
    id: OrderCaseId,
    form: Form,
) -> Result<CasePage> {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let may_write = member.may(Permission::WriteOrders);
    let page = Page::inside(request, app, &me.0).under("/orders");
    let locale = page.locale;
    let (case, pieces, number, lines, names) = app
        .read(scope, move |tx| {
            let (case, pieces) = super::get(tx, &member, id)?;
            let order = order::get(tx, case.order_id)?;
            let lines = order::lines(tx, &[case.order_id])?;
            let names = tx.names(locale, [], lines.iter().map(|line| line.product_id))?;
            Ok((case, pieces, order.external_id, lines, names))
        })
        .await?;
    let product = |piece: &Piece| {
        let line: Option<&Line> = lines.iter().find(|line| line.position == piece.position);
        line.map_or(Said { text: String::new(), lang: "en" }, |line| names.product(line.product_id))
    };
    let pieces =
        pieces.iter().map(|piece| Shown { product: product(piece), piece: *piece }).collect();
    Ok(CasePage { page, case, number, pieces, form, may_write })
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
    member.must(Permission::WriteOrders)?;
    let id: OrderCaseId = id.parse().map_err(|_| Error::Missing)?;
    let network = crate::orders::network(&app, member.network).await?;
    let (at, told) = (app.now(), posted.clone());
    let done = app
        .write(scope, move |tx| {
            let pieces = case::pieces(tx, &[id])?;
            let draft = ActDraft {
                act: told.text("act"),
                version: told.number("version").unwrap_or(0),
                outcome: told.text("outcome"),
                lines: typed(&told, pieces.iter().map(|piece| piece.position)),
            };
            super::act(tx, &member, &network, (id, &draft), at)
        })
        .await;
    match done {
        Ok(_) => show::done(&format!("/returns/{id}"), "case-changed"),
        Err(error) => {
            let words = words::of(crate::http::caller::language(&request).0);
            let form = Form::back(posted, &error, words)?;
            let page = shown(&request, &app, &me, id, form).await?;
            show::page_with(page.form.status(), &page)
        }
    }
}
