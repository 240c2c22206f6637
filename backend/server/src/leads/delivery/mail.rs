//! The mail that a newer version has come, in the language of the version that its reader has.

use askama::Template;
use domain::id::{MailId, Subject};
use domain::leads::grant::expires_at;
use domain::platform::mail::MailClass;
use domain::tenancy::network::Network;
use domain::{Result, Timestamp};
use store::leads::library::{Material, Version};
use store::platform::mail::{self, NewMail};
use store::platform::text;
use store::scope::NetworkTx;
use words::Words;

use super::Holder;
use crate::error::broken;
use crate::leads::materials::harmless;

/// What both forms of the mail say.
#[derive(Clone)]
struct Said {
    words: Words,
    lang: &'static str,
    subject: String,
    company: String,
    greeting: String,
    network: String,
    sender: String,
    lead: String,
    old: String,
    link: String,
    until: String,
    why: String,
    home: String,
}

#[derive(Template)]
#[template(path = "leads/delivery/mail_renewed.txt")]
struct Plain {
    said: Said,
}

#[derive(Template)]
#[template(path = "leads/delivery/mail_renewed.html")]
struct Rich {
    said: Said,
}

/// Writes the mail into the outbox.
///
/// # Errors
/// Only what the database answers.
pub(super) fn write(
    tx: &mut NetworkTx<'_>,
    (network, site): (&Network, &str),
    (material, holder, newest): (&Material, &Holder, &Version),
    token: &str,
    at: Timestamp,
) -> Result<MailId> {
    let locale = newest.locale;
    let texts = text::find(tx, &[network.id.cast::<Subject>()])?;
    let name = texts.get(network.id, "name", locale);
    let name = name.map_or(network.slug.as_str(), |name| name.value.as_str());
    let words = words::of(locale);
    let zone = network.time_zone;
    let home = format!("{site}/n/{}", network.slug);
    let greeted = harmless(&holder.holding.name);
    let said = Said {
        words,
        lang: locale.tag(),
        subject: words.materials_mail_subject(name, &material.name),
        company: harmless(&holder.holding.company).unwrap_or_default().to_owned(),
        greeting: greeted
            .map_or_else(|| words.leads_mail_hello().to_owned(), |n| words.leads_mail_dear(n)),
        network: name.to_owned(),
        sender: network.mail_sender.clone(),
        lead: words.materials_mail_lead(newest.number, &material.name),
        old: words
            .materials_mail_old(holder.version.number, words.date(holder.holding.taken_at, zone)),
        link: format!("{home}/materials/{token}"),
        until: words.materials_mail_until(words.datetime_zoned(expires_at(at), zone)),
        why: words.materials_mail_why(name),
        home,
    };
    let mail = NewMail {
        kind: "lead.material_renewed",
        class: MailClass::Transactional,
        subject_id: Some(holder.holding.lead.cast()),
        recipient: &holder.holding.email,
        sender: &network.mail_sender,
        locale,
        subject: &said.subject,
        text: &Plain { said: said.clone() }.render().map_err(broken)?,
        html: &Rich { said: said.clone() }.render().map_err(broken)?,
    };
    mail::insert(tx, &mail, at)
}
