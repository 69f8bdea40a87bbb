//! Parses the configuration, starts tracing, runs one command; no logic.

use std::io::{self, BufWriter};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use onrecord::config::{Command, Config};
use onrecord::library::analyse::{Input, analyse};

/// Some input was refused; the rest is done.
const BAD_INPUT: u8 = 2;

fn main() -> anyhow::Result<ExitCode> {
    match Config::parse().command {
        Some(Command::Analyse { paths }) => run_analyse(paths),
        None => Ok(ExitCode::SUCCESS),
    }
}

fn run_analyse(paths: Vec<PathBuf>) -> anyhow::Result<ExitCode> {
    let mut out = BufWriter::new(io::stdout().lock());
    let summary = analyse(Input::from_paths(paths), &mut out, &mut io::stderr().lock())?;
    Ok(ExitCode::from(if summary.refused == 0 { 0 } else { BAD_INPUT }))
}
