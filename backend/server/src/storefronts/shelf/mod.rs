//! The shop that everybody sees: a storefront's shelf and its products.

pub mod api;
pub mod pages;

use std::collections::HashMap;

use actix_web::web;
use domain::id::{AssetId, ListingId, OrganizationId, ProductId, Subject, SubjectId};
use domain::{Locale, Money, Result};
use store::platform::text::{self, Texts};
use store::scope::PublicTx;
use store::storefronts::listing::{self, ShelfItem};
use store::storefronts::storefront::{self, Storefront};
use store::tenancy::organization::{self, Party};
use store::tracking::coupon;

use super::said::Said;

use crate::paging;

/// Products on one page of a shelf.
pub const PAGE: usize = 24;

/// A storefront as its visitors see it.
#[derive(Debug, Clone)]
pub struct Shop {
    /// The storefront.
    pub storefront: Storefront,
    /// Its title.
    pub title: Said,
    /// Who keeps it.
    pub kol: Said,
    /// What it says of its KOL.
    pub bio: Option<Said>,
}

/// One page of a shelf.
#[derive(Debug, Clone)]
pub struct Shelf {
    /// Whose it is.
    pub shop: Shop,
    /// The products.
    pub items: Vec<Card>,
    /// Where the next page goes on.
    pub next: Option<i64>,
}

/// A product on a shelf.
#[derive(Debug, Clone)]
pub struct Card {
    /// The listing.
    pub id: ListingId,
    /// The product.
    pub product: ProductId,
    /// Its name.
    pub name: Said,
    /// Who sells and ships it.
    pub brand: Said,
    /// Its picture.
    pub picture: Option<AssetId>,
    /// Its price without tax.
    pub price: Money,
}

/// A product of a shelf with everything that is said of it.
#[derive(Debug, Clone)]
pub struct Detail {
    /// Whose shelf it is.
    pub shop: Shop,
    /// What the shelf says of it.
    pub card: Card,
    /// What it is, in a line.
    pub summary: Option<Said>,
    /// The whole description.
    pub description: Option<Said>,
    /// Selling points, one on each line.
    pub points: Option<Said>,
    /// What the KOL says of it.
    pub comment: Option<Said>,
    /// The code that the KOL reads aloud.
    pub coupon: Option<String>,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    api::routes(config);
    pages::routes(config);
}

/// One page of a storefront's shelf, after a place on it (0 for the first page): four queries,
/// whatever stands there.
///
/// # Errors
/// `Missing` for a storefront that is not open in this network.
pub fn page(tx: &mut PublicTx<'_>, slug: &str, after: i64, reader: Locale) -> Result<Shelf> {
    let storefront = storefront::get_by_slug(tx, slug)?;
    let mut items = listing::shelf(tx, storefront.id, after.max(0), paging::one_more(PAGE))?;
    let next = paging::next(&mut items, PAGE, |last| last.position);
    let known = Known::read(tx, &storefront, &items, &["title", "bio", "name"], reader)?;
    let items = items.iter().map(|item| known.card(item)).collect();
    Ok(Shelf { shop: known.shop(storefront), items, next })
}

/// One product of a storefront's shelf.
///
/// # Errors
/// `Missing` for what is not on the shelf now.
pub fn get(tx: &mut PublicTx<'_>, slug: &str, id: ListingId, reader: Locale) -> Result<Detail> {
    let storefront = storefront::get_by_slug(tx, slug)?;
    let item = listing::get_public(tx, storefront.id, id)?;
    let fields = ["title", "bio", "name", "summary", "description", "selling_points", "comment"];
    let items = [item];
    let known = Known::read(tx, &storefront, &items, &fields, reader)?;
    let [item] = &items;
    let said = |field| Said::of(&known.texts, item.product_id, field, reader);
    Ok(Detail {
        card: known.card(item),
        summary: said("summary"),
        description: said("description"),
        points: said("selling_points"),
        comment: Said::of(&known.texts, id, "comment", reader),
        coupon: coupon::find(tx, storefront.kol_id)?.into_iter().next(),
        shop: known.shop(storefront),
    })
}

/// What was read around a page of a shelf.
struct Known {
    texts: Texts,
    parties: HashMap<OrganizationId, Party>,
    reader: Locale,
}

impl Known {
    fn read(
        tx: &mut PublicTx<'_>,
        storefront: &Storefront,
        items: &[ShelfItem],
        fields: &[&'static str],
        reader: Locale,
    ) -> Result<Self> {
        let mut parties: Vec<OrganizationId> = items.iter().map(|item| item.brand_id).collect();
        parties.push(storefront.kol_id);
        parties.sort_unstable();
        parties.dedup();
        // A comment is all that a listing itself says.
        let listings = if fields.contains(&"comment") { items } else { &[] };
        let owners: Vec<SubjectId> = std::iter::once(storefront.id.cast::<Subject>())
            .chain(items.iter().map(|item| item.product_id.cast::<Subject>()))
            .chain(listings.iter().map(|item| item.listing_id.cast::<Subject>()))
            .chain(parties.iter().map(|id| id.cast::<Subject>()))
            .collect();
        let texts = text::find_fields(tx, &owners, fields)?;
        Ok(Self { texts, parties: organization::find(tx, &parties)?, reader })
    }

    fn party(&self, id: OrganizationId) -> Said {
        Said::name(&self.texts, id, self.parties.get(&id), self.reader)
    }

    fn card(&self, item: &ShelfItem) -> Card {
        let name = Said::of(&self.texts, item.product_id, "name", self.reader);
        Card {
            id: item.listing_id,
            product: item.product_id,
            name: name.unwrap_or_else(|| Said::plain("", self.reader, self.reader)),
            brand: self.party(item.brand_id),
            picture: item.picture_id,
            price: item.price,
        }
    }

    fn shop(&self, storefront: Storefront) -> Shop {
        let said = |field| Said::of(&self.texts, storefront.id, field, self.reader);
        let kol = self.party(storefront.kol_id);
        Shop {
            title: said("title").unwrap_or_else(|| kol.clone()),
            bio: said("bio"),
            kol,
            storefront,
        }
    }
}
