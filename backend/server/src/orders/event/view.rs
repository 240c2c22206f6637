//! Events as the API answers them beside their order.

use domain::Timestamp;
use serde::Serialize;
use store::orders::waiting::Waiting;

use crate::orders::order::view::{EventView, OrderView};

/// An event that waits for its order.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = WaitingEvent)]
pub struct WaitingView {
    /// Its id.
    pub id: String,
    /// `waiting`, `applied`, `refused` or `expired`.
    pub status: &'static str,
    /// The shop.
    pub source: String,
    /// The shop's number of the order.
    pub order: String,
    /// What happened.
    pub kind: &'static str,
    /// The shop's own number of the event.
    pub external_id: String,
    /// Until when it waits.
    #[schema(value_type = String)]
    pub expires_at: Timestamp,
}

/// A refund that was told before, as a problem document with what was answered then.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct RepeatedRefund {
    /// `urn:kakehashi:error:order-event-exists`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// 409.
    pub status: u16,
    /// The message in the caller's language.
    pub title: String,
    /// The refund as it was recorded first.
    pub event: EventView,
    /// The order as it is.
    pub order: OrderView,
}

impl From<&Waiting> for WaitingView {
    fn from(one: &Waiting) -> Self {
        Self {
            id: one.id.to_string(),
            status: one.status.as_str(),
            source: one.source.clone(),
            order: one.order_number.clone(),
            kind: one.kind.as_str(),
            external_id: one.external_id.clone(),
            expires_at: one.expires_at,
        }
    }
}
