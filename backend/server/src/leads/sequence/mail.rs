//! The mails that follow the materials, in the language of whoever asked.

use askama::Template;
use domain::leads::inquiry::LeadKind;
use domain::leads::lead::Lead;
use domain::leads::sequence::Step;
use domain::platform::mail::MailClass;
use domain::tenancy::network::Network;
use domain::{Result, Timestamp};
use store::platform::mail::{self, NewMail};
use store::scope::NetworkTx;
use words::Words;

use crate::error::broken;
use crate::platform::letter::Desk;

/// What both forms of the mail say; who sends it and how to end it is put below news when they leave.
#[derive(Clone, Copy)]
struct Said<'a> {
    words: Words,
    lang: &'static str,
    greeting: &'a str,
    subject: &'a str,
    body: &'a str,
    home: &'a str,
}

#[derive(Template)]
#[template(path = "leads/sequence/mail_step.txt")]
struct Plain<'a> {
    said: Said<'a>,
}

#[derive(Template)]
#[template(path = "leads/sequence/mail_step.html")]
struct Rich<'a> {
    said: Said<'a>,
}

/// Writes a step's mail into the outbox.
///
/// # Errors
/// Only what the database answers.
pub(super) fn write(
    tx: &mut NetworkTx<'_>,
    network: &Network,
    desk: &Desk,
    lead: &Lead,
    step: Step,
    at: Timestamp,
) -> Result<()> {
    let words = words::of(lead.locale);
    let name = desk.names.get(lead.locale).as_str();
    let (subject, body) = text(words, lead.kind, step, name);
    let said = Said {
        words,
        lang: lead.locale.tag(),
        greeting: &words.leads_mail_dear(&lead.details.name),
        subject: &subject,
        body: &body,
        home: &format!("{}/n/{}", desk.site, network.slug),
    };
    let mail = NewMail {
        kind: &format!("lead.{step}"),
        class: MailClass::Marketing,
        subject_id: Some(lead.id.cast()),
        recipient: &lead.email,
        sender: &network.mail_sender,
        locale: lead.locale,
        subject: &subject,
        text: &Plain { said }.render().map_err(broken)?,
        html: &Rich { said }.render().map_err(broken)?,
    };
    mail::insert(tx, &mail, at)?;
    Ok(())
}

/// Subject and text of a step for somebody of a kind.
fn text(words: Words, kind: LeadKind, step: Step, network: &str) -> (String, String) {
    match (kind, step) {
        (LeadKind::Manufacturer, Step::Case) => {
            (words.leads_step_case_maker_subject(network), words.leads_step_case_maker(network))
        }
        (LeadKind::Manufacturer, Step::Call) => {
            (words.leads_step_call_maker_subject(network), words.leads_step_call_maker(network))
        }
        (LeadKind::Kol, Step::Case) => {
            (words.leads_step_case_kol_subject(network), words.leads_step_case_kol(network))
        }
        (LeadKind::Kol, Step::Call) => {
            (words.leads_step_call_kol_subject(network), words.leads_step_call_kol(network))
        }
    }
}
