//! Groups of KOLs: kept by staff, asked for by rules, remembered as they were.

use domain::access::Member;
use serde_json::{Value, json};

use crate::app::{TestApp, stories};
use crate::makers::orders::{self, market, send};

/// A group as the API answered it.
pub(crate) async fn group(app: &TestApp, name: &str) -> Value {
    let body = json!({ "name": name, "note": "walk" });
    let made = app.post("/api/v1/kol-groups").by(&app.hashi.manager).json(&body).send().await;
    made.expect(201).json()
}

/// Adds a KOL to a group or removes it, and answers the group.
async fn moved(app: &TestApp, group: &Value, act: &str, kol: &Member) -> Value {
    let path = format!("/api/v1/kol-groups/{}/acts", group["id"].as_str().expect("id"));
    let body =
        json!({ "act": act, "version": group["version"], "kols": [kol.organization.to_string()] });
    app.post(&path).by(&app.hashi.manager).json(&body).send().await.expect(200).json()
}

/// An order that is placed at this very moment.
async fn sold(app: &TestApp, number: &str, coupon: &str) -> Value {
    let mut body = orders::body(number, "MRN-002", "10000");
    (body["coupon"], body["placed_at"]) = (coupon.into(), app.app.now().to_string().into());
    body["paid_at"] = body["placed_at"].clone();
    let key: String = number.bytes().map(|byte| format!("{byte:02x}")).collect();
    send(app, &app.hashi.manager, &key, &body).await.expect(201).json()
}

stories! {
    async fn a_rule_holds_for_those_who_were_in_the_group_at_the_time(app: &TestApp) {
        market(app);
        let gold = group(app, "Gold").await;
        let rule = json!({
            "name": "Gold pays more", "conditions": { "groups": [gold["id"]] },
            "terms": { "pay": { "percent": 300_000 }, "rounding": "half_up", "reduced_by": [] },
        });
        app.post("/api/v1/commission-rules").by(&app.hashi.manager).json(&rule).send().await.expect(201);
        let rate = |order: &Value| order["lines"][0]["commission"]["rate"].clone();
        assert_eq!(rate(&sold(app, "#1", "RIN10").await), "15");
        app.advance(60);
        let gold = moved(app, &gold, "add", &app.hashi.kol).await;
        assert_eq!(gold["count"], 1);
        let inside = sold(app, "#2", "RIN10").await;
        assert_eq!(rate(&inside), "30");
        assert_eq!(rate(&sold(app, "#3", "MEI10").await), "15");
        // Who is tried with an example sees why, too.
        let example = json!({ "example": {
            "sku": "MRN-002", "kol": app.hashi.other_kol.organization.to_string(), "currency": "JPY",
            "unit_price": "10000", "quantity": 1,
        } });
        let told = app.post("/api/v1/commission-rules/try").by(&app.hashi.manager).json(&example).send().await.expect(200).json();
        assert_eq!(told["considered"][0]["missed"], json!(["group"]));
        app.advance(60);
        let joined = app.app.now();
        let gold = moved(app, &gold, "remove", &app.hashi.kol).await;
        assert_eq!(gold["count"], 0);
        assert_eq!(rate(&sold(app, "#4", "RIN10").await), "15");
        // An order of before that comes late is of the group all the same.
        let mut late = orders::body("#5", "MRN-002", "10000");
        (late["coupon"], late["placed_at"]) = ("RIN10".into(), joined.plus_seconds(-30).to_string().into());
        late["paid_at"] = late["placed_at"].clone();
        let late = send(app, &app.hashi.manager, "late", &late).await.expect(201).json();
        assert_eq!(rate(&late), "30");
        // The page of the order still says why, whatever became of the group.
        let page = app.get(&format!("/orders/{}", inside["id"].as_str().expect("id"))).by(&app.hashi.manager).send().await.expect(200).text();
        assert!(page.contains("KOLグループ：Gold"), "{page}");
        // The month is replayed as it was, too.
        let body = json!({ "month": "2026-11", "rule": { "name": "More", "conditions": { "groups": [gold["id"]], "kols": [app.hashi.kol.organization.to_string()] },
            "terms": { "pay": { "percent": 400_000 }, "rounding": "half_up", "reduced_by": [] } } });
        let replay = app.post("/api/v1/commission-rules/replay").by(&app.hashi.finance).json(&body).send().await.expect(200).json();
        assert_eq!((&replay["lines"], &replay["changed"]), (&json!(5), &json!(2)));
    }

    async fn a_group_is_kept_renamed_archived_and_exported(app: &TestApp) {
        let world = &app.hashi;
        let empty = app.get("/kol-groups").by(&world.manager).send().await.expect(200).text();
        assert!(empty.contains("グループはまだありません"));
        let made = app.post("/kol-groups").by(&world.manager).form(&[("name", "=春の<茶>"), ("note", "")]).send().await.expect(303);
        let rules = app.get("/rules/new").by(&world.manager).send().await.expect(200).text();
        assert!(rules.contains("=春の&#60;茶&#62;</label>"), "a rule names groups by their names: {rules}");
        let page = made.location().split('?').next().expect("path").to_owned();
        let shown = app.get(&page).by(&world.manager).send().await.expect(200).text();
        assert!(shown.contains("春の&#60;茶&#62;"), "{shown}");
        let kol = world.kol.organization.to_string();
        let act = |act: &'static str, version: &'static str, who: String| {
            let form = [("act", act), ("version", version), ("kols", who.as_str()), ("name", "Tea"), ("note", "n")];
            app.post(&format!("{page}/act")).by(&world.manager).form(&form).send()
        };
        act("add", "1", kol.clone()).await.expect(303);
        // Somebody who still looks at the page of before is told; nothing happens twice.
        act("add", "1", kol.clone()).await.expect(409);
        act("add", "2", kol.clone()).await.expect(303);
        let file = app.get("/kol-groups.csv").by(&world.auditor).send().await.expect(200).text();
        assert_eq!(file.lines().count(), 2, "{file}");
        assert!(file.contains("'=春の<茶>") && file.contains(&kol));
        act("rename", "3", String::new()).await.expect(303);
        act("archive", "4", String::new()).await.expect(303);
        let back = act("add", "5", kol.clone()).await.expect(409).text();
        assert!(back.contains("アーカイブ済みのグループは変更できません"), "{back}");
        act("restore", "5", String::new()).await.expect(303);
        act("remove", "6", kol.clone()).await.expect(303);
        let list = app.get("/api/v1/kol-groups").by(&world.finance).send().await.expect(200).json();
        assert_eq!((&list["items"][0]["name"], &list["items"][0]["count"]), (&json!("Tea"), &json!(0)));
        let detail = app.get(&page.replace("/kol-groups", "/api/v1/kol-groups")).by(&world.finance).send().await.expect(200).json();
        assert_eq!(detail["members"].as_array().map(Vec::len), Some(1));
        assert_eq!(app.raw().texts("SELECT kind AS value FROM audit_events WHERE kind LIKE 'group.%'").expect("rows").len(), 7);
    }

    async fn what_cannot_be_a_group_is_told_and_not_kept(app: &TestApp) {
        let world = &app.hashi;
        let gold = group(app, "Gold").await;
        let long = "あ".repeat(61);
        for (name, status) in [("", 422), (long.as_str(), 422), ("Gold", 409)] {
            let body = json!({ "name": name });
            app.post("/api/v1/kol-groups").by(&world.manager).json(&body).send().await.expect(status);
            app.post("/kol-groups").by(&world.manager).form(&[("name", name)]).send().await.expect(status);
        }
        let body = json!({ "name": "Silver" });
        for member in [&world.finance, &world.kol, &world.brand] {
            app.post("/api/v1/kol-groups").by(member).json(&body).send().await.expect(403);
        }
        app.get("/kol-groups").by(&world.kol).send().await.expect(403);
        let path = format!("/api/v1/kol-groups/{}", gold["id"].as_str().expect("id"));
        app.get(&path).by(&app.kawa.manager).send().await.expect(404);
        app.get("/api/v1/kol-groups/grp_x").by(&world.manager).send().await.expect(404);
        let acts = format!("{path}/acts");
        for kols in [
            json!([]), json!(["org_x"]), json!([world.brand.organization.to_string()]),
            json!([app.kawa.kol.organization.to_string()]),
            json!(vec![world.kol.organization.to_string(); 201]),
        ] {
            let body = json!({ "act": "add", "version": 1, "kols": kols });
            app.post(&acts).by(&world.manager).json(&body).send().await.expect(422);
            app.post(&acts).by(&app.kawa.manager).json(&body).send().await.expect(404);
        }
        let wrong = json!({ "act": "explode", "version": 1 });
        app.post(&acts).by(&world.manager).json(&wrong).send().await.expect(422);
        // A rule asks only for groups of the own network.
        let foreign = app.post("/api/v1/kol-groups").by(&app.kawa.manager).json(&body).send().await.expect(201).json();
        let rule = json!({ "name": "x", "conditions": { "groups": [foreign["id"]] }, "terms": { "pay": { "percent": 1 }, "rounding": "down", "reduced_by": [] } });
        let told = app.post("/api/v1/commission-rules").by(&world.manager).json(&rule).send().await.expect(422).json();
        assert_eq!(told["errors"][0]["field"], "conditions.groups");
        assert_eq!(app.raw().texts("SELECT CAST(COUNT(*) AS TEXT) AS value FROM kol_group_members").expect("rows")[0].as_str(), "0");
        assert_eq!(app.raw().texts("SELECT CAST(COUNT(*) AS TEXT) AS value FROM kol_groups").expect("rows")[0].as_str(), "2");
    }
}
