//! Mails that follow the materials by themselves.

use domain::Locale;
use domain::id::LeadId;
use domain::leads::inquiry::Inquiry;
use serde_json::{Value, json};

use crate::app::{TestApp, stories};
use crate::makers::leads::{ask, inquiry, mails};

const DAY: i64 = 86_400;

fn newsy(email: &str) -> Inquiry {
    Inquiry { marketing: true, ..inquiry(email) }
}

/// Somebody asks for the materials and for news, and confirms the latter from the mailbox.
async fn confirmed(app: &TestApp, locale: Locale, email: &str) -> LeadId {
    let id = ask(app, &app.hashi, locale, newsy(email)).expect("lead").lead;
    let all = mails(app, &app.hashi).await;
    let asks = |mail: &&Value| mail["kind"] == "news.confirm" && mail["recipient"] == email;
    let text = all.iter().find(asks).and_then(|mail| mail["text"].as_str()).expect("a mail");
    let start = text.find("/n/hashi/news/confirm/").expect("a link");
    let place = text[start..].split_whitespace().next().unwrap_or_default();
    app.post(place).form(&[]).send().await.expect(200);
    id
}

async fn whole(app: &TestApp, id: LeadId) -> Value {
    let path = format!("/api/v1/leads/{id}");
    app.get(&path).by(&app.hashi.manager).send().await.expect(200).json()
}

fn run(app: &TestApp) -> usize {
    server::platform::maintain::maintain(&app.app, app.app.now()).expect("clocks").leads_followed
}

async fn subjects(app: &TestApp, to: &str) -> Vec<String> {
    let all = mails(app, &app.hashi).await;
    let own = all.iter().filter(|mail| mail["recipient"] == to);
    own.map(|mail| mail["subject"].as_str().unwrap_or_default().to_owned()).collect()
}

stories! {
    async fn a_case_study_and_a_call_follow_on_workdays_once_each(app: &TestApp) {
        // Monday the 2nd of November.
        let id = confirmed(app, Locale::Ja, "a@b.example").await;
        let silent = ask(app, &app.hashi, Locale::Ja, inquiry("b@b.example")).expect("lead").lead;
        assert_eq!(whole(app, id).await["next_step_at"], "2026-11-05T01:00:00Z");
        assert_eq!(whole(app, silent).await["next_step"], Value::Null, "no news were asked for");
        assert_eq!(run(app), 0);
        app.advance(3 * DAY);
        assert_eq!((run(app), run(app)), (1, 0));
        assert_eq!(subjects(app, "a@b.example").await[0], "【はし】出品事例のご紹介");
        assert_eq!(whole(app, id).await["next_step"], "call");
        app.advance(7 * DAY);
        assert_eq!((run(app), run(app)), (1, 0));
        assert_eq!(subjects(app, "a@b.example").await.len(), 4);
        assert_eq!(whole(app, id).await["next_step"], Value::Null);
        assert_eq!(subjects(app, "b@b.example").await.len(), 1);
        let page = app.get(&format!("/leads/{id}")).by(&app.hashi.manager).language(Locale::Ja).send().await.expect(200).text();
        assert!(page.contains("事例のメールを送信待ちに追加"), "{page}");
    }

    async fn each_is_written_in_its_readers_language(app: &TestApp) {
        let id = confirmed(app, Locale::ZhHans, "a@b.example").await;
        assert_eq!(whole(app, id).await["next_step_at"], "2026-11-05T02:00:00Z");
        app.advance(4 * DAY);
        assert_eq!(run(app), 1);
        let mail = mails(app, &app.hashi).await.into_iter().find(|mail| mail["kind"] == "lead.case").expect("mail");
        assert_eq!((&mail["locale"], &mail["subject"]), (&json!("zh-Hans"), &json!("【桥】品牌合作案例")));
        let text = mail["text"].as_str().expect("text");
        assert!(text.contains("平沼 悠介，您好：") && text.contains("http://kakehashi.test/n/hashi"), "{text}");
    }

    async fn nothing_follows_once_a_person_is_at_it(app: &TestApp) {
        let me = &app.hashi.manager;
        let mut all = Vec::new();
        for number in 0..2 {
            all.push(confirmed(app, Locale::Ja, &format!("m{number}@b.example")).await);
        }
        let contact = json!({ "act": "contact" });
        app.post(&format!("/api/v1/leads/{}/acts", all[0])).by(me).json(&contact).send().await.expect(200);
        app.post(&format!("/api/v1/leads/{}/answers", all[1])).by(me).send().await.expect(200);
        // Who never confirmed the wish for news gets none.
        all.push(ask(app, &app.hashi, Locale::Ja, newsy("m2@b.example")).expect("lead").lead);
        for id in &all[..2] {
            assert_eq!(whole(app, *id).await["next_step"], Value::Null);
        }
        app.advance(20 * DAY);
        assert_eq!(run(app), 0);
        assert_eq!(whole(app, all[2]).await["next_step"], Value::Null);
    }
}
