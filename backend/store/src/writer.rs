//! SQLite's one writer: closures that wait together share one commit.
//!
//! Each job runs in a savepoint of its own, so that a failing one rolls back alone; each caller is
//! answered after the commit that holds its work, or not at all.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use domain::{Error, Result};

use crate::conn::{Db, Reach};

/// Runs inside the group's transaction; answers what to call once the outcome is known.
pub(crate) type Job = Box<dyn FnOnce(&mut Db) -> Answer + Send>;
/// Called after the group's commit with `Ok`, or with why the commit failed.
pub(crate) type Answer = Box<dyn FnOnce(Result<()>) + Send>;

/// Jobs that may wait; more callers are told that the server is busy.
const QUEUE: usize = 8_192;
/// Jobs in one commit.
const GROUP: usize = 512;
/// How long a commit may be put off while further jobs keep coming.
const PATIENCE: Duration = Duration::from_millis(20);

/// The thread and the way to it.
pub(crate) struct Writer {
    queue: Mutex<Option<SyncSender<Job>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Writer {
    /// Starts the thread on a connection of its own.
    pub(crate) fn start(conn: Db) -> Result<Self> {
        let (queue, jobs) = sync_channel(QUEUE);
        let thread = std::thread::Builder::new()
            .name("writer".into())
            .spawn(move || run(conn, &jobs))
            .map_err(|error| Error::Broken(error.to_string()))?;
        Ok(Self { queue: Mutex::new(Some(queue)), thread: Mutex::new(Some(thread)) })
    }

    /// Hands a job over without waiting.
    ///
    /// # Errors
    /// `Busy` when the queue is full or the writer has stopped.
    pub(crate) fn submit(&self, job: Job) -> Result<()> {
        let queue = self.queue.lock().map_err(|_| Error::Busy)?.clone().ok_or(Error::Busy)?;
        queue.try_send(job).map_err(|refused| {
            let full = matches!(refused, TrySendError::Full(_));
            tracing::warn!(full, "the writer takes no job");
            Error::Busy
        })
    }

    /// Commits what waits, then ends the thread. Later jobs are refused.
    pub(crate) fn stop(&self) {
        if let Ok(mut queue) = self.queue.lock() {
            queue.take();
        }
        let thread = self.thread.lock().ok().and_then(|mut thread| thread.take());
        if let Some(thread) = thread
            && thread.thread().id() != std::thread::current().id()
        {
            let _ = thread.join();
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.stop();
    }
}

fn run(mut conn: Db, jobs: &Receiver<Job>) {
    while let Ok(first) = jobs.recv() {
        let began = Instant::now();
        let mut answers = Vec::new();
        let outcome = group(&mut conn, first, jobs, began, &mut answers);
        if outcome.is_err() {
            let _ = conn.rollback();
        }
        metrics::histogram!("kakehashi_writer_group_size")
            .record(f64::from(u32::try_from(answers.len()).unwrap_or(u32::MAX)));
        metrics::histogram!("kakehashi_writer_group_seconds").record(began.elapsed());
        for answer in answers {
            // A caller that went away must not end the thread.
            let _ = catch_unwind(AssertUnwindSafe(|| answer(outcome.clone())));
        }
    }
}

fn group(
    conn: &mut Db,
    first: Job,
    jobs: &Receiver<Job>,
    began: Instant,
    answers: &mut Vec<Answer>,
) -> Result<()> {
    // SQLite has no row-level security: the scope types alone keep the tenant.
    if let Err(error) = conn.begin(Reach::Platform, true) {
        tracing::error!(%error, "the writer cannot begin");
        return Err(Error::Busy);
    }
    let mut next = Some(first);
    while let Some(job) = next {
        answers.push(one(conn, job));
        let open = answers.len() < GROUP && began.elapsed() < PATIENCE;
        next = if open { jobs.try_recv().ok() } else { None };
    }
    conn.commit().map_err(|error| {
        tracing::error!(%error, "the writer cannot commit");
        Error::Busy
    })
}

/// Runs one job in its savepoint; a panic rolls back and is answered as a defect.
fn one(conn: &mut Db, job: Job) -> Answer {
    catch_unwind(AssertUnwindSafe(|| job(conn))).unwrap_or_else(|_| {
        tracing::error!("a job panicked");
        // The savepoint of the job is still open.
        let _ = conn.give_up();
        Box::new(|_| {})
    })
}

/// Wraps a closure as a job: its own savepoint, its answer kept until the group is committed.
pub(crate) fn job<R: Send + 'static>(
    run: impl FnOnce(&mut Db) -> Result<R> + Send + 'static,
    done: impl FnOnce(Result<R>) + Send + 'static,
) -> Job {
    Box::new(move |conn| {
        let ran = conn.in_savepoint(run);
        Box::new(move |committed| done(committed.and(ran)))
    })
}
