//! The ledger checks itself: for every network, whatever adds up must still add up.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use domain::calendar::Month;
use domain::commissions::split::account;
use domain::ledger::account::{AccountCode, Bucket};
use domain::tenancy::network::Network;
use domain::{Currency, Error, Money, Result};
use store::commissions::beside;
use store::commissions::month::{PartyMonth, by_brand, by_kol, ledger_month};
use store::commissions::part::by_payee;
use store::ledger::balance::{self, Trial};
use store::ledger::check::{exchanged, keys, orphans, span};
use store::ledger::seal::{self, Verdict};
use store::ledger::{hold, period};
use store::samples::movement;
use store::scope::{NetworkTx, OfNetwork, OfPlatform};

use crate::app::App;
use crate::commissions::statement::proof::{Whose, differences};

/// Something that is wrong with the books.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The kind of finding, a message key without `state-ledger-finding-`.
    pub code: &'static str,
    /// What it is about: an id, an account's code, a month.
    pub subject: String,
    /// Two amounts that should be equal: what should be, what is.
    pub amounts: Option<(Money, Money)>,
    /// The whole in words, for the command line.
    said: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.said)
    }
}

/// What was found so far.
#[derive(Debug, Default)]
struct Findings(Vec<Finding>);

impl Findings {
    fn thing(&mut self, code: &'static str, subject: impl fmt::Display, said: &str) {
        let said = format!("{subject}: {said}");
        self.0.push(Finding { code, subject: subject.to_string(), amounts: None, said });
    }

    fn sums(&mut self, code: &'static str, subject: String, two: (Money, Money), said: String) {
        self.0.push(Finding { code, subject, amounts: Some(two), said });
    }
}

/// Checks the books of every network; answers what is wrong, nothing when all is sound.
///
/// # Errors
/// What the store answers.
pub fn run(app: &Arc<App>) -> Result<Vec<String>> {
    let mut findings = Vec::new();
    for network in networks(app, None)? {
        let scope = OfNetwork::for_row(network.id);
        let found = app.store.read(scope, |tx| check(tx, &network))?;
        findings.extend(found.into_iter().map(|finding| format!("{}: {finding}", network.slug)));
    }
    Ok(findings)
}

/// Walks the seals of every network, or of the one that is named.
///
/// # Errors
/// `Missing` when there is no such network; what the store answers.
pub fn verify(app: &Arc<App>, slug: Option<&str>) -> Result<Vec<(String, Verdict)>> {
    networks(app, slug)?
        .into_iter()
        .map(|network| {
            let verdict = app.store.read(OfNetwork::for_row(network.id), seal::verify)?;
            Ok((network.slug, verdict))
        })
        .collect()
}

fn networks(app: &Arc<App>, slug: Option<&str>) -> Result<Vec<Network>> {
    let reason = OfPlatform::because("the books of every network are checked");
    let mut networks = app.store.read(reason, store::tenancy::network::find)?;
    if let Some(slug) = slug {
        networks.retain(|network| network.slug == slug);
        if networks.is_empty() {
            return Err(Error::Missing);
        }
    }
    Ok(networks)
}

/// What a walk over the seals of a network found, in lines for the command line.
pub fn told(slug: &str, verdict: &Verdict) -> Vec<String> {
    let Verdict { sealed, unsealed, .. } = verdict;
    let head = hex(&verdict.head);
    let mut lines =
        vec![format!("{slug}: {sealed} sealed, {unsealed} unsealed, last seal that holds {head}")];
    lines.extend(verdict.broken.map(|broken| {
        let number = broken.number.map_or("-".to_owned(), |number| number.to_string());
        let entry = broken.entry.map_or("-".to_owned(), |entry| entry.to_string());
        format!("{slug}: broken: number {number}, entry {entry}: {}", broken.damage.as_str())
    }));
    lines
}

/// A hash as people compare it.
pub fn hex(hash: &[u8]) -> String {
    let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or('0');
    hash.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// Checks one network in one snapshot: its seals and its sums.
///
/// # Errors
/// What the store answers.
pub fn check(tx: &mut NetworkTx<'_>, network: &Network) -> Result<Vec<Finding>> {
    let mut findings = Findings::default();
    seals(tx, &mut findings)?;
    findings.0.extend(sums(tx, network)?);
    Ok(findings.0)
}

/// Adds everything of a network up again, in one snapshot; the seals are left out.
///
/// # Errors
/// What the store answers.
pub fn sums(tx: &mut NetworkTx<'_>, network: &Network) -> Result<Vec<Finding>> {
    let mut findings = Findings::default();
    let trial = balance::trial(tx)?;
    for (debits, credits) in &trial.totals {
        if debits != credits {
            let said = format!("trial balance: debits {debits}, credits {credits}");
            let currency = debits.currency().to_string();
            findings.sums("trial", currency, (*debits, *credits), said);
        }
    }
    alone(tx, &mut findings)?;
    buckets(tx, &trial, &mut findings)?;
    closings(tx, &mut findings)?;
    let Some((first, last)) = span(tx)? else { return Ok(findings.0) };
    let zone = network.time_zone;
    let (mut month, end) = (Month::at(first, zone), Month::at(last, zone));
    while month <= end {
        let (from, to) = month.span(zone);
        let (kols, brands) = (by_kol(tx, from, to)?, by_brand(tx, from, to)?);
        let parts = by_payee(tx, from, to)?;
        let ledger = ledger_month(tx, from, to)?;
        for one in differences(&kols, &parts, &brands, &ledger)? {
            let whose = match one.whose {
                Whose::Payee(id) | Whose::Brand(id) => id.to_string(),
                Whose::Network => "the network".to_owned(),
            };
            let (rows, ledger) = (one.rows, one.ledger);
            let said = format!("{month}: {whose}: commissions {rows}, ledger {ledger}");
            findings.sums("month", format!("{month} {whose}"), (rows, ledger), said);
        }
        month = month.next();
    }
    let span = (Month::at(first, zone).span(zone).0, end.span(zone).1);
    let (kols, brands) = (by_kol(tx, span.0, span.1)?, by_brand(tx, span.0, span.1)?);
    let mut expected = expected(&kols, &brands)?;
    for part in by_payee(tx, span.0, span.1)? {
        let currency = part.amount.currency();
        let key = (account(part.kind, part.payee, part.status)?, currency);
        let sum = expected.entry(key).or_insert(Money::zero(currency));
        *sum = sum.plus(part.amount)?;
    }
    beside_commissions(tx, &mut expected)?;
    balances(tx, &trial, expected, &mut findings)?;
    Ok(findings.0)
}

fn alone(tx: &mut NetworkTx<'_>, findings: &mut Findings) -> Result<()> {
    let found = orphans(tx)?;
    for id in found.entries {
        findings.thing("empty", id, "an entry that moves nothing");
    }
    for id in found.unearned {
        findings.thing("unearned", id, "an entry of commissions without any");
    }
    for id in found.commissions {
        findings.thing("commission", id, "a commission whose entry is another order's");
    }
    for id in found.orders {
        findings.thing("order", id, "an order without a line");
    }
    for id in found.transfers {
        findings.thing("transfer", id, "a transfer that is not its entry's or its account's");
    }
    let (entries, keys) = keys(tx)?;
    if entries != keys {
        findings.thing("key", entries - keys, "entries whose key is another one's too");
    }
    Ok(())
}

fn seals(tx: &mut NetworkTx<'_>, findings: &mut Findings) -> Result<()> {
    if let Some(broken) = seal::verify(tx)?.broken {
        let number = broken.number.map_or(String::new(), |number| format!("{number} "));
        let entry = broken.entry.map_or(String::new(), |entry| entry.to_string());
        let said = format!("the seal is broken: {}", broken.damage.as_str());
        findings.thing("seal", format!("{number}{entry}"), &said);
    }
    Ok(())
}

/// What is held stands on the accounts of what is on its way; nobody was paid less than nothing.
fn buckets(tx: &mut NetworkTx<'_>, trial: &Trial, findings: &mut Findings) -> Result<()> {
    let mut held: BTreeMap<_, i64> = BTreeMap::new();
    for (payee, currency, minor) in hold::pending(tx)? {
        held.insert((payee, currency), minor);
    }
    let mut withdrawn: BTreeMap<Currency, Money> = BTreeMap::new();
    for balance in &trial.accounts {
        let (code, currency) = (balance.account.code, balance.account.currency);
        let stands = balance.standing()?;
        let sum = withdrawn.entry(currency).or_insert(Money::zero(currency));
        match code.bucket() {
            Some(Bucket::Withdrawing) => {
                let minor = code.organization().and_then(|id| held.remove(&(id, currency)));
                let holds = Money::new(minor.unwrap_or_default(), currency);
                if stands != holds {
                    let said = format!("{code}: stands at {stands}, holds {holds}");
                    findings.sums("withdrawing", code.to_string(), (holds, stands), said);
                }
            }
            Some(Bucket::Withdrawn) => {
                *sum = sum.plus(stands)?;
                if stands.minor() < 0 {
                    let said = format!("{code}: stands at {stands}, below nothing");
                    let two = (Money::zero(currency), stands);
                    findings.sums("withdrawn", code.to_string(), two, said);
                }
            }
            _ if code == AccountCode::WithdrawnNetwork => *sum = sum.minus(stands)?,
            _ => {}
        }
    }
    for (currency, rest) in withdrawn.into_iter().filter(|(_, rest)| !rest.is_zero()) {
        let said = format!("paid out {currency}: payees and network differ by {rest}");
        let two = (Money::zero(currency), rest);
        findings.sums("withdrawn", currency.to_string(), two, said);
    }
    for ((payee, currency), minor) in held {
        let holds = Money::new(minor, currency);
        let said = format!("{payee}: holds {holds}, no account");
        let two = (holds, Money::zero(currency));
        findings.sums("withdrawing", payee.to_string(), two, said);
    }
    Ok(())
}

/// What the last closed month kept is what its transfers still add up to.
fn closings(tx: &mut NetworkTx<'_>, findings: &mut Findings) -> Result<()> {
    let Some(last) = period::find(tx)?.into_iter().next() else { return Ok(()) };
    for (kept, now) in period::compare(tx, &last)? {
        let (code, month) = (kept.account.code, last.month);
        let (kept, now) = (kept.standing()?, now.standing()?);
        let said = format!("{month}: {code}: closed at {kept}, transfers {now}");
        findings.sums("closing", format!("{month} {code}"), (kept, now), said);
    }
    Ok(())
}

type Key = (AccountCode, Currency);

/// What the commissions say that should stand on the accounts of KOLs and brands: what is expected and
/// what is owed apart. What a KOL was owed stays the KOL's through all buckets.
fn expected(kols: &[PartyMonth], brands: &[PartyMonth]) -> Result<BTreeMap<Key, Money>> {
    let mut expected: BTreeMap<Key, Money> = BTreeMap::new();
    for month in kols {
        let money = |minor| Money::new(minor, month.currency);
        let estimated = month.estimated_sales.plus(month.estimated_reversals)?;
        let confirmed = month.confirmed_sales.plus(month.confirmed_reversals)?;
        let (kol, currency) = (month.organization, month.currency);
        expected.insert((AccountCode::EstimatedKol(kol), currency), money(estimated.kol_minor));
        expected.insert((AccountCode::KolFrozen(kol), currency), money(confirmed.kol_minor));
    }
    for month in brands {
        let currency = month.currency;
        let estimated = month.estimated_sales.plus(month.estimated_reversals)?;
        let confirmed = month.confirmed_sales.plus(month.confirmed_reversals)?;
        let brand = month.organization;
        let (due, owed) = (AccountCode::EstimatedBrand(brand), AccountCode::ReceivableBrand(brand));
        expected.insert((due, currency), Money::new(estimated.whole()?, currency));
        expected.insert((owed, currency), Money::new(confirmed.whole()?, currency));
    }
    Ok(expected)
}

/// What corrections, fees, samples and settled debts moved beside the commissions.
fn beside_commissions(tx: &mut NetworkTx<'_>, expected: &mut BTreeMap<Key, Money>) -> Result<()> {
    let kols = beside::by_payee(tx)?.into_iter().filter_map(|(payee, kind, sum)| {
        Some((AccountCode::of_bucket(kind, payee, Bucket::Frozen)?, sum))
    });
    let brands = beside::by_brand(tx)?
        .into_iter()
        .map(|(brand, sum)| (AccountCode::ReceivableBrand(brand), sum));
    let samples = movement::expected(tx)?;
    for (account, amount) in kols.chain(brands).chain(samples) {
        let currency = amount.currency();
        let sum = expected.entry((account, currency)).or_insert(Money::zero(currency));
        *sum = sum.plus(amount)?;
    }
    Ok(())
}

/// The account under which the commissions know it, if they do.
fn earned_as(code: AccountCode) -> Option<AccountCode> {
    match code {
        AccountCode::KolFrozen(kol)
        | AccountCode::KolAvailable(kol)
        | AccountCode::KolWithdrawing(kol)
        | AccountCode::KolWithdrawn(kol) => Some(AccountCode::KolFrozen(kol)),
        AccountCode::McnFrozen(mcn)
        | AccountCode::McnAvailable(mcn)
        | AccountCode::McnWithdrawing(mcn)
        | AccountCode::McnWithdrawn(mcn) => Some(AccountCode::McnFrozen(mcn)),
        AccountCode::EstimatedKol(_)
        | AccountCode::EstimatedMcn(_)
        | AccountCode::EstimatedBrand(_)
        | AccountCode::ReceivableBrand(_)
        | AccountCode::SampleDeposit(_)
        | AccountCode::SampleGiven(_)
        | AccountCode::SampleStock(_) => Some(code),
        _ => None,
    }
}

/// What stands on the accounts is what the commissions add up to, but for what was exchanged.
fn balances(
    tx: &mut NetworkTx<'_>,
    trial: &Trial,
    mut expected: BTreeMap<Key, Money>,
    findings: &mut Findings,
) -> Result<()> {
    let mut stood: BTreeMap<Key, Money> = BTreeMap::new();
    let mut add = |code: AccountCode, amount: Money| -> Result<()> {
        let Some(code) = earned_as(code) else { return Ok(()) };
        let currency = amount.currency();
        let sum = stood.entry((code, currency)).or_insert(Money::zero(currency));
        *sum = sum.plus(amount)?;
        Ok(())
    };
    for balance in &trial.accounts {
        add(balance.account.code, balance.standing()?)?;
    }
    for (account, got) in exchanged(tx)? {
        add(account.code, got.negated())?;
    }
    for ((code, currency), stands) in stood {
        let rows = expected.remove(&(code, currency)).unwrap_or(Money::zero(currency));
        if stands != rows {
            let said = format!("{code}: stands at {stands}, commissions {rows}");
            findings.sums("balance", code.to_string(), (rows, stands), said);
        }
    }
    for ((code, currency), rows) in expected.into_iter().filter(|(_, rows)| !rows.is_zero()) {
        let said = format!("{code}: no account, commissions {rows}");
        findings.sums("balance", code.to_string(), (rows, Money::zero(currency)), said);
    }
    Ok(())
}
