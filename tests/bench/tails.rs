//! L1: how long the slowest of a hundred wait while the server has seven tenths of what it can do.

use std::sync::Arc;
use std::time::Duration;

use crate::client::Load;
use crate::engine::Engine;
use crate::options::Options;
use crate::pace::{self, Pace, below};
use crate::process::{Role, Server};
use crate::requests::{Requests, get};
use crate::rounds::{load, median};
use crate::world::World;
use crate::{Result, Table, pages};

/// Visitors at once while the most is found out.
const CONNECTIONS: usize = 16;
/// Connections while a pace is kept: enough that none of them holds a request up.
const KEPT: usize = 64;
/// The share of the most.
const SHARE: f64 = 0.7;
/// Milliseconds that a page may take.
const BOUND_MS: f64 = 20.0;

/// Shelf and product page by themselves, the redirect beside its floor at the same pace.
pub(crate) fn measure(
    options: &Options,
    engine: &Engine,
    world: &World,
    table: &mut Table,
) -> Result<()> {
    let ours = world.start(&[])?;
    let shelves = Requests::new(world.shelves().iter().map(|path| get(path)));
    let products = pages::products_of(&ours, world)?;
    for (what, requests) in [("shelf page", shelves), ("product page", products)] {
        let pace = most(options, &ours, &requests, 200)?;
        let mut slow = Vec::new();
        for _ in 0..options.rounds {
            slow.push(keep(&ours, &requests, pace, 200)?);
        }
        let what = format!("{what} at {:.0}/s, {}", pace.per_second, engine.name);
        table.bound("L1", &what, median(slow).ok_or("no round")?, "ms (99 %)", BOUND_MS);
    }
    let file = world.folder().join("floor-tails.db").display().to_string();
    let floor = Server::start(Role::Clicks, &[file], world.folder())?;
    let links = world.links()?;
    let requests = Requests::new(links.iter().map(|link| get(&format!("/r/{}", link.code))));
    let pace = most(options, &ours, &requests, 302)?;
    let (mut ratios, mut both) = (Vec::new(), (Vec::new(), Vec::new()));
    for _ in 0..options.rounds {
        let lean = keep(&floor, &requests, pace, 302)?;
        let own = keep(&ours, &requests, pace, 302)?;
        ratios.push(own / lean.max(0.001));
        both.0.push(lean);
        both.1.push(own);
    }
    let what = format!("redirect at {:.0}/s beside its floor", pace.per_second);
    table.bound("L1", &what, median(ratios).ok_or("no round")?, "x (99 %)", 1.5);
    let told = |values| median(values).unwrap_or_default();
    table.remark(&format!("{:.2} ms beside {:.2} ms", told(both.1), told(both.0)));
    floor.stop()?;
    ours.stop()
}

/// A pace of seven tenths of what the server can do.
fn most(options: &Options, ours: &Server, requests: &Arc<Requests>, status: u16) -> Result<Pace> {
    let sent = Load { connections: CONNECTIONS, lasts: options.lasts, status };
    load(ours.address, requests, sent, || Ok(None))?;
    let most = load(ours.address, requests, sent, || Ok(None))?.rate;
    // Two thousand answers or more, so that the slowest hundredth is no single one.
    let least = if options.check { 20.0 } else { 2_000.0 };
    let lasts = options.lasts.max(Duration::from_secs_f64(least / most));
    Ok(Pace { per_second: most * SHARE, lasts, connections: KEPT })
}

/// Keeps a pace; answers what 99 of 100 stay below, in milliseconds.
fn keep(server: &Server, requests: &Arc<Requests>, pace: Pace, status: u16) -> Result<f64> {
    let outcome = pace::run(server.address, requests, pace, |_| ())?;
    if outcome.statuses.keys().any(|answered| *answered != status) {
        return Err(format!("answered {:?}, not all {status}", outcome.statuses).into());
    }
    Ok(below(&outcome.micros, 99))
}
