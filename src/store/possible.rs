//! Who may be the same person as another, but was not joined. One query.

use sqlx::SqliteConnection;

use super::StoreError;
use super::cells::Page;
use crate::domain::{Difference, Doubt};

/// Somebody who may be the person asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PossibleSelf {
    pub slug: String,
    pub name: String,
    pub difference: Difference,
    /// The words that differ.
    pub detail: String,
    pub doubt: Doubt,
}

/// Full names before surnames, then by name.
pub(super) async fn selves(
    snapshot: &mut SqliteConnection,
    person_id: i64,
    size: usize,
) -> Result<Page<PossibleSelf>, StoreError> {
    let limit = i64::try_from(size).unwrap_or(i64::MAX).saturating_add(1);
    let rows = sqlx::query!(
        r#"select p.slug as "slug!: String", p.name as "name!: String", m.difference as "difference!: String",
             m.detail as "detail!: String", m.doubt as "doubt!: String"
           from (select other_id as person_id, difference, detail, doubt from possible_match where one_id = ?1
                 union all
                 select one_id, difference, detail, doubt from possible_match where other_id = ?1) m
             join person p using (person_id)
           order by m.difference = 'surname', p.sort_name, p.slug
           limit ?2"#,
        person_id,
        limit
    )
    .fetch_all(snapshot)
    .await?;
    let rows = rows.into_iter().map(|row| {
        let corrupt = |column, value: &str| StoreError::corrupt("possible_match", column, value);
        Ok(PossibleSelf {
            difference: Difference::parse(&row.difference).ok_or_else(|| corrupt("difference", &row.difference))?,
            doubt: Doubt::parse(&row.doubt).ok_or_else(|| corrupt("doubt", &row.doubt))?,
            slug: row.slug,
            name: row.name,
            detail: row.detail,
        })
    });
    Ok(Page::cut(rows.collect::<Result<Vec<_>, StoreError>>()?, size))
}
