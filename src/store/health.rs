//! Whether the database can be read.

use super::{Store, StoreError};

impl Store {
    /// Reads a row of the file, if it has one.
    pub async fn ping(&self) -> Result<(), StoreError> {
        sqlx::query!("select article_id from article limit 1").fetch_optional(&self.readers).await?;
        Ok(())
    }
}
