//! How mails fared, the list's filters and its file, the mail in its frame.

use domain::Locale;
use serde_json::json;
use server::platform::worker::work;

use crate::app::stories;
use crate::makers::leads::{lead, mails};

stories! {
    async fn the_report_counts_by_day_and_kind_and_says_how_long_it_took(app: &TestApp) {
        lead(app, &app.hashi, "a@b.example");
        app.mails.lock().expect("mails").unknown.push("gone@b.example".to_owned());
        lead(app, &app.hashi, "gone@b.example");
        app.advance(4);
        work(&app.app).expect("work");
        app.advance(86_400);
        lead(app, &app.hashi, "c@b.example");
        let path = "/api/v1/mails/report?days=7";
        let report = app.get(path).by(&app.hashi.auditor).send().await.expect(200).json();
        let whole = &report["whole"];
        assert_eq!((&whole["written"], &whole["sent"], &whole["bounced"], &whole["queued"]), (&json!(3), &json!(1), &json!(1), &json!(1)));
        assert_eq!(whole["wait_ms"], 4_000);
        let days: Vec<_> = report["days"].as_array().expect("days").iter().map(|day| (day["on"].clone(), day["written"].clone())).collect();
        assert_eq!(days, [(json!("2026-11-03"), json!(1)), (json!("2026-11-02"), json!(2))]);
        assert_eq!((&report["kinds"][0]["kind"], &report["kinds"][0]["written"]), (&json!("lead.materials"), &json!(3)));
        for (locale, said) in [(Locale::Ja, "配信レポート"), (Locale::ZhHans, "发送报告"), (Locale::En, "Delivery report")] {
            let page = app.get("/mails/report?days=90").by(&app.hashi.manager).language(locale).send().await.expect(200).text();
            assert!(page.contains(said) && page.contains("lead.materials"), "{page}");
        }
        for wrong in ["0", "367", "x", "-1"] {
            app.get(&format!("/mails/report?days={wrong}")).by(&app.hashi.manager).send().await.expect(422);
        }
        let none = app.get("/api/v1/mails/report").by(&app.kawa.manager).send().await.expect(200).json();
        assert_eq!((&none["whole"]["written"], &none["whole"]["wait_ms"]), (&json!(0), &json!(null)));
        app.get(path).by(&app.hashi.reviewer).send().await.expect(403);
    }

    async fn the_list_is_filtered_and_written_as_a_file(app: &TestApp) {
        lead(app, &app.hashi, "a@b.example");
        lead(app, &app.hashi, "c@b.example");
        let list = app.get("/api/v1/mails?to=A@b.example&kind=lead.materials&class=transactional").by(&app.hashi.manager).send().await.expect(200).json();
        assert_eq!((list["items"].as_array().map(Vec::len), &list["items"][0]["class"]), (Some(1), &json!("transactional")));
        for (query, count) in [("class=marketing", 0), ("kind=fee.agreed", 0), ("to=x@b.example", 0), ("status=queued", 2)] {
            let page = app.get(&format!("/mails?{query}")).by(&app.hashi.manager).send().await.expect(200).text();
            assert_eq!(page.matches("/mails/mal_").count(), count, "{query}");
        }
        for wrong in ["status=lost", "class=spam"] {
            app.get(&format!("/mails?{wrong}")).by(&app.hashi.manager).send().await.expect(422);
            app.get(&format!("/mails.csv?{wrong}")).by(&app.hashi.manager).send().await.expect(422);
        }
        let file = app.get("/mails.csv?to=c@b.example").by(&app.hashi.auditor).language(Locale::Ja).send().await.expect(200).text();
        assert!(file.starts_with('\u{feff}') && file.lines().count() == 2 && file.contains("紹介資料"), "{file}");
        app.get("/mails.csv").by(&app.hashi.kol).send().await.expect(403);
    }

    async fn a_mail_is_shown_in_a_frame_in_which_nothing_runs(app: &TestApp) {
        lead(app, &app.hashi, "a@b.example");
        let mail = mails(app, &app.hashi).await.remove(0);
        let place = format!("/mails/{}", mail["id"].as_str().expect("id"));
        let page = app.get(&place).by(&app.hashi.manager).send().await.expect(200);
        let policy = page.headers.get("content-security-policy").and_then(|policy| policy.to_str().ok());
        assert!(policy.expect("a policy").contains("frame-src 'self'"));
        let frame = format!("<iframe class=\"mail-frame\" sandbox=\"\" src=\"{place}/preview\"");
        assert!(page.text().contains(&frame), "{}", page.text());
        let inside = app.get(&format!("{place}/preview")).by(&app.hashi.auditor).send().await.expect(200);
        let policy = inside.headers.get("content-security-policy").and_then(|policy| policy.to_str().ok());
        assert!(policy.expect("a policy").starts_with("sandbox; default-src 'none'"));
        assert_eq!(inside.text(), mail["html"].as_str().expect("html"));
        app.get(&format!("{place}/preview")).by(&app.kawa.manager).send().await.expect(404);
        app.get(&format!("{place}/preview")).by(&app.hashi.brand).send().await.expect(403);
    }

    async fn what_was_given_up_is_queued_again_at_once(app: &TestApp) {
        app.mails.lock().expect("mails").down = true;
        for address in ["a@b.example", "c@b.example"] {
            lead(app, &app.hashi, address);
        }
        for _ in 0..20 {
            work(&app.app).expect("work");
            app.advance(5 * 3_600);
        }
        let list = app.get("/mails?status=dead").by(&app.hashi.manager).language(Locale::Ja).send().await.expect(200).text();
        assert!(list.contains("送信不能の2通をもう一度送信する"), "{list}");
        app.post("/mails/resend").by(&app.hashi.auditor).form(&[]).send().await.expect(403);
        let none = app.post("/api/v1/mails/resend").by(&app.kawa.manager).send().await.expect(200).json();
        assert_eq!(none["count"], 0);
        let done = app.post("/mails/resend").by(&app.hashi.manager).form(&[]).send().await.expect(303);
        assert_eq!(done.location(), "/mails?status=queued&done=mails-queued");
        app.mails.lock().expect("mails").down = false;
        work(&app.app).expect("work");
        assert_eq!(app.letters().len(), 2);
        let shown = mails(app, &app.hashi).await.remove(0);
        let kinds: Vec<_> = shown["events"].as_array().expect("events").iter().map(|one| one["kind"].clone()).collect();
        assert_eq!(kinds, ["resent", "sent"]);
    }
}
