//! The shape of what persons are on record with: how much in which month, from which sources, about whom. One query each,
//! of what `summary` has counted.

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
        r#"select p.slug as "slug!: String", m.text as "month!: String", m.count
           from json_each(?) one
             cross join person p on p.person_id = one.value
             cross join person_summary m on m.person_id = p.person_id and m.part = 'month'
           order by one.key, m.place"#,
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
        r#"select text as "key!: String", text as "name!: String", count
           from person_summary where person_id = ? and part = 'source' order by place"#,
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
        r#"select p.slug as "key!: String", p.name as "name!: String", m.count
           from person_summary m cross join person p on p.person_id = m.other_id
           where m.person_id = ? and m.part = 'named'
           order by m.count desc, p.sort_name, p.slug
           limit ?"#,
        person_id,
        limit
    );
    Ok(choices.fetch_all(snapshot).await?)
}
