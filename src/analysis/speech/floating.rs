//! Quotations that no cue reports: a whole quoted sentence is a statement; quoted words inside a sentence are not.
//! A line may hold as many quotations as statements, so neither is searched for the other: both are gone through once.

use std::collections::BinaryHeap;
use std::ops::Range;

use super::super::line::Line;
use super::super::quotes::Quotation;
use super::speaker::{Scene, nobody};
use crate::domain::{Kind, Span, Speaker, Statement};

/// Fewer words than these, alone on a line, are a heading or a slogan.
const FEWEST_WORDS: usize = 3;

/// Adds the statements of whole quotations that no statement of the line covers.
pub(crate) fn add(scene: Scene<'_>, found: &mut Vec<Statement>) {
    let line = scene.line;
    let mut whole = whole_sentences(line).peekable();
    if whole.peek().is_none() {
        return;
    }
    let (reported, mut latest) = (Reported::of(found), Latest::of(found));
    for quote in whole {
        let span = line.span(quote.first..quote.end);
        if reported.covers(span) {
            continue;
        }
        let at = latest.said_before(line, quote, found).unwrap_or(found.len());
        if let Some(said) = found.get_mut(at) {
            said.words.push(span);
        } else {
            let speaker = carried(scene, quote).unwrap_or(nobody());
            found.push(Statement { line: scene.index, kind: Kind::Direct, words: vec![span], cue: None, speaker });
        }
        latest.later.push((span, at));
    }
}

/// The quotations that are all that their sentence has.
fn whole_sentences<'a>(line: &'a Line<'_>) -> impl Iterator<Item = &'a Quotation> {
    let mut last: (Range<usize>, bool) = (0..0, false);
    line.quotes.iter().filter(move |quote| {
        if !last.0.contains(&quote.first) {
            let sentence = line.sentence_of(quote.first);
            let outside = |i: usize| !line.in_quote(i) && (line.is_word(i) || line.is_number(i));
            let only_quotes = !sentence.clone().any(outside);
            last = (sentence, only_quotes);
        }
        last.1 && (quote.first..quote.end).filter(|&i| line.is_word(i)).take(FEWEST_WORDS).count() == FEWEST_WORDS
    })
}

/// In an ordered article, a quotation that opens a line goes on with the words of the line before.
fn carried(scene: Scene<'_>, quote: &Quotation) -> Option<Speaker> {
    scene.past.filter(|_| quote.start() == 0).and_then(super::Past::goes_on)
}

/// What the cues of a line report, made ready to be asked about any span.
struct Reported {
    /// The words of all statements, sorted, each with how far these and those before reach.
    words: Vec<(Span, u32)>,
    /// The cues, sorted, each with where the first of this and those behind ends.
    cues: Vec<(Span, u32)>,
}

impl Reported {
    fn of(found: &[Statement]) -> Self {
        let ready = |mut spans: Vec<(Span, u32)>| {
            spans.sort_unstable();
            spans
        };
        let mut words = ready(found.iter().flat_map(|s| &s.words).map(|w| (*w, w.end)).collect());
        let mut cues = ready(found.iter().filter_map(|s| s.cue).map(|c| (c, c.end)).collect());
        (1..words.len()).for_each(|i| words[i].1 = words[i].1.max(words[i - 1].1));
        (1..cues.len()).rev().for_each(|i| cues[i - 1].1 = cues[i - 1].1.min(cues[i].1));
        Self { words, cues }
    }

    /// Whether any words share a byte with `span`, or a cue stands within it.
    fn covers(&self, span: Span) -> bool {
        let begun = self.words.partition_point(|(words, _)| words.start < span.end);
        let behind = self.cues.partition_point(|(cue, _)| cue.start < span.start);
        begun > 0 && self.words[begun - 1].1 > span.start || self.cues.get(behind).is_some_and(|c| c.1 <= span.end)
    }
}

/// The last words of each statement, as far as the line has been gone through.
struct Latest {
    /// Where the words end, and whose they are: the latest first.
    begun: BinaryHeap<(u32, usize)>,
    /// Last words further on and their statement, sorted.
    ahead: std::iter::Peekable<std::vec::IntoIter<(Span, usize)>>,
    /// As `ahead`, for the quotations added meanwhile.
    later: Vec<(Span, usize)>,
    taken: usize,
}

impl Latest {
    fn of(found: &[Statement]) -> Self {
        let last = |(index, s): (usize, &Statement)| s.words.last().map(|w| (*w, index));
        let mut ahead: Vec<(Span, usize)> = found.iter().enumerate().filter_map(last).collect();
        ahead.sort_unstable();
        Self { begun: BinaryHeap::new(), ahead: ahead.into_iter().peekable(), later: Vec::new(), taken: 0 }
    }

    /// `"A," she said. "B."`: a quotation that follows reported words with one on the same line is part of that statement.
    fn said_before(&mut self, line: &Line<'_>, quote: &Quotation, found: &[Statement]) -> Option<usize> {
        let start = line.sentence_of(quote.first).start;
        let before = line.span(line.sentence_of(start.checked_sub(1)?));
        while let Some((words, index)) = self.ahead.next_if(|(words, _)| words.start < before.end) {
            self.begun.push((words.end, index));
        }
        while let Some((words, index)) = self.later.get(self.taken).filter(|(words, _)| words.start < before.end) {
            self.begun.push((words.end, *index));
            self.taken += 1;
        }
        let grown = |(end, index): &(u32, usize)| found[*index].words.last().is_some_and(|w| w.end != *end);
        while self.begun.peek().is_some_and(grown) {
            self.begun.pop();
        }
        let (end, last) = *self.begun.peek()?;
        (end > before.start && found[last].kind != Kind::Indirect).then_some(last)
    }
}
