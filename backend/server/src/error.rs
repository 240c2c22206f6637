//! A domain error on its way out of a handler; `http::answer` gives it its words.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};
use domain::Error;

/// What a handler answers instead of a response.
#[derive(Debug, Clone)]
pub struct Failure(pub Error);

/// The answer of a handler.
pub type Answer = Result<HttpResponse, Failure>;

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self(error)
    }
}

impl ResponseError for Failure {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.0.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        let mut response = HttpResponse::new(self.status_code());
        response.extensions_mut().insert(self.0.clone());
        response
    }
}

/// A failure inside the server itself.
pub fn broken(error: impl std::fmt::Display) -> Error {
    Error::Broken(error.to_string())
}
