//! Tracked links of a KOL.

use serde_json::{Value, json};

use crate::app::stories;
use crate::makers::catalogue::published;
use crate::makers::storefronts::{linked, opened, picked};

stories! {
    async fn a_kol_makes_a_link_and_sees_its_address(app: &TestApp) {
        let world = &app.hashi;
        let empty = app.get("/links").by(&world.kol).send().await.expect(200).text();
        assert!(empty.contains("您还没有店铺"));
        app.post("/links").by(&world.kol).form(&[("channel", "line")]).send().await.expect(409);
        opened(app, &world.kol, "cha");
        let listing = picked(app, &world.kol, published(app, world, "A", 1000, 10), "").to_string();
        let form = [("listing", listing.as_str()), ("channel", "xiaohongshu")];
        let done = app.post("/links").by(&world.kol).form(&form).send().await.expect(303);
        assert_eq!(done.location(), "/links?done=link-made");
        let body = json!({ "channel": "line" });
        let whole = app.post("/api/v1/links").by(&world.kol).json(&body).send().await.expect(201).json();
        let code = whole["code"].as_str().expect("code");
        assert!(code.starts_with("ha") && code.len() == 9, "{code}");
        assert_eq!(whole["url"], format!("http://kakehashi.test/r/{code}"));
        assert_eq!(whole["path"], "/n/hashi/s/cha");
        let list = app.get("/api/v1/links").by(&world.kol).send().await.expect(200).json();
        assert_eq!(list["items"].as_array().expect("items").len(), 2);
        assert_eq!(list["items"][1]["path"], format!("/n/hashi/s/cha/p/{listing}"));
        assert_eq!(list["items"][1]["clicks"], 0);
        let page = app.get("/links").by(&world.kol).send().await.expect(200).text();
        assert!(page.contains(&format!("data-copy=\"http://kakehashi.test/r/{code}\"")));
        assert!(page.contains("小红书") && page.contains("整个店铺") && page.contains("抹茶粉 A"));
    }

    async fn bad_wishes_make_no_link(app: &TestApp) {
        let world = &app.hashi;
        opened(app, &world.kol, "cha");
        opened(app, &world.other_kol, "ocha");
        let product = published(app, world, "A", 1000, 10);
        let foreign = picked(app, &world.other_kol, product, "").to_string();
        let mine = picked(app, &world.kol, product, "").to_string();
        for (listing, channel, status) in [
            ("", "", 422),
            ("", "carrier pigeon", 422),
            ("", "<script>", 422),
            ("//evil.example", "line", 422),
            (foreign.as_str(), "line", 404),
        ] {
            let form = [("listing", listing), ("channel", channel)];
            let back = app.post("/links").by(&world.kol).form(&form).send().await.expect(status).text();
            assert!(!back.contains("<script>"));
        }
        let api = |body: Value| app.post("/api/v1/links").by(&world.kol).json(&body).send();
        api(json!({ "listing": foreign, "channel": "line" })).await.expect(404);
        api(json!({ "channel": "line", "path": "//evil.example" })).await.expect(422);
        api(json!({ "listing": mine })).await.expect(422);
        let acts = format!("/api/v1/listings/{mine}/acts");
        app.post(&acts).by(&world.kol).json(&json!({ "act": "delist" })).send().await.expect(200);
        api(json!({ "listing": mine, "channel": "line" })).await.expect(409);
        let list = app.get("/api/v1/links").by(&world.kol).send().await.expect(200).json();
        assert_eq!(list["items"], json!([]));
    }

    async fn links_are_their_kols_alone(app: &TestApp) {
        let world = &app.hashi;
        opened(app, &world.kol, "cha");
        linked(app, world, &world.kol, None);
        for member in [&world.brand, &world.owner, &world.auditor] {
            app.get("/links").by(member).send().await.expect(403);
            app.post("/links").by(member).form(&[("channel", "line")]).send().await.expect(403);
            app.get("/api/v1/links").by(member).send().await.expect(403);
        }
        for stranger in [&world.other_kol, &app.kawa.kol] {
            let list = app.get("/api/v1/links").by(stranger).send().await.expect(200).json();
            assert_eq!(list["items"], json!([]));
        }
        app.get("/api/v1/links").send().await.expect(401);
        app.get("/api/v1/links?after=lnk_x").by(&world.kol).send().await.expect(422);
    }
}
