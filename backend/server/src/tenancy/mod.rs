//! Networks, the people who act for their organizations, and their sessions.

pub mod directory;
pub mod home;
pub mod session;
pub mod setup;

use actix_web::web;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    home::routes(config);
    session::routes(config);
}
