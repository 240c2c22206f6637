//! The pages behind the links of news: to confirm them and to end them. Opening a link changes
//! nothing, for programs open links too; a button does, and needs no sign-in.

use actix_web::http::StatusCode;
use actix_web::{HttpMessage, HttpRequest, web};
use askama::Template;
use domain::leads::consent::ConsentStatus;
use domain::tenancy::network::Network;
use domain::{Error, Result};
use store::leads::consent::Consent;
use store::scope::OfNetwork;

use crate::error::Answer;
use crate::http::body::NoBody;
use crate::http::caller::{Language, Running, address};
use crate::http::page::Page;
use crate::http::show;
use crate::leads::inquiry::visitor;
use crate::leads::network_at;

/// What the page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Face {
    /// A button that confirms.
    Confirm,
    /// News are on.
    Confirmed,
    /// A button that ends.
    Stop,
    /// News are off.
    Stopped,
    /// The link has ended or is nobody's.
    Gone,
}

#[derive(Template)]
#[template(path = "leads/consent/news.html")]
struct NewsPage {
    page: Page,
    face: Face,
    address: String,
    action: String,
}

/// The routes.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/n/{slug}/news/confirm/{token}", web::get().to(asked))
        .route("/n/{slug}/news/confirm/{token}", web::post().to(confirm))
        .route("/n/{slug}/news/stop/{token}", web::get().to(ending))
        .route("/n/{slug}/news/stop/{token}", web::post().to(withdraw));
}

type Place = web::Path<(String, String)>;

async fn asked(request: HttpRequest, app: Running, path: Place) -> Answer {
    let (slug, token) = path.into_inner();
    let network = network_at(&app, slug).await?;
    let at = app.now();
    let scope = OfNetwork::for_row(network.id);
    let found = app.read(scope, move |tx| super::asked(tx, &token)).await;
    let face = |consent: &Consent| match consent.status {
        ConsentStatus::Confirmed => Face::Confirmed,
        _ if at < consent.expires_at => Face::Confirm,
        _ => Face::Gone,
    };
    shown(&request, &app, &network, found, face)
}

async fn confirm(request: HttpRequest, app: Running, path: Place, _: NoBody) -> Answer {
    let (slug, token) = path.into_inner();
    let network = network_at(&app, slug).await?;
    let (at, from) = (app.now(), visitor(&app, &address(&request)));
    let scope = OfNetwork::for_row(network.id);
    let done = app.write(scope, move |tx| super::confirm(tx, &token, &from, at)).await;
    shown(&request, &app, &network, done, |_| Face::Confirmed)
}

async fn ending(request: HttpRequest, app: Running, path: Place) -> Answer {
    let (slug, token) = path.into_inner();
    let network = network_at(&app, slug).await?;
    let (scope, keys) = (OfNetwork::for_row(network.id), app.clone());
    let found = app.read(scope, move |tx| super::ending(tx, &keys.keys, &token)).await;
    let face = |consent: &Consent| match consent.status {
        ConsentStatus::Withdrawn => Face::Stopped,
        _ => Face::Stop,
    };
    shown(&request, &app, &network, found, face)
}

/// Ends the news: from the page's button, or from a mail program that asks nobody (RFC 8058). Either
/// way the answer is no other place to go to.
async fn withdraw(request: HttpRequest, app: Running, path: Place, _: NoBody) -> Answer {
    let (slug, token) = path.into_inner();
    let network = network_at(&app, slug).await?;
    let (scope, keys, at) = (OfNetwork::for_row(network.id), app.clone(), app.now());
    let once = || {
        let (keys, token) = (keys.clone(), token.clone());
        app.write(scope, move |tx| super::withdraw(tx, &keys.keys, &token, at))
    };
    let done = match once().await {
        Err(Error::Stale) => once().await,
        other => other,
    };
    shown(&request, &app, &network, done, |_| Face::Stopped)
}

/// The page in the language in which the news were asked for.
fn shown(
    request: &HttpRequest,
    app: &Running,
    network: &Network,
    found: Result<Consent>,
    face: impl FnOnce(&Consent) -> Face,
) -> Answer {
    let (face, address, status) = match found {
        Ok(consent) => {
            request.extensions_mut().insert(Language(consent.locale));
            let face = face(&consent);
            let status = if face == Face::Gone { StatusCode::GONE } else { StatusCode::OK };
            (face, consent.address, status)
        }
        Err(Error::Missing) => (Face::Gone, String::new(), StatusCode::NOT_FOUND),
        Err(other) => return Err(other.into()),
    };
    let mut page = Page::outside(request, app, network);
    if face != Face::Gone {
        page.languages.clear();
    }
    let action = request.path().to_owned();
    show::page_with(status, &NewsPage { page, face, address, action })
}
