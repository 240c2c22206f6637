//! The parties of a network.

use std::collections::HashMap;

use diesel::prelude::*;
use domain::access::OrganizationKind;
use domain::id::OrganizationId;
use domain::tenancy::organization::OrganizationStatus;
use domain::time::Timestamp;
use domain::{Locale, Result};
use schema::organizations as t;

use crate::rows::Among;
use crate::scope::{InNetwork, Reads, TenantTable};

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

const COLUMNS: (t::id, t::kind, t::status, t::name, t::locale, t::email) =
    (t::id, t::kind, t::status, t::name, t::locale, t::email);

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
