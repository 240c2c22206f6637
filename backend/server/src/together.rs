//! Work that comes at the same moment is written together: while one batch is being written and
//! committed the next one gathers. What comes alone waits for nobody.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use domain::id::NetworkId;
use domain::{Error, Result};
use store::scope::{NetworkTx, OfNetwork};
use tokio::sync::oneshot::{Sender, channel};

use crate::app::App;

/// Pieces of one batch at most.
const MOST: usize = 256;
/// Pieces of a network that may wait; more callers are told that the server is busy.
const QUEUE: usize = 8_192;
/// Batches of a network at once where the engine writes in parallel: one is prepared here while the
/// other waits for the database.
const AT_ONCE: usize = 2;

/// A piece of work that costs less beside others of its kind.
pub trait Piece: Sized + Send + 'static {
    /// What its caller is answered.
    type Answer: Send + 'static;

    /// Where pieces of the kind wait.
    fn waiting(app: &App) -> &Together<Self>;

    /// Writes pieces of one network; each has its own answer, in their order.
    ///
    /// # Errors
    /// Those of the batch as a whole: nothing of it is kept then, and each piece is tried alone.
    fn write(tx: &mut NetworkTx<'_>, pieces: &[&Self]) -> Result<Vec<Result<Self::Answer>>>;
}

/// The pieces of a kind that wait, by network.
pub struct Together<P: Piece>(Mutex<HashMap<NetworkId, Waiting<P>>>);

struct Waiting<P: Piece> {
    pieces: VecDeque<Item<P>>,
    /// Batches that are being written.
    batches: usize,
}

type Item<P> = (P, Sender<Result<<P as Piece>::Answer>>);

impl<P: Piece> Default for Together<P> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<P: Piece> Together<P> {
    fn with<R>(&self, network: NetworkId, run: impl FnOnce(&mut Waiting<P>) -> R) -> R {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        run(all.entry(network).or_insert_with(|| Waiting { pieces: VecDeque::new(), batches: 0 }))
    }
}

/// Writes a piece together with those that come at the same moment, and answers after the commit.
///
/// # Errors
/// As its answer of [`Piece::write`]; `Busy` when too many wait.
pub async fn hand_in<P: Piece>(app: &Arc<App>, network: NetworkId, piece: P) -> Result<P::Answer> {
    let (caller, answer) = channel();
    let most = if app.store.queues_writes() { 1 } else { AT_ONCE };
    let begin = P::waiting(app).with(network, |waiting| {
        if waiting.pieces.len() >= QUEUE {
            return Err(Error::Busy);
        }
        waiting.pieces.push_back((piece, caller));
        let begin = waiting.batches < most;
        waiting.batches += usize::from(begin);
        Ok(begin)
    })?;
    if begin {
        write::<P>(Batch::new(app, network));
    }
    // A dropped caller is a full queue or a defect; both are told to come again.
    answer.await.unwrap_or(Err(Error::Busy))
}

/// One batch on its way. However it ends, dropping it lets the next one begin.
struct Batch<P: Piece> {
    app: Arc<App>,
    network: NetworkId,
    items: Arc<Mutex<Vec<Item<P>>>>,
    /// Whether the engine took it: where it takes nothing, waiting is of no use.
    taken: bool,
}

impl<P: Piece> Batch<P> {
    fn new(app: &Arc<App>, network: NetworkId) -> Self {
        Self { app: Arc::clone(app), network, items: Arc::default(), taken: false }
    }
}

impl<P: Piece> Drop for Batch<P> {
    fn drop(&mut self) {
        let more = P::waiting(&self.app).with(self.network, |waiting| {
            if !self.taken {
                waiting.pieces.clear();
            }
            let more = !waiting.pieces.is_empty();
            waiting.batches -= usize::from(!more);
            more
        });
        if more {
            write(Self::new(&self.app, self.network));
        }
    }
}

/// Writes what waits by the time that the engine comes to it.
fn write<P: Piece>(mut batch: Batch<P>) {
    let (app, network) = (Arc::clone(&batch.app), batch.network);
    let (shared, items) = (Arc::clone(&app), Arc::clone(&batch.items));
    let run = move |tx: &mut NetworkTx<'_>| {
        let mut items = items.lock().unwrap_or_else(PoisonError::into_inner);
        *items = P::waiting(&shared).with(network, |waiting| {
            let count = waiting.pieces.len().min(MOST);
            waiting.pieces.drain(..count).collect()
        });
        let pieces: Vec<&P> = items.iter().map(|(piece, _)| piece).collect();
        P::write(tx, &pieces)
    };
    app.submit(OfNetwork::for_row(network), run, move |answers| {
        batch.taken = true;
        let items =
            std::mem::take(&mut *batch.items.lock().unwrap_or_else(PoisonError::into_inner));
        match answers {
            Ok(answers) => {
                for ((_, caller), answer) in items.into_iter().zip(answers) {
                    // Who went away needs no answer.
                    let _ = caller.send(answer);
                }
            }
            Err(error) => alone(&batch, items, &error),
        }
    });
}

/// Tries each piece of a batch alone, after it failed as a whole: one of them may be at fault, and
/// only that one is told so.
fn alone<P: Piece>(batch: &Batch<P>, items: Vec<Item<P>>, error: &Error) {
    let one = items.len() == 1;
    for (piece, caller) in items {
        if one {
            let _ = caller.send(Err(error.clone()));
            continue;
        }
        batch.app.submit(
            OfNetwork::for_row(batch.network),
            move |tx| {
                let lost = || Error::Broken("a piece without an answer".into());
                P::write(tx, &[&piece])?.pop().ok_or_else(lost)?
            },
            move |answer| {
                let _ = caller.send(answer);
            },
        );
    }
}
