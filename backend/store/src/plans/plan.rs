//! Plans. The open ones are public within the network: a KOL reads them through `tx.published()`.

use std::collections::HashMap;

use diesel::prelude::*;
use domain::id::{OrganizationId, PlanId, ProductId};
use domain::plans::plan::{PlanKind, holds};
use domain::time::Timestamp;
use domain::{Rate, Result};
use schema::plans as t;

use crate::catalogue::product::Product;
use crate::rows::Among;
use crate::scope::{InNetwork, NetworkTx, Reads};

/// The terms under which a product may be sold.
#[derive(Debug, Clone, Queryable)]
pub struct Plan {
    /// Its id.
    pub id: PlanId,
    /// Whose product it is.
    pub brand_id: OrganizationId,
    /// The product.
    pub product_id: ProductId,
    /// For whom it is.
    pub kind: PlanKind,
    /// The whole commission.
    pub rate: Rate,
    /// Counts the product's plans of the kind, from 1.
    pub revision: i64,
    /// From when it holds.
    pub valid_from: Timestamp,
    /// Until just before when, where there is an end.
    pub valid_to: Option<Timestamp>,
}

impl Plan {
    /// Whether it holds at a moment.
    pub fn holds(&self, at: Timestamp) -> bool {
        holds(self.valid_from, self.valid_to, at)
    }
}

type Columns = (
    t::id,
    t::brand_id,
    t::product_id,
    t::kind,
    t::rate_ppm,
    t::revision,
    t::valid_from,
    t::valid_to,
);
const COLUMNS: Columns = (
    t::id,
    t::brand_id,
    t::product_id,
    t::kind,
    t::rate_ppm,
    t::revision,
    t::valid_from,
    t::valid_to,
);

/// The open plan of a product that holds at a moment: of several, the latest revision.
///
/// # Errors
/// Only what the database answers.
pub fn open_for(
    tx: &mut impl Reads<t::table>,
    product: ProductId,
    at: Timestamp,
) -> Result<Option<Plan>> {
    Ok(find_open(tx, &[product], at)?.remove(&product))
}

/// The open plans of many products that hold at a moment; products without one are absent.
///
/// # Errors
/// Only what the database answers.
pub fn find_open(
    tx: &mut impl Reads<t::table>,
    products: &[ProductId],
    at: Timestamp,
) -> Result<HashMap<ProductId, Plan>> {
    let plans: Vec<Plan> = tx.query(t::table, |rows, conn| {
        rows.filter(t::product_id.among(products.to_vec()))
            .filter(t::kind.eq(PlanKind::Open))
            .filter(t::valid_from.le(at))
            .filter(t::valid_to.is_null().or(t::valid_to.gt(at)))
            .order(t::revision)
            .select(COLUMNS)
            .load(conn)
    })?;
    // A later revision takes the place of an earlier one.
    Ok(plans.into_iter().map(|plan| (plan.product_id, plan)).collect())
}

/// Plans by their ids: the revisions under which commissions were frozen. Absent are those that the
/// scope does not see.
///
/// # Errors
/// Only what the database answers.
pub fn find(tx: &mut impl Reads<t::table>, ids: &[PlanId]) -> Result<HashMap<PlanId, Plan>> {
    let plans: Vec<Plan> = tx.query(t::table, |rows, conn| {
        rows.filter(t::id.among(ids.to_vec())).select(COLUMNS).load(conn)
    })?;
    Ok(plans.into_iter().map(|plan| (plan.id, plan)).collect())
}

/// Opens a product's plan at the rate that its brand offers; an earlier open one ends.
///
/// # Errors
/// Only what the database answers.
pub fn insert(tx: &mut NetworkTx<'_>, product: &Product, at: Timestamp) -> Result<PlanId> {
    let last: Option<i64> = tx.query(t::table, |rows, conn| {
        rows.filter(t::product_id.eq(product.id))
            .filter(t::kind.eq(PlanKind::Open))
            .order(t::revision.desc())
            .select(t::revision)
            .first(conn)
            .optional()
    })?;
    close(tx, product.id, at)?;
    let id = PlanId::new();
    tx.insert(t::table, |into, stamp, conn| {
        into.values((
            stamp,
            t::id.eq(id),
            t::brand_id.eq(product.brand_id),
            t::product_id.eq(product.id),
            t::kind.eq(PlanKind::Open),
            t::rate_ppm.eq(product.rate),
            t::revision.eq(last.unwrap_or(0) + 1),
            t::valid_from.eq(at),
            t::created_at.eq(at),
        ))
        .execute(conn)
    })?;
    Ok(id)
}

/// Ends every plan of a product. What was picked before keeps its frozen rate.
pub(crate) fn close(tx: &mut impl InNetwork, product: ProductId, at: Timestamp) -> Result<()> {
    tx.update(t::table, |target, conn| {
        diesel::update(target.filter(t::product_id.eq(product)).filter(t::valid_to.is_null()))
            .set(t::valid_to.eq(at))
            .execute(conn)
    })?;
    Ok(())
}
