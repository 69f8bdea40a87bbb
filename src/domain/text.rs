//! Spans of text, and the one place that turns byte offsets into code points. Imports nothing of ours.

use std::ops::Range;

/// A stretch of one line, in bytes, end exclusive, always on character boundaries of the line it was made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    /// A span from byte offsets. Offsets past `u32::MAX` are cut off there; no line may be that long.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { start: narrow(start), end: narrow(end.max(start)) }
    }

    /// The span as a range of bytes, to index a line with.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// Whether `other` lies wholly within this span.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// Turns ascending byte offsets of a line into code points, in one pass over the line.
#[derive(Debug)]
pub struct CodePoints<'a> {
    line: &'a str,
    byte: usize,
    point: usize,
}

impl<'a> CodePoints<'a> {
    #[must_use]
    pub fn of(line: &'a str) -> Self {
        Self { line, byte: 0, point: 0 }
    }

    /// The code point at byte `at`; going back costs a pass from the start.
    pub fn at(&mut self, at: usize) -> usize {
        if at < self.byte {
            (self.byte, self.point) = (0, 0);
        }
        let at = at.min(self.line.len());
        self.point += self.line[self.byte..at].chars().count();
        self.byte = at;
        self.point
    }

    /// Start and end of `span` in code points.
    pub fn span(&mut self, span: Span) -> [usize; 2] {
        [self.at(span.start as usize), self.at(span.end as usize)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_are_counted_forth_and_back() {
        let mut points = CodePoints::of("“né”");
        assert_eq!(points.span(Span::new(3, 6)), [1, 3]);
        assert_eq!(points.span(Span::new(0, 3)), [0, 1]);
    }
}
