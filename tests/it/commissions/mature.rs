//! Commissions become final by the clock.

use domain::{Money, Timestamp};
use server::platform::maintain::maintain;

use crate::app::stories;
use crate::makers::orders::{findings, market, sold};

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).expect("moment")
}

stories! {
    async fn a_commission_is_confirmed_when_the_holding_days_after_delivery_are_over(app: &TestApp) {
        market(app);
        let order = sold(app, "#1", "MRN-001", "8266", "RIN10").await;
        let id = order["id"].as_str().expect("id");
        let path = format!("/api/v1/orders/{id}");
        // Placed on the 1st at 3:00 UTC; nobody reports a delivery, so it counts as delivered after
        // seven days, and stays after thirty more.
        for (moment, confirmed, status) in [
            ("2026-11-08T02:59:59Z", 0, "estimated"),
            ("2026-11-08T03:00:01Z", 0, "estimated"),
            ("2026-12-08T02:59:59Z", 0, "estimated"),
            ("2026-12-08T03:00:00Z", 1, "confirmed"),
            ("2026-12-09T03:00:00Z", 0, "confirmed"),
        ] {
            let done = maintain(&app.app, at(moment)).expect("the clocks");
            assert_eq!(done.commissions_confirmed, confirmed, "{moment}");
            let order = app.get(&path).by(&app.hashi.manager).send().await.expect(200).json();
            assert_eq!(order["lines"][0]["commission"]["status"], status, "{moment}");
            assert_eq!(findings(app), Vec::<String>::new(), "{moment}");
        }
        let order = app.get(&path).by(&app.hashi.manager).send().await.expect(200).json();
        assert_eq!(order["delivered_at"], "2026-11-08T03:00:00Z");
        assert_eq!(order["events"][0]["external_id"], "assumed");
        assert_eq!(order["lines"][0]["commission"]["amount"], "1240");
    }

    async fn a_refund_after_confirmation_takes_back_what_is_owed(app: &TestApp) {
        market(app);
        let order = sold(app, "#1", "MRN-001", "8266", "RIN10").await;
        maintain(&app.app, at("2026-12-20T00:00:00Z")).expect("the clocks");
        app.advance(50 * 86_400);
        let id = order["id"].as_str().expect("id");
        let refund = serde_json::json!({ "kind": "refund", "external_id": "r", "at": "2026-12-20T00:00:00Z" });
        let path = format!("/api/v1/orders/{id}/events");
        let told = app.post(&path).by(&app.hashi.manager).json(&refund).send().await.expect(201).json();
        assert_eq!(told["lines"][0]["reversals"][0]["amount"], "-1240");
        assert_eq!(told["lines"][0]["reversals"][0]["status"], "confirmed");
        assert_eq!(findings(app), Vec::<String>::new());
        let kol = app.hashi.kol.organization;
        let scope = store::scope::OfNetwork::for_row(app.hashi.network);
        let owed = app.app.store.read(scope, |tx| {
            let code = domain::ledger::account::AccountCode::KolFrozen(kol);
            store::ledger::entry::balance(tx, code, domain::Currency::Jpy)
        }).expect("balance");
        assert_eq!(owed, Money::zero(domain::Currency::Jpy));
    }
}
