//! What lists of money hold as files: the same lines, and nothing that runs as a formula.

use serde_json::json;

use crate::app::{TestApp, stories};
use crate::makers::ledger::held;
use crate::makers::orders::market;

async fn file(app: &TestApp, path: &str) -> String {
    app.get(path).by(&app.hashi.manager).send().await.expect(200).text()
}

stories! {
    async fn every_list_of_money_can_be_taken_along(app: &TestApp) {
        let world = &app.hashi;
        market(app);
        let asked = json!({
            "kol": world.kol.organization, "amount": "-1500", "currency": "JPY", "reason": "late_return",
            "text": "=HYPERLINK(\"x\")",
        });
        app.post("/api/v1/adjustments").by(&world.manager).json(&asked).send().await.expect(201);
        let text = file(app, "/adjustments.csv?status=requested").await;
        assert!(text.contains("\"'=HYPERLINK(\"\"x\"\")\"") && text.contains(",-1500,"), "{text}");
        assert_eq!(file(app, "/adjustments.csv?status=approved").await.lines().count(), 1);
        let fee = json!({
            "kind": "slot", "kol": world.kol.organization, "brand": world.brand.organization,
            "title": "+坑位", "amount": "50000", "currency": "JPY", "ends_on": "2026-11-30",
        });
        app.post("/api/v1/fees").by(&world.manager).json(&fee).send().await.expect(201);
        assert!(file(app, "/fees.csv").await.contains("'+坑位"));
        for (member, lines) in [(&world.kol, 2), (&world.brand, 2), (&world.other_kol, 1)] {
            let own = app.get("/fees.csv").by(member).send().await.expect(200).text();
            assert_eq!(own.lines().count(), lines, "{own}");
        }
        held(app, &world.kol);
        assert!(file(app, "/ledger/holds.csv?status=pending").await.contains("600"));
        assert_eq!(file(app, "/ledger/holds.csv?status=expired").await.lines().count(), 1);
        for (path, page) in [
            ("/debts.csv", "/debts"), ("/debt-decisions.csv", "/debts"), ("/partners.csv", "/partners"),
            ("/rules.csv", "/rules"), ("/ledger/conversions.csv", "/ledger/conversions"),
        ] {
            assert!(file(app, path).await.starts_with('\u{feff}'), "{path}");
            app.get(page).by(&world.manager).send().await.expect(200);
            app.get(path).by(&world.reviewer).send().await.expect(403);
        }
    }
}
