//! Stock: the brand counts the pieces that may be sold; orders take them; what was short is listed
//! and told to the brand by mail.

pub mod api;
mod mail;
pub mod pages;

use std::collections::BTreeMap;

use actix_web::web;
use domain::access::{Member, Permission};
use domain::catalogue::stock::{ShortageStatus, StockDraft};
use domain::id::{OrganizationId, ProductId, StockMovementId, StockShortageId};
use domain::{Error, Result, Timestamp};
use store::catalogue::product;
use store::catalogue::shortage::{self, Shortage};
use store::catalogue::stock::{self, Movement, Stock};
use store::platform::text::Texts;
use store::scope::{NetworkTx, OrgTx};

use crate::paging;
use crate::platform::letter::Desk;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    api::routes(config);
    pages::routes(config);
}

/// Products and shortages of one page.
const ROWS: i64 = 200;

/// What a brand has in stock, and what of it was short.
#[derive(Debug, Clone)]
pub struct Overview {
    /// The products whose pieces are counted, the fewest first.
    pub stocks: Vec<Stock>,
    /// What is missing, the oldest first.
    pub shortages: Vec<Shortage>,
    /// Names and codes of the products.
    pub names: Texts,
    /// The products themselves.
    pub products: Vec<product::Product>,
}

/// What the brand has in stock.
///
/// # Errors
/// `Forbidden`.
pub fn overview(tx: &mut OrgTx<'_>, me: &Member) -> Result<Overview> {
    me.must(Permission::SubmitProducts)?;
    let stocks = stock::find(tx, ROWS)?;
    let shortages = shortage::find(tx, ShortageStatus::Open, None, ROWS)?;
    let mut ids: Vec<ProductId> = stocks.iter().map(|stock| stock.product).collect();
    ids.extend(shortages.iter().map(|shortage| shortage.product));
    ids.sort_unstable();
    ids.dedup();
    let names = product::names(tx, &ids)?;
    let products = product::find(tx, &ids)?;
    Ok(Overview { stocks, shortages, names, products })
}

/// The stock of one product with a page of its movements and what is missing.
#[derive(Debug, Clone)]
pub struct Shelf {
    /// The product.
    pub product: product::Product,
    /// Its stock.
    pub stock: Stock,
    /// What came and went, latest first.
    pub movements: Vec<Movement>,
    /// Where the next page begins.
    pub next: Option<StockMovementId>,
    /// What is missing, the oldest first.
    pub shortages: Vec<Shortage>,
}

/// The stock of a product of the brand.
///
/// # Errors
/// `Forbidden`, `Missing`.
pub fn shelf(
    tx: &mut OrgTx<'_>,
    me: &Member,
    id: ProductId,
    before: Option<StockMovementId>,
    limit: usize,
) -> Result<Shelf> {
    me.must(Permission::SubmitProducts)?;
    let product = product::get(tx, id)?;
    let stock = stock::get(tx, id)?;
    let mut movements = stock::movements(tx, id, before, paging::one_more(limit))?;
    let next = paging::next(&mut movements, limit, |last| last.id);
    let shortages = shortage::find(tx, ShortageStatus::Open, Some(id), ROWS)?;
    Ok(Shelf { product, stock, movements, next, shortages })
}

/// The brand counts, adds or takes pieces, or counts no longer.
///
/// # Errors
/// `Forbidden`, `Missing`; `Invalid` as `StockDraft::check`; `Refused`: `stock-short`,
/// `stock-uncounted`.
pub fn change(
    tx: &mut OrgTx<'_>,
    me: &Member,
    id: ProductId,
    draft: &StockDraft,
    at: Timestamp,
) -> Result<Stock> {
    me.must(Permission::SubmitProducts)?;
    product::get(tx, id)?;
    let change = draft.check()?;
    stock::apply(tx, me, id, &change, at)
}

/// The brand makes a shortage good (`settle`), or says that nothing is missing any more (`drop`).
///
/// # Errors
/// `Forbidden`, `Missing`; `Invalid` on `act`: `choice-unknown`; `Refused`: `stock-short`,
/// `shortage-state`.
pub fn close(
    tx: &mut OrgTx<'_>,
    me: &Member,
    id: StockShortageId,
    act: &str,
    at: Timestamp,
) -> Result<Shortage> {
    me.must(Permission::SubmitProducts)?;
    shortage::get(tx, id)?;
    let status = match act {
        "settle" => ShortageStatus::Settled,
        "drop" => ShortageStatus::Dropped,
        _ => return Err(Error::field("act", "choice-unknown")),
    };
    shortage::close(tx, me, id, status, at)
}

/// Tells brands of what was short since the clock ran last: one mail a brand, however many orders
/// came. Answers how many shortages were told.
///
/// # Errors
/// What the store answers.
pub fn tell_short(tx: &mut NetworkTx<'_>, at: Timestamp, desk: &Desk) -> Result<usize> {
    let short = shortage::tell(tx, at)?;
    let mut by_brand: BTreeMap<OrganizationId, Vec<&Shortage>> = BTreeMap::new();
    for one in &short {
        by_brand.entry(one.brand).or_default().push(one);
    }
    let ids: Vec<ProductId> = short.iter().map(|one| one.product).collect();
    let products = if ids.is_empty() { Vec::new() } else { product::find(tx, &ids)? };
    for (brand, shortages) in by_brand {
        mail::short(tx, at, desk, brand, &shortages, &products)?;
    }
    Ok(short.len())
}
