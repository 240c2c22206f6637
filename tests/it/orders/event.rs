//! What happens to orders: delivered, refunded in parts, canceled, each once.

use serde_json::{Value, json};

use crate::app::{TestApp, stories};
use crate::call::Reply;
use crate::makers::orders::{body, findings, market, send, sold};

async fn tell(app: &TestApp, order: &Value, event: Value) -> Reply {
    let id = order["id"].as_str().expect("id");
    app.post(&format!("/api/v1/orders/{id}/events"))
        .by(&app.hashi.manager)
        .json(&event)
        .send()
        .await
}

fn refund(number: &str, amount: &str) -> Value {
    json!({ "kind": "refund", "external_id": number, "at": "2026-11-02T09:00:00+09:00", "amount": amount })
}

stories! {
    async fn a_refund_in_thirds_ends_at_nothing(app: &TestApp) {
        market(app);
        // 8,266 × 15 % = 1,239.9 → 1,240: 992 for the KOL, 248 for the network.
        let order = sold(app, "#1", "MRN-001", "8266", "RIN10").await;
        assert_eq!(order["lines"][0]["commission"]["amount"], "1240");
        for (number, amount) in [("r1", "2755"), ("r2", "2755"), ("r3", "2756")] {
            tell(app, &order, refund(number, amount)).await.expect(201);
            assert_eq!(findings(app), Vec::<String>::new(), "{number}");
        }
        let id = order["id"].as_str().expect("id");
        let read = app.get(&format!("/api/v1/orders/{id}")).by(&app.hashi.manager).send().await.expect(200).json();
        let line = &read["lines"][0];
        assert_eq!(line["status"], "refunded_full");
        assert_eq!(line["commission"]["amount"], "1240");
        let back: Vec<i64> = line["reversals"].as_array().expect("reversals").iter()
            .map(|row| row["amount"].as_str().and_then(|text| text.parse().ok()).expect("amount")).collect();
        assert_eq!(back, [-413, -413, -414]);
        assert_eq!(read["events"].as_array().map(Vec::len), Some(3));
        assert_eq!(read["entries"].as_array().map(Vec::len), Some(4));
        assert_eq!(read["entries"][1]["reverses"], read["entries"][0]["id"]);
        // Nothing is left to be taken back.
        let more = tell(app, &order, refund("r4", "100")).await.expect(422).json();
        assert_eq!(more["errors"][0]["code"], "refund-too-large");
        let page = app.get(&format!("/orders/{id}")).by(&app.hashi.manager).send().await.expect(200).text();
        assert!(page.contains("−413円") && page.contains("返金による取消"));
    }

    async fn the_same_event_again_changes_nothing_and_another_amount_is_refused(app: &TestApp) {
        market(app);
        let order = sold(app, "#1", "MRN-001", "8266", "RIN10").await;
        let first = tell(app, &order, refund("r1", "1000")).await.expect(201).json();
        let again = tell(app, &order, refund("r1", "1000")).await.expect(409).json();
        assert_eq!(again["type"], "urn:kakehashi:error:order-event-exists");
        assert_eq!((&again["order"], &again["event"]["amount"]), (&first, &json!("1000")));
        let other = tell(app, &order, refund("r1", "1001")).await.expect(409);
        assert_eq!(other.json()["type"], "urn:kakehashi:error:order-event-differs");
        assert_eq!(findings(app), Vec::<String>::new());
    }

    async fn a_delivered_order_is_confirmed_after_the_holding_days(app: &TestApp) {
        market(app);
        let order = sold(app, "#1", "MRN-001", "8266", "RIN10").await;
        let delivered = json!({ "kind": "delivered", "external_id": "d", "at": "2026-11-02T09:00:00+09:00" });
        let told = tell(app, &order, delivered.clone()).await.expect(201).json();
        assert_eq!(told["delivered_at"], "2026-11-02T00:00:00Z");
        assert_eq!(told["lines"][0]["status"], "delivered");
        assert_eq!(told["lines"][0]["commission"]["payable_at"], "2026-12-02T00:00:00Z");
        let cancel = json!({ "kind": "cancel", "external_id": "c", "at": "2026-11-02T09:30:00+09:00" });
        let refused = tell(app, &order, cancel).await.expect(409);
        assert_eq!(refused.json()["type"], "urn:kakehashi:error:order-line-state");
        let read = tell(app, &order, delivered).await.expect(200).json();
        assert_eq!(read["lines"][0]["reversals"], Value::Null);
    }

    async fn a_canceled_order_earns_nothing(app: &TestApp) {
        market(app);
        let order = sold(app, "#1", "MRN-001", "8266", "RIN10").await;
        let cancel = json!({ "kind": "cancel", "external_id": "c", "at": "2026-11-01T13:00:00+09:00" });
        let told = tell(app, &order, cancel).await.expect(201).json();
        assert_eq!(told["lines"][0]["status"], "canceled");
        assert_eq!(told["lines"][0]["reversals"][0]["amount"], "-1240");
        assert_eq!(findings(app), Vec::<String>::new());
    }

    async fn what_is_wrong_with_an_event_is_told(app: &TestApp) {
        market(app);
        let order = sold(app, "#1", "MRN-001", "8266", "RIN10").await;
        let cases = [
            (json!({ "kind": "explode", "external_id": "x", "at": "2026-11-02T09:00:00+09:00" }), "kind"),
            (json!({ "kind": "refund", "external_id": "", "at": "2026-11-02T09:00:00+09:00" }), "external_id"),
            (json!({ "kind": "refund", "external_id": "x", "at": "2026-10-01T09:00:00+09:00" }), "at"),
            (json!({ "kind": "refund", "external_id": "x", "at": "2027-10-01T09:00:00+09:00" }), "at"),
            (json!({ "kind": "refund", "external_id": "x", "at": "2026-11-02T09:00:00+09:00", "amount": "1.5" }), "amount"),
            (json!({ "kind": "refund", "external_id": "x", "at": "2026-11-02T09:00:00+09:00", "line": 7 }), "line"),
            (json!({ "kind": "delivered", "external_id": "x", "at": "2026-11-02T09:00:00+09:00", "amount": "1" }), "amount"),
        ];
        for (event, field) in cases {
            let reply = tell(app, &order, event).await.expect(422).json();
            assert_eq!(reply["errors"][0]["field"], field, "{reply}");
        }
        let id = order["id"].as_str().expect("id");
        let read = app.get(&format!("/api/v1/orders/{id}")).by(&app.hashi.manager).send().await.expect(200).json();
        assert_eq!(read["events"], json!([]));
    }

    async fn a_foreign_order_has_no_events(app: &TestApp) {
        market(app);
        let order = send(app, &app.hashi.manager, "k", &body("#1", "MRN-001", "3980")).await.expect(201).json();
        let path = format!("/api/v1/orders/{}/events", order["id"].as_str().expect("id"));
        let event = json!({ "kind": "delivered", "external_id": "d", "at": "2026-11-02T09:00:00+09:00" });
        app.post(&path).by(&app.kawa.manager).json(&event).send().await.expect(404);
        app.post(&path).by(&app.hashi.auditor).json(&event).send().await.expect(403);
        app.post(&path).by(&app.hashi.brand).json(&event).send().await.expect(403);
        app.post(&path).json(&event).send().await.expect(401);
    }
}
