//! Invitations to act for an organization: a link by mail, behind which a password is set.

pub mod api;
mod pages;

use std::sync::Arc;

use actix_web::web;
use domain::access::{Member, Role};
use domain::id::{AccountId, InvitationId, MembershipId, OrganizationId};
use domain::tenancy::invitation::{InvitationState, expires_at};
use domain::tenancy::network::Network;
use domain::tenancy::password::acceptable;
use domain::{Error, Locale, Result, Timestamp};
use store::platform::audit::{self, Act};
use store::scope::{NetworkTx, OfNetwork, OfPlatform, PlatformTx};
use store::tenancy::account::{self, Credentials};
use store::tenancy::invitation::{self, Invitation, NewInvitation};
use store::tenancy::membership;

use super::setup::{self, NewPerson};
use crate::app::{App, blocking};
use crate::keys::{random_token, token_hash};
use crate::platform::letter::{self, Desk, Reader, Said};

/// No token of ours is longer.
const TOKEN_LENGTH: usize = 64;

/// Who is invited to act for an organization.
#[derive(Debug, Clone, Copy)]
pub struct Invited<'a> {
    /// The organization.
    pub organization: OrganizationId,
    /// Its name.
    pub name: &'a str,
    /// In which role.
    pub role: Role,
    /// The person's mail address, in lower case.
    pub email: &'a str,
    /// The person's name.
    pub person: &'a str,
    /// The person's language.
    pub locale: Locale,
}

/// How the person behind an accepted invitation signs in from now on.
enum Entry {
    /// With an account that there is already.
    Known(AccountId),
    /// With a new account of this password, hashed.
    New(String),
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    api::routes(config);
    pages::routes(config);
}

/// Invites a person by mail; an invitation that was open for the organization ends.
///
/// # Errors
/// Only what the database answers.
pub fn send(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    (network, desk): (&Network, &Desk),
    invited: Invited<'_>,
    at: Timestamp,
) -> Result<InvitationId> {
    let token = random_token();
    let hash = token_hash(&token);
    let new = NewInvitation {
        organization: invited.organization,
        role: invited.role,
        email: invited.email,
        name: invited.person,
        locale: invited.locale,
        token_hash: &hash,
    };
    let id = invitation::insert(tx, me, &new, at)?;
    let words = words::of(invited.locale);
    let until = words.datetime_zoned(expires_at(at), network.time_zone);
    let name = desk.names.get(invited.locale);
    let said = Said {
        subject: words.invitation_mail_subject(name),
        lead: words.invitation_mail_lead(name, invited.name),
        facts: vec![
            (words.invitation_email().to_owned(), invited.email.to_owned()),
            (words.invitation_until().to_owned(), until),
        ],
        quote: None,
        link: (
            words.invitation_mail_link().to_owned(),
            format!("/n/{}/invitations/{token}", network.slug),
        ),
    };
    let greeting = words.leads_mail_dear(invited.person);
    let reader = Reader { email: invited.email, locale: invited.locale, greeting: &greeting };
    letter::write_to(tx, desk, reader, "invitation", id, at, &said)?;
    let act = Act { kind: "organization.invite", after: Some(invited.email), ..Act::default() };
    audit::insert(tx, Some(me), at, invited.organization, &act)?;
    Ok(id)
}

/// The invitation of a token, whatever it is worth, with the name of its organization.
///
/// # Errors
/// `Missing`.
pub fn get(tx: &mut NetworkTx<'_>, token: &str) -> Result<(Invitation, String)> {
    if token.len() > TOKEN_LENGTH {
        return Err(Error::Missing);
    }
    let found = invitation::get_by_hash(tx, &token_hash(token))?;
    let party = store::tenancy::organization::get(tx, found.organization)?;
    Ok((found, party.name))
}

/// Whether the invited person has an account already, and so a password.
///
/// # Errors
/// Only what the database answers.
pub async fn account_of(app: &Arc<App>, invited: &Invitation) -> Result<Option<Credentials>> {
    let email = invited.email.clone();
    let reason = OfPlatform::because("an invited person may have an account");
    app.read(reason, move |tx| match account::get_by_email(tx, &email) {
        Ok(known) => Ok(Some(known)),
        Err(Error::Missing) => Ok(None),
        Err(other) => Err(other),
    })
    .await
}

/// Accepts an invitation: with a new password, or with the one that the person has already.
///
/// # Errors
/// `Missing`; `Refused("invitation-used")`, `Refused("invitation-expired")`; `Invalid` on `password`:
/// `field-too-short`, `field-too-long`, `password-wrong`; `Unauthenticated("sign-in-locked")`.
pub async fn accept(
    app: &Arc<App>,
    network: &Network,
    token: String,
    password: String,
) -> Result<OrganizationId> {
    let at = app.now();
    let scope = OfNetwork::for_row(network.id);
    let (invited, _) = app.read(scope, move |tx| get(tx, &token)).await?;
    match invited.state(at) {
        InvitationState::Open => {}
        InvitationState::Used => return Err(Error::Refused("invitation-used")),
        InvitationState::Expired => return Err(Error::Refused("invitation-expired")),
    }
    let entry = match account_of(app, &invited).await? {
        Some(known) => known_entry(app, known, password, at).await?,
        None => new_entry(app, password).await?,
    };
    let network = network.id;
    app.write(OfPlatform::because("an invited person joins"), move |tx| {
        join(tx, network, &invited, entry, at)
    })
    .await
}

async fn new_entry(app: &Arc<App>, password: String) -> Result<Entry> {
    acceptable("password", &password).map_err(|error| Error::Invalid(vec![error]))?;
    let app = Arc::clone(app);
    let hash = blocking(move || app.keys.hash_password(&password)).await?;
    Ok(Entry::New(hash))
}

async fn known_entry(
    app: &Arc<App>,
    known: Credentials,
    password: String,
    at: Timestamp,
) -> Result<Entry> {
    if known.locked_until.is_some_and(|until| until > at) {
        return Err(Error::Unauthenticated("sign-in-locked"));
    }
    let (keys, id) = (Arc::clone(app), known.id);
    let check = move || Ok(keys.keys.verify_password(Some(&known.password_hash), &password));
    if blocking(check).await? {
        return Ok(Entry::Known(id));
    }
    let reason = OfPlatform::because("a wrong password is counted");
    app.write(reason, move |tx| account::failed(tx, id, at)).await?;
    Err(Error::field("password", "password-wrong"))
}

fn join(
    tx: &mut PlatformTx<'_>,
    network: domain::id::NetworkId,
    invited: &Invitation,
    entry: Entry,
    at: Timestamp,
) -> Result<OrganizationId> {
    invitation::accepted(&mut tx.network(network), invited.id, at)?;
    match entry {
        Entry::Known(account) => {
            account::succeeded(tx, account)?;
            let acting = membership::NewMembership {
                id: MembershipId::new(),
                account,
                organization: invited.organization,
                role: invited.role,
            };
            membership::insert(&mut tx.network(network), &acting, at)?;
        }
        Entry::New(hash) => {
            let person = NewPerson {
                email: &invited.email,
                name: &invited.name,
                locale: invited.locale,
                password_hash: &hash,
                organization: invited.organization,
                role: invited.role,
            };
            setup::make_person(tx, network, &person, at)?;
        }
    }
    let act = Act { kind: "organization.join", after: Some(&invited.email), ..Act::default() };
    audit::insert(&mut tx.network(network), None, at, invited.organization, &act)?;
    Ok(invited.organization)
}
