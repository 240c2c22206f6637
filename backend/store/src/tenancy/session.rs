//! Signed-in devices, over all networks.

use diesel::prelude::*;
use domain::id::{AccountId, MembershipId, NetworkId, SessionId};
use domain::tenancy::session::{self, Stored};
use domain::time::Timestamp;
use domain::{Error, Result};
use schema::sessions as t;

use crate::scope::PlatformTx;

/// A signed-in device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// The person.
    pub account: AccountId,
    /// The network that the person acts in.
    pub network: NetworkId,
    /// The membership that the person acts through.
    pub membership: MembershipId,
    /// What the presented token is checked against.
    pub stored: Stored,
}

/// A session to make.
#[derive(Debug, Clone)]
pub struct NewSession<'a> {
    /// Its id.
    pub id: SessionId,
    /// The person.
    pub account: AccountId,
    /// The network that the person acts in.
    pub network: NetworkId,
    /// The membership that the person acts through.
    pub membership: MembershipId,
    /// The digest of its first token.
    pub token_hash: &'a [u8],
}

#[derive(Debug, Clone, Queryable)]
struct Row {
    account: AccountId,
    network: NetworkId,
    membership: MembershipId,
    token_hash: Vec<u8>,
    previous_hash: Option<Vec<u8>>,
    rotated_at: Timestamp,
    expires_at: Timestamp,
    revoked_at: Option<Timestamp>,
}

/// A new session; it ends after [`session::SESSION_DAYS`] without a renewal.
///
/// # Errors
/// Only what the database answers.
pub fn insert(tx: &mut PlatformTx<'_>, new: &NewSession<'_>, at: Timestamp) -> Result<()> {
    diesel::insert_into(t::table)
        .values((
            t::id.eq(new.id),
            t::account_id.eq(new.account),
            t::network_id.eq(new.network),
            t::membership_id.eq(new.membership),
            t::token_hash.eq(new.token_hash),
            t::rotated_at.eq(at),
            t::expires_at.eq(session::expires_at(at)),
            t::created_at.eq(at),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// A session by its id, ended or not.
///
/// # Errors
/// `Missing`.
pub fn get(tx: &mut PlatformTx<'_>, id: SessionId) -> Result<Session> {
    let row: Row = t::table
        .find(id)
        .select((
            t::account_id,
            t::network_id,
            t::membership_id,
            t::token_hash,
            t::previous_hash,
            t::rotated_at,
            t::expires_at,
            t::revoked_at,
        ))
        .first(tx.conn())?;
    Ok(Session {
        id,
        account: row.account,
        network: row.network,
        membership: row.membership,
        stored: Stored {
            token_hash: row.token_hash,
            previous_hash: row.previous_hash,
            rotated_at: row.rotated_at,
            expires_at: row.expires_at,
            revoked_at: row.revoked_at,
        },
    })
}

/// Gives the session another token and a new end.
///
/// # Errors
/// `Stale` when a parallel request was faster, or the session was ended in between: read it again
/// and decide again.
pub fn rotate(
    tx: &mut PlatformTx<'_>,
    session: &Session,
    token_hash: &[u8],
    at: Timestamp,
) -> Result<()> {
    let target = t::table
        .find(session.id)
        .filter(t::token_hash.eq(&session.stored.token_hash))
        .filter(t::revoked_at.is_null());
    let changed = diesel::update(target)
        .set((
            t::token_hash.eq(token_hash),
            t::previous_hash.eq(&session.stored.token_hash),
            t::rotated_at.eq(at),
            t::expires_at.eq(session::expires_at(at)),
        ))
        .execute(tx.conn())?;
    if changed == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// Ends a session; one that has ended keeps its moment.
///
/// # Errors
/// Only what the database answers.
pub fn revoke(tx: &mut PlatformTx<'_>, id: SessionId, at: Timestamp) -> Result<()> {
    diesel::update(t::table.find(id).filter(t::revoked_at.is_null()))
        .set(t::revoked_at.eq(at))
        .execute(tx.conn())?;
    Ok(())
}

/// Ends every session of an account, for instance after its password changed; answers how many.
///
/// # Errors
/// Only what the database answers.
pub fn revoke_all(tx: &mut PlatformTx<'_>, account: AccountId, at: Timestamp) -> Result<usize> {
    let open = t::table.filter(t::account_id.eq(account)).filter(t::revoked_at.is_null());
    Ok(diesel::update(open).set(t::revoked_at.eq(at)).execute(tx.conn())?)
}
