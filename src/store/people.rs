//! Everyone: the rows of the list of people, by name or by number of statements, page by page. Two queries, and one
//! more to find the place where a later page starts.

use std::collections::BTreeMap;

use jiff::civil::Date;
use sqlx::SqliteConnection;

use super::cells::{Page, day, id_list};
use super::{Store, StoreError};
use crate::domain::{fold, sort_name};

/// A row of the list of people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedPerson {
    pub slug: String,
    pub name: String,
    /// The most frequent first, at most three.
    pub titles: Vec<String>,
    pub statement_count: i64,
    pub article_count: i64,
    pub first_on: Option<Date>,
    pub last_on: Option<Date>,
}

/// What the list is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PeopleOrder {
    #[default]
    Name,
    Statements,
}

/// Which people are asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PeopleQuery {
    pub order: PeopleOrder,
    /// Every word of it must be part of the name.
    pub name: String,
    /// The slug of the last person of the page before.
    pub after: Option<String>,
}

struct Place {
    slug: String,
    sort_name: String,
    statement_count: i64,
}

struct PersonRow {
    person_id: i64,
    slug: String,
    name: String,
    statement_count: i64,
    article_count: i64,
    first_on: Option<String>,
    last_on: Option<String>,
}

impl Store {
    /// `size` people; `None` where the page asked for starts after somebody who is not there.
    pub async fn people(&self, query: &PeopleQuery, size: usize) -> Result<Option<Page<ListedPerson>>, StoreError> {
        let mut snapshot = self.readers.begin().await?;
        let start = match &query.after {
            None => Place { slug: String::new(), sort_name: String::new(), statement_count: i64::MAX },
            Some(slug) => match place(&mut snapshot, slug).await? {
                Some(place) => place,
                None => return Ok(None),
            },
        };
        let words = json_words(&query.name);
        let limit = i64::try_from(size).unwrap_or(i64::MAX).saturating_add(1);
        let rows = match query.order {
            PeopleOrder::Name => by_name(&mut snapshot, &start, &words, limit).await?,
            PeopleOrder::Statements => by_statements(&mut snapshot, &start, &words, limit).await?,
        };
        let page = Page::cut(rows, size);
        let mut titles = titles(&mut snapshot, &id_list(page.rows.iter().map(|row| row.person_id))).await?;
        let rows = page.rows.into_iter().map(|row| {
            let titles = titles.remove(&row.person_id).unwrap_or_default();
            row.listed(titles)
        });
        Ok(Some(Page { rows: rows.collect::<Result<_, _>>()?, more: page.more }))
    }
}

impl PersonRow {
    fn listed(self, titles: Vec<String>) -> Result<ListedPerson, StoreError> {
        Ok(ListedPerson {
            first_on: day("person", "first_on", self.first_on.as_deref())?,
            last_on: day("person", "last_on", self.last_on.as_deref())?,
            slug: self.slug,
            name: self.name,
            titles,
            statement_count: self.statement_count,
            article_count: self.article_count,
        })
    }
}

/// The words of a filter, folded as names are, as a JSON list.
fn json_words(filter: &str) -> String {
    let folded = fold(filter);
    serde_json::Value::from(folded.split_whitespace().collect::<Vec<_>>()).to_string()
}

async fn place(snapshot: &mut SqliteConnection, slug: &str) -> Result<Option<Place>, StoreError> {
    let place = sqlx::query_as!(Place, "select slug, sort_name, statement_count from person where slug = ?", slug);
    match place.fetch_optional(&mut *snapshot).await? {
        Some(place) => Ok(Some(place)),
        None => former_place(snapshot, slug).await,
    }
}

/// Where somebody stood who has become one with somebody else since: a page that was open still leads on.
async fn former_place(snapshot: &mut SqliteConnection, slug: &str) -> Result<Option<Place>, StoreError> {
    let row = sqlx::query!(
        "select c.name, p.statement_count from cast_member c join person p using (person_id)
         where c.own_slug = ? order by p.slug limit 1",
        slug
    )
    .fetch_optional(snapshot)
    .await?;
    Ok(row.map(|row| Place {
        slug: slug.to_owned(),
        sort_name: sort_name(&row.name),
        statement_count: row.statement_count,
    }))
}

async fn by_name(
    snapshot: &mut SqliteConnection,
    start: &Place,
    words: &str,
    limit: i64,
) -> Result<Vec<PersonRow>, StoreError> {
    let rows = sqlx::query_as!(
        PersonRow,
        "select person_id, slug, name, statement_count, article_count, first_on, last_on
         from person
         where (sort_name, slug) > (?, ?)
           and not exists (select 1 from json_each(?) word where instr(sort_name || ' ' || slug, word.value) = 0)
         order by sort_name, slug
         limit ?",
        start.sort_name,
        start.slug,
        words,
        limit
    );
    Ok(rows.fetch_all(snapshot).await?)
}

async fn by_statements(
    snapshot: &mut SqliteConnection,
    start: &Place,
    words: &str,
    limit: i64,
) -> Result<Vec<PersonRow>, StoreError> {
    let rows = sqlx::query_as!(
        PersonRow,
        r#"select person_id as "person_id!", slug as "slug!", name as "name!", statement_count as "statement_count!",
             article_count as "article_count!", first_on, last_on
           from (select * from person
                 where statement_count = ?1 and (sort_name, slug) > (?2, ?3)
                   and not exists (select 1 from json_each(?4) word where instr(sort_name || ' ' || slug, word.value) = 0)
                 order by sort_name, slug limit ?5)
           union all
           select person_id, slug, name, statement_count, article_count, first_on, last_on
           from (select * from person
                 where statement_count < ?1
                   and not exists (select 1 from json_each(?4) word where instr(sort_name || ' ' || slug, word.value) = 0)
                 order by statement_count desc, sort_name, slug limit ?5)
           limit ?5"#,
        start.statement_count,
        start.sort_name,
        start.slug,
        words,
        limit
    );
    Ok(rows.fetch_all(snapshot).await?)
}

pub(super) async fn titles(
    snapshot: &mut SqliteConnection,
    ids: &str,
) -> Result<BTreeMap<i64, Vec<String>>, StoreError> {
    let rows = sqlx::query!(
        r#"select person_id as "person_id!: i64", title as "title!: String"
           from (
             select m.person_id, m.text as title,
               row_number() over (partition by m.person_id order by m.count desc, m.last_on desc, m.text) as place
             from person_summary m
             where m.person_id in (select value from json_each(?)) and m.part = 'title'
           )
           where place <= 3
           order by person_id, place"#,
        ids
    )
    .fetch_all(snapshot)
    .await?;
    let mut titles: BTreeMap<i64, Vec<String>> = BTreeMap::new();
    for row in rows {
        titles.entry(row.person_id).or_default().push(row.title);
    }
    Ok(titles)
}
