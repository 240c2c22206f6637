//! L5: what one payee of many stands at, among many transfers, on either engine.

use std::sync::Arc;
use std::time::Instant;

use domain::access::OrganizationKind;
use domain::id::{EntryId, NetworkId, OrganizationId};
use domain::ledger::account::AccountCode;
use domain::ledger::entry::{Entry, EntryKind, MOST_TRANSFERS, Transfer};
use domain::tenancy::network::Network;
use domain::{Currency, Locale, Money, Rate, Timestamp};
use server::app::App;
use server::tenancy::setup::{NewOrganization, make_network, make_organization};
use store::ledger::{balance, entry, movement};
use store::scope::{OfNetwork, OfPlatform};

use crate::options::Options;
use crate::world::World;
use crate::{Result, Table};

/// Milliseconds that a balance may take, 99 of 100 times.
const BOUND_MS: f64 = 5.0;
/// Balances that are asked for.
const ASKED: usize = 2_000;
/// Payees, or entries, of one commit.
const COMMIT: usize = 100;

/// Measures on SQLite, then on PostgreSQL.
pub(crate) fn on_both(options: &Options, table: &mut Table) -> Result<()> {
    measure(options, None, "SQLite", table)?;
    match &options.postgres {
        Some(cluster) => measure(options, Some(cluster), "PostgreSQL", table),
        None => {
            table.skipped(
                "L5",
                "a balance, PostgreSQL",
                "KAKEHASHI_BENCH_POSTGRES names no cluster",
            );
            Ok(())
        }
    }
}

fn measure(
    options: &Options,
    cluster: Option<&str>,
    engine: &str,
    table: &mut Table,
) -> Result<()> {
    let world = World::empty(options, cluster)?;
    let app = world.app()?;
    let (payees, transfers) = options.ledger();
    eprintln!("posting {transfers} transfers of {payees} payees on {engine}");
    let network = made(&app)?;
    let kols = parties(&app, &network, payees)?;
    post(&app, network.id, &kols, transfers)?;
    app.store.analyze()?;
    let scope = OfNetwork::for_row(network.id);
    let asked = if options.check { 20 } else { ASKED };
    let mut balances = Vec::with_capacity(asked);
    let mut pages = Vec::with_capacity(asked);
    for turn in 0..asked {
        let code = AccountCode::KolFrozen(kols[turn * 7_919 % kols.len()]);
        let began = Instant::now();
        let stands = app.store.read(scope, |tx| balance::balance(tx, code, Currency::Jpy))?;
        balances.push(began.elapsed().as_secs_f64() * 1_000.0);
        if stands.minor() <= 0 {
            return Err(format!("{code} stands at {stands}").into());
        }
        let id = code.id(network.id, Currency::Jpy);
        let account = store::ledger::account::Account { id, code, currency: Currency::Jpy };
        let began = Instant::now();
        let rows = app
            .store
            .read(scope, |tx| movement::page(tx, &account, balance::AsOf::default(), None, 50))?;
        pages.push(began.elapsed().as_secs_f64() * 1_000.0);
        if rows.first().map(|row| row.after) != Some(stands) {
            return Err(format!("{code}: the list does not end at its balance").into());
        }
    }
    app.store.stop();
    let what = format!("a balance of {payees}/{transfers}, {engine}");
    table.bound("L5", &what, slow(&mut balances), "ms (99 %)", BOUND_MS);
    table.remark(&format!(
        "its list of 50 with running balances: {:.2} ms (99 %)",
        slow(&mut pages)
    ));
    Ok(())
}

/// The value that 99 of 100 stay below.
fn slow(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() * 99 / 100).copied().unwrap_or_default()
}

fn made(app: &Arc<App>) -> Result<Network> {
    let network = Network {
        id: NetworkId::new(),
        slug: "bench".to_owned(),
        code: "be".to_owned(),
        base_currency: Currency::Jpy,
        currencies: vec![Currency::Jpy],
        time_zone: "Asia/Tokyo".parse()?,
        mail_sender: "bench@example.com".to_owned(),
        network_share: Rate::ZERO,
        holding_days: 30,
        transit_days: 7,
    };
    let (made, at) = (network.clone(), app.now());
    let reason = OfPlatform::because("a bench's network");
    app.store.write(reason, move |tx| make_network(tx, &made, &[], at))?;
    Ok(network)
}

fn parties(app: &Arc<App>, network: &Network, count: usize) -> Result<Vec<OrganizationId>> {
    let mut all = Vec::with_capacity(count);
    while all.len() < count {
        let (network, at, some) = (network.clone(), app.now(), COMMIT.min(count - all.len()));
        let made = app.store.write(OfNetwork::for_row(network.id), move |tx| {
            let new = NewOrganization {
                kind: OrganizationKind::Kol,
                name: "Payee",
                locale: Locale::En,
                email: "payee@example.com",
                texts: Vec::new(),
            };
            (0..some)
                .map(|_| make_organization(tx, &network, &new, at))
                .collect::<domain::Result<Vec<_>>>()
        })?;
        all.extend(made);
    }
    Ok(all)
}

/// Posts transfers to all payees in turn, over half a year.
fn post(app: &Arc<App>, network: NetworkId, kols: &[OrganizationId], count: usize) -> Result<()> {
    let now = app.now();
    let mut posted = 0;
    while posted < count {
        let mut entries: Vec<(EntryId, Entry)> = Vec::with_capacity(COMMIT);
        while entries.len() < COMMIT && posted < count {
            let some = MOST_TRANSFERS.min(count - posted);
            entries.push((EntryId::new(), entry(kols, posted, some, now, count)?));
            posted += some;
        }
        app.store.write(OfNetwork::for_row(network), move |tx| {
            let rows: Vec<(EntryId, &Entry)> =
                entries.iter().map(|(id, entry)| (*id, entry)).collect();
            entry::insert_many(tx, &rows, now)
        })?;
    }
    Ok(())
}

fn entry(
    kols: &[OrganizationId],
    first: usize,
    some: usize,
    now: Timestamp,
    count: usize,
) -> Result<Entry> {
    let transfers = (first..first + some)
        .map(|number| Transfer {
            debit: AccountCode::EstimatedNetwork,
            credit: AccountCode::KolFrozen(kols[number * 31 % kols.len()]),
            amount: Money::new(1 + i64::try_from(number % 1_000).unwrap_or(0), Currency::Jpy),
        })
        .collect();
    let passed = i64::try_from((count - first) * 180 / count)?;
    let (key, kind) = (format!("bench:{first}"), EntryKind::CommissionConfirmed);
    Ok(Entry::new(key, kind, kols[0], now.plus_days(-passed), transfers)?)
}
