//! News by mail: asked for with a box, confirmed from the mailbox, ended by one press of a button.

use domain::Locale;
use domain::platform::mail::MailClass;
use server::platform::worker::work;
use store::leads::consent::may_market;
use store::platform::mail::{self, NewMail};
use store::scope::OfNetwork;

use crate::app::{TestApp, stories};
use crate::makers::leads::{ask, inquiry, leads, mails};

const READER: &str = "reader@b.example";

/// Somebody asks for the materials and ticks the box.
fn ticked(app: &TestApp, locale: Locale) {
    let asked = domain::leads::inquiry::Inquiry { marketing: true, ..inquiry(READER) };
    ask(app, &app.hashi, locale, asked).expect("lead");
}

/// The path of the link in a text that goes on so.
fn link(text: &str, place: &str) -> String {
    let start = text.find(place).unwrap_or_else(|| panic!("no {place} in {text}"));
    let end = text[start..].find(['\n', '>', '"']).map_or(text.len(), |end| start + end);
    text[start..end].trim().to_owned()
}

fn may(app: &TestApp) -> bool {
    let scope = OfNetwork::for_row(app.hashi.network);
    app.app.store.read(scope, |tx| may_market(tx, "Reader@B.example")).expect("an answer")
}

/// Writes news to an address and lets the worker go round.
fn news(app: &TestApp, recipient: &'static str) {
    let at = app.app.now();
    let new = NewMail {
        kind: "lead.news",
        class: MailClass::Marketing,
        subject_id: None,
        recipient,
        sender: "hello@hashi.example",
        locale: Locale::Ja,
        subject: "新着商品のお知らせ",
        text: "新着です。",
        html: "<html lang=\"ja\"><body><p>新着です。</p></body></html>",
    };
    let scope = OfNetwork::for_row(app.hashi.network);
    app.app.store.write(scope, move |tx| mail::insert(tx, &new, at)).expect("a mail");
    work(&app.app).expect("work");
}

async fn confirm(app: &TestApp) -> String {
    let asking = mails(app, &app.hashi)
        .await
        .into_iter()
        .find(|mail| mail["kind"] == "news.confirm")
        .expect("a mail");
    let place = link(asking["text"].as_str().expect("text"), "/n/hashi/news/confirm/");
    app.post(&place).form(&[]).send().await.expect(200);
    place
}

stories! {
    async fn the_materials_come_at_once_and_the_news_after_a_confirmation(app: &TestApp) {
        ticked(app, Locale::ZhHans);
        let all = mails(app, &app.hashi).await;
        assert_eq!(all.len(), 2);
        let asking = all.iter().find(|mail| mail["kind"] == "news.confirm").expect("a mail");
        assert_eq!((asking["class"].as_str(), asking["locale"].as_str()), (Some("transactional"), Some("zh-Hans")));
        assert_eq!(asking["subject"], "【桥】请确认订阅资讯邮件");
        // Nothing that the visitor typed is in it.
        assert!(!asking["text"].as_str().expect("text").contains("平沼"));
        let place = link(asking["text"].as_str().expect("text"), "/n/hashi/news/confirm/");
        assert!(!may(app));
        news(app, READER);
        assert_eq!(mails(app, &app.hashi).await[0]["status"], "suppressed");
        // Opening the link confirms nothing: programs open links too. The page is in the mail's language.
        let page = app.get(&place).language(Locale::En).send().await.expect(200).text();
        assert!(page.contains("确认订阅") && page.contains(READER), "{page}");
        assert!(!may(app));
        app.post(&place).form(&[]).send().await.expect(200);
        assert!(may(app));
        let page = app.get(&place).send().await.expect(200).text();
        assert!(page.contains("订阅成功") && !page.contains("<form"), "{page}");
        app.post(&place).form(&[]).send().await.expect(200);
        let lead = leads(app, &app.hashi).await.remove(0);
        let place = lead["id"].as_str().expect("id");
        let whole = app.get(&format!("/api/v1/leads/{place}")).by(&app.hashi.manager).send().await.expect(200).json();
        assert_eq!((&whole["news"]["status"], &whole["news"]["text_version"]), (&"confirmed".into(), &"2026-11".into()));
        let page = app.get(&format!("/leads/{place}")).by(&app.hashi.manager).language(Locale::Ja).send().await.expect(200).text();
        assert!(page.contains("配信中"), "{page}");
        // Who ticks the box again is not asked again.
        ticked(app, Locale::Ja);
        let asked = mails(app, &app.hashi).await.iter().filter(|mail| mail["kind"] == "news.confirm").count();
        assert_eq!(asked, 1);
    }

    async fn news_say_who_sends_them_and_how_to_end_them_and_other_mails_do_not(app: &TestApp) {
        ticked(app, Locale::Ja);
        confirm(app).await;
        work(&app.app).expect("work");
        assert!(app.letters().iter().all(|letter| letter.unsubscribe.is_none()));
        news(app, READER);
        let letter = app.letters().pop().expect("news");
        let stop = letter.unsubscribe.clone().expect("a link");
        let message = server::mail::compose(&letter).expect("message").formatted();
        let message = String::from_utf8(message).expect("text");
        assert!(message.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"), "{message}");
        let folded = message.replace("\r\n ", "");
        assert!(folded.contains(&format!("List-Unsubscribe: <{stop}>")), "{message}");
        for said in ["送信者: はし", "hello@hashi.example", "2026年11月2日", &stop] {
            assert!(letter.text.contains(said), "{said}: {}", letter.text);
            assert!(letter.html.contains(said), "{said}: {}", letter.html);
        }
        assert!(letter.html.trim_end().ends_with("</body></html>"), "{}", letter.html);
        let place = stop.strip_prefix("http://kakehashi.test").expect("our site");

        // A link that somebody's program opens ends nothing; the mail program's one press does, without
        // a cookie, and is not sent elsewhere.
        let page = app.get(place).send().await.expect(200).text();
        assert!(page.contains("<form method=\"post\"") && may(app), "{page}");
        let pressed = app.post(place).form(&[("List-Unsubscribe", "One-Click")]).send().await;
        pressed.expect(200);
        assert!(!may(app));
        let again = app.post(place).multipart(&[("List-Unsubscribe", "One-Click")], &[]).send().await;
        assert!(again.expect(200).text().contains("停止しました"));
        news(app, READER);
        assert_eq!(mails(app, &app.hashi).await[0]["status"], "suppressed");
        // What they ask for is sent all the same.
        ticked(app, Locale::Ja);
        work(&app.app).expect("work");
        let kinds: Vec<_> = mails(app, &app.hashi).await.iter().take(2).map(|mail| mail["status"].clone()).collect();
        assert_eq!(kinds, ["sent", "sent"]);
        assert!(!may(app));
        confirm(app).await;
        assert!(may(app));
    }

    async fn links_end_and_those_of_others_lead_nowhere(app: &TestApp) {
        ticked(app, Locale::Ja);
        let asking = mails(app, &app.hashi).await.into_iter().find(|mail| mail["kind"] == "news.confirm").expect("a mail");
        let place = link(asking["text"].as_str().expect("text"), "/n/hashi/news/confirm/");
        let elsewhere = place.replace("/n/hashi/", "/n/kawa/");
        app.get(&elsewhere).send().await.expect(404);
        app.post(&elsewhere).form(&[]).send().await.expect(404);
        app.advance(7 * 86_400);
        app.get(&place).send().await.expect(410);
        app.post(&place).form(&[]).send().await.expect(404);
        assert!(!may(app));
        let long = "x".repeat(5_000);
        for wrong in ["x", "con_01jd0000000000000000000000.x", "%00", &long] {
            app.get(&format!("/n/hashi/news/stop/{wrong}")).send().await.expect(404);
            app.post(&format!("/n/hashi/news/stop/{wrong}")).form(&[]).send().await.expect(404);
            app.get(&format!("/n/hashi/news/confirm/{wrong}")).send().await.expect(404);
        }
        app.get("/n/nobody/news/stop/x").send().await.expect(404);
    }

    async fn a_blocked_address_gets_no_news_though_it_wants_them(app: &TestApp) {
        ticked(app, Locale::Ja);
        confirm(app).await;
        work(&app.app).expect("work");
        app.mails.lock().expect("mails").unknown.push(READER.to_owned());
        news(app, READER);
        assert_eq!(mails(app, &app.hashi).await[0]["status"], "bounced");
        assert!(!may(app));
        news(app, READER);
        let newest = mails(app, &app.hashi).await.remove(0);
        assert_eq!((&newest["status"], &newest["events"][0]["detail"]), (&"suppressed".into(), &"hard_bounce".into()));
    }
}
