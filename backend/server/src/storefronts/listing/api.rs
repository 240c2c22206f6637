//! Listings over the API.

use actix_web::http::StatusCode;
use actix_web::web;
use domain::Error;
use domain::access::Permission;
use domain::id::{ListingId, ProductId};
use serde::{Deserialize, Serialize};
use store::scope::OfOrganization;
use store::storefronts::listing::Listing;

use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::body::{Body, Document};
use crate::http::caller::{Language, Me, Running};
use crate::http::show;
use crate::storefronts::read_own;
use crate::storefronts::storefront::{self, Item};

/// A product to pick.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Pick {
    /// The product.
    #[schema(example = "prd_01jd0000000000000000000000")]
    pub product: String,
    /// What the KOL says of it, in the own language.
    #[serde(default)]
    pub comment: String,
}

impl Document for Pick {
    const BY: &'static [Permission] = &[Permission::PickProducts];
}

/// What is done to a listing.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ListingChange {
    /// `pause`, `resume`, `delist`, `up`, `down` or `comment`.
    pub act: String,
    /// What the KOL says of the product, for `comment`.
    #[serde(default)]
    pub comment: String,
}

impl Document for ListingChange {
    const BY: &'static [Permission] = &[Permission::PickProducts];
}

/// A product in the own storefront.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ListingDocument {
    /// The listing.
    #[schema(value_type = String, example = "lst_01jd0000000000000000000000")]
    pub id: ListingId,
    /// The product.
    #[schema(value_type = String)]
    pub product: ProductId,
    /// `listed`, `paused` or `delisted`.
    pub status: &'static str,
    /// The whole commission in percent, frozen when it was picked.
    #[schema(example = "20")]
    pub rate_percent: String,
    /// When it was picked last.
    pub listed_at: String,
}

/// A listing with what is known of its product.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ListingItem {
    /// The listing.
    #[serde(flatten)]
    pub listing: ListingDocument,
    /// The product's name; missing while it is not published.
    pub name: Option<String>,
    /// The brand's name.
    pub brand_name: String,
    /// What the KOL says of it.
    pub comment: Option<String>,
    /// The price without tax, in decimals; missing while the product is not published.
    pub price: Option<String>,
    /// The currency of the amounts.
    pub currency: Option<&'static str>,
    /// What the KOL gets for one piece at the full price.
    pub commission_per_unit: Option<String>,
    /// Whether visitors see it.
    pub visible: bool,
}

/// The listings of the own storefront in the shelf's order, then what was taken down.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ListingList {
    /// The listings.
    pub items: Vec<ListingItem>,
    /// Always missing: a storefront is one page.
    pub next: Option<String>,
}

impl From<Listing> for ListingDocument {
    fn from(listing: Listing) -> Self {
        Self {
            id: listing.id,
            product: listing.product_id,
            status: listing.status.as_str(),
            rate_percent: listing.rate.percent(),
            listed_at: listing.listed_at.to_string(),
        }
    }
}

impl From<Item> for ListingItem {
    fn from(item: Item) -> Self {
        Self {
            visible: item.is_visible(),
            listing: ListingDocument {
                id: item.id,
                product: item.product,
                status: item.status.as_str(),
                rate_percent: item.rate.percent(),
                listed_at: item.listed_at.to_string(),
            },
            name: item.name.map(|said| said.text),
            brand_name: item.brand.text,
            comment: item.comment.map(|said| said.text),
            price: item.price.map(domain::Money::decimal),
            currency: item.price.map(|price| price.currency().code()),
            commission_per_unit: item.per_unit.map(domain::Money::decimal),
        }
    }
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/api/v1/listings", web::post().to(create))
        .route("/api/v1/listings", web::get().to(list))
        .route("/api/v1/listings/{listing}/acts", web::post().to(act));
}

/// Picks a published product into the own storefront.
#[utoipa::path(post, path = "/api/v1/listings", tag = "storefronts", request_body = Pick,
    responses((status = 201, body = ListingDocument), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn create(app: Running, me: Me, body: Body<Pick>) -> Answer {
    let Body(Pick { product, comment }, _) = body;
    let product: ProductId = product.parse().map_err(|_| Error::Missing)?;
    let (member, at) = (me.member(), app.now());
    let listing = app
        .write(OfOrganization::of(&me.0.member), move |tx| {
            super::pick(tx, &member, product, &comment, at)
        })
        .await?;
    show::json(StatusCode::CREATED, &ListingDocument::from(listing))
}

/// What stands in the own storefront.
#[utoipa::path(get, path = "/api/v1/listings", tag = "storefronts",
    responses((status = 200, body = ListingList), (status = 403, body = Problem)))]
pub async fn list(app: Running, me: Me, language: Language) -> Answer {
    let member = me.member();
    let (_, mine) = read_own(&app, &me.0.member, move |network, tx| {
        storefront::mine(tx, &member, language.0, network.network_share)
    })
    .await?;
    let items = mine.into_iter().flat_map(|mine| mine.shelf.into_iter().chain(mine.delisted));
    show::json(StatusCode::OK, &ListingList { items: items.map(Into::into).collect(), next: None })
}

/// Does something to a listing of the own storefront.
#[utoipa::path(post, path = "/api/v1/listings/{listing}/acts", tag = "storefronts",
    params(("listing" = String, Path)), request_body = ListingChange,
    responses((status = 200, body = ListingDocument), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn act(app: Running, me: Me, id: web::Path<String>, body: Body<ListingChange>) -> Answer {
    let Body(ListingChange { act, comment }, _) = body;
    let id: ListingId = id.parse().map_err(|_| Error::Missing)?;
    let act = act.parse().map_err(|_: Error| Error::field("act", "choice-unknown"))?;
    let (member, at) = (me.member(), app.now());
    let listing = app
        .write(OfOrganization::of(&me.0.member), move |tx| {
            super::act(tx, &member, id, act, &comment, at)
        })
        .await?;
    show::json(StatusCode::OK, &ListingDocument::from(listing))
}
