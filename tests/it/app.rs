//! The product in a test: a fresh database of either engine, a clock that can be moved, mails in
//! memory, callers as types.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock};

use actix_web::http::Method;
use actix_web::test::TestRequest;
use domain::Timestamp;
use domain::access::Member;
use server::app::App;
use server::clock::Clock;
use server::config::{Clicks, Settings};
use server::http::limit::Limits;
use server::keys::{Effort, Keys};
use server::mail::{Memory, Transport};
use server::platform::badge::Badges;
use server::tenancy::directory::Directory;
use store::Store;
use store::testing::Raw;

pub use crate::call::{Call, Reply};
use crate::database::{SQLITE_TEMPLATE, postgres_database, postgres_url, with_database};
pub use crate::world::{World, world};

/// The password of everybody in a test.
pub const PASSWORD: &str = "a long enough password";

/// What everything in a test is signed with.
pub const SECRET: [u8; 32] = [7; 32];

/// The moment at which every test begins.
pub fn start() -> Timestamp {
    Timestamp::parse("2026-11-02T01:00:00Z").expect("moment")
}

/// The engine that a story is told on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// Tells a story on both engines: two tests of one name. PostgreSQL is left out, loudly, where there
/// is none.
macro_rules! stories {
    ($($(#[$meta:meta])* async fn $name:ident($app:ident: &TestApp) $body:block)*) => {$(
        mod $name {
            #[allow(unused_imports)]
            use super::*;
            $(#[$meta])*
            async fn story($app: &crate::app::TestApp) $body
            #[actix_web::test]
            async fn sqlite() {
                let app = crate::app::TestApp::new(crate::app::Engine::Sqlite).expect("SQLite");
                story(&app).await;
                app.leave();
            }
            #[actix_web::test]
            async fn postgres() {
                if let Some(app) = crate::app::TestApp::new(crate::app::Engine::Postgres) {
                    story(&app).await;
                    app.leave();
                }
            }
        }
    )*};
}
pub(crate) use stories;

/// The product, running inside the test.
pub struct TestApp {
    /// What handlers share.
    pub app: Arc<App>,
    /// What left by mail.
    pub mails: Arc<Mutex<Memory>>,
    /// The network that most stories play in.
    pub hashi: World,
    /// Another network, which must stay out of sight.
    pub kawa: World,
    /// The data, gone with the story.
    folder: tempfile::TempDir,
}

/// The product without any network.
pub struct Bare {
    pub app: Arc<App>,
    pub store: Store,
    mails: Arc<Mutex<Memory>>,
    folder: tempfile::TempDir,
}

impl TestApp {
    /// The product on a fresh database; `None` where the engine is not there.
    pub fn new(engine: Engine) -> Option<Self> {
        let made = Self::bare(engine)?;
        let app = &made.app;
        let hash: &'static str =
            PASSWORD_HASH.get_or_init(|| app.keys.hash_password(PASSWORD).expect("hash"));
        let hashi = world(app, "hashi", "ha", hash);
        let kawa = world(app, "kawa", "kw", hash);
        let Bare { app, mails, folder, .. } = made;
        Some(Self { app, mails, hashi, kawa, folder })
    }

    /// The product on a fresh database without any network; `None` where the engine is not there.
    pub fn bare(engine: Engine) -> Option<Bare> {
        let folder = tempfile::tempdir().expect("folder");
        let url = match engine {
            Engine::Sqlite => {
                let file = folder.path().join("kakehashi.db");
                std::fs::copy(SQLITE_TEMPLATE.as_path(), &file).expect("copy of the template");
                format!("sqlite:{}", file.display())
            }
            Engine::Postgres => {
                let name = postgres_database()?;
                with_database(&postgres_url()?, &name)
            }
        };
        let mails = Arc::new(Mutex::new(Memory::default()));
        let app = Arc::new(App {
            store: Store::open(&url, 4).expect("store"),
            clock: Arc::new(Clock::at(start())),
            keys: Keys::new(SECRET, Effort::Least).expect("keys"),
            settings: settings(folder.path().to_path_buf(), &url),
            transport: Transport::Memory(Arc::clone(&mails)),
            limits: Limits::new(1),
            directory: Directory::default(),
            orders: server::together::Together::default(),
            messages: server::together::Together::default(),
            clicks: server::together::Together::default(),
            badges: Badges::default(),
        });
        let store = app.store.clone();
        Some(Bare { app, store, mails, folder })
    }

    /// The product on the same data, with other settings and another way for mails.
    pub fn other(&self, settings: Settings, transport: Transport) -> Arc<App> {
        Arc::new(App {
            store: self.app.store.clone(),
            clock: Arc::clone(&self.app.clock),
            keys: Keys::new(SECRET, Effort::Least).expect("keys"),
            settings,
            transport,
            limits: Limits::new(1),
            directory: Directory::default(),
            orders: server::together::Together::default(),
            messages: server::together::Together::default(),
            clicks: server::together::Together::default(),
            badges: Badges::default(),
        })
    }

    /// What left by mail so far.
    pub fn letters(&self) -> Vec<server::mail::Letter> {
        self.mails.lock().expect("mails").letters.clone()
    }

    pub fn get(&self, path: &str) -> Call<'_> {
        self.call(Method::GET, path)
    }
    pub fn post(&self, path: &str) -> Call<'_> {
        self.call(Method::POST, path)
    }
    pub fn call(&self, method: Method, path: &str) -> Call<'_> {
        let request = TestRequest::default().method(method).uri(path);
        Call { app: self, request, bearer: None }
    }

    /// An access token for a member.
    pub fn token(&self, member: &Member) -> String {
        let session = domain::id::SessionId::new();
        self.app
            .keys
            .access_token(member, session, "Name", "Acting", self.app.now())
            .expect("token")
    }

    /// Moves the clock on.
    pub fn advance(&self, seconds: i64) {
        self.app.clock.advance(seconds);
    }

    /// What is stored, past the product.
    pub fn raw(&self) -> Raw {
        crate::database::raw(&self.app.settings.database_url())
    }

    /// Lets go of the data, for a process of its own to work on.
    pub fn into_folder(self) -> tempfile::TempDir {
        self.app.store.stop();
        self.folder
    }

    /// Ends a story that went well.
    pub fn leave(self) {
        self.app.store.stop();
    }
}

static PASSWORD_HASH: OnceLock<String> = OnceLock::new();

fn settings(data: PathBuf, url: &str) -> Settings {
    Settings {
        listen: "127.0.0.1:0".to_owned(),
        data: Some(data),
        database: Some(url.to_owned()),
        public_url: Some("http://kakehashi.test".to_owned()),
        connections: 4,
        behind_proxy: false,
        smtp: None,
        dkim_key: None,
        dkim_selector: None,
        dkim_domain: None,
        bounces: None,
        clicks: Clicks::CommitFirst,
        limit_factor: 1,
        order_file_mb: 4,
        workers: Some(1),
    }
}
