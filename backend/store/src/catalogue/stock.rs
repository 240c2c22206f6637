//! Stock of products: one number that orders take from, every movement, what was short.
//!
//! The number is changed by conditional updates alone, so that it never falls below nothing however
//! many take from it at once; it is the sum of the movements.

use std::collections::HashMap;

use diesel::prelude::*;
use domain::access::Member;
use domain::catalogue::stock::{MovementKind, StockAct, StockChange};
use domain::id::{
    MembershipId, NetworkId, OrderId, OrderLineId, OrganizationId, ProductId, StockMovementId,
};
use domain::time::Timestamp;
use domain::{Error, Result};
use schema::{products as p, stock_movements as t};

use crate::catalogue::shortage;
use crate::platform::audit::{self, Act};
use crate::rows::{Among, insert_rows};
use crate::scope::{InNetwork, NetworkTx, OrgTx, Reads};

/// Times that a number is read again when others are faster.
const TRIES: usize = 50;

/// A product whose pieces are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable)]
pub struct Stock {
    /// The product.
    pub product: ProductId,
    /// Whose it is.
    pub brand: OrganizationId,
    /// Pieces that may be sold.
    pub on_hand: Option<i64>,
    /// Since when they are counted.
    pub counted_at: Option<Timestamp>,
}

/// Pieces that came or went.
#[derive(Debug, Clone, Queryable)]
pub struct Movement {
    /// Its id.
    pub id: StockMovementId,
    /// Why.
    pub kind: MovementKind,
    /// How many came, or went when negative.
    pub pieces: i64,
    /// What the brand wrote.
    pub note: String,
    /// The line of an order that it is about.
    pub line: Option<OrderLineId>,
    /// When.
    pub at: Timestamp,
}

/// Pieces that a line of an order wants.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    /// The order.
    pub order: OrderId,
    /// Its line.
    pub line: OrderLineId,
    /// The product.
    pub product: ProductId,
    /// Whose it is.
    pub brand: OrganizationId,
    /// How many.
    pub pieces: i64,
    /// Whether the order is refused when they are not there.
    pub reserve: bool,
}

#[derive(Insertable)]
#[diesel(table_name = schema::stock_movements, treat_none_as_default_value = false)]
pub(super) struct MovementRow {
    network_id: NetworkId,
    id: StockMovementId,
    product_id: ProductId,
    brand_id: OrganizationId,
    kind: MovementKind,
    pieces: i64,
    note: String,
    order_line_id: Option<OrderLineId>,
    pub(super) membership_id: Option<MembershipId>,
    at: Timestamp,
}

/// The stock of a product.
///
/// # Errors
/// `Missing`.
pub fn get(tx: &mut impl Reads<p::table>, product: ProductId) -> Result<Stock> {
    Ok(tx.query(p::table, |rows, conn| {
        rows.filter(p::id.eq(product))
            .select((p::id, p::brand_id, p::on_hand, p::counted_at))
            .first(conn)
    })?)
}

/// The products whose pieces are counted, the fewest pieces first.
///
/// # Errors
/// Only what the database answers.
pub fn find(tx: &mut impl Reads<p::table>, limit: i64) -> Result<Vec<Stock>> {
    Ok(tx.query(p::table, |rows, conn| {
        rows.filter(p::on_hand.is_not_null())
            .order((p::on_hand, p::id))
            .limit(limit)
            .select((p::id, p::brand_id, p::on_hand, p::counted_at))
            .load(conn)
    })?)
}

/// The movements of a product, latest first.
///
/// # Errors
/// Only what the database answers.
pub fn movements(
    tx: &mut impl Reads<t::table>,
    product: ProductId,
    before: Option<StockMovementId>,
    limit: i64,
) -> Result<Vec<Movement>> {
    Ok(tx.query(t::table, |mut rows, conn| {
        if let Some(before) = before {
            rows = rows.filter(t::id.lt(before));
        }
        rows.filter(t::product_id.eq(product))
            .order(t::id.desc())
            .limit(limit)
            .select((t::id, t::kind, t::pieces, t::note, t::order_line_id, t::at))
            .load(conn)
    })?)
}

/// The brand counts, adds or takes pieces, or counts no longer.
///
/// # Errors
/// `Missing`; `Refused("stock-short")` to take more than there are; `Refused("stock-uncounted")` to
/// adjust or end what is not counted; `Stale` when orders are faster again and again.
pub fn apply(
    tx: &mut OrgTx<'_>,
    me: &Member,
    product: ProductId,
    change: &StockChange,
    at: Timestamp,
) -> Result<Stock> {
    let before = get(tx, product)?;
    let (kind, pieces) = match change.act {
        StockAct::Count => count(tx, product, change.pieces, at)?,
        StockAct::End => {
            let seen = set(tx, product, None, None)?.ok_or(Error::Refused("stock-uncounted"))?;
            (MovementKind::Ended, -seen)
        }
        StockAct::Adjust => {
            if before.on_hand.is_none() {
                return Err(Error::Refused("stock-uncounted"));
            }
            if !add(tx, product, change.pieces)? {
                return Err(Error::Refused("stock-short"));
            }
            (MovementKind::Adjusted, change.pieces)
        }
    };
    let row = MovementRow {
        network_id: tx.network(),
        id: StockMovementId::new(),
        product_id: product,
        brand_id: before.brand,
        kind,
        pieces,
        note: change.note.clone(),
        order_line_id: None,
        membership_id: Some(me.membership),
        at,
    };
    insert_rows!(tx, stock_movements, [row])?;
    let after = get(tx, product)?;
    let text = |stock: &Stock| stock.on_hand.map(|pieces| pieces.to_string());
    let (was, is, act) = (text(&before), text(&after), format!("stock.{}", change.act));
    let reason = Some(change.note.as_str()).filter(|note| !note.is_empty());
    let act = Act { kind: &act, before: was.as_deref(), after: is.as_deref(), reason };
    audit::insert(tx, Some(me), at, product, &act)?;
    Ok(after)
}

fn count(
    tx: &mut impl Stocks,
    product: ProductId,
    pieces: i64,
    at: Timestamp,
) -> Result<(MovementKind, i64)> {
    let seen = set(tx, product, Some(pieces), Some(at))?;
    let kind = if seen.is_some() { MovementKind::Counted } else { MovementKind::Opened };
    Ok((kind, pieces - seen.unwrap_or(0)))
}

/// What can read and write the number of a product.
trait Stocks: Reads<p::table> + InNetwork {}
impl<T: Reads<p::table> + InNetwork> Stocks for T {}

/// Sets the number of pieces, and answers what it was in that very moment.
fn set(
    tx: &mut impl Stocks,
    product: ProductId,
    pieces: Option<i64>,
    counted_at: Option<Timestamp>,
) -> Result<Option<i64>> {
    for _ in 0..TRIES {
        let seen = get(tx, product)?.on_hand;
        let count = tx.update(p::table, |target, conn| {
            let one = target.filter(p::id.eq(product));
            let to = (p::on_hand.eq(pieces), p::counted_at.eq(counted_at));
            match seen {
                Some(seen) => diesel::update(one.filter(p::on_hand.eq(seen))).set(to).execute(conn),
                None => diesel::update(one.filter(p::on_hand.is_null())).set(to).execute(conn),
            }
        })?;
        if count == 1 {
            return Ok(seen);
        }
    }
    Err(Error::Stale)
}

/// Adds pieces, or takes them; answers whether there were enough.
pub(super) fn add(tx: &mut impl InNetwork, product: ProductId, pieces: i64) -> Result<bool> {
    let count = tx.update(p::table, |target, conn| {
        let enough = target.filter(p::id.eq(product)).filter(p::on_hand.ge(-pieces));
        diesel::update(enough).set(p::on_hand.eq(p::on_hand + pieces)).execute(conn)
    })?;
    Ok(count == 1)
}

/// Takes as many pieces as there are, at most so many; all of them where they are not counted.
fn take_some(tx: &mut impl Stocks, product: ProductId, pieces: i64) -> Result<Option<i64>> {
    for _ in 0..TRIES {
        if add(tx, product, -pieces)? {
            return Ok(Some(pieces));
        }
        let Some(left) = get(tx, product)?.on_hand else { return Ok(None) };
        if left == 0 {
            return Ok(Some(0));
        }
        if left < pieces && add(tx, product, -left)? {
            return Ok(Some(left));
        }
    }
    Err(Error::Busy)
}

/// Takes the pieces of orders that are being written. Where they are short, an order that reserves
/// is refused; of any other the sale has happened: what is missing is kept as a shortage.
///
/// # Errors
/// `Refused("stock-short")`.
pub(crate) fn take(tx: &mut NetworkTx<'_>, wanted: &[Wanted], at: Timestamp) -> Result<()> {
    let mut sums: HashMap<ProductId, i64> = HashMap::new();
    for one in wanted {
        *sums.entry(one.product).or_default() += one.pieces;
    }
    // Always in the same order, so that two who write at once wait for each other in turn.
    let mut products: Vec<ProductId> = sums.keys().copied().collect();
    products.sort_unstable();
    let network_id = tx.network();
    let (mut moved, mut short) = (Vec::new(), Vec::new());
    for product in products {
        let whole = add(tx, product, -sums[&product])?;
        for one in wanted.iter().filter(|one| one.product == product) {
            let taken = if whole { Some(one.pieces) } else { take_some(tx, product, one.pieces)? };
            // Nobody counts them any more.
            let Some(taken) = taken else { continue };
            if taken < one.pieces && one.reserve {
                return Err(Error::Refused("stock-short"));
            }
            if taken > 0 {
                moved.push(moved_by(network_id, one, MovementKind::Sold, -taken, at));
            }
            if taken < one.pieces {
                short.push((*one, one.pieces - taken));
            }
        }
    }
    insert_rows!(tx, stock_movements, moved)?;
    shortage::insert(tx, &short, at)
}

/// A movement of a line of an order.
pub(super) fn moved_by(
    network_id: NetworkId,
    one: &Wanted,
    kind: MovementKind,
    pieces: i64,
    at: Timestamp,
) -> MovementRow {
    MovementRow {
        network_id,
        id: StockMovementId::new(),
        product_id: one.product,
        brand_id: one.brand,
        kind,
        pieces,
        note: String::new(),
        order_line_id: Some(one.line),
        membership_id: None,
        at,
    }
}

/// Gives back what a canceled order took, and drops what it was short of.
pub(crate) fn give_back(
    tx: &mut NetworkTx<'_>,
    order: OrderId,
    lines: &[OrderLineId],
    at: Timestamp,
) -> Result<()> {
    type Row = (ProductId, OrganizationId, Option<OrderLineId>, i64);
    let rows: Vec<Row> = tx.query(t::table, |rows, conn| {
        let ids: Vec<Option<OrderLineId>> = lines.iter().map(|id| Some(*id)).collect();
        rows.filter(t::order_line_id.among(ids))
            .select((t::product_id, t::brand_id, t::order_line_id, t::pieces))
            .load(conn)
    })?;
    let mut taken: HashMap<OrderLineId, (ProductId, OrganizationId, i64)> = HashMap::new();
    for (product, brand, line, pieces) in rows {
        let Some(line) = line else { continue };
        taken.entry(line).or_insert((product, brand, 0)).2 -= pieces;
    }
    let mut taken: Vec<_> = taken.into_iter().filter(|(_, (_, _, pieces))| *pieces > 0).collect();
    taken.sort_unstable_by_key(|(line, (product, _, _))| (*product, *line));
    let network_id = tx.network();
    let mut moved = Vec::new();
    for (line, (product, brand, pieces)) in taken {
        // What is not counted any more is not given back either.
        if add(tx, product, pieces)? {
            let one = Wanted { order, line, product, brand, pieces, reserve: false };
            moved.push(moved_by(network_id, &one, MovementKind::Canceled, pieces, at));
        }
    }
    insert_rows!(tx, stock_movements, moved)?;
    shortage::drop_of(tx, order, at)
}
