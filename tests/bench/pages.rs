//! P1 to P4, M1: the public pages and documents, and what a server needs for them.

use std::collections::BTreeSet;
use std::fs;
use std::sync::Arc;

use crate::client::{Load, ask};
use crate::options::Options;
use crate::process::{Role, Server};
use crate::requests::{Requests, get};
use crate::rounds::{alone, in_turn, load, median};
use crate::world::World;
use crate::{Result, Table, Wanted, catalogue};

/// Visitors at once.
const CONNECTIONS: usize = 16;
/// Storefronts whose products are looked at.
const SHOPS: usize = 20;

pub(crate) fn measure(options: &Options, world: &World, table: &mut Table) -> Result<()> {
    let shelves = world.shelves();
    let (first, start) = started(world, &shelves[0])?;
    let ours = first;
    let sent = Load { connections: CONNECTIONS, lasts: options.lasts, status: 200 };
    if options.wants("P1") {
        document(options, world, table, &ours, sent)?;
    }
    let resident = shelf(options, world, table, &ours, sent)?;
    if options.wants("P3") {
        validated(options, world, table, &ours)?;
    }
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
    let wanted = Wanted { wall: None, processor: Some(0.15) };
    table.ratios("P2", &format!("shelf page, c{CONNECTIONS}"), &rounds, wanted);
    let memory = ours.memory()?;
    table.remark(&format!(
        "a page of {size} bytes; resident {:.0} MiB, without mapped files {:.0}, at its peak {:.0}",
        memory.resident, memory.own, memory.peak
    ));
    floor.stop()?;
    Ok(Some(resident))
}

/// P1: the shelf as JSON, beside a document of its size from memory.
fn document(
    options: &Options,
    world: &World,
    table: &mut Table,
    ours: &Server,
    sent: Load,
) -> Result<()> {
    let requests = catalogue::shelves(world);
    let mut first = Vec::new();
    requests.write(&mut first);
    let body = ask(ours.address, std::str::from_utf8(&first)?)?.expect(200, "a shelf")?.body;
    let file = world.folder().join("shelf.json");
    fs::write(&file, &body)?;
    let floor = Server::start(Role::Page, &[file.display().to_string()], world.folder())?;
    let rounds = in_turn(
        options,
        || load(floor.address, &requests, sent, || floor.processor().map(Some)),
        || load(ours.address, &requests, sent, || ours.processor().map(Some)),
    )?;
    table.ratios("P1", &format!("shelf as JSON, c{CONNECTIONS}"), &rounds, Wanted::default());
    table.remark(&format!(
        "a document of {} bytes; the sheet wants 5,400 a second and 5,700 a processor second of its \
         machine (20 and 40 times a usual commerce server)",
        body.len()
    ));
    floor.stop()
}

/// P3: the shelf's page when its reader has it already, beside `actix.static-list`.
fn validated(options: &Options, world: &World, table: &mut Table, ours: &Server) -> Result<()> {
    let mut requests = Vec::new();
    for path in world.shelves() {
        let reply = ask(ours.address, &get(&path))?.expect(200, &path)?;
        let tag = reply.head.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("etag").then(|| value.trim().to_owned())
        });
        let Some(tag) = tag else {
            table.skipped("P3", "shelf page, validated", "the page has no ETag");
            return Ok(());
        };
        let end = "\r\n\r\n";
        requests.push(get(&path).replace(end, &format!("\r\nif-none-match: {tag}{end}")));
    }
    let (unchanged, requests) = (Requests::new(requests), world.shelves());
    let whole = Requests::new(requests.iter().map(|path| get(path)));
    let page = ask(ours.address, &get(&requests[0]))?.body;
    let file = world.folder().join("shelf.html");
    fs::write(&file, page)?;
    let floor = Server::start(Role::Page, &[file.display().to_string()], world.folder())?;
    let sent = |status| Load { connections: CONNECTIONS, lasts: options.lasts, status };
    let rounds = in_turn(
        options,
        || load(floor.address, &whole, sent(200), || floor.processor().map(Some)),
        || load(ours.address, &unchanged, sent(304), || ours.processor().map(Some)),
    )?;
    let wanted = Wanted { wall: None, processor: Some(0.60) };
    table.ratios("P3", &format!("shelf page, validated, c{CONNECTIONS}"), &rounds, wanted);
    floor.stop()
}

/// P4: absolute, for want of a floor.
fn product(
    options: &Options,
    world: &World,
    table: &mut Table,
    ours: &Server,
    sent: Load,
) -> Result<()> {
    let requests = products_of(ours, world)?;
    let rounds =
        alone(options, || load(ours.address, &requests, sent, || ours.processor().map(Some)))?;
    let what = format!("product page, c{CONNECTIONS}");
    table.ratios("P4", &what, &rounds, Wanted::default());
    Ok(())
}

/// Requests for the pages of products on some shelves.
pub(crate) fn products_of(ours: &Server, world: &World) -> Result<Arc<Requests>> {
    let mut pages = BTreeSet::new();
    for shelf in world.shelves().iter().take(SHOPS) {
        let text = ask(ours.address, &get(shelf))?.expect(200, shelf)?.text();
        pages.extend(products(&text, shelf));
    }
    let first = pages.first().ok_or("the shelves link to no products")?;
    ask(ours.address, &get(first))?.expect(200, first)?;
    Ok(Requests::new(pages.iter().map(|path| get(path))))
}

/// Addresses of products on a shelf's page.
fn products(page: &str, shelf: &str) -> Vec<String> {
    let start = format!("href=\"{shelf}/p/");
    let ids = page.split(&start).skip(1).filter_map(|rest| rest.split(['"', '?', '#']).next());
    ids.map(|id| format!("{shelf}/p/{id}")).collect()
}
