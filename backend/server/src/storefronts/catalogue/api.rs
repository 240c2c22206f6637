//! The catalogue over the API.

use actix_web::http::StatusCode;
use actix_web::web;
use domain::Error;
use domain::id::{AssetId, ListingId, OrganizationId, ProductId};
use serde::Serialize;

use super::pages::Asked;
use super::{Offer, Reader};
use crate::error::Answer;
use crate::http::answer::Problem;
use crate::http::caller::{Language, Me, Running};
use crate::http::query::Query;
use crate::http::show;
use crate::samples::terms::api::{SampleTermsDocument, document};
use crate::storefronts::read_own;
use crate::storefronts::said::Said;

/// A text and its language.
#[derive(Serialize, utoipa::ToSchema)]
pub struct SaidText {
    /// The text.
    pub text: String,
    /// Its language; another than the caller's when there is no translation.
    #[schema(example = "ja")]
    pub language: &'static str,
}

impl From<Said> for SaidText {
    fn from(said: Said) -> Self {
        Self { language: said.locale.tag(), text: said.text }
    }
}

/// A published product as a KOL sees it.
#[derive(Serialize, utoipa::ToSchema)]
pub struct CatalogueItem {
    /// The product.
    #[schema(value_type = String, example = "prd_01jd0000000000000000000000")]
    pub id: ProductId,
    /// Its name.
    pub name: SaidText,
    /// What it is, in a line.
    pub summary: Option<SaidText>,
    /// Whose it is.
    #[schema(value_type = String)]
    pub brand: OrganizationId,
    /// The brand's name.
    pub brand_name: String,
    /// Its shelf.
    pub category: &'static str,
    /// Its price without tax, in decimals.
    #[schema(example = "3520")]
    pub price: String,
    /// The currency of the amounts.
    #[schema(example = "JPY")]
    pub currency: &'static str,
    /// The whole commission in percent; missing while no plan is open.
    #[schema(example = "20")]
    pub rate_percent: Option<String>,
    /// What the KOL gets for one piece at the full price, after the network's share.
    pub commission_per_unit: Option<String>,
    /// Whether samples can be asked for.
    pub sample_offered: bool,
    /// On which terms; missing where they are not offered.
    pub sample_terms: Option<SampleTermsDocument>,
    /// The path of its picture.
    pub picture: Option<String>,
    /// The KOL's own listing of it.
    #[schema(value_type = Option<String>)]
    pub listing: Option<ListingId>,
    /// Where that listing stands: `listed`, `paused`, `delisted`.
    pub listing_status: Option<&'static str>,
}

/// One page of the catalogue.
#[derive(Serialize, utoipa::ToSchema)]
pub struct CatalogueList {
    /// The products.
    pub items: Vec<CatalogueItem>,
    /// The `after` of the next page; missing on the last.
    pub next: Option<String>,
}

/// A product with all its texts.
#[derive(Serialize, utoipa::ToSchema)]
pub struct CatalogueProduct {
    /// What a list says of it.
    #[serde(flatten)]
    pub item: CatalogueItem,
    /// The brand's own number.
    pub sku: String,
    /// The whole description.
    pub description: Option<SaidText>,
    /// Selling points, one on each line.
    pub selling_points: Option<SaidText>,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/api/v1/catalogue", web::get().to(list))
        .route("/api/v1/catalogue/{product}", web::get().to(read));
}

/// The published products of every brand, 24 to a page.
#[utoipa::path(get, path = "/api/v1/catalogue", tag = "catalogue",
    params(
        ("q" = Option<String>, Query, description = "Words of the name or the SKU"),
        ("category" = Option<String>, Query, description = "One shelf"),
        ("sample" = Option<String>, Query, description = "`on`: only with samples"),
        ("sort" = Option<String>, Query, description = "`newest`, `rate`, `price`"),
        ("after" = Option<String>, Query, description = "The `next` of the page before")),
    responses((status = 200, body = CatalogueList), (status = 403, body = Problem)))]
pub async fn list(app: Running, me: Me, language: Language, query: Query) -> Answer {
    let (member, at) = (me.member(), app.now());
    let wanted = Asked::from(query).wanted()?;
    let (network, offers) = read_own(&app, &me.0.member, move |network, tx| {
        let reader = Reader { locale: language.0, share: network.network_share, at };
        super::page(tx, &member, &wanted, reader)
    })
    .await?;
    let items = offers.items.into_iter().map(|offer| item(offer, &network.slug)).collect();
    let next = offers.next.map(|next| next.to_string());
    show::json(StatusCode::OK, &CatalogueList { items, next })
}

/// One published product.
#[utoipa::path(get, path = "/api/v1/catalogue/{product}", tag = "catalogue",
    params(("product" = String, Path)),
    responses((status = 200, body = CatalogueProduct), (status = 404, body = Problem)))]
pub async fn read(app: Running, me: Me, language: Language, id: web::Path<String>) -> Answer {
    let id: ProductId = id.parse().map_err(|_| Error::Missing)?;
    let (member, at) = (me.member(), app.now());
    let (network, detail) = read_own(&app, &me.0.member, move |network, tx| {
        let reader = Reader { locale: language.0, share: network.network_share, at };
        super::get(tx, &member, id, reader)
    })
    .await?;
    let product = CatalogueProduct {
        item: item(detail.offer, &network.slug),
        sku: detail.sku,
        description: detail.description.map(Into::into),
        selling_points: detail.points.map(Into::into),
    };
    show::json(StatusCode::OK, &product)
}

fn item(offer: Offer, network: &str) -> CatalogueItem {
    CatalogueItem {
        id: offer.id,
        name: offer.name.into(),
        summary: offer.summary.map(Into::into),
        brand: offer.brand_id,
        brand_name: offer.brand.text,
        category: offer.category.as_str(),
        price: offer.price.decimal(),
        currency: offer.price.currency().code(),
        rate_percent: offer.terms.map(|terms| terms.rate.percent()),
        commission_per_unit: offer.terms.map(|terms| terms.per_unit.decimal()),
        sample_offered: offer.sample_offered,
        sample_terms: offer.sample_offered.then(|| document(offer.sample)),
        picture: offer.picture.map(|picture| picture_path(network, picture)),
        listing: offer.picked.map(|(id, _)| id),
        listing_status: offer.picked.map(|(_, status)| status.as_str()),
    }
}

/// Where everybody finds a published picture.
pub fn picture_path(network: &str, picture: AssetId) -> String {
    format!("/n/{network}/pictures/{picture}")
}
