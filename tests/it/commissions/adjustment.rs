//! Corrections by hand: asked for by one person, decided by another one.

use domain::access::Member;
use domain::ledger::account::AccountCode;
use domain::{Currency, Money};
use serde_json::{Value, json};
use store::scope::OfNetwork;

use crate::app::{TestApp, stories};
use crate::makers::orders::{findings, market, sold};

fn body(app: &TestApp, amount: &str) -> Value {
    json!({
        "kol": app.hashi.kol.organization, "brand": app.hashi.brand.organization,
        "amount": amount, "currency": "JPY", "reason": "late_return", "text": "十月退货的结算",
    })
}

async fn asked(app: &TestApp, by: &Member, amount: &str) -> Value {
    let call = app.post("/api/v1/adjustments").by(by).json(&body(app, amount));
    call.send().await.expect(201).json()
}

fn path(made: &Value) -> String {
    format!("/api/v1/adjustments/{}/acts", made["id"].as_str().expect("id"))
}

pub(crate) fn stands(app: &TestApp, code: AccountCode) -> Money {
    let scope = OfNetwork::for_row(app.hashi.network);
    let read = move |tx: &mut store::scope::NetworkTx<'_>| {
        store::ledger::entry::balance(tx, code, Currency::Jpy)
    };
    app.app.store.read(scope, read).expect("balance")
}

fn yen(minor: i64) -> Money {
    Money::new(minor, Currency::Jpy)
}

stories! {
    async fn another_person_approves_and_the_kol_is_told(app: &TestApp) {
        let world = &app.hashi;
        let made = asked(app, &world.manager, "-1500").await;
        assert_eq!((made["status"].as_str(), made["version"].as_i64()), (Some("requested"), Some(1)));
        let none = app.get("/api/v1/adjustments").by(&world.kol).send().await.expect(200).json();
        assert_eq!(none["items"], json!([]));
        let act = json!({ "act": "approve", "version": 1 });
        app.post(&path(&made)).by(&world.finance).json(&act).send().await.expect(403);
        app.post(&path(&made)).by(&world.auditor).json(&act).send().await.expect(403);
        app.post(&path(&made)).by(&app.kawa.owner).json(&act).send().await.expect(404);
        let approved = app.post(&path(&made)).by(&world.owner).json(&act).send().await.expect(200).json();
        assert_eq!(approved["status"], "approved");
        let kol = world.kol.organization;
        assert_eq!(stands(app, AccountCode::KolAvailable(kol)), yen(-1_500));
        assert_eq!(stands(app, AccountCode::ReceivableBrand(world.brand.organization)), yen(-1_500));
        assert_eq!(findings(app), Vec::<String>::new());
        let seen = app.get("/api/v1/adjustments").by(&world.kol).send().await.expect(200).json();
        assert_eq!(seen["items"][0]["text"], "十月退货的结算");
        assert!(seen["items"][0].get("entry").is_none());
        let rival = app.get("/api/v1/adjustments").by(&world.other_kol).send().await.expect(200).json();
        assert_eq!(rival["items"], json!([]));
        let mails = app.get("/api/v1/mails").by(&world.manager).send().await.expect(200).json();
        let subject = mails["items"][0]["subject"].as_str().expect("a subject");
        assert!(subject.contains("调账"), "{subject}");
        // Decided is decided.
        app.post(&path(&made)).by(&world.owner).json(&act).send().await.expect(409);
        let again = json!({ "act": "approve", "version": 2 });
        let told = app.post(&path(&made)).by(&world.owner).json(&again).send().await.expect(409).text();
        assert!(told.contains("adjustment-state"), "{told}");
        assert_eq!(stands(app, AccountCode::KolAvailable(kol)), yen(-1_500));
        let page = approved["entry"].as_str().expect("an entry").to_owned();
        let page = app.get(&format!("/ledger/entries/{page}")).by(&world.manager).send().await.expect(200).text();
        assert!(page.contains("調整"), "{page}");
    }

    async fn nobody_decides_on_an_own_request(app: &TestApp) {
        let world = &app.hashi;
        let made = asked(app, &world.owner, "800").await;
        let act = json!({ "act": "approve", "version": 1 });
        let told = app.post(&path(&made)).by(&world.owner).json(&act).send().await.expect(409).text();
        assert!(told.contains("adjustment-same-person"), "{told}");
        assert_eq!(stands(app, AccountCode::KolAvailable(world.kol.organization)), yen(0));
        let cancel = json!({ "act": "cancel", "version": 1 });
        app.post(&path(&made)).by(&world.manager).json(&cancel).send().await.expect(403);
        let gone = app.post(&path(&made)).by(&world.owner).json(&cancel).send().await.expect(200).json();
        assert_eq!(gone["status"], "canceled");
    }

    async fn what_is_wrong_is_said_and_nothing_is_kept(app: &TestApp) {
        let world = &app.hashi;
        for (field, value) in [
            ("kol", json!(world.brand.organization)), ("kol", json!(app.kawa.kol.organization)),
            ("kol", json!("")), ("brand", json!(world.kol.organization)), ("amount", json!("0")),
            ("amount", json!("1.5")), ("amount", json!("9999999999999")), ("currency", json!("USD")),
            ("reason", json!("because")), ("text", json!(" ")), ("text", json!("x".repeat(501))),
            ("order", json!(domain::id::OrderId::new())), ("order", json!("'; DROP TABLE orders")),
        ] {
            let mut wrong = body(app, "100");
            wrong[field] = value.clone();
            let told = app.post("/api/v1/adjustments").by(&world.manager).json(&wrong).send().await.expect(422).text();
            assert!(told.contains(field), "{field} {value}: {told}");
        }
        app.post("/api/v1/adjustments").by(&world.kol).json(&body(app, "1")).send().await.expect(403);
        app.post("/api/v1/adjustments").by(&world.auditor).json(&body(app, "1")).send().await.expect(403);
        let all = app.get("/api/v1/adjustments").by(&world.manager).send().await.expect(200).json();
        assert_eq!(all["items"], json!([]));
        app.get("/api/v1/adjustments?status=x").by(&world.manager).send().await.expect(422);
    }

    async fn many_are_decided_at_once_and_a_repeated_call_changes_nothing(app: &TestApp) {
        let world = &app.hashi;
        let one = asked(app, &world.manager, "100").await;
        let two = asked(app, &world.finance, "200").await;
        let own = asked(app, &world.owner, "400").await;
        let stranger = domain::id::AdjustmentId::new();
        let items = json!([
            { "id": one["id"], "version": 1 }, { "id": two["id"], "version": 7 },
            { "id": own["id"], "version": 1 }, { "id": stranger, "version": 1 },
            { "id": one["id"], "version": 1 },
        ]);
        let call = json!({ "act": "approve", "items": items });
        let place = "/api/v1/adjustments/decisions";
        let told = app.post(place).by(&world.owner).json(&call).send().await.expect(200).json();
        let results: Vec<(bool, Option<&str>)> = told["results"].as_array().expect("results").iter()
            .map(|one| (one["changed"].as_bool().expect("changed"), one["error"].as_str())).collect();
        assert_eq!(results, [
            (true, None), (false, Some("stale")), (false, Some("adjustment-same-person")),
            (false, Some("missing")), (false, None),
        ]);
        let again = app.post(place).by(&world.owner).json(&call).send().await.expect(200).json();
        assert_eq!(again["results"][0], json!({ "id": one["id"], "status": "approved", "changed": false, "error": null }));
        assert_eq!(stands(app, AccountCode::KolAvailable(world.kol.organization)), yen(100));
        assert_eq!(findings(app), Vec::<String>::new());
        for wrong in [json!([]), json!(vec![json!({ "id": one["id"], "version": 1 }); 101])] {
            let wrong = json!({ "act": "approve", "items": wrong });
            app.post(place).by(&world.owner).json(&wrong).send().await.expect(422);
        }
        let silent = json!({ "act": "decline", "items": [{ "id": two["id"], "version": 1 }] });
        app.post(place).by(&world.owner).json(&silent).send().await.expect(422);
        app.post(place).by(&world.manager).json(&call).send().await.expect(403);
        let cancel = json!({ "act": "cancel", "items": [{ "id": own["id"], "version": 1 }] });
        let left = app.post(place).by(&app.kawa.owner).json(&call).send().await.expect(200).json();
        assert_eq!(left["results"][0]["error"], "missing");
        app.post(place).by(&world.finance).json(&cancel).send().await.expect(403);
    }

    async fn the_queue_asks_decides_and_keeps_what_was_typed(app: &TestApp) {
        market(app);
        let order = sold(app, "#1", "MRN-001", "8266", "RIN10").await;
        let world = &app.hashi;
        let kol = world.kol.organization.to_string();
        let order = order["id"].as_str().expect("id");
        let empty = app.get("/adjustments").by(&world.manager).send().await.expect(200).text();
        assert!(empty.contains("該当する調整はありません") && empty.contains("/adjustments/new"));
        let typed = [("kol", kol.as_str()), ("amount", "x"), ("currency", "JPY"), ("reason", "goodwill"), ("text", "お詫び")];
        let back = app.post("/adjustments/new").by(&world.manager).form(&typed).send().await.expect(422).text();
        assert!(back.contains("お詫び") && back.contains("金額は数字で"), "{back}");
        let typed = [("kol", kol.as_str()), ("amount", "500"), ("currency", "JPY"), ("reason", "goodwill"), ("text", "お詫び"), ("order", order)];
        let place = app.post("/adjustments/new").by(&world.manager).form(&typed).send().await.expect(303).location();
        let place = place.split('?').next().expect("place").to_owned();
        let page = app.get(&place).by(&world.owner).send().await.expect(200).text();
        assert!(page.contains("500円") && page.contains("#1") && page.contains("承認待ち"), "{page}");
        let id = place.rsplit('/').next().expect("id");
        let pick = format!("pick-{id}");
        let none = app.post("/adjustments/decide").by(&world.owner).form(&[("act", "approve")]).send().await.expect(422).text();
        assert!(none.contains("1件から100件"), "{none}");
        let done = app.post("/adjustments/decide").by(&world.owner).form(&[(&pick, "1"), ("act", "approve")]).send().await.expect(200).text();
        assert!(done.contains("処理結果") && done.contains("承認済み"), "{done}");
        app.get("/adjustments").by(&world.kol).send().await.expect(403);
        app.get(&place).by(&app.kawa.owner).send().await.expect(404);
        assert_eq!(stands(app, AccountCode::AdjustmentExpense), yen(500));
    }
}
