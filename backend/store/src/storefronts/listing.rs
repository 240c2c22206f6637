//! Products picked into storefronts, at rates that are frozen when they are picked.

use diesel::prelude::*;
use domain::access::Member;
use domain::catalogue::product::ProductStatus;
use domain::id::{ListingId, OrganizationId, PlanId, ProductId, StorefrontId};
use domain::locale::Locale;
use domain::storefronts::listing::{ListingAct, ListingStatus};
use domain::time::Timestamp;
use domain::{Error, Rate, Result};
use schema::listings as t;

use crate::catalogue::product::Product;
use crate::plans::plan::Plan;
use crate::platform::audit::{self, Act};
use crate::platform::text::{self, NewText};
use crate::rows::Among;
use crate::scope::{InNetwork, OrgTx, Reads};
pub use crate::storefronts::shelf::{ShelfItem, get_public, shelf};
use crate::storefronts::storefront::{self, Storefront};

/// A product in a storefront; what the KOL says of it is a text of it (`comment`).
#[derive(Debug, Clone, Queryable)]
pub struct Listing {
    /// Its id.
    pub id: ListingId,
    /// The storefront.
    pub storefront_id: StorefrontId,
    /// Whose storefront it is.
    pub kol_id: OrganizationId,
    /// Whose product it is.
    pub brand_id: OrganizationId,
    /// The product.
    pub product_id: ProductId,
    /// The plan it was picked under.
    pub plan_id: PlanId,
    /// The whole commission, frozen when it was picked.
    pub rate: Rate,
    /// Where it stands.
    pub status: ListingStatus,
    /// Its place on the shelf, counted up; no two of a storefront are equal.
    pub position: i64,
    /// Counts the changes of its state.
    pub version: i64,
    /// When it was picked last.
    pub listed_at: Timestamp,
}

/// What a KOL says of a product.
#[derive(Debug, Clone, Copy)]
pub struct Comment<'a> {
    /// The language it is written in.
    pub locale: Locale,
    /// The text, checked by `domain::storefronts::listing::comment`; empty for none.
    pub text: &'a str,
}

type Columns = (
    t::id,
    t::storefront_id,
    t::kol_id,
    t::brand_id,
    t::product_id,
    t::plan_id,
    t::rate_ppm,
    t::status,
    t::position,
    t::version,
    t::listed_at,
);
const COLUMNS: Columns = (
    t::id,
    t::storefront_id,
    t::kol_id,
    t::brand_id,
    t::product_id,
    t::plan_id,
    t::rate_ppm,
    t::status,
    t::position,
    t::version,
    t::listed_at,
);

/// A listing that the scope sees.
///
/// # Errors
/// `Missing`.
pub fn get(tx: &mut impl Reads<t::table>, id: ListingId) -> Result<Listing> {
    Ok(tx.query(t::table, |rows, conn| rows.filter(t::id.eq(id)).select(COLUMNS).first(conn))?)
}

/// All listings of a storefront that the scope sees, also those taken down, in the shelf's order: the
/// KOL's own page.
///
/// # Errors
/// Only what the database answers.
pub fn find(tx: &mut impl Reads<t::table>, storefront: StorefrontId) -> Result<Vec<Listing>> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::storefront_id.eq(storefront))
            .order((t::position, t::id))
            .select(COLUMNS)
            .load(conn)
    })?)
}

/// The listings of some products in any storefront that the scope sees: which the acting KOL has
/// already, who sells a brand's product.
///
/// # Errors
/// Only what the database answers.
pub fn find_of_products(
    tx: &mut impl Reads<t::table>,
    products: &[ProductId],
) -> Result<Vec<Listing>> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::product_id.among(products.to_vec())).order(t::id).select(COLUMNS).load(conn)
    })?)
}

/// The KOL picks a published product into the own storefront, at the end of its shelf and at the
/// plan's rate of this moment. One that was taken down comes back at the present plan.
///
/// # Errors
/// `Taken("listing-exists")`; `Refused("product-state")` for a product that is not published;
/// `Refused("plan-ended")` when the plan does not hold; `Missing` for another KOL's storefront.
pub fn pick(
    tx: &mut OrgTx<'_>,
    me: &Member,
    storefront: &Storefront,
    product: &Product,
    plan: &Plan,
    comment: Comment<'_>,
    at: Timestamp,
) -> Result<Listing> {
    storefront::owned(tx, storefront)?;
    if product.status != ProductStatus::Published {
        return Err(Error::Refused("product-state"));
    }
    if plan.product_id != product.id || !plan.holds(at) {
        return Err(Error::Refused("plan-ended"));
    }
    storefront::hold(tx, storefront.id)?;
    let shelf = find(tx, storefront.id)?;
    let position = shelf.last().map_or(1, |last| last.position + 1);
    let there = shelf.into_iter().find(|listing| listing.product_id == product.id);
    let before = there.as_ref().map(|listing| listing.status);
    let listing = match there {
        None => Listing {
            id: ListingId::new(),
            storefront_id: storefront.id,
            kol_id: storefront.kol_id,
            brand_id: product.brand_id,
            product_id: product.id,
            plan_id: plan.id,
            rate: plan.rate,
            status: ListingStatus::Listed,
            position,
            version: 1,
            listed_at: at,
        },
        Some(there) => Listing {
            plan_id: plan.id,
            rate: plan.rate,
            status: there
                .status
                .after(ListingAct::Pick)
                .map_err(|_| Error::Taken("listing-exists"))?,
            position,
            listed_at: at,
            ..there
        },
    };
    let listing = if before.is_none() {
        insert(tx, listing)?
    } else {
        place(tx, listing.id, position)?;
        save(tx, &listing)?
    };
    say(tx, &listing, comment)?;
    record(tx, me, at, &listing, before, ListingAct::Pick)?;
    Ok(listing)
}

/// The KOL hides a listing for a while.
///
/// # Errors
/// `Refused("listing-state")`, `Stale`; `Missing` for another KOL's.
pub fn pause(tx: &mut OrgTx<'_>, me: &Member, listing: &Listing, at: Timestamp) -> Result<Listing> {
    advance(tx, me, listing, ListingAct::Pause, at)
}

/// The KOL shows a listing again.
///
/// # Errors
/// As [`pause`].
pub fn resume(
    tx: &mut OrgTx<'_>,
    me: &Member,
    listing: &Listing,
    at: Timestamp,
) -> Result<Listing> {
    advance(tx, me, listing, ListingAct::Resume, at)
}

/// The KOL takes a listing down; it can only be picked again.
///
/// # Errors
/// As [`pause`].
pub fn delist(
    tx: &mut OrgTx<'_>,
    me: &Member,
    listing: &Listing,
    at: Timestamp,
) -> Result<Listing> {
    advance(tx, me, listing, ListingAct::Delist, at)
}

/// The KOL says something else of a product.
///
/// # Errors
/// `Missing` for another KOL's.
pub fn set_comment(
    tx: &mut OrgTx<'_>,
    me: &Member,
    listing: &Listing,
    comment: Comment<'_>,
    at: Timestamp,
) -> Result<()> {
    owned(tx, listing)?;
    say(tx, listing, comment)?;
    let act = Act { kind: "listing.set_comment", ..Act::default() };
    audit::insert(tx, Some(me), at, listing.id, &act)
}

/// The KOL puts the shelf in another order: the listings named come first, in the order given, the
/// others after them as they stood.
///
/// # Errors
/// `Missing` when one named is not of the storefront, or the storefront is another KOL's.
pub fn reorder(
    tx: &mut OrgTx<'_>,
    me: &Member,
    storefront: &Storefront,
    order: &[ListingId],
    at: Timestamp,
) -> Result<()> {
    storefront::owned(tx, storefront)?;
    storefront::hold(tx, storefront.id)?;
    let mut shelf = find(tx, storefront.id)?;
    if order.iter().any(|id| shelf.iter().all(|listing| listing.id != *id)) {
        return Err(Error::Missing);
    }
    // The sort is stable: those that are not named keep their order.
    shelf
        .sort_by_key(|listing| order.iter().position(|id| *id == listing.id).unwrap_or(usize::MAX));
    for (position, listing) in (1..).zip(&shelf) {
        if listing.position == position {
            continue;
        }
        place(tx, listing.id, position)?;
    }
    let act = Act { kind: "storefront.reorder", ..Act::default() };
    audit::insert(tx, Some(me), at, storefront.id, &act)
}

/// The brand sees the listing too, but it is the KOL's.
fn owned(tx: &OrgTx<'_>, listing: &Listing) -> Result<()> {
    if listing.kol_id == tx.me() { Ok(()) } else { Err(Error::Missing) }
}

fn advance(
    tx: &mut OrgTx<'_>,
    me: &Member,
    listing: &Listing,
    act: ListingAct,
    at: Timestamp,
) -> Result<Listing> {
    owned(tx, listing)?;
    let status = listing.status.after(act)?;
    let next = save(tx, &Listing { status, ..listing.clone() })?;
    record(tx, me, at, &next, Some(listing.status), act)?;
    Ok(next)
}

fn insert(tx: &mut OrgTx<'_>, listing: Listing) -> Result<Listing> {
    tx.insert(t::table, |into, stamp, conn| {
        into.values((
            stamp,
            t::id.eq(listing.id),
            t::storefront_id.eq(listing.storefront_id),
            t::kol_id.eq(listing.kol_id),
            t::brand_id.eq(listing.brand_id),
            t::product_id.eq(listing.product_id),
            t::plan_id.eq(listing.plan_id),
            t::rate_ppm.eq(listing.rate),
            t::status.eq(listing.status),
            t::position.eq(listing.position),
            t::version.eq(listing.version),
            t::listed_at.eq(listing.listed_at),
        ))
        .execute(conn)
    })?;
    Ok(listing)
}

fn say(tx: &mut OrgTx<'_>, listing: &Listing, comment: Comment<'_>) -> Result<()> {
    let (locale, value) = (comment.locale, comment.text);
    let text = NewText { field: "comment", locale, value, source: None };
    text::apply(tx, listing.id, listing.kol_id, true, &[text])
}

/// Gives a listing its place. The place is no part of its version: it changes only while the
/// storefront is held, and a new order must not turn a change of state away.
fn place(tx: &mut OrgTx<'_>, listing: ListingId, position: i64) -> Result<()> {
    tx.update(t::table, |target, conn| {
        diesel::update(target.filter(t::id.eq(listing))).set(t::position.eq(position)).execute(conn)
    })?;
    Ok(())
}

/// Keeps what a change made of a listing, but for its place, unless somebody was faster.
fn save(tx: &mut OrgTx<'_>, changed: &Listing) -> Result<Listing> {
    let next = Listing { version: changed.version + 1, ..changed.clone() };
    let rows = tx.update(t::table, |target, conn| {
        diesel::update(target.filter(t::id.eq(next.id)).filter(t::version.eq(changed.version)))
            .set((
                t::plan_id.eq(next.plan_id),
                t::rate_ppm.eq(next.rate),
                t::status.eq(next.status),
                t::version.eq(next.version),
                t::listed_at.eq(next.listed_at),
            ))
            .execute(conn)
    })?;
    if rows == 1 { Ok(next) } else { Err(Error::Stale) }
}

fn record(
    tx: &mut OrgTx<'_>,
    me: &Member,
    at: Timestamp,
    listing: &Listing,
    before: Option<ListingStatus>,
    act: ListingAct,
) -> Result<()> {
    let kind = format!("listing.{}", act.as_str());
    let (before, after) = (before.map(ListingStatus::as_str), Some(listing.status.as_str()));
    audit::insert(tx, Some(me), at, listing.id, &Act { kind: &kind, before, after, reason: None })
}
