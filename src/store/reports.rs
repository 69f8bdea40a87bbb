//! Where else a statement is reported: for the lists of a person's page and for an article's. One query for each.

use std::collections::BTreeMap;

use jiff::civil::Date;
use sqlx::SqliteConnection;

use super::cells::{day, id_list};
use super::{StoreError, words};
use crate::domain::{Span, spoken};

/// Another article's report of a statement, or another line of the same article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    pub article_id: String,
    pub article_slug: String,
    pub article_title: String,
    pub site: String,
    pub published_on: Option<Date>,
    pub line_key: String,
    /// The words, as [`spoken`] joins them.
    pub words: String,
}

/// The other reports of a statement, the earliest first, at most as many as were asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reports {
    pub rows: Vec<Report>,
    /// How many there are in all.
    pub count: i64,
}

/// How many reports of one statement are listed. A wire story may stand in hundreds of papers.
const LISTED: i64 = 20;

struct ReportRow {
    of_id: i64,
    count: i64,
    public_id: String,
    slug: String,
    title: String,
    site: String,
    day: String,
    key: String,
    text: String,
    words: String,
}

/// Those of the statements `ids` that stand for others, with these others.
pub(super) async fn of(
    snapshot: &mut SqliteConnection,
    ids: impl Iterator<Item = i64>,
) -> Result<BTreeMap<i64, Reports>, StoreError> {
    let ids = id_list(ids);
    let rows = sqlx::query_as!(
        ReportRow,
        r#"select o.of_id as "of_id!: i64", o.count as "count!: i64", a.public_id, a.slug, a.title, a.site, s.day,
             l.key, l.text, s.words
           from (
             select g.first_id as of_id, g.statement_id, count(*) over (partition by g.first_id) as count,
               row_number() over (partition by g.first_id order by s.day = '', s.day, a.public_id, s.position) as place
             from said_again g join statement s using (statement_id) join article a using (article_id)
             where g.first_id in (select value from json_each(?1))
           ) o
             join statement s using (statement_id) join article a using (article_id) join line l using (line_id)
           where o.place <= ?2
           order by o.of_id, o.place"#,
        ids,
        LISTED
    );
    group(rows.fetch_all(snapshot).await?)
}

/// All other reports of the statements of an article, whichever of them stands for the others.
pub(super) async fn in_article(
    snapshot: &mut SqliteConnection,
    article_id: i64,
) -> Result<BTreeMap<i64, Reports>, StoreError> {
    let rows = sqlx::query_as!(
        ReportRow,
        r#"with mine as (
             select s.statement_id, coalesce(g.first_id, s.statement_id) as first_id
             from statement s left join said_again g using (statement_id)
             where s.article_id = ?1 and s.person_id is not null
           ), other as (
             select statement_id as of_id, first_id as statement_id from mine where first_id <> statement_id
             union all
             select m.statement_id, g.statement_id from mine m join said_again g using (first_id)
             where g.statement_id <> m.statement_id
           )
           select o.of_id as "of_id!: i64", o.count as "count!: i64", a.public_id, a.slug, a.title, a.site, s.day,
             l.key, l.text, s.words
           from (
             select other.of_id, other.statement_id, count(*) over (partition by other.of_id) as count,
               row_number() over (partition by other.of_id order by s.day = '', s.day, a.public_id, s.position) as place
             from other join statement s using (statement_id) join article a using (article_id)
           ) o
             join statement s using (statement_id) join article a using (article_id) join line l using (line_id)
           where o.place <= ?2
           order by o.of_id, o.place"#,
        article_id,
        LISTED
    );
    group(rows.fetch_all(snapshot).await?)
}

fn group(rows: Vec<ReportRow>) -> Result<BTreeMap<i64, Reports>, StoreError> {
    let mut found: BTreeMap<i64, Reports> = BTreeMap::new();
    for row in rows {
        let reports = found.entry(row.of_id).or_default();
        reports.count = row.count;
        reports.rows.push(row.read()?);
    }
    Ok(found)
}

impl ReportRow {
    fn read(self) -> Result<Report, StoreError> {
        let words: Vec<Span> = words::decode(&self.words)?;
        Ok(Report {
            words: spoken(&self.text, &words),
            published_on: day("statement", "day", Some(&self.day))?,
            article_id: self.public_id,
            article_slug: self.slug,
            article_title: self.title,
            site: self.site,
            line_key: self.key,
        })
    }
}
