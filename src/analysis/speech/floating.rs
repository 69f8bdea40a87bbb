//! Quotations that no cue reports: a whole quoted sentence is a statement; quoted words inside a sentence are not.

use super::super::line::Line;
use super::super::quotes::Quotation;
use super::speaker::{Scene, unresolved};
use crate::domain::{Kind, Reason, Speaker, Statement};

/// Fewer words than these, alone on a line, are a heading or a slogan.
const FEWEST_WORDS: usize = 3;

/// Adds the statements of whole quotations that no statement of the line covers.
pub(crate) fn add(scene: Scene<'_>, found: &mut Vec<Statement>) {
    let line = scene.line;
    for quote in &line.quotes {
        if !is_whole_sentence(line, quote) {
            continue;
        }
        let span = line.span(quote.first..quote.end);
        let covered =
            found.iter().any(|s| s.words.iter().any(|w| w.overlaps(span)) || s.cue.is_some_and(|c| span.contains(c)));
        if covered {
            continue;
        }
        if let Some(said) = said_before(line, quote, found) {
            found[said].words.push(span);
            continue;
        }
        let speaker = carried(scene, quote).unwrap_or(unresolved(Reason::NobodyOnLine));
        found.push(Statement { line: scene.index, kind: Kind::Direct, words: vec![span], cue: None, speaker });
    }
}

/// Whether the quotation is all that its sentence has.
fn is_whole_sentence(line: &Line<'_>, quote: &Quotation) -> bool {
    let sentence = line.sentence_of(quote.first);
    let outside = sentence.clone().any(|i| !line.in_quote(i) && (line.is_word(i) || line.is_number(i)));
    let words = (quote.first..quote.end).filter(|&i| line.is_word(i)).count();
    !outside && words >= FEWEST_WORDS
}

/// In an ordered article, a quotation that opens a line goes on with the words of the line before.
fn carried(scene: Scene<'_>, quote: &Quotation) -> Option<Speaker> {
    scene.past.filter(|_| quote.start() == 0).and_then(super::Past::goes_on)
}

/// `"A," she said. "B."`: a quotation that follows a reported one on the same line is part of that statement.
fn said_before(line: &Line<'_>, quote: &Quotation, found: &[Statement]) -> Option<usize> {
    let start = line.sentence_of(quote.first).start;
    let before = line.span(line.sentence_of(start.checked_sub(1)?));
    let here = |s: &Statement| s.words.last().is_some_and(|w| before.overlaps(*w));
    let last = (0..found.len()).filter(|&i| here(&found[i])).max_by_key(|&i| found[i].words.last().map(|w| w.end))?;
    (found[last].kind == Kind::Direct).then_some(last)
}
