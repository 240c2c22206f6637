//! Which network a webhook's address belongs to: its messages come without anybody signed in.

use std::sync::Arc;

use domain::Result;
use domain::id::{NetworkId, WebhookEndpointId};
use store::scope::OfPlatform;

use crate::app::App;

/// The network of an address.
///
/// # Errors
/// `Missing`.
pub async fn network_of(app: &Arc<App>, id: WebhookEndpointId) -> Result<NetworkId> {
    let reason = OfPlatform::because("a webhook's address names its network");
    app.read(reason, move |tx| store::orders::webhook::network_of(tx, id)).await
}
