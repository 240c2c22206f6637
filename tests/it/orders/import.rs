//! Files of orders: all of a file or nothing, the same one twice changes nothing.

use std::sync::Arc;

use domain::access::Member;
use server::platform::worker::work;

use crate::app::{TestApp, stories};
use crate::makers::orders::{Market, findings, market, product};

const UTF8: &[u8] = include_bytes!("../../../backend/domain/tests/data/shopify_utf8.csv");
const SJIS: &[u8] = include_bytes!("../../../backend/domain/tests/data/shopify_sjis.csv");
const GB18030: &[u8] = include_bytes!("../../../backend/domain/tests/data/shopify_gb18030.csv");
const BAD_ROWS: &[u8] = include_bytes!("../../../backend/domain/tests/data/shopify_bad_rows.csv");

/// The market with everything that the files sell.
fn stocked(app: &TestApp) -> Market {
    let market = market(app);
    product(app, &app.hashi, &app.hashi.other_brand, ("HKR-001", "12", "1650"));
    market
}

/// The good file with another text in the place of one.
fn changed(from: &str, to: &str) -> Vec<u8> {
    let text = String::from_utf8(UTF8.to_vec()).expect("text");
    assert!(text.contains(from), "{from}");
    text.replace(from, to).into_bytes()
}

async fn upload(app: &TestApp, me: &Member, name: &str, bytes: &[u8]) -> String {
    let reply = app.post("/imports").by(me).multipart(&[], &[("file", name, bytes)]).send().await;
    let place = reply.expect(303).location();
    let path = place.split('?').next().unwrap_or_default();
    path.strip_prefix("/imports/").expect("an import").to_owned()
}

/// Somebody has looked at what would happen, and wants it.
async fn apply(app: &TestApp, id: &str) {
    let place = format!("/imports/{id}/acts");
    let reply = app.post(&place).by(&app.hashi.manager).form(&[("act", "apply")]).send().await;
    reply.expect(303);
    work(&app.app).expect("work");
}

/// A good file, checked and written.
async fn imported(app: &TestApp, name: &str, bytes: &[u8]) -> String {
    let id = upload(app, &app.hashi.manager, name, bytes).await;
    work(&app.app).expect("work");
    assert_eq!(read(app, &id).await["status"], "checked", "{}", read(app, &id).await);
    apply(app, &id).await;
    id
}

async fn read(app: &TestApp, id: &str) -> serde_json::Value {
    let path = format!("/api/v1/imports/{id}");
    app.get(&path).by(&app.hashi.manager).send().await.expect(200).json()
}

async fn orders(app: &TestApp) -> usize {
    let path = "/api/v1/orders?limit=200";
    let list = app.get(path).by(&app.hashi.manager).send().await.expect(200).json();
    list["items"].as_array().map_or(0, Vec::len)
}

stories! {
    async fn the_same_orders_in_three_encodings_are_the_same_orders(app: &TestApp) {
        stocked(app);
        let manager = &app.hashi.manager;
        let first = upload(app, manager, "五月.csv", UTF8).await;
        assert_eq!(read(app, &first).await["status"], "queued");
        work(&app.app).expect("work");
        let checked = read(app, &first).await;
        assert_eq!((checked["status"].as_str(), checked["new"].as_i64()), (Some("checked"), Some(12)), "{checked}");
        assert_eq!(orders(app).await, 0, "nothing is written before somebody wants it");
        let page = app.get(&format!("/imports/{first}")).by(manager).send().await.expect(200).text();
        assert!(page.contains("まだ何も登録していません") && page.contains("value=\"apply\""), "{page}");
        apply(app, &first).await;
        let done = read(app, &first).await;
        assert_eq!(done["status"], "done", "{done}");
        assert_eq!((done["rows"].as_i64(), done["orders"].as_i64()), (Some(20), Some(12)));
        assert_eq!((done["new"].as_i64(), done["error_count"].as_i64()), (Some(12), Some(0)));
        assert_eq!(orders(app).await, 12);
        assert_eq!(findings(app), Vec::<String>::new());
        for (name, bytes, encoding) in [("sjis.csv", SJIS, "shift_jis"), ("gb.csv", GB18030, "gb18030")] {
            let id = imported(app, name, bytes).await;
            let done = read(app, &id).await;
            assert_eq!(done["encoding"], encoding);
            assert_eq!((done["new"].as_i64(), done["changed"].as_i64()), (Some(0), Some(0)), "{done}");
            assert_eq!(done["unchanged"], 12);
            assert_eq!(done["error_count"], 0, "{done}");
        }
        assert_eq!(orders(app).await, 12);
        assert_eq!(findings(app), Vec::<String>::new());
        let page = app.get(&format!("/imports/{first}")).by(manager).send().await.expect(200).text();
        assert!(page.contains("五月.csv") && page.contains(&format!("/orders?import={first}")));
        let list = app.get(&format!("/orders?import={first}")).by(manager).send().await.expect(200).text();
        assert!(list.contains("#1012"));
    }

    async fn the_same_file_twice_is_the_first_one(app: &TestApp) {
        stocked(app);
        let manager = &app.hashi.manager;
        let first = imported(app, "a.csv", UTF8).await;
        let reply = app.post("/imports").by(manager).multipart(&[], &[("file", "b.csv", UTF8)]).send().await.expect(303);
        assert_eq!(reply.location(), format!("/imports/{first}?done=import-already"));
        let page = app.get(&reply.location()).by(manager).send().await.expect(200).text();
        assert!(page.contains("このファイルはすでに取り込まれています"));
        let api = app.post("/api/v1/imports").by(manager).bytes("text/csv", UTF8.to_vec()).send().await.expect(200);
        assert_eq!(api.json()["id"], first);
        assert_eq!(work(&app.app).expect("work"), 0);
        assert_eq!(orders(app).await, 12);
        // Another network's operator may have the same file.
        app.post("/api/v1/imports").by(&app.kawa.manager).bytes("text/csv", UTF8.to_vec()).send().await.expect(202);
    }

    async fn a_bad_file_is_refused_with_every_error_and_nothing_of_it_is_kept(app: &TestApp) {
        stocked(app);
        let id = upload(app, &app.hashi.manager, "bad.csv", BAD_ROWS).await;
        work(&app.app).expect("work");
        let refused = read(app, &id).await;
        assert_eq!(refused["status"], "refused");
        assert_eq!(refused["error_count"], 30);
        let errors = refused["errors"].as_array().expect("errors");
        assert_eq!(errors.len(), 30);
        assert!(errors.iter().any(|error| error["line"] == 11 && error["column"] == "Refunded Amount" && error["code"] == "amount-too-large"));
        assert!(errors.iter().any(|error| error["line"] == 26 && error["code"] == "row-cells"));
        assert!(errors.iter().all(|error| !error["message"].as_str().unwrap_or_default().is_empty()));
        assert_eq!(orders(app).await, 0);
        let page = app.get(&format!("/imports/{id}")).by(&app.hashi.manager)
            .language(domain::Locale::ZhHans).send().await.expect(200).text();
        assert!(page.contains("未写入任何订单") && page.contains("errors.csv"));
        let file = app.get(&format!("/imports/{id}/errors.csv")).by(&app.hashi.manager).send().await.expect(200);
        let text = file.text();
        assert!(text.starts_with("\u{feff}行,内容,Name,Email,"), "{text}");
        assert!(text.contains("\r\n3,Name: "), "{text}");
        // A row of several faults stands there once, with what else is in it.
        assert_eq!(text.matches("\r\n13,").count(), 1, "{text}");
    }

    async fn a_file_is_checked_against_the_network_before_anything_is_written(app: &TestApp) {
        let market = market(app);
        let id = upload(app, &app.hashi.manager, "a.csv", UTF8).await;
        work(&app.app).expect("work");
        let refused = read(app, &id).await;
        assert_eq!(refused["status"], "refused");
        let errors = refused["errors"].as_array().expect("errors");
        // HKR-001 is not sold yet: on every line that has it.
        assert_eq!(errors.len(), 5, "{errors:?}");
        assert!(errors.iter().all(|error| error["code"] == "sku-unknown" && error["column"] == "Lineitem sku"));
        assert_eq!(orders(app).await, 0);
        // What it lacked is there now, and the same file is read again.
        product(app, &app.hashi, &app.hashi.brand, ("HKR-001", "12", "1650"));
        let again = upload(app, &app.hashi.manager, "a.csv", UTF8).await;
        assert_eq!(again, id);
        work(&app.app).expect("work");
        apply(app, &id).await;
        assert_eq!(read(app, &id).await["status"], "done");
        assert_eq!(orders(app).await, 12);
        drop(market);
    }

    async fn a_currency_that_the_network_does_not_know_refuses_the_file(app: &TestApp) {
        stocked(app);
        let id = upload(app, &app.hashi.manager, "usd.csv", &changed("JPY,16500000", "USD,16500000")).await;
        work(&app.app).expect("work");
        let refused = read(app, &id).await;
        assert_eq!(refused["status"], "refused", "{refused}");
        assert_eq!(refused["errors"][0]["code"], "order-currency");
        assert_eq!(refused["errors"][0]["line"], 27);
        assert_eq!(orders(app).await, 0);
    }

    async fn refunds_and_cancelations_of_a_file_are_posted_once_and_later_ones_as_the_difference(app: &TestApp) {
        let market = stocked(app);
        let coded = |bytes: Vec<u8>| {
            let text = String::from_utf8(bytes).expect("text");
            text.replace("kakehashi: aB3x9", &format!("kakehashi: {}", market.shop.code)).into_bytes()
        };
        let first = imported(app, "1.csv", &coded(UTF8.to_vec())).await;
        assert_eq!(read(app, &first).await["new"], 12);
        let find = |number: &'static str| async move {
            let path = format!("/api/v1/orders?q=%23{number}");
            let list = app.get(&path).by(&app.hashi.manager).send().await.expect(200).json();
            let id = list["items"][0]["id"].as_str().expect("id").to_owned();
            app.get(&format!("/api/v1/orders/{id}")).by(&app.hashi.manager).send().await.expect(200).json()
        };
        let order = find("1001").await;
        assert_eq!(order["source"], "shopify");
        assert_eq!(order["attribution"]["kind"], "link");
        assert_eq!(order["delivered_at"], "2026-05-22T00:00:00Z");
        assert_eq!(order["lines"][0]["status"], "delivered");
        let canceled = find("1005").await;
        assert_eq!(canceled["lines"][0]["status"], "canceled");
        assert_eq!(canceled["events"][0]["external_id"], "file:cancel");
        let refunded = find("1004").await;
        assert_eq!(refunded["lines"][0]["status"], "refunded_full");
        assert_eq!(refunded["events"][0]["external_id"], "file:5800");
        let part = find("1003").await;
        assert_eq!(part["events"][0]["amount"], "1650");

        // Two weeks later 1001 was refunded in part, 1003 some more.
        let text = String::from_utf8(coded(UTF8.to_vec())).expect("text");
        let later: String = text.lines().enumerate().map(|(place, line)| {
            let line = match place {
                1 => line.replace("c0001.1,0,", "c0001.1,978,"),
                _ => line.replace("c0003.1,1650,", "c0003.1,2650,"),
            };
            line + "\n"
        }).collect();
        assert_ne!(later, text);
        let second = upload(app, &app.hashi.manager, "2.csv", later.as_bytes()).await;
        work(&app.app).expect("work");
        let checked = read(app, &second).await;
        assert_eq!((checked["new"].as_i64(), checked["changed"].as_i64()), (Some(0), Some(2)), "{checked}");
        apply(app, &second).await;
        let done = read(app, &second).await;
        assert_eq!((done["new"].as_i64(), done["changed"].as_i64()), (Some(0), Some(2)), "{done}");
        let order = find("1001").await;
        assert_eq!(order["events"][0]["amount"], "978");
        assert_eq!(order["lines"][0]["reversals"].as_array().map(Vec::len), Some(1), "{order}");
        let part = find("1003").await;
        assert_eq!(part["events"][1]["external_id"], "file:2650");
        assert_eq!(part["events"][1]["amount"], "1000");
        assert_eq!(findings(app), Vec::<String>::new());
    }

    async fn an_order_that_the_shop_changed_is_told_and_left_as_it_is(app: &TestApp) {
        stocked(app);
        imported(app, "1.csv", UTF8).await;
        let id = imported(app, "2.csv", &changed(",3980,,MRN-001,true,true,fulfilled", ",3981,,MRN-001,true,true,fulfilled")).await;
        let done = read(app, &id).await;
        assert_eq!(done["status"], "done");
        assert!(done["error_count"].as_i64().is_some_and(|count| count > 0), "{done}");
        assert_eq!(done["errors"][0]["code"], "order-differs");
        assert_eq!(orders(app).await, 12);
    }

    async fn progress_counts_up_batch_by_batch(app: &TestApp) {
        stocked(app);
        let text = String::from_utf8(UTF8.to_vec()).expect("text");
        let mut lines = text.lines();
        let (headings, row) = (lines.next().expect("headings"), lines.next().expect("row"));
        let rows: String = (0..1_200).map(|n| row.replace("#1001", &format!("#{n}")) + "\n").collect();
        let file = format!("{headings}\n{rows}");
        let id = upload(app, &app.hashi.manager, "many.csv", file.as_bytes()).await;
        let path = format!("/imports/{id}/progress");
        let progress = app.get(&path).by(&app.hashi.manager).send().await.expect(200).json();
        assert_eq!((progress["state"].as_str(), progress["done"].as_i64()), (Some("queued"), Some(0)));
        let page = app.get(&format!("/imports/{id}")).by(&app.hashi.manager).send().await.expect(200).text();
        assert!(page.contains(&format!("data-progress-url=\"{path}\"")));
        work(&app.app).expect("work");
        let act = app.post(&format!("/imports/{id}/acts")).by(&app.hashi.manager).form(&[("act", "apply")]);
        act.send().await.expect(303);
        // The worker runs on a thread of its own, and the page asks meanwhile.
        let running = Arc::clone(&app.app);
        let worker = std::thread::spawn(move || work(&running).expect("work"));
        let mut seen = vec![0];
        let mut total = 0;
        loop {
            let now = app.get(&path).by(&app.hashi.manager).send().await.expect(200).json();
            let done = now["done"].as_i64().expect("done");
            if *seen.last().expect("one") != done {
                seen.push(done);
            }
            total = total.max(now["total"].as_i64().expect("total"));
            if now["state"] == "done" {
                break;
            }
        }
        worker.join().expect("worker");
        assert!(seen.is_sorted() && seen.last() == Some(&1_200), "{seen:?}");
        assert!(seen.iter().all(|done| [0, 500, 1_000, 1_200].contains(done)), "{seen:?}");
        assert_eq!(total, 1_200);
        assert_eq!(findings(app), Vec::<String>::new());
    }

    async fn what_is_no_file_of_orders_is_told(app: &TestApp) {
        let manager = &app.hashi.manager;
        let reply = app.post("/imports").by(manager).multipart(&[], &[("file", "a.csv", b"")]).send().await.expect(422);
        assert!(reply.text().contains("この項目は必須です"));
        app.post("/api/v1/imports").by(manager).bytes("text/csv", Vec::new()).send().await.expect(422);
        let cases: [(&[u8], &str, &str); 5] = [
            (b"  \n ", "refused", "import-empty"),
            (b"a,b\n1,2\n", "unmapped", "import-unknown"),
            (b"Name,\xff\xfe\xff\x80\n", "refused", "encoding-unknown"),
            (b"<script>alert(1)</script>\nx,y\n", "unmapped", "import-unknown"),
            ("注文番号,ステータス,単価,個数\n1,2,3,4\n".as_bytes(), "unmapped", "import-headings"),
        ];
        for (bytes, status, code) in cases {
            let reply = app.post("/api/v1/imports").by(manager).bytes("text/csv", bytes.to_vec()).send().await.expect(202);
            let id = reply.json()["id"].as_str().expect("id").to_owned();
            work(&app.app).expect("work");
            let refused = read(app, &id).await;
            assert_eq!(refused["status"], status, "{code}");
            assert_eq!(refused["errors"][0]["code"], code, "{refused}");
            let act = serde_json::json!({ "act": "apply" });
            app.post(&format!("/api/v1/imports/{id}/acts")).by(manager).json(&act).send().await.expect(409);
        }
        app.post("/api/v1/imports").by(manager).bytes("text/csv", b"PK\x03\x04 no workbook".to_vec()).send().await.expect(422);
        let hostile = "<script>alert(1)</script>.csv";
        let id = upload(app, manager, hostile, b"x,y\n1,2\n").await;
        let page = app.get(&format!("/imports/{id}")).by(manager).send().await.expect(200).text();
        assert!(!page.contains("<script>alert"), "{page}");
    }

    async fn a_file_that_is_too_large_is_refused_at_the_door(app: &TestApp) {
        let large = vec![b'x'; 4 * 1_024 * 1_024 + 1];
        let manager = &app.hashi.manager;
        app.post("/api/v1/imports").by(manager).bytes("text/csv", large.clone()).send().await.expect(413);
        app.post("/imports").by(manager).multipart(&[], &[("file", "a.csv", &large)]).send().await.expect(413);
        let page = app.get("/imports").by(manager).send().await.expect(200).text();
        assert!(page.contains("まだファイルを取り込んでいません"));
    }

    async fn files_are_the_operators_own(app: &TestApp) {
        stocked(app);
        let id = upload(app, &app.hashi.finance, "a.csv", UTF8).await;
        for path in [format!("/imports/{id}"), format!("/imports/{id}/progress"), format!("/imports/{id}/errors.csv"), format!("/api/v1/imports/{id}")] {
            app.get(&path).by(&app.kawa.manager).send().await.expect(404);
            app.get(&path).by(&app.hashi.brand).send().await.expect(403);
            app.get(&path).by(&app.hashi.auditor).send().await.expect(200);
        }
        app.get("/imports/imp_nonsense").by(&app.hashi.manager).send().await.expect(404);
        let page = app.get("/imports").by(&app.hashi.auditor).send().await.expect(200).text();
        assert!(page.contains("a.csv") && !page.contains("type=\"file\""));
        app.post("/imports").by(&app.hashi.auditor).multipart(&[], &[("file", "b.csv", b"x")]).send().await.expect(403);
        app.post("/api/v1/imports").by(&app.hashi.kol).bytes("text/csv", b"x".to_vec()).send().await.expect(403);
    }
}
