//! KOLs whose payable is below nothing: how long, and what is done about it.

pub mod api;
pub mod pages;

use actix_web::web;
use domain::access::{Member, OrganizationKind, Permission};
use domain::commissions::debt::{DAYS_TO_COVER, Debt, DebtDraft, validate};
use domain::id::OrganizationId;
use domain::{Currency, Error, Locale, Money, Result, Timestamp};
use store::commissions::debt::{self, Decision};
use store::scope::NetworkTx;
use store::tenancy::organization;

use super::books::Books;
use crate::orders::names::Said;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    api::routes(config);
    pages::routes(config);
}

/// A debt as the list shows it.
#[derive(Debug, Clone)]
pub struct Line {
    /// The debt.
    pub debt: Debt,
    /// Whose.
    pub kol: Said,
    /// How much is owed.
    pub owed: Money,
    /// Whole days since it is below nothing.
    pub days: i64,
    /// Whether it may be invoiced or given up.
    pub is_ripe: bool,
    /// What was decided last.
    pub last: Option<Decision>,
}

impl Line {
    /// The number of the decision before, nothing without one.
    pub fn sequence(&self) -> i64 {
        self.last.as_ref().map_or(0, |last| last.sequence)
    }

    /// Whether somebody has to choose now.
    pub fn calls(&self, at: &Timestamp) -> bool {
        let waits = self.last.as_ref().and_then(|last| last.wait_until);
        self.is_ripe && waits.is_none_or(|until| until <= *at)
    }
}

/// A decision and the name of the KOL that it is about.
pub type Decided = (Decision, Said);

/// Every debt, the oldest first, and the latest decisions with the KOLs' names.
///
/// # Errors
/// `Forbidden`.
pub fn list(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    locale: Locale,
    at: Timestamp,
) -> Result<(Vec<Line>, Vec<Decided>)> {
    me.must(Permission::SeeMoney)?;
    let debts = debt::find(tx, None)?;
    let lines = lines(tx, locale, debts, at)?;
    let decisions = debt::page(tx, None)?;
    let kols = decisions.iter().map(|one| one.kol_id).collect();
    let names = tx.called(locale, kols, Vec::new())?;
    let named = |one: Decision| {
        let name = names.party(one.kol_id);
        (one, name)
    };
    Ok((lines, decisions.into_iter().map(named).collect()))
}

fn lines(
    tx: &mut NetworkTx<'_>,
    locale: Locale,
    debts: Vec<Debt>,
    at: Timestamp,
) -> Result<Vec<Line>> {
    let kols: Vec<OrganizationId> = debts.iter().map(|debt| debt.kol).collect();
    let mut latest = debt::latest(tx, &kols)?;
    let names = tx.called(locale, kols, Vec::new())?;
    debts
        .into_iter()
        .map(|debt| {
            let owed = debt.owed()?;
            Ok(Line {
                kol: names.party(debt.kol),
                owed,
                days: debt.days(at),
                is_ripe: debt.days(at) >= DAYS_TO_COVER,
                last: latest.remove(&(debt.kol, owed.currency())),
                debt,
            })
        })
        .collect()
}

/// A KOL's debt in a currency.
///
/// # Errors
/// `Forbidden`; `Missing` when there is no such KOL, or it owes nothing.
pub fn get(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    locale: Locale,
    kol: OrganizationId,
    currency: Option<Currency>,
    at: Timestamp,
) -> Result<Line> {
    me.must(Permission::SeeMoney)?;
    if organization::get(tx, kol)?.kind != OrganizationKind::Kol {
        return Err(Error::Missing);
    }
    let debts = debt::find(tx, Some(kol))?;
    let mut lines = lines(tx, locale, debts, at)?;
    let place = lines
        .iter()
        .position(|line| currency.is_none_or(|currency| line.owed.currency() == currency));
    place.map(|place| lines.swap_remove(place)).ok_or(Error::Missing)
}

/// Decides about a debt; `sequence` is that of the decision before, nothing without one.
///
/// # Errors
/// `Forbidden`; `Missing` when nothing is owed; `Invalid` on `choice` and `note`;
/// `Refused("debt-too-young")`; `Stale` when somebody else decided in between.
pub fn decide(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    (kol, currency): (OrganizationId, Currency),
    sequence: i64,
    draft: &DebtDraft,
    at: Timestamp,
) -> Result<Decision> {
    me.must(Permission::SettleDebts)?;
    let line = get(tx, me, me.locale, kol, Some(currency), at)?;
    if line.sequence() != sequence {
        return Err(Error::Stale);
    }
    let fields = validate(draft)?;
    debt::insert(tx, me, &line.debt, &fields, sequence, at)
}
