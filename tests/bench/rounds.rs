//! Floor and ours in turn, and what comes of it.

use std::net::SocketAddr;
use std::sync::Arc;

use crate::Result;
use crate::client::{self, Load};
use crate::options::Options;
use crate::requests::Requests;

/// One run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sample {
    /// How many were done.
    pub(crate) count: u64,
    /// How many a second.
    pub(crate) rate: f64,
    /// How many a processor second; none where it cannot be known.
    pub(crate) per_processor: Option<f64>,
    /// Milliseconds that 99 of 100 stay below.
    pub(crate) slow_ms: f64,
}

impl Sample {
    /// A run by its numbers; latencies in order.
    pub(crate) fn new(count: u64, seconds: f64, processor: Option<f64>, micros: &[u32]) -> Self {
        let slow = micros.get(micros.len() * 99 / 100).or(micros.last()).copied().unwrap_or(0);
        #[allow(clippy::cast_precision_loss)]
        let done = count as f64;
        Self {
            count,
            rate: done / seconds,
            // Processor time is counted in hundredths; a run of none says nothing.
            per_processor: processor.filter(|used| *used > 0.0).map(|used| done / used),
            slow_ms: f64::from(slow) / 1_000.0,
        }
    }
}

/// Loads a server and sees what it cost it; `processor` answers seconds used until now.
///
/// # Errors
/// When anything was answered but what had to be.
pub(crate) fn load(
    address: SocketAddr,
    requests: &Arc<Requests>,
    load: Load,
    processor: impl Fn() -> Result<Option<f64>>,
) -> Result<Sample> {
    let before = processor()?;
    let outcome = client::run(address, requests, load)?;
    let used = processor()?.zip(before).map(|(after, before)| after - before);
    let good = outcome.statuses.get(&load.status).copied().unwrap_or(0);
    if outcome.statuses.len() > 1 || good == 0 {
        return Err(format!("answered {:?}, not all {}", outcome.statuses, load.status).into());
    }
    Ok(Sample::new(good, outcome.seconds, used, &outcome.micros))
}

/// What both did in each round.
#[derive(Debug, Default)]
pub(crate) struct Rounds {
    floor: Vec<Sample>,
    ours: Vec<Sample>,
    /// How many of ours were done in all, warm-up included.
    pub(crate) count: u64,
}

/// Runs floor and ours in turn, after one turn of each that is not counted.
pub(crate) fn in_turn(
    options: &Options,
    mut floor: impl FnMut() -> Result<Sample>,
    mut ours: impl FnMut() -> Result<Sample>,
) -> Result<Rounds> {
    let mut rounds = Rounds::default();
    for round in 0..=options.rounds {
        let (floor, ours) = (floor()?, ours()?);
        rounds.count += ours.count;
        if round > 0 {
            rounds.floor.push(floor);
            rounds.ours.push(ours);
        }
    }
    Ok(rounds)
}

/// What takes minutes: no warm-up, one round unless more are asked for; floor and ours in one.
pub(crate) fn long(
    options: &Options,
    mut both: impl FnMut() -> Result<(Sample, Sample)>,
) -> Result<Rounds> {
    let mut rounds = Rounds::default();
    for _ in 0..options.long_rounds {
        let (floor, ours) = both()?;
        rounds.count += ours.count;
        rounds.floor.push(floor);
        rounds.ours.push(ours);
    }
    Ok(rounds)
}

/// [`in_turn`] where there is no floor.
pub(crate) fn alone(options: &Options, mut ours: impl FnMut() -> Result<Sample>) -> Result<Rounds> {
    let mut rounds = Rounds::default();
    for round in 0..=options.rounds {
        let ours = ours()?;
        rounds.count += ours.count;
        if round > 0 {
            rounds.ours.push(ours);
        }
    }
    Ok(rounds)
}

/// One side of a row.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Figures {
    pub(crate) floor: Option<f64>,
    pub(crate) ours: Option<f64>,
    pub(crate) ratio: Option<f64>,
}

impl Rounds {
    /// The same floors beside something else.
    pub(crate) fn beside(&self, ours: Vec<Sample>) -> Self {
        Self { floor: self.floor.clone(), ours, count: self.count }
    }

    /// By the wall's clock.
    pub(crate) fn wall(&self) -> Figures {
        self.figures(|sample| Some(sample.rate))
    }

    /// By the processor's.
    pub(crate) fn processor(&self) -> Figures {
        self.figures(|sample| sample.per_processor)
    }

    /// The median of the slow ones.
    pub(crate) fn slow_ms(&self) -> Option<f64> {
        median(self.ours.iter().map(|sample| sample.slow_ms).collect())
    }

    fn figures(&self, of: impl Fn(&Sample) -> Option<f64>) -> Figures {
        let ratios = self.floor.iter().zip(&self.ours);
        let ratios = ratios.filter_map(|(floor, ours)| Some(of(ours)? / of(floor)?));
        Figures {
            floor: median(self.floor.iter().filter_map(&of).collect()),
            ours: median(self.ours.iter().filter_map(&of).collect()),
            ratio: median(ratios.collect()),
        }
    }
}

/// The middle one; of two the mean.
pub(crate) fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let last = values.len().checked_sub(1)?;
    Some(f64::midpoint(values[last / 2], values[last.div_ceil(2)]))
}
