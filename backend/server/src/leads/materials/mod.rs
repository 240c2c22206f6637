//! The introduction materials: a personal link by mail, and what it leads to.

mod deck;
mod mail;
mod pages;

use actix_web::web;
use domain::access::Member;
use domain::id::{MailId, MaterialId};
use domain::leads::lead::{Change, Details, Lead, LeadAct};
use domain::leads::work::Work;
use domain::tenancy::network::Network;
use domain::{Error, Locale, Result, Timestamp};
use store::leads::grant::{self, Grant};
use store::leads::lead as leads;
use store::leads::library::{self, Material, Version};
use store::platform::audit::{self, Act};
use store::scope::NetworkTx;

pub use deck::deck;
pub(super) use mail::harmless;
pub(crate) use mail::sample;

use super::{delivery, score, sequence};
use crate::keys::{random_token, token_hash};

/// No token of ours is longer.
const TOKEN_LENGTH: usize = 64;

/// What a mail with the materials is made of.
#[derive(Debug, Clone, Copy)]
pub struct Parcel<'a> {
    /// The network that sends it.
    pub network: &'a Network,
    /// Where visitors reach the installation, without a slash at the end.
    pub site: &'a str,
    /// The address that it goes to.
    pub to: &'a str,
    /// The language of the mail and of the materials.
    pub locale: Locale,
    /// Who is greeted.
    pub details: &'a Details,
    /// When the materials were asked for before.
    pub asked_at: Option<Timestamp>,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    pages::routes(config);
}

/// Makes a new link, mails it and moves the lead on: by a member, or by the form (`None`). Only the
/// digest of the link's token is kept beside the mail itself.
///
/// # Errors
/// `Refused("lead-state")` for spam; `Stale`.
pub fn send(
    tx: &mut NetworkTx<'_>,
    me: Option<&Member>,
    lead: &Lead,
    parcel: &Parcel<'_>,
    at: Timestamp,
) -> Result<MailId> {
    let change = lead.act(LeadAct::SendMaterial, "", at)?;
    let next = sequence::begin(tx, parcel.network, lead, at)?.or(change.work.next);
    let change = Change { work: Work { next, ..change.work }, ..change };
    let token = random_token();
    let grant = grant::insert(tx, lead.id, parcel.locale, &token_hash(&token), at)?;
    delivery::offer(tx, (grant, lead.kind), parcel.locale, at)?;
    let mail = mail::write(tx, lead, parcel, &token, at)?;
    leads::apply(tx, me, lead, &change, at)?;
    Ok(mail)
}

/// The link of a token, ended or not.
///
/// # Errors
/// `Missing`.
pub fn get(tx: &mut NetworkTx<'_>, token: &str) -> Result<Grant> {
    if token.len() > TOKEN_LENGTH {
        return Err(Error::Missing);
    }
    grant::get_by_hash(tx, &token_hash(token))
}

/// What the library hands to the lead of a link in its language now, beside the deck.
///
/// # Errors
/// Only what the database answers.
pub fn current(
    tx: &mut NetworkTx<'_>,
    link: &Grant,
    at: Timestamp,
) -> Result<Vec<(Material, Version)>> {
    let lead = leads::get(tx, link.lead)?;
    library::find_current(tx, lead.kind, link.locale, at)
}

/// The file of one of them.
///
/// # Errors
/// `Missing` for a material of which nothing is handed out.
pub fn current_file(
    tx: &mut NetworkTx<'_>,
    link: &Grant,
    id: MaterialId,
    at: Timestamp,
) -> Result<(Version, Vec<u8>)> {
    let found = current(tx, link, at)?.into_iter().find(|(material, _)| material.id == id);
    let (_, version) = found.ok_or(Error::Missing)?;
    let bytes = library::get_file(tx, &version)?;
    Ok((version, bytes))
}

/// Counts a download. The first one of a link also stands in the lead's history.
///
/// # Errors
/// Only what the database answers.
pub fn open(tx: &mut NetworkTx<'_>, link: &Grant, at: Timestamp) -> Result<()> {
    grant::opened(tx, link.id, at)?;
    score::signed(tx, link.lead, at)?;
    if link.opened_count > 0 {
        return Ok(());
    }
    let act = Act { kind: "lead.open_materials", ..Act::default() };
    audit::insert(tx, None, at, link.lead, &act)
}
