//! What the feeds have: the newest articles, a person's newest statements, each with the time at which its text was
//! loaded. As many queries as the page of the same, and one more.

use std::collections::BTreeMap;

use jiff::Timestamp;
use sqlx::SqliteConnection;

use super::{
    ArticleFilter, ListedArticle, PersonHead, Said, SaidFilter, SaidQuery, Store, StoreError, listing, person_page,
    said,
};

/// A row of a feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fed<T> {
    pub row: T,
    /// When the text that is shown was loaded; a revision is loaded anew.
    pub loaded_at: Timestamp,
}

impl Store {
    /// The `size` newest articles of those that `filter` leaves.
    pub async fn article_feed(
        &self,
        filter: &ArticleFilter,
        size: usize,
    ) -> Result<Vec<Fed<ListedArticle>>, StoreError> {
        let mut snapshot = self.readers.begin().await?;
        let page = listing::newest(&mut snapshot, filter, None, size).await?;
        fed(&mut snapshot, page.rows, |article| &article.id).await
    }

    /// The person at `slug`, with the `size` newest of their statements that fit `filter`.
    pub async fn person_feed(
        &self,
        slug: &str,
        filter: &SaidFilter,
        size: usize,
    ) -> Result<Option<(PersonHead, Vec<Fed<Said>>)>, StoreError> {
        let mut snapshot = self.readers.begin().await?;
        let Some((id, head)) = person_page::head(&mut snapshot, slug).await? else { return Ok(None) };
        let query = SaidQuery { filter: filter.clone(), ..SaidQuery::default() };
        let page = said::by(&mut snapshot, id, &query, size).await?;
        Ok(Some((head, fed(&mut snapshot, page.rows, |said| &said.article_id).await?)))
    }

    /// The rows of any other list, each in the article whose id `article` tells.
    pub async fn fed<T>(
        &self,
        rows: Vec<T>,
        article: impl Fn(&T) -> &String + Send,
    ) -> Result<Vec<Fed<T>>, StoreError> {
        let mut snapshot = self.readers.begin().await?;
        fed(&mut snapshot, rows, article).await
    }
}

/// The rows with the times at which the articles that they stand in were loaded.
async fn fed<T>(
    snapshot: &mut SqliteConnection,
    rows: Vec<T>,
    article: impl Fn(&T) -> &String,
) -> Result<Vec<Fed<T>>, StoreError> {
    let ids = rows.iter().map(|row| article(row).as_str()).collect::<serde_json::Value>().to_string();
    let loaded = sqlx::query!(
        "select a.public_id, r.loaded_at from article a join revision r using (revision_id)
         where a.public_id in (select value from json_each(?))",
        ids
    );
    let mut times = BTreeMap::new();
    for row in loaded.fetch_all(snapshot).await? {
        let time = row.loaded_at.parse::<Timestamp>();
        times.insert(row.public_id, time.map_err(|_| StoreError::corrupt("revision", "loaded_at", &row.loaded_at))?);
    }
    // An article that is gone by now is left out.
    let fed = rows.into_iter().filter_map(|row| Some(Fed { loaded_at: *times.get(article(&row))?, row }));
    Ok(fed.collect())
}
