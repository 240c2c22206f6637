//! Samples from the KOL's request to their arrival.

pub mod request;

use actix_web::web;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    request::routes(config);
}
