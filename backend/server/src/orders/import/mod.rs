//! Files of orders: kept as they came, read as a whole or not at all, carried out by the worker.

pub mod api;
pub mod batch;
pub mod fault;
pub mod job;
pub mod pages;

use actix_web::web;
use domain::access::{Member, Permission};
use domain::id::OrderImportId;
use domain::orders::import::ImportStatus;
use domain::{Error, Result, Timestamp, text};
use sha2::{Digest, Sha256};
use store::orders::import::{self, Import, NewImport};
use store::platform::job as queue;
use store::scope::NetworkTx;

pub use job::run;

/// The work of the queue that reads a file.
pub const KIND: &str = "orders.import";
/// The shop system whose files are read; also the source of their orders.
pub const SOURCE: &str = "shopify";
/// Bytes of a file at most.
pub const MOST_BYTES: usize = 50 * 1_024 * 1_024;
/// Characters of a file's name that are kept.
const NAME_LENGTH: usize = 200;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    api::routes(config);
    pages::routes(config);
}

/// A file that was handed in.
#[derive(Debug, Clone)]
pub struct Started {
    /// The file.
    pub import: Import,
    /// Whether the same bytes were handed in before, and that file's way is told.
    pub already: bool,
}

/// Keeps a file and queues its reading. The same bytes again are the first file; one that was
/// refused is read again, for what it lacked may be there by now.
///
/// # Errors
/// `Forbidden`; `Invalid` on `file`: `field-required`; `TooLarge` above 50 MB;
/// `Taken("import-duplicate-file")` when the same bytes came in parallel: asked again, the first
/// file is answered.
pub fn start(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    file_name: &str,
    bytes: &[u8],
    at: Timestamp,
) -> Result<Started> {
    me.must(Permission::WriteOrders)?;
    if bytes.is_empty() {
        return Err(Error::field("file", "field-required"));
    }
    if bytes.len() > MOST_BYTES {
        return Err(Error::TooLarge);
    }
    let digest: [u8; 32] = Sha256::digest(bytes).into();
    let known = match import::find_by_digest(tx, &digest) {
        Ok(known) => Some(known),
        Err(Error::Missing) => None,
        Err(other) => return Err(other),
    };
    if let Some(known) = known {
        if known.status != ImportStatus::Refused {
            return Ok(Started { import: known, already: true });
        }
        import::retry(tx, me, &known, at)?;
        queue::insert(tx, KIND, known.id, queue::Again::Yes, at)?;
        return Ok(Started { import: import::get(tx, known.id)?, already: false });
    }
    let name: String = text::line(file_name).chars().take(NAME_LENGTH).collect();
    let file_name = if name.is_empty() { "orders.csv" } else { name.as_str() };
    let new = NewImport { source: SOURCE, file_name, digest, bytes };
    let id = import::insert(tx, me, &new, at)?;
    queue::insert(tx, KIND, id, queue::Again::No, at)?;
    Ok(Started { import: import::get(tx, id)?, already: false })
}

/// A file of the network.
///
/// # Errors
/// `Forbidden`, `Missing`.
pub fn get(tx: &mut NetworkTx<'_>, me: &Member, id: OrderImportId) -> Result<Import> {
    me.must(Permission::SeeOrders)?;
    import::get(tx, id)
}

/// Files of the network, newest first, and where the next page begins.
///
/// # Errors
/// `Forbidden`.
pub fn list(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    before: Option<OrderImportId>,
    limit: usize,
) -> Result<(Vec<Import>, Option<OrderImportId>)> {
    me.must(Permission::SeeOrders)?;
    let mut all = import::page(tx, before, i64::try_from(limit + 1).unwrap_or(i64::MAX))?;
    let more = all.len() > limit;
    all.truncate(limit);
    let next = all.last().filter(|_| more).map(|last| last.id);
    Ok((all, next))
}

/// Orders of a file that were there already and had not changed.
pub fn unchanged(import: &Import) -> i64 {
    import.done_count - import.new_count - import.changed_count
}
