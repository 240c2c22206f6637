//! An entry shows what it moved and what it is about.

use server::platform::maintain::maintain;
use store::scope::OfNetwork;

use crate::app::stories;
use crate::makers::orders::{market, sold};

stories! {
    async fn an_amount_leads_to_its_entry_and_back(app: &TestApp) {
        market(app);
        let order = sold(app, "#1", "MRN-001", "8266", "RIN10").await;
        let entry = order["lines"][0]["commission"]["entry"].as_str().expect("entry");
        let path = format!("/ledger/entries/{entry}");
        let page = app.get(&path).by(&app.hashi.auditor).send().await.expect(200).text();
        let id = order["id"].as_str().expect("id");
        assert!(page.contains(&format!("/orders/{id}")) && page.contains("¥992") && page.contains("¥248"), "{page}");
        app.get(&path).by(&app.kawa.owner).send().await.expect(404);
        app.get(&path).by(&app.hashi.reviewer).send().await.expect(403);
        app.get(&path).by(&app.hashi.kol).send().await.expect(403);
        app.get("/ledger/entries/jnl_x").by(&app.hashi.owner).send().await.expect(404);
    }

    async fn a_confirming_entry_names_the_first_order_it_confirmed(app: &TestApp) {
        market(app);
        sold(app, "#1", "MRN-001", "8266", "RIN10").await;
        let late = domain::Timestamp::parse("2027-01-31T00:00:00Z").expect("moment");
        maintain(&app.app, late).expect("the clocks");
        let commission: domain::id::CommissionId = {
            let list = app.get("/api/v1/commissions").by(&app.hashi.owner).send().await.expect(200).json();
            list["items"][0]["id"].as_str().and_then(|id| id.parse().ok()).expect("id")
        };
        let scope = OfNetwork::for_row(app.hashi.network);
        let posted = app.app.store.read(scope, |tx| store::ledger::entry::find(tx, commission)).expect("entries");
        let path = format!("/ledger/entries/{}", posted.first().expect("an entry").id);
        let page = app.get(&path).by(&app.hashi.owner).send().await.expect(200).text();
        assert!(page.contains("成果報酬の確定") && page.contains("#1") && page.contains("未払報酬（保留残高）"), "{page}");
    }

    async fn a_long_file_of_entries_is_whole_and_each_row_leads_to_its_explanation(app: &TestApp) {
        for _ in 0..503 {
            crate::makers::ledger::credit(app, &app.hashi.kol, 1, domain::Currency::Jpy);
        }
        let text = app.get("/ledger/entries.csv").by(&app.hashi.manager).send().await.expect(200).text();
        assert!(text.starts_with('\u{feff}'));
        let mut ids: Vec<&str> = text.lines().skip(1).filter_map(|line| line.rsplit(',').nth(1)).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!((text.lines().count(), ids.len()), (504, 503));
        let last = text.lines().last().expect("a row");
        assert!(last.ends_with(&format!(",http://kakehashi.test/explain/entry/{}", last.rsplit(',').nth(1).expect("id"))), "{last}");
        app.get("/ledger/entries.csv").by(&app.hashi.kol).send().await.expect(403);
        let none = app.get("/ledger/rates.csv").by(&app.hashi.auditor).send().await.expect(200).text();
        assert_eq!(none.lines().count(), 1);
    }
}
