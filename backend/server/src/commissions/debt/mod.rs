//! KOLs and agencies whose payable is below nothing: how long, and what is done about it.

pub mod api;
pub mod file;
pub mod pages;

use actix_web::web;
use domain::access::{Member, Permission};
use domain::commissions::debt::{DAYS_TO_COVER, Debt, DebtDraft, validate};
use domain::id::OrganizationId;
use domain::{Currency, Error, Locale, Money, Result, Timestamp};
use store::commissions::debt::{self, Decision};
use store::scope::NetworkTx;

use super::books::Books;
use crate::orders::names::Said;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    api::routes(config);
    file::routes(config);
    pages::routes(config);
}

/// A debt as the list shows it.
#[derive(Debug, Clone)]
pub struct Line {
    /// The debt.
    pub debt: Debt,
    /// Whose.
    pub payee: Said,
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

/// A decision and the name of the payee that it is about.
pub type Decided = (Decision, Said);

/// Every debt, the oldest first, and the latest decisions with the payees' names.
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
    let decisions = debt::page(tx)?;
    let payees = decisions.iter().map(|one| one.payee_id).collect();
    let names = tx.called(locale, payees, Vec::new())?;
    let named = |one: Decision| {
        let name = names.party(one.payee_id);
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
    let payees: Vec<OrganizationId> = debts.iter().map(|debt| debt.payee).collect();
    let mut latest = debt::latest(tx, &payees)?;
    let names = tx.called(locale, payees, Vec::new())?;
    debts
        .into_iter()
        .map(|debt| {
            let owed = debt.owed()?;
            Ok(Line {
                payee: names.party(debt.payee),
                owed,
                days: debt.days(at),
                is_ripe: debt.days(at) >= DAYS_TO_COVER,
                last: latest.remove(&(debt.payee, owed.currency())),
                debt,
            })
        })
        .collect()
}

/// A payee's debt in a currency.
///
/// # Errors
/// `Forbidden`; `Missing` when there is no such payee, or it owes nothing.
pub fn get(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    locale: Locale,
    payee: OrganizationId,
    currency: Option<Currency>,
    at: Timestamp,
) -> Result<Line> {
    me.must(Permission::SeeMoney)?;
    let debts = debt::find(tx, Some(payee))?;
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
    (payee, currency): (OrganizationId, Currency),
    sequence: i64,
    draft: &DebtDraft,
    at: Timestamp,
) -> Result<Decision> {
    me.must(Permission::SettleDebts)?;
    let line = get(tx, me, me.locale, payee, Some(currency), at)?;
    if line.sequence() != sequence {
        return Err(Error::Stale);
    }
    let fields = validate(draft)?;
    debt::insert(tx, me, &line.debt, &fields, sequence, at)
}
