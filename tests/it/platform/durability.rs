//! What was acknowledged survives: the product is killed at random moments and started again on the
//! same data, while shops and visitors go on.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, RwLock};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use domain::id::{ClickId, OrderId};
use server::seed::chance::Chance;
use store::testing::Raw;

use crate::app::{Engine, TestApp};
use crate::database::raw;
use crate::invariants::join_as_written;
use crate::makers::orders::{body, market};
use crate::process::{Product, assemble, hand_over};

/// How often the product is killed, unless `KAKEHASHI_KILLS` says otherwise.
const KILLS: u64 = 8;
/// Shops and visitors at once, each.
const CALLERS: usize = 3;

/// The data that the product is killed on, and who may write to it.
struct Scene {
    folder: tempfile::TempDir,
    url: String,
    token: String,
    /// The public code of a tracked link.
    link: String,
}

impl Scene {
    /// A market, on a fresh database; `None` where the engine is not there.
    fn new(engine: Engine) -> Option<Self> {
        let app = TestApp::new(engine)?;
        let market = market(&app);
        let (token, url) = (app.token(&app.hashi.manager), app.app.settings.database_url());
        let link = format!("ha{}", market.shop.code);
        let folder = app.into_folder();
        hand_over(folder.path());
        Some(Self { folder, url, token, link })
    }

    fn arguments(&self, more: &[&str]) -> Vec<String> {
        let data = self.folder.path().display().to_string();
        let known = ["--data", &data, "--database", &self.url, "--listen", "127.0.0.1:0"];
        let known = known.iter().chain(&["--workers", "2", "--connections", "4"]);
        known.chain(more).map(|&word| word.to_owned()).collect()
    }

    fn start(&self, more: &[&str]) -> Product {
        Product::start(self.folder.path(), &self.arguments(more))
    }

    /// What is stored, past the product.
    fn raw(&self) -> Raw {
        raw(&self.url)
    }

    /// An id's column as hexadecimal digits, alike on both engines.
    fn digits(&self, column: &str) -> String {
        if self.url.starts_with("postgres") {
            format!("replace(CAST({column} AS TEXT), '-', '')")
        } else {
            format!("lower(hex({column}))")
        }
    }
}

fn digits(uuid: impl std::fmt::Display) -> String {
    uuid.to_string().replace('-', "")
}

/// What the callers were told.
#[derive(Default)]
struct Told {
    /// The orders that were accepted: number and id.
    orders: Mutex<HashMap<String, String>>,
    /// The clicks that were counted.
    clicks: Mutex<Vec<String>>,
    /// What should never have been answered.
    wrong: Mutex<Vec<String>>,
}

impl Told {
    /// Orders and clicks so far.
    fn count(&self) -> (usize, usize) {
        let (orders, clicks) = (self.orders.lock(), self.clicks.lock());
        (orders.expect("orders").len(), clicks.expect("clicks").len())
    }
}

/// Callers that go on whatever happens to the product.
struct Callers {
    told: Arc<Told>,
    site: Arc<RwLock<String>>,
    stop: Arc<AtomicBool>,
    threads: Vec<JoinHandle<()>>,
}

impl Callers {
    fn new() -> Self {
        let (told, site, stop) = (Arc::default(), Arc::default(), Arc::default());
        Self { told, site, stop, threads: Vec::new() }
    }

    /// Does something again and again; it is handed where the product listens, and answers whether
    /// it was done.
    fn spawn(
        &mut self,
        act: impl Fn(&ureq::Agent, &str, &Told, u64) -> bool + Send + Sync + 'static,
    ) {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let act = Arc::new(act);
        for _ in 0..CALLERS {
            let (told, site, stop) =
                (Arc::clone(&self.told), Arc::clone(&self.site), Arc::clone(&self.stop));
            let act = Arc::clone(&act);
            self.threads.push(std::thread::spawn(move || {
                let agent = agent();
                while !stop.load(Ordering::Relaxed) {
                    let number = NEXT.fetch_add(1, Ordering::Relaxed);
                    // Whoever got no answer asks again, with the same words.
                    loop {
                        let at = site.read().expect("site").clone();
                        if act(&agent, &at, &told, number) || stop.load(Ordering::Relaxed) {
                            break;
                        }
                        std::thread::sleep(Duration::from_millis(10));
                    }
                }
            }));
        }
    }

    /// Sends them to a product that has just been started.
    fn lead(&self, product: &Product) {
        self.site.write().expect("site").clone_from(&product.site);
    }

    fn leave(self) -> Arc<Told> {
        self.stop.store(true, Ordering::Relaxed);
        for thread in self.threads {
            thread.join().expect("a caller");
        }
        self.told
    }
}

fn agent() -> ureq::Agent {
    ureq::Agent::config_builder()
        .timeout_global(Some(Duration::from_secs(10)))
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .build()
        .into()
}

/// A shop sends an order under its own key.
fn order(agent: &ureq::Agent, site: &str, told: &Told, number: u64, token: &str) -> bool {
    let number = format!("#{number}");
    let mut order = body(&number, "MRN-001", "8266");
    order["coupon"] = "RIN10".into();
    let request = agent
        .post(format!("{site}/api/v1/orders"))
        .header("authorization", &format!("Bearer {token}"))
        .header("idempotency-key", number.trim_start_matches('#'));
    let Ok(mut answer) = request.send_json(&order) else { return false };
    let status = answer.status().as_u16();
    let Ok(answer) = answer.body_mut().read_json::<serde_json::Value>() else { return false };
    match status {
        200 | 201 => {
            let id: OrderId = answer["id"].as_str().and_then(|id| id.parse().ok()).expect("an id");
            told.orders.lock().expect("orders").insert(number, digits(id.uuid()));
            true
        }
        503 => false,
        other => {
            told.wrong.lock().expect("wrong").push(format!("{number}: {other}: {answer}"));
            true
        }
    }
}

/// A visitor follows a link.
fn click(agent: &ureq::Agent, site: &str, told: &Told, link: &str) -> bool {
    let request = agent.get(format!("{site}/r/{link}")).header("user-agent", "Mozilla/5.0 Mobile");
    let Ok(answer) = request.call() else { return false };
    let place = answer.headers().get("location").and_then(|place| place.to_str().ok());
    let click = place.and_then(|place| place.split_once("?k=")).map(|(_, click)| click);
    match click.and_then(|click| click.parse::<ClickId>().ok()) {
        Some(click) => told.clicks.lock().expect("clicks").push(digits(click.uuid())),
        None if answer.status().as_u16() == 503 => return false,
        None => told.wrong.lock().expect("wrong").push(format!("{}: {place:?}", answer.status())),
    }
    true
}

/// Every row that was acknowledged is there once, and the books are sound. The product is down.
fn verify(scene: &Scene, told: &Told) {
    // Read first: what is acknowledged later need not be there.
    let orders = told.orders.lock().expect("orders").clone();
    let clicks = told.clicks.lock().expect("clicks").clone();
    assert_eq!(*told.wrong.lock().expect("wrong"), Vec::<String>::new());
    let app = assemble(&scene.arguments(&[]));
    assert_eq!(server::ledger::check::run(&app).expect("a check"), Vec::<String>::new());
    app.store.stop();
    drop(app);

    let mut raw = scene.raw();
    if scene.url.starts_with("postgres") {
        join_as_written(&mut raw);
    }
    let rows = raw
        .texts(&format!("SELECT external_id || ' ' || {} AS value FROM orders", scene.digits("id")))
        .expect("orders");
    let mut stored: HashMap<&str, Vec<&str>> = HashMap::new();
    for (number, id) in rows.iter().filter_map(|row| row.split_once(' ')) {
        stored.entry(number).or_default().push(id);
    }
    for (number, id) in &orders {
        assert_eq!(stored.get(number.as_str()), Some(&vec![id.as_str()]), "{number}");
    }
    assert!(
        stored.len() <= orders.len() + CALLERS,
        "{} orders too many",
        stored.len() - orders.len()
    );
    // Each with all that belongs to it: one line, one commission, one entry of two transfers.
    let torn = raw
        .texts(
            "SELECT o.external_id AS value FROM orders o \
             LEFT JOIN order_lines l ON l.network_id = o.network_id AND l.order_id = o.id \
             LEFT JOIN commissions c ON c.network_id = l.network_id AND c.order_line_id = l.id \
             LEFT JOIN journal_entries e ON e.network_id = c.network_id AND e.id = c.entry_id \
             LEFT JOIN transfers t ON t.network_id = e.network_id AND t.entry_id = e.id \
             GROUP BY o.external_id HAVING COUNT(t.id) <> 2 OR SUM(t.amount_minor) <> 1240",
        )
        .expect("orders");
    assert_eq!(torn, Vec::<String>::new());

    let rows = raw.texts(&format!("SELECT {} AS value FROM clicks", scene.digits("id")));
    let mut kept: HashMap<String, u32> = HashMap::new();
    for id in rows.expect("clicks") {
        *kept.entry(id).or_default() += 1;
    }
    let lost: Vec<&String> = clicks.iter().filter(|id| kept.get(*id) != Some(&1)).collect();
    assert!(lost.is_empty(), "{} of {} clicks are not there once", lost.len(), clicks.len());
}

/// Every entry gets its seal in the end, and the chain of all of them holds.
fn verify_seals(scene: &Scene) {
    let app = assemble(&scene.arguments(&[]));
    server::platform::maintain::maintain(&app, app.now()).expect("the clocks");
    let verdicts = server::ledger::check::verify(&app, None).expect("a walk");
    app.store.stop();
    let sealed: i64 = verdicts.iter().map(|(_, verdict)| verdict.sealed).sum();
    for (network, verdict) in verdicts {
        assert_eq!((verdict.broken, verdict.unsealed), (None, 0), "{network}");
    }
    let entries = scene
        .raw()
        .texts("SELECT CAST(COUNT(*) AS TEXT) AS value FROM journal_entries")
        .expect("entries");
    assert_eq!(entries, [sealed.to_string()]);
}

fn killed_again_and_again(engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let kills = std::env::var("KAKEHASHI_KILLS").ok().and_then(|told| told.parse().ok());
    let (kills, began) = (kills.unwrap_or(KILLS), Instant::now());
    let seed = u64::from(std::process::id());
    let mut chance = Chance::new(seed);
    let mut callers = Callers::new();
    let (token, link) = (scene.token.clone(), scene.link.clone());
    callers.spawn(move |agent, site, told, number| order(agent, site, told, number, &token));
    callers.spawn(move |agent, site, told, _| click(agent, site, told, &link));
    for kill in 1..=kills {
        let product = scene.start(&[]);
        callers.lead(&product);
        let moment = chance.between(20, 900).unsigned_abs();
        std::thread::sleep(Duration::from_millis(moment));
        product.kill();
        verify(&scene, &callers.told);
        if kill % 10 == 0 {
            let (orders, clicks) = callers.told.count();
            let seconds = began.elapsed().as_secs();
            eprintln!(
                "{engine:?}: {kill} of {kills} kills, {orders} orders, {clicks} clicks, {seconds} s"
            );
        }
    }
    // At last it may finish what was begun.
    let product = scene.start(&[]);
    callers.lead(&product);
    std::thread::sleep(Duration::from_millis(500));
    let told = callers.leave();
    product.stop();
    verify(&scene, &told);
    verify_seals(&scene);
    let (orders, clicks) = told.count();
    assert!(orders > 20 && clicks > 20, "{orders} orders, {clicks} clicks");
    let kept: PathBuf = scene.folder.path().join("product.log");
    let log = std::fs::read_to_string(kept).unwrap_or_default();
    assert!(!log.contains("panicked"), "{log}");
    eprintln!("{engine:?}: {orders} orders and {clicks} clicks survived {kills} kills");
}

fn stopped_in_order(engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    for _ in 0..3 {
        let mut callers = Callers::new();
        let link = scene.link.clone();
        callers.spawn(move |agent, site, told, _| click(agent, site, told, &link));
        let product = scene.start(&["--clicks", "answer-first"]);
        callers.lead(&product);
        std::thread::sleep(Duration::from_millis(700));
        // Visitors go on clicking while it is told to stop.
        product.stop();
        let told = callers.leave();
        verify(&scene, &told);
        assert!(told.clicks.lock().expect("clicks").len() > 20);
    }
}

#[test]
fn what_was_acknowledged_survives_kills_on_sqlite() {
    killed_again_and_again(Engine::Sqlite);
}

#[test]
fn what_was_acknowledged_survives_kills_on_postgresql() {
    killed_again_and_again(Engine::Postgres);
}

#[test]
fn a_clean_stop_loses_no_click_that_was_answered_first_on_sqlite() {
    stopped_in_order(Engine::Sqlite);
}

#[test]
fn a_clean_stop_loses_no_click_that_was_answered_first_on_postgresql() {
    stopped_in_order(Engine::Postgres);
}
