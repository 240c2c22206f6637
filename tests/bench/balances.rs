//! LEDGER: what one payee of many stands at, among many transfers, on either engine; before any month
//! is closed, and from the closed months on.

use std::sync::Arc;
use std::time::Instant;

use domain::access::{Member, OrganizationKind, Role};
use domain::id::{EntryId, NetworkId, OrganizationId};
use domain::ledger::account::AccountCode;
use domain::ledger::entry::{Entry, EntryKind, MOST_TRANSFERS, Transfer};
use domain::ledger::period::may_close;
use domain::tenancy::network::Network;
use domain::{Currency, Locale, Money, Rate, Timestamp};
use server::app::App;
use server::ledger::period::close;
use server::seed::build::Site;
use server::tenancy::setup::{NewOrganization, make_organization};
use store::ledger::{balance, entry, movement, period};
use store::scope::OfNetwork;

use crate::engine::Engine;
use crate::options::Options;
use crate::world::World;
use crate::{Result, Table};

/// Milliseconds that a balance may take, 99 of 100 times.
const BOUND_MS: f64 = 5.0;
/// Balances that are asked for.
const ASKED: usize = 2_000;
/// Payees, or entries, of one commit.
const COMMIT: usize = 100;

/// Measures on one engine.
pub(crate) fn measure(options: &Options, engine: &Engine, table: &mut Table) -> Result<()> {
    let world = World::empty(engine)?;
    let app = world.app()?;
    let (payees, transfers) = (options.payees(), options.transfers);
    eprintln!("posting {transfers} transfers of {payees} payees on {}", engine.name);
    let (site, keeper) = made(&app)?;
    let kols = parties(&site, payees)?;
    let began = Instant::now();
    post(&site, &kols, transfers)?;
    let posted = began.elapsed().as_secs_f64();
    app.store.analyze()?;
    let asked = if options.check { 20 } else { ASKED };
    let what = format!("a balance of {payees}/{transfers}, {}", engine.name);
    let open = ask(&app, &site.network, &kols, asked)?;
    table.bound("LEDGER", &format!("{what}, open"), open.balance_ms, "ms (99 %)", BOUND_MS);
    let began = Instant::now();
    server::ledger::seal(&app, &site.network)?;
    let sealed = began.elapsed().as_secs_f64();
    let began = Instant::now();
    let months = close_months(&site, &keeper)?;
    let closed = began.elapsed().as_secs_f64();
    app.store.analyze()?;
    let then = ask(&app, &site.network, &kols, asked)?;
    app.store.stop();
    if then.stands != open.stands {
        return Err("balances are others after months were closed".into());
    }
    let what = format!("{what}, {months} months closed");
    table.bound("LEDGER", &what, then.balance_ms, "ms (99 %)", BOUND_MS);
    table.remark(&format!(
        "a list of 50 with running balances {:.2} ms, closed {:.2} ms (99 %); posting {posted:.0} s, \
         sealing {sealed:.0} s, closing {closed:.0} s",
        open.list_ms, then.list_ms
    ));
    Ok(())
}

/// What asking for balances came to.
struct Asked {
    balance_ms: f64,
    list_ms: f64,
    stands: Vec<Money>,
}

fn ask(app: &Arc<App>, network: &Network, kols: &[OrganizationId], asked: usize) -> Result<Asked> {
    let scope = OfNetwork::for_row(network.id);
    let (mut balances, mut lists) = (Vec::with_capacity(asked), Vec::with_capacity(asked));
    let mut all = Vec::with_capacity(asked);
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
        lists.push(began.elapsed().as_secs_f64() * 1_000.0);
        if rows.first().map(|row| row.after) != Some(stands) {
            return Err(format!("{code}: the list does not end at its balance").into());
        }
        all.push(stands);
    }
    Ok(Asked { balance_ms: slow(&mut balances), list_ms: slow(&mut lists), stands: all })
}

/// The value that 99 of 100 stay below.
fn slow(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() * 99 / 100).copied().unwrap_or_default()
}

/// A network, and who keeps its books.
fn made(app: &Arc<App>) -> Result<(Site, Member)> {
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
    let at = app.now();
    let site = Site::found(app, network, Vec::new(), "nobody signs in", at)?;
    let who = ("books@bench.example", "Books");
    let keeper = site.person(who, Locale::En, site.operator, Role::FinanceApprover, at)?;
    Ok((site, keeper))
}

fn parties(site: &Site, count: usize) -> Result<Vec<OrganizationId>> {
    let mut all = Vec::with_capacity(count);
    while all.len() < count {
        let (network, at) = (site.network.clone(), site.app.now());
        let some = COMMIT.min(count - all.len());
        let made = site.write(move |tx| {
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

/// Posts transfers to all payees in turn, over half a year, as orders do: by the code that writes
/// every entry of the product.
fn post(site: &Site, kols: &[OrganizationId], count: usize) -> Result<()> {
    let now = site.app.now();
    let mut posted = 0;
    while posted < count {
        let mut entries: Vec<(EntryId, Entry)> = Vec::with_capacity(COMMIT);
        while entries.len() < COMMIT && posted < count {
            let some = MOST_TRANSFERS.min(count - posted);
            entries.push((EntryId::new(), entry(kols, posted, some, now, count)?));
            posted += some;
        }
        site.write(move |tx| {
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

/// Closes every month that is over; answers how many.
fn close_months(site: &Site, keeper: &Member) -> Result<usize> {
    let (now, zone) = (site.app.now(), site.network.time_zone);
    let scope = OfNetwork::for_row(site.network.id);
    let mut closed = 0;
    loop {
        let next = site.app.store.read(scope, move |tx| period::next(tx, zone))?;
        let Some(month) = next.filter(|month| may_close(*month, next, now, zone).is_ok()) else {
            return Ok(closed);
        };
        let (keeper, network) = (keeper.clone(), site.network.clone());
        site.write(move |tx| close(tx, &keeper, &network, month, now))?;
        closed += 1;
    }
}
