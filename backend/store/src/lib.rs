//! What is remembered: all SQL, all transactions, the tenant's scope. No HTTP, no language.
//!
//! A query gets its connection only together with a scope (`scope`), a scope only from a
//! [`Store`].

pub mod catalogue;
pub mod commissions;
mod conn;
pub mod explain;
pub mod leads;
pub mod ledger;
pub mod live;
mod migrate;
pub mod orders;
mod planner;
pub mod plans;
pub mod platform;
mod rows;
pub mod samples;
pub mod scope;
pub mod storefronts;
pub mod tenancy;
pub mod testing;
pub mod tracking;
mod writer;

use std::sync::Arc;
use std::time::Duration;

use diesel::r2d2::Pool;
use domain::Result;

use crate::conn::{Db, Manager, busy};
pub use crate::migrate::{Health, Migrated};
use crate::scope::Scope;
use crate::writer::Writer;

/// The database behind the product, of either engine. Cheap to clone.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

struct Inner {
    url: String,
    readers: Pool<Manager>,
    engine: Engine,
}

enum Engine {
    Sqlite(Writer),
    /// Writes go through the same pool as reads.
    Postgres,
}

impl Store {
    /// Opens the database at a URL: `sqlite:PATH` (made when missing) or `postgres://…`.
    ///
    /// # Errors
    /// `Broken` when it cannot be opened.
    pub fn open(url: &str, connections: u32) -> Result<Self> {
        let postgres = conn::is_postgres(url);
        let engine = if postgres {
            Engine::Postgres
        } else {
            // The writer comes first: it makes the file and turns on its journal.
            Engine::Sqlite(Writer::start(Db::open(url, true).map_err(broken)?)?)
        };
        let readers = Pool::builder()
            .max_size(connections)
            .min_idle(Some(1))
            .test_on_check_out(false)
            .connection_timeout(Duration::from_secs(10))
            .build(Manager { url: url.to_owned(), writes: postgres })
            .map_err(broken)?;
        Ok(Self(Arc::new(Inner { url: url.to_owned(), readers, engine })))
    }

    /// Whether writes queue up behind one thread, so that [`Store::submit`] never blocks its caller.
    pub fn queues_writes(&self) -> bool {
        matches!(self.0.engine, Engine::Sqlite(_))
    }

    /// The engine's name, for logs and pages.
    pub fn engine_name(&self) -> &'static str {
        match self.0.engine {
            Engine::Sqlite(_) => "sqlite",
            Engine::Postgres => "postgres",
        }
    }

    /// Reads in one consistent snapshot.
    ///
    /// # Errors
    /// What the closure answers; `Busy` when no connection is free.
    pub fn read<S: Scope, R>(
        &self,
        scope: S,
        run: impl FnOnce(&mut S::Tx<'_>) -> Result<R>,
    ) -> Result<R> {
        let mut conn = self.0.readers.get().map_err(busy)?;
        conn.within(scope.reach().0, false, |conn| run(&mut scope.enter(conn)))
    }

    /// Writes in one transaction and answers after its commit.
    ///
    /// # Errors
    /// What the closure answers (then nothing is kept); `Busy` when the store takes no more work.
    pub fn write<S: Scope, R: Send + 'static>(
        &self,
        scope: S,
        run: impl FnOnce(&mut S::Tx<'_>) -> Result<R> + Send + 'static,
    ) -> Result<R> {
        match &self.0.engine {
            Engine::Sqlite(_) => {
                let (sender, receiver) = std::sync::mpsc::sync_channel(1);
                self.submit(scope, run, move |answer| {
                    let _ = sender.send(answer);
                });
                receiver.recv().unwrap_or_else(|_| {
                    Err(domain::Error::Broken("a write ended without an answer".into()))
                })
            }
            Engine::Postgres => {
                let mut conn = self.0.readers.get().map_err(busy)?;
                conn.within(scope.reach().0, true, |conn| run(&mut scope.enter(conn)))
            }
        }
    }

    /// Writes in one transaction; `done` is called after its commit. On SQLite this returns at once
    /// and `done` runs on the writer's thread: it must be quick. A job that panics drops `done`
    /// uncalled.
    pub fn submit<S: Scope, R: Send + 'static>(
        &self,
        scope: S,
        run: impl FnOnce(&mut S::Tx<'_>) -> Result<R> + Send + 'static,
        done: impl FnOnce(Result<R>) + Send + 'static,
    ) {
        match &self.0.engine {
            Engine::Sqlite(writer) => {
                let job = writer::job(move |conn| run(&mut scope.enter(conn)), done);
                // A refused job is dropped with its `done`; the caller's receiver sees that.
                let _ = writer.submit(job);
            }
            Engine::Postgres => done(self.write(scope, run)),
        }
    }

    /// Brings the planner's knowledge up to date, after much was written at once. `SQLite` plans by
    /// what it was told with the schema and needs nothing.
    ///
    /// # Errors
    /// `Busy` or `Broken` when the database does not answer.
    pub fn analyze(&self) -> Result<()> {
        use diesel::connection::SimpleConnection;
        if matches!(self.0.engine, Engine::Postgres) {
            self.0.readers.get().map_err(busy)?.batch_execute("ANALYZE")?;
        }
        Ok(())
    }

    /// Commits what waits and takes no more writes.
    pub fn stop(&self) {
        if let Engine::Sqlite(writer) = &self.0.engine {
            writer.stop();
        }
    }
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Store").field(&self.engine_name()).finish()
    }
}

fn broken(error: impl std::fmt::Display) -> domain::Error {
    domain::Error::Broken(error.to_string())
}
