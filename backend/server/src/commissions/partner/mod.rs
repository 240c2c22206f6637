//! Who has a part of a KOL's commissions: agreed by the operator, seen by both sides, ended, never
//! edited.

pub mod api;
pub mod file;
mod mail;
pub mod pages;

use actix_web::web;
use domain::access::{Member, OrganizationKind, Permission};
use domain::commissions::partner::{self as rules, PartnerDraft};
use domain::id::CommissionPartnerId;
use domain::tenancy::network::Network;
use domain::{Error, Locale, Result, Timestamp};
use store::commissions::partner::{self, Agreement, Search};
use store::ledger::account;
use store::scope::NetworkTx;
use store::tenancy::organization;

use super::adjustment::is_party;
use super::books::Books;
use crate::orders::names::Said;
use crate::platform::letter::Desk;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    api::routes(config);
    file::routes(config);
    pages::routes(config);
}

/// An agreement with the names that belong to it.
#[derive(Debug, Clone)]
pub struct Line {
    /// The agreement.
    pub row: Agreement,
    /// Whose commissions.
    pub kol: Said,
    /// Who is paid.
    pub payee: Said,
    /// Whether it holds: the word of a state, and its tone.
    pub state: (&'static str, &'static str),
}

impl Line {
    /// The last moment that is in it, for a date.
    pub fn last(&self) -> Option<Timestamp> {
        self.row.valid_to.map(|to| to.plus_seconds(-1))
    }

    /// Whether it can still be ended.
    pub fn is_open(&self) -> bool {
        self.state.0 != "ended"
    }
}

/// How an agreement stands at a moment: a word and its tone.
pub fn state(row: &Agreement, at: Timestamp) -> (&'static str, &'static str) {
    if row.is_over(at) {
        ("ended", "neutral")
    } else if row.holds(at) {
        ("active", "good")
    } else {
        ("coming", "waiting")
    }
}

/// One page of agreements: all of the network for the operator, the own ones for others.
///
/// # Errors
/// `Forbidden`.
pub fn list(
    tx: &mut impl Books,
    me: &Member,
    locale: Locale,
    (search, limit): (&Search, i64),
    at: Timestamp,
) -> Result<Vec<Line>> {
    super::fee::sees_all(me)?;
    let rows = tx.agreements(search, limit)?;
    let parties = rows.iter().flat_map(|row| [row.kol_id, row.payee_id]).collect();
    let names = tx.called(locale, parties, Vec::new())?;
    let line = |row: Agreement| Line {
        kol: names.party(row.kol_id),
        payee: names.party(row.payee_id),
        state: state(&row, at),
        row,
    };
    Ok(rows.into_iter().map(line).collect())
}

/// Agrees a partner's part of a KOL's commissions; both get a mail. An agency is an MCN, a referrer
/// an MCN or another KOL: whom the network pays.
///
/// # Errors
/// `Forbidden`; `Invalid` with every wrong field, also for a party that is not there;
/// `Taken("partner-exists")` when the KOL has one of the kind in that span.
pub fn agree(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    network: &Network,
    desk: &Desk,
    draft: &PartnerDraft,
    at: Timestamp,
) -> Result<Agreement> {
    me.must(Permission::AgreePartners)?;
    let fields = rules::validate(draft, network.time_zone, at)?;
    is_party(tx, "kol", fields.kol, OrganizationKind::Kol)?;
    let kind = match organization::get(tx, fields.payee) {
        Ok(found) => found.kind,
        Err(Error::Missing) => return Err(Error::field("payee", "choice-unknown")),
        Err(other) => return Err(other),
    };
    if !rules::may_be(fields.kind, kind) {
        return Err(Error::field("payee", "partner-kind"));
    }
    // Accounts that came after the party did.
    account::open_for(tx, kind, fields.payee, &network.currencies)?;
    let made = partner::insert(tx, me, &fields, kind, at)?;
    mail::told(tx, at, desk, network, &made)?;
    Ok(made)
}

/// Ends an agreement, after a last day or at once; both sides get a mail. What was frozen stays.
///
/// # Errors
/// `Forbidden`, `Missing`, `Stale`; `Invalid` on `ends_on`; `Refused("partner-ended")`.
pub fn end(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    network: &Network,
    desk: &Desk,
    (id, ends_on): (CommissionPartnerId, &str),
    at: Timestamp,
) -> Result<Agreement> {
    me.must(Permission::AgreePartners)?;
    let before = partner::get(tx, id)?;
    if before.is_over(at) {
        return Err(Error::Refused("partner-ended"));
    }
    let end = rules::end(ends_on, network.time_zone, at)?;
    let ended = partner::apply_end(tx, me, &before, end, at)?;
    mail::told(tx, at, desk, network, &ended)?;
    Ok(ended)
}
