//! The outbox: what was written leaves, sooner or later, once.

use domain::platform::mail::MailClass;
use domain::platform::queue::MailStatus;
use server::platform::worker::work;
use store::platform::mail::{self, Filter, NewMail};
use store::scope::OfNetwork;

use crate::app::{TestApp, stories};

fn write(app: &TestApp, subject: &'static str) {
    let (network, at) = (app.hashi.network, app.app.now());
    app.app
        .store
        .write(OfNetwork::for_row(network), move |tx| {
            let new = NewMail {
                kind: "test",
                class: MailClass::Transactional,
                subject_id: None,
                recipient: "tanaka@example.jp",
                sender: "hello@hashi.example",
                locale: domain::Locale::Ja,
                subject,
                text: "本文",
                html: "<p>本文</p>",
            };
            mail::insert(tx, &new, at)
        })
        .expect("a mail");
}

stories! {
    async fn a_mail_waits_while_the_mail_server_is_away_and_leaves_once_it_is_back(app: &TestApp) {
        app.mails.lock().expect("mails").down = true;
        write(app, "お問い合わせありがとうございます");
        assert_eq!(work(&app.app).expect("work"), 1);
        assert!(app.letters().is_empty());
        // Not due yet: the next try waits.
        assert_eq!(work(&app.app).expect("work"), 0);
        app.mails.lock().expect("mails").down = false;
        app.advance(15);
        assert_eq!(work(&app.app).expect("work"), 1);
        app.advance(86_400);
        assert_eq!(work(&app.app).expect("work"), 0);
        let letters = app.letters();
        assert_eq!(letters.len(), 1);
        assert_eq!(letters[0].subject, "お問い合わせありがとうございます");
        assert!(letters[0].message_id.ends_with("@hashi.example"));
    }

    async fn a_mail_that_nobody_takes_is_given_up_and_can_be_sent_again(app: &TestApp) {
        app.mails.lock().expect("mails").down = true;
        write(app, "件名");
        let mut tries = 0;
        while tries < 50 && work(&app.app).expect("work") + tries < 1_000 {
            tries += 1;
            app.advance(5 * 3_600);
        }
        let id = app.app.store.read(OfNetwork::for_row(app.hashi.network), |tx| {
            let dead = Filter { status: Some(MailStatus::Dead), ..Filter::default() };
            Ok(mail::page(tx, &dead, None, 10)?[0].id)
        }).expect("a dead mail");
        app.mails.lock().expect("mails").down = false;
        let (me, at) = (app.hashi.manager.clone(), app.app.now());
        app.app
            .store
            .write(OfNetwork::for_row(app.hashi.network), move |tx| mail::resend(tx, &me, id, at))
            .expect("sent again");
        assert_eq!(work(&app.app).expect("work"), 1);
        assert_eq!(app.letters().len(), 1);
    }
}
