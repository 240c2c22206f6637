//! The books check themselves.

use server::platform::maintain::maintain;

use crate::app::stories;
use crate::makers::orders::{findings, market, sold};

stories! {
    async fn sound_books_have_no_findings(app: &TestApp) {
        assert_eq!(findings(app), Vec::<String>::new());
        market(app);
        for number in 0..4 {
            sold(app, &format!("#{number}"), "MRN-001", "8266", "RIN10").await;
        }
        assert_eq!(findings(app), Vec::<String>::new());
        let late = domain::Timestamp::parse("2027-01-31T00:00:00Z").expect("moment");
        maintain(&app.app, late).expect("the clocks");
        assert_eq!(findings(app), Vec::<String>::new());
    }

    async fn an_entry_that_no_commission_explains_is_found(app: &TestApp) {
        use domain::ledger::account::AccountCode;
        use domain::ledger::entry::{Entry, EntryKind, Transfer};
        market(app);
        let order = sold(app, "#1", "MRN-001", "8266", "RIN10").await;
        let id: domain::id::OrderId = order["id"].as_str().and_then(|id| id.parse().ok()).expect("id");
        let transfer = Transfer {
            debit: AccountCode::EstimatedBrand(app.hashi.brand.organization),
            credit: AccountCode::EstimatedKol(app.hashi.kol.organization),
            amount: domain::Money::new(1, domain::Currency::Jpy),
        };
        let at = app.app.now();
        let stray = Entry::new("stray".into(), EntryKind::CommissionEstimated, id, at, vec![transfer]).expect("entry");
        let scope = store::scope::OfNetwork::for_row(app.hashi.network);
        app.app.store.write(scope, move |tx| store::ledger::entry::insert(tx, &stray, at)).expect("posted");
        let found = findings(app).join("\n");
        for text in ["hashi: 2026-11: org_", "commissions 992 JPY, ledger 993 JPY", "an entry of commissions without any", "stands at 993 JPY"] {
            assert!(found.contains(text), "{text}: {found}");
        }
        // The month's page says so as well.
        let page = app.get("/statements?month=2026-11").by(&app.hashi.finance).send().await.expect(200).text();
        assert!(page.contains("一致していません") && page.contains("993円"), "{page}");
    }
}
