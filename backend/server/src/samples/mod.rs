//! Samples from the terms on which they are offered to what becomes of the duty to post.

pub mod request;
pub mod terms;

use actix_web::web;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    request::routes(config);
    terms::routes(config);
}
