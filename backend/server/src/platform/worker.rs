//! The worker: sends mails, carries out jobs, runs the clocks.
//!
//! A row is leased, carried out with no transaction open, recorded. Whoever dies in between loses
//! the lease, and the row is tried again: what a job does, it can do twice.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use domain::{Error, Result};
use store::platform::job::{self, Job};
use store::platform::mail;
use store::scope::{OfNetwork, OfPlatform};

use super::delivery;
use super::maintain::maintain;
use crate::app::App;
use crate::error::broken;

/// Rows leased at a time.
const BATCH: i64 = 20;
/// How long the worker rests when nothing waits.
const REST: Duration = Duration::from_millis(300);
/// Seconds between two runs of the clocks.
const CLOCKS_SECONDS: i64 = 60;

/// A running worker.
#[derive(Debug)]
pub struct Worker {
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    /// Starts a worker on a thread of its own.
    ///
    /// # Errors
    /// `Broken` when the thread cannot be made.
    pub fn start(app: Arc<App>) -> Result<Self> {
        let stop = Arc::new(AtomicBool::new(false));
        let told = Arc::clone(&stop);
        let thread = std::thread::Builder::new()
            .name("worker".into())
            .spawn(move || run(&app, &told))
            .map_err(broken)?;
        Ok(Self { stop, thread: Some(thread) })
    }

    /// Ends it after the row it is at.
    pub fn stop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }

    /// Waits until it ends by itself.
    pub fn wait(&mut self) {
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.stop();
    }
}

fn run(app: &Arc<App>, stop: &AtomicBool) {
    let mut clocks_at = None;
    while !stop.load(Ordering::Relaxed) {
        let at = app.now();
        if clocks_at.is_none_or(|last| at.seconds_since(last) >= CLOCKS_SECONDS) {
            clocks_at = Some(at);
            if let Err(error) = maintain(app, at) {
                tracing::error!(%error, "the clocks did not run");
            }
        }
        match work(app) {
            Ok(0) => std::thread::sleep(REST),
            Ok(_) => {}
            Err(error) => {
                tracing::error!(%error, "the worker cannot reach the queue");
                std::thread::sleep(REST * 10);
            }
        }
    }
}

/// One round: what is due now, at most a batch of each kind. Answers how many rows were carried out.
///
/// # Errors
/// When the queue itself cannot be reached; a row that fails is recorded, not answered.
pub fn work(app: &Arc<App>) -> Result<usize> {
    let at = app.now();
    let reason = OfPlatform::because("the worker takes what is due in every network");
    let mails = app.store.write(reason, move |tx| mail::claim(tx, at, BATCH))?;
    let jobs = app.store.write(reason, move |tx| job::claim(tx, at, BATCH))?;
    delivery::deliver(app, &mails)?;
    for job in &jobs {
        carry_out(app, job)?;
    }
    Ok(mails.len() + jobs.len())
}

fn carry_out(app: &Arc<App>, row: &Job) -> Result<()> {
    let outcome = match row.kind.as_str() {
        crate::orders::import::CHECK => {
            crate::orders::import::check::run(app, row.network, row.subject_id.cast())
        }
        crate::orders::import::APPLY => {
            crate::orders::import::apply::run(app, row.network, row.subject_id.cast())
        }
        crate::ledger::proof::PROVE => {
            crate::ledger::proof::run(app, row.network, row.subject_id.cast(), row.id)
        }
        other => Err(Error::Broken(format!("no job is called {other}"))),
    };
    let (id, at) = (row.id, app.now());
    app.store.write(OfNetwork::for_row(row.network), move |tx| match outcome {
        Ok(()) => job::done(tx, id),
        Err(error) => {
            tracing::warn!(job = %id, %error, "a job failed");
            job::failed(tx, id, &error.to_string(), at)
        }
    })
}
