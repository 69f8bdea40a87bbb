//! Cuts a line where spans begin and end, so that spans which overlap, touch or lie within each other can be shown.
//! Pure and total: a span that does not fit the line is left out, and the segments always make up the whole line.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::Span;

/// A stretch of a line, and the spans that lie over it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Segment<'a> {
    pub(super) text: &'a str,
    /// Indices of the spans that cover it, ascending.
    pub(super) over: Vec<usize>,
    /// Those of them that begin here.
    pub(super) starts: Vec<usize>,
}

#[derive(Default)]
struct Cut {
    opens: Vec<usize>,
    closes: Vec<usize>,
}

/// The segments of `line` under `spans`, in order.
pub(super) fn segments<'a>(line: &'a str, spans: &[Span]) -> Vec<Segment<'a>> {
    let mut open = BTreeSet::new();
    let mut cuts = cuts(line, spans).into_iter().peekable();
    let mut segments = Vec::new();
    while let Some((at, cut)) = cuts.next() {
        for index in cut.closes {
            open.remove(&index);
        }
        open.extend(&cut.opens);
        let until = cuts.peek().map_or(line.len(), |(next, _)| *next);
        if let Some(text) = line.get(at..until).filter(|text| !text.is_empty()) {
            segments.push(Segment { text, over: open.iter().copied().collect(), starts: cut.opens });
        }
    }
    segments
}

fn cuts(line: &str, spans: &[Span]) -> BTreeMap<usize, Cut> {
    let mut cuts = BTreeMap::from([(0, Cut::default())]);
    for (index, span) in spans.iter().enumerate() {
        if span.is_empty() || line.get(span.range()).is_none() {
            continue;
        }
        cuts.entry(span.start as usize).or_default().opens.push(index);
        cuts.entry(span.end as usize).or_default().closes.push(index);
    }
    cuts
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Each segment as `[text|spans]`.
    fn drawn(line: &str, spans: &[(usize, usize)]) -> String {
        let spans: Vec<Span> = spans.iter().map(|&(start, end)| Span::new(start, end)).collect();
        let draw = |s: Segment<'_>| {
            let over: Vec<String> = s.over.iter().map(ToString::to_string).collect();
            format!("[{}|{}]", s.text, over.join(","))
        };
        segments(line, &spans).into_iter().map(draw).collect::<Vec<_>>().concat()
    }

    #[test]
    fn a_line_without_spans_is_one_segment() {
        assert_eq!(drawn("abc", &[]), "[abc|]");
        assert_eq!(drawn("", &[]), "");
    }

    #[test]
    fn spans_that_touch_stay_apart() {
        assert_eq!(drawn("abcdef", &[(0, 3), (3, 6)]), "[abc|0][def|1]");
    }

    #[test]
    fn a_span_within_another() {
        assert_eq!(drawn("abcdef", &[(0, 6), (2, 4)]), "[ab|0][cd|0,1][ef|0]");
    }

    #[test]
    fn spans_that_overlap() {
        assert_eq!(drawn("abcdef", &[(1, 4), (2, 6)]), "[a|][b|0][cd|0,1][ef|1]");
        assert_eq!(drawn("abcdef", &[(1, 4), (1, 4)]), "[a|][bcd|0,1][ef|]");
    }

    #[test]
    fn letters_of_many_bytes_stay_whole() {
        assert_eq!(drawn("“né”, he", &[(3, 6)]), "[“|][né|0][”, he|]");
    }

    #[test]
    fn spans_that_do_not_fit_are_left_out() {
        assert_eq!(drawn("né", &[(0, 2), (1, 99), (5, 3), (1, 1), (0, 1)]), "[n|4][é|]");
    }

    proptest! {
        #[test]
        fn the_line_is_always_whole(line in "\\PC{0,40}", ends in prop::collection::vec((0..60u32, 0..60u32), 0..8)) {
            let spans: Vec<Span> = ends.into_iter().map(|(start, end)| Span { start, end }).collect();
            let whole: String = segments(&line, &spans).iter().map(|s| s.text).collect();
            prop_assert_eq!(whole, line);
        }
    }
}
