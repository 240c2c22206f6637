//! Opening a storefront and writing its profile.

use serde_json::{Value, json};

use crate::app::{TestApp, stories};
use crate::makers::storefronts::opened;

const FORM: [(&str, &str); 7] = [
    ("slug", "cha"),
    ("theme", "matcha"),
    ("platform", "photo_notes"),
    ("followers", "12,000"),
    ("city", "上海"),
    ("title_zh_hans", "有茶的日子"),
    ("bio_zh_hans", "分享每天喝的茶。"),
];

fn with<'a>(change: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut form = FORM.to_vec();
    form.retain(|(name, _)| change.iter().all(|(changed, _)| changed != name));
    form.extend_from_slice(change);
    form
}

async fn current(app: &TestApp) -> Value {
    app.get("/api/v1/storefront").by(&app.hashi.kol).send().await.expect(200).json()
}

stories! {
    async fn a_kol_opens_a_storefront_and_sees_its_address(app: &TestApp) {
        let kol = &app.hashi.kol;
        app.get("/api/v1/storefront").by(kol).send().await.expect(404);
        let form = app.get("/storefront").by(kol).send().await.expect(200).text();
        assert!(form.contains("开通店铺") && form.contains("http://kakehashi.test/n/hashi/s/"));
        let sent = with(&[("next", "/catalogue/prd_1")]);
        let done = app.post("/storefront/edit").by(kol).form(&sent).send().await.expect(303);
        assert_eq!(done.location(), "/catalogue/prd_1?done=storefront-opened");
        let mine = current(app).await;
        assert_eq!(mine["url"], "http://kakehashi.test/n/hashi/s/cha");
        assert_eq!(mine["followers"], 12_000);
        assert_eq!(mine["texts"]["zh-Hans"]["title"], "有茶的日子");
        let page = app.get("/storefront").by(kol).send().await.expect(200).text();
        assert!(page.contains("data-copy=\"http://kakehashi.test/n/hashi/s/cha\""));
        assert!(page.contains("还没有商品"));
        // Sent once more, it does not open a second one.
        app.post("/storefront/edit").by(kol).form(&with(&[("slug", "cha2")])).send().await.expect(409);
        assert_eq!(current(app).await["slug"], "cha");
        app.get("/n/hashi/s/cha2").send().await.expect(404);
    }

    async fn a_form_with_mistakes_comes_back_with_what_was_typed(app: &TestApp) {
        let kol = &app.hashi.kol;
        let long = "长".repeat(61);
        for (change, says) in [
            (("slug", ""), "slug-error"),
            (("slug", "No Spaces"), "slug-error"),
            (("slug", "ab"), "slug-error"),
            (("slug", "-cha-"), "slug-error"),
            (("slug", "admin"), "slug-error"),
            (("slug", "<script>"), "slug-error"),
            (("theme", "neon"), "theme-error"),
            (("platform", ""), "platform-error"),
            (("followers", "-1"), "followers-error"),
            (("title_zh_hans", ""), "title_zh_hans-error"),
            (("title_zh_hans", long.as_str()), "title_zh_hans-error"),
        ] {
            let form = with(&[change]);
            let back = app.post("/storefront/edit").by(kol).form(&form).send().await.expect(422).text();
            assert!(back.contains(&format!("id=\"{says}\"")), "{change:?}");
            assert!(back.contains("分享每天喝的茶。") && !back.contains("<script>"));
        }
        app.get("/api/v1/storefront").by(kol).send().await.expect(404);
    }

    async fn an_address_of_the_network_is_given_once(app: &TestApp) {
        opened(app, &app.hashi.other_kol, "cha");
        let kol = &app.hashi.kol;
        let back = app.post("/storefront/edit").by(kol).form(&FORM).send().await.expect(422).text();
        assert!(back.contains("id=\"slug-error\"") && back.contains("该网址名称已被使用"));
        let body = json!({ "slug": "cha", "theme": "sumi", "platform": "blog",
            "texts": { "zh-Hans": { "title": "茶" } } });
        let taken = app.call(actix_web::http::Method::PUT, "/api/v1/storefront").by(kol).json(&body);
        assert_eq!(taken.send().await.expect(409).json()["type"], "urn:kakehashi:error:slug-taken");
        // In another network it is free.
        app.post("/storefront/edit").by(&app.kawa.kol).form(&FORM).send().await.expect(303);
    }

    async fn a_profile_is_written_over_only_by_who_saw_it(app: &TestApp) {
        let kol = &app.hashi.kol;
        opened(app, kol, "cha");
        let form = app.get("/storefront/edit").by(kol).send().await.expect(200).text();
        assert!(form.contains("name=\"version\" value=\"1\"") && form.contains("有茶的日子"));
        let first = with(&[("version", "1"), ("city", "东京")]);
        let done = app.post("/storefront/edit").by(kol).form(&first).send().await.expect(303);
        assert_eq!(done.location(), "/storefront?done=storefront-revised");
        let late = with(&[("version", "1"), ("city", "大阪")]);
        let stale = app.post("/storefront/edit").by(kol).form(&late).send().await.expect(409).text();
        assert!(stale.contains("大阪"));
        assert_eq!(current(app).await["city"], "东京");
        let put = |body: Value| {
            app.call(actix_web::http::Method::PUT, "/api/v1/storefront").by(kol).json(&body).send()
        };
        let mut body = json!({ "version": 1, "slug": "cha", "theme": "sumi", "platform": "blog",
            "texts": { "zh-Hans": { "title": "茶" } } });
        assert_eq!(put(body.clone()).await.expect(409).json()["type"], "urn:kakehashi:error:stale");
        body["version"] = json!(2);
        let after = put(body).await.expect(200).json();
        assert_eq!((&after["theme"], &after["version"]), (&json!("sumi"), &json!(3)));
        put(json!({ "slug": "cha", "kol": "org_x" })).await.expect(422);
    }

    async fn storefronts_are_kept_by_kols_alone(app: &TestApp) {
        let world = &app.hashi;
        for member in [&world.brand, &world.owner, &world.auditor] {
            app.get("/storefront").by(member).send().await.expect(403);
            app.get("/storefront/edit").by(member).send().await.expect(403);
            app.post("/storefront/edit").by(member).form(&FORM).send().await.expect(403);
            app.post("/storefront/coupon").by(member).form(&[("code", "CHA10")]).send().await.expect(403);
            app.get("/api/v1/storefront").by(member).send().await.expect(403);
            app.get("/api/v1/listings").by(member).send().await.expect(403);
        }
        app.get("/n/hashi/s/cha").send().await.expect(404);
    }

    async fn a_kol_takes_a_coupon_code_that_nobody_has(app: &TestApp) {
        let world = &app.hashi;
        opened(app, &world.kol, "cha");
        opened(app, &world.other_kol, "ocha");
        let form = [("code", " ｃｈａ10 ")];
        let done = app.post("/storefront/coupon").by(&world.kol).form(&form).send().await.expect(303);
        assert_eq!(done.location(), "/storefront?done=coupon-made");
        assert_eq!(current(app).await["coupons"], json!(["CHA10"]));
        let page = app.get("/storefront").by(&world.kol).send().await.expect(200).text();
        assert!(page.contains("data-copy=\"CHA10\""));
        let taken = app.post("/storefront/coupon").by(&world.other_kol).form(&form).send().await;
        assert!(taken.expect(409).text().contains("已被使用"));
        for wrong in ["", "a b", "<b>x</b>", "りん10", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"] {
            let form = [("code", wrong)];
            let back = app.post("/storefront/coupon").by(&world.kol).form(&form).send().await;
            // Blanks inside are no part of a code: `a b` is too short.
            assert!(back.expect(422).text().contains("code-error"), "{wrong}");
        }
    }
}
