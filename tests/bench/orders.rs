//! O1, O2, O5: one order by a signed webhook, with its attribution, commission and ledger, durable
//! before the answer; and the same one again.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::sync::Arc;

use server::clock::Clock;
use store::testing::Raw;

use crate::client::{self, Load, ask};
use crate::engine::Engine;
use crate::options::Options;
use crate::process::own_processor;
use crate::requests::{NUMBER, Requests, get};
use crate::rounds::{Rounds, Sample, in_turn, load};
use crate::signing::Endpoint;
use crate::world::{Database, World, token};
use crate::{Result, Table, Wanted, ledger};

/// Clients that send the same message at once.
const CLIENTS: usize = 10;

/// O2 beside `sqlite.order.FULL`: alone one order a commit, at 64 connections groups of 64.
pub(crate) fn on_sqlite(
    options: &Options,
    engine: &Engine,
    world: &World,
    table: &mut Table,
) -> Result<()> {
    let file = world.folder().join("floor-orders.db");
    let mut floor = Raw::open(&format!("sqlite:{}", file.display()))?;
    ledger::prepare(&mut floor, "BLOB")?;
    let ours = world.start(&[])?;
    let shop = Shop::open(ours.address, world)?;
    for (group, wall) in [(1, 0.80), (64, 0.40)] {
        let connections = usize::try_from(group)?;
        let sent = Load { connections, lasts: options.lasts, status: 201 };
        let requests = shop.orders()?;
        let before = Posted::in_world(world)?;
        let rounds = in_turn(
            options,
            || {
                let before = own_processor()?;
                let written = ledger::in_groups(&mut floor, group, options.lasts)?;
                Ok(sample(&written, Some(own_processor()? - before)))
            },
            || load(ours.address, &requests, sent, || engine.used(&ours)),
        )?;
        let wanted = Wanted { wall: Some(wall), processor: None };
        table.ratios("O2", &format!("order, SQLite, c{connections}"), &rounds, wanted);
        before.told(world, rounds.count, shop.claim, table)?;
    }
    ours.stop()
}

/// O1 beside `pgbench.order` at the same connections.
pub(crate) fn on_postgres(
    options: &Options,
    engine: &Engine,
    world: &World,
    table: &mut Table,
) -> Result<()> {
    let cluster = engine.cluster.as_deref().ok_or("no cluster")?;
    let database = Database::make(cluster, None)?;
    ledger::prepare(&mut Raw::open(&database.url)?, "BYTEA")?;
    let ours = world.start(&[])?;
    let shop = Shop::open(ours.address, world)?;
    for connections in [8, 32] {
        let sent = Load { connections, lasts: options.lasts, status: 201 };
        let requests = shop.orders()?;
        let before = Posted::in_world(world)?;
        let rounds = in_turn(
            options,
            || {
                let before = engine.processor()?;
                let written = ledger::over_connections(&database.url, connections, options.lasts)?;
                let used = engine.processor()?.zip(before).map(|(after, before)| after - before);
                Ok(sample(&written, used))
            },
            || load(ours.address, &requests, sent, || engine.used(&ours)),
        )?;
        let wanted = Wanted { wall: Some(0.60), processor: Some(0.55) };
        table.ratios("O1", &format!("order, PostgreSQL, c{connections}"), &rounds, wanted);
        before.told(world, rounds.count, shop.claim, table)?;
    }
    ours.stop()
}

/// O5: a message by ten clients at once is one order and one posting; a repeat costs at most half of
/// a first. The floor of this line are the firsts.
pub(crate) fn repeated(
    options: &Options,
    engine: &Engine,
    world: &World,
    table: &mut Table,
) -> Result<()> {
    let ours = world.start(&[])?;
    let shop = Shop::open(ours.address, world)?;
    let (messages, mut answers) = (if options.check { 5 } else { 200 }, [0, 0]);
    let requests = shop.orders()?;
    let before = Posted::in_world(world)?;
    for _ in 0..messages {
        let mut message = Vec::new();
        requests.write(&mut message);
        for status in client::at_once(ours.address, &message, CLIENTS)? {
            match status {
                201 => answers[0] += 1,
                200 => answers[1] += 1,
                other => return Err(format!("a message sent by ten was answered {other}").into()),
            }
        }
    }
    let after = Posted::in_world(world)?;
    let made = (after.orders - before.orders, after.entries - before.entries);
    if made != (messages, messages) || answers != [messages, messages * 9] {
        let told = format!("{messages} messages by ten each: {made:?} orders and entries");
        return Err(format!("{told}, {answers:?} answers of 201 and 200").into());
    }
    // Firsts, then the same ones again, over the same connections.
    let firsts = std::cell::RefCell::new(Arc::clone(&requests));
    let sent = |status| Load { connections: CLIENTS, lasts: options.lasts, status };
    let rounds = in_turn(
        options,
        || {
            *firsts.borrow_mut() = shop.orders()?;
            load(ours.address, &firsts.borrow(), sent(201), || engine.used(&ours))
        },
        || load(ours.address, &firsts.borrow().again(), sent(200), || engine.used(&ours)),
    )?;
    let wanted = Wanted { wall: Some(2.0), processor: Some(2.0) };
    table.ratios("O5", &format!("repeat beside first, {}, c10", engine.name), &rounds, wanted);
    table.remark(&format!(
        "{messages} messages sent by {CLIENTS} at once: {} orders, {} entries; a repeat costs {} of \
         a first's time, {} of its processor",
        made.0,
        made.1,
        inverse(&rounds, Rounds::wall),
        inverse(&rounds, Rounds::processor)
    ));
    ours.stop()
}

fn inverse(rounds: &Rounds, of: impl Fn(&Rounds) -> crate::rounds::Figures) -> String {
    of(rounds).ratio.map_or_else(|| "–".to_owned(), |ratio| format!("{:.2}", 1.0 / ratio))
}

/// What orders left behind.
#[derive(Debug)]
pub(crate) struct Posted {
    pub(crate) orders: u64,
    pub(crate) entries: u64,
    pub(crate) transfers: u64,
}

impl Posted {
    pub(crate) fn in_world(world: &World) -> Result<Self> {
        // The clocks of the product may confirm what was earned long ago meanwhile.
        let expected = "journal_entries WHERE kind = 'commission.estimated'";
        Ok(Self {
            orders: world.count("orders")?,
            entries: world.count(expected)?,
            transfers: world
                .count(&format!("transfers WHERE entry_id IN (SELECT id FROM {expected})"))?,
        })
    }

    /// Says what orders left in the ledger since: one that earns nobody anything would be no measure.
    fn told(&self, world: &World, orders: u64, claim: &str, table: &Table) -> Result<()> {
        let now = Self::in_world(world)?;
        let transfers = now.transfers - self.transfers;
        if now.orders - self.orders != orders || transfers < orders * 2 {
            let made = now.orders - self.orders;
            return Err(format!("{orders} answers, {made} orders, {transfers} transfers").into());
        }
        table.remark(&format!("{orders} orders, {claim}; {transfers} ledger rows"));
        Ok(())
    }
}

fn sample(written: &ledger::Written, processor: Option<f64>) -> Sample {
    Sample::new(written.orders, written.seconds, processor, &written.micros)
}

/// A shop that sends signed messages, each won by a click.
pub(crate) struct Shop {
    endpoint: Endpoint,
    bodies: Vec<serde_json::Value>,
    address: SocketAddr,
    /// By what its orders are claimed.
    pub(crate) claim: &'static str,
}

impl Shop {
    /// Makes an endpoint, and a click on a link for every product that is sold.
    pub(crate) fn open(address: SocketAddr, world: &World) -> Result<Self> {
        let mut skus = BTreeSet::new();
        let (mut bodies, mut claim) = (Vec::new(), "attributed by click");
        for link in world.links()? {
            if !skus.insert(link.sku.clone()) {
                continue;
            }
            let mut body = serde_json::json!({
                "currency": "JPY",
                "lines": [{ "sku": link.sku, "quantity": 1, "unit_price": "1980" }],
            });
            if let Some(click) = click(address, &link.code)? {
                body["click"] = click.into();
            } else {
                claim = "attributed by link: no click to be had";
                body["link_code"] = link.code.into();
            }
            bodies.push(body);
        }
        let endpoint = Endpoint::make(address, &token(address)?, "bench")?;
        Ok(Self { endpoint, bodies, address, claim })
    }

    /// Orders that nobody has sent before.
    pub(crate) fn orders(&self) -> Result<Arc<Requests>> {
        let set = fresh_set();
        let placed_at = Clock::System.now().to_string();
        let orders: Vec<String> = self
            .bodies
            .iter()
            .map(|body| {
                let mut body = body.clone();
                body["external_id"] = format!("{set}-{NUMBER}").into();
                body["placed_at"] = placed_at.clone().into();
                self.endpoint.order(&body, &set)
            })
            .collect();
        // One on its own first: what is wrong with it is wrong with all.
        let trial = orders.first().ok_or("no links")?.replace(NUMBER, "trial-number");
        let mut trial = trial.into_bytes();
        self.endpoint.signer().sign(&mut trial);
        ask(self.address, std::str::from_utf8(&trial)?)?.expect(201, "the first order")?;
        Ok(Requests::signed(orders, self.endpoint.signer()))
    }
}

/// What the numbers of a set begin with: no round may send what an earlier one sent.
fn fresh_set() -> String {
    static NEXT: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(1);
    let set = NEXT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    format!("{}.{set}", Clock::System.now().unix_seconds())
}

/// The id of a click on a link, as the redirect hands it on.
fn click(address: SocketAddr, code: &str) -> Result<Option<String>> {
    let reply = ask(address, &get(&format!("/r/{code}")))?;
    let found = reply.head.split(['=', '&', '\r', '\n']).find(|part| part.starts_with("clk_"));
    Ok(found.map(str::to_owned))
}
