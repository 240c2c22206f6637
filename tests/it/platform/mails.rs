//! The outbox as staff see it.

use server::platform::worker;

use crate::app::{TestApp, stories};
use crate::makers::leads::{lead, mails};

async fn only_mail(app: &TestApp) -> serde_json::Value {
    mails(app, &app.hashi).await.remove(0)
}

stories! {
    async fn a_mail_is_seen_from_the_queue_to_the_mailbox_and_sent_again(app: &TestApp) {
        lead(app, &app.hashi, "a@b.example");
        let mail = only_mail(app).await;
        let page = format!("/mails/{}", mail["id"].as_str().expect("id"));
        let list = app.get("/mails?status=queued").by(&app.hashi.manager).send().await.expect(200).text();
        assert!(list.contains(&page) && list.contains("紹介資料") && list.contains("送信待ち"), "{list}");
        // What waits needs no second queueing.
        let resend = format!("{page}/resend");
        let refused = app.post(&resend).by(&app.hashi.manager).form(&[]).send().await.expect(409);
        assert!(refused.text().contains("メールの現在の状態では"));

        app.mails.lock().expect("mails").down = true;
        worker::work(&app.app).expect("work");
        let failed = app.get(&page).by(&app.hashi.manager).send().await.expect(200).text();
        assert!(failed.contains("connection refused"), "{failed}");
        app.mails.lock().expect("mails").down = false;
        app.advance(15);
        worker::work(&app.app).expect("work");
        assert_eq!(only_mail(app).await["status"], "sent");
        assert!(app.get("/mails?status=queued").by(&app.hashi.manager).send().await.expect(200).text().contains("メールはありません"));

        let done = app.post(&resend).by(&app.hashi.manager).form(&[]).send().await.expect(303);
        assert_eq!(done.location(), format!("{page}?done=mail-queued"));
        app.get(&done.location()).by(&app.hashi.manager).send().await.expect(200);
        worker::work(&app.app).expect("work");
        let letters = app.mails.lock().expect("mails").letters.clone();
        assert_eq!(letters.len(), 2);
        assert_eq!(letters[0].message_id, letters[1].message_id);
        let shown = app.get(&page).by(&app.hashi.manager).send().await.expect(200).text();
        assert!(shown.contains(&letters[0].message_id), "{shown}");
        let counts = app.get("/api/v1/mails?status=sent&limit=1").by(&app.hashi.auditor).send().await.expect(200).json();
        assert_eq!(counts["counts"]["sent"], 1);
        assert_eq!(counts["items"].as_array().expect("items").len(), 1);
    }

    async fn the_html_part_is_shown_as_text_only(app: &TestApp) {
        let id = lead(app, &app.hashi, "a@b.example");
        let mail = only_mail(app).await;
        let path = format!("/mails/{}", mail["id"].as_str().expect("id"));
        let page = app.get(&path).by(&app.hashi.manager).send().await.expect(200).text();
        assert_eq!(page.matches("<html").count(), 1);
        assert!(page.contains("&#60;html lang=&#34;ja&#34;&#62;"), "{page}");
        assert!(page.contains(&format!("href=\"/leads/{id}\"")));
    }

    async fn the_outbox_is_the_operators_and_of_one_network(app: &TestApp) {
        lead(app, &app.hashi, "a@b.example");
        let mail = only_mail(app).await;
        let id = mail["id"].as_str().expect("id");
        let (page, api) = (format!("/mails/{id}"), format!("/api/v1/mails/{id}"));
        let (resend, resends) = (format!("{page}/resend"), format!("{api}/resend"));
        for stranger in [&app.hashi.brand, &app.hashi.kol, &app.hashi.reviewer, &app.hashi.finance] {
            for path in ["/mails", "/api/v1/mails", &page, &api] {
                app.get(path).by(stranger).send().await.expect(403);
            }
            app.post(&resend).by(stranger).form(&[]).send().await.expect(403);
        }
        app.get(&page).by(&app.hashi.auditor).send().await.expect(200);
        app.post(&resend).by(&app.hashi.auditor).form(&[]).send().await.expect(403);
        app.post(&resends).by(&app.hashi.auditor).send().await.expect(403);
        for path in [&page, &api] {
            app.get(path).by(&app.kawa.manager).send().await.expect(404);
        }
        app.post(&resend).by(&app.kawa.manager).form(&[]).send().await.expect(404);
        app.post(&resends).by(&app.kawa.manager).send().await.expect(404);
        app.get("/mails/x").by(&app.hashi.manager).send().await.expect(404);
        app.get("/mails?status=lost").by(&app.hashi.manager).send().await.expect(422);
        app.get(&api).send().await.expect(401);
        assert!(mails(app, &app.kawa).await.is_empty());
    }
}
