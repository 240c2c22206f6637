//! Fixed fees: agreed, due on their day, once.

use domain::Timestamp;
use domain::ledger::account::AccountCode;
use domain::{Currency, Money};
use serde_json::{Value, json};
use server::platform::maintain::maintain;

use crate::app::{TestApp, stories};
use crate::commissions::adjustment::stands;
use crate::makers::orders::{body as order_body, findings, market, send, sold};

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).expect("moment")
}
fn yen(minor: i64) -> Money {
    Money::new(minor, Currency::Jpy)
}
fn body(app: &TestApp, kind: &str) -> Value {
    json!({
        "kind": kind, "kol": app.hashi.kol.organization, "brand": app.hashi.brand.organization,
        "title": "十一月坑位", "amount": "50000", "currency": "JPY", "ends_on": "2026-11-30",
    })
}
async fn agreed(app: &TestApp, body: &Value) -> String {
    let made = app.post("/api/v1/fees").by(&app.hashi.manager).json(body).send().await;
    made.expect(201).json()["id"].as_str().expect("id").to_owned()
}
async fn state(app: &TestApp, id: &str) -> Value {
    let path = format!("/api/v1/fees/{id}");
    app.get(&path).by(&app.hashi.manager).send().await.expect(200).json()
}

stories! {
    async fn a_slot_fee_is_posted_on_its_day_and_once(app: &TestApp) {
        let id = agreed(app, &body(app, "slot")).await;
        let kol = AccountCode::KolAvailable(app.hashi.kol.organization);
        for (moment, looked_at, balance) in [
            ("2026-11-29T14:59:59Z", 0, 0), ("2026-11-29T15:00:00Z", 1, 50_000),
            ("2026-11-29T15:00:01Z", 0, 50_000),
        ] {
            let done = maintain(&app.app, at(moment)).expect("the clocks");
            assert_eq!((done.fees_reckoned, stands(app, kol)), (looked_at, yen(balance)), "{moment}");
        }
        let fee = state(app, &id).await;
        assert_eq!((fee["status"].as_str(), fee["earned"].as_str()), (Some("earned"), Some("50000")));
        assert_eq!(stands(app, AccountCode::ReceivableBrand(app.hashi.brand.organization)), yen(50_000));
        assert_eq!(findings(app), Vec::<String>::new());
        // Agreed and earned are told to both sides.
        let mails = app.get("/api/v1/mails").by(&app.hashi.manager).send().await.expect(200).json();
        assert_eq!(mails["items"].as_array().map(Vec::len), Some(4));
        for member in [&app.hashi.kol, &app.hashi.brand] {
            let page = app.get(&format!("/fees/{id}")).by(member).send().await.expect(200).text();
            assert!(page.contains("十一月坑位") && page.contains("50,000"), "{page}");
        }
        app.get(&format!("/fees/{id}")).by(&app.hashi.other_kol).send().await.expect(404);
        app.get(&format!("/api/v1/fees/{id}")).by(&app.kawa.manager).send().await.expect(404);
        let cancel = json!({ "act": "cancel", "note": "late", "version": 2 });
        let told = app.post(&format!("/api/v1/fees/{id}/acts")).by(&app.hashi.manager).json(&cancel).send().await.expect(409).text();
        assert!(told.contains("fee-state"), "{told}");
    }

    async fn how_a_fee_is_taxed_is_frozen_when_it_is_earned(app: &TestApp) {
        let id = agreed(app, &body(app, "slot")).await;
        let said = json!({ "class": "unregistered", "starts_on": "2026-11-01" });
        app.post("/api/v1/tax").by(&app.hashi.kol).json(&said).send().await.expect(201);
        assert_eq!(state(app, &id).await["tax"]["class"], "undeclared");
        maintain(&app.app, at("2026-11-29T15:00:00Z")).expect("the clocks");
        let later = json!({ "class": "abroad", "starts_on": "2026-11-02" });
        app.post("/api/v1/tax").by(&app.hashi.kol).json(&later).send().await.expect(201);
        // 50,000 with 10 % inside, of which 70 % may be deducted in that month.
        let tax = json!({ "class": "unregistered", "rate": "10", "amount": "4545", "deductible": "70" });
        assert_eq!(state(app, &id).await["tax"], tax);
        let page = app.get(&format!("/fees/{id}")).by(&app.hashi.kol).send().await.expect(200).text();
        assert!(page.contains("4,545"), "{page}");
        let file = app.get("/fees.csv?status=earned").by(&app.hashi.brand).send().await.expect(200).text();
        assert!(file.contains(",4545,70%,"), "{file}");
        let page = app.get("/earnings?month=2026-11").by(&app.hashi.kol).send().await.expect(200).text();
        let taxes = page.split("id=\"tax\"").nth(1).expect("taxes");
        assert!(taxes.contains("50,000") && taxes.contains("4,545"), "{taxes}");
    }

    async fn a_bonus_pays_each_step_that_was_reached_and_a_guarantee_tops_up(app: &TestApp) {
        let market = market(app);
        let mut order = order_body("#1", "MRN-001", "1000");
        order["coupon"] = json!(market.shop.coupon);
        order["lines"][0]["quantity"] = json!(12);
        send(app, &app.hashi.manager, "one", &order).await.expect(201);
        let back = sold(app, "#2", "MRN-001", "1000", "RIN10").await;
        let refund = json!({ "kind": "refund", "external_id": "r", "at": "2026-11-02T00:00:00Z" });
        let path = format!("/api/v1/orders/{}/events", back["id"].as_str().expect("id"));
        app.post(&path).by(&app.hashi.manager).json(&refund).send().await.expect(201);
        let mut bonus = body(app, "bonus");
        bonus["starts_on"] = json!("2026-11-01");
        bonus["ladder"] = json!("10 = 3000\n12 = 4000\n13 = 5000");
        bonus["product"] = json!(market.balm.id);
        let bonus = agreed(app, &bonus).await;
        let mut guarantee = body(app, "guarantee");
        guarantee["starts_on"] = json!("2026-11-01");
        guarantee["amount"] = json!("2000");
        let guarantee = agreed(app, &guarantee).await;
        let mut other = body(app, "bonus");
        other["starts_on"] = json!("2026-11-01");
        other["ladder"] = json!("1000 = 1");
        let other = agreed(app, &other).await;
        maintain(&app.app, at("2026-11-30T15:00:00Z")).expect("the clocks");
        let fee = state(app, &bonus).await;
        assert_eq!((fee["earned"].as_str(), fee["units"].as_i64()), (Some("7000"), Some(12)));
        // 12,000 at 15 %, 80 % of it: 1,440; the refunded one adds nothing.
        assert_eq!(state(app, &guarantee).await["earned"], "560");
        let missed = state(app, &other).await;
        assert_eq!((missed["status"].as_str(), missed["earned"].as_str()), (Some("lapsed"), Some("0")));
        assert_eq!(stands(app, AccountCode::KolAvailable(app.hashi.kol.organization)), yen(7_560));
        assert_eq!(findings(app), Vec::<String>::new());
    }

    async fn what_is_wrong_with_a_fee_is_said(app: &TestApp) {
        let world = &app.hashi;
        let market = market(app);
        for (field, value) in [
            ("kind", json!("gift")), ("kol", json!(world.brand.organization)),
            ("brand", json!(app.kawa.brand.organization)), ("title", json!("")),
            ("title", json!("x".repeat(121))), ("amount", json!("-1")), ("currency", json!("EUR")),
            ("ends_on", json!("tomorrow")), ("product", json!(market.tea.id)),
        ] {
            let mut wrong = body(app, "slot");
            wrong[field] = value.clone();
            let told = app.post("/api/v1/fees").by(&world.manager).json(&wrong).send().await.expect(422).text();
            assert!(told.contains(field), "{field} {value}: {told}");
        }
        for me in [&world.finance, &world.kol, &world.brand, &world.auditor] {
            app.post("/api/v1/fees").by(me).json(&body(app, "slot")).send().await.expect(403);
        }
        let all = app.get("/api/v1/fees").by(&world.manager).send().await.expect(200).json();
        assert_eq!(all["items"], json!([]));
        let kol = world.kol.organization.to_string();
        let typed = [("kind", "bonus"), ("kol", kol.as_str()), ("title", "年末"), ("ladder", "10 = x"), ("currency", "JPY"), ("ends_on", "2026-12-31")];
        let page = app.post("/fees/new").by(&world.manager).form(&typed).send().await.expect(422).text();
        assert!(page.contains("年末") && page.contains("1行目") && page.contains("10 = x"), "{page}");
    }

    async fn a_fee_is_canceled_with_a_reason_before_it_is_earned(app: &TestApp) {
        let id = agreed(app, &body(app, "production")).await;
        let place = format!("/fees/{id}/act");
        let silent = [("act", "cancel"), ("version", "1"), ("note", "")];
        app.post(&place).by(&app.hashi.manager).form(&silent).send().await.expect(422);
        let said = [("act", "cancel"), ("version", "1"), ("note", "配信中止")];
        app.post(&place).by(&app.hashi.kol).form(&said).send().await.expect(403);
        let stale = [("act", "cancel"), ("version", "9"), ("note", "配信中止")];
        app.post(&place).by(&app.hashi.manager).form(&stale).send().await.expect(409);
        let earn = [("act", "earn"), ("version", "1"), ("note", "now")];
        app.post(&place).by(&app.hashi.manager).form(&earn).send().await.expect(403);
        app.post(&place).by(&app.hashi.manager).form(&said).send().await.expect(303);
        maintain(&app.app, at("2027-01-01T00:00:00Z")).expect("the clocks");
        assert_eq!(state(app, &id).await["status"], "canceled");
        assert_eq!(stands(app, AccountCode::KolAvailable(app.hashi.kol.organization)), yen(0));
    }
}
