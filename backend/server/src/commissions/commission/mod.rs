//! Commissions as a list: the network's for the operator, the own ones for everybody else.

pub mod api;

use actix_web::web;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    api::routes(config);
}
