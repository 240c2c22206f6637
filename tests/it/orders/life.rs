//! What happens to orders in any order of arrival: disputes, late and early events, money by source.

use serde_json::{Value, json};

use crate::app::{TestApp, stories};
use crate::call::Reply;
use crate::makers::orders::{body, findings, market, send, sold};

async fn tell(app: &TestApp, order: &Value, kind: &str, number: &str, at: &str) -> Reply {
    let id = order["id"].as_str().expect("id");
    let event = json!({ "kind": kind, "external_id": number, "at": at });
    let path = format!("/api/v1/orders/{id}/events");
    app.post(&path).by(&app.hashi.manager).json(&event).send().await
}

async fn early(app: &TestApp, event: &Value) -> Reply {
    app.post("/api/v1/orders/events").by(&app.hashi.manager).json(event).send().await
}

const ONE: &str = "2026-11-01T13:00:00+09:00";
const TWO: &str = "2026-11-01T14:00:00+09:00";
const THREE: &str = "2026-11-01T15:00:00+09:00";

stories! {
    async fn a_won_dispute_gives_the_commission_back_and_a_lost_one_keeps_it(app: &TestApp) {
        market(app);
        let order = sold(app, "#1", "MRN-001", "8266", "RIN10").await;
        let open = tell(app, &order, "chargeback", "d", ONE).await.expect(201).json();
        assert_eq!(open["lines"][0]["status"], "chargeback");
        assert_eq!(open["lines"][0]["reversals"][0]["amount"], "-1240");
        let won = tell(app, &order, "chargeback_won", "d", TWO).await.expect(201).json();
        assert_eq!(won["lines"][0]["status"], "chargeback_won");
        assert_eq!(won["lines"][0]["refunded"], "0");
        assert_eq!(won["lines"][0]["reversals"][1]["amount"], "1240");
        assert_eq!(findings(app), Vec::<String>::new());
        let id = order["id"].as_str().expect("id");
        let read = app.get(&format!("/api/v1/orders/{id}")).by(&app.hashi.manager).send().await.expect(200).json();
        assert_eq!(read["entries"][2]["kind"], "commission.restored");
        assert_eq!(read["entries"][2]["reverses"], read["entries"][1]["id"]);
        let page = app.get(&format!("/orders/{id}")).by(&app.hashi.manager).send().await.expect(200).text();
        assert!(page.contains("取消の取り下げ"));

        let other = sold(app, "#2", "MRN-001", "8266", "RIN10").await;
        // The end is heard of before the beginning.
        tell(app, &other, "chargeback_lost", "d", TWO).await.expect(201);
        let lost = tell(app, &other, "chargeback", "d", ONE).await.expect(201).json();
        assert_eq!(lost["lines"][0]["status"], "chargeback_lost");
        assert_eq!(lost["lines"][0]["reversals"].as_array().map(Vec::len), Some(1));
        assert_eq!(findings(app), Vec::<String>::new());
    }

    async fn events_come_to_the_same_in_any_order_of_arrival(app: &TestApp) {
        market(app);
        let told = [("shipped", "s", TWO), ("cancel", "c", THREE), ("paid", "p", ONE), ("delivered", "d", THREE)];
        let first = sold(app, "#1", "MRN-001", "8266", "RIN10").await;
        let last = sold(app, "#2", "MRN-001", "8266", "RIN10").await;
        for (kind, number, at) in told {
            tell(app, &first, kind, number, at).await;
        }
        for (kind, number, at) in told.into_iter().rev() {
            tell(app, &last, kind, number, at).await;
        }
        let mut ends = Vec::new();
        for order in [&first, &last] {
            let id = order["id"].as_str().expect("id");
            let read = app.get(&format!("/api/v1/orders/{id}")).by(&app.hashi.manager).send().await.expect(200).json();
            let line = &read["lines"][0];
            ends.push((line["status"].clone(), line["refunded"].clone(), read["delivered_at"].clone()));
        }
        assert_eq!(ends[0], (json!("delivered"), json!("0"), json!("2026-11-01T06:00:00Z")));
        assert_eq!(ends[0], ends[1]);
        assert_eq!(findings(app), Vec::<String>::new());
    }

    async fn an_event_waits_for_its_order_and_expires_after_thirty_days(app: &TestApp) {
        market(app);
        let event = |order: &str| json!({ "order": order, "kind": "refund", "external_id": "r", "at": TWO, "amount": "8266", "currency": "JPY" });
        let kept = early(app, &event("#9")).await.expect(202).json();
        assert_eq!(kept["status"], "waiting");
        early(app, &event("#9")).await.expect(202);
        let mut other = event("#9");
        other["amount"] = "1".into();
        early(app, &other).await.expect(409);
        early(app, &event("#never")).await.expect(202);
        let page = app.get("/waiting-events").by(&app.hashi.manager).send().await.expect(200).text();
        assert!(page.contains("#9") && page.contains("#never"));

        let order = sold(app, "#9", "MRN-001", "8266", "RIN10").await;
        assert_eq!(order["lines"][0]["status"], "refunded_full");
        assert_eq!(order["lines"][0]["reversals"][0]["amount"], "-1240");
        assert_eq!(findings(app), Vec::<String>::new());
        // Told once more, it is the same refund.
        early(app, &event("#9")).await.expect(409);

        app.advance(31 * 86_400);
        let at = app.app.now();
        let done = server::platform::maintain::maintain(&app.app, at).expect("clocks");
        assert_eq!(done.events_expired, 1);
        let page = app.get("/waiting-events?status=expired").by(&app.hashi.manager).send().await.expect(200).text();
        assert!(page.contains("#never") && !page.contains("#9<"));
    }

    async fn an_early_event_that_is_wrong_is_not_kept(app: &TestApp) {
        market(app);
        let cases = [
            (json!({ "order": "", "kind": "paid", "external_id": "x", "at": ONE }), "order"),
            (json!({ "order": "#1", "kind": "refund", "external_id": "x", "at": ONE, "amount": "1" }), "currency"),
            (json!({ "order": "#1", "kind": "refund", "external_id": "x", "at": ONE, "amount": "1", "currency": "XXQ" }), "currency"),
            (json!({ "order": "#1", "kind": "bang", "external_id": "x", "at": ONE }), "kind"),
        ];
        for (event, field) in cases {
            let reply = early(app, &event).await.expect(422).json();
            assert_eq!(reply["errors"][0]["field"], field, "{reply}");
        }
        let page = app.get("/waiting-events").by(&app.hashi.manager).send().await.expect(200).text();
        assert!(page.contains("該当する通知はありません"));
        app.get("/waiting-events").by(&app.hashi.brand).send().await.expect(403);
    }

    async fn a_refund_that_is_too_large_or_in_another_currency_stores_nothing(app: &TestApp) {
        market(app);
        let order = sold(app, "#1", "MRN-001", "8266", "RIN10").await;
        let path = format!("/api/v1/orders/{}/events", order["id"].as_str().expect("id"));
        for (amount, currency, code) in [("8267", "JPY", "refund-too-large"), ("10", "CNY", "order-currency-fixed")] {
            let event = json!({ "kind": "refund", "external_id": "r", "at": ONE, "amount": amount, "currency": currency });
            let reply = app.post(&path).by(&app.hashi.manager).json(&event).send().await.expect(422).json();
            assert_eq!(reply["errors"][0]["code"], code);
        }
        let read = app.get(path.trim_end_matches("/events")).by(&app.hashi.manager).send().await.expect(200).json();
        assert_eq!((&read["events"], &read["lines"][0]["refunded"]), (&json!([]), &json!("0")));
        let mut again = body("#1", "MRN-001", "82.66");
        again["currency"] = "CNY".into();
        let reply = send(app, &app.hashi.manager, "cny", &again).await.expect(409).json();
        assert_eq!(reply["type"], "urn:kakehashi:error:order-currency-fixed");
    }

    async fn money_is_split_by_source_and_buyers_are_known_by_a_digest_alone(app: &TestApp) {
        market(app);
        let mut order = body("#1", "MRN-001", "4000");
        order["buyer"] = "taro@example.jp".into();
        order["coupon"] = "RIN10".into();
        order["lines"][0]["discount"] = "100".into();
        order["lines"][0]["discounts"] = json!([{ "funder": "platform", "amount": "300" }, { "funder": "kol", "amount": "200" }]);
        order["lines"][0]["tax"] = "300".into();
        order["lines"][0]["freight"] = "500".into();
        let first = send(app, &app.hashi.manager, "a", &order).await.expect(201).json();
        assert_eq!((&first["lines"][0]["discount"], &first["total"]), (&json!("600"), &json!("3400")));
        let page = app.get(&format!("/orders/{}", first["id"].as_str().expect("id"))).by(&app.hashi.manager).send().await.expect(200).text();
        assert!(page.contains("プラットフォーム補助") && page.contains("新規（24か月") && !page.contains("taro"));
        order["external_id"] = "#2".into();
        order["placed_at"] = "2026-11-01T13:00:00+09:00".into();
        order["paid_at"] = "2026-11-01T13:00:00+09:00".into();
        let second = send(app, &app.hashi.manager, "b", &order).await.expect(201).json();
        let page = app.get(&format!("/orders/{}", second["id"].as_str().expect("id"))).by(&app.hashi.manager).send().await.expect(200).text();
        assert!(page.contains("購入経験あり"));

        order["external_id"] = "#3".into();
        for (discounts, field) in [
            (json!([{ "funder": "mother", "amount": "1" }]), "lines.0.discounts.0.funder"),
            (json!([{ "funder": "kol", "amount": "1" }, { "funder": "kol", "amount": "1" }]), "lines.0.discounts.1.funder"),
            (json!([{ "funder": "kol", "amount": "3901" }]), "lines.0.discounts.0.amount"),
        ] {
            order["lines"][0]["discounts"] = discounts;
            let reply = send(app, &app.hashi.manager, "c", &order).await.expect(422).json();
            assert_eq!(reply["errors"][0]["field"], field, "{reply}");
        }
        order["lines"][0]["discounts"] = json!([]);
        order["shipping_address"] = json!({ "city": "Osaka" });
        send(app, &app.hashi.manager, "d", &order).await.expect(422);
    }

    async fn a_pair_with_many_returns_is_held_longer(app: &TestApp) {
        market(app);
        let terms = [("threshold", "30"), ("least_lines", "2"), ("window_days", "90"), ("long_days", "45")];
        app.post("/return-rates").by(&app.hashi.finance).form(&terms).send().await.expect(403);
        let bad = [("threshold", "x"), ("least_lines", "0"), ("window_days", "90"), ("long_days", "999")];
        let page = app.post("/return-rates").by(&app.hashi.manager).form(&bad).send().await.expect(422).text();
        assert!(page.contains("999"));
        app.post("/return-rates").by(&app.hashi.manager).form(&terms).send().await.expect(303);
        let one = sold(app, "#1", "MRN-001", "8266", "RIN10").await;
        let two = sold(app, "#2", "MRN-001", "8266", "RIN10").await;
        tell(app, &one, "delivered", "d", TWO).await.expect(201);
        tell(app, &two, "refund", "r", TWO).await.expect(201);
        let at = app.app.now();
        let done = server::platform::maintain::maintain(&app.app, at).expect("clocks");
        assert_eq!(done.holdings_changed, 1);
        let id = one["id"].as_str().expect("id");
        let read = app.get(&format!("/api/v1/orders/{id}")).by(&app.hashi.manager).send().await.expect(200).json();
        assert_eq!(read["lines"][0]["commission"]["payable_at"], "2026-12-16T05:00:00Z");
        // Orders that come later are held as long.
        let three = sold(app, "#3", "MRN-001", "8266", "RIN10").await;
        let told = tell(app, &three, "delivered", "d", TWO).await.expect(201).json();
        assert_eq!(told["lines"][0]["commission"]["payable_at"], "2026-12-16T05:00:00Z");
        let page = app.get("/return-rates").by(&app.hashi.manager).send().await.expect(200).text();
        assert!(page.contains("延長中"));
    }
}
