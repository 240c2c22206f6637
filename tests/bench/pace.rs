//! Requests at a fixed rate, whatever the answers take: what somebody waits is counted from the
//! moment at which the request was due, so that a server that stalls cannot hide it.

use std::collections::BTreeMap;
use std::io::{Error, Result};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use tokio::task::JoinSet;

use crate::client::{Connection, Outcome, Reply, runtime};
use crate::requests::Requests;

/// How often something is sent, for how long, and over how many connections at most at once.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pace {
    pub(crate) per_second: f64,
    pub(crate) lasts: Duration,
    pub(crate) connections: usize,
}

impl Pace {
    /// How many requests that makes.
    pub(crate) fn count(self) -> u64 {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let count = (self.per_second * self.lasts.as_secs_f64()).round() as u64;
        count.max(1)
    }

    #[allow(clippy::cast_precision_loss)]
    fn due(self, number: u64) -> Duration {
        Duration::from_secs_f64(number as f64 / self.per_second)
    }
}

/// Sends requests at a pace. Every answer that is read is handed on.
pub(crate) fn run(
    address: SocketAddr,
    requests: &Arc<Requests>,
    pace: Pace,
    heard: impl Fn(&Reply) + Send + Sync + 'static,
) -> Result<Outcome> {
    let next = Arc::new(AtomicU64::new(0));
    let heard: Arc<dyn Fn(&Reply) + Send + Sync> = Arc::new(heard);
    runtime()?.block_on(async {
        let mut opened = Vec::with_capacity(pace.connections);
        for _ in 0..pace.connections {
            opened.push(Connection::open(address).await?);
        }
        let began = Instant::now();
        let mut tasks = JoinSet::new();
        for connection in opened {
            let (requests, next, heard) =
                (Arc::clone(requests), Arc::clone(&next), Arc::clone(&heard));
            tasks.spawn(keep(connection, requests, next, pace, began, heard));
        }
        let mut all = Outcome::default();
        while let Some(one) = tasks.join_next().await {
            let (statuses, micros) = one.map_err(Error::other)??;
            all.micros.extend(micros);
            for (status, count) in statuses {
                *all.statuses.entry(status).or_default() += count;
            }
        }
        all.seconds = began.elapsed().as_secs_f64();
        all.micros.sort_unstable();
        Ok(all)
    })
}

/// Takes the next request that is due, waits for its moment, sends it.
async fn keep(
    mut connection: Connection,
    requests: Arc<Requests>,
    next: Arc<AtomicU64>,
    pace: Pace,
    began: Instant,
    heard: Arc<dyn Fn(&Reply) + Send + Sync>,
) -> Result<(BTreeMap<u16, u64>, Vec<u32>)> {
    let mut statuses = BTreeMap::new();
    let mut micros = Vec::with_capacity(4_096);
    let mut request = Vec::with_capacity(1_024);
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        if number >= pace.count() {
            return Ok((statuses, micros));
        }
        let due = began + pace.due(number);
        tokio::time::sleep_until(due.into()).await;
        requests.write(&mut request);
        let mut reply = Reply::default();
        let status = connection.ask(&request, Some(&mut reply)).await?;
        let waited = Instant::now().saturating_duration_since(due);
        heard(&reply);
        *statuses.entry(status).or_insert(0) += 1;
        micros.push(u32::try_from(waited.as_micros()).unwrap_or(u32::MAX));
    }
}

/// Milliseconds that so many of a hundred stay below; the latencies are in order.
pub(crate) fn below(micros: &[u32], of_hundred: usize) -> f64 {
    let slow = micros.get(micros.len() * of_hundred / 100).or(micros.last()).copied();
    f64::from(slow.unwrap_or(0)) / 1_000.0
}
