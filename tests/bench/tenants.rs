//! T1: a shelf among five thousand storefronts beside one among two hundred.

use server::config::SeedSize;

use crate::client::{Load, ask};
use crate::engine::Engine;
use crate::options::Options;
use crate::rounds::{in_turn, load};
use crate::world::World;
use crate::{Result, Table, Wanted, catalogue};

/// Visitors at once.
const CONNECTIONS: usize = 16;

pub(crate) fn measure(
    options: &Options,
    engine: &Engine,
    few: &World,
    table: &mut Table,
) -> Result<()> {
    let storefronts = if options.check { 9 } else { 5_000 };
    let size = SeedSize { storefronts, orders: 0, ..options.size() };
    let many = World::filled(&size, engine)?;
    let (small, large) = (few.start(&[])?, many.start(&[])?);
    let (of_few, of_many) = (catalogue::shelves(few), catalogue::shelves(&many));
    let last = many.shelves().pop().ok_or("no storefront")?;
    ask(large.address, &crate::requests::get(&last))?.expect(200, &last)?;
    let sent = Load { connections: CONNECTIONS, lasts: options.lasts, status: 200 };
    let rounds = in_turn(
        options,
        || load(small.address, &of_few, sent, || engine.used(&small)),
        || load(large.address, &of_many, sent, || engine.used(&large)),
    )?;
    let what = format!("{storefronts} storefronts, {}", engine.name);
    let wanted = Wanted { wall: Some(0.85), processor: None };
    table.ratios("T1", &format!("shelf of {what}"), &rounds, wanted);
    table.remark(&format!("its floor is the shelf of {} storefronts", few.shelves().len()));
    small.stop()?;
    large.stop()
}
