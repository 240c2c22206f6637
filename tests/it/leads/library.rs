//! The library of materials: uploading, approving, handing out.

use domain::Locale;
use domain::leads::inquiry::{Inquiry, LeadKind};
use serde_json::{Value, json};

use crate::app::{TestApp, stories};
use crate::makers::leads::{ask, inquiry, link, mails};
use crate::makers::materials::{act, approved, made, pdf, uploaded, version};

/// Somebody asked; the page of their link.
async fn page(app: &TestApp, locale: Locale, kind: LeadKind, email: &str) -> String {
    let inquiry = Inquiry { kind, ..inquiry(email) };
    ask(app, &app.hashi, locale, inquiry).expect("inquiry");
    let link = link(&mails(app, &app.hashi).await[0]);
    app.get(&link).send().await.expect(200).text()
}

async fn whole(app: &TestApp, id: &str) -> Value {
    let path = format!("/api/v1/materials/{id}");
    app.get(&path).by(&app.hashi.manager).send().await.expect(200).json()
}

stories! {
    async fn a_version_is_uploaded_submitted_approved_and_handed_out(app: &TestApp) {
        let form = [("name", "料金表"), ("kind", "price_list"), ("audience", "manufacturer")];
        let done = app.post("/materials").by(&app.hashi.manager).form(&form).send().await.expect(303);
        let place = done.location();
        let place = place.split('?').next().expect("a page");
        let empty = app.get(place).by(&app.hashi.manager).send().await.expect(200).text();
        assert!(empty.contains("まだ版がありません") && empty.contains("料金表"));
        let file = pdf("one");
        let fields = [("locale", "ja"), ("note", "送料を追加"), ("valid_until", "2026-11-30")];
        let upload = app.post(&format!("{place}/versions")).by(&app.hashi.manager);
        let done = upload.multipart(&fields, &[("file", "../料金表.pdf", &file)]).send().await.expect(303);
        assert!(done.location().ends_with("?done=material-uploaded"));
        let id = place.trim_start_matches("/materials/");
        let draft = whole(app, id).await["versions"][0].clone();
        assert_eq!((&draft["number"], &draft["status"], &draft["file_name"]), (&json!(1), &json!("draft"), &json!("料金表.pdf")));
        assert_eq!(draft["valid_until"], "2026-11-30T15:00:00Z");
        let digest: String = domain::leads::library::digest(&file).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(draft["sha256"], digest);

        // Nothing of it is handed out before somebody else approved it.
        let closed = page(app, Locale::Ja, LeadKind::Manufacturer, "a@b.example").await;
        assert!(closed.contains("紹介資料を開く（PDF）") && !closed.contains("料金表"), "{closed}");
        let version = draft["id"].as_str().expect("id");
        let moves = format!("{place}/versions/{version}/act");
        let step = |act: &'static str, seen: &'static str| [("act", act), ("version", seen)];
        app.post(&moves).by(&app.hashi.manager).form(&step("submit", "1")).send().await.expect(303);
        let own = app.post(&moves).by(&app.hashi.manager).form(&step("approve", "2")).send().await.expect(409);
        assert!(own.text().contains("ご自身で登録した版は承認できません"));
        app.post(&moves).by(&app.hashi.reviewer).form(&step("approve", "2")).send().await.expect(303);
        let list = app.get("/materials").by(&app.hashi.reviewer).send().await.expect(200).text();
        assert!(list.contains("第1版"), "{list}");

        let open = page(app, Locale::Ja, LeadKind::Manufacturer, "c@b.example").await;
        assert!(open.contains("料金表") && open.contains("第1版") && open.contains("紹介資料を開く（PDF）"), "{open}");
        let href = open.split("href=\"").find(|part| part.contains("/files/mat_")).expect("a file");
        let href = href.split('"').next().expect("address");
        let sent = app.get(href).send().await.expect(200);
        assert_eq!(sent.body, file);
        assert_eq!(sent.headers.get("content-type").expect("type"), "application/pdf");
        assert_eq!(sent.headers.get("x-content-type-options").expect("guard"), "nosniff");
        let staff = format!("{place}/versions/{version}/file");
        assert_eq!(app.get(&staff).by(&app.hashi.auditor).send().await.expect(200).body, file);
        // Another language and another kind of visitor have none of it.
        for (locale, kind, email) in [
            (Locale::En, LeadKind::Manufacturer, "d@b.example"),
            (Locale::Ja, LeadKind::Kol, "e@b.example"),
        ] {
            assert!(!page(app, locale, kind, email).await.contains("料金表"));
        }
        // After its last day it is not handed out any more.
        app.advance(30 * 86_400);
        assert!(!page(app, Locale::Ja, LeadKind::Manufacturer, "f@b.example").await.contains("料金表"));
        app.get(href).send().await.expect(410);
        let page = app.get(place).by(&app.hashi.manager).send().await.expect(200).text();
        for said in ["期限切れ", "送料を追加", "承認を申請", "manager", "reviewer"] {
            assert!(page.contains(said), "{said} is not in {page}");
        }
    }

    async fn a_newer_version_takes_its_place_on_its_day(app: &TestApp) {
        let id = made(app, &app.hashi, "料金表").await;
        let first = approved(app, &app.hashi, &id, &[("locale", "ja")], "one").await;
        assert_eq!(first["status"], "approved");
        let fields = [("locale", "ja"), ("valid_from", "2026-11-05")];
        approved(app, &app.hashi, &id, &fields, "two").await;
        let offered = |app| page(app, Locale::Ja, LeadKind::Manufacturer, "a@b.example");
        assert!(offered(app).await.contains("第1版"));
        app.advance(4 * 86_400);
        let done = server::platform::maintain::maintain(&app.app, app.app.now()).expect("the clocks");
        assert_eq!(done.materials_superseded, 1);
        assert!(offered(app).await.contains("第2版"));
        let versions = whole(app, &id).await["versions"].clone();
        assert_eq!((&versions[0]["status"], &versions[1]["status"]), (&json!("approved"), &json!("superseded")));
        // A version of today overtakes at once; one that is withdrawn leaves nothing behind.
        let third = approved(app, &app.hashi, &id, &[("locale", "ja")], "three").await;
        assert_eq!(whole(app, &id).await["versions"][1]["status"], "superseded");
        act(app, &app.hashi.manager, (&id, &third), "withdraw").await;
        app.advance(86_400);
        assert!(!offered(app).await.contains("料金表"));
        let list = app.get("/api/v1/materials").by(&app.hashi.auditor).send().await.expect(200).json();
        assert_eq!(list["items"][0]["versions"], json!([]));
    }

    async fn what_is_no_pdf_or_no_date_comes_back_with_what_was_typed(app: &TestApp) {
        let id = made(app, &app.hashi, "料金表").await;
        let (page, api) = (format!("/materials/{id}/versions"), format!("/api/v1/materials/{id}/versions"));
        let fields = [("locale", "ja"), ("note", "改定"), ("valid_from", "5 Nov"), ("valid_until", "2026-11-01")];
        let html = b"<html><script>alert(1)</script>%PDF-".to_vec();
        let back = app.post(&page).by(&app.hashi.manager).multipart(&fields, &[("file", "a.pdf", &html)]).send().await;
        let back = back.expect(422).text();
        for said in ["PDFとして読み取れません", "日付の形式が正しくありません", "改定</textarea>", "href=\"#file\"", "value=\"5 Nov\""] {
            assert!(back.contains(said), "{said} is not in {back}");
        }
        let mut large = pdf("large");
        large.resize(domain::leads::library::FILE_BYTES + 1, b' ');
        let file = pdf("x");
        for (fields, file, field, code) in [
            (vec![("locale", "ja")], large.as_slice(), "file", "material-too-large"),
            (vec![("locale", "ja")], &[][..], "file", "field-required"),
            (vec![("locale", "fr")], file.as_slice(), "locale", "choice-unknown"),
            (vec![("locale", "ja"), ("valid_until", "2026-11-01")], file.as_slice(), "valid_until", "material-span"),
        ] {
            let call = app.post(&api).by(&app.hashi.manager).multipart(&fields, &[("file", "a.pdf", file)]);
            let problem = call.send().await.expect(422).json();
            assert!(problem.to_string().contains(field) && problem.to_string().contains(code), "{problem}");
        }
        app.post(&api).by(&app.hashi.manager).json(&json!({})).send().await.expect(422);
        assert_eq!(whole(app, &id).await["versions"], json!([]));
        let twice = json!({ "name": "料金表", "kind": "terms", "audience": "kol" });
        app.post("/api/v1/materials").by(&app.hashi.manager).json(&twice).send().await.expect(409);
        let back = app.post("/materials").by(&app.hashi.manager).form(&[("name", "料金表"), ("kind", "terms"), ("audience", "kol")]);
        assert!(back.send().await.expect(409).text().contains("同じ名前の資料"));
        let wrong = json!({ "name": " ", "kind": "poem", "audience": "bank" });
        let problem = app.post("/api/v1/materials").by(&app.hashi.manager).json(&wrong).send().await.expect(422).text();
        assert!(["name", "kind", "audience"].iter().all(|field| problem.contains(field)), "{problem}");
    }

    async fn a_version_moves_only_as_its_rules_say(app: &TestApp) {
        let id = made(app, &app.hashi, "条件").await;
        let draft = version(app, &app.hashi, &id, &[("locale", "ja")], "one").await;
        let version = draft["id"].as_str().expect("id");
        let acts = format!("/api/v1/materials/{id}/versions/{version}/acts");
        let step = |act: &str, note: &str, version: i64| json!({ "act": act, "note": note, "version": version });
        let send = |me, body: Value| {
            let acts = acts.clone();
            async move { app.post(&acts).by(me).json(&body).send().await }
        };
        let (manager, owner) = (&app.hashi.manager, &app.hashi.owner);
        send(owner, step("approve", "", 1)).await.expect(409);
        send(owner, step("submit", "", 7)).await.expect(409);
        for wrong in ["supersede", "burn", ""] {
            send(owner, step(wrong, "", 1)).await.expect(422);
        }
        send(&app.hashi.reviewer, step("submit", "", 1)).await.expect(403);
        send(manager, step("submit", "", 1)).await.expect(200);
        let stale = send(owner, step("approve", "", 1)).await.expect(409);
        assert_eq!(stale.json()["type"], "urn:kakehashi:error:stale");
        send(owner, step("send_back", " ", 2)).await.expect(422);
        let back = send(owner, step("send_back", "税込表示にしてください", 2)).await.expect(200).json();
        assert_eq!((&back["status"], &back["acts"]), (&json!("draft"), &json!(["submit", "withdraw"])));
        let page = app.get(&format!("/materials/{id}")).by(manager).send().await.expect(200).text();
        assert!(page.contains("税込表示にしてください"));
        send(manager, step("withdraw", "", 3)).await.expect(200);
        send(manager, step("submit", "", 4)).await.expect(409);
    }

    async fn materials_are_the_operators_and_of_one_network(app: &TestApp) {
        let (id, version) = uploaded(app, &app.hashi, "条件", "ja").await;
        let (other, _) = uploaded(app, &app.kawa, "条件", "ja").await;
        let file = pdf("x");
        let uploads = format!("/materials/{id}/versions");
        for stranger in [&app.hashi.brand, &app.hashi.kol, &app.hashi.finance] {
            for path in ["/materials", &format!("/materials/{id}"), "/api/v1/materials", &format!("/materials/{id}/holders")] {
                app.get(path).by(stranger).send().await.expect(403);
            }
            app.post(&uploads).by(stranger).multipart(&[("locale", "ja")], &[("file", "a.pdf", &file)]).send().await.expect(403);
        }
        app.post(&uploads).by(&app.hashi.auditor).multipart(&[("locale", "ja")], &[("file", "a.pdf", &file)]).send().await.expect(403);
        let away = &app.kawa.manager;
        app.post(&uploads).by(away).multipart(&[("locale", "ja")], &[("file", "a.pdf", &file)]).send().await.expect(404);
        for path in [
            format!("/materials/{id}"), format!("/api/v1/materials/{id}"), format!("/materials/{id}/holders"),
            format!("/materials/{id}/holders.csv"), format!("/materials/{id}/versions/{version}/file"),
        ] {
            app.get(&path).by(away).send().await.expect(404);
            app.get(&path).send().await.expect(if path.starts_with("/api") { 401 } else { 303 });
        }
        let body = json!({ "act": "withdraw", "version": 1 });
        app.post(&format!("/api/v1/materials/{id}/versions/{version}/acts")).by(away).json(&body).send().await.expect(404);
        // A version of another material is none of this one.
        app.post(&format!("/api/v1/materials/{other}/versions/{version}/acts")).by(away).json(&body).send().await.expect(404);
        assert_eq!(whole(app, &id).await["versions"][0]["status"], "draft");
    }
}
