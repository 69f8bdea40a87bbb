//! One write: a transaction that has the write lock from its first statement on. What it changes is seen by nobody
//! before [`Writing::commit`], and not at all if it is dropped.

use sqlx::{Sqlite, SqliteConnection, Transaction};

use super::{Store, StoreError};

/// A transaction of the one writer.
#[derive(Debug)]
pub struct Writing {
    transaction: Transaction<'static, Sqlite>,
}

impl Store {
    /// Begins a write, waiting for one that another process has under way.
    pub async fn write(&self) -> Result<Writing, StoreError> {
        // A deferred transaction that reads and then writes fails at once when another process wrote in between.
        Ok(Writing { transaction: self.writer.begin_with("begin immediate").await? })
    }

    /// Moves what was written last from the log into the file, and empties the log. Where a long read is in the way, that
    /// is done by a later write.
    pub async fn empty_log(&self) -> Result<(), StoreError> {
        sqlx::query("pragma wal_checkpoint(truncate)").execute(&self.writer).await?;
        Ok(())
    }

    /// A number that every committed write changes, of whichever process: the key of whatever is kept in memory.
    pub async fn data_version(&self) -> Result<i64, StoreError> {
        Ok(sqlx::query_scalar!("select value from data_version").fetch_one(&self.readers).await?)
    }

    /// The same for what is kept outside, by browsers: also another in a database made anew, whose numbers begin again.
    pub async fn data_stamp(&self) -> Result<String, StoreError> {
        let stamp = sqlx::query_scalar!(
            r#"select value || ' ' || coalesce((select loaded_at from revision order by revision_id desc limit 1), '')
                 as "stamp!: String"
               from data_version"#
        );
        Ok(stamp.fetch_one(&self.readers).await?)
    }
}

impl Writing {
    /// Makes everything written so visible and lasting.
    pub async fn commit(mut self) -> Result<(), StoreError> {
        sqlx::query!("update data_version set value = value + 1").execute(self.connection()).await?;
        Ok(self.transaction.commit().await?)
    }

    /// The same for what no page of articles shows, such as who is signed in: what browsers keep stays good.
    pub async fn commit_unseen(self) -> Result<(), StoreError> {
        Ok(self.transaction.commit().await?)
    }

    /// From now on the place of what is deleted is overwritten in the file; or no longer, which is quicker.
    pub async fn overwrite_what_is_deleted(&mut self, wanted: bool) -> Result<(), StoreError> {
        let pragma = if wanted { "pragma secure_delete = on" } else { "pragma secure_delete = off" };
        sqlx::query(pragma).execute(self.connection()).await?;
        Ok(())
    }

    pub(super) fn connection(&mut self) -> &mut SqliteConnection {
        &mut self.transaction
    }
}
