//! What there is, for those who want to see everything: articles, then persons, by the numbers of their rows, so that each
//! part of it is read without those before. Two queries, however many there are.

use super::{Store, StoreError};

/// A page of the house.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    Article { id: String, slug: String, loaded_at: String },
    Person { slug: String },
}

/// How many numbers there are: each article has one, and each person behind them; some may be nobody's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlaceNumbers {
    articles: i64,
    persons: i64,
}

impl PlaceNumbers {
    /// The last number.
    #[must_use]
    pub fn last(self) -> i64 {
        self.articles + self.persons
    }
}

impl Store {
    /// The numbers of the pages of articles and persons.
    pub async fn place_numbers(&self) -> Result<PlaceNumbers, StoreError> {
        let numbers = sqlx::query_as!(
            PlaceNumbers,
            r#"select coalesce((select max(article_id) from article), 0) as "articles!: i64",
                 coalesce((select max(person_id) from person), 0) as "persons!: i64""#
        );
        Ok(numbers.fetch_one(&self.readers).await?)
    }

    /// Those whose numbers are above `after` and at most `last`.
    pub async fn places(&self, numbers: PlaceNumbers, after: i64, last: i64) -> Result<Vec<Place>, StoreError> {
        let rows = sqlx::query!(
            r#"select 0 as "kind!: i64", a.public_id as "id!: String", a.slug as "slug!: String", r.loaded_at as "loaded_at!: String"
               from article a cross join revision r on r.revision_id = a.revision_id
               where a.article_id > ?1 and a.article_id <= ?2 and a.removed = 0
               union all
               select 1, '', slug, '' from person where person_id > ?1 - ?3 and person_id <= ?2 - ?3"#,
            after,
            last,
            numbers.articles
        );
        let rows = rows.fetch_all(&self.readers).await?.into_iter().map(|row| match row.kind {
            0 => Place::Article { id: row.id, slug: row.slug, loaded_at: row.loaded_at },
            _ => Place::Person { slug: row.slug },
        });
        Ok(rows.collect())
    }
}
