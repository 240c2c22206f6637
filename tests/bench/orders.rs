//! O1, O2: one order a request, with its commission and its ledger, durable before the answer.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::sync::Arc;

use server::clock::Clock;
use store::testing::Raw;

use crate::client::{Load, NUMBER, Requests, ask, get, post};
use crate::options::Options;
use crate::process::{Cluster, own_processor};
use crate::rounds::{Sample, in_turn, load};
use crate::world::{Database, World, token};
use crate::{Result, Table, Wanted, ledger};

/// O2 beside `sqlite.order.FULL`: alone one order a commit, at 64 connections groups of 64.
pub(crate) fn on_sqlite(options: &Options, world: &World, table: &mut Table) -> Result<()> {
    let file = world.folder().join("floor-orders.db");
    let mut floor = Raw::open(&format!("sqlite:{}", file.display()))?;
    ledger::prepare(&mut floor, "BLOB")?;
    let ours = world.start(&[])?;
    for (group, wall) in [(1, 0.40), (64, 0.20)] {
        let connections = usize::try_from(group)?;
        let sent = Load { connections, lasts: options.lasts, status: 201 };
        let (requests, claim) = requests(ours.address, world)?;
        let before = world.count("transfers")?;
        let rounds = in_turn(
            options,
            || {
                let before = own_processor()?;
                let written = ledger::in_groups(&mut floor, group, options.lasts)?;
                Ok(sample(&written, Some(own_processor()? - before)))
            },
            || load(ours.address, &requests, sent, || ours.processor().map(Some)),
        )?;
        let wanted = Wanted { wall: Some(wall), processor: None };
        table.ratios("O2", &format!("order, SQLite, c{connections}"), &rounds, wanted);
        posted(world.count("transfers")? - before, rounds.count, claim, table)?;
    }
    ours.stop()
}

/// O1 beside `pgbench.order` at the same connections.
pub(crate) fn on_postgres(options: &Options, table: &mut Table) -> Result<()> {
    let what = "order, PostgreSQL";
    let Some(cluster) = &options.postgres else {
        let why =
            "KAKEHASHI_BENCH_POSTGRES names no cluster (one with fsync=on, and nothing else on it)";
        table.skipped("O1", what, why);
        return Ok(());
    };
    if !durable(cluster)? {
        if !options.check {
            table.skipped(
                "O1",
                what,
                "the cluster is not durable: fsync or synchronous_commit is off",
            );
            return Ok(());
        }
        table.remark("the cluster is not durable: good enough for a check alone");
    }
    let database = Database::make(cluster, "kakehashi_bench_floor")?;
    let mut floor = Raw::open(&database.url)?;
    ledger::prepare(&mut floor, "BYTEA")?;
    let world = World::postgres(options, cluster)?;
    let backend = floor.texts("SELECT CAST(pg_backend_pid() AS TEXT) AS value")?;
    let cluster = backend.first().and_then(|backend| Cluster::of(backend));
    let databases = || cluster.map(Cluster::processor).transpose();
    let ours = world.start(&[])?;
    for connections in [8, 32] {
        let sent = Load { connections, lasts: options.lasts, status: 201 };
        let (requests, claim) = requests(ours.address, &world)?;
        let before = world.count("transfers")?;
        let rounds = in_turn(
            options,
            || {
                let before = databases()?;
                let written = ledger::over_connections(&database.url, connections, options.lasts)?;
                let used = databases()?.zip(before).map(|(after, before)| after - before);
                Ok(sample(&written, used))
            },
            || {
                load(ours.address, &requests, sent, || {
                    let own = ours.processor()?;
                    Ok(databases()?.map(|database| database + own))
                })
            },
        )?;
        let wanted = Wanted { wall: Some(0.30), processor: Some(0.275) };
        table.ratios("O1", &format!("{what}, c{connections}"), &rounds, wanted);
        posted(world.count("transfers")? - before, rounds.count, claim, table)?;
    }
    ours.stop()
}

/// Says what the orders left in the ledger: one that earns nobody anything would be no measure.
fn posted(transfers: u64, orders: u64, claim: &str, table: &Table) -> Result<()> {
    if transfers < orders * 2 {
        return Err(format!("{orders} orders moved money {transfers} times").into());
    }
    table.remark(&format!("{orders} orders, {claim}; {transfers} ledger rows"));
    Ok(())
}

fn sample(written: &ledger::Written, processor: Option<f64>) -> Sample {
    Sample::new(written.orders, written.seconds, processor, &written.micros)
}

fn durable(cluster: &str) -> Result<bool> {
    let settings = "SELECT current_setting('fsync') || ' ' || current_setting('full_page_writes') \
                    || ' ' || current_setting('synchronous_commit') AS value";
    Ok(Raw::open(cluster)?.texts(settings)?.first().is_some_and(|set| set == "on on on"))
}

/// Orders that nobody has sent before, each won by a click; and by what they claim it.
fn requests(address: SocketAddr, world: &World) -> Result<(Arc<Requests>, &'static str)> {
    let token = token(address)?;
    let mut skus = BTreeSet::new();
    let mut orders = Vec::new();
    let mut claim = "attributed by click";
    // Another sign-in, another set of numbers: no round may send what an earlier one sent.
    let set = &token[token.len().saturating_sub(12)..];
    for link in world.links()? {
        if !skus.insert(link.sku.clone()) {
            continue;
        }
        let mut body = serde_json::json!({
            "external_id": format!("{set}-{NUMBER}"),
            "currency": "JPY",
            "lines": [{ "sku": link.sku, "quantity": 1, "unit_price": "1980" }],
        });
        if let Some(click) = click(address, &link.code)? {
            body["click"] = click.into();
        } else {
            claim = "attributed by link: no click to be had";
            body["link_code"] = link.code.into();
        }
        body["placed_at"] = Clock::System.now().to_string().into();
        let headers =
            format!("authorization: Bearer {token}\r\nidempotency-key: {set}-{NUMBER}\r\n");
        orders.push(post("/api/v1/orders", &headers, &body.to_string()));
    }
    let requests = Requests::new(orders.clone());
    // One on its own first: what is wrong with it is wrong with all.
    let trial = orders.first().ok_or("no links")?.replace(NUMBER, "trial-number");
    ask(address, &trial)?.expect(201, "the first order")?;
    Ok((requests, claim))
}

/// The id of a click on a link, as the redirect hands it on.
fn click(address: SocketAddr, code: &str) -> Result<Option<String>> {
    let reply = ask(address, &get(&format!("/r/{code}")))?;
    let found = reply.head.split(['=', '&', '\r', '\n']).find(|part| part.starts_with("clk_"));
    Ok(found.map(str::to_owned))
}
