//! Reports that report nothing: words that tell no more than that something was said, names that are given, works that are
//! named, and relative clauses that say who somebody is. Imports the line and the lexicon.

use std::ops::Range;

use super::super::lexicon::{DETERMINER, PREPOSITION, SUBORDINATOR, TIME};
use super::super::line::Line;
use super::Report;
use super::content::is_work;
use super::subject::{Subject, Who};
use crate::domain::Kind;

/// "said so", "announced last year": words that tell no more than when or that something was said.
pub(super) fn says_nothing(line: &Line<'_>, at: usize) -> bool {
    line.is(at, TIME.or(DETERMINER).or(PREPOSITION).or(SUBORDINATOR)) && line.name_index(at).is_none()
        || line.one_of(
            at,
            &[
                "so",
                "it",
                "much",
                "anything",
                "something",
                "nothing",
                "everything",
                "things",
                "almost",
                "little",
                "same",
                "day",
                "question",
                "questions",
            ],
        )
        || !line.is_word(at) && !line.is_number(at)
}

/// "who wrote “Peter Pan”": in a relative clause, what a person made; `a play called "The Tide"`, what a thing is called.
pub(super) fn is_work_named(line: &Line<'_>, report: &Report, kind: Kind, ranges: &[Range<usize>]) -> bool {
    let made = line.one_of(report.cue.verb, &["wrote", "writes", "written", "called", "recounts"]);
    let at_once = ranges.first().is_some_and(|r| r.start == report.end && line.in_quote(r.start));
    let titled = !is_of_somebody(report)
        && line.one_of(report.cue.verb, &["called"])
        && ranges.first().is_some_and(|r| is_title(line, r.start));
    (report.relative(line).is_some() && made || titled) && at_once && kind != Kind::Indirect
}

/// Whether the quotation at `at` is a work's title, and nothing more is said of that.
fn is_title(line: &Line<'_>, at: usize) -> bool {
    line.quote_at(at).is_some_and(|quote| is_work(line, quote) && !line.is_word(line.quotes[quote].after()))
}

/// Without a subject, or with "nobody" for one, nothing is said.
pub(super) fn has_speaker(line: &Line<'_>, report: &Report) -> bool {
    let nobody = |s: &Subject| {
        // "Neither Smith nor Jones said"
        let neither = (s.first.saturating_sub(NEITHER)..s.first).any(|i| line.one_of(i, &["neither"]));
        line.one_of(s.tokens.start, &["nobody", "neither", "none", "no"])
            || line.one_of(s.first, &["no", "neither"])
            || s.who == Who::Plural && neither
    };
    report.subject.as_ref().is_some_and(|s| !nobody(s))
}

/// How many tokens back "neither" may stand before the last of two.
const NEITHER: usize = 10;

/// "the engineer who wrote it": a relative clause that says who somebody is, unless "that" or "said" makes it a report.
pub(super) fn describes_somebody(line: &Line<'_>, report: &Report, words: usize) -> bool {
    report.relative(line).is_some()
        && !line.one_of(report.cue.verb, &["said", "says", "told", "argues", "argued"])
        && !line.one_of(words, &["that"])
}

/// "a firm called Alpha": a participle that gives a name, not a report.
pub(super) fn names_a_thing(line: &Line<'_>, report: &Report) -> bool {
    let who = report.subject.as_ref().map(|s| s.who);
    let judged = who == Some(Who::Group) && line.is(report.cue.end(), DETERMINER);
    let named = line.one_of(report.cue.verb, &["called"])
        && !is_of_somebody(report)
        && !judged
        && !line.is(report.cue.end(), PREPOSITION);
    // "called them on it"
    let called_upon = line.word(report.cue.verb).starts_with("call")
        && line.one_of(report.cue.end(), &["him", "her", "them", "me", "us", "it", "you"])
        && line.is(report.cue.end() + 1, PREPOSITION);
    named || called_upon
}

/// "Berg called", "she called": the subject is one person.
fn is_of_somebody(report: &Report) -> bool {
    matches!(report.subject.as_ref().map(|s| s.who), Some(Who::Name(_) | Who::Pronoun(_)))
}
