//! What a month's commissions come to by tracked link, for the pages of KOLs.

use diesel::prelude::*;
use domain::id::LinkId;
use domain::time::Timestamp;
use domain::{Currency, Result};
use schema::{commissions as t, orders as o};

use crate::rows::{count, grouped, total};
use crate::scope::Reads;

/// What a link brought in one currency, after refunds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LinkMonth {
    /// The link; none for sales that were found by a coupon alone.
    pub link: Option<LinkId>,
    /// The currency.
    pub currency: Currency,
    /// Lines that were sold.
    pub sold: i64,
    /// The KOL's part after refunds, in smallest units.
    pub kol_minor: i64,
}

/// What each link brought from one moment (inclusive) to another (exclusive).
///
/// # Errors
/// Only what the database answers.
pub fn by_link(
    tx: &mut impl Reads<t::table>,
    from: Timestamp,
    to: Timestamp,
) -> Result<Vec<LinkMonth>> {
    type Row = (Option<LinkId>, Currency, i64, i64, i64);
    let rows: Vec<Row> = tx.query(t::table, |rows, conn| {
        let order = o::table.on(o::network_id.eq(t::network_id).and(o::id.eq(t::order_id)));
        let sums = rows
            .filter(t::earned_at.ge(from))
            .filter(t::earned_at.lt(to))
            .inner_join(order)
            .select((
                o::link_id,
                t::currency,
                count(t::id),
                count(t::reverses_id),
                total(t::kol_minor),
            ));
        grouped(2, sums).load(conn)
    })?;
    let month = |(link, currency, all, taken_back, kol_minor)| LinkMonth {
        link,
        currency,
        sold: all - taken_back,
        kol_minor,
    };
    let mut months: Vec<LinkMonth> = rows.into_iter().map(month).collect();
    months.sort_by_key(|month| (month.currency, -month.kol_minor));
    Ok(months)
}
