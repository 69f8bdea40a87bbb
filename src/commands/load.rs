//! `onrecord load`: says what became of the files. A line of `--json` is given out only when what it says is on the disk.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use jiff::Timestamp;
use onrecord::config::Settings;
use onrecord::exit::Exit;
use onrecord::library::{FileReport, Outcome, Progress, Summary, load};
use onrecord::store::Store;
use serde_json::json;

#[expect(clippy::disallowed_methods, reason = "this is where the clock is read, to be passed in")]
pub(super) async fn run(settings: Settings, paths: Vec<PathBuf>, json: bool) -> anyhow::Result<Exit> {
    let store = Store::open(&settings.db).await?;
    let progress_line = !json && io::stderr().is_terminal();
    let mut tell = |report: &FileReport, progress: Progress| {
        // Where nobody reads the reports any more, the loading goes on.
        let _ = if json { tell_program(report) } else { tell_reader(report, progress, progress_line) };
    };
    let summary = load(&store, &paths, Timestamp::now(), &mut tell).await;
    store.close().await;
    sum_up(summary?, json, progress_line)
}

fn tell_program(report: &FileReport) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{}", json!(report))?;
    out.flush()
}

/// Only what is not as it should be is worth a line of its own.
fn tell_reader(report: &FileReport, progress: Progress, progress_line: bool) -> io::Result<()> {
    let mut err = io::stderr().lock();
    let clear = if progress_line { "\r\x1b[K" } else { "" };
    for warning in &report.warnings {
        writeln!(err, "{clear}onrecord: {}: {warning}", report.file)?;
    }
    if matches!(report.outcome, Outcome::Skipped | Outcome::Deleted) {
        writeln!(err, "{clear}onrecord: {}: skipped: {}", report.file, report.reason.as_deref().unwrap_or_default())?;
    }
    if progress_line {
        write!(err, "{clear}{} of {} files", progress.done, progress.total)?;
    }
    err.flush()
}

fn sum_up(summary: Summary, json: bool, progress_line: bool) -> anyhow::Result<Exit> {
    if progress_line {
        write!(io::stderr(), "\r\x1b[K")?;
    }
    let Summary { loaded, revised, unchanged, deleted, skipped } = summary;
    if json {
        writeln!(io::stdout(), "{}", json!({ "summary": summary }))?;
    } else {
        let deleted = if deleted == 0 { String::new() } else { format!(", {deleted} deleted here") };
        writeln!(
            io::stdout(),
            "{loaded} loaded, {revised} revised, {unchanged} unchanged{deleted}, {skipped} skipped"
        )?;
    }
    Ok(if skipped == 0 { Exit::Done } else { Exit::BadInput })
}
