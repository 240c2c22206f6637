//! BURST: fifty order lines a second for five minutes through the signed API. Every line is
//! attributed, none is lost, none is there twice.

use std::collections::HashSet;
use std::sync::{Arc, Mutex};

use crate::engine::Engine;
use crate::options::Options;
use crate::orders::{Posted, Shop};
use crate::pace::{self, Pace, below};
use crate::world::World;
use crate::{Result, Table};

/// Order lines a second.
const LINES: f64 = 50.0;
/// Connections of the shops.
const CONNECTIONS: usize = 32;

/// What a burst leaves in the database.
#[derive(Debug, PartialEq, Eq)]
struct Left {
    orders: u64,
    lines: u64,
    attributed: u64,
    pieces: u64,
    commissions: u64,
    transfers: u64,
}

impl Left {
    fn in_world(world: &World) -> Result<Self> {
        let pieces = "SELECT CAST(COALESCE(SUM(quantity), 0) AS TEXT) AS value FROM order_lines";
        Ok(Self {
            orders: world.count("orders")?,
            lines: world.count("order_lines")?,
            attributed: world.count("order_lines WHERE kol_id IS NOT NULL")?,
            pieces: world.number(pieces)?,
            commissions: world.count("commissions")?,
            transfers: Posted::in_world(world)?.transfers,
        })
    }

    /// With so many orders more, each of one line of one piece that earns KOL and network.
    fn and(self, orders: u64) -> Self {
        Self {
            orders: self.orders + orders,
            lines: self.lines + orders,
            attributed: self.attributed + orders,
            pieces: self.pieces + orders,
            commissions: self.commissions + orders,
            transfers: self.transfers + orders * 2,
        }
    }
}

/// Measures on one engine. The world is left with the orders in it.
pub(crate) fn measure(
    options: &Options,
    engine: &Engine,
    world: &World,
    table: &mut Table,
) -> Result<()> {
    let ours = world.start(&[])?;
    let shop = Shop::open(ours.address, world)?;
    let requests = shop.orders()?;
    let before = Left::in_world(world)?;
    let pace = Pace { per_second: LINES, lasts: options.burst, connections: CONNECTIONS };
    let ids: Arc<Mutex<HashSet<String>>> = Arc::default();
    let heard = Arc::clone(&ids);
    let used = engine.used(&ours)?;
    let outcome = pace::run(ours.address, &requests, pace, move |reply| {
        let answer: serde_json::Value = serde_json::from_slice(&reply.body).unwrap_or_default();
        if let (Some(id), Ok(mut heard)) = (answer["id"].as_str(), heard.lock()) {
            heard.insert(id.to_owned());
        }
    })?;
    let used = engine.used(&ours)?.zip(used).map(|(after, before)| after - before);
    let sent = pace.count();
    if outcome.statuses.len() != 1 || outcome.statuses.get(&201) != Some(&sent) {
        return Err(format!("{sent} orders were answered {:?}", outcome.statuses).into());
    }
    let told = ids.lock().map_err(|_| "a caller panicked")?.len();
    let (left, wanted) = (Left::in_world(world)?, before.and(sent));
    if left != wanted || u64::try_from(told)? != sent {
        return Err(format!("{told} orders were told; {left:?} instead of {wanted:?}").into());
    }
    oversold(world)?;
    ours.stop()?;
    let found = world.findings()?;
    if !found.is_empty() {
        return Err(format!("the books are unsound: {}", found.join("; ")).into());
    }
    let what = format!("{LINES} lines a second, {}", engine.name);
    let (half, slow) = (below(&outcome.micros, 50), below(&outcome.micros, 99));
    table.figure("BURST", &format!("{what}, 50 %"), half, "ms");
    table.figure("BURST", &format!("{what}, 99 %"), slow, "ms");
    table.figure("BURST", &format!("{what}, worst"), below(&outcome.micros, 100), "ms");
    let used = used.map_or_else(String::new, |used| format!(", {used:.1} processor seconds"));
    table.remark(&format!(
        "{sent} lines in {:.0} s{used}: all there once, {}, with commission and entry; books and \
         seals hold",
        outcome.seconds, shop.claim
    ));
    Ok(())
}

/// Whether more of a product was sold than there was. A product that tells no stock is not counted.
fn oversold(world: &World) -> Result<()> {
    let counted = if world.url().starts_with("sqlite:") {
        "SELECT CAST(COUNT(*) AS TEXT) AS value FROM pragma_table_info('products') \
         WHERE name = 'on_hand'"
    } else {
        "SELECT CAST(COUNT(*) AS TEXT) AS value FROM information_schema.columns \
         WHERE table_name = 'products' AND column_name = 'on_hand'"
    };
    if world.number(counted)? == 0 {
        return Ok(());
    }
    match world.count("products WHERE on_hand < 0")? {
        0 => Ok(()),
        some => Err(format!("{some} products are oversold").into()),
    }
}
