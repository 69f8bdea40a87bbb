//! Deleted articles: hidden with all that was made of them, brought back, or purged. That there was one is remembered in
//! any case.

use jiff::Timestamp;

use super::cells::Page;
use super::{Store, StoreError, Writing};
use crate::domain::ArticleId;

/// A deleted article, for whoever may bring it back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemovedArticle {
    pub id: String,
    pub slug: String,
    pub title: String,
    pub site: String,
    pub removed_at: Timestamp,
    pub removed_by: String,
}

impl Store {
    /// Whether there was an article at `id` that somebody deleted.
    pub async fn is_removed(&self, id: &ArticleId) -> Result<bool, StoreError> {
        let id = id.as_str();
        let found = sqlx::query_scalar!(
            r#"select exists (select 1 from removed_article where public_id = ?) as "found!: bool""#,
            id
        );
        Ok(found.fetch_one(&self.readers).await?)
    }

    /// The deleted article at `id`, if its text is there still.
    pub async fn removed_article(&self, id: &ArticleId) -> Result<Option<RemovedArticle>, StoreError> {
        let id = id.as_str();
        let row = sqlx::query_as!(
            RemovedRow,
            "select r.public_id, a.slug, a.title, a.site, r.removed_at, r.removed_by
             from removed_article r join article a on a.public_id = r.public_id where r.public_id = ?",
            id
        );
        row.fetch_optional(&self.readers).await?.map(RemovedRow::read).transpose()
    }

    /// `size` deleted articles whose text is there still, those deleted last first, from behind `before` on: the time and
    /// the id of one.
    pub async fn removed_articles(
        &self,
        before: Option<(Timestamp, &str)>,
        size: usize,
    ) -> Result<Page<RemovedArticle>, StoreError> {
        let limit = i64::try_from(size).unwrap_or(i64::MAX).saturating_add(1);
        // "~" sorts after every digit.
        let (time, id) = before.map_or_else(|| ("~".to_owned(), ""), |(time, id)| (time.to_string(), id));
        let rows = sqlx::query_as!(
            RemovedRow,
            "select r.public_id, a.slug, a.title, a.site, r.removed_at, r.removed_by
             from removed_article r cross join article a on a.public_id = r.public_id
             where (r.removed_at, r.public_id) < (?, ?)
             order by r.removed_at desc, r.public_id desc limit ?",
            time,
            id,
            limit
        );
        let rows = rows.fetch_all(&self.readers).await?;
        Ok(Page::cut(rows.into_iter().map(RemovedRow::read).collect::<Result<_, _>>()?, size))
    }
}

struct RemovedRow {
    public_id: String,
    slug: String,
    title: String,
    site: String,
    removed_at: String,
    removed_by: String,
}

impl RemovedRow {
    fn read(self) -> Result<RemovedArticle, StoreError> {
        let removed_at = self.removed_at.parse();
        Ok(RemovedArticle {
            removed_at: removed_at
                .map_err(|_| StoreError::corrupt("removed_article", "removed_at", &self.removed_at))?,
            id: self.public_id,
            slug: self.slug,
            title: self.title,
            site: self.site,
            removed_by: self.removed_by,
        })
    }
}

impl Writing {
    /// Whether there was an article at `id` that somebody deleted.
    pub(super) async fn was_removed(&mut self, id: &ArticleId) -> Result<bool, StoreError> {
        let id = id.as_str();
        let found = sqlx::query_scalar!(
            r#"select exists (select 1 from removed_article where public_id = ?) as "found!: bool""#,
            id
        );
        Ok(found.fetch_one(self.connection()).await?)
    }

    /// Deletes the article at `id`: its text is hidden, what was made of it is dropped. Its title, if there was one. Who its
    /// persons are is settled afterwards.
    pub async fn remove_article(
        &mut self,
        id: &ArticleId,
        by: &str,
        now: Timestamp,
    ) -> Result<Option<String>, StoreError> {
        let (id, now) = (id.as_str(), now.to_string());
        let found = sqlx::query!(
            r#"update article set removed = 1, statement_count = 0 where public_id = ? and removed = 0
               returning article_id as "article_id!", title as "title!""#,
            id
        );
        let Some(found) = found.fetch_optional(self.connection()).await? else { return Ok(None) };
        self.drop_reading(found.article_id).await?;
        self.unindex(found.article_id).await?;
        sqlx::query!("insert into removed_article (public_id, removed_at, removed_by) values (?, ?, ?)", id, now, by)
            .execute(self.connection())
            .await?;
        Ok(Some(found.title))
    }

    /// Brings a deleted article back, unread; its title, if its text was there still.
    pub async fn restore_article(&mut self, id: &ArticleId) -> Result<Option<String>, StoreError> {
        let id = id.as_str();
        let title = sqlx::query_scalar!(
            r#"update article set removed = 0, analysis_version = 0 where public_id = ? and removed = 1
               returning title as "title!""#,
            id
        );
        let title = title.fetch_optional(self.connection()).await?;
        if title.is_some() {
            sqlx::query!("delete from removed_article where public_id = ?", id).execute(self.connection()).await?;
        }
        Ok(title)
    }

    /// Takes the text of a deleted article away, with every revision; its title, if it was there still.
    pub async fn purge_article(&mut self, id: &ArticleId) -> Result<Option<String>, StoreError> {
        let id = id.as_str();
        let title = sqlx::query_scalar!(
            r#"delete from article where public_id = ? and removed = 1 returning title as "title!""#,
            id
        );
        let title = title.fetch_optional(self.connection()).await?;
        if title.is_some() {
            sqlx::query!("update removed_article set purged = 1 where public_id = ?", id)
                .execute(self.connection())
                .await?;
        }
        Ok(title)
    }
}
