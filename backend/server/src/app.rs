//! What every handler shares: the store, the clock, the keys, the settings.

use std::sync::Arc;

use domain::{Error, Result, Timestamp};
use store::Store;
use store::scope::Scope;

use crate::clock::Clock;
use crate::config::Settings;
use crate::error::broken;
use crate::http::limit::Limits;
use crate::keys::Keys;
use crate::mail::Transport;
use crate::orders::order::Handed;
use crate::orders::webhook::together::Sent;
use crate::platform::badge::Badges;
use crate::tenancy::directory::Directory;
use crate::together::Together;
use crate::tracking::redirect::Counted;

/// The running product.
pub struct App {
    /// The database.
    pub store: Store,
    /// The time.
    pub clock: Arc<Clock>,
    /// What signs and hashes.
    pub keys: Keys,
    /// How it was started.
    pub settings: Settings,
    /// How mails leave.
    pub transport: Transport,
    /// How often a visitor may do what.
    pub limits: Limits,
    /// The networks of this installation.
    pub directory: Directory,
    /// Orders that are written together.
    pub orders: Together<Handed>,
    /// Signed orders that are taken together.
    pub messages: Together<Sent>,
    /// Clicks that are written together.
    pub clicks: Together<Counted>,
    /// What waits for whom.
    pub badges: Badges,
}

impl App {
    /// The moment.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Reads off the event loop.
    ///
    /// # Errors
    /// What the closure answers.
    pub async fn read<S: Scope, R: Send + 'static>(
        self: &Arc<Self>,
        scope: S,
        run: impl FnOnce(&mut S::Tx<'_>) -> Result<R> + Send + 'static,
    ) -> Result<R> {
        let app = Arc::clone(self);
        blocking(move || app.store.read(scope, run)).await
    }

    /// Writes in one transaction and answers after its commit. Where writes queue up behind one
    /// thread no other thread waits for them.
    ///
    /// # Errors
    /// What the closure answers.
    pub async fn write<S: Scope, R: Send + 'static>(
        self: &Arc<Self>,
        scope: S,
        run: impl FnOnce(&mut S::Tx<'_>) -> Result<R> + Send + 'static,
    ) -> Result<R> {
        let (sender, receiver) = tokio::sync::oneshot::channel();
        self.submit(scope, run, move |answer| {
            let _ = sender.send(answer);
        });
        // A dropped sender is a full queue or a defect; both are told to come again.
        receiver.await.unwrap_or(Err(Error::Busy))
    }

    /// Writes in one transaction without waiting for it; `done` is called after its commit, and
    /// dropped uncalled when nobody takes the work or it panics.
    pub fn submit<S: Scope, R: Send + 'static>(
        self: &Arc<Self>,
        scope: S,
        run: impl FnOnce(&mut S::Tx<'_>) -> Result<R> + Send + 'static,
        done: impl FnOnce(Result<R>) + Send + 'static,
    ) {
        if self.store.queues_writes() {
            self.store.submit(scope, run, done);
        } else {
            let app = Arc::clone(self);
            tokio::task::spawn_blocking(move || app.store.submit(scope, run, done));
        }
    }
}

/// Runs blocking work off the event loop.
///
/// # Errors
/// What the work answers; `Broken` when it panicked.
pub async fn blocking<R: Send + 'static>(
    run: impl FnOnce() -> Result<R> + Send + 'static,
) -> Result<R> {
    actix_web::web::block(run).await.map_err(broken)?
}
