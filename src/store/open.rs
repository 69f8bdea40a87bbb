//! Opens the database: checks it, migrates it, makes the two pools. Knows no table of ours.

use std::path::Path;

use sqlx::migrate::Migrator;

use super::lock::OpeningLock;
use super::place::{check_folder, make_private};
use super::pools::{readers, writer};
use super::{Store, StoreError, check};

pub(super) static MIGRATOR: Migrator = sqlx::migrate!();

impl Store {
    /// Opens the database at `path`, making or migrating it where needed. A database that is damaged, or newer than
    /// this program, is refused and left untouched.
    pub async fn open(path: &Path) -> Result<Self, StoreError> {
        check_folder(path)?;
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

#[cfg(test)]
#[path = "open_tests.rs"]
mod tests;
