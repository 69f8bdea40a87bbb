//! Whom and which articles somebody may mean who has typed the beginning of a name or a title. Two queries. The bigger
//! index plays no part: persons have one of their own, and so have the words of titles.

use jiff::civil::Date;

use super::expression::{beginning, named_so};
use crate::store::cells::day;
use crate::store::{Store, StoreError};

/// A person who may be meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuggestedPerson {
    pub slug: String,
    pub name: String,
    pub statement_count: i64,
}

/// An article that may be meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuggestedArticle {
    pub id: String,
    pub slug: String,
    pub title: String,
    pub site: String,
    pub published_on: Option<Date>,
}

struct ArticleRow {
    public_id: String,
    slug: String,
    title: String,
    site: String,
    day: String,
}

impl Store {
    /// Who has `typed` in their name, the last word perhaps unfinished: those on record with most first.
    pub async fn suggested_people(&self, typed: &str, size: usize) -> Result<Vec<SuggestedPerson>, StoreError> {
        let Some(words) = beginning(typed) else { return Ok(Vec::new()) };
        let (expression, limit) = (named_so(&words), i64::try_from(size).unwrap_or(i64::MAX));
        let people = sqlx::query_as!(
            SuggestedPerson,
            r#"select p.slug, p.name, p.statement_count from person p
               where p.person_id in (select rowid from person_search where person_search match ?1 limit 3000)
               order by p.statement_count desc, p.sort_name, p.slug
               limit ?2"#,
            expression,
            limit
        );
        Ok(people.fetch_all(&self.readers).await?)
    }

    /// The newest articles with `typed` in their title.
    pub async fn suggested_articles(&self, typed: &str, size: usize) -> Result<Vec<SuggestedArticle>, StoreError> {
        let Some(expression) = beginning(typed) else { return Ok(Vec::new()) };
        let limit = i64::try_from(size).unwrap_or(i64::MAX);
        let rows = sqlx::query_as!(
            ArticleRow,
            r#"select a.public_id, a.slug, a.title, a.site, a.day as "day!"
               from title_search f cross join article a on a.article_id = f.rowid % 10000000000
               where f.title_search match ?1
               order by f.rowid desc
               limit ?2"#,
            expression,
            limit
        );
        rows.fetch_all(&self.readers).await?.into_iter().map(ArticleRow::read).collect()
    }
}

impl ArticleRow {
    fn read(self) -> Result<SuggestedArticle, StoreError> {
        Ok(SuggestedArticle {
            published_on: day("article", "day", Some(&self.day))?,
            id: self.public_id,
            slug: self.slug,
            title: self.title,
            site: self.site,
        })
    }
}
