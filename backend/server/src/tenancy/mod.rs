//! Networks, the people who act for their organizations, and their sessions; the KOLs of a network.

pub mod directory;
pub mod group;
pub mod home;
pub mod invitation;
pub mod kol;
pub mod session;
pub mod setup;

use actix_web::web;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    home::routes(config);
    session::routes(config);
    group::routes(config);
    invitation::routes(config);
    kol::routes(config);
}
