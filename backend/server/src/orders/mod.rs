//! Orders: taken from shops over the API, signed messages or files, with what happens to them afterwards.

pub mod case;
pub mod compare;
pub mod cursor;
pub mod event;
pub mod import;
pub mod names;
pub mod order;
pub mod privacy;
pub mod rate;
pub mod webhook;

use std::sync::Arc;

use actix_web::web;
use domain::Result;
use domain::id::NetworkId;
use domain::tenancy::network::Network;

use crate::app::{App, blocking};

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    case::routes(config);
    compare::routes(config);
    event::routes(config);
    import::routes(config);
    order::routes(config);
    privacy::routes(config);
    rate::routes(config);
    webhook::routes(config);
}

/// The network that a verified member acts in.
///
/// # Errors
/// `Missing`.
pub async fn network(app: &Arc<App>, id: NetworkId) -> Result<Network> {
    let app = Arc::clone(app);
    blocking(move || app.directory.by_id(&app, id)).await
}
