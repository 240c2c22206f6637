//! The end of a KOL's part: what was sold before is paid, what is sold after earns nothing.

use serde_json::{Value, json};
use server::platform::maintain::maintain;

use crate::app::{PASSWORD, TestApp, stories};
use crate::makers::orders::{self, findings, market, send};

async fn sold_at(app: &TestApp, number: &str, at: domain::Timestamp) -> Value {
    let mut body = orders::body(number, "MRN-001", "8266");
    (body["coupon"], body["placed_at"]) = ("RIN10".into(), at.to_string().into());
    body["paid_at"] = body["placed_at"].clone();
    let key: String = number.bytes().map(|byte| format!("{byte:02x}")).collect();
    send(app, &app.hashi.manager, &key, &body).await.expect(201).json()
}

stories! {
    async fn what_was_sold_before_the_end_is_paid_and_what_is_sold_after_earns_nothing(app: &TestApp) {
        market(app);
        let kol = app.hashi.kol.organization;
        let before = sold_at(app, "#1", app.app.now()).await;
        let end = app.app.now().plus_days(2);
        let path = format!("/api/v1/kols/{kol}");
        let body = json!({ "ends_at": end.to_string(), "reason": "The contract ends" });
        let told = app.post(&format!("{path}/end")).by(&app.hashi.manager).json(&body).send().await.expect(200).json();
        assert_eq!((&told["status"], &told["ended_at"]), (&json!("open"), &json!(end.to_string())));
        app.advance(86_400);
        // Until the end everything goes on.
        let during = sold_at(app, "#2", app.app.now()).await;
        assert_eq!(during["lines"][0]["commission"]["kol_amount"], "992");
        app.advance(86_400);
        let after = sold_at(app, "#3", app.app.now()).await;
        let line = &after["lines"][0];
        assert_eq!((&line["commission"], &line["no_commission"]), (&Value::Null, &json!("kol_left")));
        assert_eq!(after["attribution"]["kol"], kol.to_string());
        // An order of before the end that comes late earns what it would have.
        let late = sold_at(app, "#4", end.plus_seconds(-1)).await;
        assert_eq!(late["lines"][0]["commission"]["kol_amount"], "992");
        let page = app.get(&format!("/orders/{}", after["id"].as_str().expect("id"))).by(&app.hashi.manager).send().await.expect(200).text();
        assert!(page.contains("KOLの参加終了後の受注のため"), "{page}");
        // The door closes with the heartbeat.
        let done = maintain(&app.app, app.app.now()).expect("the clocks");
        assert_eq!(done.parts_ended, 1);
        let again = maintain(&app.app, app.app.now()).expect("the clocks");
        assert_eq!(again.parts_ended, 0);
        let known = json!({ "email": "star@hashi.example", "password": PASSWORD });
        let refused = app.post("/api/v1/sessions").json(&known).send().await;
        assert!(matches!(refused.status.as_u16(), 401 | 403), "{}", refused.status);
        // What was sold before is confirmed, and owed.
        let done = maintain(&app.app, app.app.now().plus_days(60)).expect("the clocks");
        assert_eq!(done.commissions_confirmed, 3);
        let path = format!("/api/v1/orders/{}", before["id"].as_str().expect("id"));
        let kept = app.get(&path).by(&app.hashi.manager).send().await.expect(200).json();
        assert_eq!(kept["lines"][0]["commission"]["status"], "confirmed");
        assert_eq!(findings(app), Vec::<String>::new());
        // An example of such a KOL is told why it earns nothing.
        let example = json!({ "example": { "sku": "MRN-001", "kol": kol.to_string(), "currency": "JPY", "unit_price": "100", "quantity": 1 } });
        let told = app.post("/api/v1/commission-rules/try").by(&app.hashi.manager).json(&example).send().await.expect(409).json();
        assert_eq!(told["type"], "urn:kakehashi:error:kol-left");
    }

    async fn a_part_that_ended_at_once_may_be_taken_up_again(app: &TestApp) {
        market(app);
        let world = &app.hashi;
        let page = format!("/kols/{}", world.kol.organization);
        let back = app.post(&format!("{page}/end")).by(&world.manager).form(&[("last_day", "2020-01-01"), ("reason", "<b>")]).send().await.expect(422).text();
        assert!(back.contains("2020-01-01") && back.contains("&#60;b&#62;"), "{back}");
        app.post(&format!("{page}/end")).by(&world.manager).form(&[("last_day", "tomorrow"), ("reason", "x")]).send().await.expect(422);
        app.post(&format!("{page}/end")).by(&world.manager).form(&[("reason", " ")]).send().await.expect(422);
        app.post(&format!("{page}/resume")).by(&world.manager).form(&[("reason", "x")]).send().await.expect(409);
        app.post(&format!("{page}/end")).by(&world.manager).form(&[("reason", "The contract ends")]).send().await.expect(303);
        app.post(&format!("{page}/end")).by(&world.manager).form(&[("reason", "again")]).send().await.expect(409);
        let none = sold_at(app, "#1", app.app.now()).await;
        assert_eq!(none["lines"][0]["no_commission"], "kol_left");
        let list = app.get("/kols").by(&world.auditor).send().await.expect(200).text();
        assert!(list.contains("Has ended"), "{list}");
        app.advance(60);
        app.post(&format!("{page}/resume")).by(&world.manager).form(&[("reason", "A new contract")]).send().await.expect(303);
        let one = sold_at(app, "#2", app.app.now()).await;
        assert_eq!(one["lines"][0]["commission"]["kol_amount"], "992");
        let shown = app.get(&page).by(&world.manager).send().await.expect(200).text();
        assert!(shown.contains("A new contract") && shown.contains("参加中"), "{shown}");
    }

    async fn only_staff_who_keep_kols_end_a_part_of_their_own_network(app: &TestApp) {
        let world = &app.hashi;
        let body = json!({ "reason": "x" });
        let path = |id: String| format!("/api/v1/kols/{id}/end");
        let own = path(world.kol.organization.to_string());
        for member in [&world.finance, &world.auditor, &world.kol, &world.brand] {
            app.post(&own).by(member).json(&body).send().await.expect(403);
        }
        app.post(&own).by(&app.kawa.manager).json(&body).send().await.expect(404);
        // A brand is no KOL.
        app.post(&path(world.brand.organization.to_string())).by(&world.manager).json(&body).send().await.expect(404);
        for wrong in [json!({ "reason": "x", "ends_at": "2020-01-01T00:00:00Z" }), json!({ "reason": "x", "ends_at": "2099-01-01T00:00:00Z" }), json!({ "reason": "y".repeat(301) }), json!({})] {
            app.post(&own).by(&world.manager).json(&wrong).send().await.expect(422);
        }
        let list = app.get("/api/v1/kols").by(&world.finance).send().await.expect(200).json();
        assert!(list["items"].as_array().expect("items").iter().all(|kol| kol["ended_at"].is_null()));
        assert_eq!(app.raw().texts("SELECT kind AS value FROM audit_events WHERE kind LIKE 'organization.%'").expect("rows").len(), 0);
    }
}
