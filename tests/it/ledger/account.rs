//! Accounts show their balances at any time and every amount that moved them.

use domain::ledger::account::AccountCode;
use domain::ledger::entry::{Entry, EntryKind, Transfer};
use domain::{Currency, Error, Money};
use server::platform::maintain::maintain;
use store::scope::OfNetwork;

use super::makers::{at, get};
use crate::app::{TestApp, stories};
use crate::makers::orders::{market, sold};

async fn kols(app: &TestApp, group: &str) -> String {
    let path = format!("/api/v1/ledger/accounts?group={group}&currency=JPY&q=Kol");
    let all = get(app, &app.hashi.auditor, &path).await;
    let kol = app.hashi.kol.organization.to_string();
    let items = all["items"].as_array().expect("items").clone();
    let one = items.iter().find(|one| one["party"] == kol.as_str()).expect("account");
    one["id"].as_str().expect("id").to_owned()
}

stories! {
    async fn an_account_runs_its_balance_over_pages(app: &TestApp) {
        market(app);
        for number in 0..5 {
            sold(app, &format!("#{number}"), "MRN-001", "8266", "RIN10").await;
        }
        let id = kols(app, "expected").await;
        let mut stands = Vec::new();
        let mut after = String::new();
        loop {
            let path = format!("/api/v1/ledger/accounts/{id}?limit=2{after}");
            let page = get(app, &app.hashi.finance, &path).await;
            for one in page["items"].as_array().expect("items") {
                assert_eq!((&one["side"], &one["amount"]), (&"credit".into(), &"992".into()));
                stands.push(one["balance"].as_str().expect("balance").to_owned());
            }
            let Some(next) = page["next"].as_str() else { break };
            after = format!("&after={}", server::http::show::query(&[("x", next)]).trim_start_matches("x="));
        }
        assert_eq!(stands, ["4960", "3968", "2976", "1984", "992"]);
        let page = app.get(&format!("/ledger/accounts/{id}")).by(&app.hashi.manager).send().await.expect(200).text();
        assert!(page.contains("4,960円") && page.contains("報酬の支払見込み"), "{page}");
        let file = app.get(&format!("/ledger/accounts/{id}/movements.csv")).by(&app.hashi.auditor).send().await.expect(200).text();
        assert_eq!(file.lines().count(), 6, "{file}");
        app.get(&format!("/ledger/accounts/{id}")).by(&app.kawa.owner).send().await.expect(404);
        app.get(&format!("/ledger/accounts/{id}")).by(&app.hashi.kol).send().await.expect(403);
        app.get("/ledger/accounts/lac_x").by(&app.hashi.owner).send().await.expect(404);
    }

    async fn a_balance_of_the_past_knows_both_dates(app: &TestApp) {
        market(app);
        sold(app, "#1", "MRN-001", "8266", "RIN10").await;
        maintain(&app.app, at("2026-12-20T00:00:00Z")).expect("the clocks");
        let id = kols(app, "expected").await;
        let stood = async |query: &str| {
            let path = format!("/api/v1/ledger/accounts/{id}?{query}");
            let sheet = get(app, &app.hashi.finance, &path).await;
            let rows = sheet["items"].as_array().map_or(0, Vec::len);
            (sheet["account"]["balance"].as_str().expect("balance").to_owned(), rows)
        };
        assert_eq!(stood("").await, ("0".into(), 2));
        assert_eq!(stood("effective=2026-11-30").await, ("992".into(), 1));
        assert_eq!(stood("effective=2026-10-31").await, ("0".into(), 0));
        // Confirmed on the 20th of December, whatever it counts from.
        assert_eq!(stood("recorded=2026-12-19").await, ("992".into(), 1));
        assert_eq!(stood("effective=2026-12-31&recorded=2026-12-20").await, ("0".into(), 2));
        for wrong in ["effective=2026-02-30", "recorded=x", "after=x", "limit=0"] {
            app.get(&format!("/api/v1/ledger/accounts/{id}?{wrong}")).by(&app.hashi.finance).send().await.expect(422);
        }
        let page = app.get(&format!("/ledger/accounts/{id}?effective=2026-11-30")).by(&app.hashi.finance).send().await.expect(200).text();
        assert!(page.contains("指定した日の終わりの時点") && page.contains("992円"), "{page}");
    }

    async fn accounts_are_found_by_party_type_and_currency(app: &TestApp) {
        let list = async |query: &str| {
            let all = get(app, &app.hashi.finance, &format!("/api/v1/ledger/accounts?{query}")).await;
            all["items"].as_array().expect("items").clone()
        };
        assert_eq!(list("q=Otherkol").await.len(), 12);
        assert_eq!(list("q=Otherkol&currency=CNY&group=withdrawing").await.len(), 1);
        assert_eq!(list("q=%25").await.len(), 0);
        assert_eq!(list("group=asset").await.len(), 4);
        let all = list("limit=200").await;
        let page = get(app, &app.hashi.finance, "/api/v1/ledger/accounts?limit=7").await;
        let rest = list(&format!("limit=200&after={}", page["next"].as_str().expect("next"))).await;
        assert_eq!(rest.len() + 7, all.len());
        app.get("/api/v1/ledger/accounts?group=x").by(&app.hashi.finance).send().await.expect(422);
        app.get("/api/v1/ledger/accounts").by(&app.hashi.brand).send().await.expect(403);
        let empty = app.get("/ledger?q=nobody").by(&app.hashi.finance).send().await.expect(200).text();
        assert!(empty.contains("該当する勘定はありません") && empty.contains("すべての勘定を表示"), "{empty}");
        let file = app.get("/ledger/accounts.csv?q=Otherkol").by(&app.hashi.finance).send().await.expect(200).text();
        assert_eq!(file.lines().count(), 13, "{file}");
        let path = format!("/api/v1/ledger/balances?party={}", app.kawa.kol.organization);
        app.get(&path).by(&app.hashi.finance).send().await.expect(404);
    }

    async fn the_same_event_is_one_entry_and_another_under_its_key_is_refused(app: &TestApp) {
        let (now, kol) = (app.app.now(), app.hashi.kol.organization);
        let entry = |minor: i64| {
            let (debit, credit) = (AccountCode::Exchange, AccountCode::KolAvailable(kol));
            let transfer = Transfer { debit, credit, amount: Money::new(minor, Currency::Jpy) };
            let subject: domain::id::OrganizationId = kol;
            Entry::new("event".into(), EntryKind::FxConverted, subject, now, vec![transfer]).expect("entry")
        };
        let put = |entry: Entry| {
            let scope = OfNetwork::for_row(app.hashi.network);
            app.app.store.write(scope, move |tx| store::ledger::entry::insert(tx, &entry, now))
        };
        let first = put(entry(5)).expect("posted");
        let again = put(entry(5)).expect("answered");
        assert_eq!((first.is_new, again.is_new, first.id), (true, false, again.id));
        assert_eq!(put(entry(6)), Err(Error::Taken("entry-exists")));
        let scope = OfNetwork::for_row(app.hashi.network);
        let stands = app.app.store.read(scope, |tx| {
            store::ledger::entry::balance(tx, AccountCode::KolAvailable(kol), Currency::Jpy)
        });
        assert_eq!(stands, Ok(Money::new(5, Currency::Jpy)));
    }
}
