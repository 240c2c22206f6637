//! One line per area: a new one that is forgotten here answers nothing.

use actix_web::web;

/// The routes of every area.
///
/// The router tries them in this order: what is asked for most stands first.
pub fn routes(config: &mut web::ServiceConfig) {
    crate::tracking::routes(config);
    crate::storefronts::routes(config);
    crate::orders::routes(config);
    crate::leads::routes(config);
    crate::platform::routes(config);
    crate::commissions::routes(config);
    crate::explain::routes(config);
    crate::ledger::routes(config);
    crate::catalogue::routes(config);
    crate::samples::routes(config);
    crate::live::routes(config);
    crate::tenancy::routes(config);
}
