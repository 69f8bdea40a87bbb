//! What `onrecord analyse -` reads: JSON Lines, one article a line. Knows only `domain`.

use jiff::civil::Date;
use serde::Deserialize;

use crate::domain::{Article, Source};

const EXPECTED: &str =
    r#"expected one JSON object: {"id", "title", "published_on", "source_url", "lines": [..], "ordered"}"#;

/// An article as a line of JSON; only `lines` must be there. Fields of other names are passed over.
#[derive(Debug, Deserialize)]
struct ArticleRow {
    id: Option<String>,
    title: Option<String>,
    published_on: Option<String>,
    source_url: Option<String>,
    lines: Vec<String>,
    ordered: Option<bool>,
}

/// The article that `json` holds and the id to answer with: its own, else the one its address gives.
/// The error says at which column what was expected.
pub(super) fn parse(json: &[u8]) -> Result<(String, Article), String> {
    let row: ArticleRow = serde_json::from_slice(json).map_err(|e| explain(&e))?;
    let article = Article {
        title: row.title.unwrap_or_default(),
        published_on: row.published_on.as_deref().map(day).transpose()?,
        source: Source::new(row.source_url.as_deref().unwrap_or_default()),
        lines: row.lines,
        ordered: row.ordered.unwrap_or_default(),
        ..Article::default()
    };
    Ok((row.id.unwrap_or_else(|| article.id().to_string()), article))
}

fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| format!("\"published_on\" is {text:?}; expected a day as \"2022-01-21\", or null"))
}

/// The library's message without its line number, which would be 1 on every line.
fn explain(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let message = message.strip_suffix(&place).unwrap_or(&message);
    format!("column {}: {message}; {EXPECTED}", error.column())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_lines_are_needed() {
        let (id, article) = parse(br#"{"lines": ["A."], "source_url": "https://example.org/a", "more": 1}"#).unwrap();
        assert_eq!(id, "ubug5eolpkv2");
        assert_eq!((article.lines.len(), article.ordered, article.published_on), (1, false, None));
    }

    #[test]
    fn a_bad_line_says_where_and_what_was_expected() {
        let complaint = |json: &str| parse(json.as_bytes()).unwrap_err();
        assert!(complaint("{\"lines\": 3}").starts_with("column 11: invalid type: integer `3`, expected a sequence; "));
        assert!(complaint("{}").contains("missing field `lines`; expected one JSON object"));
        assert!(complaint("nonsense").contains("column 2: expected ident"));
        let undated = r#"{"lines": [], "published_on": "yesterday"}"#;
        assert!(complaint(undated).contains(r#""published_on" is "yesterday"; expected a day"#));
    }
}
