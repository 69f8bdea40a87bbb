//! The shape of what persons are on record with: how much in which month, from which sources, about whom. One query each,
//! over what their pages show: what is reported again counts once.

use jiff::civil::Date;
use sqlx::SqliteConnection;

use super::{StoreError, cells};

/// How many statements of a person articles of one month have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthCount {
    pub slug: String,
    /// The first day of the month.
    pub month: Date,
    pub count: i64,
}

/// Something to choose statements by: a source, or a person whom they name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// As the address has it.
    pub key: String,
    pub name: String,
    pub count: i64,
}

/// Of the persons `ids`, a list as [`cells::id_list`] makes it; months without statements are left out.
pub(super) async fn months(snapshot: &mut SqliteConnection, ids: &str) -> Result<Vec<MonthCount>, StoreError> {
    let rows = sqlx::query!(
        r#"select p.slug as "slug!: String", substr(s.day, 1, 7) || '-01' as "month!: String", count(*) as "count!: i64"
           from statement s join person p using (person_id)
           where s.person_id in (select value from json_each(?)) and s.day <> ''
             and not exists (select 1 from said_again g where g.statement_id = s.statement_id)
           group by 1, 2 order by 1, 2"#,
        ids
    );
    let rows = rows.fetch_all(snapshot).await?.into_iter().map(|row| {
        let month = cells::day("statement", "day", Some(&row.month))?;
        let month = month.ok_or_else(|| StoreError::corrupt("statement", "day", &row.month))?;
        Ok(MonthCount { slug: row.slug, month, count: row.count })
    });
    rows.collect()
}

/// The sites whose articles report the person's words.
pub(super) async fn sources(snapshot: &mut SqliteConnection, person_id: i64) -> Result<Vec<Choice>, StoreError> {
    let choices = sqlx::query_as!(
        Choice,
        r#"select a.site as key, a.site as name, count(*) as "count!: i64"
           from statement s join article a using (article_id)
           where s.person_id = ? group by a.site order by 3 desc, a.site"#,
        person_id
    );
    Ok(choices.fetch_all(snapshot).await?)
}

/// Whom the person's words name most often.
pub(super) async fn named(
    snapshot: &mut SqliteConnection,
    person_id: i64,
    size: usize,
) -> Result<Vec<Choice>, StoreError> {
    let limit = i64::try_from(size).unwrap_or(i64::MAX);
    let choices = sqlx::query_as!(
        Choice,
        r#"select p.slug as "key!: String", p.name as "name!: String", count(distinct s.statement_id) as "count!: i64"
           from statement s
             join mention m on m.article_id = s.article_id and m.line_id = s.line_id
             join cast_member c on c.cast_id = m.cast_id
             join person p on p.person_id = c.person_id
           where s.person_id = ?1 and c.person_id <> ?1
             and not exists (select 1 from said_again g where g.statement_id = s.statement_id)
             and exists (
               select 1 from json_each('["' || replace(s.words, ' ', '","') || '"]') word
               where cast(word.value as integer) <= m.span_start
                 and cast(substr(word.value, instr(word.value, '-') + 1) as integer) >= m.span_end)
           group by p.person_id order by 3 desc, p.sort_name, p.slug limit ?2"#,
        person_id,
        limit
    );
    Ok(choices.fetch_all(snapshot).await?)
}
