//! Which article stands at an address: at its own, or at another that led there when it was fetched.

use super::{JobArticle, Store, StoreError, Writing};
use crate::domain::ArticleId;

impl Store {
    /// The article at `id`, as far as a link to it needs it.
    pub async fn article_at(&self, id: &ArticleId) -> Result<Option<JobArticle>, StoreError> {
        let id = id.as_str();
        let article = sqlx::query_as!(
            JobArticle,
            "select public_id as id, slug, title from article where public_id = ? and removed = 0",
            id
        );
        Ok(article.fetch_optional(&self.readers).await?)
    }

    /// The article whose own address is the canonical `address`, which gives `id`, or that was fetched by it.
    pub async fn article_from(&self, id: &ArticleId, address: &str) -> Result<Option<JobArticle>, StoreError> {
        if let Some(article) = self.article_at(id).await? {
            return Ok(Some(article));
        }
        let article = sqlx::query_as!(
            JobArticle,
            "select a.public_id as id, a.slug, a.title
             from other_address o cross join article a on a.public_id = o.article and a.removed = 0
             where o.address = ?",
            address
        );
        Ok(article.fetch_optional(&self.readers).await?)
    }

    /// Whether the article with this id, or the one that the canonical `address` led to, was deleted.
    pub async fn was_removed_from(&self, id: &ArticleId, address: &str) -> Result<bool, StoreError> {
        let id = id.as_str();
        let found = sqlx::query_scalar!(
            r#"select exists (select 1 from removed_article where public_id = ?)
                 or exists (select 1 from other_address o cross join removed_article r on r.public_id = o.article
                            where o.address = ?) as "found!: bool""#,
            id,
            address
        );
        Ok(found.fetch_one(&self.readers).await?)
    }
}

impl Writing {
    /// Notes that the canonical `address` leads to the article at `id`.
    pub async fn note_address(&mut self, address: &str, id: &ArticleId) -> Result<(), StoreError> {
        let id = id.as_str();
        sqlx::query!("insert or replace into other_address (address, article) values (?, ?)", address, id)
            .execute(self.connection())
            .await?;
        Ok(())
    }
}
