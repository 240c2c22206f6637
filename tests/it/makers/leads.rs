//! Inquiries and what they lead to.

use domain::id::LeadId;
use domain::leads::inquiry::{Inquiry, LeadKind};
use domain::platform::bounce::BounceKind;
use domain::platform::mail::MailEventSource;
use domain::{Locale, Result};
use serde_json::Value;
use server::leads::inquiry::{Arrival, Submitted, submit};
use server::leads::touch::Touched;
use server::platform::bounce::{Told, take};
use store::scope::OfNetwork;

use crate::app::{TestApp, World};

/// An inquiry as a manufacturer types it.
pub(crate) fn inquiry(email: &str) -> Inquiry {
    Inquiry {
        kind: LeadKind::Manufacturer,
        company: "株式会社月ヶ浜製菓".to_owned(),
        name: "平沼 悠介".to_owned(),
        email: email.to_owned(),
        phone: "03-0000-1021".to_owned(),
        category: "sweets".to_owned(),
        message: "審査の流れを教えてください。".to_owned(),
        marketing: false,
    }
}

/// Somebody asks a network for its materials.
pub(crate) fn ask(
    app: &TestApp,
    world: &World,
    locale: Locale,
    inquiry: Inquiry,
) -> Result<Submitted> {
    let network = app.app.directory.by_slug(&app.app, world.slug)?;
    let (site, at) = (app.app.settings.site(), app.app.now());
    let touched = Touched::default();
    let arrival = Arrival { locale, referrer: None, campaign: None, touched, visitor: [0; 32] };
    app.app.store.write(OfNetwork::for_row(world.network), move |tx| {
        submit(tx, &network, &site, &inquiry, &arrival, at)
    })
}

/// A lead of a network that asked in Japanese.
pub(crate) fn lead(app: &TestApp, world: &World, email: &str) -> LeadId {
    ask(app, world, Locale::Ja, inquiry(email)).expect("lead").lead
}

/// An address to which a network's mails came back.
pub(crate) async fn suppressed(app: &TestApp, world: &World, address: &str) -> String {
    let told = Told {
        mail: None,
        recipient: address.to_owned(),
        kind: BounceKind::Hard,
        source: MailEventSource::Mailbox,
        reason: "5.1.1".to_owned(),
        number: address.to_owned(),
    };
    let at = app.app.now();
    let scope = OfNetwork::for_row(world.network);
    app.app.store.write(scope, move |tx| take(tx, &told, at)).expect("a bounce");
    let path = format!("/api/v1/suppressions?address={address}");
    let list = app.get(&path).by(&world.manager).send().await.expect(200).json();
    list["items"][0]["id"].as_str().expect("a suppression").to_owned()
}

/// The mails of a network's outbox, newest first, each with its texts.
pub(crate) async fn mails(app: &TestApp, world: &World) -> Vec<Value> {
    let list = app.get("/api/v1/mails").by(&world.manager).send().await.expect(200).json();
    let mut mails = Vec::new();
    for line in list["items"].as_array().expect("items") {
        let path = format!("/api/v1/mails/{}", line["id"].as_str().expect("id"));
        mails.push(app.get(&path).by(&world.manager).send().await.expect(200).json());
    }
    mails
}

/// The leads of a network, newest first.
pub(crate) async fn leads(app: &TestApp, world: &World) -> Vec<Value> {
    let list = app.get("/api/v1/leads").by(&world.manager).send().await.expect(200).json();
    list["items"].as_array().expect("items").clone()
}

/// The path of the personal link in a mail.
pub(crate) fn link(mail: &Value) -> String {
    let text = mail["text"].as_str().expect("text");
    let line = text.lines().find(|line| line.contains("/materials/")).expect("a link");
    line.strip_prefix("http://kakehashi.test").expect("our site").to_owned()
}
