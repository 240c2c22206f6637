//! The shop that everybody sees.

use domain::Locale;
use domain::id::ClickId;
use serde_json::json;
use store::scope::OfOrganization;

use crate::app::{TestApp, stories};
use crate::makers::catalogue::{draft, drafted, published, published_from};
use crate::makers::storefronts::{opened, picked, profile, withdrawn};

async fn read(app: &TestApp, path: &str, locale: Locale) -> String {
    app.get(path).language(locale).send().await.expect(200).text()
}

stories! {
    async fn what_is_picked_shows_in_the_readers_language_with_its_label(app: &TestApp) {
        let world = &app.hashi;
        opened(app, &world.kol, "cha");
        let listing = picked(app, &world.kol, published(app, world, "MTC-1", 1980, 20), "每天一杯");
        drafted(app, world, draft("HIDDEN", 500, 10));
        let zh = read(app, "/n/hashi/s/cha", Locale::ZhHans).await;
        assert!(zh.contains("<html lang=\"zh-Hans\">") && zh.contains("data-theme=\"matcha\""));
        assert!(zh.contains("<b>广告</b>") && zh.contains("抹茶粉 MTC-1") && zh.contains("有茶的日子"));
        assert!(zh.contains("hreflang=\"ja\" href=\"http://kakehashi.test/n/hashi/s/cha?lang=ja\""));
        let ja = read(app, "/n/hashi/s/cha", Locale::Ja).await;
        assert!(ja.contains("<b>PR・広告</b>") && ja.contains("抹茶 MTC-1") && ja.contains("1,980"));
        // The bio is there in Chinese alone.
        assert!(ja.contains("<p class=\"bio\" lang=\"zh-Hans\">"), "{ja}");
        assert!(!ja.contains("HIDDEN") && !ja.contains("20%"));
        let asked = app.get("/n/hashi/s/cha?lang=en").header("accept-language", "ja").send().await;
        assert!(asked.expect(200).text().contains("<html lang=\"en\">"));

        let page = format!("/n/hashi/s/cha/p/{listing}");
        let zh = read(app, &page, Locale::ZhHans).await;
        assert!(zh.contains("<b>广告</b>") && zh.contains("<blockquote class=\"quote\"><p>每天一杯</p>"));
        assert!(zh.contains("香气浓郁的头道茶。") && zh.contains("无中文标签") && zh.contains("个人自用"));
        let ja = read(app, &page, Locale::Ja).await;
        assert!(ja.contains("<blockquote class=\"quote\" lang=\"zh-Hans\">") && ja.contains("PR・広告"));
        assert!(ja.contains("この商品は販売者のショップで"));
    }

    async fn what_is_not_listed_or_not_published_disappears(app: &TestApp) {
        let world = &app.hashi;
        opened(app, &world.kol, "cha");
        let mut pages = Vec::new();
        let mut products = Vec::new();
        for sku in ["STAYS", "PAUSED", "DELISTED", "WITHDRAWN"] {
            let product = published(app, world, sku, 1000, 10);
            products.push(product);
            pages.push(picked(app, &world.kol, product, ""));
        }
        let act = |place: usize, name: &'static str| {
            let path = format!("/api/v1/listings/{}/acts", pages[place]);
            async move { app.post(&path).by(&world.kol).json(&json!({ "act": name })).send().await.expect(200) }
        };
        act(1, "pause").await;
        act(2, "delist").await;
        withdrawn(app, world, products[3]);
        let shelf = read(app, "/n/hashi/s/cha", Locale::Ja).await;
        for (place, hidden) in ["STAYS", "PAUSED", "DELISTED", "WITHDRAWN"].iter().enumerate() {
            assert_eq!(shelf.contains(hidden), place == 0, "{hidden}");
            let page = format!("/n/hashi/s/cha/p/{}", pages[place]);
            let status = if place == 0 { 200 } else { 404 };
            app.get(&page).send().await.expect(status);
        }
        let mine = app.get("/storefront").by(&world.kol).send().await.expect(200).text();
        assert!(mine.contains("商品未公开，店铺中不显示"), "{mine}");
        act(1, "resume").await;
        assert!(read(app, "/n/hashi/s/cha", Locale::Ja).await.contains("PAUSED"));
    }

    async fn another_networks_storefront_is_not_there(app: &TestApp) {
        let (hashi, kawa) = (&app.hashi, &app.kawa);
        opened(app, &hashi.kol, "cha");
        opened(app, &kawa.kol, "kawa-cha");
        let here = picked(app, &hashi.kol, published(app, hashi, "A", 1000, 10), "");
        let there = picked(app, &kawa.kol, published(app, kawa, "B", 1000, 10), "");
        for missing in [
            "/n/hashi/s/kawa-cha".to_owned(),
            "/n/kawa/s/cha".to_owned(),
            "/n/nowhere/s/cha".to_owned(),
            "/n/hashi/s/%3Cscript%3E".to_owned(),
            format!("/n/hashi/s/cha/p/{there}"),
            format!("/n/kawa/s/kawa-cha/p/{here}"),
            "/n/hashi/s/cha/p/lst_x".to_owned(),
        ] {
            let page = app.get(&missing).send().await.expect(404).text();
            assert!(!page.contains("<script>"), "{missing}");
        }
        app.get("/api/v1/networks/hashi/storefronts/kawa-cha/listings").send().await.expect(404);
        app.get("/api/v1/networks/nowhere/storefronts/cha/listings").send().await.expect(404);
    }

    async fn hostile_texts_are_shown_as_texts(app: &TestApp) {
        let world = &app.hashi;
        let (me, at, mut hostile) = (world.kol.clone(), app.app.now(), profile("cha"));
        hostile.texts.zh_hans.title = "\"><script>alert(1)</script>".into();
        hostile.texts.zh_hans.bio = "<img src=x onerror=alert(1)>\n第二行".into();
        hostile.city = "<b>上海</b>".into();
        app.app
            .store
            .write(OfOrganization::of(&world.kol), move |tx| {
                server::storefronts::storefront::open(tx, &me, &hostile, at)
            })
            .expect("storefront");
        let mut product = draft("X", 1000, 10);
        product.texts.zh_hans.name = "<script>alert(2)</script>".into();
        product.texts.zh_hans.selling_points = "<b>一</b>\n二".into();
        let listing = picked(app, &world.kol, published_from(app, world, product), "</blockquote><script>");
        for path in ["/n/hashi/s/cha".to_owned(), format!("/n/hashi/s/cha/p/{listing}?k=%22%3E%3Cscript%3E")] {
            let page = read(app, &path, Locale::ZhHans).await;
            for raw in ["<script>", "<img src=x", "<b>上海", "<b>一", "</blockquote><"] {
                assert!(!page.contains(raw), "{raw} in {page}");
            }
            assert!(page.contains("&#60;script&#62;"));
        }
    }

    async fn the_click_is_carried_to_the_order_note(app: &TestApp) {
        let world = &app.hashi;
        opened(app, &world.kol, "cha");
        app.post("/storefront/coupon").by(&world.kol).form(&[("code", "CHA10")]).send().await.expect(303);
        let listing = picked(app, &world.kol, published(app, world, "A", 1000, 10), "");
        let click = ClickId::new();
        let shelf = read(app, &format!("/n/hashi/s/cha?k={click}"), Locale::Ja).await;
        assert!(shelf.contains(&format!("/n/hashi/s/cha/p/{listing}?k={click}")), "{shelf}");
        let page = read(app, &format!("/n/hashi/s/cha/p/{listing}?k={click}"), Locale::Ja).await;
        assert!(page.contains(&format!("data-copy=\"kakehashi: {click}\"")));
        assert!(page.contains("data-copy=\"CHA10\""));
        for none in ["", "?k=", "?k=clk_x", "?k=%3Cscript%3E", "?k=lst_x&k=clk_y", "?k=%"] {
            let page = read(app, &format!("/n/hashi/s/cha/p/{listing}{none}"), Locale::Ja).await;
            assert!(!page.contains("kakehashi: ") && page.contains("CHA10"), "{none}");
        }
    }

    async fn a_shelf_goes_on_page_by_page(app: &TestApp) {
        let world = &app.hashi;
        opened(app, &world.kol, "cha");
        for place in 0..26 {
            picked(app, &world.kol, published(app, world, &format!("P-{place:02}"), 1000, 10), "");
        }
        let api = "/api/v1/networks/hashi/storefronts/cha/listings";
        let first = app.get(api).language(Locale::ZhHans).send().await.expect(200).json();
        assert_eq!(first["items"].as_array().expect("items").len(), 24);
        assert_eq!(first["disclosure"], "广告");
        assert_eq!(first["items"][0]["name"]["text"], "抹茶粉 P-00");
        let next = format!("{api}?after={}", first["next"].as_str().expect("next"));
        let rest = app.get(&next).language(Locale::ZhHans).send().await.expect(200).json();
        assert_eq!(rest["items"][1]["name"]["text"], "抹茶粉 P-25");
        assert!(rest["next"].is_null() && rest["items"][2].is_null());
        let page = read(app, "/n/hashi/s/cha", Locale::Ja).await;
        assert!(page.contains("href=\"/n/hashi/s/cha?after=24\""));
        let last = read(app, "/n/hashi/s/cha?after=24", Locale::Ja).await;
        assert!(last.contains("P-25") && !last.contains("P-00") && !last.contains("after=26"));
        let past = read(app, "/n/hashi/s/cha?after=99", Locale::Ja).await;
        assert!(past.contains("最初のページへ"));
        read(app, "/n/hashi/s/cha?after=x", Locale::Ja).await;

        // What a phone loads before it sees the shop: page, style, script.
        let assets = &*server::http::assets::ASSETS;
        let (mut whole, mut sent) = (0, 0);
        for path in ["/n/hashi/s/cha", &assets.css, &assets.js] {
            whole += app.get(path).send().await.expect(200).body.len();
            let reply = app.get(path).header("accept-encoding", "gzip").send().await.expect(200);
            sent += reply.body.len();
        }
        assert!(whole < 64_000, "{whole} bytes");
        assert!(sent < 60_000, "{sent} bytes");
    }
}
