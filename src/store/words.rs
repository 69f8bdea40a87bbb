//! How the spans of a statement's words stand in the database: "start-end start-end", in bytes of the line.

use super::StoreError;
use crate::domain::Span;

/// The spans as text.
#[must_use]
pub(crate) fn encode(spans: &[Span]) -> String {
    spans.iter().map(|s| format!("{}-{}", s.start, s.end)).collect::<Vec<_>>().join(" ")
}

/// The spans that [`encode`] wrote. They may still lie outside the line: slice with `get`.
pub(crate) fn decode(text: &str) -> Result<Vec<Span>, StoreError> {
    text.split(' ')
        .map(decode_one)
        .collect::<Option<_>>()
        .ok_or_else(|| StoreError::corrupt("statement", "words", text))
}

fn decode_one(text: &str) -> Option<Span> {
    let (start, end) = text.split_once('-')?;
    let (start, end) = (start.parse().ok()?, end.parse().ok()?);
    (start <= end).then_some(Span { start, end })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_survive_the_round_trip() {
        let spans = [Span::new(3, 9), Span::new(20, 31)];
        assert_eq!(encode(&spans), "3-9 20-31");
        assert_eq!(decode("3-9 20-31").unwrap(), spans);
    }

    #[test]
    fn what_no_version_wrote_is_named() {
        for text in ["", "3", "9-3", "3-9  20-31", "-1-4", "3-99999999999"] {
            let error = decode(text).unwrap_err().to_string();
            assert!(error.contains("statement.words"), "{error}");
        }
    }
}
