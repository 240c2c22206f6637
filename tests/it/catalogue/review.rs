//! The operator's queue and decisions.

use domain::id::ProductId;
use server::platform::worker;
use store::scope::OfPublic;

use crate::app::{TestApp, stories};
use crate::makers::catalogue::{draft, drafted, in_review, published, submitted};

/// The mails that left since the last time, as `(to, language, subject, text)`.
fn mails(app: &TestApp) -> Vec<(String, String, String, String)> {
    while worker::work(&app.app).expect("worker") > 0 {}
    let mut memory = app.mails.lock().expect("memory");
    memory
        .letters
        .drain(..)
        .map(|letter| {
            assert!(letter.html.contains("<!doctype html>"));
            (letter.recipient, letter.locale, letter.subject, letter.text)
        })
        .collect()
}

fn is_published(app: &TestApp, id: ProductId) -> bool {
    let scope = OfPublic::of(app.hashi.network);
    app.app.store.read(scope, |tx| store::catalogue::product::get(tx, id)).is_ok()
}

stories! {
    async fn a_published_product_is_suspended_and_shown_again(app: &TestApp) {
        let me = &app.hashi.manager;
        let id = published(app, &app.hashi, "MTC-9", "1980", "20");
        mails(app);
        let path = format!("/reviews/{id}");
        let version = |page: &str| {
            let (_, rest) = page.split_once("name=\"version\" value=\"").expect("a form");
            rest.split('"').next().expect("a version").to_owned()
        };
        let page = app.get(&path).by(me).send().await.expect(200).text();
        assert!(page.contains("value=\"suspend\"") && !page.contains("value=\"resume\""));
        let act = format!("{path}/act");
        let held = version(&page);
        let suspend = [("act", "suspend"), ("version", held.as_str()), ("note", "成分表示の確認のため")];
        // Without a word, by somebody else, on an old version: nothing changes.
        app.post(&act).by(me).form(&suspend[..2]).send().await.expect(422);
        app.post(&act).by(&app.hashi.brand).form(&suspend).send().await.expect(403);
        app.post(&act).by(&app.kawa.manager).form(&suspend).send().await.expect(404);
        app.post(&act).by(me).form(&[suspend[0], ("version", "1"), suspend[2]]).send().await.expect(409);
        assert!(is_published(app, id) && mails(app).is_empty());
        let done = app.post(&act).by(me).form(&suspend).send().await.expect(303).location();
        assert_eq!(done, format!("{path}?done=review-suspended"));
        assert!(!is_published(app, id));
        app.post(&act).by(me).form(&suspend).send().await.expect(409);
        let sent = mails(app);
        let [(to, _, _, text)] = sent.as_slice() else { panic!("{sent:?}") };
        assert!(to == "brand@hashi.example" && text.contains("成分表示の確認のため"), "{text}");
        let page = app.get(&path).by(me).send().await.expect(200).text();
        let held = version(&page);
        let resume = [("act", "resume"), ("version", held.as_str())];
        app.post(&act).by(me).form(&resume).send().await.expect(303);
        assert!(is_published(app, id) && mails(app).len() == 1);
        app.post(&act).by(me).form(&resume).send().await.expect(409);
    }

    async fn a_submission_is_taken_and_published(app: &TestApp) {
        let me = &app.hashi.manager;
        let product = submitted(app, &app.hashi, draft("MTC-1", 1980, 20));
        assert!(mails(app).is_empty(), "a submission shows in the queue; nobody gets a mail");
        let queue = app.get("/reviews").by(me).send().await.expect(200).text();
        assert!(queue.contains("抹茶 MTC-1") && queue.contains("Brand") && queue.contains("申請から0時間"));
        let path = format!("/reviews/{}", product.id);
        let page = app.get(&path).by(me).send().await.expect(200).text();
        assert!(page.contains("審査を始める") && page.contains("香气浓郁的头道茶"));
        let act = format!("{path}/act");
        let version = product.version.to_string();
        let take = [("act", "take"), ("version", version.as_str())];
        let taken = app.post(&act).by(me).form(&take).send().await.expect(303);
        assert_eq!(taken.location(), format!("{path}?done=review-taken"));
        app.post(&act).by(&app.hashi.owner).form(&take).send().await.expect(409);
        assert!(!is_published(app, product.id));
        let version = (product.version + 1).to_string();
        let approve = [("act", "approve"), ("version", version.as_str())];
        app.post(&act).by(me).form(&approve).send().await.expect(303);
        assert!(is_published(app, product.id));
        let sent = mails(app);
        let [(to, language, subject, text)] = sent.as_slice() else { panic!("{sent:?}") };
        assert_eq!((to.as_str(), language.as_str()), ("brand@hashi.example", "ja"));
        assert!(subject.contains("公開しました") && subject.contains("抹茶 MTC-1"));
        assert!(text.contains(&format!("http://kakehashi.test/products/{}", product.id)));
        let page = app.get(&path).by(me).send().await.expect(200).text();
        assert!(page.contains("承認") && page.contains("manager"), "the history says who did what");
        let list = app.get("/reviews?status=published").by(me).send().await.expect(200).text();
        assert!(list.contains("抹茶 MTC-1"));
    }

    async fn changes_are_asked_for_in_the_brands_language_and_come_back(app: &TestApp) {
        let (brand, me) = (&app.hashi.brand, &app.hashi.reviewer);
        let product = in_review(app, &app.hashi, draft("MTC-2", 1980, 20));
        let act = format!("/reviews/{}/act", product.id);
        let version = product.version.to_string();
        let note = "写真を明るくしてください。\n<b>容量</b>も必要です。";
        let ask = [("act", "request_changes"), ("version", version.as_str()), ("note", note)];
        app.post(&act).by(me).form(&ask).send().await.expect(303);
        let sent = mails(app);
        let [(to, language, subject, text)] = sent.as_slice() else { panic!("{sent:?}") };
        assert_eq!((to.as_str(), language.as_str()), ("brand@hashi.example", "ja"));
        assert!(subject.starts_with("【修正依頼】") && text.contains(note));
        let path = format!("/products/{}", product.id);
        let page = app.get(&path).by(brand).send().await.expect(200).text();
        assert!(page.contains("写真を明るくしてください。") && page.contains("&#60;b&#62;容量"));
        assert!(page.contains("name=\"name_ja\""), "it is the brand's turn again");
        let version = (product.version + 1).to_string();
        let again = app.post(&format!("{path}/submit")).by(brand);
        again.form(&[("version", version.as_str())]).send().await.expect(303);
        let queue = app.get("/reviews").by(me).send().await.expect(200).text();
        assert!(queue.contains("抹茶 MTC-2"));
        assert!(mails(app).is_empty());
    }

    async fn a_rejection_gives_its_reason_and_is_final(app: &TestApp) {
        let me = &app.hashi.manager;
        let product = in_review(app, &app.hashi, draft("MTC-3", 1980, 20));
        let act = format!("/reviews/{}/act", product.id);
        let version = product.version.to_string();
        let bare = [("act", "reject"), ("version", version.as_str()), ("note", ""), ("reason", "")];
        let page = app.post(&act).by(me).form(&bare).send().await.expect(422).text();
        assert!(page.contains("id=\"reason-error\"") && page.contains("id=\"note-error\""));
        assert!(page.contains("value=\"reject\" checked"), "the choice is kept");
        let long = "長".repeat(2_001);
        let wrong = [("act", "reject"), ("version", version.as_str()), ("note", long.as_str()), ("reason", "dull")];
        let page = app.post(&act).by(me).form(&wrong).send().await.expect(422).text();
        assert!(page.contains(&long));
        assert!(mails(app).is_empty(), "nothing was decided");
        let right = [
            ("act", "reject"), ("version", version.as_str()),
            ("note", "取り扱いの対象外です。"), ("reason", "not_the_right_fit"),
        ];
        app.post(&act).by(me).form(&right).send().await.expect(303);
        let sent = mails(app);
        assert!(sent[0].3.contains("取り扱い方針に合わない") && sent[0].3.contains("取り扱いの対象外です。"));
        let page = app.get(&format!("/products/{}", product.id)).by(&app.hashi.brand);
        assert!(page.send().await.expect(200).text().contains("取り扱い方針に合わない"));
        app.post(&act).by(me).form(&right).send().await.expect(409);
    }

    async fn the_queue_is_for_reviewers(app: &TestApp) {
        let product = submitted(app, &app.hashi, draft("MTC-4", 1980, 20));
        let path = format!("/reviews/{}", product.id);
        let version = product.version.to_string();
        let take = [("act", "take"), ("version", version.as_str())];
        for member in [&app.hashi.brand, &app.hashi.kol, &app.hashi.finance, &app.hashi.auditor] {
            app.get("/reviews").by(member).send().await.expect(403);
            app.get(&path).by(member).send().await.expect(403);
            app.post(&format!("{path}/act")).by(member).form(&take).send().await.expect(403);
        }
        app.get(&path).by(&app.kawa.manager).send().await.expect(404);
        app.post(&format!("{path}/act")).by(&app.kawa.manager).form(&take).send().await.expect(404);
        let queue = app.get("/reviews").by(&app.kawa.manager).send().await.expect(200).text();
        assert!(!queue.contains("MTC-4"));
    }

    async fn a_draft_is_not_the_operators_to_see(app: &TestApp) {
        let product = drafted(app, &app.hashi, draft("MTC-5", 1980, 20));
        let me = &app.hashi.manager;
        app.get(&format!("/reviews/{}", product.id)).by(me).send().await.expect(404);
        let list = app.get("/api/v1/products").by(me).send().await.expect(200).json();
        assert_eq!(list["products"], serde_json::json!([]));
        let queue = app.get("/reviews").by(me).send().await.expect(200).text();
        assert!(queue.contains("新しい申請が届くと"), "the empty queue says what comes");
    }

    async fn the_oldest_submission_comes_first_and_late_ones_are_marked(app: &TestApp) {
        let me = &app.hashi.manager;
        submitted(app, &app.hashi, draft("OLD-1", 1980, 20));
        app.advance(4 * 86_400);
        submitted(app, &app.hashi, draft("NEW-1", 1980, 20));
        let queue = app.get("/reviews?status=submitted").by(me).send().await.expect(200).text();
        let (old, new) = (queue.find("OLD-1").expect("old"), queue.find("NEW-1").expect("new"));
        assert!(old < new);
        assert!(queue.contains("申請から4日") && queue.contains("3日以上お待たせしています"));
        let found = app.get("/reviews?words=new-1").by(me).send().await.expect(200).text();
        assert!(found.contains("NEW-1") && !found.contains("OLD-1"));
        let none = app.get("/reviews?category=baby").by(me).send().await.expect(200).text();
        assert!(none.contains("条件に合う商品がありません"));
        // What a query string cannot mean is left out.
        app.get("/reviews?status=x&category=%FF&after=1&after=2").by(me).send().await.expect(200);
    }

    async fn the_checklist_says_what_is_missing_or_old(app: &TestApp) {
        let mut bare = draft("MTC-6", 1980, 0);
        bare.texts.en.name = String::new();
        let product = submitted(app, &app.hashi, bare);
        let page = app.get(&format!("/reviews/{}", product.id)).by(&app.hashi.manager);
        let page = page.send().await.expect(200).text();
        assert!(page.contains("未入力：商品名"), "English lacks its name");
        assert!(page.contains("240×240ピクセル") && page.contains("原文より古い翻訳はありません"));
    }
}
