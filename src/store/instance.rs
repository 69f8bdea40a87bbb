//! What is set for the house as a whole. One row.

use super::{Store, StoreError, Writing};
use crate::domain::Visibility;

/// Who can read here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Instance {
    pub visibility: Visibility,
    /// Whether anybody has an account. Before, there is nothing to sign in to.
    pub has_users: bool,
}

impl Instance {
    /// Whether only those who are signed in can read.
    #[must_use]
    pub fn is_private(self) -> bool {
        self.has_users && self.visibility == Visibility::Private
    }
}

impl Store {
    /// What is set, and whether anybody has an account.
    pub async fn instance(&self) -> Result<Instance, StoreError> {
        let row = sqlx::query!(
            r#"select visibility, exists (select 1 from user) as "has_users!: bool" from instance where instance_id = 1"#
        )
        .fetch_one(&self.readers)
        .await?;
        let visibility = Visibility::parse(&row.visibility);
        let corrupt = || StoreError::corrupt("instance", "visibility", &row.visibility);
        Ok(Instance { visibility: visibility.ok_or_else(corrupt)?, has_users: row.has_users })
    }
}

impl Writing {
    pub async fn set_visibility(&mut self, visibility: Visibility) -> Result<(), StoreError> {
        let visibility = visibility.as_str();
        sqlx::query!("update instance set visibility = ?", visibility).execute(self.connection()).await?;
        Ok(())
    }
}
