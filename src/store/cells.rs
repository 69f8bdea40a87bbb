//! Turns cells of rows into values of `domain`. A cell that means nothing is an error that names its table and column.

use jiff::Timestamp;
use jiff::civil::Date;

use super::StoreError;
use crate::domain::{Kind, Language, Span};

/// How a list that goes on is cut: one row more than is shown is asked for, and says whether there is more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    pub rows: Vec<T>,
    pub more: bool,
}

impl<T> Page<T> {
    /// Of rows asked for with a limit of `size + 1`.
    pub(super) fn cut(mut rows: Vec<T>, size: usize) -> Self {
        let more = rows.len() > size;
        rows.truncate(size);
        Self { rows, more }
    }
}

/// A day, as every table writes it. None and the empty text are no date.
pub(super) fn day(table: &'static str, column: &'static str, text: Option<&str>) -> Result<Option<Date>, StoreError> {
    match text {
        None | Some("") => Ok(None),
        Some(text) => text.parse().map(Some).map_err(|_| StoreError::corrupt(table, column, text)),
    }
}

/// An instant as the tables of accounts write it: to the second, so that its text sorts as it does.
pub(super) fn written(instant: Timestamp) -> String {
    instant.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

pub(super) fn instant(table: &'static str, column: &'static str, text: &str) -> Result<Timestamp, StoreError> {
    text.parse().map_err(|_| StoreError::corrupt(table, column, text))
}

pub(super) fn kind(text: &str) -> Result<Kind, StoreError> {
    Kind::parse(text).ok_or_else(|| StoreError::corrupt("statement", "kind", text))
}

pub(super) fn language(tag: Option<&str>) -> Result<Option<Language>, StoreError> {
    let parse = |tag| Language::parse(tag).ok_or_else(|| StoreError::corrupt("article", "language", tag));
    tag.map(parse).transpose()
}

/// A span kept as two columns, both null where there is none.
pub(super) fn span(column: &'static str, start: Option<i64>, end: Option<i64>) -> Result<Option<Span>, StoreError> {
    let (Some(start), Some(end)) = (start, end) else { return Ok(None) };
    let narrow = |at: i64| u32::try_from(at).map_err(|_| StoreError::corrupt("statement", column, &at.to_string()));
    Ok(Some(Span { start: narrow(start)?, end: narrow(end)? }))
}

/// Row ids as the JSON list that `json_each` takes, so that one statement asks for any number of rows.
pub(super) fn id_list(ids: impl Iterator<Item = i64>) -> String {
    let ids: Vec<String> = ids.map(|id| id.to_string()).collect();
    format!("[{}]", ids.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_dates_or_nothing() {
        assert_eq!(day("article", "published_on", None).unwrap(), None);
        assert_eq!(day("article", "day", Some("")).unwrap(), None);
        assert!(day("article", "day", Some("2022-13-45")).unwrap_err().to_string().contains("article.day"));
    }

    #[test]
    fn one_row_more_says_that_there_is_more() {
        assert_eq!(Page::cut(vec![1, 2, 3], 2), Page { rows: vec![1, 2], more: true });
        assert_eq!(Page::cut(vec![1, 2], 2), Page { rows: vec![1, 2], more: false });
    }
}
