//! The own money: what a KOL earned, what a brand's sales cost it.

pub mod pages;

use actix_web::web;
use domain::access::{Member, OrganizationKind, Permission};
use domain::calendar::Month;
use domain::id::Commission as CommissionKind;
use domain::tenancy::network::Network;
use domain::{Locale, Money, Result};
use store::commissions::commission::Filter;
use store::commissions::month::Sums;
use store::commissions::product::ProductMonth;
use store::scope::OrgTx;

use super::books::Books;
use super::statement::sums::{Row, rows};
use super::statement::{Line, Side, lines};
use crate::orders::cursor::Cursor;
use crate::orders::names::{Names, Said};

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    pages::routes(config);
}

/// The own month in sums.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// What KOLs earned of it: a KOL's own, or for a brand what it owes for each KOL.
    pub kols: Vec<Row>,
    /// What brands owe of it: a brand's own; nothing for a KOL.
    pub brands: Vec<Row>,
    /// What each product brought.
    pub products: Vec<ProductRow>,
}

/// What a product brought in one currency.
#[derive(Debug, Clone)]
pub struct ProductRow {
    /// The product.
    pub product: Said,
    /// Lines that were sold.
    pub sold: i64,
    /// What the rates were applied to, after refunds.
    pub base: Money,
    /// What it earned the KOL, or costs the brand, after refunds.
    pub net: Money,
}

/// On which side a member's organization is.
pub fn side(me: &Member) -> Side {
    match me.role.organization_kind() {
        OrganizationKind::Brand => Side::Brands,
        OrganizationKind::Kol | OrganizationKind::Mcn | OrganizationKind::Operator => Side::Kols,
    }
}

/// The own month in sums.
///
/// # Errors
/// `Forbidden`.
pub fn sums(
    tx: &mut OrgTx<'_>,
    me: &Member,
    network: &Network,
    locale: Locale,
    month: Month,
) -> Result<Sheet> {
    me.must(Permission::SeeOwnMoney)?;
    let side = side(me);
    let span = month.span(network.time_zone);
    let kols = tx.by_kol(span)?;
    let brands = match side {
        Side::Kols => Vec::new(),
        Side::Brands => tx.by_brand(span)?,
    };
    let products = tx.by_product(span)?;
    let parties = kols.iter().chain(&brands).map(|row| row.organization).collect();
    let names = tx.called(locale, parties, products.iter().map(|row| row.product).collect())?;
    Ok(Sheet {
        // A brand sees beside each KOL what it owes for its sales, which is the whole.
        kols: rows(side, &kols, &names)?,
        brands: rows(side, &brands, &names)?,
        products: product_rows(side, &products, &names)?,
    })
}

fn product_rows(side: Side, products: &[ProductMonth], names: &Names) -> Result<Vec<ProductRow>> {
    let mut rows = Vec::with_capacity(products.len());
    for product in products {
        let total = product.total()?;
        let amount = |sums: Sums| match side {
            Side::Kols => sums.kol_minor,
            Side::Brands => sums.kol_minor + sums.network_minor,
        };
        rows.push(ProductRow {
            product: names.product(product.product),
            sold: product.sales.count,
            base: Money::new(total.base_minor, product.currency),
            net: Money::new(amount(total), product.currency),
        });
    }
    rows.sort_by_key(|row| (row.net.currency(), -row.net.minor()));
    Ok(rows)
}

/// The own lines of a month, latest first, and where the next page begins.
///
/// # Errors
/// `Forbidden`.
pub fn own_lines(
    tx: &mut OrgTx<'_>,
    me: &Member,
    network: &Network,
    locale: Locale,
    month: Month,
    after: Option<Cursor<CommissionKind>>,
    limit: usize,
) -> Result<(Vec<Line>, Option<Cursor<CommissionKind>>)> {
    me.must(Permission::SeeOwnMoney)?;
    let filter = Filter { span: Some(month.span(network.time_zone)), ..Filter::default() };
    lines(tx, locale, side(me), &filter, after, limit)
}
