//! What is summed opens into its groups, and those into their lines.

use domain::Timestamp;
use domain::ledger::account::AccountCode;
use domain::{Currency, Locale};
use serde_json::json;
use server::platform::maintain::maintain;

use super::line::{step, told};
use crate::app::stories;
use crate::makers::orders::{market, sold};

stories! {
    async fn a_month_is_the_sum_of_its_groups_and_opens_down_to_its_lines(app: &TestApp) {
        market(app);
        for number in 0..3 {
            sold(app, &format!("#{number}"), "MRN-001", "8266", "RIN10").await;
        }
        let kol = app.hashi.kol.organization;
        let fee = json!({ "kind": "slot", "kol": kol, "brand": app.hashi.brand.organization, "title": "Slot", "amount": "5000", "currency": "JPY", "ends_on": "2026-11-01" });
        let fee = app.post("/api/v1/fees").by(&app.hashi.manager).json(&fee).send().await.expect(201).json();
        maintain(&app.app, app.app.now()).expect("the clocks");
        let month = told(app, &app.hashi.kol, &format!("month/2026-11.JPY.{kol}")).await;
        assert_eq!(month["figure"]["amount"], "7976");
        assert_eq!(month["groups"].as_array().map(Vec::len), Some(2));
        step(&month, "sum_equal");
        let page = app.get("/earnings?month=2026-11").by(&app.hashi.kol).send().await.expect(200).text();
        assert!(page.contains(&format!("/explain/month/2026-11.JPY.{kol}")), "{page}");
        let fees = told(app, &app.hashi.kol, &format!("month/2026-11.JPY.{kol}?part=fees")).await;
        assert_eq!(fees["lines"][0]["amount"]["amount"], "5000");
        assert_eq!(fees["lines"][0]["link"]["page"], format!("/explain/fee/{}", fee["id"].as_str().expect("id")));
        let one = told(app, &app.hashi.kol, &format!("fee/{}", fee["id"].as_str().expect("id"))).await;
        assert_eq!(step(&one, "fixed")["arguments"]["amount"]["amount"], "5000");

        let commissions = told(app, &app.hashi.kol, &format!("commissions/2026-11.JPY.{kol}")).await;
        assert_eq!((&commissions["figure"]["amount"], &commissions["groups"][0]["count"]), (&"2976".into(), &3.into()));
        let lines = told(app, &app.hashi.kol, &format!("commissions/2026-11.JPY.{kol}?part=estimated_sales")).await;
        assert_eq!(lines["lines"].as_array().map(Vec::len), Some(3));
        assert_eq!(lines["lines"][0]["amount"]["amount"], "992");
        let day = told(app, &app.hashi.kol, &format!("commissions/2026-11-02.JPY.{kol}")).await;
        assert_eq!(day["figure"]["amount"], "0");
        step(&day, "sum_none");

        let network = told(app, &app.hashi.auditor, "commissions/2026-11.JPY").await;
        assert_eq!(network["figure"]["amount"], "3720");
        step(&network, "sum_equal");
        step(&network, "ledger_equal");
        let brand = app.hashi.brand.organization;
        let owed = told(app, &app.hashi.brand, &format!("month/2026-11.JPY.{brand}")).await;
        assert_eq!(owed["figure"]["amount"], "8720");
        for (path, me) in [
            (format!("month/2026-11.JPY.{kol}"), &app.hashi.other_kol), (format!("month/2026-11.JPY.{kol}"), &app.hashi.brand),
            (format!("commissions/2026-11.JPY.{kol}"), &app.kawa.owner), (format!("commissions/2026-11.JPY.{brand}"), &app.hashi.kol),
        ] {
            app.get(&format!("/explain/{path}")).by(me).send().await.expect(404);
        }
        let path = format!("/api/v1/explanations/commissions/2026-11.JPY.{kol}");
        for wrong in ["part=all", "part=estimated_sales&after=x", "part=%27"] {
            app.get(&format!("{path}?{wrong}")).by(&app.hashi.kol).send().await.expect(422);
        }
    }

    async fn lines_of_a_group_are_paged_and_each_is_shown_once(app: &TestApp) {
        market(app);
        for number in 0..53 {
            sold(app, &format!("#{number}"), "MRN-001", "1000", "RIN10").await;
        }
        let kol = app.hashi.kol.organization;
        let path = format!("commissions/2026-11.JPY.{kol}?part=estimated_sales");
        let first = told(app, &app.hashi.kol, &path).await;
        let next = first["next"].as_str().expect("more").replace('+', "%2B");
        let second = told(app, &app.hashi.kol, &format!("{path}&after={next}")).await;
        let ids = |told: &serde_json::Value| -> Vec<String> {
            told["lines"].as_array().expect("lines").iter().map(|line| line["link"]["page"].as_str().expect("link").to_owned()).collect()
        };
        let mut all = ids(&first);
        assert_eq!(all.len(), 50);
        all.extend(ids(&second));
        all.sort_unstable();
        all.dedup();
        assert_eq!((all.len(), &second["next"]), (53, &serde_json::Value::Null));
        let page = app.get(&format!("/explain/{path}")).by(&app.hashi.kol).language(Locale::Ja).send().await.expect(200).text();
        assert!(page.contains("rel=\"next\"") && page.contains("53件"), "{page}");
    }

    async fn an_account_is_the_sum_of_what_moved_it(app: &TestApp) {
        market(app);
        for number in 0..3 {
            sold(app, &format!("#{number}"), "MRN-001", "8266", "RIN10").await;
        }
        let late = Timestamp::parse("2027-01-01T00:00:00Z").expect("moment");
        maintain(&app.app, late).expect("the clocks");
        let (kol, network) = (app.hashi.kol.organization, app.hashi.network);
        let account = |code: AccountCode| format!("account/{}", code.id(network, Currency::Jpy));
        let frozen = account(AccountCode::KolFrozen(kol));
        let own = told(app, &app.hashi.kol, &frozen).await;
        assert_eq!(own["figure"]["amount"], "2976");
        step(&own, "sum_equal");
        assert_eq!(own["groups"][0]["subtotal"]["amount"], "2976");
        let part = told(app, &app.hashi.kol, &format!("{frozen}?part=commission.confirmed")).await;
        let entry = part["lines"][0]["link"]["page"].as_str().expect("entry").to_owned();
        let entry = told(app, &app.hashi.kol, entry.trim_start_matches("/explain/")).await;
        assert_eq!(entry["lines"].as_array().map(Vec::len), Some(3));
        // What was expected is gone again: its groups come to nothing.
        let expected = told(app, &app.hashi.auditor, &account(AccountCode::EstimatedKol(kol))).await;
        assert_eq!((&expected["figure"]["amount"], expected["groups"].as_array().map(Vec::len)), (&"0".into(), Some(2)));
        for (path, me) in [
            (&frozen, &app.hashi.other_kol), (&frozen, &app.hashi.brand), (&frozen, &app.kawa.owner),
            (&account(AccountCode::NetworkFee), &app.hashi.kol),
        ] {
            app.get(&format!("/explain/{path}")).by(me).send().await.expect(404);
        }
        app.get(&format!("/explain/{frozen}?part=x")).by(&app.hashi.kol).send().await.expect(422);
        let page = app.get("/ledger").by(&app.hashi.manager).send().await.expect(200).text();
        assert!(page.contains(&format!("/explain/{frozen}")), "{page}");
    }

    async fn corrections_and_debts_explain_themselves(app: &TestApp) {
        let (kol, manager) = (app.hashi.kol.organization, &app.hashi.manager);
        let asked = json!({ "kol": kol, "amount": "-400", "currency": "JPY", "reason": "calculation", "text": "Too much in October" });
        let asked = app.post("/api/v1/adjustments").by(manager).json(&asked).send().await.expect(201).json();
        let id = asked["id"].as_str().expect("id").to_owned();
        let waits = told(app, &app.hashi.auditor, &format!("adjustment/{id}")).await;
        step(&waits, "waits");
        step(&waits, "not_posted");
        app.get(&format!("/explain/adjustment/{id}")).by(&app.hashi.kol).send().await.expect(404);
        let act = json!({ "act": "approve", "version": 1, "note": "ok" });
        app.post(&format!("/api/v1/adjustments/{id}/acts")).by(&app.hashi.owner).json(&act).send().await.expect(200);
        let all = told(app, &app.hashi.auditor, &format!("adjustment/{id}")).await;
        assert_eq!(step(&all, "decided")["arguments"]["who"], "owner");
        let own = told(app, &app.hashi.kol, &format!("adjustment/{id}")).await;
        assert_eq!(step(&own, "reads")["arguments"]["text"], "Too much in October");
        assert!(!own.to_string().contains("\"owner\""));
        app.get(&format!("/explain/adjustment/{id}")).by(&app.hashi.other_kol).send().await.expect(404);
        let debt = told(app, &app.hashi.kol, &format!("debt/{kol}.JPY")).await;
        assert_eq!(debt["figure"]["amount"], "-400");
        step(&debt, "sum_equal");
        app.get(&format!("/explain/debt/{kol}.JPY")).by(&app.hashi.other_kol).send().await.expect(404);
        app.get(&format!("/explain/debt/{kol}.CNY")).by(manager).send().await.expect(404);
        let page = app.get("/debts").by(manager).send().await.expect(200).text();
        assert!(page.contains(&format!("/explain/debt/{kol}.JPY")), "{page}");
    }
}
