//! What can go wrong in the database. Knows nothing of who asked.

use thiserror::Error;

/// What can go wrong in the database.
#[derive(Debug, Error)]
pub enum StoreError {
    #[error("database: {0}")]
    Sqlite(#[from] sqlx::Error),
    #[error("database migration: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
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
