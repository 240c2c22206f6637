//! Leads: one row for each address and kind.

use diesel::prelude::*;
use domain::access::Member;
use domain::id::{LeadId, MembershipId, OrganizationId};
use domain::leads::duplicate::{domain_key, phone_key};
use domain::leads::inquiry::LeadKind;
use domain::leads::lead::{Change, Details, Lead, LeadStatus};
use domain::leads::place::{Place, Sort};
use domain::leads::sequence::Step;
use domain::leads::work::{LostReason, Work};
use domain::time::Timestamp;
use domain::{Error, Locale, Result};
use schema::leads as t;

use crate::platform::audit::{self, Act};
use crate::scope::{InNetwork, NetworkTx, Reads};

/// Which leads a list shows; empty means all. Those that were merged into others are never shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// How far they have come.
    pub status: Option<LeadStatus>,
    /// Who asked.
    pub kind: Option<LeadKind>,
    /// Who looks after them.
    pub owner: Option<Owner>,
    /// A category of the catalogue.
    pub category: String,
    /// The language of the first inquiry.
    pub locale: Option<Locale>,
    /// Those that a person should have answered by that moment.
    pub overdue_at: Option<Timestamp>,
    /// A part of the company, the person's name or the address; blank means all.
    pub search: String,
}

/// Whose leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// Nobody's.
    Nobody,
    /// A member's.
    Member(MembershipId),
}

#[derive(Debug, Clone, Queryable)]
pub(super) struct Row {
    id: LeadId,
    kind: LeadKind,
    locale: Locale,
    company: String,
    name: String,
    email: String,
    phone: String,
    category: String,
    status: LeadStatus,
    version: i64,
    created_at: Timestamp,
    updated_at: Timestamp,
    score: i64,
    escalated_at: Option<Timestamp>,
    work: WorkRow,
}

#[derive(Debug, Clone, Queryable)]
pub(super) struct WorkRow {
    owner: Option<MembershipId>,
    reply_due_at: Option<Timestamp>,
    replied_at: Option<Timestamp>,
    answered_at: Option<Timestamp>,
    next_step: Option<Step>,
    step_due_at: Option<Timestamp>,
    lost: Option<LostReason>,
    merged_into: Option<LeadId>,
    organization: Option<OrganizationId>,
}

impl From<Row> for Lead {
    fn from(row: Row) -> Self {
        let work = Work {
            owner: row.work.owner,
            reply_due_at: row.work.reply_due_at,
            replied_at: row.work.replied_at,
            answered_at: row.work.answered_at,
            next: row.work.next_step.zip(row.work.step_due_at),
            lost: row.work.lost,
            merged_into: row.work.merged_into,
            organization: row.work.organization,
        };
        Self {
            id: row.id,
            kind: row.kind,
            locale: row.locale,
            email: row.email,
            details: Details {
                company: row.company,
                name: row.name,
                phone: row.phone,
                category: row.category,
            },
            status: row.status,
            work,
            score: row.score,
            escalated_at: row.escalated_at,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

pub(super) type WorkColumns = (
    t::owner_id,
    t::reply_due_at,
    t::replied_at,
    t::answered_at,
    t::next_step,
    t::step_due_at,
    t::lost_reason,
    t::merged_into_id,
    t::organization_id,
);
pub(super) type Columns = (
    t::id,
    t::kind,
    t::locale,
    t::company,
    t::name,
    t::email,
    t::phone,
    t::category,
    t::status,
    t::version,
    t::created_at,
    t::updated_at,
    t::score,
    t::escalated_at,
    WorkColumns,
);
pub(super) const COLUMNS: Columns = (
    t::id,
    t::kind,
    t::locale,
    t::company,
    t::name,
    t::email,
    t::phone,
    t::category,
    t::status,
    t::version,
    t::created_at,
    t::updated_at,
    t::score,
    t::escalated_at,
    (
        t::owner_id,
        t::reply_due_at,
        t::replied_at,
        t::answered_at,
        t::next_step,
        t::step_due_at,
        t::lost_reason,
        t::merged_into_id,
        t::organization_id,
    ),
);

diesel::define_sql_function! {
    /// Lower case: only of ASCII on one engine, of every script on the other.
    fn lower(text: diesel::sql_types::Text) -> diesel::sql_types::Text;
}

/// A lead by its id.
///
/// # Errors
/// `Missing`.
pub fn get(tx: &mut NetworkTx<'_>, id: LeadId) -> Result<Lead> {
    let row: Row =
        tx.query(t::table, |rows, conn| rows.filter(t::id.eq(id)).select(COLUMNS).first(conn))?;
    Ok(row.into())
}

/// The lead of an address (in lower case) and kind; `None` when it asks for the first time. One that
/// was merged is answered itself.
///
/// # Errors
/// Only what the database answers.
pub fn get_by_email(tx: &mut NetworkTx<'_>, kind: LeadKind, email: &str) -> Result<Option<Lead>> {
    let row: Option<Row> = tx.query(t::table, |rows, conn| {
        rows.filter(t::kind.eq(kind))
            .filter(t::email.eq(email.to_owned()))
            .select(COLUMNS)
            .first(conn)
            .optional()
    })?;
    Ok(row.map(Lead::from))
}

/// A new lead.
///
/// # Errors
/// `Taken("lead-exists")` when the same address asked in parallel: run the use case again.
pub fn insert(tx: &mut NetworkTx<'_>, lead: &Lead) -> Result<()> {
    tx.insert(t::table, |into, stamp, conn| {
        into.values((
            stamp,
            t::id.eq(lead.id),
            t::kind.eq(lead.kind),
            t::locale.eq(lead.locale),
            t::company.eq(&lead.details.company),
            t::name.eq(&lead.details.name),
            t::email.eq(&lead.email),
            t::phone.eq(&lead.details.phone),
            t::category.eq(&lead.details.category),
            t::status.eq(lead.status),
            t::version.eq(lead.version),
            (t::created_at.eq(lead.created_at), t::updated_at.eq(lead.updated_at)),
            (t::owner_id.eq(lead.work.owner), t::reply_due_at.eq(lead.work.reply_due_at)),
            (t::score.eq(lead.score), t::signed_at.eq(lead.created_at)),
            t::mail_domain.eq(domain_key(&lead.email)),
            t::phone_key.eq(phone_key(&lead.details.phone)),
        ))
        .execute(conn)
    })?;
    Ok(())
}

/// Carries out a change; `None` is the public form or the clock.
///
/// # Errors
/// `Stale` when somebody changed the lead in between.
pub fn apply(
    tx: &mut NetworkTx<'_>,
    me: Option<&Member>,
    lead: &Lead,
    change: &Change,
    at: Timestamp,
) -> Result<()> {
    let work = &change.work;
    let changed = tx.update(t::table, |target, conn| {
        diesel::update(target.filter(t::id.eq(lead.id)).filter(t::version.eq(lead.version)))
            .set((
                t::company.eq(&change.details.company),
                t::name.eq(&change.details.name),
                t::phone.eq(&change.details.phone),
                t::phone_key.eq(phone_key(&change.details.phone)),
                t::mail_domain.eq(domain_key(&lead.email)),
                t::category.eq(&change.details.category),
                t::status.eq(change.status),
                t::owner_id.eq(work.owner),
                (t::reply_due_at.eq(work.reply_due_at), t::replied_at.eq(work.replied_at)),
                t::answered_at.eq(work.answered_at),
                t::next_step.eq(work.next.map(|(step, _)| step)),
                t::step_due_at.eq(work.next.map(|(_, due)| due)),
                t::lost_reason.eq(work.lost),
                t::merged_into_id.eq(work.merged_into),
                t::organization_id.eq(work.organization),
                t::version.eq(lead.version + 1),
                t::updated_at.eq(at),
            ))
            .execute(conn)
    })?;
    if changed == 0 {
        return Err(Error::Stale);
    }
    let (before, after) = told(lead, change);
    let act = Act {
        kind: &change.kind,
        before: Some(&before),
        after: Some(&after),
        reason: change.reason.as_deref(),
    };
    audit::insert(tx, me, at, lead.id, &act)
}

/// What the log says of before and after: the state, or the owner where that is what changed.
fn told(lead: &Lead, change: &Change) -> (String, String) {
    let name = |owner: Option<MembershipId>| owner.map(|id| id.to_string()).unwrap_or_default();
    if lead.work.owner != change.work.owner && lead.status == change.status {
        return (name(lead.work.owner), name(change.work.owner));
    }
    (lead.status.as_str().to_owned(), change.status.as_str().to_owned())
}

/// Leads in an order, after the last one of the page before.
///
/// # Errors
/// Only what the database answers.
pub fn page(
    tx: &mut NetworkTx<'_>,
    filter: &Filter,
    sort: Sort,
    after: Option<Place>,
    limit: i64,
) -> Result<Vec<Lead>> {
    let found: Vec<Row> = tx.query(t::table, |mut rows, conn| {
        rows = rows.filter(t::merged_into_id.is_null());
        if let Some(status) = filter.status {
            rows = rows.filter(t::status.eq(status));
        }
        if let Some(kind) = filter.kind {
            rows = rows.filter(t::kind.eq(kind));
        }
        match filter.owner {
            None => {}
            Some(Owner::Nobody) => rows = rows.filter(t::owner_id.is_null()),
            Some(Owner::Member(id)) => rows = rows.filter(t::owner_id.eq(id)),
        }
        if !filter.category.is_empty() {
            rows = rows.filter(t::category.eq(filter.category.clone()));
        }
        if let Some(locale) = filter.locale {
            rows = rows.filter(t::locale.eq(locale));
        }
        if let Some(at) = filter.overdue_at {
            rows = rows.filter(t::reply_due_at.le(at));
        }
        if let Some(pattern) = pattern(&filter.search) {
            rows = rows.filter(
                lower(t::company)
                    .like(pattern.clone())
                    .escape('!')
                    .or(lower(t::name).like(pattern.clone()).escape('!'))
                    .or(t::email.like(pattern).escape('!')),
            );
        }
        match after {
            None => {}
            Some(Place::Newest(id)) => rows = rows.filter(t::id.lt(id)),
            // Said so that an index can begin there.
            Some(Place::Score(score, id)) => {
                rows = rows.filter(t::score.le(score)).filter(t::score.lt(score).or(t::id.lt(id)));
            }
        }
        let rows = match sort {
            Sort::Newest => rows.order(t::id.desc()),
            Sort::Score => rows.order((t::score.desc(), t::id.desc())),
        };
        rows.limit(limit).select(COLUMNS).load(conn)
    })?;
    Ok(found.into_iter().map(Lead::from).collect())
}

/// The pattern that finds a text anywhere; what means something in a pattern is escaped by `!`.
fn pattern(search: &str) -> Option<String> {
    let text = domain::text::line(search).to_lowercase();
    if text.is_empty() {
        return None;
    }
    let escaped = text.replace('!', "!!").replace('%', "!%").replace('_', "!_");
    Some(format!("%{escaped}%"))
}

/// How many leads stand where; states without leads are absent.
///
/// # Errors
/// Only what the database answers.
pub fn counts(tx: &mut NetworkTx<'_>) -> Result<Vec<(LeadStatus, i64)>> {
    // Boxed rows cannot be grouped; the update's target is the same filter, not boxed.
    Ok(tx.update(t::table, |target, conn| {
        target
            .filter(t::merged_into_id.is_null())
            .group_by(t::status)
            .order(t::status)
            .select((t::status, diesel::dsl::count_star()))
            .load(conn)
    })?)
}
