//! The page behind a personal link, and the materials themselves.

use std::fmt::Write as _;

use actix_web::http::{StatusCode, header};
use actix_web::{HttpMessage, HttpRequest, HttpResponse, web};
use askama::Template;
use domain::id::MaterialId;
use domain::leads::library::digest;
use domain::tenancy::network::Network;
use domain::{Error, Result};
use store::leads::grant::Grant;
use store::leads::library::{Material, Version};
use store::scope::OfNetwork;

use crate::app::blocking;
use crate::error::{Answer, broken};
use crate::http::caller::{Language, Running};
use crate::http::page::Page;
use crate::http::show;
use crate::leads::{delivery, network_at};

#[derive(Template)]
#[template(path = "leads/materials/materials.html")]
struct MaterialsPage {
    page: Page,
    link: Grant,
    pdf: String,
    files: Vec<Offered>,
}

/// A material of the library behind the link.
struct Offered {
    name: String,
    number: i64,
    href: String,
    kilobytes: i64,
}

#[derive(Template)]
#[template(path = "leads/materials/gone.html")]
struct GonePage {
    page: Page,
}

/// The routes.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/n/{slug}/materials/{token}", web::get().to(show_link))
        .route("/n/{slug}/materials/{token}/pdf", web::get().to(pdf))
        .route("/n/{slug}/materials/{token}/files/{material}", web::get().to(file));
}

async fn show_link(
    request: HttpRequest,
    app: Running,
    path: web::Path<(String, String)>,
) -> Answer {
    let (slug, token) = path.into_inner();
    let network = network_at(&app, slug).await?;
    let link = match find(&app, &network, token.clone()).await? {
        Ok(link) => link,
        Err(status) => return gone(&request, &app, &network, status),
    };
    let page = in_language_of(&link, &request, &app, &network);
    let base = format!("{}/materials/{token}", page.home);
    let (scope, at, of) = (OfNetwork::for_row(network.id), app.now(), link.clone());
    let files = app.read(scope, move |tx| super::current(tx, &of, at)).await?;
    let offered = |(material, version): (Material, Version)| Offered {
        href: format!("{base}/files/{}", material.id),
        name: material.name,
        number: version.number,
        kilobytes: (version.byte_count / 1_024).max(1),
    };
    let files = files.into_iter().map(offered).collect();
    let pdf = format!("{base}/pdf");
    show::page(&MaterialsPage { page, link, pdf, files })
}

/// The version of a material that is current at this moment, whatever the mail offered.
async fn file(
    request: HttpRequest,
    app: Running,
    path: web::Path<(String, String, String)>,
) -> Answer {
    let (slug, token, material) = path.into_inner();
    let network = network_at(&app, slug).await?;
    let link = match find(&app, &network, token).await? {
        Ok(link) => link,
        Err(status) => return gone(&request, &app, &network, status),
    };
    let material: MaterialId = material.parse().map_err(|_| Error::Missing)?;
    let (scope, at, of) = (OfNetwork::for_row(network.id), app.now(), link.clone());
    let (version, bytes) =
        app.read(scope, move |tx| super::current_file(tx, &of, material, at)).await?;
    let disposition = disposition(&network.slug, &version.file_name);
    delivery::take(&app, scope, link, Some(version.clone()), version.sha256).await?;
    Ok(document(disposition, bytes))
}

async fn pdf(request: HttpRequest, app: Running, path: web::Path<(String, String)>) -> Answer {
    let (slug, token) = path.into_inner();
    let network = network_at(&app, slug).await?;
    let link = match find(&app, &network, token).await? {
        Ok(link) => link,
        Err(status) => return gone(&request, &app, &network, status),
    };
    let (scope, at, site) = (OfNetwork::for_row(network.id), app.now(), app.settings.site());
    let (of, wanted) = (network.clone(), link.clone());
    let deck = app.read(scope, move |tx| super::deck(tx, &of, &site, &wanted, at)).await?;
    let name = deck.network.text.clone();
    let bytes = blocking(move || documents::materials::materials(&deck).map_err(broken)).await?;
    let title = words::of(link.locale).leads_deck_title();
    delivery::take(&app, scope, link, None, digest(&bytes).to_vec()).await?;
    let disposition = disposition(&network.slug, &format!("{name}_{title}.pdf"));
    Ok(document(disposition, bytes))
}

fn document(disposition: String, bytes: Vec<u8>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("application/pdf")
        .insert_header((header::CONTENT_DISPOSITION, disposition))
        .insert_header(("x-robots-tag", "noindex"))
        .body(bytes)
}

/// The link, or the status of the page that says why there is none.
async fn find(
    app: &Running,
    network: &Network,
    token: String,
) -> Result<Result<Grant, StatusCode>> {
    let at = app.now();
    let found = app.read(OfNetwork::for_row(network.id), move |tx| super::get(tx, &token)).await;
    match found {
        Ok(link) if link.is_open(at) => Ok(Ok(link)),
        Ok(_) => Ok(Err(StatusCode::GONE)),
        Err(Error::Missing) => Ok(Err(StatusCode::NOT_FOUND)),
        Err(other) => Err(other),
    }
}

fn gone(request: &HttpRequest, app: &Running, network: &Network, status: StatusCode) -> Answer {
    let page = Page::outside(request, app, network);
    show::page_with(status, &GonePage { page })
}

/// Mail, page and PDF speak one language, whatever the browser says.
fn in_language_of(link: &Grant, request: &HttpRequest, app: &Running, network: &Network) -> Page {
    request.extensions_mut().insert(Language(link.locale));
    let mut page = Page::outside(request, app, network);
    page.languages.clear();
    page
}

/// Shown in the browser, and kept under the document's own name (RFC 6266).
fn disposition(slug: &str, name: &str) -> String {
    let mut encoded = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing into a string does not fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    format!("inline; filename=\"{slug}.pdf\"; filename*=UTF-8''{encoded}")
}
