//! On which terms a product's samples are offered: changed by its brand, in any state but the last.

use diesel::prelude::*;
use domain::access::Member;
use domain::catalogue::product::ProductStatus;
use domain::samples::terms::SampleTerms;
use domain::time::Timestamp;
use domain::{Error, Result};
use schema::products as t;

use crate::catalogue::product::Product;
use crate::platform::audit::{self, Act};
use crate::scope::{InNetwork, OrgTx};

/// The brand offers samples on other terms, or no more. Requests keep the terms under which they
/// were made.
///
/// # Errors
/// `Refused("product-state")` for a product that is over, `Stale`; `Missing` for another brand's.
pub fn apply(
    tx: &mut OrgTx<'_>,
    me: &Member,
    product: &Product,
    (is_offered, terms): (bool, SampleTerms),
    at: Timestamp,
) -> Result<Product> {
    if product.brand_id != tx.me() {
        return Err(Error::Missing);
    }
    if matches!(product.status, ProductStatus::Rejected | ProductStatus::Withdrawn) {
        return Err(Error::Refused("product-state"));
    }
    let mut next = product.offering(is_offered, terms);
    (next.version, next.updated_at) = (product.version + 1, at);
    let rows = tx.update(t::table, |target, conn| {
        let same = target.filter(t::id.eq(product.id)).filter(t::version.eq(product.version));
        diesel::update(same)
            .set((
                t::sample_offered.eq(is_offered),
                t::sample_treatment.eq(terms.treatment),
                t::sample_value_minor.eq(terms.value.minor()),
                t::sample_terms_version.eq(next.sample().version),
                t::version.eq(next.version),
                t::updated_at.eq(at),
            ))
            .execute(conn)
    })?;
    if rows != 1 {
        return Err(Error::Stale);
    }
    let said = |product: &Product| {
        let terms = product.sample().terms;
        if product.sample_offered {
            format!("{} {} {}", terms.treatment, terms.value.decimal(), terms.value.currency())
        } else {
            "none".to_owned()
        }
    };
    let (was, is) = (said(product), said(&next));
    let act =
        Act { kind: "product.sample_terms", before: Some(&was), after: Some(&is), reason: None };
    audit::insert(tx, Some(me), at, product.id, &act)?;
    Ok(next)
}
