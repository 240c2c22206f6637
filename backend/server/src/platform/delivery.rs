//! Delivery of mails that a worker has leased: who may be written to, what goes out, what came of it.

use domain::platform::mail::{MailClass, MailEventKind, MailEventSource, Reach};
use domain::platform::queue::MailStatus;
use domain::{Result, Timestamp};
use store::leads::consent::{self, Consent};
use store::platform::mail::{self, Mail};
use store::platform::mail_event::{self, NewEvent};
use store::platform::suppression::{self, Suppression};
use store::scope::{NetworkTx, OfNetwork};

use super::mails::message_id;
use crate::app::App;
use crate::leads::consent as news;
use crate::mail::{Letter, Refusal};

/// Seconds after which a lease is renewed before the next mail of the same round is sent.
const FRESH_SECONDS: i64 = 30;

/// Why a mail to an address without consent is not sent, beside the causes of suppressions.
const NO_CONSENT: &str = "no_consent";

/// Whether a mail may be sent.
enum Gate {
    /// It may; news with the wish that they answer.
    Open(Option<Consent>),
    /// Its address is written to no more, or never agreed to news.
    Shut(&'static str),
}

/// Sends leased mails. Once the mail server is away the others of the round are not tried.
///
/// # Errors
/// When the outbox itself cannot be reached; a mail that fails is recorded, not answered.
pub(super) fn deliver(app: &App, mails: &[Mail]) -> Result<()> {
    let leased_at = app.now();
    let mut away: Option<Refusal> = None;
    for row in mails {
        let scope = OfNetwork::for_row(row.network);
        if app.now().seconds_since(leased_at) >= FRESH_SECONDS {
            let (kept, at) = (row.clone(), app.now());
            if !app.store.write(scope, move |tx| mail::extend(tx, &kept, at))? {
                continue;
            }
        }
        if let Some(refusal) = &away {
            record(app, row, Err(refusal.clone()))?;
            continue;
        }
        let asked = row.clone();
        match app.store.read(scope, move |tx| gate(tx, &asked))? {
            Gate::Shut(why) => {
                let (row, at) = (row.clone(), app.now());
                app.store.write(scope, move |tx| withhold(tx, &row, why, at))?;
            }
            Gate::Open(consent) => {
                let outcome = app.transport.send(&letter(app, row, consent.as_ref())?);
                away = outcome.as_ref().err().filter(|r| matches!(r, Refusal::Away(_))).cloned();
                record(app, row, outcome)?;
            }
        }
    }
    Ok(())
}

fn gate(tx: &mut NetworkTx<'_>, row: &Mail) -> Result<Gate> {
    let held = suppression::get_by_address(tx, &row.recipient)?.filter(Suppression::is_open);
    let is_news = row.class == MailClass::Marketing;
    if let Some(held) = held.filter(|held| is_news || held.reach == Reach::Everything) {
        return Ok(Gate::Shut(held.cause.as_str()));
    }
    if !is_news {
        return Ok(Gate::Open(None));
    }
    let consent = consent::get_confirmed(tx, &row.recipient)?;
    Ok(consent.map_or(Gate::Shut(NO_CONSENT), |consent| Gate::Open(Some(consent))))
}

fn withhold(tx: &mut NetworkTx<'_>, row: &Mail, why: &str, at: Timestamp) -> Result<()> {
    mail::ended(tx, row.id, (MailStatus::Suppressed, None))?;
    let mut event = NewEvent::of(row, MailEventKind::Suppressed, MailEventSource::Worker);
    event.detail = Some(why.to_owned());
    mail_event::insert(tx, &event, at)?;
    Ok(())
}

/// A mail as it leaves: news say who sends them and how to end them.
///
/// # Errors
/// `Missing` for a network that is not there.
pub(super) fn letter(app: &App, row: &Mail, consent: Option<&Consent>) -> Result<Letter> {
    let mut letter = Letter {
        message_id: message_id(row),
        sender: row.sender.clone(),
        recipient: row.recipient.clone(),
        locale: row.locale.tag().to_owned(),
        subject: row.subject.clone(),
        text: row.text.clone(),
        html: row.html.clone(),
        unsubscribe: None,
    };
    if let Some(consent) = consent {
        news::dress(app, row, consent, &mut letter)?;
    }
    Ok(letter)
}

fn record(app: &App, row: &Mail, outcome: Result<(), Refusal>) -> Result<()> {
    let word = match &outcome {
        Ok(()) => "sent",
        Err(Refusal::Returned { .. }) => "bounced",
        Err(_) => "failed",
    };
    metrics::counter!("kakehashi_mails_total", "outcome" => word).increment(1);
    let (row, at) = (row.clone(), app.now());
    app.store.write(OfNetwork::for_row(row.network), move |tx| match outcome {
        Ok(()) => mail::sent(tx, &row, at),
        Err(Refusal::Away(error) | Refusal::Later(error)) => {
            tracing::warn!(mail = %row.id, %error, "a mail was not taken");
            mail::failed(tx, row.id, &error, at)
        }
        Err(Refusal::Returned { kind, said }) => {
            tracing::warn!(mail = %row.id, %said, "a mail came back");
            super::bounce::returned(tx, &row, kind, &said, at)
        }
    })
}
