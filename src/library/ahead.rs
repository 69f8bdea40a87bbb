//! Reads files and analyses their articles ahead of the writer, on another core, in order, and never far ahead.

use std::path::PathBuf;

use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::task::{JoinHandle, spawn_blocking};

use super::report::shown;
use crate::analysis;
use crate::domain::{Article, Reading};
use crate::ingest::{Found, seed};
use crate::store::{Store, StoreError};

/// How many files may wait for the next hand.
const AHEAD: usize = 8;

/// A file that was read, and what is under way for it.
pub(super) struct Prepared {
    pub(super) path: PathBuf,
    /// The article, or the reason why there is none.
    pub(super) parsed: Result<Parsed, String>,
}

pub(super) struct Parsed {
    pub(super) article: Article,
    pub(super) origin: String,
    pub(super) warnings: Vec<String>,
    /// `None` where the database had the article already.
    pub(super) reading: Option<JoinHandle<Reading>>,
}

/// Starts on `files`; what comes out has their order. Ends when the receiver is dropped.
pub(super) fn prepare(store: &Store, files: Vec<Found>) -> Receiver<Result<Prepared, StoreError>> {
    let (to_check, parsed) = channel(AHEAD);
    let (to_write, prepared) = channel(AHEAD);
    spawn_blocking(move || parse_all(files, &to_check));
    tokio::spawn(read_all(store.clone(), parsed, to_write));
    prepared
}

/// Analyses one article on another thread.
pub(super) fn start_reading(article: &Article) -> JoinHandle<Reading> {
    let article = article.clone();
    spawn_blocking(move || analysis::read(&article))
}

fn parse_all(files: Vec<Found>, next: &Sender<Prepared>) {
    for file in files {
        if next.blocking_send(parse(file)).is_err() {
            return;
        }
    }
}

fn parse(file: Found) -> Prepared {
    let found = match file.refused {
        Some(why) => Err(why.to_string()),
        None => seed::read(&file.path).map_err(|error| error.to_string()),
    };
    let parsed = found.map(|seed| Parsed {
        article: seed.article,
        origin: file.path.file_name().map(|name| shown(name.as_ref())).unwrap_or_default(),
        warnings: seed.warnings.iter().map(ToString::to_string).collect(),
        reading: None,
    });
    Prepared { path: file.path, parsed }
}

async fn read_all(store: Store, mut parsed: Receiver<Prepared>, next: Sender<Result<Prepared, StoreError>>) {
    while let Some(mut file) = parsed.recv().await {
        let checked = match &mut file.parsed {
            Ok(parsed) => start_where_new(&store, parsed).await,
            Err(_) => Ok(()),
        };
        if next.send(checked.map(|()| file)).await.is_err() {
            return;
        }
    }
}

/// An article that is already there needs no second reading.
async fn start_where_new(store: &Store, parsed: &mut Parsed) -> Result<(), StoreError> {
    if !store.has_article(&parsed.article, &parsed.origin).await? {
        parsed.reading = Some(start_reading(&parsed.article));
    }
    Ok(())
}
