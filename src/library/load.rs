//! Loads seed files: one transaction per article, so that a kill at any moment leaves each whole or not there at all.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use tokio::task::{JoinHandle, spawn_blocking};

use super::ahead::{Parsed, Prepared, prepare, start_reading};
use super::report::{FileReport, Progress, Summary, shown};
use super::settle::{finish, settle};
use crate::analysis;
use crate::domain::{Article, Outcome, Reading};
use crate::ingest::walk;
use crate::store::{Arrival, Saved, Store, StoreError};

/// The persons of what was loaded are settled after so many articles for the first time, then each time as many more
/// have come as there were: settling often would look at the same namesakes again and again.
const FIRST_SETTLE: usize = 500;

/// Loads the files that `paths` name, and every `*.txt` in the folders they name. The same file again changes nothing;
/// a changed one becomes a new revision; one that is gone removes nothing. `progress` is called for every file, in
/// order, once what it is told is on the disk.
pub async fn load(
    store: &Store,
    paths: &[PathBuf],
    now: Timestamp,
    progress: &mut (dyn FnMut(&FileReport, Progress) + Send),
) -> Result<Summary, StoreError> {
    finish(store).await?;
    let paths = paths.to_vec();
    let files = spawn_blocking(move || walk(&paths)).await.unwrap_or_default();
    let total = files.len();
    let mut prepared = prepare(store, files);
    let mut summary = Summary::default();
    let mut settle_at = FIRST_SETTLE;
    while let Some(file) = prepared.recv().await {
        let report = write(store, file?, now).await?;
        summary.count(report.outcome);
        progress(&report, Progress { done: summary.files(), total });
        if summary.written() >= settle_at {
            settle(store).await?;
            settle_at = summary.written() * 2;
        }
    }
    // Where nothing was added, an upgrade's work is left to whoever rereads: a server must not wait for it to start.
    if summary.written() > 0 {
        settle(store).await?;
    }
    Ok(summary)
}

async fn write(store: &Store, file: Prepared, now: Timestamp) -> Result<FileReport, StoreError> {
    match file.parsed {
        Ok(parsed) => write_parsed(store, &file.path, parsed, now).await,
        Err(reason) => Ok(FileReport::skipped(&file.path, reason)),
    }
}

async fn write_parsed(store: &Store, path: &Path, parsed: Parsed, now: Timestamp) -> Result<FileReport, StoreError> {
    let Parsed { article, origin, mut warnings, reading } = parsed;
    if store.is_removed(&article.id()).await? {
        return Ok(FileReport::deleted(path, &article.id()));
    }
    let (outcome, replaced) = match reading_of(store, &article, &origin, reading).await? {
        Some(Ok(reading)) => save(store, &article, &origin, &reading, now).await?,
        Some(Err(reason)) => return Ok(FileReport::skipped(path, reason)),
        None => (Outcome::Unchanged, None),
    };
    if outcome == Outcome::Deleted {
        return Ok(FileReport::deleted(path, &article.id()));
    }
    warnings.extend(
        replaced.map(|other| {
            format!("revised: same address as {}, whose text is now an earlier one", shown(other.as_ref()))
        }),
    );
    let id = Some(article.id().as_str().to_owned());
    Ok(FileReport { file: shown(path), outcome, id, reason: None, warnings })
}

/// The article's reading, where it is needed. One that was there when it was looked up ahead may have been replaced
/// since, by an earlier file of the same load.
async fn reading_of(
    store: &Store,
    article: &Article,
    origin: &str,
    started: Option<JoinHandle<Reading>>,
) -> Result<Option<Result<Reading, String>>, StoreError> {
    let started = match started {
        Some(started) => started,
        None if store.has_article(article, origin).await? => return Ok(None),
        None => start_reading(article),
    };
    Ok(Some(started.await.map_err(|error| {
        tracing::error!(article = %article.id(), %error, "the analysis failed on an article");
        "the analysis failed on it, which is a fault of this program".to_owned()
    })))
}

/// Saves an article with its reading; what became of it, and which other file's text it took the place of.
async fn save(
    store: &Store,
    article: &Article,
    origin: &str,
    reading: &Reading,
    now: Timestamp,
) -> Result<(Outcome, Option<String>), StoreError> {
    let mut writing = store.write().await?;
    let (row, outcome, replaced) = match writing.save_article(article, Arrival::file(origin), now).await? {
        Saved::New(row) => (row, Outcome::Loaded, None),
        Saved::Revised(row) => (row, Outcome::Revised, None),
        Saved::Replaced(row, other) => (row, Outcome::Revised, Some(other)),
        // A file is always shown.
        Saved::HeldBack(_) | Saved::Unchanged => return Ok((Outcome::Unchanged, None)),
        Saved::Removed => return Ok((Outcome::Deleted, None)),
    };
    writing.save_reading(row, &article.id(), reading, analysis::VERSION).await?;
    writing.commit().await?;
    Ok((outcome, replaced))
}

#[cfg(test)]
#[path = "load_tests.rs"]
mod tests;
