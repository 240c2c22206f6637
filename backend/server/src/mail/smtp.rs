//! Mails to a mail server: one connection that is kept, and a distinction between what the server
//! says of the recipient and what it says of us.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use domain::platform::bounce::BounceKind;
use domain::{Error, Result};
use lettre::Message;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{Certificate, SmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::ClientId;
use percent_encoding::percent_decode_str;
use url::Url;

use super::Refusal;
use super::dkim::Signer;
use crate::error::broken;

/// How long the server may take for one answer.
const PATIENCE: Duration = Duration::from_secs(20);

type Failed = lettre::transport::smtp::Error;

/// How the connection is protected.
enum Shield {
    /// Not at all: a trusted network.
    None,
    /// By STARTTLS where the server offers it.
    Offered(TlsParameters),
    /// By STARTTLS or not at all.
    Demanded(TlsParameters),
    /// By TLS from the first byte.
    Whole(TlsParameters),
}

/// A mail server.
pub struct Smtp {
    host: String,
    port: u16,
    shield: Shield,
    credentials: Option<Credentials>,
    signer: Option<Arc<Signer>>,
    open: Mutex<Option<SmtpConnection>>,
}

/// At what point a mail failed.
enum Stopped {
    /// The connection broke before the message was handed over.
    Before(Failed),
    /// Anything else; whether the connection can be used on.
    At(Refusal, bool),
}

impl Smtp {
    /// A mail server by its URL: `smtp://user:password@host:587` demands STARTTLS, `smtps://host`
    /// speaks TLS from the start, `?tls=offered` takes STARTTLS where there is some, `?tls=none`
    /// leaves it out; `?ca=/path.pem` trusts a certificate of one's own besides the public ones.
    ///
    /// # Errors
    /// `Broken` when the URL is malformed or the certificate cannot be read.
    pub fn at(address: &str, signer: Option<Arc<Signer>>) -> Result<Self> {
        let url = Url::parse(address).map_err(broken)?;
        let wrong = |what: &str| Error::Broken(format!("the mail server's address: {what}"));
        let host = url.host_str().ok_or_else(|| wrong("no host"))?.to_owned();
        let asked = |name: &str| {
            url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
        };
        let tls = || -> Result<TlsParameters> {
            let mut tls = TlsParameters::builder(host.clone());
            if let Some(path) = asked("ca") {
                let pem = std::fs::read(path).map_err(broken)?;
                tls = tls.add_root_certificate(Certificate::from_pem(&pem).map_err(broken)?);
            }
            tls.build().map_err(broken)
        };
        let (shield, port) = match (url.scheme(), asked("tls").as_deref()) {
            ("smtps", None) => (Shield::Whole(tls()?), 465),
            ("smtp", None | Some("required")) => (Shield::Demanded(tls()?), 587),
            ("smtp", Some("offered" | "opportunistic")) => (Shield::Offered(tls()?), 25),
            ("smtp", Some("none")) => (Shield::None, 25),
            _ => return Err(wrong("smtp or smtps, and tls=required, offered or none")),
        };
        let plain =
            |part: &str| percent_decode_str(part).decode_utf8().map(std::borrow::Cow::into_owned);
        let credentials = match (url.username(), url.password()) {
            ("", _) => None,
            (user, password) => Some(Credentials::new(
                plain(user).map_err(broken)?,
                plain(password.unwrap_or_default()).map_err(broken)?,
            )),
        };
        let port = url.port().unwrap_or(port);
        Ok(Self { host, port, shield, credentials, signer, open: Mutex::new(None) })
    }

    /// What signs the mails.
    pub(super) fn signer(&self) -> Option<&Signer> {
        self.signer.as_deref()
    }

    /// Hands a message over. What rested too long is connected anew; what broke while the message
    /// was on its way is not sent again here: the server may have it.
    ///
    /// # Errors
    /// Why it was not taken.
    pub fn send(&self, message: &Message) -> std::result::Result<(), Refusal> {
        let mut place = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(mut kept) = place.take() {
            match hand_over(&mut kept, message) {
                Ok(()) => {
                    *place = Some(kept);
                    return Ok(());
                }
                Err(Stopped::At(refusal, usable)) => {
                    if usable && kept.command(Rset).is_ok() {
                        *place = Some(kept);
                    }
                    return Err(refusal);
                }
                Err(Stopped::Before(_)) => kept.abort(),
            }
        }
        let mut fresh = self.connect().map_err(|error| Refusal::Away(error.to_string()))?;
        match hand_over(&mut fresh, message) {
            Ok(()) => {
                *place = Some(fresh);
                Ok(())
            }
            Err(Stopped::At(refusal, usable)) => {
                if usable && fresh.command(Rset).is_ok() {
                    *place = Some(fresh);
                }
                Err(refusal)
            }
            Err(Stopped::Before(error)) => Err(Refusal::Away(error.to_string())),
        }
    }

    fn connect(&self) -> std::result::Result<SmtpConnection, Failed> {
        let us = ClientId::default();
        let whole = match &self.shield {
            Shield::Whole(tls) => Some(tls),
            _ => None,
        };
        let server = (self.host.trim_matches(['[', ']']), self.port);
        let mut open = SmtpConnection::connect(server, Some(PATIENCE), &us, whole, None)?;
        match &self.shield {
            Shield::Demanded(tls) => open.starttls(tls, &us)?,
            Shield::Offered(tls) if open.can_starttls() => open.starttls(tls, &us)?,
            _ => {}
        }
        if let Some(credentials) = &self.credentials {
            open.auth(DEFAULT_MECHANISMS, credentials)?;
        }
        Ok(open)
    }
}

/// The dialogue of one message. Only what the server says of the recipient, or of the message once it
/// has read it, ends the mail; that we may not send is for the operator to mend.
fn hand_over(open: &mut SmtpConnection, message: &Message) -> std::result::Result<(), Stopped> {
    let envelope = message.envelope();
    let bytes = message.formatted();
    let mail = Mail::new(envelope.from().cloned(), Vec::new());
    open.command(mail).map_err(before)?;
    for to in envelope.to() {
        open.command(Rcpt::new(to.clone(), Vec::new())).map_err(|error| match code(&error) {
            Some(refused @ 500..) => Stopped::At(returned(&error, refused, BounceKind::Hard), true),
            _ => before(error),
        })?;
    }
    open.command(Data).map_err(before)?;
    match open.message(&bytes) {
        Ok(_) => Ok(()),
        Err(error) => Err(match code(&error) {
            Some(refused @ 500..) => Stopped::At(returned(&error, refused, BounceKind::Soft), true),
            Some(_) => Stopped::At(Refusal::Later(error.to_string()), true),
            None => Stopped::At(Refusal::Later(error.to_string()), false),
        }),
    }
}

/// A failure before the message was on its way: nothing was sent.
fn before(error: Failed) -> Stopped {
    if error.status().is_some() {
        Stopped::At(Refusal::Later(error.to_string()), true)
    } else {
        Stopped::Before(error)
    }
}

/// A refusal for good; `bare` is what a code without an enhanced status means at that point.
fn returned(error: &Failed, code: u16, bare: BounceKind) -> Refusal {
    let said = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
    let status =
        said.split_whitespace().next().filter(|word| BounceKind::of_status(word).is_some());
    let kind = match (status, bare) {
        (None, BounceKind::Soft) => BounceKind::Soft,
        _ => BounceKind::of_reply(code, status),
    };
    Refusal::Returned { kind, said: format!("{code} {said}") }
}

fn code(error: &Failed) -> Option<u16> {
    error.status().and_then(|code| code.to_string().parse().ok())
}

impl std::fmt::Debug for Smtp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Smtp({}:{})", self.host, self.port)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_says_how_the_connection_is_protected() {
        for (address, port) in [
            ("smtp://relay.example", 587),
            ("smtps://relay.example", 465),
            ("smtp://127.0.0.1:2525?tls=none", 2_525),
            ("smtp://relay.example?tls=offered", 25),
        ] {
            let smtp = Smtp::at(address, None).expect(address);
            assert_eq!(smtp.port, port, "{address}");
        }
        let signed_in = Smtp::at("smtps://a%40b.example:p%3Aw@relay.example", None).expect("smtp");
        assert!(signed_in.credentials.is_some());
        for wrong in ["relay.example:25", "http://relay.example", "smtp://relay.example?tls=maybe"]
        {
            assert!(Smtp::at(wrong, None).is_err(), "{wrong}");
        }
    }
}
