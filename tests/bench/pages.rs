//! P2, P4, M1: the public pages, and what a server needs for them.

use std::collections::BTreeSet;
use std::fs;

use crate::client::{Load, Requests, ask, get};
use crate::options::Options;
use crate::process::{Role, Server};
use crate::rounds::{alone, in_turn, load, median};
use crate::world::World;
use crate::{Result, Table, Wanted};

/// Visitors at once.
const CONNECTIONS: usize = 16;
/// Storefronts whose products are looked at.
const SHOPS: usize = 20;

pub(crate) fn measure(options: &Options, world: &World, table: &mut Table) -> Result<()> {
    let shelves = world.shelves();
    let (first, start) = started(world, &shelves[0])?;
    let ours = first;
    let sent = Load { connections: CONNECTIONS, lasts: options.lasts, status: 200 };
    let resident = shelf(options, world, table, &ours, sent)?;
    if options.wants("P4") {
        product(options, world, table, &ours, sent)?;
    }
    ours.stop()?;
    if options.wants("M1") {
        if let Some(resident) = resident {
            table.bound("M1", "resident memory under P2's load", resident, "MiB", 100.0);
        }
        let mut starts = vec![start];
        while starts.len() < options.rounds {
            let (server, seconds) = started(world, &shelves[0])?;
            server.stop()?;
            starts.push(seconds);
        }
        let seconds = median(starts).ok_or("no start")?;
        table.bound("M1", "start to the first 200", seconds, "s", 1.0);
    }
    Ok(())
}

/// The product, and the seconds until it answered with a page.
fn started(world: &World, path: &str) -> Result<(Server, f64)> {
    let server = world.start(&[])?;
    ask(server.address, &get(path))?.expect(200, path)?;
    let seconds = server.began.elapsed().as_secs_f64();
    Ok((server, seconds))
}

/// P2 beside `actix.static-list`. Answers the most memory that the server held after a round.
fn shelf(
    options: &Options,
    world: &World,
    table: &mut Table,
    ours: &Server,
    sent: Load,
) -> Result<Option<f64>> {
    if !options.wants("P2") && !options.wants("M1") {
        return Ok(None);
    }
    let shelves = world.shelves();
    let page = ask(ours.address, &get(&shelves[0]))?.expect(200, &shelves[0])?.body;
    let size = page.len();
    let file = world.folder().join("shelf.html");
    fs::write(&file, page)?;
    let floor = Server::start(Role::Page, &[file.display().to_string()], world.folder())?;
    let requests = Requests::new(shelves.iter().map(|path| get(path)));
    let mut resident: f64 = 0.0;
    let rounds = in_turn(
        options,
        || load(floor.address, &requests, sent, || floor.processor().map(Some)),
        || {
            let sample = load(ours.address, &requests, sent, || ours.processor().map(Some))?;
            resident = resident.max(ours.memory()?.resident);
            Ok(sample)
        },
    )?;
    let wanted = Wanted { wall: None, processor: Some(0.075) };
    table.ratios("P2", &format!("shelf page, c{CONNECTIONS}"), &rounds, wanted);
    let memory = ours.memory()?;
    table.remark(&format!(
        "a page of {size} bytes; resident {:.0} MiB, without mapped files {:.0}, at its peak {:.0}",
        memory.resident, memory.own, memory.peak
    ));
    floor.stop()?;
    Ok(Some(resident))
}

/// P4: absolute, for want of a floor.
fn product(
    options: &Options,
    world: &World,
    table: &mut Table,
    ours: &Server,
    sent: Load,
) -> Result<()> {
    let mut pages = BTreeSet::new();
    for shelf in world.shelves().iter().take(SHOPS) {
        let text = ask(ours.address, &get(shelf))?.expect(200, shelf)?.text();
        pages.extend(products(&text, shelf));
    }
    let first = pages.first().ok_or("the shelves link to no products")?;
    ask(ours.address, &get(first))?.expect(200, first)?;
    let requests = Requests::new(pages.iter().map(|path| get(path)));
    let rounds =
        alone(options, || load(ours.address, &requests, sent, || ours.processor().map(Some)))?;
    let what = format!("product page, c{CONNECTIONS}");
    table.ratios("P4", &what, &rounds, Wanted::default());
    Ok(())
}

/// Addresses of products on a shelf's page.
fn products(page: &str, shelf: &str) -> Vec<String> {
    let start = format!("href=\"{shelf}/p/");
    let ids = page.split(&start).skip(1).filter_map(|rest| rest.split(['"', '?', '#']).next());
    ids.map(|id| format!("{shelf}/p/{id}")).collect()
}
