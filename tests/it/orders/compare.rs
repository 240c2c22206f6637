//! A shop's orders told again: what differs is found, and taken over row by row.

use serde_json::{Value, json};

use crate::app::stories;
use crate::makers::orders::{body, findings, market, sold};

fn told(orders: &[Value]) -> Value {
    json!({ "from": "2026-11-01T00:00:00+09:00", "until": "2026-11-02T00:00:00+09:00", "orders": orders })
}

stories! {
    async fn differences_are_found_and_taken_over(app: &TestApp) {
        market(app);
        for number in ["#same", "#less", "#gone"] {
            sold(app, number, "MRN-001", "8266", "RIN10").await;
        }
        let orders = [body("#same", "MRN-001", "8266"), body("#less", "MRN-001", "8000"), body("#new", "MRN-001", "500")];
        let found = app.post("/api/v1/orders/compare").by(&app.hashi.manager).json(&told(&orders)).send().await.expect(201).json();
        let rows = found["rows"].as_array().expect("rows");
        let shown: Vec<(&str, &str)> = rows.iter()
            .map(|row| (row["external_id"].as_str().expect("number"), row["follow"].as_str().expect("follow"))).collect();
        assert_eq!(shown, [("#less", "refund"), ("#new", "insert"), ("#gone", "cancel")]);
        let id = found["id"].as_str().expect("id");
        for row in rows {
            let path = format!("/api/v1/compares/{id}/rows/{}/apply", row["id"].as_str().expect("row"));
            app.post(&path).by(&app.kawa.manager).send().await.expect(404);
            app.post(&path).by(&app.hashi.auditor).send().await.expect(403);
            app.post(&path).by(&app.hashi.manager).send().await.expect(200);
            app.post(&path).by(&app.hashi.manager).send().await.expect(409);
        }
        assert_eq!(findings(app), Vec::<String>::new());
        let again = app.post("/api/v1/orders/compare").by(&app.hashi.manager).json(&told(&orders)).send().await.expect(201).json();
        assert_eq!(again["rows"], json!([]));
        let page = app.get(&format!("/compares/{id}")).by(&app.hashi.manager).send().await.expect(200).text();
        assert!(page.contains("に反映"));
        app.get("/compares").by(&app.hashi.manager).send().await.expect(200);
    }

    async fn a_comparison_that_is_wrong_is_not_kept(app: &TestApp) {
        market(app);
        let mut bad = body("#1", "MRN-001", "8266");
        bad["lines"][0]["quantity"] = 0.into();
        let cases = [
            (told(&[bad]), "orders.0.lines.0.quantity"),
            (json!({ "from": "x", "until": "2026-11-02T00:00:00Z", "orders": [] }), "from"),
            (json!({ "from": "2026-11-02T00:00:00Z", "until": "2026-11-01T00:00:00Z", "orders": [] }), "until"),
        ];
        for (body, field) in cases {
            let reply = app.post("/api/v1/orders/compare").by(&app.hashi.manager).json(&body).send().await.expect(422).json();
            assert_eq!(reply["errors"][0]["field"], field, "{reply}");
        }
        app.post("/api/v1/orders/compare").by(&app.hashi.auditor).json(&told(&[])).send().await.expect(403);
        app.post("/compares").by(&app.hashi.manager).multipart(&[], &[("file", "a.csv", b"nothing")]).send().await.expect(422);
        let page = app.get("/compares").by(&app.hashi.manager).send().await.expect(200).text();
        assert!(page.contains("まだ照合していません"));
    }
}
