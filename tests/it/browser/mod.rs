//! The main job in a real browser: a manufacturer submits, an account manager approves, a KOL picks,
//! a shopper in Shanghai opens the storefront on a phone.

mod driver;

use std::path::PathBuf;
use std::sync::Arc;

use driver::{Browser, free_port};

use crate::app::{Engine, PASSWORD, TestApp};

/// A picture that the clerk has on her desk.
fn picture() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../seed/demo/pictures/MRN-001.jpg")
}

struct Story {
    browser: Browser,
    site: String,
}

impl Story {
    fn visit(&self, path: &str) {
        self.browser.visit(&format!("{}{path}", self.site));
    }

    fn sign_in(&self, email: &str) {
        self.visit("/session/new");
        self.browser.fill("#email", email);
        self.browser.fill("#password", PASSWORD);
        self.browser.press("main form button");
        self.browser.text(".bar");
    }

    /// Keeps pictures of a page on a desk and on a phone, and checks that nothing runs over the edge.
    fn look(&self, name: &str) {
        for (width, height) in [(1280, 900), (390, 844)] {
            self.browser.size(width, height);
            let over = self.browser.ask("return document.documentElement.scrollWidth - innerWidth");
            assert!(
                over.as_i64().unwrap_or(0) <= 0,
                "{name} runs over the edge at {width}: {over}"
            );
            self.browser.picture(&format!("{name}-{width}"));
        }
        self.browser.size(1280, 900);
    }
}

#[actix_web::test]
async fn a_product_goes_from_the_clerks_desk_to_a_phone_in_shanghai() {
    let Some(browser) = Browser::open() else {
        eprintln!(
            "\n*** SKIPPED the browser story: no ChromeDriver and Chromium on the path ***\n"
        );
        return;
    };
    let app = TestApp::new(Engine::Sqlite).expect("SQLite");
    let port = free_port();
    let shared = Arc::clone(&app.app);
    let server = actix_web::HttpServer::new(move || server::http::service(Arc::clone(&shared)))
        .workers(1)
        .bind(("127.0.0.1", port))
        .expect("an address")
        .run();
    let handle = server.handle();
    actix_web::rt::spawn(server);
    let story = Story { browser, site: format!("http://127.0.0.1:{port}") };
    actix_web::web::block(move || tell(&story)).await.expect("the story");
    handle.stop(false).await;
    app.leave();
}

fn tell(story: &Story) {
    let browser = &story.browser;
    browser.size(1280, 900);

    story.sign_in("clerk@hashi.example");
    story.visit("/products/new");
    let fields = [
        ("#name_ja", "雫の化粧水"),
        ("#summary_ja", "みずみずしく使える、毎日の化粧水です。"),
        ("#description_ja", "朝と夜の洗顔のあとにお使いください。香りは控えめです。"),
        ("#selling_points_ja", "国内の工房で少量ずつ製造"),
        ("#name_zh_hans", "水滴化妆水"),
        ("#summary_zh_hans", "清爽好用的日常化妆水。"),
        ("#description_zh_hans", "早晚洁面后使用，香味清淡。"),
        ("#sku", "SZK-001"),
        ("#price", "2980"),
        ("#rate", "18"),
    ];
    for (selector, text) in fields {
        browser.fill(selector, text);
    }
    browser.choose("#category", "skincare");
    browser.give("#picture", &picture().canonicalize().expect("a picture").display().to_string());
    story.look("1-submission");
    browser.press("button[name=then]");
    assert!(browser.text("main").contains("雫の化粧水"));
    story.look("2-submitted");

    story.sign_in("manager@hashi.example");
    story.visit("/reviews");
    story.look("3-queue");
    browser.press("main table tbody a");
    browser.press("button[value=take]");
    browser.click("#act");
    story.look("4-review");
    browser.press("aside form button");
    browser.text(".notice");

    story.sign_in("star@hashi.example");
    story.visit("/storefront");
    story.look("5-open-storefront");
    browser.fill("#slug", "star");
    browser.choose("#platform", "photo_notes");
    browser.fill("#title_zh_hans", "小星的日本好物");
    browser.fill("#followers", "120000");
    browser.fill("#city", "上海");
    browser.press("main form button.primary");
    story.visit("/catalogue");
    story.look("6-catalogue");
    browser.press("main a[href^='/catalogue/prd_']");
    browser.fill("#comment", "自用了一个月，冬天也不干。");
    story.look("7-pick");
    browser.press("main form button.primary");
    story.visit("/storefront");
    story.look("8-storefront");

    story.visit("/language/zh-Hans?next=/n/hashi/s/star");
    assert_eq!(browser.ask("return document.documentElement.lang"), "zh-Hans");
    let shelf = browser.text("main");
    assert!(shelf.contains("水滴化妆水"), "{shelf}");
    assert!(shelf.contains("广告"), "{shelf}");
    story.look("9-shelf-zh");
    browser.size(390, 844);
    browser.press("a.card");
    let product = browser.text("main");
    assert!(product.contains("自用了一个月，冬天也不干。"), "{product}");
    assert!(product.contains("广告"), "{product}");
    story.look("10-product-zh");
    story.visit("/language/ja?next=/n/hashi/s/star");
    assert!(browser.text("main").contains("雫の化粧水"));
    story.look("11-shelf-ja");
}
