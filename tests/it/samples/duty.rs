//! The duty to post about a sample: what it costs not to, and that nobody is charged otherwise.

use domain::ledger::account::AccountCode;
use domain::{Currency, Locale};
use serde_json::{Value, json};
use server::platform::maintain::maintain;
use store::ledger::entry::balance;
use store::samples::request::SampleRequest;
use store::scope::{NetworkTx, OfNetwork};

use crate::app::{TestApp, stories};
use crate::makers::orders::findings;
use crate::makers::samples::{acted, asked, granted, offered, received};

const DAY: i64 = 86_400;

/// What stands on the accounts of a sample: the KOL's balance and deposit, what the brand owes, what
/// it has given.
fn accounts(app: &TestApp) -> [i64; 4] {
    let (kol, brand) = (app.hashi.kol.organization, app.hashi.brand.organization);
    [
        AccountCode::KolAvailable(kol),
        AccountCode::SampleDeposit(kol),
        AccountCode::ReceivableBrand(brand),
        AccountCode::SampleGiven(brand),
    ]
    .map(|code| {
        let read = move |tx: &mut NetworkTx<'_>| balance(tx, code, Currency::Jpy);
        let stands = app.app.store.read(OfNetwork::for_row(app.hashi.network), read);
        stands.expect("balance").minor()
    })
}

async fn refused(
    app: &TestApp,
    request: &SampleRequest,
    by: &domain::access::Member,
    act: Value,
) -> String {
    let path = format!("/api/v1/samples/{}", request.id);
    let now = app.get(&path).by(&app.hashi.manager).send().await.expect(200).json();
    let mut act = act;
    act["version"] = now["version"].clone();
    let told = app.post(&format!("{path}/acts")).by(by).json(&act).send().await.expect(409).json();
    told["type"].as_str().unwrap_or_default().trim_start_matches("urn:kakehashi:error:").to_owned()
}

fn breach() -> Value {
    json!({ "act": "breach", "reason": "期日を過ぎても投稿がありません" })
}

stories! {
    async fn a_charge_needs_terms_a_day_that_has_passed_and_the_account_manager(app: &TestApp) {
        let world = &app.hashi;
        let request = asked(app, world, offered(app, "DUT-1", "deduct"));
        let now = received(app, &request).await;
        assert_eq!((&now["status"], &now["extended"]), (&json!("content_due"), &json!(false)));
        assert_eq!(accounts(app), [0, 0, 0, 3_960], "given is noted, nobody owes it");
        assert_eq!(refused(app, &request, &world.manager, breach()).await, "sample-state");
        let path = format!("/samples/{}", request.id);
        app.advance(14 * DAY - 1);
        let early = maintain(&app.app, app.app.now()).expect("clocks");
        assert_eq!(early.samples_overdue, 0);
        app.advance(1);
        let due = maintain(&app.app, app.app.now()).expect("clocks");
        assert_eq!(due.samples_overdue, 1);
        assert_eq!(maintain(&app.app, app.app.now()).expect("clocks").samples_overdue, 0);
        let mails = app.get("/api/v1/mails").by(&world.manager).send().await.expect(200).json();
        let told = mails["items"].as_array().expect("mails").iter().filter(|mail| mail["kind"] == "sample.overdue");
        assert_eq!(told.count(), 3, "the KOL, the brand and the operator");
        // Nobody but the operator's account manager, and never without a reason.
        let act = format!("/api/v1{path}/acts");
        let version = app.get(&format!("/api/v1{path}")).by(&world.kol).send().await.expect(200).json()["version"].clone();
        let said = json!({ "act": "breach", "reason": "no post", "version": version });
        for me in [&world.brand, &world.kol, &world.auditor, &world.finance, &world.reviewer] {
            app.post(&act).by(me).json(&said).send().await.expect(403);
        }
        for stranger in [&app.kawa.manager, &app.kawa.owner] {
            app.post(&act).by(stranger).json(&said).send().await.expect(404);
        }
        let silent = json!({ "act": "breach", "version": version });
        app.post(&act).by(&world.manager).json(&silent).send().await.expect(422);
        let stale = json!({ "act": "breach", "reason": "no post", "version": 1 });
        app.post(&act).by(&world.manager).json(&stale).send().await.expect(409);
        let queue = app.get("/samples?status=overdue").by(&world.manager).language(Locale::Ja).send().await.expect(200).text();
        assert!(queue.contains("投稿期限超過") && queue.contains(&path), "{queue}");
        let page = app.get(&path).by(&world.manager).language(Locale::Ja).send().await.expect(200).text();
        assert!(page.contains("value=\"breach\"") && page.contains("value=\"waive\""), "{page}");
        let text = version.to_string();
        let form = [("act", "breach"), ("version", text.as_str()), ("reason", " ")];
        app.post(&format!("{path}/act")).by(&world.manager).form(&form).send().await.expect(422);
        let form = [("act", "breach"), ("version", text.as_str()), ("reason", "期日を過ぎても投稿がありません")];
        app.post(&format!("{path}/act")).by(&world.manager).form(&form).send().await.expect(303);
        assert_eq!(accounts(app), [-3_960, 0, -3_960, 3_960]);
        assert_eq!(refused(app, &request, &world.manager, breach()).await, "sample-state");
        assert_eq!(accounts(app), [-3_960, 0, -3_960, 3_960], "once");
        assert_eq!(findings(app), Vec::<String>::new());
    }

    async fn a_charge_stands_in_the_month_of_both_sides_and_is_explained(app: &TestApp) {
        let world = &app.hashi;
        granted(app, "5000").await;
        let request = asked(app, world, offered(app, "DUT-2", "deduct"));
        received(app, &request).await;
        app.advance(14 * DAY);
        maintain(&app.app, app.app.now()).expect("clocks");
        acted(app, &request, &world.owner, breach()).await;
        let month = "2026-11";
        let page = app.get(&format!("/earnings?month={month}")).by(&world.kol).send().await.expect(200).text();
        for said in ["样品费用", "样品费用承担", "3,960", "1,040"] {
            assert!(page.contains(said), "{said}: {page}");
        }
        let file = app.get(&format!("/earnings.csv?month={month}")).by(&world.kol).send().await.expect(200).text();
        let line = file.lines().find(|line| line.contains("样品费用承担")).expect("a line");
        assert!(line.contains("-3960") && line.contains(&format!("/explain/sample/{}", request.id)), "{line}");
        let page = app.get(&format!("/earnings?month={month}")).by(&world.brand).send().await.expect(200).text();
        assert!(page.contains("サンプル代の負担") && page.contains("3,960"), "{page}");
        for (me, adjusted, total) in [(&world.kol, "5000", "1040"), (&world.brand, "0", "-3960")] {
            let told = app.get(&format!("/api/v1/statements/{month}")).by(me).send().await.expect(200).json();
            let sums = &told["totals"][0];
            assert_eq!((&sums["adjustments"], &sums["samples"], &sums["total"]), (&json!(adjusted), &json!("-3960"), &json!(total)));
            let line = &told["beside"][0];
            assert_eq!((&line["of"], &line["kind"], &line["amount"]), (&json!("sample-movement"), &json!("charged"), &json!("-3960")));
        }
        for (me, figure) in [(&world.kol, "1040"), (&world.brand, "-3960")] {
            let path = format!("/api/v1/explanations/month/{month}.JPY.{}?part=samples", me.organization);
            let told = app.get(&path).by(me).send().await.expect(200).json();
            assert_eq!(told["figure"]["amount"], figure);
            assert_eq!(told["lines"][0]["amount"]["amount"], "-3960");
            let one = format!("/api/v1/explanations/sample/{}", request.id);
            let one = app.get(&one).by(me).send().await.expect(200).json();
            assert_eq!(one["figure"]["amount"], "3960");
            let codes: Vec<&str> = one["steps"].as_array().expect("steps").iter().filter_map(|step| step["code"].as_str()).collect();
            assert!(codes.contains(&"terms_accepted") && codes.contains(&"posted_own") && codes.contains(&"in_month"), "{codes:?}");
            app.get(&format!("/explain/sample/{}", request.id)).by(me).send().await.expect(200);
        }
        app.get(&format!("/explain/sample/{}", request.id)).by(&world.other_kol).send().await.expect(404);
        app.get(&format!("/api/v1/explanations/sample/{}", request.id)).by(&app.kawa.manager).send().await.expect(404);
        assert_eq!(findings(app), Vec::<String>::new());
    }

    async fn a_deposit_is_left_at_the_approval_and_comes_back_with_the_post(app: &TestApp) {
        let world = &app.hashi;
        let request = asked(app, world, offered(app, "DUT-3", "deposit"));
        let short = refused(app, &request, &world.brand, json!({ "act": "approve" })).await;
        assert_eq!((short.as_str(), accounts(app)), ("sample-deposit-short", [0; 4]));
        granted(app, "3959").await;
        assert_eq!(refused(app, &request, &world.brand, json!({ "act": "approve" })).await, "sample-deposit-short");
        granted(app, "1041").await;
        received(app, &request).await;
        assert_eq!(accounts(app), [1_040, 3_960, 0, 3_960]);
        let page = app.get("/earnings").by(&world.kol).language(Locale::Ja).send().await.expect(200).text();
        for said in ["お預かり中の保証金", "サンプル保証金の預け入れ", "5,000", "3,960"] {
            assert!(page.contains(said), "{said}: {page}");
        }
        assert_eq!(findings(app), Vec::<String>::new());
        acted(app, &request, &world.kol, json!({ "act": "submit", "post_url": "https://v.example.com/1" })).await;
        let done = acted(app, &request, &world.brand, json!({ "act": "fulfill" })).await;
        assert_eq!(done["status"], "fulfilled");
        assert_eq!(accounts(app), [5_000, 0, 0, 3_960]);
        assert_eq!(findings(app), Vec::<String>::new());
        // The way is free for another one; taken back before it left, all comes back.
        let again = asked(app, world, request.product_id);
        acted(app, &again, &world.brand, json!({ "act": "approve" })).await;
        assert_eq!(accounts(app)[..2], [1_040, 3_960]);
        acted(app, &again, &world.kol, json!({ "act": "cancel" })).await;
        assert_eq!(accounts(app)[..2], [5_000, 0]);
        assert_eq!(findings(app), Vec::<String>::new());
    }

    async fn a_deposit_goes_to_the_brand_when_nothing_is_posted_and_back_when_it_is_waived(app: &TestApp) {
        let world = &app.hashi;
        granted(app, "8000").await;
        let kept = asked(app, world, offered(app, "DUT-4", "deposit"));
        let waived = asked(app, world, offered(app, "DUT-5", "deposit"));
        received(app, &kept).await;
        received(app, &waived).await;
        assert_eq!(accounts(app), [80, 7_920, 0, 7_920]);
        app.advance(14 * DAY);
        assert_eq!(maintain(&app.app, app.app.now()).expect("clocks").samples_overdue, 2);
        acted(app, &kept, &world.manager, breach()).await;
        let gone = acted(app, &waived, &world.manager, json!({ "act": "waive", "reason": "輸送中に破損" })).await;
        assert_eq!((&gone["status"], &gone["reason"]), (&json!("waived"), &json!("輸送中に破損")));
        assert_eq!(accounts(app), [4_040, 0, -3_960, 7_920]);
        let kol = world.kol.organization;
        let month = format!("/api/v1/explanations/month/2026-11.JPY.{kol}");
        let month = app.get(&month).by(&world.kol).send().await.expect(200).json();
        assert_eq!(month["figure"]["amount"], "4040", "a deposit is nobody's cost, a charge is");
        assert_eq!(findings(app), Vec::<String>::new());
    }

    async fn a_sponsored_sample_is_never_charged(app: &TestApp) {
        let world = &app.hashi;
        let request = asked(app, world, offered(app, "DUT-6", "sponsored"));
        received(app, &request).await;
        app.advance(14 * DAY);
        maintain(&app.app, app.app.now()).expect("clocks");
        assert_eq!(refused(app, &request, &world.manager, breach()).await, "sample-sponsored");
        let page = app.get(&format!("/samples/{}", request.id)).by(&world.manager).send().await.expect(200).text();
        assert!(page.contains("value=\"waive\"") && !page.contains("value=\"breach\""), "{page}");
        assert_eq!(accounts(app), [0, 0, 0, 3_960], "what was given is noted for the brand");
        acted(app, &request, &world.manager, json!({ "act": "waive", "reason": "無償のため" })).await;
        assert_eq!(accounts(app), [0, 0, 0, 3_960]);
        assert_eq!(findings(app), Vec::<String>::new());
    }

    async fn a_post_is_handed_in_put_right_and_confirmed(app: &TestApp) {
        let world = &app.hashi;
        let request = asked(app, world, offered(app, "DUT-7", "deduct"));
        received(app, &request).await;
        let path = format!("/samples/{}", request.id);
        let version = app.get(&format!("/api/v1{path}")).by(&world.kol).send().await.expect(200).json()["version"].to_string();
        for bad in ["", "javascript:alert(1)", "ftp://a.example/1", "https://nowhere", "https://a.example/<b>"] {
            let form = [("act", "submit"), ("version", version.as_str()), ("post_url", bad)];
            let page = app.post(&format!("{path}/act")).by(&world.kol).form(&form).send().await.expect(422).text();
            assert!(page.contains("id=\"post_url-error\""), "{bad}");
        }
        let first = acted(app, &request, &world.brand, json!({ "act": "extend" })).await;
        assert_eq!((&first["status"], &first["extended"]), (&json!("content_due"), &json!(true)));
        assert_eq!(refused(app, &request, &world.brand, json!({ "act": "extend" })).await, "sample-extended");
        app.advance(20 * DAY);
        assert_eq!(maintain(&app.app, app.app.now()).expect("clocks").samples_overdue, 0, "a week more");
        app.advance(DAY);
        assert_eq!(maintain(&app.app, app.app.now()).expect("clocks").samples_overdue, 1);
        // Late, but there.
        let post = json!({ "act": "submit", "post_url": "https://v.example.com/1" });
        let sent = acted(app, &request, &world.kol, post.clone()).await;
        assert_eq!((&sent["status"], &sent["post_url"]), (&json!("content_submitted"), &post["post_url"]));
        let list = app.get("/samples").by(&world.brand).language(Locale::Ja).send().await.expect(200).text();
        assert!(list.contains("回答が必要な申請") && list.contains("投稿の確認待ち"), "{list}");
        for _ in 0..2 {
            let fix = acted(app, &request, &world.brand, json!({ "act": "fix", "reason": "PRの表示がありません" })).await;
            assert_eq!((&fix["status"], &fix["reason"]), (&json!("needs_fix"), &json!("PRの表示がありません")));
            // Time enough to put it right, although the day had passed.
            assert_eq!(maintain(&app.app, app.app.now()).expect("clocks").samples_overdue, 0);
            acted(app, &request, &world.kol, post.clone()).await;
        }
        let third = json!({ "act": "fix", "reason": "もう一度" });
        assert_eq!(refused(app, &request, &world.brand, third).await, "sample-fixes-used");
        let done = acted(app, &request, &world.brand, json!({ "act": "fulfill" })).await;
        assert_eq!(done["status"], "fulfilled");
        assert_eq!(accounts(app), [0, 0, 0, 3_960]);
        for me in [&world.kol, &world.brand] {
            let page = app.get(&path).by(me).send().await.expect(200).text();
            assert!(page.contains("https://v.example.com/1") && page.contains("noopener"), "{page}");
        }
        let mails = app.get("/api/v1/mails").by(&world.manager).send().await.expect(200).json();
        let kinds = mails.to_string();
        for kind in ["sample.submitted", "sample.needs_fix", "sample.extended", "sample.fulfilled"] {
            assert!(kinds.contains(kind), "{kind}");
        }
        assert_eq!(findings(app), Vec::<String>::new());
    }
}
