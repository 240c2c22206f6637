//! The mail with the personal link, in the language of whoever asked.

use askama::Template;
use domain::id::{MailId, Subject};
use domain::leads::grant::expires_at;
use domain::leads::lead::{Details, Lead};
use domain::platform::mail::MailClass;
use domain::platform::template::{TemplateDraft, TemplateKind};
use domain::{Locale, Result, Timestamp};
use store::platform::mail::{self, NewMail};
use store::platform::text;
use store::scope::NetworkTx;
use words::Words;

use super::Parcel;
use crate::error::broken;
use crate::platform::template::{self, Filling, Place, Written};

/// What both forms of the mail say.
#[derive(Clone)]
struct Said {
    words: Words,
    lang: &'static str,
    company: String,
    greeting: String,
    network: String,
    sender: String,
    again: Option<String>,
    link: String,
    until: String,
    ends: String,
    form: String,
    home: String,
}

#[derive(Template)]
#[template(path = "leads/materials/mail_materials.txt")]
struct Plain {
    said: Said,
}

#[derive(Template)]
#[template(path = "leads/materials/mail_materials.html")]
struct Rich {
    said: Said,
}

/// Writes the mail into the outbox.
///
/// # Errors
/// Only what the database answers.
pub(super) fn write(
    tx: &mut NetworkTx<'_>,
    lead: &Lead,
    parcel: &Parcel<'_>,
    token: &str,
    at: Timestamp,
) -> Result<MailId> {
    let network = parcel.network;
    let texts = text::find(tx, &[network.id.cast::<Subject>()])?;
    let name = texts.get(network.id, "name", parcel.locale);
    let name = name.map_or(network.slug.as_str(), |name| name.value.as_str());
    let said = say(parcel, name, token, at);
    let own = template::own(tx, TemplateKind::Materials, &said.filling(parcel.locale))?;
    let written = match own {
        Some(own) => own,
        None => said.written()?,
    };
    let mail = NewMail {
        kind: "lead.materials",
        class: MailClass::Transactional,
        subject_id: Some(lead.id.cast()),
        recipient: parcel.to,
        sender: &network.mail_sender,
        locale: parcel.locale,
        subject: &written.subject,
        text: &written.text,
        html: &written.html,
    };
    mail::insert(tx, &mail, at)
}

/// The mail that an invented reader would get: in a network's own words, else in the product's.
///
/// # Errors
/// Only what the database answers.
pub(crate) fn sample(
    tx: &mut NetworkTx<'_>,
    locale: Locale,
    draft: Option<&TemplateDraft>,
    (network, site): Place<'_>,
    at: Timestamp,
) -> Result<Written> {
    let words = words::of(locale);
    let details = Details {
        company: words.templates_sample_company().to_owned(),
        name: words.templates_sample_name().to_owned(),
        ..Details::default()
    };
    let parcel = Parcel { network, site, to: "", locale, details: &details, asked_at: None };
    let texts = text::find(tx, &[network.id.cast::<Subject>()])?;
    let name = texts.get(network.id, "name", locale);
    let name = name.map_or(network.slug.as_str(), |name| name.value.as_str());
    let said = say(&parcel, name, "sample", at);
    match draft {
        Some(draft) => template::written(draft, &said.filling(locale)),
        None => said.written(),
    }
}

impl Said {
    /// The mail in the product's own words.
    fn written(&self) -> Result<Written> {
        Ok(Written {
            subject: self.words.leads_mail_subject(&self.network),
            text: Plain { said: self.clone() }.render().map_err(broken)?,
            html: Rich { said: self.clone() }.render().map_err(broken)?,
        })
    }

    /// What a network's own words are filled with.
    fn filling(&self, locale: Locale) -> Filling {
        let values = vec![
            ("greeting", self.greeting.clone()),
            ("company", self.company.clone()),
            ("network", self.network.clone()),
            ("link", self.link.clone()),
            ("until", self.ends.clone()),
            ("form", self.form.clone()),
        ];
        let automatic = self.words.leads_mail_automatic(&self.network);
        let foot = vec![automatic, self.network.clone(), self.sender.clone(), self.home.clone()];
        Filling { locale, values, foot }
    }
}

fn say(parcel: &Parcel<'_>, network: &str, token: &str, at: Timestamp) -> Said {
    let words = words::of(parcel.locale);
    let zone = parcel.network.time_zone;
    let home = format!("{}/n/{}", parcel.site, parcel.network.slug);
    let ends = words.datetime_zoned(expires_at(at), zone);
    let greeted = harmless(&parcel.details.name);
    Said {
        words,
        lang: parcel.locale.tag(),
        company: harmless(&parcel.details.company).unwrap_or_default().to_owned(),
        greeting: greeted
            .map_or_else(|| words.leads_mail_hello().to_owned(), |n| words.leads_mail_dear(n)),
        network: network.to_owned(),
        sender: parcel.network.mail_sender.clone(),
        again: parcel.asked_at.map(|then| words.leads_mail_again(words.date(then, zone))),
        link: format!("{home}/materials/{token}"),
        until: words.leads_mail_until(&ends),
        ends,
        form: format!("{home}/inquiry"),
        home,
    }
}

/// A name that may stand in a mail which anybody can have sent to anybody: nothing that a reader's
/// program would make a link of.
pub(in crate::leads) fn harmless(name: &str) -> Option<&str> {
    let bytes = name.as_bytes();
    let dotted = bytes.windows(3).any(|three| {
        three[0].is_ascii_alphanumeric() && three[1] == b'.' && three[2].is_ascii_alphanumeric()
    });
    let link_like = dotted || name.contains('@') || name.contains("//") || name.contains('＠');
    (!name.is_empty() && !link_like).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn nobody_advertises_through_our_mails() {
        for good in ["田中 花子", "O. Henry", "St. John", "Tea Co., Ltd.", "李娜"] {
            assert_eq!(harmless(good), Some(good));
        }
        for bad in ["", "win at evil.example", "http://x", "a@b", "a＠b", "//x", "www.x"] {
            assert_eq!(harmless(bad), None, "{bad}");
        }
    }
}
