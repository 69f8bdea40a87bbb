//! Opens the database: checks it, migrates it, makes the two pools. Knows the file and SQLite's settings, no table of
//! ours.

use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::time::Duration;

use sqlx::SqlitePool;
use sqlx::migrate::Migrator;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

use super::lock::OpeningLock;
use super::{Store, StoreError, check};

pub(super) static MIGRATOR: Migrator = sqlx::migrate!();

/// How long a writer waits for another process's transaction.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// Memory of all readers together, in KiB: what the lists of one page need stays there.
const READERS_CACHE: u32 = 49_152;
const WAL_BYTES: &str = "67108864";
/// Memory of the writer, as negative KiB: a transaction that does not fit is written to the log several times.
const WRITER_CACHE: &str = "-32768";

impl Store {
    /// Opens the database at `path`, making or migrating it where needed. A database that is damaged, or newer than
    /// this program, is refused and left untouched.
    pub async fn open(path: &Path) -> Result<Self, StoreError> {
        check::folder(path)?;
        let lock = OpeningLock::take(path).await?;
        check::file(path, &MIGRATOR).await?;
        make_private(path);
        let writer = writer(path).await?;
        check::sqlite_version(&writer).await?;
        MIGRATOR.run(&writer).await?;
        drop(lock);
        Ok(Self { writer, readers: readers(path).await? })
    }

    /// Ends all connections; the last one out moves the log into the database file.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

/// Makes the file of a new database, for nobody else to read: it will hold what people are recognized by. Where it is there
/// already, or cannot be made, SQLite goes on and says what is wrong.
pub(super) fn make_private(path: &Path) {
    let _ = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
}

async fn writer(path: &Path) -> Result<SqlitePool, StoreError> {
    Ok(pool(1).connect_with(writing(path)).await?)
}

async fn readers(path: &Path) -> Result<SqlitePool, StoreError> {
    let count = std::thread::available_parallelism().map_or(2, std::num::NonZero::get).clamp(2, 8);
    let count = u32::try_from(count).unwrap_or(2);
    let cache = format!("-{}", READERS_CACHE / count);
    Ok(pool(count).connect_with(reading(path).pragma("cache_size", cache)).await?)
}

/// Connections to a file do not go stale, so they are neither tested nor renewed.
fn pool(connections: u32) -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .max_connections(connections)
        .test_before_acquire(false)
        .idle_timeout(None)
        .max_lifetime(None)
}

/// `synchronous` is full: a commit that was acknowledged is on the disk, and outlives the loss of power as well as the
/// end of the process. It costs a sync per commit, which is why the loader reads ahead while it waits.
fn writing(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .foreign_keys(true)
        .busy_timeout(BUSY_TIMEOUT)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .pragma("journal_size_limit", WAL_BYTES)
        .pragma("cache_size", WRITER_CACHE)
}

pub(super) fn reading(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new().filename(path).read_only(true).busy_timeout(BUSY_TIMEOUT)
}

#[cfg(test)]
#[path = "open_tests.rs"]
mod tests;
