//! The product as a process of its own, so that it can be killed.
//!
//! This program starts itself again with one test alone, which is the product then.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use clap::Parser;
use server::app::App;
use server::clock::Clock;
use server::config::{Cli, Command as Asked, Settings};

use crate::app::{SECRET, start};

/// The arguments of a child's command line, a line each.
const ARGUMENTS: &str = "KAKEHASHI_TEST_CHILD";

/// Settings by the product's own command line.
fn settings(arguments: &[String]) -> Settings {
    let start = ["kakehashi", "serve"].map(str::to_owned);
    match Cli::try_parse_from(start.iter().chain(arguments)).expect("arguments").command {
        Asked::Serve { settings, .. } => settings,
        _ => unreachable!("the command is serve"),
    }
}

/// The product on some data, at the moment at which every test begins.
pub fn assemble(arguments: &[String]) -> Arc<App> {
    let mut app = server::run::assemble(settings(arguments)).expect("the product");
    Arc::get_mut(&mut app).expect("nobody else has it").clock = Arc::new(Clock::at(start()));
    app
}

/// Puts what a test signs with where the product looks for it.
pub fn hand_over(folder: &Path) {
    std::fs::write(folder.join("secret.key"), SECRET).expect("the key");
}

/// Is the product where a story started this program again; else it is nothing.
#[test]
#[allow(clippy::print_stdout)]
fn a_child_is_the_product() {
    let Ok(told) = std::env::var(ARGUMENTS) else { return };
    std::thread::spawn(|| {
        // The parent's end is this process's end.
        let _ = std::io::stdin().read_to_end(&mut Vec::new());
        std::process::exit(1);
    });
    let arguments: Vec<String> = told.lines().map(str::to_owned).collect();
    let ready = |address: &str| println!("\nready {address}");
    server::run::serve(&assemble(&arguments), true, ready).expect("served");
    // Nobody reads what the test's own frame would say now.
    std::process::exit(0);
}

/// A running product.
pub struct Product {
    child: Child,
    /// Where it listens.
    pub site: String,
}

impl Product {
    /// Starts it and waits until it listens. Its log is `product.log` in the folder.
    pub fn start(folder: &Path, arguments: &[String]) -> Self {
        let mut command = Command::new(std::env::current_exe().expect("this program"));
        // Settings of the person who runs the tests are none of the product's here.
        for (key, _) in std::env::vars_os() {
            if key.to_string_lossy().starts_with("KAKEHASHI_") {
                command.env_remove(key);
            }
        }
        let log = folder.join("product.log");
        let mut child = command
            .args(["--exact", "process::a_child_is_the_product", "--nocapture"])
            .env(ARGUMENTS, arguments.join("\n"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(File::options().create(true).append(true).open(&log).expect("a log"))
            .spawn()
            .expect("a child");
        let stdout = child.stdout.take().expect("its output");
        // From here on its end is sure.
        let mut product = Self { child, site: String::new() };
        for line in BufReader::new(stdout).lines() {
            if let Some(address) = line.expect("text").strip_prefix("ready ") {
                product.site = format!("http://{address}");
                return product;
            }
        }
        panic!("no start: {}", std::fs::read_to_string(log).unwrap_or_default());
    }

    /// The memory that it holds itself, in MiB; none where the system does not tell.
    pub fn memory(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:"))?;
        let kibibytes: u64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
        Some(kibibytes / 1_024)
    }

    /// Ends it at once, as a power cut would (SIGKILL).
    pub fn kill(mut self) {
        self.child.kill().expect("killed");
        self.child.wait().expect("gone");
    }

    /// Ends it as an operator would (SIGTERM), and waits until it has finished its work.
    pub fn stop(mut self) {
        Command::new("kill").arg(self.child.id().to_string()).status().expect("kill");
        for _ in 0..600 {
            if let Some(status) = self.child.try_wait().expect("a child") {
                assert!(status.success(), "{status}");
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("the product did not end within thirty seconds");
    }
}

impl Drop for Product {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
