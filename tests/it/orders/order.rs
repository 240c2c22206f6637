//! Orders over the API: accepted once, attributed, frozen.

use domain::Timestamp;
use futures_util::future::join_all;
use serde_json::{Value, json};

use crate::app::stories;
use crate::makers::orders::{body, click, findings, market, replan, send, sold};

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).expect("moment")
}

/// The line's commission: whole, KOL's part, network's part.
fn split(line: &Value) -> [&str; 3] {
    let commission = &line["commission"];
    ["amount", "kol_amount", "network_amount"].map(|part| commission[part].as_str().unwrap_or("-"))
}

stories! {
    async fn an_order_is_accepted_with_its_attribution_and_each_lines_commission(app: &TestApp) {
        let market = market(app);
        let mut body = body("#1", "MRN-001", "3980");
        body["lines"] = json!([
            { "sku": "MRN-001", "quantity": 2, "unit_price": "3980", "discount": "796" },
            { "sku": "KYT-003", "quantity": 1, "unit_price": "2160" },
        ]);
        body["coupon"] = json!("rin10");
        let order = send(app, &app.hashi.manager, "k1", &body).await.expect(201).json();
        assert_eq!(order["total"], "9324");
        assert_eq!(order["currency"], "JPY");
        assert_eq!(order["attribution"]["kind"], "coupon");
        assert_eq!(order["attribution"]["kol"], app.hashi.kol.organization.to_string());
        assert_eq!(order["attribution"]["code"], "rin10");
        // 7,164 × 15 % = 1,074.6 → 1,075: 860 and 215; 2,160 × 10 % = 216: 173 and 43.
        assert_eq!(order["lines"][0]["base"], "7164");
        assert_eq!(split(&order["lines"][0]), ["1075", "860", "215"]);
        assert_eq!(split(&order["lines"][1]), ["216", "173", "43"]);
        assert_eq!(order["lines"][1]["brand"], market.tea.brand_id.to_string());
        let id = order["id"].as_str().expect("id");
        let read = app.get(&format!("/api/v1/orders/{id}")).by(&app.hashi.auditor).send().await.expect(200);
        let read = read.json();
        for field in ["attribution", "lines", "total", "placed_at"] {
            assert_eq!(read[field], order[field], "{field}");
        }
        assert_eq!(read["entries"].as_array().map(Vec::len), Some(1));
        assert_eq!(read["entries"][0]["transfers"].as_array().map(Vec::len), Some(4));
        assert_eq!(findings(app), Vec::<String>::new());
    }

    async fn a_click_wins_over_a_link_code_and_that_over_a_coupon(app: &TestApp) {
        let market = market(app);
        let fresh = click(app, &app.hashi, &market.shop, at("2026-10-31T00:00:00Z"));
        let stale = click(app, &app.hashi, &market.shop, at("2026-09-01T00:00:00Z"));
        let all = |click: String, link: &str, coupon: &str| json!({ "click": click, "link_code": link, "coupon": coupon });
        let (own, other) = (&market.shop, &market.rival);
        let told = [
            ("click", &own.kol, all(fresh.to_string(), &other.code, &other.coupon)),
            ("link", &other.kol, all(stale.to_string(), &format!("ha{}", other.code), &own.coupon)),
            ("coupon", &own.kol, all("clk_nobody".into(), "unknown", "rin10")),
        ];
        for (number, (kind, kol, claims)) in told.into_iter().enumerate() {
            let mut body = body(&format!("#{number}"), "MRN-002", "5800");
            for (name, value) in claims.as_object().expect("claims") {
                body[name] = value.clone();
            }
            let order = send(app, &app.hashi.manager, &number.to_string(), &body).await.expect(201).json();
            assert_eq!(order["attribution"]["kind"], kind, "{order}");
            assert_eq!(order["attribution"]["kol"], kol.organization.to_string(), "{kind}");
        }
        let list = app.get("/api/v1/orders").by(&app.hashi.manager).send().await.expect(200).json();
        let reasons: Vec<Value> = list["items"].as_array().expect("items").iter()
            .map(|item| item["attribution"]["passed_over"].clone()).collect();
        assert!(reasons.iter().any(|all| all[0]["reason"] == "weaker" && all[0]["kind"] == "link"));
        assert!(reasons.iter().any(|all| all[0]["reason"] == "too_old" && all[1]["reason"] == "weaker"));
        assert!(reasons.iter().any(|all| all[0]["reason"] == "unknown" && all[1]["reason"] == "unknown"));
    }

    async fn an_order_without_a_claim_belongs_to_nobody_and_earns_nothing(app: &TestApp) {
        market(app);
        let order = send(app, &app.hashi.manager, "k", &body("#1", "MRN-001", "3980")).await.expect(201).json();
        assert_eq!(order["attribution"]["kind"], "none");
        assert!(order["attribution"]["kol"].is_null());
        assert!(order["lines"][0]["commission"].is_null());
        let id = order["id"].as_str().expect("id");
        let page = app.get(&format!("/orders/{id}")).by(&app.hashi.manager).send().await.expect(200);
        assert!(page.text().contains("どのKOLの成果でもない"));
    }

    async fn a_frozen_commission_is_untouched_by_a_later_plan(app: &TestApp) {
        let market = market(app);
        let order = sold(app, "#1", "MRN-001", "10000", "RIN10").await;
        assert_eq!(split(&order["lines"][0]), ["1500", "1200", "300"]);
        replan(app, &app.hashi, market.balm.id, "30", app.app.now());
        let id = order["id"].as_str().expect("id");
        let read = app.get(&format!("/api/v1/orders/{id}")).by(&app.hashi.manager).send().await.expect(200).json();
        assert_eq!(read["lines"], order["lines"]);
        // What was picked before keeps its terms as well.
        let next = sold(app, "#2", "MRN-001", "10000", "RIN10").await;
        assert_eq!(split(&next["lines"][0]), ["1500", "1200", "300"]);
        // The rival picked only the serum: an open plan of the time of the order holds for the rest.
        let rival = sold(app, "#3", "MRN-001", "10000", "MEI10").await;
        assert_eq!(split(&rival["lines"][0]), ["1500", "1200", "300"]);
        let mut later = body("#4", "MRN-001", "10000");
        later["coupon"] = json!("MEI10");
        later["placed_at"] = json!("2026-11-02T10:30:00+09:00");
        later.as_object_mut().expect("body").remove("paid_at");
        let later = send(app, &app.hashi.manager, "k4", &later).await.expect(201).json();
        assert_eq!(split(&later["lines"][0]), ["3000", "2400", "600"]);
    }

    async fn the_same_order_ten_times_at_once_is_one_order_and_one_entry(app: &TestApp) {
        market(app);
        let mut body = body("#1", "MRN-001", "3980");
        body["coupon"] = json!("RIN10");
        let manager = app.hashi.manager.clone();
        let replies = join_all((0..10).map(|_| send(app, &manager, "once", &body))).await;
        let first = replies.iter().filter(|reply| reply.status == 201).count();
        assert_eq!(first, 1);
        let bodies: Vec<String> = replies.into_iter().map(|reply| {
            assert!(reply.status == 201 || reply.headers.contains_key("idempotency-replayed"), "{}", reply.text());
            reply.text()
        }).collect();
        assert!(bodies.iter().all(|body| *body == bodies[0]));
        // Under ten keys, it is still one order.
        let keys: Vec<String> = (0..10).map(|key| format!("k{key}")).collect();
        let replies = join_all(keys.iter().map(|key| send(app, &manager, key, &body))).await;
        assert!(replies.iter().all(|reply| reply.status == 200));
        let list = app.get("/api/v1/orders").by(&manager).send().await.expect(200).json();
        assert_eq!(list["items"].as_array().map(Vec::len), Some(1));
        let id = list["items"][0]["id"].as_str().expect("id");
        let order = app.get(&format!("/api/v1/orders/{id}")).by(&manager).send().await.expect(200).json();
        assert_eq!(order["entries"].as_array().map(Vec::len), Some(1));
        assert_eq!(findings(app), Vec::<String>::new());
    }

    async fn a_key_or_a_number_used_for_another_order_is_refused(app: &TestApp) {
        market(app);
        let manager = &app.hashi.manager;
        send(app, manager, "k", &body("#1", "MRN-001", "3980")).await.expect(201);
        let reused = send(app, manager, "k", &body("#2", "MRN-001", "3980")).await.expect(409);
        assert_eq!(reused.json()["type"], "urn:kakehashi:error:idempotency-key-reused");
        let taken = send(app, manager, "other", &body("#1", "MRN-001", "3981")).await.expect(409);
        assert_eq!(taken.json()["type"], "urn:kakehashi:error:order-exists");
        // Also where the other order could not be accepted anyway.
        let reused = send(app, manager, "k", &body("#3", "NO-SUCH", "1")).await.expect(409);
        assert_eq!(reused.json()["type"], "urn:kakehashi:error:idempotency-key-reused");
        let list = app.get("/api/v1/orders").by(manager).send().await.expect(200).json();
        assert_eq!(list["items"].as_array().map(Vec::len), Some(1));
        // Another organization's key is another key.
        send(app, &app.kawa.manager, "k", &body("#1", "MRN-001", "3980")).await.expect(422);
    }

    async fn a_missing_or_odd_key_is_told(app: &TestApp) {
        market(app);
        let order = body("#1", "MRN-001", "3980");
        let reply = app.post("/api/v1/orders").by(&app.hashi.manager).json(&order).send().await.expect(422);
        assert_eq!(reply.json()["errors"][0]["code"], "idempotency-key-required");
        for key in ["with blank", "キー", &"x".repeat(201)] {
            let reply = send(app, &app.hashi.manager, key, &order).await.expect(422);
            assert_eq!(reply.json()["errors"][0]["code"], "idempotency-key-malformed", "{key}");
        }
        send(app, &app.hashi.manager, &"x".repeat(200), &order).await.expect(201);
    }

    async fn what_is_wrong_is_told_field_by_field_and_nothing_is_kept(app: &TestApp) {
        market(app);
        let manager = &app.hashi.manager;
        let mut foreign = body("#1", "MRN-001", "3980");
        foreign["currency"] = json!("USD");
        let reply = send(app, manager, "a", &foreign).await.expect(422).json();
        assert_eq!(reply["errors"][0]["field"], "currency");
        assert_eq!(reply["errors"][0]["code"], "order-currency");
        let mut unknown = body("#1", "NO-SUCH", "3980");
        let hostile = json!({ "sku": "'; DROP TABLE orders --", "quantity": 1, "unit_price": "1" });
        unknown["lines"].as_array_mut().expect("lines").push(hostile);
        let reply = send(app, manager, "b", &unknown).await.expect(422).json();
        let fields: Vec<&str> = reply["errors"].as_array().expect("errors").iter()
            .filter_map(|error| error["field"].as_str()).collect();
        assert_eq!(fields, ["lines.0.sku", "lines.1.sku"]);
        assert_eq!(reply["errors"][0]["code"], "sku-unknown");
        let mut extra = body("#1", "MRN-001", "3980");
        extra["customer_name"] = json!("架空 花子");
        send(app, manager, "c", &extra).await.expect(422);
        let mut wrong = body(&"x".repeat(101), "MRN-001", "-1");
        wrong["placed_at"] = json!("2026-11-01");
        wrong["lines"][0]["quantity"] = json!(0);
        let reply = send(app, manager, "d", &wrong).await.expect(422).json();
        assert_eq!(reply["errors"].as_array().map(Vec::len), Some(4), "{reply}");
        for bytes in [b"{".to_vec(), vec![0xff, 0xfe], b"[]".to_vec()] {
            app.post("/api/v1/orders").by(manager).header("idempotency-key", "e")
                .bytes("application/json", bytes).send().await.expect(422);
        }
        let large = vec![b' '; 3 * 1_024 * 1_024];
        app.post("/api/v1/orders").by(manager).header("idempotency-key", "f")
            .bytes("application/json", large).send().await.expect(413);
        let list = app.get("/api/v1/orders").by(manager).send().await.expect(200).json();
        assert_eq!(list["items"], json!([]));
        // A key whose request failed is free.
        send(app, manager, "a", &body("#1", "MRN-001", "3980")).await.expect(201);
    }

    async fn only_the_operator_writes_and_sees_orders_and_only_its_own(app: &TestApp) {
        market(app);
        let order = sold(app, "#1", "MRN-001", "3980", "RIN10").await;
        let id = order["id"].as_str().expect("id");
        let path = format!("/api/v1/orders/{id}");
        for stranger in [&app.hashi.brand, &app.hashi.kol, &app.hashi.reviewer] {
            send(app, stranger, "k", &body("#9", "MRN-001", "1")).await.expect(403);
            app.get(&path).by(stranger).send().await.expect(403);
            app.get("/api/v1/orders").by(stranger).send().await.expect(403);
        }
        send(app, &app.hashi.auditor, "k", &body("#9", "MRN-001", "1")).await.expect(403);
        app.get(&path).send().await.expect(401);
        app.get(&path).by(&app.kawa.manager).send().await.expect(404);
        app.get("/api/v1/orders/ord_nonsense").by(&app.hashi.manager).send().await.expect(404);
        let list = app.get("/api/v1/orders").by(&app.kawa.manager).send().await.expect(200).json();
        assert_eq!(list["items"], json!([]));
    }

    async fn the_list_is_filtered_and_paged(app: &TestApp) {
        let market = market(app);
        for number in 0..5 {
            let coupon = if number % 2 == 0 { "RIN10" } else { "MEI10" };
            sold(app, &format!("#10{number}"), "MRN-002", "5800", coupon).await;
        }
        sold(app, "#T1", "KYT-003", "2160", "RIN10").await;
        let get = |query: String| app.get(&format!("/api/v1/orders?{query}")).by(&app.hashi.manager).send();
        let count = |reply: Value| reply["items"].as_array().map(Vec::len);
        let kol = market.rival.kol.organization;
        assert_eq!(count(get(format!("kol={kol}")).await.expect(200).json()), Some(2));
        let brand = app.hashi.other_brand.organization;
        assert_eq!(count(get(format!("brand={brand}")).await.expect(200).json()), Some(1));
        assert_eq!(count(get("q=10".into()).await.expect(200).json()), Some(5));
        assert_eq!(count(get("q=%25".into()).await.expect(200).json()), Some(0));
        assert_eq!(count(get("month=2026-11".into()).await.expect(200).json()), Some(6));
        assert_eq!(count(get("month=2026-10".into()).await.expect(200).json()), Some(0));
        let (mut seen, mut after) = (Vec::new(), String::new());
        loop {
            let page = get(format!("limit=4&after={after}")).await.expect(200).json();
            seen.extend(page["items"].as_array().expect("items").iter().map(|item| item["id"].to_string()));
            let Some(next) = page["next"].as_str() else { break };
            after = next.to_owned();
        }
        assert_eq!(seen.len(), 6);
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 6);
        for wrong in ["month=2026-13", "kol=me", "after=x", "limit=0", "limit=1000"] {
            get(wrong.into()).await.expect(422);
        }
    }
}
