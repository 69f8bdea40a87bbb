//! ALL SQL of the program, one file per subject. Opens and migrates the database; two pools: readers, and one writer.
//! Imports only `domain`.

mod articles;
mod backup;
mod check;
mod error;
mod lock;
mod open;
mod persons;
mod readings;
mod words;
mod writing;

pub use articles::{ArticleRow, Saved, StoredArticle};
pub use error::StoreError;
pub use lock::ServerLock;
pub use persons::Namesakes;
pub use writing::Writing;

use sqlx::SqlitePool;

/// The database.
#[derive(Debug, Clone)]
pub struct Store {
    /// Opened read-only: pages read through these.
    pub(crate) readers: SqlitePool,
    /// One connection; every write is a `begin immediate`.
    pub(crate) writer: SqlitePool,
}
