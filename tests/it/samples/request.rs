//! Samples from the KOL's request to their arrival.

use domain::Locale;
use domain::id::SampleRequestId;
use serde_json::json;
use server::platform::{maintain, worker};

use crate::app::{TestApp, stories};
use crate::makers::catalogue::{draft, published, published_from};
use crate::makers::samples::asked;

/// The mails that left since the last time, as `(to, language, subject, text)`.
fn mails(app: &TestApp) -> Vec<(String, String, String, String)> {
    while worker::work(&app.app).expect("worker") > 0 {}
    let mut memory = app.mails.lock().expect("memory");
    let all = memory.letters.drain(..);
    all.map(|letter| (letter.recipient, letter.locale, letter.subject, letter.text)).collect()
}

/// The only mail that left since the last time.
#[track_caller]
fn mail(app: &TestApp) -> (String, String, String, String) {
    let mut all = mails(app);
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0)
}

async fn version(app: &TestApp, id: SampleRequestId) -> String {
    let path = format!("/api/v1/samples/{id}");
    let found = app.get(&path).by(&app.hashi.brand).send().await.expect(200).json();
    found["version"].to_string()
}

stories! {
    async fn a_sample_goes_its_way_and_each_step_is_told_to_the_other_side(app: &TestApp) {
        let (brand, kol) = (&app.hashi.brand, &app.hashi.kol);
        let product = published(app, &app.hashi, "MTC-1", 1980, 20);
        mails(app);
        let none = app.get("/samples").by(kol).language(Locale::Ja).send().await.expect(200).text();
        assert!(none.contains("まだサンプルの申請がありません"));
        let form = app.get(&format!("/samples/new?product={product}")).by(kol);
        let form = form.send().await.expect(200).text();
        assert!(form.contains("抹茶粉 MTC-1") && form.contains("申请样品"));
        let id = product.to_string();
        let filled = [
            ("product", id.as_str()), ("quantity", "２"), ("message", "想在直播中介绍"),
            ("ship_to", "林希言\r\n上海市静安区"),
        ];
        let sent = app.post("/samples/new").by(kol).form(&filled).send().await.expect(303);
        assert_eq!(sent.location(), "/samples?done=sample-requested");
        let (to, language, subject, text) = mail(app);
        assert_eq!((to.as_str(), language.as_str()), ("brand@hashi.example", "ja"));
        assert!(subject.contains("サンプル申請") && subject.contains("抹茶 MTC-1"));
        assert!(text.contains("想在直播中介绍") && !text.contains("上海市"), "the address stays on the page");
        let list = app.get("/api/v1/samples").by(brand).send().await.expect(200).json();
        let id: SampleRequestId = list["samples"][0]["id"].as_str().expect("id").parse().expect("id");
        let page = app.get("/samples").by(brand).send().await.expect(200).text();
        assert!(page.contains("回答が必要な申請") && page.contains("残り7日"));
        let path = format!("/samples/{id}");
        let page = app.get(&path).by(brand).send().await.expect(200).text();
        assert!(page.contains("上海市静安区") && page.contains("value=\"approve\""));
        let act = format!("{path}/act");
        let at = version(app, id).await;
        let approve = [("act", "approve"), ("version", at.as_str()), ("reason", "来週お送りします")];
        app.post(&act).by(brand).form(&approve).send().await.expect(303);
        let (to, language, subject, text) = mail(app);
        assert_eq!((to.as_str(), language.as_str()), ("kol@hashi.example", "zh-Hans"));
        assert!(subject.contains("样品申请已同意") && text.contains("来週お送りします"));
        let at = version(app, id).await;
        let prepare = [("act", "prepare"), ("version", at.as_str())];
        app.post(&act).by(brand).form(&prepare).send().await.expect(303);
        assert!(mails(app).is_empty());
        let at = version(app, id).await;
        let bare = [("act", "ship"), ("version", at.as_str()), ("carrier", "EMS"), ("tracking_number", "")];
        let page = app.post(&act).by(brand).form(&bare).send().await.expect(422).text();
        assert!(page.contains("id=\"tracking_number-error\"") && page.contains("value=\"EMS\""));
        let ship = [
            ("act", "ship"), ("version", at.as_str()), ("carrier", "EMS"),
            ("tracking_number", "ＥＪ123456789ＪＰ"),
        ];
        app.post(&act).by(brand).form(&ship).send().await.expect(303);
        let (to, _, subject, text) = mail(app);
        assert_eq!(to, "kol@hashi.example");
        assert!(subject.contains("样品已寄出") && text.contains("EJ123456789JP"));
        let at = version(app, id).await;
        let receive = [("act", "receive"), ("version", at.as_str())];
        app.post(&act).by(brand).form(&receive).send().await.expect(403);
        app.post(&act).by(kol).form(&receive).send().await.expect(303);
        let (to, language, subject, _) = mail(app);
        assert_eq!((to.as_str(), language.as_str()), ("brand@hashi.example", "ja"));
        assert!(subject.contains("サンプル受領"));
        let page = app.get(&path).by(kol).send().await.expect(200).text();
        // What has arrived is owed a post, so that the KOL may hand it in.
        assert!(page.contains("待发布内容") && page.contains("value=\"submit\"") && !page.contains("value=\"receive\""));
    }

    async fn a_second_open_request_is_refused(app: &TestApp) {
        let product = published(app, &app.hashi, "MTC-2", 1980, 20);
        asked(app, &app.hashi, product);
        let id = product.to_string();
        let form = [("product", id.as_str()), ("quantity", "1"), ("ship_to", "上海"), ("message", "再来")];
        let page = app.post("/samples/new").by(&app.hashi.kol).form(&form).send().await.expect(409);
        assert!(page.text().contains("您已申请过该商品的样品") && page.text().contains("再来"));
        let body = json!({ "product": id, "quantity": 1, "ship_to": "上海" });
        let refused = app.post("/api/v1/samples").by(&app.hashi.kol).json(&body).send().await;
        assert_eq!(refused.expect(409).json()["type"], "urn:kakehashi:error:sample-duplicate");
        // Another KOL asks for itself.
        app.post("/api/v1/samples").by(&app.hashi.other_kol).json(&body).send().await.expect(201);
    }

    async fn a_product_without_samples_gives_none(app: &TestApp) {
        let kol = &app.hashi.kol;
        let mut closed = draft("MTC-3", 1980, 20);
        closed.sample_offered = String::new();
        let product = published_from(app, &app.hashi, closed);
        let body = json!({ "product": product, "quantity": 1, "ship_to": "上海" });
        let refused = app.post("/api/v1/samples").by(kol).json(&body).send().await.expect(409);
        assert_eq!(refused.json()["type"], "urn:kakehashi:error:sample-not-offered");
        app.get(&format!("/samples/new?product={product}")).by(kol).send().await.expect(409);
        // What is not published is not there.
        let hidden = crate::makers::catalogue::submitted(app, &app.hashi, draft("MTC-4", 1980, 20));
        let body = json!({ "product": hidden.id, "quantity": 1, "ship_to": "上海" });
        app.post("/api/v1/samples").by(kol).json(&body).send().await.expect(404);
        app.get("/samples/new").by(kol).send().await.expect(404);
    }

    async fn everything_wrong_with_a_request_is_said_at_once(app: &TestApp) {
        let kol = &app.hashi.kol;
        let product = published(app, &app.hashi, "MTC-5", 1980, 20);
        mails(app);
        let id = product.to_string();
        let long = "长".repeat(501);
        let form = [
            ("product", id.as_str()), ("quantity", "11"), ("ship_to", " \u{7}"), ("message", long.as_str()),
        ];
        let page = app.post("/samples/new").by(kol).form(&form).send().await.expect(422).text();
        for field in ["quantity", "ship_to", "message"] {
            assert!(page.contains(&format!("id=\"{field}-error\"")), "{field}");
        }
        assert!(page.contains(&long));
        let list = app.get("/api/v1/samples").by(kol).send().await.expect(200).json();
        assert_eq!(list["samples"], json!([]));
        assert!(mails(app).is_empty());
    }

    async fn a_request_is_between_the_two_and_the_operator_only_looks(app: &TestApp) {
        let product = published(app, &app.hashi, "MTC-6", 1980, 20);
        let request = asked(app, &app.hashi, product);
        let path = format!("/samples/{}", request.id);
        let version = request.version.to_string();
        let approve = [("act", "approve"), ("version", version.as_str())];
        let strangers = [
            &app.hashi.other_brand, &app.hashi.other_kol, &app.kawa.brand, &app.kawa.kol, &app.kawa.manager,
        ];
        for stranger in strangers {
            app.get(&path).by(stranger).send().await.expect(404);
            app.get(&format!("/api{}", path.replace("/samples", "/v1/samples"))).by(stranger).send().await.expect(404);
        }
        app.post(&format!("{path}/act")).by(&app.hashi.other_brand).form(&approve).send().await.expect(404);
        app.post(&format!("{path}/act")).by(&app.hashi.kol).form(&approve).send().await.expect(403);
        for member in [&app.hashi.manager, &app.hashi.auditor, &app.hashi.finance] {
            let page = app.get(&path).by(member).language(Locale::Ja).send().await.expect(200).text();
            assert!(page.contains("抹茶 MTC-6") && !page.contains("静安区") && !page.contains("name=\"act\""));
            let list = app.get("/samples").by(member).send().await.expect(200).text();
            assert!(list.contains("MTC-6") && !list.contains("静安区"));
            let api = app.get("/api/v1/samples").by(member).send().await.expect(200).text();
            assert!(!api.contains("ship_to") && !api.contains("静安区"));
            app.post(&format!("{path}/act")).by(member).form(&approve).send().await.expect(403);
        }
        let ask = json!({ "product": product, "quantity": 1, "ship_to": "東京" });
        app.post("/api/v1/samples").by(&app.hashi.manager).json(&ask).send().await.expect(403);
        app.post("/api/v1/samples").by(&app.hashi.brand).json(&ask).send().await.expect(403);
        app.get("/samples").send().await.expect(303);
    }

    async fn acts_over_the_api_follow_the_rules(app: &TestApp) {
        let product = published(app, &app.hashi, "MTC-7", 1980, 20);
        let request = asked(app, &app.hashi, product);
        mails(app);
        let acts = format!("/api/v1/samples/{}/acts", request.id);
        let (brand, kol) = (&app.hashi.brand, &app.hashi.kol);
        let say = |act: &str, version: i64| json!({ "act": act, "version": version });
        app.post(&acts).by(brand).json(&say("reject", 1)).send().await.expect(422);
        app.post(&acts).by(brand).json(&say("prepare", 1)).send().await.expect(409);
        app.post(&acts).by(brand).json(&say("expire", 1)).send().await.expect(403);
        app.post(&acts).by(brand).json(&say("eat", 1)).send().await.expect(422);
        let stale = app.post(&acts).by(kol).json(&say("cancel", 7)).send().await.expect(409).json();
        assert_eq!(stale["type"], "urn:kakehashi:error:stale");
        let cancel = json!({ "act": "cancel", "version": 1, "reason": "行程有变" });
        let done = app.post(&acts).by(kol).json(&cancel).send().await.expect(200).json();
        assert_eq!(done["status"], "canceled");
        let (to, _, subject, text) = mail(app);
        assert_eq!(to, "brand@hashi.example");
        assert!(subject.contains("キャンセル") && text.contains("行程有变"));
        // The way is free for another request.
        asked(app, &app.hashi, product);
    }

    async fn a_request_that_nobody_answers_expires_after_a_week(app: &TestApp) {
        let product = published(app, &app.hashi, "MTC-8", 1980, 20);
        let request = asked(app, &app.hashi, product);
        mails(app);
        app.advance(7 * 86_400 - 1);
        let early = maintain::maintain(&app.app, app.app.now()).expect("clocks");
        assert_eq!(early.samples_expired, 0);
        app.advance(1);
        let due = maintain::maintain(&app.app, app.app.now()).expect("clocks");
        assert_eq!(due.samples_expired, 1);
        let again = maintain::maintain(&app.app, app.app.now()).expect("clocks");
        assert_eq!(again.samples_expired, 0);
        let mut told = mails(app);
        told.sort();
        let told: Vec<(&str, &str)> = told.iter().map(|mail| (mail.0.as_str(), mail.1.as_str())).collect();
        assert_eq!(told, [("brand@hashi.example", "ja"), ("kol@hashi.example", "zh-Hans")]);
        let approve = json!({ "act": "approve", "version": request.version + 1 });
        let acts = format!("/api/v1/samples/{}/acts", request.id);
        let late = app.post(&acts).by(&app.hashi.brand).json(&approve).send().await.expect(409).json();
        assert_eq!(late["type"], "urn:kakehashi:error:sample-state");
    }

    async fn hostile_messages_are_shown_as_they_are(app: &TestApp) {
        let product = published(app, &app.hashi, "MTC-9", 1980, 20);
        let body = json!({
            "product": product, "quantity": 1, "ship_to": "<script>alert(1)</script>",
            "message": "\"><img src=x onerror=alert(2)>\r\nBcc: all@example.com",
        });
        mails(app);
        let made = app.post("/api/v1/samples").by(&app.hashi.kol).json(&body).send().await;
        let id = made.expect(201).json()["id"].as_str().expect("id").to_owned();
        let page = app.get(&format!("/samples/{id}")).by(&app.hashi.brand).send().await.expect(200).text();
        assert!(!page.contains("<script>alert") && !page.contains("<img src=x"));
        let (_, _, subject, _) = mail(app);
        assert!(!subject.contains('\n') && !subject.contains("Bcc"));
    }
}
