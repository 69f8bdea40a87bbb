//! Nouns that report: "Ms Berg's claim that the bridge was safe", "his promise to resign". Who owns the noun said it.
//! Imports the line and the lexicon.

use super::super::lexicon::{
    ACT_TAKES_TO, AUXILIARY, CONJUNCTION, DOCUMENT, POSSESSIVE, SENTENCE_ADVERB, SPEECH_NOUN, SUBORDINATOR, TIME,
};
use super::super::line::Line;
use super::super::names::Class;
use super::Report;
use super::cue::{CLAUSE_VERBS, Cue, Form};
use super::subject::{Subject, Who};

/// The cue of the noun at `at`, where it has an owner and words.
pub(super) fn cue_at(line: &Line<'_>, at: usize) -> Option<Cue> {
    let that = line.one_of(at + 1, &["that"]);
    let to = line.is(at, ACT_TAKES_TO) && line.one_of(at + 1, &["to", "for"]);
    if !that && !to || line.is_capital(at) {
        return None;
    }
    owner(line, at)?;
    Some(Cue { form: Form::Noun, first: at, verb: at, negated: false })
}

/// Whose the noun at `at` is: "Karl Osei's repeated claim", "her claim".
pub(super) fn owner(line: &Line<'_>, at: usize) -> Option<Subject> {
    let mark = (at.saturating_sub(3)..at).rev().find(|&i| line.is_possessive(i) || line.is(i, POSSESSIVE))?;
    let plain = (mark + 1..at).all(|i| line.is_word(i) && line.name_index(i).is_none() && !line.is(i, CLAUSE_VERBS));
    if !plain || line.in_quote(mark) {
        return None;
    }
    if !line.is_possessive(mark) {
        let who = Who::Pronoun(mark);
        return line.one_of(mark, &["his", "her", "their"]).then_some(Subject {
            who,
            tokens: mark..mark + 1,
            first: mark,
            end: at,
        });
    }
    let name = line.name_at(mark.checked_sub(1)?).filter(|n| n.class == Class::Person)?;
    if name.first_token > 0 && line.one_of(name.first_token - 1, &["team"]) {
        return None;
    }
    let who = Who::Name(line.name_index(name.first_token)?);
    Some(Subject { who, tokens: name.first_token..name.last_token + 1, first: name.first_token, end: at })
}

/// Where the words of the noun end: with the phrase it heads, which a comma closes, or the main verb where the noun is
/// its subject. `None` where that cannot be told.
pub(super) fn end(line: &Line<'_>, report: &Report, start: usize, limit: usize) -> Option<usize> {
    let sentence = line.sentence_of(report.cue.first).start;
    let owner = report.subject.as_ref()?.first;
    let comma = (start..limit)
        .find(|&i| (line.is_comma(i) || line.is_dash(i) || matches!(line.word(i), "(" | ")")) && !line.in_quote(i))
        .unwrap_or(limit);
    let object = owner > sentence
        && line.is_word(owner - 1)
        && !line.is(owner - 1, CONJUNCTION.or(SUBORDINATOR).or(SENTENCE_ADVERB).or(TIME))
        && !line.is_capital(owner - 1);
    if object || opens_adverbial(line, sentence) {
        return Some(comma);
    }
    let infinitive = !line.one_of(report.cue.end(), &["that"]);
    let verb = (start + 1..comma).find(|&i| line.is(i, AUXILIARY) && !line.in_quote(i))?;
    infinitive.then_some(verb)
}

/// "Despite his promise to resign, ".
fn opens_adverbial(line: &Line<'_>, at: usize) -> bool {
    line.one_of(at, &["despite", "after", "following", "with", "in", "given", "amid", "like", "unlike", "as", "on"])
}

/// "released a statement on Monday saying": the noun that a gerund tells the words of.
pub(super) fn noun_of_speech(line: &Line<'_>, first: usize, from: usize) -> Option<usize> {
    let lowest = from.max(first.saturating_sub(4));
    let noun = (lowest..first).rev().find(|&i| !line.is(i, TIME) && !line.one_of(i, &["on", "in", "last", "this"]))?;
    (line.is(noun, SPEECH_NOUN.or(DOCUMENT)) && !line.in_quote(noun)).then_some(noun)
}

/// Verbs of those who make what they send: "issued a statement", not "received a letter".
const ISSUING: &[&str] = &[
    "issued",
    "released",
    "sent",
    "posted",
    "wrote",
    "published",
    "tweeted",
    "gave",
    "made",
    "shared",
    "delivered",
    "signed",
    "put",
    "emailed",
    "issues",
    "releases",
    "sends",
    "posts",
    "writes",
    "publishes",
    "tweets",
    "in",
];

/// Whether the subject of the clause is who made the statement: "released a short statement".
pub(super) fn is_issued(line: &Line<'_>, noun: usize, from: usize) -> bool {
    (from.max(noun.saturating_sub(5))..noun).any(|i| line.one_of(i, ISSUING))
}
