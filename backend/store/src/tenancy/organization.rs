//! The parties of a network.

use std::collections::HashMap;

use diesel::prelude::*;
use domain::access::{Member, OrganizationKind};
use domain::id::{LeadId, OrganizationId};
use domain::tenancy::organization::{OrganizationStatus, has_left};
use domain::time::Timestamp;
use domain::{Error, Locale, Result};
use schema::organizations as t;

use crate::commissions::rule;
use crate::platform::audit::{self, Act};
use crate::rows::Among;
use crate::scope::{InNetwork, NetworkTx, Reads, TenantTable};

/// A party of a network.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Organization {
    /// Its id.
    pub id: OrganizationId,
    /// What kind of party it is.
    pub kind: OrganizationKind,
    /// Whether it takes part.
    pub status: OrganizationStatus,
    /// Its name, as it writes it itself.
    pub name: String,
    /// The language of its mails and documents.
    pub locale: Locale,
    /// Where its mails go.
    pub email: String,
    /// When its part ended or is to end.
    pub ended_at: Option<Timestamp>,
}

/// What other parties may know of a party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Its name.
    pub name: String,
    /// What kind of party it is.
    pub kind: OrganizationKind,
    /// Its language.
    pub locale: Locale,
}

/// The address of a party's mails.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Contact {
    /// Where its mails go.
    pub email: String,
    /// The language of its mails.
    pub locale: Locale,
    /// Its name.
    pub name: String,
}

type Columns = (t::id, t::kind, t::status, t::name, t::locale, t::email, t::ended_at);
const COLUMNS: Columns = (t::id, t::kind, t::status, t::name, t::locale, t::email, t::ended_at);

/// A new party.
///
/// # Errors
/// Only what the database answers.
pub fn insert(tx: &mut impl InNetwork, party: &Organization, at: Timestamp) -> Result<()> {
    tx.insert(t::table, |into, stamp, conn| {
        into.values((
            stamp,
            t::id.eq(party.id),
            t::kind.eq(party.kind),
            t::status.eq(party.status),
            t::name.eq(&party.name),
            t::locale.eq(party.locale),
            t::email.eq(&party.email),
            t::ended_at.eq(party.ended_at),
            t::created_at.eq(at),
        ))
        .execute(conn)
    })?;
    Ok(())
}

/// A party that the scope sees.
///
/// # Errors
/// `Missing`.
pub fn get(tx: &mut impl Reads<t::table>, id: OrganizationId) -> Result<Organization> {
    Ok(tx.query(t::table, |rows, conn| rows.filter(t::id.eq(id)).select(COLUMNS).first(conn))?)
}

/// What may be known of some parties; those that the scope does not see are absent. An organization
/// sees only itself: for the others ask `tx.published()`.
///
/// # Errors
/// Only what the database answers.
pub fn find(
    tx: &mut impl Reads<t::table>,
    ids: &[OrganizationId],
) -> Result<HashMap<OrganizationId, Party>> {
    let rows: Vec<(OrganizationId, String, OrganizationKind, Locale)> =
        tx.query(t::table, |rows, conn| {
            rows.filter(t::id.among(ids.to_vec()))
                .select((t::id, t::name, t::kind, t::locale))
                .load(conn)
        })?;
    Ok(rows
        .into_iter()
        .map(|(id, name, kind, locale)| (id, Party { name, kind, locale }))
        .collect())
}

/// The parties of a kind, newest first, after the last one of the page before.
///
/// # Errors
/// Only what the database answers.
pub fn page(
    tx: &mut impl Reads<t::table>,
    kind: OrganizationKind,
    after: Option<OrganizationId>,
    limit: i64,
) -> Result<Vec<Organization>> {
    Ok(tx.query(t::table, |rows, conn| {
        let mut rows = rows.filter(t::kind.eq(kind));
        if let Some(after) = after {
            rows = rows.filter(t::id.lt(after));
        }
        rows.order(t::id.desc()).limit(limit).select(COLUMNS).load(conn)
    })?)
}

/// When whose part ended or is to end; absent are those whose does not.
///
/// # Errors
/// Only what the database answers.
pub fn ends(tx: &mut NetworkTx<'_>) -> Result<HashMap<OrganizationId, Timestamp>> {
    let rows: Vec<(OrganizationId, Timestamp)> = tx.query(t::table, |rows, conn| {
        rows.filter(t::ended_at.is_not_null())
            .select((t::id, t::ended_at.assume_not_null()))
            .load(conn)
    })?;
    Ok(rows.into_iter().collect())
}

/// Sets when a party's part ends, or that it does not: from then on its orders earn nothing more,
/// and its members cannot sign in.
///
/// # Errors
/// `Stale` when somebody else changed it in between.
pub fn apply_end(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    party: &Organization,
    end: Option<Timestamp>,
    reason: &str,
    at: Timestamp,
) -> Result<()> {
    let status = match party.status {
        _ if has_left(end, at) => OrganizationStatus::Terminated,
        OrganizationStatus::Terminated => OrganizationStatus::Open,
        other => other,
    };
    let count = tx.update(t::table, |target, conn| {
        let one = target.filter(t::id.eq(party.id)).filter(t::status.eq(party.status));
        let set = (t::ended_at.eq(end), t::status.eq(status));
        match party.ended_at {
            Some(before) => {
                diesel::update(one.filter(t::ended_at.eq(before))).set(set).execute(conn)
            }
            None => diesel::update(one.filter(t::ended_at.is_null())).set(set).execute(conn),
        }
    })?;
    if count == 0 {
        return Err(Error::Stale);
    }
    rule::turn(tx)?;
    let moment = |end: Option<Timestamp>| end.map(|end| end.to_string());
    let (before, after) = (moment(party.ended_at), moment(end));
    let act = Act {
        kind: if end.is_some() { "organization.end" } else { "organization.resume" },
        before: before.as_deref(),
        after: after.as_deref(),
        reason: Some(reason),
    };
    audit::insert(tx, Some(me), at, party.id, &act)
}

/// Closes the door of those whose part has ended by now; answers how many.
///
/// # Errors
/// Only what the database answers.
pub fn close_ended(tx: &mut NetworkTx<'_>, at: Timestamp) -> Result<usize> {
    let due: Vec<OrganizationId> = tx.query(t::table, |rows, conn| {
        rows.filter(t::status.eq(OrganizationStatus::Open))
            .filter(t::ended_at.le(at))
            .select(t::id)
            .load(conn)
    })?;
    let mut closed = 0;
    for id in due {
        let count = tx.update(t::table, |target, conn| {
            let open = target.filter(t::id.eq(id)).filter(t::status.eq(OrganizationStatus::Open));
            diesel::update(open).set(t::status.eq(OrganizationStatus::Terminated)).execute(conn)
        })?;
        if count == 1 {
            closed += 1;
            let (before, after) = (Some("open"), Some("terminated"));
            let act = Act { kind: "organization.left", before, after, reason: None };
            audit::insert(tx, None, at, id, &act)?;
        }
    }
    Ok(closed)
}

/// Says which lead a party was; what was asked and said before is found through it.
///
/// # Errors
/// Only what the database answers.
pub fn came_from(tx: &mut NetworkTx<'_>, id: OrganizationId, lead: LeadId) -> Result<()> {
    tx.update(t::table, |target, conn| {
        diesel::update(target.filter(t::id.eq(id))).set(t::lead_id.eq(Some(lead))).execute(conn)
    })?;
    Ok(())
}

/// The lead that a party was; none for one that never asked.
///
/// # Errors
/// `Missing`.
pub fn lead(tx: &mut NetworkTx<'_>, id: OrganizationId) -> Result<Option<LeadId>> {
    Ok(tx.query(t::table, |rows, conn| rows.filter(t::id.eq(id)).select(t::lead_id).first(conn))?)
}

/// Where mails to any party of the network go.
///
/// This asks the whole network, whatever the scope sees: when one party's act is told to another
/// one, the address goes into a row of the outbox. It must never be answered to the caller.
///
/// # Errors
/// `Missing`.
pub fn contact(tx: &mut impl InNetwork, id: OrganizationId) -> Result<Contact> {
    let rows = <t::table as TenantTable>::rows(tx.network());
    Ok(rows.filter(t::id.eq(id)).select((t::email, t::locale, t::name)).first(tx.conn())?)
}
