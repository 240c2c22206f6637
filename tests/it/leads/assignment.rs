//! Who is given new leads, and what happens when they are not answered.

use domain::Locale;
use domain::id::LeadId;
use domain::leads::inquiry::{Inquiry, LeadKind};
use serde_json::{Value, json};

use crate::app::{TestApp, stories};
use crate::makers::leads::{ask, inquiry, lead, mails};

const ACTS: &str = "/api/v1/lead-assignment/acts";

async fn whole(app: &TestApp, id: LeadId) -> Value {
    let path = format!("/api/v1/leads/{id}");
    app.get(&path).by(&app.hashi.manager).send().await.expect(200).json()
}

async fn act(app: &TestApp, body: &Value, status: u16) -> Value {
    app.post(ACTS).by(&app.hashi.owner).json(body).send().await.expect(status).json()
}

fn kol(email: &str) -> Inquiry {
    Inquiry { kind: LeadKind::Kol, category: "tea".into(), ..inquiry(email) }
}

stories! {
    async fn rules_come_first_then_turns_by_weight(app: &TestApp) {
        let (manager, owner) = (app.hashi.manager.membership, app.hashi.owner.membership);
        act(app, &json!({ "act": "weigh", "member": owner, "weight": 1 }), 200).await;
        act(app, &json!({ "act": "add_rule", "kind": "kol", "owner": owner }), 200).await;
        let rules = act(app, &json!({ "act": "add_rule", "category": "tea", "locale": "ja", "owner": manager }), 200).await;
        let ruled = ask(app, &app.hashi, Locale::Ja, kol("a@b.example")).expect("lead").lead;
        assert_eq!(whole(app, ruled).await["owner"], owner.to_string());
        // The second rule moves up and decides.
        let second = rules["rules"][1]["id"].clone();
        act(app, &json!({ "act": "raise_rule", "rule": second }), 200).await;
        let ruled = ask(app, &app.hashi, Locale::Ja, kol("b@b.example")).expect("lead").lead;
        assert_eq!(whole(app, ruled).await["owner"], manager.to_string());
        let mut owners = Vec::new();
        for number in 0..4 {
            let id = lead(app, &app.hashi, &format!("m{number}@b.example"));
            owners.push(whole(app, id).await["owner"].clone());
        }
        assert_ne!(owners[0], owners[1]);
        assert_eq!((&owners[0], &owners[1]), (&owners[2], &owners[3]));
        // Whoever is away is given nothing, not even by a rule.
        let away = json!({ "act": "add_absence", "member": manager, "from": "2026-11-01", "until": "2026-11-05" });
        let absent = act(app, &away, 200).await;
        let id = ask(app, &app.hashi, Locale::Ja, kol("c@b.example")).expect("lead").lead;
        assert_eq!(whole(app, id).await["owner"], owner.to_string());
        let absence = absent["absences"][0]["id"].clone();
        act(app, &json!({ "act": "drop_absence", "absence": absence }), 200).await;
        act(app, &json!({ "act": "drop_absence", "absence": absence }), 404).await;
        act(app, &json!({ "act": "drop_rule", "rule": second }), 200).await;
        act(app, &json!({ "act": "drop_rule", "rule": second }), 404).await;
    }

    async fn what_is_no_setting_is_told(app: &TestApp) {
        let manager = app.hashi.manager.membership;
        for wrong in [
            json!({ "act": "fly" }),
            json!({ "act": "weigh", "member": manager, "weight": 101 }),
            json!({ "act": "weigh", "member": app.hashi.finance.membership, "weight": 1 }),
            json!({ "act": "weigh", "member": app.kawa.manager.membership, "weight": 1 }),
            json!({ "act": "add_rule", "kind": "bank", "owner": manager }),
            json!({ "act": "add_rule", "owner": app.hashi.brand.membership }),
            json!({ "act": "add_absence", "member": manager, "from": "2026-11-05", "until": "2026-11-01" }),
            json!({ "act": "terms", "reply_days": 0, "version": 0 }),
        ] {
            act(app, &wrong, 422).await;
        }
        act(app, &json!({ "act": "terms", "reply_days": 3, "version": 0 }), 200).await;
        act(app, &json!({ "act": "terms", "reply_days": 2, "version": 0 }), 409).await;
        let me = &app.hashi.manager;
        let form = [("act", "away"), ("member", &manager.to_string()), ("from", "2026-12-30"), ("until", "soon")];
        let back = app.post("/lead-assignment").by(me).form(&form).send().await.expect(422).text();
        assert!(back.contains("href=\"#until\"") && back.contains("value=\"2026-12-30\""), "{back}");
        let form = [("act", "weigh"), ("member", &manager.to_string()), ("weight", "２")];
        app.post("/lead-assignment").by(me).form(&form).send().await.expect(303);
        let page = app.get("/lead-assignment").by(&app.hashi.auditor).send().await.expect(200).text();
        assert!(page.contains("manager") && !page.contains("name=\"act\""));
        app.post("/lead-assignment").by(&app.hashi.auditor).form(&form).send().await.expect(403);
        app.get("/lead-assignment").by(&app.hashi.kol).send().await.expect(403);
    }

    async fn the_owner_is_told_once_when_nobody_answers_in_time(app: &TestApp) {
        // Monday; Tuesday the 3rd is a holiday in Japan, so that Wednesday morning is the end.
        let id = lead(app, &app.hashi, "a@b.example");
        let answered = lead(app, &app.hashi, "b@b.example");
        assert_eq!(whole(app, id).await["reply_due_at"], "2026-11-04T01:00:00Z");
        let contact = json!({ "act": "contact" });
        app.post(&format!("/api/v1/leads/{answered}/acts")).by(&app.hashi.manager).json(&contact).send().await.expect(200);
        assert_eq!(whole(app, answered).await["replied_at"], "2026-11-02T01:00:00Z");
        app.advance(2 * 86_400 - 1);
        let run = || server::platform::maintain::maintain(&app.app, app.app.now()).expect("clocks").leads_late;
        assert_eq!(run(), 0);
        app.advance(1);
        assert_eq!((run(), run()), (1, 0));
        let mail = mails(app, &app.hashi).await.remove(0);
        assert_eq!(mail["recipient"], "manager@hashi.example");
        assert_eq!(mail["subject"], "【要対応】平沼 悠介様への返信期限を過ぎました");
        assert!(mail["text"].as_str().expect("text").contains(&format!("/leads/{id}")));
        let late = app.get("/leads?overdue=reply").by(&app.hashi.manager).language(Locale::Ja).send().await.expect(200).text();
        assert!(late.contains("a@b.example") && !late.contains("b@b.example"));
        assert!(late.contains("返信期限超過") && late.contains("<span class=\"badge\" aria-hidden=\"true\">1</span>"), "{late}");
        app.post(&format!("/api/v1/leads/{id}/acts")).by(&app.hashi.manager).json(&contact).send().await.expect(200);
        assert_eq!(whole(app, id).await["reply_due_at"], Value::Null);
        let none = app.get("/api/v1/leads?overdue=reply").by(&app.hashi.manager).send().await.expect(200).json();
        assert_eq!(none["items"], json!([]));
    }
}
