//! Which file has which picture.

use std::collections::BTreeMap;

use super::{Store, StoreError, Writing};

/// A picture that is kept here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptPicture {
    pub file: String,
    pub width: u32,
    pub height: u32,
}

impl Store {
    /// Those of `urls` that are kept.
    pub async fn pictures(&self, urls: &[String]) -> Result<BTreeMap<String, KeptPicture>, StoreError> {
        let urls = serde_json::json!(urls).to_string();
        let rows = sqlx::query!(
            r#"select p.url, p.file, p.width, p.height
               from json_each(?) asked cross join picture p on p.url = asked.value"#,
            urls
        );
        let rows = rows.fetch_all(&self.readers).await?;
        let side = |column, side: i64| {
            u32::try_from(side).map_err(|_| StoreError::corrupt("picture", column, &side.to_string()))
        };
        rows.into_iter()
            .map(|row| {
                let (width, height) = (side("width", row.width)?, side("height", row.height)?);
                Ok((row.url, KeptPicture { file: row.file, width, height }))
            })
            .collect()
    }
}

impl Writing {
    /// Notes that the picture at `url` is kept.
    pub async fn keep_picture(&mut self, url: &str, picture: &KeptPicture) -> Result<(), StoreError> {
        sqlx::query!(
            "insert into picture (url, file, width, height) values (?, ?, ?, ?)
             on conflict (url) do update set file = excluded.file, width = excluded.width, height = excluded.height",
            url,
            picture.file,
            picture.width,
            picture.height
        )
        .execute(self.connection())
        .await?;
        Ok(())
    }
}
