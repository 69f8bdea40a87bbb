//! Names right before a verb that are not its subject: "the man who met Berg said", "not Berg said". Imports the line and
//! the lexicon.

use super::super::lexicon::{CONJUNCTION, DETERMINER, POSSESSIVE, PREPOSITION, PRONOUN, RELATIVE, SPEECH_NOUN, TIME};
use super::super::line::Line;
use super::subject::{HEADS, Subject, Who};

/// No relative clause that ends in a name is longer.
const CLAUSE: usize = 14;

/// "the man who once met Berg said": the token of "who", before which the subject stands.
pub(super) fn relative_before(line: &Line<'_>, subject: &Subject, from: usize) -> Option<usize> {
    if !matches!(subject.who, Who::Name(_)) {
        return None;
    }
    let near = from.max(subject.first.saturating_sub(CLAUSE))..subject.first;
    let open = |&i: &usize| (line.is_word(i) || line.is_number(i) || line.is_possessive(i)) && !line.in_quote(i);
    let who = near.rev().take_while(open).find(|&i| line.one_of(i, &["who", "which", "that"]))?;
    let next = who + 1;
    // "who Berg said", "that the mayor and Berg said": somebody else is the subject of the clause.
    let own = next < subject.first && !line.is(next, PRONOUN.or(DETERMINER).or(POSSESSIVE)) && !line.is_capital(next);
    let noun = who > from
        && (line.is_word(who - 1) && !line.is(who - 1, PREPOSITION.or(CONJUNCTION)))
        && (!line.one_of(who, &["that"]) || is_relative_that(line, who));
    (own && noun).then_some(who)
}

/// "the paper that backs him": "that" behind a noun and before a verb.
fn is_relative_that(line: &Line<'_>, that: usize) -> bool {
    let noun = line.is(that - 1, HEADS) || that >= 2 && line.is(that - 2, DETERMINER.or(POSSESSIVE));
    noun && !line.is(that + 1, PREPOSITION.or(TIME).or(CONJUNCTION).or(RELATIVE))
}

/// Whether the name of the subject is not who speaks: "not Berg", "nobody but Berg", "the firm suing Berg", "hopes to
/// overtake Berg".
pub(super) fn is_another(line: &Line<'_>, subject: &Subject, from: usize) -> bool {
    if !matches!(subject.who, Who::Name(_)) && line.name_at(subject.first).is_none() {
        return false;
    }
    let first = subject.first;
    // "Not Berg, but Osei, said"
    if line.one_of(first, &["not"]) {
        return true;
    }
    let Some(before) = first.checked_sub(1).filter(|&b| b >= from && !line.in_quote(b)) else { return false };
    let but = line.one_of(before, &["but", "except"])
        && before > from
        && line.one_of(before - 1, &["everyone", "everybody", "nobody", "one", "anyone", "anybody", "all", "none"]);
    if but || line.one_of(before, &["not"]) {
        return true;
    }
    let plain = before > from && line.is_word(before) && !line.is_capital(before) && !line.is(before, HEADS);
    let infinitive = plain && line.one_of(before - 1, &["to"]);
    infinitive || plain && is_participle(line, before)
}

/// "suing", not "evening" or "the meeting".
fn is_participle(line: &Line<'_>, at: usize) -> bool {
    let noun = at > 0 && (line.is(at - 1, DETERMINER.or(POSSESSIVE)) || line.is_possessive(at - 1));
    let word = line.word(at);
    word.len() > 4 && word.ends_with("ing") && !noun && !line.is(at, PREPOSITION.or(TIME).or(SPEECH_NOUN))
}
