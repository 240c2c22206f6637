//! Pieces that were sold and not there: kept with their order, told to the brand, made good.

use diesel::prelude::*;
use domain::access::Member;
use domain::catalogue::stock::{MovementKind, ShortageStatus};
use domain::id::{NetworkId, OrderId, OrderLineId, OrganizationId, ProductId, StockShortageId};
use domain::time::Timestamp;
use domain::{Error, Result};
use schema::stock_shortages as s;

use crate::catalogue::stock::{self, Wanted};
use crate::platform::audit::{self, Act};
use crate::rows::{Among, insert_rows};
use crate::scope::{InNetwork, NetworkTx, OrgTx, Reads};

/// Pieces that were sold and not there.
#[derive(Debug, Clone, Queryable)]
pub struct Shortage {
    /// Its id.
    pub id: StockShortageId,
    /// The product.
    pub product: ProductId,
    /// Whose it is.
    pub brand: OrganizationId,
    /// The order.
    pub order: OrderId,
    /// Its line.
    pub line: OrderLineId,
    /// How many are missing.
    pub pieces: i64,
    /// Where it stands.
    pub status: ShortageStatus,
    /// When it was found.
    pub at: Timestamp,
}

#[derive(Insertable)]
#[diesel(table_name = schema::stock_shortages, treat_none_as_default_value = false)]
struct ShortageRow {
    network_id: NetworkId,
    id: StockShortageId,
    product_id: ProductId,
    brand_id: OrganizationId,
    order_id: OrderId,
    order_line_id: OrderLineId,
    pieces: i64,
    status: ShortageStatus,
    at: Timestamp,
    told_at: Option<Timestamp>,
    closed_at: Option<Timestamp>,
}

macro_rules! shortage {
    () => {
        (
            s::id,
            s::product_id,
            s::brand_id,
            s::order_id,
            s::order_line_id,
            s::pieces,
            s::status,
            s::at,
        )
    };
}

/// Keeps what lines of orders were short of: how many pieces each.
///
/// # Errors
/// Only what the database answers.
pub(super) fn insert(tx: &mut NetworkTx<'_>, short: &[(Wanted, i64)], at: Timestamp) -> Result<()> {
    let network_id = tx.network();
    let rows: Vec<ShortageRow> = short
        .iter()
        .map(|(one, pieces)| ShortageRow {
            network_id,
            id: StockShortageId::new(),
            product_id: one.product,
            brand_id: one.brand,
            order_id: one.order,
            order_line_id: one.line,
            pieces: *pieces,
            status: ShortageStatus::Open,
            at,
            told_at: None,
            closed_at: None,
        })
        .collect();
    insert_rows!(tx, stock_shortages, rows)?;
    Ok(())
}

/// Drops what a canceled order was short of.
///
/// # Errors
/// Only what the database answers.
pub(super) fn drop_of(tx: &mut NetworkTx<'_>, order: OrderId, at: Timestamp) -> Result<()> {
    tx.update(s::table, |target, conn| {
        let open = target.filter(s::order_id.eq(order)).filter(s::status.eq(ShortageStatus::Open));
        diesel::update(open)
            .set((s::status.eq(ShortageStatus::Dropped), s::closed_at.eq(at)))
            .execute(conn)
    })?;
    Ok(())
}

/// Shortages of some state, of one product where it is named; the oldest first.
///
/// # Errors
/// Only what the database answers.
pub fn find(
    tx: &mut impl Reads<s::table>,
    status: ShortageStatus,
    product: Option<ProductId>,
    limit: i64,
) -> Result<Vec<Shortage>> {
    Ok(tx.query(s::table, |mut rows, conn| {
        if let Some(product) = product {
            rows = rows.filter(s::product_id.eq(product));
        }
        rows.filter(s::status.eq(status)).order(s::id).limit(limit).select(shortage!()).load(conn)
    })?)
}

/// What was short of an order.
///
/// # Errors
/// Only what the database answers.
pub fn of_order(tx: &mut NetworkTx<'_>, order: OrderId) -> Result<Vec<Shortage>> {
    Ok(tx.query(s::table, |rows, conn| {
        rows.filter(s::order_id.eq(order)).order(s::id).select(shortage!()).load(conn)
    })?)
}

/// A shortage of the brand.
///
/// # Errors
/// `Missing`.
pub fn get(tx: &mut impl Reads<s::table>, id: StockShortageId) -> Result<Shortage> {
    Ok(tx.query(s::table, |rows, conn| rows.filter(s::id.eq(id)).select(shortage!()).first(conn))?)
}

/// A brand makes a shortage good from its stock, or says that nothing is missing any more.
///
/// # Errors
/// `Missing`; `Refused("stock-short")` while the pieces are not there; `Refused("shortage-state")`
/// for one that is closed.
pub fn close(
    tx: &mut OrgTx<'_>,
    me: &Member,
    id: StockShortageId,
    status: ShortageStatus,
    at: Timestamp,
) -> Result<Shortage> {
    let kept = get(tx, id)?;
    let count = tx.update(s::table, |target, conn| {
        let open = target.filter(s::id.eq(id)).filter(s::status.eq(ShortageStatus::Open));
        diesel::update(open).set((s::status.eq(status), s::closed_at.eq(at))).execute(conn)
    })?;
    if count == 0 {
        return Err(Error::Refused("shortage-state"));
    }
    if status == ShortageStatus::Settled {
        if !stock::add(tx, kept.product, -kept.pieces)? {
            return Err(Error::Refused("stock-short"));
        }
        let one = Wanted {
            order: kept.order,
            line: kept.line,
            product: kept.product,
            brand: kept.brand,
            pieces: kept.pieces,
            reserve: false,
        };
        let mut row = stock::moved_by(tx.network(), &one, MovementKind::Settled, -kept.pieces, at);
        row.membership_id = Some(me.membership);
        insert_rows!(tx, stock_movements, [row])?;
    }
    let act = Act { kind: "stock.shortage", after: Some(status.as_str()), ..Act::default() };
    audit::insert(tx, Some(me), at, id, &act)?;
    Ok(Shortage { status, ..kept })
}

/// Shortages that their brands have not been told of, which are told from now on.
///
/// # Errors
/// Only what the database answers.
pub fn tell(tx: &mut NetworkTx<'_>, at: Timestamp) -> Result<Vec<Shortage>> {
    let untold: Vec<Shortage> = tx.query(s::table, |rows, conn| {
        rows.filter(s::told_at.is_null()).order(s::id).limit(1_000).select(shortage!()).load(conn)
    })?;
    let ids: Vec<StockShortageId> = untold.iter().map(|one| one.id).collect();
    if !ids.is_empty() {
        tx.update(s::table, |target, conn| {
            diesel::update(target.filter(s::id.among(ids))).set(s::told_at.eq(at)).execute(conn)
        })?;
    }
    Ok(untold.into_iter().filter(|one| one.status == ShortageStatus::Open).collect())
}
