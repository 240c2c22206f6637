//! Servers as processes of their own: started, looked at, always ended.
//!
//! The bench starts itself again under another role. A child reads its standard input: when that
//! ends, the parent is gone and so is the child.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use clap::Parser;
use server::config::{Cli, Command as Asked, Settings};

use crate::{Result, floor};

const ROLE: &str = "KAKEHASHI_BENCH_ROLE";
/// Parts of a second that the system counts processor time in: fixed on Linux.
const TICKS: f64 = 100.0;

/// What a child is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// The product, with the arguments of its command line.
    Product,
    /// A click committed, then 302. Argument: the database's file.
    Clicks,
    /// 302 and nothing else.
    Bare,
    /// A page from memory. Argument: the page's file.
    Page,
}

const ROLES: [(&str, Role); 4] = [
    ("product", Role::Product),
    ("clicks", Role::Clicks),
    ("bare", Role::Bare),
    ("page", Role::Page),
];

/// What this process is to be, when a bench started it.
pub(crate) fn role() -> Option<Role> {
    let told = std::env::var(ROLE).ok()?;
    ROLES.iter().find(|(name, _)| *name == told).map(|(_, role)| *role)
}

/// Plays a role until the process is ended.
pub(crate) fn play(role: Role) -> ExitCode {
    std::thread::spawn(|| {
        let _ = std::io::stdin().read_to_end(&mut Vec::new());
        std::process::exit(1);
    });
    let argument = || std::env::args().nth(1).expect("an argument");
    let outcome = match role {
        Role::Product => product(),
        Role::Clicks => floor::clicks(&argument()),
        Role::Bare => floor::bare(),
        Role::Page => floor::page(&argument()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// The product as its own program runs it: with its log and with its worker.
fn product() -> Result<()> {
    let levels = tracing_subscriber::EnvFilter::new("info,actix_server=warn");
    tracing_subscriber::fmt().with_env_filter(levels).with_writer(std::io::stderr).init();
    let app = server::run::assemble(settings(std::env::args().skip(1))?)?;
    server::run::serve(&app, true, ready)?;
    Ok(())
}

/// Settings by the product's own command line: nothing here can differ from how it is run.
pub(crate) fn settings(arguments: impl IntoIterator<Item = String>) -> Result<Settings> {
    let start = ["kakehashi", "serve"].map(str::to_owned);
    match Cli::try_parse_from(start.into_iter().chain(arguments))?.command {
        Asked::Serve { settings, .. } => Ok(settings),
        _ => Err("not the command that was asked for".into()),
    }
}

/// Tells the parent where this process listens.
#[allow(clippy::print_stdout)]
pub(crate) fn ready(address: &str) {
    println!("ready {address}");
}

/// A running server.
#[derive(Debug)]
pub(crate) struct Server {
    child: Child,
    pub(crate) address: SocketAddr,
    pub(crate) began: Instant,
}

impl Server {
    /// Starts this program under a role and waits until it listens.
    pub(crate) fn start(role: Role, arguments: &[String], logs: &Path) -> Result<Self> {
        let name = ROLES.iter().find(|(_, known)| *known == role).map_or("", |(name, _)| name);
        let log = logs.join(format!("{name}.log"));
        let mut command = Command::new(std::env::current_exe()?);
        // Settings of the person who runs the bench are none of the product's here.
        for (key, _) in std::env::vars_os() {
            if key.to_string_lossy().starts_with("KAKEHASHI_") {
                command.env_remove(key);
            }
        }
        command.env(ROLE, name).args(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        command.stderr(fs::File::create(&log)?);
        let began = Instant::now();
        let mut child = command.spawn()?;
        let stdout = child.stdout.take();
        // From here on its end is sure.
        let mut server = Self { child, address: SocketAddr::from(([127, 0, 0, 1], 0)), began };
        for line in BufReader::new(stdout.ok_or("no output")?).lines() {
            if let Some(address) = line?.strip_prefix("ready ") {
                server.address = address.parse()?;
                return Ok(server);
            }
        }
        Err(format!("{name} did not start: {}", fs::read_to_string(log)?).into())
    }

    /// Processor seconds that it has used.
    pub(crate) fn processor(&self) -> Result<f64> {
        processor(self.child.id())
    }

    /// Its memory.
    pub(crate) fn memory(&self) -> Result<Memory> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let read = |name: &str| -> Result<f64> {
            let line = status.lines().find_map(|line| line.strip_prefix(name)).ok_or("no line")?;
            let kibibytes: f64 = line.trim().trim_end_matches("kB").trim().parse()?;
            Ok(kibibytes / 1024.0)
        };
        Ok(Memory { resident: read("VmRSS:")?, own: read("RssAnon:")?, peak: read("VmHWM:")? })
    }

    /// Ends it as an operator would, so that it leaves its data in order.
    pub(crate) fn stop(mut self) -> Result<()> {
        Command::new("kill").arg(self.child.id().to_string()).status()?;
        // After a large file its worker may have many entries to seal.
        for _ in 0..12_000 {
            if self.child.try_wait()?.is_some() {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Err("a server did not end within ten minutes".into())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Resident memory in MiB.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Memory {
    pub(crate) resident: f64,
    /// Without the pages of files that are mapped.
    pub(crate) own: f64,
    pub(crate) peak: f64,
}

/// Processor seconds of this process.
pub(crate) fn own_processor() -> Result<f64> {
    processor(std::process::id())
}

fn processor(process: u32) -> Result<f64> {
    let stat = Stat::read(&PathBuf::from(format!("/proc/{process}")))?;
    Ok(stat.used / TICKS)
}

/// The processes of a PostgreSQL cluster on this machine.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cluster(u32);

impl Cluster {
    /// The cluster that a backend belongs to; none when it runs elsewhere.
    pub(crate) fn of(backend: &str) -> Option<Self> {
        let stat = Stat::read(&PathBuf::from(format!("/proc/{backend}"))).ok()?;
        (stat.name == "postgres").then_some(Self(stat.parent))
    }

    /// Processor seconds of all its processes, also of those that have ended.
    pub(crate) fn processor(self) -> Result<f64> {
        let main = Stat::read(&PathBuf::from(format!("/proc/{}", self.0)))?;
        let mut ticks = main.used + main.of_children;
        for entry in fs::read_dir("/proc")?.flatten() {
            // A process that ends meanwhile is counted with those that have ended.
            if let Ok(stat) = Stat::read(&entry.path())
                && stat.parent == self.0
            {
                ticks += stat.used;
            }
        }
        Ok(ticks / TICKS)
    }
}

struct Stat {
    name: String,
    parent: u32,
    used: f64,
    of_children: f64,
}

impl Stat {
    fn read(process: &Path) -> Result<Self> {
        let text = fs::read_to_string(process.join("stat"))?;
        // The name stands in brackets and may hold anything.
        let (start, rest) = text.rsplit_once(')').ok_or("no process")?;
        let name = start.split_once('(').map(|(_, name)| name.to_owned()).unwrap_or_default();
        let fields: Vec<&str> = rest.split_whitespace().collect();
        let number =
            |place: usize| -> Result<f64> { Ok(fields.get(place).ok_or("a short line")?.parse()?) };
        Ok(Self {
            name,
            parent: fields.get(1).ok_or("a short line")?.parse()?,
            used: number(11)? + number(12)?,
            of_children: number(13)? + number(14)?,
        })
    }
}
