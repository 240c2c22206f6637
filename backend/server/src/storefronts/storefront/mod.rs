//! The KOL's own storefront: opening it, its profile, what stands on its shelf.

pub mod api;
pub mod pages;

use actix_web::web;
use domain::access::{Member, Permission};
use domain::catalogue::product::ProductStatus;
use domain::id::{AssetId, ListingId, OrganizationId, ProductId, Subject, SubjectId};
use domain::storefronts::listing::ListingStatus;
use domain::storefronts::storefront::{Profile, ProfileDraft, StorefrontTexts, validate};
use domain::{Error, Locale, Money, Rate, Result, Timestamp};
use store::catalogue::product::{self, Product};
use store::platform::text::{self, Texts};
use store::scope::OrgTx;
use store::storefronts::listing::{self, Listing};
use store::storefronts::storefront::{self, Storefront};
use store::tenancy::organization;
use store::tracking::coupon;

use super::public_path;
use super::said::Said;
use crate::plans::per_unit;

/// The KOL's own storefront with everything in it.
#[derive(Debug, Clone)]
pub struct Mine {
    /// The storefront.
    pub storefront: Storefront,
    /// What it says in every language.
    pub texts: domain::locale::PerLocale<StorefrontTexts>,
    /// Its title.
    pub title: Said,
    /// What it says of its KOL.
    pub bio: Option<Said>,
    /// What stands on the shelf, in its order: listed and paused.
    pub shelf: Vec<Item>,
    /// What was taken down.
    pub delisted: Vec<Item>,
    /// The codes that the KOL reads aloud.
    pub coupons: Vec<String>,
}

/// A listing as its KOL sees it.
#[derive(Debug, Clone)]
pub struct Item {
    /// The listing.
    pub id: ListingId,
    /// The product.
    pub product: ProductId,
    /// Its name; none while the product is not published.
    pub name: Option<Said>,
    /// The brand's name.
    pub brand: Said,
    /// Its picture.
    pub picture: Option<AssetId>,
    /// Its price without tax; none while the product is not published.
    pub price: Option<Money>,
    /// The whole commission's rate, as it was frozen.
    pub rate: Rate,
    /// What the KOL gets for one piece.
    pub per_unit: Option<Money>,
    /// Where it stands.
    pub status: ListingStatus,
    /// What the KOL says of it.
    pub comment: Option<Said>,
    /// When it was picked last.
    pub listed_at: Timestamp,
}

impl Item {
    /// Whether visitors see it.
    pub fn is_visible(&self) -> bool {
        self.status == ListingStatus::Listed && self.price.is_some()
    }
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    api::routes(config);
    pages::routes(config);
}

/// Opens the acting KOL's storefront.
///
/// # Errors
/// `Forbidden`; `Invalid`; `Taken`: `slug-taken`, `storefront-exists`.
pub fn open(
    tx: &mut OrgTx<'_>,
    me: &Member,
    draft: &ProfileDraft,
    at: Timestamp,
) -> Result<Storefront> {
    me.must(Permission::PickProducts)?;
    let (own, profile) = checked(tx, draft)?;
    if own_storefront(tx)?.is_some() {
        return Err(Error::Taken("storefront-exists"));
    }
    storefront::insert(tx, me, &profile, own, at)
}

/// Writes in the own storefront's profile. `version` is the one that the writer saw; none writes over
/// whatever is there. Tracked links follow to a new address.
///
/// # Errors
/// `Forbidden`; `Missing` when there is none; `Invalid`; `Stale`; `Taken("slug-taken")`.
pub fn revise(
    tx: &mut OrgTx<'_>,
    me: &Member,
    network: &str,
    version: Option<i64>,
    draft: &ProfileDraft,
    at: Timestamp,
) -> Result<Storefront> {
    me.must(Permission::PickProducts)?;
    let (own, profile) = checked(tx, draft)?;
    let before = own_storefront(tx)?.ok_or(Error::Missing)?;
    if version.is_some_and(|version| version != before.version) {
        return Err(Error::Stale);
    }
    let after = storefront::apply(tx, me, &before, &profile, own, at)?;
    if after.slug != before.slug {
        let page = |listing| public_path(network, &after.slug, listing);
        store::tracking::link::lead(tx, after.id, page)?;
    }
    Ok(after)
}

fn checked(tx: &mut OrgTx<'_>, draft: &ProfileDraft) -> Result<(Locale, Profile)> {
    let own = own_language(tx)?;
    Ok((own, validate(draft, own)?))
}

/// The acting KOL's storefront: the first, should there be several.
///
/// # Errors
/// Only what the database answers.
pub fn own_storefront(tx: &mut OrgTx<'_>) -> Result<Option<Storefront>> {
    let me = tx.me();
    Ok(storefront::find_of(tx, &[me])?.into_iter().next())
}

/// The language that the acting KOL writes in.
///
/// # Errors
/// Only what the database answers.
pub fn own_language(tx: &mut OrgTx<'_>) -> Result<Locale> {
    let me = tx.me();
    Ok(organization::get(tx, me)?.locale)
}

/// The own storefront with what stands in it; `None` before it is opened.
///
/// # Errors
/// `Forbidden`.
pub fn mine(tx: &mut OrgTx<'_>, me: &Member, reader: Locale, share: Rate) -> Result<Option<Mine>> {
    me.must(Permission::PickProducts)?;
    let Some(storefront) = own_storefront(tx)? else { return Ok(None) };
    let listings = listing::find(tx, storefront.id)?;
    let ids: Vec<ProductId> = listings.iter().map(|listing| listing.product_id).collect();
    let mut brands: Vec<OrganizationId> = listings.iter().map(|listing| listing.brand_id).collect();
    brands.sort_unstable();
    brands.dedup();
    let owners: Vec<SubjectId> = std::iter::once(storefront.id.cast::<Subject>())
        .chain(listings.iter().map(|listing| listing.id.cast::<Subject>()))
        .chain(ids.iter().map(|id| id.cast::<Subject>()))
        .chain(brands.iter().map(|id| id.cast::<Subject>()))
        .collect();
    let coupons = coupon::find(tx, storefront.kol_id)?;
    let mut public = tx.published();
    let fields = ["title", "bio", "comment", "name"];
    let texts = text::find_fields(&mut public, &owners, &fields)?;
    let products = product::find(&mut public, &ids)?;
    let parties = organization::find(&mut public, &brands)?;
    let item = |listing: &Listing| {
        let product = products.iter().find(|product| product.id == listing.product_id);
        let party = parties.get(&listing.brand_id);
        let brand = Said::name(&texts, listing.brand_id, party, reader);
        item(listing, product, brand, &texts, (reader, share))
    };
    let all = listings.iter().map(item).collect::<Result<Vec<Item>>>()?;
    let (delisted, shelf) =
        all.into_iter().partition(|item| item.status == ListingStatus::Delisted);
    Ok(Some(Mine {
        texts: written(&texts, &storefront),
        title: Said::of(&texts, storefront.id, "title", reader)
            .unwrap_or_else(|| Said::plain(&*storefront.slug, reader, reader)),
        bio: Said::of(&texts, storefront.id, "bio", reader),
        storefront,
        shelf,
        delisted,
        coupons,
    }))
}

fn item(
    listing: &Listing,
    product: Option<&Product>,
    brand: Said,
    texts: &Texts,
    (reader, share): (Locale, Rate),
) -> Result<Item> {
    let product = product.filter(|product| product.status == ProductStatus::Published);
    let price = product.map(Product::price);
    Ok(Item {
        id: listing.id,
        product: listing.product_id,
        name: product.and_then(|product| Said::of(texts, product.id, "name", reader)),
        brand,
        picture: product.and_then(|product| product.picture_id),
        price,
        rate: listing.rate,
        per_unit: price.map(|price| per_unit(price, listing.rate, share)).transpose()?,
        status: listing.status,
        comment: Said::of(texts, listing.id, "comment", reader),
        listed_at: listing.listed_at,
    })
}

fn written(texts: &Texts, storefront: &Storefront) -> domain::locale::PerLocale<StorefrontTexts> {
    domain::locale::PerLocale::each(|locale| {
        let said = |field| texts.exact(storefront.id, field, locale).unwrap_or_default().to_owned();
        StorefrontTexts { title: said("title"), bio: said("bio") }
    })
}
