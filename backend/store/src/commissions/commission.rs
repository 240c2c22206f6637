//! Commission rows: inserted, confirmed, never edited in their amounts.

use diesel::prelude::*;
use domain::commissions::commission::CommissionStatus;
use domain::commissions::freeze::Frozen;
use domain::id::{
    CommissionId, CommissionRuleId, EntryId, LinkId, NetworkId, OrderId, OrderLineId,
    OrganizationId, PlanId, ProductId,
};
use domain::time::Timestamp;
use domain::{Currency, Money, Rate, Result};
use schema::{commissions as t, orders as o};

use crate::scope::Reads;

/// A commission on a line of an order, or what a refund took back of one.
#[derive(Debug, Clone, Queryable)]
pub struct Commission {
    /// Its id.
    pub id: CommissionId,
    /// The order.
    pub order_id: OrderId,
    /// Its line.
    pub order_line_id: OrderLineId,
    /// What was sold.
    pub product_id: ProductId,
    /// Who owes it.
    pub brand_id: OrganizationId,
    /// Who earns it.
    pub kol_id: OrganizationId,
    /// The plan whose terms were frozen.
    pub plan_id: PlanId,
    /// The commission that it takes back, in part or whole; its amounts are negative then.
    pub reverses_id: Option<CommissionId>,
    /// The entry that posted it.
    pub entry_id: EntryId,
    /// The total commission's rate on the base.
    pub rate: Rate,
    /// The network's part of the total.
    pub share: Rate,
    /// What the rate was applied to, in smallest units.
    pub base_minor: i64,
    /// The KOL's part, in smallest units.
    pub kol_minor: i64,
    /// The network's part, in smallest units.
    pub network_minor: i64,
    /// The currency of its amounts.
    pub currency: Currency,
    /// Where it stands.
    pub status: CommissionStatus,
    /// When the order was placed, or refunded: the month that it belongs to.
    pub earned_at: Timestamp,
    /// From when on it can no longer be taken back, if that is known.
    pub payable_at: Option<Timestamp>,
    /// When it was written.
    pub recorded_at: Timestamp,
    /// The version of the rule that won; none where the plan's own terms hold.
    pub rule_id: Option<CommissionRuleId>,
    /// Days from delivery until it can no longer be taken back.
    pub holding_days: Option<i64>,
    /// The moment whose terms hold: the click's, else the order's.
    pub terms_at: Option<Timestamp>,
}

impl Commission {
    /// Its terms and amounts as the rules know them.
    pub fn frozen(&self) -> Frozen {
        let money = |minor| Money::new(minor, self.currency);
        Frozen {
            rate: self.rate,
            share: self.share,
            base: money(self.base_minor),
            kol: money(self.kol_minor),
            network: money(self.network_minor),
        }
    }
}

/// A row to write.
#[derive(Insertable)]
#[diesel(table_name = schema::commissions, treat_none_as_default_value = false)]
pub(crate) struct NewCommission {
    pub(crate) network_id: NetworkId,
    pub(crate) id: CommissionId,
    pub(crate) order_id: OrderId,
    pub(crate) order_line_id: OrderLineId,
    pub(crate) product_id: ProductId,
    pub(crate) brand_id: OrganizationId,
    pub(crate) kol_id: OrganizationId,
    pub(crate) plan_id: PlanId,
    pub(crate) reverses_id: Option<CommissionId>,
    pub(crate) entry_id: EntryId,
    pub(crate) rate_ppm: Rate,
    pub(crate) share_ppm: Rate,
    pub(crate) base_minor: i64,
    pub(crate) kol_minor: i64,
    pub(crate) network_minor: i64,
    pub(crate) currency: Currency,
    pub(crate) status: CommissionStatus,
    pub(crate) earned_at: Timestamp,
    pub(crate) payable_at: Option<Timestamp>,
    pub(crate) recorded_at: Timestamp,
    pub(crate) rule_id: Option<CommissionRuleId>,
    pub(crate) holding_days: Option<i64>,
    pub(crate) terms_at: Option<Timestamp>,
}

impl NewCommission {
    /// The row as it is read.
    pub(crate) fn read(self) -> Commission {
        Commission {
            id: self.id,
            order_id: self.order_id,
            order_line_id: self.order_line_id,
            product_id: self.product_id,
            brand_id: self.brand_id,
            kol_id: self.kol_id,
            plan_id: self.plan_id,
            reverses_id: self.reverses_id,
            entry_id: self.entry_id,
            rate: self.rate_ppm,
            share: self.share_ppm,
            base_minor: self.base_minor,
            kol_minor: self.kol_minor,
            network_minor: self.network_minor,
            currency: self.currency,
            status: self.status,
            earned_at: self.earned_at,
            payable_at: self.payable_at,
            recorded_at: self.recorded_at,
            rule_id: self.rule_id,
            holding_days: self.holding_days,
            terms_at: self.terms_at,
        }
    }
}

/// Which commissions a page shows.
#[derive(Debug, Clone, Copy, Default)]
pub struct Filter {
    /// Those of a KOL.
    pub kol: Option<OrganizationId>,
    /// Those of a brand.
    pub brand: Option<OrganizationId>,
    /// Those on a product.
    pub product: Option<ProductId>,
    /// Those of orders that came through a tracked link.
    pub link: Option<LinkId>,
    /// Those earned from one moment (inclusive) to another (exclusive).
    pub span: Option<(Timestamp, Timestamp)>,
    /// Those in one currency.
    pub currency: Option<Currency>,
    /// Those that stand there.
    pub status: Option<CommissionStatus>,
    /// What was taken back alone, or what was sold alone.
    pub reversals: Option<bool>,
}

macro_rules! columns {
    () => {
        (
            t::id,
            t::order_id,
            t::order_line_id,
            t::product_id,
            t::brand_id,
            t::kol_id,
            t::plan_id,
            t::reverses_id,
            t::entry_id,
            t::rate_ppm,
            t::share_ppm,
            t::base_minor,
            t::kol_minor,
            t::network_minor,
            t::currency,
            t::status,
            t::earned_at,
            t::payable_at,
            t::recorded_at,
            t::rule_id,
            t::holding_days,
            t::terms_at,
        )
    };
}

/// A commission that the scope sees.
///
/// # Errors
/// `Missing`.
pub fn get(tx: &mut impl Reads<t::table>, id: CommissionId) -> Result<Commission> {
    Ok(tx.query(t::table, |rows, conn| rows.filter(t::id.eq(id)).select(columns!()).first(conn))?)
}

/// The commissions of these ids that the scope sees, oldest first.
///
/// # Errors
/// Only what the database answers.
pub fn find_by_id(tx: &mut impl Reads<t::table>, ids: &[CommissionId]) -> Result<Vec<Commission>> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::id.eq_any(ids.to_vec())).order(t::id).select(columns!()).load(conn)
    })?)
}

/// The commissions of some orders and what was taken back of them, oldest first.
///
/// # Errors
/// Only what the database answers.
pub fn find(tx: &mut impl Reads<t::table>, orders: &[OrderId]) -> Result<Vec<Commission>> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::order_id.eq_any(orders.to_vec())).order(t::id).select(columns!()).load(conn)
    })?)
}

/// Commissions, latest first, after the one that the page before ended with. An organization sees
/// those that it is a party of.
///
/// # Errors
/// Only what the database answers.
pub fn page(
    tx: &mut impl Reads<t::table>,
    filter: &Filter,
    after: Option<(Timestamp, CommissionId)>,
    limit: i64,
) -> Result<Vec<Commission>> {
    let network = tx.network();
    Ok(tx.query(t::table, |mut rows, conn| {
        if let Some((earned_at, id)) = after {
            // The first condition is what the index is read by.
            rows = rows
                .filter(t::earned_at.le(earned_at))
                .filter(t::earned_at.lt(earned_at).or(t::id.lt(id)));
        }
        if let Some(kol) = filter.kol {
            rows = rows.filter(t::kol_id.eq(kol));
        }
        if let Some(brand) = filter.brand {
            rows = rows.filter(t::brand_id.eq(brand));
        }
        if let Some(product) = filter.product {
            rows = rows.filter(t::product_id.eq(product));
        }
        if let Some(currency) = filter.currency {
            rows = rows.filter(t::currency.eq(currency));
        }
        if let Some(status) = filter.status {
            rows = rows.filter(t::status.eq(status));
        }
        rows = match filter.reversals {
            Some(true) => rows.filter(t::reverses_id.is_not_null()),
            Some(false) => rows.filter(t::reverses_id.is_null()),
            None => rows,
        };
        if let Some(link) = filter.link {
            let orders = o::table.filter(o::network_id.eq(network)).filter(o::link_id.eq(link));
            rows = rows.filter(t::order_id.eq_any(orders.select(o::id)));
        }
        if let Some((from, to)) = filter.span {
            rows = rows.filter(t::earned_at.ge(from)).filter(t::earned_at.lt(to));
        }
        rows.order((t::earned_at.desc(), t::id.desc())).limit(limit).select(columns!()).load(conn)
    })?)
}
