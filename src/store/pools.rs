//! Connections to a database, as SQLite is set for them: one that writes, a few that read.

use std::path::Path;
use std::time::Duration;

use sqlx::SqlitePool;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

use super::StoreError;

/// How long a writer waits for another process's transaction.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// Memory of all readers together, in KiB: what the lists of one page need stays there.
const READERS_CACHE: u32 = 49_152;
const WAL_BYTES: &str = "67108864";
/// Memory of the writer, as negative KiB: a transaction that does not fit is written to the log several times.
const WRITER_CACHE: &str = "-32768";

pub(super) async fn writer(path: &Path) -> Result<SqlitePool, StoreError> {
    Ok(pool(1).connect_with(writing(path)).await?)
}

pub(super) async fn readers(path: &Path) -> Result<SqlitePool, StoreError> {
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
pub(super) fn writing(path: &Path) -> SqliteConnectOptions {
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
