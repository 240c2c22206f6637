//! The own money: what a KOL earned, what a brand's sales cost it.

pub mod beside;
pub mod file;
pub mod pages;
pub mod parts;
pub mod view;

use actix_web::web;
use domain::access::{Member, OrganizationKind, Permission};
use domain::calendar::Month;
use domain::commissions::standing::Standing;
use domain::id::{Commission as CommissionKind, LinkId, OrganizationId, ProductId};
use domain::tenancy::network::Network;
use domain::{Locale, Money, Result, Timestamp};
use store::commissions::commission::Filter;
use store::commissions::month::Sums;
use store::commissions::part::{self, PayeeMonth};
use store::commissions::product::ProductMonth;
use store::commissions::trail::LinkMonth;
use store::scope::OrgTx;
use store::tracking::link::Link;

pub use self::beside::{Extra, Figure, MonthRow};
use super::books::Books;
use super::statement::sums::{Earned, Row, earned, rows};
use super::statement::{Line, Side, lines};
use super::tax::{ClassRow, rows as class_rows};
use crate::orders::cursor::Cursor;
use crate::orders::names::{Names, Said};

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    file::routes(config);
    pages::routes(config);
    parts::routes(config);
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
    /// What each tracked link brought a KOL.
    pub links: Vec<LinkRow>,
    /// Fees, corrections and samples of the month.
    pub extras: Vec<Extra>,
    /// All of it together, by currency.
    pub figures: Vec<Figure>,
    /// What the last months came to, latest first; a brand's alone.
    pub months: Vec<MonthRow>,
    /// What agencies and referrers have of the own commissions; a KOL's alone.
    pub taken: Vec<Earned>,
    /// What the KOLs' parts are taxed with.
    pub taxes: Vec<ClassRow>,
}

/// What a product brought in one currency.
#[derive(Debug, Clone)]
pub struct ProductRow {
    /// Its id.
    pub id: ProductId,
    /// The product.
    pub product: Said,
    /// Lines that were sold.
    pub sold: i64,
    /// What the rates were applied to, after refunds.
    pub base: Money,
    /// What it earned the KOL, or costs the brand, after refunds.
    pub net: Money,
}

/// What a tracked link brought in one currency.
#[derive(Debug, Clone)]
pub struct LinkRow {
    /// The link; none for sales that were found by a coupon alone.
    pub link: Option<Link>,
    /// Lines that were sold.
    pub sold: i64,
    /// What it earned after refunds.
    pub net: Money,
}

/// Which lines of a month a page shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Narrow {
    /// Those for a KOL.
    pub kol: Option<OrganizationId>,
    /// Those on a product.
    pub product: Option<ProductId>,
    /// Those of orders that came through a link.
    pub link: Option<LinkId>,
    /// Those that stand so.
    pub standing: Option<Standing>,
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
    at: Timestamp,
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
    let parts = part::by_payee(tx, span.0, span.1)?;
    let parties = kols.iter().chain(&brands).map(|row| row.organization);
    let parties = parties.chain(parts.iter().map(|part| part.payee)).collect();
    let names = tx.called(locale, parties, products.iter().map(|row| row.product).collect())?;
    let others = |part: &PayeeMonth| part.payee != me.organization;
    let taken: Vec<PayeeMonth> = parts.into_iter().filter(others).collect();
    let kols = rows(side, &kols, &names)?;
    let brands = rows(side, &brands, &names)?;
    let extras = beside::extras(tx, side, locale, span)?;
    let own = match side {
        Side::Kols => &kols,
        Side::Brands => &brands,
    };
    let figures = beside::figures(tx, me, network, side, own, span, at)?;
    let months = match side {
        Side::Kols => Vec::new(),
        Side::Brands => beside::months(tx, network, month)?,
    };
    let links = match side {
        Side::Kols => links(tx, span)?,
        Side::Brands => Vec::new(),
    };
    Ok(Sheet {
        // A brand sees beside each KOL what it owes for its sales, which is the whole.
        kols,
        brands,
        products: product_rows(side, &products, &names)?,
        links,
        extras,
        figures,
        months,
        taken: earned(&taken, &names)?,
        taxes: class_rows(&tx.by_class(span)?),
    })
}

fn links(tx: &mut OrgTx<'_>, span: (Timestamp, Timestamp)) -> Result<Vec<LinkRow>> {
    let months = tx.by_link(span)?;
    let ids: Vec<LinkId> = months.iter().filter_map(|month| month.link).collect();
    let known = tx.links(&ids)?;
    let row = |month: LinkMonth| LinkRow {
        link: month.link.and_then(|id| known.iter().find(|link| link.id == id).cloned()),
        sold: month.sold,
        net: Money::new(month.kol_minor, month.currency),
    };
    Ok(months.into_iter().map(row).collect())
}

fn product_rows(side: Side, products: &[ProductMonth], names: &Names) -> Result<Vec<ProductRow>> {
    let mut rows = Vec::with_capacity(products.len());
    for product in products {
        let total = product.total()?;
        let amount = |sums: Sums| match side {
            Side::Kols => Ok(sums.kol_minor),
            Side::Brands => sums.whole(),
        };
        rows.push(ProductRow {
            id: product.product,
            product: names.product(product.product),
            sold: product.sales.count,
            base: Money::new(total.base_minor, product.currency),
            net: Money::new(amount(total)?, product.currency),
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
    (month, narrow): (Month, Narrow),
    after: Option<Cursor<CommissionKind>>,
    limit: usize,
) -> Result<(Vec<Line>, Option<Cursor<CommissionKind>>)> {
    me.must(Permission::SeeOwnMoney)?;
    let filter = Filter {
        kol: narrow.kol,
        product: narrow.product,
        link: narrow.link,
        standing: narrow.standing,
        span: Some(month.span(network.time_zone)),
        ..Filter::default()
    };
    lines(tx, locale, side(me), &filter, after, limit)
}
