//! Speed: the product beside floors, in rounds of each in turn, told as ratios.
//!
//! `W` is by the wall's clock, `C` per processor second of the server and, on PostgreSQL, of the
//! database. What a ratio must reach is half of the goal, while the product is young.

mod balances;
mod client;
mod floor;
mod ledger;
mod links;
mod options;
mod orders;
mod pages;
mod process;
mod rounds;
mod world;

use std::process::ExitCode;

use crate::options::Options;
use crate::rounds::{Figures, Rounds};
use crate::world::World;

/// Whatever went wrong ends a goal, not the bench.
pub(crate) type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

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
    let measured = on_sqlite(&options, &mut table);
    table.note_failure("all", "on SQLite", measured);
    if options.wants("O1") {
        let measured = orders::on_postgres(&options, &mut table);
        table.note_failure("O1", "order, PostgreSQL", measured);
    }
    if options.wants("L5") {
        let measured = balances::on_both(&options, &mut table);
        table.note_failure("L5", "balances", measured);
    }
    table.end()
}

fn on_sqlite(options: &Options, table: &mut Table) -> Result<()> {
    if !["P2", "P4", "M1", "R1", "R2", "O2"].iter().any(|goal| options.wants(goal)) {
        return Ok(());
    }
    let world = World::sqlite(options)?;
    if ["P2", "P4", "M1"].iter().any(|goal| options.wants(goal)) {
        let measured = pages::measure(options, &world, table);
        table.note_failure("P2 P4 M1", "pages", measured);
    }
    if options.wants("R1") {
        let measured = links::commit_first(options, &world, table);
        table.note_failure("R1", "redirect, click committed", measured);
    }
    if options.wants("R2") {
        let measured = links::answer_first(options, &world, table);
        table.note_failure("R2", "redirect, answer first", measured);
    }
    if options.wants("O2") {
        let measured = orders::on_sqlite(options, &world, table);
        table.note_failure("O2", "orders, SQLite", measured);
    }
    Ok(())
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
            "\n{:<4} {:<34} {:>9} {:>9} {:>7} {:>7}   {:>9} {:>9} {:>7} {:>7}   {:>8}  ",
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
            "{goal:<4} {what:<34} {} {:>7}   {} {:>7}   {:>8}  {verdict}",
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
        println!("{goal:<4} {what:<34} {value:>9.2} {unit}, at most {bound}  {verdict}");
    }

    /// A remark below a line.
    pub(crate) fn remark(&self, text: &str) {
        println!("     {text}");
    }

    /// A goal that cannot be measured here.
    pub(crate) fn skipped(&self, goal: &str, what: &str, why: &str) {
        println!("{goal:<4} {what:<34} *** SKIPPED: {why} ***");
    }

    /// A goal whose measurement broke off, if it did.
    fn note_failure(&mut self, goal: &str, what: &str, outcome: Result<()>) {
        if let Err(error) = outcome {
            self.failed += 1;
            println!("{goal:<4} {what:<34} *** FAILED: {error} ***");
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
