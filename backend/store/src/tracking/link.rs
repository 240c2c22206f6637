//! Tracked links.

use std::collections::HashMap;

use diesel::prelude::*;
use domain::id::{LinkId, ListingId, LiveSessionId, OrganizationId, StorefrontId};
use domain::time::Timestamp;
use domain::tracking::click::AgentClass;
use domain::tracking::link::{Channel, LinkDraft};
use domain::{Error, Result};
use schema::{clicks, links as t};

use crate::rows::{Among, count, grouped};
use crate::scope::{InNetwork, OrgTx, Reads};

/// What the redirect needs of a link.
#[derive(Debug, Clone, Queryable)]
pub struct Target {
    /// The link.
    pub id: LinkId,
    /// Whose it is.
    pub kol_id: OrganizationId,
    /// The page of the public site that it leads to.
    pub path: String,
}

/// A link, as its KOL sees it.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = t)]
pub struct Link {
    /// Its id.
    pub id: LinkId,
    /// Its code, without the network's own characters.
    pub code: String,
    /// Whose it is.
    pub kol_id: OrganizationId,
    /// The storefront that it leads to.
    pub storefront_id: StorefrontId,
    /// The listing that it leads to, if to one.
    pub listing_id: Option<ListingId>,
    /// The live session that it was made for.
    pub session_id: Option<LiveSessionId>,
    /// Where it was put.
    pub channel: Channel,
    /// The page of the public site that it leads to.
    pub path: String,
    /// When it was made.
    pub created_at: Timestamp,
}

/// A link and how often it was clicked, bots apart.
#[derive(Debug, Clone)]
pub struct LinkWithClicks {
    /// The link.
    pub link: Link,
    /// Clicks by people.
    pub clicks: i64,
}

/// A link to write: the code was drawn by the caller, the storefront and the listing were looked up
/// in the caller's scope.
#[derive(Debug, Clone)]
pub struct NewLink<'a> {
    /// Seven characters of base 58.
    pub code: &'a str,
    /// Whose it is.
    pub kol: OrganizationId,
    /// The storefront that it leads to.
    pub storefront: StorefrontId,
    /// The listing that it leads to, if to one.
    pub listing: Option<ListingId>,
    /// The live session that it is for.
    pub session: Option<LiveSessionId>,
    /// Channel and page.
    pub draft: &'a LinkDraft,
}

/// The link of a code, for the redirect.
///
/// # Errors
/// `Missing`.
pub fn get_by_code(tx: &mut impl Reads<t::table>, code: &str) -> Result<Target> {
    let code = code.to_owned();
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::code.eq(code)).select((t::id, t::kol_id, t::path)).first(conn)
    })?)
}

/// The links of some codes, for redirects that are counted together; a code that is no link's is left
/// out.
///
/// # Errors
/// Only what the database answers.
pub fn find_by_code(
    tx: &mut impl Reads<t::table>,
    codes: &[&str],
) -> Result<HashMap<String, Target>> {
    let mut codes: Vec<String> = codes.iter().map(|code| (*code).to_owned()).collect();
    codes.sort_unstable();
    codes.dedup();
    let found: Vec<(String, Target)> = tx.query(t::table, |rows, conn| {
        rows.filter(t::code.among(codes)).select((t::code, (t::id, t::kol_id, t::path))).load(conn)
    })?;
    Ok(found.into_iter().collect())
}

/// A link of the scope.
///
/// # Errors
/// `Missing`.
pub fn get(tx: &mut impl Reads<t::table>, id: LinkId) -> Result<Link> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::id.eq(id)).select(Link::as_select()).first(conn)
    })?)
}

/// The links of these ids that the scope sees, in no order.
///
/// # Errors
/// Only what the database answers.
pub fn find(tx: &mut impl Reads<t::table>, ids: &[LinkId]) -> Result<Vec<Link>> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::id.among(ids.to_vec())).select(Link::as_select()).load(conn)
    })?)
}

/// A KOL's links, newest first, with their clicks.
///
/// # Errors
/// Only what the database answers.
pub fn page<Tx: Reads<t::table> + Reads<clicks::table>>(
    tx: &mut Tx,
    kol: OrganizationId,
    before: Option<LinkId>,
    limit: i64,
) -> Result<Vec<LinkWithClicks>> {
    let links: Vec<Link> = tx.query(t::table, |mut rows, conn| {
        if let Some(before) = before {
            rows = rows.filter(t::id.lt(before));
        }
        rows.filter(t::kol_id.eq(kol))
            .order(t::id.desc())
            .limit(limit)
            .select(Link::as_select())
            .load(conn)
    })?;
    let ids: Vec<LinkId> = links.iter().map(|link| link.id).collect();
    let counts: Vec<(LinkId, i64)> = tx.query(clicks::table, |rows, conn| {
        let people = rows
            .filter(clicks::link_id.among(ids))
            .filter(clicks::agent_class.ne(AgentClass::Bot))
            .select((clicks::link_id, count(clicks::id)));
        grouped(1, people).load(conn)
    })?;
    Ok(links
        .into_iter()
        .map(|link| {
            let found = counts.iter().find(|(id, _)| *id == link.id);
            LinkWithClicks { clicks: found.map_or(0, |(_, clicks)| *clicks), link }
        })
        .collect())
}

/// The links of a live session, newest first.
///
/// # Errors
/// Only what the database answers.
pub fn of_session(
    tx: &mut impl Reads<t::table>,
    session: LiveSessionId,
) -> Result<Vec<(LinkId, String, Channel)>> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::session_id.eq(session))
            .order(t::id.desc())
            .limit(100)
            .select((t::id, t::code, t::channel))
            .load(conn)
    })?)
}

/// Leads the links of a storefront to other pages, after its address was changed: what a KOL shared
/// keeps working.
///
/// # Errors
/// Only what the database answers.
pub fn lead(
    tx: &mut OrgTx<'_>,
    storefront: StorefrontId,
    path: impl Fn(Option<ListingId>) -> String,
) -> Result<()> {
    let mut places: Vec<Option<ListingId>> = tx.query(t::table, |rows, conn| {
        rows.filter(t::storefront_id.eq(storefront)).select(t::listing_id).load(conn)
    })?;
    places.sort_unstable();
    places.dedup();
    for place in places {
        tx.update(t::table, |target, conn| {
            let links = target.filter(t::storefront_id.eq(storefront));
            let there = t::path.eq(path(place));
            match place {
                Some(listing) => {
                    diesel::update(links.filter(t::listing_id.eq(listing))).set(there).execute(conn)
                }
                None => {
                    diesel::update(links.filter(t::listing_id.is_null())).set(there).execute(conn)
                }
            }
        })?;
    }
    Ok(())
}

/// Writes a link.
///
/// # Errors
/// `Taken("link-code-taken")` when another link has the code: the caller draws again.
pub fn insert(tx: &mut impl InNetwork, new: &NewLink<'_>, at: Timestamp) -> Result<LinkId> {
    let id = LinkId::new();
    let written = tx.insert(t::table, |into, stamp, conn| {
        crate::conn::OnBoth(
            into.values((
                stamp,
                t::id.eq(id),
                t::code.eq(new.code.to_owned()),
                t::kol_id.eq(new.kol),
                t::storefront_id.eq(new.storefront),
                t::listing_id.eq(new.listing),
                t::session_id.eq(new.session),
                t::channel.eq(new.draft.channel),
                t::path.eq(new.draft.path.clone()),
                t::created_at.eq(at),
            ))
            .on_conflict_do_nothing(),
        )
        .execute(conn)
    })?;
    if written == 0 { Err(Error::Taken("link-code-taken")) } else { Ok(id) }
}
