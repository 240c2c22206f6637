//! Leads: one row for each address and kind.

use diesel::prelude::*;
use domain::access::Member;
use domain::id::LeadId;
use domain::leads::inquiry::LeadKind;
use domain::leads::lead::{Change, Details, Lead, LeadStatus};
use domain::time::Timestamp;
use domain::{Error, Locale, Result};
use schema::leads as t;

use crate::platform::audit::{self, Act};
use crate::scope::{InNetwork, NetworkTx, Reads};

/// Which leads a list shows; empty means all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// How far they have come.
    pub status: Option<LeadStatus>,
    /// Who asked.
    pub kind: Option<LeadKind>,
    /// A part of the company, the person's name or the address; blank means all.
    pub search: String,
}

#[derive(Debug, Clone, Queryable)]
struct Row {
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
}

impl From<Row> for Lead {
    fn from(row: Row) -> Self {
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
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

type Columns = (
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
);
const COLUMNS: Columns = (
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

/// The lead of an address (in lower case) and kind; `None` when it asks for the first time.
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
            t::created_at.eq(lead.created_at),
            t::updated_at.eq(lead.updated_at),
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
    let changed = tx.update(t::table, |target, conn| {
        diesel::update(target.filter(t::id.eq(lead.id)).filter(t::version.eq(lead.version)))
            .set((
                t::company.eq(&change.details.company),
                t::name.eq(&change.details.name),
                t::phone.eq(&change.details.phone),
                t::category.eq(&change.details.category),
                t::status.eq(change.status),
                t::version.eq(lead.version + 1),
                t::updated_at.eq(at),
            ))
            .execute(conn)
    })?;
    if changed == 0 {
        return Err(Error::Stale);
    }
    let act = Act {
        kind: &change.kind,
        before: Some(lead.status.as_str()),
        after: Some(change.status.as_str()),
        reason: change.reason.as_deref(),
    };
    audit::insert(tx, me, at, lead.id, &act)
}

/// Leads, newest first, after the last one of the page before.
///
/// # Errors
/// Only what the database answers.
pub fn page(
    tx: &mut NetworkTx<'_>,
    filter: &Filter,
    after: Option<LeadId>,
    limit: i64,
) -> Result<Vec<Lead>> {
    let found: Vec<Row> = tx.query(t::table, |mut rows, conn| {
        if let Some(status) = filter.status {
            rows = rows.filter(t::status.eq(status));
        }
        if let Some(kind) = filter.kind {
            rows = rows.filter(t::kind.eq(kind));
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
        if let Some(after) = after {
            rows = rows.filter(t::id.lt(after));
        }
        rows.order(t::id.desc()).limit(limit).select(COLUMNS).load(conn)
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
            .group_by(t::status)
            .order(t::status)
            .select((t::status, diesel::dsl::count_star()))
            .load(conn)
    })?)
}
