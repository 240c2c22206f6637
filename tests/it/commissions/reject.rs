//! Commissions that staff reject before they are owed, and restore.

use domain::Timestamp;
use domain::ledger::account::AccountCode;
use domain::{Currency, Money};
use serde_json::{Value, json};
use server::platform::maintain::maintain;

use crate::app::{TestApp, stories};
use crate::commissions::adjustment::stands;
use crate::makers::orders::{findings, market, sold};

fn yen(minor: i64) -> Money {
    Money::new(minor, Currency::Jpy)
}
fn commission(order: &Value) -> String {
    order["lines"][0]["commission"]["id"].as_str().expect("id").to_owned()
}
fn body(act: &str, ids: &[&str]) -> Value {
    json!({ "act": act, "reason": "own_purchase", "text": "本人下单", "items": ids })
}
async fn decide(app: &TestApp, body: &Value) -> Value {
    let path = "/api/v1/commissions/decisions";
    app.post(path).by(&app.hashi.manager).json(body).send().await.expect(200).json()["results"]
        .clone()
}
async fn refund(app: &TestApp, order: &Value, amount: &str) {
    let event = json!({ "kind": "refund", "external_id": "r", "at": "2026-11-02T00:00:00Z", "amount": amount });
    let path = format!("/api/v1/orders/{}/events", order["id"].as_str().expect("id"));
    app.post(&path).by(&app.hashi.manager).json(&event).send().await.expect(201);
}

stories! {
    async fn a_rejected_commission_earns_nothing_until_it_is_restored(app: &TestApp) {
        market(app);
        let one = sold(app, "#1", "MRN-001", "1000", "RIN10").await;
        let two = sold(app, "#2", "MRN-001", "3000", "RIN10").await;
        let kol = AccountCode::EstimatedKol(app.hashi.kol.organization);
        assert_eq!(stands(app, kol), yen(480));
        let (first, second) = (commission(&one), commission(&two));
        let missing = "com_01jd0000000000000000000000";
        let done = decide(app, &body("reject", &[&first, missing, &first])).await;
        let word = |at: usize| (done[at]["standing"].as_str(), done[at]["changed"].as_bool());
        assert_eq!((word(0), word(2)), ((Some("rejected"), Some(true)), (Some("rejected"), Some(false))));
        assert_eq!((done[1]["error"].as_str(), done[1]["standing"].is_null()), (Some("missing"), true));
        assert_eq!(stands(app, kol), yen(360));
        // The same call again changes nothing, and neither does what the buyer gets back.
        let again = decide(app, &body("reject", &[&first])).await;
        assert_eq!((again[0]["changed"].as_bool(), again[0]["error"].is_null()), (Some(false), true));
        refund(app, &one, "400").await;
        assert_eq!(stands(app, kol), yen(360));
        assert_eq!(findings(app), Vec::<String>::new());
        // Its KOL reads the word, the reason and the text, and had one mail.
        let page = app.get("/earnings?month=2026-11&standing=rejected").by(&app.hashi.kol).send().await.expect(200).text();
        assert!(page.contains("已驳回") && page.contains("自购") && page.contains("本人下单"), "{page}");
        let page = app.get(&format!("/explain/commission/{first}")).by(&app.hashi.kol).send().await.expect(200).text();
        assert!(page.contains("本人下单"), "{page}");
        let mails = app.get("/api/v1/mails").by(&app.hashi.manager).send().await.expect(200).json();
        assert_eq!(mails["items"].as_array().map(Vec::len), Some(1));
        let order = format!("/orders/{}", one["id"].as_str().expect("id"));
        let page = app.get(&order).by(&app.hashi.manager).send().await.expect(200).text();
        assert!(page.contains("自己購入") && page.contains("本人下单"), "{page}");
        // Restored, it earns what the refund has left: 600 yen at 12 %.
        let back = decide(app, &body("restore", &[&first, &second])).await;
        assert_eq!((back[0]["standing"].as_str(), back[0]["changed"].as_bool()), (Some("estimated"), Some(true)));
        assert_eq!(back[1]["changed"], false);
        assert_eq!(stands(app, kol), yen(432));
        assert_eq!(findings(app), Vec::<String>::new());
        maintain(&app.app, Timestamp::parse("2027-01-10T00:00:00Z").expect("moment")).expect("the clocks");
        assert_eq!(stands(app, AccountCode::KolFrozen(app.hashi.kol.organization)), yen(432));
        let owed = decide(app, &body("reject", &[&second])).await;
        assert_eq!(owed[0]["error"], "commission-not-open");
        assert_eq!(findings(app), Vec::<String>::new());
    }

    async fn a_rejected_commission_is_never_owed(app: &TestApp) {
        market(app);
        let one = sold(app, "#1", "MRN-001", "1000", "RIN10").await;
        decide(app, &body("reject", &[&commission(&one)])).await;
        maintain(&app.app, Timestamp::parse("2027-01-10T00:00:00Z").expect("moment")).expect("the clocks");
        for account in [AccountCode::KolFrozen(app.hashi.kol.organization), AccountCode::NetworkFee] {
            assert_eq!(stands(app, account), yen(0), "{account}");
        }
        assert_eq!(findings(app), Vec::<String>::new());
    }

    async fn rejecting_in_the_browser_keeps_what_was_typed(app: &TestApp) {
        market(app);
        let one = sold(app, "#1", "MRN-001", "1000", "RIN10").await;
        let pick = format!("pick-{}", commission(&one));
        let back = format!("/orders/{}", one["id"].as_str().expect("id"));
        let page = app.get(&back).by(&app.hashi.manager).send().await.expect(200).text();
        assert!(page.contains(&pick), "{page}");
        let month = format!("/statements/2026-11/kols/{}", app.hashi.kol.organization);
        let page = app.get(&month).by(&app.hashi.manager).send().await.expect(200).text();
        assert!(page.contains(&pick), "{page}");
        let page = app.get(&month).by(&app.hashi.auditor).send().await.expect(200).text();
        assert!(!page.contains(&pick), "{page}");
        let silent = [(pick.as_str(), "1"), ("act", "reject"), ("text", "まだ理由なし"), ("back", &back)];
        let page = app.post("/commissions/decide").by(&app.hashi.manager).form(&silent).send().await.expect(422).text();
        assert!(page.contains("まだ理由なし") && page.contains(&pick), "{page}");
        let none = [("act", "reject"), ("reason", "other"), ("text", "x"), ("back", "https://evil.example/")];
        let page = app.post("/commissions/decide").by(&app.hashi.manager).form(&none).send().await.expect(422).text();
        assert!(!page.contains("evil.example"), "{page}");
        let said = [(pick.as_str(), "1"), ("act", "reject"), ("reason", "terms"), ("text", "PR表記なし"), ("back", &back)];
        for me in [&app.hashi.finance, &app.hashi.auditor, &app.hashi.kol, &app.hashi.brand] {
            app.post("/commissions/decide").by(me).form(&said).send().await.expect(403);
        }
        let page = app.post("/commissions/decide").by(&app.hashi.manager).form(&said).send().await.expect(200).text();
        assert!(page.contains("否認") && page.contains(&back), "{page}");
        let path = "/api/v1/commissions/decisions";
        let stranger = body("restore", &[&commission(&one)]);
        let told = app.post(path).by(&app.kawa.manager).json(&stranger).send().await.expect(200).json();
        assert_eq!(told["results"][0]["error"], "missing");
        for wrong in [
            json!({ "act": "reject", "reason": "taste", "text": "x", "items": [] }),
            json!({ "act": "reject", "reason": "other", "text": "", "items": ["x"] }),
            json!({ "act": "reject", "reason": "other", "text": "x", "items": vec!["com_01jd0000000000000000000000"; 101] }),
        ] {
            app.post(path).by(&app.hashi.manager).json(&wrong).send().await.expect(422);
        }
    }
}
