//! The articles that a query finds: newest first, or the best of the newest. Two queries: the second for their lines.

use std::collections::BTreeMap;

use sqlx::SqliteConnection;

use super::expression::Ask;
use super::{FoundArticle, FoundLine, SearchAsked, SearchOrder};
use crate::store::StoreError;
use crate::store::cells::{Page, day, id_list};

pub(super) struct Row {
    place: i64,
    revision_id: i64,
    public_id: String,
    slug: String,
    title: String,
    site: String,
    day: String,
    statement_count: i64,
}

pub(super) async fn find(
    snapshot: &mut SqliteConnection,
    ask: &Ask,
    asked: &SearchAsked<'_>,
) -> Result<Page<FoundArticle>, StoreError> {
    let limit = i64::try_from(asked.size).unwrap_or(i64::MAX).saturating_add(1);
    let rows = match asked.order {
        SearchOrder::Newest => newest(&mut *snapshot, ask, limit).await?,
        SearchOrder::Best => best(&mut *snapshot, ask, limit).await?,
    };
    with_lines(snapshot, rows, asked.size).await
}

/// The page of `size` of the rows, each with its lines.
pub(super) async fn with_lines(
    snapshot: &mut SqliteConnection,
    rows: Vec<Row>,
    size: usize,
) -> Result<Page<FoundArticle>, StoreError> {
    let page = Page::cut(rows, size);
    let mut lines = lines(snapshot, &id_list(page.rows.iter().map(|row| row.revision_id))).await?;
    let rows = page.rows.into_iter().map(|row| {
        let lines = lines.remove(&row.revision_id).unwrap_or_default();
        row.read(lines)
    });
    Ok(Page { rows: rows.collect::<Result<_, _>>()?, more: page.more })
}

pub(super) async fn newest(snapshot: &mut SqliteConnection, ask: &Ask, limit: i64) -> Result<Vec<Row>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        r#"select f.rowid + 0 as "place!: i64", a.revision_id, a.public_id, a.slug, a.title, a.site, a.day as "day!", a.statement_count
           from article_search f cross join article a on a.article_id = f.rowid % 10000000000
           where f.article_search match ?1 and f.rowid >= ?2 and f.rowid < ?3
           order by f.rowid desc
           limit ?4"#,
        ask.expression,
        ask.least,
        ask.below,
        limit
    );
    Ok(rows.fetch_all(snapshot).await?)
}

/// The oldest rows from the first place on and before the second.
pub(super) async fn oldest(
    snapshot: &mut SqliteConnection,
    expression: &str,
    (least, below): (i64, i64),
    limit: i64,
) -> Result<Vec<Row>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        r#"select f.rowid + 0 as "place!: i64", a.revision_id, a.public_id, a.slug, a.title, a.site, a.day as "day!", a.statement_count
           from article_search f cross join article a on a.article_id = f.rowid % 10000000000
           where f.article_search match ?1 and f.rowid >= ?2 and f.rowid < ?3
           order by f.rowid
           limit ?4"#,
        expression,
        least,
        below,
        limit
    );
    Ok(rows.fetch_all(snapshot).await?)
}

/// Comparing all would take as long as there are many, so only the newest 300 are. A word in the title tells more.
async fn best(snapshot: &mut SqliteConnection, ask: &Ask, limit: i64) -> Result<Vec<Row>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        r#"with newest as materialized (
             select rowid + 0 as place, bm25(article_search, 8, 1, 0, 0, 0, 0, 0) as rank from article_search
             where article_search match ?1 and rowid >= ?2 and rowid < ?3 order by rowid desc limit 300),
           best as materialized (select place, rank from newest order by rank, place desc limit ?4)
           select f.place + 0 as "place!: i64", a.revision_id, a.public_id, a.slug, a.title, a.site, a.day as "day!", a.statement_count
           from best f cross join article a on a.article_id = f.place % 10000000000
           order by f.rank, f.place desc"#,
        ask.expression,
        ask.least,
        ask.below,
        limit
    );
    Ok(rows.fetch_all(snapshot).await?)
}

/// The first lines of revisions; what stands further down is found, but not shown in the list.
async fn lines(snapshot: &mut SqliteConnection, revisions: &str) -> Result<BTreeMap<i64, Vec<FoundLine>>, StoreError> {
    let rows = sqlx::query!(
        r#"select l.revision_id as "revision_id!: i64", l.key as "key!: String", l.text as "text!: String"
           from json_each(?) j cross join line l on l.revision_id = j.value and l.position < 200
           order by j.key, l.position"#,
        revisions
    )
    .fetch_all(snapshot)
    .await?;
    let mut lines: BTreeMap<i64, Vec<FoundLine>> = BTreeMap::new();
    for row in rows {
        lines.entry(row.revision_id).or_default().push(FoundLine { key: row.key, text: row.text });
    }
    Ok(lines)
}

impl Row {
    fn read(self, lines: Vec<FoundLine>) -> Result<FoundArticle, StoreError> {
        Ok(FoundArticle {
            place: self.place,
            id: self.public_id,
            slug: self.slug,
            title: self.title,
            published_on: day("article", "day", Some(&self.day))?,
            site: self.site,
            statement_count: self.statement_count,
            lines,
        })
    }
}
