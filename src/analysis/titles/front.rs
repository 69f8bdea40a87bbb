//! Titles before a name: "US Secretary of State Ann Smith", "ferry company boss Ann Smith", "presidential candidate
//! Ohio Senator Ann Smith". Imports the line and the lexicon.

use std::ops::Range;

use super::super::lexicon::{
    ADDRESS, ADVERB, AUXILIARY, CONJUNCTION, DETERMINER, HONORIFIC, HONORIFIC_FEMALE, HONORIFIC_MALE, MODAL, NEGATION,
    ORGANIZATION, PLURAL_PEOPLE, POSSESSIVE, PREPOSITION, PRONOUN, RANK, ROLE, SPEECH, SUBORDINATOR, TIME,
    TITLE_ABBREVIATION, TITLE_MODIFIER, Tags, VERB,
};
use super::super::line::Line;
use super::super::names::Class;
use super::{LONGEST, address_before};

/// Words that end a title when read from the name to the left.
const STOPS: Tags = DETERMINER
    .or(CONJUNCTION)
    .or(SUBORDINATOR)
    .or(PRONOUN)
    .or(POSSESSIVE)
    .or(TIME)
    .or(ADVERB)
    .or(AUXILIARY)
    .or(NEGATION);
/// Words that a title is known to be made of.
const KNOWN: Tags = ROLE.or(TITLE_MODIFIER).or(ORGANIZATION);

/// The titles that end right before token `start`, where the name or its word of address begins.
pub(super) fn titles(line: &Line<'_>, start: usize, address: Option<usize>) -> Vec<Range<usize>> {
    let rank = address.is_some_and(|a| line.is(a, RANK.or(TITLE_ABBREVIATION)));
    let end = if rank { start + 1 } else { start };
    let first = with_owner(line, cut(line, first(line, start), start), start);
    let mut parts = Vec::new();
    let mut from = first;
    for at in first..end {
        if at > from && begins_another(line, at) && has_role(line, from..at) {
            parts.push(from..at);
            from = at;
        }
    }
    let last = from..end;
    if has_role(line, from..start) || rank && !last.is_empty() {
        parts.push(last);
    }
    parts
}

/// How far left words stand that can belong to a title before token `start`.
fn first(line: &Line<'_>, start: usize) -> usize {
    let mut first = start;
    while first > 0 && start - first < LONGEST && belongs(line, first - 1, start) {
        first -= 1;
    }
    first
}

/// Whether token `at` can stand inside a title that ends before token `start`.
pub(super) fn belongs(line: &Line<'_>, at: usize, start: usize) -> bool {
    if line.in_quote(at) != line.in_quote(start) || line.is_person(at) {
        return false;
    }
    let tags = line.tag(at);
    let joins = line.word(at) == "of" || line.word(at) == "for" && at > 0 && line.is_capital(at - 1);
    if joins {
        // "Secretary of State", "Undersecretary for Education": the word before must be a role, the word behind a capital.
        return at > 0 && at + 1 < start && line.is(at - 1, ROLE.or(ORGANIZATION)) && line.is_capital(at + 1);
    }
    if line.is_possessive(at) {
        return at > 0 && !line.is_person(at - 1) && line.is_capital(at - 1);
    }
    if line.word(at) == "." {
        // "Lt. Gov."
        return at > 0 && line.touches(at - 1) && line.is(at - 1, ADDRESS);
    }
    if line.word(at) == "&" {
        return true;
    }
    if !line.is_word(at) || is_closed(line, at) {
        return false;
    }
    if line.one_of(at, &["then"]) {
        return at > 0 && line.is(at - 1, DETERMINER);
    }
    let known = tags.has(KNOWN) || line.is(at, RANK.or(TITLE_ABBREVIATION)) && line.is_capital(at);
    if tags.has(SPEECH.or(VERB)) && !known && line.name_at(at).is_none() || tags.has(PREPOSITION) {
        return false;
    }
    let opens = line.sentence_of(at).start == at;
    let named = line.name_at(at).is_some();
    let capital = line.is_capital(at) && (!opens || named) && (named || !line.word(at).ends_with("ing"));
    known || capital || is_modifier(line, at)
}

/// Words of the closed classes stand in no title, unless they are part of a name.
fn is_closed(line: &Line<'_>, at: usize) -> bool {
    line.is(at, STOPS) && !line.is(at, KNOWN)
        || line.is(at, HONORIFIC_MALE.or(HONORIFIC_FEMALE)) && !line.is(at, ROLE) && line.name_at(at).is_none()
}

/// A lower-case noun or adjective right before a word that belongs to the title ("ferry company boss").
fn is_modifier(line: &Line<'_>, at: usize) -> bool {
    let closed = PREPOSITION.or(STOPS).or(SPEECH).or(VERB).or(HONORIFIC);
    line.is_word(at) && !line.is(at, closed) && line.is(at + 1, KNOWN)
}

/// The first token of `first..start` from where on all words are a title's: what cannot be told from the verb before
/// it is left out, and "former" opens a title.
fn cut(line: &Line<'_>, leftmost: usize, start: usize) -> usize {
    let mut first = leftmost;
    for at in leftmost..start {
        if opens(line, at) && at > first {
            first = at;
        } else if ends_before(line, at, start, at == first) {
            first = at + 1;
        }
    }
    let hangs = |i: usize| line.is_possessive(i) || !line.is_word(i) || line.is(i, PREPOSITION.or(CONJUNCTION));
    while first < start && hangs(first) {
        first += 1;
    }
    first + usize::from(line.one_of(first, &["fellow"]) && first + 1 < start)
}

/// "former", unless a nationality or an owner stands before it.
fn opens(line: &Line<'_>, at: usize) -> bool {
    let opener = line.one_of(at, &["former", "ex", "then", "longtime", "long-time", "one-time", "onetime"]);
    opener && at > 0 && !line.is_possessive(at - 1) && !line.is_capital(at - 1)
}

/// Whether the title begins behind token `at` at the earliest.
fn ends_before(line: &Line<'_>, at: usize, start: usize, leftmost: bool) -> bool {
    // "wife of President Smith": what stands before "of" is somebody else.
    let another = line.one_of(at, &["of", "for"])
        && !is_body(line, at)
        && (at + 1..=start).any(|i| line.is(i, ROLE.or(TITLE_ABBREVIATION)));
    let verb = leftmost && is_verb_or_order(line, at);
    another || verb || is_unknown(line, at) && !may_modify(line, at, leftmost)
}

/// "University | of Ruhland": what stands before "of" belongs to a body's name.
fn is_body(line: &Line<'_>, of: usize) -> bool {
    of > 0 && line.is(of - 1, ORGANIZATION) && line.is_capital(of - 1)
}

/// "could force Senator Smith", "to fire campaign manager Ann Smith", "the first President Smith".
fn is_verb_or_order(line: &Line<'_>, at: usize) -> bool {
    let before = |tags: Tags| at > 0 && line.is(at - 1, tags);
    let verb = line.one_of(at, &["fire", "force", "lead", "head", "press", "house", "back", "board"]);
    let order = line.one_of(at, &["first", "second", "third", "new"]) && line.is_capital(at + 1);
    !line.is_capital(at) && (before(MODAL.or(NEGATION)) || verb && at > 0 && line.one_of(at - 1, &["to"]) || order)
}

/// A lower-case word that no list knows.
fn is_unknown(line: &Line<'_>, at: usize) -> bool {
    line.is_word(at) && !line.is_capital(at) && !line.is(at, KNOWN.or(PREPOSITION)) && !line.is_possessive(at)
}

/// Whether a lower-case word that no list knows is a noun or adjective of the title, not the verb before it. English
/// writes no lower-case noun before a title in capitals ("urged President Smith"), nor a plural or a participle.
fn may_modify(line: &Line<'_>, at: usize, leftmost: bool) -> bool {
    let word = line.word(at);
    let hyphen = word.contains('-');
    let plural = word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("ics");
    let inflected = !hyphen && (plural || ["ing", "ed", "ly"].iter().any(|e| word.ends_with(e)));
    let before_capital = line.is_capital(at + 1) && !hyphen;
    let verb = leftmost && at > 0 && follows_as_verb(line, at - 1);
    !(inflected || before_capital || verb)
}

/// Words behind which a verb stands: "to", "will", "who", or its subject.
fn follows_as_verb(line: &Line<'_>, before: usize) -> bool {
    let subject = line.name_at(before).is_some() || line.is(before, PRONOUN.or(PLURAL_PEOPLE));
    subject || line.one_of(before, &["to"]) || line.is(before, MODAL.or(NEGATION).or(AUXILIARY))
}

/// "Mr Khan's wife Ann": a person's name in the possessive before the title says whose.
fn with_owner(line: &Line<'_>, first: usize, start: usize) -> usize {
    let owner = first.checked_sub(1).filter(|&p| first < start && line.is_possessive(p) && p > 0);
    match owner.and_then(|p| line.name_at(p - 1)) {
        Some(name) if name.class == Class::Person => address_before(line, name).unwrap_or(name.first_token),
        _ => first,
    }
}

/// "presidential candidate | Ohio Senator", "former CIA director | Gen.": a capital behind a role in lower case, or a
/// short title behind a role, begins another title.
fn begins_another(line: &Line<'_>, at: usize) -> bool {
    let before = at - 1;
    let role = line.is(before, ROLE) && !line.is(before, TITLE_MODIFIER);
    let dotted = line.word(at + 1) == "." && line.touches(at);
    let short = line.is(at, TITLE_ABBREVIATION) || line.is(at, RANK) && dotted && !line.is(before, RANK);
    role && line.is_capital(at) && (!line.is_capital(before) || short)
}

fn has_role(line: &Line<'_>, mut range: Range<usize>) -> bool {
    range.any(|i| line.is(i, ROLE) && line.name_at(i).is_none_or(|n| n.class != Class::Person))
}
