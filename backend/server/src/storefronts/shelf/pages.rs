//! The shop in a visitor's browser, most often a phone's inside a messenger.

use actix_web::{HttpMessage, HttpRequest, web};
use askama::Template;
use domain::id::{ClickId, ListingId};
use domain::storefronts::disclosure::Disclosure;
use domain::tenancy::network::Network;
use domain::{Error, Locale, Result};

use super::{Card, Detail, Shelf, Shop};
use crate::error::Answer;
use crate::http::caller::{Language, Running, language};
use crate::http::page::Page;
use crate::http::query::Query;
use crate::http::show;
use crate::storefronts::{public_path, read_public};

#[derive(Template)]
#[template(path = "storefronts/shelf/shelf.html")]
struct ShelfPage {
    page: Page,
    around: Around,
    disclosure: Disclosure,
    shop: Shop,
    items: Vec<Card>,
    next: Option<String>,
    is_first: bool,
}

#[derive(Template)]
#[template(path = "storefronts/shelf/product.html")]
struct ProductPage {
    page: Page,
    around: Around,
    disclosure: Disclosure,
    detail: Detail,
    /// What the buyer puts into the order's note, so that the order finds its KOL.
    note: Option<String>,
}

/// The addresses around a page of the shop.
struct Around {
    /// The shelf.
    shelf: String,
    /// This page, whole and without its query.
    canonical: String,
    /// The site and the network's pictures.
    pictures: String,
    /// What each link inside the shop carries on: the click and the chosen language.
    carried: String,
    languages: Vec<(&'static str, String)>,
}

impl Around {
    fn product(&self, listing: &ListingId) -> String {
        format!("{}/p/{listing}{}", self.shelf, self.carried)
    }
}

/// What a visitor's address says.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// Where the page before ended.
    after: String,
    /// The click that led here.
    k: String,
    /// The language that the address is for: what `hreflang` leads to.
    lang: String,
}

impl From<Query> for Asked {
    fn from(query: Query) -> Self {
        Self { after: query.text("after"), k: query.text("k"), lang: query.text("lang") }
    }
}

impl Asked {
    fn click(&self) -> Option<ClickId> {
        self.k.parse().ok()
    }

    fn locale(&self) -> Option<Locale> {
        self.lang.parse().ok()
    }

    /// A damaged place is the first page: an address that was cut short still shows the shop.
    pub(super) fn after(&self) -> i64 {
        self.after.parse().unwrap_or(0)
    }

    fn query(&self, more: &[(&str, &str)]) -> String {
        let click = self.click().map(|click| click.to_string());
        let pairs: Vec<(&str, &str)> = click
            .iter()
            .map(|click| ("k", click.as_str()))
            .chain(self.locale().map(|locale| ("lang", locale.tag())))
            .chain(more.iter().copied())
            .collect();
        if pairs.is_empty() { String::new() } else { format!("?{}", show::query(&pairs)) }
    }
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/n/{network}/s/{storefront}", web::get().to(shelf))
        .route("/n/{network}/s/{storefront}/p/{listing}", web::get().to(product));
}

async fn shelf(
    request: HttpRequest,
    app: Running,
    path: web::Path<(String, String)>,
    query: Query,
) -> Answer {
    let asked = Asked::from(query);
    let (network, slug) = path.into_inner();
    let (locale, after) = (reader(&request, &asked), asked.after());
    let (network, Shelf { shop, items, next }) =
        read_public(&app, network, move |tx| super::page(tx, &slug, after, locale)).await?;
    let path = public_path(&network.slug, &shop.storefront.slug, None);
    let (page, around) = frame(&request, &app, &network, &asked, &path, &path);
    let next = next.map(|next| format!("{path}{}", asked.query(&[("after", &next.to_string())])));
    let disclosure = disclosure(&page)?;
    let is_first = after <= 0;
    show::page(&ShelfPage { page, around, disclosure, shop, items, next, is_first })
}

async fn product(
    request: HttpRequest,
    app: Running,
    path: web::Path<(String, String, String)>,
    query: Query,
) -> Answer {
    let asked = Asked::from(query);
    let (network, slug, listing) = path.into_inner();
    let listing: ListingId = listing.parse().map_err(|_| Error::Missing)?;
    let locale = reader(&request, &asked);
    let (network, detail) =
        read_public(&app, network, move |tx| super::get(tx, &slug, listing, locale)).await?;
    let slug = &detail.shop.storefront.slug;
    let shelf = public_path(&network.slug, slug, None);
    let here = public_path(&network.slug, slug, Some(listing));
    let (page, around) = frame(&request, &app, &network, &asked, &shelf, &here);
    let note = asked.click().map(|click| format!("kakehashi: {click}"));
    let disclosure = disclosure(&page)?;
    show::page(&ProductPage { page, around, disclosure, detail, note })
}

/// The language of the page: the address's, else the visitor's.
fn reader(request: &HttpRequest, asked: &Asked) -> Locale {
    if let Some(locale) = asked.locale() {
        request.extensions_mut().insert(Language(locale));
    }
    language(request).0
}

/// The page's frame and the addresses around it. Choosing a language there leaves the address's own
/// behind, which would win otherwise.
fn frame(
    request: &HttpRequest,
    app: &Running,
    network: &Network,
    asked: &Asked,
    shelf: &str,
    here: &str,
) -> (Page, Around) {
    let mut page = Page::outside(request, app, network);
    let stay = Asked { lang: String::new(), ..asked.clone() };
    let after = stay.after.as_str();
    let more = [("after", after)];
    let next = format!("{here}{}", stay.query(if after.is_empty() { &[] } else { &more }));
    for (item, locale) in page.languages.iter_mut().zip(Locale::ALL) {
        item.href = format!("/language/{locale}?{}", show::query(&[("next", &next)]));
    }
    let canonical = format!("{}{here}", app.settings.site());
    let languages =
        Locale::ALL.map(|locale| (locale.tag(), format!("{canonical}?lang={locale}"))).to_vec();
    let around = Around {
        shelf: shelf.to_owned(),
        canonical,
        pictures: format!("/n/{}/pictures", network.slug),
        carried: asked.query(&[]),
        languages,
    };
    (page, around)
}

/// Every page of a shop says that it advertises; a label that does not say it makes no page.
fn disclosure(page: &Page) -> Result<Disclosure> {
    Disclosure::new(page.locale, page.words.shop_disclosure_label())
}
