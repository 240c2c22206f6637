//! KOLs whose payable is below nothing.

use domain::access::Member;
use domain::ledger::account::AccountCode;
use domain::{Currency, Money};
use serde_json::{Value, json};

use crate::app::{TestApp, stories};
use crate::commissions::adjustment::stands;
use crate::makers::ledger::debit_mcn as owes;
use crate::makers::orders::findings;
use crate::makers::partners::mcn;

fn yen(minor: i64) -> Money {
    Money::new(minor, Currency::Jpy)
}

async fn adjusted(app: &TestApp, kol: &Member, amount: &str) {
    let body = json!({
        "kol": kol.organization, "amount": amount, "currency": "JPY", "reason": "late_return",
        "text": "退货",
    });
    let made = app.post("/api/v1/adjustments").by(&app.hashi.manager).json(&body).send().await;
    let path =
        format!("/api/v1/adjustments/{}/acts", made.expect(201).json()["id"].as_str().expect("id"));
    let act = json!({ "act": "approve", "version": 1 });
    app.post(&path).by(&app.hashi.owner).json(&act).send().await.expect(200);
}

async fn debts(app: &TestApp) -> Value {
    app.get("/api/v1/debts").by(&app.hashi.manager).send().await.expect(200).json()["items"].clone()
}

stories! {
    async fn a_debt_ages_and_is_given_up_or_invoiced_by_choice(app: &TestApp) {
        let world = &app.hashi;
        let empty = app.get("/debts").by(&world.manager).send().await.expect(200).text();
        assert!(empty.contains("残高がマイナスのKOL・事務所はありません"), "{empty}");
        adjusted(app, &world.kol, "300").await;
        app.advance(86_400);
        adjusted(app, &world.kol, "-1000").await;
        adjusted(app, &world.other_kol, "-50").await;
        app.advance(59 * 86_400);
        adjusted(app, &world.kol, "-200").await;
        let found = debts(app).await;
        assert_eq!((found[0]["owed"].as_str(), found[0]["days"].as_i64()), (Some("900"), Some(59)));
        assert_eq!(found.as_array().map(Vec::len), Some(2));
        let place = format!("/api/v1/debts/{}/decisions", world.kol.organization);
        let choice = |choice: &str, sequence: i64| json!({ "currency": "JPY", "choice": choice, "note": "連絡済み", "sequence": sequence });
        let told = app.post(&place).by(&world.manager).json(&choice("write_off", 0)).send().await.expect(409).text();
        assert!(told.contains("debt-too-young"), "{told}");
        let waits = app.post(&place).by(&world.manager).json(&choice("wait", 0)).send().await.expect(201).json();
        assert_eq!((waits["sequence"].as_i64(), waits["entry"].is_null()), (Some(1), true));
        app.advance(86_400);
        app.post(&place).by(&world.manager).json(&choice("write_off", 0)).send().await.expect(409);
        let done = app.post(&place).by(&world.manager).json(&choice("write_off", 1)).send().await.expect(201).json();
        assert_eq!(done["amount"], "900");
        assert_eq!(stands(app, AccountCode::WriteOff), yen(900));
        assert_eq!(stands(app, AccountCode::KolAvailable(world.kol.organization)), yen(0));
        app.post(&place).by(&world.manager).json(&choice("write_off", 2)).send().await.expect(404);
        let other = world.other_kol.organization;
        let fields = [("currency", "JPY"), ("choice", "invoice"), ("note", "請求書 12"), ("sequence", "0")];
        app.post(&format!("/debts/{other}/decide")).by(&world.manager).form(&fields).send().await.expect(303);
        assert_eq!(stands(app, AccountCode::ReceivableKol(other)), yen(50));
        assert_eq!(debts(app).await, json!([]));
        assert_eq!(findings(app), Vec::<String>::new());
        let page = app.get("/debts").by(&world.finance).send().await.expect(200).text();
        assert!(page.contains("請求書 12") && page.contains("償却する"), "{page}");
    }

    async fn an_agency_below_zero_is_a_debt_like_any_other(app: &TestApp) {
        let world = &app.hashi;
        let agency = mcn(app, "agency");
        owes(app, agency.organization, 700);
        app.advance(60 * 86_400);
        let found = debts(app).await;
        assert_eq!((found[0]["kind"].as_str(), found[0]["owed"].as_str()), (Some("mcn"), Some("700")));
        let page = app.get("/debts").by(&world.manager).send().await.expect(200).text();
        assert!(page.contains("agency") && page.contains("700"), "{page}");
        let place = format!("/debts/{}", agency.organization);
        let page = app.get(&place).by(&world.manager).send().await.expect(200).text();
        assert!(page.contains("700"), "{page}");
        let door = format!("/explain/debt/{}.JPY", agency.organization);
        app.get(&door).by(&world.auditor).send().await.expect(200);
        let fields = [("currency", "JPY"), ("choice", "invoice"), ("note", "請求書 8"), ("sequence", "0")];
        app.post(&format!("{place}/decide")).by(&world.manager).form(&fields).send().await.expect(303);
        assert_eq!(stands(app, AccountCode::ReceivableMcn(agency.organization)), yen(700));
        assert_eq!(stands(app, AccountCode::McnAvailable(agency.organization)), yen(0));
        assert_eq!(debts(app).await, json!([]));
        assert_eq!(findings(app), Vec::<String>::new());
        let file = app.get("/debt-decisions.csv").by(&world.auditor).send().await.expect(200).text();
        assert!(file.contains("請求書 8") && file.contains("agency"), "{file}");
    }

    async fn a_balance_that_recovers_is_no_debt(app: &TestApp) {
        let world = &app.hashi;
        adjusted(app, &world.kol, "-1000").await;
        app.advance(100 * 86_400);
        adjusted(app, &world.kol, "1000").await;
        assert_eq!(debts(app).await, json!([]));
        app.advance(86_400);
        adjusted(app, &world.kol, "-10").await;
        app.advance(2 * 86_400);
        assert_eq!(debts(app).await[0]["days"], 2);
    }

    async fn debts_are_for_account_managers_to_decide(app: &TestApp) {
        let world = &app.hashi;
        adjusted(app, &world.kol, "-1000").await;
        let place = format!("/api/v1/debts/{}/decisions", world.kol.organization);
        let body = json!({ "currency": "JPY", "choice": "wait", "note": "x", "sequence": 0 });
        for me in [&world.finance, &world.auditor, &world.kol] {
            app.post(&place).by(me).json(&body).send().await.expect(403);
        }
        app.post(&place).by(&app.kawa.manager).json(&body).send().await.expect(404);
        for (field, value) in [("choice", json!("forget")), ("note", json!("")), ("note", json!("x".repeat(501)))] {
            let mut wrong = body.clone();
            wrong[field] = value;
            app.post(&place).by(&world.manager).json(&wrong).send().await.expect(422);
        }
        let page = format!("/debts/{}", world.kol.organization);
        let back = app.post(&format!("{page}/decide")).by(&world.manager).form(&[("currency", "JPY"), ("sequence", "0"), ("note", "まだ")]).send().await.expect(422).text();
        assert!(back.contains("まだ"), "{back}");
        app.get(&page).by(&world.manager).send().await.expect(200);
        app.get(&page).by(&app.kawa.manager).send().await.expect(404);
        app.get(&format!("/debts/{}", world.brand.organization)).by(&world.manager).send().await.expect(404);
    }
}
