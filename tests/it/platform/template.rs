//! Mails in a network's own words: written for each language, looked at, sent to oneself.

use domain::Locale;
use serde_json::json;

use crate::app::stories;
use crate::makers::leads::{ask, inquiry, mails};

const PLACE: &str = "/mail-templates/lead.materials/ja";
const API: &str = "/api/v1/mail-templates/lead.materials/ja";
const BODY: &str =
    "{greeting}\r\n\r\n{network}です。資料はこちらです。\r\n{link}\r\n\r\n期限：{until} <b>";

stories! {
    async fn a_network_writes_its_own_words_for_one_language_and_the_others_stay(app: &TestApp) {
        let fields = [("subject", "{network}より資料のご案内"), ("body", BODY), ("version", "0"), ("step", "preview")];
        let seen = app.post(PLACE).by(&app.hashi.manager).language(Locale::En).form(&fields).send().await.expect(200).text();
        assert!(seen.contains("はしより資料のご案内") && seen.contains("見本 花子 様"), "{seen}");
        // Looking at it keeps nothing.
        let list = app.get("/api/v1/mail-templates").by(&app.hashi.auditor).send().await.expect(200).json();
        assert_eq!((list["items"].as_array().map(Vec::len), &list["items"][0]["own"]), (Some(3), &json!(false)));
        let with = |step| [fields[0], fields[1], fields[2], ("step", step)];
        let tested = app.post(PLACE).by(&app.hashi.manager).form(&with("test")).send().await.expect(200).text();
        assert!(tested.contains("&#60;b&#62;") || tested.contains("{link}"), "{tested}");
        let test = mails(app, &app.hashi).await.remove(0);
        assert_eq!((test["kind"].as_str(), test["subject"].as_str()), (Some("mail.test"), Some("はしより資料のご案内")));
        assert!(test["recipient"].as_str().expect("address").ends_with("@hashi.example"), "{test}");
        let done = app.post(PLACE).by(&app.hashi.manager).form(&with("save")).send().await.expect(303);
        assert_eq!(done.location(), format!("{PLACE}?done=template-kept"));
        // Somebody who saw the former words comes too late.
        app.post(PLACE).by(&app.hashi.manager).form(&with("save")).send().await.expect(409);

        for (locale, subject) in [(Locale::Ja, "はしより資料のご案内"), (Locale::ZhHans, "【桥】介绍资料已送达")] {
            ask(app, &app.hashi, locale, inquiry(&format!("{}@b.example", locale.tag().to_lowercase()))).expect("lead");
            let mail = mails(app, &app.hashi).await.remove(0);
            assert_eq!(mail["subject"], subject);
        }
        let mail = mails(app, &app.hashi).await.remove(1);
        let (text, html) = (mail["text"].as_str().expect("text"), mail["html"].as_str().expect("html"));
        assert!(text.starts_with("平沼 悠介 様\n\nはしです。資料はこちらです。\nhttp://kakehashi.test/n/hashi/materials/"), "{text}");
        assert!(text.contains("hello@hashi.example") && text.contains("期限：2026年11月16日"), "{text}");
        assert!(html.contains("<html lang=\"ja\">") && html.contains("<a href=\"http://kakehashi.test/n/hashi/materials/"), "{html}");
        assert!(!html.contains("<b>") && !html.contains("{"), "{html}");

        app.post(PLACE).by(&app.hashi.manager).form(&[("step", "reset")]).send().await.expect(303);
        ask(app, &app.hashi, Locale::Ja, inquiry("later@b.example")).expect("lead");
        assert_eq!(mails(app, &app.hashi).await[0]["subject"], "【はし】紹介資料をお届けします");
    }

    async fn words_that_lack_a_place_or_invent_one_come_back_as_they_were_typed(app: &TestApp) {
        let fields = [("subject", "{link}"), ("body", "{password} こんにちは"), ("version", "0"), ("step", "save")];
        let page = app.post(PLACE).by(&app.hashi.manager).language(Locale::Ja).form(&fields).send().await.expect(422).text();
        assert!(page.contains("こんにちは</textarea>") && page.contains("link という差し込み項目"), "{page}");
        let wrong = json!({ "subject": "x", "body": "hello {", "version": 0 });
        let problem = app.call(actix_web::http::Method::PUT, API).by(&app.hashi.manager).json(&wrong).send().await.expect(422).json();
        let codes: Vec<_> = problem["errors"].as_array().expect("errors").iter().map(|one| one["code"].clone()).collect();
        assert_eq!(codes, ["template-slot", "template-slot-missing"]);
        let good = json!({ "subject": "x", "body": "{link}", "version": 0 });
        let kept = app.call(actix_web::http::Method::PUT, API).by(&app.hashi.manager).json(&good).send().await.expect(200).json();
        assert_eq!((&kept["own"], &kept["version"]), (&json!(true), &json!(1)));
        app.call(actix_web::http::Method::PUT, API).by(&app.hashi.auditor).json(&good).send().await.expect(403);
        app.post(PLACE).by(&app.hashi.auditor).form(&fields).send().await.expect(403);
        for act in ["test", "reset"] {
            app.post(&format!("{API}/acts")).by(&app.hashi.manager).json(&json!({ "act": act })).send().await.expect(200);
        }
        app.post(&format!("{API}/acts")).by(&app.hashi.manager).json(&json!({ "act": "reset" })).send().await.expect(404);
        app.post(&format!("{API}/acts")).by(&app.hashi.manager).json(&json!({ "act": "burn" })).send().await.expect(422);
        // The other network has words of its own.
        let list = app.get("/api/v1/mail-templates").by(&app.kawa.manager).send().await.expect(200).json();
        assert_eq!(list["items"][0]["own"], false);
        app.get("/mail-templates/lead.materials/tlh").by(&app.hashi.manager).send().await.expect(404);
        app.get("/mail-templates/fee.agreed/ja").by(&app.hashi.manager).send().await.expect(404);
        app.get("/mail-templates").by(&app.hashi.manager).send().await.expect(200);
        app.get("/mail-templates").by(&app.hashi.kol).send().await.expect(403);
    }
}
