//! The front page's rows: articles newest first, those without a date last, with the people each names and one
//! telling statement. Three queries, however many rows.

use std::collections::BTreeMap;

use jiff::civil::Date;
use sqlx::SqliteConnection;

use super::cells::{Page, day, id_list, kind, language};
use super::{Store, StoreError, words};
use crate::domain::{Kind, Language, Span};

/// The place in the list of an article: its day (empty where it has none) and its public id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticlePlace {
    pub day: String,
    pub id: String,
}

impl ArticlePlace {
    pub(super) fn of(published_on: Option<Date>, id: &str) -> Self {
        Self { day: published_on.map(|day| day.to_string()).unwrap_or_default(), id: id.to_owned() }
    }
}

/// A row of the front page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedArticle {
    pub id: String,
    pub slug: String,
    pub title: String,
    pub published_on: Option<Date>,
    pub site: String,
    pub language: Option<Language>,
    pub statement_count: i64,
    /// Those with most statements first, at most `NAMED`.
    pub people: Vec<NamedPerson>,
    /// How many the article names in all.
    pub people_count: i64,
    pub telling: Option<TellingStatement>,
}

impl ListedArticle {
    /// Whether it was read for who said what.
    #[must_use]
    pub fn is_read(&self) -> bool {
        self.language.is_some_and(Language::is_english)
    }

    /// Its place in the list.
    #[must_use]
    pub fn place(&self) -> ArticlePlace {
        ArticlePlace::of(self.published_on, &self.id)
    }
}

/// A person, as far as a link to them needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedPerson {
    pub slug: String,
    pub name: String,
}

/// The statement that stands for an article on the front page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TellingStatement {
    pub kind: Kind,
    pub line_key: String,
    pub line: String,
    pub words: Vec<Span>,
    pub speaker: NamedPerson,
}

/// How many people a row names at most.
const NAMED: i64 = 6;

impl Store {
    /// `size` articles older than `before`; the newest where it is none.
    pub async fn newest_articles(
        &self,
        before: Option<&ArticlePlace>,
        size: usize,
    ) -> Result<Page<ListedArticle>, StoreError> {
        let mut snapshot = self.readers.begin().await?;
        newest(&mut snapshot, before, size).await
    }
}

pub(super) async fn newest(
    snapshot: &mut SqliteConnection,
    before: Option<&ArticlePlace>,
    size: usize,
) -> Result<Page<ListedArticle>, StoreError> {
    let mut page = Page::cut(articles(snapshot, before, size).await?, size);
    let ids = id_list(page.rows.iter().map(|(id, _)| *id));
    let mut people = people(snapshot, &ids).await?;
    let mut telling = telling(snapshot, &ids).await?;
    let rows = page.rows.drain(..).map(|(id, mut row)| {
        (row.people, row.people_count) = people.remove(&id).unwrap_or_default();
        row.telling = telling.remove(&id);
        row
    });
    Ok(Page { rows: rows.collect(), more: page.more })
}

async fn articles(
    snapshot: &mut SqliteConnection,
    before: Option<&ArticlePlace>,
    size: usize,
) -> Result<Vec<(i64, ListedArticle)>, StoreError> {
    // "~" sorts after every digit, so without a place the list starts at the newest.
    let (before_day, before_id) = before.map_or(("~", ""), |place| (&place.day, &place.id));
    let limit = i64::try_from(size).unwrap_or(i64::MAX).saturating_add(1);
    let rows = sqlx::query!(
        "select article_id, public_id, slug, title, published_on, site, language, statement_count
         from article
         where (day, public_id) < (?, ?)
         order by day desc, public_id desc
         limit ?",
        before_day,
        before_id,
        limit
    )
    .fetch_all(snapshot)
    .await?;
    rows.into_iter()
        .map(|row| {
            let listed = ListedArticle {
                published_on: day("article", "published_on", row.published_on.as_deref())?,
                id: row.public_id,
                slug: row.slug,
                title: row.title,
                site: row.site,
                language: language(row.language.as_deref())?,
                statement_count: row.statement_count,
                people: Vec::new(),
                people_count: 0,
                telling: None,
            };
            Ok((row.article_id, listed))
        })
        .collect()
}

type PeopleOfArticles = BTreeMap<i64, (Vec<NamedPerson>, i64)>;

async fn people(snapshot: &mut SqliteConnection, ids: &str) -> Result<PeopleOfArticles, StoreError> {
    let rows = sqlx::query!(
        r#"select article_id as "article_id!: i64", slug as "slug!: String", name as "name!: String",
             people_count as "people_count!: i64"
           from (
             select c.article_id, p.slug, p.name,
               count(*) over (partition by c.article_id) as people_count,
               row_number() over (
                 partition by c.article_id
                 order by (select count(*) from statement s where s.cast_id = c.cast_id) desc, p.sort_name, p.slug
               ) as place
             from cast_member c join person p using (person_id)
             where c.article_id in (select value from json_each(?))
           )
           where place <= ?
           order by article_id, place"#,
        ids,
        NAMED
    )
    .fetch_all(snapshot)
    .await?;
    let mut people = PeopleOfArticles::new();
    for row in rows {
        let (named, count) = people.entry(row.article_id).or_default();
        named.push(NamedPerson { slug: row.slug, name: row.name });
        *count = row.people_count;
    }
    Ok(people)
}

/// The rule: direct or mixed words of a person whom their line names; rather on a line of 60 to 240 characters, rather
/// direct, and then the one whose line is nearest to 130. The order of the lines plays no part.
async fn telling(snapshot: &mut SqliteConnection, ids: &str) -> Result<BTreeMap<i64, TellingStatement>, StoreError> {
    let rows = sqlx::query!(
        r#"select article_id as "article_id!: i64", kind as "kind!: String", words as "words!: String",
             key as "key!: String", text as "text!: String", slug as "slug!: String", name as "name!: String"
           from (
             select s.article_id, s.kind, s.words, l.key, l.text, p.slug, p.name,
               row_number() over (
                 partition by s.article_id
                 order by length(l.text) between 60 and 240 desc, s.kind = 'direct' desc,
                   abs(length(l.text) - 130), l.key, s.words
               ) as place
             from statement s join line l using (line_id) join person p using (person_id)
             where s.article_id in (select value from json_each(?))
               and s.kind in ('direct', 'mixed') and s.evidence = 'named'
           )
           where place = 1"#,
        ids
    )
    .fetch_all(snapshot)
    .await?;
    rows.into_iter()
        .map(|row| {
            let telling = TellingStatement {
                kind: kind(&row.kind)?,
                words: words::decode(&row.words)?,
                line_key: row.key,
                line: row.text,
                speaker: NamedPerson { slug: row.slug, name: row.name },
            };
            Ok((row.article_id, telling))
        })
        .collect()
}
