//! A story: its articles on an axis of time, what is said in them, how many there are in each month, and who speaks.
//! Eight queries at most, however much is found.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde_json::Value;
use sqlx::SqliteConnection;

use super::expression::{ANY, Ask, Known, NOTHING};
use super::statements::Row as StatementRow;
use super::{DAY, FoundArticle, FoundStatement, SearchAsked, SearchOrder, SearchPart, Spellings, articles, names};
use crate::domain::{Story, Wanted};
use crate::store::cells::{Page, day, id_list};
use crate::store::quoted::Quoted;
use crate::store::{MonthCount, NamedPerson, Store, StoreError};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum StoryOrder {
    #[default]
    Newest,
    Oldest,
}

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct StoryAsked<'a> {
    pub story: &'a Story,
    pub spellings: &'a Spellings,
    pub order: StoryOrder,
    /// The place of the last article of the page before.
    pub from: Option<i64>,
    pub size: usize,
}

/// A page of a story.
#[derive(Debug, Clone)]
pub struct StoryPage {
    pub articles: Page<StoryArticle>,
    /// Of the newest articles, as many as are counted.
    pub months: Vec<MonthCount>,
    /// Those with most statements in as many of the newest articles as are counted.
    pub speakers: Vec<Quoted>,
    /// The names in its words that nobody has.
    pub unknown: Vec<String>,
}

/// An article of a story, with what it reports that belongs there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoryArticle {
    pub article: FoundArticle,
    /// The most telling ones, at most three.
    pub statements: Vec<FoundStatement>,
    /// How many there are in all.
    pub statement_count: i64,
}

/// So many of the newest articles are counted by month, and in so many it is counted who speaks.
pub const COUNTED_ARTICLES: i64 = 3_000;
const HEARD: i64 = 200;
/// How many statements of an article are told, and how many speakers are named.
const TOLD: i64 = 3;
const SPEAKERS: i64 = 10;

/// The expressions by which the two big tables are asked.
struct Asks {
    articles: Ask,
    statements: String,
    /// Of those statements, which tell more.
    telling: String,
}

impl Store {
    /// A page of a story. What its people are called is looked up by their address, and nobody else is meant.
    pub async fn story(&self, asked: &StoryAsked<'_>) -> Result<StoryPage, StoreError> {
        let mut snapshot = self.readers.begin().await?;
        let (asks, unknown) = asks(&mut snapshot, asked).await?;
        let articles = page(&mut snapshot, &asks, asked).await?;
        let of_statements = asked.story.of_statements().is_some();
        let articles = if of_statements { told(&mut snapshot, &asks, articles).await? } else { untold(articles) };
        Ok(StoryPage {
            articles,
            months: months(&mut snapshot, &asks.articles).await?,
            speakers: speakers(&mut snapshot, &asks.articles).await?,
            unknown,
        })
    }
}

async fn asks(snapshot: &mut SqliteConnection, asked: &StoryAsked<'_>) -> Result<(Asks, Vec<String>), StoreError> {
    let query = asked.story.query();
    let search = SearchAsked {
        query: &query,
        spellings: asked.spellings,
        part: SearchPart::Articles,
        order: SearchOrder::Newest,
        before: None,
        size: asked.size,
        people: 0,
    };
    let (_, mut keys) = names::find(snapshot, &search).await?;
    keys.extend(keys_of(snapshot, &asked.story.people).await?);
    let known = Known { spellings: asked.spellings, keys: &keys };
    let expression = |wanted: Option<Wanted>, else_: &str| {
        wanted.map_or_else(|| else_.to_owned(), |wanted| known.expression(&wanted))
    };
    let asks = Asks {
        articles: Ask::of(&search, &known),
        statements: expression(asked.story.of_statements(), ANY),
        telling: expression(asked.story.of_telling_statements(), NOTHING),
    };
    let unknown = names::unknown(&keys).into_iter().filter(|name| !asked.story.people.contains(name));
    Ok((asks, unknown.collect()))
}

/// The keys of the people at `slugs`; none of those who are not here.
async fn keys_of(
    snapshot: &mut SqliteConnection,
    slugs: &[String],
) -> Result<BTreeMap<String, Vec<String>>, StoreError> {
    let asked = slugs.iter().map(String::as_str).collect::<Value>().to_string();
    let rows = sqlx::query!(
        r#"select p.slug, f.keys || '' as "keys!: String"
           from json_each(?) j cross join person p on p.slug = j.value
             cross join person_search f on f.rowid = p.person_id"#,
        asked
    );
    let mut keys: BTreeMap<String, Vec<String>> = slugs.iter().map(|slug| (slug.clone(), Vec::new())).collect();
    for row in rows.fetch_all(snapshot).await? {
        keys.insert(row.slug, row.keys.split(' ').map(ToOwned::to_owned).collect());
    }
    Ok(keys)
}

/// The articles. Those without a day come last in either order.
async fn page(
    snapshot: &mut SqliteConnection,
    asks: &Asks,
    asked: &StoryAsked<'_>,
) -> Result<Page<FoundArticle>, StoreError> {
    let Ask { expression, least, below } = &asks.articles;
    let limit = i64::try_from(asked.size).unwrap_or(i64::MAX).saturating_add(1);
    let rows = match asked.order {
        StoryOrder::Newest => {
            let below = asked.from.map_or(*below, |place| place.min(*below));
            articles::newest(&mut *snapshot, &Ask { expression: expression.clone(), least: *least, below }, limit)
                .await?
        }
        StoryOrder::Oldest => {
            let from = asked.from.map_or(DAY, |place| place.saturating_add(1));
            let dated = from.max(DAY).max(*least);
            let mut rows = match asked.from {
                Some(place) if place < DAY => Vec::new(),
                _ => articles::oldest(&mut *snapshot, expression, (dated, *below), limit).await?,
            };
            let room = limit.saturating_sub(i64::try_from(rows.len()).unwrap_or(i64::MAX));
            let undated = if asked.from.is_some_and(|place| place < DAY) { from } else { 0 };
            let undated = (undated.max(*least), DAY.min(*below));
            if undated.0 < undated.1 {
                rows.extend(articles::oldest(&mut *snapshot, expression, undated, room).await?);
            }
            rows
        }
    };
    articles::with_lines(snapshot, rows, asked.size).await
}

fn untold(articles: Page<FoundArticle>) -> Page<StoryArticle> {
    let rows = articles.rows.into_iter();
    let rows = rows.map(|article| StoryArticle { article, statements: Vec::new(), statement_count: 0 });
    Page { rows: rows.collect(), more: articles.more }
}

/// Adds what the articles report. Rather what has all that the story asks for, rather direct words, and then the line
/// whose length is nearest to 130; the order of the lines plays no part.
async fn told(
    snapshot: &mut SqliteConnection,
    asks: &Asks,
    articles: Page<FoundArticle>,
) -> Result<Page<StoryArticle>, StoreError> {
    let places = || articles.rows.iter().map(|article| article.place);
    let ids = id_list(places().map(|place| place % DAY));
    // The index is asked day by day: between the first of them and the last there may be years.
    let days = id_list(places().map(|place| place / DAY).collect::<BTreeSet<_>>().into_iter());
    let rows = sqlx::query!(
        r#"select place as "place!: i64", kind as "kind!: String", words as "words!: String", key as "key!: String",
             text as "text!: String", public_id as "public_id!: String", slug as "slug!: String", title as "title!: String",
             site as "site!: String", day as "day!: String", organization as "organization?: String",
             person_slug as "person_slug?: String", person_name as "person_name?: String", article_id as "article_id!: i64",
             count as "count!: i64"
           from (
             with days as materialized (select value * 10000000000 as day from json_each(?3)),
               fitting as materialized (
                 select f.rowid % 10000000000 as id from days cross join statement_search f
                 where f.statement_search match ?2 and f.rowid >= days.day and f.rowid < days.day + 10000000000),
               telling as materialized (
                 select f.rowid % 10000000000 as id from days cross join statement_search f
                 where f.statement_search match ?4 and f.rowid >= days.day and f.rowid < days.day + 10000000000)
             select s.statement_id as place, s.kind, s.words, l.key, l.text, a.public_id, a.slug, a.title, a.site, s.day,
               s.organization, p.slug as person_slug, p.name as person_name, s.article_id,
               count(*) over (partition by s.article_id) as count,
               row_number() over (
                 partition by s.article_id
                 order by s.statement_id in (select id from telling) desc,
                   s.kind = 'direct' desc, abs(length(l.text) - 130), l.key, s.words
               ) as nth
             from json_each(?1) j cross join statement s on s.article_id = j.value
               cross join line l on l.line_id = s.line_id cross join article a on a.article_id = s.article_id
               left join person p on p.person_id = s.person_id
             where s.statement_id in (select id from fitting)
           )
           where nth <= ?5
           order by article_id, nth"#,
        ids,
        asks.statements,
        days,
        asks.telling,
        TOLD
    );
    let mut told: BTreeMap<i64, (Vec<FoundStatement>, i64)> = BTreeMap::new();
    for row in rows.fetch_all(snapshot).await? {
        let statement = StatementRow {
            place: row.place,
            kind: row.kind,
            words: row.words,
            key: row.key,
            text: row.text,
            public_id: row.public_id,
            slug: row.slug,
            title: row.title,
            site: row.site,
            day: row.day,
            organization: row.organization,
            person_slug: row.person_slug,
            person_name: row.person_name,
            same: row.place,
        };
        let of_article = told.entry(row.article_id).or_default();
        of_article.0.push(statement.read()?);
        of_article.1 = row.count;
    }
    let rows = articles.rows.into_iter().map(|article| {
        let (statements, statement_count) = told.remove(&(article.place % DAY)).unwrap_or_default();
        StoryArticle { article, statements, statement_count }
    });
    Ok(Page { rows: rows.collect(), more: articles.more })
}

/// How many articles of the story there are in each month.
async fn months(snapshot: &mut SqliteConnection, ask: &Ask) -> Result<Vec<MonthCount>, StoreError> {
    let least = ask.least.max(DAY);
    let rows = sqlx::query!(
        r#"select month as "month!: i64", count(*) as "count!: i64"
           from (select rowid / 1000000000000 as month from article_search
                 where article_search match ?2 and rowid >= ?1 and rowid < ?3 order by rowid desc limit ?4)
           group by month order by month"#,
        least,
        ask.expression,
        ask.below,
        COUNTED_ARTICLES
    );
    let rows = rows.fetch_all(snapshot).await?.into_iter().map(|row| {
        let first = format!("{:04}-{:02}-01", row.month / 100, row.month % 100);
        let month: Option<Date> = day("article", "day", Some(&first))?;
        let month = month.ok_or_else(|| StoreError::corrupt("article", "day", &first))?;
        Ok(MonthCount { slug: String::new(), month, count: row.count })
    });
    rows.collect()
}

/// Who speaks in the articles.
async fn speakers(snapshot: &mut SqliteConnection, ask: &Ask) -> Result<Vec<Quoted>, StoreError> {
    let rows = sqlx::query!(
        r#"with heard as materialized (
             select s.person_id, count(*) as count
             from (select rowid % 10000000000 as id from article_search
                   where article_search match ?2 and rowid >= ?1 and rowid < ?3 order by rowid desc limit ?4) f
               cross join statement s on s.article_id = f.id
             where s.again = 0 and s.person_id is not null
             group by s.person_id)
           select p.slug, p.name, h.count as "count!: i64"
           from heard h cross join person p on p.person_id = h.person_id
           order by h.count desc, p.sort_name, p.slug
           limit ?5"#,
        ask.least,
        ask.expression,
        ask.below,
        HEARD,
        SPEAKERS
    );
    let rows = rows.fetch_all(snapshot).await?.into_iter();
    let quoted =
        rows.map(|row| Quoted { person: NamedPerson { slug: row.slug, name: row.name }, statement_count: row.count });
    Ok(quoted.collect())
}
