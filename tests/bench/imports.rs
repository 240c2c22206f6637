//! O3, IMPORT: files of orders, beside the engine's own way to write many rows at once.

use std::cell::RefCell;

use server::config::SeedSize;
use store::testing::Raw;

use crate::engine::Engine;
use crate::files::{Caller, Orders, Took, place, remark};
use crate::options::Options;
use crate::process::own_processor;
use crate::rounds::{Sample, in_turn};
use crate::world::{Database, World};
use crate::{Result, Table, Wanted, bulk, ledger};

/// Megabytes of a file at most.
const FILE_MB: &str = "1024";

/// O3 beside `sqlite.order.FULL.1000` and `pgbench.order_batch` (100 orders a commit): the orders of
/// a file that are written in batches. The second line counts its upload and its dry run in.
pub(crate) fn batches(
    options: &Options,
    engine: &Engine,
    world: &World,
    table: &mut Table,
) -> Result<()> {
    let (file, database);
    let mut floor = if let Some(cluster) = engine.cluster.as_deref() {
        database = Database::make(cluster, None)?;
        Raw::open(&database.url)?
    } else {
        file = format!("sqlite:{}", world.folder().join("floor-batches.db").display());
        Raw::open(&file)?
    };
    ledger::prepare(&mut floor, if engine.is_sqlite() { "BLOB" } else { "BYTEA" })?;
    let ours = world.start(&[])?;
    let mut caller = Caller::new(ours.address)?;
    let (goods, lines) = (world.goods()?, if options.check { 300 } else { 50_000 });
    let (mut number, mut last) = (0, None);
    let whole = RefCell::new(Vec::new());
    let rounds = in_turn(
        options,
        || {
            let used =
                || if engine.is_sqlite() { own_processor().map(Some) } else { engine.processor() };
            let before = used()?;
            let written = if engine.is_sqlite() {
                ledger::in_groups(&mut floor, 1_000, options.lasts)?
            } else {
                ledger::in_batches(&mut floor, 100, options.lasts)?
            };
            let used = used()?.zip(before).map(|(after, before)| after - before);
            Ok(Sample::new(written.orders, written.seconds, used, &written.micros))
        },
        || {
            number += 1;
            let set = format!("o3.{number}");
            let file = Orders::write(place(world.folder(), &set), &goods, lines, &set)?;
            let (first, second) = (engine.used(&ours)?, RefCell::new(None));
            let took = caller.import(&file, || {
                *second.borrow_mut() = engine.used(&ours)?;
                Ok(())
            })?;
            let end = engine.used(&ours)?;
            std::fs::remove_file(&file.path)?;
            let used = |from: Option<f64>| end.zip(from).map(|(end, from)| end - from);
            let all = Sample::new(file.orders, took.whole(), used(first), &[]);
            whole.borrow_mut().push(all);
            let applied = Sample::new(file.orders, took.applied, used(*second.borrow()), &[]);
            last = Some((file, took));
            Ok(applied)
        },
    )?;
    let wanted = if engine.is_sqlite() {
        Wanted { wall: Some(0.50), processor: None }
    } else {
        Wanted { wall: None, processor: Some(0.50) }
    };
    table.ratios("O3", &format!("orders of a file, {}", engine.name), &rounds, wanted);
    let whole = rounds.beside(whole.take().split_off(1));
    table.ratios("O3", "… with upload and dry run", &whole, Wanted::default());
    if let Some((file, took)) = last {
        remark(table, &file, took);
    }
    ours.stop()
}

/// IMPORT: a file through upload, dry run and apply, with attribution, commissions and entries, beside
/// the engine's own bulk load of the rows that came of it; and the memory that a tenth of it takes.
pub(crate) fn whole(options: &Options, engine: &Engine, table: &mut Table) -> Result<()> {
    let size = SeedSize { orders: 0, ..options.size() };
    let base = World::filled(&size, engine)?;
    let (tenth, _) = import(options.lines / 10, engine, &base, table, true)?;
    let mut peak: f64 = 0.0;
    let loads = RefCell::new(Vec::new());
    let rounds = crate::rounds::long(options, || {
        let (full, world) = import(options.lines, engine, &base, table, false)?;
        peak = peak.max(full.peak);
        let load = bulk::load(&world, engine)?;
        let sample = |seconds, used| Sample::new(full.lines, seconds, used, &[]);
        let floor = sample(load.seconds, load.processor);
        loads.borrow_mut().push((full.took.whole(), load.seconds, load.rows));
        Ok((floor, sample(full.took.whole(), full.processor)))
    })?;
    let wanted = Wanted { wall: Some(1.0 / 3.0), processor: None };
    table.ratios("IMPORT", &format!("{} lines, {}", options.lines, engine.name), &rounds, wanted);
    for (ours, floor, rows) in loads.take() {
        let times = ours / floor;
        table.remark(&format!(
            "{ours:.1} s beside {floor:.1} s for {} of the {rows} rows that came of it: {times:.2} x",
            if engine.is_sqlite() { "a bulk load" } else { "COPY" },
        ));
    }
    let what = format!("peak memory, whole / tenth, {}", engine.name);
    table.bound("IMPORT", &what, peak / tenth.peak, "x", 1.2);
    table.remark(&format!("{peak:.0} MiB beside {:.0} MiB", tenth.peak));
    Ok(())
}

/// What a file came to.
struct Imported {
    lines: u64,
    took: Took,
    /// The most memory that the server held, in MiB.
    peak: f64,
    processor: Option<f64>,
}

fn import(
    lines: usize,
    engine: &Engine,
    base: &World,
    table: &Table,
    prove: bool,
) -> Result<(Imported, World)> {
    let world = base.copied()?;
    let file = Orders::write(place(world.folder(), "import"), &world.goods()?, lines.max(10), "i")?;
    let ours = world.start(&["--order-file-mb", FILE_MB])?;
    let mut caller = Caller::new(ours.address)?;
    let before = engine.used(&ours)?;
    let took = caller.import(&file, || Ok(()))?;
    let processor = engine.used(&ours)?.zip(before).map(|(after, before)| after - before);
    let peak = ours.memory()?.peak;
    remark(table, &file, took);
    // Entries may still wait for their seals.
    ours.stop()?;
    std::fs::remove_file(&file.path)?;
    let counts = [
        ("orders", world.count("orders")?, file.orders),
        ("lines", world.count("order_lines WHERE kol_id IS NOT NULL")?, file.lines),
        ("commissions", world.count("commissions")?, file.lines),
        ("entries", world.count("journal_entries")?, file.orders),
        ("transfers", world.count("transfers")?, file.lines * 2),
    ];
    if let Some((what, found, wanted)) = counts.iter().find(|(_, found, wanted)| found != wanted) {
        return Err(format!("{found} {what} instead of {wanted}").into());
    }
    if prove {
        let found = world.findings()?;
        if !found.is_empty() {
            return Err(format!("the books are unsound: {}", found.join("; ")).into());
        }
    }
    Ok((Imported { lines: file.lines, took, peak, processor }, world))
}
