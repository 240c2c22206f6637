//! How organizations are taxed: each says so itself, and what it earns from then on is frozen with it.

pub mod api;
pub mod pages;

use actix_web::web;
use domain::access::{Member, Permission};
use domain::commissions::tax::{self as rules, Tax, TaxClass, TaxDraft};
use domain::tenancy::network::Network;
use domain::{Money, Result, Timestamp};
use store::commissions::tax::{self, ClassSum, TaxStatus};
use store::scope::OrgTx;
use words::Words;

use crate::http::csv::Csv;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    api::routes(config);
    pages::routes(config);
}

/// What the own organization said, the one for the latest day first.
///
/// # Errors
/// `Forbidden`.
pub fn list(tx: &mut OrgTx<'_>, me: &Member) -> Result<Vec<TaxStatus>> {
    me.must(Permission::DeclareTax)?;
    tax::find(tx, me.organization)
}

/// The own organization says how it is taxed from a day on. What was frozen before stays.
///
/// # Errors
/// `Forbidden`; `Invalid` with every wrong field.
pub fn declare(
    tx: &mut OrgTx<'_>,
    me: &Member,
    network: &Network,
    draft: &TaxDraft,
    at: Timestamp,
) -> Result<TaxStatus> {
    me.must(Permission::DeclareTax)?;
    let fields = rules::validate(draft, network.time_zone, at)?;
    let id = tax::insert(tx, me, &fields, at)?;
    let all = tax::find(tx, me.organization)?;
    all.into_iter().find(|one| one.id == id).ok_or(domain::Error::Missing)
}

/// A class's sum as pages show it. The tax is reckoned once from the sum, as an invoice's is; the
/// lines' own taxes, each rounded down, may come to less.
#[derive(Debug, Clone, Copy)]
pub struct ClassRow {
    /// How it is taxed.
    pub tax: Tax,
    /// The amount with its tax.
    pub amount: Money,
    /// The tax inside it.
    pub inside: Money,
    /// What of that the payer may deduct.
    pub deducted: Money,
}

/// Sums by class with their tax.
pub fn rows(sums: &[ClassSum]) -> Vec<ClassRow> {
    let row = |sum: &ClassSum| {
        let inside = sum.tax.within(sum.amount);
        ClassRow { tax: sum.tax, amount: sum.amount, inside, deducted: sum.tax.deducted(inside) }
    };
    sums.iter().map(row).collect()
}

/// The cells of a file that say how a line is taxed: class, rate, tax inside, deducted part.
pub fn tax_cells(file: &mut Csv, words: Words, tax: Tax, inside: Money) {
    file.text(&words.state("tax", tax.class.as_str()));
    if tax.class == TaxClass::Undeclared {
        file.text("").text("").text("");
    } else {
        file.text(&words.percent(tax.rate)).amount(inside).text(&words.percent(tax.credit));
    }
}
