//! Live sessions: planned, confirmed, held, and reckoned by what their links sold.

use domain::id::LiveSessionId;
use serde_json::{Value, json};
use server::platform::maintain::maintain;

use crate::app::{TestApp, stories};
use crate::makers::orders::{Shop, body, click, findings, market, send};

fn draft(title: &str) -> Value {
    json!({
        "platform": "douyin", "title": title, "note": "新茶",
        "starts_at": "2026-11-02T20:00", "ends_at": "2026-11-02T22:00",
    })
}

/// A session of the first KOL.
pub(crate) async fn planned(app: &TestApp, title: &str) -> Value {
    app.post("/api/v1/live-sessions")
        .by(&app.hashi.kol)
        .json(&draft(title))
        .send()
        .await
        .expect(201)
        .json()
}

fn path(session: &Value) -> String {
    format!("/api/v1/live-sessions/{}", session["id"].as_str().expect("id"))
}

/// A link of a session, without the network's own characters.
async fn link(app: &TestApp, session: &Value) -> String {
    let wanted = json!({ "channel": "douyin", "session": session["id"] });
    let made =
        app.post("/api/v1/links").by(&app.hashi.kol).json(&wanted).send().await.expect(201).json();
    assert_eq!(made["session"], session["id"]);
    made["code"].as_str().expect("code")[2..].to_owned()
}

async fn sold(app: &TestApp, number: &str, claim: (&str, &str)) -> Value {
    let mut order = body(number, "MRN-001", "10000");
    order[claim.0] = claim.1.into();
    order["placed_at"] = app.app.now().to_string().into();
    order["paid_at"] = order["placed_at"].clone();
    let key: String = number.bytes().map(|byte| format!("{byte:02x}")).collect();
    send(app, &app.hashi.manager, &key, &order).await.expect(201).json()
}

async fn tell(app: &TestApp, order: &Value, kind: &str) -> Value {
    let path = format!("/api/v1/orders/{}/events", order["id"].as_str().expect("id"));
    let event = json!({ "kind": kind, "external_id": kind, "at": app.app.now().to_string() });
    app.post(&path).by(&app.hashi.manager).json(&event).send().await.expect(201).json()
}

stories! {
    async fn a_kol_plans_a_session_the_operator_confirms_it_and_it_is_held(app: &TestApp) {
        let world = &app.hashi;
        let made = planned(app, "春の新茶").await;
        assert_eq!((&made["status"], &made["starts_at"]), (&json!("draft"), &json!("2026-11-02T11:00:00Z")));
        let at = path(&made);
        let acts = format!("{at}/acts");
        let act = |act: &'static str, version: i64| json!({ "act": act, "version": version });
        let mut changed = draft("夏の新茶");
        changed["version"] = 1.into();
        app.post(&at).by(&world.kol).json(&changed).send().await.expect(200);
        app.post(&at).by(&world.kol).json(&changed).send().await.expect(409);
        app.post(&acts).by(&world.kol).json(&act("start", 2)).send().await.expect(409);
        app.post(&acts).by(&world.kol).json(&act("plan", 2)).send().await.expect(200);
        // A KOL cannot confirm what it planned.
        app.post(&acts).by(&world.kol).json(&act("schedule", 3)).send().await.expect(403);
        app.post(&acts).by(&world.finance).json(&act("schedule", 3)).send().await.expect(403);
        app.post(&acts).by(&world.manager).json(&act("schedule", 3)).send().await.expect(200);
        // The KOL is told in its language; of its own acts it knows.
        let mails = app.get("/api/v1/mails").by(&world.manager).send().await.expect(200).json();
        assert_eq!(mails["items"].as_array().map(Vec::len), Some(1), "{mails}");
        assert_eq!(mails["items"][0]["subject"], "【直播】“夏の新茶”排期已确认");
        changed["version"] = 4.into();
        app.post(&at).by(&world.kol).json(&changed).send().await.expect(409);
        app.post(&acts).by(&world.kol).json(&act("start", 4)).send().await.expect(200);
        app.post(&acts).by(&world.kol).json(&act("start", 4)).send().await.expect(409);
        let over = app.post(&acts).by(&world.kol).json(&act("end", 5)).send().await.expect(200).json();
        assert_eq!((&over["status"], &over["title"]), (&json!("ended"), &json!("夏の新茶")));
        let list = app.get("/live").by(&world.kol).send().await.expect(200).text();
        assert!(list.contains("夏の新茶") && list.contains("已结束"), "{list}");
        let page = app.get(&format!("/live/{}", made["id"].as_str().expect("id"))).by(&world.auditor).send().await.expect(200).text();
        assert!(page.contains("夏の新茶") && !page.contains("<form method=\"post\" action=\"/live"), "{page}");
    }

    async fn pages_of_sessions_keep_what_was_typed(app: &TestApp) {
        market(app);
        let world = &app.hashi;
        let empty = app.get("/live").by(&world.manager).send().await.expect(200).text();
        assert!(empty.contains("ライブ配信はまだありません"));
        let kol = world.kol.organization.to_string();
        let wrong = [("kol", kol.as_str()), ("platform", "radio"), ("title", "<茶>"), ("starts_at", "2026-11-02T20:00"), ("ends_at", "2026-11-02T19:00")];
        let back = app.post("/live/new").by(&world.manager).form(&wrong).send().await.expect(422).text();
        assert!(back.contains("&#60;茶&#62;") && back.contains("2026-11-02T19:00"), "{back}");
        let mut right = wrong;
        (right[1].1, right[4].1) = ("douyin", "2026-11-02T22:00");
        let made = app.post("/live/new").by(&world.manager).form(&right).send().await.expect(303).location();
        let page = made.split('?').next().expect("path").to_owned();
        // The KOL finds on it what to do, on a phone as well.
        let shown = app.get(&page).by(&world.kol).send().await.expect(200).text();
        assert!(shown.contains("提交排期") && shown.contains("生成链接"), "{shown}");
        let id = page.trim_start_matches("/live/").to_owned();
        let made = app.post("/links").by(&world.kol).form(&[("session", id.as_str()), ("channel", "douyin"), ("listing", "")]).send().await.expect(303);
        assert_eq!(made.location(), format!("{page}?done=link-made"));
        let shown = app.get(&page).by(&world.kol).send().await.expect(200).text();
        assert!(shown.contains("data-copy=\"http://kakehashi.test/r/ha"), "{shown}");
        assert!(app.get("/links").by(&world.kol).send().await.expect(200).text().contains("&#60;茶&#62;"));
        let edited = [("version", "1"), ("platform", "douyin"), ("title", "秋"), ("starts_at", "2026-11-02T20:00"), ("ends_at", "2026-11-02T22:00")];
        app.get(&format!("{page}/edit")).by(&world.kol).send().await.expect(200);
        app.post(&format!("{page}/edit")).by(&world.kol).form(&edited).send().await.expect(303);
        app.post(&format!("{page}/edit")).by(&world.kol).form(&edited).send().await.expect(409);
        let act = |act: &'static str, version: &'static str, reason: &'static str| {
            let form = [("act", act), ("version", version), ("reason", reason)];
            app.post(&format!("{page}/act")).by(&world.kol).form(&form).send()
        };
        act("cancel", "2", " ").await.expect(422);
        act("cancel", "2", "台风").await.expect(303);
        act("plan", "3", "").await.expect(409);
        let shown = app.get(&page).by(&world.manager).send().await.expect(200).text();
        assert!(shown.contains("台风") && shown.contains("中止"), "{shown}");
        app.post("/links").by(&world.kol).form(&[("session", id.as_str()), ("channel", "douyin")]).send().await.expect(409);
    }

    async fn what_is_no_session_or_anothers_is_told_and_nothing_is_kept(app: &TestApp) {
        market(app);
        let world = &app.hashi;
        let made = planned(app, "x").await;
        let at = path(&made);
        for stranger in [&world.other_kol, &app.kawa.kol, &app.kawa.manager] {
            app.get(&at).by(stranger).send().await.expect(404);
            app.post(&format!("{at}/acts")).by(stranger).json(&json!({ "act": "plan", "version": 1 })).send().await.expect(404);
            let mut changed = draft("mine");
            changed["version"] = 1.into();
            app.post(&at).by(stranger).json(&changed).send().await.expect(404);
        }
        app.get(&at).by(&world.brand).send().await.expect(403);
        app.post("/api/v1/live-sessions").by(&world.brand).json(&draft("x")).send().await.expect(403);
        app.post("/api/v1/live-sessions").by(&world.finance).json(&draft("x")).send().await.expect(403);
        for (field, value) in [
            ("title", json!("")), ("title", json!("あ".repeat(81))), ("platform", json!("radio")), ("starts_at", json!("tonight")),
            ("ends_at", json!("2026-11-02T20:00")), ("ends_at", json!("2026-11-09T20:00")), ("note", json!("x".repeat(1_001))),
        ] {
            let mut wrong = draft("x");
            wrong[field] = value;
            let told = app.post("/api/v1/live-sessions").by(&world.kol).json(&wrong).send().await.expect(422).json();
            assert_eq!(told["errors"][0]["field"], field, "{told}");
        }
        // The operator names the KOL; a brand is none, nor is another network's.
        for kol in [String::new(), world.brand.organization.to_string(), app.kawa.kol.organization.to_string()] {
            let mut wrong = draft("x");
            wrong["kol"] = kol.into();
            app.post("/api/v1/live-sessions").by(&world.manager).json(&wrong).send().await.expect(422);
        }
        // Another KOL's link cannot be of it.
        let wanted = json!({ "channel": "douyin", "session": made["id"] });
        app.post("/api/v1/links").by(&world.other_kol).json(&wanted).send().await.expect(404);
        let nobody = json!({ "channel": "douyin", "session": LiveSessionId::new().to_string() });
        app.post("/api/v1/links").by(&world.kol).json(&nobody).send().await.expect(404);
        let list = app.get("/api/v1/live-sessions").by(&world.manager).send().await.expect(200).json();
        assert_eq!(list["items"].as_array().map(Vec::len), Some(1));
        let others = app.get("/api/v1/live-sessions").by(&world.other_kol).send().await.expect(200).json();
        assert_eq!(others["items"], json!([]));
    }

    async fn orders_through_a_sessions_links_are_of_it_and_a_rule_asks_for_them(app: &TestApp) {
        let market = market(app);
        let made = planned(app, "春の新茶").await;
        let rule = json!({
            "name": "Tonight", "conditions": { "sessions": [made["id"]] },
            "terms": { "pay": { "percent": 300_000 }, "rounding": "half_up", "reduced_by": [] },
        });
        app.post("/api/v1/commission-rules").by(&app.hashi.manager).json(&rule).send().await.expect(201);
        let code = link(app, &made).await;
        let coded = sold(app, "#1", ("link_code", &code)).await;
        assert_eq!(coded["lines"][0]["session"], made["id"]);
        assert_eq!(coded["lines"][0]["commission"]["rate"], "30");
        let shop = Shop { code: code.clone(), ..market.shop.clone() };
        let clicked = click(app, &app.hashi, &shop, app.app.now());
        let clicked = sold(app, "#2", ("click", &clicked.to_string())).await;
        assert_eq!((&clicked["lines"][0]["session"], &clicked["lines"][0]["commission"]["rate"]), (&made["id"], &json!("30")));
        // The KOL's other sales are of no session.
        let other = sold(app, "#3", ("coupon", "RIN10")).await;
        assert_eq!((&other["lines"][0]["session"], &other["lines"][0]["commission"]["rate"]), (&Value::Null, &json!("15")));
        let page = app.get(&format!("/orders/{}", coded["id"].as_str().expect("id"))).by(&app.hashi.manager).send().await.expect(200).text();
        assert!(page.contains("ライブ配信：春の新茶"), "{page}");
        for member in [&app.hashi.kol, &app.hashi.auditor] {
            let read = app.get(&path(&made)).by(member).send().await.expect(200).json();
            assert_eq!((&read["clicks"], &read["orders"]), (&json!(1), &json!(2)));
            assert_eq!(read["amounts"], json!([{ "currency": "JPY", "sales": "20000", "refunded": "0", "kol_commission": "4800" }]));
        }
        let mut example = json!({ "example": {
            "sku": "MRN-001", "kol": app.hashi.kol.organization.to_string(), "currency": "JPY",
            "unit_price": "10000", "quantity": 1, "session": made["id"],
        } });
        let tried = app.post("/api/v1/commission-rules/try").by(&app.hashi.manager).json(&example).send().await.expect(200).json();
        assert_eq!(tried["considered"][0]["wins"], true);
        example["example"]["session"] = LiveSessionId::new().to_string().into();
        app.post("/api/v1/commission-rules/try").by(&app.hashi.manager).json(&example).send().await.expect(422);
        assert_eq!(findings(app), Vec::<String>::new());
    }

    async fn a_session_with_many_returns_is_held_longer_than_its_kols_other_sales(app: &TestApp) {
        market(app);
        let terms = [("threshold", "30"), ("least_lines", "2"), ("window_days", "90"), ("long_days", "45")];
        app.post("/return-rates").by(&app.hashi.manager).form(&terms).send().await.expect(303);
        let made = planned(app, "春の新茶").await;
        let code = link(app, &made).await;
        let kept = sold(app, "#1", ("link_code", &code)).await;
        let back = sold(app, "#2", ("link_code", &code)).await;
        let mut usual = Vec::new();
        for number in ["#3", "#4", "#5", "#6"] {
            usual.push(sold(app, number, ("coupon", "RIN10")).await);
        }
        app.advance(3_600);
        tell(app, &kept, "delivered").await;
        tell(app, &usual[0], "delivered").await;
        tell(app, &back, "refund").await;
        let done = maintain(&app.app, app.app.now()).expect("clocks");
        assert_eq!(done.holdings_changed, 1);
        let payable = |order: &Value| {
            let path = format!("/api/v1/orders/{}", order["id"].as_str().expect("id"));
            app.get(&path).by(&app.hashi.manager).send()
        };
        let arrived = app.app.now();
        let read = payable(&kept).await.expect(200).json();
        assert_eq!(read["lines"][0]["commission"]["payable_at"], arrived.plus_days(45).to_string());
        let read = payable(&usual[0]).await.expect(200).json();
        assert_eq!(read["lines"][0]["commission"]["payable_at"], arrived.plus_days(30).to_string());
        // What comes later is held as long as its session says.
        let later = sold(app, "#7", ("link_code", &code)).await;
        let told = tell(app, &later, "delivered").await;
        assert_eq!(told["lines"][0]["commission"]["payable_at"], arrived.plus_days(45).to_string());
        let told = tell(app, &usual[1], "delivered").await;
        assert_eq!(told["lines"][0]["commission"]["payable_at"], arrived.plus_days(30).to_string());
        let page = app.get("/return-rates").by(&app.hashi.manager).send().await.expect(200).text();
        assert!(page.contains("春の新茶") && page.contains("延長中"), "{page}");
        let read = app.get(&path(&made)).by(&app.hashi.kol).send().await.expect(200).json();
        assert_eq!((&read["products"][0]["returned"], &read["products"][0]["held_longer"]), (&json!(1), &json!(true)));
        // With many more sales that stay the session is held as usual again.
        for number in ["#8", "#9", "#10"] {
            sold(app, number, ("link_code", &code)).await;
        }
        app.advance(90_000);
        let done = maintain(&app.app, app.app.now()).expect("clocks");
        assert_eq!(done.holdings_changed, 1);
        let read = payable(&kept).await.expect(200).json();
        assert_eq!(read["lines"][0]["commission"]["payable_at"], arrived.plus_days(30).to_string());
        assert_eq!(findings(app), Vec::<String>::new());
    }
}
