//! Seals are put on entries afterwards, and tell what was changed behind the product's back.

use domain::ledger::seal::Damage;
use server::ledger::check::{told, verify};
use server::platform::maintain::maintain;
use server::platform::worker::work;
use store::ledger::seal::Verdict;

use super::makers::{get, raw, unlock};
use crate::app::{TestApp, stories};
use crate::makers::orders::{findings, market, sold};

fn walk(app: &TestApp) -> Verdict {
    let mut all = verify(&app.app, Some("hashi")).expect("a walk");
    all.pop().expect("a network").1
}

async fn five(app: &TestApp) {
    market(app);
    for number in 0..5 {
        sold(app, &format!("#{number}"), "MRN-001", "8266", "RIN10").await;
    }
}

fn damage(app: &TestApp) -> (Option<i64>, Damage) {
    let broken = walk(app).broken.expect("something broken");
    (broken.number, broken.damage)
}

stories! {
    async fn entries_are_sealed_by_the_clock_and_late_ones_are_found(app: &TestApp) {
        five(app).await;
        let before = walk(app);
        assert_eq!((before.sealed, before.unsealed, before.broken), (0, 5, None));
        let done = maintain(&app.app, app.app.now()).expect("the clocks");
        assert_eq!(done.entries_sealed, 5);
        let after = walk(app);
        assert_eq!((after.sealed, after.unsealed, after.broken), (5, 0, None));
        assert_eq!(maintain(&app.app, app.app.now()).expect("the clocks").entries_sealed, 0);
        // An entry whose id was made long before the others commits only now.
        let text = "0000000000000000000000000001";
        let (mut raw, _) = raw(app);
        let id = match app.app.store.engine_name() {
            "sqlite" => format!("X'{}{text}'", "0190"),
            _ => format!("'0190{text}'::uuid"),
        };
        raw.batch(&format!(
            "INSERT INTO journal_entries (network_id, id, key, kind, subject_id, effective_at, recorded_at) \
             SELECT network_id, {id}, 'late', kind, subject_id, effective_at, recorded_at \
             FROM journal_entries LIMIT 1"
        )).expect("inserted");
        assert_eq!(walk(app).unsealed, 1);
        assert_eq!(maintain(&app.app, app.app.now()).expect("the clocks").entries_sealed, 1);
        assert_eq!(walk(app).sealed, 6);
    }

    async fn an_amount_that_was_changed_is_found(app: &TestApp) {
        five(app).await;
        maintain(&app.app, app.app.now()).expect("the clocks");
        unlock(app, "transfers").batch(
            "UPDATE transfers SET amount_minor = amount_minor + 1 WHERE entry_id = \
             (SELECT entry_id FROM entry_seals WHERE number = 3)",
        ).expect("tampered");
        assert_eq!(damage(app), (Some(3), Damage::Changed));
        let lines = told("hashi", &walk(app)).join("\n");
        assert!(lines.contains("2 sealed, 0 unsealed") && lines.contains("broken: number 3, entry jnl_"), "{lines}");
        assert!(findings(app).join("\n").contains("the seal is broken: changed"));
        app.post("/ledger/proof").by(&app.hashi.manager).form(&[]).send().await.expect(303);
        let page = app.get("/ledger/proof").by(&app.hashi.manager).send().await.expect(200).text();
        assert!(page.contains("封印を検証中：0 / 5件") && !page.contains("<form method=\"post\" action=\"/ledger/proof\""), "{page}");
        let waits = get(app, &app.hashi.finance, "/ledger/proof/progress").await;
        assert_eq!((&waits["state"], &waits["total"]), (&"running".into(), &5.into()));
        work(&app.app).expect("work");
        let page = app.get("/ledger/proof").by(&app.hashi.manager).send().await.expect(200).text();
        assert!(page.contains("封印後に仕訳が変更されています"), "{page}");
        let proof = get(app, &app.hashi.finance, "/api/v1/ledger/proof").await;
        assert_eq!((&proof["sound"], &proof["broken"]["number"], &proof["walked"]), (&false.into(), &3.into(), &2.into()));
    }

    async fn an_entry_that_was_removed_is_found(app: &TestApp) {
        five(app).await;
        maintain(&app.app, app.app.now()).expect("the clocks");
        drop(unlock(app, "journal_entries"));
        let mut raw = unlock(app, "transfers");
        if app.app.store.engine_name() == "sqlite" {
            raw.batch("PRAGMA foreign_keys = OFF").expect("unlocked");
        } else {
            raw.batch("ALTER TABLE commissions DROP CONSTRAINT commissions_entry_fkey").expect("unlocked");
        }
        let sealed = "(SELECT entry_id FROM entry_seals WHERE number = 2)";
        raw.batch(&format!("DELETE FROM transfers WHERE entry_id = {sealed}; DELETE FROM journal_entries WHERE id = {sealed}")).expect("tampered");
        assert_eq!(damage(app), (Some(2), Damage::Missing));
    }

    async fn an_entry_that_was_slipped_in_and_a_seal_that_was_removed_are_found(app: &TestApp) {
        five(app).await;
        maintain(&app.app, app.app.now()).expect("the clocks");
        let mut raw = unlock(app, "entry_seals");
        raw.batch("DELETE FROM entry_seals WHERE number = 5").expect("tampered");
        assert_eq!(damage(app), (None, Damage::Extra));
        raw.batch("DELETE FROM entry_seals WHERE number = 2").expect("tampered");
        assert_eq!(damage(app), (Some(2), Damage::Gap));
    }

    async fn nobody_changes_a_seal_and_nobody_else_sees_the_proof(app: &TestApp) {
        five(app).await;
        maintain(&app.app, app.app.now()).expect("the clocks");
        let (mut raw, _) = raw(app);
        assert!(raw.batch("DELETE FROM entry_seals").is_err());
        assert!(raw.batch("UPDATE entry_seals SET number = number + 1").is_err());
        app.get("/ledger/proof").by(&app.hashi.kol).send().await.expect(403);
        app.get("/ledger/proof").by(&app.hashi.reviewer).send().await.expect(403);
        app.get("/ledger/proof/progress").by(&app.hashi.kol).send().await.expect(403);
        app.post("/api/v1/ledger/proof").by(&app.hashi.kol).send().await.expect(403);
        let other = get(app, &app.kawa.owner, "/api/v1/ledger/proof").await;
        assert_eq!((&other["status"], &other["sealed"]), (&serde_json::Value::Null, &0.into()));
        assert!(verify(&app.app, Some("nowhere")).is_err());
    }

    async fn a_proof_is_made_by_a_job_and_kept_and_one_is_enough_at_a_time(app: &TestApp) {
        five(app).await;
        maintain(&app.app, app.app.now()).expect("the clocks");
        let none = app.get("/ledger/proof").by(&app.hashi.auditor).send().await.expect(200).text();
        assert!(none.contains("No proof was made yet"), "{none}");
        let begun = app.post("/api/v1/ledger/proof").by(&app.hashi.auditor).send().await.expect(202).json();
        assert_eq!((&begun["status"], &begun["total"], &begun["sound"]), (&"running".into(), &5.into(), &serde_json::Value::Null));
        let again = app.post("/api/v1/ledger/proof").by(&app.hashi.owner).send().await.expect(202).json();
        assert_eq!(again["started_at"], begun["started_at"]);
        work(&app.app).expect("work");
        let done = get(app, &app.hashi.auditor, "/api/v1/ledger/proof").await;
        assert_eq!((&done["status"], &done["sound"], &done["walked"]), (&"sound".into(), &true.into(), &5.into()));
        assert_eq!(done["proved_head"], done["head"]);
        assert_eq!(done["findings"], serde_json::json!([]));
        // The kept one stays until the next one is made.
        app.advance(60);
        assert_eq!(get(app, &app.hashi.auditor, "/api/v1/ledger/proof").await["finished_at"], done["finished_at"]);
        let next = app.post("/api/v1/ledger/proof").by(&app.hashi.auditor).send().await.expect(202).json();
        assert_ne!(next["started_at"], begun["started_at"]);
        assert_eq!(get(app, &app.kawa.owner, "/api/v1/ledger/proof").await["status"], serde_json::Value::Null);
        work(&app.app).expect("work");
    }
}
