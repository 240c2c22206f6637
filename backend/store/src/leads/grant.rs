//! Links to the introduction materials: one for each mail that offers them.

use diesel::prelude::*;
use domain::Result;
use domain::id::{LeadId, MaterialGrantId};
use domain::leads::grant;
use domain::locale::Locale;
use domain::time::Timestamp;
use schema::material_grants as t;

use crate::scope::{InNetwork, NetworkTx, Reads};

/// A link to the materials.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Grant {
    /// Its id.
    pub id: MaterialGrantId,
    /// Whose it is.
    pub lead: LeadId,
    /// The language of the materials.
    pub locale: Locale,
    /// When it ends.
    pub expires_at: Timestamp,
    /// How often it was opened.
    pub opened_count: i64,
    /// When it was opened last.
    pub opened_at: Option<Timestamp>,
    /// When it was made.
    pub created_at: Timestamp,
}

impl Grant {
    /// Whether it still works.
    pub fn is_open(&self, at: Timestamp) -> bool {
        grant::is_open(self.expires_at, at)
    }
}

type Columns =
    (t::id, t::lead_id, t::locale, t::expires_at, t::opened_count, t::opened_at, t::created_at);
const COLUMNS: Columns =
    (t::id, t::lead_id, t::locale, t::expires_at, t::opened_count, t::opened_at, t::created_at);

/// A new link; it ends after [`grant::GRANT_DAYS`]. Only the digest of its token is kept.
///
/// # Errors
/// Only what the database answers.
pub fn insert(
    tx: &mut NetworkTx<'_>,
    lead: LeadId,
    locale: Locale,
    token_hash: &[u8],
    at: Timestamp,
) -> Result<MaterialGrantId> {
    let id = MaterialGrantId::new();
    tx.insert(t::table, |into, stamp, conn| {
        into.values((
            stamp,
            t::id.eq(id),
            t::lead_id.eq(lead),
            t::token_hash.eq(token_hash),
            t::locale.eq(locale),
            t::expires_at.eq(grant::expires_at(at)),
            t::opened_count.eq(0),
            t::created_at.eq(at),
        ))
        .execute(conn)
    })?;
    Ok(id)
}

/// The link of a token, ended or not.
///
/// # Errors
/// `Missing`.
pub fn get_by_hash(tx: &mut NetworkTx<'_>, token_hash: &[u8]) -> Result<Grant> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::token_hash.eq(token_hash.to_vec())).select(COLUMNS).first(conn)
    })?)
}

/// Counts an opening.
///
/// # Errors
/// Only what the database answers.
pub fn opened(tx: &mut NetworkTx<'_>, id: MaterialGrantId, at: Timestamp) -> Result<()> {
    tx.update(t::table, |target, conn| {
        diesel::update(target.filter(t::id.eq(id)))
            .set((t::opened_count.eq(t::opened_count + 1), t::opened_at.eq(at)))
            .execute(conn)
    })?;
    Ok(())
}

/// The links of a lead, newest first; their `created_at` is when the materials were mailed.
///
/// # Errors
/// Only what the database answers.
pub fn find(tx: &mut NetworkTx<'_>, lead: LeadId) -> Result<Vec<Grant>> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::lead_id.eq(lead)).order(t::id.desc()).select(COLUMNS).load(conn)
    })?)
}

/// When the materials were last mailed to a lead, newest first, at most so many times: for
/// `domain::leads::inquiry::may_send`.
///
/// # Errors
/// Only what the database answers.
pub fn recent(tx: &mut NetworkTx<'_>, lead: LeadId, limit: i64) -> Result<Vec<Timestamp>> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::lead_id.eq(lead))
            .order(t::id.desc())
            .limit(limit)
            .select(t::created_at)
            .load(conn)
    })?)
}
