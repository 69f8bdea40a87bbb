//! Which surnames wait for their persons to be settled, and which belong together. Derived state. What makes the key of a
//! surname stands in `analysis::identity`; here are only the rows.

use serde_json::{Value, json};

use super::{Store, StoreError, Writing};

impl Store {
    /// Whether anything is left to do for [`Writing::unsettled_keys`], [`Writing::unsettled_records`] or
    /// [`Writing::count_some`].
    pub async fn has_unsettled(&self) -> Result<bool, StoreError> {
        let found = sqlx::query_scalar!(
            r#"select exists (select 1 from unsettled_surname) or exists (select 1 from unsettled_record)
                 or exists (select 1 from unsettled_summary) as "found!: bool""#
        );
        Ok(found.fetch_one(&self.readers).await?)
    }

    /// The version of the identity rules that settled the persons.
    pub async fn identity_version(&self) -> Result<i64, StoreError> {
        Ok(sqlx::query_scalar!("select version from identity_version").fetch_one(&self.readers).await?)
    }
}

impl Writing {
    /// Lets every surname wait, to be settled by the rules of `version`.
    pub async fn unsettle_everyone(&mut self, version: u32) -> Result<(), StoreError> {
        sqlx::query!("delete from surname_key").execute(self.connection()).await?;
        sqlx::query!(
            "insert or ignore into unsettled_surname (surname)
             select surname from cast_member union select surname from person"
        )
        .execute(self.connection())
        .await?;
        sqlx::query!("update identity_version set version = ?", version).execute(self.connection()).await?;
        Ok(())
    }

    /// The surnames that wait and have no key yet.
    pub async fn surnames_without_key(&mut self) -> Result<Vec<String>, StoreError> {
        let found = sqlx::query_scalar!(
            "select surname from unsettled_surname u
             where not exists (select 1 from surname_key k where k.surname = u.surname) order by surname"
        );
        Ok(found.fetch_all(self.connection()).await?)
    }

    /// Writes the keys of surnames, as pairs of both.
    pub async fn save_surname_keys(&mut self, keys: &[(String, String)]) -> Result<(), StoreError> {
        let keys = keys.iter().map(|(surname, key)| json!([surname, key])).collect::<Value>().to_string();
        sqlx::query!(
            "insert or replace into surname_key (surname, key)
             select value ->> 0, value ->> 1 from json_each(?) order by value ->> 0",
            keys
        )
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Some of the keys whose surnames wait; none when done.
    pub async fn unsettled_keys(&mut self) -> Result<Vec<String>, StoreError> {
        let found = sqlx::query_scalar!(
            "select distinct k.key from unsettled_surname u cross join surname_key k using (surname) order by k.key limit 100"
        );
        Ok(found.fetch_all(self.connection()).await?)
    }

    /// The surnames of a key wait no more.
    pub(super) async fn mark_settled(&mut self, key: &str) -> Result<(), StoreError> {
        sqlx::query!(
            "delete from unsettled_surname where surname in (select surname from surname_key where key = ?)",
            key
        )
        .execute(self.connection())
        .await?;
        Ok(())
    }
}
