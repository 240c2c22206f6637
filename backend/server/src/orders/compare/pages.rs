//! Comparisons in the browser.

use std::sync::Arc;

use actix_web::{HttpRequest, web};
use askama::Template;
use domain::access::{Member, Permission};
use domain::id::OrderCompareId;
use domain::orders::file::{FileFault, Reader, inspect};
use domain::{Error, Result};
use store::orders::compare::{Compare, Row};
use store::scope::OfNetwork;

use super::ToldAgain;
use crate::app::{App, blocking};
use crate::error::Answer;
use crate::http::body::NoBody;
use crate::http::caller::{Me, Running};
use crate::http::form::{Form, Posted, WithFiles};
use crate::http::page::Page;
use crate::http::show;
use crate::orders::import::source;

#[derive(Template)]
#[template(path = "orders/compare/compares.html")]
struct ComparesPage {
    page: Page,
    compares: Vec<Compare>,
    form: Form,
    may_write: bool,
    may_set_up: bool,
}

#[derive(Template)]
#[template(path = "orders/compare/compare.html")]
struct ComparePage {
    page: Page,
    compare: Compare,
    rows: Vec<Shown>,
    form: Form,
    may_write: bool,
}

/// A difference in words.
struct Shown {
    row: Row,
    told: String,
    stored: String,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/compares", web::get().to(index))
        .route("/compares", web::post().to(create))
        .route("/compares/{compare}", web::get().to(read))
        .route("/compares/{compare}/rows/{row}/apply", web::post().to(apply));
}

async fn index(request: HttpRequest, app: Running, me: Me) -> Answer {
    show::page(&listed(&request, &app, &me, Form::fresh(Posted::default())).await?)
}

async fn listed(request: &HttpRequest, app: &Running, me: &Me, form: Form) -> Result<ComparesPage> {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let may_write = member.may(Permission::WriteOrders);
    let may_set_up = member.may(Permission::SetUpOrders);
    let compares = app.read(scope, move |tx| super::list(tx, &member)).await?;
    let page = Page::inside(request, app, &me.0).under("/orders");
    Ok(ComparesPage { page, compares, form, may_write, may_set_up })
}

async fn create(request: HttpRequest, app: Running, me: Me, sent: WithFiles) -> Answer {
    let WithFiles(posted) = sent;
    let member = me.member();
    OfNetwork::of(&member)?;
    member.must(Permission::WriteOrders)?;
    let bytes = posted.file("file").map(|file| file.bytes.clone());
    let compared = match bytes {
        Some(bytes) => of_file(&app, member, bytes).await,
        None => Err(Error::field("file", "field-required")),
    };
    match compared {
        Ok(id) => show::done(&format!("/compares/{id}"), "compared"),
        Err(error) => {
            let words = words::of(crate::http::caller::language(&request).0);
            let form = Form::back(Posted::default(), &error, words)?;
            let page = listed(&request, &app, &me, form).await?;
            show::page_with(page.form.status(), &page)
        }
    }
}

/// Compares a file's orders: all of the shop's from the first to the last of them.
async fn of_file(app: &Arc<App>, me: Member, bytes: Vec<u8>) -> Result<OrderCompareId> {
    let scope = OfNetwork::of(&me)?;
    let network = crate::orders::network(app, me.network).await?;
    let at = app.now();
    let profiles = app.read(scope, source::profiles).await?;
    let (told, shop) = blocking(move || {
        let wrong = |_: FileFault| Error::field("file", "compare-file");
        let layout = inspect(&bytes, true, &profiles, None).map_err(wrong)?;
        let shop = layout.profile.source.clone();
        let mut reader = Reader::open(bytes.as_slice(), layout);
        let mut told = Vec::new();
        while let Some(order) = reader.next_order().map_err(wrong)? {
            told.push(ToldAgain::of_file(&network, &shop, &order)?);
        }
        Ok((told, shop))
    })
    .await?;
    let first = told.iter().map(|one| one.seen.placed_at).min();
    let last = told.iter().map(|one| one.seen.placed_at).max();
    let (Some(first), Some(last)) = (first, last) else {
        return Err(Error::field("file", "compare-file"));
    };
    let span = (first, last.plus_seconds(1));
    app.write(scope, move |tx| super::run(tx, &me, (&shop, span), &told, at)).await
}

async fn read(request: HttpRequest, app: Running, me: Me, id: web::Path<String>) -> Answer {
    let id = id.parse().map_err(|_| Error::Missing)?;
    show::page(&shown(&request, &app, &me, id, Form::fresh(Posted::default())).await?)
}

async fn shown(
    request: &HttpRequest,
    app: &Running,
    me: &Me,
    id: OrderCompareId,
    form: Form,
) -> Result<ComparePage> {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let may_write = member.may(Permission::WriteOrders);
    let (compare, rows) = app.read(scope, move |tx| super::get(tx, &member, id)).await?;
    let page = Page::inside(request, app, &me.0).under("/orders");
    let say = |told: &str| match told.parse::<domain::orders::line::LineStatus>() {
        Ok(status) => page.state("order-line", status.as_str()),
        Err(_) => told.to_owned(),
    };
    let rows =
        rows.into_iter().map(|row| Shown { told: say(&row.told), stored: say(&row.stored), row });
    let rows = rows.collect();
    Ok(ComparePage { page, compare, rows, form, may_write })
}

async fn apply(
    request: HttpRequest,
    app: Running,
    me: Me,
    ids: web::Path<(String, String)>,
    _body: NoBody,
) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    member.must(Permission::WriteOrders)?;
    let id: OrderCompareId = ids.0.parse().map_err(|_| Error::Missing)?;
    let row = ids.1.parse().map_err(|_| Error::Missing)?;
    let network = crate::orders::network(&app, member.network).await?;
    let at = app.now();
    let done = app.write(scope, move |tx| super::apply(tx, &member, &network, (id, row), at)).await;
    match done {
        Ok(()) => show::done(&format!("/compares/{id}"), "compare-applied"),
        Err(error) => {
            let words = words::of(crate::http::caller::language(&request).0);
            let form = Form::back(Posted::default(), &error, words)?;
            let page = shown(&request, &app, &me, id, form).await?;
            show::page_with(page.form.status(), &page)
        }
    }
}
