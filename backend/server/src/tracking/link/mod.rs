//! A KOL's tracked links: short addresses that lead to the own storefront.

pub mod api;
pub mod pages;

use actix_web::web;
use domain::access::{Member, Permission};
use domain::id::{LinkId, ListingId, LiveSessionId};
use domain::storefronts::listing::ListingStatus;
use domain::tracking::link::{LinkDraft, code};
use domain::{Error, Result, Timestamp};
use store::live::session;
use store::scope::OrgTx;
use store::storefronts::listing;
use store::tracking::link::{self, Link, LinkWithClicks, NewLink};

use crate::paging;
use crate::storefronts::public_path;
use crate::storefronts::storefront::own_storefront;

/// Links on one page.
pub const PAGE: usize = 50;

/// A link that a KOL asks for.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// The listing that it leads to; the whole storefront when missing.
    pub listing: Option<ListingId>,
    /// The live session that it is for.
    pub session: Option<LiveSessionId>,
    /// A word of `domain::tracking::link::Channel`.
    pub channel: &'a str,
}

/// One page of a KOL's links.
#[derive(Debug, Clone)]
pub struct Links {
    /// The links, newest first.
    pub items: Vec<LinkWithClicks>,
    /// Where the next page goes on.
    pub next: Option<LinkId>,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    api::routes(config);
    pages::routes(config);
}

/// Makes a link of the acting KOL under a code that was drawn (see [`draw`]); its public code is the
/// network's with this one behind it. `network` is the network's part of the public address.
///
/// # Errors
/// `Forbidden`; `Refused`: `storefront-none`, `listing-state` for one that was taken down,
/// `live-over` for a session that has ended or was canceled; `Missing` for another KOL's listing or
/// session; `Invalid` on `channel`; `Taken("link-code-taken")`: draw again.
pub fn create(
    tx: &mut OrgTx<'_>,
    me: &Member,
    at: Timestamp,
    network: &str,
    wanted: Wanted<'_>,
    code: &str,
) -> Result<Link> {
    me.must(Permission::MakeLinks)?;
    let storefront = own_storefront(tx)?.ok_or(Error::Refused("storefront-none"))?;
    if let Some(id) = wanted.listing {
        let listing = listing::get(tx, id)?;
        if listing.storefront_id != storefront.id {
            return Err(Error::Missing);
        }
        if listing.status == ListingStatus::Delisted {
            return Err(Error::Refused("listing-state"));
        }
    }
    if let Some(id) = wanted.session
        && !session::get(tx, id)?.status.takes_links()
    {
        return Err(Error::Refused("live-over"));
    }
    let path = public_path(network, &storefront.slug, wanted.listing);
    let draft = LinkDraft::check(wanted.channel, &path)?;
    let new = NewLink {
        code,
        kol: storefront.kol_id,
        storefront: storefront.id,
        listing: wanted.listing,
        session: wanted.session,
        draft: &draft,
    };
    let id = link::insert(tx, &new, at)?;
    link::get(tx, id)
}

/// [`create`] under a code of chance; one that is taken is drawn again.
///
/// # Errors
/// As [`create`].
pub fn create_anew(
    tx: &mut OrgTx<'_>,
    me: &Member,
    at: Timestamp,
    network: &str,
    wanted: Wanted<'_>,
) -> Result<Link> {
    for _ in 0..4 {
        match create(tx, me, at, network, wanted, &draw()) {
            Err(Error::Taken("link-code-taken")) => {}
            other => return other,
        }
    }
    Err(Error::Busy)
}

/// A code of chance: seven characters of base 58.
pub fn draw() -> String {
    code(rand::random())
}

/// The acting KOL's links with their clicks, newest first.
///
/// # Errors
/// `Forbidden`.
pub fn page(tx: &mut OrgTx<'_>, me: &Member, before: Option<LinkId>) -> Result<Links> {
    me.must(Permission::MakeLinks)?;
    let mut items = link::page(tx, me.organization, before, paging::one_more(PAGE))?;
    let next = paging::next(&mut items, PAGE, |last| last.link.id);
    Ok(Links { items, next })
}
