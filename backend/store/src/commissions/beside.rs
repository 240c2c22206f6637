//! What moved on payees' accounts beside commissions: corrections, fees, samples, debts that were
//! settled.

use domain::access::OrganizationKind;
use domain::id::OrganizationId;
use domain::{Money, Result};

use crate::commissions::{adjustment, debt, fee};
use crate::samples::movement;
use crate::scope::NetworkTx;

/// What the rows say was moved to each payee of a kind, a row for each sort of thing and currency.
///
/// # Errors
/// Only what the database answers.
pub fn by_payee(tx: &mut NetworkTx<'_>) -> Result<Vec<(OrganizationId, OrganizationKind, Money)>> {
    let adjusted = adjustment::sums(tx, None)?;
    let fees = fee::sums(tx, None)?;
    let settled = debt::sums(tx)?;
    let of_kols = OrganizationKind::Kol;
    let adjusted =
        adjusted.into_iter().map(|(kol, _, currency, minor)| (kol, of_kols, currency, minor));
    let fees = fees.into_iter().map(|(kol, _, currency, minor)| (kol, of_kols, currency, minor));
    let money = |(payee, kind, currency, minor)| (payee, kind, Money::new(minor, currency));
    let samples = movement::sums(tx, None)?.into_iter().map(|sum| (sum.kol, of_kols, sum.on_kol));
    Ok(adjusted.chain(fees).chain(settled).map(money).chain(samples).collect())
}

/// What the rows say was charged to each brand, a row for each kind and currency.
///
/// # Errors
/// Only what the database answers.
pub fn by_brand(tx: &mut NetworkTx<'_>) -> Result<Vec<(OrganizationId, Money)>> {
    let adjusted = adjustment::sums(tx, None)?;
    let fees = fee::sums(tx, None)?;
    let adjusted = adjusted
        .into_iter()
        .filter_map(|(_, brand, currency, minor)| Some((brand?, currency, minor)));
    let fees = fees.into_iter().map(|(_, brand, currency, minor)| (brand, currency, minor));
    let samples = movement::sums(tx, None)?.into_iter().map(|sum| (sum.brand, sum.on_brand));
    Ok(adjusted
        .chain(fees)
        .map(|(brand, currency, minor)| (brand, Money::new(minor, currency)))
        .chain(samples)
        .collect())
}
