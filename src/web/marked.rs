//! A line with the words of its statements marked, ready for the template `parts/marked.html`.

use super::segments::segments;
use crate::domain::{Kind, Span, near};

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
    /// The kinds of the statements it belongs to, and more classes of theirs; empty where it belongs to none.
    pub(super) kinds: String,
    /// The numbers of the statements that begin with it.
    pub(super) numbers: String,
}

/// The pieces of `line`, in order; together they are the line.
pub(super) fn marked<'a>(line: &'a str, marks: &[Mark<'_>]) -> Vec<Piece<'a>> {
    noted(line, marks, |_| String::new())
}

/// The pieces of the part of `line` that stands near a statement's words; dots for what is left out.
pub(super) fn marked_near<'a>(line: &'a str, mark: &Mark<'_>, more: &str) -> Vec<Piece<'a>> {
    let near = near(line, mark.words);
    let shifted =
        |span: &Span| Span { start: span.start.saturating_sub(near.start), end: span.end.saturating_sub(near.start) };
    let words: Vec<Span> = mark.words.iter().map(shifted).collect();
    let mut pieces = noted(&line[near.range()], &[Mark { words: &words, ..*mark }], |_| more.to_owned());
    let dots = |text| Piece { text, kinds: String::new(), numbers: String::new() };
    if near.start > 0 {
        pieces.insert(0, dots("… "));
    }
    if near.range().end < line.len() {
        pieces.push(dots(" …"));
    }
    pieces
}

/// The pieces of `line`, with more classes for the words of each mark: those that `more` has for its index.
pub(super) fn noted<'a>(line: &'a str, marks: &[Mark<'_>], more: impl Fn(usize) -> String) -> Vec<Piece<'a>> {
    let marks = marks.iter().enumerate();
    let spans: Vec<(Span, usize, &Mark<'_>)> =
        marks.flat_map(|(at, m)| m.words.iter().map(move |&w| (w, at, m))).collect();
    let bare: Vec<Span> = spans.iter().map(|(span, ..)| *span).collect();
    let of = |index: &usize| spans.get(*index);
    segments(line, &bare)
        .into_iter()
        .map(|segment| {
            let over = || segment.over.iter().filter_map(of);
            let mut kinds: Vec<String> = over().map(|(_, _, m)| m.kind.as_str().to_owned()).collect();
            kinds.dedup();
            kinds.extend(over().map(|(_, at, _)| more(*at)).filter(|classes| !classes.is_empty()));
            let begins = segment.starts.iter().filter_map(of).filter(|(span, _, m)| m.words.first() == Some(span));
            let numbers: Vec<String> = begins.filter_map(|(_, _, m)| m.number).map(|n| n.to_string()).collect();
            Piece { text: segment.text, kinds: kinds.join(" "), numbers: numbers.join(" ") }
        })
        .collect()
}

/// Whether the line begins with a quotation mark, which then hangs out of the block, as in print.
pub(super) fn hangs(pieces: &[Piece<'_>]) -> bool {
    pieces.first().is_some_and(|piece| piece.text.starts_with(['“', '"', '‘']))
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
    fn words_can_have_more_classes() {
        let (outer, inner) = ([Span::new(0, 7)], [Span::new(4, 7)]);
        let mark = |words| Mark { kind: Kind::Direct, words, number: None };
        let pieces = noted("she no.", &[mark(&outer), mark(&inner)], |at| format!("s{at}"));
        let kinds: Vec<&str> = pieces.iter().map(|piece| piece.kinds.as_str()).collect();
        assert_eq!(kinds, ["direct s0", "direct s0 s1"]);
    }

    #[test]
    fn of_a_very_long_line_what_is_near_is_shown() {
        let line = format!("{}she said no.{}", "before ".repeat(1_000), " behind".repeat(1_000));
        let said = Span::new(7_009, 7_011);
        let pieces = marked_near(&line, &Mark { kind: Kind::Direct, words: &[said], number: None }, "s1");
        let texts: Vec<&str> = pieces.iter().map(|piece| piece.text).collect();
        assert_eq!((texts[0], texts[2], texts[4]), ("… ", "no", " …"));
        assert!(texts[1].starts_with("before ") && texts[1].ends_with("she said ") && texts[1].len() < 1_100);
        assert!(texts[3].starts_with('.') && texts[3].ends_with("behind") && texts[3].len() < 1_100);
        assert_eq!(pieces[2].kinds, "direct s1");
        assert_eq!(
            marked_near("no.", &Mark { kind: Kind::Direct, words: &[Span::new(0, 2)], number: None }, "").len(),
            2
        );
    }

    #[test]
    fn quotation_marks_hang() {
        assert!(hangs(&marked("“No,” she said.", &[])) && !hangs(&marked("She said “no”.", &[])));
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
