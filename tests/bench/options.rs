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
    /// How long each run takes.
    pub(crate) lasts: Duration,
    /// Goals to measure; all when empty.
    wanted: Vec<String>,
    /// A PostgreSQL cluster that may be measured on.
    pub(crate) postgres: Option<String>,
}

/// Said when an argument is not known.
const USAGE: &str = "cargo bench -p stories -- [--check] [--rounds N] [--seconds S] [GOAL …]";

impl Options {
    /// Reads the command line. Cargo says `--bench` for a bench and nothing for a test.
    pub(crate) fn read(arguments: impl Iterator<Item = String>) -> Result<Self> {
        let (mut bench, mut check) = (false, false);
        let (mut rounds, mut seconds) = (5, 2.0);
        let mut wanted = Vec::new();
        let mut arguments = arguments.peekable();
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or(USAGE);
            match argument.as_str() {
                "--bench" => bench = true,
                "--check" | "--test" => check = true,
                "--rounds" => rounds = value()?.parse()?,
                "--seconds" => seconds = value()?.parse()?,
                other if other.starts_with('-') => return Err(USAGE.into()),
                goal => wanted.push(goal.to_ascii_uppercase()),
            }
        }
        let check = check || !bench;
        let lasts =
            if check { Duration::from_millis(100) } else { Duration::from_secs_f64(seconds) };
        let rounds = if check { 1 } else { rounds.max(1) };
        let postgres = std::env::var("KAKEHASHI_BENCH_POSTGRES").ok().filter(|url| !url.is_empty());
        Ok(Self { check, rounds, lasts, wanted, postgres })
    }

    /// Whether a goal is measured.
    pub(crate) fn wants(&self, goal: &str) -> bool {
        self.wanted.is_empty() || self.wanted.iter().any(|wanted| wanted == goal)
    }

    /// How many payees and transfers the measured ledger has. A trial may ask for fewer:
    /// `KAKEHASHI_BENCH_TRANSFERS=100000`.
    pub(crate) fn ledger(&self) -> (usize, usize) {
        let asked = std::env::var("KAKEHASHI_BENCH_TRANSFERS").ok();
        match asked.and_then(|asked| asked.parse::<usize>().ok()) {
            Some(transfers) => ((transfers / 500).max(1), transfers),
            None if self.check => (20, 2_000),
            None => (10_000, 5_000_000),
        }
    }

    /// How large the measured world is.
    pub(crate) fn size(&self) -> SeedSize {
        if self.check {
            return SeedSize { brands: 3, products: 40, storefronts: 3, orders: 20, seed: 7 };
        }
        SeedSize { brands: 1_000, products: 10_000, storefronts: 200, orders: 2_000, seed: 7 }
    }
}
