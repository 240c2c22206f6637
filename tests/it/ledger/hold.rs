//! An amount is held for a payout, then paid, given back, or given up by the clock.

use domain::Currency;
use serde_json::{Value, json};
use server::platform::maintain::maintain;

use super::makers::{bucket, credit, get, post};
use crate::app::{TestApp, stories};
use crate::makers::ledger::debit_frozen;
use crate::makers::orders::findings;

const PATH: &str = "/api/v1/ledger/holds";

fn hold(app: &TestApp, key: &str, amount: &str) -> Value {
    let until = app.app.now().plus_days(3).to_string();
    json!({ "key": key, "payee": app.hashi.kol.organization, "amount": amount, "currency": "JPY", "expires_at": until })
}

async fn act(app: &TestApp, hold: &Value, act: &str, version: i64) -> crate::call::Reply {
    let path = format!("{PATH}/{}/acts", hold["id"].as_str().expect("id"));
    post(app, &app.hashi.finance, &path, json!({ "act": act, "version": version })).await
}

async fn stands(app: &TestApp) -> [String; 3] {
    let kol = &app.hashi.kol;
    [
        bucket(app, kol, "JPY", "available").await,
        bucket(app, kol, "JPY", "withdrawing").await,
        bucket(app, kol, "JPY", "withdrawn").await,
    ]
}

stories! {
    async fn a_hold_is_paid_or_given_back_and_ends_once(app: &TestApp) {
        credit(app, &app.hashi.kol, 1_000, Currency::Jpy);
        let first = post(app, &app.hashi.finance, PATH, hold(app, "a", "600")).await.expect(201).json();
        assert_eq!(first["acts"], json!(["post", "void"]));
        assert_eq!(stands(app).await, ["400", "600", "0"]);
        let short = post(app, &app.hashi.finance, PATH, hold(app, "b", "401")).await.expect(409).json();
        assert_eq!(short["type"], "urn:kakehashi:error:balance-short");
        let second = post(app, &app.hashi.finance, PATH, hold(app, "b", "400")).await.expect(201).json();
        act(app, &first, "post", 2).await.expect(409);
        act(app, &first, "expire", 1).await.expect(422);
        let paid = act(app, &first, "post", 1).await.expect(200).json();
        assert_eq!((&paid["status"], &paid["version"]), (&"posted".into(), &2.into()));
        assert_eq!(stands(app).await, ["0", "400", "600"]);
        let again = act(app, &first, "void", 2).await.expect(409).json();
        assert_eq!(again["type"], "urn:kakehashi:error:hold-state");
        assert_eq!(act(app, &second, "void", 1).await.expect(200).json()["status"], "voided");
        assert_eq!(stands(app).await, ["400", "0", "600"]);
        assert_eq!(findings(app), Vec::<String>::new());
        // What a hold posted is the hold's to end.
        let path = format!("/api/v1/ledger/entries/{}/reversal", paid["end_entry"].as_str().expect("entry"));
        let refused = post(app, &app.hashi.finance, &path, json!({ "reason": "no" })).await.expect(409).json();
        assert_eq!(refused["type"], "urn:kakehashi:error:entry-of-hold");
        let posted = get(app, &app.hashi.auditor, "/api/v1/ledger/holds?status=posted").await;
        assert_eq!(posted["items"].as_array().map(Vec::len), Some(1));
    }

    async fn a_debt_is_covered_before_anything_is_held(app: &TestApp) {
        credit(app, &app.hashi.kol, 1_000, Currency::Jpy);
        // What was owed after its statement came back: the frozen money is below nothing.
        debit_frozen(app, &app.hashi.kol, 400);
        let short = post(app, &app.hashi.finance, PATH, hold(app, "a", "601")).await.expect(409).json();
        assert_eq!(short["type"], "urn:kakehashi:error:balance-short");
        post(app, &app.hashi.finance, PATH, hold(app, "a", "600")).await.expect(201);
        assert_eq!(stands(app).await, ["400", "600", "0"]);
        assert_eq!(findings(app), Vec::<String>::new());
    }

    async fn the_clock_gives_up_what_nobody_paid(app: &TestApp) {
        credit(app, &app.hashi.kol, 1_000, Currency::Jpy);
        let asked = hold(app, "a", "600");
        let made = post(app, &app.hashi.finance, PATH, asked.clone()).await.expect(201).json();
        app.advance(3 * 86_400);
        let late = act(app, &made, "post", 1).await.expect(409).json();
        assert_eq!(late["type"], "urn:kakehashi:error:hold-expired");
        assert_eq!(maintain(&app.app, app.app.now()).expect("the clocks").holds_expired, 1);
        assert_eq!(maintain(&app.app, app.app.now()).expect("the clocks").holds_expired, 0);
        assert_eq!(stands(app).await, ["1000", "0", "0"]);
        // The same request is still the same hold.
        let again = post(app, &app.hashi.finance, PATH, asked).await.expect(200).json();
        assert_eq!((&again["id"], &again["status"]), (&made["id"], &"expired".into()));
        assert_eq!(findings(app), Vec::<String>::new());
    }

    async fn a_key_holds_once_and_bad_holds_leave_nothing_behind(app: &TestApp) {
        credit(app, &app.hashi.kol, 1_000, Currency::Jpy);
        let asked = hold(app, "a", "600");
        let first = post(app, &app.hashi.finance, PATH, asked.clone()).await.expect(201).json();
        assert_eq!(post(app, &app.hashi.finance, PATH, asked.clone()).await.expect(200).json(), first);
        let other = post(app, &app.hashi.finance, PATH, hold(app, "a", "601")).await.expect(409).json();
        assert_eq!(other["type"], "urn:kakehashi:error:entry-exists");
        let change = |field: &str, value: &str| {
            let mut body = hold(app, "b", "1");
            body[field] = value.into();
            body
        };
        for (field, value, status) in [
            ("key", "", 422), ("amount", "-1", 422), ("amount", "1.5", 422), ("currency", "USD", 422), ("currency", "x", 422),
            ("expires_at", "2020-01-01T00:00:00Z", 422), ("expires_at", "never", 422), ("payee", "org_x", 404), ("what", "x", 422),
        ] {
            post(app, &app.hashi.finance, PATH, change(field, value)).await.expect(status);
        }
        let foreign = change("payee", &app.kawa.kol.organization.to_string());
        post(app, &app.hashi.finance, PATH, foreign).await.expect(404);
        for me in [&app.hashi.manager, &app.hashi.auditor, &app.hashi.kol] {
            post(app, me, PATH, hold(app, "b", "1")).await.expect(403);
        }
        let path = format!("{PATH}/{}", first["id"].as_str().expect("id"));
        app.get(&path).by(&app.kawa.owner).send().await.expect(404);
        app.get(&path).by(&app.hashi.auditor).send().await.expect(200);
        assert_eq!(stands(app).await, ["400", "600", "0"]);
    }
}
