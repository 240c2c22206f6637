//! What is measured on: a generated network of 10,000 products, made once for each engine.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use server::app::App;
use server::config::SeedSize;
use store::testing::{Raw, create_database, drop_database};
use tempfile::TempDir;

use crate::engine::Engine;
use crate::process::{Role, Server, settings};
use crate::requests::post;
use crate::{Result, client};

/// A data folder and its database. It lies where durable means durable: the folder for temporary
/// files may live in memory.
#[derive(Debug)]
pub(crate) struct World {
    home: TempDir,
    url: String,
    size: SeedSize,
    /// Goes with the world.
    database: Option<Database>,
}

/// A tracked link and something that its storefront sells.
#[derive(Debug, Clone)]
pub(crate) struct Link {
    pub(crate) code: String,
    pub(crate) sku: String,
}

/// A tracked link, something that its storefront sells, and the storefront's coupon.
#[derive(Debug, Clone)]
pub(crate) struct Good {
    pub(crate) code: String,
    pub(crate) sku: String,
    pub(crate) coupon: String,
}

impl World {
    /// A world of some size.
    pub(crate) fn filled(size: &SeedSize, engine: &Engine) -> Result<Self> {
        let made = Self { size: size.clone(), ..Self::empty(engine)? };
        eprintln!("filling {}", made.home.path().display());
        let app = made.app()?;
        let filled = server::seed::world::fill(&app, &made.size);
        app.store.stop();
        filled?;
        Ok(made)
    }

    /// One without anything in it: for a bench that fills it itself.
    pub(crate) fn empty(engine: &Engine) -> Result<Self> {
        let database = engine.cluster.as_deref().map(|cluster| Database::make(cluster, None));
        Self::on(database.transpose()?)
    }

    /// Another one with the same in it. No server runs on this one.
    pub(crate) fn copied(&self) -> Result<Self> {
        let database = self.database.as_ref().map(Database::copied).transpose()?;
        let made = Self { size: self.size.clone(), ..Self::on(database)? };
        for entry in fs::read_dir(self.folder())?.flatten() {
            if entry.file_type()?.is_file() {
                fs::copy(entry.path(), made.folder().join(entry.file_name()))?;
            }
        }
        Ok(made)
    }

    fn on(database: Option<Database>) -> Result<Self> {
        let home =
            tempfile::Builder::new().prefix("bench-").tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
        let file = || format!("sqlite:{}", home.path().join("kakehashi.db").display());
        let url = database.as_ref().map_or_else(file, |database| database.url.clone());
        let size = SeedSize { brands: 0, products: 0, storefronts: 0, orders: 0, seed: 7 };
        Ok(Self { home, url, size, database })
    }

    /// The product on it, in this process.
    pub(crate) fn app(&self) -> Result<Arc<App>> {
        Ok(server::run::assemble(settings(self.arguments(&[]))?)?)
    }

    fn arguments(&self, more: &[&str]) -> Vec<String> {
        let home = self.home.path().display().to_string();
        let own = ["--data", &home, "--database", &self.url, "--listen", "127.0.0.1:0"];
        own.iter().chain(more).map(|&word| word.to_owned()).collect()
    }

    /// Starts the product on it.
    pub(crate) fn start(&self, more: &[&str]) -> Result<Server> {
        Server::start(Role::Product, &self.arguments(more), self.folder())
    }

    /// The folder for everything that the bench writes.
    pub(crate) fn folder(&self) -> &Path {
        self.home.path()
    }

    /// The URL of its database.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// A look into its database past the product.
    pub(crate) fn raw(&self) -> Result<Raw> {
        let mut raw = Raw::open(&self.url)?;
        if self.url.starts_with("postgres") {
            raw.batch("SET kakehashi.platform = 'on'; SET kakehashi.network = ''")?;
        }
        Ok(raw)
    }

    /// How many rows a table holds.
    pub(crate) fn count(&self, table: &str) -> Result<u64> {
        self.number(&format!("SELECT CAST(COUNT(*) AS TEXT) AS value FROM {table}"))
    }

    /// The one number that a query answers.
    pub(crate) fn number(&self, sql: &str) -> Result<u64> {
        Ok(self.raw()?.texts(sql)?.first().ok_or("no number")?.parse()?)
    }

    /// What the books' own check and the walk over the seals find; nothing when all is sound.
    pub(crate) fn findings(&self) -> Result<Vec<String>> {
        let app = self.app()?;
        let found = server::ledger::check::run(&app);
        app.store.stop();
        Ok(found?)
    }

    /// The pages of its storefronts.
    pub(crate) fn shelves(&self) -> Vec<String> {
        (1..=self.size.storefronts).map(|number| format!("/n/seed/s/kol-{number:04}")).collect()
    }

    /// Everything that a storefront sells, once for each of its links.
    pub(crate) fn goods(&self) -> Result<Vec<Good>> {
        let rows = self.raw()?.texts(
            "SELECT links.code || ' ' || products.sku || ' ' || storefronts.slug AS value FROM links \
             JOIN storefronts ON storefronts.network_id = links.network_id \
             AND storefronts.id = links.storefront_id \
             JOIN listings ON listings.network_id = links.network_id \
             AND listings.storefront_id = links.storefront_id \
             JOIN products ON products.network_id = listings.network_id \
             AND products.id = listings.product_id ORDER BY products.id, links.id",
        )?;
        let good = |row: &String| {
            let mut parts = row.split(' ');
            let (code, sku, slug) = (parts.next()?, parts.next()?, parts.next()?);
            let coupon = slug.to_uppercase().replace('-', "");
            Some(Good { code: format!("se{code}"), sku: sku.to_owned(), coupon })
        };
        rows.iter().map(|row| good(row).ok_or_else(|| "no good".into())).collect()
    }

    /// Every tracked link with its public code.
    pub(crate) fn links(&self) -> Result<Vec<Link>> {
        let rows = self.raw()?.texts(
            "SELECT storefronts.slug || ' ' || links.code AS value FROM links \
             JOIN storefronts ON storefronts.network_id = links.network_id \
             AND storefronts.id = links.storefront_id ORDER BY links.id",
        )?;
        let mut links = Vec::with_capacity(rows.len());
        for row in rows {
            let (slug, code) = row.split_once(' ').ok_or("no link")?;
            let number: u32 = slug.trim_start_matches("kol-").parse()?;
            // The first of what a storefront picked; see `server::seed::world`.
            let product = (number - 1) * 131 % self.size.products + 1;
            links.push(Link { code: format!("se{code}"), sku: format!("SKU-{product:06}") });
        }
        Ok(links)
    }
}

/// The account manager's access token; good for a quarter of an hour.
pub(crate) fn token(address: SocketAddr) -> Result<String> {
    token_of(address, "manager@seed.example")
}

/// Somebody's access token.
pub(crate) fn token_of(address: SocketAddr, email: &str) -> Result<String> {
    let body = serde_json::json!({
        "email": email,
        "password": server::seed::world::PASSWORD,
    });
    let request = post("/api/v1/sessions", "", &body.to_string());
    let reply = client::ask(address, &request)?.expect(201, "the sign-in")?;
    let answer: serde_json::Value = serde_json::from_slice(&reply.body)?;
    Ok(answer["access_token"].as_str().ok_or("no access token")?.to_owned())
}

/// A database of a cluster; removed when dropped.
#[derive(Debug)]
pub(crate) struct Database {
    cluster: String,
    name: String,
    pub(crate) url: String,
}

impl Database {
    /// A new one, with what is in another or with nothing.
    pub(crate) fn make(cluster: &str, like: Option<&str>) -> Result<Self> {
        static NEXT: AtomicU32 = AtomicU32::new(1);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("kakehashi_bench_{}_{number}", std::process::id());
        let (base, _) = cluster.rsplit_once('/').ok_or("the URL names no database")?;
        create_database(cluster, &name, like)?;
        Ok(Self { cluster: cluster.to_owned(), url: format!("{base}/{name}"), name })
    }

    fn copied(&self) -> Result<Self> {
        // The connections of a server that has just ended may still be open there.
        for _ in 0..50 {
            if let Ok(made) = Self::make(&self.cluster, Some(&self.name)) {
                return Ok(made);
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        Self::make(&self.cluster, Some(&self.name))
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Err(error) = drop_database(&self.cluster, &self.name) {
            eprintln!("{} stays behind: {error}", self.name);
        }
    }
}
