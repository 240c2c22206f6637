//! Columns on the public site of a network.

use actix_web::{HttpRequest, web};
use askama::Template;
use store::scope::OfPublic;

use super::Told;
use crate::error::Answer;
use crate::http::caller::Running;
use crate::http::page::Page;
use crate::http::show;
use crate::leads::network_at;

#[derive(Template)]
#[template(path = "leads/content/columns.html")]
struct ColumnsPage {
    page: Page,
    columns: Vec<Told>,
}

#[derive(Template)]
#[template(path = "leads/content/column.html")]
struct ColumnPage {
    page: Page,
    column: Told,
}

/// The routes.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/n/{slug}/columns", web::get().to(index))
        .route("/n/{slug}/columns/{column}", web::get().to(read));
}

async fn index(request: HttpRequest, app: Running, slug: web::Path<String>) -> Answer {
    let network = network_at(&app, slug.into_inner()).await?;
    let page = Page::outside(&request, &app, &network);
    let locale = page.locale;
    let columns = app.read(OfPublic::of(network.id), move |tx| super::columns(tx, locale)).await?;
    show::page(&ColumnsPage { page, columns })
}

async fn read(request: HttpRequest, app: Running, path: web::Path<(String, String)>) -> Answer {
    let (slug, column) = path.into_inner();
    let network = network_at(&app, slug).await?;
    let page = Page::outside(&request, &app, &network);
    let locale = page.locale;
    let column =
        app.read(OfPublic::of(network.id), move |tx| super::column(tx, &column, locale)).await?;
    show::page(&ColumnPage { page, column })
}
