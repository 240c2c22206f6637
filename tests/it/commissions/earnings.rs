//! The own money: a KOL sees its earnings, a brand its cost, nobody the others'.

use domain::Locale;
use serde_json::json;

use crate::app::stories;
use crate::makers::orders::{body, market, send, sold};

stories! {
    async fn a_kol_sees_what_it_earned_and_nobody_elses(app: &TestApp) {
        market(app);
        sold(app, "#1", "MRN-001", "8266", "RIN10").await;
        sold(app, "#2", "MRN-002", "5800", "MEI10").await;
        let page = app.get("/earnings").by(&app.hashi.kol).send().await.expect(200).text();
        // 992 of 1,240 are the KOL's; the rival's 696 are not shown.
        assert!(page.contains("992日元") && page.contains("产品MRN-001"), "{page}");
        assert!(!page.contains("696") && !page.contains("产品MRN-002"), "{page}");
        let list = app.get("/api/v1/commissions").by(&app.hashi.kol).send().await.expect(200).json();
        assert_eq!(list["items"].as_array().map(Vec::len), Some(1));
        assert_eq!(list["items"][0]["kol_amount"], "992");
        let rival = app.hashi.other_kol.organization;
        let none = app.get(&format!("/api/v1/commissions?kol={rival}")).by(&app.hashi.kol).send().await.expect(200).json();
        assert_eq!(none["items"], json!([]));
        let sheet = app.get("/api/v1/statements/2026-11").by(&app.hashi.kol).send().await.expect(200).json();
        assert_eq!(sheet["kols"].as_array().map(Vec::len), Some(1));
        assert_eq!(sheet["kols"][0]["net"], "992");
        assert_eq!(sheet["kols"][0]["estimated"], "992");
        assert_eq!(sheet["brands"], json!([]));
        let all = app.get("/api/v1/commissions").by(&app.hashi.finance).send().await.expect(200).json();
        assert_eq!(all["items"].as_array().map(Vec::len), Some(2));
        assert_eq!(app.get("/api/v1/commissions").by(&app.kawa.finance).send().await.expect(200).json()["items"], json!([]));
        let empty = app.get("/earnings?month=2026-01").by(&app.hashi.kol).send().await.expect(200).text();
        assert!(empty.contains("本月还没有佣金") && empty.contains("/links"));
    }

    async fn a_brand_sees_what_it_owes_per_kol_and_product(app: &TestApp) {
        market(app);
        sold(app, "#1", "MRN-001", "8266", "RIN10").await;
        sold(app, "#2", "MRN-002", "5800", "MEI10").await;
        sold(app, "#3", "KYT-003", "2160", "RIN10").await;
        let page = app.get("/earnings").by(&app.hashi.brand).send().await.expect(200).text();
        // 1,240 and 870 are the brand's; the tea's 216 another one's.
        for text in ["14,066円", "2,110円", "1,240円", "870円", "商品MRN-001", "商品MRN-002", "Otherkol"] {
            assert!(page.contains(text), "{text}: {page}");
        }
        assert!(!page.contains("KYT-003") && !page.contains("216円"), "{page}");
        let english = app.get("/earnings").by(&app.hashi.brand).language(Locale::En).send().await.expect(200).text();
        assert!(english.contains("Commission owed"));
        let sheet = app.get("/api/v1/statements/2026-11").by(&app.hashi.brand).send().await.expect(200).json();
        assert_eq!(sheet["brands"][0]["net"], "2110");
        assert_eq!(sheet["kols"].as_array().map(Vec::len), Some(2));
        let empty = app.get("/earnings").by(&app.kawa.brand).send().await.expect(200).text();
        assert!(empty.contains("この月の売上はまだありません"));
    }

    async fn the_own_money_is_for_those_who_have_some(app: &TestApp) {
        app.get("/earnings").by(&app.hashi.finance).send().await.expect(403);
        app.get("/api/v1/commissions").by(&app.hashi.reviewer).send().await.expect(403);
        app.get("/api/v1/commissions").send().await.expect(401);
        app.get("/api/v1/commissions?month=x").by(&app.hashi.kol).send().await.expect(422);
        app.get("/api/v1/commissions?after=x").by(&app.hashi.kol).send().await.expect(422);
        app.get("/earnings?after=x&month=y").by(&app.hashi.kol).send().await.expect(200);
    }

    async fn commissions_are_paged(app: &TestApp) {
        market(app);
        for number in 0..7 {
            let mut order = body(&format!("#{number}"), "MRN-001", "1000");
            order["coupon"] = json!("RIN10");
            send(app, &app.hashi.manager, &number.to_string(), &order).await.expect(201);
        }
        let (mut seen, mut after) = (Vec::new(), String::new());
        loop {
            let path = format!("/api/v1/commissions?month=2026-11&limit=3&after={after}");
            let page = app.get(&path).by(&app.hashi.kol).send().await.expect(200).json();
            seen.extend(page["items"].as_array().expect("items").iter().map(|item| item["id"].to_string()));
            let Some(next) = page["next"].as_str() else { break };
            after = next.to_owned();
        }
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 7);
    }

    async fn fees_and_corrections_stand_beside_commissions(app: &TestApp) {
        let market = market(app);
        let world = &app.hashi;
        sold(app, "#1", "MRN-001", "8266", "RIN10").await;
        let (kol, brand) = (world.kol.organization, world.brand.organization);
        let fee = json!({ "kind": "slot", "kol": kol, "brand": brand, "title": "坑位", "amount": "3000", "currency": "JPY", "ends_on": "2026-11-02" });
        app.post("/api/v1/fees").by(&world.manager).json(&fee).send().await.expect(201);
        server::platform::maintain::maintain(&app.app, app.app.now()).expect("the clocks");
        let made = json!({ "kol": kol, "brand": brand, "amount": "-100", "currency": "JPY", "reason": "late_return", "text": "退货结算" });
        let made = app.post("/api/v1/adjustments").by(&world.manager).json(&made).send().await.expect(201).json();
        let act = format!("/api/v1/adjustments/{}/acts", made["id"].as_str().expect("id"));
        app.post(&act).by(&world.owner).json(&json!({ "act": "approve", "version": 1 })).send().await.expect(200);
        // 992 + 3,000 - 100; available are 2,900.
        let page = app.get("/earnings").by(&world.kol).send().await.expect(200).text();
        for text in ["3,892日元", "2,900日元", "退货结算", "坑位", "优惠码", "可结算日期"] {
            assert!(page.contains(text), "{text}: {page}");
        }
        // 1,240 + 3,000 - 100; owed now are 2,900.
        let page = app.get("/earnings").by(&world.brand).send().await.expect(200).text();
        for text in ["4,140円", "2,900円", "992円", "248円", "坑位", "月別"] {
            assert!(page.contains(text), "{text}: {page}");
        }
        let file = app.get("/earnings.csv?month=2026-11").by(&world.kol).send().await.expect(200).text();
        assert_eq!(file.lines().count(), 4, "{file}");
        assert!(file.contains("992") && file.contains("-100") && file.contains("3000"), "{file}");
        let other = format!("/earnings.csv?month=2026-11&product={}", market.tea.id);
        let none = app.get(&other).by(&world.kol).send().await.expect(200).text();
        assert_eq!(none.lines().count(), 1, "{none}");
        let rival = app.get("/earnings.csv?month=2026-11").by(&world.other_kol).send().await.expect(200).text();
        assert_eq!(rival.lines().count(), 1, "{rival}");
        app.get("/earnings.csv").by(&world.finance).send().await.expect(403);
    }

    async fn a_link_leads_down_to_its_lines(app: &TestApp) {
        let market = market(app);
        let world = &app.hashi;
        sold(app, "#1", "MRN-001", "8266", "RIN10").await;
        let mut order = body("#2", "MRN-002", "1000");
        order["link_code"] = json!(format!("ha{}", market.shop.code));
        send(app, &world.manager, "two", &order).await.expect(201);
        let page = app.get("/earnings").by(&world.kol).send().await.expect(200).text();
        let start = page.find("link=lnk_").expect("a link") + 5;
        let narrow = format!("/earnings.csv?month=2026-11&link={}", &page[start..start + 30]);
        let file = app.get(&narrow).by(&world.kol).send().await.expect(200).text();
        assert!(file.contains("产品MRN-002") && !file.contains("产品MRN-001"), "{file}");
        app.get("/earnings?link=x&product=y&kol=z").by(&world.kol).send().await.expect(200);
    }
}
