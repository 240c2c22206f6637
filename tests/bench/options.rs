//! How much is measured.

use std::time::Duration;

use server::config::SeedSize;

use crate::Result;

/// What was asked for on the command line.
#[derive(Debug)]
pub(crate) struct Options {
    /// Everything once and tiny: whether the benches run, not what they say.
    pub(crate) check: bool,
    /// Rounds of floor and ours.
    pub(crate) rounds: usize,
    /// Rounds of what takes minutes: one unless more are asked for.
    pub(crate) long_rounds: usize,
    /// How long each run takes.
    pub(crate) lasts: Duration,
    /// Order lines of a file that is imported.
    pub(crate) lines: usize,
    /// Transfers of the measured ledger.
    pub(crate) transfers: usize,
    /// How long a burst of orders lasts.
    pub(crate) burst: Duration,
    /// Goals to measure; all when empty.
    wanted: Vec<String>,
    /// A PostgreSQL cluster that may be measured on.
    pub(crate) postgres: Option<String>,
}

/// Said when an argument is not known.
const USAGE: &str = "cargo bench -p stories -- [--check] [--rounds N] [--seconds S] [--lines N] \
                     [--transfers N] [--burst SECONDS] [GOAL …]";
/// What can be measured.
const GOALS: &str = "P1 P2 P3 P4 P5 P6 M1 L1 T1 R1 R2 O1 O2 O3 O5 IMPORT BURST LEDGER";

impl Options {
    /// Reads the command line. Cargo says `--bench` for a bench and nothing for a test.
    pub(crate) fn read(arguments: impl Iterator<Item = String>) -> Result<Self> {
        let (mut bench, mut check) = (false, false);
        let (mut rounds, mut seconds) = (None, 2.0);
        let (mut lines, mut transfers, mut burst) = (None::<usize>, None::<usize>, None);
        let mut wanted = Vec::new();
        let mut arguments = arguments.peekable();
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or(USAGE);
            match argument.as_str() {
                "--bench" => bench = true,
                "--check" | "--test" => check = true,
                "--rounds" => rounds = Some(value()?.parse()?),
                "--seconds" => seconds = value()?.parse()?,
                "--lines" => lines = Some(value()?.parse()?),
                "--transfers" => transfers = Some(value()?.parse()?),
                "--burst" => burst = Some(value()?.parse::<u64>()?),
                other if other.starts_with('-') => return Err(USAGE.into()),
                goal => wanted.push(named(goal)?),
            }
        }
        let check = check || !bench;
        let lasts =
            if check { Duration::from_millis(100) } else { Duration::from_secs_f64(seconds) };
        let told = |usual: usize| if check { 1 } else { rounds.unwrap_or(usual).max(1) };
        let (rounds, long_rounds) = (told(5), told(1));
        let or = |tiny, whole| if check { tiny } else { whole };
        let lines = lines.unwrap_or(or(2_000, 1_000_000));
        let transfers = transfers.unwrap_or(or(2_000, 5_000_000));
        let burst = Duration::from_secs(burst.unwrap_or(if check { 1 } else { 300 }));
        let postgres = std::env::var("KAKEHASHI_BENCH_POSTGRES").ok().filter(|url| !url.is_empty());
        Ok(Self { check, rounds, long_rounds, lasts, lines, transfers, burst, wanted, postgres })
    }

    /// Whether a goal is measured.
    pub(crate) fn wants(&self, goal: &str) -> bool {
        self.wanted.is_empty() || self.wanted.iter().any(|wanted| wanted == goal)
    }

    /// Whether any of some goals is measured.
    pub(crate) fn wants_any(&self, goals: &[&str]) -> bool {
        goals.iter().any(|goal| self.wants(goal))
    }

    /// How many payees the measured ledger has.
    pub(crate) fn payees(&self) -> usize {
        (self.transfers / 500).max(1)
    }

    /// How large the measured world is.
    pub(crate) fn size(&self) -> SeedSize {
        if self.check {
            return SeedSize { brands: 3, products: 40, storefronts: 3, orders: 20, seed: 7 };
        }
        SeedSize { brands: 1_000, products: 10_000, storefronts: 200, orders: 2_000, seed: 7 }
    }
}

/// A goal by its name; a misspelt one must not look as if it were reached.
fn named(goal: &str) -> Result<String> {
    let goal = goal.to_ascii_uppercase();
    // The sheet of goals counts it so.
    let goal = if goal == "L5" { "LEDGER".to_owned() } else { goal };
    if GOALS.split(' ').any(|known| known == goal) {
        return Ok(goal);
    }
    Err(format!("{goal} is none of {GOALS}").into())
}
