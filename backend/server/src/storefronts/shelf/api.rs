//! The shop as a public document.

use actix_web::http::StatusCode;
use actix_web::web;
use domain::id::{ListingId, ProductId};
use domain::storefronts::disclosure::Disclosure;
use serde::Serialize;

use super::pages::Asked;
use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::caller::{Language, Running};
use crate::http::query::Query;
use crate::http::show;
use crate::storefronts::catalogue::api::{SaidText, picture_path};
use crate::storefronts::{public_path, read_public};

/// A product on a shelf.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ShelfCard {
    /// The listing.
    #[schema(value_type = String, example = "lst_01jd0000000000000000000000")]
    pub id: ListingId,
    /// The product.
    #[schema(value_type = String)]
    pub product: ProductId,
    /// Its name.
    pub name: SaidText,
    /// Who sells and ships it.
    pub brand_name: String,
    /// Its price without tax, in decimals.
    #[schema(example = "3520")]
    pub price: String,
    /// The price's currency.
    #[schema(example = "JPY")]
    pub currency: &'static str,
    /// The path of its picture.
    pub picture: Option<String>,
    /// The path of its page.
    pub path: String,
}

/// One page of a storefront's shelf.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PublicShelf {
    /// The storefront's title.
    pub title: SaidText,
    /// Who keeps it.
    pub kol_name: String,
    /// What it says of its KOL.
    pub bio: Option<SaidText>,
    /// What has to stand beside the products wherever they are shown.
    #[schema(example = "PR・広告")]
    pub disclosure: String,
    /// The products.
    pub items: Vec<ShelfCard>,
    /// The `after` of the next page; missing on the last.
    pub next: Option<String>,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/api/v1/networks/{network}/storefronts/{storefront}/listings", web::get().to(list));
}

/// What stands on a storefront's shelf, 24 to a page; open to everybody.
#[utoipa::path(get, path = "/api/v1/networks/{network}/storefronts/{storefront}/listings",
    tag = "shop",
    params(("network" = String, Path), ("storefront" = String, Path),
        ("after" = Option<String>, Query, description = "The `next` of the page before")),
    responses((status = 200, body = PublicShelf), (status = 404, body = Problem)), security(()))]
pub async fn list(
    app: Running,
    language: Language,
    path: web::Path<(String, String)>,
    query: Query,
) -> Answer {
    let (network, slug) = path.into_inner();
    let (locale, after) = (language.0, Asked::from(query).after());
    let (network, shelf) =
        read_public(&app, network, move |tx| super::page(tx, &slug, after, locale)).await?;
    let label = words::of(locale).shop_disclosure_label();
    let disclosure = Disclosure::new(locale, label)?.label().to_owned();
    let storefront = &shelf.shop.storefront.slug;
    let items = shelf.items.into_iter().map(|card| ShelfCard {
        id: card.id,
        product: card.product,
        name: card.name.into(),
        brand_name: card.brand.text,
        price: card.price.decimal(),
        currency: card.price.currency().code(),
        picture: card.picture.map(|picture| picture_path(&network.slug, picture)),
        path: public_path(&network.slug, storefront, Some(card.id)),
    });
    let document = PublicShelf {
        items: items.collect(),
        title: shelf.shop.title.into(),
        kol_name: shelf.shop.kol.text,
        bio: shelf.shop.bio.map(Into::into),
        disclosure,
        next: shelf.next.map(|next| next.to_string()),
    };
    show::json(StatusCode::OK, &document)
}
