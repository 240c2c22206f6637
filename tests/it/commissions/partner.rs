//! Agencies and referrers: agreed, cut from each commission, turned with it, seen by both sides.

use domain::Timestamp;
use domain::access::Member;
use domain::commissions::split::{Bearer, PartnerKind};
use domain::ledger::account::AccountCode;
use domain::{Currency, Money};
use serde_json::{Value, json};
use server::platform::maintain::maintain;

use crate::app::{TestApp, stories};
use crate::commissions::adjustment::stands;
use crate::invariants::broken;
use crate::makers::orders::{body, findings, market, send, sold};
use crate::makers::partners::{agreed, mcn};

fn yen(minor: i64) -> Money {
    Money::new(minor, Currency::Jpy)
}
fn terms(app: &TestApp, payee: &Member) -> Value {
    json!({
        "kind": "mcn", "kol": app.hashi.kol.organization, "payee": payee.organization,
        "rate": "2", "bearer": "kol", "starts_on": "2026-11-02", "note": "<b>合同</b>",
    })
}
/// An order of the first day of the agreement, 8,266 yen at 15 %.
async fn ordered(app: &TestApp, number: &str) -> Value {
    let mut order = body(number, "MRN-001", "8266");
    order["placed_at"] = json!("2026-11-02T09:00:00+09:00");
    order["paid_at"] = json!("2026-11-02T09:01:00+09:00");
    order["delivered_at"] = json!("2026-11-02T09:30:00+09:00");
    order["coupon"] = json!("RIN10");
    send(app, &app.hashi.manager, &number.replace('#', "n"), &order).await.expect(201).json()
}
async fn refund(app: &TestApp, order: &Value, id: &str, amount: &str) {
    let event = json!({
        "kind": "refund", "external_id": id, "at": "2026-11-02T09:45:00+09:00", "amount": amount,
    });
    let path = format!("/api/v1/orders/{}/events", order["id"].as_str().expect("id"));
    app.post(&path).by(&app.hashi.manager).json(&event).send().await.expect(201);
}
fn sound(app: &TestApp) {
    assert_eq!(findings(app), Vec::<String>::new());
    let mut raw = app.raw();
    let clock = Timestamp::parse("2027-03-01T00:00:00Z");
    assert_eq!(broken(&mut raw, clock), Vec::<String>::new());
}

stories! {
    async fn an_agency_has_its_part_of_each_commission_and_both_sides_see_it(app: &TestApp) {
        market(app);
        let agency = mcn(app, "agency");
        let told = terms(app, &agency);
        let made = app.post("/api/v1/partners").by(&app.hashi.manager).json(&told).send().await;
        let made = made.expect(201).json();
        assert_eq!((made["rate"].as_str(), made["state"].as_str()), (Some("2"), Some("active")));
        // An order of the day before has no part, one of the first day has.
        // An example tells everybody's part.
        let example = json!({ "example": {
            "sku": "MRN-001", "kol": app.hashi.kol.organization, "currency": "JPY",
            "unit_price": "8266", "quantity": 1, "placed_at": "2026-11-02T09:00:00+09:00",
        } });
        let path = "/api/v1/commission-rules/try";
        let tried = app.post(path).by(&app.hashi.finance).json(&example).send().await.expect(200).json();
        assert_eq!((&tried["kol_amount"], &tried["partners"][0]["amount"]), (&json!("827"), &json!("165")));
        let before = sold(app, "#0", "MRN-001", "8266", "RIN10").await;
        assert_eq!(before["lines"][0]["commission"]["kol_amount"], "992");
        assert!(before["lines"][0]["commission"]["parts"].is_null());
        let order = ordered(app, "#1").await;
        let earned = &order["lines"][0]["commission"];
        assert_eq!((earned["amount"].as_str(), earned["kol_amount"].as_str()), (Some("1240"), Some("827")));
        assert_eq!(earned["network_amount"], "248");
        let part = &earned["parts"][0];
        assert_eq!((part["amount"].as_str(), part["bearer"].as_str()), (Some("165"), Some("kol")));
        assert_eq!(stands(app, AccountCode::EstimatedMcn(agency.organization)), yen(165));
        let path = format!("/orders/{}", order["id"].as_str().expect("id"));
        let page = app.get(&path).by(&app.hashi.manager).send().await.expect(200).text();
        assert!(page.contains("agency") && page.contains("165"), "{page}");
        sound(app);
        // Whoever has the part sees it; the KOL sees what is taken; nobody else sees either.
        let home = app.get("/earnings").by(&agency).send().await.expect(303).location();
        let page = app.get(&home).by(&agency).send().await.expect(200).text();
        assert!(page.contains("165") && page.contains("Kol"), "{page}");
        let file = app.get("/earnings/parts.csv?month=2026-11").by(&agency).send().await.expect(200).text();
        assert!(file.contains("8266") && file.contains("165"), "{file}");
        let list = app.get("/api/v1/parts").by(&agency).send().await.expect(200).json();
        assert_eq!(list["items"][0]["amount"], "165");
        let page = app.get("/earnings").by(&app.hashi.kol).send().await.expect(200).text();
        assert!(page.contains("agency") && page.contains("165"), "{page}");
        for stranger in [&app.hashi.other_kol, &mcn(app, "stranger")] {
            let list = app.get("/api/v1/parts").by(stranger).send().await.expect(200).json();
            assert_eq!(list["items"], json!([]));
            let list = app.get("/api/v1/partners").by(stranger).send().await.expect(200).json();
            assert_eq!(list["items"], json!([]));
        }
        let page = app.get("/partners").by(&app.hashi.kol).send().await.expect(200).text();
        assert!(page.contains("&#60;b&#62;合同") && !page.contains("<b>合同"), "{page}");
        let mails = app.get("/api/v1/mails").by(&app.hashi.manager).send().await.expect(200).json();
        assert_eq!(mails["items"].as_array().map(Vec::len), Some(2));
    }

    async fn refunds_and_confirmations_turn_every_part(app: &TestApp) {
        market(app);
        let agency = mcn(app, "agency");
        agreed(app, (PartnerKind::Mcn, Bearer::Kol), &app.hashi.kol, &agency, "2");
        let (kol, rival) = (&app.hashi.kol, &app.hashi.other_kol);
        agreed(app, (PartnerKind::Referrer, Bearer::Network), kol, rival, "1");
        let one = ordered(app, "#1").await;
        let parts = &one["lines"][0]["commission"]["parts"];
        assert_eq!((parts[0]["amount"].as_str(), parts[1]["amount"].as_str()), (Some("165"), Some("83")));
        assert_eq!(one["lines"][0]["commission"]["network_amount"], "165");
        let two = ordered(app, "#2").await;
        // What a referrer's month came to opens with its parts in it.
        let path = format!("/api/v1/explanations/month/2026-11.JPY.{}", rival.organization);
        let month = app.get(&path).by(rival).send().await.expect(200).json();
        assert_eq!(month["figure"]["amount"], "166");
        refund(app, &one, "a", "2755").await;
        sound(app);
        maintain(&app.app, Timestamp::parse("2026-12-10T00:00:00Z").expect("moment")).expect("clocks");
        sound(app);
        assert_eq!(stands(app, AccountCode::EstimatedMcn(agency.organization)), yen(0));
        refund(app, &one, "b", "2755").await;
        refund(app, &one, "c", "2756").await;
        refund(app, &two, "d", "8266").await;
        sound(app);
        for account in [
            AccountCode::McnFrozen(agency.organization),
            AccountCode::KolFrozen(kol.organization),
            AccountCode::KolFrozen(rival.organization),
            AccountCode::NetworkFee,
        ] {
            assert_eq!(stands(app, account), yen(0), "{account}");
        }
        let month = app.get("/statements?month=2026-11").by(&app.hashi.manager).send().await;
        assert!(month.expect(200).text().contains("agency"));
        let page = app.get("/earnings/parts?month=2026-11").by(rival).send().await.expect(200).text();
        assert!(page.contains("83"), "{page}");
    }

    async fn an_agreement_that_cannot_be_is_refused(app: &TestApp) {
        let agency = mcn(app, "agency");
        let good = terms(app, &agency);
        let with = |field: &str, value: Value| {
            let mut wrong = good.clone();
            wrong[field] = value;
            wrong
        };
        for (wrong, code) in [
            (json!({ "kind": "mcn", "kol": "", "payee": "", "rate": "", "bearer": "" }), "field-required"),
            (with("payee", json!(app.hashi.other_kol.organization)), "partner-kind"),
            (with("payee", json!(app.hashi.brand.organization)), "partner-kind"),
            (with("payee", json!(app.hashi.kol.organization)), "partner-self"),
            (with("payee", json!(app.kawa.kol.organization)), "choice-unknown"),
            (with("kol", json!(app.kawa.kol.organization)), "choice-unknown"),
            (with("kol", json!(app.hashi.brand.organization)), "choice-unknown"),
            (with("rate", json!("100.5")), "rate-out-of-range"),
            (with("starts_on", json!("2026-11-01")), "partner-in-past"),
            (with("ends_on", json!("2026-11-01")), "period-wrong"),
            (with("note", json!("字".repeat(501))), "field-too-long"),
            (with("bearer", json!("brand'; DROP TABLE orders")), "choice-unknown"),
        ] {
            let told = app.post("/api/v1/partners").by(&app.hashi.manager).json(&wrong).send().await;
            let told = told.expect(422).text();
            assert!(told.contains(code), "{code}: {told}");
        }
        for me in [&app.hashi.finance, &app.hashi.auditor, &app.hashi.kol, &app.hashi.brand, &agency] {
            app.post("/api/v1/partners").by(me).json(&good).send().await.expect(403);
        }
        let list = app.get("/api/v1/partners").by(&app.hashi.manager).send().await.expect(200).json();
        assert_eq!(list["items"], json!([]));
        let form = [("kind", "mcn"), ("rate", "2"), ("note", "kept as typed")];
        let page = app.post("/partners/new").by(&app.hashi.manager).form(&form).send().await;
        assert!(page.expect(422).text().contains("kept as typed"));

        let made = app.post("/api/v1/partners").by(&app.hashi.manager).json(&good).send().await;
        let id = made.expect(201).json()["id"].as_str().expect("id").to_owned();
        let told = app.post("/api/v1/partners").by(&app.hashi.manager).json(&good).send().await;
        assert!(told.expect(409).text().contains("partner-exists"));
        let end = format!("/api/v1/partners/{id}/end");
        app.post(&end).by(&app.kawa.manager).json(&json!({})).send().await.expect(404);
        app.post(&end).by(&agency).json(&json!({})).send().await.expect(403);
        let past = json!({ "ends_on": "2026-10-01" });
        let told = app.post(&end).by(&app.hashi.manager).json(&past).send().await.expect(422).text();
        assert!(told.contains("partner-in-past"), "{told}");
        app.post(&end).by(&app.hashi.manager).json(&json!({})).send().await.expect(200);
        let told = app.post(&end).by(&app.hashi.manager).json(&json!({})).send().await;
        assert!(told.expect(409).text().contains("partner-ended"));
        // Once it is over another one may follow.
        app.post("/api/v1/partners").by(&app.hashi.manager).json(&good).send().await.expect(409);
        let next = with("starts_on", json!(""));
        app.post("/api/v1/partners").by(&app.hashi.manager).json(&next).send().await.expect(201);
    }
}
