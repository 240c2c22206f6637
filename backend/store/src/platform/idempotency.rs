//! Answers that were given under a caller's key, so that a request sent twice acts once.

use diesel::prelude::*;
use domain::Result;
use domain::id::OrganizationId;
use domain::time::Timestamp;
use schema::idempotency_keys as t;

use crate::scope::{InNetwork, Reads};

/// What is known of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    /// Nothing: carry the request out.
    New,
    /// The same request was carried out; this was its answer.
    Same(String),
    /// Another request was sent under this key.
    Other,
}

/// What is known of an organization's key; `request_digest` is that of the request at hand.
///
/// # Errors
/// Only what the database answers.
pub fn get(
    tx: &mut impl Reads<t::table>,
    organization: OrganizationId,
    key: &str,
    request_digest: &[u8],
) -> Result<Seen> {
    let stored: Option<(Vec<u8>, String)> = tx.query(t::table, |rows, conn| {
        rows.filter(t::organization_id.eq(organization))
            .filter(t::key.eq(key.to_owned()))
            .select((t::request_digest, t::response))
            .first(conn)
            .optional()
    })?;
    Ok(match stored {
        None => Seen::New,
        Some((digest, response)) if digest == request_digest => Seen::Same(response),
        Some(_) => Seen::Other,
    })
}

/// Keeps an answer, in the transaction of the act.
///
/// # Errors
/// `Taken("idempotency-key-reused")` when the same key was carried out in parallel: the whole
/// transaction must be given up, then [`get`] knows the answer.
pub fn insert(
    tx: &mut impl InNetwork,
    organization: OrganizationId,
    key: &str,
    request_digest: &[u8],
    response: &str,
    at: Timestamp,
) -> Result<()> {
    tx.insert(t::table, |into, stamp, conn| {
        into.values((
            stamp,
            t::organization_id.eq(organization),
            t::key.eq(key),
            t::request_digest.eq(request_digest),
            t::response.eq(response),
            t::created_at.eq(at),
        ))
        .execute(conn)
    })?;
    Ok(())
}
