//! The demo fills itself through the rules: what they refuse would keep it from starting.

use server::seed::demo;

use crate::app::{Bare, Engine, TestApp};

fn filled(engine: Engine) {
    let Some(Bare { app, .. }) = TestApp::bare(engine) else { return };
    let logins = demo::fill(&app).expect("the demo");
    assert!(logins.len() > 8, "one login of each role");
    let again = demo::fill(&app).expect("the demo again");
    assert_eq!(again.len(), logins.len(), "one that is there is left as it is");
}

#[test]
fn the_demo_fills_itself_on_sqlite() {
    filled(Engine::Sqlite);
}

#[test]
fn the_demo_fills_itself_on_postgresql() {
    filled(Engine::Postgres);
}
