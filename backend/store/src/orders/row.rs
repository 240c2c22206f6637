//! The rows of orders and lines as they are written.

use diesel::prelude::*;
use domain::Currency;
use domain::id::{
    ClickId, LinkId, LiveSessionId, NetworkId, OrderId, OrderImportId, OrderLineId, OrganizationId,
    ProductId,
};
use domain::orders::attribution::AttributionKind;
use domain::orders::line::{LineStatus, NoCommission};
use domain::time::Timestamp;

use crate::orders::order::{Line, Order};

/// An order to write.
#[derive(Insertable)]
#[diesel(table_name = schema::orders, treat_none_as_default_value = false)]
pub(super) struct OrderRow {
    pub(super) network_id: NetworkId,
    pub(super) id: OrderId,
    pub(super) source: String,
    pub(super) external_id: String,
    pub(super) currency: Currency,
    pub(super) total_minor: i64,
    pub(super) kol_id: Option<OrganizationId>,
    pub(super) attribution: AttributionKind,
    pub(super) attribution_code: Option<String>,
    pub(super) passed_over: String,
    pub(super) click_id: Option<ClickId>,
    pub(super) link_id: Option<LinkId>,
    pub(super) import_id: Option<OrderImportId>,
    pub(super) placed_at: Timestamp,
    pub(super) delivered_at: Option<Timestamp>,
    pub(super) recorded_at: Timestamp,
}

/// A line to write.
#[derive(Insertable)]
#[diesel(table_name = schema::order_lines, treat_none_as_default_value = false)]
pub(super) struct LineRow {
    pub(super) network_id: NetworkId,
    pub(super) id: OrderLineId,
    pub(super) order_id: OrderId,
    pub(super) position: i64,
    pub(super) product_id: ProductId,
    pub(super) brand_id: OrganizationId,
    pub(super) kol_id: Option<OrganizationId>,
    pub(super) status: LineStatus,
    pub(super) begun: LineStatus,
    pub(super) held: bool,
    pub(super) quantity: i64,
    pub(super) unit_price_minor: i64,
    pub(super) discount_minor: i64,
    pub(super) refunded_minor: i64,
    pub(super) currency: Currency,
    pub(super) placed_at: Timestamp,
    pub(super) session_id: Option<LiveSessionId>,
    pub(super) no_commission: Option<NoCommission>,
}

impl OrderRow {
    /// The row as it is read.
    pub(super) fn read(self) -> Order {
        Order {
            id: self.id,
            source: self.source,
            external_id: self.external_id,
            currency: self.currency,
            total_minor: self.total_minor,
            kol_id: self.kol_id,
            attribution: self.attribution,
            attribution_code: self.attribution_code,
            passed_over: self.passed_over,
            click_id: self.click_id,
            link_id: self.link_id,
            import_id: self.import_id,
            placed_at: self.placed_at,
            delivered_at: self.delivered_at,
            recorded_at: self.recorded_at,
        }
    }
}

impl LineRow {
    /// The row as it is read.
    pub(super) fn read(self) -> Line {
        Line {
            id: self.id,
            order_id: self.order_id,
            position: self.position,
            product_id: self.product_id,
            brand_id: self.brand_id,
            kol_id: self.kol_id,
            status: self.status,
            begun: self.begun,
            held: self.held,
            quantity: self.quantity,
            unit_price_minor: self.unit_price_minor,
            discount_minor: self.discount_minor,
            refunded_minor: self.refunded_minor,
            currency: self.currency,
            placed_at: self.placed_at,
            session_id: self.session_id,
            no_commission: self.no_commission,
            rejected_for: None,
            rejected_text: None,
        }
    }
}
