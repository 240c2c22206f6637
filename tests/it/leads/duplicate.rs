//! Leads that are one party after all.

use domain::Locale;
use domain::leads::inquiry::Inquiry;
use serde_json::{Value, json};

use crate::app::{TestApp, stories};
use crate::makers::leads::{ask, inquiry, lead, mails};

async fn whole(app: &TestApp, id: domain::id::LeadId) -> Value {
    let path = format!("/api/v1/leads/{id}");
    app.get(&path).by(&app.hashi.manager).send().await.expect(200).json()
}

stories! {
    async fn likely_duplicates_are_found_by_number_and_by_company(app: &TestApp) {
        let id = lead(app, &app.hashi, "a@tsuki.example");
        let like = |company: &str, email: &str, phone: &str| Inquiry {
            company: company.into(),
            phone: phone.into(),
            ..inquiry(email)
        };
        let colleague = ask(app, &app.hashi, Locale::Ja, like("㈱月ヶ浜製菓", "b@tsuki.example", "")).expect("lead").lead;
        let caller = ask(app, &app.hashi, Locale::Ja, like("別名", "c@gmail.com", "+81 3-0000-1021")).expect("lead").lead;
        ask(app, &app.hashi, Locale::Ja, like("花冠硝子", "d@tsuki.example", "")).expect("lead");
        ask(app, &app.hashi, Locale::Ja, like("月ヶ浜製菓", "e@gmail.com", "")).expect("lead");
        lead(app, &app.kawa, "f@tsuki.example");
        let path = format!("/api/v1/leads/{id}/duplicates");
        let found = app.get(&path).by(&app.hashi.manager).send().await.expect(200).json();
        let mut found: Vec<(String, String)> = found["items"].as_array().expect("items").iter().map(|one| {
            (one["likeness"].as_str().expect("why").to_owned(), one["lead"]["id"].as_str().expect("id").to_owned())
        }).collect();
        found.sort();
        assert_eq!(found, [("company".to_owned(), colleague.to_string()), ("phone".to_owned(), caller.to_string())]);
        let page = app.get(&format!("/leads/{id}/duplicates")).by(&app.hashi.manager).language(Locale::Ja).send().await.expect(200).text();
        for said in ["電話番号が一致", "元に戻せない", "b@tsuki.example"] {
            assert!(page.contains(said), "{said} is not in {page}");
        }
        app.get(&path).by(&app.kawa.manager).send().await.expect(404);
        app.get(&path).by(&app.hashi.kol).send().await.expect(403);
    }

    async fn merging_keeps_everything_and_the_old_address(app: &TestApp) {
        let kept = lead(app, &app.hashi, "a@tsuki.example");
        let other = lead(app, &app.hashi, "b@tsuki.example");
        let me = &app.hashi.manager;
        app.post(&format!("/api/v1/leads/{other}/notes")).by(me).json(&json!({ "note": "same people" })).send().await.expect(201);
        let task = json!({ "title": "call", "due_on": "2026-11-20" });
        app.post(&format!("/api/v1/leads/{other}/tasks")).by(me).json(&task).send().await.expect(201);
        let path = format!("/leads/{kept}/duplicates");
        let told = other.to_string();
        // Not without being told.
        let back = app.post(&path).by(me).form(&[("lead", told.as_str())]).send().await.expect(422).text();
        assert!(back.contains("元に戻せないことを確認"), "{back}");
        app.post(&path).by(me).form(&[("lead", "x"), ("sure", "on")]).send().await.expect(422);
        app.post(&path).by(me).form(&[("lead", &kept.to_string()), ("sure", "on")]).send().await.expect(409);
        let stranger = lead(app, &app.kawa, "b@tsuki.example").to_string();
        let api = format!("/api/v1/leads/{kept}/merges");
        app.post(&api).by(me).json(&json!({ "lead": stranger, "sure": true })).send().await.expect(404);
        app.post(&api).by(me).json(&json!({ "lead": told, "sure": true, "version": 99 })).send().await.expect(409);
        app.post(&path).by(me).form(&[("lead", told.as_str()), ("sure", "on")]).send().await.expect(303);

        let now = whole(app, kept).await;
        for list in ["submissions", "links", "mails"] {
            assert_eq!(now[list].as_array().expect("list").len(), 2, "{list}");
        }
        assert_eq!((&now["notes"][0]["note"], &now["tasks"][0]["title"]), (&json!("same people"), &json!("call")));
        let kinds: Vec<_> = now["events"].as_array().expect("events").iter().map(|one| one["kind"].clone()).collect();
        for kind in ["lead.merge", "lead.take_in", "lead.note"] {
            assert!(kinds.contains(&json!(kind)), "{kind}: {kinds:?}");
        }
        let old = app.get(&format!("/leads/{other}")).by(me).send().await.expect(303);
        assert_eq!(old.location(), format!("/leads/{kept}"));
        let old = app.get(&format!("/api/v1/leads/{other}")).by(me).send().await.expect(303);
        assert_eq!(old.location(), format!("/api/v1/leads/{kept}"));
        let list = app.get("/api/v1/leads").by(me).send().await.expect(200).json();
        assert_eq!(list["items"].as_array().expect("items").len(), 1);
        app.post(&api).by(me).json(&json!({ "lead": told, "sure": true })).send().await.expect(409);

        // Who asks again from the old address is the kept lead, and is answered there.
        let again = ask(app, &app.hashi, Locale::Ja, inquiry("b@tsuki.example")).expect("again").lead;
        assert_eq!(again, kept);
        assert_eq!(mails(app, &app.hashi).await[0]["recipient"], "b@tsuki.example");
    }
}
