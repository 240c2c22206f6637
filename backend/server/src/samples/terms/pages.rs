//! The terms of a product's samples in the browser.

use std::sync::Arc;

use actix_web::{HttpRequest, web};
use askama::Template;
use domain::Error;
use domain::access::Permission;
use domain::id::ProductId;
use domain::samples::terms::{DAYS_TO_POST, TermsDraft};
use store::catalogue::product::Product;
use store::scope::OfOrganization;

use super::Told;
use crate::app::App;
use crate::error::Answer;
use crate::http::caller::{Me, Running};
use crate::http::form::{Form, Posted, Problem};
use crate::http::page::Page;
use crate::http::show;

#[derive(Template)]
#[template(path = "samples/terms/form.html")]
struct TermsPage {
    page: Page,
    product: Product,
    form: Form,
    problems: Vec<Problem>,
    days: i64,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/products/{id}/samples", web::get().to(read))
        .route("/products/{id}/samples", web::post().to(write));
}

async fn read(request: HttpRequest, app: Running, me: Me, id: web::Path<String>) -> Answer {
    me.0.member.must(Permission::SubmitProducts)?;
    let id = id.parse().map_err(|_| Error::Missing)?;
    shown(&request, &app, &me, id, None).await
}

async fn write(
    request: HttpRequest,
    app: Running,
    me: Me,
    id: web::Path<String>,
    posted: Posted,
) -> Answer {
    let (member, at) = (me.member(), app.now());
    member.must(Permission::SubmitProducts)?;
    let id: ProductId = id.parse().map_err(|_| Error::Missing)?;
    let draft = TermsDraft {
        treatment: posted.text("sample_treatment"),
        value: posted.text("sample_value"),
    };
    let version = posted.number("version").unwrap_or_default();
    let told = Told { offered: posted.text("sample_offered"), draft, version };
    let scope = OfOrganization::of(&member);
    match app.write(scope, move |tx| super::change(tx, &member, id, &told, at)).await {
        Ok(_) => show::done(&format!("/products/{id}/samples"), "sample-terms-changed"),
        Err(error) => shown(&request, &app, &me, id, Some((posted, error))).await,
    }
}

async fn shown(
    request: &HttpRequest,
    app: &Arc<App>,
    me: &Me,
    id: ProductId,
    back: Option<(Posted, Error)>,
) -> Answer {
    let member = me.member();
    let scope = OfOrganization::of(&member);
    let product = app.read(scope, move |tx| super::get(tx, &member, id)).await?;
    let page = Page::inside(request, app, &me.0).under("/products");
    let words = page.words;
    let form = match back {
        Some((posted, error)) => Form::of(posted, Some(&error), words)?,
        None => Form::fresh(begun(&product)),
    };
    let problems = form.problems(|field| match field {
        "sample_value" => words.product_sample_value(),
        _ => words.product_sample_treatment(),
    });
    let status = form.status();
    show::page_with(status, &TermsPage { page, product, form, problems, days: DAYS_TO_POST })
}

fn begun(product: &Product) -> Posted {
    let draft = product.sample().terms.draft();
    Posted::default()
        .with("version", product.version.to_string())
        .with("sample_offered", if product.sample_offered { "on" } else { "" })
        .with("sample_treatment", draft.treatment)
        .with("sample_value", draft.value)
}
