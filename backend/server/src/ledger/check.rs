//! The ledger checks itself: for every network, whatever adds up must still add up.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::calendar::Month;
use domain::id::OrganizationId;
use domain::ledger::account::{AccountCode, Side};
use domain::tenancy::network::Network;
use domain::{Currency, Money, Result};
use store::commissions::beside;
use store::commissions::month::{PartyMonth, by_brand, by_kol, ledger_month};
use store::ledger::check::{orphans, span};
use store::ledger::entry::{self, Balance, Trial};
use store::scope::{NetworkTx, OfNetwork, OfPlatform};

use crate::app::App;
use crate::commissions::statement::proof::{Whose, differences};

/// Checks the books of every network; answers what is wrong, nothing when all is sound.
///
/// # Errors
/// What the store answers.
pub fn run(app: &Arc<App>) -> Result<Vec<String>> {
    let reason = OfPlatform::because("the books of every network are checked");
    let networks = app.store.read(reason, store::tenancy::network::find)?;
    let mut findings = Vec::new();
    for network in networks {
        let scope = OfNetwork::for_row(network.id);
        let found = app.store.read(scope, |tx| check(tx, &network))?;
        findings.extend(found.into_iter().map(|finding| format!("{}: {finding}", network.slug)));
    }
    Ok(findings)
}

/// Checks one network in one snapshot.
///
/// # Errors
/// What the store answers.
pub fn check(tx: &mut NetworkTx<'_>, network: &Network) -> Result<Vec<String>> {
    let mut findings = Vec::new();
    let trial = entry::trial(tx)?;
    for (debits, credits) in &trial.totals {
        if debits != credits {
            findings.push(format!("trial balance: debits {debits}, credits {credits}"));
        }
    }
    alone(tx, &mut findings)?;
    let Some((first, last)) = span(tx)? else { return Ok(findings) };
    let zone = network.time_zone;
    let (mut month, end) = (Month::at(first, zone), Month::at(last, zone));
    while month <= end {
        let (from, to) = month.span(zone);
        let (kols, brands) = (by_kol(tx, from, to)?, by_brand(tx, from, to)?);
        let ledger = ledger_month(tx, from, to)?;
        for one in differences(&kols, &brands, &ledger)? {
            let whose = match one.whose {
                Whose::Kol(id) | Whose::Brand(id) => id.to_string(),
                Whose::Network => "the network".to_owned(),
            };
            let (rows, ledger) = (one.rows, one.ledger);
            findings.push(format!("{month}: {whose}: commissions {rows}, ledger {ledger}"));
        }
        month = month.next();
    }
    let all = by_kol(tx, Month::at(first, zone).span(zone).0, end.span(zone).1)?;
    let beside = beside::by_kol(tx)?;
    balances(&trial, &all, beside, &mut findings)?;
    Ok(findings)
}

fn alone(tx: &mut NetworkTx<'_>, findings: &mut Vec<String>) -> Result<()> {
    let found = orphans(tx)?;
    let entries = found.entries.iter().map(|id| format!("{id}: an entry that moves nothing"));
    let unearned =
        found.unearned.iter().map(|id| format!("{id}: an entry of commissions without any"));
    let commissions = found
        .commissions
        .iter()
        .map(|id| format!("{id}: a commission whose entry is another order's"));
    let orders = found.orders.iter().map(|id| format!("{id}: an order without a line"));
    findings.extend(entries.chain(unearned).chain(commissions).chain(orders));
    Ok(())
}

/// What stands on the KOLs' accounts is what their commissions and the money beside them add up to:
/// expected and owed apart.
fn balances(
    trial: &Trial,
    kols: &[PartyMonth],
    beside: Vec<(OrganizationId, Money)>,
    findings: &mut Vec<String>,
) -> Result<()> {
    type Key = (AccountCode, Currency);
    let mut expected: BTreeMap<Key, Money> = BTreeMap::new();
    for month in kols {
        let money = |minor| Money::new(minor, month.currency);
        let estimated = month.estimated_sales.plus(month.estimated_reversals)?;
        let confirmed = month.confirmed_sales.plus(month.confirmed_reversals)?;
        let kol = month.organization;
        expected
            .insert((AccountCode::EstimatedKol(kol), month.currency), money(estimated.kol_minor));
        expected.insert((AccountCode::KolFrozen(kol), month.currency), money(confirmed.kol_minor));
    }
    for (kol, amount) in beside {
        let currency = amount.currency();
        let key = (AccountCode::KolFrozen(kol), currency);
        let sum = expected.entry(key).or_insert(Money::zero(currency));
        *sum = sum.plus(amount)?;
    }
    let mut stood: BTreeMap<Key, Money> = BTreeMap::new();
    for balance in &trial.accounts {
        let (code, currency) = (balance.account.code, balance.account.currency);
        let code = match code {
            // What may be paid out was frozen before.
            AccountCode::KolAvailable(kol) => AccountCode::KolFrozen(kol),
            AccountCode::EstimatedKol(_) | AccountCode::KolFrozen(_) => code,
            _ => continue,
        };
        let sum = stood.entry((code, currency)).or_insert(Money::zero(currency));
        *sum = sum.plus(standing(balance)?)?;
    }
    for ((code, currency), stands) in stood {
        let rows = expected.remove(&(code, currency)).unwrap_or(Money::zero(currency));
        if stands != rows {
            findings.push(format!("{code}: stands at {stands}, commissions {rows}"));
        }
    }
    findings.extend(
        expected
            .into_iter()
            .filter(|(_, rows)| !rows.is_zero())
            .map(|((code, _), rows)| format!("{code}: no account, commissions {rows}")),
    );
    Ok(())
}

fn standing(balance: &Balance) -> Result<Money> {
    match balance.account.code.normal_side() {
        Side::Debit => balance.debits.minus(balance.credits),
        Side::Credit => balance.credits.minus(balance.debits),
    }
}
