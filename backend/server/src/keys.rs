//! What signs and hashes: one secret of the installation, kept beside the data.

use std::path::Path;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::access::Member;
use domain::id::SessionId;
use domain::{Error, Result, Timestamp};
use hmac::{Hmac, KeyInit, Mac};
use jsonwebtoken::{Algorithm as Signature, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::error::broken;

/// An access token is good for so long, in seconds.
pub const ACCESS_SECONDS: i64 = 15 * 60;

/// The installation's secret and what is derived from it.
pub struct Keys {
    secret: [u8; 32],
    encode: EncodingKey,
    decode: DecodingKey,
    argon2: Argon2<'static>,
    decoy: String,
}

/// What an access token says: who acts for whom, so that a request needs no look-up.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Claims {
    sub: String,
    net: String,
    org: String,
    mem: String,
    ses: String,
    role: String,
    loc: String,
    /// The person's name, for the page's head.
    pub name: String,
    /// The organization's name, for the page's head.
    pub acting: String,
    exp: i64,
    iat: i64,
    iss: String,
}

/// How much work a password hash is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// 19 MiB, two passes (the OWASP recommendation for argon2id).
    Real,
    /// As little as the algorithm allows: for tests and generated worlds.
    Least,
}

impl Keys {
    /// Keys from a secret.
    ///
    /// # Errors
    /// `Broken` when the hash parameters are refused.
    pub fn new(secret: [u8; 32], effort: Effort) -> Result<Self> {
        let params = match effort {
            Effort::Real => Params::new(19 * 1_024, 2, 1, None),
            Effort::Least => Params::new(8, 1, 1, None),
        }
        .map_err(broken)?;
        let mut keys = Self {
            secret,
            encode: EncodingKey::from_secret(&secret),
            decode: DecodingKey::from_secret(&secret),
            argon2: Argon2::new(Algorithm::Argon2id, Version::V0x13, params),
            decoy: String::new(),
        };
        keys.decoy = keys.hash_password("a password that nobody has")?;
        Ok(keys)
    }

    /// Reads the secret of a data folder, making one on the first start.
    ///
    /// # Errors
    /// `Broken` when the file cannot be read or written, or is damaged.
    pub fn secret_in(folder: &Path) -> Result<[u8; 32]> {
        let path = folder.join("secret.key");
        match std::fs::read(&path) {
            Ok(bytes) => {
                bytes.try_into().map_err(|_| Error::Broken("secret.key is damaged".into()))
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let secret: [u8; 32] = rand::random();
                write_private(&path, &secret).map_err(broken)?;
                Ok(secret)
            }
            Err(error) => Err(broken(error)),
        }
    }

    /// The PHC string of a password.
    ///
    /// # Errors
    /// `Broken` when hashing fails.
    pub fn hash_password(&self, password: &str) -> Result<String> {
        Ok(self.argon2.hash_password(password.as_bytes()).map_err(broken)?.to_string())
    }

    /// Whether the password is the one of the hash. Without a hash the same work is done against
    /// one that nobody has, so that time does not tell which addresses exist.
    pub fn verify_password(&self, hash: Option<&str>, password: &str) -> bool {
        let known = hash.is_some();
        PasswordHash::new(hash.unwrap_or(&self.decoy))
            .is_ok_and(|hash| self.argon2.verify_password(password.as_bytes(), &hash).is_ok())
            && known
    }

    /// A signed access token for a member.
    ///
    /// # Errors
    /// `Broken` when signing fails.
    pub fn access_token(
        &self,
        me: &Member,
        session: SessionId,
        name: &str,
        acting: &str,
        at: Timestamp,
    ) -> Result<String> {
        let claims = Claims {
            sub: me.account.to_string(),
            net: me.network.to_string(),
            org: me.organization.to_string(),
            mem: me.membership.to_string(),
            ses: session.to_string(),
            role: me.role.as_str().to_owned(),
            loc: me.locale.tag().to_owned(),
            name: name.to_owned(),
            acting: acting.to_owned(),
            exp: at.unix_seconds() + ACCESS_SECONDS,
            iat: at.unix_seconds(),
            iss: "kakehashi".to_owned(),
        };
        jsonwebtoken::encode(&Header::new(Signature::HS256), &claims, &self.encode).map_err(broken)
    }

    /// Who a token speaks for; `None` when it is forged, damaged or over.
    pub fn read_access_token(
        &self,
        token: &str,
        at: Timestamp,
    ) -> Option<(Member, SessionId, Claims)> {
        let mut rules = Validation::new(Signature::HS256);
        rules.set_issuer(&["kakehashi"]);
        // The product's own clock decides, so that tests can move it.
        rules.validate_exp = false;
        let claims = jsonwebtoken::decode::<Claims>(token, &self.decode, &rules).ok()?.claims;
        if claims.exp <= at.unix_seconds() {
            return None;
        }
        let member = Member {
            network: claims.net.parse().ok()?,
            organization: claims.org.parse().ok()?,
            membership: claims.mem.parse().ok()?,
            account: claims.sub.parse().ok()?,
            role: claims.role.parse().ok()?,
            locale: claims.loc.parse().ok()?,
        };
        Some((member, claims.ses.parse().ok()?, claims))
    }

    /// A keyed digest: for visitor addresses, form stamps, nothing that must be kept for years.
    pub fn seal(&self, purpose: &str, data: &str) -> [u8; 32] {
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.secret) else {
            return [0; 32];
        };
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(data.as_bytes());
        mac.finalize().into_bytes().into()
    }
}

/// A secret for a link or a session: 32 random bytes as URL-safe text.
pub fn random_token() -> String {
    URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>())
}

/// The digest under which a token is stored.
pub fn token_hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

#[cfg(unix)]
fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    use std::io::Write;
    use std::os::unix::fs::OpenOptionsExt;
    let mut file =
        std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(not(unix))]
fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    std::fs::write(path, bytes)
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys(***)")
    }
}
