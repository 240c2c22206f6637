//! News by mail: a ticked box asks, a mail asks back, its link confirms; one press of a button in any
//! of the news ends them. What was asked for besides, the materials, never waits for that.

mod mail;
mod pages;

use actix_web::web;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::id::{LeadId, MailId, MarketingConsentId};
use domain::leads::consent::ConsentStatus;
use domain::tenancy::network::Network;
use domain::{Error, Locale, Result, Timestamp};
use store::leads::consent::{self, Consent, NewConsent};
use store::scope::NetworkTx;
use subtle::ConstantTimeEq;

pub use mail::dress;

use crate::keys::{Keys, random_token, token_hash};

/// Which sentence stands beside the box: the month in which `leads-form-marketing` was last changed.
pub const TEXT_VERSION: &str = "2026-11";

/// The form whose box it is.
const FORM: &str = "inquiry";

/// No token of ours is longer.
const TOKEN_LENGTH: usize = 80;

/// A box that was ticked.
#[derive(Debug, Clone, Copy)]
pub struct Ticked<'a> {
    /// The network whose news are meant.
    pub network: &'a Network,
    /// Where visitors reach the installation, without a slash at the end.
    pub site: &'a str,
    /// Who ticked it.
    pub lead: LeadId,
    /// The address.
    pub address: &'a str,
    /// The language of the form.
    pub locale: Locale,
    /// The visitor's address, hashed.
    pub visitor: &'a [u8; 32],
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    pages::routes(config);
}

/// Takes a wish for news and asks back by mail; `None` where the address confirmed them before. Only
/// the digest of the link's token is kept beside the mail itself.
///
/// # Errors
/// `Stale` when the same address asks in parallel.
pub fn ask(tx: &mut NetworkTx<'_>, ticked: &Ticked<'_>, at: Timestamp) -> Result<Option<MailId>> {
    let token = random_token();
    let sentence = words::of(ticked.locale).leads_form_marketing();
    let new = NewConsent {
        address: ticked.address,
        locale: ticked.locale,
        form: FORM,
        text_version: TEXT_VERSION,
        text_digest: &domain::text::digest(sentence),
        visitor: ticked.visitor,
        token_hash: &token_hash(&token),
    };
    if !consent::insert(tx, &new, at)? {
        return Ok(None);
    }
    mail::ask(tx, ticked, &token, at).map(Some)
}

/// The wish behind a link to confirm it, ended or not.
///
/// # Errors
/// `Missing`.
pub fn asked(tx: &mut NetworkTx<'_>, token: &str) -> Result<Consent> {
    if token.len() > TOKEN_LENGTH {
        return Err(Error::Missing);
    }
    consent::get_by_hash(tx, &token_hash(token))
}

/// Confirms a wish; once more does nothing.
///
/// # Errors
/// `Missing` for a token of nobody, or one that has ended; `Stale`.
pub fn confirm(
    tx: &mut NetworkTx<'_>,
    token: &str,
    visitor: &[u8; 32],
    at: Timestamp,
) -> Result<Consent> {
    let known = asked(tx, token)?;
    if known.status == ConsentStatus::Confirmed {
        return Ok(known);
    }
    if at >= known.expires_at {
        return Err(Error::Missing);
    }
    consent::confirm(tx, &known, visitor, at)?;
    consent::get(tx, known.id)
}

/// The wish behind a link to end it.
///
/// # Errors
/// `Missing` for a link that is not ours.
pub fn ending(tx: &mut NetworkTx<'_>, keys: &Keys, token: &str) -> Result<Consent> {
    consent::get(tx, read_stop_token(keys, token)?)
}

/// Ends the news to an address; once more does nothing.
///
/// # Errors
/// `Missing` for a link that is not ours; `Stale`.
pub fn withdraw(
    tx: &mut NetworkTx<'_>,
    keys: &Keys,
    token: &str,
    at: Timestamp,
) -> Result<Consent> {
    let known = ending(tx, keys, token)?;
    if known.status != ConsentStatus::Withdrawn {
        consent::withdraw(tx, &known, at)?;
    }
    Ok(known)
}

/// The token of the link that ends the news of a wish: it needs no row of its own and never ends.
pub fn stop_token(keys: &Keys, id: MarketingConsentId) -> String {
    format!("{id}.{}", URL_SAFE_NO_PAD.encode(&keys.seal("news-stop", &id.to_string())[..16]))
}

fn read_stop_token(keys: &Keys, token: &str) -> Result<MarketingConsentId> {
    let (id, _) = token.split_once('.').ok_or(Error::Missing)?;
    let id: MarketingConsentId = id.parse().map_err(|_| Error::Missing)?;
    let right = stop_token(keys, id);
    if right.as_bytes().ct_eq(token.as_bytes()).into() { Ok(id) } else { Err(Error::Missing) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::Effort;

    #[test]
    fn only_our_links_end_the_news() {
        let keys = Keys::new([4; 32], Effort::Least).expect("keys");
        let other = Keys::new([5; 32], Effort::Least).expect("keys");
        let id = MarketingConsentId::new();
        assert_eq!(read_stop_token(&keys, &stop_token(&keys, id)), Ok(id));
        for wrong in [stop_token(&other, id), format!("{id}."), id.to_string(), String::new()] {
            assert_eq!(read_stop_token(&keys, &wrong), Err(Error::Missing), "{wrong}");
        }
    }
}
