//! The short addresses: `/r/` and a code.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};

use super::{Visit, Way};
use crate::error::Answer;
use crate::http::caller::{Running, address};
use crate::http::show;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/r/{code}", web::get().to(follow)).route("/r/{code}", web::head().to(peek));
}

async fn follow(request: HttpRequest, app: Running, code: web::Path<String>) -> Answer {
    let said = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
    let visit = Visit {
        address: &address(&request),
        agent: said(header::USER_AGENT),
        referrer: said(header::REFERER),
    };
    let Way { path, click } = super::follow(&app, &code, visit).await?;
    Ok(match click {
        Some(click) => found(&format!("{path}?k={click}")),
        None => found(&path),
    })
}

/// Who asks for the head alone looks where the link leads, and is nobody's visitor.
async fn peek(app: Running, code: web::Path<String>) -> Answer {
    Ok(found(&super::peek(&app, &code).await?))
}

/// The stored page is a path of this site; should it ever not be, nobody is led away (SEC-07).
fn found(place: &str) -> HttpResponse {
    HttpResponse::Found()
        .insert_header((header::LOCATION, show::own_path(Some(place)).to_owned()))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .finish()
}
