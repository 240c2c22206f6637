//! The first reading of a file: every row is checked, and what writing its orders would come to is
//! counted. Nothing is written.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::id::{NetworkId, OrderId, OrderImportId};
use domain::orders::file::{Field, FileFault, FileOrder, Layout, Reader};
use domain::orders::import::{ImportAct, ImportStatus};
use domain::orders::order::{CLOCK_SKEW_SECONDS, MOST_LINES, OrderDraft};
use domain::tenancy::network::Network;
use domain::{Result, Timestamp};
use store::orders::import::{self, Import, Outcome, Reading};
use store::orders::order::Recorded;
use store::orders::{preview, terms};
use store::platform::job as queue;
use store::scope::{NetworkTx, OfNetwork};

use super::fault::{Fault, Faults};
use super::source::{Pieces, layout};
use super::{CHECK, batch};
use crate::app::App;
use crate::error::broken;

/// Orders that are looked at together.
pub const BATCH: usize = 500;
/// Batches between two words of how far it is.
const TELL_EVERY: usize = 10;

/// What was found so far.
#[derive(Debug, Default)]
pub struct Found {
    /// What is wrong with the file.
    pub faults: Faults,
    /// Orders that are there already and were told otherwise: no reason to refuse the file.
    differing: Faults,
    rows: i64,
    orders: i64,
    new: i64,
    changed: i64,
    /// Smallest units by currency code.
    totals: BTreeMap<&'static str, i64>,
}

/// Checks a file. Safe to repeat.
///
/// # Errors
/// What the store answers: the job is tried again. A file that is bad is refused, which is no error.
pub fn run(app: &Arc<App>, network: NetworkId, import: OrderImportId) -> Result<()> {
    let scope = OfNetwork::for_row(network);
    let (kept, layout) = app.store.read(scope, |tx| {
        let kept = import::get(tx, import)?;
        let layout = layout(tx, &kept)?;
        Ok((kept, layout))
    })?;
    if kept.status != ImportStatus::Queued {
        return Ok(());
    }
    let network = app.directory.by_id(app, network)?;
    let layout = match layout {
        Ok(layout) => layout,
        Err(fault) => {
            let unmapped = matches!(fault, FileFault::Headings { .. });
            let act = if unmapped { ImportAct::Ask } else { ImportAct::Refuse };
            return end(app, scope, &kept, act, &Faults::of_file(fault)?);
        }
    };
    let found = look(app, &network, &kept, &layout, CHECK)?;
    if found.faults.count() > 0 {
        return end(app, scope, &kept, ImportAct::Refuse, &found.faults);
    }
    let outcome = Outcome {
        new_count: found.new,
        changed_count: found.changed,
        error_count: found.differing.count(),
        errors: found.differing.json()?,
    };
    let reading = Reading {
        source: layout.profile.source,
        profile: layout.profile.name,
        encoding: layout.encoding.as_str(),
        row_count: found.rows,
        order_count: found.orders,
        totals: serde_json::to_string(&found.totals.iter().collect::<Vec<_>>()).map_err(broken)?,
    };
    app.store.write(scope, move |tx| import::check(tx, &kept, &reading, &outcome))
}

/// The file is refused, or somebody is asked what its columns mean.
///
/// # Errors
/// What the store answers.
pub fn end(
    app: &App,
    scope: OfNetwork,
    kept: &Import,
    act: ImportAct,
    faults: &Faults,
) -> Result<()> {
    let outcome =
        Outcome { error_count: faults.count(), errors: faults.json()?, ..Outcome::default() };
    let (at, kept) = (app.now(), kept.clone());
    app.store.write(scope, move |tx| import::finish(tx, &kept, act, &outcome, at))
}

/// Reads a file to its end and checks every row, by itself and against the network.
///
/// # Errors
/// What the store answers.
pub fn look(
    app: &Arc<App>,
    network: &Network,
    kept: &Import,
    layout: &Layout,
    kind: &'static str,
) -> Result<Found> {
    let scope = OfNetwork::for_row(network.id);
    let (at, id) = (app.now(), kept.id);
    let job =
        app.store.write(scope, move |tx| queue::insert(tx, kind, id, queue::Again::No, at))?;
    let mut reader = Reader::open(Pieces::of(app, scope, kept.id), layout.clone());
    let mut found = Found::default();
    for turn in 1.. {
        let orders = match take(&mut reader, BATCH) {
            Ok(orders) => orders,
            Err(fault) => {
                // What was found before explains nothing: the file itself is at fault.
                return Ok(Found { faults: Faults::of_file(fault)?, ..Found::default() });
            }
        };
        if orders.is_empty() {
            break;
        }
        let at = app.now();
        app.store.read(scope, |tx| against(tx, network, kept, layout, &orders, at, &mut found))?;
        if turn % TELL_EVERY == 0 {
            let rows = i64::try_from(reader.rows()).unwrap_or(i64::MAX);
            app.store.write(scope, move |tx| {
                import::looked_at(tx, id, rows)?;
                queue::extend(tx, job, at)
            })?;
        }
    }
    found.rows = i64::try_from(reader.rows()).unwrap_or(i64::MAX);
    found.faults.merge(reader.errors());
    Ok(found)
}

/// The next orders of a file, at most so many.
///
/// # Errors
/// Why the file cannot be read on.
pub fn take(reader: &mut Reader<Pieces>, most: usize) -> Result<Vec<FileOrder>, FileFault> {
    let mut orders = Vec::with_capacity(most);
    while orders.len() < most {
        match reader.next_order()? {
            Some(order) => orders.push(order),
            None => break,
        }
    }
    Ok(orders)
}

/// Checks some orders against the network: its products, its currencies, its clock, what is there.
fn against(
    tx: &mut NetworkTx<'_>,
    network: &Network,
    kept: &Import,
    layout: &Layout,
    orders: &[FileOrder],
    at: Timestamp,
    found: &mut Found,
) -> Result<()> {
    let skus = orders.iter().flat_map(|order| order.lines.iter().map(|line| line.sku.as_str()));
    let products = terms::products(tx, skus)?;
    let before = found.faults.count();
    for order in orders {
        faults_of(network, layout, order, at, &mut found.faults);
        for line in order.lines.iter().filter(|line| !products.contains_key(&line.sku)) {
            let field = if layout.profile.code_in_name { Field::ProductName } else { Field::Sku };
            found.faults.note(Fault::new(line.line, &layout.heading(field), "sku-unknown"));
        }
    }
    found.orders += i64::try_from(orders.len()).unwrap_or(i64::MAX);
    if found.faults.count() > before {
        return Ok(());
    }
    let drafts = orders
        .iter()
        .map(|order| batch::draft(network, layout, order, at))
        .collect::<Result<Vec<OrderDraft>>>()?;
    for draft in &drafts {
        *found.totals.entry(draft.currency.code()).or_default() += draft.total()?.minor();
    }
    let mut known: Vec<(&FileOrder, OrderId, bool)> = Vec::new();
    let there = preview::find(tx, &layout.profile.source, &drafts)?;
    for (order, recorded) in orders.iter().zip(there) {
        match recorded {
            None => found.new += 1,
            Some(Recorded::New(id) | Recorded::Same(id)) => known.push((order, id, false)),
            Some(Recorded::Differs(id)) => {
                let column = layout.heading(Field::Number);
                found.differing.note(Fault::new(order.line, &column, "order-differs"));
                known.push((order, id, false));
            }
        }
    }
    found.changed += batch::would_change(tx, network, kept, &known, at)?;
    Ok(())
}

fn faults_of(
    network: &Network,
    layout: &Layout,
    order: &FileOrder,
    at: Timestamp,
    faults: &mut Faults,
) {
    let fault = |field, code| Fault::new(order.line, &layout.heading(field), code);
    if !network.knows(order.currency) {
        faults.note(fault(Field::Currency, "order-currency"));
    }
    if order.placed_at > at.plus_seconds(CLOCK_SKEW_SECONDS) {
        faults.note(fault(Field::PlacedAt, "date-in-future"));
    }
    if order.lines.len() > MOST_LINES {
        let most = i64::try_from(MOST_LINES).unwrap_or(i64::MAX);
        faults.note(fault(Field::Number, "order-lines").with("most", most));
    }
}
