//! The proof in the browser.

use actix_web::{HttpRequest, web};
use askama::Template;
use store::scope::OfNetwork;

use super::{Chain, Proof};
use crate::error::Answer;
use crate::http::body::NoBody;
use crate::http::caller::{Me, Running};
use crate::http::page::Page;
use crate::http::show;

#[derive(Template)]
#[template(path = "ledger/proof/proof.html")]
struct ProofPage {
    page: Page,
    chain: Chain,
    proof: Option<Proof>,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/ledger/proof", web::get().to(read))
        .route("/ledger/proof", web::post().to(prove));
}

async fn read(request: HttpRequest, app: Running, me: Me) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let chain = app.read(scope, move |tx| super::chain(tx, &member)).await?;
    let page = Page::inside(&request, &app, &me.0).under("/ledger");
    show::page(&ProofPage { page, chain, proof: None })
}

async fn prove(request: HttpRequest, app: Running, me: Me, _body: NoBody) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let network = crate::orders::network(&app, member.network).await?;
    let (chain, proof) = app
        .read(scope, move |tx| {
            Ok((super::chain(tx, &member)?, super::prove(tx, &member, &network)?))
        })
        .await?;
    let page = Page::inside(&request, &app, &me.0).under("/ledger");
    show::page(&ProofPage { page, chain, proof: Some(proof) })
}
