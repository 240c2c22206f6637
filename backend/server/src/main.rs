//! The program.

use std::process::ExitCode;

use clap::Parser;
use server::command::execute;
use server::config::Cli;

fn main() -> ExitCode {
    let levels = tracing_subscriber::EnvFilter::try_from_env("KAKEHASHI_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info,actix_server=warn"));
    tracing_subscriber::fmt().with_env_filter(levels).with_writer(std::io::stderr).init();
    match execute(Cli::parse().command) {
        Ok(code) => code,
        Err(error) => {
            tracing::error!("{error}");
            ExitCode::FAILURE
        }
    }
}
