//! What is measured on: a generated network of 10,000 products, made once for each engine.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use server::app::App;
use server::config::SeedSize;
use store::testing::{Raw, create_database, drop_database};
use tempfile::TempDir;

use crate::options::Options;
use crate::process::{Role, Server, settings};
use crate::{Result, client};

/// A data folder and its database, filled.
#[derive(Debug)]
pub(crate) struct World {
    home: TempDir,
    url: String,
    size: SeedSize,
    /// Goes with the world.
    _database: Option<Database>,
}

/// A tracked link and something that its storefront sells.
#[derive(Debug, Clone)]
pub(crate) struct Link {
    pub(crate) code: String,
    pub(crate) sku: String,
}

impl World {
    /// On SQLite.
    pub(crate) fn sqlite(options: &Options) -> Result<Self> {
        let home = folder()?;
        let url = format!("sqlite:{}", home.path().join("kakehashi.db").display());
        Self { home, url, size: options.size(), _database: None }.filled()
    }

    /// On a PostgreSQL cluster, in a database of its own.
    pub(crate) fn postgres(options: &Options, cluster: &str) -> Result<Self> {
        let database = Database::make(cluster, "kakehashi_bench")?;
        let (home, url) = (folder()?, database.url.clone());
        Self { home, url, size: options.size(), _database: Some(database) }.filled()
    }

    /// On either engine without anything in it: for a bench that fills it itself.
    pub(crate) fn empty(options: &Options, cluster: Option<&str>) -> Result<Self> {
        let home = folder()?;
        let database =
            cluster.map(|cluster| Database::make(cluster, "kakehashi_bench")).transpose()?;
        let file = || format!("sqlite:{}", home.path().join("kakehashi.db").display());
        let url = database.as_ref().map_or_else(file, |database| database.url.clone());
        Ok(Self { home, url, size: options.size(), _database: database })
    }

    /// The product on it, in this process.
    pub(crate) fn app(&self) -> Result<Arc<App>> {
        Ok(server::run::assemble(settings(self.arguments(&[]))?)?)
    }

    fn filled(self) -> Result<Self> {
        eprintln!("filling {}", self.home.path().display());
        let app = server::run::assemble(settings(self.arguments(&[]))?)?;
        let filled = server::seed::world::fill(&app, &self.size);
        app.store.stop();
        filled?;
        Ok(self)
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
        let sql = format!("SELECT CAST(COUNT(*) AS TEXT) AS value FROM {table}");
        Ok(self.raw()?.texts(&sql)?.first().ok_or("no count")?.parse()?)
    }

    /// The pages of its storefronts.
    pub(crate) fn shelves(&self) -> Vec<String> {
        (1..=self.size.storefronts).map(|number| format!("/n/seed/s/kol-{number:04}")).collect()
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
    let body = serde_json::json!({
        "email": "manager@seed.example",
        "password": server::seed::world::PASSWORD,
    });
    let request = client::post("/api/v1/sessions", "", &body.to_string());
    let reply = client::ask(address, &request)?.expect(201, "the sign-in")?;
    let answer: serde_json::Value = serde_json::from_slice(&reply.body)?;
    Ok(answer["access_token"].as_str().ok_or("no access token")?.to_owned())
}

/// Where durable means durable: a folder for temporary files may live in memory.
fn folder() -> Result<TempDir> {
    Ok(tempfile::Builder::new().prefix("bench-").tempdir_in(env!("CARGO_TARGET_TMPDIR"))?)
}

/// A database of a cluster; removed when dropped.
#[derive(Debug)]
pub(crate) struct Database {
    cluster: String,
    name: String,
    pub(crate) url: String,
}

impl Database {
    pub(crate) fn make(cluster: &str, name: &str) -> Result<Self> {
        let name = format!("{name}_{}", std::process::id());
        let (base, _) = cluster.rsplit_once('/').ok_or("the URL names no database")?;
        create_database(cluster, &name, None)?;
        Ok(Self { cluster: cluster.to_owned(), url: format!("{base}/{name}"), name })
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Err(error) = drop_database(&self.cluster, &self.name) {
            eprintln!("{} stays behind: {error}", self.name);
        }
    }
}
