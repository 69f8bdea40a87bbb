//! Finds what a named person is called on one line: before the name ("Russian Foreign Minister"), behind it ("head of
//! the firm"), and by relation ("Mr Blinken's deputy"). Imports the line and the lexicon.

use std::ops::Range;

use super::lexicon::{
    ADDRESS, ADVERB, CONJUNCTION, DETERMINER, FINITE, HEAD_ENDER, HONORIFIC, HONORIFIC_FEMALE, HONORIFIC_MALE,
    ORGANIZATION, POSSESSIVE, PREPOSITION, PRONOUN, RANK, ROLE, SUBORDINATOR, TIME, TITLE_ABBREVIATION, TITLE_MODIFIER,
    Tags, VERB,
};
use super::line::Line;
use super::names::{Class, Name};

/// The longest title, in tokens; longer stretches are descriptions.
const LONGEST: usize = 14;

/// Words that end a title when read from the name to the left.
const STOPS: Tags = DETERMINER.or(CONJUNCTION).or(SUBORDINATOR).or(PRONOUN).or(POSSESSIVE).or(TIME).or(ADVERB);

/// The first token of the word of address before a name ("Mr", "Dr."), if there is one.
pub(crate) fn address_before(line: &Line<'_>, name: &Name) -> Option<usize> {
    let mut at = name.first_token.checked_sub(1)?;
    if line.word(at) == "." && at > 0 && line.touches(at - 1) {
        at -= 1;
    }
    (line.is(at, ADDRESS) && line.is_capital(at) && line.name_at(at).is_none()).then_some(at)
}

/// All titles that stand with `name` on its line.
pub(crate) fn titles(line: &Line<'_>, name: &Name) -> Vec<String> {
    let address = address_before(line, name);
    let start = address.unwrap_or(name.first_token);
    let mut found = Vec::new();
    found.extend(before(line, start, address).map(|t| line.text_of(t).to_owned()));
    // In "Ann Smith, the spokeswoman, Mr Jones's words" the title is that of the first name.
    let owns = line.is_possessive(name.last_token + 1);
    found.extend(relation_before(line, start).filter(|_| !owns).map(|t| line.text_of(t).to_owned()));
    found.extend(behind(line, name.last_token + 1).map(|t| line.text_of(t).to_owned()));
    found
}

/// "US Secretary of State" before the name: words that can belong to a title, one of them a role.
fn before(line: &Line<'_>, start: usize, address: Option<usize>) -> Option<Range<usize>> {
    let mut first = start;
    while first > 0 && start - first < LONGEST && belongs(line, first - 1, start) {
        first -= 1;
    }
    while first < start
        && (line.is_possessive(first)
            || line.one_of(first, &["and"])
            || line.is(first, PREPOSITION)
            || !line.is_word(first))
    {
        first += 1;
    }
    let rank = address.is_some_and(|a| line.is(a, RANK.or(TITLE_ABBREVIATION)));
    let end = if rank { start + 1 } else { start };
    let role = (first..start).any(|i| line.is(i, ROLE) && line.name_at(i).is_none_or(|n| n.class != Class::Person));
    (role || (rank && first < end)).then_some(first..end).filter(|t| !t.is_empty())
}

/// Whether token `at` can stand inside a title that ends before token `start`.
fn belongs(line: &Line<'_>, at: usize, start: usize) -> bool {
    if line.in_quote(at) != line.in_quote(start) || line.is_person(at) {
        return false;
    }
    let tags = line.tag(at);
    if matches!(line.word(at), "of" | "for") {
        // "Secretary of State": the word before must be a role, the word behind a capital.
        return at > 0 && at + 1 < start && line.is(at - 1, ROLE.or(ORGANIZATION)) && line.is_capital(at + 1);
    }
    if line.is_possessive(at) {
        return at > 0 && !line.is_person(at - 1) && line.is_capital(at - 1);
    }
    if line.word(at) == "&" {
        return true;
    }
    if !line.is_word(at)
        || tags.has(STOPS)
        || tags.has(HONORIFIC_MALE.or(HONORIFIC_FEMALE)) && line.name_at(at).is_none()
    {
        return false;
    }
    let known = tags.has(ROLE.or(TITLE_MODIFIER).or(ORGANIZATION));
    let verb = tags.has(FINITE.or(VERB)) && !known && !line.is_capital(at);
    if verb || tags.has(PREPOSITION) {
        return false;
    }
    let opens = line.sentence_of(at).start == at;
    known || (line.is_capital(at) && (!opens || line.name_at(at).is_some())) || is_modifier(line, at)
}

/// A lower-case noun or adjective right before a word that belongs to the title ("ferry company boss").
fn is_modifier(line: &Line<'_>, at: usize) -> bool {
    let closed = PREPOSITION.or(STOPS).or(FINITE).or(VERB).or(HONORIFIC);
    line.is_word(at)
        && !line.is(at, closed)
        && line.is(at + 1, ROLE.or(ORGANIZATION).or(TITLE_MODIFIER))
        && !line.word(at).ends_with("ly")
}

/// "Mr Blinken's deputy, " or "The treasurer of the city, " before the name.
fn relation_before(line: &Line<'_>, start: usize) -> Option<Range<usize>> {
    let comma = start.checked_sub(1).filter(|&at| line.is_comma(at))?;
    let mut at = comma;
    while at > 0 && comma - at < LONGEST && (belongs(line, at - 1, comma) || line.is(at - 1, ROLE.or(TITLE_MODIFIER))) {
        at -= 1;
    }
    while at < comma && (line.is_possessive(at) || !line.is_word(at)) {
        at += 1;
    }
    let before = at.checked_sub(1).filter(|_| at < comma && line.is(comma - 1, ROLE))?;
    if !line.is_possessive(before) {
        return line.is(before, DETERMINER.or(POSSESSIVE)).then_some(at..comma);
    }
    let owner = before.checked_sub(1).and_then(|p| line.name_at(p));
    let first = owner.map(|o| address_before(line, o).unwrap_or(o.first_token));
    Some(first.unwrap_or(at)..comma)
}

/// ", head of the firm," or ", 45, a teacher from Leeds," behind the name.
fn behind(line: &Line<'_>, after: usize) -> Option<Range<usize>> {
    let mut first = after;
    if !line.is_comma(first) {
        return None;
    }
    first += 1;
    if line.is_number(first) && line.is_comma(first + 1) {
        first += 2;
    }
    while line.is(first, DETERMINER.or(POSSESSIVE)) || line.one_of(first, &["now", "also"]) {
        first += 1;
    }
    if line.is_possessive(first + 1) && line.name_index(first).is_none() {
        first += 2;
    }
    let sentence = line.sentence_of(after);
    let end = (first..sentence.end).find(|&i| ends_apposition(line, i)).unwrap_or(sentence.end);
    let head = (first..end).find(|&i| line.is(i, HEAD_ENDER)).unwrap_or(end);
    let role = (first..head).rev().find(|&i| line.is(i, ROLE))?;
    let plain = (first..head).all(|i| !line.is_person(i) || line.is_possessive(i + 1)) && !line.is_person(role + 1);
    let verb = (first..head).any(|i| {
        line.is(i, FINITE.or(VERB)) && !line.is(i, ROLE.or(TITLE_MODIFIER).or(ORGANIZATION)) && !line.is_capital(i)
    });
    let only = role + 1 == head || line.is_capital(role + 1);
    (plain && !verb && only && end - first <= LONGEST && closes(line, end, sentence.end)).then_some(first..end)
}

fn ends_apposition(line: &Line<'_>, at: usize) -> bool {
    let stop = matches!(line.word(at), "," | "." | ";" | ":" | "!" | "?" | "(" | ")" | "\"" | "“" | "”");
    stop || line.is_dash(at)
        || line.one_of(at, &["who", "whose", "which", "where", "when", "since", "until", "said", "says", "told"])
}

/// An apposition is closed by a comma, a verb of speech or the sentence's end.
fn closes(line: &Line<'_>, end: usize, sentence_end: usize) -> bool {
    // "Mr Smith, the then chief executive, Ann Jones, knew": the title is that of the second name.
    let next = line.is_comma(end) && line.is_person(end + 1);
    end >= sentence_end || !next && !matches!(line.word(end), "(" | ":")
}
