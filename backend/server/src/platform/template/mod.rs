//! Mails in a network's own words: written by staff for each language, looked at before they are
//! kept, sent to oneself. Where nobody wrote any the product's own words stand, whole: a mail never
//! mixes languages.

pub mod api;
mod pages;

use actix_web::web;
use askama::Template as _;
use domain::access::{Member, Permission};
use domain::id::MailId;
use domain::platform::mail::MailClass;
use domain::platform::template::{Piece, TemplateDraft, TemplateKind, filled, pieces};
use domain::tenancy::network::Network;
use domain::{Error, Locale, Result, Timestamp};
use store::platform::mail::{self, NewMail};
use store::platform::mail_template::{self, Template};
use store::scope::NetworkTx;
use store::tenancy::membership;

use crate::error::broken;
use crate::leads::materials;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    api::routes(config);
    pages::routes(config);
}

/// What a mail is filled with: places and values, and what stands below its body.
#[derive(Debug, Clone)]
pub struct Filling {
    /// The language of the values.
    pub locale: Locale,
    /// The places by name.
    pub values: Vec<(&'static str, String)>,
    /// Below the body: why it was sent, who sends it.
    pub foot: Vec<String>,
}

/// A mail, written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The subject line.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
}

#[derive(askama::Template)]
#[template(path = "platform/template/mail_own.html")]
struct Rich<'a> {
    lang: &'static str,
    subject: &'a str,
    paragraphs: Vec<Vec<Vec<Piece>>>,
    foot: &'a [String],
}

/// The mail that words and values make.
///
/// # Errors
/// `Broken` when the frame of the HTML fails.
pub fn written(draft: &TemplateDraft, filling: &Filling) -> Result<Written> {
    let values = &filling.values;
    let subject = domain::text::line(&filled(&draft.subject, values));
    let body = filled(&draft.body, values);
    let rule = "-".repeat(40);
    let text = format!("{}\n\n{rule}\n{}\n", body.trim_end(), filling.foot.join("\n"));
    let line = |line: &str| pieces(line, values);
    let paragraphs = draft.body.trim().split("\n\n");
    let paragraphs = paragraphs.map(|one| one.lines().map(line).collect()).collect();
    let lang = filling.locale.tag();
    let rich = Rich { lang, subject: &subject, paragraphs, foot: &filling.foot };
    let html = rich.render().map_err(broken)?;
    Ok(Written { subject, text, html })
}

/// A mail in the network's own words; `None` where the product's own stand.
///
/// # Errors
/// Only what the database answers.
pub fn own(
    tx: &mut NetworkTx<'_>,
    kind: TemplateKind,
    filling: &Filling,
) -> Result<Option<Written>> {
    let Some(row) = mail_template::get(tx, kind, filling.locale)? else { return Ok(None) };
    written(&TemplateDraft { subject: row.subject, body: row.body }, filling).map(Some)
}

/// The words of a mail in a language as they stand.
#[derive(Debug, Clone)]
pub struct Standing {
    /// Which mail.
    pub kind: TemplateKind,
    /// In which language.
    pub locale: Locale,
    /// The network's own words, if there are any.
    pub own: Option<Template>,
    /// The mail as it would be written now, for an invented reader.
    pub sample: Written,
}

/// Where the samples are made: a network and its site.
pub type Place<'a> = (&'a Network, &'a str);

/// Every mail whose words can be written, in each language.
///
/// # Errors
/// `Forbidden`.
pub fn list(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    place: Place<'_>,
    at: Timestamp,
) -> Result<Vec<Standing>> {
    me.must(Permission::SeeMails)?;
    let own = mail_template::find(tx)?;
    let mut all = Vec::new();
    for kind in TemplateKind::ALL {
        for locale in Locale::ALL {
            let known = own.iter().find(|row| row.kind == *kind && row.locale == locale).cloned();
            let draft = known.as_ref().map(draft_of);
            let sample = sample(tx, (*kind, locale), draft.as_ref(), place, at)?;
            all.push(Standing { kind: *kind, locale, own: known, sample });
        }
    }
    Ok(all)
}

fn draft_of(row: &Template) -> TemplateDraft {
    TemplateDraft { subject: row.subject.clone(), body: row.body.clone() }
}

/// The words of one mail in one language.
///
/// # Errors
/// `Forbidden`.
pub fn show(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    (kind, locale): (TemplateKind, Locale),
    place: Place<'_>,
    at: Timestamp,
) -> Result<Standing> {
    me.must(Permission::SeeMails)?;
    let own = mail_template::get(tx, kind, locale)?;
    let draft = own.as_ref().map(draft_of);
    let sample = sample(tx, (kind, locale), draft.as_ref(), place, at)?;
    Ok(Standing { kind, locale, own, sample })
}

/// The mail that words would make for an invented reader; the product's own without any.
///
/// # Errors
/// `Invalid` as `TemplateDraft::check`.
pub fn sample(
    tx: &mut NetworkTx<'_>,
    (kind, locale): (TemplateKind, Locale),
    draft: Option<&TemplateDraft>,
    place: Place<'_>,
    at: Timestamp,
) -> Result<Written> {
    match kind {
        TemplateKind::Materials => {
            let draft = draft.map(|draft| draft.check(kind)).transpose()?;
            materials::sample(tx, locale, draft.as_ref(), place, at)
        }
    }
}

/// Keeps a network's own words of a mail.
///
/// # Errors
/// `Forbidden`; `Invalid` as `TemplateDraft::check`; `Stale`.
pub fn write(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    (kind, locale, version): (TemplateKind, Locale, i64),
    draft: &TemplateDraft,
    at: Timestamp,
) -> Result<()> {
    me.must(Permission::WriteMails)?;
    let draft = draft.check(kind)?;
    mail_template::apply(tx, me, (kind, locale, version), &draft, at)
}

/// Lets the product's own words stand again.
///
/// # Errors
/// `Forbidden`; `Missing`; `Stale`.
pub fn reset(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    (kind, locale): (TemplateKind, Locale),
    at: Timestamp,
) -> Result<()> {
    me.must(Permission::WriteMails)?;
    let row = mail_template::get(tx, kind, locale)?.ok_or(Error::Missing)?;
    mail_template::remove(tx, me, &row, at)
}

/// Sends the mail that words would make to the member who asks, with an invented reader's data.
///
/// # Errors
/// `Forbidden`; `Invalid` as `TemplateDraft::check`.
pub fn test(
    tx: &mut NetworkTx<'_>,
    me: &Member,
    (kind, locale): (TemplateKind, Locale),
    draft: Option<&TemplateDraft>,
    place: Place<'_>,
    at: Timestamp,
) -> Result<MailId> {
    me.must(Permission::WriteMails)?;
    let written = sample(tx, (kind, locale), draft, place, at)?;
    let recipient = membership::address(tx, me.membership)?;
    let new = NewMail {
        kind: "mail.test",
        class: MailClass::Transactional,
        subject_id: None,
        recipient: &recipient,
        sender: &place.0.mail_sender,
        locale,
        subject: &written.subject,
        text: &written.text,
        html: &written.html,
    };
    mail::insert(tx, &new, at)
}

/// Reads a mail and a language from an address.
///
/// # Errors
/// `Missing`.
pub(crate) fn named(kind: &str, locale: &str) -> Result<(TemplateKind, Locale)> {
    let kind = kind.parse().map_err(|_| Error::Missing)?;
    Ok((kind, locale.parse().map_err(|_| Error::Missing)?))
}
