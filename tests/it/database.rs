//! Fresh databases of either engine, copied from a migrated one.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{LazyLock, OnceLock};

use store::Store;
use store::testing::Raw;

/// A migrated file that each test copies.
pub static SQLITE_TEMPLATE: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = std::env::temp_dir().join(format!("kakehashi-template-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("folder");
    let file = folder.join("template.db");
    let _ = std::fs::remove_file(&file);
    let store = Store::open(&format!("sqlite:{}", file.display()), 1).expect("store");
    store.migrate().expect("migrations");
    store.stop();
    drop(store);
    // What is left in the journal goes into the file with the last connection.
    file
});

/// The PostgreSQL cluster that stories may make databases in.
pub fn postgres_url() -> Option<String> {
    std::env::var("KAKEHASHI_TEST_POSTGRES").ok().filter(|url| !url.is_empty())
}

pub fn with_database(url: &str, name: &str) -> String {
    let (base, _) = url.rsplit_once('/').expect("a database in the URL");
    format!("{base}/{name}")
}

/// A fresh database, made from a migrated template.
pub fn postgres_database() -> Option<String> {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    static SAID: OnceLock<()> = OnceLock::new();
    let Some(url) = postgres_url() else {
        SAID.get_or_init(|| {
            eprintln!("\n*** SKIPPED on PostgreSQL: KAKEHASHI_TEST_POSTGRES names no server ***\n");
        });
        return None;
    };
    let run = std::process::id();
    let template = format!("kakehashi_template_{run}");
    static TEMPLATE: OnceLock<()> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        store::testing::create_database(&url, &template, None).expect("template database");
        let store = Store::open(&with_database(&url, &template), 1).expect("store");
        store.migrate().expect("migrations");
    });
    let name = format!("kakehashi_{run}_{}", NEXT.fetch_add(1, Ordering::Relaxed));
    store::testing::create_database(&url, &name, Some(&template)).expect("database");
    Some(name)
}

/// A look into a database past the product: every network's rows.
pub fn raw(url: &str) -> Raw {
    let mut raw = Raw::open(url).expect("a connection");
    if url.starts_with("postgres") {
        raw.batch("SET kakehashi.platform = 'on'; SET kakehashi.network = ''").expect("settings");
    }
    raw
}
