//! Letters to the other side of an act: written in the recipient's language, as rows of the outbox
//! in the transaction of what they tell of.

use std::sync::Arc;

use askama::Template;
use chrono_tz::Tz;
use domain::id::{Id, Kind, NetworkId, OrganizationId, Subject};
use domain::locale::PerLocale;
use domain::platform::mail::MailClass;
use domain::{Locale, Result, Timestamp};
use store::platform::mail::{self, NewMail};
use store::scope::InNetwork;
use store::tenancy::organization;
use words::Words;

use crate::app::{App, blocking};
use crate::error::broken;

/// From whom letters come, and where their links lead.
#[derive(Debug, Clone)]
pub struct Desk {
    /// Who sends: an address.
    pub sender: String,
    /// Where visitors reach the site, without a slash at the end.
    pub site: String,
    /// The network's name in each language.
    pub names: PerLocale<String>,
    /// The network's clock, on which moments in letters are told.
    pub zone: Tz,
}

impl Desk {
    /// The desk of a network, for a handler.
    ///
    /// # Errors
    /// As [`Desk::of`].
    pub async fn open(app: &Arc<App>, network: NetworkId) -> Result<Self> {
        let app = Arc::clone(app);
        blocking(move || Self::of(&app, network)).await
    }

    /// The desk of a network. May read the directory of networks: never on the event loop.
    ///
    /// # Errors
    /// `Missing` for a network that is not there.
    pub fn of(app: &App, network: NetworkId) -> Result<Self> {
        let known = app.directory.by_id(app, network)?;
        let name = |locale| {
            let named = app.directory.named(app, network, locale);
            named.map_or_else(|| known.slug.clone(), |(_, name)| name)
        };
        Ok(Self {
            sender: known.mail_sender.clone(),
            site: app.settings.site(),
            names: PerLocale::each(name),
            zone: known.time_zone,
        })
    }
}

/// What a letter says. Lines are plain text; the templates escape them.
#[derive(Debug, Clone, Default)]
pub struct Said {
    /// The subject line.
    pub subject: String,
    /// What happened, in a sentence or two.
    pub lead: String,
    /// What it is about: names and values.
    pub facts: Vec<(String, String)>,
    /// What the other side wrote, under its heading.
    pub quote: Option<(String, String)>,
    /// Where to go on: what the link says, and its path.
    pub link: (String, String),
}

/// Who reads a letter.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    /// Where it goes.
    pub email: &'a str,
    /// The reader's language.
    pub locale: Locale,
    /// How the reader is greeted.
    pub greeting: &'a str,
}

#[derive(Template)]
#[template(path = "platform/letter/mail.txt")]
struct Plain<'a> {
    letter: Letter<'a>,
}

#[derive(Template)]
#[template(path = "platform/letter/mail.html")]
struct Rich<'a> {
    letter: Letter<'a>,
}

#[derive(Clone, Copy)]
struct Letter<'a> {
    lang: &'static str,
    greeting: &'a str,
    said: &'a Said,
    url: &'a str,
    closing: &'a str,
    network: &'a str,
}

/// Writes to a party of the network, in its language.
///
/// # Errors
/// `Missing` when there is no such party.
pub fn write<K: Kind>(
    tx: &mut impl InNetwork,
    desk: &Desk,
    to: OrganizationId,
    kind: &str,
    about: Id<K>,
    at: Timestamp,
    say: impl FnOnce(Words, Locale) -> Said,
) -> Result<()> {
    let contact = organization::contact(tx, to)?;
    let words = words::of(contact.locale);
    let reader = Reader {
        email: &contact.email,
        locale: contact.locale,
        greeting: &words.letter_greeting(&contact.name),
    };
    write_to(tx, desk, reader, kind, about, at, &say(words, contact.locale))
}

/// Writes to a person, in the person's language.
///
/// # Errors
/// Only what the database answers.
pub fn write_to<K: Kind>(
    tx: &mut impl InNetwork,
    desk: &Desk,
    reader: Reader<'_>,
    kind: &str,
    about: Id<K>,
    at: Timestamp,
    said: &Said,
) -> Result<()> {
    let letter = Letter {
        lang: reader.locale.tag(),
        greeting: reader.greeting,
        said,
        url: &format!("{}{}", desk.site, said.link.1),
        closing: words::of(reader.locale).letter_closing(),
        network: desk.names.get(reader.locale),
    };
    let text = Plain { letter }.render().map_err(broken)?;
    let html = Rich { letter }.render().map_err(broken)?;
    let new = NewMail {
        kind,
        class: MailClass::Transactional,
        subject_id: Some(about.cast::<Subject>()),
        recipient: reader.email,
        sender: &desk.sender,
        locale: reader.locale,
        subject: &domain::text::line(&said.subject),
        text: &text,
        html: &html,
    };
    mail::insert(tx, &new, at)?;
    Ok(())
}
