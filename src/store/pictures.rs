//! Which file has which picture.

use std::collections::BTreeMap;

use super::{Store, StoreError, Writing};
use crate::domain::ArticleId;

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

    /// The addresses of those kept that the article at `id` shows, in any revision, and no other article.
    pub async fn pictures_of_none_but(&self, id: &ArticleId) -> Result<Vec<String>, StoreError> {
        let id = id.as_str();
        let shown = sqlx::query_scalar!(
            r#"select p.url as "url!" from article a cross join revision r on r.article_id = a.article_id
                 cross join json_each(r.layout, '$.blocks') b
                 cross join picture p on p.url = b.value ->> '$.picture.url'
               where a.public_id = ?"#,
            id
        );
        let mut alone = Vec::new();
        for url in shown.fetch_all(&self.readers).await? {
            let spelled = serde_json::json!(url).to_string();
            let elsewhere = sqlx::query_scalar!(
                r#"select exists (
                     select 1 from revision r cross join article a on a.article_id = r.article_id
                     where instr(r.layout, ?) > 0 and a.public_id <> ?) as "found!: bool""#,
                spelled,
                id
            );
            if !alone.contains(&url) && !elsewhere.fetch_one(&self.readers).await? {
                alone.push(url);
            }
        }
        Ok(alone)
    }
}

impl Writing {
    /// Forgets the pictures at `urls`; the files that none has any more.
    pub async fn drop_pictures(&mut self, urls: &[String]) -> Result<Vec<String>, StoreError> {
        let mut files = Vec::new();
        for url in urls {
            let dropped = sqlx::query_scalar!("delete from picture where url = ? returning file", url);
            files.extend(dropped.fetch_optional(self.connection()).await?);
        }
        let mut free = Vec::new();
        for file in files {
            let found =
                sqlx::query_scalar!(r#"select exists (select 1 from picture where file = ?) as "found!: bool""#, file);
            if !found.fetch_one(self.connection()).await? {
                free.push(file);
            }
        }
        Ok(free)
    }

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
