//! Orders in the browser.

use actix_web::http::header;
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use domain::access::{Member, OrganizationKind, Permission};
use domain::commissions::reject::RejectReason;
use domain::id::{OrderId, OrganizationId};
use domain::orders::attribution::AttributionKind;
use domain::orders::case::{CaseKind, CaseReason};
use domain::orders::line::LineStatus;
use domain::tenancy::network::Network;
use domain::{Error, Locale, Money};
use futures_util::stream::try_unfold;
use store::scope::OfNetwork;
use words::Words;

use super::asked::{Asked, Query};
use super::explain::{self, Bought, Earned, Entry, Happened, Reason};
use super::{Detail, List, Row, api};
use crate::error::Answer;
use crate::http::caller::{Me, Running};
use crate::http::csv::Csv;
use crate::http::form::{Form, Posted};
use crate::http::page::Page;
use crate::http::query::InQuery;
use crate::http::show;
use crate::orders::cursor::Cursor;
use crate::orders::names::{Said, choices};

/// Orders of one page.
const ROWS: usize = 50;
/// Orders of one piece of a file.
const PIECE: usize = 500;

#[derive(Template)]
#[template(path = "orders/order/orders.html")]
struct OrdersPage {
    page: Page,
    asked: Asked,
    kols: Vec<(OrganizationId, Said)>,
    brands: Vec<(OrganizationId, Said)>,
    list: List,
    next: Option<String>,
    query: String,
    may_write: bool,
    may_set_up: bool,
    statuses: &'static [LineStatus],
    attributions: &'static [AttributionKind],
}

#[derive(Template)]
#[template(path = "orders/order/order.html")]
pub(crate) struct OrderPage {
    page: Page,
    pub(crate) form: Form,
    may_write: bool,
    may_reject: bool,
    reject: Form,
    detail: Detail,
    reason: Reason,
    lines: Vec<Bought>,
    earned: Vec<Earned>,
    entries: Vec<Entry>,
    timeline: Vec<Happened>,
    commission: Option<Money>,
    kol: Option<Said>,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/orders", web::get().to(index))
        .route("/orders.csv", web::get().to(export))
        .route("/orders/{id}", web::get().to(read));
}

async fn index(request: HttpRequest, app: Running, me: Me, query: InQuery<Query>) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let (asked, _) = Asked::read(&query);
    let network = crate::orders::network(&app, member.network).await?;
    let page = Page::inside(&request, &app, &me.0);
    let (locale, wanted) = (page.locale, asked.clone());
    let may_write = member.may(Permission::WriteOrders);
    let may_set_up = member.may(Permission::SetUpOrders);
    let (list, kols, brands) = app
        .read(scope, move |tx| {
            Ok((
                super::list(tx, &member, &network, locale, &wanted, ROWS)?,
                choices(tx, locale, OrganizationKind::Kol)?,
                choices(tx, locale, OrganizationKind::Brand)?,
            ))
        })
        .await?;
    let next = list.next.map(|next| asked.query(Some(next)));
    let query = asked.query(None);
    let (statuses, attributions) = (LineStatus::ALL, AttributionKind::ALL);
    show::page(&OrdersPage {
        page,
        asked,
        kols,
        brands,
        list,
        next,
        query,
        may_write,
        may_set_up,
        statuses,
        attributions,
    })
}

async fn read(request: HttpRequest, app: Running, me: Me, id: web::Path<String>) -> Answer {
    let id = api::order_id(&id)?;
    let form = Form::fresh(Posted::default());
    show::page(&shown(&request, &app, &me, id, form).await?)
}

/// An order's page, with the form of a case as it came back.
pub(crate) async fn shown(
    request: &HttpRequest,
    app: &Running,
    me: &Me,
    id: OrderId,
    form: Form,
) -> Result<OrderPage, Error> {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    member.must(Permission::SeeOrders)?;
    let may_write = member.may(Permission::WriteOrders);
    let may_reject = member.may(Permission::RejectCommissions);
    let page = Page::inside(request, app, &me.0).under("/orders");
    let locale = page.locale;
    let detail = app.read(scope, move |tx| super::detail(tx, &member, locale, id)).await?;
    let words = page.words;
    let earned = explain::earned(&page, &detail)?;
    let mut commission = None;
    for one in &earned {
        let sum = commission.unwrap_or(Money::zero(detail.order.currency));
        commission = Some(sum.plus(one.total)?);
    }
    Ok(OrderPage {
        form,
        may_write,
        may_reject,
        reject: Form::fresh(Posted::default()),
        lines: explain::lines(&detail)?,
        reason: explain::reason(words, page.zone, &detail),
        entries: explain::entries(words, &detail),
        timeline: explain::timeline(words, &detail),
        kol: detail.order.kol_id.map(|kol| detail.names.party(kol)),
        commission,
        earned,
        detail,
        page,
    })
}

/// Where a file of orders goes on.
struct Rest {
    app: Running,
    scope: OfNetwork,
    me: Member,
    network: Network,
    locale: Locale,
    asked: Asked,
    after: Option<Cursor<domain::id::Order>>,
    is_over: bool,
}

/// The whole list as a file, piece by piece, so that a year of orders needs no more memory than a
/// page of them.
async fn export(request: HttpRequest, app: Running, me: Me, query: InQuery<Query>) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    member.must(Permission::SeeOrders)?;
    let (asked, told) = Asked::read(&query);
    told?;
    let network = crate::orders::network(&app, member.network).await?;
    let locale = crate::http::caller::language(&request).0;
    let rest = Rest { app, scope, me: member, network, locale, asked, after: None, is_over: false };
    let pieces = try_unfold(rest, |rest| async move { piece(rest).await });
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"orders.csv\""))
        .streaming(pieces))
}

async fn piece(mut rest: Rest) -> Result<Option<(Bytes, Rest)>, Error> {
    if rest.is_over {
        return Ok(None);
    }
    let after = rest.after;
    let words = words::of(rest.locale);
    let (me, network, locale) = (rest.me.clone(), rest.network.clone(), rest.locale);
    let asked = Asked { after, ..rest.asked.clone() };
    let list = rest
        .app
        .read(rest.scope, move |tx| super::list(tx, &me, &network, locale, &asked, PIECE))
        .await?;
    let mut file = if after.is_none() { headings(words) } else { Csv::part() };
    for row in &list.rows {
        write(&mut file, words, &rest.network, row);
    }
    rest.is_over = list.next.is_none();
    rest.after = list.next;
    Ok(Some((file.into_bytes().into(), rest)))
}

fn headings(words: Words) -> Csv {
    Csv::new(&[
        words.orders_date(),
        words.orders_number(),
        words.orders_source(),
        words.orders_kol(),
        words.orders_attribution(),
        words.orders_code(),
        words.orders_currency(),
        words.orders_total(),
        words.orders_commission(),
        words.orders_delivered(),
    ])
}

fn write(file: &mut Csv, words: Words, network: &Network, row: &Row) {
    let order = &row.order;
    let zone = network.time_zone;
    let delivered = order.delivered_at.map(|at| words.stamp(at, zone)).unwrap_or_default();
    file.text(&words.stamp(order.placed_at, zone))
        .text(&order.external_id)
        .text(&order.source)
        .text(row.kol.as_ref().map_or("", |kol| kol.text.as_str()))
        .text(&words.state("attribution", order.attribution.as_str()))
        .text(order.attribution_code.as_deref().unwrap_or_default())
        .text(order.currency.code())
        .amount(order.total());
    match row.commission {
        Some(commission) => file.amount(commission),
        None => file.text(""),
    };
    file.text(&delivered).end();
}
