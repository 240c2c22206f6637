//! Mails that came back, told by the mail service and by the mailbox, counted once, with what follows.

use std::path::Path;
use std::sync::Arc;

use domain::Locale;
use domain::id::MailId;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use server::app::App;
use server::platform::maintain::maintain;
use server::platform::worker::work;
use sha2::Sha256;

use crate::app::{TestApp, stories};
use crate::call::Reply;
use crate::makers::leads::{ask, inquiry, lead, mails};

/// Sends what is queued and answers the newest mail.
async fn sent(app: &TestApp, address: &str) -> Value {
    lead(app, &app.hashi, address);
    work(&app.app).expect("work");
    let mail = mails(app, &app.hashi).await.remove(0);
    assert_eq!(
        (mail["recipient"].as_str(), mail["status"].as_str()),
        (Some(address), Some("sent"))
    );
    mail
}

async fn mail(app: &TestApp, id: &str) -> Value {
    let path = format!("/api/v1/mails/{id}");
    app.get(&path).by(&app.hashi.manager).send().await.expect(200).json()
}

async fn held(app: &TestApp) -> Vec<Value> {
    let list =
        app.get("/api/v1/suppressions").by(&app.hashi.manager).send().await.expect(200).json();
    list["items"].as_array().expect("items").clone()
}

fn id(mail: &Value) -> &str {
    mail["id"].as_str().expect("id")
}

/// An endpoint of the network for its mail service.
async fn endpoint(app: &TestApp) -> String {
    let form = [
        ("name", "Mail service"),
        ("source", "mail"),
        ("profile", "kakehashi"),
        ("secret", "0123456789abcdef"),
    ];
    let page =
        app.post("/webhooks").by(&app.hashi.manager).form(&form).send().await.expect(200).text();
    let start = page.find("/webhooks/whk_").expect("an endpoint") + "/webhooks/".len();
    page[start..start + 30].to_owned()
}

async fn tell(app: &TestApp, endpoint: &str, event: &str, body: &Value) -> Reply {
    let (text, at) = (body.to_string(), app.app.now().unix_seconds());
    let mut mac = Hmac::<Sha256>::new_from_slice(b"0123456789abcdef").expect("key");
    mac.update(format!("{at}.{text}").as_bytes());
    let hex: String = mac.finalize().into_bytes().iter().map(|b| format!("{b:02x}")).collect();
    app.post(&format!("/api/v1/webhooks/{endpoint}"))
        .header("x-kakehashi-topic", "bounce")
        .header("x-kakehashi-event-id", event)
        .header("x-kakehashi-signature", &format!("t={at},v1={hex}"))
        .bytes("application/json", text.into_bytes())
        .send()
        .await
}

/// A delivery report as mail servers write it.
fn report(message_id: &str, recipient: &str, status: &str) -> String {
    format!(
        "From: MAILER-DAEMON@mx.example\r\nTo: bounces@hashi.example\r\nSubject: Undelivered\r\n\
         MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status;\r\n \
         boundary=\"edge\"\r\n\r\n--edge\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nSorry.\r\n\
         --edge\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n\
         Final-Recipient: rfc822; {recipient}\r\nAction: failed\r\nStatus: {status}\r\n\
         Diagnostic-Code: smtp; 550 {status} it failed\r\n\r\n--edge\r\n\
         Content-Type: message/rfc822\r\n\r\nMessage-ID: <{message_id}>\r\nSubject: x\r\n\
         To: {recipient}\r\n\r\nbody\r\n--edge--\r\n"
    )
}

/// The product with a mailbox for bounces.
fn with_mailbox(app: &TestApp, folder: &Path) -> Arc<App> {
    let mut settings = app.app.settings.clone();
    settings.bounces = Some(folder.to_path_buf());
    app.other(settings, app.app.transport.clone())
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut all: Vec<String> =
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    all.sort();
    all
}

stories! {
    async fn a_hard_bounce_by_webhook_blocks_its_address_until_somebody_lifts_that(app: &TestApp) {
        let endpoint = endpoint(app).await;
        let gone = sent(app, "gone@b.example").await;
        let message_id = format!("<{}@hashi.example>", id(&gone));
        let body = json!({ "kind": "hard", "recipient": "Gone@b.example", "message_id": message_id, "reason": "550 5.1.1 no such user" });
        let first = tell(app, &endpoint, "b1", &body).await.expect(201).json();
        assert_eq!((first["mail"].as_str(), &first["recorded"]), (Some(id(&gone)), &json!(true)));
        // The same message, and the same bounce under another number, change nothing.
        tell(app, &endpoint, "b1", &body).await.expect(200);
        assert_eq!(tell(app, &endpoint, "b2", &body).await.expect(200).json()["recorded"], false);
        let shown = mail(app, id(&gone)).await;
        assert_eq!(shown["status"], "bounced");
        let kinds: Vec<_> = shown["events"].as_array().expect("events").iter().map(|one| one["kind"].clone()).collect();
        assert_eq!(kinds, ["sent", "hard_bounced"]);
        let all = held(app).await;
        assert_eq!((all.len(), &all[0]["reach"]), (1, &json!("everything")));

        // What is written to it now is not sent, and says so.
        lead(app, &app.hashi, "gone@b.example");
        work(&app.app).expect("work");
        let newest = mails(app, &app.hashi).await.remove(0);
        assert_eq!(newest["status"], "suppressed");
        let page = app.get(&format!("/mails/{}", id(&newest))).by(&app.hashi.manager).language(Locale::Ja).send().await.expect(200).text();
        assert!(page.contains("宛先に届かないため") && page.contains("送信停止"), "{page}");

        let place = format!("/suppressions/{}", all[0]["id"].as_str().expect("id"));
        let lift = format!("{place}/lift");
        app.post(&lift).by(&app.hashi.manager).form(&[("reason", " "), ("version", "1")]).send().await.expect(422);
        app.post(&lift).by(&app.hashi.manager).form(&[("reason", "x"), ("version", "9")]).send().await.expect(409);
        app.post(&lift).by(&app.hashi.auditor).form(&[("reason", "x")]).send().await.expect(403);
        app.post(&lift).by(&app.kawa.manager).form(&[("reason", "x")]).send().await.expect(404);
        let done = app.post(&lift).by(&app.hashi.manager).form(&[("reason", "電話で確認"), ("version", "1")]).send().await.expect(303);
        assert_eq!(done.location(), format!("{place}?done=suppression-lifted"));
        let history = app.get(&done.location()).by(&app.hashi.auditor).send().await.expect(200).text();
        assert!(history.contains("電話で確認"), "{history}");
        app.post(&lift).by(&app.hashi.manager).form(&[("reason", "x")]).send().await.expect(409);
        assert!(held(app).await.is_empty());
        let again = format!("/api/v1/mails/{}/resend", id(&newest));
        app.post(&again).by(&app.hashi.manager).send().await.expect(200);
        work(&app.app).expect("work");
        assert_eq!(mail(app, id(&newest)).await["status"], "sent");
    }

    async fn three_soft_bounces_within_a_month_end_the_news_alone(app: &TestApp) {
        let endpoint = endpoint(app).await;
        for day in [0, 20, 11] {
            app.advance(day * 86_400);
            let one = sent(app, "full@b.example").await;
            let told = json!({ "kind": "soft", "recipient": "full@b.example", "message_id": id(&one), "reason": "552 5.2.2" });
            tell(app, &endpoint, id(&one), &told).await.expect(201);
            assert!(held(app).await.is_empty());
        }
        // The first one is more than thirty days ago; this is the third since.
        let one = sent(app, "full@b.example").await;
        let told = json!({ "kind": "soft", "recipient": "full@b.example", "message_id": id(&one) });
        tell(app, &endpoint, "last", &told).await.expect(201);
        let all = held(app).await;
        assert_eq!((&all[0]["reach"], &all[0]["cause"]), (&json!("marketing"), &json!("soft_bounces")));
        // What somebody asked for is sent all the same.
        app.advance(2 * 86_400);
        sent(app, "full@b.example").await;
        // A complaint is worse, and wins.
        let told = json!({ "kind": "complaint", "recipient": "full@b.example" });
        tell(app, &endpoint, "c1", &told).await.expect(201);
        let all = held(app).await;
        assert_eq!((all.len(), &all[0]["reach"], &all[0]["cause"]), (1, &json!("everything"), &json!("complaint")));
    }

    async fn what_a_mail_service_tells_badly_is_refused_and_strangers_mails_are_not_ours(app: &TestApp) {
        let endpoint = endpoint(app).await;
        let bad = tell(app, &endpoint, "x", &json!({ "kind": "odd", "recipient": "nobody" })).await.expect(422).json();
        let fields: Vec<_> = bad["errors"].as_array().expect("errors").iter().map(|one| one["field"].clone()).collect();
        assert_eq!(fields, ["kind", "recipient"]);
        tell(app, &endpoint, "x", &json!({ "kind": "hard", "recipient": "a@b.example", "x": 1 })).await.expect(422);
        // A mail of the other network is none of this one's; the address is believed.
        ask(app, &app.kawa, Locale::Ja, inquiry("there@b.example")).expect("lead");
        work(&app.app).expect("work");
        let theirs = mails(app, &app.kawa).await.remove(0);
        let told = json!({ "kind": "hard", "recipient": "there@b.example", "message_id": id(&theirs) });
        let taken = tell(app, &endpoint, "y", &told).await.expect(201).json();
        assert_eq!(taken["mail"], Value::Null);
        assert_eq!(mails(app, &app.kawa).await[0]["status"], "sent");
        assert_eq!(held(app).await.len(), 1);
        let list = app.get("/api/v1/suppressions").by(&app.kawa.manager).send().await.expect(200).json();
        assert_eq!(list["items"], json!([]));
    }

    async fn the_mailbox_is_read_once_and_believes_only_what_names_our_mails(app: &TestApp) {
        let folder = tempfile::tempdir().expect("folder");
        let place = folder.path();
        let product = with_mailbox(app, place);
        std::fs::create_dir_all(place.join("new")).expect("maildir");
        let gone = sent(app, "gone@b.example").await;
        let other = sent(app, "other@b.example").await;
        let message_id = format!("{}@hashi.example", id(&gone));
        let put = |name: &str, text: &str| std::fs::write(place.join(name), text).expect(name);
        put("new/1.report", &report(&message_id, "gone@b.example", "5.1.1"));
        put("2.again", &report(&message_id, "gone@b.example", "5.1.1"));
        put("3.note", "From: a@b.example\r\nSubject: I am away\r\n\r\nUntil Monday.\r\n");
        put("4.forged", &report(&format!("{}@hashi.example", MailId::new()), "other@b.example", "5.1.1"));
        put("5.guessed", &report(&format!("{}@hashi.example", id(&other)), "victim@b.example", "5.1.1"));
        put("6.large", &"x".repeat(1_024 * 1_024 + 1));
        put("7.binary", "\u{0}\u{1}\u{2}");
        put(".hidden", "still being written");
        let done = maintain(&product, app.app.now()).expect("clocks");
        assert_eq!(done.bounces_read, 7);
        assert_eq!(names(&place.join("done")), ["1.report", "2.again"]);
        assert_eq!(names(&place.join("unknown")), ["3.note", "4.forged", "5.guessed", "6.large", "7.binary"]);
        let shown = mail(app, id(&gone)).await;
        assert_eq!((&shown["status"], &shown["last_error"]), (&json!("bounced"), &json!("550 5.1.1 it failed")));
        let count = shown["events"].as_array().expect("events").iter().filter(|one| one["kind"] == "hard_bounced").count();
        assert_eq!(count, 1);
        assert_eq!(mail(app, id(&other)).await["status"], "sent");
        let all = held(app).await;
        assert_eq!((all.len(), &all[0]["address"]), (1, &json!("gone@b.example")));
        assert_eq!(maintain(&product, app.app.now()).expect("clocks").bounces_read, 0);
    }
}
