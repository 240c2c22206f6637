//! How warm leads are.

use domain::Locale;
use domain::leads::inquiry::Inquiry;
use serde_json::{Value, json};

use crate::app::{TestApp, stories};
use crate::makers::leads::{ask, inquiry, lead, leads, link, mails};

async fn whole(app: &TestApp, id: domain::id::LeadId) -> Value {
    let path = format!("/api/v1/leads/{id}");
    app.get(&path).by(&app.hashi.manager).send().await.expect(200).json()
}

fn points(lead: &Value, reason: &str) -> Option<i64> {
    let parts = lead["score_parts"].as_array().expect("parts");
    parts.iter().find(|part| part["reason"] == reason).and_then(|part| part["points"].as_i64())
}

stories! {
    async fn a_score_says_what_it_is_made_of_and_fades(app: &TestApp) {
        let id = lead(app, &app.hashi, "a@b.example");
        let asked = whole(app, id).await;
        assert_eq!(asked["score"], 30);
        assert_eq!((points(&asked, "complete"), points(&asked, "domain")), (Some(20), Some(10)));
        assert_eq!(points(&asked, "category"), None, "nobody sells sweets there yet");
        let mail = mails(app, &app.hashi).await.remove(0);
        app.get(&format!("{}/pdf", link(&mail))).send().await.expect(200);
        assert_eq!(points(&whole(app, id).await, "opened"), Some(15));
        ask(app, &app.hashi, Locale::Ja, inquiry("a@b.example")).expect("again");
        let again = whole(app, id).await;
        assert_eq!((points(&again, "revisit"), again["score"].as_i64()), (Some(5), Some(50)));
        // The list knows it without asking anew.
        assert_eq!(leads(app, &app.hashi).await[0]["score"], 50);
        let page = app.get(&format!("/leads/{id}")).by(&app.hashi.manager).language(Locale::Ja).send().await.expect(200).text();
        for said in ["50点", "紹介資料を1回開封", "会社のメールアドレス", "+15"] {
            assert!(page.contains(said), "{said} is not in {page}");
        }
        app.advance(31 * 86_400);
        let done = server::platform::maintain::maintain(&app.app, app.app.now()).expect("clocks");
        assert_eq!(done.scores_faded, 1);
        assert_eq!(leads(app, &app.hashi).await[0]["score"], 25);
        let faded = whole(app, id).await;
        assert_eq!((faded["score"].as_i64(), faded["score_halvings"].as_i64()), (Some(25), Some(1)));
        let done = server::platform::maintain::maintain(&app.app, app.app.now()).expect("clocks");
        assert_eq!(done.scores_faded, 0, "once");
    }

    async fn leads_are_listed_by_score_page_by_page(app: &TestApp) {
        for number in 0..7 {
            let cold = Inquiry { phone: String::new(), ..inquiry(&format!("cold{number}@gmail.com")) };
            ask(app, &app.hashi, Locale::Ja, cold).expect("lead");
        }
        let warm = lead(app, &app.hashi, "warm@b.example");
        let path = "/api/v1/leads?sort=score&limit=3";
        let me = &app.hashi.manager;
        let mut seen: Vec<String> = Vec::new();
        let mut next = path.to_owned();
        loop {
            let page = app.get(&next).by(me).send().await.expect(200).json();
            let items = page["items"].as_array().expect("items");
            seen.extend(items.iter().map(|one| one["id"].as_str().expect("id").to_owned()));
            let Some(after) = page["next"].as_str() else { break };
            next = format!("{path}&after={after}");
        }
        let mut once = seen.clone();
        once.sort();
        once.dedup();
        assert_eq!((seen.len(), once.len()), (8, 8));
        assert_eq!(seen[0], warm.to_string());
        // A place of one order is none of the other.
        let newest = app.get("/api/v1/leads?limit=3").by(me).send().await.expect(200).json();
        let wrong = format!("{path}&after={}", newest["next"].as_str().expect("next"));
        app.get(&wrong).by(me).send().await.expect(422);
        app.get("/api/v1/leads?sort=size").by(me).send().await.expect(422);
        for (query, count) in [("category=sweets", 8), ("category=tea", 0), ("locale=ja", 8), ("locale=en", 0), ("overdue=reply", 0)] {
            let found = app.get(&format!("/api/v1/leads?{query}")).by(me).send().await.expect(200).json();
            assert_eq!(found["items"].as_array().expect("items").len(), count, "{query}");
        }
        for wrong in ["category=weapons", "locale=fr", "overdue=x"] {
            app.get(&format!("/api/v1/leads?{wrong}")).by(me).send().await.expect(422);
            app.get(&format!("/leads?{wrong}")).by(me).send().await.expect(422);
        }
        let file = app.get("/leads.csv?sort=score").by(me).send().await.expect(200).text();
        assert!(file.lines().nth(1).expect("a lead").contains("warm@b.example"), "{file}");
        assert_eq!(json!(file.lines().count()), 9);
    }
}
