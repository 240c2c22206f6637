//! Secrets of webhooks: sealed in the database, opened to check a signature.
//!
//! The seal is HMAC-SHA256 under the installation's key, in counter mode for the text and over the
//! whole for its proof, bound to the endpoint: rows that are copied or damaged do not open.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::id::WebhookEndpointId;
use domain::orders::webhook::{Profile, Signature};
use domain::{Error, Result, Timestamp};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;

use crate::keys::Keys;

const NONCE: usize = 16;
const PROOF: usize = 32;

/// Seals a secret for an endpoint.
pub fn seal(keys: &Keys, id: WebhookEndpointId, secret: &str) -> Vec<u8> {
    let nonce: [u8; NONCE] = rand::random();
    let mut sealed = nonce.to_vec();
    sealed.extend(stream(keys, id, &nonce, secret.as_bytes()));
    let proof = proof(keys, id, &sealed);
    sealed.extend(proof);
    sealed
}

/// Opens a sealed secret.
///
/// # Errors
/// `Broken` when it is another endpoint's, another installation's, or damaged.
pub fn open(keys: &Keys, id: WebhookEndpointId, sealed: &[u8]) -> Result<String> {
    let damaged = || Error::Broken(format!("the secret of {id} does not open"));
    let (body, told) = sealed
        .len()
        .checked_sub(PROOF)
        .filter(|length| *length >= NONCE)
        .map(|length| sealed.split_at(length))
        .ok_or_else(damaged)?;
    if !bool::from(proof(keys, id, body).ct_eq(told)) {
        return Err(damaged());
    }
    let (nonce, text) = body.split_at(NONCE);
    String::from_utf8(stream(keys, id, nonce, text)).map_err(|_| damaged())
}

fn stream(keys: &Keys, id: WebhookEndpointId, nonce: &[u8], text: &[u8]) -> Vec<u8> {
    let nonce = STANDARD.encode(nonce);
    let block = |number: usize| keys.seal("webhook-stream", &format!("{id}:{nonce}:{number}"));
    let pieces = text.chunks(32).enumerate();
    pieces
        .flat_map(|(number, piece)| {
            let key = block(number);
            piece.iter().zip(key).map(|(one, other)| one ^ other).collect::<Vec<u8>>()
        })
        .collect()
}

fn proof(keys: &Keys, id: WebhookEndpointId, body: &[u8]) -> [u8; PROOF] {
    keys.seal("webhook-proof", &format!("{id}:{}", STANDARD.encode(body)))
}

/// Checks the signature of a body in the manner of a profile, in constant time.
///
/// # Errors
/// `Unauthenticated`: `webhook-signature` for a missing or wrong one, `webhook-stale` for one whose
/// moment is more than five minutes away.
pub fn check(
    profile: Profile,
    secret: &str,
    header: Option<&str>,
    body: &[u8],
    at: Timestamp,
) -> Result<()> {
    let wrong = Error::Unauthenticated("webhook-signature");
    let Some(header) = header else { return Err(wrong) };
    let sign = |parts: &[&[u8]]| {
        Hmac::<Sha256>::new_from_slice(secret.as_bytes()).ok().map(|mut mac| {
            for part in parts {
                mac.update(part);
            }
            mac
        })
    };
    if profile != Profile::Kakehashi {
        let told = STANDARD.decode(header.trim()).map_err(|_| wrong.clone())?;
        let right = sign(&[body]).is_some_and(|mac| mac.verify_slice(&told).is_ok());
        return if right { Ok(()) } else { Err(wrong) };
    }
    let told = Signature::read(header).ok_or_else(|| wrong.clone())?;
    let moment = told.at.to_string();
    let right = told.digests.iter().any(|digest| {
        sign(&[moment.as_bytes(), b".", body]).is_some_and(|mac| mac.verify_slice(digest).is_ok())
    });
    if !right {
        return Err(wrong);
    }
    if told.is_fresh(at) { Ok(()) } else { Err(Error::Unauthenticated("webhook-stale")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::Effort;

    #[test]
    fn a_sealed_secret_opens_for_its_endpoint_alone() {
        let keys = Keys::new([3; 32], Effort::Least).expect("keys");
        let (id, other) = (WebhookEndpointId::new(), WebhookEndpointId::new());
        let secret = "a secret that is longer than one block of the stream is";
        let sealed = seal(&keys, id, secret);
        assert!(!sealed.windows(8).any(|part| part == &secret.as_bytes()[..8]));
        assert_eq!(open(&keys, id, &sealed).as_deref(), Ok(secret));
        assert!(open(&keys, other, &sealed).is_err());
        let mut damaged = sealed.clone();
        damaged[20] ^= 1;
        assert!(open(&keys, id, &damaged).is_err() && open(&keys, id, &[]).is_err());
    }
}
