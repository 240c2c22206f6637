//! Fixed fees beside commissions: agreed once, posted when their day comes.

use chrono_tz::Tz;
use diesel::prelude::*;
use domain::access::{Member, OrganizationKind};
use domain::commissions::fee::{FeeAct, FeeFields, FeeKind, FeeStatus, Sold, worth};
use domain::commissions::ladder::Ladder;
use domain::commissions::tax::{Tax, TaxClass};
use domain::id::{FeeId, MembershipId, OrganizationId, ProductId};
use domain::ledger::account::AccountCode;
use domain::ledger::entry::{Entry, EntryKind, Transfer};
use domain::orders::line::LineStatus;
use domain::time::Timestamp;
use domain::{Currency, Error, Money, Rate, Result};
use schema::{commissions as c, fees as t, order_lines as l};

use crate::commissions::rule;
use crate::conn::CountByStatus;
use crate::ledger;
use crate::platform::audit::{self, Act};
use crate::rows::{Among, grouped, total};
use crate::scope::{InNetwork, NetworkTx, Reads};

/// A fee between a brand and a KOL.
#[derive(Debug, Clone, Queryable)]
pub struct Fee {
    /// Its id.
    pub id: FeeId,
    /// What it is for.
    pub kind: FeeKind,
    /// Who earns it.
    pub kol_id: OrganizationId,
    /// Who owes it.
    pub brand_id: OrganizationId,
    /// The product whose sales count; all of the brand's when none.
    pub product_id: Option<ProductId>,
    /// What both sides call it.
    pub title: String,
    pub(super) amount_minor: i64,
    pub(super) ladder: String,
    pub(super) currency: Currency,
    /// The first moment of its period.
    pub starts_at: Timestamp,
    /// When it falls due: a day's first moment, or the first one after the period.
    pub due_at: Timestamp,
    /// Where it stands.
    pub status: FeeStatus,
    /// Why it was canceled.
    pub note: Option<String>,
    /// Who agreed it for the network.
    pub maker_id: MembershipId,
    pub(super) earned_minor: i64,
    /// Pieces that were sold in the period, once it was reckoned.
    pub units: Option<i64>,
    /// Counts its changes.
    pub version: i64,
    /// When it was agreed.
    pub agreed_at: Timestamp,
    /// When it was changed last.
    pub updated_at: Timestamp,
    pub(super) tax_class: TaxClass,
    pub(super) tax_rate: Rate,
    pub(super) tax_credit: Rate,
    pub(super) tax_minor: i64,
}

impl Fee {
    /// The fee, or the guaranteed amount; nothing for a bonus.
    pub fn amount(&self) -> Money {
        Money::new(self.amount_minor, self.currency)
    }
    /// What was posted; nothing before it was earned.
    pub fn earned(&self) -> Money {
        Money::new(self.earned_minor, self.currency)
    }
    /// How it is taxed, frozen when it was earned.
    pub fn tax(&self) -> Tax {
        Tax { class: self.tax_class, rate: self.tax_rate, credit: self.tax_credit }
    }
    /// The tax inside what was posted.
    pub fn tax_amount(&self) -> Money {
        Money::new(self.tax_minor, self.currency)
    }
    /// A bonus's steps.
    ///
    /// # Errors
    /// `Broken` for a column that holds none.
    pub fn ladder(&self) -> Result<Ladder> {
        self.ladder.parse().map_err(|_| Error::Broken(format!("fee {}: ladder", self.id)))
    }
}

/// What to look for, newest first. Set `limit`.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// In one of these states; all when empty.
    pub statuses: Vec<FeeStatus>,
    /// Earned by this KOL.
    pub kol: Option<OrganizationId>,
    /// Owed by this brand.
    pub brand: Option<OrganizationId>,
    /// Due from one moment (inclusive) to another (exclusive).
    pub span: Option<(Timestamp, Timestamp)>,
    /// After the last one of the page before.
    pub after: Option<FeeId>,
    /// How many at most.
    pub limit: i64,
}

/// What fees came to between a KOL and a brand, in one currency.
pub type Sum = (OrganizationId, OrganizationId, Currency, i64);

macro_rules! columns {
    () => {
        (
            t::id,
            t::kind,
            t::kol_id,
            t::brand_id,
            t::product_id,
            t::title,
            t::amount_minor,
            t::ladder,
            t::currency,
            t::starts_at,
            t::due_at,
            t::status,
            t::note,
            t::maker_id,
            t::earned_minor,
            t::units,
            t::version,
            t::agreed_at,
            t::updated_at,
            t::tax_class,
            t::tax_ppm,
            t::credit_ppm,
            t::tax_minor,
        )
    };
}

/// A fee that the scope sees.
///
/// # Errors
/// `Missing`.
pub fn get(tx: &mut impl Reads<t::table>, id: FeeId) -> Result<Fee> {
    Ok(tx.query(t::table, |rows, conn| rows.filter(t::id.eq(id)).select(columns!()).first(conn))?)
}

/// One page of what is looked for, newest first.
///
/// # Errors
/// Only what the database answers.
pub fn page(tx: &mut impl Reads<t::table>, search: &Search) -> Result<Vec<Fee>> {
    Ok(tx.query(t::table, |mut rows, conn| {
        if !search.statuses.is_empty() {
            rows = rows.filter(t::status.among(search.statuses.clone()));
        }
        if let Some(kol) = search.kol {
            rows = rows.filter(t::kol_id.eq(kol));
        }
        if let Some(brand) = search.brand {
            rows = rows.filter(t::brand_id.eq(brand));
        }
        if let Some((from, to)) = search.span {
            rows = rows.filter(t::due_at.ge(from)).filter(t::due_at.lt(to));
        }
        if let Some(after) = search.after {
            rows = rows.filter(t::id.lt(after));
        }
        rows.order(t::id.desc()).limit(search.limit).select(columns!()).load(conn)
    })?)
}

/// How many fees stand where; states without any are absent.
///
/// # Errors
/// Only what the database answers.
pub fn counts(tx: &mut impl Reads<t::table>) -> Result<Vec<(FeeStatus, i64)>> {
    Ok(tx.query(t::table, |rows, conn| CountByStatus(rows.select(t::status)).load(conn))?)
}

/// What earned fees came to, by KOL and brand; of all time without a span.
///
/// # Errors
/// Only what the database answers.
pub fn sums(
    tx: &mut impl Reads<t::table>,
    span: Option<(Timestamp, Timestamp)>,
) -> Result<Vec<Sum>> {
    Ok(tx.query(t::table, |rows, conn| {
        let mut rows = rows.filter(t::status.eq(FeeStatus::Earned));
        if let Some((from, to)) = span {
            rows = rows.filter(t::due_at.ge(from)).filter(t::due_at.lt(to));
        }
        let sums = rows.select((t::kol_id, t::brand_id, t::currency, total(t::earned_minor)));
        grouped(3, sums).load(conn)
    })?)
}

/// A member agrees a fee for a brand and a KOL.
///
/// # Errors
/// Only what the database answers.
pub fn insert(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    fields: &FeeFields,
    at: Timestamp,
) -> Result<Fee> {
    let id = FeeId::new();
    tx.insert(t::table, |into, stamp, conn| {
        into.values((
            stamp,
            (t::id.eq(id), t::kind.eq(fields.kind), t::kol_id.eq(fields.kol)),
            (t::brand_id.eq(fields.brand), t::product_id.eq(fields.product)),
            (t::title.eq(&fields.title), t::amount_minor.eq(fields.amount.minor())),
            (t::ladder.eq(fields.ladder.to_string()), t::currency.eq(fields.amount.currency())),
            (t::starts_at.eq(fields.starts_at), t::due_at.eq(fields.due_at)),
            (t::status.eq(FeeStatus::Agreed), t::maker_id.eq(me.membership)),
            (t::earned_minor.eq(0), t::version.eq(1), t::agreed_at.eq(at), t::updated_at.eq(at)),
        ))
        .execute(conn)
    })?;
    let after = Some(FeeStatus::Agreed.as_str());
    audit::insert(tx, Some(me), at, id, &Act { kind: "fee.agree", after, ..Act::default() })?;
    get(tx, id)
}

/// A member cancels a fee that is not earned yet.
///
/// # Errors
/// `Refused("fee-state")`, `Stale`.
pub fn apply(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    before: &Fee,
    act: FeeAct,
    note: &str,
    at: Timestamp,
) -> Result<Fee> {
    // The others are the clock's.
    if act != FeeAct::Cancel {
        return Err(Error::Forbidden);
    }
    let next = Fee { note: Some(note.to_owned()), ..before.clone() };
    save(tx, Some(me), before, next, act, at)
}

/// Posts up to `limit` fees that fell due and answers them: none is left when that is less. How its
/// KOL is taxed on the day that it fell due, on the network's clock, is frozen with each.
///
/// # Errors
/// `Stale` when another worker posted some of them in between.
pub fn earn_due(tx: &mut NetworkTx<'_>, zone: Tz, at: Timestamp, limit: i64) -> Result<Vec<Fee>> {
    let due: Vec<Fee> = tx.query(t::table, |rows, conn| {
        rows.filter(t::status.eq(FeeStatus::Agreed))
            .filter(t::due_at.le(at))
            .order((t::due_at, t::id))
            .limit(limit)
            .select(columns!())
            .load(conn)
    })?;
    let mut changed = Vec::with_capacity(due.len());
    let payees = if due.is_empty() { None } else { Some(rule::book(tx)?.payees) };
    for fee in due {
        let sold = if fee.kind.has_period() { Some(sold(tx, &fee)?) } else { None };
        let parts = worth(fee.kind, fee.amount(), &fee.ladder()?, sold.unwrap_or_default());
        let earned = post(tx, &fee, &parts, at)?;
        let act = if parts.is_empty() { FeeAct::Lapse } else { FeeAct::Earn };
        let units = sold.map(|sold| sold.units);
        let mut next = Fee { earned_minor: earned.minor(), units, ..fee.clone() };
        if let (FeeAct::Earn, Some(payees)) = (act, &payees) {
            let tax = payees.tax(fee.kol_id, fee.due_at, zone);
            (next.tax_class, next.tax_rate, next.tax_credit) = (tax.class, tax.rate, tax.credit);
            next.tax_minor = tax.within(earned).minor();
        }
        changed.push(save(tx, None, &fee, next, act, at)?);
    }
    Ok(changed)
}

/// What was sold in a fee's period.
fn sold(tx: &mut NetworkTx<'_>, fee: &Fee) -> Result<Sold> {
    let narrow = |rows: c::BoxedQuery<'static, crate::conn::MultiBackend>| {
        let rows = rows
            .filter(c::kol_id.eq(fee.kol_id))
            .filter(c::brand_id.eq(fee.brand_id))
            .filter(c::earned_at.ge(fee.starts_at))
            .filter(c::earned_at.lt(fee.due_at));
        match fee.product_id {
            Some(product) => rows.filter(c::product_id.eq(product)),
            None => rows,
        }
    };
    let commissions: Vec<(OrganizationId, i64)> = tx.query(c::table, |rows, conn| {
        let sums = narrow(rows).filter(c::currency.eq(fee.currency));
        grouped(1, sums.select((c::kol_id, total(c::kol_minor)))).load(conn)
    })?;
    let units: Vec<(OrganizationId, i64)> = tx.query(c::table, |rows, conn| {
        let line = l::table.on(l::network_id.eq(c::network_id).and(l::id.eq(c::order_line_id)));
        let sums = narrow(rows)
            .filter(c::reverses_id.is_null())
            .inner_join(line)
            .filter(l::status.none_of([LineStatus::Canceled, LineStatus::RefundedFull]))
            .filter(l::rejected_for.is_null())
            .select((c::kol_id, total(l::quantity)));
        grouped(1, sums).load(conn)
    })?;
    let first = |rows: &[(OrganizationId, i64)]| rows.first().map_or(0, |row| row.1);
    Ok(Sold { units: first(&units), commission_minor: first(&commissions) })
}

fn post(
    tx: &mut NetworkTx<'_>,
    fee: &Fee,
    parts: &[(String, Money)],
    at: Timestamp,
) -> Result<Money> {
    let mut sum = Money::zero(fee.currency);
    if !parts.is_empty() {
        let currencies = [fee.currency];
        ledger::account::open_for(tx, OrganizationKind::Kol, fee.kol_id, &currencies)?;
        ledger::account::open_for(tx, OrganizationKind::Brand, fee.brand_id, &currencies)?;
    }
    for (suffix, amount) in parts {
        let owed = AccountCode::ReceivableBrand(fee.brand_id);
        let credit = AccountCode::KolAvailable(fee.kol_id);
        let moves = vec![Transfer { debit: owed, credit, amount: *amount }];
        let key = format!("fee:{}{suffix}", fee.id);
        let entry = Entry::new(key, EntryKind::FeeEarned, fee.id, fee.due_at, moves)?;
        ledger::entry::insert(tx, &entry, at)?;
        sum = sum.plus(*amount)?;
    }
    Ok(sum)
}

fn save(
    tx: &mut NetworkTx<'_>,
    me: Option<&Member>,
    before: &Fee,
    next: Fee,
    act: FeeAct,
    at: Timestamp,
) -> Result<Fee> {
    let status = before.status.after(act)?;
    let next = Fee { status, version: before.version + 1, updated_at: at, ..next };
    let rows = tx.update(t::table, |target, conn| {
        diesel::update(target.filter(t::id.eq(before.id)).filter(t::version.eq(before.version)))
            .set((
                t::status.eq(next.status),
                t::note.eq(&next.note),
                t::earned_minor.eq(next.earned_minor),
                t::units.eq(next.units),
                (t::tax_class.eq(next.tax_class), t::tax_ppm.eq(next.tax_rate)),
                (t::credit_ppm.eq(next.tax_credit), t::tax_minor.eq(next.tax_minor)),
                t::version.eq(next.version),
                t::updated_at.eq(next.updated_at),
            ))
            .execute(conn)
    })?;
    if rows != 1 {
        return Err(Error::Stale);
    }
    let kind = format!("fee.{}", act.as_str());
    let (was, is) = (Some(before.status.as_str()), Some(status.as_str()));
    let reason = next.note.as_deref();
    audit::insert(tx, me, at, before.id, &Act { kind: &kind, before: was, after: is, reason })?;
    Ok(next)
}
