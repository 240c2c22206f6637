//! Who was handed which version, who holds an old one, and how they get the new.

use domain::Locale;
use domain::id::LeadId;
use serde_json::{Value, json};

use crate::app::{TestApp, stories};
use crate::makers::leads::{ask, inquiry, link, mails};
use crate::makers::materials::{act, approved, made};

/// Somebody asks; their lead and the path of the link.
async fn asked(app: &TestApp, locale: Locale, email: &str) -> (LeadId, String) {
    let lead = ask(app, &app.hashi, locale, inquiry(email)).expect("inquiry").lead;
    (lead, link(&mails(app, &app.hashi).await[0]))
}

async fn take(app: &TestApp, link: &str, material: &str) {
    app.get(&format!("{link}/files/{material}")).send().await.expect(200);
}

async fn holders(app: &TestApp, material: &str) -> Value {
    let path = format!("/api/v1/materials/{material}/holders");
    app.get(&path).by(&app.hashi.auditor).send().await.expect(200).json()["items"].clone()
}

async fn renew(app: &TestApp, material: &str, body: Value) -> Value {
    let path = format!("/api/v1/materials/{material}/renewals");
    app.post(&path).by(&app.hashi.manager).json(&body).send().await.expect(200).json()
}

fn renewed(sent: usize, told: usize, held: usize, without: usize) -> Value {
    json!({ "sent": sent, "told": told, "held": held, "without": without, "more": false })
}

stories! {
    async fn each_download_says_which_version_it_was(app: &TestApp) {
        let id = made(app, &app.hashi, "料金表").await;
        let first = approved(app, &app.hashi, &id, &[("locale", "ja")], "one").await;
        let (lead, link) = asked(app, Locale::Ja, "a@b.example").await;
        let second = approved(app, &app.hashi, &id, &[("locale", "ja")], "two").await;
        // The link leads to what is current when it is opened, whatever was current when it was mailed.
        take(app, &link, &id).await;
        app.get(&format!("{link}/pdf")).send().await.expect(200);
        let path = format!("/api/v1/leads/{lead}/downloads");
        let all = app.get(&path).by(&app.hashi.auditor).send().await.expect(200).json()["items"].clone();
        assert_eq!(all.as_array().expect("downloads").len(), 2);
        assert_eq!((&all[0]["material"], &all[0]["number"]), (&Value::Null, &Value::Null));
        assert_eq!(all[0]["sha256"].as_str().expect("digest").len(), 64);
        assert_eq!((&all[1]["material"], &all[1]["number"]), (&json!("料金表"), &json!(2)));
        assert_eq!(all[1]["sha256"], second["sha256"]);
        assert_ne!(first["sha256"], second["sha256"]);
        let page = app.get(&format!("/leads/{lead}/downloads")).by(&app.hashi.manager).send().await.expect(200).text();
        assert!(page.contains("料金表") && page.contains("第2版"), "{page}");
        let offers = app.raw().texts("SELECT CAST(number AS TEXT) AS value FROM material_offers o JOIN material_versions v ON v.id = o.version_id");
        assert_eq!(offers.expect("offers"), ["1"]);
        for wrong in ["x", "mat_01jd0000000000000000000000"] {
            app.get(&format!("{link}/files/{wrong}")).send().await.expect(404);
        }
        let lead = app.get(&format!("/leads/{lead}")).by(&app.hashi.manager).send().await.expect(200).text();
        assert!(lead.contains("ダウンロードの記録"));
    }

    async fn whoever_holds_an_old_version_is_sent_the_new_one_once(app: &TestApp) {
        let id = made(app, &app.hashi, "料金表").await;
        approved(app, &app.hashi, &id, &[("locale", "ja")], "one").await;
        let (lead, link_of) = asked(app, Locale::Ja, "a@b.example").await;
        let (_, unopened) = asked(app, Locale::Ja, "never@b.example").await;
        take(app, &link_of, &id).await;
        assert_eq!(holders(app, &id).await, json!([]));
        let nobody = app.get(&format!("/materials/{id}/holders")).by(&app.hashi.manager).send().await.expect(200).text();
        assert!(nobody.contains("旧版をお持ちの方はいません"));
        approved(app, &app.hashi, &id, &[("locale", "ja")], "two").await;

        let held = holders(app, &id).await;
        assert_eq!(held.as_array().expect("holders").len(), 1);
        assert_eq!((&held[0]["lead"], &held[0]["number"], &held[0]["current_number"]), (&json!(lead), &json!(1), &json!(2)));
        let page = app.get(&format!("/materials/{id}/holders")).by(&app.hashi.manager).send().await.expect(200).text();
        assert!(page.contains("株式会社月ヶ浜製菓") && page.contains("第1版"));
        let csv = app.get(&format!("/materials/{id}/holders.csv")).by(&app.hashi.auditor).send().await.expect(200).text();
        assert!(csv.contains("a@b.example,料金表,日本語,1,") && csv.lines().count() == 2, "{csv}");

        let count = mails(app, &app.hashi).await.len();
        let form = format!("/materials/{id}/renew");
        let told = app.post(&form).by(&app.hashi.manager).form(&[]).send().await.expect(200).text();
        assert!(told.contains("1通のメールを送信待ちに追加しました。"), "{told}");
        let all = mails(app, &app.hashi).await;
        assert_eq!(all.len(), count + 1);
        assert_eq!(all[0]["subject"], "【はし】「料金表」の新しい版をお届けします");
        assert_eq!(all[0]["recipient"], "a@b.example");
        let text = all[0]["text"].as_str().expect("text");
        assert!(text.contains("第2版") && text.contains("2026年11月2日にお渡しした第1版"), "{text}");
        // Once for each lead and version, whoever presses and how often.
        assert_eq!(renew(app, &id, json!({})).await, renewed(0, 1, 0, 0));
        assert_eq!(renew(app, &id, json!({ "leads": [lead] })).await, renewed(0, 1, 0, 0));
        assert_eq!(mails(app, &app.hashi).await.len(), count + 1);
        assert_ne!(holders(app, &id).await[0]["told_at"], Value::Null);
        let history = app.get(&format!("/leads/{lead}")).by(&app.hashi.manager).send().await.expect(200).text();
        assert!(history.contains("資料の新しい版をご案内"));
        // With the new link the new version is taken, and the lead holds no old one any more.
        take(app, &link(&all[0]), &id).await;
        assert_eq!(holders(app, &id).await, json!([]));
        take(app, &unopened, &id).await;
        assert_eq!(holders(app, &id).await, json!([]));
    }

    async fn nobody_gets_more_mails_in_a_day_than_the_form_would_send(app: &TestApp) {
        let id = made(app, &app.hashi, "料金表").await;
        approved(app, &app.hashi, &id, &[("locale", "ja")], "one").await;
        let first = approved(app, &app.hashi, &id, &[("locale", "en")], "one").await;
        let (_, ja) = asked(app, Locale::Ja, "a@b.example").await;
        let (lead, en) = asked(app, Locale::En, "b@b.example").await;
        asked(app, Locale::Ja, "a@b.example").await;
        asked(app, Locale::Ja, "a@b.example").await;
        take(app, &ja, &id).await;
        take(app, &en, &id).await;
        approved(app, &app.hashi, &id, &[("locale", "ja")], "two").await;
        act(app, &app.hashi.manager, (&id, &first), "withdraw").await;
        // The Japanese reader got three mails today; in English nothing is handed out now.
        assert_eq!(renew(app, &id, json!({})).await, renewed(0, 0, 1, 1));
        let held = holders(app, &id).await;
        assert_eq!(held[0]["current_number"], Value::Null);
        app.advance(86_400);
        assert_eq!(renew(app, &id, json!({})).await, renewed(1, 0, 0, 1));
        // Spam gets nothing.
        approved(app, &app.hashi, &id, &[("locale", "en")], "two").await;
        let spam = json!({ "act": "mark_spam" });
        app.post(&format!("/api/v1/leads/{lead}/acts")).by(&app.hashi.manager).json(&spam).send().await.expect(200);
        assert_eq!(renew(app, &id, json!({})).await, renewed(0, 1, 0, 0));
    }

    async fn only_those_who_keep_the_library_send_and_only_to_their_own_leads(app: &TestApp) {
        let id = made(app, &app.hashi, "料金表").await;
        let (page, api) = (format!("/materials/{id}/renew"), format!("/api/v1/materials/{id}/renewals"));
        for may_not in [&app.hashi.auditor, &app.hashi.reviewer, &app.hashi.brand, &app.hashi.kol] {
            app.post(&page).by(may_not).form(&[]).send().await.expect(403);
            app.post(&api).by(may_not).json(&json!({})).send().await.expect(403);
        }
        app.post(&api).by(&app.kawa.manager).json(&json!({})).send().await.expect(404);
        app.get(&format!("/materials/{id}/holders")).by(&app.hashi.reviewer).send().await.expect(403);
        for wrong in [json!({ "leads": ["x"] }), json!({ "leads": vec![LeadId::new(); 101] })] {
            app.post(&api).by(&app.hashi.manager).json(&wrong).send().await.expect(422);
        }
        // A lead that holds nothing, or another network's.
        let stranger = ask(app, &app.kawa, Locale::Ja, inquiry("a@b.example")).expect("lead").lead;
        assert_eq!(renew(app, &id, json!({ "leads": [stranger] })).await, renewed(0, 0, 0, 0));
        app.get(&format!("/api/v1/leads/{stranger}/downloads")).by(&app.hashi.manager).send().await.expect(404);
        app.get(&format!("/leads/{stranger}/downloads")).by(&app.hashi.manager).send().await.expect(404);
    }
}
