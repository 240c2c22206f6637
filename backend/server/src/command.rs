//! The command line's commands.

use std::process::ExitCode;
use std::sync::Arc;

use domain::{Error, Result, Timestamp};
use utoipa::OpenApi;

use crate::app::App;
use crate::config::{Command, Settings};
use crate::error::broken;
use crate::http::openapi::Document;
use crate::platform::maintain::maintain;
use crate::platform::worker::Worker;
use crate::run::{assemble, serve};

/// Carries out a command.
///
/// # Errors
/// What went wrong, for the end of the process.
pub fn execute(command: Command) -> Result<ExitCode> {
    match command {
        Command::Demo { json, settings } => demo(settings, json)?,
        Command::Serve { no_worker, settings } => {
            let app = assemble(settings)?;
            serve(&app, !no_worker, |listening| tracing::info!(listening, "ready"))?;
        }
        Command::Worker { settings } => {
            let app = assemble(settings)?;
            Worker::start(Arc::clone(&app))?.wait();
        }
        Command::Migrate { settings } => migrate(&settings)?,
        Command::Maintain { at, settings } => {
            let app = assemble(settings)?;
            let at = match at {
                Some(text) => Timestamp::parse(&text)
                    .ok_or_else(|| Error::Broken(format!("not a moment: {text}")))?,
                None => app.now(),
            };
            say(&serde_json::to_string(&maintain(&app, at)?).map_err(broken)?);
        }
        Command::Check { settings } => return check(&assemble(settings)?),
        Command::Verify { network, settings } => {
            return verify(&assemble(settings)?, network.as_deref());
        }
        Command::Openapi => say(&Document::openapi().to_pretty_json().map_err(broken)?),
        Command::Seed { size, settings } => {
            let app = assemble(settings)?;
            crate::seed::world::fill(&app, &size)?;
            app.store.stop();
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn migrate(settings: &Settings) -> Result<()> {
    std::fs::create_dir_all(settings.folder()).map_err(broken)?;
    let store = store::Store::open(&settings.database_url(), 1)?;
    let migrated = store.migrate()?;
    say(&format!("{} migrations applied", migrated.applied.len()));
    Ok(())
}

fn check(app: &Arc<App>) -> Result<ExitCode> {
    let health = app.store.health()?;
    say(&format!("database: {}", health.engine));
    say(&format!("migrations pending: {}", health.pending));
    say(&format!("rows secured: {}", health.rows_secured));
    let mut sound = health.pending == 0 && health.rows_secured;
    if !health.rows_secured {
        say("the role bypasses row-level security: connect with one that is no superuser");
    }
    for finding in crate::ledger::check::run(app)? {
        sound = false;
        say(&finding);
    }
    Ok(if sound { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn verify(app: &Arc<App>, network: Option<&str>) -> Result<ExitCode> {
    let mut sound = true;
    for (slug, verdict) in crate::ledger::check::verify(app, network)? {
        for line in crate::ledger::check::told(&slug, &verdict) {
            say(&line);
        }
        sound &= verdict.broken.is_none();
    }
    Ok(if sound { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn demo(mut settings: Settings, json: bool) -> Result<()> {
    if settings.data.is_none() {
        let folder = std::env::temp_dir().join(format!("kakehashi-demo-{}", std::process::id()));
        settings.data = Some(folder);
    }
    // The pages of a demo are shown to many from one address.
    settings.limit_factor = settings.limit_factor.max(20);
    let app = assemble(settings)?;
    let logins = crate::seed::demo::fill(&app)?;
    let address = app.settings.site();
    let folder = app.settings.folder().display().to_string();
    let spoken = if json {
        serde_json::json!({ "address": address, "data": folder, "password": crate::seed::demo::PASSWORD, "logins": logins })
            .to_string()
    } else {
        crate::seed::demo::announce(&address, &folder, &logins)
    };
    serve(&app, true, move |_| say(&spoken))
}

/// The command line's own output.
#[allow(clippy::print_stdout)]
fn say(line: &str) {
    println!("{line}");
}
