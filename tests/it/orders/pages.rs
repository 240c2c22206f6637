//! Orders in the browser.

use domain::Locale;

use crate::app::stories;
use crate::makers::orders::{body, click, market, send, sold};

stories! {
    async fn the_table_shows_orders_and_says_what_to_do_where_there_are_none(app: &TestApp) {
        let empty = app.get("/orders").by(&app.hashi.manager).send().await.expect(200).text();
        assert!(empty.contains("受注はまだありません") && empty.contains("/imports"));
        market(app);
        sold(app, "#A-1", "MRN-001", "3980", "RIN10").await;
        let page = app.get("/orders?month=2026-11").by(&app.hashi.auditor).send().await.expect(200).text();
        assert!(page.contains("#A-1") && page.contains("¥3,980") && page.contains("¥597"), "{page}");
        let none = app.get("/orders?q=zzz").by(&app.hashi.manager).send().await.expect(200).text();
        assert!(none.contains("条件に合う受注がありません"));
        // A page shows what it understands of its address.
        app.get("/orders?month=never&kol=me&after=x").by(&app.hashi.manager).send().await.expect(200);
        app.get("/orders").by(&app.hashi.brand).send().await.expect(403);
        app.get("/orders").by(&app.hashi.kol).send().await.expect(403);
        assert!(app.get("/orders").send().await.expect(303).location().starts_with("/session/new"));
    }

    async fn an_order_explains_itself_in_the_readers_language(app: &TestApp) {
        let market = market(app);
        let at = domain::Timestamp::parse("2026-10-30T03:00:00Z").expect("moment");
        let clicked = click(app, &app.hashi, &market.shop, at);
        let mut body = body("<script>alert(1)</script>", "MRN-001", "8266");
        body["click"] = clicked.to_string().into();
        body["coupon"] = "MEI10".into();
        let order = send(app, &app.hashi.manager, "k", &body).await.expect(201).json();
        let path = format!("/orders/{}", order["id"].as_str().expect("id"));
        let page = app.get(&path).by(&app.hashi.manager).send().await.expect(200).text();
        assert!(!page.contains("<script>alert"), "{page}");
        for text in ["2026/10/30 12:00", "30日以内の受注", "クーポンコード「MEI10」：より確かな手がかりを優先",
            "8,266円", "15%", "1,240円", "992円", "248円", "プラン第1版", "請求見込み", "商品MRN-001"] {
            assert!(page.contains(text), "{text}: {page}");
        }
        let chinese = app.get(&path).by(&app.hashi.manager).language(Locale::ZhHans).send().await.expect(200).text();
        assert!(chinese.contains("产品MRN-001") && chinese.contains("推广链接") && chinese.contains("1,240日元"));
        let entry = order["lines"][0]["commission"]["entry"].as_str().expect("entry");
        assert!(page.contains(&format!("/ledger/entries/{entry}")));
        app.get(&path).by(&app.kawa.manager).send().await.expect(404);
        app.get(&path).by(&app.hashi.kol).send().await.expect(403);
    }

    async fn the_file_of_orders_runs_no_formula(app: &TestApp) {
        market(app);
        for number in ["=HYPERLINK(\"http://evil.example\")", "+1", "-1", "@x", "plain, \"quoted\""] {
            sold(app, number, "MRN-001", "3980", "RIN10").await;
        }
        let reply = app.get("/orders.csv?month=2026-11").by(&app.hashi.manager).send().await.expect(200);
        assert_eq!(reply.headers.get("content-type").and_then(|kind| kind.to_str().ok()), Some("text/csv; charset=utf-8"));
        let text = reply.text();
        assert_eq!(text.lines().count(), 6);
        assert!(text.starts_with('\u{feff}'));
        for cell in ["\"'=HYPERLINK(\"\"http://evil.example\"\")\"", "'+1", "'-1", "'@x", "\"plain, \"\"quoted\"\"\""] {
            assert!(text.contains(&format!(",{cell},api,")), "{cell}: {text}");
        }
        assert!(text.contains(",JPY,3980,597,"));
        app.get("/orders.csv?month=x").by(&app.hashi.manager).send().await.expect(422);
        app.get("/orders.csv").by(&app.hashi.brand).send().await.expect(403);
    }

    async fn a_long_file_of_orders_is_whole(app: &TestApp) {
        market(app);
        let file = {
            let text = String::from_utf8(include_bytes!("../../../backend/domain/tests/data/shopify_utf8.csv").to_vec()).expect("text");
            let mut lines = text.lines();
            let (headings, row) = (lines.next().expect("headings").to_owned(), lines.next().expect("row").to_owned());
            let rows: String = (0..1_203).map(|n| row.replace("#1001", &format!("#{n}")) + "\n").collect();
            format!("{headings}\n{rows}")
        };
        let sent = app.post("/api/v1/imports").by(&app.hashi.manager).bytes("text/csv", file.into_bytes()).send().await.expect(202);
        server::platform::worker::work(&app.app).expect("work");
        let place = format!("/api/v1/imports/{}/acts", sent.json()["id"].as_str().expect("id"));
        app.post(&place).by(&app.hashi.manager).json(&serde_json::json!({ "act": "apply" })).send().await.expect(202);
        server::platform::worker::work(&app.app).expect("work");
        let text = app.get("/orders.csv").by(&app.hashi.manager).send().await.expect(200).text();
        assert_eq!(text.lines().count(), 1_204);
        let mut numbers: Vec<&str> = text.lines().skip(1).filter_map(|line| line.split(',').nth(1)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!(numbers.len(), 1_203);
        // The table goes from page to page and shows each order once.
        let page = app.get("/orders").by(&app.hashi.manager).send().await.expect(200).text();
        assert!(page.contains("rel=\"next\""));
    }
}
