//! How the program is started: one place, by flags or environment; `--help` is the reference.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// A storefront network between manufacturers and KOLs, on one server.
#[derive(Debug, Parser)]
#[command(name = "kakehashi", version, about)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show a demo network: a fresh data folder, filled, with the worker inside.
    Demo {
        /// Print address and logins as one JSON line.
        #[arg(long)]
        json: bool,
        /// What every command shares.
        #[command(flatten)]
        settings: Settings,
    },
    /// Answer requests and carry out what waits.
    Serve {
        /// Leave mails and jobs to `worker` processes.
        #[arg(long)]
        no_worker: bool,
        /// What every command shares.
        #[command(flatten)]
        settings: Settings,
    },
    /// Carry out mails, jobs and clocks only.
    Worker {
        /// What every command shares.
        #[command(flatten)]
        settings: Settings,
    },
    /// Bring the database's schema up to date.
    Migrate {
        /// What every command shares.
        #[command(flatten)]
        settings: Settings,
    },
    /// Run every clock of the product once.
    Maintain {
        /// The moment to run them for (RFC 3339); now when missing.
        #[arg(long)]
        at: Option<String>,
        /// What every command shares.
        #[command(flatten)]
        settings: Settings,
    },
    /// Say how the installation is; exit 1 when something is wrong.
    Check {
        /// What every command shares.
        #[command(flatten)]
        settings: Settings,
    },
    /// Walk the seals of the ledger; exit 1 and say where when one is broken.
    Verify {
        /// Only the network of this address; all when missing.
        #[arg(long)]
        network: Option<String>,
        /// What every command shares.
        #[command(flatten)]
        settings: Settings,
    },
    /// Print the OpenAPI document.
    Openapi,
    /// Fill an empty database with a generated world of any size.
    Seed {
        /// How large.
        #[command(flatten)]
        size: SeedSize,
        /// What every command shares.
        #[command(flatten)]
        settings: Settings,
    },
}

/// How large a generated world is. The same numbers and seed give the same world.
#[derive(Debug, Clone, Args)]
pub struct SeedSize {
    /// Manufacturers.
    #[arg(long, default_value_t = 30)]
    pub brands: u32,
    /// Products.
    #[arg(long, default_value_t = 300)]
    pub products: u32,
    /// KOLs with one storefront each.
    #[arg(long, default_value_t = 20)]
    pub storefronts: u32,
    /// Orders over six months.
    #[arg(long, default_value_t = 10_000)]
    pub orders: u32,
    /// What the random numbers begin with.
    #[arg(long, default_value_t = 7)]
    pub seed: u64,
}

/// Settings that every command shares.
#[derive(Clone, Args)]
pub struct Settings {
    /// Where to listen.
    #[arg(long, env = "KAKEHASHI_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: String,
    /// The folder of the database, keys and mails.
    #[arg(long, env = "KAKEHASHI_DATA")]
    pub data: Option<PathBuf>,
    /// The database: `sqlite:PATH` or `postgres://…`; a file in the data folder when missing.
    #[arg(long, env = "KAKEHASHI_DATABASE", hide_env_values = true)]
    pub database: Option<String>,
    /// The address under which visitors reach the site: `https://shop.example`.
    #[arg(long, env = "KAKEHASHI_PUBLIC_URL")]
    pub public_url: Option<String>,
    /// Connections for reading; on PostgreSQL for writing too.
    #[arg(long, env = "KAKEHASHI_CONNECTIONS", default_value_t = 8)]
    pub connections: u32,
    /// The server is reached through a proxy that sets `Forwarded` or `X-Forwarded-For`.
    #[arg(long, env = "KAKEHASHI_BEHIND_PROXY")]
    pub behind_proxy: bool,
    /// The mail server: `smtp://user:password@host:587` (STARTTLS is demanded), `smtps://…`,
    /// `smtp://host?tls=offered`, or `smtp://host:25?tls=none` on a trusted network; `ca=FILE` trusts
    /// a certificate besides the public ones. Mails become files in the data folder when missing.
    #[arg(long, env = "KAKEHASHI_SMTP", hide_env_values = true)]
    pub smtp: Option<String>,
    /// The Ed25519 key that signs mails (DKIM): the PEM of `openssl genpkey -algorithm ed25519`.
    #[arg(long, env = "KAKEHASHI_DKIM_KEY", requires_all = ["dkim_selector", "dkim_domain"])]
    pub dkim_key: Option<PathBuf>,
    /// The name under which the key is published: `SELECTOR._domainkey.DOMAIN`.
    #[arg(long, env = "KAKEHASHI_DKIM_SELECTOR")]
    pub dkim_selector: Option<String>,
    /// The domain whose mails are signed.
    #[arg(long, env = "KAKEHASHI_DKIM_DOMAIN")]
    pub dkim_domain: Option<String>,
    /// A folder or maildir into which bounces are delivered; the worker reads and empties it.
    #[arg(long, env = "KAKEHASHI_BOUNCES")]
    pub bounces: Option<PathBuf>,
    /// When a click on a tracked link is answered.
    #[arg(long, env = "KAKEHASHI_CLICKS", default_value = "commit-first")]
    pub clicks: Clicks,
    /// Widens the limits per visitor so many times.
    #[arg(long, env = "KAKEHASHI_LIMIT_FACTOR", default_value_t = 1)]
    pub limit_factor: u32,
    /// Megabytes of a file of orders at most.
    #[arg(long, env = "KAKEHASHI_ORDER_FILE_MB", default_value_t = 256)]
    pub order_file_mb: u32,
    /// Threads that answer requests; one for each core when missing.
    #[arg(long, env = "KAKEHASHI_WORKERS")]
    pub workers: Option<usize>,
}

/// When a click on a tracked link is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Clicks {
    /// After the click is on disk.
    CommitFirst,
    /// At once; the click is on disk within moments. A crash may lose the last ones.
    AnswerFirst,
}

impl Settings {
    /// The folder of the database, keys and mails.
    pub fn folder(&self) -> PathBuf {
        self.data.clone().unwrap_or_else(|| PathBuf::from("kakehashi-data"))
    }

    /// The database's URL.
    pub fn database_url(&self) -> String {
        self.database
            .clone()
            .unwrap_or_else(|| format!("sqlite:{}", self.folder().join("kakehashi.db").display()))
    }

    /// Where visitors reach the site, without a slash at the end.
    pub fn site(&self) -> String {
        let site = self.public_url.clone().unwrap_or_else(|| format!("http://{}", self.listen));
        site.trim_end_matches('/').to_owned()
    }

    /// Whether cookies are for TLS only: wherever the site is reached by it.
    pub fn secure_cookies(&self) -> bool {
        self.public_url.as_deref().is_some_and(|url| url.starts_with("https://"))
    }

    /// The product's name, where no network's name fits.
    #[allow(clippy::unused_self)]
    pub fn product_name(&self) -> &'static str {
        "Kakehashi"
    }
}

impl std::fmt::Debug for Settings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Settings")
            .field("listen", &self.listen)
            .field("data", &self.data)
            .field("database", &self.database.as_ref().map(|_| "***"))
            .field("public_url", &self.public_url)
            .field("smtp", &self.smtp.as_ref().map(|_| "***"))
            .finish_non_exhaustive()
    }
}
