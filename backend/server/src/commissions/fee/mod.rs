//! Fixed fees beside commissions: agreed by the operator, seen by both sides, posted by the clock.

pub mod api;
pub mod file;
mod mail;
pub mod pages;

use std::sync::Arc;

use actix_web::web;
use domain::access::{Member, OrganizationKind, Permission};
use domain::commissions::fee::{FeeAct, FeeDraft, FeeStatus, validate};
use domain::id::{FeeId, OrganizationId, ProductId};
use domain::tenancy::network::Network;
use domain::{Error, Locale, Money, Result, Timestamp, text};
use store::catalogue::product;
use store::commissions::fee::{self, Fee, Search};
use store::platform::audit::{self, Event};
use store::scope::{NetworkTx, OfNetwork};

use super::adjustment::is_party;
use super::books::Books;
use crate::app::App;
use crate::orders::names::Said;
use crate::platform::letter::Desk;

/// Fees that one transaction posts.
const BATCH: i64 = 200;
const NOTE_LIMIT: usize = 500;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    api::routes(config);
    file::routes(config);
    pages::routes(config);
}

/// A fee with the names that belong to it.
#[derive(Debug, Clone)]
pub struct Line {
    /// The fee.
    pub row: Fee,
    /// Who earns it.
    pub kol: Said,
    /// Who owes it.
    pub brand: Said,
    /// The product whose sales count.
    pub product: Option<Said>,
    /// A bonus's steps: pieces, and what they add.
    pub steps: Vec<(i64, Money)>,
}

impl Line {
    /// How its state is drawn.
    pub fn tone(&self) -> &'static str {
        match self.row.status {
            FeeStatus::Agreed => "waiting",
            FeeStatus::Earned => "good",
            FeeStatus::Lapsed | FeeStatus::Canceled => "neutral",
        }
    }

    /// How many steps its ladder has.
    pub fn steps_count(&self) -> i64 {
        i64::try_from(self.steps.len()).unwrap_or(i64::MAX)
    }

    /// The last moment of its period, for a date; the due one where there is none.
    pub fn last(&self) -> Timestamp {
        if self.row.kind.has_period() { self.row.due_at.plus_seconds(-1) } else { self.row.due_at }
    }
}

/// Whether a member sees the whole network's fees, else those that it is a party of.
///
/// # Errors
/// `Forbidden` for roles that see no money.
pub fn sees_all(me: &Member) -> Result<bool> {
    if me.may(Permission::SeeMoney) {
        return Ok(true);
    }
    me.must(Permission::SeeOwnMoney).map(|()| false)
}

/// One page of fees.
///
/// # Errors
/// `Forbidden`.
pub fn list(
    tx: &mut impl Books,
    me: &Member,
    locale: Locale,
    search: &Search,
) -> Result<Vec<Line>> {
    sees_all(me)?;
    let rows = tx.fees(search)?;
    lines(tx, locale, rows)
}

/// Fees with their names.
///
/// # Errors
/// Only what the database answers.
pub fn lines(tx: &mut impl Books, locale: Locale, rows: Vec<Fee>) -> Result<Vec<Line>> {
    let parties: Vec<OrganizationId> =
        rows.iter().flat_map(|row| [row.kol_id, row.brand_id]).collect();
    let products: Vec<ProductId> = rows.iter().filter_map(|row| row.product_id).collect();
    let names = tx.called(locale, parties, products)?;
    rows.into_iter()
        .map(|row| {
            let currency = row.amount().currency();
            let ladder = row.ladder()?;
            let steps = ladder.steps().iter();
            let step = |step: &domain::commissions::ladder::Step| {
                (step.units, Money::new(step.amount_minor, currency))
            };
            Ok(Line {
                kol: names.party(row.kol_id),
                brand: names.party(row.brand_id),
                product: row.product_id.map(|id| names.product(id)),
                steps: steps.map(step).collect(),
                row,
            })
        })
        .collect()
}

/// A fee.
///
/// # Errors
/// `Forbidden`, `Missing`.
pub fn show(tx: &mut impl Books, me: &Member, locale: Locale, id: FeeId) -> Result<Line> {
    sees_all(me)?;
    let row = tx.fee(id)?;
    lines(tx, locale, vec![row])?.pop().ok_or(Error::Missing)
}

/// What happened to a fee, for the operator.
///
/// # Errors
/// `Forbidden`.
pub fn history(tx: &mut NetworkTx<'_>, me: &Member, id: FeeId) -> Result<Vec<Event>> {
    me.must(Permission::SeeMoney)?;
    audit::find(tx, id)
}

/// Agrees a fee between a brand and a KOL; both get a mail.
///
/// # Errors
/// `Forbidden`; `Invalid` with every wrong field, also for a party or a product that is not there.
pub fn agree(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    network: &Network,
    desk: &Desk,
    draft: &FeeDraft,
    at: Timestamp,
) -> Result<Fee> {
    me.must(Permission::AgreeFees)?;
    let fields = validate(draft, &network.currencies, network.time_zone)?;
    is_party(tx, "kol", fields.kol, OrganizationKind::Kol)?;
    is_party(tx, "brand", fields.brand, OrganizationKind::Brand)?;
    if let Some(id) = fields.product {
        let known = product::find(tx, &[id])?;
        if known.first().is_none_or(|found| found.brand_id != fields.brand) {
            return Err(Error::field("product", "choice-unknown"));
        }
    }
    let made = fee::insert(tx, me, &fields, at)?;
    mail::told(tx, at, desk, network, &made)?;
    Ok(made)
}

/// Cancels a fee that is not earned yet; both sides get a mail.
///
/// # Errors
/// `Forbidden`, `Missing`, `Stale`; `Invalid` on `act` and `note`; `Refused("fee-state")`.
#[allow(clippy::too_many_arguments)]
pub fn act(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    network: &Network,
    desk: &Desk,
    id: FeeId,
    version: i64,
    (act, note): (&str, &str),
    at: Timestamp,
) -> Result<Fee> {
    me.must(Permission::AgreeFees)?;
    let before = fee::get(tx, id)?;
    let act: FeeAct = act.parse()?;
    if before.version != version {
        return Err(Error::Stale);
    }
    let note = text::long("note", note, NOTE_LIMIT).map_err(|error| Error::Invalid(vec![error]))?;
    if note.is_empty() {
        return Err(Error::field("note", "field-required"));
    }
    let next = fee::apply(tx, me, &before, act, &note, at)?;
    mail::told(tx, at, desk, network, &next)?;
    Ok(next)
}

/// Posts the fees of a network that fell due; both sides get a mail. Answers how many were looked
/// at; safe to repeat.
///
/// # Errors
/// What the store answers; what was posted before is kept.
pub fn earn_due(app: &Arc<App>, network: &Network, at: Timestamp) -> Result<usize> {
    let scope = OfNetwork::for_row(network.id);
    let desk = Desk::of(app, network.id)?;
    let mut done = 0;
    loop {
        let (desk, network) = (desk.clone(), network.clone());
        let run = move |tx: &mut NetworkTx<'_>| {
            let changed = fee::earn_due(tx, network.time_zone, at, BATCH)?;
            for one in &changed {
                mail::told(tx, at, &desk, &network, one)?;
            }
            Ok(changed.len())
        };
        match app.store.write(scope, run) {
            Ok(count) => {
                done += count;
                if i64::try_from(count).is_ok_and(|count| count < BATCH) {
                    return Ok(done);
                }
            }
            // Another process's clock is at it.
            Err(Error::Stale | Error::Taken(_)) => return Ok(done),
            Err(error) => return Err(error),
        }
    }
}
