//! A lead that is won becomes a party, whose person sets a password and signs in.

use domain::Locale;
use domain::id::LeadId;
use domain::leads::inquiry::{Inquiry, LeadKind};
use serde_json::{Value, json};

use crate::app::{PASSWORD, TestApp, stories};
use crate::makers::leads::{ask, inquiry, mails};

async fn whole(app: &TestApp, id: LeadId) -> Value {
    let path = format!("/api/v1/leads/{id}");
    app.get(&path).by(&app.hashi.manager).send().await.expect(200).json()
}

/// A lead of a KOL who writes Chinese, won.
async fn won(app: &TestApp, email: &str) -> LeadId {
    let kol = Inquiry {
        kind: LeadKind::Kol,
        company: String::new(),
        name: "罗言初".into(),
        ..inquiry(email)
    };
    let id = ask(app, &app.hashi, Locale::ZhHans, kol).expect("lead").lead;
    for act in ["contact", "qualify", "propose", "win"] {
        let path = format!("/api/v1/leads/{id}/acts");
        app.post(&path)
            .by(&app.hashi.manager)
            .json(&json!({ "act": act }))
            .send()
            .await
            .expect(200);
    }
    id
}

/// The path of the link in the newest invitation.
async fn invitation(app: &TestApp) -> String {
    let mail = mails(app, &app.hashi).await.remove(0);
    assert_eq!(mail["kind"], "invitation");
    let text = mail["text"].as_str().expect("text");
    let line = text.lines().find(|line| line.contains("/invitations/")).expect("a link");
    line.strip_prefix("http://kakehashi.test").expect("our site").to_owned()
}

stories! {
    async fn the_person_behind_a_lead_joins_with_a_password_of_their_own(app: &TestApp) {
        let id = won(app, "luo@c.example").await;
        let now = whole(app, id).await;
        assert_eq!((&now["won"]["name"], &now["won"]["invitation"]), (&json!("罗言初"), &json!("open")));
        let path = invitation(app).await;
        let page = app.get(&path).language(Locale::Ja).send().await.expect(200).text();
        assert!(page.contains("<html lang=\"zh-Hans\">") && page.contains("确认密码"), "{page}");
        // Rules of passwords, each told; nothing typed comes back.
        for (password, repeat) in [("short", "short"), ("aaaaaaaaaaaa", "aaaaaaaaaaaa"), ("long enough words", "other")] {
            let form = [("password", password), ("repeat", repeat)];
            let back = app.post(&path).form(&form).send().await.expect(422).text();
            assert!(back.contains("error-summary") && !back.contains("long enough words"), "{back}");
        }
        let form = [("password", "long enough words"), ("repeat", "long enough words")];
        let done = app.post(&path).form(&form).send().await.expect(303);
        assert_eq!(done.location(), "/session/new?done=invitation-accepted");
        // Once only.
        assert!(app.get(&path).send().await.expect(410).text().contains("已被使用"));
        app.post(&path).form(&form).send().await.expect(410);
        let api = format!("/api/v1{}", path.replace("/n/", "/networks/"));
        assert_eq!(app.get(&api).send().await.expect(200).json()["state"], "used");
        app.post(&api).json(&json!({ "password": "long enough words" })).send().await.expect(409);
        let sign_in = json!({ "email": "luo@c.example", "password": "long enough words" });
        let session = app.post("/api/v1/sessions").json(&sign_in).send().await;
        assert!(session.status.is_success(), "{}", session.text());
        assert_eq!(whole(app, id).await["won"]["invitation"], "used");
        app.post(&format!("/leads/{id}/invite")).by(&app.hashi.manager).form(&[]).send().await.expect(409);
    }

    async fn an_invitation_ends_and_is_sent_again(app: &TestApp) {
        let id = won(app, "luo@c.example").await;
        let first = invitation(app).await;
        app.advance(14 * 86_400);
        assert!(app.get(&first).send().await.expect(410).text().contains("过期"));
        let api = format!("/api/v1{}", first.replace("/n/", "/networks/"));
        app.post(&api).json(&json!({ "password": "long enough words" })).send().await.expect(409);
        app.post(&format!("/leads/{id}/invite")).by(&app.hashi.manager).form(&[]).send().await.expect(303);
        let second = invitation(app).await;
        app.get(&second).send().await.expect(200);
        app.post(&format!("/api/v1/leads/{id}/invitations")).by(&app.hashi.manager).send().await.expect(201);
        app.get(&second).send().await.expect(410);
        // Another network's address leads nowhere, nor does a token of nobody.
        let third = invitation(app).await;
        app.get(&third.replace("/n/hashi/", "/n/kawa/")).send().await.expect(404);
        app.get("/n/hashi/invitations/nobody").send().await.expect(404);
        app.get("/api/v1/networks/hashi/invitations/nobody").send().await.expect(404);
        app.post(&format!("/leads/{id}/invite")).by(&app.kawa.manager).form(&[]).send().await.expect(404);
        app.post(&format!("/leads/{id}/invite")).by(&app.hashi.auditor).form(&[]).send().await.expect(403);
    }

    async fn who_has_an_account_joins_with_the_password_they_have(app: &TestApp) {
        // The same person acts for a brand of the other network.
        won(app, "clerk@kawa.example").await;
        let path = invitation(app).await;
        let page = app.get(&path).send().await.expect(200).text();
        assert!(page.contains("name=\"known\"") && !page.contains("name=\"repeat\""));
        let wrong = [("known", "1"), ("password", "some other password")];
        assert!(app.post(&path).form(&wrong).send().await.expect(422).text().contains("密码不正确"));
        app.post(&path).form(&[("known", "1"), ("password", PASSWORD)]).send().await.expect(303);
        let all = app.get("/session/memberships").by(&app.kawa.brand).send().await.expect(200).text();
        assert!(all.contains("罗言初"), "{all}");
    }

    async fn a_lead_is_lost_for_a_reason_of_the_list(app: &TestApp) {
        let id = ask(app, &app.hashi, Locale::Ja, inquiry("a@b.example")).expect("lead").lead;
        let api = format!("/api/v1/leads/{id}/acts");
        let me = &app.hashi.manager;
        app.post(&api).by(me).json(&json!({ "act": "contact" })).send().await.expect(200);
        app.post(&api).by(me).json(&json!({ "act": "lose", "lost": "luck" })).send().await.expect(422);
        app.post(&api).by(me).json(&json!({ "act": "lose", "lost": "other" })).send().await.expect(422);
        let form = [("act", "lose"), ("lost", "timing"), ("reason", "")];
        app.post(&format!("/leads/{id}/act")).by(me).form(&form).send().await.expect(303);
        assert_eq!(whole(app, id).await["lost"], "timing");
        let page = app.get(&format!("/leads/{id}")).by(me).language(Locale::Ja).send().await.expect(200).text();
        assert!(page.contains("時期が合わない"), "{page}");
        app.post(&format!("/leads/{id}/invite")).by(me).form(&[]).send().await.expect(409);
    }
}
