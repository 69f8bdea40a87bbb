//! Spans of text, and the one place that turns byte offsets into code points. Imports nothing of ours.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A stretch of one line, in bytes, end exclusive, always on character boundaries of the line it was made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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

/// The words of a statement in one piece: what its spans cover of the line, joined by blanks; by dots where the line
/// ends a sentence between them.
#[must_use]
pub fn spoken(line: &str, words: &[Span]) -> String {
    let mut spoken = String::new();
    let mut before: Option<Span> = None;
    for (span, text) in words.iter().filter_map(|span| Some((span, line.get(span.range())?))) {
        if let Some(before) = before {
            let between = line.get(before.end as usize..span.start as usize).unwrap_or_default();
            let between = between.trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '?' | '!'));
            spoken.push_str(if between.ends_with(['.', '?', '!']) { " … " } else { " " });
        }
        spoken.push_str(text);
        before = Some(*span);
    }
    spoken
}

/// Turns byte offsets of one line into code points, in any order, in time that does not grow with the line.
#[derive(Debug)]
pub struct CodePoints<'a> {
    line: &'a [u8],
    /// How many code points begin before each block; empty for a line of ASCII, where both counts are one.
    before_block: Vec<usize>,
}

impl<'a> CodePoints<'a> {
    /// Bytes counted anew for each offset asked.
    const BLOCK: usize = 128;

    #[must_use]
    pub fn of(line: &'a str) -> Self {
        let mut before_block = Vec::new();
        if !line.is_ascii() {
            before_block.push(0);
            for (done, block) in line.as_bytes().chunks(Self::BLOCK).enumerate() {
                before_block.push(before_block[done] + code_points(block));
            }
        }
        Self { line: line.as_bytes(), before_block }
    }

    /// The code point at byte `at`; past the end, the number of them.
    #[must_use]
    pub fn at(&self, at: usize) -> usize {
        let at = at.min(self.line.len());
        let block = at / Self::BLOCK;
        match self.before_block.get(block) {
            Some(before) => before + code_points(&self.line[block * Self::BLOCK..at]),
            None => at,
        }
    }

    /// Start and end of `span` in code points.
    #[must_use]
    pub fn span(&self, span: Span) -> [usize; 2] {
        [self.at(span.start as usize), self.at(span.end as usize)]
    }
}

/// How many code points begin in `bytes`: all bytes but the continuing ones of UTF-8.
fn code_points(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&b| b & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_words_are_put_together() {
        let line = "“We shut it,” she said. “At last,” she said, “it holds.”";
        let at = |text: &str| {
            let start = line.find(text).unwrap();
            Span::new(start, start + text.len())
        };
        assert_eq!(
            spoken(line, &[at("We shut it,"), at("At last,"), at("it holds.")]),
            "We shut it, … At last, it holds."
        );
    }

    #[test]
    fn code_points_are_counted_forth_and_back() {
        let points = CodePoints::of("“né”");
        assert_eq!(points.span(Span::new(3, 6)), [1, 3]);
        assert_eq!(points.span(Span::new(0, 3)), [0, 1]);
    }

    #[test]
    fn long_lines_are_counted_like_short_ones() {
        for unit in ["a", "é", "“a”", "😀b"] {
            let line = unit.repeat(CodePoints::BLOCK);
            let points = CodePoints::of(&line);
            let ends = line.char_indices().map(|(at, _)| at).chain([line.len()]);
            assert!(ends.enumerate().all(|(point, at)| points.at(at) == point), "{unit}");
        }
    }
}
