//! What is noted of leads and done for them, and by whom.

use domain::Locale;
use serde_json::{Value, json};

use crate::app::{TestApp, stories};
use crate::makers::leads::{lead, link, mails};

async fn whole(app: &TestApp, id: domain::id::LeadId) -> Value {
    let path = format!("/api/v1/leads/{id}");
    app.get(&path).by(&app.hashi.manager).send().await.expect(200).json()
}

stories! {
    async fn a_lead_has_one_timeline_of_everything(app: &TestApp) {
        let id = lead(app, &app.hashi, "a@b.example");
        let me = &app.hashi.manager;
        app.advance(60);
        let mail = mails(app, &app.hashi).await.remove(0);
        app.get(&format!("{}/pdf", link(&mail))).send().await.expect(200);
        app.advance(60);
        let notes = format!("/leads/{id}/notes");
        let note = "電話で確認。\n<b>来週</b>再連絡。";
        let kept = app.post(&notes).by(me).form(&[("note", note)]).send().await.expect(303);
        assert_eq!(kept.location(), format!("/leads/{id}?done=lead-noted"));
        let page = app.get(&format!("/leads/{id}")).by(me).language(Locale::Ja).send().await.expect(200).text();
        let line = |said: &str| page.find(said).unwrap_or_else(|| panic!("{said} is not in {page}"));
        // The latest first: the note, the opening, the mail, what was asked.
        assert!(line("来週") < line("紹介資料を初めて開封"));
        assert!(line("紹介資料を初めて開封") < line("審査の流れを教えてください。"));
        assert!(line("【はし】紹介資料をお届けします") > line("来週"));
        assert!(!page.contains("<b>来週"));
        // What cannot be kept comes back as it was typed.
        let long = "長".repeat(4_001);
        for wrong in [" ", long.as_str()] {
            let back = app.post(&notes).by(me).form(&[("note", wrong)]).send().await.expect(422).text();
            assert!(back.contains("href=\"#note\"") && back.contains(wrong));
        }
        let api = format!("/api/v1/leads/{id}/notes");
        app.post(&api).by(me).json(&json!({ "note": "b" })).send().await.expect(201);
        app.post(&api).by(me).json(&json!({ "note": "" })).send().await.expect(422);
        let now = whole(app, id).await;
        assert_eq!(now["notes"][0]["note"], "b");
        assert_eq!(now["notes"][1]["author"], me.membership.to_string());
        let kinds: Vec<_> = now["events"].as_array().expect("events").iter().map(|one| one["kind"].clone()).collect();
        assert_eq!(kinds.iter().filter(|kind| **kind == "lead.note").count(), 2, "{kinds:?}");
    }

    async fn tasks_are_made_done_and_listed_by_their_day(app: &TestApp) {
        let id = lead(app, &app.hashi, "a@b.example");
        let (me, other) = (&app.hashi.manager, &app.hashi.owner);
        let api = format!("/api/v1/leads/{id}/tasks");
        let new = |title: &str, due: &str| json!({ "title": title, "due_on": due });
        app.post(&api).by(me).json(&new("later", "2026-11-20")).send().await.expect(201);
        let late = app.post(&api).by(me).json(&new("late", "2026-11-01")).send().await.expect(201).json();
        assert_eq!(late["is_overdue"], true);
        let theirs = json!({ "title": "theirs", "due_on": "2026-11-02", "owner": other.membership });
        app.post(&api).by(me).json(&theirs).send().await.expect(201);
        let mine = app.get("/api/v1/lead-tasks").by(me).send().await.expect(200).json();
        let titles: Vec<_> = mine["items"].as_array().expect("items").iter().map(|one| one["title"].clone()).collect();
        assert_eq!(titles, ["late", "later"]);
        let page = app.get("/lead-tasks").by(me).language(Locale::Ja).send().await.expect(200).text();
        assert!(page.contains("期限超過") && page.contains("late") && !page.contains("theirs"));

        // Done once, opened again, and only as it was seen.
        let act = format!("/lead-tasks/{}/act", late["id"].as_str().expect("id"));
        let done = [("act", "finish"), ("version", "1"), ("from", "mine")];
        let place = app.post(&act).by(me).form(&done).send().await.expect(303).location();
        assert_eq!(place, "/lead-tasks?done=lead-task-changed");
        app.post(&act).by(me).form(&done).send().await.expect(409);
        app.post(&act).by(me).form(&[("act", "fly")]).send().await.expect(422);
        let acts = format!("/api/v1{}s", act);
        app.post(&acts).by(me).json(&json!({ "act": "finish" })).send().await.expect(409);
        app.post(&acts).by(me).json(&json!({ "act": "reopen", "version": 2 })).send().await.expect(200);
        app.post(&acts).by(&app.kawa.manager).json(&json!({ "act": "finish" })).send().await.expect(404);

        // What cannot be made comes back as it was typed.
        let form = [("title", "電話"), ("due_on", "30.11."), ("task_owner", "")];
        let back = app.post(&format!("/leads/{id}/tasks")).by(me).form(&form).send().await.expect(422).text();
        assert!(back.contains("href=\"#due_on\"") && back.contains("value=\"電話\""), "{back}");
        for wrong in [new("", "2026-11-20"), new("x", "2026-13-01"), json!({ "title": "x", "due_on": "2026-11-20", "owner": app.hashi.finance.membership })] {
            app.post(&api).by(me).json(&wrong).send().await.expect(422);
        }
        app.post(&api).by(&app.kawa.manager).json(&new("x", "2026-11-20")).send().await.expect(404);
        app.post(&api).by(&app.hashi.auditor).json(&new("x", "2026-11-20")).send().await.expect(403);
    }

    async fn a_lead_is_given_from_one_to_another(app: &TestApp) {
        let id = lead(app, &app.hashi, "a@b.example");
        let (me, other) = (&app.hashi.manager, &app.hashi.owner);
        let first = whole(app, id).await;
        assert_eq!(first["owner"], me.membership.to_string(), "the only account manager takes turns alone");
        let version = first["version"].to_string();
        let owner = other.membership.to_string();
        let form = [("owner", owner.as_str()), ("version", version.as_str())];
        let path = format!("/leads/{id}/owner");
        app.post(&path).by(me).form(&form).send().await.expect(303);
        app.post(&path).by(me).form(&form).send().await.expect(409);
        let page = app.get(&format!("/leads/{id}")).by(me).language(Locale::Ja).send().await.expect(200).text();
        assert!(page.contains("担当者を変更 → owner") && page.contains("<dd>owner</dd>"), "{page}");
        let api = format!("/api/v1{path}");
        app.post(&api).by(me).json(&json!({ "owner": owner })).send().await.expect(409);
        for stranger in [&app.hashi.finance, &app.hashi.brand, &app.kawa.manager] {
            let to = json!({ "owner": stranger.membership });
            app.post(&api).by(me).json(&to).send().await.expect(422);
        }
        app.post(&api).by(me).json(&json!({ "owner": "" })).send().await.expect(200);
        assert_eq!(whole(app, id).await["owner"], Value::Null);
        let found = |query: &'static str| async move {
            let path = format!("/api/v1/leads?{query}");
            app.get(&path).by(&app.hashi.manager).send().await.expect(200).json()["items"].as_array().expect("items").len()
        };
        assert_eq!((found("owner=nobody").await, found("owner=me").await), (1, 0));
        app.get("/api/v1/leads?owner=x").by(me).send().await.expect(422);
    }

    async fn an_answer_of_the_lead_is_a_sign_and_is_noted(app: &TestApp) {
        let id = lead(app, &app.hashi, "a@b.example");
        let me = &app.hashi.manager;
        let before = whole(app, id).await["score"].as_i64().expect("score");
        app.post(&format!("/leads/{id}/answer")).by(me).form(&[]).send().await.expect(303);
        let now = whole(app, id).await;
        assert_eq!(now["score"].as_i64(), Some(before + 15));
        assert_eq!(now["status"], "material_sent");
        app.post(&format!("/api/v1/leads/{id}/answers")).by(&app.kawa.manager).send().await.expect(404);
    }
}
