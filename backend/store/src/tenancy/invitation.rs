//! Invitations to act for an organization. Only the digest of a link's token is kept.

use diesel::prelude::*;
use domain::access::{Member, Role};
use domain::id::{InvitationId, OrganizationId};
use domain::tenancy::invitation::{InvitationState, expires_at, state};
use domain::time::Timestamp;
use domain::{Error, Locale, Result};
use schema::invitations as t;

use crate::scope::{InNetwork, NetworkTx, Reads};

/// An invitation.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Invitation {
    /// Its id.
    pub id: InvitationId,
    /// For whom the person is to act.
    pub organization: OrganizationId,
    /// In which role.
    pub role: Role,
    /// Who is invited: a mail address in lower case.
    pub email: String,
    /// The person's name.
    pub name: String,
    /// The person's language.
    pub locale: Locale,
    /// When it ends.
    pub expires_at: Timestamp,
    /// When it was accepted.
    pub used_at: Option<Timestamp>,
    /// When it was made.
    pub created_at: Timestamp,
}

/// An invitation to make.
#[derive(Debug, Clone)]
pub struct NewInvitation<'a> {
    /// For whom the person is to act.
    pub organization: OrganizationId,
    /// In which role.
    pub role: Role,
    /// Who is invited: a mail address in lower case.
    pub email: &'a str,
    /// The person's name.
    pub name: &'a str,
    /// The person's language.
    pub locale: Locale,
    /// The digest of the link's token.
    pub token_hash: &'a [u8],
}

type Columns = (
    t::id,
    t::organization_id,
    t::role,
    t::email,
    t::name,
    t::locale,
    t::expires_at,
    t::used_at,
    t::created_at,
);
const COLUMNS: Columns = (
    t::id,
    t::organization_id,
    t::role,
    t::email,
    t::name,
    t::locale,
    t::expires_at,
    t::used_at,
    t::created_at,
);

impl Invitation {
    /// What it is worth at a moment.
    pub fn state(&self, at: Timestamp) -> InvitationState {
        state(self.used_at, self.expires_at, at)
    }
}

/// Makes an invitation; those that the organization has open end with it.
///
/// # Errors
/// Only what the database answers.
pub fn insert(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    new: &NewInvitation<'_>,
    at: Timestamp,
) -> Result<InvitationId> {
    tx.update(t::table, |target, conn| {
        let open = target
            .filter(t::organization_id.eq(new.organization))
            .filter(t::used_at.is_null())
            .filter(t::expires_at.gt(at));
        diesel::update(open).set(t::expires_at.eq(at)).execute(conn)
    })?;
    let id = InvitationId::new();
    tx.insert(t::table, |into, stamp, conn| {
        into.values((
            stamp,
            t::id.eq(id),
            t::organization_id.eq(new.organization),
            t::role.eq(new.role),
            (t::email.eq(new.email), t::name.eq(new.name), t::locale.eq(new.locale)),
            t::token_hash.eq(new.token_hash),
            t::expires_at.eq(expires_at(at)),
            t::maker_id.eq(Some(me.membership)),
            t::created_at.eq(at),
        ))
        .execute(conn)
    })?;
    Ok(id)
}

/// The invitation of a token, whatever it is worth.
///
/// # Errors
/// `Missing`.
pub fn get_by_hash(tx: &mut NetworkTx<'_>, token_hash: &[u8]) -> Result<Invitation> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::token_hash.eq(token_hash.to_vec())).select(COLUMNS).first(conn)
    })?)
}

/// The last invitation to act for an organization.
///
/// # Errors
/// Only what the database answers.
pub fn latest(tx: &mut NetworkTx<'_>, of: OrganizationId) -> Result<Option<Invitation>> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.filter(t::organization_id.eq(of))
            .order(t::id.desc())
            .select(COLUMNS)
            .first(conn)
            .optional()
    })?)
}

/// Uses an invitation up.
///
/// # Errors
/// `Refused("invitation-used")`, also for one that has ended in between.
pub fn accepted(tx: &mut NetworkTx<'_>, id: InvitationId, at: Timestamp) -> Result<()> {
    let changed = tx.update(t::table, |target, conn| {
        let open =
            target.filter(t::id.eq(id)).filter(t::used_at.is_null()).filter(t::expires_at.gt(at));
        diesel::update(open).set(t::used_at.eq(Some(at))).execute(conn)
    })?;
    if changed == 0 { Err(Error::Refused("invitation-used")) } else { Ok(()) }
}
