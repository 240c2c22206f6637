//! Months: equal to the ledger, to their lines, to their files.

use serde_json::{Value, json};
use server::platform::maintain::maintain;

use crate::app::{TestApp, stories};
use crate::makers::orders::{Market, body, market, send, sold};

/// Three months' worth of everything in one: yen and yuan, two KOLs, two brands, a refund.
async fn busy(app: &TestApp) -> Market {
    let market = market(app);
    sold(app, "#1", "MRN-001", "8266", "RIN10").await;
    sold(app, "#2", "KYT-003", "2160", "RIN10").await;
    sold(app, "#3", "MRN-002", "5800", "MEI10").await;
    let mut yuan = body("#4", "MRN-001", "199.00");
    yuan["currency"] = json!("CNY");
    yuan["coupon"] = json!("RIN10");
    send(app, &app.hashi.manager, "#4", &yuan).await.expect(201);
    let back = sold(app, "#5", "MRN-002", "5800", "RIN10").await;
    let refund = json!({ "kind": "refund", "external_id": "r", "at": "2026-11-02T00:00:00Z", "amount": "1000" });
    let path = format!("/api/v1/orders/{}/events", back["id"].as_str().expect("id"));
    app.post(&path).by(&app.hashi.manager).json(&refund).send().await.expect(201);
    market
}

/// Sums a column of a file over the rows of a currency.
fn column(text: &str, currency: &str, currency_place: usize, place: usize) -> i64 {
    text.lines()
        .skip(1)
        .map(|line| line.split(',').collect::<Vec<_>>())
        .filter(|cells| cells[currency_place] == currency)
        .map(|cells| cells[place].replace('.', "").parse::<i64>().expect("amount"))
        .sum()
}

fn minor(value: &Value) -> i64 {
    value.as_str().expect("amount").replace('.', "").parse().expect("amount")
}

stories! {
    async fn a_month_is_equal_to_the_ledger_to_its_lines_and_to_its_files(app: &TestApp) {
        busy(app).await;
        let finance = &app.hashi.finance;
        let sheet = app.get("/api/v1/statements/2026-11").by(finance).send().await.expect(200).json();
        let proofs = sheet["proofs"].as_array().expect("proofs");
        assert_eq!(proofs.len(), 2);
        for proof in proofs {
            assert_eq!(proof["commissions"], proof["ledger"], "{proof}");
        }
        let kols = sheet["kols"].as_array().expect("kols");
        assert_eq!(kols.len(), 3, "{kols:?}");
        for (side, rows) in [("kols", kols), ("brands", sheet["brands"].as_array().expect("brands"))] {
            let file = app.get(&format!("/statements/2026-11/{side}.csv")).by(finance).send().await.expect(200).text();
            for currency in ["JPY", "CNY"] {
                let mine = rows.iter().filter(|row| row["currency"] == currency);
                let net: i64 = mine.map(|row| minor(&row["net"])).sum();
                assert_eq!(column(&file, currency, 1, 6), net, "{side} {currency}: {file}");
            }
            for row in rows {
                let party = row["organization"].as_str().expect("id");
                let place = format!("/statements/2026-11/{side}/{party}");
                let file = app.get(&format!("{place}.csv")).by(finance).send().await.expect(200).text();
                let currency = row["currency"].as_str().expect("currency");
                assert_eq!(column(&file, currency, 4, 7), minor(&row["net"]), "{file}");
                assert_eq!(column(&file, currency, 4, 5), minor(&row["base"]), "{file}");
                let page = app.get(&place).by(finance).send().await.expect(200).text();
                assert!(page.contains("#1") || page.contains("#2") || page.contains("#3"), "{page}");
                assert_eq!(minor(&row["estimated"]) + minor(&row["confirmed"]), minor(&row["net"]));
                assert_eq!(minor(&row["sales"]) + minor(&row["reversals"]), minor(&row["net"]));
            }
        }
        let page = app.get("/statements?month=2026-11").by(finance).send().await.expect(200).text();
        assert!(page.contains("data-tone=\"good\">一致しています"), "{page}");
        assert!(!page.contains("一致していません"));
        assert!(page.contains("2026年11月"));
    }

    async fn a_month_stays_equal_to_the_ledger_when_commissions_are_confirmed(app: &TestApp) {
        busy(app).await;
        let before = app.get("/api/v1/statements/2026-11").by(&app.hashi.finance).send().await.expect(200).json();
        let late = domain::Timestamp::parse("2027-01-31T00:00:00Z").expect("moment");
        assert_eq!(maintain(&app.app, late).expect("the clocks").commissions_confirmed, 6);
        let after = app.get("/api/v1/statements/2026-11").by(&app.hashi.finance).send().await.expect(200).json();
        assert_eq!(before["proofs"], after["proofs"]);
        for row in after["kols"].as_array().expect("kols") {
            assert_eq!(row["confirmed"], row["net"]);
        }
        let none = app.get("/api/v1/statements/2027-01").by(&app.hashi.finance).send().await.expect(200).json();
        assert_eq!(none["kols"], json!([]));
    }

    async fn a_months_statement_is_a_document_in_the_kols_language(app: &TestApp) {
        busy(app).await;
        let place = format!("/statements/2026-11/kols/{}.pdf", app.hashi.kol.organization);
        let pdf = app.get(&place).by(&app.hashi.finance).send().await.expect(200);
        assert!(pdf.body.starts_with(b"%PDF"));
        assert_eq!(pdf.headers.get("content-type").and_then(|kind| kind.to_str().ok()), Some("application/pdf"));
        let brand = format!("/statements/2026-11/brands/{}.pdf", app.hashi.brand.organization);
        app.get(&brand).by(&app.hashi.finance).send().await.expect(404);
        // A month without lines is a document too.
        let empty = place.replace("2026-11", "2026-03");
        assert!(app.get(&empty).by(&app.hashi.finance).send().await.expect(200).body.starts_with(b"%PDF"));
    }

    async fn an_empty_month_says_so_and_what_is_no_month_is_missing(app: &TestApp) {
        let page = app.get("/statements?month=2026-03").by(&app.hashi.owner).send().await.expect(200).text();
        assert!(page.contains("この月の成果報酬はありません"));
        let now = app.get("/statements?month=never").by(&app.hashi.owner).send().await.expect(200).text();
        assert!(now.contains("2026年11月"));
        let kol = app.hashi.kol.organization;
        for path in ["/api/v1/statements/never".to_owned(), "/statements/2026-13/kols.csv".to_owned(),
            "/statements/2026-11/mcns.csv".to_owned(), format!("/statements/2026-11/brands/{kol}"),
            format!("/statements/2026-11/brands/{kol}.csv"), "/statements/2026-11/kols/org_x".to_owned(),
            format!("/statements/2026-11/kols/{}", app.kawa.kol.organization),
            format!("/statements/2026-11/kols/{}.csv", app.kawa.kol.organization),
            format!("/statements/2026-11/kols/{}.pdf", app.kawa.kol.organization)] {
            app.get(&path).by(&app.hashi.finance).send().await.expect(404);
        }
        let page = app.get(&format!("/statements/2026-11/kols/{kol}")).by(&app.hashi.finance).send().await.expect(200).text();
        assert!(page.contains("この月の明細はありません"));
    }

    async fn the_networks_months_are_the_operators(app: &TestApp) {
        let paths = ["/statements".to_owned(), "/statements/2026-11/kols.csv".to_owned(),
            format!("/statements/2026-11/kols/{}", app.hashi.kol.organization),
            format!("/statements/2026-11/kols/{}.csv", app.hashi.kol.organization),
            format!("/statements/2026-11/kols/{}.pdf", app.hashi.kol.organization)];
        for path in paths {
            for stranger in [&app.hashi.kol, &app.hashi.brand, &app.hashi.reviewer] {
                app.get(&path).by(stranger).send().await.expect(403);
            }
        }
        app.get("/api/v1/statements/2026-11").by(&app.hashi.reviewer).send().await.expect(403);
        app.get("/api/v1/statements/2026-11").send().await.expect(401);
    }
}
