//! What stands beside the newest articles: who was quoted most of late, and whose articles came last. Three queries.

use jiff::civil::Date;
use sqlx::SqliteConnection;

use super::{NamedPerson, Store, StoreError, cells};

/// What the collection is about just now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lately {
    /// Those with most statements in the last 30 days that the collection has.
    pub most_quoted: Vec<Quoted>,
    /// The sources of the articles that were loaded last.
    pub sources: Vec<LoadedSource>,
}

/// A person, and how many statements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quoted {
    pub person: NamedPerson,
    pub statement_count: i64,
}

/// A source, and how many of the articles loaded last are its.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadedSource {
    pub site: String,
    pub article_count: i64,
}

const QUOTED: i64 = 10;
const SOURCES: i64 = 8;
/// So many of the articles loaded last are looked at, however many there are.
const LOADED_LAST: i64 = 200;

impl Store {
    /// Who and what is in the collection just now.
    pub async fn lately(&self) -> Result<Lately, StoreError> {
        let mut snapshot = self.readers.begin().await?;
        let last = newest_day(&mut snapshot).await?;
        Ok(Lately { most_quoted: most_quoted(&mut snapshot, last).await?, sources: sources(&mut snapshot).await? })
    }

    /// The day of the newest article.
    pub async fn newest_day(&self) -> Result<Option<Date>, StoreError> {
        let mut connection = self.readers.acquire().await?;
        newest_day(&mut connection).await
    }
}

/// So many of the newest statements are counted, however many the 30 days have.
const COUNTED: i64 = 10_000;

/// No article is published after it was loaded, so a later day is a slip, and counts only where there is no other.
async fn newest_day(snapshot: &mut SqliteConnection) -> Result<Option<Date>, StoreError> {
    let newest = sqlx::query_scalar!(
        r#"select coalesce(
             (select day from article where removed = 0 and day > '' and day <= date(
                (select loaded_at from revision order by revision_id desc limit 1), '+1 day')
              order by day desc limit 1),
             (select day from article where removed = 0 and day > '' order by day desc limit 1)) as "day: String""#
    );
    cells::day("article", "day", newest.fetch_one(snapshot).await?.as_deref())
}

/// The last 30 days end with the newest article, so that an old collection has some too. What is said again counts once.
async fn most_quoted(snapshot: &mut SqliteConnection, last: Option<Date>) -> Result<Vec<Quoted>, StoreError> {
    let last = last.map(|day| day.to_string());
    let rows = sqlx::query!(
        r#"with quoted as materialized (
             select person_id, count(*) as count
             from (select person_id from statement
                   where again = 0 and day > date(?3, '-30 days') and day <= ?3
                     and person_id is not null
                   order by day desc limit ?1)
             group by person_id)
           select p.slug, p.name, q.count as "count!: i64"
           from quoted q cross join person p on p.person_id = q.person_id
           where q.count >= coalesce((select count from quoted order by count desc limit 1 offset ?2 - 1), 0)
           order by q.count desc, p.sort_name, p.slug
           limit ?2"#,
        COUNTED,
        QUOTED,
        last
    )
    .fetch_all(snapshot)
    .await?;
    let quoted = |slug, name, count| Quoted { person: NamedPerson { slug, name }, statement_count: count };
    Ok(rows.into_iter().map(|row| quoted(row.slug, row.name, row.count)).collect())
}

async fn sources(snapshot: &mut SqliteConnection) -> Result<Vec<LoadedSource>, StoreError> {
    let sources = sqlx::query_as!(
        LoadedSource,
        r#"select site as "site!: String", count(*) as "article_count!: i64"
           from (select article_id, site from article where removed = 0 order by article_id desc limit ?)
           group by site
           order by max(article_id) desc
           limit ?"#,
        LOADED_LAST,
        SOURCES
    );
    Ok(sources.fetch_all(snapshot).await?)
}
