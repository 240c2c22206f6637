//! Addresses that are written to no more, as staff see them; a member lifts one with a reason.

pub mod api;
mod pages;

use actix_web::web;
use domain::access::{Member, Permission};
use domain::id::{MembershipId, SuppressionId};
use domain::{Error, Result, Timestamp, text};
use store::platform::audit::{self, Event};
use store::platform::suppression::{self, Suppression};
use store::scope::NetworkTx;
use store::tenancy::membership;

use crate::paging;

/// Characters of a reason at most.
const REASON_LENGTH: usize = 300;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    api::routes(config);
    pages::routes(config);
}

/// Which suppressions a list shows.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    /// Those that were lifted, by the word `lifted`; else those that hold.
    pub status: String,
    /// Of which address.
    pub address: String,
}

impl Asked {
    /// Whether those are meant that hold.
    ///
    /// # Errors
    /// `Invalid` with `choice-unknown` on `status`.
    pub fn is_open(&self) -> Result<bool> {
        match self.status.as_str() {
            "" | "open" => Ok(true),
            "lifted" => Ok(false),
            _ => Err(Error::field("status", "choice-unknown")),
        }
    }
}

/// A page of suppressions, latest first, and after which one the next page begins.
///
/// # Errors
/// `Forbidden`; `Invalid` as [`Asked::is_open`].
pub fn page(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    asked: &Asked,
    after: Option<SuppressionId>,
    limit: usize,
) -> Result<(Vec<Suppression>, Option<SuppressionId>)> {
    me.must(Permission::SeeMails)?;
    let wanted = (asked.is_open()?, asked.address.trim());
    let mut items = suppression::page(tx, wanted, after, paging::one_more(limit))?;
    let next = paging::next(&mut items, limit, |last| last.id);
    Ok((items, next))
}

/// A suppression with its history.
#[derive(Debug, Clone)]
pub struct Whole {
    /// The suppression.
    pub row: Suppression,
    /// What happened, oldest first, each with who did it; nobody for the worker.
    pub events: Vec<(Event, Option<String>)>,
}

/// A suppression with its history.
///
/// # Errors
/// `Forbidden`, `Missing`.
pub fn show(tx: &mut NetworkTx<'_>, me: &Member, id: SuppressionId) -> Result<Whole> {
    me.must(Permission::SeeMails)?;
    let row = suppression::get(tx, id)?;
    let events = audit::find(tx, id)?;
    let people: Vec<MembershipId> = events.iter().filter_map(|event| event.membership_id).collect();
    let names = membership::names(tx, &people)?;
    let who = |event: &Event| event.membership_id.and_then(|id| names.get(&id).cloned());
    Ok(Whole {
        row,
        events: events.into_iter().map(|event| (event.clone(), who(&event))).collect(),
    })
}

/// Lifts a suppression: the address is written to again, news if it still wants them.
///
/// # Errors
/// `Forbidden`; `Missing`; `Invalid` on `reason`; `Refused("suppression-lifted")`; `Stale`.
pub fn lift(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    (id, version): (SuppressionId, Option<i64>),
    reason: &str,
    at: Timestamp,
) -> Result<Suppression> {
    me.must(Permission::ResendMails)?;
    let row = suppression::get(tx, id)?;
    let reason = text::required("reason", reason, REASON_LENGTH)
        .map_err(|field| Error::Invalid(vec![field]))?;
    if !row.is_open() {
        return Err(Error::Refused("suppression-lifted"));
    }
    if version.is_some_and(|seen| seen != row.version) {
        return Err(Error::Stale);
    }
    suppression::lift(tx, me, &row, &reason, at)?;
    suppression::get(tx, id)
}
