//! How mails leave: a mail server, files, or the memory of a test. Only the worker sends.

mod dkim;
mod smtp;

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use domain::Result;
use domain::platform::bounce::BounceKind;
use lettre::Message;
use lettre::message::{Mailbox, MultiPart, header};

pub use dkim::Signer;
pub use smtp::Smtp;

use crate::error::broken;

/// A mail, ready to leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Made from the outbox row's id, so that a second delivery is recognised as such.
    pub message_id: String,
    /// Who sends: `Name <address>` or an address.
    pub sender: String,
    /// To whom.
    pub recipient: String,
    /// The language's tag.
    pub locale: String,
    /// The subject.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
    /// Where one press of a button ends such mails (RFC 8058); news alone have it.
    pub unsubscribe: Option<String>,
}

/// Why a mail did not leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The mail server cannot be reached or lets nobody in: others need not try now.
    Away(String),
    /// It may be taken later.
    Later(String),
    /// It will never be taken.
    Returned {
        /// What that says of the recipient.
        kind: BounceKind,
        /// In the mail server's words.
        said: String,
    },
}

/// How mails leave.
#[derive(Clone)]
pub enum Transport {
    /// By a mail server.
    Smtp(Arc<Smtp>),
    /// As `.eml` files in a folder.
    Files(PathBuf, Option<Arc<Signer>>),
    /// Into the memory of a test, which may also refuse them.
    Memory(Arc<Mutex<Memory>>),
}

/// What a test sees of the mails.
#[derive(Debug, Default)]
pub struct Memory {
    /// What left.
    pub letters: Vec<Letter>,
    /// Whether the mail server is away.
    pub down: bool,
    /// Recipients that are refused for good.
    pub unknown: Vec<String>,
}

impl Transport {
    /// Sends a mail; blocks until the other side has taken it.
    ///
    /// # Errors
    /// Why it was not taken.
    pub fn send(&self, letter: &Letter) -> std::result::Result<(), Refusal> {
        let later = |error: &dyn std::fmt::Display| Refusal::Later(error.to_string());
        match self {
            Self::Smtp(smtp) => {
                smtp.send(&signed(letter, smtp.signer()).map_err(|error| later(&error))?)
            }
            Self::Files(folder, signer) => {
                let message = signed(letter, signer.as_deref()).map_err(|error| later(&error))?;
                let name = letter.message_id.split('@').next().unwrap_or("mail");
                std::fs::create_dir_all(folder)
                    .and_then(|()| {
                        std::fs::write(folder.join(format!("{name}.eml")), message.formatted())
                    })
                    .map_err(|error| later(&error))
            }
            Self::Memory(memory) => {
                let mut memory = memory.lock().map_err(|error| later(&error))?;
                if memory.down {
                    return Err(Refusal::Away("connection refused".into()));
                }
                if memory.unknown.contains(&letter.recipient) {
                    let said = "550 5.1.1 no such user".to_owned();
                    return Err(Refusal::Returned { kind: BounceKind::Hard, said });
                }
                // The same composition as the real ones, so that a test meets its errors.
                compose(letter).map_err(|error| later(&error))?;
                memory.letters.push(letter.clone());
                Ok(())
            }
        }
    }
}

fn signed(letter: &Letter, signer: Option<&Signer>) -> Result<Message> {
    let mut message = compose(letter)?;
    if let Some(signer) = signer {
        signer.sign(&mut message, &letter.sender);
    }
    Ok(message)
}

/// The message as it goes over the wire, unsigned.
///
/// # Errors
/// `Broken` for an address that cannot be written to.
pub fn compose(letter: &Letter) -> Result<Message> {
    let from: Mailbox = letter.sender.parse().map_err(broken)?;
    let to: Mailbox = letter.recipient.parse().map_err(broken)?;
    let mut message = Message::builder()
        .message_id(Some(format!("<{}>", letter.message_id)))
        .from(from)
        .to(to)
        .subject(letter.subject.as_str())
        .header(header::MIME_VERSION_1_0)
        .header(ContentLanguage(letter.locale.clone()));
    if let Some(place) = &letter.unsubscribe {
        message = message
            .header(ListUnsubscribe(format!("<{place}>")))
            .header(ListUnsubscribePost("List-Unsubscribe=One-Click".to_owned()));
    } else {
        // Nobody's absence note answers what a program sent.
        message = message.header(AutoSubmitted("auto-generated".to_owned()));
    }
    message
        .multipart(MultiPart::alternative_plain_html(letter.text.clone(), letter.html.clone()))
        .map_err(broken)
}

macro_rules! headers {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone)]
        struct $name(String);

        impl header::Header for $name {
            fn name() -> header::HeaderName {
                header::HeaderName::new_from_ascii_str($text)
            }
            fn parse(
                text: &str,
            ) -> std::result::Result<Self, Box<dyn std::error::Error + Send + Sync>> {
                Ok(Self(text.to_owned()))
            }
            fn display(&self) -> header::HeaderValue {
                header::HeaderValue::new(Self::name(), self.0.clone())
            }
        }
    )*};
}

headers! {
    /// RFC 3282.
    ContentLanguage = "Content-Language";
    /// RFC 2369.
    ListUnsubscribe = "List-Unsubscribe";
    /// RFC 8058.
    ListUnsubscribePost = "List-Unsubscribe-Post";
    /// RFC 3834.
    AutoSubmitted = "Auto-Submitted";
}

impl std::fmt::Debug for Transport {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Smtp(_) => "Smtp(***)",
            Self::Files(..) => "Files",
            Self::Memory(_) => "Memory",
        })
    }
}
