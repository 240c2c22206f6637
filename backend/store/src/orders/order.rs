//! Orders and their lines, read.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;
use domain::commissions::freeze;
use domain::commissions::reject::RejectReason;
use domain::id::{
    ClickId, LinkId, LiveSessionId, OrderId, OrderImportId, OrderLineId, OrganizationId, ProductId,
};
use domain::orders::attribution::AttributionKind;
use domain::orders::candidate::Candidate;
use domain::orders::life::SoldLine;
use domain::orders::line::{LineStatus, NoCommission};
use domain::orders::order::OrderDraft;
use domain::time::Timestamp;
use domain::{Currency, Error, Money, Result};
use schema::{order_lines, orders as t, products};

pub use crate::orders::accept::{Accepted, Inserted, insert, insert_each};
pub use crate::orders::insert::insert_many;
use crate::rows::{Among, IDS_AT_ONCE};
use crate::scope::{InNetwork, NetworkTx, Reads};

/// What became of an order that was handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recorded {
    /// It was written.
    New(OrderId),
    /// It was there already, told alike; nothing was written.
    Same(OrderId),
    /// Its number was there already with other contents; nothing was written.
    Differs(OrderId),
}

/// An order.
#[derive(Debug, Clone, Queryable)]
pub struct Order {
    /// Its id.
    pub id: OrderId,
    /// The shop.
    pub source: String,
    /// The shop's own number.
    pub external_id: String,
    /// The currency of its amounts.
    pub currency: Currency,
    /// What was paid for its goods, in smallest units.
    pub total_minor: i64,
    /// The KOL that it belongs to.
    pub kol_id: Option<OrganizationId>,
    /// On which evidence.
    pub attribution: AttributionKind,
    /// The code that won, or that nobody knew.
    pub attribution_code: Option<String>,
    /// The claims that did not count, as a text; see [`Order::passed_over`].
    pub passed_over: String,
    /// The click that led to it.
    pub click_id: Option<ClickId>,
    /// The link that led to it.
    pub link_id: Option<LinkId>,
    /// The file that it came in.
    pub import_id: Option<OrderImportId>,
    /// When the buyer placed it.
    pub placed_at: Timestamp,
    /// When it arrived, if that is known.
    pub delivered_at: Option<Timestamp>,
    /// When it was written.
    pub recorded_at: Timestamp,
}

impl Order {
    /// What was paid for its goods.
    pub fn total(&self) -> Money {
        Money::new(self.total_minor, self.currency)
    }

    /// The claims that did not count, best first.
    pub fn passed_over(&self) -> Vec<Candidate> {
        Candidate::read(&self.passed_over)
    }
}

/// A line of an order.
#[derive(Debug, Clone, Queryable)]
pub struct Line {
    /// Its id.
    pub id: OrderLineId,
    /// The order.
    pub order_id: OrderId,
    /// Its place in the order, from 1.
    pub position: i64,
    /// What was bought.
    pub product_id: ProductId,
    /// Who makes it.
    pub brand_id: OrganizationId,
    /// The KOL that the order belongs to.
    pub kol_id: Option<OrganizationId>,
    /// Where it stands.
    pub status: LineStatus,
    /// Where it stood when the order was written.
    pub begun: LineStatus,
    /// Whether its commission waits for an open return, claim or dispute.
    pub held: bool,
    /// Pieces.
    pub quantity: i64,
    /// The price of one piece, in smallest units.
    pub unit_price_minor: i64,
    /// What coupons took off the line, in smallest units.
    pub discount_minor: i64,
    /// What was given back of the line, in smallest units.
    pub refunded_minor: i64,
    /// The currency of its amounts.
    pub currency: Currency,
    /// When the order was placed.
    pub placed_at: Timestamp,
    /// The live session whose link led to it.
    pub session_id: Option<LiveSessionId>,
    /// Why it earns its KOL nothing, where it does not.
    pub no_commission: Option<NoCommission>,
    /// Why staff rejected its commission.
    pub rejected_for: Option<RejectReason>,
    /// What the KOL reads about that.
    pub rejected_text: Option<String>,
}

impl Line {
    /// What was paid for its goods: the base of its commission.
    ///
    /// # Errors
    /// `Broken` on overflow.
    pub fn base(&self) -> Result<Money> {
        let money = |minor| Money::new(minor, self.currency);
        let discount = money(self.discount_minor);
        freeze::base(money(self.unit_price_minor), self.quantity, &[discount])
    }

    /// What was given back of it.
    pub fn refunded(&self) -> Money {
        Money::new(self.refunded_minor, self.currency)
    }

    pub(crate) fn sold(&self) -> Result<SoldLine> {
        Ok(SoldLine { position: self.position, begun: self.begun, base: self.base()? })
    }
}

/// Which orders a page shows.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Those that belong to a KOL.
    pub kol: Option<OrganizationId>,
    /// Those with a line of a brand.
    pub brand: Option<OrganizationId>,
    /// Those placed from one moment (inclusive) to another (exclusive).
    pub span: Option<(Timestamp, Timestamp)>,
    /// Those whose number at the shop contains a text.
    pub external_id: Option<String>,
    /// Those of one file.
    pub import: Option<OrderImportId>,
    /// Those with a line that stands there.
    pub status: Option<LineStatus>,
    /// Those of one shop.
    pub source: Option<String>,
    /// Those whose KOL rests on it.
    pub attribution: Option<AttributionKind>,
}

macro_rules! columns {
    () => {
        (
            t::id,
            t::source,
            t::external_id,
            t::currency,
            t::total_minor,
            t::kol_id,
            t::attribution,
            t::attribution_code,
            t::passed_over,
            t::click_id,
            t::link_id,
            t::import_id,
            t::placed_at,
            t::delivered_at,
            t::recorded_at,
        )
    };
}

/// An order of the network.
///
/// # Errors
/// `Missing`.
pub fn get(tx: &mut NetworkTx<'_>, id: OrderId) -> Result<Order> {
    Ok(tx.query(t::table, |rows, conn| rows.filter(t::id.eq(id)).select(columns!()).first(conn))?)
}

/// Orders by their numbers within a source: for a file, whose orders may be there already.
///
/// # Errors
/// Only what the database answers.
pub fn find(tx: &mut NetworkTx<'_>, source: &str, external_ids: &[String]) -> Result<Vec<Order>> {
    let mut found = Vec::new();
    for some in external_ids.chunks(IDS_AT_ONCE) {
        let orders: Vec<Order> = tx.query(t::table, |rows, conn| {
            rows.filter(t::source.eq(source.to_owned()))
                .filter(t::external_id.among(some.to_vec()))
                .select(columns!())
                .load(conn)
        })?;
        found.extend(orders);
    }
    Ok(found)
}

/// Orders by their ids, in no order: the numbers that lists of commissions show.
///
/// # Errors
/// Only what the database answers.
pub fn find_by_id(tx: &mut NetworkTx<'_>, ids: &[OrderId]) -> Result<Vec<Order>> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::id.among(ids.to_vec())).select(columns!()).load(conn)
    })?)
}

/// Orders of the network, latest first, after the one that the page before ended with.
///
/// # Errors
/// Only what the database answers.
pub fn page(
    tx: &mut NetworkTx<'_>,
    filter: &Filter,
    after: Option<(Timestamp, OrderId)>,
    limit: i64,
) -> Result<Vec<Order>> {
    use order_lines as l;
    let network = tx.network();
    Ok(tx.query(t::table, |mut rows, conn| {
        if let Some((placed_at, id)) = after {
            // The first condition is what the index is read by.
            rows = rows
                .filter(t::placed_at.le(placed_at))
                .filter(t::placed_at.lt(placed_at).or(t::id.lt(id)));
        }
        if let Some(kol) = filter.kol {
            rows = rows.filter(t::kol_id.eq(kol));
        }
        if let Some(brand) = filter.brand {
            rows = rows.filter(diesel::dsl::exists(
                l::table
                    .filter(l::network_id.eq(network))
                    .filter(l::order_id.eq(t::id))
                    .filter(l::brand_id.eq(brand)),
            ));
        }
        if let Some((from, to)) = filter.span {
            rows = rows.filter(t::placed_at.ge(from)).filter(t::placed_at.lt(to));
        }
        if let Some(part) = &filter.external_id {
            rows = rows.filter(t::external_id.like(containing(part)).escape('!'));
        }
        if let Some(import) = filter.import {
            rows = rows.filter(t::import_id.eq(import));
        }
        if let Some(status) = filter.status {
            rows = rows.filter(diesel::dsl::exists(
                l::table
                    .filter(l::network_id.eq(network))
                    .filter(l::order_id.eq(t::id))
                    .filter(l::status.eq(status)),
            ));
        }
        if let Some(source) = &filter.source {
            rows = rows.filter(t::source.eq(source.clone()));
        }
        if let Some(attribution) = filter.attribution {
            rows = rows.filter(t::attribution.eq(attribution));
        }
        rows.order((t::placed_at.desc(), t::id.desc())).limit(limit).select(columns!()).load(conn)
    })?)
}

/// The lines of some orders, in the order of their positions: all of them for the network, those
/// that it is a party of for an organization.
///
/// # Errors
/// Only what the database answers.
pub fn lines(tx: &mut impl Reads<order_lines::table>, orders: &[OrderId]) -> Result<Vec<Line>> {
    use order_lines as l;
    Ok(tx.query(l::table, |rows, conn| {
        rows.filter(l::order_id.among(orders.to_vec()))
            .order((l::order_id, l::position))
            .select((
                l::id,
                l::order_id,
                l::position,
                l::product_id,
                l::brand_id,
                l::kol_id,
                l::status,
                l::begun,
                l::held,
                l::quantity,
                l::unit_price_minor,
                l::discount_minor,
                l::refunded_minor,
                l::currency,
                l::placed_at,
                l::session_id,
                l::no_commission,
                l::rejected_for,
                l::rejected_text,
            ))
            .load(conn)
    })?)
}

/// Those of some orders that are in the table.
pub(crate) fn existing(tx: &mut NetworkTx<'_>, ids: &[OrderId]) -> Result<HashSet<OrderId>> {
    let ids = ids.to_vec();
    let found: Vec<OrderId> =
        tx.query(t::table, |rows, conn| rows.filter(t::id.among(ids)).select(t::id).load(conn))?;
    Ok(found.into_iter().collect())
}

/// Compares orders whose numbers were taken with those that took them, in two queries.
pub(crate) fn compare(tx: &mut NetworkTx<'_>, drafts: &[&OrderDraft]) -> Result<Vec<Recorded>> {
    use order_lines as l;
    type Told = (OrderId, String, i64, i64, i64);
    if drafts.is_empty() {
        return Ok(Vec::new());
    }
    let sources: HashSet<String> = drafts.iter().map(|draft| draft.source.clone()).collect();
    let numbers: Vec<String> = drafts.iter().map(|draft| draft.external_id.clone()).collect();
    let stored: Vec<Order> = tx.query(t::table, |rows, conn| {
        rows.filter(t::source.among(sources))
            .filter(t::external_id.among(numbers))
            .select(columns!())
            .load(conn)
    })?;
    let ids: Vec<OrderId> = stored.iter().map(|order| order.id).collect();
    let rows: Vec<Told> = tx.query(l::table, |rows, conn| {
        rows.filter(l::order_id.among(ids))
            .inner_join(
                products::table
                    .on(products::network_id.eq(l::network_id).and(products::id.eq(l::product_id))),
            )
            .order((l::order_id, l::position))
            .select((
                l::order_id,
                products::sku,
                l::quantity,
                l::unit_price_minor,
                l::discount_minor,
            ))
            .load(conn)
    })?;
    let mut lines: HashMap<OrderId, Vec<(String, i64, i64, i64)>> = HashMap::new();
    for (order, sku, quantity, price, discount) in rows {
        lines.entry(order).or_default().push((sku, quantity, price, discount));
    }
    let stored: HashMap<(&str, &str), &Order> = stored
        .iter()
        .map(|order| ((order.source.as_str(), order.external_id.as_str()), order))
        .collect();
    drafts
        .iter()
        .map(|draft| {
            let order = stored
                .get(&(draft.source.as_str(), draft.external_id.as_str()))
                .ok_or(Error::Stale)?;
            let told = draft.lines.iter().map(|line| {
                let (price, discount) = (line.unit_price.minor(), line.discount.minor());
                (line.sku.clone(), line.quantity, price, discount)
            });
            let same = order.currency == draft.currency
                && order.placed_at == draft.placed_at
                && lines.get(&order.id).is_some_and(|lines| told.eq(lines.iter().cloned()));
            Ok(if same { Recorded::Same(order.id) } else { Recorded::Differs(order.id) })
        })
        .collect()
}

/// A pattern that matches what contains the text; `!` makes the wildcards in it plain.
fn containing(text: &str) -> String {
    let plain = text.replace('!', "!!").replace('%', "!%").replace('_', "!_");
    format!("%{plain}%")
}
