//! The mail that asks back, and what every mail with news carries.

use askama::Template;
use domain::id::{MailId, Subject};
use domain::leads::consent::expires_at;
use domain::platform::mail::MailClass;
use domain::{Result, Timestamp};
use store::leads::consent::Consent;
use store::platform::mail::{self, Mail, NewMail};
use store::platform::text;
use store::scope::NetworkTx;
use words::Words;

use super::{Ticked, stop_token};
use crate::app::App;
use crate::error::broken;
use crate::mail::Letter;

/// What both forms of the mail say.
#[derive(Clone)]
struct Said {
    words: Words,
    lang: &'static str,
    network: String,
    sender: String,
    link: String,
    until: String,
    home: String,
}

#[derive(Template)]
#[template(path = "leads/consent/mail_confirm.txt")]
struct Plain {
    said: Said,
}

#[derive(Template)]
#[template(path = "leads/consent/mail_confirm.html")]
struct Rich {
    said: Said,
}

/// Writes the mail that asks back. Nothing that the visitor typed is in it.
///
/// # Errors
/// Only what the database answers.
pub(super) fn ask(
    tx: &mut NetworkTx<'_>,
    ticked: &Ticked<'_>,
    token: &str,
    at: Timestamp,
) -> Result<MailId> {
    let network = ticked.network;
    let texts = text::find(tx, &[network.id.cast::<Subject>()])?;
    let name = texts.get(network.id, "name", ticked.locale);
    let name = name.map_or(network.slug.as_str(), |name| name.value.as_str());
    let words = words::of(ticked.locale);
    let home = format!("{}/n/{}", ticked.site, network.slug);
    let said = Said {
        words,
        lang: ticked.locale.tag(),
        network: name.to_owned(),
        sender: network.mail_sender.clone(),
        link: format!("{home}/news/confirm/{token}"),
        until: words.news_mail_until(words.datetime_zoned(expires_at(at), network.time_zone)),
        home,
    };
    let new = NewMail {
        kind: "news.confirm",
        class: MailClass::Transactional,
        subject_id: Some(ticked.lead.cast()),
        recipient: ticked.address,
        sender: &network.mail_sender,
        locale: ticked.locale,
        subject: &words.news_mail_subject(name),
        text: &Plain { said: said.clone() }.render().map_err(broken)?,
        html: &Rich { said }.render().map_err(broken)?,
    };
    mail::insert(tx, &new, at)
}

/// What stands below news.
#[derive(Clone)]
struct Foot {
    words: Words,
    network: String,
    sender: String,
    home: String,
    why: String,
    stop: String,
}

#[derive(Template)]
#[template(path = "leads/consent/mail_foot.txt")]
struct PlainFoot {
    foot: Foot,
}

#[derive(Template)]
#[template(path = "leads/consent/mail_foot.html")]
struct RichFoot {
    foot: Foot,
}

/// Puts below a mail with news who sends it, why, and how to end it, in the mail's language; the same
/// goes into its headers, for one press of a button in the mail program.
///
/// # Errors
/// `Missing` for a network that is not there.
pub fn dress(app: &App, row: &Mail, consent: &Consent, letter: &mut Letter) -> Result<()> {
    let network = app.directory.by_id(app, row.network)?;
    let name = app.directory.named(app, network.id, row.locale).map(|(_, name)| name);
    let words = words::of(row.locale);
    let home = format!("{}/n/{}", app.settings.site(), network.slug);
    let stop = format!("{home}/news/stop/{}", stop_token(&app.keys, consent.id));
    let since = consent.confirmed_at.unwrap_or(consent.asked_at);
    let foot = Foot {
        words,
        network: name.unwrap_or(network.slug),
        sender: network.mail_sender,
        home,
        why: words.news_foot_why(words.date(since, network.time_zone)),
        stop: stop.clone(),
    };
    let plain = PlainFoot { foot: foot.clone() }.render().map_err(broken)?;
    let rich = RichFoot { foot }.render().map_err(broken)?;
    letter.text = format!("{}\n\n{plain}\n", letter.text.trim_end());
    let end = letter.html.rfind("</body>").unwrap_or(letter.html.len());
    letter.html.insert_str(end, &rich);
    letter.unsubscribe = Some(stop);
    Ok(())
}
