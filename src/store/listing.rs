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

/// Which articles a list has. What is not set leaves nothing out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ArticleFilter {
    pub source: Option<String>,
    /// The slug of a person whom the articles name.
    pub person: Option<String>,
    pub from: Option<Date>,
    pub to: Option<Date>,
    /// Only those that report somebody as saying something.
    pub with_statements: bool,
}

impl Store {
    /// `size` articles of those that `filter` leaves, older than `before`; the newest where it is none.
    pub async fn newest_articles(
        &self,
        filter: &ArticleFilter,
        before: Option<&ArticlePlace>,
        size: usize,
    ) -> Result<Page<ListedArticle>, StoreError> {
        let mut snapshot = self.readers.begin().await?;
        newest(&mut snapshot, filter, before, size).await
    }

    /// The name of the person at `slug`.
    pub async fn person_name(&self, slug: &str) -> Result<Option<String>, StoreError> {
        let name = sqlx::query_scalar!("select name from person where slug = ?", slug);
        Ok(name.fetch_optional(&self.readers).await?)
    }
}

pub(super) async fn newest(
    snapshot: &mut SqliteConnection,
    filter: &ArticleFilter,
    before: Option<&ArticlePlace>,
    size: usize,
) -> Result<Page<ListedArticle>, StoreError> {
    let rows = articles(snapshot, filter, before, size).await?;
    let rows = rows.into_iter().map(ArticleRow::read).collect::<Result<_, _>>()?;
    let mut page = Page::cut(rows, size);
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

/// Each kind of filter has a query of its own, so that each goes along an index.
async fn articles(
    snapshot: &mut SqliteConnection,
    filter: &ArticleFilter,
    before: Option<&ArticlePlace>,
    size: usize,
) -> Result<Vec<ArticleRow>, StoreError> {
    let (before_day, before_id) = start(filter.to, before);
    let from = match (filter.from, filter.to) {
        (Some(from), _) => from.to_string(),
        // Behind the empty day, so that articles without one are not there where a day is asked for.
        (None, Some(_)) => "0".to_owned(),
        (None, None) => String::new(),
    };
    let statements = i64::from(filter.with_statements);
    let limit = i64::try_from(size).unwrap_or(i64::MAX).saturating_add(1);
    let source = filter.source.as_deref();
    let rows = match (&filter.person, source) {
        (Some(slug), _) => {
            sqlx::query_as!(
            ArticleRow,
            "select a.article_id, a.public_id, a.slug, a.title, a.published_on, a.site, a.language, a.statement_count
             from person p
               cross join cast_member c on c.person_id = p.person_id
               cross join article a on a.article_id = c.article_id
             where p.slug = ?1 and (?2 is null or a.site = ?2)
               and c.day <= ?3 and (c.day, a.public_id) < (?3, ?4) and c.day >= ?5 and a.statement_count >= ?6
               and not exists (select 1 from cast_member twin where twin.person_id = c.person_id and twin.day = c.day
                 and twin.article_id = c.article_id and twin.cast_id < c.cast_id)
             order by c.day desc, a.public_id desc
             limit ?7",
            slug, source, before_day, before_id, from, statements, limit
        )
            .fetch_all(snapshot)
            .await?
        }
        (None, Some(source)) => {
            sqlx::query_as!(
                ArticleRow,
                "select article_id, public_id, slug, title, published_on, site, language, statement_count
             from article
             where removed = 0 and site = ? and (day, public_id) < (?, ?) and day >= ? and statement_count >= ?
             order by day desc, public_id desc
             limit ?",
                source,
                before_day,
                before_id,
                from,
                statements,
                limit
            )
            .fetch_all(snapshot)
            .await?
        }
        (None, None) => {
            sqlx::query_as!(
                ArticleRow,
                "select article_id, public_id, slug, title, published_on, site, language, statement_count
             from article
             where removed = 0 and (day, public_id) < (?, ?) and day >= ? and statement_count >= ?
             order by day desc, public_id desc
             limit ?",
                before_day,
                before_id,
                from,
                statements,
                limit
            )
            .fetch_all(snapshot)
            .await?
        }
    };
    Ok(rows)
}

/// The place before which the list begins. "~" sorts after every digit and letter of an id.
fn start(to: Option<Date>, before: Option<&ArticlePlace>) -> (String, String) {
    let end = to.map_or_else(|| ("~".to_owned(), String::new()), |to| (to.to_string(), "~".to_owned()));
    match before {
        Some(place) => end.min((place.day.clone(), place.id.clone())),
        None => end,
    }
}

struct ArticleRow {
    article_id: i64,
    public_id: String,
    slug: String,
    title: String,
    published_on: Option<String>,
    site: String,
    language: Option<String>,
    statement_count: i64,
}

impl ArticleRow {
    fn read(self) -> Result<(i64, ListedArticle), StoreError> {
        let listed = ListedArticle {
            published_on: day("article", "published_on", self.published_on.as_deref())?,
            id: self.public_id,
            slug: self.slug,
            title: self.title,
            site: self.site,
            language: language(self.language.as_deref())?,
            statement_count: self.statement_count,
            people: Vec::new(),
            people_count: 0,
            telling: None,
        };
        Ok((self.article_id, listed))
    }
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
