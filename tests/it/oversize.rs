//! Bodies that are far too large: refused everywhere, neither kept in memory nor stored.

use std::time::Duration;

use actix_web::http::Method;
use domain::access::Member;

use crate::access::{callers, every_route, filled, things};
use crate::app::{Engine, TestApp};
use crate::call::Call;
use crate::makers::orders::market;
use crate::process::{Product, hand_over};

/// A body that no form and no document needs.
const LARGE: usize = 10_000_000;
/// More than an orders file may be.
const LARGER: usize = 52_500_000;

/// Whoever may use a route as the table of who may what has it: the first of them, and nobody where
/// nobody need be signed in.
fn user<'a>(app: &'a TestApp, path: &str, method: &Method) -> Option<&'a Member> {
    let table = include_str!("access.txt");
    let row = table.lines().find(|line| {
        let mut words = line.split_whitespace();
        words.next() == Some(method.as_str()) && words.next() == Some(path)
    });
    let statuses = row.map(|row| row.split_whitespace().skip(2).collect::<Vec<_>>());
    let may = |place: usize, closed: &[&str]| match &statuses {
        Some(statuses) => !closed.contains(&statuses[place]),
        // The routes of sessions, which the table leaves out.
        None => true,
    };
    let first = |closed: &[&str]| {
        let mut known = callers(&app.hashi).into_iter().enumerate();
        known.find(|(place, (_, me))| me.is_some() && may(*place, closed))
    };
    // A form about a thing that the walk did not name is still read by those whose it is.
    first(&["401", "403", "404"]).or_else(|| first(&["401", "403"])).and_then(|(_, (_, me))| me)
}

/// The same route with each kind of body that is too large for it.
fn calls<'a>(
    app: &'a TestApp,
    path: &str,
    real: &str,
    method: &Method,
) -> Vec<(&'static str, Call<'a>)> {
    let call = || app.call(method.clone(), real);
    let file = if path.ends_with("/imports") { ("file", LARGER) } else { ("picture", LARGE) };
    let (text, bytes) = ("a".repeat(LARGE), vec![b'a'; file.1]);
    let files = [(file.0, "a.bin", bytes.as_slice())];
    if path.ends_with("/imports") || path.ends_with("/picture") {
        let mut calls = vec![("multipart", call().multipart(&[], &files))];
        if path.starts_with("/api") {
            calls.push(("bytes", call().bytes("application/octet-stream", bytes)));
        }
        return calls;
    }
    if path.starts_with("/api") {
        let document = serde_json::json!({ "note": text });
        let call = call().header("idempotency-key", "large");
        return vec![("JSON", call.json(&document))];
    }
    vec![
        ("form", call().form(&[("note", &text)])),
        ("field", call().multipart(&[("note", &text)], &[])),
        ("file", call().multipart(&[], &files)),
    ]
}

/// How many rows each table holds.
fn rows(app: &TestApp) -> Vec<String> {
    let mut raw = app.raw();
    let tables = "SELECT name AS value FROM sqlite_master WHERE type = 'table' \
                  AND name NOT LIKE 'sqlite_%' ORDER BY name";
    let tables = raw.texts(tables).expect("tables");
    let mut count = |table: &String| {
        let sql = format!("SELECT '{table} ' || COUNT(*) AS value FROM {table}");
        raw.texts(&sql).expect("a count").remove(0)
    };
    tables.iter().map(&mut count).collect()
}

#[actix_web::test]
async fn a_body_of_ten_megabytes_is_refused_by_every_route() {
    let app = TestApp::new(Engine::Sqlite).expect("SQLite");
    let things = things(&app).await;
    let before = rows(&app);
    let (mut tried, mut findings) = (0, Vec::new());
    for (path, method) in every_route() {
        if method != Method::POST && method != Method::PUT {
            continue;
        }
        let me = user(&app, &path, &method);
        for (kind, mut call) in calls(&app, &path, &filled(&path, &things), &method) {
            if let Some(me) = me {
                call = call.by(me);
            }
            tried += 1;
            let status = call.send().await.status.as_u16();
            // A form that takes a file says beside it what is wrong, or that it was overtaken.
            let takes = ["/products/", "/materials/"].iter().any(|place| path.starts_with(place))
                || path.ends_with("/picture")
                || path == "/compares";
            if status != 413 && !(takes && kind != "form" && matches!(status, 409 | 422)) {
                findings.push(format!("{method} {path} ({kind}): {status}"));
            }
        }
    }
    assert!(findings.is_empty(), "{}", findings.join("\n"));
    assert!(tried > 50, "{tried}");
    assert_eq!(rows(&app), before);
    app.leave();
}

#[test]
fn large_bodies_do_not_stay_in_memory() {
    let app = TestApp::new(Engine::Sqlite).expect("SQLite");
    market(&app);
    let (token, url) = (app.token(&app.hashi.manager), app.app.settings.database_url());
    let folder = app.into_folder();
    hand_over(folder.path());
    let data = folder.path().display().to_string();
    let arguments = ["--data", &data, "--database", &url, "--listen", "127.0.0.1:0"];
    let product = Product::start(folder.path(), &arguments.map(str::to_owned));
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .timeout_global(Some(Duration::from_secs(20)))
        .http_status_as_error(false)
        .build()
        .into();
    let body = vec![b' '; LARGE];
    let ask = || {
        for path in ["/api/v1/orders", "/session", "/leads/x/act"] {
            let request = agent
                .post(format!("{}{path}", product.site))
                .header("authorization", &format!("Bearer {token}"))
                .header("idempotency-key", "large");
            // Whoever goes on sending after the answer may lose it with the connection.
            if let Ok(answer) = request.send(&body[..]) {
                assert_eq!(answer.status().as_u16(), 413, "{path}");
            }
        }
    };
    (0..5).for_each(|_| ask());
    let before = product.memory();
    (0..20).for_each(|_| ask());
    if let (Some(before), Some(after)) = (before, product.memory()) {
        assert!(after < before + 40, "{before} MiB, then {after} MiB");
    }
    product.stop();
}
