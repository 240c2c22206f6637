//! Working with leads.

use domain::Locale;
use domain::leads::inquiry::{Inquiry, LeadKind};
use serde_json::{Value, json};

use crate::app::{TestApp, stories};
use crate::makers::leads::{ask, inquiry, lead, leads, mails};

async fn whole(app: &TestApp, id: domain::id::LeadId) -> Value {
    let path = format!("/api/v1/leads/{id}");
    app.get(&path).by(&app.hashi.manager).send().await.expect(200).json()
}

stories! {
    async fn a_lead_is_walked_from_the_first_mail_to_a_contract(app: &TestApp) {
        let id = lead(app, &app.hashi, "a@b.example");
        let path = format!("/leads/{id}/act");
        for (act, status) in [("contact", "contacted"), ("qualify", "qualified"), ("propose", "proposal"), ("win", "won")] {
            let version = whole(app, id).await["version"].to_string();
            let form = [("act", act), ("version", version.as_str())];
            let done = app.post(&path).by(&app.hashi.manager).form(&form).send().await.expect(303);
            assert_eq!(done.location(), format!("/leads/{id}?done=lead-moved"));
            assert_eq!(whole(app, id).await["status"], status);
        }
        let page = app.get(&format!("/leads/{id}?done=lead-moved")).by(&app.hashi.manager).send().await.expect(200).text();
        for said in ["株式会社月ヶ浜製菓", "審査の流れを教えてください。", "成約に変更", "manager", "リードの状態を更新しました。"] {
            assert!(page.contains(said), "{said} is not in {page}");
        }
        // What is over cannot be lost any more.
        let form = [("act", "lose"), ("reason", "x")];
        let refused = app.post(&path).by(&app.hashi.manager).form(&form).send().await.expect(409);
        assert!(refused.text().contains("リードの現在の状態では"));
        assert_eq!(whole(app, id).await["status"], "won");
    }

    async fn losing_a_lead_needs_a_reason(app: &TestApp) {
        let id = lead(app, &app.hashi, "a@b.example");
        let form = format!("/leads/{id}/act");
        let api = format!("/api/v1/leads/{id}/acts");
        app.post(&api).by(&app.hashi.manager).json(&json!({ "act": "contact" })).send().await.expect(200);
        let page = app.post(&form).by(&app.hashi.manager).form(&[("act", "lose"), ("reason", " ")]).send().await.expect(422);
        assert!(page.text().contains("この項目は必須です"));
        let long = "長".repeat(501);
        let page = app.post(&form).by(&app.hashi.manager).form(&[("act", "lose"), ("reason", &long)]).send().await.expect(422);
        assert!(page.text().contains(&long));
        assert_eq!(whole(app, id).await["status"], "contacted");
        app.post(&form).by(&app.hashi.manager).form(&[("act", "lose"), ("reason", "料率が合わない")]).send().await.expect(303);
        let now = whole(app, id).await;
        assert_eq!(now["status"], "lost");
        let last = now["events"].as_array().expect("events").last().expect("one");
        assert_eq!(last["reason"], "料率が合わない");
    }

    async fn who_saw_an_older_version_is_told_so(app: &TestApp) {
        let id = lead(app, &app.hashi, "a@b.example");
        let version = whole(app, id).await["version"].as_i64().expect("version");
        let api = format!("/api/v1/leads/{id}/acts");
        let act = |act: &str| json!({ "act": act, "version": version });
        app.post(&api).by(&app.hashi.manager).json(&act("contact")).send().await.expect(200);
        let stale = app.post(&api).by(&app.hashi.owner).json(&act("qualify")).send().await.expect(409);
        assert_eq!(stale.json()["type"], "urn:kakehashi:error:stale");
        let old = version.to_string();
        let form = [("act", "qualify"), ("version", old.as_str())];
        let page = app.post(&format!("/leads/{id}/act")).by(&app.hashi.manager).form(&form).send().await.expect(409);
        assert!(page.text().contains("ほかの方が先に"));
        assert_eq!(whole(app, id).await["status"], "contacted");
        for wrong in ["send_material", "fly", ""] {
            app.post(&api).by(&app.hashi.manager).json(&json!({ "act": wrong })).send().await.expect(422);
        }
    }

    async fn the_materials_are_sent_again_with_a_new_link(app: &TestApp) {
        let id = ask(app, &app.hashi, Locale::ZhHans, inquiry("a@b.example")).expect("lead").lead;
        app.advance(86_400);
        let path = format!("/leads/{id}/resend");
        app.post(&path).by(&app.hashi.manager).form(&[]).send().await.expect(303);
        let mails = mails(app, &app.hashi).await;
        assert_eq!(mails.len(), 2);
        assert_eq!(mails[0]["locale"], "zh-Hans");
        assert_ne!(crate::makers::leads::link(&mails[0]), crate::makers::leads::link(&mails[1]));
        assert_eq!(whole(app, id).await["links"].as_array().expect("links").len(), 2);
        let api = format!("/api/v1/leads/{id}/acts");
        app.post(&api).by(&app.hashi.manager).json(&json!({ "act": "mark_spam" })).send().await.expect(200);
        app.post(&path).by(&app.hashi.manager).form(&[]).send().await.expect(409);
    }

    async fn leads_are_found_by_state_kind_and_words_page_by_page(app: &TestApp) {
        for number in 0..55 {
            lead(app, &app.hashi, &format!("maker{number}@b.example"));
        }
        let kol = Inquiry { kind: LeadKind::Kol, company: String::new(), name: "100%_罗".into(), ..inquiry("luo@c.example") };
        let kol = ask(app, &app.hashi, Locale::ZhHans, kol).expect("lead").lead;
        app.post(&format!("/api/v1/leads/{kol}/acts")).by(&app.hashi.manager).json(&json!({ "act": "contact" })).send().await.expect(200);
        let found = |query: &'static str| async move {
            let path = format!("/api/v1/leads?limit=200{query}");
            app.get(&path).by(&app.hashi.manager).send().await.expect(200).json()["items"].as_array().expect("items").len()
        };
        assert_eq!(found("").await, 56);
        assert_eq!(found("&kind=kol").await, 1);
        assert_eq!(found("&status=contacted").await, 1);
        assert_eq!(found("&status=won").await, 0);
        assert_eq!(found("&q=MAKER1%40").await, 1);
        assert_eq!(found("&q=0%25_").await, 1);
        assert_eq!(found("&q=%25").await, 1);
        assert_eq!(found("&q=%27%20OR%201%3D1").await, 0);
        app.get("/api/v1/leads?status=flying").by(&app.hashi.manager).send().await.expect(422);
        app.get("/leads?kind=bank").by(&app.hashi.manager).send().await.expect(422);
        app.get("/leads?after=x").by(&app.hashi.manager).send().await.expect(422);

        let first = app.get("/leads?kind=manufacturer").by(&app.hashi.manager).send().await.expect(200).text();
        assert!(first.contains("maker54@b.example") && !first.contains("maker4@b.example"));
        let next = first.split("href=\"").find(|part| part.starts_with("/leads?kind=manufacturer&#38;after=")).expect("next");
        let next = next.split('"').next().expect("address").replace("&#38;", "&");
        let second = app.get(&next).by(&app.hashi.manager).send().await.expect(200).text();
        assert!(second.contains("maker4@b.example") && !second.contains("maker54@b.example"));
        let none = app.get("/leads?status=won").by(&app.hashi.manager).send().await.expect(200).text();
        assert!(none.contains("条件に合うリードがありません"));
        let empty = app.get("/leads").by(&app.kawa.manager).send().await.expect(200).text();
        assert!(empty.contains("展示会"));
    }

    async fn a_spreadsheet_gets_the_leads_and_runs_nothing(app: &TestApp) {
        let evil = Inquiry { company: "=HYPERLINK(\"x\")".into(), name: "a, \"b\"".into(), phone: "+81 3 0000 0000".into(), ..inquiry("a@b.example") };
        ask(app, &app.hashi, Locale::Ja, evil).expect("lead");
        let file = app.get("/leads.csv").by(&app.hashi.manager).send().await.expect(200);
        let name = file.headers.get("content-disposition").expect("name").to_str().expect("ascii");
        assert_eq!(name, "attachment; filename=\"leads-20261102.csv\"");
        let text = file.text();
        assert!(text.starts_with("\u{feff}ID,"), "{text}");
        assert!(text.contains("\"'=HYPERLINK(\"\"x\"\")\",\"a, \"\"b\"\"\""), "{text}");
        assert!(text.contains("\"'+81 3 0000 0000\""), "{text}");
        let other = app.get("/leads.csv?status=won").by(&app.hashi.manager).send().await.expect(200).text();
        assert_eq!(other.lines().count(), 1);
    }

    async fn leads_are_the_operators_and_of_one_network(app: &TestApp) {
        let id = lead(app, &app.hashi, "a@b.example");
        let own = lead(app, &app.kawa, "a@b.example");
        let (page, api) = (format!("/leads/{id}"), format!("/api/v1/leads/{id}"));
        let (act, acts) = (format!("{page}/act"), format!("{api}/acts"));
        let resend = format!("{page}/resend");
        for stranger in [&app.hashi.brand, &app.hashi.kol, &app.hashi.reviewer, &app.hashi.finance] {
            for path in ["/leads", "/leads.csv", "/api/v1/leads", &page, &api] {
                app.get(path).by(stranger).send().await.expect(403);
            }
            app.post(&act).by(stranger).form(&[("act", "contact")]).send().await.expect(403);
            app.post(&resend).by(stranger).form(&[]).send().await.expect(403);
        }
        let contact = json!({ "act": "contact" });
        app.get(&page).by(&app.hashi.auditor).send().await.expect(200);
        app.post(&acts).by(&app.hashi.auditor).json(&contact).send().await.expect(403);
        for path in [&page, &api] {
            app.get(path).by(&app.kawa.manager).send().await.expect(404);
        }
        app.post(&acts).by(&app.kawa.manager).json(&contact).send().await.expect(404);
        app.post(&act).by(&app.kawa.manager).form(&[("act", "contact")]).send().await.expect(404);
        app.post(&resend).by(&app.kawa.manager).form(&[]).send().await.expect(404);
        app.get(&api).send().await.expect(401);
        assert!(app.get(&page).send().await.expect(303).location().starts_with("/session/new"));
        for nonsense in ["/leads/x", "/api/v1/leads/led_0", &format!("/api/v1/leads/{}", app.hashi.operator)] {
            app.get(nonsense).by(&app.hashi.manager).send().await.expect(404);
        }
        assert_eq!(whole(app, id).await["status"], "material_sent");
        assert_eq!(leads(app, &app.kawa).await[0]["id"], own.to_string());
    }
}
