//! How the wording of a statement differs from that of another, word by word, for readers.

use std::collections::BTreeSet;

use super::align::aligned;
use super::rule::MOST_WORDS;
use super::words::{Word, words};
use crate::domain::Span;

/// What became of a stretch of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    Kept,
    /// Only the first has it.
    LeftOut,
    /// Only the other has it.
    Added,
}

/// Some words in a row, as they stand in the text that has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch<'a> {
    pub change: Change,
    pub text: &'a str,
}

/// What `other` says instead of `first`: the words of `other` in full, and among them those of `first` that it leaves
/// out. Empty where the words are the same after folding, or too many to compare.
#[must_use]
pub fn difference<'a>(first: &'a str, other: &'a str) -> Vec<Stretch<'a>> {
    let (old, new) = (words(first), words(other));
    let keys = |words: &[Word]| words.iter().map(|word| word.key).collect::<Vec<_>>();
    if old.len().max(new.len()) > MOST_WORDS || keys(&old) == keys(&new) {
        return Vec::new();
    }
    let mut changes = Changes { first, other, old: &old, new: &new, found: Vec::new() };
    let (mut i, mut j) = (0, 0);
    for (at, to) in whole(aligned(&keys(&old), &keys(&new)), &old, &new).into_iter().chain([(old.len(), new.len())]) {
        changes.push(Change::LeftOut, i, at);
        changes.push(Change::Added, j, to);
        if to < new.len() {
            changes.push(Change::Kept, to, to + 1);
        }
        (i, j) = (at + 1, to + 1);
    }
    changes.found.iter().map(|found| found.1).collect()
}

/// The pairs without those of half a short form: of "can" and "can't" nothing is shown as kept.
fn whole(mut pairs: Vec<(usize, usize)>, old: &[Word], new: &[Word]) -> Vec<(usize, usize)> {
    loop {
        let before = pairs.len();
        let paired: [BTreeSet<usize>; 2] = [pairs.iter().map(|p| p.0).collect(), pairs.iter().map(|p| p.1).collect()];
        let is_whole = |words: &[Word], paired: &BTreeSet<usize>, at: usize| {
            let halves = at.saturating_sub(1)..(at + 2).min(words.len());
            halves.filter(|&half| words[half].span == words[at].span).all(|half| paired.contains(&half))
        };
        pairs.retain(|&(at, to)| is_whole(old, &paired[0], at) && is_whole(new, &paired[1], to));
        if pairs.len() == before {
            return pairs;
        }
    }
}

struct Changes<'a, 'w> {
    first: &'a str,
    other: &'a str,
    old: &'w [Word],
    new: &'w [Word],
    /// Each stretch, and the span of its text.
    found: Vec<(Span, Stretch<'a>)>,
}

impl Changes<'_, '_> {
    /// Adds the words from `start` to `end` of the text that has them; they join a stretch of the same kind before them.
    fn push(&mut self, change: Change, start: usize, end: usize) {
        let (text, words) = if change == Change::LeftOut { (self.first, self.old) } else { (self.other, self.new) };
        if start >= end {
            return;
        }
        let span = Span { start: words[start].span.start, end: words[end - 1].span.end };
        let joins = self.found.last().filter(|(_, last)| last.change == change).map(|(before, _)| before.start);
        if joins.is_some() {
            self.found.pop();
        }
        let span = Span { start: joins.unwrap_or(span.start), end: span.end };
        let text = with_marks(text, span, words.get(end).map(|next| next.span.start));
        self.found.push((span, Stretch { change, text }));
    }
}

/// The span's text with the marks behind it: up to the next word, or to the end of the text, where a comma says nothing.
fn with_marks(text: &str, span: Span, next: Option<u32>) -> &str {
    let until = next.map_or(text.len(), |next| next as usize);
    let with = text.get(span.start as usize..until).unwrap_or_default();
    let opening = |c: char| c.is_whitespace() || matches!(c, '(' | '[' | '“' | '‘');
    let with = with.trim_end_matches(opening);
    if next.is_none() { with.trim_end_matches(',') } else { with }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(first: &str, other: &str) -> String {
        let draw = |s: Stretch<'_>| match s.change {
            Change::Kept => s.text.to_owned(),
            Change::LeftOut => format!("[-{}]", s.text),
            Change::Added => format!("[+{}]", s.text),
        };
        difference(first, other).into_iter().map(draw).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_words_that_differ_are_told() {
        assert_eq!(
            drawn("I had been asked, twice, to look.", "I was asked to look"),
            "I [-had been] [+was] asked [-twice,] to look"
        );
        assert_eq!(drawn("the gate", "Now the gate, and more"), "[+Now] the gate, [+and more]");
    }

    #[test]
    fn the_same_words_have_no_difference() {
        assert_eq!(drawn("It isn’t a jewel.", "it is not a jewel"), "");
        let long = "word ".repeat(MOST_WORDS + 1);
        assert_eq!(drawn(&long, "another"), "");
    }

    #[test]
    fn half_a_short_form_is_shown_whole() {
        assert_eq!(drawn("it is not open", "it isn't"), "it isn't [-open]");
        assert_eq!(drawn("we can", "we can't"), "we [-can] [+can't]");
    }
}
