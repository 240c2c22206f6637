//! Storefronts and their profiles.

use diesel::prelude::*;
use domain::access::Member;
use domain::id::{OrganizationId, StorefrontId};
use domain::locale::Locale;
use domain::storefronts::storefront::{Platform, Profile, StorefrontStatus, TEXT_FIELDS, Theme};
use domain::time::Timestamp;
use domain::{Error, Result};
use schema::storefronts as t;

use crate::platform::audit::{self, Act};
use crate::platform::text::{self, NewText};
use crate::rows::Among;
use crate::scope::{InNetwork, OrgTx, Reads};

/// A KOL's storefront; its title and bio are texts of it (`title`, `bio`).
#[derive(Debug, Clone, Queryable)]
pub struct Storefront {
    /// Its id.
    pub id: StorefrontId,
    /// Whose it is.
    pub kol_id: OrganizationId,
    /// Its part of the public address, unique in the network.
    pub slug: String,
    /// Its colours.
    pub theme: Theme,
    /// Where the KOL is known from.
    pub platform: Platform,
    /// How many follow the KOL there.
    pub followers: i64,
    /// Where the KOL lives; may be empty.
    pub city: String,
    /// Whether it can be visited.
    pub status: StorefrontStatus,
    /// Counts the changes of its profile.
    pub version: i64,
    /// When it was made.
    pub created_at: Timestamp,
}

type Columns = (
    t::id,
    t::kol_id,
    t::slug,
    t::theme,
    t::platform,
    t::followers,
    t::city,
    t::status,
    t::version,
    t::created_at,
);
const COLUMNS: Columns = (
    t::id,
    t::kol_id,
    t::slug,
    t::theme,
    t::platform,
    t::followers,
    t::city,
    t::status,
    t::version,
    t::created_at,
);

/// A storefront that the scope sees.
///
/// # Errors
/// `Missing`.
pub fn get(tx: &mut impl Reads<t::table>, id: StorefrontId) -> Result<Storefront> {
    Ok(tx.query(t::table, |rows, conn| rows.filter(t::id.eq(id)).select(COLUMNS).first(conn))?)
}

/// A storefront by its part of the public address.
///
/// # Errors
/// `Missing`.
pub fn get_by_slug(tx: &mut impl Reads<t::table>, slug: &str) -> Result<Storefront> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::slug.eq(slug.to_owned())).select(COLUMNS).first(conn)
    })?)
}

/// All storefronts that the scope sees, oldest first: a KOL's own, the network's, the open ones.
///
/// # Errors
/// Only what the database answers.
pub fn find(tx: &mut impl Reads<t::table>) -> Result<Vec<Storefront>> {
    Ok(tx.query(t::table, |rows, conn| rows.order(t::id).select(COLUMNS).load(conn))?)
}

/// The storefronts of some KOLs that the scope sees, oldest first.
///
/// # Errors
/// Only what the database answers.
pub fn find_of(tx: &mut impl Reads<t::table>, kols: &[OrganizationId]) -> Result<Vec<Storefront>> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::kol_id.among(kols.to_vec())).order(t::id).select(COLUMNS).load(conn)
    })?)
}

/// A new storefront of the acting KOL, open at once. `own` is the language it is written in first.
///
/// # Errors
/// `Taken("slug-taken")`.
pub fn insert(
    tx: &mut OrgTx<'_>,
    me: &Member,
    profile: &Profile,
    own: Locale,
    at: Timestamp,
) -> Result<Storefront> {
    let (id, kol) = (StorefrontId::new(), tx.me());
    tx.insert(t::table, |into, stamp, conn| {
        into.values((
            stamp,
            t::id.eq(id),
            t::kol_id.eq(kol),
            t::slug.eq(&profile.slug),
            t::theme.eq(profile.theme),
            t::platform.eq(profile.platform),
            t::followers.eq(profile.followers),
            t::city.eq(&profile.city),
            t::status.eq(StorefrontStatus::Open),
            t::version.eq(1),
            t::created_at.eq(at),
        ))
        .execute(conn)
    })?;
    text::apply(tx, id, kol, true, &new_texts(profile, own))?;
    let after = Some(StorefrontStatus::Open.as_str());
    let act = Act { kind: "storefront.create", after, ..Act::default() };
    audit::insert(tx, Some(me), at, id, &act)?;
    get(tx, id)
}

/// The KOL writes in the own storefront's profile.
///
/// # Errors
/// `Stale`, `Taken("slug-taken")`; `Missing` for another KOL's.
pub fn apply(
    tx: &mut OrgTx<'_>,
    me: &Member,
    storefront: &Storefront,
    profile: &Profile,
    own: Locale,
    at: Timestamp,
) -> Result<Storefront> {
    owned(tx, storefront)?;
    let rows = tx.update(t::table, |target, conn| {
        diesel::update(
            target.filter(t::id.eq(storefront.id)).filter(t::version.eq(storefront.version)),
        )
        .set((
            t::slug.eq(&profile.slug),
            t::theme.eq(profile.theme),
            t::platform.eq(profile.platform),
            t::followers.eq(profile.followers),
            t::city.eq(&profile.city),
            t::version.eq(storefront.version + 1),
        ))
        .execute(conn)
    })?;
    if rows == 0 {
        return Err(Error::Stale);
    }
    text::apply_changed(tx, storefront.id, storefront.kol_id, true, &new_texts(profile, own))?;
    let act = Act { kind: "storefront.revise", ..Act::default() };
    audit::insert(tx, Some(me), at, storefront.id, &act)?;
    get(tx, storefront.id)
}

/// A storefront can be held through `tx.published()` too, so that holding one is no proof of owning
/// it.
pub(super) fn owned(tx: &OrgTx<'_>, storefront: &Storefront) -> Result<()> {
    if storefront.kol_id == tx.me() { Ok(()) } else { Err(Error::Missing) }
}

/// Holds the storefront's row until the end of the transaction, so that two changes of its shelf do
/// not hand out the same position: an update that changes nothing locks on both engines.
pub(super) fn hold(tx: &mut OrgTx<'_>, storefront: StorefrontId) -> Result<()> {
    tx.update(t::table, |target, conn| {
        diesel::update(target.filter(t::id.eq(storefront)))
            .set(t::status.eq(t::status))
            .execute(conn)
    })?;
    Ok(())
}

fn new_texts(profile: &Profile, own: Locale) -> Vec<NewText<'_>> {
    let of = |locale| {
        TEXT_FIELDS.into_iter().map(move |field| NewText {
            field,
            locale,
            value: profile.texts.get(locale).get(field),
            source: (locale != own).then(|| profile.texts.get(own).get(field)),
        })
    };
    Locale::ALL.into_iter().flat_map(of).collect()
}
