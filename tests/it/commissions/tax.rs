//! How payees are taxed: declared by themselves, frozen with each commission, summed by class.

use serde_json::{Value, json};

use crate::app::{TestApp, stories};
use crate::invariants::broken;
use crate::makers::orders::{market, sold};

async fn declare(app: &TestApp, body: &Value) {
    app.post("/api/v1/tax").by(&app.hashi.kol).json(body).send().await.expect(201);
}
async fn tax(app: &TestApp, number: &str) -> Value {
    let order = sold(app, number, "MRN-001", "8266", "RIN10").await;
    order["lines"][0]["commission"]["tax"].clone()
}

stories! {
    async fn what_a_payee_declares_is_frozen_with_what_it_earns_from_then_on(app: &TestApp) {
        market(app);
        let none = json!({ "class": "undeclared", "rate": "0", "amount": "0", "deductible": "0" });
        assert_eq!(tax(app, "#1").await, none);
        // Registered since September, read as people write it.
        let number = "ｔ7-0000-1205-0002";
        declare(app, &json!({ "class": "qualified", "number": number, "starts_on": "2026-09-01" })).await;
        let qualified =
            json!({ "class": "qualified", "rate": "10", "amount": "90", "deductible": "100" });
        assert_eq!(tax(app, "#2").await, qualified);
        declare(app, &json!({ "class": "unregistered", "starts_on": "2026-11-01" })).await;
        let unregistered =
            json!({ "class": "unregistered", "rate": "10", "amount": "90", "deductible": "70" });
        assert_eq!(tax(app, "#3").await, unregistered);
        // From tomorrow on: it does not hold yet.
        declare(app, &json!({ "class": "abroad", "starts_on": "2026-11-03" })).await;
        assert_eq!(tax(app, "#4").await, unregistered);
        let page = app.get("/tax").by(&app.hashi.kol).send().await.expect(200).text();
        assert!(page.contains("T7000012050002"), "{page}");
        // Two lines of 992: the tax of their sum is reckoned once.
        let page = app.get("/earnings?month=2026-11").by(&app.hashi.kol).send().await.expect(200).text();
        assert!(page.contains("id=\"tax\"") && page.contains("1,984") && page.contains("180"), "{page}");
        let page = app.get("/earnings?month=2026-11").by(&app.hashi.brand).send().await.expect(200).text();
        assert!(page.contains("適格請求書発行事業者") && page.contains("126"), "{page}");
        let file = app.get("/earnings.csv?month=2026-11").by(&app.hashi.brand).send().await.expect(200).text();
        assert!(file.contains("登録のない事業者") && file.contains("70"), "{file}");
        let page = app.get("/statements?month=2026-11").by(&app.hashi.manager).send().await.expect(200);
        assert!(page.text().contains("適格請求書発行事業者"));
        assert_eq!(broken(&mut app.raw(), None), Vec::<String>::new());
    }

    async fn a_status_that_cannot_be_is_refused(app: &TestApp) {
        for (class, number, starts_on, code) in [
            ("", "", "", "field-required"),
            ("undeclared", "", "", "choice-unknown"),
            ("qualified", "", "", "field-required"),
            ("qualified", "7000012050002", "", "invoice-number-malformed"),
            ("qualified", "T700001205000", "", "invoice-number-malformed"),
            ("qualified", "T1234567890123", "", "invoice-number-check"),
            ("qualified", "T7000012050002'; --", "", "invoice-number-malformed"),
            ("abroad", "", "2026-13-01", "date-malformed"),
        ] {
            let body = json!({ "class": class, "number": number, "starts_on": starts_on });
            let told = app.post("/api/v1/tax").by(&app.hashi.kol).json(&body).send().await.expect(422).text();
            assert!(told.contains(code), "{code}: {told}");
        }
        let good = json!({ "class": "abroad" });
        for me in [&app.hashi.finance, &app.hashi.reviewer, &app.hashi.manager] {
            app.post("/api/v1/tax").by(me).json(&good).send().await.expect(403);
        }
        let list = app.get("/api/v1/tax").by(&app.hashi.kol).send().await.expect(200).json();
        assert_eq!(list["items"], json!([]));
        let form = [("class", "qualified"), ("number", "T1 kept")];
        let page = app.post("/tax").by(&app.hashi.brand).form(&form).send().await.expect(422).text();
        assert!(page.contains("T1 kept"), "{page}");
        let form = [("class", "qualified"), ("number", "T5010401067252")];
        app.post("/tax").by(&app.hashi.brand).form(&form).send().await.expect(303);
        let list = app.get("/api/v1/tax").by(&app.hashi.brand).send().await.expect(200).json();
        assert_eq!(list["items"][0]["number"], "T5010401067252");
        // Nobody else's.
        let list = app.get("/api/v1/tax").by(&app.hashi.other_brand).send().await.expect(200).json();
        assert_eq!(list["items"], json!([]));
    }
}
