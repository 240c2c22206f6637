//! P5, P6: the catalogue as a KOL goes through it, page by page and by words.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use store::testing::{Raw, Value};

use crate::client::{Load, ask};
use crate::engine::Engine;
use crate::options::Options;
use crate::process::own_processor;
use crate::requests::Requests;
use crate::rounds::{Sample, in_turn, load};
use crate::world::{Database, World, token_of};
use crate::{Result, Table, Wanted};

/// KOLs at once.
const CONNECTIONS: usize = 16;
/// What is looked for: two words of the name of every eighth product.
const WORDS: [&str; 2] = ["green", "tea"];

/// Measures on one engine.
pub(crate) fn measure(
    options: &Options,
    engine: &Engine,
    world: &World,
    table: &mut Table,
) -> Result<()> {
    let ours = world.start(&[])?;
    let reader =
        Reader { address: ours.address, token: token_of(ours.address, "kol1@seed.example")? };
    let sent = Load { connections: CONNECTIONS, lasts: options.lasts, status: 200 };
    if options.wants("P5") {
        let last = reader.last()?;
        let [first, last] = ["/api/v1/catalogue".to_owned(), last].map(|path| reader.get(&path));
        let (first, last) = (Requests::new([first]), Requests::new([last]));
        let rounds = in_turn(
            options,
            || load(ours.address, &first, sent, || engine.used(&ours)),
            || load(ours.address, &last, sent, || engine.used(&ours)),
        )?;
        let wanted = Wanted { wall: Some(0.80), processor: None };
        let what = format!("catalogue, last page beside first, {}", engine.name);
        table.ratios("P5", &what, &rounds, wanted);
    }
    if options.wants("P6") {
        words(options, engine, world, table, (&reader, sent), &ours)?;
    }
    ours.stop()
}

/// P6 beside the engine's own full text index of the same names: the twenty best by two words.
fn words(
    options: &Options,
    engine: &Engine,
    world: &World,
    table: &mut Table,
    (reader, sent): (&Reader, Load),
    ours: &crate::process::Server,
) -> Result<()> {
    let path = format!("/api/v1/catalogue?q={}", WORDS.join("%20"));
    let request = reader.get(&path);
    let text = ask(ours.address, &request)?.expect(200, &path)?.text();
    // In whatever language it is answered.
    if !text.contains("\"id\":\"prd_") {
        return Err(format!("nothing is called {}", WORDS.join(" ")).into());
    }
    let database = engine.cluster.as_deref().map(|cluster| Database::make(cluster, None));
    let database = database.transpose()?;
    let mut floor = Floor::make(engine, world, database.as_ref())?;
    let requests = Requests::new([request]);
    let rounds = in_turn(
        options,
        || floor.run(engine, options.lasts),
        || load(ours.address, &requests, sent, || engine.used(ours)),
    )?;
    let processor = Some(if engine.is_sqlite() { 0.40 } else { 0.50 });
    let what = format!("search of two words, {}", engine.name);
    table.ratios("P6", &what, &rounds, Wanted { wall: None, processor });
    Ok(())
}

struct Reader {
    address: SocketAddr,
    token: String,
}

impl Reader {
    fn get(&self, path: &str) -> String {
        format!(
            "GET {path} HTTP/1.1\r\nhost: bench.example\r\nuser-agent: bench\r\n\
             accept-language: en\r\nauthorization: Bearer {}\r\n\r\n",
            self.token
        )
    }

    /// The address of the catalogue's last page, found as a reader finds it.
    fn last(&self) -> Result<String> {
        let mut path = "/api/v1/catalogue".to_owned();
        loop {
            let reply = ask(self.address, &self.get(&path))?.expect(200, &path)?;
            let page: serde_json::Value = serde_json::from_slice(&reply.body)?;
            match page["next"].as_str() {
                Some(next) => path = format!("/api/v1/catalogue?after={next}"),
                None => return Ok(path),
            }
        }
    }
}

/// `sqlite.search`, `pgbench.search`: the bare statement over a full text index.
struct Floor {
    raw: Raw,
    sql: &'static str,
    words: String,
}

impl Floor {
    fn make(engine: &Engine, world: &World, database: Option<&Database>) -> Result<Self> {
        let file = format!("sqlite:{}", world.folder().join("floor-words.db").display());
        let mut raw = Raw::open(database.map_or(&file, |database| &database.url))?;
        let names = world.raw()?.texts(
            "SELECT value FROM texts WHERE field = 'name' AND owner_id IN (SELECT id FROM products)",
        )?;
        raw.batch(if engine.is_sqlite() {
            "CREATE VIRTUAL TABLE names USING fts5(name)"
        } else {
            "CREATE TABLE names (id BIGSERIAL PRIMARY KEY, name TEXT NOT NULL)"
        })?;
        raw.batch("BEGIN")?;
        for name in &names {
            raw.run("INSERT INTO names (name) VALUES (?)", &[Value::Text(name)])?;
        }
        raw.batch("COMMIT")?;
        let (sql, words) = if engine.is_sqlite() {
            let sql = "SELECT name AS value FROM names WHERE names MATCH ? ORDER BY rank LIMIT 20";
            (sql, WORDS.join(" AND "))
        } else {
            raw.batch(
                "CREATE INDEX names_words ON names USING gin (to_tsvector('simple', name)); ANALYZE",
            )?;
            let sql = "SELECT name AS value FROM names \
                       WHERE to_tsvector('simple', name) @@ to_tsquery('simple', ?) \
                       ORDER BY id DESC LIMIT 20";
            (sql, WORDS.join(" & "))
        };
        Ok(Self { raw, sql, words })
    }

    fn run(&mut self, engine: &Engine, lasts: Duration) -> Result<Sample> {
        let used =
            || if engine.is_sqlite() { own_processor().map(Some) } else { engine.processor() };
        let (before, since) = (used()?, Instant::now());
        let mut micros = Vec::new();
        while micros.is_empty() || since.elapsed() < lasts {
            let began = Instant::now();
            let found = self.raw.find(self.sql, &[Value::Text(&self.words)])?;
            micros.push(u32::try_from(began.elapsed().as_micros()).unwrap_or(u32::MAX));
            if found.is_empty() {
                return Err("the floor finds nothing".into());
            }
        }
        let seconds = since.elapsed().as_secs_f64();
        let used = used()?.zip(before).map(|(after, before)| after - before);
        micros.sort_unstable();
        Ok(Sample::new(u64::try_from(micros.len())?, seconds, used, &micros))
    }
}

/// Requests for the shelves of some storefronts as documents.
pub(crate) fn shelves(world: &World) -> Arc<Requests> {
    let address = |path: &String| {
        let slug = path.rsplit('/').next().unwrap_or_default();
        crate::requests::get(&format!("/api/v1/networks/seed/storefronts/{slug}/listings"))
    };
    Requests::new(world.shelves().iter().map(address))
}
