//! Tracked links, and the clicks on them.

pub mod link;
pub mod redirect;

use actix_web::web;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    redirect::routes(config);
    link::routes(config);
}
