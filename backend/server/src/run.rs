//! Putting the product together and running it.

use std::sync::Arc;

use actix_web::HttpServer;
use domain::Result;
use store::Store;

use crate::app::App;
use crate::clock::Clock;
use crate::config::Settings;
use crate::error::broken;
use crate::http::limit::Limits;
use crate::keys::{Effort, Keys};
use crate::mail::{Signer, Smtp, Transport};
use crate::platform::badge::Badges;
use crate::platform::worker::Worker;
use crate::tenancy::directory::Directory;
use crate::together::Together;

/// The product as the settings describe it; the schema is brought up to date.
///
/// # Errors
/// `Broken` when the data folder, the keys or the database cannot be opened.
pub fn assemble(settings: Settings) -> Result<Arc<App>> {
    let folder = settings.folder();
    std::fs::create_dir_all(&folder).map_err(broken)?;
    let store = Store::open(&settings.database_url(), settings.connections)?;
    store.migrate()?;
    let signer = signer(&settings)?;
    let transport = match &settings.smtp {
        Some(url) => Transport::Smtp(Arc::new(Smtp::at(url, signer)?)),
        None => Transport::Files(folder.join("mails"), signer),
    };
    Ok(Arc::new(App {
        store,
        clock: Arc::new(Clock::System),
        keys: Keys::new(Keys::secret_in(&folder)?, Effort::Real)?,
        limits: Limits::new(settings.limit_factor.max(1)),
        settings,
        transport,
        directory: Directory::default(),
        orders: Together::default(),
        messages: Together::default(),
        clicks: Together::default(),
        badges: Badges::default(),
    }))
}

/// What signs mails, where a key was given.
fn signer(settings: &Settings) -> Result<Option<Arc<Signer>>> {
    let Some(path) = &settings.dkim_key else { return Ok(None) };
    let key = std::fs::read_to_string(path).map_err(broken)?;
    let told = |told: &Option<String>| told.clone().unwrap_or_default();
    let (selector, domain) = (told(&settings.dkim_selector), told(&settings.dkim_domain));
    Ok(Some(Arc::new(Signer::new(&key, &selector, &domain)?)))
}

/// Answers requests until a signal says stop; then everything that was taken is finished first.
///
/// # Errors
/// `Broken` when the address cannot be listened on.
pub fn serve(app: &Arc<App>, worker: bool, ready: impl FnOnce(&str)) -> Result<()> {
    crate::http::health::count();
    let mut worker = worker.then(|| Worker::start(Arc::clone(app))).transpose()?;
    let shared = Arc::clone(app);
    let outcome = actix_web::rt::System::new().block_on(async move {
        let settings = shared.settings.clone();
        let mut server = HttpServer::new({
            let shared = Arc::clone(&shared);
            move || crate::http::service(Arc::clone(&shared))
        })
        .shutdown_timeout(20)
        .backlog(2_048);
        if let Some(workers) = settings.workers {
            server = server.workers(workers);
        }
        let server = server.bind(&settings.listen).map_err(broken)?;
        let listening = server.addrs().first().map(ToString::to_string).unwrap_or_default();
        ready(&listening);
        server.run().await.map_err(broken)
    });
    if let Some(worker) = &mut worker {
        worker.stop();
    }
    app.store.stop();
    outcome
}
