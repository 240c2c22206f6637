//! The schema: up, down, up; alike on both engines; rows that cannot be changed or leave their network.

use store::Store;

use crate::app::{Engine, TestApp};

fn round_trip(store: &Store) -> Vec<String> {
    let first = store.columns().expect("columns");
    store.revert_all().expect("down");
    let bare = store.columns().expect("columns");
    assert!(bare.iter().all(|column| column.starts_with("__diesel")), "left over: {bare:?}");
    let migrated = store.migrate().expect("up");
    assert!(!migrated.applied.is_empty());
    assert_eq!(store.columns().expect("columns"), first);
    assert_eq!(store.migrate().expect("again").applied.len(), 0);
    first
}

#[test]
fn migrations_go_up_down_and_up_to_the_same_schema_on_both_engines() {
    let folder = tempfile::tempdir().expect("folder");
    let url = format!("sqlite:{}", folder.path().join("a.db").display());
    let sqlite = Store::open(&url, 1).expect("store");
    sqlite.migrate().expect("up");
    let columns = round_trip(&sqlite);
    assert_eq!(sqlite.health().expect("health").pending, 0);
    let Some(app) = TestApp::bare(Engine::Postgres) else { return };
    let names = |all: Vec<String>| -> Vec<String> {
        all.into_iter().filter(|name| !name.starts_with("__diesel")).collect()
    };
    assert_eq!(names(round_trip(&app.store)), names(columns));
    let health = app.store.health().expect("health");
    assert!(health.rows_secured, "the tests' role must be bound by row-level security");
}
