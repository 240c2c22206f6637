//! What a visitor of a storefront sees: listings whose products are published at this moment.

use diesel::prelude::*;
use domain::catalogue::product::ProductStatus;
use domain::id::{AssetId, ListingId, OrganizationId, ProductId, StorefrontId};
use domain::{Currency, Error, Money, Result};
use schema::{listings as t, products as p};

use crate::scope::{PublicTx, Reads};

/// One thing on a shelf; its texts and the brand's name are read for the whole page at once. The
/// commission is not the visitor's to see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShelfItem {
    /// The listing.
    pub listing_id: ListingId,
    /// The product.
    pub product_id: ProductId,
    /// Whose product it is: who sells and ships.
    pub brand_id: OrganizationId,
    /// Its picture.
    pub picture_id: Option<AssetId>,
    /// Its price without tax.
    pub price: Money,
    /// Its place on the shelf: where the next page goes on.
    pub position: i64,
}

type Row = (ListingId, ProductId, OrganizationId, Option<AssetId>, (i64, Currency), i64);

impl From<Row> for ShelfItem {
    fn from(
        (listing_id, product_id, brand_id, picture_id, (minor, currency), position): Row,
    ) -> Self {
        let price = Money::new(minor, currency);
        Self { listing_id, product_id, brand_id, picture_id, price, position }
    }
}

/// One page of a storefront's shelf, after a position (0 for the first page). A listing is left out
/// while its product is not published.
///
/// # Errors
/// Only what the database answers.
pub fn shelf(
    tx: &mut PublicTx<'_>,
    storefront: StorefrontId,
    after: i64,
    limit: i64,
) -> Result<Vec<ShelfItem>> {
    Ok(read(tx, storefront, None, after, limit)?.into_iter().map(ShelfItem::from).collect())
}

/// One thing on a storefront's shelf.
///
/// # Errors
/// `Missing`, also while the product is not published.
pub fn get_public(
    tx: &mut PublicTx<'_>,
    storefront: StorefrontId,
    listing: ListingId,
) -> Result<ShelfItem> {
    let row = read(tx, storefront, Some(listing), 0, 1)?.into_iter().next();
    row.map(ShelfItem::from).ok_or(Error::Missing)
}

/// The scope leaves the listed ones; the join adds the product as it is now.
fn read(
    tx: &mut PublicTx<'_>,
    storefront: StorefrontId,
    listing: Option<ListingId>,
    after: i64,
    limit: i64,
) -> Result<Vec<Row>> {
    Ok(tx.query(t::table, |rows, conn| {
        let same_product = t::network_id.eq(p::network_id).and(t::product_id.eq(p::id));
        let mut rows = rows
            .inner_join(p::table.on(same_product))
            .filter(t::storefront_id.eq(storefront))
            .filter(p::status.eq(ProductStatus::Published))
            .filter(t::position.gt(after));
        if let Some(listing) = listing {
            rows = rows.filter(t::id.eq(listing));
        }
        rows.order(t::position)
            .limit(limit)
            .select((
                t::id,
                t::product_id,
                t::brand_id,
                p::picture_id,
                (p::price_minor, p::currency),
                t::position,
            ))
            .load(conn)
    })?)
}
