//! The catalogue as a KOL goes through it.

use domain::Locale;
use serde_json::json;

use crate::app::stories;
use crate::makers::catalogue::{draft, drafted, in_review, published, published_from};
use crate::makers::storefronts::{opened, picked, withdrawn};

stories! {
    async fn a_kol_finds_what_is_published_with_its_terms(app: &TestApp) {
        let world = &app.hashi;
        let id = published(app, world, "MTC-1", 1980, 20);
        drafted(app, world, draft("MTC-2", 500, 10));
        in_review(app, world, draft("MTC-3", 500, 10));
        let withdrawn_one = published(app, world, "MTC-4", 500, 10);
        withdrawn(app, world, withdrawn_one);
        published(app, &app.kawa, "KAWA-1", 500, 10);

        let list = app.get("/api/v1/catalogue").by(&world.kol).send().await.expect(200).json();
        let items = list["items"].as_array().expect("items");
        assert_eq!(items.len(), 1, "{list}");
        assert_eq!(items[0]["id"], id.to_string());
        assert_eq!(items[0]["name"], json!({ "text": "抹茶粉 MTC-1", "language": "zh-Hans" }));
        assert_eq!(items[0]["brand_name"], "Brand");
        assert_eq!(items[0]["rate_percent"], "20");
        // 20 % of 1,980 is 396; the network keeps 20 % of it.
        assert_eq!(items[0]["commission_per_unit"], "317");
        assert_eq!(items[0]["listing"], json!(null));
        assert_eq!(list["next"], json!(null));

        let page = app.get("/catalogue").by(&world.kol).send().await.expect(200).text();
        assert!(page.contains("抹茶粉 MTC-1") && page.contains("可申样"), "{page}");
        for hidden in ["MTC-2", "MTC-3", "MTC-4", "KAWA-1"] {
            assert!(!page.contains(hidden), "{hidden}");
        }
    }

    async fn a_product_that_is_not_published_cannot_be_opened(app: &TestApp) {
        let world = &app.hashi;
        let draft_one = drafted(app, world, draft("MTC-2", 500, 10)).id;
        let foreign = published(app, &app.kawa, "KAWA-1", 500, 10);
        for id in [draft_one.to_string(), foreign.to_string(), "prd_x".into(), "%00".into()] {
            app.get(&format!("/catalogue/{id}")).by(&world.kol).send().await.expect(404);
            app.get(&format!("/api/v1/catalogue/{id}")).by(&world.kol).send().await.expect(404);
            let pick = format!("/catalogue/{id}/pick");
            app.post(&pick).by(&world.kol).form(&[("comment", "")]).send().await.expect(404);
        }
    }

    async fn the_catalogue_is_for_kols_alone(app: &TestApp) {
        let world = &app.hashi;
        let id = published(app, world, "MTC-1", 1980, 20);
        for member in [&world.brand, &world.owner, &world.finance, &world.auditor] {
            app.get("/catalogue").by(member).send().await.expect(403);
            app.get(&format!("/catalogue/{id}")).by(member).send().await.expect(403);
            app.get("/api/v1/catalogue").by(member).send().await.expect(403);
            let pick = format!("/catalogue/{id}/pick");
            app.post(&pick).by(member).form(&[("comment", "")]).send().await.expect(403);
            let body = json!({ "product": id.to_string() });
            app.post("/api/v1/listings").by(member).json(&body).send().await.expect(403);
        }
        app.get("/api/v1/catalogue").send().await.expect(401);
        assert!(app.get("/catalogue").send().await.expect(303).location().starts_with("/session/new"));
    }

    async fn a_kol_searches_filters_and_sorts(app: &TestApp) {
        let world = &app.hashi;
        published(app, world, "CHEAP", 300, 10);
        published(app, world, "DEAR", 9000, 15);
        let mut plain = draft("BARE", 2000, 30);
        plain.sample_offered = String::new();
        plain.category = "sweets".into();
        published_from(app, world, plain);
        let skus = async |query: &str| {
            let path = format!("/api/v1/catalogue?{query}");
            let list = app.get(&path).by(&world.kol).language(Locale::En).send().await.expect(200).json();
            let name = |item: &serde_json::Value| {
                item["name"]["text"].as_str().expect("name").replace("Matcha ", "")
            };
            list["items"].as_array().expect("items").iter().map(name).collect::<Vec<_>>()
        };
        assert_eq!(skus("").await, ["BARE", "DEAR", "CHEAP"]);
        assert_eq!(skus("sort=rate").await, ["BARE", "DEAR", "CHEAP"]);
        assert_eq!(skus("sort=price").await, ["CHEAP", "BARE", "DEAR"]);
        assert_eq!(skus("sample=on").await, ["DEAR", "CHEAP"]);
        assert_eq!(skus("category=sweets").await, ["BARE"]);
        assert_eq!(skus("q=%E6%8A%B9%E8%8C%B6%E7%B2%89%20dear").await, ["DEAR"]);
        assert_eq!(skus("q=100%25_").await, [""; 0]);
        let none = app.get("/catalogue?q=%3Cscript%3E").by(&world.kol).send().await.expect(200).text();
        assert!(none.contains("没有符合条件的商品"));
        assert!(none.contains("&#60;script&#62;") && !none.contains("<script>"), "{none}");
        app.get("/api/v1/catalogue?after=x").by(&world.kol).send().await.expect(422);
        app.get("/api/v1/catalogue?sort=price&after=1.prd_x").by(&world.kol).send().await.expect(422);
    }

    async fn pages_go_on_where_the_last_one_ended_in_every_order(app: &TestApp) {
        let world = &app.hashi;
        for place in 0..26 {
            // Equal prices and rates over the page's end: the id decides.
            published(app, world, &format!("P-{place:02}"), 1000 + place % 2, 10 + place % 2);
        }
        for sort in ["newest", "rate", "price"] {
            let first = format!("/api/v1/catalogue?sort={sort}");
            let first = app.get(&first).by(&world.kol).send().await.expect(200).json();
            assert_eq!(first["items"].as_array().expect("items").len(), 24);
            let after = first["next"].as_str().expect("next");
            let rest = format!("/api/v1/catalogue?sort={sort}&after={after}");
            let rest = app.get(&rest).by(&world.kol).send().await.expect(200).json();
            assert_eq!(rest["items"].as_array().expect("items").len(), 2, "{sort}");
            assert!(rest["next"].is_null());
            let all = [first, rest];
            let mut ids: Vec<String> = all
                .iter()
                .flat_map(|list| list["items"].as_array().expect("items"))
                .map(|item| item["id"].to_string())
                .collect();
            ids.sort();
            ids.dedup();
            assert_eq!(ids.len(), 26, "{sort}");
        }
        let page = app.get("/catalogue?sort=price&sample=on").by(&world.kol).send().await.expect(200);
        assert!(page.text().contains("sample=on&#38;sort=price&#38;after=JPY.1001.prd_"));
    }

    async fn what_has_no_text_in_the_readers_language_says_so(app: &TestApp) {
        let world = &app.hashi;
        let mut untranslated = draft("MTC-1", 1980, 20);
        untranslated.texts.en = Default::default();
        published_from(app, world, untranslated);
        let page = app.get("/catalogue").by(&world.kol).language(Locale::En).send().await.expect(200).text();
        assert!(page.contains("Not in English"));
        assert!(page.contains("<span class=\"card-name\" lang=\"ja\">抹茶 MTC-1</span>"), "{page}");
    }

    async fn what_was_picked_is_marked(app: &TestApp) {
        let world = &app.hashi;
        let id = published(app, world, "MTC-1", 1980, 20);
        opened(app, &world.kol, "cha");
        let before = app.get("/catalogue").by(&world.kol).send().await.expect(200).text();
        assert!(!before.contains("已加入橱窗"));
        picked(app, &world.kol, id, "");
        let after = app.get("/catalogue").by(&world.kol).send().await.expect(200).text();
        assert!(after.contains("已加入橱窗"));
        let product = app.get(&format!("/catalogue/{id}")).by(&world.kol).send().await.expect(200).text();
        assert!(product.contains("已加入橱窗") && !product.contains(&format!("/catalogue/{id}/pick")));
        // Another KOL's pick is nobody's business.
        let other = app.get("/catalogue").by(&world.other_kol).send().await.expect(200).text();
        assert!(!other.contains("已加入橱窗"));
    }
}
