//! A line with the words of its statements marked and its links and stresses put back, ready for the template
//! `parts/dressed.html`. Knows no page.

use std::collections::BTreeSet;

use super::marked::Piece;
use crate::domain::{InlineMark, MarkKind, site_of};

/// A stretch of the line, and how it looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Dressed<'a> {
    pub(super) piece: Piece<'a>,
    /// The address of the link that begins with it.
    pub(super) opens: Option<&'a str>,
    /// Whether a link ends with it.
    pub(super) closes: bool,
    /// The elements that it stands in, the outer first.
    pub(super) elements: Vec<&'static str>,
}

/// Cuts `pieces`, which make up a line, where its marks begin and end.
pub(super) fn dressed<'a>(pieces: Vec<Piece<'a>>, marks: &[&'a InlineMark]) -> Vec<Dressed<'a>> {
    let cuts: BTreeSet<usize> =
        marks.iter().flat_map(|mark| [mark.span.start as usize, mark.span.end as usize]).collect();
    let (mut at, mut found) = (0, Vec::new());
    for mut piece in pieces {
        let end = at + piece.text.len();
        while let Some((cut, (front, back))) =
            next_cut(&cuts, at, end).and_then(|cut| Some((cut, piece.text.split_at_checked(cut - at)?)))
        {
            let front = Piece { text: front, kinds: piece.kinds.clone(), numbers: std::mem::take(&mut piece.numbers) };
            found.push(dress(front, at, marks));
            piece.text = back;
            at = cut;
        }
        found.push(dress(piece, at, marks));
        at = end;
    }
    found
}

/// The first cut within a piece that begins at `at`.
fn next_cut(cuts: &BTreeSet<usize>, at: usize, end: usize) -> Option<usize> {
    cuts.range(at + 1..).next().copied().filter(|cut| *cut < end)
}

/// A piece that no mark begins or ends within.
fn dress<'a>(piece: Piece<'a>, at: usize, marks: &[&'a InlineMark]) -> Dressed<'a> {
    let end = at + piece.text.len();
    let over: Vec<&InlineMark> =
        marks.iter().copied().filter(|mark| mark.span.start as usize <= at && end <= mark.span.end as usize).collect();
    let link = over.iter().copied().find_map(|mark| Some((mark, followed(&mark.kind)?)));
    let known = [(MarkKind::Emphasis, "em"), (MarkKind::Strong, "strong"), (MarkKind::Code, "code")];
    let within = known.into_iter().filter(|(kind, _)| over.iter().any(|mark| mark.kind == *kind));
    Dressed {
        piece,
        opens: link.filter(|(mark, _)| mark.span.start as usize == at).map(|(_, url)| url),
        closes: link.is_some_and(|(mark, _)| mark.span.end as usize == end),
        elements: within.map(|(_, element)| element).collect(),
    }
}

/// The address of a link that a browser may safely follow.
fn followed(kind: &MarkKind) -> Option<&str> {
    let MarkKind::Link { url } = kind else { return None };
    (site_of(url).is_some() || url.starts_with("mailto:")).then_some(url.as_str())
}

#[cfg(test)]
mod tests {
    use super::super::marked::{Mark, marked};
    use super::*;
    use crate::domain::{Kind, Span};

    fn inline(start: usize, end: usize, kind: MarkKind) -> InlineMark {
        InlineMark { line: 0, span: Span::new(start, end), kind }
    }

    fn link(start: usize, end: usize, url: &str) -> InlineMark {
        inline(start, end, MarkKind::Link { url: url.to_owned() })
    }

    fn drawn(line: &str, said: &[Span], inline: &[InlineMark]) -> String {
        let marks = [Mark { kind: Kind::Direct, words: said, number: Some(1) }];
        let inline: Vec<&InlineMark> = inline.iter().collect();
        let draw = |d: &Dressed<'_>| {
            let style: String = d.elements.iter().filter_map(|element| element.chars().next()).collect();
            let (open, close) =
                (d.opens.map_or(String::new(), |url| format!("<{url} ")), if d.closes { ">" } else { "" });
            let mark = if d.piece.kinds.is_empty() { "" } else { "=" };
            format!("{open}{style}{mark}{}{}{mark}{style}{close}", d.piece.numbers, d.piece.text)
        };
        dressed(marked(line, &marks), &inline).iter().map(draw).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn a_link_goes_on_over_the_words_of_a_statement() {
        assert_eq!(
            drawn("abcdef", &[Span::new(2, 4)], &[link(1, 5, "https://x.org")]),
            "a|<https://x.org b|=1cd=|e>|f"
        );
    }

    #[test]
    fn words_of_a_statement_are_numbered_once() {
        assert_eq!(drawn("abcdef", &[Span::new(0, 6)], &[inline(2, 4, MarkKind::Strong)]), "=1ab=|s=cd=s|=ef=");
    }

    #[test]
    fn marks_overlap_and_meet() {
        let marks = [inline(0, 3, MarkKind::Emphasis), inline(1, 4, MarkKind::Code), link(4, 6, "mailto:a@b")];
        assert_eq!(drawn("abcdef", &[], &marks), "eae|ecbcec|cdc|<mailto:a@b ef>");
    }

    #[test]
    fn case_10_no_link_leads_where_no_browser_may_go() {
        for url in ["javascript:alert(1)", "data:text/html,x", "//x.org", "ftp://x.org"] {
            assert_eq!(drawn("abc", &[], &[link(0, 3, url)]), "abc", "{url}");
        }
    }

    #[test]
    fn marks_that_do_not_fit_do_no_harm() {
        assert_eq!(drawn("né", &[], &[inline(2, 9, MarkKind::Strong), inline(0, 1, MarkKind::Code)]), "cnc|é");
    }
}
