//! The seed format: line 1 the title, line 2 the date, line 3 the source address, then one sentence per line, in an
//! order that says nothing. Text is text: nothing in it is markup. Imports only `domain` and its neighbours.

use std::fmt;
use std::path::Path;

use jiff::civil::Date;
use thiserror::Error;

use super::FileError;
use super::{file, text};
use crate::domain::{Article, LONGEST_LINE, Source, canonical_url, sentences};

/// Why a file gave no article.
#[derive(Debug, Error)]
pub enum SeedError {
    #[error(transparent)]
    File(#[from] FileError),
    #[error("line 1: expected the title, found an empty file")]
    Empty,
    #[error("line 1: expected the title, found an empty line")]
    NoTitle,
    #[error("line {line}: expected at least one sentence, found the end of the file")]
    NoSentence { line: usize },
    #[error("line {line}: expected text, found a binary file ({controls} control characters)")]
    NotText { line: usize, controls: usize },
}

/// Something that is not as the format says, and what was done about it. The article is whole all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// No day was found on line 2.
    Undated { found: String },
    /// No address was found where the source should stand.
    NoSource { line: usize },
    /// What stands where the source's address should is no address that a browser may follow.
    NotWeb { line: usize, found: String },
    /// A line was too long and was cut into its sentences.
    Long { line: usize, bytes: usize },
    /// The encoding was guessed.
    Guessed { encoding: &'static str },
    /// Some characters could not be read.
    Replaced { count: usize },
    /// Control characters were left out.
    Dropped { count: usize },
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Undated { found } => {
                write!(f, "line 2: expected a date like 20220121 or 2022-01-21, found {found:?}; left undated")
            }
            Self::NoSource { line } => write!(f, "line {line}: expected the source's address; source unknown"),
            Self::NotWeb { line, found } => {
                write!(f, "line {line}: expected an address with http or https, found {found:?}; shown, but no link")
            }
            Self::Long { line, bytes } => {
                write!(f, "line {line}: expected one sentence, found {bytes} bytes; cut into its sentences")
            }
            Self::Guessed { encoding } => write!(f, "expected UTF-8; read as {encoding}, which is a guess"),
            Self::Replaced { count } => write!(f, "{count} characters could not be read and show as \u{fffd}"),
            Self::Dropped { count } => write!(f, "{count} control characters were left out"),
        }
    }
}

/// An article, and what was not as the format says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seed {
    pub article: Article,
    pub warnings: Vec<Warning>,
}

/// Reads the seed file at `path`, if it is a regular one.
pub fn read(path: &Path) -> Result<Seed, SeedError> {
    parse(&file::read(path)?)
}

/// Reads the bytes of a seed file.
pub fn parse(bytes: &[u8]) -> Result<Seed, SeedError> {
    let text = text::decode(bytes);
    // A text may hold a stray control character or two; a picture holds them everywhere.
    if text.dropped > 32 && text.dropped > text.kept / 16 {
        return Err(SeedError::NotText { line: 1, controls: text.dropped });
    }
    let title = text.lines.first().map(|line| line.trim().to_owned()).ok_or(SeedError::Empty)?;
    if title.is_empty() {
        return Err(SeedError::NoTitle);
    }
    let head = Head::of(&text.lines);
    let lines = text.lines.iter().skip(head.lines).filter(|line| !line.trim().is_empty());
    let lines: Vec<String> = lines.flat_map(|line| fitting(line)).collect();
    if lines.is_empty() {
        return Err(SeedError::NoSentence { line: 1 + head.lines.max(text.lines.len()) });
    }
    let warnings = warnings(&text, &head);
    let (published_on, source) = (head.published_on, Source::new(&head.source));
    let article = Article { title, published_on, source, lines, ..Article::default() };
    Ok(Seed { article, warnings })
}

/// A line that is far too long to be a sentence is cut into its sentences.
fn fitting(line: &str) -> Vec<String> {
    if line.len() <= LONGEST_LINE {
        return vec![line.to_owned()];
    }
    sentences(line).into_iter().map(|span| line[span.range()].to_owned()).collect()
}

/// What stands above the sentences.
struct Head {
    /// How many lines it has: 3 in a file as it should be.
    lines: usize,
    published_on: Option<Date>,
    /// Line 2, where it is no date.
    undated: String,
    /// Empty where there is none.
    source: String,
}

impl Head {
    /// A line that is neither date nor address, where both are missing, is a sentence: none is ever lost.
    fn of(lines: &[String]) -> Self {
        let at = |index: usize| lines.get(index).map_or("", |line| line.trim());
        let (second, third) = (at(1), at(2));
        let published_on = day(second);
        let address = |text: &str| text.is_empty() || is_address(text);
        let undated = if published_on.is_none() { second.to_owned() } else { String::new() };
        let (lines, source) = match () {
            () if published_on.is_none() && is_address(second) => (2, second),
            () if address(third) => (3, third),
            () if published_on.is_some() || second.is_empty() || is_short(second) => (2, ""),
            () => (1, ""),
        };
        Self { lines, published_on, undated, source: source.to_owned() }
    }
}

/// A day as `20220121` or `2022-01-21`.
fn day(text: &str) -> Option<Date> {
    let digits: String = match text.len() {
        8 => text.to_owned(),
        10 if text.bytes().enumerate().all(|(i, b)| (b == b'-') == (i == 4 || i == 7)) => text.replace('-', ""),
        _ => return None,
    };
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (year, month, day) = (digits.get(..4)?, digits.get(4..6)?, digits.get(6..8)?);
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// An address has no blanks; whether it can be followed is asked elsewhere.
fn is_address(text: &str) -> bool {
    canonical_url(text).is_some() || (text.contains(':') && !text.contains(char::is_whitespace))
}

/// Too short for a sentence: a date in another form, a word.
fn is_short(text: &str) -> bool {
    text.split_whitespace().count() <= 4
}

fn warnings(text: &text::Text, head: &Head) -> Vec<Warning> {
    let mut found = Vec::new();
    if head.published_on.is_none() {
        found.push(Warning::Undated { found: head.undated.chars().take(80).collect() });
    }
    if head.source.is_empty() {
        found.push(Warning::NoSource { line: head.lines.max(3) });
    } else if canonical_url(&head.source).is_none() {
        found.push(Warning::NotWeb { line: head.lines, found: head.source.chars().take(80).collect() });
    }
    let long = |(at, line): (usize, &String)| {
        (at >= head.lines && line.len() > LONGEST_LINE).then_some(Warning::Long { line: at + 1, bytes: line.len() })
    };
    found.extend(text.lines.iter().enumerate().filter_map(long));
    found.extend(text.guessed.map(|encoding| Warning::Guessed { encoding }));
    found.extend((text.replaced > 0).then_some(Warning::Replaced { count: text.replaced }));
    found.extend((text.dropped > 0).then_some(Warning::Dropped { count: text.dropped }));
    found
}

#[cfg(test)]
#[path = "seed_tests.rs"]
mod tests;
