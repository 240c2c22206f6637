//! The catalogue as a KOL goes through it: what every brand has published, at which terms, and what
//! the KOL has picked already.

pub mod api;
pub mod pages;

use std::collections::HashMap;
use std::fmt;

use actix_web::web;
use domain::access::{Member, Permission};
use domain::catalogue::product::{Category, ProductStatus};
use domain::id::{AssetId, ListingId, OrganizationId, ProductId, Subject, SubjectId};
use domain::samples::terms::SampleOffer;
use domain::storefronts::listing::{ListingStatus, Sort};
use domain::{Currency, Error, Locale, Money, Rate, Result, Timestamp};
use store::catalogue::product::{self, Order, Product, Search};
use store::plans::plan::{self, Plan};
use store::platform::text::{self, Texts};
use store::scope::OrgTx;
use store::storefronts::listing::{self, Listing};
use store::tenancy::organization::{self, Party};
use words::Words;

use super::said::Said;
use crate::paging;
use crate::plans::{Terms, terms};

/// Products on one page.
pub const PAGE: usize = 24;

/// What a KOL looks for.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// With these words in the name or the SKU.
    pub words: String,
    /// On this shelf.
    pub category: Option<Category>,
    /// Only what can be tried first.
    pub sample: bool,
    /// In which order; newest first when missing.
    pub sort: Option<Sort>,
    /// Where the page before ended.
    pub after: Option<Place>,
}

/// Where a page ended: the last one, with what it was sorted by. As text it is a list's `after`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Sorted by age.
    Newest(ProductId),
    /// Sorted by commission.
    Rate(Rate, ProductId),
    /// Sorted by price.
    Price(Money, ProductId),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Newest(id) => write!(f, "{id}"),
            Self::Rate(rate, id) => write!(f, "{}.{id}", rate.ppm()),
            Self::Price(price, id) => write!(f, "{}.{}.{id}", price.currency(), price.minor()),
        }
    }
}

impl std::str::FromStr for Place {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let unknown = || Error::field("after", "choice-unknown");
        let parts: Vec<&str> = text.split('.').collect();
        let id = |text: &str| text.parse::<ProductId>().map_err(|_| unknown());
        match parts.as_slice() {
            [last] => Ok(Self::Newest(id(last)?)),
            [rate, last] => {
                let rate = rate.parse().ok().and_then(Rate::from_ppm).ok_or_else(unknown)?;
                Ok(Self::Rate(rate, id(last)?))
            }
            [currency, minor, last] => {
                let currency: Currency = currency.parse().map_err(|_| unknown())?;
                let minor = minor.parse().map_err(|_| unknown())?;
                Ok(Self::Price(Money::new(minor, currency), id(last)?))
            }
            _ => Err(unknown()),
        }
    }
}

/// A published product as a KOL sees it.
#[derive(Debug, Clone)]
pub struct Offer {
    /// The product.
    pub id: ProductId,
    /// Its name.
    pub name: Said,
    /// What it is, in a line.
    pub summary: Option<Said>,
    /// Whose it is.
    pub brand_id: OrganizationId,
    /// The brand's name.
    pub brand: Said,
    /// Its shelf.
    pub category: Category,
    /// Its picture.
    pub picture: Option<AssetId>,
    /// Its price without tax.
    pub price: Money,
    /// The terms; none while no plan is open, then it cannot be picked.
    pub terms: Option<Terms>,
    /// Whether samples can be asked for.
    pub sample_offered: bool,
    /// On which terms.
    pub sample: SampleOffer,
    /// The KOL's own listing of it.
    pub picked: Option<(ListingId, ListingStatus)>,
}

impl Offer {
    /// The terms of samples in plain words.
    pub fn sample_said(&self, words: &Words) -> String {
        crate::samples::terms::said(*words, &self.sample.terms)
    }

    /// Whether it stands in the KOL's storefront now.
    pub fn is_picked(&self) -> bool {
        self.picked.is_some_and(|(_, status)| status != ListingStatus::Delisted)
    }
}

/// A product with all its texts.
#[derive(Debug, Clone)]
pub struct Detail {
    /// What a list says of it.
    pub offer: Offer,
    /// The brand's own number.
    pub sku: String,
    /// The whole description.
    pub description: Option<Said>,
    /// Selling points, one on each line.
    pub points: Option<Said>,
}

/// One page of the catalogue.
#[derive(Debug, Clone)]
pub struct Offers {
    /// The products.
    pub items: Vec<Offer>,
    /// Where the next page goes on.
    pub next: Option<Place>,
}

/// Who looks, and when: what decides how a product is told.
#[derive(Debug, Clone, Copy)]
pub struct Reader {
    /// The reader's language.
    pub locale: Locale,
    /// The network's share of each commission.
    pub share: Rate,
    /// The moment.
    pub at: Timestamp,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    api::routes(config);
    pages::routes(config);
}

/// One page of what all brands have published.
///
/// # Errors
/// `Forbidden`.
pub fn page(tx: &mut OrgTx<'_>, me: &Member, wanted: &Wanted, reader: Reader) -> Result<Offers> {
    me.must(Permission::PickProducts)?;
    let mut found = product::page(&mut tx.published(), &search(wanted)?)?;
    let next = paging::next(&mut found, PAGE, |last| place(last, wanted.sort));
    Ok(Offers { items: offers(tx, &found, &["name", "summary"], reader)?.0, next })
}

/// One published product.
///
/// # Errors
/// `Forbidden`; `Missing` for one that is not published.
pub fn get(tx: &mut OrgTx<'_>, me: &Member, id: ProductId, reader: Reader) -> Result<Detail> {
    me.must(Permission::PickProducts)?;
    let product = product::get(&mut tx.published(), id)?;
    let sku = product.sku.clone();
    let fields = ["name", "summary", "description", "selling_points"];
    let (mut offers, texts) = offers(tx, &[product], &fields, reader)?;
    Ok(Detail {
        offer: offers.pop().ok_or(Error::Missing)?,
        sku,
        description: Said::of(&texts, id, "description", reader.locale),
        points: Said::of(&texts, id, "selling_points", reader.locale),
    })
}

fn search(wanted: &Wanted) -> Result<Search> {
    let wrong = || Error::field("after", "choice-unknown");
    let (order, after) = match (wanted.sort.unwrap_or(Sort::Newest), wanted.after) {
        (Sort::Newest, None) => (Order::Newest, None),
        (Sort::Rate, None) => (Order::Rate(None), None),
        (Sort::Price, None) => (Order::Price(None), None),
        (Sort::Newest, Some(Place::Newest(id))) => (Order::Newest, Some(id)),
        (Sort::Rate, Some(Place::Rate(rate, id))) => (Order::Rate(Some(rate)), Some(id)),
        (Sort::Price, Some(Place::Price(price, id))) => (Order::Price(Some(price)), Some(id)),
        _ => return Err(wrong()),
    };
    Ok(Search {
        statuses: vec![ProductStatus::Published],
        category: wanted.category,
        sample_offered: wanted.sample.then_some(true),
        // Longer than any name: what is pasted by mistake need not reach the database.
        words: wanted.words.chars().take(100).collect(),
        order,
        after,
        // One more than is shown says whether there is a next page.
        limit: paging::one_more(PAGE),
        ..Search::default()
    })
}

fn place(last: &Product, sort: Option<Sort>) -> Place {
    match sort.unwrap_or(Sort::Newest) {
        Sort::Newest => Place::Newest(last.id),
        Sort::Rate => Place::Rate(last.rate, last.id),
        Sort::Price => Place::Price(last.price(), last.id),
    }
}

/// What the products' page needs, in one query for each kind of thing.
fn offers(
    tx: &mut OrgTx<'_>,
    products: &[Product],
    fields: &[&'static str],
    reader: Reader,
) -> Result<(Vec<Offer>, Texts)> {
    let ids: Vec<ProductId> = products.iter().map(|product| product.id).collect();
    let mut brands: Vec<OrganizationId> = products.iter().map(|product| product.brand_id).collect();
    brands.sort_unstable();
    brands.dedup();
    let owners: Vec<SubjectId> = ids
        .iter()
        .map(|id| id.cast::<Subject>())
        .chain(brands.iter().map(|id| id.cast::<Subject>()))
        .collect();
    let own = listing::find_of_products(tx, &ids)?;
    let mut public = tx.published();
    let plans = plan::find_open(&mut public, &ids, reader.at)?;
    let texts = text::find_fields(&mut public, &owners, fields)?;
    let parties = organization::find(&mut public, &brands)?;
    let around = Around { own, plans, texts, parties, reader };
    let offers: Result<Vec<Offer>> = products.iter().map(|product| around.offer(product)).collect();
    Ok((offers?, around.texts))
}

/// What was read around some products.
struct Around {
    own: Vec<Listing>,
    plans: HashMap<ProductId, Plan>,
    texts: Texts,
    parties: HashMap<OrganizationId, Party>,
    reader: Reader,
}

impl Around {
    fn offer(&self, product: &Product) -> Result<Offer> {
        let (id, locale) = (product.id, self.reader.locale);
        let said = |field| Said::of(&self.texts, id, field, locale);
        let plan = self.plans.get(&id);
        let own = self.own.iter().find(|listing| listing.product_id == id);
        let brand = self.parties.get(&product.brand_id);
        Ok(Offer {
            id,
            name: said("name").unwrap_or_else(|| Said::plain(&*product.sku, locale, locale)),
            summary: said("summary"),
            brand_id: product.brand_id,
            brand: Said::name(&self.texts, product.brand_id, brand, locale),
            category: product.category,
            picture: product.picture_id,
            price: product.price(),
            terms: plan.map(|plan| terms(plan, product.price(), self.reader.share)).transpose()?,
            sample_offered: product.sample_offered,
            sample: product.sample(),
            picked: own.map(|listing| (listing.id, listing.status)),
        })
    }
}
