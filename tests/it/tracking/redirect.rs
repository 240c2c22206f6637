//! Following a tracked link.

use std::sync::Arc;

use actix_web::http::Method;
use domain::id::ClickId;
use serde_json::json;
use server::app::App;
use server::config::{Clicks, Settings};
use server::http::limit::Limits;
use server::keys::{Effort, Keys};
use server::mail::Transport;
use server::platform::badge::Badges;
use server::tenancy::directory::Directory;
use server::tracking::redirect::{Visit, follow as follow_link};

use crate::app::{Reply, TestApp, stories};
use crate::makers::catalogue::published;
use crate::makers::storefronts::{linked, opened, picked};

const PHONE: &str = "Mozilla/5.0 (iPhone) Mobile MicroMessenger/8.0.50";

async fn follow(app: &TestApp, code: &str, agent: &str) -> Reply {
    app.get(&format!("/r/{code}")).header("user-agent", agent).send().await
}

/// The clicks of the KOL's only link.
async fn clicks(app: &TestApp) -> i64 {
    let list = app.get("/api/v1/links").by(&app.hashi.kol).send().await.expect(200).json();
    list["items"][0]["clicks"].as_i64().expect("clicks")
}

stories! {
    async fn a_visitor_is_led_to_the_shop_and_the_click_is_kept(app: &TestApp) {
        let world = &app.hashi;
        opened(app, &world.kol, "cha");
        let listing = picked(app, &world.kol, published(app, world, "A", 1000, 10), "");
        let link = linked(app, world, &world.kol, Some(listing));
        let reply = app
            .get(&format!("/r/ha{}", link.code))
            .header("user-agent", PHONE)
            .header("referer", "https://example.com/post?secret=1")
            .send()
            .await
            .expect(302);
        assert_eq!(reply.headers.get("cache-control").expect("header"), "no-store");
        let place = reply.location();
        let (path, click) = place.split_once("?k=").expect("click");
        assert_eq!(path, format!("/n/hashi/s/cha/p/{listing}"));
        click.parse::<ClickId>().expect("click id");
        let page = app.get(&place).send().await.expect(200).text();
        assert!(page.contains(&format!("kakehashi: {click}")));
        assert_eq!(clicks(app).await, 1);
        follow(app, &format!("ha{}", link.code), PHONE).await.expect(302);
        assert_eq!(clicks(app).await, 2);
        let page = app.get("/links").by(&world.kol).send().await.expect(200).text();
        assert!(page.contains("data-label=\"点击次数\">2</td>"), "{page}");
    }

    async fn a_program_is_let_through_and_leaves_no_click(app: &TestApp) {
        let world = &app.hashi;
        opened(app, &world.kol, "cha");
        let code = format!("ha{}", linked(app, world, &world.kol, None).code);
        for agent in ["Mozilla/5.0 (compatible; Googlebot/2.1)", "curl/8.5", "WhatsApp preview"] {
            let reply = follow(app, &code, agent).await.expect(302);
            assert_eq!(reply.location(), "/n/hashi/s/cha");
        }
        let head = app.call(Method::HEAD, &format!("/r/{code}")).header("user-agent", PHONE).send().await;
        assert_eq!(head.expect(302).location(), "/n/hashi/s/cha");
        assert_eq!(clicks(app).await, 0);
    }

    async fn a_code_that_is_none_leads_nowhere(app: &TestApp) {
        let world = &app.hashi;
        opened(app, &world.kol, "cha");
        let code = linked(app, world, &world.kol, None).code;
        for wrong in [
            "".to_owned(),
            "ha".to_owned(),
            code.clone(),
            format!("kw{code}"),
            format!("HA{code}"),
            format!("ha{code}x"),
            "ha1111111".to_owned(),
            "ha0OIl___".to_owned(),
            "ha%00%00%00%00%00%00%00".to_owned(),
            "%E3%81%82%E3%81%82%E3%81%82".to_owned(),
            "%3Cscript%3E".to_owned(),
            "..%2f..%2fx".to_owned(),
            "x".repeat(5_000),
        ] {
            let reply = follow(app, &wrong, PHONE).await.expect(404);
            assert!(!reply.text().contains("<script>"), "{wrong}");
        }
        assert_eq!(clicks(app).await, 0);
    }

    async fn a_link_follows_its_storefront_to_a_new_address(app: &TestApp) {
        let world = &app.hashi;
        let kol = &world.kol;
        opened(app, kol, "cha");
        let listing = picked(app, kol, published(app, world, "A", 1000, 10), "");
        let whole = linked(app, world, kol, None).code;
        let one = linked(app, world, kol, Some(listing)).code;
        let body = json!({ "version": 1, "slug": "ocha", "theme": "sumi", "platform": "blog",
            "texts": { "zh-Hans": { "title": "茶" } } });
        app.call(Method::PUT, "/api/v1/storefront").by(kol).json(&body).send().await.expect(200);
        let place = follow(app, &format!("ha{whole}"), PHONE).await.expect(302).location();
        assert!(place.starts_with("/n/hashi/s/ocha?k="), "{place}");
        let place = follow(app, &format!("ha{one}"), PHONE).await.expect(302).location();
        assert!(place.starts_with(&format!("/n/hashi/s/ocha/p/{listing}?k=")), "{place}");
        app.get(&place).send().await.expect(200);
    }

    async fn answered_first_a_click_is_kept_all_the_same(app: &TestApp) {
        let world = &app.hashi;
        opened(app, &world.kol, "cha");
        let code = format!("ha{}", linked(app, world, &world.kol, None).code);
        let hasty = Arc::new(App {
            store: app.app.store.clone(),
            clock: Arc::clone(&app.app.clock),
            keys: Keys::new([7; 32], Effort::Least).expect("keys"),
            settings: Settings { clicks: Clicks::AnswerFirst, ..app.app.settings.clone() },
            transport: Transport::Memory(Arc::clone(&app.mails)),
            limits: Limits::new(1),
            directory: Directory::default(),
            orders: server::together::Together::default(),
            messages: server::together::Together::default(),
            clicks: server::together::Together::default(),
            badges: Badges::default(),
        });
        let visit = Visit { address: "192.0.2.1", agent: Some(PHONE), referrer: None };
        let way = follow_link(&hasty, &code, visit).await.expect("way");
        assert_eq!(way.path, "/n/hashi/s/cha");
        assert!(way.click.is_some());
        for _ in 0..100 {
            if clicks(app).await == 1 {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        panic!("the click was lost");
    }
}
