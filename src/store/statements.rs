//! Statements of everybody who is named for them, newest first, for programs: of one person, about one, or of all. What is
//! reported again stands with the statement that stands for it, and what nobody is named for is left out. Three queries.

use sqlx::SqliteConnection;

use super::cells::Page;
use super::said::{self, SaidRow};
use super::{Said, SaidFilter, SaidPlace, SaidQuery, Store, StoreError};

/// Which statements are asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StatementQuery {
    /// The slug of the person who says it.
    pub person: Option<String>,
    pub filter: SaidFilter,
    /// The place of the last statement of the page before.
    pub before: Option<SaidPlace>,
}

impl Store {
    /// `size` statements; `None` where the person asked for is not there.
    pub async fn statements(&self, query: &StatementQuery, size: usize) -> Result<Option<Page<Said>>, StoreError> {
        let mut snapshot = self.readers.begin().await?;
        if let Some(slug) = &query.person {
            let Some(id) = person(&mut snapshot, slug).await? else { return Ok(None) };
            let said = SaidQuery { filter: query.filter.clone(), from: query.before.clone(), ..SaidQuery::default() };
            return Ok(Some(said::by(&mut snapshot, id, &said, size).await?));
        }
        let rows = match (&query.filter.about, &query.filter.source) {
            (Some(slug), _) => {
                let Some(id) = person(&mut snapshot, slug).await? else { return Ok(None) };
                about(&mut snapshot, id, query, size).await?
            }
            (None, Some(source)) => of_source(&mut snapshot, source, query, size).await?,
            (None, None) => of_all(&mut snapshot, query, size).await?,
        };
        Ok(Some(said::read(&mut snapshot, rows, size).await?))
    }
}

async fn person(snapshot: &mut SqliteConnection, slug: &str) -> Result<Option<i64>, StoreError> {
    let id = sqlx::query_scalar!("select person_id from person where slug = ?", slug);
    Ok(id.fetch_optional(snapshot).await?)
}

/// The place behind which the list begins, and the days between which it lies.
fn bounds(query: &StatementQuery) -> (SaidPlace, String, String) {
    let start = query.before.clone().unwrap_or_else(said::before_all);
    let (from, until) = query.filter.days();
    let until = until.min(start.day.clone());
    (start, from, until)
}

async fn about(
    snapshot: &mut SqliteConnection,
    person_id: i64,
    query: &StatementQuery,
    size: usize,
) -> Result<Vec<SaidRow>, StoreError> {
    let ((start, from, until), limit, kind) = (bounds(query), said::limit(size), query.filter.kind());
    let rows = sqlx::query_as!(
        SaidRow,
        r#"select s.statement_id, s.kind, s.words, s.evidence, s.position, s.day, a.public_id, a.slug, a.title, a.site,
             l.key, l.text, coalesce(p.name, s.organization) as "speaker!: String", p.slug as "speaker_slug?: String"
           from said_about b cross join statement s on s.statement_id = b.statement_id
             cross join article a on a.article_id = s.article_id
             cross join line l on l.line_id = s.line_id left join person p on p.person_id = s.person_id
           where b.person_id = ?1 and b.day >= ?6 and b.day <= ?7 and s.again = 0 and s.speaker_type <> 'unresolved'
             and (p.slug is not null or s.organization is not null)
             and not exists (select 1 from said_about twin
               where twin.statement_id = b.statement_id and twin.cast_id < b.cast_id and +twin.person_id = ?1)
             and (b.day, a.public_id, -s.position) < (?2, ?3, -?4)
             and (?8 is null or s.kind = ?8) and (?9 is null or s.site = ?9)
           order by b.day desc, a.public_id desc, s.position
           limit ?5"#,
        person_id,
        start.day,
        start.article,
        start.position,
        limit,
        from,
        until,
        kind,
        query.filter.source
    );
    Ok(rows.fetch_all(snapshot).await?)
}

async fn of_source(
    snapshot: &mut SqliteConnection,
    source: &str,
    query: &StatementQuery,
    size: usize,
) -> Result<Vec<SaidRow>, StoreError> {
    let ((start, from, until), limit, kind) = (bounds(query), said::limit(size), query.filter.kind());
    let rows = sqlx::query_as!(
        SaidRow,
        r#"select s.statement_id, s.kind, s.words, s.evidence, s.position, s.day, a.public_id, a.slug, a.title, a.site,
             l.key, l.text, coalesce(p.name, s.organization) as "speaker!: String", p.slug as "speaker_slug?: String"
           from article a cross join statement s on s.article_id = a.article_id
             cross join line l on l.line_id = s.line_id left join person p on p.person_id = s.person_id
           where a.removed = 0 and a.site = ?8 and a.day >= ?5 and a.day <= ?6 and a.statement_count > 0
             and (a.day, a.public_id) <= (?1, ?2) and (a.day, a.public_id, -s.position) < (?1, ?2, -?3)
             and s.again = 0 and (p.slug is not null or s.organization is not null) and (?7 is null or s.kind = ?7)
           order by a.day desc, a.public_id desc, s.position
           limit ?4"#,
        start.day,
        start.article,
        start.position,
        limit,
        from,
        until,
        kind,
        source
    );
    Ok(rows.fetch_all(snapshot).await?)
}

async fn of_all(
    snapshot: &mut SqliteConnection,
    query: &StatementQuery,
    size: usize,
) -> Result<Vec<SaidRow>, StoreError> {
    let ((start, from, until), limit, kind) = (bounds(query), said::limit(size), query.filter.kind());
    let rows = sqlx::query_as!(
        SaidRow,
        r#"select s.statement_id, s.kind, s.words, s.evidence, s.position, s.day, a.public_id, a.slug, a.title, a.site,
             l.key, l.text, coalesce(p.name, s.organization) as "speaker!: String", p.slug as "speaker_slug?: String"
           from article a cross join statement s on s.article_id = a.article_id
             cross join line l on l.line_id = s.line_id left join person p on p.person_id = s.person_id
           where a.removed = 0 and a.day >= ?5 and a.day <= ?6 and a.statement_count > 0
             and (a.day, a.public_id) <= (?1, ?2) and (a.day, a.public_id, -s.position) < (?1, ?2, -?3)
             and s.again = 0 and (p.slug is not null or s.organization is not null) and (?7 is null or s.kind = ?7)
           order by a.day desc, a.public_id desc, s.position
           limit ?4"#,
        start.day,
        start.article,
        start.position,
        limit,
        from,
        until,
        kind
    );
    Ok(rows.fetch_all(snapshot).await?)
}
