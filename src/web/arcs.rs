//! Who of several people are named together: a line from one to the other beside the list of them, for
//! `parts/named_with.html`. Knows no page.

use crate::store::{Companion, Tie};

/// Of the drawing, in its own units: the height of a row and the width of it all. It is stretched to the list.
const ROW: i64 = 20;
const WIDTH: i64 = 60;
/// How broad a line is drawn, in tenths of a pixel, at least and at most.
const BROAD: (i64, i64) = (10, 45);
/// So many of the ties are written out; only as many as there are rows are drawn, or nobody could tell one from the
/// other. Those of most articles come first.
const WRITTEN: usize = 20;

pub(super) struct Arcs<'a> {
    rows: i64,
    pub(super) width: i64,
    lines: Vec<Line<'a>>,
}

pub(super) struct Line<'a> {
    tie: &'a Tie,
    most: i64,
    rows: i64,
    pub(super) one: &'a str,
    pub(super) other: &'a str,
}

impl<'a> Arcs<'a> {
    /// None where there is nothing to see: fewer than three people, or no two of them together.
    pub(super) fn of(people: &'a [Companion], ties: &'a [Tie]) -> Option<Self> {
        let rows = i64::try_from(people.len()).ok().filter(|rows| *rows >= 3)?;
        let most = ties.iter().map(|tie| tie.article_count).max()?;
        let name = |at: i64| usize::try_from(at).ok().and_then(|at| people.get(at)).map(|person| person.name.as_str());
        let lines =
            ties.iter().filter_map(|tie| Some(Line { tie, most, rows, one: name(tie.one)?, other: name(tie.other)? }));
        Some(Self { rows, width: WIDTH, lines: lines.collect() })
    }

    pub(super) fn height(&self) -> i64 {
        self.rows * ROW
    }

    pub(super) fn drawn(&self) -> impl Iterator<Item = &Line<'a>> {
        self.lines.iter().take(usize::try_from(self.rows).unwrap_or_default())
    }

    pub(super) fn written(&self) -> &[Line<'a>] {
        &self.lines[..self.lines.len().min(WRITTEN)]
    }

    pub(super) fn unwritten(&self) -> usize {
        self.lines.len() - self.written().len()
    }
}

impl Line<'_> {
    pub(super) fn count(&self) -> i64 {
        self.tie.article_count
    }

    /// From the middle of one row to that of the other; the farther they are apart, the farther out.
    pub(super) fn path(&self) -> String {
        let middle = |at: i64| at * ROW + ROW / 2;
        // A curve goes out three quarters of the way to where it is pulled.
        let pulled = (self.tie.other - self.tie.one) * (WIDTH - 4) * 4 / 3 / (self.rows - 1).max(1);
        let (one, other) = (middle(self.tie.one), middle(self.tie.other));
        format!("M0 {one}C{pulled} {one} {pulled} {other} 0 {other}")
    }

    /// In pixels.
    pub(super) fn breadth(&self) -> String {
        let tenths = BROAD.0 + (BROAD.1 - BROAD.0) * self.tie.article_count / self.most.max(1);
        format!("{}.{}", tenths / 10, tenths % 10)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people(names: &[&str]) -> Vec<Companion> {
        let one = |name: &&str| Companion { slug: (*name).to_owned(), name: (*name).to_owned(), article_count: 1 };
        names.iter().map(one).collect()
    }

    #[test]
    fn each_tie_is_a_line_between_two_rows() {
        let (people, ties) = (
            people(&["A", "B", "C"]),
            [Tie { one: 0, other: 2, article_count: 4 }, Tie { one: 1, other: 2, article_count: 1 }],
        );
        let arcs = Arcs::of(&people, &ties).unwrap();
        let drawn: Vec<_> = arcs.drawn().map(|line| (line.one, line.other, line.path(), line.breadth())).collect();
        assert_eq!(drawn[0], ("A", "C", "M0 10C74 10 74 50 0 50".to_owned(), "4.5".to_owned()));
        assert_eq!(drawn[1], ("B", "C", "M0 30C37 30 37 50 0 50".to_owned(), "1.8".to_owned()));
        assert_eq!((arcs.height(), arcs.written().len(), arcs.unwritten()), (60, 2, 0));
    }

    #[test]
    fn two_people_need_no_drawing() {
        assert!(Arcs::of(&people(&["A", "B"]), &[Tie { one: 0, other: 1, article_count: 4 }]).is_none());
        assert!(Arcs::of(&people(&["A", "B", "C"]), &[]).is_none());
    }
}
