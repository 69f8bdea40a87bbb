//! ALL SQL of the program, one file per subject. Opens and migrates the database; two pools: readers, and one writer.
//! Imports only `domain`.

mod error;
mod words;

pub use error::StoreError;

use sqlx::SqlitePool;

/// The database.
#[derive(Debug, Clone)]
pub struct Store {
    /// Opened read-only: pages read through these.
    pub(crate) readers: SqlitePool,
    /// One connection; every write is a `begin immediate`.
    pub(crate) writer: SqlitePool,
}
