//! Stock: never below nothing, however many take from it at once.

use domain::id::ProductId;
use futures_util::future::join_all;
use serde_json::{Value, json};
use server::platform::maintain::maintain;

use crate::app::{TestApp, stories};
use crate::call::Reply;
use crate::makers::orders::{body, findings, market, send};

async fn change(app: &TestApp, id: ProductId, change: Value) -> Reply {
    let path = format!("/api/v1/products/{id}/stock");
    app.post(&path).by(&app.hashi.brand).json(&change).send().await
}

async fn shelf(app: &TestApp, id: ProductId) -> Value {
    let path = format!("/api/v1/products/{id}/stock");
    app.get(&path).by(&app.hashi.brand).send().await.expect(200).json()
}

/// What all movements come to: the number itself, if nothing went wrong.
async fn sum(app: &TestApp, id: ProductId) -> i64 {
    let shelf = shelf(app, id).await;
    let moves = shelf["movements"].as_array().expect("movements").iter();
    moves.map(|one| one["pieces"].as_i64().expect("pieces")).sum()
}

fn order(app: &TestApp, number: &str, pieces: i64, reserve: bool) -> Value {
    let mut order = body(number, "MRN-001", "3980");
    let now = app.app.now().to_string();
    (order["placed_at"], order["paid_at"]) = (now.clone().into(), now.into());
    order["lines"][0]["quantity"] = pieces.into();
    order["reserve"] = reserve.into();
    order
}

async fn cancel(app: &TestApp, id: &str) {
    let event = json!({ "kind": "canceled", "external_id": "c", "at": app.app.now().to_string() });
    let path = format!("/api/v1/orders/{id}/events");
    app.post(&path).by(&app.hashi.manager).json(&event).send().await.expect(201);
}

stories! {
    async fn sixty_four_callers_for_fifty_pieces_get_exactly_fifty(app: &TestApp) {
        let market = market(app);
        let id = market.balm.id;
        change(app, id, json!({ "act": "count", "pieces": 50 })).await.expect(200);
        let orders: Vec<Value> = (0..64).map(|place| order(app, &format!("#{place}"), 1, true)).collect();
        let replies = join_all(orders.iter().enumerate().map(|(place, order)| async move {
            send(app, &app.hashi.manager, &format!("k{place}"), order).await
        })).await;
        let sold = replies.iter().filter(|reply| reply.status.as_u16() == 201).count();
        let refused: Vec<Value> = replies.iter().filter(|reply| reply.status.as_u16() == 409).map(Reply::json).collect();
        assert_eq!((sold, refused.len()), (50, 14));
        assert!(refused.iter().all(|reply| reply["type"] == "urn:kakehashi:error:stock-short"));
        let shelf = shelf(app, id).await;
        assert_eq!((&shelf["on_hand"], &shelf["shortages"]), (&json!(0), &json!([])));
        assert_eq!(sum(app, id).await, 0);
        let list = app.get("/api/v1/orders?limit=200").by(&app.hashi.manager).send().await.expect(200).json();
        assert_eq!(list["items"].as_array().map(Vec::len), Some(50));
        assert_eq!(findings(app), Vec::<String>::new());
        // A refused order leaves its key and its number free.
        change(app, id, json!({ "act": "adjust", "pieces": 1, "note": "found one" })).await.expect(200);
        let place = replies.iter().position(|reply| reply.status.as_u16() == 409).expect("a refused one");
        send(app, &app.hashi.manager, &format!("k{place}"), &orders[place]).await.expect(201);
        send(app, &app.hashi.manager, &format!("k{place}"), &orders[place]).await.expect(200);
        assert_eq!(sum(app, id).await, 0);
    }

    async fn sales_of_shops_stop_at_nothing_and_what_is_missing_is_told_to_the_brand(app: &TestApp) {
        let market = market(app);
        let id = market.balm.id;
        change(app, id, json!({ "act": "count", "pieces": 5 })).await.expect(200);
        let many: Vec<Value> = (0..8).map(|place| order(app, &format!("#{place}"), 1, false)).collect();
        let replies = join_all(many.iter().enumerate().map(|(place, order)| async move {
            send(app, &app.hashi.manager, &format!("k{place}"), order).await
        })).await;
        assert!(replies.iter().all(|reply| reply.status.as_u16() == 201));
        let big = send(app, &app.hashi.manager, "big", &order(app, "#big", 4, false)).await.expect(201).json();
        let told = shelf(app, id).await;
        let missing: i64 = told["shortages"].as_array().expect("shortages").iter().map(|one| one["pieces"].as_i64().expect("pieces")).sum();
        assert_eq!((&told["on_hand"], missing, sum(app, id).await), (&json!(0), 7, 0));

        maintain(&app.app, app.app.now()).expect("the clocks");
        maintain(&app.app, app.app.now()).expect("the clocks");
        let mails = app.get("/api/v1/mails").by(&app.hashi.manager).send().await.expect(200).json();
        let short: Vec<&Value> = mails["items"].as_array().expect("mails").iter().filter(|mail| mail["kind"] == "stock.short").collect();
        assert_eq!(short.len(), 1, "{mails}");

        let page = app.get("/stock").by(&app.hashi.brand).send().await.expect(200).text();
        assert!(page.contains("在庫不足") && page.contains("在庫から充てる"));
        let number = big["id"].as_str().expect("id");
        let page = app.get(&format!("/orders/{number}")).by(&app.hashi.manager).send().await.expect(200).text();
        assert!(page.contains("在庫不足 4個"), "{page}");
        // A canceled order gives back what it took and wants nothing more.
        cancel(app, number).await;
        let first = told["shortages"][0]["id"].as_str().expect("id").to_owned();
        app.post(&format!("/api/v1/stock-shortages/{first}/settle")).by(&app.hashi.brand).send().await.expect(409);
        change(app, id, json!({ "act": "adjust", "pieces": 2, "note": "delivery" })).await.expect(200);
        app.post(&format!("/api/v1/stock-shortages/{first}/settle")).by(&app.hashi.brand).send().await.expect(200);
        app.post(&format!("/api/v1/stock-shortages/{first}/settle")).by(&app.hashi.brand).send().await.expect(409);
        app.post(&format!("/api/v1/stock-shortages/{first}/burn")).by(&app.hashi.brand).send().await.expect(422);
        app.post(&format!("/api/v1/stock-shortages/{first}/drop")).by(&app.hashi.other_brand).send().await.expect(404);
        app.post(&format!("/api/v1/stock-shortages/{first}/drop")).by(&app.hashi.manager).send().await.expect(403);
        let now = shelf(app, id).await;
        assert_eq!((&now["on_hand"], now["shortages"].as_array().map(Vec::len)), (&json!(1), Some(2)));
        let sold = replies.iter().map(Reply::json).next().expect("an order");
        let before = sum(app, id).await;
        cancel(app, sold["id"].as_str().expect("id")).await;
        let gave = sum(app, id).await - before;
        assert!(gave == 1 || shelf(app, id).await["shortages"].as_array().map(Vec::len) == Some(1));
        assert_eq!(shelf(app, id).await["on_hand"], json!(sum(app, id).await));
    }

    async fn stock_is_the_brands_own_and_bad_changes_change_nothing(app: &TestApp) {
        let market = market(app);
        let id = market.balm.id;
        let path = format!("/api/v1/products/{id}/stock");
        assert_eq!(shelf(app, id).await["on_hand"], Value::Null);
        for (change_of, status) in [
            (json!({ "act": "adjust", "pieces": 1, "note": "x" }), 409),
            (json!({ "act": "end" }), 409),
            (json!({ "act": "count", "pieces": -1 }), 422),
            (json!({ "act": "count", "pieces": 10_000_001 }), 422),
            (json!({ "act": "burn", "pieces": 1 }), 422),
            (json!({ "act": "adjust", "pieces": 1 }), 422),
            (json!({ "act": "count", "pieces": "many" }), 422),
            (json!({ "act": "count", "pieces": 1, "brand_id": "org_x" }), 422),
        ] {
            let reply = change(app, id, change_of.clone()).await;
            assert_eq!(reply.status.as_u16(), status, "{change_of}: {}", reply.text());
        }
        assert_eq!((&shelf(app, id).await["on_hand"], sum(app, id).await), (&Value::Null, 0));
        let count = json!({ "act": "count", "pieces": 3 });
        for (me, status) in [(&app.hashi.other_brand, 404), (&app.kawa.brand, 404), (&app.hashi.manager, 403), (&app.hashi.kol, 403)] {
            app.post(&path).by(me).json(&count).send().await.expect(status);
            app.get(&path).by(me).send().await.expect(status);
        }
        let form = |act: &'static str, pieces: &'static str, note: &'static str| [("act", act), ("pieces", pieces), ("note", note)];
        let place = format!("/stock/{id}");
        app.post(&place).by(&app.hashi.brand).form(&form("count", "３", "")).send().await.expect(303);
        let back = app.post(&place).by(&app.hashi.brand).form(&form("adjust", "-4", "<script>x")).send().await.expect(409).text();
        assert!(back.contains("在庫が足りません") && back.contains("script") && !back.contains("<script>x"));
        app.post(&place).by(&app.hashi.brand).form(&form("adjust", "x", "")).send().await.expect(422);
        assert_eq!((&shelf(app, id).await["on_hand"], sum(app, id).await), (&json!(3), 3));
        // What was ordered before the count is in the count.
        send(app, &app.hashi.manager, "old", &body("#old", "MRN-001", "3980")).await.expect(201);
        assert_eq!(shelf(app, id).await["on_hand"], json!(3));
        change(app, id, json!({ "act": "end" })).await.expect(200);
        send(app, &app.hashi.manager, "new", &order(app, "#new", 9, true)).await.expect(201);
        assert_eq!((&shelf(app, id).await["on_hand"], sum(app, id).await), (&Value::Null, 0));
    }
}
