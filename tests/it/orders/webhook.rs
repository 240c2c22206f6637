//! Signed messages: taken once, however often and by however many they are sent.

use base64::Engine as _;
use domain::Timestamp;
use futures_util::future::join_all;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;

use crate::app::{TestApp, stories};
use crate::call::Reply;
use crate::makers::orders::{body, findings, market};

/// An endpoint and its secret.
async fn endpoint(app: &TestApp, profile: &str) -> (String, String) {
    let form = [
        ("name", "Shop"),
        ("source", "shop"),
        ("profile", profile),
        ("secret", "0123456789abcdef"),
    ];
    let page =
        app.post("/webhooks").by(&app.hashi.manager).form(&form).send().await.expect(200).text();
    let start = page.find("/webhooks/whk_").expect("an endpoint") + "/webhooks/".len();
    (page[start..start + 30].to_owned(), "0123456789abcdef".to_owned())
}

fn mac(secret: &str, text: &[u8]) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("key");
    mac.update(text);
    mac.finalize().into_bytes().to_vec()
}

fn signed(secret: &str, at: i64, body: &[u8]) -> String {
    let text = [at.to_string().as_bytes(), b".", body].concat();
    let hex: String = mac(secret, &text).iter().map(|byte| format!("{byte:02x}")).collect();
    format!("t={at},v1={hex}")
}

async fn post(
    app: &TestApp,
    id: &str,
    (topic, event): (&str, &str),
    signature: &str,
    body: &Value,
) -> Reply {
    let path = format!("/api/v1/webhooks/{id}");
    let call = app
        .post(&path)
        .header("x-kakehashi-topic", topic)
        .header("x-kakehashi-signature", signature);
    let call = if event.is_empty() { call } else { call.header("x-kakehashi-event-id", event) };
    call.bytes("application/json", body.to_string().into_bytes()).send().await
}

async fn order_count(app: &TestApp) -> usize {
    let list = app.get("/api/v1/orders").by(&app.hashi.manager).send().await.expect(200).json();
    list["items"].as_array().map_or(0, Vec::len)
}

fn now(app: &TestApp) -> i64 {
    let at: Timestamp = app.app.now();
    at.unix_seconds()
}

stories! {
    async fn ten_clients_at_once_make_one_order_and_one_posting(app: &TestApp) {
        market(app);
        let (id, secret) = endpoint(app, "kakehashi").await;
        let mut order = body("#1", "MRN-001", "8266");
        order["coupon"] = "RIN10".into();
        let signature = signed(&secret, now(app), order.to_string().as_bytes());
        let replies = join_all((0..10).map(|_| post(app, &id, ("order", "e1"), &signature, &order))).await;
        let first = replies[0].json();
        for reply in &replies {
            assert!(matches!(reply.status.as_u16(), 200 | 201), "{}", reply.text());
            assert_eq!(reply.json()["id"], first["id"]);
        }
        assert_eq!(replies.iter().filter(|reply| reply.status.as_u16() == 201).count(), 1);
        assert_eq!((order_count(app).await, &first["source"]), (1, &json!("shop")));
        let path = format!("/api/v1/orders/{}", first["id"].as_str().expect("id"));
        let read = app.get(&path).by(&app.hashi.manager).send().await.expect(200).json();
        assert_eq!(read["entries"].as_array().map(Vec::len), Some(1));
        assert_eq!(findings(app), Vec::<String>::new());

        let refund = json!({ "order": "#1", "kind": "refund", "external_id": "r1", "at": "2026-11-01T14:00:00+09:00", "amount": "100" });
        let signature = signed(&secret, now(app), refund.to_string().as_bytes());
        let replies = join_all((0..10).map(|place| {
            let event = format!("r{}", place % 2);
            let (id, signature, refund) = (&id, &signature, &refund);
            async move { post(app, id, ("event", &event), signature, refund).await }
        })).await;
        assert_eq!(replies.iter().filter(|reply| reply.status.as_u16() == 201).count(), 1);
        assert!(replies.iter().all(|reply| matches!(reply.status.as_u16(), 200 | 201)));
        let read = app.get(&path).by(&app.hashi.manager).send().await.expect(200).json();
        assert_eq!((&read["lines"][0]["refunded"], read["entries"].as_array().map(Vec::len)), (&json!("100"), Some(2)));
    }

    async fn a_bad_message_is_refused_with_a_reason_and_stores_no_order(app: &TestApp) {
        market(app);
        let (id, secret) = endpoint(app, "kakehashi").await;
        let order = body("#1", "MRN-001", "8266");
        let text = order.to_string();
        let good = signed(&secret, now(app), text.as_bytes());
        let stale = signed(&secret, now(app) - 301, text.as_bytes());
        let wrong = signed("another secret of a shop", now(app), text.as_bytes());
        for (signature, code) in [(&stale, "webhook-stale"), (&wrong, "webhook-signature"), (&String::new(), "webhook-signature"), (&"t=1,v1=zz".to_owned(), "webhook-signature")] {
            let reply = post(app, &id, ("order", "e"), signature, &order).await.expect(401).json();
            assert_eq!(reply["type"], format!("urn:kakehashi:error:{code}"));
        }
        post(app, &id, ("order", ""), &good, &order).await.expect(422);
        post(app, &id, ("gossip", "e"), &good, &order).await.expect(422);
        let broken = json!({ "external_id": "#1" });
        let signature = signed(&secret, now(app), broken.to_string().as_bytes());
        post(app, &id, ("order", "e"), &signature, &broken).await.expect(422);
        let large = json!({ "x": "y".repeat(300_000) });
        post(app, &id, ("order", "e"), &good, &large).await.expect(413);
        post(app, "whk_01jd0000000000000000000000", ("order", "e"), &good, &order).await.expect(404);
        assert_eq!(order_count(app).await, 0);
        let log = app.get(&format!("/webhooks/{id}")).by(&app.hashi.manager).send().await.expect(200).text();
        assert!(log.contains("署名の日時が") && log.contains("拒否") && !log.contains(&secret));
        app.get(&format!("/webhooks/{id}")).by(&app.kawa.manager).send().await.expect(404);
        app.get("/webhooks").by(&app.hashi.finance).send().await.expect(403);

        // A number that was refused is free; one that was taken is not, for other contents.
        post(app, &id, ("order", "e"), &good, &order).await.expect(201);
        let other = body("#2", "MRN-001", "8266");
        let signature = signed(&secret, now(app), other.to_string().as_bytes());
        let reply = post(app, &id, ("order", "e"), &signature, &other).await.expect(409).json();
        assert_eq!(reply["type"], "urn:kakehashi:error:webhook-repeated");
        assert_eq!(order_count(app).await, 1);
        app.post(&format!("/webhooks/{id}/act")).by(&app.hashi.manager).form(&[("act", "shut")]).send().await.expect(303);
        post(app, &id, ("order", "e9"), &signature, &other).await.expect(404);
    }

    async fn shop_systems_sign_in_their_own_manner(app: &TestApp) {
        market(app);
        for (profile, names, topic) in [
            ("shopify", ["x-shopify-hmac-sha256", "x-shopify-webhook-id", "x-shopify-topic"], "order"),
            ("woocommerce", ["x-wc-webhook-signature", "x-wc-webhook-delivery-id", "x-wc-webhook-topic"], "order"),
        ] {
            let (id, secret) = endpoint(app, profile).await;
            let order = body(profile, "MRN-001", "8266").to_string();
            let signature = base64::engine::general_purpose::STANDARD.encode(mac(&secret, order.as_bytes()));
            for (signature, status) in [("AAAA", 401), ("%%", 401), (signature.as_str(), 201), (signature.as_str(), 200)] {
                app.post(&format!("/api/v1/webhooks/{id}")).header(names[0], signature).header(names[1], "7").header(names[2], topic)
                    .bytes("application/json", order.clone().into_bytes()).send().await.expect(status);
            }
        }
        assert_eq!(order_count(app).await, 2);
    }

    async fn an_event_of_a_message_waits_for_its_order(app: &TestApp) {
        market(app);
        let (id, secret) = endpoint(app, "kakehashi").await;
        let event = json!({ "order": "#1", "kind": "chargeback", "external_id": "d", "at": "2026-11-01T14:00:00+09:00" });
        let signature = signed(&secret, now(app), event.to_string().as_bytes());
        post(app, &id, ("event", "e1"), &signature, &event).await.expect(202);
        let mut order = body("#1", "MRN-001", "8266");
        order["coupon"] = "RIN10".into();
        let signature = signed(&secret, now(app), order.to_string().as_bytes());
        let told = post(app, &id, ("order", "e2"), &signature, &order).await.expect(201).json();
        assert_eq!(told["lines"][0]["status"], "chargeback");
        assert_eq!(findings(app), Vec::<String>::new());
    }
}
