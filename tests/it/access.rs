//! Who may what: every route, walked by every kind of caller. The printed table is under version
//! control; a new route changes it, and so does a wider door.

mod body;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use actix_web::http::Method;
use domain::access::Member;
use domain::commissions::split::{Bearer, PartnerKind};
use serde_json::json;

use self::body::body;
use crate::app::{Engine, Reply, TestApp, World};
use crate::makers;

/// Routes that are the same for everybody or that end the caller's own session.
const OPEN: &[&str] = &["/session", "/language", "/assets/app", "/healthz", "/readyz", "/metrics"];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// Every route that is not the same for everybody.
fn routes() -> Vec<(String, Method)> {
    let open = |path: &str| OPEN.iter().any(|open| path.starts_with(open));
    every_route().into_iter().filter(|(path, _)| !open(path)).collect()
}

/// Every route that the sources register, as `(path, method)`.
pub fn every_route() -> Vec<(String, Method)> {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../backend/server/src"), &mut files);
    let mut all = Vec::new();
    for file in files {
        let text = fs::read_to_string(file).expect("text");
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for part in text.split(".route(").skip(1) {
            let part = part.trim_start();
            let Some((path, rest)) = part.strip_prefix('"').and_then(|part| part.split_once('"'))
            else {
                continue;
            };
            let Some(method) = rest.split("web::").nth(1).and_then(|rest| rest.split('(').next())
            else {
                continue;
            };
            let method: Method = method.to_uppercase().parse().expect("a method");
            all.push((path.to_owned(), method));
        }
    }
    all.sort_by_key(|(path, method)| (path.clone(), method.to_string()));
    all.dedup();
    all
}

/// One thing of each kind in the first network, by the beginning of the paths that name it.
pub async fn things(app: &TestApp) -> Vec<(&'static str, String)> {
    let world = &app.hashi;
    let market = makers::orders::market(app);
    let product = makers::catalogue::published(app, world, "ACC-001", "2980", "18");
    let drafted =
        makers::catalogue::submitted(app, world, makers::catalogue::draft("ACC-002", "980", "10"));
    let sample = makers::samples::asked(app, world, product);
    let lead = makers::leads::lead(app, world, "tanaka@example.jp");
    let task = json!({ "title": "walk", "due_on": "2026-11-30" });
    let tasks = format!("/api/v1/leads/{lead}/tasks");
    let task = app.post(&tasks).by(&world.manager).json(&task).send().await.expect(201).json();
    let task = task["id"].as_str().expect("a task").to_owned();
    let (item, column) = makers::materials::column(app, world, "walk-through").await;
    let (material, version) = makers::materials::uploaded(app, world, "walk", "ja").await;
    let mails = app.get("/api/v1/mails").by(&world.manager).send().await.expect(200).json();
    let suppression = makers::leads::suppressed(app, world, "gone@example.jp").await;
    let order = makers::orders::sold(app, "A-1", "MRN-001", "3980", &market.shop.coupon).await;
    let order = order["id"].as_str().expect("an order").to_owned();
    let whole = format!("/api/v1/orders/{order}");
    let whole = app.get(&whole).by(&world.manager).send().await.expect(200).json();
    let import = app
        .post("/imports")
        .by(&world.manager)
        .multipart(&[], &[("file", "orders.csv", b"Name,Email\n#1,a@b.example\n")])
        .send()
        .await
        .expect(303)
        .location();
    let import = import.trim_start_matches("/imports/").split('?').next().expect("id").to_owned();
    let profile = serde_json::json!({
        "name": "walk", "source": "walk", "dates": "year", "zone": "Asia/Tokyo", "currency": "JPY",
        "columns": { "number": ["N"], "placed_at": ["D"], "sku": ["S"], "unit_price": ["P"] },
    });
    let profile = app.post("/api/v1/order-profiles").by(&world.manager).json(&profile).send().await;
    let profile = profile.expect(201).json()["id"].as_str().expect("a profile").to_owned();
    let listings = app.get("/api/v1/listings").by(&world.kol).send().await.expect(200).json();
    let listing = listings["items"][0]["id"].as_str().expect("a listing").to_owned();
    let picture = app.get(&format!("/api/v1/products/{product}")).by(&world.brand).send().await;
    let picture = picture.expect(200).json()["picture"].as_str().unwrap_or_default().to_owned();
    let picture = picture.rsplit('/').next().unwrap_or_default().to_owned();
    let (adjustment, fee) = beside(app).await;
    let (of, part) = ((PartnerKind::Referrer, Bearer::Network), "1");
    let partner = makers::partners::agreed(app, of, &world.other_kol, &world.kol, part);
    let partner = partner.id.to_string();
    let rule = serde_json::json!({
        "name": "All", "terms": { "pay": { "percent": 1 }, "rounding": "down", "reduced_by": [] },
    });
    let rule = app.post("/api/v1/commission-rules").by(&world.manager).json(&rule).send().await;
    let rule = rule.expect(201).json()["id"].as_str().expect("a rule").to_owned();
    let case =
        json!({ "kind": "claim", "reason": "missing", "lines": [{ "line": 1, "quantity": 1 }] });
    let case = app
        .post(&format!("/api/v1/orders/{order}/cases"))
        .by(&world.manager)
        .json(&case)
        .send()
        .await;
    let case = case.expect(201).json()["id"].as_str().expect("a case").to_owned();
    let form = [("name", "Shop"), ("source", "shop"), ("profile", "kakehashi")];
    let endpoint =
        app.post("/webhooks").by(&world.manager).form(&form).send().await.expect(200).text();
    let start = endpoint.find("/webhooks/whk_").expect("an endpoint") + "/webhooks/".len();
    let endpoint = endpoint[start..start + 30].to_owned();
    // Unsigned: it is refused, and noted.
    let refused = app.post(&format!("/api/v1/webhooks/{endpoint}")).json(&json!({})).send().await;
    refused.expect(401);
    let noted = format!("/api/v1/webhooks/{endpoint}/deliveries");
    let noted = app.get(&noted).by(&world.manager).send().await.expect(200).json();
    let delivery = noted["items"][0]["id"].as_str().expect("a message").to_owned();
    let compare = json!({ "source": "x", "from": "2026-11-01T00:00:00Z", "until": "2026-11-02T00:00:00Z", "orders": [] });
    let compare = app.post("/api/v1/orders/compare").by(&world.manager).json(&compare).send().await;
    let compare = compare.expect(201).json()["id"].as_str().expect("a comparison").to_owned();
    let (group, session) = taking_part(app).await;
    let month = "2026-11".to_owned();
    let account = domain::ledger::account::AccountCode::KolAvailable(world.kol.organization);
    let account = account.id(world.network, domain::Currency::Jpy).to_string();
    let hold = makers::ledger::held(app, &world.kol);
    let commission = &whole["lines"][0]["commission"]["id"];
    let commission = commission.as_str().expect("a commission").to_owned();
    vec![
        ("/api/v1/catalogue/", product.to_string()),
        ("/catalogue/", product.to_string()),
        ("/api/v1/products/", drafted.id.to_string()),
        ("/products/", drafted.id.to_string()),
        ("/reviews/", drafted.id.to_string()),
        ("/api/v1/samples/", sample.id.to_string()),
        ("/samples/", sample.id.to_string()),
        ("/api/v1/leads/", lead.to_string()),
        ("/leads/", lead.to_string()),
        ("/api/v1/suppressions/", suppression.clone()),
        ("/suppressions/", suppression),
        ("/api/v1/materials/", material.clone()),
        ("/materials/", material.clone()),
        ("{material}", material),
        ("/api/v1/front-items/", item.clone()),
        ("/front/", item),
        ("{column}", column),
        ("{version}", version),
        ("/api/v1/mails/", mails["items"][0]["id"].as_str().expect("a mail").to_owned()),
        ("/mails/", mails["items"][0]["id"].as_str().expect("a mail").to_owned()),
        ("/api/v1/orders/", order.clone()),
        ("/orders/", order),
        ("/api/v1/adjustments/", adjustment.clone()),
        ("/adjustments/", adjustment),
        ("/api/v1/partners/", partner.clone()),
        ("/partners/", partner),
        ("/api/v1/fees/", fee.clone()),
        ("/fees/", fee),
        ("/ledger/entries/", entry_of(&whole)),
        ("/api/v1/commission-rules/", rule.clone()),
        ("/rules/", rule),
        ("/api/v1/kol-groups/", group.clone()),
        ("/kol-groups/", group),
        ("/api/v1/kols/", world.other_kol.organization.to_string()),
        ("/kols/", world.other_kol.organization.to_string()),
        ("/api/v1/live-sessions/", session.clone()),
        ("/live/", session),
        ("/api/v1/ledger/entries/", entry_of(&whole)),
        ("/ledger/accounts/", account.clone()),
        ("/api/v1/ledger/accounts/", account),
        ("/api/v1/ledger/holds/", hold.clone()),
        ("/ledger/holds/", hold),
        ("/explain/{kind}/", commission.clone()),
        ("/api/v1/explanations/{kind}/", commission),
        ("{kind}", "commission".to_owned()),
        ("/api/v1/imports/", import.clone()),
        ("/imports/", import),
        ("/api/v1/order-profiles/", profile.clone()),
        ("/order-profiles/", profile),
        ("/api/v1/listings/", listing.clone()),
        ("/storefront/listings/", listing.clone()),
        ("/assets/pictures/", picture.clone()),
        ("/api/v1/statements/", month.clone()),
        ("{month}", month),
        ("{side}", "kols".to_owned()),
        ("{organization}", world.kol.organization.to_string()),
        ("{storefront}", "rin".to_owned()),
        ("{listing}", listing),
        ("{case}", case),
        ("{endpoint}", endpoint),
        ("{delivery}", delivery),
        ("/stock/", drafted.id.to_string()),
        ("/api/v1/stock-shortages/", "sts_01jd0000000000000000000000".to_owned()),
        ("/stock-shortages/", "sts_01jd0000000000000000000000".to_owned()),
        ("{task}", task),
        ("{act}", "settle".to_owned()),
        ("{compare}", compare),
        ("{row}", "cmr_01jd0000000000000000000000".to_owned()),
        ("{network}", "hashi".to_owned()),
        ("{slug}", "hashi".to_owned()),
        ("{template}", "lead.materials".to_owned()),
        ("{locale}", "ja".to_owned()),
        ("{token}", "nobody-has-this-token".to_owned()),
        ("{code}", format!("ha{}", market.shop.code)),
        ("/n/{slug}/pictures/", picture),
    ]
}

/// A group of KOLs and a live session.
async fn taking_part(app: &TestApp) -> (String, String) {
    let world = &app.hashi;
    let group = json!({ "name": "walk" });
    let group = app.post("/api/v1/kol-groups").by(&world.manager).json(&group).send().await;
    let session = json!({
        "platform": "douyin", "title": "walk", "starts_at": "2026-11-02T20:00",
        "ends_at": "2026-11-02T22:00",
    });
    let session = app.post("/api/v1/live-sessions").by(&world.kol).json(&session).send().await;
    let id = |made: Reply| made.expect(201).json()["id"].as_str().map(str::to_owned);
    (id(group).expect("a group"), id(session).expect("a session"))
}

/// A correction that waits and a fee that was agreed.
async fn beside(app: &TestApp) -> (String, String) {
    let world = &app.hashi;
    let (kol, brand) = (world.kol.organization, world.brand.organization);
    let adjustment = serde_json::json!({
        "kol": kol, "amount": "100", "currency": "JPY", "reason": "other", "text": "walk",
    });
    let fee = serde_json::json!({
        "kind": "slot", "kol": kol, "brand": brand, "title": "walk", "amount": "100",
        "currency": "JPY", "ends_on": "2026-12-31",
    });
    let mut ids = Vec::new();
    for (path, body) in [("/api/v1/adjustments", adjustment), ("/api/v1/fees", fee)] {
        let made = app.post(path).by(&world.manager).json(&body).send().await.expect(201).json();
        ids.push(made["id"].as_str().expect("id").to_owned());
    }
    let fee = ids.pop().expect("a fee");
    (ids.pop().expect("an adjustment"), fee)
}

/// The first journal entry that an order's document names.
fn entry_of(order: &serde_json::Value) -> String {
    let text = order.to_string();
    let start = text.find("jnl_").expect("an entry");
    text[start..start + 30].to_owned()
}

/// The path with its placeholders filled in.
pub fn filled(path: &str, things: &[(&str, String)]) -> String {
    let mut filled = path.to_owned();
    for place in ["{id}", "{product}", "{listing}"] {
        if let Some(before) = path.split(place).next().filter(|_| path.contains(place))
            && let Some((_, id)) = things.iter().find(|(of, _)| *of == before)
        {
            filled = filled.replace(place, id);
        }
    }
    for (place, value) in things.iter().filter(|(place, _)| place.starts_with('{')) {
        filled = filled.replace(place, value);
    }
    assert!(!filled.contains('{'), "nobody can try {path}: {filled}");
    filled
}

pub fn callers(world: &World) -> [(&'static str, Option<&Member>); 10] {
    [
        ("nobody", None),
        ("brand", Some(&world.brand)),
        ("brand2", Some(&world.other_brand)),
        ("kol", Some(&world.kol)),
        ("kol2", Some(&world.other_kol)),
        ("review", Some(&world.reviewer)),
        ("finance", Some(&world.finance)),
        ("auditor", Some(&world.auditor)),
        ("manager", Some(&world.manager)),
        ("owner", Some(&world.owner)),
    ]
}

async fn status(app: &TestApp, path: &str, method: &Method, me: Option<&Member>) -> u16 {
    let mut call = app.call(method.clone(), path);
    if let Some(me) = me {
        call = call.by(me);
    }
    if *method == Method::POST || *method == Method::PUT {
        call = if path.starts_with("/api") {
            call.json(&body(path)).header("idempotency-key", "walk")
        } else {
            call.form(&[("act", "pause")])
        };
    }
    call.send().await.status.as_u16()
}

#[actix_web::test]
async fn every_route_is_walked_by_every_caller() {
    let app = TestApp::new(Engine::Sqlite).expect("SQLite");
    let things = things(&app).await;
    let (home, away) = (callers(&app.hashi), callers(&app.kawa));
    let mut table = format!("{:<6} {:<62}", "", "");
    for (name, _) in &home {
        let _ = write!(table, " {name:>7}");
    }
    table.push('\n');
    let mut leaks = Vec::new();
    for (path, method) in routes() {
        let real = filled(&path, &things);
        let names_a_thing = path.contains('{')
            && !path.starts_with("/n/")
            && !path.starts_with("/r/")
            && !path.starts_with("/api/v1/networks/")
            // A product's new contents are read whole before the product is looked up.
            && method != Method::PUT
            && path != "/api/v1/statements/{month}"
            && !path.contains("{locale}")
            && !path.ends_with("/{side}.csv");
        let _ = write!(table, "{:<6} {path:<62}", method.as_str());
        for ((name, me), (_, stranger)) in home.iter().zip(&away) {
            // The stranger comes first: what the own member does may change the thing.
            let theirs = status(&app, &real, &method, *stranger).await;
            let ours = status(&app, &real, &method, *me).await;
            let closed = matches!(theirs, 401 | 403 | 404) || (theirs == 303 && stranger.is_none());
            if names_a_thing && !closed {
                leaks.push(format!("{method} {path}: {theirs} for {name} of another network"));
            }
            // The limit per address counts by the machine's clock: whether it is reached is chance.
            let ours = if ours == 429 { 422 } else { ours };
            let _ = write!(table, " {ours:>7}");
        }
        table.push('\n');
    }
    assert!(leaks.is_empty(), "another network's thing must be missing:\n{}", leaks.join("\n"));
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("it/access.txt");
    if std::env::var_os("KAKEHASHI_UPDATE").is_some() {
        fs::write(&file, &table).expect("the table");
    }
    assert!(
        table == fs::read_to_string(&file).unwrap_or_default(),
        "who may what has changed; KAKEHASHI_UPDATE=1 writes it anew:\n{table}"
    );
    app.leave();
}
