//! What organizations say of their tax: each statement a row from a day on, none edited.

use diesel::prelude::*;
use domain::access::Member;
use domain::commissions::fee::FeeStatus;
use domain::commissions::tax::{Tax, TaxClass, TaxFields};
use domain::id::{OrganizationId, TaxStatusId};
use domain::time::Timestamp;
use domain::{Currency, Money, Rate, Result};
use schema::{commission_parts as p, commissions as c, fees as f, tax_statuses as t};

use crate::commissions::rule;
use crate::platform::audit::{self, Act};
use crate::rows::{grouped, total};
use crate::scope::{InNetwork, NetworkTx, Reads};

/// A statement.
#[derive(Debug, Clone, Queryable)]
pub struct TaxStatus {
    /// Its id.
    pub id: TaxStatusId,
    /// Whose tax.
    pub organization_id: OrganizationId,
    /// How what it earns is taxed.
    pub class: TaxClass,
    /// Its registration number.
    pub number: Option<String>,
    /// From when on.
    pub valid_from: Timestamp,
    /// When it was said.
    pub created_at: Timestamp,
}

macro_rules! columns {
    () => {
        (t::id, t::organization_id, t::class, t::number, t::valid_from, t::created_at)
    };
}

/// What an organization said, the one for the latest day first.
///
/// # Errors
/// Only what the database answers.
pub fn find(tx: &mut impl Reads<t::table>, organization: OrganizationId) -> Result<Vec<TaxStatus>> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::organization_id.eq(organization))
            .order((t::valid_from.desc(), t::id.desc()))
            .select(columns!())
            .load(conn)
    })?)
}

/// What all organizations said: by day, then by when it was said.
pub(crate) fn all(tx: &mut NetworkTx<'_>) -> Result<Vec<(OrganizationId, Timestamp, TaxClass)>> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.order((t::valid_from, t::id))
            .select((t::organization_id, t::valid_from, t::class))
            .load(conn)
    })?)
}

/// What was earned under one class, rate and deduction in one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClassSum {
    /// How it is taxed.
    pub tax: Tax,
    /// The amount with its tax.
    pub amount: Money,
}

type ClassRow = (TaxClass, Rate, Rate, Currency, i64);

fn sums(rows: Vec<ClassRow>) -> Vec<ClassSum> {
    let sum = |(class, rate, credit, currency, minor)| ClassSum {
        tax: Tax { class, rate, credit },
        amount: Money::new(minor, currency),
    };
    let mut sums: Vec<ClassSum> = rows.into_iter().map(sum).collect();
    sums.sort_by_key(|sum| (sum.amount.currency(), sum.tax.class, -sum.tax.credit.ppm()));
    sums
}

/// Sums of two sorts together: a class is one, whatever it was earned with.
fn together(rows: Vec<ClassRow>, more: Vec<ClassRow>) -> Vec<ClassRow> {
    let mut all = rows;
    for (class, rate, credit, currency, minor) in more {
        let same =
            |row: &&mut ClassRow| (row.0, row.1, row.2, row.3) == (class, rate, credit, currency);
        match all.iter_mut().find(same) {
            Some(row) => row.4 = row.4.saturating_add(minor),
            None => all.push((class, rate, credit, currency, minor)),
        }
    }
    all
}

/// What KOLs earned from one moment (inclusive) to another (exclusive), commissions and fees, by how it
/// is taxed.
///
/// # Errors
/// Only what the database answers.
pub fn by_class(
    tx: &mut (impl Reads<c::table> + Reads<f::table>),
    (from, to): (Timestamp, Timestamp),
) -> Result<Vec<ClassSum>> {
    let rows: Vec<ClassRow> = tx.query(c::table, |rows, conn| {
        let rows = rows.filter(c::earned_at.ge(from)).filter(c::earned_at.lt(to));
        let columns = (c::tax_class, c::tax_ppm, c::credit_ppm, c::currency, total(c::kol_minor));
        grouped(4, rows.select(columns)).load(conn)
    })?;
    let fees: Vec<ClassRow> = tx.query(f::table, |rows, conn| {
        let rows = rows
            .filter(f::status.eq(FeeStatus::Earned))
            .filter(f::due_at.ge(from))
            .filter(f::due_at.lt(to));
        let columns =
            (f::tax_class, f::tax_ppm, f::credit_ppm, f::currency, total(f::earned_minor));
        grouped(4, rows.select(columns)).load(conn)
    })?;
    Ok(sums(together(rows, fees)))
}

/// What a payee's parts of others' commissions came to, likewise.
///
/// # Errors
/// Only what the database answers.
pub fn parts_by_class(
    tx: &mut impl Reads<p::table>,
    payee: OrganizationId,
    (from, to): (Timestamp, Timestamp),
) -> Result<Vec<ClassSum>> {
    let rows: Vec<ClassRow> = tx.query(p::table, |rows, conn| {
        let rows = rows
            .filter(p::payee_id.eq(payee))
            .filter(p::earned_at.ge(from))
            .filter(p::earned_at.lt(to));
        let columns =
            (p::tax_class, p::tax_ppm, p::credit_ppm, p::currency, total(p::amount_minor));
        grouped(4, rows.select(columns)).load(conn)
    })?;
    Ok(sums(rows))
}

/// The own organization says how it is taxed.
///
/// # Errors
/// Only what the database answers.
pub fn insert(
    tx: &mut impl InNetwork,
    me: &Member,
    fields: &TaxFields,
    at: Timestamp,
) -> Result<TaxStatusId> {
    rule::turn(tx)?;
    let id = TaxStatusId::new();
    let number = fields.number.as_ref().map(ToString::to_string);
    tx.insert(t::table, |into, stamp, conn| {
        into.values((
            stamp,
            t::id.eq(id),
            t::organization_id.eq(me.organization),
            t::class.eq(fields.class),
            t::number.eq(&number),
            t::valid_from.eq(fields.valid_from),
            t::membership_id.eq(me.membership),
            t::created_at.eq(at),
        ))
        .execute(conn)
    })?;
    let after = Some(fields.class.as_str());
    let act = Act { kind: "tax.declare", after, reason: number.as_deref(), ..Act::default() };
    audit::insert(tx, Some(me), at, id, &act)?;
    Ok(id)
}
