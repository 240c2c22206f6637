//! Leads as the operator works with them: the list, one lead with its history, the next step.

pub mod api;
mod csv;
mod pages;

use std::str::FromStr;

use actix_web::web;
use domain::access::{Member, Permission};
use domain::id::{LeadId, MailId, MembershipId};
use domain::leads::inquiry::LeadKind;
use domain::leads::lead::{Lead, LeadAct, LeadStatus};
use domain::tenancy::network::Network;
use domain::{Error, Result, Timestamp};
use store::leads::consent::{self, Consent};
use store::leads::grant::{self, Grant};
use store::leads::inquiry::{self, Submission};
use store::leads::lead::{self as leads, Filter};
use store::platform::audit::{self, Event};
use store::platform::mail::{self, MailLine};
use store::scope::NetworkTx;
use store::tenancy::membership;

use super::materials::{self, Parcel};

use crate::paging;

/// Leads that an export holds at most.
const EXPORTED: usize = 50_000;
/// Leads that an export reads at a time.
const EXPORT_STEP: i64 = 1_000;

/// A page of the list.
#[derive(Debug, Clone)]
pub struct Leads {
    /// Newest first.
    pub items: Vec<Lead>,
    /// After which one the next page begins; none on the last page.
    pub next: Option<LeadId>,
    /// How many stand where, whatever the filter says.
    pub counts: Vec<(LeadStatus, i64)>,
}

/// Everything about a lead.
#[derive(Debug, Clone)]
pub struct Whole {
    /// The lead.
    pub lead: Lead,
    /// What was submitted, newest first.
    pub submissions: Vec<Submission>,
    /// The links to the materials, newest first.
    pub links: Vec<Grant>,
    /// The mails, newest first.
    pub mails: Vec<MailLine>,
    /// The wish for news of the lead's address, if there is or was one.
    pub news: Option<Consent>,
    /// What happened, oldest first, each with who did it; nobody for the form.
    pub events: Vec<(Event, Option<String>)>,
}

/// A step that a member takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Which.
    pub act: LeadAct,
    /// Why; must be said when a lead is lost.
    pub reason: String,
    /// The version that the member saw; any when missing.
    pub version: Option<i64>,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    api::routes(config);
    pages::routes(config);
}

/// Reads a filter from words; empty ones mean all.
///
/// # Errors
/// `Invalid` with `choice-unknown` on `status` or `kind`.
pub fn filter(status: &str, kind: &str, search: &str) -> Result<Filter> {
    let known = |word: &str| LeadStatus::ALL.iter().copied().find(|one| one.as_str() == word);
    let status = match status {
        "" => None,
        word => Some(known(word).ok_or_else(|| Error::field("status", "choice-unknown"))?),
    };
    let kind = match kind {
        "" => None,
        word => Some(LeadKind::from_str(word).map_err(|_| Error::field("kind", "choice-unknown"))?),
    };
    Ok(Filter { status, kind, search: search.to_owned() })
}

/// A page of the list, after the last lead of the page before.
///
/// # Errors
/// `Forbidden`.
pub fn page(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    filter: &Filter,
    after: Option<LeadId>,
    limit: usize,
) -> Result<Leads> {
    me.must(Permission::SeeLeads)?;
    let mut items = leads::page(tx, filter, after, paging::one_more(limit))?;
    let next = paging::next(&mut items, limit, |last| last.id);
    Ok(Leads { items, next, counts: leads::counts(tx)? })
}

/// All leads of a filter, newest first, for a file.
///
/// # Errors
/// `Forbidden`.
pub fn export(tx: &mut NetworkTx<'_>, me: &Member, filter: &Filter) -> Result<Vec<Lead>> {
    me.must(Permission::SeeLeads)?;
    let mut all = Vec::new();
    while all.len() < EXPORTED {
        let after = all.last().map(|lead: &Lead| lead.id);
        let some = leads::page(tx, filter, after, EXPORT_STEP)?;
        let is_last = some.len() < usize::try_from(EXPORT_STEP).unwrap_or(usize::MAX);
        all.extend(some);
        if is_last {
            break;
        }
    }
    Ok(all)
}

/// Everything about a lead.
///
/// # Errors
/// `Forbidden`, `Missing`.
pub fn show(tx: &mut NetworkTx<'_>, me: &Member, id: LeadId) -> Result<Whole> {
    me.must(Permission::SeeLeads)?;
    let lead = leads::get(tx, id)?;
    let events = audit::find(tx, id)?;
    let people: Vec<MembershipId> = events.iter().filter_map(|event| event.membership_id).collect();
    let names = membership::names(tx, &people)?;
    let who = |event: &Event| event.membership_id.and_then(|id| names.get(&id).cloned());
    let news = consent::get_by_address(tx, &lead.email)?;
    Ok(Whole {
        lead,
        submissions: inquiry::find(tx, id)?,
        links: grant::find(tx, id)?,
        mails: mail::find(tx, id.cast())?,
        news,
        events: events.into_iter().map(|event| (event.clone(), who(&event))).collect(),
    })
}

/// Moves a lead along.
///
/// # Errors
/// `Forbidden`; `Missing`; `Stale`; `Refused("lead-state")`; `Invalid` on `reason`, and on `act` for
/// the materials, which are sent by [`resend`].
pub fn act(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    id: LeadId,
    step: &Step,
    at: Timestamp,
) -> Result<Lead> {
    me.must(Permission::WorkLeads)?;
    let lead = leads::get(tx, id)?;
    if step.version.is_some_and(|seen| seen != lead.version) {
        return Err(Error::Stale);
    }
    if step.act == LeadAct::SendMaterial {
        return Err(Error::field("act", "choice-unknown"));
    }
    let change = lead.act(step.act, &step.reason)?;
    leads::apply(tx, Some(me), &lead, &change, at)?;
    Ok(lead.after(change, at))
}

/// Sends the materials again with a new link, in the language in which they were asked for last. A
/// member may do so as often as it takes; it counts towards the form's limit.
///
/// # Errors
/// `Forbidden`; `Missing`; `Stale`; `Refused("lead-state")` for spam.
pub fn resend(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    network: &Network,
    site: &str,
    id: LeadId,
    at: Timestamp,
) -> Result<MailId> {
    me.must(Permission::WorkLeads)?;
    let lead = leads::get(tx, id)?;
    let last = inquiry::find(tx, id)?.into_iter().next();
    let parcel = Parcel {
        network,
        site,
        locale: last.as_ref().map_or(lead.locale, |last| last.locale),
        details: &lead.details,
        asked_at: last.map(|last| last.created_at),
    };
    materials::send(tx, Some(me), &lead, &parcel, at)
}
