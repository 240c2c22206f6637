//! The figures of the introduction materials: what the network has published, as anybody may see it.

use diesel::prelude::*;
use domain::Result;
use domain::id::{OrganizationId, StorefrontId};
use domain::tenancy::organization::OrganizationStatus;
use schema::{organizations, products, storefronts};

use crate::scope::{PublicTx, Reads};

/// Storefronts that the materials list at most.
const LISTED: i64 = 60;

/// What the introduction materials say of a network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Introduction {
    /// Storefronts that are open.
    pub storefront_count: i64,
    /// Brands with a published product.
    pub brand_count: usize,
    /// Published products.
    pub product_count: i64,
    /// Published products of each category, the largest first.
    pub categories: Vec<(String, i64)>,
    /// The storefronts with the most followers.
    pub storefronts: Vec<Shop>,
}

/// A storefront as the materials list it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Shop {
    /// Its id.
    pub id: StorefrontId,
    /// Its KOL's name.
    pub name: String,
    /// Its part of addresses.
    pub slug: String,
    /// Where its KOL lives.
    pub city: String,
    /// Where its KOL is followed.
    pub platform: String,
    /// How many follow.
    pub followers: i64,
}

/// The figures as they are now.
///
/// # Errors
/// Only what the database answers.
pub fn introduction(tx: &mut PublicTx<'_>) -> Result<Introduction> {
    let categories = categories(tx)?;
    Ok(Introduction {
        storefront_count: storefront_count(tx)?,
        brand_count: brand_count(tx)?,
        product_count: categories.iter().map(|(_, count)| count).sum(),
        categories,
        storefronts: shops(tx)?,
    })
}

fn categories(tx: &mut PublicTx<'_>) -> Result<Vec<(String, i64)>> {
    use products as t;
    let names: Vec<String> =
        tx.query(t::table, |rows, conn| rows.select(t::category).distinct().load(conn))?;
    // The scope's rows are boxed and cannot be grouped; categories are a short list of words.
    let mut counts = Vec::with_capacity(names.len());
    for name in names {
        let count: i64 = tx.query(t::table, |rows, conn| {
            rows.filter(t::category.eq(name.clone())).count().get_result(conn)
        })?;
        counts.push((name, count));
    }
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Ok(counts)
}

fn brand_count(tx: &mut PublicTx<'_>) -> Result<usize> {
    use products as t;
    let brands: Vec<OrganizationId> =
        tx.query(t::table, |rows, conn| {
            rows.inner_join(organizations::table.on(
                organizations::network_id.eq(t::network_id).and(organizations::id.eq(t::brand_id)),
            ))
            .filter(organizations::status.eq(OrganizationStatus::Open))
            .select(t::brand_id)
            .distinct()
            .load(conn)
        })?;
    Ok(brands.len())
}

fn storefront_count(tx: &mut PublicTx<'_>) -> Result<i64> {
    use storefronts as t;
    Ok(tx.query(t::table, |rows, conn| {
        rows.inner_join(
            organizations::table.on(organizations::network_id
                .eq(t::network_id)
                .and(organizations::id.eq(t::kol_id))),
        )
        .filter(organizations::status.eq(OrganizationStatus::Open))
        .count()
        .get_result(conn)
    })?)
}

fn shops(tx: &mut PublicTx<'_>) -> Result<Vec<Shop>> {
    use storefronts as t;
    Ok(tx.query(t::table, |rows, conn| {
        rows.inner_join(
            organizations::table.on(organizations::network_id
                .eq(t::network_id)
                .and(organizations::id.eq(t::kol_id))),
        )
        .filter(organizations::status.eq(OrganizationStatus::Open))
        .order((t::followers.desc(), t::id))
        .limit(LISTED)
        .select((t::id, organizations::name, t::slug, t::city, t::platform, t::followers))
        .load(conn)
    })?)
}
