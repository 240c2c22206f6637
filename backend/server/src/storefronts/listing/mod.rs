//! Picking products into the own storefront, and what is done to them there.

pub mod api;
pub mod pages;

use actix_web::web;
use domain::access::{Member, Permission};
use domain::id::{ListingId, ProductId};
use domain::storefronts::listing::{self as rules, KolAct as Act, ListingStatus};
use domain::{Error, Result, Timestamp};
use store::catalogue::product;
use store::plans::plan;
use store::scope::OrgTx;
use store::storefronts::listing::{self, Comment, Listing};

use super::storefront::{own_language, own_storefront};

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    api::routes(config);
    pages::routes(config);
}

/// Picks a published product into the own storefront, at the open plan's rate of this moment.
///
/// # Errors
/// `Forbidden`; `Missing` for a product that is not published; `Invalid` on `comment`;
/// `Taken("listing-exists")`; `Refused`: `storefront-none`, `plan-ended`.
pub fn pick(
    tx: &mut OrgTx<'_>,
    me: &Member,
    product: ProductId,
    comment: &str,
    at: Timestamp,
) -> Result<Listing> {
    me.must(Permission::PickProducts)?;
    let text = rules::comment(comment)?;
    let product = product::get(&mut tx.published(), product)?;
    let storefront = own_storefront(tx)?.ok_or(Error::Refused("storefront-none"))?;
    let plan = plan::open_for(&mut tx.published(), product.id, at)?;
    let plan = plan.ok_or(Error::Refused("plan-ended"))?;
    let comment = Comment { locale: own_language(tx)?, text: &text };
    listing::pick(tx, me, &storefront, &product, &plan, comment, at)
}

/// Hides a listing for a while.
///
/// # Errors
/// `Forbidden`; `Missing` for another KOL's; `Refused("listing-state")`; `Stale`.
pub fn pause(tx: &mut OrgTx<'_>, me: &Member, id: ListingId, at: Timestamp) -> Result<Listing> {
    let listing = own(tx, me, id)?;
    listing::pause(tx, me, &listing, at)
}

/// Shows a listing again.
///
/// # Errors
/// As [`pause`].
pub fn resume(tx: &mut OrgTx<'_>, me: &Member, id: ListingId, at: Timestamp) -> Result<Listing> {
    let listing = own(tx, me, id)?;
    listing::resume(tx, me, &listing, at)
}

/// Takes a listing down; picking it again puts it under the terms of that day.
///
/// # Errors
/// As [`pause`].
pub fn delist(tx: &mut OrgTx<'_>, me: &Member, id: ListingId, at: Timestamp) -> Result<Listing> {
    let listing = own(tx, me, id)?;
    listing::delist(tx, me, &listing, at)
}

/// Says something else of a product, in the KOL's own language; an empty text says nothing.
///
/// # Errors
/// `Forbidden`; `Missing` for another KOL's; `Invalid` on `comment`.
pub fn say(
    tx: &mut OrgTx<'_>,
    me: &Member,
    id: ListingId,
    comment: &str,
    at: Timestamp,
) -> Result<Listing> {
    let listing = own(tx, me, id)?;
    let text = rules::comment(comment)?;
    let comment = Comment { locale: own_language(tx)?, text: &text };
    listing::set_comment(tx, me, &listing, comment, at)?;
    Ok(listing)
}

/// Puts the shelf in another order: those named first, the others after them as they stood.
///
/// # Errors
/// `Forbidden`; `Missing` when one is not of the own storefront; `Refused("storefront-none")`.
pub fn reorder(tx: &mut OrgTx<'_>, me: &Member, order: &[ListingId], at: Timestamp) -> Result<()> {
    me.must(Permission::PickProducts)?;
    let storefront = own_storefront(tx)?.ok_or(Error::Refused("storefront-none"))?;
    listing::reorder(tx, me, &storefront, order, at)
}

/// Does what a form or a body names.
///
/// # Errors
/// As the act's own function.
pub fn act(
    tx: &mut OrgTx<'_>,
    me: &Member,
    id: ListingId,
    act: Act,
    comment: &str,
    at: Timestamp,
) -> Result<Listing> {
    match act {
        Act::Pause => pause(tx, me, id, at),
        Act::Resume => resume(tx, me, id, at),
        Act::Delist => delist(tx, me, id, at),
        Act::Comment => say(tx, me, id, comment, at),
        Act::Up | Act::Down => shift(tx, me, id, act == Act::Up, at),
    }
}

/// Changes places with the neighbour on the shelf; at its end nothing happens.
fn shift(
    tx: &mut OrgTx<'_>,
    me: &Member,
    id: ListingId,
    up: bool,
    at: Timestamp,
) -> Result<Listing> {
    let moved = own(tx, me, id)?;
    if moved.status == ListingStatus::Delisted {
        return Err(Error::Refused("listing-state"));
    }
    let mut order: Vec<ListingId> = listing::find(tx, moved.storefront_id)?
        .into_iter()
        .filter(|listing| listing.status != ListingStatus::Delisted)
        .map(|listing| listing.id)
        .collect();
    let place = order.iter().position(|one| *one == id).ok_or(Error::Missing)?;
    let neighbour = if up { place.checked_sub(1) } else { Some(place + 1) };
    if let Some(neighbour) = neighbour.filter(|there| *there < order.len()) {
        order.swap(place, neighbour);
        reorder(tx, me, &order, at)?;
    }
    Ok(moved)
}

/// A listing of the own storefront. A brand sees listings of its products too, but may do nothing to
/// them.
fn own(tx: &mut OrgTx<'_>, me: &Member, id: ListingId) -> Result<Listing> {
    me.must(Permission::PickProducts)?;
    listing::get(tx, id)
}
