//! Parses the configuration, starts tracing, runs one command; no logic.

use std::io::{self, BufWriter};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use onrecord::config::{Command, Config};
use onrecord::exit::Exit;
use onrecord::library::analyse::{Input, analyse};

fn main() -> anyhow::Result<ExitCode> {
    match Config::parse().command {
        Some(Command::Analyse { paths }) => run_analyse(paths),
        _ => Ok(ExitCode::SUCCESS),
    }
}

fn run_analyse(paths: Vec<PathBuf>) -> anyhow::Result<ExitCode> {
    let mut out = BufWriter::new(io::stdout().lock());
    let summary = analyse(Input::from_paths(paths), &mut out, &mut io::stderr().lock())?;
    Ok(if summary.refused == 0 { Exit::Done } else { Exit::BadInput }.into())
}
