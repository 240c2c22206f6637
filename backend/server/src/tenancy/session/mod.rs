//! Signing in and out: passwords, the lock-out, tokens that change with each renewal.

pub mod api;
pub mod pages;

use std::sync::Arc;

use actix_web::web;
use domain::access::Member;
use domain::id::{AccountId, MembershipId, SessionId};
use domain::tenancy::session::{Decision, decide};
use domain::{Error, Result, Timestamp};
use store::scope::{OfPlatform, PlatformTx};
use store::tenancy::{account, membership, session};

use crate::app::{App, blocking};
use crate::http::caller::Identity;
use crate::keys::{random_token, token_hash};

/// The tokens of a session, ready to be handed out.
#[derive(Debug, Clone)]
pub struct Issued {
    /// Who they speak for.
    pub identity: Identity,
    /// The access token.
    pub access: String,
    /// The refresh token; none when the device keeps the one it has just been given.
    pub refresh: Option<String>,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    api::routes(config);
    pages::routes(config);
}

/// Signs a person in. Several memberships: the one asked for, else the oldest.
///
/// # Errors
/// `Unauthenticated`: `sign-in-wrong` whatever is wrong, `sign-in-locked` after too many tries.
pub async fn sign_in(app: &Arc<App>, email: &str, password: String) -> Result<Issued> {
    let at = app.now();
    let Ok(email) = domain::text::email("email", email) else {
        return Err(Error::Unauthenticated("sign-in-wrong"));
    };
    let known = app
        .read(OfPlatform::because("sign-in"), move |tx| match account::get_by_email(tx, &email) {
            Ok(known) => Ok(Some(known)),
            Err(Error::Missing) => Ok(None),
            Err(other) => Err(other),
        })
        .await?;
    if known.as_ref().is_some_and(|known| known.locked_until.is_some_and(|until| until > at)) {
        return Err(Error::Unauthenticated("sign-in-locked"));
    }
    let hash = known.as_ref().map(|known| known.password_hash.clone());
    let keys = Arc::clone(app);
    let right = blocking(move || Ok(keys.keys.verify_password(hash.as_deref(), &password))).await?;
    let account = known.map(|known| known.id);
    let (Some(account), true) = (account, right) else {
        if let Some(id) = account {
            let reason = OfPlatform::because("a wrong password is counted");
            app.write(reason, move |tx| account::failed(tx, id, at)).await?;
        }
        return Err(Error::Unauthenticated("sign-in-wrong"));
    };
    let token = random_token();
    let digest = token_hash(&token);
    let (id, identity) = app
        .write(OfPlatform::because("sign-in"), move |tx| {
            account::succeeded(tx, account)?;
            let first = membership::find(tx, account)?;
            let first = first.first().ok_or(Error::Unauthenticated("sign-in-wrong"))?;
            open(tx, account, first.id, &digest, at)
        })
        .await?;
    issue(app, identity, Some((id, token)), at)
}

/// Makes a session for one of the account's memberships.
fn open(
    tx: &mut PlatformTx<'_>,
    account: AccountId,
    wanted: MembershipId,
    token_hash: &[u8],
    at: Timestamp,
) -> Result<(SessionId, Identity)> {
    let all = membership::find(tx, account)?;
    let acting = all.iter().find(|one| one.id == wanted).ok_or(Error::Missing)?;
    let id = SessionId::new();
    let new = session::NewSession {
        id,
        account,
        network: acting.network,
        membership: acting.id,
        token_hash,
    };
    session::insert(tx, &new, at)?;
    let member = membership::get(tx, acting.network, acting.id)?;
    let identity = identity(tx, id, member)?;
    Ok((id, identity))
}

fn identity(tx: &mut PlatformTx<'_>, session: SessionId, member: Member) -> Result<Identity> {
    let name = account::get(tx, member.account)?.name;
    let memberships = membership::find(tx, member.account)?;
    let acting = memberships
        .into_iter()
        .find(|one| one.id == member.membership)
        .map(|one| one.organization_name)
        .ok_or(Error::Missing)?;
    Ok(Identity { member, session, name, acting })
}

fn issue(
    app: &App,
    identity: Identity,
    refresh: Option<(SessionId, String)>,
    at: Timestamp,
) -> Result<Issued> {
    let access = app.keys.access_token(
        &identity.member,
        identity.session,
        &identity.name,
        &identity.acting,
        at,
    )?;
    let refresh = refresh.map(|(id, token)| format!("{id}.{token}"));
    Ok(Issued { identity, access, refresh })
}

/// Renews a session by its refresh token, which is given up for a new one. A token that was given up
/// before ends the session: two devices hold it.
///
/// # Errors
/// `Unauthenticated`: `session-expired`, `session-reused`.
pub async fn refresh(app: &Arc<App>, presented: String) -> Result<Issued> {
    let at = app.now();
    let over = Error::Unauthenticated("session-expired");
    let (id, secret) = presented.split_once('.').ok_or_else(|| over.clone())?;
    let id: SessionId = id.parse().map_err(|_| over.clone())?;
    let presented = token_hash(secret);
    let token = random_token();
    let digest = token_hash(&token);
    let outcome = app
        .write(OfPlatform::because("a session is renewed"), move |tx| {
            let found = match session::get(tx, id) {
                Ok(found) => found,
                Err(Error::Missing) => return Ok(Err(over)),
                Err(other) => return Err(other),
            };
            let rotated = match decide(&found.stored, &presented, at) {
                Decision::Rotate => {
                    session::rotate(tx, &found, &digest, at)?;
                    true
                }
                Decision::Repeat => false,
                Decision::Reused => {
                    // Committed: the answer below must not roll the end of the session back.
                    session::revoke(tx, id, at)?;
                    return Ok(Err(Error::Unauthenticated("session-reused")));
                }
                Decision::Expired | Decision::Revoked => return Ok(Err(over)),
            };
            let member = membership::get(tx, found.network, found.membership)?;
            Ok(Ok((identity(tx, id, member)?, rotated)))
        })
        .await?;
    let (identity, rotated) = outcome?;
    issue(app, identity, rotated.then_some((id, token)), at)
}

/// Ends a session.
///
/// # Errors
/// Only what the database answers.
pub async fn sign_out(app: &Arc<App>, me: &Identity) -> Result<()> {
    let (id, at) = (me.session, app.now());
    app.write(OfPlatform::because("sign-out"), move |tx| session::revoke(tx, id, at)).await
}

/// A session of the same person for another of their memberships; the old one ends.
///
/// # Errors
/// `Missing` for a membership that is not the person's.
pub async fn switch(app: &Arc<App>, me: &Identity, to: MembershipId) -> Result<Issued> {
    let (account, old, at) = (me.member.account, me.session, app.now());
    let token = random_token();
    let digest = token_hash(&token);
    let (id, identity) = app
        .write(OfPlatform::because("a person acts for another organization"), move |tx| {
            session::revoke(tx, old, at)?;
            open(tx, account, to, &digest, at)
        })
        .await?;
    issue(app, identity, Some((id, token)), at)
}
