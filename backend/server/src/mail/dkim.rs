//! Signatures of mails (DKIM, RFC 6376) with Ed25519 (RFC 8463).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::platform::mail::bare;
use domain::{Error, Result};
use lettre::Message;
use lettre::message::dkim::{
    DkimCanonicalization, DkimCanonicalizationType, DkimConfig, DkimSigningAlgorithm,
    DkimSigningKey,
};
use lettre::message::header::HeaderName;

use crate::error::broken;

/// The headers that a signature covers; those of RFC 8058 must be among them.
const HEADERS: [&str; 8] = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Content-Type",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
];

/// What stands before the 32 bytes of an Ed25519 key in PKCS #8.
const PKCS8: [u8; 16] = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];

/// What signs the mails of one domain.
pub struct Signer {
    key: String,
    selector: String,
    domain: String,
}

impl Signer {
    /// Reads a key: the PEM of `openssl genpkey -algorithm ed25519`, or its 32 bytes in base 64.
    ///
    /// # Errors
    /// `Broken` when it is none.
    pub fn new(key: &str, selector: &str, domain: &str) -> Result<Self> {
        let wrong = || Error::Broken("the DKIM key is no Ed25519 key".into());
        let text: String = key.lines().filter(|line| !line.starts_with("-----")).collect();
        let bytes = STANDARD.decode(text.trim()).map_err(|_| wrong())?;
        let raw = bytes.strip_prefix(PKCS8.as_slice()).unwrap_or(&bytes);
        if raw.len() != 32 {
            return Err(wrong());
        }
        let signer = Self {
            key: STANDARD.encode(raw),
            selector: selector.to_owned(),
            domain: domain.to_ascii_lowercase(),
        };
        signer.config(&[])?;
        Ok(signer)
    }

    /// Signs a message of the own domain; those of others would not be believed anyway.
    pub(super) fn sign(&self, message: &mut Message, sender: &str) {
        let sender = bare(sender);
        let from = sender.rsplit('@').next().unwrap_or_default();
        let is_ours = from == self.domain || from.ends_with(&format!(".{}", self.domain));
        let names: Vec<HeaderName> = HEADERS
            .iter()
            .filter(|name| message.headers().get_raw(name).is_some())
            .map(|name| HeaderName::new_from_ascii_str(name))
            .collect();
        if is_ours && let Ok(config) = self.config(&names) {
            message.sign(&config);
        }
    }

    fn config(&self, names: &[HeaderName]) -> Result<DkimConfig> {
        let key = DkimSigningKey::new(&self.key, DkimSigningAlgorithm::Ed25519).map_err(broken)?;
        let relaxed = DkimCanonicalizationType::Relaxed;
        let form = DkimCanonicalization { header: relaxed, body: relaxed };
        Ok(DkimConfig::new(self.selector.clone(), self.domain.clone(), key, names.to_vec(), form))
    }
}

impl std::fmt::Debug for Signer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Signer(***, {}, {})", self.selector, self.domain)
    }
}
