//! Case studies, questions and columns: written by staff, shown to everybody.

use domain::Locale;
use serde_json::{Value, json};

use crate::app::{TestApp, stories};
use crate::makers::leads::leads;
use crate::makers::materials::column;

const CASE: [(&str, &str); 8] = [
    ("kind", "case"),
    ("title_ja", "抹茶の定期販売"),
    ("body_ja", "これは**「実績」**です。<script>alert(1)</script>"),
    ("title_zh_hans", "抹茶的长期销售"),
    ("body_zh_hans", "三位KOL参与。"),
    ("units", "１,２４０"),
    ("first_month", "2026-04"),
    ("last_month", "2026-09"),
];

async fn made(app: &TestApp, body: Value) -> Value {
    app.post("/api/v1/front-items")
        .by(&app.hashi.manager)
        .json(&body)
        .send()
        .await
        .expect(201)
        .json()
}

async fn act(app: &TestApp, item: &Value, act: &str, status: u16) -> Value {
    let path = format!("/api/v1/front-items/{}/acts", item["id"].as_str().expect("id"));
    let body = json!({ "act": act, "version": item["version"] });
    app.post(&path).by(&app.hashi.manager).json(&body).send().await.expect(status).json()
}

async fn front(app: &TestApp, locale: Locale) -> String {
    app.get("/n/hashi").language(locale).send().await.expect(200).text()
}

stories! {
    async fn a_case_is_shown_once_its_evidence_is_on_file(app: &TestApp) {
        let done = app.post("/front").by(&app.hashi.manager).form(&CASE).send().await.expect(303);
        let place = done.location();
        let place = place.split('?').next().expect("a page").to_owned();
        let publish = [("act", "publish"), ("version", "1")];
        let acts = format!("{place}/act");
        let refused = app.post(&acts).by(&app.hashi.manager).form(&publish).send().await.expect(422).text();
        assert!(refused.contains("裏づけとなる資料の説明か保管先を入力してください"), "{refused}");
        assert!(!front(app, Locale::Ja).await.contains("抹茶の定期販売"));
        let proved = [&CASE[..], &[("evidence_note", "売上台帳 2026年9月"), ("version", "1")]].concat();
        app.post(&place).by(&app.hashi.manager).form(&proved).send().await.expect(303);
        let publish = [("act", "publish"), ("version", "2")];
        app.post(&acts).by(&app.hashi.manager).form(&publish).send().await.expect(303);

        for path in ["/n/hashi", "/n/hashi/inquiry"] {
            let page = app.get(path).language(Locale::Ja).send().await.expect(200).text();
            for said in ["抹茶の定期販売", "これは<strong>「実績」</strong>です。", "1,240点を販売", "2026年4月〜2026年9月"] {
                assert!(page.contains(said), "{said} is not in {page}");
            }
            assert!(!page.contains("売上台帳"), "{page}");
            assert!(!page.contains("<script>alert"), "{page}");
        }
        assert!(front(app, Locale::ZhHans).await.contains("抹茶的长期销售"));
        // In a language that it is not written in it says which one it is.
        assert!(front(app, Locale::En).await.contains("<article class=\"story\" lang=\"ja\"><h3>抹茶の定期販売"));
        // What is shown stays fit to be shown.
        let bare = [&CASE[..], &[("version", "3")]].concat();
        app.post(&place).by(&app.hashi.manager).form(&bare).send().await.expect(422);
        let page = app.get(&place).by(&app.hashi.auditor).send().await.expect(200).text();
        assert!(page.contains("売上台帳 2026年9月") && page.contains("manager"));
        let hide = [("act", "hide"), ("version", "3")];
        app.post(&acts).by(&app.hashi.manager).form(&hide).send().await.expect(303);
        assert!(!front(app, Locale::Ja).await.contains("抹茶の定期販売"));
    }

    async fn a_preview_shows_what_is_typed_and_keeps_nothing(app: &TestApp) {
        let typed = [&CASE[..], &[("step", "preview")]].concat();
        let page = app.post("/front").by(&app.hashi.manager).form(&typed).send().await.expect(200).text();
        assert!(page.contains("これは<strong>「実績」</strong>です。") && page.contains("value=\"１,２４０\""), "{page}");
        assert!(!page.contains("<script>alert"));
        let list = app.get("/front").by(&app.hashi.manager).send().await.expect(200).text();
        assert!(list.contains("まだ何もありません"));
    }

    async fn questions_stand_in_their_order(app: &TestApp) {
        let faq = |title: &str| json!({ "kind": "faq", "texts": { "ja": { "title": title, "body": "はい。" } } });
        let mut all = Vec::new();
        for title in ["質問一", "質問二", "質問三"] {
            let item = made(app, faq(title)).await;
            all.push(act(app, &item, "publish", 200).await);
        }
        act(app, &all[2], "raise", 200).await;
        act(app, &all[2], "raise", 200).await;
        act(app, &all[2], "raise", 200).await;
        let page = front(app, Locale::Ja).await;
        let place = |title: &str| page.find(title).unwrap_or_else(|| panic!("{title} is not in {page}"));
        assert!(place("質問三") < place("質問一") && place("質問一") < place("質問二"));
        let lower = format!("/front/{}/act", all[2]["id"].as_str().expect("id"));
        let done = app.post(&lower).by(&app.hashi.manager).form(&[("act", "lower")]).send().await.expect(303);
        assert_eq!(done.location(), "/front?kind=faq");
        let list = app.get("/api/v1/front-items?kind=faq").by(&app.hashi.auditor).send().await.expect(200).json();
        let titles: Vec<&str> = list["items"].as_array().expect("items").iter().filter_map(|one| one["title"].as_str()).collect();
        assert_eq!(titles, ["質問一", "質問三", "質問二"]);
    }

    async fn a_column_has_its_page_and_the_inquiry_remembers_it(app: &TestApp) {
        let none = app.get("/n/hashi/columns").send().await.expect(200).text();
        assert!(none.contains("コラムはまだありません"));
        let (id, slug) = column(app, &app.hashi, "tea-101").await;
        for path in ["/n/hashi/columns", "/n/hashi"] {
            assert!(app.get(path).send().await.expect(200).text().contains("/n/hashi/columns/tea-101"), "{path}");
        }
        let page = app.get("/n/hashi/columns/tea-101").send().await.expect(200).text();
        assert!(page.contains("<strong>本文</strong>です。") && page.contains("/n/hashi/inquiry?column=tea-101"), "{page}");
        for wrong in ["/n/hashi/columns/other", "/n/kawa/columns/tea-101", "/n/nobody/columns"] {
            app.get(wrong).send().await.expect(404);
        }
        // A column that led to the form is kept, another page of ours is not, nor what is no address.
        let site = "http://kakehashi.test/n/hashi";
        let kept = "name=\"referrer\" value=\"http://kakehashi.test/n/hashi/columns/tea-101\"";
        let form = app.get("/n/hashi/inquiry?column=tea-101").header("referer", site).send().await.expect(200).text();
        assert!(form.contains(kept), "{form}");
        let form = app.get("/n/hashi/inquiry").header("referer", &format!("{site}/columns/tea-101")).send().await;
        assert!(form.expect(200).text().contains(kept));
        for query in ["", "?column=", "?column=%22%3E", "?column=../x"] {
            let form = app.get(&format!("/n/hashi/inquiry{query}")).header("referer", site).send().await.expect(200).text();
            assert!(form.contains("name=\"referrer\" value=\"\""), "{query}: {form}");
        }
        let item = app.get(&format!("/api/v1/front-items/{id}")).by(&app.hashi.manager).send().await.expect(200).json();
        act(app, &item, "hide", 200).await;
        app.get(&format!("/n/hashi/columns/{slug}")).send().await.expect(404);
        let twice = json!({ "kind": "column", "slug": slug });
        app.post("/api/v1/front-items").by(&app.hashi.manager).json(&twice).send().await.expect(409);
        made_elsewhere(app, &twice).await;
    }

    async fn what_cannot_be_read_comes_back_and_a_stale_version_too(app: &TestApp) {
        let wrong = [
            ("kind", "case"), ("title_ja", "題"), ("units", "many"), ("first_month", "spring"),
            ("evidence_url", "javascript:alert(1)"), ("body_en", "kept"),
        ];
        let page = app.post("/front").by(&app.hashi.manager).form(&wrong).send().await.expect(422).text();
        for said in ["href=\"#units\"", "href=\"#first_month\"", "href=\"#evidence_url\"", "value=\"many\"", "kept</textarea>"] {
            assert!(page.contains(said), "{said} is not in {page}");
        }
        app.post("/front").by(&app.hashi.manager).form(&[("kind", "poem")]).send().await.expect(422);
        app.get("/api/v1/front-items?kind=poem").by(&app.hashi.manager).send().await.expect(422);
        let long = json!({ "kind": "faq", "texts": { "ja": { "title": "長".repeat(121), "body": "x" } } });
        app.post("/api/v1/front-items").by(&app.hashi.manager).json(&long).send().await.expect(422);
        let item = made(app, json!({ "kind": "faq" })).await;
        act(app, &item, "publish", 422).await;
        act(app, &item, "hide", 409).await;
        act(app, &item, "burn", 422).await;
        let path = format!("/api/v1/front-items/{}", item["id"].as_str().expect("id"));
        let text = json!({ "version": 1, "texts": { "en": { "title": "Fees?", "body": "None." } } });
        let edited = app.call(actix_web::http::Method::PUT, &path).by(&app.hashi.manager).json(&text).send().await.expect(200).json();
        assert_eq!((&edited["version"], &edited["texts"]["en"]["title"]), (&json!(2), &json!("Fees?")));
        let stale = app.call(actix_web::http::Method::PUT, &path).by(&app.hashi.owner).json(&text).send().await.expect(409);
        assert_eq!(stale.json()["type"], "urn:kakehashi:error:stale");
        act(app, &item, "publish", 409).await;
        act(app, &edited, "publish", 200).await;
    }

    async fn contents_are_the_operators_and_of_one_network(app: &TestApp) {
        let (id, _) = column(app, &app.hashi, "tea-101").await;
        let (page, api) = (format!("/front/{id}"), format!("/api/v1/front-items/{id}"));
        let act = format!("{page}/act");
        for stranger in [&app.hashi.brand, &app.hashi.kol, &app.hashi.finance] {
            for path in ["/front", "/front/new", &page, &api] {
                app.get(path).by(stranger).send().await.expect(403);
            }
        }
        for reader in [&app.hashi.auditor, &app.hashi.reviewer] {
            app.get(&page).by(reader).send().await.expect(200);
            app.post(&page).by(reader).form(&CASE).send().await.expect(403);
            app.post("/front").by(reader).form(&CASE).send().await.expect(403);
            app.post(&act).by(reader).form(&[("act", "hide"), ("version", "2")]).send().await.expect(403);
        }
        for path in [&page, &api] {
            app.get(path).by(&app.kawa.manager).send().await.expect(404);
        }
        app.post(&page).by(&app.kawa.manager).form(&CASE).send().await.expect(404);
        app.post(&act).by(&app.kawa.manager).form(&[("act", "hide"), ("version", "2")]).send().await.expect(404);
        app.get("/n/hashi/columns/tea-101").send().await.expect(200);
    }

    async fn throwaway_mailboxes_are_told_so_and_a_domain_has_its_limit(app: &TestApp) {
        let body = |email: &str| json!({
            "kind": "kol", "name": "李娜", "email": email, "consent": true, "locale": "zh-Hans",
        });
        let path = "/api/v1/networks/hashi/inquiries";
        let said = [
            (Locale::Ja, "使い捨てのメールアドレスはご利用いただけません"),
            (Locale::ZhHans, "不支持一次性邮箱"),
            (Locale::En, "Throwaway email addresses are not accepted"),
        ];
        for (locale, said) in said {
            let fields = [("kind", "kol"), ("name", "李娜"), ("email", "x@box.mailinator.com"), ("consent", "on"), ("step", "confirm")];
            let page = app.post("/n/hashi/inquiry").language(locale).form(&fields).send().await.expect(422).text();
            assert!(page.contains(said) && page.contains("x@box.mailinator.com"), "{page}");
        }
        app.post(path).json(&body("x@yopmail.com")).send().await.expect(422);
        assert!(leads(app, &app.hashi).await.is_empty());
        // Requests of one mail domain are counted together, wherever they come from; others go on.
        let network = app.app.directory.by_slug(&app.app, "hashi").expect("network");
        let key = format!("{} tea.example", network.id);
        for _ in 0..20 {
            app.app.limits.count(&app.app.limits.mail_domain, &key).expect("within the limit");
        }
        let refused = app.post(path).json(&body("a@tea.example")).send().await.expect(429);
        assert_eq!(refused.json()["type"], "urn:kakehashi:error:too-often");
        app.post(path).json(&body("a@coffee.example")).send().await.expect(201);
        app.post("/api/v1/networks/kawa/inquiries").json(&body("a@tea.example")).send().await.expect(201);
    }
}

async fn made_elsewhere(app: &TestApp, body: &Value) {
    app.post("/api/v1/front-items").by(&app.kawa.manager).json(body).send().await.expect(201);
}
