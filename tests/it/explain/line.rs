//! A commission explains itself from the order to the statement, to each reader what it may see.

use domain::{Locale, Timestamp};
use serde_json::{Value, json};
use server::platform::maintain::maintain;

use crate::app::{TestApp, stories};
use crate::makers::orders::{body, click, market, send, sold};

pub(super) async fn told(app: &TestApp, me: &domain::access::Member, path: &str) -> Value {
    let path = format!("/api/v1/explanations/{path}");
    app.get(&path).by(me).send().await.expect(200).json()
}

pub(super) fn step<'a>(told: &'a Value, code: &str) -> &'a Value {
    let steps = told["steps"].as_array().expect("steps");
    steps.iter().find(|step| step["code"] == code).unwrap_or_else(|| panic!("no {code}: {told}"))
}

pub(super) fn commission(order: &Value) -> String {
    order["lines"][0]["commission"]["id"].as_str().expect("a commission").to_owned()
}

fn text(value: &Value) -> &str {
    value.as_str().expect("text")
}

stories! {
    async fn a_commission_shows_its_digits_and_links_each_step(app: &TestApp) {
        let market = market(app);
        let at = Timestamp::parse("2026-10-30T03:00:00Z").expect("moment");
        let clicked = click(app, &app.hashi, &market.shop, at);
        let mut body = body("#1", "MRN-001", "4233");
        body["lines"][0]["quantity"] = json!(2);
        body["lines"][0]["discount"] = json!("200");
        body["click"] = clicked.to_string().into();
        body["coupon"] = "MEI10".into();
        let order = send(app, &app.hashi.manager, "k", &body).await.expect(201).json();
        let (id, path) = (commission(&order), format!("commission/{}", commission(&order)));
        let all = told(app, &app.hashi.auditor, &path).await;
        assert_eq!(all["figure"], json!({ "amount": "1240", "currency": "JPY" }));
        assert_eq!(text(&step(&all, "price")["text"]), "¥4,233 × 2 = ¥8,466");
        assert!(text(&step(&all, "taken_off")["text"]).contains("− ¥200"));
        assert_eq!(text(&step(&all, "times_half_up")["text"]), "¥8,266 × 15% = ¥1,239.9 → rounded half up to ¥1,240");
        assert_eq!(step(&all, "times_half_up")["arguments"]["exact"], json!({ "amount": "1239.9", "currency": "JPY", "is_cut": false }));
        assert_eq!(step(&all, "parts")["arguments"]["kol"]["amount"], "992");
        assert_eq!(step(&all, "passed_over")["arguments"]["code"], "MEI10");
        let ordered = &step(&all, "ordered")["link"];
        assert_eq!(ordered["page"], format!("/orders/{}", text(&order["id"])));
        assert_eq!(ordered["api"], format!("/api/v1/orders/{}", text(&order["id"])));
        let entry = text(&order["lines"][0]["commission"]["entry"]);
        assert_eq!(step(&all, "posted")["link"]["page"], format!("/ledger/entries/{entry}"));
        let kol = app.hashi.kol.organization;
        assert_eq!(step(&all, "in_month")["link"]["page"], format!("/statements/2026-11/kols/{kol}"));
        // In the reader's language, on a page; every amount of the order's page opens it.
        for (locale, said) in [
            (Locale::Ja, "8,266円 × 15% ＝ 1,239.9円 → 四捨五入して 1,240円"),
            (Locale::ZhHans, "8,266日元 × 15% = 1,239.9日元 → 四舍五入为 1,240日元"),
            (Locale::En, "rounded half up to ¥1,240"),
        ] {
            let page = app.get(&format!("/explain/{path}")).by(&app.hashi.manager).language(locale).send().await.expect(200).text();
            assert!(page.contains(said), "{said}: {page}");
        }
        let page = app.get(&format!("/orders/{}", text(&order["id"]))).by(&app.hashi.manager).send().await.expect(200).text();
        assert!(page.contains(&format!("class=\"explained\" href=\"/explain/commission/{id}\" aria-label=\"1,240円：内訳を見る\"")), "{page}");
    }

    async fn a_kol_and_a_brand_read_their_own_and_nobody_elses(app: &TestApp) {
        market(app);
        let mut body = body("#SECRET-1", "MRN-001", "8266");
        body["coupon"] = "RIN10".into();
        body["link_code"] = "nobody".into();
        let order = send(app, &app.hashi.manager, "k", &body).await.expect(201).json();
        let path = format!("commission/{}", commission(&order));
        let own = told(app, &app.hashi.kol, &path).await;
        assert_eq!(own["figure"]["amount"], "992");
        assert_eq!(step(&own, "part_of_kol")["arguments"]["amount"]["amount"], "992");
        assert_eq!(step(&own, "won_by_coupon")["arguments"]["code"], "RIN10");
        assert_eq!(step(&own, "in_month")["link"]["page"], "/earnings?month=2026-11");
        let whole = own.to_string();
        for secret in ["#SECRET-1", "\"248\"", "/orders/", "/ledger/", "nobody"] {
            assert!(!whole.contains(secret), "{secret}: {whole}");
        }
        let owed = told(app, &app.hashi.brand, &path).await;
        assert_eq!(owed["figure"]["amount"], "1240");
        let whole = owed.to_string();
        for secret in ["#SECRET-1", "RIN10", "\"992\"", "\"248\"", "/orders/", "/ledger/"] {
            assert!(!whole.contains(secret), "{secret}: {whole}");
        }
        for (me, status) in [
            (&app.hashi.other_kol, 404), (&app.hashi.other_brand, 404), (&app.kawa.owner, 404),
            (&app.kawa.kol, 404), (&app.hashi.reviewer, 403),
        ] {
            app.get(&format!("/explain/{path}")).by(me).send().await.expect(status);
            app.get(&format!("/api/v1/explanations/{path}")).by(me).send().await.expect(status);
        }
        app.get(&format!("/api/v1/explanations/{path}")).send().await.expect(401);
        for wrong in ["commission/com_x", "commission/'; DROP TABLE", "nothing/1", "commissions/2026-13.JPY", "month/2026-11.JPY", "debt/org_x.JPY", "entry/x", "account/x", "hold/x", "conversion/x", "fee/x", "adjustment/x"] {
            let path = format!("/explain/{}", wrong.replace(' ', "%20").replace('\'', "%27"));
            app.get(&path).by(&app.hashi.manager).send().await.expect(404);
            app.get(&path).by(&app.hashi.kol).send().await.expect(404);
        }
        // What the operator alone reads is missing for a party.
        app.get("/explain/commissions/2026-11.JPY").by(&app.hashi.kol).send().await.expect(404);
    }

    async fn a_rule_with_limits_and_days_is_told_as_it_was_frozen(app: &TestApp) {
        market(app);
        let rule = json!({
            "name": "Serums", "conditions": { "markets": ["JPY"], "brands": [app.hashi.brand.organization] },
            "terms": { "pay": { "percent": 125_000 }, "rounding": "down", "reduced_by": ["brand"],
                "limits": { "JPY": { "least": 2_000 } }, "holding_days": 45 },
        });
        app.post("/api/v1/commission-rules").by(&app.hashi.manager).json(&rule).send().await.expect(201);
        app.advance(60);
        let mut sale = body("#1", "MRN-001", "9919");
        sale["coupon"] = "RIN10".into();
        sale["placed_at"] = app.app.now().to_string().into();
        sale["paid_at"] = app.app.now().to_string().into();
        sale["lines"][0]["discounts"] = json!([{ "funder": "platform", "amount": "100" }]);
        let order = send(app, &app.hashi.manager, "k", &sale).await.expect(201).json();
        let path = format!("commission/{}", commission(&order));
        let all = told(app, &app.hashi.auditor, &path).await;
        assert_eq!(all["figure"]["amount"], "2000");
        assert_eq!(step(&all, "left_in")["arguments"]["amount"]["amount"], "100");
        assert_eq!(text(&step(&all, "times_down")["text"]), "¥9,919 × 12.5% = ¥1,239.875 → rounded down to ¥1,239");
        assert_eq!(step(&all, "raised")["arguments"]["to"]["amount"], "2000");
        assert_eq!(step(&all, "by_rule")["arguments"]["name"], "Serums");
        assert_eq!(step(&all, "rule_asks")["arguments"]["kinds"], json!(["brand", "market"]));
        assert_eq!(step(&all, "not_delivered")["arguments"]["days"], 45);
        // The name that staff gave the rule is not the KOL's to read.
        let own = told(app, &app.hashi.kol, &path).await;
        assert!(!own.to_string().contains("Serums"));
        step(&own, "by_rule_own");
    }

    async fn thirds_of_a_refund_and_the_holding_explain_themselves(app: &TestApp) {
        market(app);
        let order = sold(app, "#1", "MRN-001", "8265", "RIN10").await;
        let events = format!("/api/v1/orders/{}/events", text(&order["id"]));
        for (number, amount) in [("a", "2755"), ("b", "2755"), ("c", "2755")] {
            let event = json!({ "kind": "refund", "external_id": number, "at": "2026-11-03T00:00:00Z", "amount": amount });
            app.post(&events).by(&app.hashi.manager).json(&event).send().await.expect(201);
        }
        let original = told(app, &app.hashi.auditor, &format!("commission/{}", commission(&order))).await;
        assert_eq!(step(&original, "left")["arguments"]["left"]["amount"], "0");
        let whole = app.get(&format!("/api/v1/orders/{}", text(&order["id"]))).by(&app.hashi.manager).send().await.expect(200).json();
        let rows: Vec<String> = whole["lines"][0]["reversals"].as_array().expect("rows").iter().map(|row| text(&row["id"]).to_owned()).collect();
        let mut amounts = Vec::new();
        for (row, code) in rows.iter().zip(["taken_back", "taken_back", "taken_back_rest"]) {
            let told = told(app, &app.hashi.auditor, &format!("commission/{row}")).await;
            amounts.push(step(&told, code)["arguments"]["amount"]["amount"].clone());
            assert_eq!(step(&told, "corrects")["link"]["page"], format!("/explain/commission/{}", commission(&order)));
        }
        assert_eq!(amounts, ["-413", "-413", "-414"]);
        let second = told(app, &app.hashi.auditor, &format!("commission/{}", rows[1])).await;
        assert!(text(&step(&second, "taken_back")["text"]).starts_with("¥1,240 × ¥5,510 ÷ ¥8,265 = ¥826.66… → rounded down to ¥826 in all."), "{second}");
        let own = told(app, &app.hashi.kol, &format!("commission/{}", rows[1])).await;
        assert_eq!(own["figure"], step(&own, "own_back")["arguments"]["amount"]);

        let kept = sold(app, "#2", "MRN-001", "8266", "RIN10").await;
        let path = format!("/api/v1/orders/{}/events", text(&kept["id"]));
        let event = json!({ "kind": "delivered", "external_id": "d", "at": "2026-11-02T00:00:00Z" });
        app.post(&path).by(&app.hashi.manager).json(&event).send().await.expect(201);
        let path = format!("commission/{}", commission(&kept));
        let waits = told(app, &app.hashi.auditor, &path).await;
        assert_eq!(step(&waits, "holding")["arguments"]["days"], 30);
        step(&waits, "is_estimated");
        maintain(&app.app, Timestamp::parse("2027-01-01T00:00:00Z").expect("moment")).expect("the clocks");
        let stays = told(app, &app.hashi.auditor, &path).await;
        step(&stays, "holding_over");
        let posted: Vec<&Value> = stays["steps"].as_array().expect("steps").iter().filter(|step| step["code"] == "posted").collect();
        assert_eq!(posted.len(), 2);
        // The entry that confirmed it leads back to it.
        let entry = text(&posted[1]["link"]["page"]).rsplit('/').next().expect("id").to_owned();
        let entry = told(app, &app.hashi.kol, &format!("entry/{entry}")).await;
        assert_eq!(entry["figure"]["amount"], "992");
        // The refunded one and what took it back are confirmed with it, and come to nothing.
        let lines = entry["lines"].as_array().expect("lines");
        assert!(lines.iter().any(|line| line["link"]["page"] == format!("/explain/{path}")), "{entry}");
    }
}
