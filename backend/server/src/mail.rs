//! How mails leave: a mail server, files, or the memory of a test. Only the worker sends.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use domain::{Error, Result};
use lettre::message::{Mailbox, MultiPart, header};
use lettre::{Message, SmtpTransport, Transport as _};

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
}

/// How mails leave.
#[derive(Clone)]
pub enum Transport {
    /// By a mail server.
    Smtp(SmtpTransport),
    /// As `.eml` files in a folder.
    Files(PathBuf),
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
}

impl Transport {
    /// A mail server by its URL.
    ///
    /// # Errors
    /// `Broken` when the URL is malformed.
    pub fn smtp(url: &str) -> Result<Self> {
        let transport = SmtpTransport::from_url(url).map_err(broken)?;
        Ok(Self::Smtp(transport.timeout(Some(std::time::Duration::from_secs(20))).build()))
    }

    /// Sends a mail; blocks until the other side has taken it.
    ///
    /// # Errors
    /// `Broken` with what the other side said; the worker tries again.
    pub fn send(&self, letter: &Letter) -> Result<()> {
        match self {
            Self::Smtp(smtp) => {
                smtp.send(&compose(letter)?).map_err(broken)?;
                Ok(())
            }
            Self::Files(folder) => {
                std::fs::create_dir_all(folder).map_err(broken)?;
                let name = letter.message_id.split('@').next().unwrap_or("mail");
                std::fs::write(folder.join(format!("{name}.eml")), compose(letter)?.formatted())
                    .map_err(broken)
            }
            Self::Memory(memory) => {
                let mut memory = memory.lock().map_err(broken)?;
                if memory.down {
                    return Err(Error::Broken("connection refused".into()));
                }
                // The same composition as the real ones, so that a test meets its errors.
                compose(letter)?;
                memory.letters.push(letter.clone());
                Ok(())
            }
        }
    }
}

fn compose(letter: &Letter) -> Result<Message> {
    let from: Mailbox = letter.sender.parse().map_err(broken)?;
    let to: Mailbox = letter.recipient.parse().map_err(broken)?;
    Message::builder()
        .message_id(Some(format!("<{}>", letter.message_id)))
        .from(from)
        .to(to)
        .subject(letter.subject.as_str())
        .header(header::MIME_VERSION_1_0)
        .header(ContentLanguage(letter.locale.clone()))
        .multipart(MultiPart::alternative_plain_html(letter.text.clone(), letter.html.clone()))
        .map_err(broken)
}

/// `Content-Language` (RFC 3282).
#[derive(Debug, Clone)]
struct ContentLanguage(String);

impl header::Header for ContentLanguage {
    fn name() -> header::HeaderName {
        header::HeaderName::new_from_ascii_str("Content-Language")
    }
    fn parse(text: &str) -> std::result::Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self(text.to_owned()))
    }
    fn display(&self) -> header::HeaderValue {
        header::HeaderValue::new(Self::name(), self.0.clone())
    }
}

impl std::fmt::Debug for Transport {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Smtp(_) => "Smtp(***)",
            Self::Files(_) => "Files",
            Self::Memory(_) => "Memory",
        })
    }
}
