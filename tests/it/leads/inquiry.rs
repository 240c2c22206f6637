//! Asking for the materials: the form, its traps, what comes of it.

use domain::Locale;
use serde_json::json;

use crate::app::{Reply, TestApp, stories};
use crate::makers::leads::{leads, mails};

const FORM: &str = "/n/hashi/inquiry";
const THANKS: &str = "/n/hashi/inquiry/thanks";

/// The stamp of a fresh form, a while after it was opened.
async fn stamp(app: &TestApp) -> String {
    let page = app.get(FORM).send().await.expect(200).text();
    app.advance(5);
    hidden(&page, "stamp")
}

fn hidden(page: &str, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    let rest = page.split_once(&mark).unwrap_or_else(|| panic!("no {name} in {page}")).1;
    rest.split('"').next().unwrap_or_default().to_owned()
}

fn filled<'a>(stamp: &'a str, step: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("kind", "manufacturer"),
        ("company", "有限会社花冠硝子"),
        ("name", "伊沢 麻衣"),
        ("email", "izawa@hanakanmuri.example"),
        ("phone", "０３-0000-1034"),
        ("category", "craft"),
        ("message", "割れ物の発送について\n教えてください。"),
        ("consent", "on"),
        ("stamp", stamp),
        ("step", step),
    ]
}

fn with<'a>(
    mut fields: Vec<(&'a str, &'a str)>,
    changes: &[(&'a str, &'a str)],
) -> Vec<(&'a str, &'a str)> {
    for (name, value) in changes {
        fields.retain(|(known, _)| known != name);
        fields.push((name, value));
    }
    fields
}

async fn post(app: &TestApp, fields: &[(&str, &str)]) -> Reply {
    app.post(FORM).language(Locale::Ja).form(fields).send().await
}

/// Fills the form and sends it.
async fn send(app: &TestApp, changes: &[(&str, &str)]) -> Reply {
    let stamp = stamp(app).await;
    post(app, &with(filled(&stamp, "send"), changes)).await
}

async fn nothing_is_stored(app: &TestApp) {
    assert!(leads(app, &app.hashi).await.is_empty());
    assert!(mails(app, &app.hashi).await.is_empty());
}

stories! {
    async fn the_form_is_filled_looked_over_and_sent_without_a_script(app: &TestApp) {
        let stamp = stamp(app).await;
        let look = post(app, &filled(&stamp, "confirm")).await.expect(200).text();
        for said in ["入力内容を送信", "修正する", "有限会社花冠硝子", "03-0000-1034", "工芸"] {
            assert!(look.contains(said), "{said} is not in {look}");
        }
        nothing_is_stored(app).await;
        let edit = post(app, &filled(&stamp, "edit")).await.expect(200).text();
        assert!(edit.contains("value=\"有限会社花冠硝子\"") && edit.contains("教えてください。"));
        assert_eq!(hidden(&edit, "stamp"), stamp);
        let sent = post(app, &filled(&stamp, "send")).await.expect(303);
        assert_eq!(sent.location(), THANKS);
        app.get(THANKS).send().await.expect(200);

        let all = leads(app, &app.hashi).await;
        assert_eq!(all.len(), 1);
        assert_eq!(all[0]["status"], "material_sent");
        assert_eq!(all[0]["email"], "izawa@hanakanmuri.example");
        let mails = mails(app, &app.hashi).await;
        assert_eq!(mails.len(), 1);
        assert_eq!(mails[0]["status"], "queued");
        assert_eq!(mails[0]["recipient"], "izawa@hanakanmuri.example");
        // The other network knows nothing of it.
        assert!(leads(app, &app.kawa).await.is_empty());
    }

    async fn each_mail_is_in_its_readers_language_and_carries_the_link(app: &TestApp) {
        let said = [
            (Locale::Ja, "【はし】紹介資料をお届けします", "伊沢 麻衣 様", "2026年11月16日"),
            (Locale::ZhHans, "【桥】介绍资料已送达", "伊沢 麻衣，您好：", "2026年11月16日"),
            (Locale::En, "Hashi: your introduction materials", "Dear 伊沢 麻衣,", "November 16, 2026"),
        ];
        for (locale, subject, greeting, until) in said {
            let stamp = stamp(app).await;
            let email = format!("{}@reader.example", locale.tag().to_lowercase());
            let fields = with(filled(&stamp, "send"), &[("email", &email)]);
            app.post(FORM).language(locale).form(&fields).send().await.expect(303);
            let mail = mails(app, &app.hashi).await.remove(0);
            assert_eq!(mail["recipient"], email);
            assert_eq!(mail["locale"], locale.tag());
            assert_eq!(mail["subject"], subject);
            let text = mail["text"].as_str().expect("text");
            assert!(text.contains(greeting) && text.contains(until), "{text}");
            let link = "http://kakehashi.test/n/hashi/materials/";
            assert!(text.contains(link), "{text}");
            let html = mail["html"].as_str().expect("html");
            assert!(html.contains(&format!("<html lang=\"{locale}\">")) && html.contains(link));
        }
    }

    async fn what_is_missing_is_told_field_by_field_and_nothing_is_stored(app: &TestApp) {
        let stamp = stamp(app).await;
        let fields = [("kind", "manufacturer"), ("message", "こんにちは"), ("stamp", &stamp), ("step", "send")];
        let page = post(app, &fields).await.expect(422).text();
        for field in ["company", "name", "email"] {
            assert!(page.contains(&format!("href=\"#{field}\"")), "{field}: {page}");
        }
        assert!(page.contains("href=\"#consent\"") && page.contains("こんにちは</textarea>"));
        assert_eq!(page.matches("この項目は必須です").count(), 6);
        // Nothing at all, and a form of another kind.
        post(app, &[]).await.expect(422);
        app.post(FORM).bytes("text/plain", b"hello".to_vec()).send().await.expect(422);
        nothing_is_stored(app).await;
    }

    async fn what_is_too_long_or_no_choice_comes_back_as_it_was_typed(app: &TestApp) {
        let long = "長".repeat(2_001);
        let company = "株".repeat(121);
        let changes = [
            ("message", long.as_str()),
            ("company", &company),
            ("email", "izawa at example"),
            ("phone", "call me"),
            ("category", "weapons"),
            ("kind", "bank"),
        ];
        let page = send(app, &changes).await.expect(422).text();
        for field in ["message", "company", "email", "phone", "category", "kind"] {
            assert!(page.contains(&format!("href=\"#{field}\"")), "{field}: {page}");
        }
        assert!(page.contains("2,000文字以内で入力してください。"));
        assert!(page.contains(&long) && page.contains("izawa at example"));
        nothing_is_stored(app).await;
    }

    async fn a_form_of_300_kilobytes_is_not_read(app: &TestApp) {
        let message = "x".repeat(300 * 1_024);
        send(app, &[("message", &message)]).await.expect(413);
        nothing_is_stored(app).await;
    }

    async fn another_encoding_is_seen_and_refused(app: &TestApp) {
        let stamp = stamp(app).await;
        // "田中商店" and "花子" in Shift_JIS.
        let body = format!(
            "kind=manufacturer&company=%93%63%92%86%8F%A4%93%58&name=%89%D4%8E%71&email=a%40b.example\
             &consent=on&stamp={stamp}&step=send"
        );
        let kind = "application/x-www-form-urlencoded; charset=Shift_JIS";
        let page = app.post(FORM).bytes(kind, body.into_bytes()).send().await.expect(422).text();
        assert!(page.contains("文字化け") && page.contains("a@b.example"), "{page}");
        // The same bytes as they are.
        let raw = b"kind=manufacturer&name=\x89\xd4\x8e\x71&step=send".to_vec();
        app.post(FORM).bytes("application/x-www-form-urlencoded", raw).send().await.expect(422);
        nothing_is_stored(app).await;
    }

    async fn what_is_hostile_is_kept_as_text_and_runs_nowhere(app: &TestApp) {
        let changes = [
            ("company", "<script>alert(1)</script>"),
            ("name", "eve\r\nBcc: all@example.jp\u{0}"),
            ("message", "{{ 7*7 }} '\" OR 1=1 --\u{8}"),
        ];
        send(app, &changes).await.expect(303);
        let lead = leads(app, &app.hashi).await.remove(0);
        assert_eq!(lead["company"], "<script>alert(1)</script>");
        assert_eq!(lead["name"], "eve Bcc: all@example.jp");
        let mail = mails(app, &app.hashi).await.remove(0);
        assert!(!mail["html"].as_str().expect("html").contains("<script>"));
        // A name that looks like an address greets nobody: our mails carry no one else's links.
        assert!(!mail["text"].as_str().expect("text").contains("all@example.jp"));
        for place in [
            "/leads".to_owned(),
            format!("/leads/{}", lead["id"].as_str().expect("id")),
            format!("/mails/{}", mail["id"].as_str().expect("id")),
        ] {
            let page = app.get(&place).by(&app.hashi.manager).send().await.expect(200).text();
            assert!(!page.contains("<script>alert"), "{place}: {page}");
        }
    }

    async fn a_program_that_fills_the_hidden_field_is_thanked_and_forgotten(app: &TestApp) {
        let sent = send(app, &[("website", "https://spam.example")]).await.expect(303);
        assert_eq!(sent.location(), THANKS);
        nothing_is_stored(app).await;
    }

    async fn a_form_sent_too_fast_too_late_or_never_opened_comes_back(app: &TestApp) {
        let page = app.get(FORM).send().await.expect(200).text();
        let stamp = hidden(&page, "stamp");
        let again = words::of(Locale::Ja)
            .get("error-form-again", &[])
            .expect("words")
            .into_owned();
        let fast = post(app, &filled(&stamp, "send")).await.expect(422).text();
        assert!(fast.contains(&again) && fast.contains("有限会社花冠硝子"));
        post(app, &filled("", "send")).await.expect(422);
        post(app, &filled("1793581200.forged", "send")).await.expect(422);
        app.advance(86_401);
        let late = post(app, &filled(&stamp, "send")).await.expect(422).text();
        nothing_is_stored(app).await;
        // What came back carries a new stamp.
        let stamp = hidden(&late, "stamp");
        app.advance(2);
        post(app, &filled(&stamp, "send")).await.expect(303);
        assert_eq!(leads(app, &app.hashi).await.len(), 1);
    }

    async fn who_asks_again_is_the_same_lead_and_loses_nothing(app: &TestApp) {
        send(app, &[]).await.expect(303);
        app.advance(3 * 86_400);
        let less = [("company", "花冠硝子"), ("phone", ""), ("email", "IZAWA@HANAKANMURI.EXAMPLE")];
        send(app, &less).await.expect(303);
        let all = leads(app, &app.hashi).await;
        assert_eq!(all.len(), 1);
        assert_eq!(all[0]["company"], "有限会社花冠硝子");
        assert_eq!(all[0]["phone"], "03-0000-1034");
        let mails = mails(app, &app.hashi).await;
        assert_eq!(mails.len(), 2);
        assert!(mails[0]["text"].as_str().expect("text").contains("2026年11月2日にも"));
        assert!(!mails[1]["text"].as_str().expect("text").contains("にもご請求"));
        let path = format!("/api/v1/leads/{}", all[0]["id"].as_str().expect("id"));
        let whole = app.get(&path).by(&app.hashi.manager).send().await.expect(200).json();
        let typed: Vec<_> = whole["submissions"].as_array().expect("all").iter().map(|one| &one["company"]).collect();
        assert_eq!(typed, ["花冠硝子", "有限会社花冠硝子"]);
        // A KOL with the same address is somebody else.
        send(app, &[("kind", "kol"), ("company", "")]).await.expect(303);
        assert_eq!(leads(app, &app.hashi).await.len(), 2);
    }

    async fn the_fourth_request_of_a_day_is_kept_without_a_mail(app: &TestApp) {
        for _ in 0..3 {
            assert_eq!(send(app, &[]).await.expect(303).location(), THANKS);
        }
        let fourth = send(app, &[]).await.expect(303).location();
        assert_eq!(fourth, format!("{THANKS}?mail=held"));
        let page = app.get(&fourth).language(Locale::Ja).send().await.expect(200).text();
        assert!(page.contains(words::of(Locale::Ja).leads_thanks_held()));
        assert_eq!(mails(app, &app.hashi).await.len(), 3);
        assert_eq!(leads(app, &app.hashi).await.len(), 1);
        app.advance(86_400);
        send(app, &[]).await.expect(303);
        assert_eq!(mails(app, &app.hashi).await.len(), 4);
    }

    async fn a_visitor_who_sends_too_often_has_to_wait(app: &TestApp) {
        for _ in 0..12 {
            post(app, &[("step", "send")]).await.expect(422);
        }
        let reply = post(app, &[("step", "send")]).await.expect(429);
        assert!(reply.headers.contains_key("retry-after"));
    }

    async fn where_a_visitor_came_from_is_kept(app: &TestApp) {
        let page = app
            .get("/n/hashi/inquiry?kind=kol&utm_source=%E5%B1%95%E7%A4%BA%E4%BC%9A&utm_medium=qr&page=3")
            .header("referer", "https://column.example/a?b=\"c\"")
            .send()
            .await
            .expect(200)
            .text();
        assert!(page.contains("value=\"kol\" checked"), "{page}");
        assert_eq!(hidden(&page, "campaign"), "utm_source=展示会&#38;utm_medium=qr");
        send(app, &[("campaign", "utm_source=展示会&utm_medium=qr"), ("referrer", "https://column.example/a")])
            .await
            .expect(303);
        let lead = leads(app, &app.hashi).await.remove(0);
        let path = format!("/api/v1/leads/{}", lead["id"].as_str().expect("id"));
        let whole = app.get(&path).by(&app.hashi.manager).send().await.expect(200).json();
        assert_eq!(whole["submissions"][0]["campaign"], "utm_source=展示会&utm_medium=qr");
        assert_eq!(whole["submissions"][0]["referrer"], "https://column.example/a");
        assert_eq!(whole["submissions"][0]["consent_version"], "2026-11");
    }

    async fn a_program_asks_over_the_api_by_the_same_rules(app: &TestApp) {
        let path = "/api/v1/networks/hashi/inquiries";
        let good = json!({
            "kind": "kol", "name": "罗言初", "email": "luo@creators.example", "consent": true, "locale": "zh-Hans",
        });
        let taken = app.post(path).json(&good).send().await.expect(201).json();
        assert_eq!(taken["mailed"], true);
        assert_eq!(mails(app, &app.hashi).await[0]["locale"], "zh-Hans");
        let wrong = json!({ "kind": "kol", "email": "x", "category": "weapons" });
        let problem = app.post(path).json(&wrong).send().await.expect(422).json();
        let fields: Vec<_> = problem["errors"].as_array().expect("errors").iter().map(|one| one["field"].as_str().expect("field")).collect();
        assert_eq!(fields, ["name", "email", "category", "consent"]);
        for malformed in [json!({ "kind": "kol", "admin": true }), json!([]), json!({ "consent": "yes" })] {
            app.post(path).json(&malformed).send().await.expect(422);
        }
        let sjis = b"{\"name\":\"\x89\xd4\"}".to_vec();
        app.post(path).bytes("application/json", sjis).send().await.expect(422);
        let tongue = json!({ "kind": "kol", "name": "a", "email": "a@b.example", "consent": true, "locale": "tlh" });
        app.post(path).json(&tongue).send().await.expect(422);
        app.post("/api/v1/networks/nobody/inquiries").json(&good).send().await.expect(404);
        assert_eq!(leads(app, &app.hashi).await.len(), 1);
    }

    async fn two_requests_at_the_same_moment_make_one_lead(app: &TestApp) {
        let path = "/api/v1/networks/hashi/inquiries";
        let body = json!({ "kind": "kol", "name": "李娜", "email": "li@b.example", "consent": true });
        let ask = || app.post(path).json(&body).send();
        let (one, two) = tokio::join!(ask(), ask());
        one.expect(201);
        two.expect(201);
        assert_eq!(leads(app, &app.hashi).await.len(), 1);
        assert_eq!(mails(app, &app.hashi).await.len(), 2);
    }

    async fn spam_is_answered_like_anybody_and_gets_no_mail(app: &TestApp) {
        send(app, &[]).await.expect(303);
        let lead = leads(app, &app.hashi).await.remove(0);
        let acts = format!("/api/v1/leads/{}/acts", lead["id"].as_str().expect("id"));
        app.post(&acts).by(&app.hashi.manager).json(&json!({ "act": "mark_spam" })).send().await.expect(200);
        assert_eq!(send(app, &[]).await.expect(303).location(), THANKS);
        assert_eq!(mails(app, &app.hashi).await.len(), 1);
        assert_eq!(leads(app, &app.hashi).await[0]["status"], "spam");
    }
}
