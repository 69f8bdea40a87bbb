//! A report at the end of a sentence that has all of it for its words, other reports among them: "Berg will say so, Osei
//! said." Imports the line and the lexicon.

use std::ops::Range;

use super::super::lexicon::{ADVERBIAL_START, CONJUNCTION, PREPOSITION, SUBORDINATOR, TIME};
use super::super::line::Line;
use super::cue::{CLAUSE_VERBS, Form};
use super::{INVERTING, Report};

/// Whether the last of `reports` tells the whole sentence before it.
pub(super) fn closes(line: &Line<'_>, last: &Report, reports: &[Report], sentence: &Range<usize>) -> bool {
    let others = &reports[..reports.len() - 1];
    let parted = last.zone > sentence.start && line.is_comma(last.zone - 1);
    let own = last.cue.form == Form::Finite && !last.joined && last.subject.is_some();
    if others.is_empty() || !parted || !own || !line.one_of(last.cue.verb, INVERTING) {
        return false;
    }
    // "When Berg said no, Osei said", "Berg said, and Osei said"
    let start = sentence.start + usize::from(line.is(sentence.start, CONJUNCTION));
    let fronted = line.is(start, SUBORDINATOR.or(ADVERBIAL_START)) && line.name_index(start).is_none();
    let plain = others.iter().all(|other| {
        matches!(other.cue.form, Form::Finite | Form::Noun) && other.zone > sentence.start
            || other.cue.form == Form::Finite && !other.inverted
    });
    let quoted = (sentence.start..sentence.end).any(|i| line.in_quote(i));
    let bracket = (sentence.start..last.zone).any(|i| line.word(i) == "(");
    plain && !fronted && !quoted && !bracket && ends(line, last.end, sentence.end)
}

/// Nothing follows but when and where it was said.
fn ends(line: &Line<'_>, from: usize, to: usize) -> bool {
    let told = line.is(from, TIME.or(PREPOSITION)) || !line.is_word(from);
    told && (from..to).all(|i| !line.is_comma(i) && (!line.is(i, CLAUSE_VERBS) || line.is_capital(i)))
}
