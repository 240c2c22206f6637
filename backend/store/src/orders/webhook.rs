//! Addresses that shops send signed messages to.

use diesel::prelude::*;
use domain::access::Member;
use domain::id::{NetworkId, WebhookEndpointId};
use domain::orders::webhook::{NewEndpoint, Profile};
use domain::time::Timestamp;
use domain::{Error, Result};
use schema::webhook_endpoints as t;

use crate::platform::audit::{self, Act};
use crate::scope::{InNetwork, NetworkTx, PlatformTx, Reads};

/// An address that a shop sends to.
#[derive(Debug, Clone, Queryable)]
pub struct Endpoint {
    /// Its id.
    pub id: WebhookEndpointId,
    /// What people call it.
    pub name: String,
    /// The source of its orders.
    pub source: String,
    /// In whose manner messages are signed.
    pub profile: Profile,
    /// The sealed secret.
    pub secret: Vec<u8>,
    /// Whether messages are taken.
    pub is_open: bool,
    /// When it was made.
    pub created_at: Timestamp,
    /// The shop whose messages are taken; any when none.
    pub shop: Option<String>,
}

macro_rules! endpoint {
    () => {
        (t::id, t::name, t::source, t::profile, t::secret, t::is_open, t::created_at, t::shop)
    };
}
/// The network whose address it is.
///
/// # Errors
/// `Missing`.
pub fn network_of(tx: &mut PlatformTx<'_>, id: WebhookEndpointId) -> Result<NetworkId> {
    Ok(t::table.filter(t::id.eq(id)).select(t::network_id).first(tx.conn())?)
}

/// An address of the network.
///
/// # Errors
/// `Missing`.
pub fn get(tx: &mut NetworkTx<'_>, id: WebhookEndpointId) -> Result<Endpoint> {
    Ok(tx.query(t::table, |rows, conn| rows.filter(t::id.eq(id)).select(endpoint!()).first(conn))?)
}

/// The addresses of the network, oldest first.
///
/// # Errors
/// Only what the database answers.
pub fn find(tx: &mut NetworkTx<'_>) -> Result<Vec<Endpoint>> {
    Ok(tx.query(t::table, |rows, conn| {
        rows.order(t::id).limit(200).select(endpoint!()).load(conn)
    })?)
}

/// Makes an address whose id the caller has made, for the secret is sealed with it.
///
/// # Errors
/// Only what the database answers.
pub fn insert(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    id: WebhookEndpointId,
    new: &NewEndpoint,
    secret: &[u8],
    at: Timestamp,
) -> Result<()> {
    tx.insert(t::table, |into, stamp, conn| {
        into.values((
            stamp,
            t::id.eq(id),
            t::name.eq(&new.name),
            t::source.eq(&new.source),
            t::profile.eq(new.profile),
            t::secret.eq(secret),
            t::is_open.eq(true),
            t::created_at.eq(at),
            t::shop.eq(new.shop.clone()),
        ))
        .execute(conn)
    })?;
    let act = Act { kind: "webhook.open", after: Some(&new.name), ..Act::default() };
    audit::insert(tx, Some(me), at, id, &act)
}

/// Opens or shuts an address, or gives it another secret.
///
/// # Errors
/// `Missing`.
pub fn apply(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    id: WebhookEndpointId,
    (kind, is_open, secret): (&str, bool, Option<Vec<u8>>),
    at: Timestamp,
) -> Result<()> {
    let count = tx.update(t::table, |target, conn| {
        let one = target.filter(t::id.eq(id));
        match secret {
            Some(secret) => diesel::update(one)
                .set((t::is_open.eq(is_open), t::secret.eq(secret)))
                .execute(conn),
            None => diesel::update(one).set(t::is_open.eq(is_open)).execute(conn),
        }
    })?;
    if count == 0 {
        return Err(Error::Missing);
    }
    audit::insert(tx, Some(me), at, id, &Act { kind, ..Act::default() })
}
