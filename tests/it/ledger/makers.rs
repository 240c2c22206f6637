//! What stories about the ledger share: calls, and the database past the product.

use domain::Timestamp;
use domain::access::Member;
use store::testing::Raw;

use crate::app::{Engine, TestApp};
use crate::call::Reply;
pub(super) use crate::makers::ledger::credit;

pub(super) fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).expect("moment")
}

/// Statements of one's own on the story's database.
pub(super) fn raw(app: &TestApp) -> (Raw, Engine) {
    let url = app.app.settings.database_url();
    let engine = match app.app.store.engine_name() {
        "sqlite" => Engine::Sqlite,
        _ => Engine::Postgres,
    };
    let mut raw = Raw::open(&url).expect("database");
    if matches!(engine, Engine::Postgres) {
        raw.batch("SELECT set_config('kakehashi.platform', 'on', false)").expect("reach");
    }
    (raw, engine)
}

/// Takes away what keeps a table from being changed.
pub(super) fn unlock(app: &TestApp, table: &str) -> Raw {
    let (mut raw, engine) = raw(app);
    for act in ["update", "delete"] {
        let on =
            if matches!(engine, Engine::Postgres) { format!(" ON {table}") } else { String::new() };
        raw.batch(&format!("DROP TRIGGER {table}_no_{act}{on}")).expect("unlocked");
    }
    raw
}

pub(super) async fn post(app: &TestApp, me: &Member, path: &str, body: serde_json::Value) -> Reply {
    app.post(path).by(me).json(&body).send().await
}

pub(super) async fn get(app: &TestApp, me: &Member, path: &str) -> serde_json::Value {
    app.get(path).by(me).send().await.expect(200).json()
}

/// What a payee has in a currency, by bucket.
pub(super) async fn bucket(app: &TestApp, kol: &Member, currency: &str, bucket: &str) -> String {
    let path = format!("/api/v1/ledger/balances?party={}", kol.organization);
    let all = get(app, &app.hashi.auditor, &path).await;
    let items = all["items"].as_array().expect("items").clone();
    let found = items.iter().find(|one| one["currency"] == currency).expect("currency");
    found[bucket].as_str().expect("amount").to_owned()
}
