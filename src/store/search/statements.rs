//! The statements that a query finds: newest first, or the best of the newest. One query.

use sqlx::SqliteConnection;

use super::expression::Ask;
use super::{FoundSpeaker, FoundStatement, SearchAsked, SearchOrder};
use crate::store::cells::{Page, day, kind};
use crate::store::{StoreError, words};

pub(super) struct Row {
    pub(super) place: i64,
    pub(super) kind: String,
    pub(super) words: String,
    pub(super) key: String,
    pub(super) text: String,
    pub(super) public_id: String,
    pub(super) slug: String,
    pub(super) title: String,
    pub(super) site: String,
    pub(super) day: String,
    pub(super) organization: Option<String>,
    pub(super) person_slug: Option<String>,
    pub(super) person_name: Option<String>,
    pub(super) same: i64,
}

pub(super) async fn find(
    snapshot: &mut SqliteConnection,
    ask: &Ask,
    asked: &SearchAsked<'_>,
) -> Result<Page<FoundStatement>, StoreError> {
    let limit = i64::try_from(asked.size).unwrap_or(i64::MAX).saturating_add(1);
    let rows = match asked.order {
        SearchOrder::Newest => newest(snapshot, ask, limit).await?,
        SearchOrder::Best => best(snapshot, ask, limit).await?,
    };
    let page = Page::cut(rows, asked.size);
    let rows = page.rows.into_iter().map(Row::read).collect::<Result<_, _>>()?;
    Ok(Page { rows, more: page.more })
}

async fn newest(snapshot: &mut SqliteConnection, ask: &Ask, limit: i64) -> Result<Vec<Row>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        r#"select f.rowid + 0 as "place!: i64", s.kind, s.words, l.key, l.text, a.public_id, a.slug, a.title, a.site, s.day,
             s.organization, p.slug as "person_slug?: String", p.name as "person_name?: String",
             coalesce((select g.first_id from said_again g where g.statement_id = s.statement_id), s.statement_id)
               as "same!: i64"
           from statement_search f
             cross join statement s on s.statement_id = f.rowid % 10000000000
             cross join line l on l.line_id = s.line_id cross join article a on a.article_id = s.article_id
             left join person p on p.person_id = s.person_id
           where f.statement_search match ?1 and f.rowid >= ?2 and f.rowid < ?3
           order by f.rowid desc
           limit ?4"#,
        ask.expression,
        ask.least,
        ask.below,
        limit
    );
    Ok(rows.fetch_all(snapshot).await?)
}

/// Comparing all would take as long as there are many, so only the newest 300 are.
async fn best(snapshot: &mut SqliteConnection, ask: &Ask, limit: i64) -> Result<Vec<Row>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        r#"with newest as materialized (
             select rowid + 0 as place, bm25(statement_search, 0, 1, 0, 0, 0, 0, 0) as rank from statement_search
             where statement_search match ?1 and rowid >= ?2 and rowid < ?3 order by rowid desc limit 300),
           best as materialized (select place, rank from newest order by rank, place desc limit ?4)
           select f.place + 0 as "place!: i64", s.kind, s.words, l.key, l.text, a.public_id, a.slug, a.title, a.site, s.day,
             s.organization, p.slug as "person_slug?: String", p.name as "person_name?: String",
             coalesce((select g.first_id from said_again g where g.statement_id = s.statement_id), s.statement_id)
               as "same!: i64"
           from best f
             cross join statement s on s.statement_id = f.place % 10000000000
             cross join line l on l.line_id = s.line_id cross join article a on a.article_id = s.article_id
             left join person p on p.person_id = s.person_id
           order by f.rank, f.place desc"#,
        ask.expression,
        ask.least,
        ask.below,
        limit
    );
    Ok(rows.fetch_all(snapshot).await?)
}

impl Row {
    pub(super) fn read(self) -> Result<FoundStatement, StoreError> {
        let speaker = match (self.person_slug, self.person_name, self.organization) {
            (Some(slug), Some(name), _) => FoundSpeaker::Person { slug, name },
            (_, _, Some(name)) => FoundSpeaker::Organization(name),
            _ => FoundSpeaker::Unresolved,
        };
        Ok(FoundStatement {
            place: self.place,
            kind: kind(&self.kind)?,
            words: words::decode(&self.words)?,
            line_key: self.key,
            line: self.text,
            article_id: self.public_id,
            article_slug: self.slug,
            article_title: self.title,
            published_on: day("statement", "day", Some(&self.day))?,
            site: self.site,
            speaker,
            same: self.same,
        })
    }
}
