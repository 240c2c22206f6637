//! Stock in the browser.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};
use askama::Template;
use domain::access::Permission;
use domain::catalogue::stock::StockDraft;
use domain::id::{ProductId, StockShortageId};
use domain::{Error, Result};
use store::catalogue::product::Product;
use store::catalogue::shortage::Shortage;
use store::catalogue::stock::{Movement, Stock};
use store::platform::text::Texts;
use store::scope::OfOrganization;

use super::{Overview, Shelf};
use crate::error::{Answer, Failure};
use crate::http::caller::{Me, Running};
use crate::http::form::{Form, Posted};
use crate::http::page::Page;
use crate::http::query::Query;
use crate::http::show;

/// Movements of a page.
const ROWS: usize = 50;

#[derive(Template)]
#[template(path = "catalogue/stock/index.html")]
struct IndexPage {
    page: Page,
    stocks: Vec<(Stock, Name)>,
    shortages: Vec<(Shortage, Name)>,
}

#[derive(Template)]
#[template(path = "catalogue/stock/show.html")]
struct ShelfPage {
    page: Page,
    product: Product,
    stock: Stock,
    movements: Vec<Movement>,
    shortages: Vec<Shortage>,
    next: Option<String>,
    form: Form,
}

/// What a product is called.
struct Name {
    text: String,
    lang: &'static str,
    sku: String,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/stock", web::get().to(index))
        .route("/stock/{id}", web::get().to(read))
        .route("/stock/{id}", web::post().to(change))
        .route("/stock-shortages/{id}", web::post().to(close));
}

fn name(id: ProductId, products: &[Product], names: &Texts, locale: domain::Locale) -> Name {
    let product = products.iter().find(|product| product.id == id);
    let sku = product.map(|product| product.sku.clone()).unwrap_or_default();
    let text = names.get(id, "name", locale);
    Name {
        text: text.map_or_else(|| sku.clone(), |text| text.value.clone()),
        lang: text.map_or(locale, |text| text.locale).tag(),
        sku,
    }
}

async fn index(request: HttpRequest, app: Running, me: Me) -> Answer {
    let member = me.member();
    member.must(Permission::SubmitProducts)?;
    let Overview { stocks, shortages, names, products } =
        app.read(OfOrganization::of(&member), move |tx| super::overview(tx, &member)).await?;
    let page = Page::inside(&request, &app, &me.0).under("/products");
    let named = |id| name(id, &products, &names, page.locale);
    let stocks = stocks.into_iter().map(|stock| (stock, named(stock.product))).collect();
    let shortages = shortages
        .into_iter()
        .map(|shortage| {
            let name = named(shortage.product);
            (shortage, name)
        })
        .collect();
    show::page(&IndexPage { page, stocks, shortages })
}

async fn read(request: HttpRequest, app: Running, me: Me, id: web::Path<String>) -> Answer {
    let id: ProductId = id.parse().map_err(|_| Error::Missing)?;
    let form = Form::fresh(Posted::default().with("act", "count"));
    show::page(&shown(&request, &app, &me, id, form).await?)
}

async fn shown(
    request: &HttpRequest,
    app: &Running,
    me: &Me,
    id: ProductId,
    form: Form,
) -> Result<ShelfPage> {
    let member = me.member();
    member.must(Permission::SubmitProducts)?;
    let before = Query::of(request).get("before").parse().ok();
    let Shelf { product, stock, movements, next, shortages } = app
        .read(OfOrganization::of(&member), move |tx| super::shelf(tx, &member, id, before, ROWS))
        .await?;
    let page = Page::inside(request, app, &me.0).under("/products");
    let next = next.map(|next| format!("/stock/{id}?before={next}"));
    Ok(ShelfPage { page, product, stock, movements, shortages, next, form })
}

async fn change(
    request: HttpRequest,
    app: Running,
    me: Me,
    id: web::Path<String>,
    posted: Posted,
) -> Answer {
    let (member, at) = (me.member(), app.now());
    member.must(Permission::SubmitProducts)?;
    let id: ProductId = id.parse().map_err(|_| Error::Missing)?;
    let draft = StockDraft {
        act: posted.text("act"),
        pieces: posted.text("pieces"),
        note: posted.text("note"),
    };
    let changed = app
        .write(OfOrganization::of(&member), move |tx| super::change(tx, &member, id, &draft, at))
        .await;
    match changed {
        Ok(_) => show::done(&format!("/stock/{id}"), "stock-changed"),
        Err(error) => {
            let words = words::of(crate::http::caller::language(&request).0);
            let form = Form::back(posted, &error, words)?;
            let status = if matches!(error, Error::Invalid(_)) {
                StatusCode::UNPROCESSABLE_ENTITY
            } else {
                StatusCode::CONFLICT
            };
            let page = shown(&request, &app, &me, id, form).await?;
            show::page_with(status, &page)
        }
    }
}

async fn close(app: Running, me: Me, id: web::Path<String>, posted: Posted) -> Answer {
    let (member, at) = (me.member(), app.now());
    member.must(Permission::SubmitProducts)?;
    let id: StockShortageId = id.parse().map_err(|_| Error::Missing)?;
    let act = posted.text("act");
    let closed = app
        .write(OfOrganization::of(&member), move |tx| super::close(tx, &member, id, &act, at))
        .await
        .map_err(Failure)?;
    show::done(&format!("/stock/{}", closed.product), "stock-changed")
}
