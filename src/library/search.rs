//! Looks for people, statements and articles: reads what somebody typed, asks the index, and says how it was understood.

use crate::analysis::identity;
use crate::domain::{SearchQuery, Text, Wanted, search_words};
use crate::store::{SearchAsked, SearchHits, SearchOrder, SearchPart, Spellings, Store, StoreError};

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Looking {
    pub part: SearchPart,
    pub order: SearchOrder,
    /// The place of the last row of the page before.
    pub before: Option<i64>,
    pub size: usize,
}

/// How many people are shown.
const PEOPLE: usize = 8;

/// Looks for what `query` asks for; where it asks for nothing, nothing is found. Adds notes to it.
pub async fn search(store: &Store, query: &mut SearchQuery, looking: Looking) -> Result<SearchHits, StoreError> {
    if query.month.is_some() {
        query.settle_month(store.newest_day().await?);
    }
    if query.is_empty() {
        return Ok(SearchHits::default());
    }
    let spellings = store.spellings(&surnames(query)).await?;
    let people = if looking.part == SearchPart::All { PEOPLE } else { 0 };
    let Looking { part, order, before, size } = looking;
    let asked = SearchAsked { query, spellings: &spellings, part, order, before, size, people };
    let hits = store.search(&asked).await?;
    query.notes.extend(hits.unknown.iter().map(|name| format!("Nobody here is called “{name}”.")));
    query.notes.extend(other_spellings(&spellings));
    Ok(hits)
}

/// Words of the query that may be surnames, with the key that all spellings share.
pub(super) fn surnames(query: &SearchQuery) -> Vec<(String, String)> {
    let last_words = query.positive().into_iter().filter_map(|wanted| match wanted {
        Wanted::Text(Text { words, exact: false, prefix: false }) => search_words(words).pop(),
        Wanted::Person { name, .. } if !name.ends_with('*') => search_words(name).pop(),
        _ => None,
    });
    let mut words: Vec<String> = last_words.collect();
    words.sort_unstable();
    words.dedup();
    words.into_iter().map(|word| (word.clone(), identity::surname_key(&word))).collect()
}

fn other_spellings(spellings: &Spellings) -> impl Iterator<Item = String> {
    spellings.iter().map(|(word, others)| {
        format!(
            "“{word}” is looked for as {} too. In quotation marks it is looked for as it stands.",
            others.join(", ")
        )
    })
}

#[cfg(test)]
#[path = "search_tests.rs"]
mod tests;
