//! Rates of exchange, and amounts that were exchanged by them. Both only grow.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::access::Member;
use domain::id::{EntryId, FxConversionId, FxRateId, MembershipId, OrganizationId};
use domain::ledger::fx::{NewRate, Quote, day};
use domain::time::Timestamp;
use domain::{Currency, Error, Money, Result};
use schema::{fx_conversions as c, fx_rates as t};

use crate::platform::audit;
use crate::rows::Among;
use crate::scope::{InNetwork, NetworkTx, Reads};

/// A rate as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FxRate {
    /// Its id.
    pub id: FxRateId,
    /// The rate.
    pub quote: Quote,
    /// Who said so.
    pub source: String,
    /// The day from which on it is used.
    pub effective_on: NaiveDate,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// By whom.
    pub recorded_by: MembershipId,
}

/// An amount that was exchanged: two entries joined by a rate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conversion {
    /// Its id.
    pub id: FxConversionId,
    /// The caller's key.
    pub key: String,
    /// Whose money.
    pub payee: OrganizationId,
    /// The rate.
    pub rate: FxRateId,
    /// What was given.
    pub sold: Money,
    /// The entry that took it.
    pub sold_entry: EntryId,
    /// What was got.
    pub bought: Money,
    /// The entry that gave it.
    pub bought_entry: EntryId,
    /// When.
    pub converted_at: Timestamp,
}

type RateColumns =
    (FxRateId, Currency, Currency, i64, i64, String, String, Timestamp, MembershipId);

#[allow(clippy::type_complexity)]
fn rate_columns() -> (
    t::id,
    t::base,
    t::quote,
    t::units,
    t::rate_e8,
    t::source,
    t::effective_on,
    t::recorded_at,
    t::recorded_by,
) {
    (
        t::id,
        t::base,
        t::quote,
        t::units,
        t::rate_e8,
        t::source,
        t::effective_on,
        t::recorded_at,
        t::recorded_by,
    )
}

fn read(
    (id, base, quote, units, rate_e8, source, effective_on, recorded_at, recorded_by): RateColumns,
) -> Result<FxRate> {
    let effective_on =
        day(&effective_on).ok_or_else(|| Error::Broken(format!("rate {id}: day")))?;
    let quote = Quote { base, quote, units, rate_e8 };
    Ok(FxRate { id, quote, source, effective_on, recorded_at, recorded_by })
}

/// Keeps a rate; a corrected one for the same day is a further row.
///
/// # Errors
/// Only what the database answers.
pub fn insert(tx: &mut NetworkTx<'_>, me: &Member, new: &NewRate, at: Timestamp) -> Result<FxRate> {
    let rate = FxRate {
        id: FxRateId::new(),
        quote: new.quote,
        source: new.source.clone(),
        effective_on: new.effective_on,
        recorded_at: at,
        recorded_by: me.membership,
    };
    tx.insert(t::table, |into, stamp, conn| {
        into.values((
            stamp,
            t::id.eq(rate.id),
            t::base.eq(rate.quote.base),
            t::quote.eq(rate.quote.quote),
            t::units.eq(rate.quote.units),
            t::rate_e8.eq(rate.quote.rate_e8),
            t::source.eq(&rate.source),
            t::effective_on.eq(rate.effective_on.to_string()),
            t::recorded_at.eq(at),
            t::recorded_by.eq(me.membership),
        ))
        .execute(conn)
    })?;
    let after = rate.quote.decimal();
    let act = audit::Act { kind: "fx.rate", after: Some(&after), ..audit::Act::default() };
    audit::insert(tx, Some(me), at, rate.id, &act)?;
    Ok(rate)
}

/// A rate.
///
/// # Errors
/// `Missing`.
pub fn get(tx: &mut NetworkTx<'_>, id: FxRateId) -> Result<FxRate> {
    read(tx.query(t::table, |rows, conn| {
        rows.filter(t::id.eq(id)).select(rate_columns()).first(conn)
    })?)
}

/// The rate between two currencies, quoted either way: the most recent one on or before a day; of one
/// day the one recorded last.
///
/// # Errors
/// `Refused("fx-no-rate")` when there is none.
pub fn lookup(
    tx: &mut NetworkTx<'_>,
    one: Currency,
    other: Currency,
    on: NaiveDate,
) -> Result<FxRate> {
    let mut latest: Option<FxRate> = None;
    for (base, quote) in [(one, other), (other, one)] {
        let found: Option<RateColumns> = tx.query(t::table, |rows, conn| {
            rows.filter(t::base.eq(base))
                .filter(t::quote.eq(quote))
                .filter(t::effective_on.le(on.to_string()))
                .order((t::effective_on.desc(), t::id.desc()))
                .select(rate_columns())
                .first(conn)
                .optional()
        })?;
        let Some(found) = found.map(read).transpose()? else { continue };
        let place = |rate: &FxRate| (rate.effective_on, rate.id);
        if latest.as_ref().is_none_or(|latest| place(latest) < place(&found)) {
            latest = Some(found);
        }
    }
    latest.ok_or(Error::Refused("fx-no-rate"))
}

/// Rates, latest recorded first, after one of them.
///
/// # Errors
/// Only what the database answers.
pub fn page(tx: &mut NetworkTx<'_>, after: Option<FxRateId>, limit: i64) -> Result<Vec<FxRate>> {
    let rows: Vec<RateColumns> = tx.query(t::table, |mut rows, conn| {
        if let Some(after) = after {
            rows = rows.filter(t::id.lt(after));
        }
        rows.order(t::id.desc()).limit(limit).select(rate_columns()).load(conn)
    })?;
    rows.into_iter().map(read).collect()
}

/// Keeps an exchange whose entries are posted, with its audit row.
///
/// # Errors
/// `Taken("entry-exists")` when its key is taken.
pub fn insert_conversion(tx: &mut NetworkTx<'_>, me: &Member, made: &Conversion) -> Result<()> {
    tx.insert(c::table, |into, stamp, conn| {
        into.values((
            stamp,
            c::id.eq(made.id),
            c::key.eq(&made.key),
            c::organization_id.eq(made.payee),
            c::rate_id.eq(made.rate),
            c::sold_minor.eq(made.sold.minor()),
            c::sold_currency.eq(made.sold.currency()),
            c::sold_entry_id.eq(made.sold_entry),
            c::bought_minor.eq(made.bought.minor()),
            c::bought_currency.eq(made.bought.currency()),
            c::bought_entry_id.eq(made.bought_entry),
            c::converted_at.eq(made.converted_at),
        ))
        .execute(conn)
    })?;
    let (before, after) = (made.sold.to_string(), made.bought.to_string());
    let act = audit::Act {
        kind: "fx.convert",
        before: Some(&before),
        after: Some(&after),
        ..audit::Act::default()
    };
    audit::insert(tx, Some(me), made.converted_at, made.id, &act)
}

/// An exchange by what it is known by.
#[derive(Debug, Clone, Copy)]
pub enum Known<'a> {
    /// Its id.
    Id(FxConversionId),
    /// The caller's key.
    Key(&'a str),
}

type ConversionColumns = (
    FxConversionId,
    String,
    OrganizationId,
    FxRateId,
    (i64, Currency, EntryId),
    (i64, Currency, EntryId),
    Timestamp,
);

#[allow(clippy::type_complexity)]
fn conversion_columns() -> (
    c::id,
    c::key,
    c::organization_id,
    c::rate_id,
    (c::sold_minor, c::sold_currency, c::sold_entry_id),
    (c::bought_minor, c::bought_currency, c::bought_entry_id),
    c::converted_at,
) {
    (
        c::id,
        c::key,
        c::organization_id,
        c::rate_id,
        (c::sold_minor, c::sold_currency, c::sold_entry_id),
        (c::bought_minor, c::bought_currency, c::bought_entry_id),
        c::converted_at,
    )
}

fn made((id, key, payee, rate, sold, bought, converted_at): ConversionColumns) -> Conversion {
    Conversion {
        id,
        key,
        payee,
        rate,
        sold: Money::new(sold.0, sold.1),
        sold_entry: sold.2,
        bought: Money::new(bought.0, bought.1),
        bought_entry: bought.2,
        converted_at,
    }
}

/// An exchange; none when there is no such.
///
/// # Errors
/// Only what the database answers.
pub fn find_conversion(tx: &mut NetworkTx<'_>, known: Known<'_>) -> Result<Option<Conversion>> {
    let found: Option<ConversionColumns> = tx.query(c::table, |rows, conn| {
        let rows = match known {
            Known::Id(id) => rows.filter(c::id.eq(id)),
            Known::Key(key) => rows.filter(c::key.eq(key.to_owned())),
        };
        rows.select(conversion_columns()).first(conn).optional()
    })?;
    Ok(found.map(made))
}

/// Exchanges, newest first, after one of them, each with its rate.
///
/// # Errors
/// Only what the database answers.
pub fn conversions(
    tx: &mut NetworkTx<'_>,
    after: Option<FxConversionId>,
    limit: i64,
) -> Result<Vec<(Conversion, FxRate)>> {
    let rows: Vec<ConversionColumns> = tx.query(c::table, |mut rows, conn| {
        if let Some(after) = after {
            rows = rows.filter(c::id.lt(after));
        }
        rows.order(c::id.desc()).limit(limit).select(conversion_columns()).load(conn)
    })?;
    let ids: Vec<FxRateId> = rows.iter().map(|row| row.3).collect();
    let found: Vec<RateColumns> = tx.query(t::table, |rows, conn| {
        rows.filter(t::id.among(ids)).select(rate_columns()).load(conn)
    })?;
    let mut rates = HashMap::with_capacity(found.len());
    for row in found {
        let rate = read(row)?;
        rates.insert(rate.id, rate);
    }
    rows.into_iter()
        .map(|row| {
            let one = made(row);
            let rate = rates.get(&one.rate).cloned();
            let rate = rate.ok_or_else(|| Error::Broken(format!("{}: no rate", one.id)))?;
            Ok((one, rate))
        })
        .collect()
}
