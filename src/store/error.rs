//! What can go wrong in the database. Knows nothing of who asked.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

/// What can go wrong in the database.
#[derive(Debug, Error)]
pub enum StoreError {
    #[error("database: {0}")]
    Sqlite(#[source] sqlx::Error),
    /// The file system has no room for the change; nothing of it was kept.
    #[error("database: disk full (SQLite 13); nothing of this change was kept")]
    Full,
    /// The file or its folder cannot be written.
    #[error("database: read-only; reading goes on, nothing can be changed")]
    ReadOnly,
    /// Somebody else was writing for longer than a writer waits.
    #[error("database: busy, another process is writing; try again")]
    Busy,
    /// All connections are taken, and stayed so for longer than a reader waits.
    #[error("database: too many at once; try again")]
    Crowded,
    #[error("database migration: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// The database was written by a newer program, or its schema by another one.
    #[error("{path}: this database is newer than this program (schema {found}, known are 1 to {known}); it was left untouched. Use the newer program", path = path.display())]
    Newer { path: PathBuf, found: i64, known: i64 },
    #[error("{path}: migration {version} of this database differs from the one this program knows; the file was left untouched", path = path.display())]
    Altered { path: PathBuf, version: i64 },
    /// The file is damaged, or no database at all.
    #[error("{path}: damaged or not a database ({detail}); the file was left untouched. {advice}", path = path.display())]
    Damaged { path: PathBuf, detail: String, advice: String },
    #[error("{path}: cannot be opened as a database: {detail}", path = path.display())]
    CannotOpen { path: PathBuf, detail: String },
    #[error("{path}: cannot be written: {source}. The folder of the database must be writable: make it so, or name another file with --db", path = path.display())]
    Lock { path: PathBuf, source: io::Error },
    #[error("{path}: another process has been starting on this database for {seconds} seconds", path = path.display())]
    Starting { path: PathBuf, seconds: u64 },
    #[error("{path}: already running{}", .pid.map(|pid| format!(" (pid {pid})")).unwrap_or_default(), path = path.display())]
    Running { path: PathBuf, pid: Option<u32> },
    #[error(
        "SQLite {found} is too old: 3.51.3 or later is needed, earlier ones can damage a database that two processes use"
    )]
    OldSqlite { found: String },
    /// A stored value that the program cannot have written.
    #[error("database: {table}.{column} holds {value:?}, which no version of this program writes")]
    Corrupt { table: &'static str, column: &'static str, value: String },
}

impl StoreError {
    /// For `ok_or_else`: the value found in `table.column` means nothing.
    pub(crate) fn corrupt(table: &'static str, column: &'static str, value: &str) -> Self {
        Self::Corrupt { table, column, value: value.to_owned() }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        if matches!(error, sqlx::Error::PoolTimedOut) {
            return Self::Crowded;
        }
        match sqlite_code(&error).map(|code| code & 0xff) {
            Some(5 | 6) => Self::Busy,
            Some(8) => Self::ReadOnly,
            Some(13) => Self::Full,
            _ => Self::Sqlite(error),
        }
    }
}

/// What SQLite says of an error, in its own words and without the library's, on one line.
pub(super) fn sqlite_words(error: &sqlx::Error) -> String {
    let words = error.as_database_error().map_or_else(|| error.to_string(), |found| found.message().to_owned());
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// SQLite's extended result code, where the error came from there.
pub(super) fn sqlite_code(error: &sqlx::Error) -> Option<u32> {
    error.as_database_error()?.code()?.parse().ok()
}
