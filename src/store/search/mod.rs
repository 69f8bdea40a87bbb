//! Finds people, statements and articles by the search index. Six queries at most, however much is asked for or found.
//! What makes the rows of the index stands in `index`, how a query becomes an expression of it in `expression`.

mod articles;
mod expression;
mod index;
mod names;
mod statements;
mod story;
mod suggest;
mod within;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::{Value, json};

use super::cells::Page;
use super::{Store, StoreError};
use crate::domain::{Kind, SearchQuery, Span};
use expression::{Ask, Known};
pub(super) use within::{Rows, said_with};

pub use story::{COUNTED_ARTICLES, StoryArticle, StoryAsked, StoryOrder, StoryPage};
pub use suggest::{SuggestedArticle, SuggestedPerson};

/// Rows of one day stand between its number times this and that of the next day.
const DAY: i64 = 10_000_000_000;

/// Of each word that may be a surname, as the query has it: all surnames that are spellings of the same.
pub type Spellings = BTreeMap<String, Vec<String>>;

/// The order of what is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SearchOrder {
    #[default]
    Newest,
    /// The best first, of so many of the newest as can be compared at once.
    Best,
}

/// Which part of what is found is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SearchPart {
    #[default]
    All,
    Statements,
    Articles,
}

/// What is asked of the index.
#[derive(Debug, Clone)]
pub struct SearchAsked<'a> {
    pub query: &'a SearchQuery,
    pub spellings: &'a Spellings,
    pub part: SearchPart,
    pub order: SearchOrder,
    /// The place of the last row of the page before.
    pub before: Option<i64>,
    pub size: usize,
    /// How many people at most.
    pub people: usize,
}

/// What was found.
#[derive(Debug, Clone, Default)]
pub struct SearchHits {
    pub people: Vec<FoundPerson>,
    pub statements: Option<Page<FoundStatement>>,
    pub articles: Option<Page<FoundArticle>>,
    /// The names asked for that nobody has. What is said about them is looked for as words.
    pub unknown: Vec<String>,
}

/// A person, as far as a list of them needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundPerson {
    pub slug: String,
    pub name: String,
    pub titles: Vec<String>,
    pub statement_count: i64,
    pub article_count: i64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundStatement {
    pub place: i64,
    pub kind: Kind,
    pub words: Vec<Span>,
    pub line_key: String,
    pub line: String,
    pub article_id: String,
    pub article_slug: String,
    pub article_title: String,
    pub published_on: Option<Date>,
    pub site: String,
    pub speaker: FoundSpeaker,
    /// All that report the same have the same here.
    pub same: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum FoundSpeaker {
    Person { slug: String, name: String },
    Organization(String),
    Unresolved,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundArticle {
    pub place: i64,
    pub id: String,
    pub slug: String,
    pub title: String,
    pub published_on: Option<Date>,
    pub site: String,
    pub statement_count: i64,
    /// Its first lines, among which the one to show is looked for.
    pub lines: Vec<FoundLine>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundLine {
    pub key: String,
    pub text: String,
}

impl Store {
    /// The surnames that have one of the keys of `words`, which are pairs of word and key.
    pub async fn spellings(&self, words: &[(String, String)]) -> Result<Spellings, StoreError> {
        let pairs = words.iter().map(|(word, key)| json!([word, key])).collect::<Value>().to_string();
        let rows = sqlx::query!(
            r#"select j.value ->> 0 as "word!: String", k.surname as "surname!: String"
               from json_each(?) j cross join surname_key k on k.key = j.value ->> 1
               where k.surname <> j.value ->> 0
               order by j.key, k.surname limit 100"#,
            pairs
        )
        .fetch_all(&self.readers)
        .await?;
        let mut spellings = Spellings::new();
        for row in rows {
            spellings.entry(row.word).or_default().push(row.surname);
        }
        Ok(spellings)
    }

    /// What the index has for a query.
    pub async fn search(&self, asked: &SearchAsked<'_>) -> Result<SearchHits, StoreError> {
        let mut snapshot = self.readers.begin().await?;
        let (people, keys) = names::find(&mut snapshot, asked).await?;
        let known = Known { spellings: asked.spellings, keys: &keys };
        let ask = Ask::of(asked, &known);
        let mut hits = SearchHits { people, unknown: names::unknown(&keys), ..SearchHits::default() };
        if asked.part != SearchPart::Articles {
            hits.statements = Some(statements::find(&mut snapshot, &ask, asked).await?);
        }
        if asked.part != SearchPart::Statements {
            hits.articles = Some(articles::find(&mut snapshot, &ask, asked).await?);
        }
        Ok(hits)
    }
}

/// The key of a person as somebody spoken of: a word of its own, so that a search for it does not go through all places
/// where they are only named.
fn about_key(key: &str) -> String {
    format!("{key}0about")
}

/// The number that a row of the index has for its day; without one, less than any.
fn day_number(day: &str) -> i64 {
    day.replace('-', "").parse().unwrap_or_default()
}
