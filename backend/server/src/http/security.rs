//! The outermost layer: headers that every answer carries, and no foreign site's forms.

use std::sync::Arc;
use std::time::Instant;

use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::http::{Method, Uri};
use actix_web::middleware::Next;
use actix_web::{HttpMessage, ResponseError, web};
use domain::Error;
use domain::id::{Id, Kind};

use crate::app::App;
use crate::error::Failure;

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
                      connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// A request's id, in its log lines and in what a failing page shows.
#[derive(Debug, Clone, Copy)]
pub enum Request {}
impl Kind for Request {
    const PREFIX: &'static str = "req";
}

/// Gives the request its id, refuses forms that another site sent, sets the headers, counts.
///
/// # Errors
/// Only what the inner service answers.
pub async fn guard<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, actix_web::Error> {
    let began = Instant::now();
    let id = Id::<Request>::new();
    request.extensions_mut().insert(id);
    let secure =
        request.app_data::<web::Data<Arc<App>>>().is_some_and(|app| app.settings.secure_cookies());
    let method = request.method().clone();
    let mut response = if is_foreign(&request) {
        let failure = Failure(Error::Forbidden);
        request.into_response(failure.error_response()).map_into_right_body()
    } else {
        next.call(request).await?.map_into_left_body()
    };
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| {
        if !headers.contains_key(&name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    };
    set(header::CONTENT_SECURITY_POLICY, POLICY);
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "strict-origin-when-cross-origin");
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()");
    set(header::CACHE_CONTROL, "no-store");
    if secure {
        set(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    metrics::histogram!("kakehashi_http_seconds", "method" => method_name(&method), "class" => class(response.status().as_u16()))
        .record(began.elapsed());
    Ok(response)
}

/// A state-changing request that a browser sent from another site's page. Programs send neither
/// header; their credentials are a bearer token, which no foreign page has.
fn is_foreign(request: &ServiceRequest) -> bool {
    if request.method().is_safe() || request.headers().contains_key(header::AUTHORIZATION) {
        return false;
    }
    let text = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    match (text("sec-fetch-site"), text("origin")) {
        (Some("same-origin" | "none"), _) | (None, None) => false,
        (Some(_), _) => true,
        (None, Some(origin)) => {
            let host =
                origin.parse::<Uri>().ok().and_then(|uri| uri.authority().map(ToString::to_string));
            host.as_deref() != Some(request.connection_info().host())
        }
    }
}

fn method_name(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::DELETE => "DELETE",
        Method::HEAD => "HEAD",
        _ => "other",
    }
}

fn class(status: u16) -> &'static str {
    match status / 100 {
        2 => "2xx",
        3 => "3xx",
        4 => "4xx",
        _ => "5xx",
    }
}
