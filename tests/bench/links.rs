//! R1, R2: following a tracked link.

use std::time::Duration;

use crate::client::{Load, ask};
use crate::options::Options;
use crate::process::{Role, Server};
use crate::requests::{Requests, get};
use crate::rounds::{in_turn, load};
use crate::world::World;
use crate::{Result, Table, Wanted};

/// Visitors at once.
const CONNECTIONS: [usize; 3] = [16, 128, 512];

/// R1: the click is on disk before the visitor goes on; beside `actix.302+sqlite-full`.
pub(crate) fn commit_first(options: &Options, world: &World, table: &mut Table) -> Result<()> {
    let file = world.folder().join("floor.db").display().to_string();
    let floor = Server::start(Role::Clicks, &[file], world.folder())?;
    let ours = world.start(&["--clicks", "commit-first"])?;
    let wanted = Wanted { wall: Some(0.80), processor: Some(0.80) };
    measure("R1", "redirect, committed", options, world, table, (floor, ours), wanted)
}

/// R2: the visitor goes on at once; beside 302 and nothing else.
pub(crate) fn answer_first(options: &Options, world: &World, table: &mut Table) -> Result<()> {
    let floor = Server::start(Role::Bare, &[], world.folder())?;
    let ours = world.start(&["--clicks", "answer-first"])?;
    let wanted = Wanted { wall: Some(0.60), processor: None };
    measure("R2", "redirect, answer first", options, world, table, (floor, ours), wanted)
}

fn measure(
    goal: &str,
    what: &str,
    options: &Options,
    world: &World,
    table: &mut Table,
    (floor, ours): (Server, Server),
    wanted: Wanted,
) -> Result<()> {
    let paths = world.links()?.into_iter().map(|link| format!("/r/{}", link.code));
    let paths: Vec<String> = paths.collect();
    let before = world.count("clicks")?;
    ask(ours.address, &get(&paths[0]))?.expect(302, &paths[0])?;
    let mut answered = 1;
    let requests = Requests::new(paths.iter().map(|path| get(path)));
    for connections in CONNECTIONS {
        let sent = Load { connections, lasts: options.lasts, status: 302 };
        let rounds = in_turn(
            options,
            || load(floor.address, &requests, sent, || floor.processor().map(Some)),
            || load(ours.address, &requests, sent, || ours.processor().map(Some)),
        )?;
        table.ratios(goal, &format!("{what}, c{connections}"), &rounds, wanted);
        answered += rounds.count;
        let kept = kept(world, before, answered)?;
        if kept != answered {
            return Err(format!("{answered} answers, {kept} clicks kept").into());
        }
        table.remark(&format!("until now {answered} answers, {kept} clicks kept"));
    }
    floor.stop()?;
    ours.stop()
}

/// Clicks that were added; those that were answered first get a moment.
fn kept(world: &World, before: u64, answered: u64) -> Result<u64> {
    for _ in 0..20 {
        if world.count("clicks")? - before >= answered {
            break;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    Ok(world.count("clicks")? - before)
}
