//! The work itself: read the file, check every row, then write its orders batch by batch. A worker
//! that dies in between is followed by another, which goes on where the last batch was committed.

use std::sync::Arc;

use domain::id::{JobId, NetworkId, OrderImportId};
use domain::orders::file::{FileOrder, Reading, read};
use domain::orders::import::{ImportAct, ImportStatus};
use domain::orders::order::{CLOCK_SKEW_SECONDS, MOST_LINES};
use domain::tenancy::network::Network;
use domain::{Result, Timestamp};
use store::orders::import::{self, Import, Outcome};
use store::orders::terms;
use store::platform::job as queue;
use store::scope::{NetworkTx, OfNetwork};

use super::fault::{Fault, Faults};
use super::{KIND, batch};
use crate::app::App;

/// Orders of one transaction.
const BATCH: usize = 200;

/// Reads a file and writes its orders. Safe to repeat.
///
/// # Errors
/// What the store answers: the job is tried again. A file that is bad is refused, which is no error.
pub fn run(app: &Arc<App>, network: NetworkId, import: OrderImportId) -> Result<()> {
    let scope = OfNetwork::for_row(network);
    let (found, bytes) = app
        .store
        .read(scope, |tx| Ok((import::get(tx, import)?, import::get_bytes(tx, import)?)))?;
    if matches!(found.status, ImportStatus::Done | ImportStatus::Refused) {
        return Ok(());
    }
    let network = app.directory.by_id(app, network)?;
    let reading = match read(&bytes, &mut |_| {}) {
        Ok(reading) => reading,
        Err(fault) => return refuse(app, scope, found, &Faults::of_file(fault)),
    };
    drop(bytes);
    if found.status == ImportStatus::Queued {
        let at = app.now();
        let faults = app.store.read(scope, |tx| check(tx, &network, &reading.orders, at))?;
        if faults.count() > 0 {
            return refuse(app, scope, found, &faults);
        }
    }
    let (found, job) = begin(app, scope, found, &reading)?;
    apply(app, scope, &network, &found, job, reading.orders)
}

fn refuse(app: &App, scope: OfNetwork, found: Import, faults: &Faults) -> Result<()> {
    let outcome =
        Outcome { error_count: faults.count(), errors: faults.json()?, ..Outcome::default() };
    let at = app.now();
    app.store.write(scope, move |tx| import::finish(tx, &found, ImportAct::Refuse, &outcome, at))
}

/// Checks every row against the network: its products, its currencies, its clock.
fn check(
    tx: &mut NetworkTx<'_>,
    network: &Network,
    orders: &[FileOrder],
    at: Timestamp,
) -> Result<Faults> {
    let skus = orders.iter().flat_map(|order| order.lines.iter().map(|line| line.sku.as_str()));
    let products = terms::products(tx, skus)?;
    let latest = at.plus_seconds(CLOCK_SKEW_SECONDS);
    let mut faults = Faults::default();
    for order in orders {
        if !network.knows(order.currency) {
            faults.note(Fault::new(order.line, "Currency", "order-currency"));
        }
        if order.placed_at > latest {
            faults.note(Fault::new(order.line, "Created at", "date-in-future"));
        }
        if order.lines.len() > MOST_LINES {
            let fault = Fault::new(order.line, "Name", "order-lines");
            faults.note(fault.with("most", i64::try_from(MOST_LINES).unwrap_or(i64::MAX)));
        }
        for line in &order.lines {
            if !products.contains_key(&line.sku) {
                faults.note(Fault::new(line.line, "Lineitem sku", "sku-unknown"));
            }
        }
    }
    Ok(faults)
}

/// Marks the file as being written, unless an earlier worker did, and finds the job that keeps it.
fn begin(app: &App, scope: OfNetwork, found: Import, reading: &Reading) -> Result<(Import, JobId)> {
    let at = app.now();
    let encoding = reading.encoding.as_str();
    let rows = i64::try_from(reading.rows).unwrap_or(i64::MAX);
    let orders = i64::try_from(reading.orders.len()).unwrap_or(i64::MAX);
    app.store.write(scope, move |tx| {
        if found.status == ImportStatus::Queued {
            let reading = import::Reading { encoding, row_count: rows, order_count: orders };
            import::begin(tx, &found, reading)?;
        }
        let job = queue::insert(tx, KIND, found.id, queue::Again::No, at)?;
        Ok((import::get(tx, found.id)?, job))
    })
}

fn apply(
    app: &App,
    scope: OfNetwork,
    network: &Network,
    found: &Import,
    job: JobId,
    orders: Vec<FileOrder>,
) -> Result<()> {
    let mut done = found.done_count;
    let mut outcome = Outcome {
        new_count: found.new_count,
        changed_count: found.changed_count,
        error_count: found.error_count,
        errors: found.errors.clone(),
    };
    let mut rest = orders.into_iter().skip(usize::try_from(done).unwrap_or(0)).peekable();
    while rest.peek().is_some() {
        let some: Vec<FileOrder> = rest.by_ref().take(BATCH).collect();
        let at = app.now();
        let (network, found) = (network.clone(), found.clone());
        let next = done + i64::try_from(some.len()).unwrap_or(0);
        outcome = app.store.write(scope, move |tx| {
            let outcome = batch::write(tx, &network, &found, &some, outcome, at)?;
            // In the same transaction, so that a batch counts once; a second worker that goes on
            // with the file is stopped here.
            import::progress(tx, found.id, done, next, &outcome)?;
            queue::extend(tx, job, at)?;
            Ok(outcome)
        })?;
        done = next;
    }
    let (at, id) = (app.now(), found.id);
    app.store.write(scope, move |tx| {
        let found = import::get(tx, id)?;
        import::finish(tx, &found, ImportAct::Finish, &outcome, at)
    })
}
