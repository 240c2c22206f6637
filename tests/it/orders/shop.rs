//! The bodies of Shopify and `WooCommerce`: taken once, in whatever order they come, or held until
//! what they need is there.

use base64::Engine as _;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use server::platform::maintain::maintain;
use sha2::Sha256;

use crate::app::{TestApp, stories};
use crate::call::Reply;
use crate::makers::orders::{findings, market, product};

const SECRET: &str = "0123456789abcdef";

async fn endpoint(app: &TestApp, profile: &str, shop: &str) -> String {
    let form = [
        ("name", "Shop"),
        ("source", "shop"),
        ("profile", profile),
        ("secret", SECRET),
        ("shop", shop),
    ];
    let page =
        app.post("/webhooks").by(&app.hashi.manager).form(&form).send().await.expect(200).text();
    let start = page.find("/webhooks/whk_").expect("an endpoint") + "/webhooks/".len();
    page[start..start + 30].to_owned()
}

fn signature(body: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).expect("key");
    mac.update(body);
    base64::engine::general_purpose::STANDARD.encode(mac.finalize().into_bytes())
}

async fn shopify(app: &TestApp, id: &str, topic: &str, event: &str, body: &Value) -> Reply {
    let bytes = body.to_string().into_bytes();
    app.post(&format!("/api/v1/webhooks/{id}"))
        .header("x-shopify-topic", topic)
        .header("x-shopify-event-id", event)
        .header("x-shopify-webhook-id", "changes with every subscription")
        .header("x-shopify-shop-domain", "maren.myshopify.com")
        .header("x-shopify-hmac-sha256", &signature(&bytes))
        .bytes("application/json", bytes)
        .send()
        .await
}

async fn woocommerce(app: &TestApp, id: &str, topic: &str, event: &str, body: &Value) -> Reply {
    let bytes = body.to_string().into_bytes();
    app.post(&format!("/api/v1/webhooks/{id}"))
        .header("x-wc-webhook-topic", topic)
        .header("x-wc-webhook-delivery-id", event)
        .header("x-wc-webhook-source", "https://shop.example/")
        .header("x-wc-webhook-signature", &signature(&bytes))
        .bytes("application/json", bytes)
        .send()
        .await
}

fn line(id: u64, sku: &str, price: &str) -> Value {
    json!({ "id": id, "sku": sku, "quantity": 1, "price": price, "total_discount": "0", "title": "x" })
}

fn order(id: u64, lines: &[Value]) -> Value {
    json!({
        "id": id, "name": format!("#{id}"), "created_at": "2026-11-01T12:00:00+09:00", "currency": "JPY",
        "updated_at": "2026-11-01T12:00:00+09:00", "financial_status": "pending", "taxes_included": true,
        "discount_codes": [{ "code": "RIN10" }], "line_items": lines, "email": "jon@example.com",
        "customer": { "id": 7 }, "shipping_address": { "name": "Steve Shipper", "address1": "Secret Street 1" },
    })
}

fn refund(id: u64, order: u64, line: u64, amount: &str) -> Value {
    let money = json!({ "amount": amount, "currency_code": "JPY" });
    json!({
        "id": id, "order_id": order, "created_at": "2026-11-02T09:30:00+09:00",
        "refund_line_items": [{ "line_item_id": line, "subtotal_set": { "shop_money": money } }],
    })
}

async fn deliveries(app: &TestApp, id: &str, status: &str) -> Vec<Value> {
    let path = format!("/api/v1/webhooks/{id}/deliveries?status={status}");
    let list = app.get(&path).by(&app.hashi.manager).send().await.expect(200).json();
    list["items"].as_array().expect("items").clone()
}

/// What an order came to: its lines' states and what they earn.
async fn came_to(app: &TestApp, number: &str) -> (Vec<String>, i64) {
    let path = format!("/api/v1/orders?q=%23{}", number.trim_start_matches('#'));
    let list = app.get(&path).by(&app.hashi.manager).send().await.expect(200).json();
    let id = list["items"][0]["id"].as_str().expect("an order").to_owned();
    let path = format!("/api/v1/orders/{id}");
    let read = app.get(&path).by(&app.hashi.manager).send().await.expect(200).json();
    let lines = read["lines"].as_array().expect("lines");
    let yen =
        |row: &Value| row["amount"].as_str().map_or(0, |text| text.parse::<i64>().expect("yen"));
    let of_line = |line: &Value| {
        let back: i64 = line["reversals"].as_array().map_or(0, |all| all.iter().map(yen).sum());
        yen(&line["commission"]) + back
    };
    let status = |line: &Value| line["status"].as_str().expect("status").to_owned();
    (lines.iter().map(status).collect(), lines.iter().map(of_line).sum())
}

async fn retry(app: &TestApp, id: &str) -> Reply {
    let path = format!("/api/v1/webhook-deliveries/{id}/retry");
    app.post(&path).by(&app.hashi.manager).send().await
}

stories! {
    async fn messages_of_shopify_lead_to_the_same_in_whatever_order_they_come(app: &TestApp) {
        market(app);
        let id = endpoint(app, "shopify", "maren.myshopify.com").await;
        let orders: [(u64, [usize; 5]); 4] =
            [(1, [0, 1, 2, 3, 4]), (2, [4, 3, 2, 1, 0]), (3, [3, 0, 4, 2, 1]), (4, [2, 4, 0, 0, 1])];
        for (number, turns) in orders {
            let lines = [line(number * 10 + 1, "MRN-001", "3980"), line(number * 10 + 2, "KYT-003", "2160")];
            let created = order(number, &lines);
            let mut paid = created.clone();
            (paid["financial_status"], paid["updated_at"]) = ("paid".into(), "2026-11-01T12:01:00+09:00".into());
            let mut sent = paid.clone();
            (sent["fulfillment_status"], sent["updated_at"]) = ("fulfilled".into(), "2026-11-02T09:00:00+09:00".into());
            sent["fulfillments"] = json!([{ "status": "success", "created_at": "2026-11-02T09:00:00+09:00" }]);
            let back = refund(number * 100, number, number * 10 + 1, "1980");
            let mut last = sent.clone();
            (last["financial_status"], last["updated_at"]) = ("partially_refunded".into(), "2026-11-02T09:30:00+09:00".into());
            last["refunds"] = json!([back]);
            let all = [("orders/create", created), ("orders/paid", paid), ("orders/fulfilled", sent), ("refunds/create", back), ("orders/updated", last)];
            // Once as they happened, and everything again.
            for turn in turns.into_iter().chain(0..5) {
                let (topic, body) = &all[turn];
                let reply = shopify(app, &id, topic, &format!("e{number}-{turn}"), body).await;
                assert!(matches!(reply.status.as_u16(), 200..=202), "{topic}: {}", reply.text());
            }
        }
        let first = came_to(app, "#1").await;
        assert_eq!(first, (vec!["refunded_partial".to_owned(), "shipped".to_owned()], 597 - 297 + 216));
        for number in ["#2", "#3", "#4"] {
            assert_eq!(came_to(app, number).await, first, "{number}");
        }
        assert_eq!(deliveries(app, &id, "waiting").await, Vec::<Value>::new());
        assert_eq!(deliveries(app, &id, "held").await, Vec::<Value>::new());
        let list = app.get("/api/v1/orders").by(&app.hashi.manager).send().await.expect(200).json();
        assert_eq!(list["items"].as_array().map(Vec::len), Some(4));
        assert_eq!(findings(app), Vec::<String>::new());
    }

    async fn what_is_not_known_is_held_seen_by_staff_and_taken_after_it_was_mended(app: &TestApp) {
        market(app);
        let id = endpoint(app, "shopify", "").await;
        let mut told = order(1, &[line(11, "MRN-009", "3980")]);
        told["financial_status"] = "paid".into();
        let reply = shopify(app, &id, "orders/create", "e1", &told).await.expect(202).json();
        assert_eq!(reply["status"], "held");
        // The same again is answered alike; a refund meanwhile waits for its order.
        shopify(app, &id, "orders/create", "e1", &told).await.expect(202);
        shopify(app, &id, "refunds/create", "e2", &refund(5, 1, 11, "980")).await.expect(202);
        let held = deliveries(app, &id, "held").await;
        assert_eq!((held.len(), &held[0]["reason"], &held[0]["detail"]), (1, &json!("sku-unknown"), &json!("MRN-009")));
        let page = app.get(&format!("/webhooks/{id}?status=held")).by(&app.hashi.manager).send().await.expect(200).text();
        assert!(page.contains("MRN-009") && page.contains("再試行") && page.contains("orders/fulfilled"));
        assert!(!page.contains("Secret Street") && !page.contains("jon@example.com"));
        let delivery = held[0]["id"].as_str().expect("id").to_owned();
        retry(app, &delivery).await.expect(422);
        assert_eq!(deliveries(app, &id, "held").await[0]["tries"], 2);
        for me in [&app.hashi.finance, &app.hashi.brand, &app.hashi.kol] {
            app.post(&format!("/api/v1/webhook-deliveries/{delivery}/retry")).by(me).send().await.expect(403);
        }
        app.post(&format!("/api/v1/webhook-deliveries/{delivery}/retry")).by(&app.kawa.manager).send().await.expect(404);

        product(app, &app.hashi, &app.hashi.brand, ("MRN-009", "15", "3980"));
        let taken = retry(app, &delivery).await.expect(200).json();
        assert_eq!((&taken["status"], &taken["reason"]), (&json!("accepted"), &Value::Null));
        retry(app, &delivery).await.expect(409);
        maintain(&app.app, app.app.now()).expect("the clocks");
        let (lines, _) = came_to(app, "#1").await;
        assert_eq!(lines, ["refunded_partial"]);
        assert_eq!(deliveries(app, &id, "waiting").await, Vec::<Value>::new());

        let mut odd = order(2, &[line(21, "MRN-001", "3980")]);
        odd["currency"] = "USD".into();
        shopify(app, &id, "orders/create", "e3", &odd).await.expect(202);
        odd["currency"] = "JPY".into();
        odd["financial_status"] = "on_the_moon".into();
        shopify(app, &id, "orders/create", "e4", &odd).await.expect(202);
        let held = deliveries(app, &id, "held").await;
        let told: Vec<_> = held.iter().map(|one| (one["reason"].as_str(), one["detail"].as_str())).collect();
        assert_eq!(told, [(Some("status-unknown"), Some("on_the_moon")), (Some("order-currency"), Some("USD"))]);
        // A word of a network's own profile of the same source is known from then on.
        let mapping = json!({
            "name": "moon", "source": "shop", "columns": { "number": ["n"], "placed_at": ["p"], "sku": ["s"], "unit_price": ["u"] },
            "statuses": { "on_the_moon": "paid" }, "dates": "year", "zone": "Asia/Tokyo", "currency": "JPY",
        });
        let saved = app.post("/api/v1/order-profiles").by(&app.hashi.manager).json(&mapping).send().await;
        assert!(saved.status.is_success(), "{}", saved.text());
        app.post(&format!("/webhooks/{id}/act")).by(&app.hashi.manager).form(&[("act", "retry")]).send().await.expect(303);
        assert_eq!(came_to(app, "#2").await.0, ["paid"]);
        assert_eq!(deliveries(app, &id, "held").await.len(), 1);
        // What nobody mends is given up, and nothing of it stays.
        app.advance(31 * 86_400);
        maintain(&app.app, app.app.now()).expect("the clocks");
        assert_eq!(deliveries(app, &id, "held").await, Vec::<Value>::new());
        assert_eq!(deliveries(app, &id, "refused").await[0]["reason"], "webhook-expired");
        assert_eq!(findings(app), Vec::<String>::new());
    }

    async fn hostile_messages_of_shopify_are_refused_and_store_nothing(app: &TestApp) {
        market(app);
        let id = endpoint(app, "shopify", "maren.myshopify.com").await;
        let good = order(1, &[line(11, "MRN-001", "3980")]);
        let spoiled = |change: fn(&mut Value)| {
            let mut body = good.clone();
            change(&mut body);
            body
        };
        for (place, body) in [
            spoiled(|body| body["line_items"][0]["price"] = "-1".into()),
            spoiled(|body| body["line_items"][0]["quantity"] = 0.into()),
            spoiled(|body| body["line_items"] = json!([])),
            spoiled(|body| body["created_at"] = "<script>".into()),
            spoiled(|body| body["id"] = Value::Null),
            spoiled(|body| body["name"] = "".into()),
            spoiled(|body| body["name"] = "\u{0}\u{7}".into()),
            json!([]),
            json!("x"),
        ].into_iter().enumerate() {
            shopify(app, &id, "orders/create", &format!("e{place}"), &body).await.expect(422);
        }
        let mut test = good.clone();
        test["test"] = true.into();
        assert_eq!(shopify(app, &id, "orders/create", "t", &test).await.expect(200).json()["status"], "ignored");
        shopify(app, &id, "customers/create", "c", &good).await.expect(422);
        let other = endpoint(app, "shopify", "other.myshopify.com").await;
        let reply = shopify(app, &other, "orders/create", "e", &good).await.expect(401).json();
        assert_eq!(reply["type"], "urn:kakehashi:error:webhook-shop");
        let list = app.get("/api/v1/orders").by(&app.hashi.manager).send().await.expect(200).json();
        assert_eq!(list["items"], json!([]));
        for status in ["waiting", "held", "accepted"] {
            assert_eq!(deliveries(app, &id, status).await, Vec::<Value>::new(), "{status}");
        }
        let path = format!("/api/v1/webhooks/{id}/deliveries?status=gossip");
        app.get(&path).by(&app.hashi.manager).send().await.expect(422);
        app.get(&format!("/api/v1/webhooks/{id}/deliveries")).by(&app.kawa.manager).send().await.expect(404);
    }

    async fn woocommerce_tells_orders_with_their_refunds_and_deletes_them(app: &TestApp) {
        market(app);
        let id = endpoint(app, "woocommerce", "https://shop.example").await;
        // The greeting that it sends unsigned when the address is entered.
        app.post(&format!("/api/v1/webhooks/{id}")).bytes("application/x-www-form-urlencoded", b"webhook_id=12".to_vec()).send().await.expect(200);
        let mut told = json!({
            "id": 901, "number": "#W-1", "status": "pending", "currency": "JPY", "prices_include_tax": true,
            "date_created_gmt": "2026-11-01T03:00:00", "date_modified_gmt": "2026-11-01T03:00:00",
            "billing": { "address_1": "Secret Street 1" }, "coupon_lines": [{ "code": "rin10" }], "refunds": [],
            "line_items": [{ "id": 1, "sku": "MRN-001", "quantity": 2, "subtotal": "7236", "subtotal_tax": "724", "total": "7236", "total_tax": "724" }],
        });
        woocommerce(app, &id, "order.created", "d1", &told).await.expect(201);
        assert_eq!(came_to(app, "#W-1").await, (vec!["placed".to_owned()], 1_194));
        told["status"] = "processing".into();
        told["date_modified_gmt"] = "2026-11-01T03:05:00".into();
        woocommerce(app, &id, "order.updated", "d2", &told).await.expect(200);
        told["status"] = "completed".into();
        told["date_completed_gmt"] = "2026-11-01T12:00:00".into();
        woocommerce(app, &id, "order.updated", "d3", &told).await.expect(200);
        woocommerce(app, &id, "order.updated", "d3", &told).await.expect(200);
        assert_eq!(came_to(app, "#W-1").await.0, ["shipped"]);
        told["refunds"] = json!([{ "id": 5, "total": "-3980" }]);
        woocommerce(app, &id, "order.updated", "d4", &told).await.expect(200);
        assert_eq!(came_to(app, "#W-1").await, (vec!["refunded_partial".to_owned()], 597));
        told["refunds"] = json!([{ "id": 5, "total": "-3980" }, { "id": 6, "total": "-3980" }]);
        told["status"] = "refunded".into();
        woocommerce(app, &id, "order.updated", "d5", &told).await.expect(200);
        assert_eq!(came_to(app, "#W-1").await, (vec!["refunded_full".to_owned()], 0));

        let mut second = told.clone();
        (second["id"], second["number"], second["status"], second["refunds"]) = (902.into(), "#W-2".into(), "processing".into(), json!([]));
        second["date_completed_gmt"] = Value::Null;
        woocommerce(app, &id, "order.created", "d6", &second).await.expect(201);
        woocommerce(app, &id, "order.deleted", "d7", &json!({ "id": 902 })).await.expect(200);
        assert_eq!(came_to(app, "#W-2").await, (vec!["canceled".to_owned()], 0));
        let never = woocommerce(app, &id, "order.deleted", "d8", &json!({ "id": 999 })).await.expect(200).json();
        assert_eq!(never["status"], "ignored");
        assert_eq!(findings(app), Vec::<String>::new());
    }
}
