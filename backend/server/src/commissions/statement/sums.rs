//! A month's sums as tables show them.

use std::collections::BTreeMap;

use domain::access::OrganizationKind;
use domain::commissions::commission::CommissionStatus;
use domain::id::OrganizationId;
use domain::{Currency, Money, Result};
use store::commissions::month::{PartyMonth, Sums};
use store::commissions::part::PayeeMonth;

use super::Side;
use crate::orders::names::{Names, Said};

/// What a month came to for one party in one currency.
#[derive(Debug, Clone)]
pub struct Row {
    /// The party.
    pub party: OrganizationId,
    /// Its name.
    pub name: Said,
    /// Lines that were sold.
    pub sold: i64,
    /// What the rates were applied to, after refunds.
    pub base: Money,
    /// Commissions on sales.
    pub sales: Money,
    /// What refunds took back of them: below nothing.
    pub reversals: Money,
    /// Both.
    pub net: Money,
    /// The part of it that may still be taken back.
    pub estimated: Money,
    /// The part of it that stays.
    pub confirmed: Money,
}

/// What a month came to for the network in one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Total {
    /// Lines that were sold.
    pub sold: i64,
    /// What the rates were applied to, before refunds.
    pub base: Money,
    /// Commissions after refunds.
    pub commission: Money,
    /// The KOLs' part of them.
    pub kol: Money,
    /// The network's part of them.
    pub network: Money,
    /// The partners' part of them.
    pub partners: Money,
    /// What refunds took back: below nothing.
    pub reversals: Money,
}

impl Total {
    /// The currency of its amounts.
    pub fn currency(&self) -> Currency {
        self.base.currency()
    }
}

/// The rows of a table, the highest amount first within a currency.
///
/// # Errors
/// `Broken` on overflow.
pub fn rows(side: Side, months: &[PartyMonth], names: &Names) -> Result<Vec<Row>> {
    let mut rows =
        months.iter().map(|month| row(side, month, names)).collect::<Result<Vec<_>>>()?;
    rows.sort_by_key(|row| (row.net.currency(), -row.net.minor(), row.party));
    Ok(rows)
}

fn row(side: Side, month: &PartyMonth, names: &Names) -> Result<Row> {
    let amount = |sums: Sums| {
        let minor = match side {
            Side::Kols => sums.kol_minor,
            // What a brand owes is the whole.
            Side::Brands => sums.whole()?,
        };
        Ok::<Money, domain::Error>(Money::new(minor, month.currency))
    };
    let sales = month.estimated_sales.plus(month.confirmed_sales)?;
    let reversals = month.estimated_reversals.plus(month.confirmed_reversals)?;
    let total = month.total()?;
    Ok(Row {
        party: month.organization,
        name: names.party(month.organization),
        sold: sales.count,
        base: Money::new(total.base_minor, month.currency),
        sales: amount(sales)?,
        reversals: amount(reversals)?,
        net: amount(total)?,
        estimated: amount(month.estimated_sales.plus(month.estimated_reversals)?)?,
        confirmed: amount(month.confirmed_sales.plus(month.confirmed_reversals)?)?,
    })
}

/// What the month came to in each currency.
///
/// # Errors
/// `Broken` on overflow.
pub fn totals(months: &[PartyMonth]) -> Result<Vec<Total>> {
    let mut sums: BTreeMap<Currency, (Sums, Sums)> = BTreeMap::new();
    for month in months {
        let (sales, reversals) = sums.entry(month.currency).or_default();
        *sales = sales.plus(month.estimated_sales)?.plus(month.confirmed_sales)?;
        *reversals = reversals.plus(month.estimated_reversals)?.plus(month.confirmed_reversals)?;
    }
    sums.into_iter()
        .map(|(currency, (sales, reversals))| {
            let money = |minor| Money::new(minor, currency);
            let net = sales.plus(reversals)?;
            let (kol, network) = (money(net.kol_minor), money(net.network_minor));
            Ok(Total {
                sold: sales.count,
                base: money(sales.base_minor),
                commission: money(net.whole()?),
                kol,
                network,
                partners: money(net.partner_minor),
                reversals: money(reversals.whole()?),
            })
        })
        .collect()
}

/// What a payee's parts of a month came to in one currency.
#[derive(Debug, Clone)]
pub struct Earned {
    /// Who is paid.
    pub payee: OrganizationId,
    /// Its name.
    pub name: Said,
    /// The kind of party.
    pub kind: OrganizationKind,
    /// All of it, after refunds.
    pub net: Money,
    /// The part of it that may still be taken back.
    pub estimated: Money,
    /// The part of it that stays.
    pub confirmed: Money,
}

/// What payees' parts came to, the highest amount first within a currency.
///
/// # Errors
/// `Broken` on overflow.
pub fn earned(months: &[PayeeMonth], names: &Names) -> Result<Vec<Earned>> {
    let mut all: BTreeMap<(OrganizationId, Currency), Earned> = BTreeMap::new();
    for month in months {
        let zero = Money::zero(month.amount.currency());
        let row = all.entry((month.payee, zero.currency())).or_insert_with(|| Earned {
            payee: month.payee,
            name: names.party(month.payee),
            kind: month.kind,
            net: zero,
            estimated: zero,
            confirmed: zero,
        });
        row.net = row.net.plus(month.amount)?;
        let sum = match month.status {
            CommissionStatus::Estimated => &mut row.estimated,
            CommissionStatus::Confirmed => &mut row.confirmed,
        };
        *sum = sum.plus(month.amount)?;
    }
    let mut all: Vec<Earned> = all.into_values().collect();
    all.sort_by_key(|row| (row.net.currency(), -row.net.minor(), row.payee));
    Ok(all)
}
