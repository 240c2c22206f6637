//! Making networks, organizations and people: for the command line, the demo, seeds and tests.

use domain::access::{Member, OrganizationKind, Role};
use domain::id::{AccountId, MembershipId, NetworkId, OrganizationId};
use domain::tenancy::network::Network;
use domain::tenancy::organization::OrganizationStatus;
use domain::{Locale, Result, Timestamp};
use store::ledger;
use store::platform::text::{self, NewText};
use store::scope::{NetworkTx, PlatformTx};
use store::tenancy::{account, membership, network, organization};

/// A text in one language.
pub type Said<'a> = (Locale, &'a str);

/// Makes a network with its operator's organization and accounts.
///
/// # Errors
/// `Taken` when the address is; what the database answers.
pub fn make_network(
    tx: &mut PlatformTx<'_>,
    new: &Network,
    texts: &[(&str, Vec<Said<'_>>)],
    at: Timestamp,
) -> Result<OrganizationId> {
    network::insert(tx, new, at)?;
    let mut tx = tx.network(new.id);
    let operator = OrganizationId::new();
    let name = texts.iter().find(|(field, _)| *field == "name").and_then(|(_, said)| said.first());
    organization::insert(
        &mut tx,
        &organization::Organization {
            id: operator,
            kind: OrganizationKind::Operator,
            status: OrganizationStatus::Open,
            name: name.map_or(new.slug.as_str(), |(_, name)| name).to_owned(),
            locale: Locale::Ja,
            email: new.mail_sender.clone(),
            ended_at: None,
        },
        at,
    )?;
    for (field, said) in texts {
        keep(&mut tx, new.id, operator, field, said)?;
    }
    ledger::account::open_for(&mut tx, OrganizationKind::Operator, operator, &new.currencies)?;
    Ok(operator)
}

/// An organization to make.
#[derive(Debug, Clone)]
pub struct NewOrganization<'a> {
    /// Brand, KOL or MCN.
    pub kind: OrganizationKind,
    /// Its name, in its own language.
    pub name: &'a str,
    /// The language its mails are written in.
    pub locale: Locale,
    /// Where its mails go.
    pub email: &'a str,
    /// Further texts by field: `name`, `about`.
    pub texts: Vec<(&'a str, Vec<Said<'a>>)>,
}

/// Makes a party of the network, with its accounts in the ledger.
///
/// # Errors
/// What the database answers.
pub fn make_organization(
    tx: &mut NetworkTx<'_>,
    network: &Network,
    new: &NewOrganization<'_>,
    at: Timestamp,
) -> Result<OrganizationId> {
    let id = OrganizationId::new();
    organization::insert(
        tx,
        &organization::Organization {
            id,
            kind: new.kind,
            status: OrganizationStatus::Open,
            name: new.name.to_owned(),
            locale: new.locale,
            email: new.email.to_owned(),
            ended_at: None,
        },
        at,
    )?;
    for (field, said) in &new.texts {
        keep(tx, id, id, field, said)?;
    }
    ledger::account::open_for(tx, new.kind, id, &network.currencies)?;
    Ok(id)
}

fn keep<K: domain::id::Kind>(
    tx: &mut NetworkTx<'_>,
    owner: domain::Id<K>,
    organization: OrganizationId,
    field: &str,
    said: &[Said<'_>],
) -> Result<()> {
    let source = said.first().map(|(_, value)| *value);
    let texts: Vec<NewText<'_>> = said
        .iter()
        .enumerate()
        .map(|(place, (locale, value))| NewText {
            field,
            locale: *locale,
            value,
            source: source.filter(|_| place > 0),
        })
        .collect();
    text::apply(tx, owner, organization, true, &texts)
}

/// A person to make.
#[derive(Debug, Clone)]
pub struct NewPerson<'a> {
    /// The address to sign in with.
    pub email: &'a str,
    /// The name.
    pub name: &'a str,
    /// The language of pages and mails.
    pub locale: Locale,
    /// The hash of the password.
    pub password_hash: &'a str,
    /// For whom the person acts.
    pub organization: OrganizationId,
    /// In which role.
    pub role: Role,
}

/// Makes an account with one membership.
///
/// # Errors
/// `Taken` when the address has an account.
pub fn make_person(
    tx: &mut PlatformTx<'_>,
    network: NetworkId,
    new: &NewPerson<'_>,
    at: Timestamp,
) -> Result<Member> {
    let account = AccountId::new();
    account::insert(
        tx,
        &account::NewAccount {
            id: account,
            email: new.email,
            name: new.name,
            locale: new.locale,
            password_hash: new.password_hash,
        },
        at,
    )?;
    let membership = MembershipId::new();
    let acting = membership::NewMembership {
        id: membership,
        account,
        organization: new.organization,
        role: new.role,
    };
    membership::insert(&mut tx.network(network), &acting, at)?;
    Ok(Member {
        network,
        organization: new.organization,
        membership,
        account,
        role: new.role,
        locale: new.locale,
    })
}
