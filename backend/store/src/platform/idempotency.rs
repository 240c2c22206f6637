//! Answers that were given under a caller's key, so that a request sent twice acts once.

use diesel::prelude::*;
use domain::Result;
use domain::id::{NetworkId, OrganizationId};
use domain::time::Timestamp;
use schema::idempotency_keys as t;

use crate::rows::insert_rows;
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

/// An answer that is kept under a key.
#[derive(Debug, Clone, Copy)]
pub struct Kept<'a> {
    /// Whose key.
    pub organization: OrganizationId,
    /// The key.
    pub key: &'a str,
    /// The digest of the request.
    pub request_digest: &'a [u8],
    /// The answer.
    pub response: &'a str,
}

#[derive(Insertable)]
#[diesel(table_name = t, treat_none_as_default_value = false)]
struct Row {
    network_id: NetworkId,
    organization_id: OrganizationId,
    key: String,
    request_digest: Vec<u8>,
    response: String,
    created_at: Timestamp,
}

/// Keeps answers, in the transaction of the acts.
///
/// # Errors
/// `Taken("idempotency-key-reused")` when a key was carried out in parallel: the whole transaction
/// must be given up, then [`get`] knows the answer.
pub fn insert_many<'a>(
    tx: &mut impl InNetwork,
    kept: impl Iterator<Item = Kept<'a>>,
    at: Timestamp,
) -> Result<()> {
    let network_id = tx.network();
    let rows: Vec<Row> = kept
        .map(|one| Row {
            network_id,
            organization_id: one.organization,
            key: one.key.to_owned(),
            request_digest: one.request_digest.to_vec(),
            response: one.response.to_owned(),
            created_at: at,
        })
        .collect();
    insert_rows!(tx, idempotency_keys, rows)?;
    Ok(())
}
