//! A closed month stays as it is; what comes later for it counts in the first open one.

use serde_json::json;
use server::platform::maintain::maintain;

use super::makers::{at, get, post, unlock};
use crate::app::{TestApp, stories};
use crate::makers::orders::{findings, market, sold};

/// Moves the clock to a moment.
fn go(app: &TestApp, text: &str) {
    app.advance(at(text).seconds_since(app.app.now()));
}

async fn estimated(app: &TestApp, query: &str) -> String {
    let path = format!("/api/v1/ledger/accounts?group=expected&q=Kol&currency=JPY{query}");
    let all = get(app, &app.hashi.auditor, &path).await;
    let items = all["items"].as_array().expect("items").clone();
    let kol = app.hashi.kol.organization.to_string();
    let one = items.iter().find(|one| one["party"] == kol.as_str()).expect("account");
    one["balance"].as_str().expect("balance").to_owned()
}

stories! {
    async fn a_late_refund_counts_in_the_first_open_month_and_belongs_to_its_own(app: &TestApp) {
        market(app);
        let order = sold(app, "#1", "MRN-001", "8266", "RIN10").await;
        sold(app, "#2", "MRN-001", "8266", "RIN10").await;
        go(app, "2026-12-02T00:00:00Z");
        let closed = post(app, &app.hashi.finance, "/api/v1/ledger/periods", json!({ "month": "2026-11" })).await.expect(201).json();
        assert_eq!((&closed["month"], &closed["seal_number"]), (&"2026-11".into(), &2.into()));
        assert_eq!(estimated(app, "").await, "1984");
        let refund = json!({ "kind": "refund", "external_id": "r", "at": "2026-11-29T00:00:00Z" });
        let path = format!("/api/v1/orders/{}/events", order["id"].as_str().expect("id"));
        post(app, &app.hashi.manager, &path, refund).await.expect(201);
        // November stays, December has it, and both books agree month by month.
        assert_eq!(estimated(app, "&effective=2026-11-30").await, "1984");
        assert_eq!(estimated(app, "&effective=2026-12-01").await, "992");
        assert_eq!(estimated(app, "").await, "992");
        assert_eq!(findings(app), Vec::<String>::new());
        let entries = get(app, &app.hashi.auditor, "/api/v1/ledger/entries").await;
        let id = entries["items"][0]["id"].as_str().expect("id").to_owned();
        let entry = get(app, &app.hashi.auditor, &format!("/api/v1/ledger/entries/{id}")).await;
        assert_eq!(entry["effective_at"], "2026-11-30T15:00:00Z");
        assert_eq!((&entry["belongs_to"], &entry["happened_at"]), (&"2026-11".into(), &"2026-11-29T00:00:00Z".into()));
        // The correcting commission counts where its entry does: month, earnings and ledger agree.
        let read = get(app, &app.hashi.manager, &format!("/api/v1/orders/{}", order["id"].as_str().expect("id"))).await;
        let line = &read["lines"][0];
        let told: Vec<_> = [&line["commission"], &line["reversals"][0]].into_iter().map(|row| (row["earned_at"].as_str().unwrap_or_default(), row["belongs_to"].as_str())).collect();
        assert_eq!(told, [("2026-11-01T03:00:00Z", None), ("2026-11-30T15:00:00Z", Some("2026-11"))]);
        for (month, net) in [("2026-11", "1984"), ("2026-12", "-992")] {
            let sheet = get(app, &app.hashi.finance, &format!("/api/v1/statements/{month}")).await;
            let proofs = sheet["proofs"].as_array().expect("proofs");
            assert!(!proofs.is_empty() && proofs.iter().all(|proof| proof["commissions"] == proof["ledger"]), "{sheet}");
            assert_eq!(sheet["kols"][0]["net"].as_str(), Some(net), "{month} {sheet}");
        }
        let mine = app.get("/earnings?month=2026-12").by(&app.hashi.kol).send().await.expect(200).text();
        assert!(mine.contains("2026-11月度（结账后入账）"), "{mine}");
        let late = sold(app, "#3", "MRN-001", "8266", "RIN10").await;
        assert_eq!(late["lines"][0]["commission"]["belongs_to"], "2026-11", "{late}");
        assert_eq!(findings(app), Vec::<String>::new());
        let back = json!({ "kind": "canceled", "external_id": "c", "at": "2026-11-30T00:00:00Z" });
        let path = format!("/api/v1/orders/{}/events", late["id"].as_str().expect("id"));
        post(app, &app.hashi.manager, &path, back).await.expect(201);
        let page = app.get(&format!("/ledger/entries/{id}")).by(&app.hashi.manager).send().await.expect(200).text();
        assert!(page.contains("帰属月") && page.contains("2026年11月"), "{page}");
        maintain(&app.app, app.app.now()).expect("the clocks");
        app.post("/api/v1/ledger/proof").by(&app.hashi.auditor).send().await.expect(202);
        server::platform::worker::work(&app.app).expect("work");
        let proof = get(app, &app.hashi.auditor, "/api/v1/ledger/proof").await;
        assert_eq!((&proof["sound"], &proof["sealed"]), (&true.into(), &5.into()), "{proof}");
        // The next month begins from what was kept.
        go(app, "2027-01-02T00:00:00Z");
        post(app, &app.hashi.owner, "/api/v1/ledger/periods", json!({ "month": "2026-12" })).await.expect(201);
        assert_eq!((estimated(app, "").await, findings(app)), ("992".to_owned(), Vec::new()));
        let kept = get(app, &app.hashi.auditor, "/api/v1/ledger/periods/2026-12").await;
        let kol = app.hashi.kol.organization.to_string();
        let one = kept["items"].as_array().expect("items").iter().find(|one| one["party"] == kol.as_str()).expect("kept").clone();
        assert_eq!((&one["balance"], &one["credits"]), (&"992".into(), &"2976".into()));
    }

    async fn months_close_in_order_when_they_are_over_by_finance_and_once(app: &TestApp) {
        let close = async |me: &domain::access::Member, month: &str| {
            post(app, me, "/api/v1/ledger/periods", json!({ "month": month })).await
        };
        close(&app.hashi.finance, "2026-11").await.expect(409);
        market(app);
        sold(app, "#1", "MRN-001", "8266", "RIN10").await;
        let early = close(&app.hashi.finance, "2026-11").await.expect(409).json();
        assert_eq!(early["type"], "urn:kakehashi:error:period-not-over");
        go(app, "2027-01-02T00:00:00Z");
        let order = close(&app.hashi.finance, "2026-12").await.expect(409).json();
        assert_eq!(order["type"], "urn:kakehashi:error:period-order");
        close(&app.hashi.finance, "soon").await.expect(422);
        for me in [&app.hashi.manager, &app.hashi.auditor, &app.hashi.kol, &app.hashi.brand] {
            close(me, "2026-11").await.expect(403);
        }
        close(&app.kawa.finance, "2026-11").await.expect(409);
        assert_eq!(get(app, &app.hashi.auditor, "/api/v1/ledger/periods").await["items"], json!([]));
        close(&app.hashi.finance, "2026-11").await.expect(201);
        close(&app.hashi.finance, "2026-11").await.expect(409);
        let page = app.get("/ledger/periods").by(&app.hashi.finance).send().await.expect(200).text();
        assert!(page.contains("2026年12月を締める"), "{page}");
        let done = app.post("/ledger/periods").by(&app.hashi.finance).form(&[("month", "2026-12")]).send().await.expect(303);
        assert!(done.location().ends_with("done=period-closed"));
        let again = app.post("/ledger/periods").by(&app.hashi.finance).form(&[("month", "2026-12")]).send().await.expect(409).text();
        assert!(again.contains("月次締めは古い月から順に行います"), "{again}");
        let file = app.get("/ledger/periods/2026-12.csv").by(&app.hashi.auditor).send().await.expect(200).text();
        assert!(file.contains("memo:estimated:network"), "{file}");
        app.get("/ledger/periods/2027-01.csv").by(&app.hashi.auditor).send().await.expect(404);
    }

    async fn unsound_books_are_not_closed(app: &TestApp) {
        market(app);
        sold(app, "#1", "MRN-001", "8266", "RIN10").await;
        maintain(&app.app, app.app.now()).expect("the clocks");
        unlock(app, "transfers").batch("UPDATE transfers SET amount_minor = amount_minor + 1").expect("tampered");
        go(app, "2026-12-02T00:00:00Z");
        let refused = post(app, &app.hashi.finance, "/api/v1/ledger/periods", json!({ "month": "2026-11" })).await.expect(409).json();
        assert_eq!(refused["type"], "urn:kakehashi:error:period-unsound");
        assert_eq!(get(app, &app.hashi.auditor, "/api/v1/ledger/periods").await["items"], json!([]));
    }
}
