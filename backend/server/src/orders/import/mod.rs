//! Files of orders: kept as they came, checked before anything is written, then written as a whole or
//! not at all, carried out by the worker.

pub mod api;
pub mod apply;
pub mod batch;
pub mod check;
pub mod columns;
pub mod fault;
pub mod pages;
pub mod profile;
pub mod source;
pub mod upload;

use actix_web::web;
use domain::access::{Member, Permission};
use domain::id::OrderImportId;
use domain::orders::file::Profile;
use domain::orders::import::ImportStatus;
use domain::{Error, Result, Timestamp, text};
use store::orders::import::{self, Import};
use store::orders::upload::{self as arrival, Received};
use store::platform::job as queue;
use store::scope::NetworkTx;

use crate::paging;

/// The work of the queue that checks a file.
pub const CHECK: &str = "orders.import.check";
/// The work of the queue that writes a file's orders.
pub const APPLY: &str = "orders.import";
/// Characters of a file's name that are kept.
const NAME_LENGTH: usize = 200;
/// Seconds after which bytes that never all arrived are forgotten.
const ABANDONED_SECONDS: i64 = 86_400;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    api::routes(config);
    profile::routes(config);
    columns::routes(config);
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

/// Begins to keep a file; what others left unfinished long ago is forgotten.
///
/// # Errors
/// `Forbidden`; `Invalid` on `profile`: `choice-unknown`.
pub fn open(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    file_name: &str,
    profile: &str,
    at: Timestamp,
) -> Result<OrderImportId> {
    me.must(Permission::WriteOrders)?;
    let profile = chosen(tx, profile)?;
    for id in arrival::find_abandoned(tx, at.plus_seconds(-ABANDONED_SECONDS))? {
        arrival::discard(tx, id)?;
    }
    let name: String = text::line(file_name).chars().take(NAME_LENGTH).collect();
    let file_name = if name.is_empty() { "orders.csv" } else { name.as_str() };
    arrival::insert(tx, me, file_name, profile.as_deref(), at)
}

/// The profile that somebody chose; none when it is left to the headings.
fn chosen(tx: &mut NetworkTx<'_>, told: &str) -> Result<Option<String>> {
    if told.is_empty() {
        return Ok(None);
    }
    let known = source::profiles(tx)?.into_iter().find(|profile: &Profile| profile.name == told);
    known.map(|profile| Some(profile.name)).ok_or_else(|| Error::field("profile", "choice-unknown"))
}

/// All bytes of a file are there: it is going to be checked. The same bytes again are the first file;
/// one that was refused is checked again, for what it lacked may be there by now.
///
/// # Errors
/// `Taken("import-duplicate-file")` when the same bytes came in parallel: asked again, the first
/// file is answered.
pub fn close(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    id: OrderImportId,
    received: &Received,
    at: Timestamp,
) -> Result<Started> {
    let known = match import::find_by_digest(tx, &received.digest) {
        Ok(known) => Some(known),
        Err(Error::Missing) => None,
        Err(other) => return Err(other),
    };
    if let Some(known) = known {
        let profile = import::get(tx, id)?.profile.or_else(|| known.profile.clone());
        arrival::discard(tx, id)?;
        if !matches!(known.status, ImportStatus::Refused | ImportStatus::Unmapped) {
            return Ok(Started { import: known, already: true });
        }
        return Ok(Started {
            import: again(tx, me, &known, profile.as_deref(), at)?,
            already: false,
        });
    }
    arrival::receive(tx, me, id, received, at)?;
    queue::insert(tx, CHECK, id, queue::Again::No, at)?;
    Ok(Started { import: import::get(tx, id)?, already: false })
}

fn again(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    import: &Import,
    profile: Option<&str>,
    at: Timestamp,
) -> Result<Import> {
    import::retry(tx, me, import, profile, at)?;
    queue::insert(tx, CHECK, import.id, queue::Again::Yes, at)?;
    import::get(tx, import.id)
}

/// Checks a file again, by the profile that is told or by the one that knows it best.
///
/// # Errors
/// `Forbidden`, `Missing`, `Refused("import-state")`, `Stale`; `Invalid` on `profile`:
/// `choice-unknown`.
pub fn recheck(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    id: OrderImportId,
    profile: &str,
    at: Timestamp,
) -> Result<Import> {
    me.must(Permission::WriteOrders)?;
    let import = import::get(tx, id)?;
    let profile = chosen(tx, profile)?;
    again(tx, me, &import, profile.as_deref(), at)
}

/// Has the orders of a file written that was checked.
///
/// # Errors
/// `Forbidden`, `Missing`, `Refused("import-state")`, `Stale`.
pub fn carry_out(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    id: OrderImportId,
    at: Timestamp,
) -> Result<Import> {
    me.must(Permission::WriteOrders)?;
    let import = import::get(tx, id)?;
    import::begin(tx, me, &import, at)?;
    queue::insert(tx, APPLY, id, queue::Again::Yes, at)?;
    import::get(tx, id)
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
    let mut all = import::page(tx, before, paging::one_more(limit))?;
    let next = paging::next(&mut all, limit, |last| last.id);
    Ok((all, next))
}

/// Orders of a file that were there already and had not changed.
pub fn unchanged(import: &Import) -> i64 {
    import.done_count - import.new_count - import.changed_count
}
