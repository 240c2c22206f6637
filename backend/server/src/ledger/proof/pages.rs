//! The proof in the browser.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};
use askama::Template;
use domain::ledger::proof::ProofStatus;
use serde::Serialize;
use store::ledger::proof::LedgerProof;
use store::scope::OfNetwork;

use super::{Chain, Kept};
use crate::error::Answer;
use crate::http::body::NoBody;
use crate::http::caller::{Me, Running, language};
use crate::http::page::Page;
use crate::http::show;

#[derive(Template)]
#[template(path = "ledger/proof/proof.html")]
struct ProofPage {
    page: Page,
    chain: Chain,
    last: Option<(LedgerProof, Vec<Kept>)>,
    is_running: bool,
}

/// How far a proof is, for the page that waits for it.
#[derive(Serialize)]
struct Progress {
    done: i64,
    total: i64,
    state: &'static str,
    text: String,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/ledger/proof", web::get().to(read))
        .route("/ledger/proof", web::post().to(prove))
        .route("/ledger/proof/progress", web::get().to(progress));
}

async fn read(request: HttpRequest, app: Running, me: Me) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let shown = app.read(scope, move |tx| super::show(tx, &member)).await?;
    let page = Page::inside(&request, &app, &me.0).under("/ledger");
    let is_running =
        shown.last.as_ref().is_some_and(|(last, _)| last.status == ProofStatus::Running);
    show::page(&ProofPage { page, chain: shown.chain, last: shown.last, is_running })
}

async fn prove(app: Running, me: Me, _body: NoBody) -> Answer {
    let (member, at) = (me.member(), app.now());
    let scope = OfNetwork::of(&member)?;
    app.write(scope, move |tx| super::start(tx, &member, at)).await?;
    show::done("/ledger/proof", "proof-started")
}

async fn progress(request: HttpRequest, app: Running, me: Me) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    let shown = app.read(scope, move |tx| super::show(tx, &member)).await?;
    let words = words::of(language(&request).0);
    let (done, total, state) = shown
        .last
        .map_or((0, 0, "none"), |(last, _)| (last.walked, last.sealed, last.status.as_str()));
    let text = words.proof_walked(done, total);
    show::json(StatusCode::OK, &Progress { done, total, state, text })
}
