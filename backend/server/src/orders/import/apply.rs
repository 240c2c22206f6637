//! The second reading: the file's orders are written batch by batch. A worker that dies in between is
//! followed by another, which goes on where the last batch was committed.

use std::sync::Arc;

use domain::id::{NetworkId, OrderImportId};
use domain::orders::file::{Layout, Reader};
use domain::orders::import::{ImportAct, ImportStatus};
use domain::tenancy::network::Network;
use domain::{Error, Result};
use store::orders::import::{self, Import, Outcome};
use store::platform::job as queue;
use store::scope::OfNetwork;

use super::check::{BATCH, end, look, take};
use super::fault::Faults;
use super::source::{Pieces, layout};
use super::{APPLY, batch};
use crate::app::App;

/// Writes the orders of a file that was checked. Safe to repeat.
///
/// # Errors
/// What the store answers: the job is tried again. A file that is no longer good is refused, which
/// is no error.
pub fn run(app: &Arc<App>, network: NetworkId, import: OrderImportId) -> Result<()> {
    let scope = OfNetwork::for_row(network);
    let (kept, layout) = app.store.read(scope, |tx| {
        let kept = import::get(tx, import)?;
        let layout = layout(tx, &kept)?;
        Ok((kept, layout))
    })?;
    if kept.status != ImportStatus::Applying {
        return Ok(());
    }
    let network = app.directory.by_id(app, network)?;
    let layout = match layout {
        Ok(layout) => layout,
        Err(fault) => return end(app, scope, &kept, ImportAct::Refuse, &Faults::of_file(fault)?),
    };
    if kept.done_count == 0 {
        // A product may have been taken back since the file was checked: all or nothing still holds.
        let found = look(app, &network, &kept, &layout, APPLY)?;
        if found.faults.count() > 0 {
            return end(app, scope, &kept, ImportAct::Refuse, &found.faults);
        }
    }
    write(app, scope, &network, &kept, &layout)
}

fn write(
    app: &Arc<App>,
    scope: OfNetwork,
    network: &Network,
    kept: &Import,
    layout: &Layout,
) -> Result<()> {
    let (at, id) = (app.now(), kept.id);
    let job =
        app.store.write(scope, move |tx| queue::insert(tx, APPLY, id, queue::Again::No, at))?;
    let mut reader = Reader::open(Pieces::of(app, scope, kept.id), layout.clone());
    let unread = |fault| Error::Broken(format!("a checked file cannot be read: {fault}"));
    for _ in 0..kept.done_count {
        reader.next_order().map_err(unread)?;
    }
    let mut done = kept.done_count;
    let mut outcome = Outcome {
        new_count: kept.new_count,
        changed_count: kept.changed_count,
        error_count: kept.error_count,
        errors: kept.errors.clone(),
    };
    loop {
        let some = take(&mut reader, BATCH).map_err(unread)?;
        if some.is_empty() {
            break;
        }
        let at = app.now();
        let (network, kept, layout) = (network.clone(), kept.clone(), layout.clone());
        let next = done + i64::try_from(some.len()).unwrap_or(0);
        outcome = app.store.write(scope, move |tx| {
            let outcome = batch::write(tx, &network, &kept, &layout, &some, outcome, at)?;
            // In the same transaction, so that a batch counts once; a second worker that goes on
            // with the file is stopped here.
            import::progress(tx, kept.id, done, next, &outcome)?;
            queue::extend(tx, job, at)?;
            Ok(outcome)
        })?;
        done = next;
    }
    let at = app.now();
    app.store.write(scope, move |tx| {
        let kept = import::get(tx, id)?;
        import::finish(tx, &kept, ImportAct::Finish, &outcome, at)
    })
}
