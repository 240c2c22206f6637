//! Rules of commission: matched, frozen, tried, replayed, never changed behind an order.

use serde_json::{Value, json};

use crate::app::{TestApp, stories};
use crate::makers::orders::{self, market, send};

fn percent(rate: i64) -> Value {
    json!({
        "pay": { "percent": rate }, "rounding": "half_up",
        "reduced_by": ["brand", "network", "kol", "platform"],
    })
}

/// A rule as the API answered it.
async fn rule(app: &TestApp, name: &str, conditions: Value, terms: Value) -> Value {
    let body = json!({ "name": name, "conditions": conditions, "terms": terms });
    app.post("/api/v1/commission-rules")
        .by(&app.hashi.manager)
        .json(&body)
        .send()
        .await
        .expect(201)
        .json()
}

/// An order that is placed at this very moment.
async fn sold(app: &TestApp, number: &str, sku: &str, price: &str, coupon: &str) -> Value {
    let mut body = orders::body(number, sku, price);
    (body["coupon"], body["placed_at"]) = (coupon.into(), app.app.now().to_string().into());
    body["paid_at"] = body["placed_at"].clone();
    let key: String = number.bytes().map(|byte| format!("{byte:02x}")).collect();
    send(app, &app.hashi.manager, &key, &body).await.expect(201).json()
}

stories! {
    async fn the_most_specific_rule_is_frozen_and_a_later_version_leaves_it(app: &TestApp) {
        market(app);
        let skincare = rule(app, "Skincare", json!({ "categories": ["skincare"] }), percent(200_000)).await;
        let order = sold(app, "#1", "MRN-001", "8266", "RIN10").await;
        assert_eq!(order["lines"][0]["commission"]["rate"], "20");
        let kol = app.hashi.kol.organization.to_string();
        let yen = json!({ "pay": { "per_piece": { "JPY": 300 } }, "rounding": "down", "reduced_by": [], "holding_days": 45 });
        rule(app, "For Rin", json!({ "kols": [kol], "categories": ["skincare"] }), yen).await;
        let order = sold(app, "#2", "MRN-001", "8266", "RIN10").await;
        assert_eq!(order["lines"][0]["commission"]["kol_amount"], "240");
        assert_eq!(order["lines"][0]["commission"]["network_amount"], "60");
        // Another KOL still sells by the wider rule.
        let other = sold(app, "#3", "MRN-002", "5800", "MEI10").await;
        assert_eq!(other["lines"][0]["commission"]["rate"], "20");
        let id = skincare["id"].as_str().expect("id").to_owned();
        let next = json!({ "name": "Skincare", "conditions": { "categories": ["skincare"] }, "terms": percent(50_000) });
        let path = format!("/api/v1/commission-rules/{id}/versions");
        let version = app.post(&path).by(&app.hashi.manager).json(&next).send().await.expect(201).json();
        assert_eq!((&version["version"], &version["family"]), (&json!(2), &json!(id)));
        // Somebody who still looks at the first version is told.
        app.post(&path).by(&app.hashi.manager).json(&next).send().await.expect(409);
        app.advance(1);
        let order = sold(app, "#4", "MRN-002", "5800", "MEI10").await;
        assert_eq!(order["lines"][0]["commission"]["rate"], "5");
        let path = format!("/api/v1/orders/{}", other["id"].as_str().expect("id"));
        let kept = app.get(&path).by(&app.hashi.manager).send().await.expect(200).json();
        assert_eq!(kept["lines"][0]["commission"]["rate"], "20");
    }

    async fn an_ended_rule_leaves_its_lines_to_the_plan(app: &TestApp) {
        market(app);
        let made = rule(app, "All", json!({}), percent(500_000)).await;
        let path = format!("/api/v1/commission-rules/{}/end", made["id"].as_str().expect("id"));
        app.post(&path).by(&app.hashi.manager).send().await.expect(200);
        app.post(&path).by(&app.hashi.manager).send().await.expect(409);
        let order = sold(app, "#1", "MRN-001", "8266", "RIN10").await;
        assert_eq!(order["lines"][0]["commission"]["rate"], "15");
        let page = app.get("/rules").by(&app.hashi.manager).send().await.expect(200).text();
        assert!(page.contains("すべての明細") && page.contains("終了"), "{page}");
    }

    async fn an_example_says_which_rule_holds_and_why_the_others_do_not(app: &TestApp) {
        market(app);
        rule(app, "Tea", json!({ "categories": ["tea"] }), percent(300_000)).await;
        let capped = json!({ "pay": { "percent": 200_000 }, "rounding": "half_up", "reduced_by": [], "limits": { "JPY": { "most": 1000 } } });
        rule(app, "Capped", json!({ "categories": ["skincare"] }), capped).await;
        let example = json!({ "example": {
            "sku": "MRN-001", "kol": app.hashi.kol.organization.to_string(), "currency": "JPY",
            "unit_price": "8266", "quantity": 1,
        } });
        let told = app.post("/api/v1/commission-rules/try").by(&app.hashi.finance).json(&example).send().await.expect(200).json();
        assert_eq!((&told["kol_amount"], &told["network_amount"]), (&json!("800"), &json!("200")));
        assert_eq!(told["considered"][0]["name"], "Capped");
        assert_eq!(told["considered"][1]["missed"], json!(["category"]));
        assert_eq!(told["month"], "2026-11");
        let orders = app.get("/api/v1/orders").by(&app.hashi.manager).send().await.expect(200).json();
        assert_eq!(orders["items"], json!([]));
        let mut wrong = example.clone();
        wrong["example"]["sku"] = "NOPE".into();
        wrong["example"]["unit_price"] = "-5".into();
        app.post("/api/v1/commission-rules/try").by(&app.hashi.finance).json(&wrong).send().await.expect(422);
        wrong = example;
        wrong["example"]["kol"] = app.kawa.kol.organization.to_string().into();
        app.post("/api/v1/commission-rules/try").by(&app.hashi.finance).json(&wrong).send().await.expect(422);
    }

    async fn a_month_is_replayed_without_a_trace(app: &TestApp) {
        market(app);
        sold(app, "#1", "MRN-001", "8266", "RIN10").await;
        sold(app, "#2", "MRN-002", "5800", "MEI10").await;
        let before = app.get("/api/v1/statements/2026-11").by(&app.hashi.finance).send().await.expect(200).json();
        let kol = app.hashi.kol.organization.to_string();
        let body = json!({ "month": "2026-11", "rule": { "name": "More", "conditions": { "kols": [kol] }, "terms": percent(300_000) } });
        let told = app.post("/api/v1/commission-rules/replay").by(&app.hashi.finance).json(&body).send().await.expect(200).json();
        assert_eq!((&told["lines"], &told["changed"]), (&json!(2), &json!(1)));
        // 1,240 at 15 % and 870; 2,480 at 30 %.
        assert_eq!(told["totals"], json!([{ "currency": "JPY", "was": "2110", "would_be": "3350" }]));
        let after = app.get("/api/v1/statements/2026-11").by(&app.hashi.finance).send().await.expect(200).json();
        assert_eq!(before, after);
        assert_eq!(app.get("/api/v1/commission-rules").by(&app.hashi.finance).send().await.expect(200).json()["items"], json!([]));
    }

    async fn a_rule_that_cannot_be_is_told_and_not_kept(app: &TestApp) {
        market(app);
        let wrong = json!({
            "name": "", "conditions": { "order_value": { "JPY": -1 } },
            "terms": { "pay": { "percent": 100_000 }, "rounding": "down", "reduced_by": [], "limits": { "JPY": { "least": 9, "most": 5 } }, "holding_days": 999 },
            "valid_from": "2020-01-01T00:00:00Z",
        });
        let told = app.post("/api/v1/commission-rules").by(&app.hashi.manager).json(&wrong).send().await.expect(422).json();
        let codes: Vec<&str> = told["errors"].as_array().expect("errors").iter().filter_map(|error| error["code"].as_str()).collect();
        assert_eq!(codes, ["field-required", "amount-negative", "rule-limits", "number-out-of-range", "rule-in-past"]);
        let foreign = json!({ "name": "x", "conditions": { "kols": [app.kawa.kol.organization.to_string()] }, "terms": percent(1) });
        app.post("/api/v1/commission-rules").by(&app.hashi.manager).json(&foreign).send().await.expect(422);
        let unknown = json!({ "name": "x", "conditions": { "moon": ["full"] }, "terms": percent(1) });
        app.post("/api/v1/commission-rules").by(&app.hashi.manager).json(&unknown).send().await.expect(422);
        let fine = json!({ "name": "x", "terms": percent(1) });
        app.post("/api/v1/commission-rules").by(&app.hashi.finance).json(&fine).send().await.expect(403);
        app.post("/api/v1/commission-rules").by(&app.hashi.kol).json(&fine).send().await.expect(403);
        let made = rule(app, "Ours", json!({}), percent(1)).await;
        let path = format!("/rules/{}", made["id"].as_str().expect("id"));
        app.get(&path).by(&app.kawa.manager).send().await.expect(404);
        let items = app.get("/api/v1/commission-rules").by(&app.hashi.manager).send().await.expect(200).json();
        assert_eq!(items["items"].as_array().map(Vec::len), Some(1));
    }

    async fn a_rule_is_written_in_a_form_that_keeps_what_was_typed(app: &TestApp) {
        market(app);
        let kol = app.hashi.kol.organization.to_string();
        let typed = [
            ("name", "秋の<スキンケア>"), ("products", "MRN-001 NOPE"), ("kol", kol.as_str()), ("pay", "percent"),
            ("percent", "25"), ("rounding", "half_up"), ("category_skincare", "on"), ("reduced_by_brand", "on"),
        ];
        let back = app.post("/rules/new").by(&app.hashi.manager).form(&typed).send().await.expect(422).text();
        assert!(back.contains("秋の&#60;スキンケア&#62;") && back.contains("MRN-001 NOPE"), "{back}");
        let mut typed = typed;
        typed[1].1 = "MRN-001";
        let tried: Vec<_> = typed.iter().copied().chain([
            ("act", "try"), ("example_sku", "MRN-001"), ("example_kol", kol.as_str()), ("example_currency", "JPY"),
            ("example_unit_price", "10000"), ("example_quantity", "1"),
        ]).collect();
        let page = app.post("/rules/new").by(&app.hashi.manager).form(&tried).send().await.expect(200).text();
        assert!(page.contains("2,000円") && page.contains("500円"), "{page}");
        app.post("/rules/new").by(&app.hashi.manager).form(&typed).send().await.expect(303);
        let order = sold(app, "#1", "MRN-001", "10000", "RIN10").await;
        assert_eq!(order["lines"][0]["commission"]["kol_amount"], "2000");
        let list = app.get("/rules").by(&app.hashi.finance).send().await.expect(200).text();
        assert!(list.contains("25%") || list.contains("25 %"), "{list}");
    }

    async fn a_cut_of_the_plan_waits_for_the_lock_and_a_raise_does_not(app: &TestApp) {
        let market = market(app);
        let change = |rate| orders::replan(app, &app.hashi, market.balm.id, rate, app.app.now());
        change("20");
        let order = sold(app, "#1", "MRN-001", "10000", "RIN10").await;
        assert_eq!(order["lines"][0]["commission"]["rate"], "20");
        // The raise is locked for 30 days, the day of the raise being the first.
        app.advance(86_400);
        change("10");
        let order = sold(app, "#2", "MRN-001", "10000", "RIN10").await;
        assert_eq!(order["lines"][0]["commission"]["rate"], "20");
        app.advance(29 * 86_400);
        let order = sold(app, "#3", "MRN-001", "10000", "RIN10").await;
        assert_eq!(order["lines"][0]["commission"]["rate"], "10");
    }

    async fn a_rule_for_a_plan_holds_for_its_listings_through_all_revisions(app: &TestApp) {
        let market = market(app);
        let first = sold(app, "#1", "MRN-001", "10000", "RIN10").await;
        let plan = first["lines"][0]["commission"]["plan"].clone();
        rule(app, "The balm's product", json!({ "products": [market.balm.id.to_string()] }), percent(180_000)).await;
        rule(app, "The balm's plan", json!({ "plans": [plan] }), percent(250_000)).await;
        let rate = |order: &Value| order["lines"][0]["commission"]["rate"].clone();
        // A plan is more specific than its product.
        assert_eq!(rate(&sold(app, "#2", "MRN-001", "10000", "RIN10").await), "25");
        assert_eq!(rate(&sold(app, "#3", "MRN-002", "10000", "RIN10").await), "15");
        app.advance(60);
        orders::replan(app, &app.hashi, market.balm.id, "20", app.app.now());
        let later = sold(app, "#4", "MRN-001", "10000", "RIN10").await;
        assert_eq!(rate(&later), "25");
        assert_ne!(later["lines"][0]["commission"]["plan"], plan);
        let page = app.get(&format!("/orders/{}", later["id"].as_str().expect("id"))).by(&app.hashi.manager).send().await.expect(200).text();
        assert!(page.contains("商品プラン：商品MRN-001"), "{page}");
        // In the form a plan is named by its product's code.
        let typed = [("name", "By code"), ("plan_products", "KYT-003"), ("pay", "percent"), ("percent", "40"), ("rounding", "half_up")];
        app.post("/rules/new").by(&app.hashi.manager).form(&typed).send().await.expect(303);
        assert_eq!(rate(&sold(app, "#5", "KYT-003", "10000", "RIN10").await), "40");
        let mut wrong = typed;
        wrong[1].1 = "KYT-003 NOPE";
        let back = app.post("/rules/new").by(&app.hashi.manager).form(&wrong).send().await.expect(422).text();
        assert!(back.contains("KYT-003 NOPE") && back.contains("plan_products-error"), "{back}");
        let foreign = json!({ "name": "x", "conditions": { "plans": [domain::id::PlanId::new().to_string()] }, "terms": percent(1) });
        let told = app.post("/api/v1/commission-rules").by(&app.hashi.manager).json(&foreign).send().await.expect(422).json();
        assert_eq!(told["errors"][0]["field"], "conditions.plans");
        let list = app.get("/rules").by(&app.hashi.finance).send().await.expect(200).text();
        assert!(list.contains("商品プラン：商品KYT-003"), "{list}");
    }

    async fn two_first_rules_at_once_are_both_kept(app: &TestApp) {
        let (world, at) = (&app.hashi, app.app.now());
        let scope = store::scope::OfNetwork::for_row(world.network);
        let new = |name: &str| -> domain::commissions::draft::NewRule {
            serde_json::from_value(json!({ "name": name, "terms": percent(1) })).expect("a rule")
        };
        let (told, heard) = std::sync::mpsc::channel();
        let (store, me, rule) = (app.app.store.clone(), world.manager.clone(), new("one"));
        // The first is not committed yet when the second comes to the book that has no row.
        let first = std::thread::spawn(move || {
            store.write(scope, move |tx| {
                let made = server::commissions::rule::create(tx, &me, &rule, None, at);
                told.send(()).expect("somebody listens");
                std::thread::sleep(std::time::Duration::from_millis(300));
                made
            })
        });
        heard.recv().expect("the first");
        let (me, rule) = (world.manager.clone(), new("two"));
        let second = app.app.store.write(scope, move |tx| {
            server::commissions::rule::create(tx, &me, &rule, None, at)
        });
        second.expect("the second");
        first.join().expect("a thread").expect("the first");
        let items = app.get("/api/v1/commission-rules").by(&world.manager).send().await.expect(200).json();
        assert_eq!(items["items"].as_array().map(Vec::len), Some(2));
    }
}
