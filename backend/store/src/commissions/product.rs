//! What a month's commissions come to by product, for the pages of KOLs and brands.

use std::collections::BTreeMap;

use diesel::prelude::*;
use domain::id::ProductId;
use domain::time::Timestamp;
use domain::{Currency, Result};
use schema::commissions as t;

use crate::commissions::month::Sums;
use crate::rows::{count, grouped, total};
use crate::scope::Reads;

/// A product's month in one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProductMonth {
    /// The product.
    pub product: ProductId,
    /// The currency of the sums.
    pub currency: Currency,
    /// Commissions on sales.
    pub sales: Sums,
    /// What refunds took back: amounts below nothing.
    pub reversals: Sums,
}

impl ProductMonth {
    /// Sales and reversals together.
    ///
    /// # Errors
    /// `Broken` on overflow.
    pub fn total(&self) -> Result<Sums> {
        self.sales.plus(self.reversals)
    }
}

/// What each product brought from one moment (inclusive) to another (exclusive), in two grouped
/// queries; an organization sees the rows that it is a party of.
///
/// # Errors
/// Only what the database answers.
pub fn by_product(
    tx: &mut impl Reads<t::table>,
    from: Timestamp,
    to: Timestamp,
) -> Result<Vec<ProductMonth>> {
    type Row = (ProductId, Currency, i64, i64, i64, i64, i64);
    let mut months: BTreeMap<(ProductId, Currency), ProductMonth> = BTreeMap::new();
    for reversals in [false, true] {
        let rows: Vec<Row> = tx.query(t::table, |rows, conn| {
            let mut rows = rows.filter(t::earned_at.ge(from)).filter(t::earned_at.lt(to));
            rows = if reversals {
                rows.filter(t::reverses_id.is_not_null())
            } else {
                rows.filter(t::reverses_id.is_null())
            };
            let sums = rows.select((
                t::product_id,
                t::currency,
                count(t::id),
                total(t::base_minor),
                total(t::kol_minor),
                total(t::network_minor),
                total(t::partner_minor),
            ));
            grouped(2, sums).load(conn)
        })?;
        for row in rows {
            let (product, currency, count, base_minor, kol_minor, network_minor, partner_minor) =
                row;
            let none = Sums::default();
            let month = months.entry((product, currency)).or_insert(ProductMonth {
                product,
                currency,
                sales: none,
                reversals: none,
            });
            let sums = if reversals { &mut month.reversals } else { &mut month.sales };
            *sums = Sums { count, base_minor, kol_minor, network_minor, partner_minor };
        }
    }
    Ok(months.into_values().collect())
}
