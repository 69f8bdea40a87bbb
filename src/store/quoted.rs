//! What stands beside the newest articles: who was quoted most of late, and whose articles came last. Two queries.

use sqlx::SqliteConnection;

use super::{NamedPerson, Store, StoreError};

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
        Ok(Lately { most_quoted: most_quoted(&mut snapshot).await?, sources: sources(&mut snapshot).await? })
    }
}

/// The last 30 days end with the newest article, so that an old collection has some too. What is said again counts once.
async fn most_quoted(snapshot: &mut SqliteConnection) -> Result<Vec<Quoted>, StoreError> {
    let rows = sqlx::query!(
        r#"select p.slug, p.name, count(*) as "count!: i64"
           from article a join statement s using (article_id) join person p on p.person_id = s.person_id
           where a.day > date((select max(day) from article), '-30 days')
             and not exists (select 1 from said_again g where g.statement_id = s.statement_id)
           group by p.person_id
           order by 3 desc, p.sort_name, p.slug
           limit ?"#,
        QUOTED
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
           from (select article_id, site from article order by article_id desc limit ?)
           group by site
           order by max(article_id) desc
           limit ?"#,
        LOADED_LAST,
        SOURCES
    );
    Ok(sources.fetch_all(snapshot).await?)
}
