//! The operator's part in a product's way: taking it, deciding, suspending; the notes that go with
//! it.

use diesel::prelude::*;
use domain::access::Member;
use domain::catalogue::product::{ProductAct, ProductStatus};
use domain::catalogue::review::{Decision, RejectReason};
use domain::id::{MembershipId, ProductId, ReviewNoteId};
use domain::time::Timestamp;
use domain::{Error, Result};
use schema::review_notes as t;

use crate::catalogue::asset;
use crate::catalogue::product::{Product, record, save};
use crate::plans::plan;
use crate::platform::text;
use crate::scope::{InNetwork, NetworkTx, Reads};

/// A reviewer's note on a product, as the brand reads it.
#[derive(Debug, Clone, Queryable)]
pub struct ReviewNote {
    /// Its id.
    pub id: ReviewNoteId,
    /// The product.
    pub product_id: ProductId,
    /// Who wrote it.
    pub membership_id: MembershipId,
    /// The act it goes with: `request_changes`, `reject`, `approve`, `suspend`.
    pub act: String,
    /// Why, with a rejection.
    pub reason: Option<RejectReason>,
    /// The text, in the reviewer's language.
    pub note: String,
    /// When.
    pub created_at: Timestamp,
}

/// All notes on a product, oldest first.
///
/// # Errors
/// Only what the database answers.
pub fn find(tx: &mut impl Reads<t::table>, product: ProductId) -> Result<Vec<ReviewNote>> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::product_id.eq(product))
            .order(t::id)
            .select((
                t::id,
                t::product_id,
                t::membership_id,
                t::act,
                t::reason,
                t::note,
                t::created_at,
            ))
            .load(conn)
    })?)
}

/// A reviewer takes a submitted product.
///
/// # Errors
/// `Refused("product-state")`, `Stale`.
pub fn take(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    product: &Product,
    at: Timestamp,
) -> Result<Product> {
    advance(tx, me, product, ProductAct::Take, None, at)
}

/// A reviewer decides on a product in review. An approval publishes its texts and its picture and
/// opens its plan at the rate that the brand offers.
///
/// # Errors
/// `Refused("product-state")`, `Refused("product-incomplete")` for an approval without a picture,
/// `Stale`.
pub fn decide(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    product: &Product,
    decision: &Decision,
    at: Timestamp,
) -> Result<Product> {
    let reason = decision.reason().map(RejectReason::as_str);
    let next = advance(tx, me, product, decision.act(), reason, at)?;
    if next.status == ProductStatus::Published {
        let picture = next.picture_id.ok_or(Error::Refused("product-incomplete"))?;
        text::publish(tx, next.id, true)?;
        asset::publish(tx, picture)?;
        plan::insert(tx, &next, at)?;
    }
    insert(tx, me, product, decision.act(), decision.reason(), decision.note(), at)?;
    Ok(next)
}

/// The operator takes a published product off the shelves, for a reason that the brand reads.
///
/// # Errors
/// `Refused("product-state")`, `Stale`.
pub fn suspend(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    product: &Product,
    note: &str,
    at: Timestamp,
) -> Result<Product> {
    let next = advance(tx, me, product, ProductAct::Suspend, Some(note), at)?;
    insert(tx, me, product, ProductAct::Suspend, None, note, at)?;
    Ok(next)
}

/// The operator puts a suspended product back.
///
/// # Errors
/// `Refused("product-state")`, `Stale`.
pub fn resume(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    product: &Product,
    at: Timestamp,
) -> Result<Product> {
    advance(tx, me, product, ProductAct::Resume, None, at)
}

fn advance(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    product: &Product,
    act: ProductAct,
    reason: Option<&str>,
    at: Timestamp,
) -> Result<Product> {
    let status = product.status.after(act)?;
    let published_at = if act == ProductAct::Approve { Some(at) } else { product.published_at };
    let next = save(tx, product, Product { status, published_at, ..product.clone() }, at)?;
    record(tx, me, at, product, &next, &format!("product.{}", act.as_str()), reason)?;
    Ok(next)
}

fn insert(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    product: &Product,
    act: ProductAct,
    reason: Option<RejectReason>,
    note: &str,
    at: Timestamp,
) -> Result<()> {
    if note.is_empty() {
        return Ok(());
    }
    tx.insert(t::table, |into, stamp, conn| {
        into.values((
            stamp,
            t::id.eq(ReviewNoteId::new()),
            t::product_id.eq(product.id),
            t::brand_id.eq(product.brand_id),
            t::membership_id.eq(me.membership),
            t::act.eq(act.as_str()),
            t::reason.eq(reason),
            t::note.eq(note),
            t::created_at.eq(at),
        ))
        .execute(conn)
    })?;
    Ok(())
}
