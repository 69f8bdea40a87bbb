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

/// What is shown and found of a line around some of its words is no longer than this on either side, in bytes.
const NEAR: usize = 1_000;

/// The part of a line that is shown and found with a statement's words: the whole line, unless it is very long. A line
/// without full stops may have thousands of statements, and would be there in whole with each of them.
#[must_use]
pub fn near(line: &str, words: &[Span]) -> Span {
    let ends = words.first().zip(words.last()).filter(|_| line.len() > 4 * NEAR);
    let Some((first, last)) = ends.map(|(first, last)| (first.range().start, last.range().end)) else {
        return Span::new(0, line.len());
    };
    let (first, last) = (line.floor_char_boundary(first), line.ceil_char_boundary(last.max(first)));
    let start = line.floor_char_boundary(first.saturating_sub(NEAR));
    let end = line.ceil_char_boundary(last.saturating_add(NEAR));
    // No half words.
    let head = line[start..first].find(' ').filter(|_| start > 0).map_or(0, |blank| blank + 1);
    let tail = line[last..end].rfind(' ').filter(|_| end < line.len()).unwrap_or(end - last);
    Span::new(start + head, last + tail)
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
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_near_lies_on_the_line_and_holds_the_words(
            word in "\\PC{1,6} ?", times in 0..2_000_usize, first in 0..9_000_usize, long in 0..9_000_usize
        ) {
            let line = word.repeat(times);
            let words = [Span::new(first, first + long)];
            let near = near(&line, &words);
            prop_assert!(line.get(near.range()).is_some());
            prop_assert!(line.get(words[0].range()).is_none() || near.contains(words[0]));
        }
    }

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
