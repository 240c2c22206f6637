//! Returns, exchanges and claims: they hold commissions until they are settled.

use serde_json::{Value, json};

use crate::app::{TestApp, stories};
use crate::call::Reply;
use crate::makers::orders::{findings, market, sold};

async fn open(app: &TestApp, order: &Value, case: &Value) -> Reply {
    let path = format!("/api/v1/orders/{}/cases", order["id"].as_str().expect("id"));
    app.post(&path).by(&app.hashi.manager).json(case).send().await
}

async fn act(app: &TestApp, case: &Value, act: &Value) -> Reply {
    let path = format!("/api/v1/cases/{}/acts", case["id"].as_str().expect("id"));
    app.post(&path).by(&app.hashi.manager).json(act).send().await
}

fn a_return() -> Value {
    json!({ "kind": "return", "reason": "damaged", "lines": [{ "line": 1, "quantity": 1 }] })
}

stories! {
    async fn an_open_return_holds_the_commission_until_it_is_closed(app: &TestApp) {
        market(app);
        let order = sold(app, "#1", "MRN-001", "8266", "RIN10").await;
        let id = order["id"].as_str().expect("id");
        let delivered = json!({ "kind": "delivered", "external_id": "d", "at": "2026-11-02T09:00:00+09:00" });
        app.post(&format!("/api/v1/orders/{id}/events")).by(&app.hashi.manager).json(&delivered).send().await.expect(201);
        let case = open(app, &order, &a_return()).await.expect(201).json();
        app.advance(40 * 86_400);
        let at = app.app.now();
        let done = server::platform::maintain::maintain(&app.app, at).expect("clocks");
        assert_eq!(done.commissions_confirmed, 0);
        let page = app.get(&format!("/orders/{id}")).by(&app.hashi.manager).send().await.expect(200).text();
        assert!(page.contains("成果報酬を保留中") && page.contains("返品依頼"));
        let received = json!({ "act": "receive", "version": 1, "lines": [{ "line": 1, "quantity": 1 }] });
        let case = act(app, &case, &received).await.expect(200).json();
        assert_eq!((&case["status"], &case["lines"][0]["received"]), (&json!("received"), &json!(1)));
        let closed = act(app, &case, &json!({ "act": "close", "version": 2, "outcome": "declined" })).await.expect(200).json();
        assert_eq!(closed["outcome"], "declined");
        let done = server::platform::maintain::maintain(&app.app, at).expect("clocks");
        assert_eq!(done.commissions_confirmed, 1);
        assert_eq!(findings(app), Vec::<String>::new());
    }

    async fn what_is_wrong_with_a_case_is_told_and_nothing_is_opened(app: &TestApp) {
        market(app);
        let order = sold(app, "#1", "MRN-001", "8266", "RIN10").await;
        let cases = [
            (json!({ "kind": "loan", "reason": "damaged", "lines": [{ "line": 1, "quantity": 1 }] }), "kind"),
            (json!({ "kind": "return", "reason": "missing", "lines": [{ "line": 1, "quantity": 1 }] }), "reason"),
            (json!({ "kind": "return", "reason": "damaged", "lines": [{ "line": 1, "quantity": 2 }] }), "lines.1.quantity"),
            (json!({ "kind": "return", "reason": "damaged", "lines": [{ "line": 9, "quantity": 1 }] }), "lines"),
            (json!({ "kind": "return", "reason": "damaged", "lines": [] }), "lines"),
            (json!({ "kind": "return", "reason": "damaged", "note": "x".repeat(501), "lines": [{ "line": 1, "quantity": 1 }] }), "note"),
        ];
        for (case, field) in cases {
            let reply = open(app, &order, &case).await.expect(422).json();
            assert_eq!(reply["errors"][0]["field"], field, "{reply}");
        }
        let path = format!("/api/v1/orders/{}/cases", order["id"].as_str().expect("id"));
        let all = app.get(&path).by(&app.hashi.manager).send().await.expect(200).json();
        assert_eq!(all, json!([]));
        app.post(&path).by(&app.kawa.manager).json(&a_return()).send().await.expect(404);
        app.post(&path).by(&app.hashi.auditor).json(&a_return()).send().await.expect(403);
        app.post(&path).by(&app.hashi.brand).json(&a_return()).send().await.expect(403);
        app.post(&path).json(&a_return()).send().await.expect(401);
        let form = [("kind", "return"), ("reason", "damaged"), ("note", "角が割れた"), ("lines.1.quantity", "7")];
        let page = path.replace("/api/v1", "");
        let back = app.post(&page).by(&app.hashi.manager).form(&form).send().await.expect(422).text();
        assert!(back.contains("角が割れた"));
    }

    async fn a_case_is_settled_once_and_its_pieces_are_returned_once(app: &TestApp) {
        market(app);
        let order = sold(app, "#1", "MRN-001", "8266", "RIN10").await;
        let case = open(app, &order, &a_return()).await.expect(201).json();
        open(app, &order, &a_return()).await.expect(422);
        // A claim is about goods that stay.
        let claim = json!({ "kind": "claim", "reason": "missing", "lines": [{ "line": 1, "quantity": 1 }] });
        open(app, &order, &claim).await.expect(201);
        act(app, &case, &json!({ "act": "close", "version": 9, "outcome": "refunded" })).await.expect(409);
        act(app, &case, &json!({ "act": "close", "version": 1, "outcome": "exchanged" })).await.expect(422);
        act(app, &case, &json!({ "act": "close", "version": 1, "outcome": "refunded" })).await.expect(200);
        act(app, &case, &json!({ "act": "close", "version": 2, "outcome": "refunded" })).await.expect(409);
        let page = app.get("/returns").by(&app.hashi.manager).send().await.expect(200).text();
        assert!(page.contains("#1") && page.contains("返金"));
        let page = app.get("/returns?kind=claim&status=open").by(&app.hashi.manager).send().await.expect(200).text();
        assert!(page.contains("不足"));
    }
}
