//! What a live session brought: clicks on its links, and the lines sold through them.

use diesel::prelude::*;
use domain::id::{LiveSessionId, ProductId};
use domain::orders::line::LineStatus;
use domain::tracking::click::AgentClass;
use domain::{Currency, Result};
use schema::{clicks, commissions as c, links, order_lines as l};

use crate::rows::{count, distinct, grouped, total};
use crate::scope::Reads;

/// What was sold in one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable)]
pub struct Sales {
    /// The currency.
    pub currency: Currency,
    /// What was paid for the goods, in smallest units.
    pub sold_minor: i64,
    /// What of that was given back, in smallest units.
    pub refunded_minor: i64,
}

/// What was earned in one currency, after refunds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable)]
pub struct Earned {
    /// The currency.
    pub currency: Currency,
    /// The KOL's part, in smallest units.
    pub kol_minor: i64,
    /// The network's part, in smallest units.
    pub network_minor: i64,
}

/// How often a product was sold and came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProductFigure {
    /// The product.
    pub product: ProductId,
    /// Lines that were paid.
    pub lines: i64,
    /// Lines of those that came back or were refunded.
    pub returned: i64,
}

/// What a session brought.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    /// Clicks by people.
    pub clicks: i64,
    /// Orders.
    pub orders: i64,
    /// Sales by currency.
    pub sales: Vec<Sales>,
    /// Commissions by currency.
    pub earned: Vec<Earned>,
    /// Products, those that came back most often first.
    pub products: Vec<ProductFigure>,
}

impl Figures {
    /// Lines that were paid, and how many of those came back.
    pub fn lines(&self) -> (i64, i64) {
        let sum = |all: (i64, i64), one: &ProductFigure| (all.0 + one.lines, all.1 + one.returned);
        self.products.iter().fold((0, 0), sum)
    }
}

/// What a session brought, as far as the scope sees it.
///
/// # Errors
/// Only what the database answers.
pub fn get<Tx>(tx: &mut Tx, session: LiveSessionId) -> Result<Figures>
where
    Tx: Reads<clicks::table> + Reads<l::table> + Reads<c::table>,
{
    let network = tx.network();
    let clicks = tx.query(clicks::table, |rows, conn| {
        let of_session = links::table
            .filter(links::network_id.eq(network))
            .filter(links::session_id.eq(session))
            .select(links::id);
        rows.filter(clicks::link_id.eq_any(of_session))
            .filter(clicks::agent_class.ne(AgentClass::Bot))
            .count()
            .get_result(conn)
    })?;
    let orders = tx.query(l::table, |rows, conn| {
        rows.filter(l::session_id.eq(session)).select(distinct(l::order_id)).get_result(conn)
    })?;
    let mut sales: Vec<Sales> = tx.query(l::table, |rows, conn| {
        let paid = l::unit_price_minor * l::quantity - l::discount_minor;
        let sums = rows.filter(l::session_id.eq(session)).select((
            l::currency,
            total(paid),
            total(l::refunded_minor),
        ));
        grouped(1, sums).load(conn)
    })?;
    sales.sort_by_key(|one| one.currency);
    let mut earned: Vec<Earned> = tx.query(c::table, |rows, conn| {
        let lines = l::table
            .filter(l::network_id.eq(network))
            .filter(l::session_id.eq(session))
            .select(l::id);
        let sums = rows.filter(c::order_line_id.eq_any(lines)).select((
            c::currency,
            total(c::kol_minor),
            total(c::network_minor),
        ));
        grouped(1, sums).load(conn)
    })?;
    earned.sort_by_key(|one| one.currency);
    Ok(Figures { clicks, orders, sales, earned, products: products(tx, session)? })
}

fn products(tx: &mut impl Reads<l::table>, session: LiveSessionId) -> Result<Vec<ProductFigure>> {
    let rows: Vec<(ProductId, LineStatus, i64)> = tx.query(l::table, |rows, conn| {
        let sums =
            rows.filter(l::session_id.eq(session)).select((l::product_id, l::status, count(l::id)));
        grouped(2, sums).load(conn)
    })?;
    let mut products: Vec<ProductFigure> = Vec::new();
    for (product, status, lines) in rows.into_iter().filter(|row| row.1.is_paid()) {
        let returned = if status.came_back() { lines } else { 0 };
        match products.iter_mut().find(|one| one.product == product) {
            Some(one) => {
                one.lines += lines;
                one.returned += returned;
            }
            None => products.push(ProductFigure { product, lines, returned }),
        }
    }
    products.sort_by_key(|one| (std::cmp::Reverse((one.returned, one.lines)), one.product));
    Ok(products)
}
