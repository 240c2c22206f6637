//! The product in a test: a fresh database of either engine, a clock that can be moved, mails in
//! memory, callers as types.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, LazyLock, Mutex, OnceLock};

use actix_web::http::{Method, StatusCode, header};
use actix_web::test::{self, TestRequest};
use domain::access::{Member, OrganizationKind, Role};
use domain::id::{NetworkId, OrganizationId};
use domain::tenancy::network::Network;
use domain::{Currency, Locale, Rate, Timestamp};
use serde_json::Value;
use server::app::App;
use server::clock::Clock;
use server::config::{Clicks, Settings};
use server::http::limit::Limits;
use server::keys::{Effort, Keys};
use server::mail::{Memory, Transport};
use server::tenancy::directory::Directory;
use server::tenancy::setup::{self, NewOrganization, NewPerson};
use store::Store;
use store::scope::{OfNetwork, OfPlatform};

/// The password of everybody in a test.
pub const PASSWORD: &str = "a long enough password";

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
    folder: tempfile::TempDir,
    drop_database: Option<String>,
}

/// A network and one member of each kind.
#[derive(Debug, Clone)]
pub struct World {
    pub network: NetworkId,
    pub slug: &'static str,
    pub operator: OrganizationId,
    pub owner: Member,
    pub manager: Member,
    pub finance: Member,
    pub reviewer: Member,
    pub auditor: Member,
    /// Two brands and two KOLs: the second of each is a stranger organization.
    pub brand: Member,
    pub other_brand: Member,
    pub kol: Member,
    pub other_kol: Member,
}

/// An answer, read to its end.
pub struct Reply {
    pub status: StatusCode,
    pub headers: header::HeaderMap,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("no JSON: {}", self.text()))
    }
    pub fn location(&self) -> String {
        let place = self.headers.get(header::LOCATION).and_then(|place| place.to_str().ok());
        place.unwrap_or_default().to_owned()
    }
    /// The value of a cookie that the answer sets.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.headers.get_all(header::SET_COOKIE).find_map(|set| {
            let (found, rest) = set.to_str().ok()?.split_once('=')?;
            (found == name).then(|| rest.split(';').next().unwrap_or_default().to_owned())
        })
    }
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.text());
        self
    }
}

/// A request in the making.
pub struct Call<'a> {
    app: &'a TestApp,
    request: TestRequest,
    bearer: Option<String>,
}

impl Call<'_> {
    /// As a member, with a bearer token.
    pub fn by(mut self, member: &Member) -> Self {
        self.bearer = Some(self.app.token(member));
        self
    }
    pub fn header(mut self, name: &'static str, value: &str) -> Self {
        self.request = self.request.insert_header((name, value));
        self
    }
    pub fn language(self, locale: Locale) -> Self {
        let cookie = format!("{}={locale}", server::http::identify::LANGUAGE);
        self.header("cookie", &cookie)
    }
    pub fn json(mut self, body: &Value) -> Self {
        self.request = self.request.set_json(body);
        self
    }
    pub fn form(mut self, fields: &[(&str, &str)]) -> Self {
        self.request = self
            .request
            .insert_header((header::CONTENT_TYPE, "application/x-www-form-urlencoded"))
            .set_payload(server_form(fields));
        self
    }
    /// A form with files: `(name, file name, bytes)`.
    pub fn multipart(mut self, fields: &[(&str, &str)], files: &[(&str, &str, &[u8])]) -> Self {
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend_from_slice(
                format!(
                    "--EDGE\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
                )
                .as_bytes(),
            );
        }
        for (name, file, bytes) in files {
            body.extend_from_slice(
                format!(
                    "--EDGE\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\n\
                     Content-Type: application/octet-stream\r\n\r\n"
                )
                .as_bytes(),
            );
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--EDGE--\r\n");
        self.request = self
            .request
            .insert_header((header::CONTENT_TYPE, "multipart/form-data; boundary=EDGE"))
            .set_payload(body);
        self
    }
    pub fn bytes(mut self, media_type: &str, body: Vec<u8>) -> Self {
        self.request =
            self.request.insert_header((header::CONTENT_TYPE, media_type)).set_payload(body);
        self
    }
    pub async fn send(self) -> Reply {
        let service = test::init_service(server::http::service(Arc::clone(&self.app.app))).await;
        let mut request = self.request;
        if let Some(token) = self.bearer {
            request = request.insert_header((header::AUTHORIZATION, format!("Bearer {token}")));
        }
        let response = test::call_service(&service, request.to_request()).await;
        let (status, headers) = (response.status(), response.headers().clone());
        Reply { status, headers, body: test::read_body(response).await.to_vec() }
    }
}

fn server_form(fields: &[(&str, &str)]) -> String {
    server::http::show::query(fields)
}

impl TestApp {
    /// The product on a fresh database; `None` where the engine is not there.
    pub fn new(engine: Engine) -> Option<Self> {
        let folder = tempfile::tempdir().expect("folder");
        let (url, drop_database) = match engine {
            Engine::Sqlite => {
                let file = folder.path().join("kakehashi.db");
                std::fs::copy(SQLITE_TEMPLATE.as_path(), &file).expect("copy of the template");
                (format!("sqlite:{}", file.display()), None)
            }
            Engine::Postgres => {
                let name = postgres_database()?;
                (with_database(&postgres_url()?, &name), Some(name))
            }
        };
        let mails = Arc::new(Mutex::new(Memory::default()));
        let app = Arc::new(App {
            store: Store::open(&url, 4).expect("store"),
            clock: Arc::new(Clock::at(start())),
            keys: Keys::new([7; 32], Effort::Least).expect("keys"),
            settings: settings(folder.path().to_path_buf(), &url),
            transport: Transport::Memory(Arc::clone(&mails)),
            limits: Limits::new(1),
            directory: Directory::default(),
        });
        let hash: &'static str =
            PASSWORD_HASH.get_or_init(|| app.keys.hash_password(PASSWORD).expect("hash"));
        let hashi = world(&app, "hashi", "ha", hash);
        let kawa = world(&app, "kawa", "kw", hash);
        Some(Self { app, mails, hashi, kawa, folder, drop_database })
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

    /// The folder of the test's data.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// Ends a story that went well.
    pub fn leave(self) {
        self.app.store.stop();
        if let Some(name) = &self.drop_database {
            DROPS.lock().expect("list").push(name.clone());
        }
    }
}

/// Databases of finished stories; they go with the cluster.
static DROPS: Mutex<Vec<String>> = Mutex::new(Vec::new());
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
        clicks: Clicks::CommitFirst,
        limit_factor: 1,
        workers: Some(1),
    }
}

fn world(app: &Arc<App>, slug: &'static str, code: &str, hash: &'static str) -> World {
    let at = start();
    let network = Network {
        id: NetworkId::new(),
        slug: slug.to_owned(),
        code: code.to_owned(),
        base_currency: Currency::Jpy,
        currencies: vec![Currency::Jpy, Currency::Cny],
        time_zone: "Asia/Tokyo".parse().expect("zone"),
        mail_sender: format!("hello@{slug}.example"),
        network_share: Rate::from_ppm(200_000).expect("rate"),
        holding_days: 30,
        transit_days: 7,
    };
    let id = network.id;
    let made = network.clone();
    let operator = app
        .store
        .write(OfPlatform::because("a test's network"), move |tx| {
            let name = vec![(Locale::Ja, "はし"), (Locale::ZhHans, "桥"), (Locale::En, "Hashi")];
            setup::make_network(tx, &made, &[("name", name)], at)
        })
        .expect("network");
    let organization = |kind, name: &'static str, locale| {
        let network = network.clone();
        app.store
            .write(OfNetwork::for_row(id), move |tx| {
                let email = format!("{}@{slug}.example", name.to_lowercase());
                let new = NewOrganization { kind, name, locale, email: &email, texts: Vec::new() };
                setup::make_organization(tx, &network, &new, at)
            })
            .expect("organization")
    };
    let brand = organization(OrganizationKind::Brand, "Brand", Locale::Ja);
    let other_brand = organization(OrganizationKind::Brand, "Otherbrand", Locale::Ja);
    let kol = organization(OrganizationKind::Kol, "Kol", Locale::ZhHans);
    let other_kol = organization(OrganizationKind::Kol, "Otherkol", Locale::ZhHans);
    let person = |name: &'static str, organization, role, locale| {
        app.store
            .write(OfPlatform::because("a test's person"), move |tx| {
                let email = format!("{name}@{slug}.example");
                let new = NewPerson {
                    email: &email,
                    name,
                    locale,
                    password_hash: hash,
                    organization,
                    role,
                };
                setup::make_person(tx, id, &new, at)
            })
            .expect("person")
    };
    World {
        network: id,
        slug,
        operator,
        owner: person("owner", operator, Role::NetworkOwner, Locale::Ja),
        manager: person("manager", operator, Role::AccountManager, Locale::Ja),
        finance: person("finance", operator, Role::FinanceMaker, Locale::Ja),
        reviewer: person("reviewer", operator, Role::ContentReviewer, Locale::Ja),
        auditor: person("auditor", operator, Role::Auditor, Locale::En),
        brand: person("clerk", brand, Role::BrandAdmin, Locale::Ja),
        other_brand: person("stranger", other_brand, Role::BrandAdmin, Locale::Ja),
        kol: person("star", kol, Role::Kol, Locale::ZhHans),
        other_kol: person("rival", other_kol, Role::Kol, Locale::ZhHans),
    }
}

/// A migrated file that each test copies.
static SQLITE_TEMPLATE: LazyLock<PathBuf> = LazyLock::new(|| {
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
fn postgres_url() -> Option<String> {
    std::env::var("KAKEHASHI_TEST_POSTGRES").ok().filter(|url| !url.is_empty())
}

fn with_database(url: &str, name: &str) -> String {
    let (base, _) = url.rsplit_once('/').expect("a database in the URL");
    format!("{base}/{name}")
}

/// A fresh database, made from a migrated template.
fn postgres_database() -> Option<String> {
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
