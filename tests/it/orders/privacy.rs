//! ORD-08: nobody sees a buyer, and what is kept of one is erased in time.

use serde_json::json;
use server::platform::maintain::maintain;
use server::platform::worker::work;
use store::scope::OfNetwork;

use crate::app::{TestApp, stories};
use crate::makers::orders::{body, findings, market, send};

/// A file of a shop that nobody knows, with its buyers in it; the second row fails.
const FILE: &str = "報告書,,,,,,\n番号,日付,品番,金額,氏名,住所,電話番号\n\
    A-1,2026-05-14,MRN-001,3980,架空花子,東京都架空区1-2-3,09000000000\n\
    A-2,2026-05-15,MRN-999,5800,架空太郎,大阪府架空市4-5,taro@example.com\n";
const PERSONS: [&str; 5] = ["架空花子", "架空区", "09000000000", "架空太郎", "taro@example.com"];

fn erased(app: &TestApp) -> usize {
    let at = app.app.now();
    let network = OfNetwork::for_row(app.hashi.network);
    app.app.store.write(network, move |tx| store::orders::privacy::erase(tx, at)).expect("erase")
}

stories! {
    async fn no_page_and_no_file_shows_a_buyer(app: &TestApp) {
        market(app);
        let manager = &app.hashi.manager;
        let sent = app.post("/api/v1/imports").by(manager).bytes("text/csv", FILE.as_bytes().to_vec()).send().await;
        let id = sent.expect(202).json()["id"].as_str().expect("id").to_owned();
        work(&app.app).expect("work");
        let columns = app.get(&format!("/imports/{id}/columns")).by(manager).send().await.expect(200).text();
        assert!(columns.contains("MRN-001") && columns.contains("住所") && columns.contains("•••"), "{columns}");
        let form = [
            ("name", "報告"), ("source", "oroshi"), ("dates", "year"), ("zone", "Asia/Tokyo"), ("currency", "JPY"),
            ("columns.number", "番号"), ("columns.placed_at", "日付"), ("columns.line_paid", "金額"), ("columns.sku", "品番"),
        ];
        app.post(&format!("/imports/{id}/columns")).by(manager).form(&form).send().await.expect(303);
        work(&app.app).expect("work");
        let page = app.get(&format!("/imports/{id}")).by(manager).send().await.expect(200).text();
        let file = app.get(&format!("/imports/{id}/errors.csv")).by(manager).send().await.expect(200).text();
        assert!(file.contains("MRN-999"), "{file}");
        let told = app.get(&format!("/api/v1/imports/{id}")).by(manager).send().await.expect(200).text();
        for text in [columns, page, file, told] {
            for person in PERSONS {
                assert!(!text.contains(person), "{person}: {text}");
            }
        }
        // Fields for an address are refused; what the shop calls its buyer comes back nowhere.
        let mut order = body("#1", "MRN-001", "3980");
        order["shipping_address"] = json!("東京都架空区1-2-3");
        assert!(send(app, manager, "k1", &order).await.status.is_client_error());
        order.as_object_mut().expect("order").remove("shipping_address");
        order["buyer"] = "customer-4711".into();
        order["coupon"] = "RIN10".into();
        let made = send(app, manager, "k2", &order).await.expect(201).json();
        let id = made["id"].as_str().expect("id");
        for (path, me) in [
            (format!("/api/v1/orders/{id}"), manager),
            (format!("/orders/{id}"), manager),
            ("/orders.csv".to_owned(), manager),
            ("/earnings?month=2026-11".to_owned(), &app.hashi.kol),
            ("/earnings.csv?month=2026-11".to_owned(), &app.hashi.kol),
            ("/earnings?month=2026-11".to_owned(), &app.hashi.brand),
            ("/statements/2026-11/kols.csv".to_owned(), &app.hashi.finance),
        ] {
            let text = app.get(&path).by(me).send().await.text();
            assert!(!text.contains("customer-4711"), "{path}");
        }
        for me in [&app.hashi.kol, &app.hashi.brand] {
            app.get(&format!("/api/v1/orders/{id}")).by(me).send().await.expect(403);
        }
    }

    async fn what_is_kept_of_a_buyer_is_erased_after_the_days_that_the_network_sets(app: &TestApp) {
        market(app);
        let manager = &app.hashi.manager;
        let sent = app.post("/api/v1/imports").by(manager).bytes("text/csv", FILE.as_bytes().to_vec()).send().await;
        let id = sent.expect(202).json()["id"].as_str().expect("id").to_owned();
        work(&app.app).expect("work");
        let mut order = body("#1", "MRN-001", "3980");
        order["buyer"] = "customer-4711".into();
        send(app, manager, "k1", &order).await.expect(201);
        assert_eq!(erased(app), 0);
        let form = |buyers: &'static str, addresses: &'static str| [("buyer_days", buyers), ("address_days", addresses)];
        for bad in [form("0", "1"), form("x", "1"), form("1", "4000"), form("", "")] {
            let back = app.post("/privacy").by(manager).form(&bad).send().await.expect(422).text();
            assert!(back.contains("変更できませんでした"));
        }
        for me in [&app.hashi.finance, &app.hashi.kol, &app.hashi.brand] {
            app.get("/privacy").by(me).send().await.expect(403);
            app.post("/privacy").by(me).form(&form("1", "1")).send().await.expect(403);
        }
        app.post("/privacy").by(manager).form(&form("60", "30")).send().await.expect(303);
        let page = app.get("/privacy").by(manager).send().await.expect(200).text();
        assert!(page.contains("value=\"60\"") && page.contains("value=\"30\""));
        app.advance(31 * 86_400);
        maintain(&app.app, app.app.now()).expect("the clocks");
        assert_eq!(erased(app), 0, "the heartbeat has erased it");
        let columns = app.get(&format!("/imports/{id}/columns")).by(manager).send().await;
        assert!(columns.status.is_client_error(), "the file is gone");
        app.get(&format!("/imports/{id}")).by(manager).send().await.expect(200);
        // The digest of the buyer stays for its own days.
        app.advance(31 * 86_400);
        assert_eq!(erased(app), 1);
        assert_eq!((erased(app), findings(app)), (0, Vec::new()));
    }
}
