//! What was sold and what was frozen for it, so that other rules can be tried on it.

use diesel::prelude::*;
use domain::catalogue::product::Category;
use domain::id::{CommissionId, LiveSessionId, OrganizationId, ProductId};
use domain::time::Timestamp;
use domain::{Currency, Money, Result};
use schema::{commissions as t, order_lines as l, orders as o, products as p};

use crate::scope::{NetworkTx, Reads};

/// A line with its frozen commission.
#[derive(Debug, Clone, Queryable)]
pub struct SoldLine {
    /// The commission.
    pub id: CommissionId,
    /// When it was earned.
    pub earned_at: Timestamp,
    /// The moment whose terms hold, where it is not when it was earned.
    pub terms_at: Option<Timestamp>,
    /// The product.
    pub product_id: ProductId,
    /// Its category.
    pub category: Category,
    /// Its manufacturer.
    pub brand_id: OrganizationId,
    /// The KOL.
    pub kol_id: OrganizationId,
    /// The live session whose link led to it.
    pub session_id: Option<LiveSessionId>,
    /// The shop.
    pub source: String,
    /// What the order is worth, in smallest units.
    pub order_minor: i64,
    /// The price of one piece, in smallest units.
    pub unit_price_minor: i64,
    /// Pieces.
    pub quantity: i64,
    /// What was taken off the line, in smallest units.
    pub discount_minor: i64,
    /// The KOL's part, in smallest units.
    pub kol_minor: i64,
    /// The network's part, in smallest units.
    pub network_minor: i64,
    /// The partners' part, in smallest units.
    pub partner_minor: i64,
    /// The currency of its amounts.
    pub currency: Currency,
}

impl SoldLine {
    /// An amount of it.
    pub fn money(&self, minor: i64) -> Money {
        Money::new(minor, self.currency)
    }
}

/// Lines sold from one moment to another with what was frozen, by time, after the one that the page
/// before ended with.
///
/// # Errors
/// Only what the database answers.
pub fn page(
    tx: &mut NetworkTx<'_>,
    (from, to): (Timestamp, Timestamp),
    after: Option<(Timestamp, CommissionId)>,
    limit: i64,
) -> Result<Vec<SoldLine>> {
    Ok(tx.query(t::table, |rows, conn| {
        let mut rows = rows
            .inner_join(
                l::table.on(l::network_id.eq(t::network_id).and(l::id.eq(t::order_line_id))),
            )
            .inner_join(o::table.on(o::network_id.eq(t::network_id).and(o::id.eq(t::order_id))))
            .inner_join(p::table.on(p::network_id.eq(t::network_id).and(p::id.eq(t::product_id))))
            .filter(t::reverses_id.is_null())
            .filter(t::earned_at.ge(from))
            .filter(t::earned_at.lt(to));
        if let Some((earned_at, id)) = after {
            rows = rows
                .filter(t::earned_at.ge(earned_at))
                .filter(t::earned_at.gt(earned_at).or(t::id.gt(id)));
        }
        rows.order((t::earned_at, t::id))
            .limit(limit)
            .select((
                t::id,
                t::earned_at,
                t::terms_at,
                t::product_id,
                p::category,
                t::brand_id,
                t::kol_id,
                l::session_id,
                o::source,
                o::total_minor,
                l::unit_price_minor,
                l::quantity,
                l::discount_minor,
                t::kol_minor,
                t::network_minor,
                t::partner_minor,
                t::currency,
            ))
            .load(conn)
    })?)
}
