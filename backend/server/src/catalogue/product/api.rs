//! Products over the API: the brand writes its own, the operator reads and decides.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};
use domain::access::Member;
use domain::catalogue::picture::MAXIMUM_BYTES;
use domain::catalogue::product::{ProductAct, ProductStatus};
use domain::id::ProductId;
use domain::{Error, Result};
use futures_util::StreamExt;
use store::catalogue::product::{self, Search};
use store::catalogue::review;
use store::scope::{OfNetwork, OfOrganization};

use super::document::{ActBody, ProductBody, ProductDocument, ProductList, document};
use super::forms::{network, upload};
use crate::app::App;
use crate::catalogue::review as operator;
use crate::catalogue::review::pages::{Said, perform};
use crate::catalogue::tabs::Wanted;
use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::body::Body;
use crate::http::caller::{Me, Running};
use crate::http::show;
use crate::paging;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/api/v1/products", web::get().to(list))
        .route("/api/v1/products", web::post().to(create))
        .route("/api/v1/products/{id}", web::get().to(get))
        .route("/api/v1/products/{id}", web::put().to(update))
        .route("/api/v1/products/{id}/picture", web::put().to(set_picture))
        .route("/api/v1/products/{id}/acts", web::post().to(act));
}

/// Rows of a page.
const PAGE: usize = 100;

/// The brand's own products; for the operator those that were ever submitted.
#[utoipa::path(get, path = "/api/v1/products", tag = "products",
    params(("status" = Option<String>, Query, description = "Only in this state"),
        ("category" = Option<String>, Query, description = "Only on this shelf"),
        ("words" = Option<String>, Query, description = "In a name or the SKU"),
        ("after" = Option<String>, Query, description = "The `next` of the page before")),
    responses((status = 200, body = ProductList), (status = 403, body = Problem)))]
pub async fn list(request: HttpRequest, app: Running, me: Me) -> Answer {
    let member = me.member();
    let search = search(&Wanted::of(&request))?;
    let (mut products, texts) = if member.is_operator() {
        app.read(OfNetwork::of(&member)?, move |tx| operator::find(tx, &member, search)).await?
    } else {
        app.read(OfOrganization::of(&member), move |tx| super::find(tx, &member, &search)).await?
    };
    let next = paging::next(&mut products, PAGE, |last| last.id.to_string());
    let products =
        products.into_iter().map(|product| document(product, &texts, Vec::new())).collect();
    show::json(StatusCode::OK, &ProductList { products, next })
}

fn search(wanted: &Wanted) -> Result<Search> {
    let unknown = |field| Error::field(field, "choice-unknown");
    let status = match wanted.get("status") {
        "" => None,
        told => {
            let status = ProductStatus::ALL.iter().find(|status| status.as_str() == told);
            Some(*status.ok_or_else(|| unknown("status"))?)
        }
    };
    if !wanted.get("category").is_empty() && wanted.category().is_none() {
        return Err(unknown("category"));
    }
    if !wanted.get("after").is_empty() && wanted.after().is_none() {
        return Err(unknown("after"));
    }
    Ok(Search {
        statuses: status.into_iter().collect(),
        category: wanted.category(),
        words: wanted.get("words").to_owned(),
        after: wanted.after(),
        limit: paging::one_more(PAGE),
        ..Search::default()
    })
}

/// Begins a draft.
#[utoipa::path(post, path = "/api/v1/products", tag = "products", request_body = ProductBody,
    responses((status = 201, body = ProductDocument), (status = 403, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn create(app: Running, me: Me, body: Body<ProductBody>) -> Answer {
    let (member, at) = (me.member(), app.now());
    let currencies = network(&app, member.network).await?.currencies;
    let draft = body.0.draft();
    let document = app
        .write(OfOrganization::of(&member), move |tx| {
            let product = super::create(tx, &member, at, &draft, &currencies)?;
            let texts = product::names(tx, &[product.id])?;
            Ok(document(product, &texts, Vec::new()))
        })
        .await?;
    show::json(StatusCode::CREATED, &document)
}

/// A product of the brand; for the operator one that was ever submitted.
#[utoipa::path(get, path = "/api/v1/products/{id}", tag = "products",
    params(("id" = String, Path, description = "The product")),
    responses((status = 200, body = ProductDocument), (status = 404, body = Problem)))]
pub async fn get(app: Running, me: Me, id: web::Path<String>) -> Answer {
    let id = id.parse().map_err(|_| Error::Missing)?;
    show::json(StatusCode::OK, &read(&app, &me.member(), id).await?)
}

async fn read(app: &Arc<App>, me: &Member, id: ProductId) -> Result<ProductDocument> {
    let member = me.clone();
    if me.is_operator() {
        return app
            .read(OfNetwork::of(me)?, move |tx| {
                let product = operator::get(tx, &member, id)?;
                let notes = review::find(tx, id)?;
                Ok(document(product, &product::names(tx, &[id])?, notes))
            })
            .await;
    }
    app.read(OfOrganization::of(me), move |tx| {
        let product = super::own(tx, &member, id)?;
        let notes = review::find(tx, id)?;
        Ok(document(product, &product::names(tx, &[id])?, notes))
    })
    .await
}

/// Writes in a draft, or in a product that was sent back.
#[utoipa::path(put, path = "/api/v1/products/{id}", tag = "products", request_body = ProductBody,
    params(("id" = String, Path, description = "The product")),
    responses((status = 200, body = ProductDocument), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn update(
    app: Running,
    me: Me,
    id: web::Path<String>,
    body: Body<ProductBody>,
) -> Answer {
    let (member, at) = (me.member(), app.now());
    let id: ProductId = id.parse().map_err(|_| Error::Missing)?;
    let currencies = network(&app, member.network).await?.currencies;
    let version = body.0.version.ok_or_else(|| Error::field("version", "field-required"));
    let draft = body.0.draft();
    let document = app
        .write(OfOrganization::of(&member), move |tx| {
            // Whose it is comes before what is wrong with it.
            super::own(tx, &member, id)?;
            let product = super::revise(tx, &member, at, id, version?, &draft, &currencies)?;
            let texts = product::names(tx, &[id])?;
            Ok(document(product, &texts, review::find(tx, id)?))
        })
        .await?;
    show::json(StatusCode::OK, &document)
}

/// Gives a product its picture: the body is the file, JPEG, PNG or WebP of at most 5 MB and 24
/// million pixels. It is kept as a JPEG of at most 1,200 pixels.
#[utoipa::path(put, path = "/api/v1/products/{id}/picture", tag = "products",
    params(("id" = String, Path, description = "The product"),
        ("version" = Option<i64>, Query, description = "The version that the change was made on")),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = ProductDocument), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn set_picture(
    request: HttpRequest,
    app: Running,
    me: Me,
    id: web::Path<String>,
    payload: web::Payload,
) -> Answer {
    let (member, at) = (me.member(), app.now());
    let id: ProductId = id.parse().map_err(|_| Error::Missing)?;
    let told = Wanted::of(&request).get("version").to_owned();
    // Whose it is comes before the work of reading the file.
    let asked = member.clone();
    let held = app.read(OfOrganization::of(&member), move |tx| super::own(tx, &asked, id)).await?;
    let version = match told.as_str() {
        "" => held.version,
        told => told.parse().map_err(|_| Error::field("version", "number-malformed"))?,
    };
    let picture = upload(body(payload).await?).await?;
    let document = app
        .write(OfOrganization::of(&member), move |tx| {
            let product = super::set_picture(tx, &member, at, id, version, &picture)?;
            let texts = product::names(tx, &[id])?;
            Ok(document(product, &texts, review::find(tx, id)?))
        })
        .await?;
    show::json(StatusCode::OK, &document)
}

/// The whole body, unless it is too large for a picture.
async fn body(mut payload: web::Payload) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| Error::field("picture", "picture-unreadable"))?;
        if bytes.len() + chunk.len() > MAXIMUM_BYTES {
            return Err(Error::field("picture", "picture-too-large"));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

/// Moves a product along.
#[utoipa::path(post, path = "/api/v1/products/{id}/acts", tag = "products", request_body = ActBody,
    params(("id" = String, Path, description = "The product")),
    responses((status = 200, body = ProductDocument), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub async fn act(app: Running, me: Me, id: web::Path<String>, body: Body<ActBody>) -> Answer {
    let (member, at) = (me.member(), app.now());
    let id: ProductId = id.parse().map_err(|_| Error::Missing)?;
    let ActBody { act, note, reason, version } = body.0;
    let known: ProductAct = act.parse()?;
    match known {
        ProductAct::Submit | ProductAct::Withdraw => {
            let me = member.clone();
            app.write(OfOrganization::of(&member), move |tx| match known {
                ProductAct::Submit => super::submit(tx, &me, at, id, version),
                _ => super::withdraw(tx, &me, at, id, version),
            })
            .await?;
        }
        _ => {
            perform(&app, &member, id, version, Said { act, reason, note }).await?;
        }
    }
    show::json(StatusCode::OK, &read(&app, &member, id).await?)
}
