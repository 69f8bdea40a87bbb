//! A line with the words of its statements marked, ready for the template `parts/marked.html`.

use super::segments::segments;
use crate::domain::{Kind, Span};

/// A statement on the line to be marked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark<'a> {
    pub(super) kind: Kind,
    pub(super) words: &'a [Span],
    /// Shown before the words where a line has several statements.
    pub(super) number: Option<usize>,
}

/// A stretch of the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    pub(super) text: &'a str,
    /// The kinds of the statements it belongs to, as classes; empty where it belongs to none.
    pub(super) kinds: String,
    /// The numbers of the statements that begin with it.
    pub(super) numbers: String,
}

/// The pieces of `line`, in order; together they are the line.
pub(super) fn marked<'a>(line: &'a str, marks: &[Mark<'_>]) -> Vec<Piece<'a>> {
    let spans: Vec<(Span, &Mark<'_>)> = marks.iter().flat_map(|m| m.words.iter().map(move |&w| (w, m))).collect();
    let bare: Vec<Span> = spans.iter().map(|(span, _)| *span).collect();
    let of = |index: &usize| spans.get(*index);
    segments(line, &bare)
        .into_iter()
        .map(|segment| {
            let mut kinds: Vec<&str> = segment.over.iter().filter_map(of).map(|(_, m)| m.kind.as_str()).collect();
            kinds.dedup();
            let begins = segment.starts.iter().filter_map(of).filter(|(span, m)| m.words.first() == Some(span));
            let numbers: Vec<String> = begins.filter_map(|(_, m)| m.number).map(|n| n.to_string()).collect();
            Piece { text: segment.text, kinds: kinds.join(" "), numbers: numbers.join(" ") }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(line: &str, marks: &[Mark<'_>]) -> String {
        let pieces = marked(line, marks);
        let drawn: Vec<String> = pieces.iter().map(|p| format!("[{}|{}|{}]", p.text, p.kinds, p.numbers)).collect();
        drawn.concat()
    }

    #[test]
    fn broken_words_are_numbered_once() {
        let words = [Span::new(1, 2), Span::new(5, 6)];
        let marks = [Mark { kind: Kind::Direct, words: &words, number: Some(1) }];
        assert_eq!(drawn("'A' 'B'", &marks), "[\'||][A|direct|1][\' \'||][B|direct|][\'||]");
    }

    #[test]
    fn words_within_words_have_both_kinds() {
        let (outer, inner) = ([Span::new(0, 7)], [Span::new(4, 7)]);
        let marks = [
            Mark { kind: Kind::Indirect, words: &outer, number: Some(1) },
            Mark { kind: Kind::Direct, words: &inner, number: Some(2) },
        ];
        assert_eq!(drawn("she no.", &marks), "[she |indirect|1][no.|indirect direct|2]");
    }
}
