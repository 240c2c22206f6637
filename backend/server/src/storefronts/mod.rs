//! KOLs' storefronts: what they find and pick, how they show it, and the shop that everybody sees.

pub mod catalogue;
pub mod coupon;
pub mod listing;
pub mod said;
pub mod shelf;
pub mod storefront;

use std::sync::Arc;

use actix_web::web;
use domain::Result;
use domain::access::Member;
use domain::id::ListingId;
use domain::tenancy::network::Network;
use store::scope::{OfOrganization, OfPublic, OrgTx, PublicTx};

use crate::app::{App, blocking};

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    catalogue::routes(config);
    listing::routes(config);
    storefront::routes(config);
    coupon::routes(config);
    shelf::routes(config);
}

/// The public address of a storefront, or of a listing in it, as a path of this site.
pub fn public_path(network: &str, storefront: &str, listing: Option<ListingId>) -> String {
    match listing {
        None => format!("/n/{network}/s/{storefront}"),
        Some(listing) => format!("/n/{network}/s/{storefront}/p/{listing}"),
    }
}

/// The acting member's network.
///
/// # Errors
/// `Missing` when it is gone.
pub async fn network_of(app: &Arc<App>, me: &Member) -> Result<Network> {
    let (app, id) = (Arc::clone(app), me.network);
    blocking(move || app.directory.by_id(&app, id)).await
}

/// Reads what the member's organization sees, with its network at hand, in one trip off the event
/// loop.
///
/// # Errors
/// What the closure answers.
pub async fn read_own<R: Send + 'static>(
    app: &Arc<App>,
    me: &Member,
    run: impl FnOnce(&Network, &mut OrgTx<'_>) -> Result<R> + Send + 'static,
) -> Result<(Network, R)> {
    let (app, id, scope) = (Arc::clone(app), me.network, OfOrganization::of(me));
    blocking(move || {
        let network = app.directory.by_id(&app, id)?;
        let answer = app.store.read(scope, |tx| run(&network, tx))?;
        Ok((network, answer))
    })
    .await
}

/// Reads what a network has published, found by its public address, in one trip off the event loop.
///
/// # Errors
/// `Missing` for an unknown network; what the closure answers.
pub async fn read_public<R: Send + 'static>(
    app: &Arc<App>,
    slug: String,
    run: impl FnOnce(&mut PublicTx<'_>) -> Result<R> + Send + 'static,
) -> Result<(Network, R)> {
    let app = Arc::clone(app);
    blocking(move || {
        let network = app.directory.by_slug(&app, &slug)?;
        let answer = app.store.read(OfPublic::of(network.id), run)?;
        Ok((network, answer))
    })
    .await
}
