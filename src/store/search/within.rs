//! Which of a person's statements have certain words, for the list of them: an expression of the index.

use std::collections::BTreeMap;

use sqlx::SqliteConnection;

use super::expression::{Ask, Known, joined, quoted};
use super::{SearchAsked, SearchOrder, SearchPart, Spellings, names};
use crate::domain::SearchQuery;
use crate::store::StoreError;

/// Rows of the index: those that fit an expression, from a place on and below another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store) struct Rows(Ask);

impl Rows {
    /// As a query takes them; without an expression where they are none in particular.
    pub(in crate::store) fn parts(rows: Option<&Self>) -> (Option<&str>, i64, i64) {
        rows.map_or((None, 0, 0), |Self(ask)| (Some(&ask.expression), ask.least, ask.below))
    }
}

/// The rows that `query` asks for, of those that the person says.
pub(in crate::store) async fn said_with(
    snapshot: &mut SqliteConnection,
    person_id: i64,
    query: &SearchQuery,
) -> Result<Rows, StoreError> {
    let spellings = Spellings::new();
    let asked = SearchAsked {
        query,
        spellings: &spellings,
        part: SearchPart::Statements,
        order: SearchOrder::Newest,
        before: None,
        size: 0,
        people: 0,
    };
    let (_, keys): (_, BTreeMap<String, Vec<String>>) = names::find(snapshot, &asked).await?;
    let asked = Ask::of(&asked, &Known { spellings: &spellings, keys: &keys });
    let own =
        sqlx::query_scalar!(r#"select keys || '' as "keys!: String" from person_search where rowid = ?"#, person_id);
    let own = own.fetch_optional(snapshot).await?.unwrap_or_default();
    let own = joined(own.split(' ').map(quoted), " OR ");
    Ok(Rows(Ask { expression: format!("((by : {own}) AND {})", asked.expression), ..asked }))
}
