//! What follows when orders have been written: whose money, which buyer, what had waited for them;
//! and what is read of that again.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;
use domain::id::{LineFundId, NetworkId, OrderId, OrderLineId, OrganizationId, ProductId};
use domain::orders::funds::Fund;
use domain::orders::line::LineStatus;
use domain::orders::order::OrderDraft;
use domain::tenancy::network::Network;
use domain::time::Timestamp;
use domain::{Currency, Error, Result};
use schema::{order_buyers as b, order_lines as l};

use crate::catalogue::stock::{self, Wanted};
use crate::orders::row::LineRow;
use crate::orders::{rate, waiting};
use crate::rows::{Among, insert_rows};
use crate::scope::{InNetwork, NetworkTx, Reads};

/// An order that was just written, and the KOL that it belongs to.
pub(super) type Fresh<'a> = (OrderId, &'a OrderDraft, Option<OrganizationId>);

/// A buyer is new who has paid nothing for so many days.
const NEW_AFTER_DAYS: i64 = 730;

#[derive(Insertable)]
#[diesel(table_name = schema::order_line_funds, treat_none_as_default_value = false)]
struct FundRow {
    network_id: NetworkId,
    id: LineFundId,
    order_id: OrderId,
    order_line_id: OrderLineId,
    fund: Fund,
    amount_minor: i64,
    currency: Currency,
}

#[derive(Insertable)]
#[diesel(table_name = schema::order_buyers, treat_none_as_default_value = false)]
struct BuyerRow {
    network_id: NetworkId,
    id: OrderId,
    buyer: Vec<u8>,
    kol_id: Option<OrganizationId>,
    new_to_network: bool,
    new_to_kol: bool,
    placed_at: Timestamp,
}

/// Writes what belongs to the orders and applies what had waited for them; answers whether any of
/// them is no longer as it was written.
pub(super) fn follow_up(
    tx: &mut NetworkTx<'_>,
    network: &Network,
    (orders, lines): (&[Fresh<'_>], &[LineRow]),
    counted: &HashMap<ProductId, Timestamp>,
    at: Timestamp,
) -> Result<bool> {
    if orders.is_empty() {
        return Ok(false);
    }
    funds(tx, orders, lines)?;
    if !counted.is_empty() {
        take_pieces(tx, orders, lines, counted, at)?;
    }
    let session = |id: OrderId| {
        lines.iter().find(|line| line.order_id == id).and_then(|line| line.session_id)
    };
    let delivered: Vec<rate::Delivered> = orders
        .iter()
        .filter(|(_, draft, _)| draft.delivered_at.is_some())
        .filter_map(|(id, _, kol)| Some((*id, (*kol)?, session(*id))))
        .collect();
    let stretched = rate::stretch_new(tx, network, &delivered)?;
    let keys: HashMap<(&str, &str), OrderId> = orders
        .iter()
        .map(|(id, draft, _)| ((draft.source.as_str(), draft.external_id.as_str()), *id))
        .collect();
    let waited = waiting::apply_to(tx, network, &keys, at)?;
    Ok(stretched || waited > 0)
}

/// Takes the pieces of the lines from the stock of the products that are counted; what was ordered
/// before a count is in it already.
fn take_pieces(
    tx: &mut NetworkTx<'_>,
    orders: &[Fresh<'_>],
    lines: &[LineRow],
    counted: &HashMap<ProductId, Timestamp>,
    at: Timestamp,
) -> Result<()> {
    let reserved: HashSet<OrderId> =
        orders.iter().filter(|(_, draft, _)| draft.reserve).map(|(id, _, _)| *id).collect();
    let wanted: Vec<Wanted> = lines
        .iter()
        .filter(|line| counted.get(&line.product_id).is_some_and(|at| line.placed_at >= *at))
        .map(|line| Wanted {
            order: line.order_id,
            line: line.id,
            product: line.product_id,
            brand: line.brand_id,
            pieces: line.quantity,
            reserve: reserved.contains(&line.order_id),
        })
        .collect();
    stock::take(tx, &wanted, at)
}

fn funds(tx: &mut NetworkTx<'_>, orders: &[Fresh<'_>], lines: &[LineRow]) -> Result<()> {
    let mut rows = Vec::new();
    let mut rest = lines.iter();
    for (_, draft, _) in orders {
        // The lines stand in the order of their orders.
        for (told, line) in draft.lines.iter().zip(rest.by_ref()) {
            rows.extend(told.funds.iter().map(|(fund, amount)| FundRow {
                network_id: line.network_id,
                id: LineFundId::new(),
                order_id: line.order_id,
                order_line_id: line.id,
                fund: *fund,
                amount_minor: amount.minor(),
                currency: amount.currency(),
            }));
        }
    }
    if !rows.is_empty() {
        insert_rows!(tx, order_line_funds, rows)?;
    }
    Ok(())
}

/// A buyer's earlier order: whose it was and when.
type Before = (OrderId, Vec<u8>, Option<OrganizationId>, Timestamp);

/// Writes whose buyers are known, and answers which of them are new to the network: what that earns
/// may depend on it.
pub(super) fn buyers(
    tx: &mut NetworkTx<'_>,
    orders: &[Fresh<'_>],
) -> Result<HashMap<OrderId, bool>> {
    let mut known: Vec<(Vec<u8>, &Fresh<'_>)> =
        orders.iter().filter_map(|order| Some((order.1.buyer?.to_vec(), order))).collect();
    if known.is_empty() {
        return Ok(HashMap::new());
    }
    known.sort_by_key(|(_, order)| order.1.placed_at);
    let mut before = earlier(tx, known.iter().map(|(buyer, _)| buyer.clone()).collect())?;
    let network_id = tx.network();
    let mut rows = Vec::with_capacity(known.len());
    for (buyer, (id, draft, kol)) in known {
        let since = draft.placed_at.plus_days(-NEW_AFTER_DAYS);
        let counts = |one: &&Before| one.1 == buyer && (since..draft.placed_at).contains(&one.3);
        let new_to_network = !before.iter().any(|one| counts(&one));
        let new_to_kol = !before.iter().any(|one| counts(&one) && one.2 == *kol);
        if draft.status != LineStatus::Placed {
            before.push((*id, buyer.clone(), *kol, draft.placed_at));
        }
        rows.push(BuyerRow {
            network_id,
            id: *id,
            buyer,
            kol_id: *kol,
            new_to_network,
            new_to_kol: new_to_kol && kol.is_some(),
            placed_at: draft.placed_at,
        });
    }
    insert_rows!(tx, order_buyers, rows)?;
    Ok(rows.iter().map(|row| (row.id, row.new_to_network)).collect())
}

/// The paid orders of some buyers.
fn earlier(tx: &mut NetworkTx<'_>, buyers: Vec<Vec<u8>>) -> Result<Vec<Before>> {
    let found: Vec<Before> = tx.query(b::table, |rows, conn| {
        rows.filter(b::buyer.among(buyers))
            .select((b::id, b::buyer, b::kol_id, b::placed_at))
            .load(conn)
    })?;
    let ids: Vec<OrderId> = found.iter().map(|one| one.0).collect();
    let unpaid = [LineStatus::Placed, LineStatus::Canceled];
    let paid: HashSet<OrderId> = tx
        .query(l::table, |rows, conn| {
            rows.filter(l::order_id.among(ids))
                .filter(l::status.none_of(unpaid))
                .select(l::order_id)
                .load::<OrderId>(conn)
        })?
        .into_iter()
        .collect();
    Ok(found.into_iter().filter(|one| paid.contains(&one.0)).collect())
}

/// A part of a line's money that somebody else than the buyer paid, or that is no price of goods.
#[derive(Debug, Clone, Copy, Queryable)]
pub struct LineFund {
    /// The line.
    pub line_id: OrderLineId,
    /// Whose it is.
    pub fund: Fund,
    /// How much, in smallest units.
    pub amount_minor: i64,
    /// The currency of the amount.
    pub currency: Currency,
}

/// The parts of an order's lines; a line without any has the brand's discount alone.
///
/// # Errors
/// Only what the database answers.
pub fn find_funds(tx: &mut NetworkTx<'_>, order: OrderId) -> Result<Vec<LineFund>> {
    use schema::order_line_funds as f;
    Ok(tx.query(f::table, |rows, conn| {
        rows.filter(f::order_id.eq(order))
            .order(f::id)
            .select((f::order_line_id, f::fund, f::amount_minor, f::currency))
            .load(conn)
    })?)
}

/// What an order's buyer is: new to the network, new to the KOL; none where the shop did not say.
///
/// # Errors
/// Only what the database answers.
pub fn find_buyer(tx: &mut NetworkTx<'_>, order: OrderId) -> Result<Option<(bool, bool)>> {
    let found = tx.query(b::table, |rows, conn| {
        rows.filter(b::id.eq(order)).select((b::new_to_network, b::new_to_kol)).first(conn)
    });
    match found {
        Ok(found) => Ok(Some(found)),
        Err(diesel::result::Error::NotFound) => Ok(None),
        Err(other) => Err(Error::from(other)),
    }
}
