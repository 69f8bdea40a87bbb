//! An Atom feed (RFC 4287), whatever it is of: its entries, their times and titles. An entry's id is made from its
//! article's id and its line's key, never from an address, so that it is the same wherever the house stands and in every
//! feed. Knows no page.

use std::collections::BTreeMap;

use askama::Template;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use jiff::Timestamp;
use jiff::civil::Date;

use super::page::PageResult;
use crate::domain::urn;

/// A title is cut behind a word at about so many letters.
const TITLE: usize = 120;

#[derive(Template)]
#[template(path = "feeds/atom.xml")]
pub(super) struct Feed {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) address: String,
    pub(super) page: String,
    pub(super) entries: Vec<Entry>,
}

pub(super) struct Entry {
    pub(super) id: String,
    pub(super) title: String,
    /// Empty where it is the feed's own.
    pub(super) language: &'static str,
    pub(super) address: String,
    pub(super) published: Option<Date>,
    pub(super) loaded_at: Timestamp,
    pub(super) author: String,
    pub(super) author_page: Option<String>,
    /// HTML, which the feed escapes once more.
    pub(super) content: String,
}

/// Gives each statement of a feed its id.
#[derive(Debug, Default)]
pub(super) struct StatementIds(BTreeMap<String, usize>);

impl StatementIds {
    /// The same words may stand on one line several times.
    pub(super) fn of(&mut self, article: &str, line: &str, words: &str) -> String {
        let id = urn(&["statement", article, line, words]);
        let time = self.0.entry(id.clone()).and_modify(|n| *n += 1).or_insert(1);
        if *time > 1 { urn(&["statement", article, line, words, &time.to_string()]) } else { id }
    }
}

impl Feed {
    /// When its newest entry was loaded. An empty feed has never been updated.
    fn updated(&self) -> String {
        seconds(self.entries.iter().map(|entry| entry.loaded_at).max().unwrap_or(Timestamp::UNIX_EPOCH))
    }

    pub(super) fn answer(&self) -> PageResult {
        let mut text = self.render()?;
        text.retain(is_in_xml);
        Ok(([(CONTENT_TYPE, "application/atom+xml; charset=utf-8")], text).into_response())
    }
}

impl Entry {
    fn updated(&self) -> String {
        seconds(self.loaded_at)
    }
}

/// RFC 3339, as Atom wants it.
fn seconds(time: Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// What XML 1.0 can hold; the rest cannot even be escaped.
fn is_in_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}

/// As many whole words as a title has room for.
pub(super) fn shortened(words: &str) -> String {
    if words.chars().count() <= TITLE {
        return words.to_owned();
    }
    let cut: String = words.chars().take(TITLE).collect();
    let whole = cut.rsplit_once(char::is_whitespace).map_or(cut.as_str(), |(whole, _)| whole);
    format!("{} …", whole.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_end_behind_a_word() {
        assert_eq!(shortened("short"), "short");
        let long = shortened(&"seven 7 ".repeat(30));
        assert!(long.ends_with("7 …") || long.ends_with("seven …"), "{long}");
        assert!(long.chars().count() <= TITLE + 2, "{long}");
        assert_eq!(shortened(&"漢".repeat(200)), format!("{} …", "漢".repeat(TITLE)));
    }

    #[test]
    fn what_xml_cannot_hold_is_known() {
        assert!("a\tß\u{10ffff}".chars().all(is_in_xml));
        assert!(!"\0\u{1}\u{b}\u{1f}\u{fffe}\u{ffff}".chars().any(is_in_xml));
    }
}
