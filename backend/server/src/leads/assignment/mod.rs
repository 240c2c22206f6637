//! Who is given new leads, until when they must be answered, and what happens when they are not.

pub mod api;
mod pages;

use std::collections::HashMap;

use actix_web::web;
use domain::access::{Member, Permission, Role};
use domain::id::{LeadAbsenceId, LeadRuleId, MembershipId};
use domain::leads::assignment::{Absence, Asked, Given, RULES, Rule, Turn, give, reply_due_at};
use domain::leads::lead::Lead;
use domain::leads::work::Work;
use domain::tenancy::network::Network;
use domain::{Error, Result, Timestamp};
use store::leads::assignment::{self as kept, RuleLine, Terms};
use store::leads::staff::{self, Person};
use store::leads::work;
use store::scope::NetworkTx;

use super::categories;
use crate::platform::letter::{self, Desk, Reader, Said};

/// Leads that a run of the clock tells of at most; the rest are the next run's.
const AT_ONCE: i64 = 100;

/// Everything that decides who is given new leads.
#[derive(Debug, Clone)]
pub struct Assignment {
    /// How soon leads are to be answered.
    pub terms: Terms,
    /// The rules, in their order.
    pub rules: Vec<RuleLine>,
    /// Those who may be given leads, each with the weight of their turns.
    pub people: Vec<(Person, i64)>,
    /// Absences that are not over.
    pub absences: Vec<(LeadAbsenceId, Absence)>,
}

/// A change of who is given new leads.
#[derive(Debug, Clone)]
pub enum Change {
    /// How soon leads are to be answered: workdays, the version that was seen.
    ReplyDays(i64, i64),
    /// A rule more, as words tell it: kind, category, language, owner.
    AddRule([String; 4]),
    /// A rule one place up.
    RaiseRule(LeadRuleId),
    /// A rule less.
    DropRule(LeadRuleId),
    /// A member's weight.
    Weigh(MembershipId, i64),
    /// Days on which a member is away: the first, the last.
    AddAbsence(MembershipId, String, String),
    /// An absence less.
    DropAbsence(LeadAbsenceId),
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    api::routes(config);
    pages::routes(config);
}

/// Everything that decides who is given new leads.
///
/// # Errors
/// `Forbidden`.
pub fn read(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    network: &Network,
    at: Timestamp,
) -> Result<Assignment> {
    me.must(Permission::SeeLeads)?;
    whole(tx, network, at)
}

fn whole(tx: &mut NetworkTx<'_>, network: &Network, at: Timestamp) -> Result<Assignment> {
    let weights: HashMap<MembershipId, i64> =
        kept::turns(tx)?.into_iter().map(|(id, weight, _)| (id, weight)).collect();
    let weight = |person: &Person| weights.get(&person.id).copied().unwrap_or(usual(person.role));
    let people = staff::find(tx)?.into_iter().map(|one| (one.clone(), weight(&one))).collect();
    Ok(Assignment {
        terms: kept::terms(tx)?,
        rules: kept::rules(tx)?,
        people,
        absences: kept::absences(tx, at.date_in(network.time_zone))?,
    })
}

/// The weight of somebody of whom nothing was said: account managers take turns.
fn usual(role: Role) -> i64 {
    i64::from(role == Role::AccountManager)
}

/// Changes who is given new leads.
///
/// # Errors
/// `Forbidden`; `Missing`; `Stale`; `Invalid` on the fields of the change; `Refused("lead-rules-full")`.
pub fn change(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    network: &Network,
    change: &Change,
    at: Timestamp,
) -> Result<Assignment> {
    me.must(Permission::WorkLeads)?;
    let now = whole(tx, network, at)?;
    let owners: Vec<MembershipId> = now.people.iter().map(|(person, _)| person.id).collect();
    let known = |id: &MembershipId| owners.contains(id);
    let unknown = || Error::field("member", "choice-unknown");
    match change {
        Change::ReplyDays(days, version) => {
            if *version != now.terms.version {
                return Err(Error::Stale);
            }
            within(*days, 1, 30, "reply_days")?;
            kept::apply_terms(tx, me, now.terms, *days, at)?;
        }
        Change::AddRule([kind, category, locale, owner]) => {
            let rule = Rule::check((kind, category, locale, owner), &categories(), &owners)?;
            if now.rules.len() >= RULES {
                return Err(Error::Refused("lead-rules-full"));
            }
            let last = now.rules.last().map_or(0, |line| line.position);
            kept::insert_rule(tx, me, &rule, last + 1, at)?;
        }
        Change::RaiseRule(id) => raise(tx, &now.rules, *id)?,
        Change::DropRule(id) => {
            let line = now.rules.iter().find(|line| line.id == *id).ok_or(Error::Missing)?;
            kept::delete_rule(tx, me, line, at)?;
        }
        Change::Weigh(member, weight) => {
            if !known(member) {
                return Err(unknown());
            }
            within(*weight, 0, 100, "weight")?;
            kept::apply_weight(tx, me, *member, *weight, at)?;
        }
        Change::AddAbsence(member, from, until) => {
            if !known(member) {
                return Err(unknown());
            }
            kept::insert_absence(tx, me, &Absence::check(*member, from, until)?, at)?;
        }
        Change::DropAbsence(id) => kept::delete_absence(tx, me, *id, at)?,
    }
    whole(tx, network, at)
}

fn within(number: i64, least: i64, most: i64, field: &str) -> Result<()> {
    let fits = (least..=most).contains(&number);
    if fits { Ok(()) } else { Err(Error::field(field, "choice-unknown")) }
}

/// A rule and the one above it change their places; the first one stays.
fn raise(tx: &mut NetworkTx<'_>, rules: &[RuleLine], id: LeadRuleId) -> Result<()> {
    let place = rules.iter().position(|line| line.id == id).ok_or(Error::Missing)?;
    let Some(above) = place.checked_sub(1).and_then(|above| rules.get(above)) else {
        return Ok(());
    };
    kept::move_rule(tx, id, above.position)?;
    kept::move_rule(tx, above.id, rules[place].position)
}

/// What is being done about a lead from its first inquiry on: somebody looks after it, and answers it
/// in time.
///
/// # Errors
/// Only what the database answers.
pub fn begin(
    tx: &mut NetworkTx<'_>,
    network: &Network,
    lead: &Lead,
    at: Timestamp,
) -> Result<Work> {
    let now = whole(tx, network, at)?;
    let credits: HashMap<MembershipId, i64> =
        kept::turns(tx)?.into_iter().map(|(id, _, credit)| (id, credit)).collect();
    let turns: Vec<Turn> = now
        .people
        .iter()
        .map(|(person, weight)| Turn {
            member: person.id,
            weight: *weight,
            credit: credits.get(&person.id).copied().unwrap_or(0),
        })
        .collect();
    let asked = Asked { kind: lead.kind, category: &lead.details.category, locale: lead.locale };
    let rules: Vec<Rule> = now.rules.into_iter().map(|line| line.rule).collect();
    let absences: Vec<Absence> = now.absences.into_iter().map(|(_, absence)| absence).collect();
    let zone = network.time_zone;
    let owner = match give(asked, &rules, &turns, &absences, at.date_in(zone)) {
        Given::ByRule(owner) => Some(owner),
        Given::InTurn(owner, changes) => {
            let weight = |id| turns.iter().find(|turn| turn.member == id).map_or(0, |t| t.weight);
            let changes: Vec<_> =
                changes.into_iter().map(|(id, change)| (id, weight(id), change)).collect();
            kept::apply_credits(tx, &changes)?;
            Some(owner)
        }
        Given::Nobody => None,
    };
    let due = reply_due_at(at, now.terms.reply_days, lead.locale, zone);
    Ok(Work { owner, reply_due_at: Some(due), ..Work::default() })
}

/// Tells owners of the leads that nobody answered in time, once; of those that nobody looks after the
/// network's owners are told. Answers how many.
///
/// # Errors
/// Only what the database answers.
pub fn escalate(tx: &mut NetworkTx<'_>, at: Timestamp, desk: &Desk) -> Result<usize> {
    let late = work::late(tx, at, AT_ONCE)?;
    if late.is_empty() {
        return Ok(0);
    }
    let people = staff::find(tx)?;
    let mut told = 0;
    for lead in &late {
        if !work::escalated(tx, lead.id, at)? {
            continue;
        }
        told += 1;
        let owner = people.iter().find(|person| Some(person.id) == lead.work.owner);
        let owners = || people.iter().filter(|person| person.role == Role::NetworkOwner);
        let readers: Vec<&Person> = owner.map_or_else(|| owners().collect(), |one| vec![one]);
        for reader in readers {
            tell(tx, desk, reader, lead, at)?;
        }
    }
    Ok(told)
}

fn tell(
    tx: &mut NetworkTx<'_>,
    desk: &Desk,
    person: &Person,
    lead: &Lead,
    at: Timestamp,
) -> Result<()> {
    let words = words::of(person.locale);
    let details = &lead.details;
    let mut facts = vec![
        (words.leads_form_name().to_owned(), details.name.clone()),
        (words.leads_form_email().to_owned(), lead.email.clone()),
    ];
    if !details.company.is_empty() {
        facts.insert(0, (words.leads_form_company().to_owned(), details.company.clone()));
    }
    let said = Said {
        subject: words.leads_late_subject(&details.name),
        lead: words.leads_late_lead().to_owned(),
        facts,
        quote: None,
        link: (words.leads_late_link().to_owned(), format!("/leads/{}", lead.id)),
    };
    let greeting = words.leads_mail_dear(&person.name);
    let reader = Reader { email: &person.email, locale: person.locale, greeting: &greeting };
    letter::write_to(tx, desk, reader, "lead.late", lead.id, at, &said)
}
