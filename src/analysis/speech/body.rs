//! Whom a spokesman speaks for: "a spokesman for the ministry", "the Harbour Board spokesman". Answers with a place on
//! the line. Imports the line and the lexicon.

use std::ops::Range;

use super::super::lexicon::ORGANIZATION;
use super::super::line::Line;
use super::super::names::Class;
use super::behind;
use super::subject::{Subject, Who};

/// The tokens that name the body for which the subject, a spokesman without a name, speaks.
pub(super) fn spoken_for(line: &Line<'_>, subject: &Subject) -> Option<Range<usize>> {
    let head = subject.tokens.end.checked_sub(1)?;
    if !line.one_of(head, &["spokesman", "spokeswoman", "spokesperson"]) {
        return None;
    }
    if line.one_of(head + 1, &["for", "of"]) {
        let body = behind::behind(line, head + 2, line.sentence_of(head).end);
        return body.filter(|s| s.who == Who::Body).map(|s| s.tokens);
    }
    before(line, subject.tokens.start, head)
}

/// "Harbour Board | spokesman", "the ministry's | spokesman": the body right before the noun, in the phrase from `first`.
fn before(line: &Line<'_>, first: usize, head: usize) -> Option<Range<usize>> {
    let end = if head > first && line.is_possessive(head - 1) { head - 1 } else { head };
    let last = end.checked_sub(1).filter(|&last| last >= first)?;
    match line.name_at(last) {
        Some(name) => (name.class != Class::Person && name.first_token >= first).then_some(name.first_token..end),
        None => line.is(last, ORGANIZATION).then(|| named_from(line, first, last)..end),
    }
}

/// Where the body's name begins: "the Harbour Board", "the company".
fn named_from(line: &Line<'_>, first: usize, last: usize) -> usize {
    (first..last).rev().take_while(|&i| line.is_capital(i) && !line.is_person(i)).last().unwrap_or(last)
}
