//! Picking products, and what is done to them on the shelf.

use serde_json::{Value, json};

use crate::app::{TestApp, stories};
use crate::makers::catalogue::published;
use crate::makers::storefronts::{opened, picked, replanned};
use domain::access::Member;

async fn shelf(app: &TestApp, kol: &Member) -> Vec<(String, String)> {
    let list = app.get("/api/v1/listings").by(kol).send().await.expect(200).json();
    let pair = |item: &Value| {
        let text = |name: &str| item[name].as_str().unwrap_or_default().to_owned();
        (text("name").replace("抹茶粉 ", ""), text("status"))
    };
    list["items"].as_array().expect("items").iter().map(pair).collect()
}

fn pairs(told: &[(&str, &str)]) -> Vec<(String, String)> {
    told.iter().map(|(name, status)| ((*name).to_owned(), (*status).to_owned())).collect()
}

stories! {
    async fn a_kol_without_a_storefront_is_led_to_open_one_first(app: &TestApp) {
        let world = &app.hashi;
        let id = published(app, world, "MTC-1", 1980, 20);
        let form = [("comment", "")];
        let path = format!("/catalogue/{id}/pick");
        let led = app.post(&path).by(&world.kol).form(&form).send().await.expect(303).location();
        assert_eq!(led, format!("/storefront?next=/catalogue/{id}&done=storefront-first"));
        let page = app.get(&led).by(&world.kol).send().await.expect(200).text();
        assert!(page.contains(&format!("name=\"next\" value=\"/catalogue/{id}\"")), "{page}");
        let body = json!({ "product": id.to_string() });
        let refused = app.post("/api/v1/listings").by(&world.kol).json(&body).send().await.expect(409);
        assert_eq!(refused.json()["type"], "urn:kakehashi:error:storefront-none");
    }

    async fn a_pick_freezes_the_rate_and_a_second_one_is_refused(app: &TestApp) {
        let world = &app.hashi;
        let id = published(app, world, "MTC-1", 1980, 20);
        opened(app, &world.kol, "cha");
        let path = format!("/catalogue/{id}/pick");
        let form = [("comment", "每天一杯")];
        let done = app.post(&path).by(&world.kol).form(&form).send().await.expect(303);
        assert_eq!(done.location(), "/storefront?done=listing-picked");
        let again = app.post(&path).by(&world.kol).form(&form).send().await.expect(409);
        assert!(again.text().contains("该商品已加入店铺"));
        let body = json!({ "product": id.to_string() });
        let again = app.post("/api/v1/listings").by(&world.kol).json(&body).send().await.expect(409);
        assert_eq!(again.json()["type"], "urn:kakehashi:error:listing-exists");

        app.advance(60);
        replanned(app, world, id, "5");
        let list = app.get("/api/v1/listings").by(&world.kol).send().await.expect(200).json();
        assert_eq!(list["items"][0]["rate_percent"], "20");
        assert_eq!(list["items"][0]["comment"], "每天一杯");
        let offer = app.get(&format!("/api/v1/catalogue/{id}")).by(&world.kol).send().await.expect(200);
        assert_eq!(offer.json()["rate_percent"], "5");
    }

    async fn what_was_taken_down_comes_back_at_the_terms_of_the_day(app: &TestApp) {
        let world = &app.hashi;
        let id = published(app, world, "MTC-1", 1980, 20);
        opened(app, &world.kol, "cha");
        let listing = picked(app, &world.kol, id, "");
        let acts = format!("/api/v1/listings/{listing}/acts");
        let act = |name: &str| app.post(&acts).by(&world.kol).json(&json!({ "act": name })).send();
        assert_eq!(act("pause").await.expect(200).json()["status"], "paused");
        assert_eq!(act("pause").await.expect(409).json()["type"], "urn:kakehashi:error:listing-state");
        assert_eq!(act("resume").await.expect(200).json()["status"], "listed");
        assert_eq!(act("delist").await.expect(200).json()["status"], "delisted");
        act("resume").await.expect(409);
        act("up").await.expect(409);
        app.advance(60);
        replanned(app, world, id, "5");
        let body = json!({ "product": id.to_string() });
        let back = app.post("/api/v1/listings").by(&world.kol).json(&body).send().await.expect(201).json();
        assert_eq!(back["id"], listing.to_string());
        assert_eq!(back["rate_percent"], "5");
    }

    async fn a_kol_orders_the_shelf(app: &TestApp) {
        let world = &app.hashi;
        opened(app, &world.kol, "cha");
        let mut ids = Vec::new();
        for sku in ["A", "B", "C"] {
            ids.push(picked(app, &world.kol, published(app, world, sku, 1000, 10), ""));
        }
        let act = |id: usize, name: &'static str| {
            let path = format!("/storefront/listings/{}", ids[id]);
            async move { app.post(&path).by(&world.kol).form(&[("act", name)]).send().await.expect(303) }
        };
        act(2, "up").await;
        let order = pairs(&[("A", "listed"), ("C", "listed"), ("B", "listed")]);
        assert_eq!(shelf(app, &world.kol).await, order);
        act(0, "up").await;
        assert_eq!(shelf(app, &world.kol).await, order);
        act(2, "delist").await;
        act(0, "down").await;
        let order = pairs(&[("B", "listed"), ("A", "listed"), ("C", "delisted")]);
        assert_eq!(shelf(app, &world.kol).await, order);
    }

    async fn a_comment_is_kept_in_the_kols_language_and_escaped(app: &TestApp) {
        let world = &app.hashi;
        opened(app, &world.kol, "cha");
        let listing = picked(app, &world.kol, published(app, world, "A", 1000, 10), "");
        let path = format!("/storefront/listings/{listing}");
        let hostile = "<script>alert(1)</script>\u{0}\u{202e}好";
        let form = [("act", "comment"), ("comment", hostile)];
        let done = app.post(&path).by(&world.kol).form(&form).send().await.expect(303);
        assert_eq!(done.location(), "/storefront?done=listing-comment");
        for place in ["/storefront".to_owned(), format!("/n/hashi/s/cha/p/{listing}")] {
            let page = app.get(&place).by(&world.kol).send().await.expect(200).text();
            assert!(page.contains("&#60;script&#62;alert(1)"), "{page}");
            assert!(!page.contains("<script>") && !page.contains('\u{0}'));
        }
        let long = "长".repeat(501);
        let form = [("act", "comment"), ("comment", long.as_str())];
        let wrong = app.post(&path).by(&world.kol).form(&form).send().await.expect(422).text();
        assert!(wrong.contains("500"));
        let list = app.get("/api/v1/listings").by(&world.kol).send().await.expect(200).json();
        assert!(list["items"][0]["comment"].as_str().expect("comment").ends_with('好'));
    }

    async fn anothers_listing_is_not_there(app: &TestApp) {
        let world = &app.hashi;
        opened(app, &world.kol, "cha");
        opened(app, &world.other_kol, "ocha");
        let product = published(app, world, "A", 1000, 10);
        let listing = picked(app, &world.kol, product, "");
        let (page, acts) =
            (format!("/storefront/listings/{listing}"), format!("/api/v1/listings/{listing}/acts"));
        for (member, status) in [
            (&world.other_kol, 404),
            (&app.kawa.kol, 404),
            // The brand sees it, but it is not the brand's to change.
            (&world.brand, 403),
            (&world.owner, 403),
        ] {
            for act in ["pause", "delist", "up", "comment"] {
                app.post(&page).by(member).form(&[("act", act)]).send().await.expect(status);
                let body = json!({ "act": act });
                app.post(&acts).by(member).json(&body).send().await.expect(status);
            }
        }
        assert_eq!(shelf(app, &world.kol).await, pairs(&[("A", "listed")]));
        app.post(&acts).json(&json!({ "act": "pause" })).send().await.expect(401);
        let wrong = app.post(&acts).by(&world.kol).json(&json!({ "act": "sell" })).send().await;
        assert_eq!(wrong.expect(422).json()["errors"][0]["field"], "act");
        let extra = json!({ "act": "pause", "kol": "org_x" });
        app.post(&acts).by(&world.kol).json(&extra).send().await.expect(422);
        app.post("/storefront/listings/lst_x").by(&world.kol).form(&[]).send().await.expect(404);
        app.post(&page).by(&world.kol).form(&[("act", "sell")]).send().await.expect(422);
    }
}
