//! The queue's worker and the clocks; letters to the other side of an act.

pub mod badge;
pub mod bounce;
pub mod delivery;
pub mod endpoint;
pub mod letter;
pub mod mails;
pub mod maintain;
pub mod suppression;
pub mod template;
pub mod worker;

use actix_web::web;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    mails::routes(config);
    suppression::routes(config);
    template::routes(config);
}
