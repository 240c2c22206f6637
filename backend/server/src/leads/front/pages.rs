//! The front page of a network's public site.

use actix_web::{HttpRequest, web};
use askama::Template;
use store::scope::{OfPublic, PublicTx};

use super::Front;
use crate::error::Answer;
use crate::http::caller::Running;
use crate::http::page::Page;
use crate::http::show;
use crate::leads::content::{self, Blocks};
use crate::leads::network_at;

#[derive(Template)]
#[template(path = "leads/front/front.html")]
struct FrontPage {
    page: Page,
    front: Front,
    blocks: Blocks,
}

/// The routes.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config.route("/n/{slug}", web::get().to(front));
}

async fn front(request: HttpRequest, app: Running, slug: web::Path<String>) -> Answer {
    let network = network_at(&app, slug.into_inner()).await?;
    let page = Page::outside(&request, &app, &network);
    let (id, locale) = (network.id, page.locale);
    let read = move |tx: &mut PublicTx<'_>| {
        Ok((super::read(tx, id, locale)?, content::blocks(tx, locale)?))
    };
    let (front, blocks) = app.read(OfPublic::of(id), read).await?;
    show::page(&FrontPage { page, front, blocks })
}
