//! The front door: the public site of a network, inquiries, the introduction materials, leads and what
//! becomes of them.

pub mod assignment;
pub mod board;
pub mod consent;
pub mod content;
pub mod delivery;
pub mod duplicate;
pub mod front;
pub mod inquiry;
pub mod lead;
pub mod library;
pub mod materials;
pub mod note;
pub mod score;
pub mod sequence;
pub mod task;
pub mod touch;
pub mod won;

use actix_web::web;
use domain::Result;
use domain::catalogue::product::Category;
use domain::id::NetworkId;
use domain::tenancy::network::Network;

use crate::app::blocking;
use crate::http::caller::Running;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    consent::routes(config);
    front::routes(config);
    inquiry::routes(config);
    materials::routes(config);
    lead::routes(config);
    board::routes(config);
    note::routes(config);
    task::routes(config);
    assignment::routes(config);
    won::routes(config);
    duplicate::routes(config);
    library::routes(config);
    delivery::routes(config);
    content::routes(config);
}

/// The words that the form's category may be.
fn categories() -> Vec<&'static str> {
    Category::ALL.iter().map(|category| category.as_str()).collect()
}

/// The network of a public address.
pub(crate) async fn network_at(app: &Running, slug: String) -> Result<Network> {
    let app = app.get_ref().clone();
    blocking(move || app.directory.by_slug(&app, &slug)).await
}

/// The network that a verified caller belongs to.
pub(crate) async fn network_of(app: &Running, id: NetworkId) -> Result<Network> {
    let app = app.get_ref().clone();
    blocking(move || app.directory.by_id(&app, id)).await
}
