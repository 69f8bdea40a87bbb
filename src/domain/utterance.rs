//! A statement as those are compared that one person made: its words, its day, its place. Imports nothing of ours.

use jiff::civil::Date;

/// Words that an article reports somebody as saying.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Utterance {
    /// The article's day; `None` where it has none.
    pub day: Option<Date>,
    /// The article's public id.
    pub article: String,
    /// The statement's index in the reading of that article.
    pub position: i64,
    /// The words said, as they stand in the line; where the line breaks them, joined by a blank.
    pub words: String,
}
