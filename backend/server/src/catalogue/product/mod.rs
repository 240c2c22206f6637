//! The brand's part: drafts, pictures, submission, withdrawal.

pub mod api;
pub mod document;
pub mod forms;
pub mod pages;
pub mod sheet;

use actix_web::web;
use domain::access::{Member, Permission};
use domain::catalogue::product::{ProductDraft, validate};
use domain::id::ProductId;
use domain::{Currency, Error, Result, Timestamp};
use store::catalogue::asset;
use store::catalogue::product::{self, Product, Search};
use store::platform::text::Texts;
use store::scope::OrgTx;

use super::picture::Picture;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    api::routes(config);
    pages::routes(config);
}

/// A product as lists show it.
#[derive(Debug, Clone)]
pub struct Line {
    /// The product.
    pub product: Product,
    /// Its name in the reader's language, or its SKU while it has none.
    pub name: String,
    /// The language that the name is in.
    pub name_lang: &'static str,
}

/// Puts the names on products, in the reader's language.
pub fn lines(products: Vec<Product>, texts: &Texts, locale: domain::Locale) -> Vec<Line> {
    products
        .into_iter()
        .map(|product| {
            let text = texts.get(product.id, "name", locale);
            Line {
                name: text.map_or_else(|| product.sku.clone(), |text| text.value.clone()),
                name_lang: text.map_or(locale, |text| text.locale).tag(),
                product,
            }
        })
        .collect()
}

/// A page of the brand's own products, newest first.
///
/// # Errors
/// `Forbidden`.
pub fn find(tx: &mut OrgTx<'_>, me: &Member, search: &Search) -> Result<(Vec<Product>, Texts)> {
    me.must(Permission::SubmitProducts)?;
    let products = product::page(tx, search)?;
    let ids: Vec<ProductId> = products.iter().map(|product| product.id).collect();
    let texts = product::names(tx, &ids)?;
    Ok((products, texts))
}

/// Begins a draft: what is there must be right, much may be missing.
///
/// # Errors
/// `Forbidden`; `Invalid` with every wrong field; `Taken("sku-taken")`.
pub fn create(
    tx: &mut OrgTx<'_>,
    me: &Member,
    at: Timestamp,
    draft: &ProductDraft,
    currencies: &[Currency],
) -> Result<Product> {
    me.must(Permission::SubmitProducts)?;
    let fields = validate(draft, currencies)?;
    product::insert(tx, me, &fields, at)
}

/// Writes in a product while it is the brand's turn.
///
/// # Errors
/// `Forbidden`, `Missing`, `Stale` when `version` is no longer the present one; `Invalid` with every
/// wrong field; `Refused("product-state")`, `Taken("sku-taken")`.
pub fn revise(
    tx: &mut OrgTx<'_>,
    me: &Member,
    at: Timestamp,
    id: ProductId,
    version: i64,
    draft: &ProductDraft,
    currencies: &[Currency],
) -> Result<Product> {
    let product = held(tx, me, id, version)?;
    product.status.must_be_open_to_change()?;
    let fields = validate(draft, currencies)?;
    product::revise(tx, me, &product, &fields, at)
}

/// Gives a product its picture.
///
/// # Errors
/// `Forbidden`, `Missing`, `Stale`, `Refused("product-state")`.
pub fn set_picture(
    tx: &mut OrgTx<'_>,
    me: &Member,
    at: Timestamp,
    id: ProductId,
    version: i64,
    picture: &Picture,
) -> Result<Product> {
    let product = held(tx, me, id, version)?;
    // Before the file is kept: a refused upload leaves no file behind.
    product.status.must_be_open_to_change()?;
    let asset = asset::insert(tx, picture.asset(), at)?;
    product::set_picture(tx, me, &product, asset, at)
}

/// Hands a product in for review. Nobody gets a mail: it shows in the operator's queue.
///
/// # Errors
/// `Forbidden`, `Missing`, `Stale`; `Invalid` with every field that is missing;
/// `Refused("product-state")`.
pub fn submit(
    tx: &mut OrgTx<'_>,
    me: &Member,
    at: Timestamp,
    id: ProductId,
    version: i64,
) -> Result<Product> {
    let product = held(tx, me, id, version)?;
    product::submit(tx, me, &product, at)
}

/// Takes a product back for good.
///
/// # Errors
/// `Forbidden`, `Missing`, `Stale`, `Refused("product-state")`.
pub fn withdraw(
    tx: &mut OrgTx<'_>,
    me: &Member,
    at: Timestamp,
    id: ProductId,
    version: i64,
) -> Result<Product> {
    let product = held(tx, me, id, version)?;
    product::withdraw(tx, me, &product, at)
}

/// A product of the brand.
///
/// # Errors
/// `Forbidden`, `Missing`.
pub fn own(tx: &mut OrgTx<'_>, me: &Member, id: ProductId) -> Result<Product> {
    me.must(Permission::SubmitProducts)?;
    product::get(tx, id)
}

/// The brand's product, in the version that the caller has seen.
fn held(tx: &mut OrgTx<'_>, me: &Member, id: ProductId, version: i64) -> Result<Product> {
    let product = own(tx, me, id)?;
    if product.version == version { Ok(product) } else { Err(Error::Stale) }
}
