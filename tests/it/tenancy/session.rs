//! Signing in and out.

use serde_json::json;

use crate::app::{PASSWORD, stories};

stories! {
    async fn a_person_signs_in_and_acts_with_a_bearer_token(app: &TestApp) {
        let reply = app
            .post("/api/v1/sessions")
            .json(&json!({ "email": "star@hashi.example", "password": PASSWORD }))
            .send()
            .await
            .expect(201);
        let tokens = reply.json();
        assert_eq!(tokens["role"], "kol");
        let bearer = format!("Bearer {}", tokens["access_token"].as_str().expect("token"));
        app.call(actix_web::http::Method::DELETE, "/api/v1/sessions/current")
            .header("authorization", &bearer)
            .send()
            .await
            .expect(204);
        let refresh = json!({ "refresh_token": tokens["refresh_token"] });
        let over = app.post("/api/v1/sessions/refresh").json(&refresh).send().await.expect(401);
        assert_eq!(over.json()["type"], "urn:kakehashi:error:session-expired");
    }

    async fn a_wrong_password_is_refused_and_then_locks_the_account(app: &TestApp) {
        let wrong = json!({ "email": "star@hashi.example", "password": "not the password" });
        for _ in 0..5 {
            let reply = app.post("/api/v1/sessions").json(&wrong).send().await.expect(401);
            assert_eq!(reply.json()["type"], "urn:kakehashi:error:sign-in-wrong");
        }
        let right = json!({ "email": "star@hashi.example", "password": PASSWORD });
        let reply = app.post("/api/v1/sessions").json(&right).send().await.expect(401);
        assert_eq!(reply.json()["type"], "urn:kakehashi:error:sign-in-locked");
        app.advance(61);
        app.post("/api/v1/sessions").json(&right).send().await.expect(201);
    }

    async fn a_refresh_token_works_once_and_its_reuse_ends_the_session(app: &TestApp) {
        let body = json!({ "email": "clerk@hashi.example", "password": PASSWORD });
        let first = app.post("/api/v1/sessions").json(&body).send().await.expect(201).json();
        let renew = |token: &serde_json::Value| {
            app.post("/api/v1/sessions/refresh").json(&json!({ "refresh_token": token })).send()
        };
        let second = renew(&first["refresh_token"]).await.expect(200).json();
        // A page that loads in parallel sends the old one once more: no new token, no harm.
        assert!(renew(&first["refresh_token"]).await.expect(200).json()["refresh_token"].is_null());
        app.advance(60);
        let reused = renew(&first["refresh_token"]).await.expect(401);
        assert_eq!(reused.json()["type"], "urn:kakehashi:error:session-reused");
        renew(&second["refresh_token"]).await.expect(401);
    }

    async fn the_sign_in_page_keeps_the_address_and_leads_back(app: &TestApp) {
        let refused = app
            .post("/session")
            .form(&[("email", "star@hashi.example"), ("password", "x"), ("next", "/samples")])
            .send()
            .await
            .expect(401);
        assert!(refused.text().contains("star@hashi.example"));
        let taken = app
            .post("/session")
            .form(&[("email", "star@hashi.example"), ("password", PASSWORD), ("next", "//evil.example")])
            .send()
            .await
            .expect(303);
        assert_eq!(taken.location(), "/");
        assert!(taken.cookie("kakehashi_access").is_some_and(|token| !token.is_empty()));
    }

    async fn a_form_from_another_site_is_refused(app: &TestApp) {
        let form = [("email", "star@hashi.example"), ("password", PASSWORD)];
        app.post("/session").header("sec-fetch-site", "cross-site").form(&form).send().await.expect(403);
        app.post("/session").header("origin", "http://evil.example").form(&form).send().await.expect(403);
    }

    async fn a_page_renews_an_access_token_that_is_over(app: &TestApp) {
        let form = [("email", "star@hashi.example"), ("password", PASSWORD)];
        let reply = app.post("/session").form(&form).send().await.expect(303);
        let refresh = reply.cookie("kakehashi_refresh").expect("cookie");
        app.advance(3_600);
        let cookies = format!("kakehashi_access=gone; kakehashi_refresh={refresh}");
        let page = app.get("/session/memberships").header("cookie", &cookies).send().await.expect(200);
        assert!(page.cookie("kakehashi_access").is_some());
        assert_ne!(page.cookie("kakehashi_refresh").expect("renewed"), refresh);
    }
}
