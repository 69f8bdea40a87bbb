//! What there is, for those who want to see everything: articles, then persons. Two queries, however many there are.

use super::{Store, StoreError};

/// A page of the house.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    Article { id: String, slug: String, loaded_at: String },
    Person { slug: String },
}

impl Store {
    /// How many pages there are of articles and persons.
    pub async fn place_count(&self) -> Result<i64, StoreError> {
        let count = sqlx::query_scalar!(
            r#"select (select count(*) from article) + (select count(*) from person) as "count!: i64""#
        );
        Ok(count.fetch_one(&self.readers).await?)
    }

    /// `size` of them behind the first `skipped`.
    pub async fn places(&self, skipped: i64, size: i64) -> Result<Vec<Place>, StoreError> {
        let rows = sqlx::query!(
            r#"select 0 as "kind!: i64", a.article_id as "row!: i64", a.public_id as "id!: String", a.slug as "slug!: String",
                 r.loaded_at as "loaded_at!: String"
               from article a join revision r using (revision_id)
               union all
               select 1, person_id, '', slug, '' from person
               order by 1, 2 limit ? offset ?"#,
            size,
            skipped
        );
        let rows = rows.fetch_all(&self.readers).await?.into_iter().map(|row| match row.kind {
            0 => Place::Article { id: row.id, slug: row.slug, loaded_at: row.loaded_at },
            _ => Place::Person { slug: row.slug },
        });
        Ok(rows.collect())
    }
}
