//! Leads as the operator works with them: the list, one lead with its history, the next step.

pub mod api;
mod csv;
mod list;
mod pages;
mod timeline;
pub mod told;

pub(in crate::leads) use list::{is_late, owner_of, tone};
pub(in crate::leads) use pages::back;

use std::collections::HashMap;
use std::str::FromStr;

use actix_web::web;
use domain::access::{Member, Permission};
use domain::id::{LeadId, MailId, MembershipId};
use domain::leads::inquiry::LeadKind;
use domain::leads::lead::{Change, Lead, LeadAct, LeadStatus};
use domain::leads::place::{Place, Sort};
use domain::leads::score::Score;
use domain::leads::work::LostReason;
use domain::tenancy::network::Network;
use domain::{Error, Locale, Result, Timestamp};
use store::leads::consent::{self, Consent};
use store::leads::grant::{self, Grant};
use store::leads::inquiry::{self, Submission};
use store::leads::lead::{self as leads, Filter, Owner};
use store::leads::note::{self, Note};
use store::leads::staff::{self, Person};
use store::leads::task::{self, Task};
use store::leads::work;
use store::platform::audit::{self, Event};
use store::platform::mail::{self, MailLine};
use store::scope::NetworkTx;
use store::tenancy::membership;

use super::materials::{self, Parcel};
use super::won::{self, Won};
use super::{categories, score};
use crate::paging;
use crate::platform::letter::Desk;

/// Leads that an export holds at most.
const EXPORTED: usize = 50_000;
/// Leads that an export reads at a time.
const EXPORT_STEP: i64 = 1_000;

/// A page of the list.
#[derive(Debug, Clone)]
pub struct Leads {
    /// In the order that was asked for.
    pub items: Vec<Lead>,
    /// After which one the next page begins; none on the last page.
    pub next: Option<Place>,
    /// How many stand where, whatever the filter says.
    pub counts: Vec<(LeadStatus, i64)>,
    /// Those who may be given leads.
    pub people: Vec<Person>,
}

/// Which leads, as words tell it; empty ones mean all.
#[derive(Debug, Clone, Copy, Default)]
pub struct Words<'a> {
    /// How far they have come.
    pub status: &'a str,
    /// Who asked.
    pub kind: &'a str,
    /// `me`, `nobody` or a membership.
    pub owner: &'a str,
    /// A category of the catalogue.
    pub category: &'a str,
    /// The language of the first inquiry.
    pub locale: &'a str,
    /// `reply`: those that a person should have answered by now.
    pub overdue: &'a str,
    /// A part of the company, the person's name or the address.
    pub search: &'a str,
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
    /// The notes, newest first.
    pub notes: Vec<Note>,
    /// What is to be done, then what was done.
    pub tasks: Vec<Task>,
    /// How warm it is now, and why.
    pub score: Score,
    /// Those who may be given leads.
    pub people: Vec<Person>,
    /// What those are called who acted or wrote.
    pub names: HashMap<MembershipId, String>,
    /// The party that it became, and who was invited to act for it.
    pub won: Option<Won>,
}

/// What a member's act needs to know of the network.
#[derive(Debug, Clone, Copy)]
pub struct House<'a> {
    /// The network.
    pub network: &'a Network,
    /// From whom mails come.
    pub desk: &'a Desk,
}

/// A step that a member takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Which.
    pub act: LeadAct,
    /// Why; must be said when a lead is lost for no reason of the list.
    pub reason: String,
    /// Why it is lost; something else when missing.
    pub lost: Option<LostReason>,
    /// The version that the member saw; any when missing.
    pub version: Option<i64>,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    api::routes(config);
    pages::routes(config);
}

/// Reads a filter from words.
///
/// # Errors
/// `Invalid` with `choice-unknown` on the field.
pub fn filter(words: &Words<'_>, me: &Member, at: Timestamp) -> Result<Filter> {
    let known = |word: &str| LeadStatus::ALL.iter().copied().find(|one| one.as_str() == word);
    let unknown = |field: &'static str| Error::field(field, "choice-unknown");
    let owner = match words.owner {
        "" => None,
        "me" => Some(Owner::Member(me.membership)),
        "nobody" => Some(Owner::Nobody),
        id => Some(Owner::Member(id.parse().map_err(|_| unknown("owner"))?)),
    };
    if !words.category.is_empty() && !categories().contains(&words.category) {
        return Err(unknown("category"));
    }
    let overdue_at = match words.overdue {
        "" => None,
        "reply" => Some(at),
        _ => return Err(unknown("overdue")),
    };
    Ok(Filter {
        status: told(words.status, |word| known(word).ok_or_else(|| unknown("status")))?,
        kind: told(words.kind, |word| LeadKind::from_str(word).map_err(|_| unknown("kind")))?,
        owner,
        category: words.category.to_owned(),
        locale: told(words.locale, |word| Locale::from_str(word).map_err(|_| unknown("locale")))?,
        overdue_at,
        search: words.search.to_owned(),
    })
}

/// What a word stands for; nothing when there is none.
fn told<T>(word: &str, read: impl FnOnce(&str) -> Result<T>) -> Result<Option<T>> {
    if word.is_empty() { Ok(None) } else { read(word).map(Some) }
}

/// A page of the list, after the last lead of the page before.
///
/// # Errors
/// `Forbidden`; `Invalid` on `after` for a place of another order.
pub fn page(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    filter: &Filter,
    (sort, after): (Sort, Option<Place>),
    limit: usize,
) -> Result<Leads> {
    me.must(Permission::SeeLeads)?;
    if after.is_some_and(|place| place.sort() != sort) {
        return Err(Error::field("after", "choice-unknown"));
    }
    let mut items = leads::page(tx, filter, sort, after, paging::one_more(limit))?;
    let next = paging::next(&mut items, limit, |last| Place::after(last, sort));
    Ok(Leads { items, next, counts: leads::counts(tx)?, people: staff::find(tx)? })
}

/// All leads of a filter in an order, for a file; with those who look after them.
///
/// # Errors
/// `Forbidden`.
pub fn export(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    filter: &Filter,
    sort: Sort,
) -> Result<(Vec<Lead>, Vec<Person>)> {
    me.must(Permission::SeeLeads)?;
    let mut all = Vec::new();
    while all.len() < EXPORTED {
        let after = all.last().map(|lead: &Lead| Place::after(lead, sort));
        let some = leads::page(tx, filter, sort, after, EXPORT_STEP)?;
        let is_last = some.len() < usize::try_from(EXPORT_STEP).unwrap_or(usize::MAX);
        all.extend(some);
        if is_last {
            break;
        }
    }
    Ok((all, staff::find(tx)?))
}

/// Everything about a lead, as it is at a moment.
///
/// # Errors
/// `Forbidden`, `Missing`.
pub fn show(tx: &mut NetworkTx<'_>, me: &Member, id: LeadId, at: Timestamp) -> Result<Whole> {
    me.must(Permission::SeeLeads)?;
    let lead = leads::get(tx, id)?;
    // What was merged into it keeps its own log.
    let mut subjects = work::merged(tx, id)?;
    subjects.push(id);
    let events = audit::find_all(tx, &subjects)?;
    let notes = note::find(tx, id)?;
    let people = staff::find(tx)?;
    let acted = events.iter().filter_map(|event| event.membership_id);
    let wrote: Vec<MembershipId> = acted.chain(notes.iter().map(|note| note.author)).collect();
    let names = membership::names(tx, &wrote)?;
    let who = |event: &Event| event.membership_id.and_then(|id| names.get(&id).cloned());
    let news = consent::get_by_address(tx, &lead.email)?;
    Ok(Whole {
        submissions: inquiry::find(tx, id)?,
        links: grant::find(tx, id)?,
        mails: mail::find(tx, id.cast())?,
        news,
        events: events.into_iter().map(|event| (event.clone(), who(&event))).collect(),
        tasks: task::find(tx, id)?,
        score: score::of(tx, id, at)?,
        won: won::of(tx, &lead)?,
        notes,
        people,
        names,
        lead,
    })
}

/// Moves a lead along. One that is won becomes a party of the network, whose person is invited.
///
/// # Errors
/// `Forbidden`; `Missing`; `Stale`; `Refused("lead-state")`; `Invalid` on `reason`, and on `act` for
/// the materials, which are sent by [`resend`].
pub fn act(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    house: House<'_>,
    id: LeadId,
    step: &Step,
    at: Timestamp,
) -> Result<Lead> {
    let lead = seen(tx, me, id, step.version)?;
    let change = match step.act {
        LeadAct::SendMaterial => return Err(Error::field("act", "choice-unknown")),
        LeadAct::Lose => lead.lose(step.lost.unwrap_or(LostReason::Other), &step.reason, at)?,
        LeadAct::Win => {
            let change = lead.act(step.act, &step.reason, at)?;
            won::convert(tx, me, house, &lead, change, at)?
        }
        act => lead.act(act, &step.reason, at)?,
    };
    changed(tx, me, lead, change, at)
}

/// Gives a lead to somebody who works with leads, or to nobody.
///
/// # Errors
/// `Forbidden`; `Missing`; `Stale`; `Invalid` on `owner`; `Refused("lead-owner-same")`.
pub fn assign(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    (id, version): (LeadId, Option<i64>),
    owner: &str,
    at: Timestamp,
) -> Result<Lead> {
    let lead = seen(tx, me, id, version)?;
    let owner = told(owner, |word| {
        let people = staff::find(tx)?;
        let person = people.iter().find(|person| person.id.to_string() == word);
        person.map(|person| person.id).ok_or_else(|| Error::field("owner", "choice-unknown"))
    })?;
    let change = lead.assign(owner)?;
    changed(tx, me, lead, change, at)
}

/// Notes that the lead answered: nothing is mailed to it by itself any more.
///
/// # Errors
/// `Forbidden`; `Missing`; `Stale`; `Refused("lead-state")` for spam.
pub fn answered(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    (id, version): (LeadId, Option<i64>),
    at: Timestamp,
) -> Result<Lead> {
    let lead = seen(tx, me, id, version)?;
    let change = lead.answered(at)?;
    let lead = changed(tx, me, lead, change, at)?;
    score::signed(tx, id, at)?;
    Ok(lead)
}

/// A lead that a member may change, as the member saw it; any version when none is told.
pub(in crate::leads) fn seen(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    id: LeadId,
    version: Option<i64>,
) -> Result<Lead> {
    me.must(Permission::WorkLeads)?;
    let lead = leads::get(tx, id)?;
    if version.is_some_and(|seen| seen != lead.version) {
        return Err(Error::Stale);
    }
    Ok(lead)
}

fn changed(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    lead: Lead,
    change: Change,
    at: Timestamp,
) -> Result<Lead> {
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
        to: &lead.email,
        locale: last.as_ref().map_or(lead.locale, |last| last.locale),
        details: &lead.details,
        asked_at: last.map(|last| last.created_at),
    };
    materials::send(tx, Some(me), &lead, &parcel, at)
}
