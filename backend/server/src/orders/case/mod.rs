//! Returns, exchanges and claims: opened, their goods received, settled. While one is open the
//! commissions of its lines wait.

pub mod api;
pub mod pages;

use actix_web::web;
use domain::access::{Member, Permission};
use domain::id::{OrderCaseId, OrderId};
use domain::orders::case::{CaseDraft, CaseKind, CaseOutcome, received};
use domain::tenancy::network::Network;
use domain::{Error, Result, Timestamp};
use store::orders::case::{self, Case, Change, Piece};
use store::orders::order;
use store::scope::NetworkTx;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    api::routes(config);
    pages::routes(config);
}

/// What is done to a case, as it was typed.
#[derive(Debug, Clone, Default)]
pub struct ActDraft {
    /// `receive` or `close`.
    pub act: String,
    /// Which version of the case was seen.
    pub version: i64,
    /// An outcome's text, to close.
    pub outcome: String,
    /// Pieces by the place of their line, to receive.
    pub lines: Vec<(i64, String)>,
}

/// Opens a case of an order.
///
/// # Errors
/// `Forbidden`, `Missing`, `Invalid` as `CaseDraft::check`.
pub fn open(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    network: &Network,
    (id, draft): (OrderId, &CaseDraft),
    at: Timestamp,
) -> Result<OrderCaseId> {
    me.must(Permission::WriteOrders)?;
    let order = order::get(tx, id)?;
    let comes_back = draft.kind.parse().is_ok_and(CaseKind::comes_back);
    let room = case::room(tx, id, comes_back)?;
    let new = draft.check(&room)?;
    case::insert(tx, network, me, &order, &new, at)
}

/// Notes what was received of a case, or settles it.
///
/// # Errors
/// `Forbidden`, `Missing`, `Stale`; `Refused("case-state")`; `Invalid`: `act` and `outcome`:
/// `choice-unknown`, `lines…` as `received`.
pub fn act(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    network: &Network,
    (id, draft): (OrderCaseId, &ActDraft),
    at: Timestamp,
) -> Result<Case> {
    me.must(Permission::WriteOrders)?;
    let found = case::get(tx, id)?;
    if found.version != draft.version {
        return Err(Error::Stale);
    }
    let change = match draft.act.as_str() {
        "receive" => {
            let pieces = case::pieces(tx, &[id])?;
            let expected: Vec<(i64, i64)> =
                pieces.iter().map(|piece| (piece.position, piece.quantity)).collect();
            Change::Receive(received(&expected, &draft.lines)?)
        }
        "close" => {
            let outcome: Option<CaseOutcome> = draft.outcome.parse().ok();
            let fits = outcome.filter(|outcome| found.kind.outcomes().contains(outcome));
            Change::Close(fits.ok_or_else(|| Error::field("outcome", "choice-unknown"))?)
        }
        _ => return Err(Error::field("act", "choice-unknown")),
    };
    case::apply(tx, network, me, &found, &change, at)?;
    case::get(tx, id)
}

/// A case with its pieces.
///
/// # Errors
/// `Forbidden`, `Missing`.
pub fn get(tx: &mut NetworkTx<'_>, me: &Member, id: OrderCaseId) -> Result<(Case, Vec<Piece>)> {
    me.must(Permission::SeeOrders)?;
    Ok((case::get(tx, id)?, case::pieces(tx, &[id])?))
}
