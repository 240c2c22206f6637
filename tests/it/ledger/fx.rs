//! Money is exchanged by a rate, as two entries; nothing is ever converted otherwise.

use domain::Currency;
use serde_json::json;

use super::makers::{bucket, credit, get, post};
use crate::app::{TestApp, stories};
use crate::makers::orders::findings;

async fn rate(app: &TestApp, day: &str, rate: &str) -> String {
    let body = json!({ "base": "JPY", "quote": "CNY", "units": "100", "rate": rate, "source": "PBOC", "effective_on": day });
    let kept = post(app, &app.hashi.finance, "/api/v1/ledger/rates", body).await.expect(201).json();
    kept["id"].as_str().expect("id").to_owned()
}

fn exchange(app: &TestApp, key: &str, amount: &str, on: &str) -> serde_json::Value {
    json!({ "key": key, "payee": app.hashi.kol.organization, "amount": amount, "currency": "CNY", "into": "JPY", "on": on })
}

const PATH: &str = "/api/v1/ledger/conversions";

stories! {
    async fn an_exchange_uses_the_most_recent_rate_and_leaves_both_currencies_balanced(app: &TestApp) {
        let kol = &app.hashi.kol;
        credit(app, kol, 100_000, Currency::Cny);
        let friday = rate(app, "2026-11-20", "4.5678").await;
        let tuesday = rate(app, "2026-11-24", "4.6").await;
        for (day, used) in [("2026-11-21", &friday), ("2026-11-22", &friday), ("2026-11-23", &friday), ("2026-11-24", &tuesday)] {
            let made = post(app, &app.hashi.finance, PATH, exchange(app, day, "123.45", day)).await.expect(201).json();
            assert_eq!(made["rate"].as_str(), Some(used.as_str()), "{day}");
            assert_eq!(made["sold"], "123.45");
            assert_eq!(made["bought"], if used == &friday { "2703" } else { "2684" });
        }
        let none = post(app, &app.hashi.finance, PATH, exchange(app, "early", "1", "2026-11-19")).await.expect(409).json();
        assert_eq!(none["type"], "urn:kakehashi:error:fx-no-rate");
        assert_eq!(bucket(app, kol, "CNY", "available").await, "506.20");
        assert_eq!(bucket(app, kol, "JPY", "available").await, "10793");
        let found = findings(app);
        assert_eq!(found, Vec::<String>::new());
        let page = app.get("/ledger/rates").by(&app.hashi.manager).send().await.expect(200).text();
        assert!(page.contains("100 JPY = 4.5678 CNY") && page.contains("PBOC") && !page.contains("<form class=\"form\""), "{page}");
    }

    async fn the_same_exchange_is_answered_again_and_another_one_under_its_key_is_refused(app: &TestApp) {
        credit(app, &app.hashi.kol, 100_000, Currency::Cny);
        rate(app, "2026-10-01", "4.5678").await;
        let first = post(app, &app.hashi.finance, PATH, exchange(app, "k", "100", "")).await.expect(201).json();
        let again = post(app, &app.hashi.finance, PATH, exchange(app, "k", "100.00", "")).await.expect(200).json();
        assert_eq!(first, again);
        let other = post(app, &app.hashi.finance, PATH, exchange(app, "k", "101", "")).await.expect(409).json();
        assert_eq!(other["type"], "urn:kakehashi:error:entry-exists");
        assert_eq!(bucket(app, &app.hashi.kol, "CNY", "available").await, "900.00");
    }

    async fn both_sides_of_an_exchange_are_taken_back_once_and_that_again_once(app: &TestApp) {
        let kol = &app.hashi.kol;
        credit(app, kol, 100_000, Currency::Cny);
        rate(app, "2026-10-01", "4.5678").await;
        let made = post(app, &app.hashi.finance, PATH, exchange(app, "k", "123.45", "")).await.expect(201).json();
        app.advance(60);
        let path = |entry: &serde_json::Value| format!("/api/v1/ledger/entries/{}/reversal", entry.as_str().expect("entry"));
        let (sold, bought) = (path(&made["sold_entry"]), path(&made["bought_entry"]));
        let why = json!({ "reason": "wrong payee" });
        post(app, &app.hashi.finance, &sold, json!({})).await.expect(422);
        post(app, &app.hashi.manager, &sold, why.clone()).await.expect(403);
        post(app, &app.kawa.finance, &sold, why.clone()).await.expect(404);
        let back = post(app, &app.hashi.finance, &sold, why.clone()).await.expect(201).json();
        assert_eq!(back["entries"].as_array().map(Vec::len), Some(2));
        assert_eq!((bucket(app, kol, "CNY", "available").await, bucket(app, kol, "JPY", "available").await), ("1000.00".into(), "0".into()));
        for again in [&sold, &bought] {
            let refused = post(app, &app.hashi.finance, again, why.clone()).await.expect(409).json();
            assert_eq!(refused["type"], "urn:kakehashi:error:entry-reversed");
        }
        let id = made["sold_entry"].as_str().expect("id");
        let page = app.get(&format!("/ledger/entries/{id}")).by(&app.hashi.finance).send().await.expect(200).text();
        assert!(page.contains("取り消した側の仕訳") && !page.contains("仕訳を取り消す"), "{page}");
        app.advance(60);
        let form = app.post(&format!("/ledger/entries/{}/reverse", back["entries"][1].as_str().expect("id")));
        let done = form.by(&app.hashi.owner).form(&[("reason", "right after all")]).send().await.expect(303);
        assert!(done.location().ends_with("done=entry-reversed"));
        assert_eq!((bucket(app, kol, "CNY", "available").await, bucket(app, kol, "JPY", "available").await), ("876.55".into(), "2703".into()));
        assert_eq!(findings(app), Vec::<String>::new());
    }

    async fn what_cannot_be_exchanged_leaves_nothing_behind(app: &TestApp) {
        credit(app, &app.hashi.kol, 1_000, Currency::Cny);
        rate(app, "2026-10-01", "4.5678").await;
        let short = post(app, &app.hashi.finance, PATH, exchange(app, "a", "10.01", "")).await.expect(409).json();
        assert_eq!(short["type"], "urn:kakehashi:error:balance-short");
        let change = |field: &str, value: &str| {
            let mut body = exchange(app, "a", "5", "");
            body[field] = value.into();
            body
        };
        for (field, value, status) in [
            ("key", "", 422), ("key", &"k".repeat(101), 422), ("amount", "0", 422), ("amount", "x", 422),
            ("currency", "EUR", 422), ("into", "CNY", 422), ("into", "USD", 422), ("on", "tomorrow", 422), ("payee", "org_x", 404),
        ] {
            post(app, &app.hashi.finance, PATH, change(field, value)).await.expect(status);
        }
        let brand = change("payee", &app.hashi.brand.organization.to_string());
        post(app, &app.hashi.finance, PATH, brand).await.expect(422);
        let foreign = change("payee", &app.kawa.kol.organization.to_string());
        post(app, &app.hashi.finance, PATH, foreign).await.expect(404);
        post(app, &app.hashi.manager, PATH, exchange(app, "a", "5", "")).await.expect(403);
        post(app, &app.hashi.kol, PATH, exchange(app, "a", "5", "")).await.expect(403);
        assert_eq!(bucket(app, &app.hashi.kol, "CNY", "available").await, "10.00");
        let page = app.post("/ledger/rates").by(&app.hashi.finance).form(&[("base", "JPY"), ("quote", "JPY"), ("rate", "<b>"), ("source", "S")]).send().await.expect(422).text();
        assert!(page.contains("&#60;b&#62;") && page.contains("異なる2つの通貨"), "{page}");
        app.post("/ledger/rates").by(&app.hashi.manager).form(&[("base", "JPY")]).send().await.expect(403);
        assert_eq!(get(app, &app.hashi.auditor, "/api/v1/ledger/rates").await["items"].as_array().map(Vec::len), Some(1));
    }
}
