//! The front page of a network's public site.

use actix_web::{HttpRequest, web};
use askama::Template;
use store::scope::OfPublic;

use super::Front;
use crate::error::Answer;
use crate::http::caller::Running;
use crate::http::page::Page;
use crate::http::show;
use crate::leads::network_at;

#[derive(Template)]
#[template(path = "leads/front/front.html")]
struct FrontPage {
    page: Page,
    front: Front,
}

/// The routes.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config.route("/n/{slug}", web::get().to(front));
}

async fn front(request: HttpRequest, app: Running, slug: web::Path<String>) -> Answer {
    let network = network_at(&app, slug.into_inner()).await?;
    let page = Page::outside(&request, &app, &network);
    let (id, locale) = (network.id, page.locale);
    let front = app.read(OfPublic::of(id), move |tx| super::read(tx, id, locale)).await?;
    show::page(&FrontPage { page, front })
}
