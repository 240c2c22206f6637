//! The one word in which a KOL reads where a commission stands.

use serde_json::{Value, json};

use crate::app::{TestApp, stories};
use crate::makers::orders::{market, sold};

async fn told(app: &TestApp, order: &Value, kind: &str, id: &str) {
    let event = json!({ "kind": kind, "external_id": id, "at": "2026-11-02T00:00:00Z" });
    let path = format!("/api/v1/orders/{}/events", order["id"].as_str().expect("id"));
    app.post(&path).by(&app.hashi.manager).json(&event).send().await.expect(201);
}
async fn words(app: &TestApp, standing: &str) -> Vec<String> {
    let path = format!("/api/v1/commissions?standing={standing}");
    let list = app.get(&path).by(&app.hashi.kol).send().await.expect(200).json();
    let items = list["items"].as_array().expect("items").iter();
    items.map(|item| item["standing"].as_str().expect("a word").to_owned()).collect()
}

stories! {
    async fn a_commission_is_one_word_everywhere(app: &TestApp) {
        market(app);
        let disputed = sold(app, "#1", "MRN-001", "1000", "RIN10").await;
        let canceled = sold(app, "#2", "MRN-001", "2000", "RIN10").await;
        let returned = sold(app, "#3", "MRN-001", "3000", "RIN10").await;
        sold(app, "#4", "MRN-001", "4000", "RIN10").await;
        told(app, &disputed, "chargeback", "c").await;
        told(app, &canceled, "cancel", "x").await;
        told(app, &returned, "return_requested", "r").await;
        assert_eq!(words(app, "held").await, ["held", "held"]);
        // The canceled sale and what took it back, and what the dispute took.
        assert_eq!(words(app, "reversed").await.len(), 3);
        assert_eq!(words(app, "estimated").await, ["estimated"]);
        assert!(words(app, "confirmed").await.is_empty());
        let all = words(app, "").await;
        assert_eq!(all.len(), 6);
        for (member, held) in [(&app.hashi.kol, "冻结"), (&app.hashi.brand, "保留中")] {
            let page = app.get("/earnings?standing=held").by(member).send().await.expect(200).text();
            let lines = page.split("id=\"lines\"").nth(1).expect("lines");
            assert_eq!(lines.matches("data-tone=\"now\"").count(), 2, "{held}: {lines}");
            let file = app.get("/earnings.csv?standing=held").by(member).send().await.expect(200);
            assert_eq!(file.text().matches(held).count(), 2, "{held}");
        }
        let path = format!("/statements/2026-11/kols/{}", app.hashi.kol.organization);
        let page = app.get(&format!("{path}?standing=estimated")).by(&app.hashi.manager).send().await;
        assert!(page.expect(200).text().contains("#4"));
        let page = format!("/orders/{}", disputed["id"].as_str().expect("id"));
        let page = app.get(&page).by(&app.hashi.manager).send().await.expect(200).text();
        assert!(page.contains("保留中"), "{page}");
        let wrong = "/api/v1/commissions?standing=paid";
        app.get(wrong).by(&app.hashi.kol).send().await.expect(422);
        // A dispute that was lost ends the waiting.
        told(app, &disputed, "chargeback_lost", "c").await;
        assert_eq!(words(app, "held").await, ["held"]);
        assert_eq!(words(app, "reversed").await.len(), 4);
    }
}
