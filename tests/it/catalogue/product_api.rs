//! Products over the API.

use actix_web::http::Method;
use serde_json::{Value, json};

use crate::app::stories;
use crate::makers::catalogue::{draft, drafted, jpeg, published, submitted};

fn body() -> Value {
    json!({
        "sku": "MTC-1", "jan": "4901234567894", "category": "tea", "price": "1980",
        "currency": "JPY", "rate": "20", "sample_offered": true,
        "texts": {
            "ja": { "name": "抹茶", "summary": "石臼挽き", "description": "一番茶です。" },
            "zh_hans": { "name": "抹茶粉", "summary": "石磨", "description": "头道茶。" },
        },
    })
}

stories! {
    async fn a_brands_system_brings_a_product_to_the_queue(app: &TestApp) {
        let me = &app.hashi.brand;
        let made = app.post("/api/v1/products").by(me).json(&body()).send().await.expect(201).json();
        assert_eq!(made["status"], "draft");
        let path = format!("/api/v1/products/{}", made["id"].as_str().expect("id"));
        let picture = app
            .call(Method::PUT, &format!("{path}/picture"))
            .by(me)
            .bytes("image/jpeg", jpeg(300, 300))
            .send()
            .await
            .expect(200)
            .json();
        assert!(picture["picture"].as_str().is_some_and(|id| id.starts_with("ast_")));
        let mut change = body();
        change["version"] = picture["version"].clone();
        change["price"] = json!("2,480");
        let changed =
            app.call(Method::PUT, &path).by(me).json(&change).send().await.expect(200).json();
        assert_eq!((&changed["price"], &changed["rate"]), (&json!("2480"), &json!("20")));
        let submit = json!({ "act": "submit", "version": changed["version"] });
        let acts = format!("{path}/acts");
        let done = app.post(&acts).by(me).json(&submit).send().await.expect(200).json();
        assert_eq!(done["status"], "submitted");
        let stale = app.post(&acts).by(me).json(&submit).send().await.expect(409).json();
        assert_eq!(stale["type"], "urn:kakehashi:error:stale");
    }

    async fn wrong_fields_are_all_named_and_nothing_is_kept(app: &TestApp) {
        let me = &app.hashi.brand;
        let mut wrong = body();
        wrong["sku"] = json!("あ");
        wrong["jan"] = json!("490123456789");
        wrong["price"] = json!("many");
        wrong["rate"] = json!("");
        wrong["texts"]["ja"]["summary"] = json!("あ".repeat(201));
        let problem =
            app.post("/api/v1/products").by(me).json(&wrong).send().await.expect(422).json();
        let said: Vec<(String, String)> = problem["errors"]
            .as_array()
            .expect("errors")
            .iter()
            .map(|error| (error["field"].as_str().unwrap_or_default().to_owned(),
                error["code"].as_str().unwrap_or_default().to_owned()))
            .collect();
        let expected = [
            ("sku", "sku-malformed"), ("jan", "jan-check-digit"), ("price", "amount-malformed"),
            ("rate", "field-required"), ("summary_ja", "field-too-long"),
        ];
        assert_eq!(said, expected.map(|(field, code)| (field.to_owned(), code.to_owned())));
        let unknown = json!({ "sku": "A", "category": "tea", "currency": "JPY", "rate": "1", "brand": "x" });
        app.post("/api/v1/products").by(me).json(&unknown).send().await.expect(422);
        let list = app.get("/api/v1/products").by(me).send().await.expect(200).json();
        assert_eq!(list["products"], json!([]));
    }

    async fn strangers_and_wrong_roles_reach_nothing(app: &TestApp) {
        let product = drafted(app, &app.hashi, draft("MTC-2", 1980, 20));
        let path = format!("/api/v1/products/{}", product.id);
        let act = json!({ "act": "submit", "version": product.version });
        let mut change = body();
        change["version"] = json!(product.version);
        for stranger in [&app.hashi.other_brand, &app.kawa.brand] {
            app.get(&path).by(stranger).send().await.expect(404);
            app.call(Method::PUT, &path).by(stranger).json(&change).send().await.expect(404);
            app.post(&format!("{path}/acts")).by(stranger).json(&act).send().await.expect(404);
            let picture = app.call(Method::PUT, &format!("{path}/picture")).by(stranger);
            picture.bytes("image/jpeg", jpeg(300, 300)).send().await.expect(404);
        }
        let kol = &app.hashi.kol;
        app.get("/api/v1/products").by(kol).send().await.expect(403);
        app.get(&path).by(kol).send().await.expect(403);
        app.post("/api/v1/products").by(kol).json(&body()).send().await.expect(403);
        app.post(&format!("{path}/acts")).by(kol).json(&act).send().await.expect(403);
        app.post(&format!("{path}/acts")).json(&act).send().await.expect(401);
        // A draft is its brand's own affair.
        app.get(&path).by(&app.hashi.manager).send().await.expect(404);
        // The operator's acts are not the brand's.
        let take = json!({ "act": "take", "version": product.version });
        app.post(&format!("{path}/acts")).by(&app.hashi.brand).json(&take).send().await.expect(403);
    }

    async fn the_operator_decides_over_the_api(app: &TestApp) {
        let product = submitted(app, &app.hashi, draft("MTC-3", 1980, 20));
        let me = &app.hashi.manager;
        let path = format!("/api/v1/products/{}", product.id);
        let acts = format!("{path}/acts");
        let take = json!({ "act": "take", "version": product.version });
        let taken = app.post(&acts).by(me).json(&take).send().await.expect(200).json();
        let silent = json!({ "act": "request_changes", "version": taken["version"] });
        let problem = app.post(&acts).by(me).json(&silent).send().await.expect(422).json();
        assert_eq!(problem["errors"][0]["field"], "note");
        let back = json!({ "act": "request_changes", "note": "写真を明るく", "version": taken["version"] });
        let back = app.post(&acts).by(me).json(&back).send().await.expect(200).json();
        assert_eq!((&back["status"], &back["notes"][0]["note"]),
            (&json!("changes_requested"), &json!("写真を明るく")));
        app.post(&acts).by(&app.kawa.manager).json(&take).send().await.expect(404);
        let nonsense = json!({ "act": "buy", "version": 1 });
        app.post(&acts).by(me).json(&nonsense).send().await.expect(422);
    }

    async fn lists_go_on_where_they_ended_and_refuse_what_they_do_not_know(app: &TestApp) {
        published(app, &app.hashi, "MTC-4", 1980, 20);
        drafted(app, &app.hashi, draft("MTC-5", 1980, 20));
        let me = &app.hashi.brand;
        let list = app.get("/api/v1/products?status=draft").by(me).send().await.expect(200).json();
        assert_eq!(list["products"].as_array().map(Vec::len), Some(1));
        assert!(list["next"].is_null());
        let id = list["products"][0]["id"].as_str().expect("id");
        let rest = app.get(&format!("/api/v1/products?after={id}")).by(me).send().await.expect(200);
        assert_eq!(rest.json()["products"][0]["sku"], "MTC-4");
        let named = app.get("/api/v1/products?words=matcha%20mtc-4").by(me).send().await.expect(200);
        assert_eq!(named.json()["products"].as_array().map(Vec::len), Some(1));
        for wrong in ["status=gone", "category=cars", "after=prd_x"] {
            app.get(&format!("/api/v1/products?{wrong}")).by(me).send().await.expect(422);
        }
    }
}
