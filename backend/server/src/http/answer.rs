//! The layer that gives a failure its words: a problem document under `/api`, a page elsewhere.

use std::sync::Arc;

use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{Method, StatusCode, header};
use actix_web::middleware::Next;
use actix_web::{HttpMessage, HttpRequest, HttpResponse, web};
use askama::Template;
use domain::id::Id;
use domain::{Error, FieldError};
use serde::Serialize;

use super::caller::language;
use super::page::Page;
use super::security::Request;
use crate::app::App;

/// An RFC 9457 problem document.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Problem {
    /// The stable code as a URN: `urn:kakehashi:error:product-state`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The HTTP status.
    pub status: u16,
    /// The message in the caller's language.
    pub title: String,
    /// What is wrong with which field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ProblemField>,
    /// The request's id, for the operator's log.
    pub instance: String,
}

/// One field of a problem document.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ProblemField {
    /// The field: `lines.0.sku`.
    pub field: String,
    /// The stable code.
    pub code: String,
    /// The message in the caller's language.
    pub message: String,
}

#[derive(Template)]
#[template(path = "http/failure.html")]
struct FailurePage {
    page: Page,
    status: u16,
    heading: String,
    more: String,
    id: String,
}

/// Answers failures in words.
///
/// # Errors
/// Only what the inner service answers that is no failure of ours.
pub async fn speak<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B, BoxBody>>, actix_web::Error> {
    let response = next.call(request).await?;
    let known = response.response().extensions().get::<Error>().cloned();
    let Some(error) = known.or_else(|| foreign(response.status(), response.headers().is_empty()))
    else {
        return Ok(response.map_into_left_body());
    };
    let spoken = speak_of(response.request(), &error);
    let request = response.request().clone();
    Ok(ServiceResponse::new(request, spoken).map_into_right_body())
}

/// Failures that the framework itself answered: a body over its limit, a method that is not there.
fn foreign(status: StatusCode, bare: bool) -> Option<Error> {
    if !bare && status != StatusCode::PAYLOAD_TOO_LARGE {
        return None;
    }
    match status {
        StatusCode::NOT_FOUND => Some(Error::Missing),
        StatusCode::PAYLOAD_TOO_LARGE => Some(Error::TooLarge),
        StatusCode::BAD_REQUEST => Some(Error::field("body", "json-malformed")),
        _ => None,
    }
}

fn speak_of(request: &HttpRequest, error: &Error) -> HttpResponse {
    let id = request.extensions().get::<Id<Request>>().map(ToString::to_string).unwrap_or_default();
    if let Error::Broken(why) = error {
        tracing::error!(request = id, path = request.path(), why, "broken");
    }
    let words = words::of(language(request).0);
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut builder = HttpResponse::build(status);
    if let Error::TooOften(seconds) = error {
        builder.insert_header((header::RETRY_AFTER, seconds.to_string()));
    }
    if request.path().starts_with("/api") {
        let problem = problem(words, error, id);
        builder.content_type("application/problem+json");
        return builder.body(serde_json::to_string(&problem).unwrap_or_default());
    }
    if let Error::Unauthenticated(_) = error {
        return to_sign_in(request);
    }
    let Some(app) = request.app_data::<web::Data<Arc<App>>>() else {
        return builder.finish();
    };
    let message = words.error(error);
    let (heading, more) = parted(&message);
    let page = FailurePage {
        page: Page::bare(request, app),
        status: error.status(),
        heading: heading.to_owned(),
        more: more.to_owned(),
        id,
    };
    builder.content_type("text/html; charset=utf-8").body(page.render().unwrap_or_default())
}

/// A message's first sentence, which is the page's heading, and the others.
fn parted(message: &str) -> (&str, &str) {
    let (first, others) =
        message.split_once('。').or_else(|| message.split_once(". ")).unwrap_or((message, ""));
    (first.trim_end_matches('.'), others)
}

fn problem(words: words::Words, error: &Error, id: String) -> Problem {
    let fields: &[FieldError] = if let Error::Invalid(fields) = error { fields } else { &[] };
    Problem {
        kind: format!("urn:kakehashi:error:{}", error.code()),
        status: error.status(),
        title: words.error(error),
        errors: fields
            .iter()
            .map(|field| ProblemField {
                field: field.field.clone(),
                code: field.code.to_owned(),
                message: words.field_error(field),
            })
            .collect(),
        instance: id,
    }
}

/// The sign-in page, which leads back to where the visitor wanted to go.
fn to_sign_in(request: &HttpRequest) -> HttpResponse {
    let wanted = if request.method() == Method::GET {
        request.uri().path_and_query().map(ToString::to_string).unwrap_or_default()
    } else {
        String::new()
    };
    let place = if wanted.is_empty() || wanted == "/" {
        "/session/new".to_owned()
    } else {
        format!("/session/new?{}", super::show::query(&[("next", &wanted)]))
    };
    HttpResponse::SeeOther().insert_header((header::LOCATION, place)).finish()
}
