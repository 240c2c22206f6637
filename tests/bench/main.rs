//! Speed: the product beside floors, in rounds of each in turn, told as ratios.
//!
//! `W` is by the wall's clock, `C` per processor second of the server and, on PostgreSQL, of the
//! database. What a ratio must reach is the goal of the sheet.
//!
//! ```text
//! export KAKEHASHI_BENCH_POSTGRES=$(FSYNC=on .ci/postgres FOLDER PORT | tail -n 1)
//! cargo bench -p stories -- O1 O2 O3 O5            one order, one batch, one repeat (minutes)
//! cargo bench -p stories -- IMPORT                 a file of 1,000,000 lines beside a bulk load;
//!                                                  --lines 100000 for less, --rounds 3 for more
//! cargo bench -p stories -- BURST                  fifty lines a second for five minutes on each
//!                                                  engine; --burst 60 for less
//! cargo bench -p stories -- LEDGER                 balances of 10,000 payees among 5,000,000
//!                                                  transfers; --transfers 500000 for less
//! cargo bench -p stories -- P1 P2 P3 P4 P5 P6 M1   pages, documents, catalogue, memory
//! cargo bench -p stories -- L1 T1 R1 R2            tails, many storefronts, redirects
//! cargo bench -p stories -- --check                whether all of it runs
//! ```
//!
//! `--rounds N` and `--seconds S` say how often and how long floor and product take turns (five
//! rounds of two seconds; one round of what takes minutes). Without a cluster only SQLite is measured.

mod balances;
mod bulk;
mod burst;
mod catalogue;
mod client;
mod engine;
mod files;
mod floor;
mod imports;
mod ledger;
mod links;
mod options;
mod orders;
mod pace;
mod pages;
mod process;
mod requests;
mod rounds;
mod signing;
mod tails;
mod tenants;
mod world;

use std::process::ExitCode;

use crate::engine::Engine;
use crate::options::Options;
use crate::rounds::{Figures, Rounds};
use crate::world::World;

/// Whatever went wrong ends a goal, not the bench.
pub(crate) type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// What is measured on one generated world of each engine, in this order: what reads before what
/// writes. The others make worlds of their own.
const ON_BOTH: [(&str, &str, Measure); 5] = [
    ("P5", "catalogue", catalogue::measure),
    ("P6", "search", catalogue::measure),
    ("O5", "repeats", orders::repeated),
    ("BURST", "a burst of orders", burst::measure),
    ("O3", "orders of files", imports::batches),
];

type Measure = fn(&Options, &Engine, &World, &mut Table) -> Result<()>;

fn main() -> ExitCode {
    if let Some(role) = process::role() {
        return process::play(role);
    }
    let options = match Options::read(std::env::args().skip(1)) {
        Ok(options) => options,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };
    let mut table = Table::begin(&options);
    let measured = on(&options, &Engine::sqlite(), &mut table);
    table.note_failure("all", "on SQLite", measured);
    let measured = match Engine::postgres(&options, &table) {
        Ok(Some(engine)) => on(&options, &engine, &mut table),
        Ok(None) => Ok(()),
        Err(error) => Err(error),
    };
    table.note_failure("all", "on PostgreSQL", measured);
    table.end()
}

/// Everything that is asked for on one engine.
fn on(options: &Options, engine: &Engine, table: &mut Table) -> Result<()> {
    let shared: &[&str] = if engine.is_sqlite() {
        &[
            "P1", "P2", "P3", "P4", "P5", "P6", "M1", "L1", "T1", "R1", "R2", "O2", "O3", "O5",
            "BURST",
        ]
    } else {
        &["P5", "P6", "O1", "O3", "O5", "BURST"]
    };
    if options.wants_any(shared) {
        let world = World::filled(&options.size(), engine)?;
        on_world(options, engine, &world, table);
    }
    if options.wants("IMPORT") {
        let measured = imports::whole(options, engine, table);
        table.note_failure("IMPORT", "a file of orders", measured);
    }
    if options.wants("LEDGER") {
        let measured = balances::measure(options, engine, table);
        table.note_failure("LEDGER", "balances", measured);
    }
    Ok(())
}

fn on_world(options: &Options, engine: &Engine, world: &World, table: &mut Table) {
    if engine.is_sqlite() {
        on_sqlite(options, engine, world, table);
    } else if options.wants("O1") {
        let measured = orders::on_postgres(options, engine, world, table);
        table.note_failure("O1", "order, PostgreSQL", measured);
    }
    for (goal, what, measure) in ON_BOTH {
        // Both are measured together.
        let done = goal == "P6" && options.wants("P5");
        if options.wants(goal) && !done {
            let measured = measure(options, engine, world, table);
            table.note_failure(goal, what, measured);
        }
    }
}

fn on_sqlite(options: &Options, engine: &Engine, world: &World, table: &mut Table) {
    if options.wants_any(&["P1", "P2", "P3", "P4", "M1"]) {
        let measured = pages::measure(options, world, table);
        table.note_failure("P", "pages", measured);
    }
    if options.wants("T1") {
        let measured = tenants::measure(options, engine, world, table);
        table.note_failure("T1", "many storefronts", measured);
    }
    if options.wants("L1") {
        let measured = tails::measure(options, engine, world, table);
        table.note_failure("L1", "tails", measured);
    }
    if options.wants("R1") {
        let measured = links::commit_first(options, world, table);
        table.note_failure("R1", "redirect, click committed", measured);
    }
    if options.wants("R2") {
        let measured = links::answer_first(options, world, table);
        table.note_failure("R2", "redirect, answer first", measured);
    }
    if options.wants("O2") {
        let measured = orders::on_sqlite(options, engine, world, table);
        table.note_failure("O2", "orders, SQLite", measured);
    }
}

/// What is told: a line as soon as it is known.
#[derive(Debug)]
pub(crate) struct Table {
    check: bool,
    failed: usize,
    missed: usize,
}

/// What a ratio must reach.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Wanted {
    pub(crate) wall: Option<f64>,
    pub(crate) processor: Option<f64>,
}

#[allow(clippy::print_stdout, clippy::unused_self)]
impl Table {
    fn begin(options: &Options) -> Self {
        let rounds = options.rounds;
        let profile = if cfg!(debug_assertions) { "UNOPTIMISED build" } else { "release build" };
        println!("\nmedians of {rounds} rounds of {:?}, {profile}", options.lasts);
        if options.check {
            println!("A CHECK WHETHER THE BENCHES RUN: its figures say nothing.");
        }
        println!(
            "\n{:<6} {:<38} {:>9} {:>9} {:>7} {:>7}   {:>9} {:>9} {:>7} {:>7}   {:>8}  ",
            "goal",
            "what",
            "floor W",
            "ours W",
            "ratio",
            "wanted",
            "floor C",
            "ours C",
            "ratio",
            "wanted",
            "99 % ms"
        );
        Self { check: options.check, failed: 0, missed: 0 }
    }

    /// A line of ratios.
    pub(crate) fn ratios(&mut self, goal: &str, what: &str, rounds: &Rounds, wanted: Wanted) {
        let (wall, processor) = (rounds.wall(), rounds.processor());
        let verdict = self.verdict(&[(wall, wanted.wall), (processor, wanted.processor)]);
        println!(
            "{goal:<6} {what:<38} {} {:>7}   {} {:>7}   {:>8}  {verdict}",
            three(wall),
            told(wanted.wall, 2),
            three(processor),
            told(wanted.processor, 2),
            told(rounds.slow_ms(), 2),
        );
    }

    /// A line of one value that must stay below a bound.
    pub(crate) fn bound(&mut self, goal: &str, what: &str, value: f64, unit: &str, bound: f64) {
        let verdict = self.judge(value <= bound);
        println!("{goal:<6} {what:<38} {value:>9.2} {unit}, at most {bound}  {verdict}");
    }

    /// A line of one value.
    pub(crate) fn figure(&mut self, goal: &str, what: &str, value: f64, unit: &str) {
        println!("{goal:<6} {what:<38} {value:>9.2} {unit}");
    }

    /// A remark below a line.
    pub(crate) fn remark(&self, text: &str) {
        println!("       {text}");
    }

    /// A goal that cannot be measured here.
    pub(crate) fn skipped(&self, goal: &str, what: &str, why: &str) {
        println!("{goal:<6} {what:<38} *** SKIPPED: {why} ***");
    }

    /// A goal whose measurement broke off, if it did.
    fn note_failure(&mut self, goal: &str, what: &str, outcome: Result<()>) {
        if let Err(error) = outcome {
            self.failed += 1;
            println!("{goal:<6} {what:<38} *** FAILED: {error} ***");
        }
    }

    fn verdict(&mut self, sides: &[(Figures, Option<f64>)]) -> &'static str {
        let mut judged = sides.iter().filter_map(|(figures, wanted)| Some((figures, (*wanted)?)));
        let mut any = false;
        let reached = judged.all(|(figures, wanted)| {
            any = true;
            figures.ratio.is_some_and(|ratio| ratio >= wanted)
        });
        if any { self.judge(reached) } else { "" }
    }

    fn judge(&mut self, reached: bool) -> &'static str {
        if self.check {
            return "runs";
        }
        self.missed += usize::from(!reached);
        if reached { "reached" } else { "BELOW" }
    }

    /// A bench that could not run fails; one that is slow says so.
    fn end(self) -> ExitCode {
        println!("\n{} failed, {} below what is wanted\n", self.failed, self.missed);
        if self.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

fn three(figures: Figures) -> String {
    let Figures { floor, ours, ratio } = figures;
    format!("{:>9} {:>9} {:>7}", told(floor, 0), told(ours, 0), told(ratio, 3))
}

fn told(value: Option<f64>, decimals: usize) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.decimals$}"))
}
