//! Quotations whose speaker the next line tells, in an article whose order is known: one that runs on over the end of its
//! line, and one before a line that is nothing but "Ms Berg asked." Imports the cast and the line.

use super::super::lexicon::{PREPOSITION, TIME};
use super::super::line::Line;
use super::cue::{self, Form};
use super::past::carried;
use super::speaker::Scene;
use super::subject;
use crate::domain::{Kind, Speaker, Statement};

/// Verbs that only follow their words where they stand alone with their subject. "Berg replied." may lead to an answer.
const FOLLOWING: &[&str] =
    &["said", "says", "added", "adds", "asked", "asks", "wrote", "noted", "remarked", "concluded"];
/// A line that is nothing but a report has no more tokens.
const SHORT: usize = 16;

/// Whose the quotation is with which the line before ends, as far as this line with its statements tells.
pub(crate) fn speaker(scene: Scene<'_>, before: &Line<'_>, on_line: &[Statement]) -> Option<Speaker> {
    let open = before.quotes.last().filter(|q| q.after() == before.len())?;
    let told = if open.close.is_none() { goes_on(scene, on_line) } else { report_alone(scene, on_line) };
    told.filter(|speaker| !matches!(speaker, Speaker::Unresolved { .. })).map(carried)
}

/// Gives the quotation that ends the line before to the speaker whom this one tells, if nobody is told there.
pub(crate) fn give(speaker: &Speaker, before: &Line<'_>, found: &mut [Statement]) {
    let Some(quote) = before.quotes.last() else { return };
    let span = before.span(quote.first..quote.end);
    let of_quote = |s: &&mut Statement| s.kind == Kind::Direct && s.cue.is_none() && s.words.last() == Some(&span);
    if let Some(last) = found.iter_mut().rev().take_while(|s| s.line + 1 >= found_line(speaker)).find(of_quote) {
        last.speaker = speaker.clone();
    }
}

fn found_line(speaker: &Speaker) -> usize {
    match speaker {
        Speaker::Person { line, .. } | Speaker::Organization { line, .. } => *line,
        Speaker::Unresolved { .. } => usize::MAX,
    }
}

/// "''We go. | We stay,'' Ms Berg said.": the line begins within the quotation, and tells who speaks.
fn goes_on(scene: Scene<'_>, on_line: &[Statement]) -> Option<Speaker> {
    let first = scene.line.quotes.first().filter(|q| q.open.is_none())?;
    let start = scene.line.span(first.first..first.end).start;
    on_line.iter().find(|s| s.words.first().is_some_and(|w| w.start == start)).map(|s| s.speaker.clone())
}

/// Whether a line that is nothing but a report tells of a question. Who is asked answers.
pub(crate) fn asks(line: &Line<'_>) -> bool {
    (0..line.len().min(SHORT)).any(|i| line.one_of(i, &["asked", "asks"]))
}

/// "“Why not?” | Ms Berg asked."
fn report_alone(scene: Scene<'_>, on_line: &[Statement]) -> Option<Speaker> {
    let line = scene.line;
    if !on_line.is_empty() || !line.quotes.is_empty() || line.len() > SHORT {
        return None;
    }
    let cues = cue::cues(line, 0, line.len());
    let [cue] = cues[..] else { return None };
    let next = cue.end();
    let ends = next >= line.len()
        || matches!(line.word(next), "." | ",")
        || line.is(next, TIME.or(PREPOSITION)) && !line.one_of(next, &["to"]);
    let follows = cue.form == Form::Finite && !cue.negated && line.one_of(cue.verb, FOLLOWING);
    let subject = subject::before(line, cue.first, 0).filter(|s| s.first == 0 && follows && ends)?;
    Some(scene.speaker(Some(&subject)))
}
