//! Corrections of KOLs' money: one member asks, another one decides, the KOL is told.

pub mod api;
pub mod file;
mod mail;
pub mod pages;

use std::collections::HashMap;

use actix_web::web;
use domain::access::{Member, OrganizationKind, Permission};
use domain::commissions::adjustment::{
    AdjustmentAct, AdjustmentDraft, AdjustmentFields, AdjustmentStatus, DECISIONS_AT_ONCE,
    four_eyes, validate,
};
use domain::id::{AdjustmentId, MembershipId, OrderId, OrganizationId};
use domain::tenancy::network::Network;
use domain::{Error, FieldError, Locale, Result, Timestamp, text};
use store::commissions::adjustment::{self, Adjustment, Search};
use store::orders::order;
use store::platform::audit::{self, Event};
use store::scope::NetworkTx;
use store::tenancy::{membership, organization};

use super::books::Books;
use crate::orders::names::Said;
use crate::platform::letter::Desk;

const NOTE_LIMIT: usize = 500;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    api::routes(config);
    file::routes(config);
    pages::routes(config);
}

/// A correction with the names that belong to it.
#[derive(Debug, Clone)]
pub struct Line {
    /// The correction.
    pub row: Adjustment,
    /// Whose money.
    pub kol: Said,
    /// Who bears it; none for the network itself.
    pub brand: Option<Said>,
    /// Who asked for it.
    pub maker: String,
    /// Who decided.
    pub approver: Option<String>,
}

impl Line {
    /// How its state is drawn.
    pub fn tone(&self) -> &'static str {
        match self.row.status {
            AdjustmentStatus::Requested => "now",
            AdjustmentStatus::Approved => "good",
            AdjustmentStatus::Declined => "bad",
            AdjustmentStatus::Canceled => "neutral",
        }
    }
}

/// The queue.
#[derive(Debug, Clone)]
pub struct Queue {
    /// One page of it, newest first.
    pub lines: Vec<Line>,
    /// How many stand where.
    pub counts: Vec<(AdjustmentStatus, i64)>,
}

/// A correction with all that happened to it.
#[derive(Debug, Clone)]
pub struct Detail {
    /// The correction.
    pub line: Line,
    /// The order that it is about.
    pub order: Option<(OrderId, String)>,
    /// What happened, oldest first, and who did it.
    pub events: Vec<(Event, Option<String>)>,
}

/// Corrections of the network.
///
/// # Errors
/// `Forbidden`.
pub fn queue(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    locale: Locale,
    search: &Search,
) -> Result<Queue> {
    me.must(Permission::SeeMoney)?;
    let rows = adjustment::page(tx, search)?;
    Ok(Queue { lines: lines(tx, locale, rows)?, counts: adjustment::counts(tx)? })
}

fn lines(tx: &mut NetworkTx<'_>, locale: Locale, rows: Vec<Adjustment>) -> Result<Vec<Line>> {
    let parties = rows.iter().flat_map(|row| [Some(row.kol_id), row.brand_id]).flatten().collect();
    let names = tx.called(locale, parties, Vec::new())?;
    let members: Vec<MembershipId> =
        rows.iter().flat_map(|row| [Some(row.maker_id), row.approver_id]).flatten().collect();
    let people = membership::names(tx, &members)?;
    let person = |id: MembershipId| people.get(&id).cloned().unwrap_or_default();
    Ok(rows
        .into_iter()
        .map(|row| Line {
            kol: names.party(row.kol_id),
            brand: row.brand_id.map(|id| names.party(id)),
            maker: person(row.maker_id),
            approver: row.approver_id.map(person),
            row,
        })
        .collect())
}

/// A correction of the network.
///
/// # Errors
/// `Forbidden`, `Missing`.
pub fn show(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    locale: Locale,
    id: AdjustmentId,
) -> Result<Detail> {
    me.must(Permission::SeeMoney)?;
    let row = adjustment::get(tx, id)?;
    let order = row.order_id.map(|id| order::get(tx, id)).transpose()?;
    let events = audit::find(tx, id)?;
    let members: Vec<MembershipId> = events.iter().filter_map(|one| one.membership_id).collect();
    let people = membership::names(tx, &members)?;
    let named = |event: Event| {
        let who = event.membership_id.and_then(|id| people.get(&id).cloned());
        (event, who)
    };
    let line = lines(tx, locale, vec![row])?.pop().ok_or(Error::Missing)?;
    Ok(Detail {
        line,
        order: order.map(|order| (order.id, order.external_id)),
        events: events.into_iter().map(named).collect(),
    })
}

/// Asks for a correction.
///
/// # Errors
/// `Forbidden`; `Invalid` with every wrong field, also for a party or an order that is not there.
pub fn request(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    network: &Network,
    draft: &AdjustmentDraft,
    at: Timestamp,
) -> Result<Adjustment> {
    me.must(Permission::RequestAdjustments)?;
    let fields = validate(draft, &network.currencies)?;
    known(tx, &fields)?;
    adjustment::insert(tx, me, &fields, at)
}

fn known(tx: &mut NetworkTx<'_>, fields: &AdjustmentFields) -> Result<()> {
    is_party(tx, "kol", fields.kol, OrganizationKind::Kol)?;
    if let Some(brand) = fields.brand {
        is_party(tx, "brand", brand, OrganizationKind::Brand)?;
    }
    match fields.order.map(|id| order::get(tx, id)) {
        Some(Err(Error::Missing)) => Err(Error::field("order", "choice-unknown")),
        Some(Err(other)) => Err(other),
        Some(Ok(_)) | None => Ok(()),
    }
}

/// Whether a party of that kind is in the network.
///
/// # Errors
/// `Invalid` on the field: `choice-unknown`.
pub fn is_party(
    tx: &mut NetworkTx<'_>,
    field: &str,
    id: OrganizationId,
    kind: OrganizationKind,
) -> Result<()> {
    match organization::get(tx, id) {
        Ok(found) if found.kind == kind => Ok(()),
        Ok(_) | Err(Error::Missing) => Err(Error::field(field, "choice-unknown")),
        Err(other) => Err(other),
    }
}

/// Decides on a correction, or takes the own request back; the KOL hears of an approval.
///
/// # Errors
/// `Forbidden`, `Missing`; `Stale` when `version` is no longer the present one; `Invalid` on `act`
/// and, without a reason for declining, on `note`; `Refused("adjustment-state")`,
/// `Refused("adjustment-same-person")`.
#[allow(clippy::too_many_arguments)]
pub fn decide(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    desk: &Desk,
    id: AdjustmentId,
    version: i64,
    act: &str,
    note: &str,
    at: Timestamp,
) -> Result<Adjustment> {
    if !me.may(Permission::RequestAdjustments) {
        me.must(Permission::DecideAdjustments)?;
    }
    let before = adjustment::get(tx, id)?;
    let act: AdjustmentAct = act.parse()?;
    me.must(permission(act))?;
    if before.version != version {
        return Err(Error::Stale);
    }
    let note = said(act, note)?;
    let next = adjustment::apply(tx, me, &before, act, note.as_deref(), at)?;
    mail::decided(tx, at, desk, &next)?;
    Ok(next)
}

const fn permission(act: AdjustmentAct) -> Permission {
    match act {
        AdjustmentAct::Approve | AdjustmentAct::Decline => Permission::DecideAdjustments,
        AdjustmentAct::Cancel => Permission::RequestAdjustments,
    }
}

fn said(act: AdjustmentAct, note: &str) -> Result<Option<String>> {
    let note = text::long("note", note, NOTE_LIMIT).map_err(|error| Error::Invalid(vec![error]))?;
    if act == AdjustmentAct::Decline && note.is_empty() {
        return Err(Error::field("note", "field-required"));
    }
    Ok(Some(note).filter(|note| !note.is_empty()))
}

/// What became of one correction of many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Which.
    pub id: AdjustmentId,
    /// Where it stands now; none when there is no such correction.
    pub status: Option<AdjustmentStatus>,
    /// Whether this call changed it: a repeated call finds it done.
    pub changed: bool,
    /// Why it was left alone.
    pub error: Option<Error>,
}

/// Decides on up to 100 corrections in one transaction and answers for each; what is decided so
/// already counts as done, so that the call can be repeated.
///
/// # Errors
/// `Forbidden`; `Invalid` on `items`, `act`, `note`; `Stale` when somebody decides at the same
/// moment, and then nothing is kept.
pub fn decide_many(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    desk: &Desk,
    items: &[(AdjustmentId, i64)],
    act: &str,
    note: &str,
    at: Timestamp,
) -> Result<Vec<Outcome>> {
    me.must(Permission::DecideAdjustments)?;
    let act: AdjustmentAct = act.parse()?;
    me.must(permission(act))?;
    if items.is_empty() || items.len() > DECISIONS_AT_ONCE {
        let error = FieldError::new("items", "number-out-of-range");
        return Err(Error::Invalid(vec![error.with("min", 1).with("max", DECISIONS_AT_ONCE)]));
    }
    let note = said(act, note)?;
    let ids: Vec<AdjustmentId> = items.iter().map(|item| item.0).collect();
    let mut rows: HashMap<AdjustmentId, Adjustment> =
        adjustment::find(tx, &ids)?.into_iter().map(|row| (row.id, row)).collect();
    let goal = AdjustmentStatus::Requested.after(act)?;
    let mut outcomes = Vec::with_capacity(items.len());
    for (id, version) in items {
        let left = |status, error| Outcome { id: *id, status, changed: false, error };
        let Some(row) = rows.get(id) else {
            outcomes.push(left(None, Some(Error::Missing)));
            continue;
        };
        let sound = row.status.after(act).and_then(|_| four_eyes(row.maker_id, me.membership));
        let sound = sound.and(if row.version == *version { Ok(()) } else { Err(Error::Stale) });
        outcomes.push(match sound {
            Err(_) if row.status == goal => left(Some(goal), None),
            Err(error) => left(Some(row.status), Some(error)),
            Ok(()) => {
                let next = adjustment::apply(tx, me, row, act, note.as_deref(), at)?;
                mail::decided(tx, at, desk, &next)?;
                rows.insert(*id, next);
                Outcome { id: *id, status: Some(goal), changed: true, error: None }
            }
        });
    }
    Ok(outcomes)
}
