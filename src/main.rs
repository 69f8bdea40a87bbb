//! Parses the configuration, starts tracing, runs one command; no logic.

mod commands;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;
use onrecord::config::Config;
use tracing_subscriber::EnvFilter;

use commands::{Refused, Tidy};

fn main() -> ExitCode {
    let config = Config::parse();
    let ended = start_tracing(&config.settings.log).and_then(|()| commands::run(config));
    ended
        .unwrap_or_else(|error| {
            // Where even standard error is gone, the status still tells.
            let _ = writeln!(io::stderr(), "onrecord: {}", commands::told(&error));
            commands::exit_of(&error)
        })
        .into()
}

fn start_tracing(filter: &str) -> anyhow::Result<()> {
    // A statement that the disk keeps waiting is no news to who runs a house, and would be written out as SQL.
    let quiet = if filter.contains("sqlx") { filter.to_owned() } else { format!("{filter},sqlx=error") };
    let filter = EnvFilter::try_new(quiet).map_err(|e| Refused(format!("--log {filter:?}: {e}")))?;
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(Tidy::default).with_ansi(false).init();
    Ok(())
}
