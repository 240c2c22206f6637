//! Commission rows: inserted, confirmed, never edited in their amounts.

use diesel::dsl::not;
use diesel::prelude::*;
use domain::commissions::commission::CommissionStatus;
use domain::commissions::freeze::Frozen;
use domain::commissions::reject::RejectReason;
use domain::commissions::standing::{Facts, Standing, emptied};
use domain::commissions::tax::{Tax, TaxClass};
use domain::id::{
    CommissionId, CommissionRuleId, EntryId, LinkId, OrderId, OrderLineId, OrganizationId, PlanId,
    ProductId,
};
use domain::orders::line::LineStatus;
use domain::time::Timestamp;
use domain::{Currency, Money, Rate, Result};
use schema::{commissions as t, order_lines as l, orders as o};

pub(crate) use crate::commissions::row::{NewCommission, count_from};
use crate::orders::order::Line;
use crate::rows::Among;
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
    /// When the order was placed, or refunded; the beginning of the first open month where that month
    /// was closed already.
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
    /// The closed month that it belongs to although it counts from a later one on: `2026-10`.
    pub belongs_to: Option<String>,
    /// What all partners have of it together, in smallest units.
    pub partner_minor: i64,
    pub(crate) tax_class: TaxClass,
    pub(crate) tax_rate: Rate,
    pub(crate) tax_credit: Rate,
    pub(crate) tax_minor: i64,
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
            partners: money(self.partner_minor),
        }
    }

    /// Whether the row takes back: what gives again what was taken back does not.
    pub fn takes_back(&self) -> bool {
        self.reverses_id.is_some() && self.base_minor <= 0
    }

    /// The one word for it, by its line.
    pub(crate) fn standing(&self, now: Now) -> Standing {
        now.facts(self.status, self.takes_back()).standing()
    }

    /// The one word for it, by its line.
    ///
    /// # Errors
    /// `Broken` on overflow.
    pub fn standing_on(&self, line: &Line) -> Result<Standing> {
        let emptied = emptied(line.base()?, line.refunded(), line.status);
        let rejected = line.rejected_for.is_some();
        Ok(self.standing(Now { held: line.held, emptied, rejected }))
    }

    /// How the KOL's part is taxed.
    pub fn tax(&self) -> Tax {
        Tax { class: self.tax_class, rate: self.tax_rate, credit: self.tax_credit }
    }

    /// The tax inside the KOL's part.
    pub fn tax_amount(&self) -> Money {
        Money::new(self.tax_minor, self.currency)
    }
}

/// A commission with the one word for it.
#[derive(Debug, Clone)]
pub struct Seen {
    /// The commission.
    pub row: Commission,
    /// Where it stands.
    pub standing: Standing,
    /// Why staff rejected it, and what the KOL reads about it.
    pub rejected: Option<(RejectReason, String)>,
}

/// What a line says about its commission: whether it waits, where it stands, pieces, price,
/// discount, what was given back, why it is rejected.
pub(crate) type LineNow = (bool, LineStatus, i64, i64, i64, i64, Option<RejectReason>);

/// What a commission's word depends on beside itself.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Now {
    held: bool,
    emptied: bool,
    rejected: bool,
}

impl Now {
    /// Of a line and its currency.
    pub(crate) fn of(line: LineNow, currency: Currency) -> Result<Self> {
        let (held, status, quantity, price, discount, refunded, why) = line;
        let money = |minor| Money::new(minor, currency);
        let paid = money(price).times(quantity)?.minus(money(discount))?;
        let emptied = emptied(paid, money(refunded), status);
        Ok(Self { held, emptied, rejected: why.is_some() })
    }

    /// With a row's own facts.
    pub(crate) const fn facts(self, status: CommissionStatus, takes_back: bool) -> Facts {
        let Self { held, emptied, rejected } = self;
        Facts { status, takes_back, held, emptied, rejected }
    }
}

fn seen((row, line, text): (Commission, LineNow, Option<String>)) -> Result<Seen> {
    let standing = row.standing(Now::of(line, row.currency)?);
    let rejected = line.6.map(|why| (why, text.unwrap_or_default()));
    Ok(Seen { row, standing, rejected: rejected.filter(|_| standing == Standing::Rejected) })
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
    /// Those that stand so.
    pub standing: Option<Standing>,
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
            t::belongs_to,
            t::partner_minor,
            t::tax_class,
            t::tax_ppm,
            t::credit_ppm,
            t::tax_minor,
        )
    };
}

// The conditions of `domain::commissions::standing`, in SQL.
macro_rules! taken_back {
    () => {
        t::reverses_id.is_not_null().and(t::base_minor.le(0))
    };
}
macro_rules! waits {
    ($is:literal) => {
        l::held.eq($is)
    };
}
macro_rules! given_back {
    () => {{
        let paid = || l::quantity * l::unit_price_minor - l::discount_minor;
        let over = [
            LineStatus::RefundedFull,
            LineStatus::Canceled,
            LineStatus::Chargeback,
            LineStatus::ChargebackLost,
        ];
        paid().ne(0).and(l::refunded_minor.eq(paid())).or(paid().eq(0).and(l::status.among(over)))
    }};
}

macro_rules! line_columns {
    () => {
        (
            l::held,
            l::status,
            l::quantity,
            l::unit_price_minor,
            l::discount_minor,
            l::refunded_minor,
            l::rejected_for,
        )
    };
}
// What is still open, in one status.
macro_rules! open {
    ($rows:expr, $status:expr) => {
        $rows
            .filter(not(taken_back!()))
            .filter(l::rejected_for.is_null())
            .filter(waits!(false))
            .filter(not(given_back!()))
            .filter(t::status.eq($status))
    };
}
// What `Standing` says of a row, as conditions.
macro_rules! standing_so {
    ($rows:expr, $standing:expr) => {
        match $standing {
            Standing::Reversed => {
                let over = l::rejected_for.is_null().and(waits!(false)).and(given_back!());
                $rows.filter(taken_back!().or(over))
            }
            Standing::Rejected => {
                $rows.filter(not(taken_back!())).filter(l::rejected_for.is_not_null())
            }
            Standing::Held => $rows
                .filter(not(taken_back!()))
                .filter(l::rejected_for.is_null())
                .filter(waits!(true)),
            Standing::Estimated => open!($rows, CommissionStatus::Estimated),
            Standing::Confirmed => open!($rows, CommissionStatus::Confirmed),
        }
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
        rows.filter(t::id.among(ids.to_vec())).order(t::id).select(columns!()).load(conn)
    })?)
}

/// The commissions of some orders and what was taken back of them, oldest first.
///
/// # Errors
/// Only what the database answers.
pub fn find(tx: &mut impl Reads<t::table>, orders: &[OrderId]) -> Result<Vec<Commission>> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::order_id.among(orders.to_vec())).order(t::id).select(columns!()).load(conn)
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
) -> Result<Vec<Seen>> {
    let network = tx.network();
    let rows: Vec<(Commission, LineNow, Option<String>)> = tx.query(t::table, |rows, conn| {
        let line = l::table.on(l::network_id.eq(t::network_id).and(l::id.eq(t::order_line_id)));
        let mut rows = rows.inner_join(line);
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
        if let Some(standing) = filter.standing {
            rows = standing_so!(rows, standing);
        }
        rows.order((t::earned_at.desc(), t::id.desc()))
            .limit(limit)
            .select((columns!(), line_columns!(), l::rejected_text))
            .load(conn)
    })?;
    rows.into_iter().map(seen).collect()
}
