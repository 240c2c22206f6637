//! Holds and exchanges: their lists, their explanations, and what the account's page says of them.

use domain::Currency;
use domain::ledger::account::AccountCode;
use serde_json::json;

use super::line::{step, told};
use crate::app::stories;
use crate::makers::ledger::{credit, held};

stories! {
    async fn a_hold_is_listed_shown_and_given_back_by_hand(app: &TestApp) {
        let empty = app.get("/ledger/holds").by(&app.hashi.auditor).send().await.expect(200).text();
        assert!(empty.contains("There are no such holds"), "{empty}");
        let id = held(app, &app.hashi.kol);
        let list = app.get("/ledger/holds?status=pending").by(&app.hashi.manager).send().await.expect(200).text();
        assert!(list.contains(&format!("/ledger/holds/{id}")) && list.contains("600円") && list.contains("保留中"), "{list}");
        let none = app.get("/ledger/holds?status=posted").by(&app.hashi.manager).send().await.expect(200).text();
        assert!(!none.contains(&id));
        // The account's page says what is held of it.
        let account = AccountCode::KolAvailable(app.hashi.kol.organization).id(app.hashi.network, Currency::Jpy);
        let page = app.get(&format!("/ledger/accounts/{account}")).by(&app.hashi.manager).send().await.expect(200).text();
        assert!(page.contains("支払いのために保留中の金額") && page.contains(&format!("/explain/hold/{id}")), "{page}");
        let own = told(app, &app.hashi.kol, &format!("hold/{id}")).await;
        assert_eq!((&own["figure"]["amount"], &step(&own, "status")["arguments"]["status"]), (&"600".into(), &"pending".into()));
        step(&own, "held_until");
        app.get(&format!("/explain/hold/{id}")).by(&app.hashi.other_kol).send().await.expect(404);

        let path = format!("/ledger/holds/{id}");
        let view = app.get(&path).by(&app.hashi.auditor).send().await.expect(200).text();
        assert!(!view.contains("name=\"act\""), "{view}");
        app.post(&format!("{path}/act")).by(&app.hashi.auditor).form(&[("act", "void"), ("version", "1")]).send().await.expect(403);
        app.post(&format!("{path}/act")).by(&app.hashi.finance).form(&[("act", "void"), ("version", "2")]).send().await.expect(409);
        app.post(&format!("{path}/act")).by(&app.hashi.finance).form(&[("act", "expire"), ("version", "1")]).send().await.expect(422);
        let long = "x".repeat(501);
        let back = app.post(&format!("{path}/act")).by(&app.hashi.finance).form(&[("act", "void"), ("version", "1"), ("reason", &long)]).send().await.expect(422).text();
        assert!(back.contains(&long));
        app.post(&format!("{path}/act")).by(&app.kawa.finance).form(&[("act", "void"), ("version", "1")]).send().await.expect(404);
        let done = app.post(&format!("{path}/act")).by(&app.hashi.finance).form(&[("act", "void"), ("version", "1")]).send().await.expect(303);
        assert_eq!(done.location(), format!("{path}?done=hold-voided"));
        app.post(&format!("{path}/act")).by(&app.hashi.finance).form(&[("act", "void"), ("version", "1")]).send().await.expect(409);
        let ended = told(app, &app.hashi.auditor, &format!("hold/{id}")).await;
        assert_eq!(step(&ended, "status")["arguments"]["status"], "voided");
        assert_eq!(ended["steps"].as_array().expect("steps").iter().filter(|step| step["code"] == "posted").count(), 2);
        let page = app.get(&format!("/ledger/accounts/{account}")).by(&app.hashi.manager).send().await.expect(200).text();
        assert!(!page.contains("支払いのために保留中の金額"), "{page}");
    }

    async fn an_exchange_is_listed_with_its_rate_and_both_entries(app: &TestApp) {
        let empty = app.get("/ledger/conversions").by(&app.hashi.auditor).send().await.expect(200).text();
        assert!(empty.contains("Nothing was exchanged yet"), "{empty}");
        credit(app, &app.hashi.kol, 10_000, Currency::Jpy);
        let rate = json!({ "base": "JPY", "quote": "CNY", "units": "100", "rate": "4.5678", "source": "Bank", "effective_on": "2026-11-01" });
        app.post("/api/v1/ledger/rates").by(&app.hashi.finance).json(&rate).send().await.expect(201);
        let ask = json!({ "key": "x", "payee": app.hashi.kol.organization, "amount": "1000", "currency": "JPY", "into": "CNY" });
        let made = app.post("/api/v1/ledger/conversions").by(&app.hashi.finance).json(&ask).send().await.expect(201).json();
        let id = made["id"].as_str().expect("id");
        let page = app.get("/ledger/conversions").by(&app.hashi.manager).send().await.expect(200).text();
        for text in ["1,000円", "45.68元", "100 JPY = 4.5678 CNY", "Bank", made["sold_entry"].as_str().expect("entry"), made["bought_entry"].as_str().expect("entry")] {
            assert!(page.contains(text), "{text}: {page}");
        }
        let list = app.get("/api/v1/ledger/conversions").by(&app.hashi.auditor).send().await.expect(200).json();
        assert_eq!((&list["items"][0]["id"], &list["next"]), (&made["id"], &serde_json::Value::Null));
        app.get("/api/v1/ledger/conversions?after=x").by(&app.hashi.auditor).send().await.expect(422);
        app.get("/ledger/conversions").by(&app.hashi.kol).send().await.expect(403);
        assert_eq!(app.get("/api/v1/ledger/conversions").by(&app.kawa.owner).send().await.expect(200).json()["items"], json!([]));
        let told_to = told(app, &app.hashi.kol, &format!("conversion/{id}")).await;
        assert_eq!(told_to["figure"], json!({ "amount": "45.68", "currency": "CNY" }));
        assert!(step(&told_to, "converted")["text"].as_str().expect("text").contains("100 JPY = 4.5678 CNY"));
        app.get(&format!("/explain/conversion/{id}")).by(&app.hashi.other_kol).send().await.expect(404);
        app.get(&format!("/explain/conversion/{id}")).by(&app.kawa.owner).send().await.expect(404);
    }
}
