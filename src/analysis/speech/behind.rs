//! The subject behind its verb: `"No," said Ms X, who left.` Answers with a place on the line. Imports the line and the
//! lexicon.

use std::ops::Range;

use super::super::lexicon::{
    ADDRESS, AUXILIARY, CONJUNCTION, DETERMINER, DOCUMENT, HEAD_ENDER, NUMBER, ORGANIZATION, PLURAL_PEOPLE, POSSESSIVE,
    PREPOSITION, PRONOUN, PRONOUN_PLURAL, ROLE, SUBORDINATOR, TIME, TITLE_MODIFIER, VERB_PAST,
};
use super::super::line::Line;
use super::super::names::{Class, Name};
use super::super::titles::address_before;
use super::cue::CLAUSE_VERBS;
use super::phrase::classify;
use super::subject::{HEADS, Subject, Who, head_tokens};

/// The subject behind the verb, as in `"No," said Ms X, who left.`, from token `at` to before `to`.
pub(super) fn behind(line: &Line<'_>, at: usize, to: usize) -> Option<Subject> {
    let end = (at..to).find(|&i| ends_behind(line, i, at)).unwrap_or(to);
    let owned = line.is(at, TIME) && line.is_possessive(at + 1);
    let circumstance = line.is(at, PREPOSITION.or(TIME).or(SUBORDINATOR))
        && line.name_index(at).is_none()
        && !line.is(at, DETERMINER)
        && !owned;
    if end == at || circumstance {
        return None;
    }
    let personal = line.is(at, PRONOUN) && line.name_index(at).is_none() && !line.is(at, NUMBER.or(DETERMINER));
    if personal && end > at + 1 && !line.one_of(at, &["many", "most", "several", "few", "all", "both"]) {
        return None;
    }
    let named =
        (at..end).find(|&i| line.is_person(i) && !line.is_possessive(line.name_at(i).map_or(i, |n| n.last_token) + 1));
    if let Some((index, name)) = named.and_then(|i| bearer(line, i, end)) {
        let both = line.one_of(name.last_token + 1, &["and"])
            && (line.is_person(name.last_token + 2) || line.is_capital(name.last_token + 2));
        let who = if both { Who::Plural } else { Who::Name(index) };
        return Some(Subject {
            who,
            tokens: name.first_token..name.last_token + 1,
            first: at,
            end: name.last_token + 1,
        });
    }
    if line.is(at, PRONOUN)
        && line.name_index(at).is_none()
        && (end == at + 1 || personal && !line.is(at, PRONOUN_PLURAL))
    {
        return (end == at + 1).then_some(Subject { who: Who::Pronoun(at), tokens: at..end, first: at, end });
    }
    let who = classify(line, at, end - 1)?;
    if let Some(subject) = named_behind_title(line, at, end, to) {
        return Some(subject);
    }
    Some(Subject { who, tokens: head_tokens(line, who, at, end - 1), first: at, end })
}

/// "said the company's chief executive, Ann Smith.": the name behind the title is the subject.
fn named_behind_title(line: &Line<'_>, at: usize, end: usize, to: usize) -> Option<Subject> {
    let comma = (end..to.min(end + 8)).find(|&i| line.is_comma(i))?;
    let name = (comma + 1..to.min(comma + 4)).find_map(|i| line.name_at(i).filter(|n| n.class == Class::Person))?;
    let first = address_before(line, name).unwrap_or(name.first_token);
    // "said the harbour master, Ann Smith": any noun that is not of a body or a paper.
    let bodies = ORGANIZATION.or(DOCUMENT).or(PLURAL_PEOPLE);
    let noun = line.one_of(at, &["the"]) && !line.is_capital(comma - 1) && !(at..comma).any(|i| line.is(i, bodies));
    let titled = ((at..comma).any(|i| line.is(i, ROLE)) || noun)
        && !(at..comma).any(|i| line.is_person(i) && !line.is_possessive(i + 1));
    let after = name.last_token + 1;
    let closed = after >= to || matches!(line.word(after), "." | "," | ";" | ":") || line.in_quote(after);
    let who = Who::Name(line.name_index(name.first_token)?);
    let subject = Subject { who, tokens: name.first_token..after, first: at, end: after };
    (first == comma + 1 && titled && closed).then_some(subject)
}

/// Whether a stretch between commas says what the person before it is, and nobody else: "the authority's spokeswoman".
pub(super) fn is_title(line: &Line<'_>, range: Range<usize>) -> bool {
    let plain = range
        .clone()
        .all(|i| !line.is_person(i) && !line.in_quote(i) && (!line.is(i, CLAUSE_VERBS) || line.is(i, HEADS)));
    let opens = line.is(range.start, DETERMINER.or(POSSESSIVE).or(ROLE).or(TITLE_MODIFIER));
    let own = line.is_comma(range.end) && line.is_person(range.end + 1) && !line.is_possessive(range.end + 2);
    plain && opens && !own && range.clone().any(|i| line.is(i, ROLE))
}

/// The full stop of "Mr." or "Sen."
fn is_address_point(line: &Line<'_>, at: usize) -> bool {
    line.word(at) == "." && at > 0 && line.touches(at - 1) && line.is(at - 1, ADDRESS)
}

/// "ambassador to the United States Ann Smith": whether a title goes on behind its preposition, up to a name.
fn leads_to_name(line: &Line<'_>, at: usize) -> bool {
    let first = at + 1 + usize::from(line.is(at + 1, DETERMINER));
    let name = (first..first + 6).take_while(|&i| line.is_capital(i)).find(|&i| line.is_person(i));
    line.one_of(at, &["to", "of", "for"]) && !line.is(first, ADDRESS) && name.is_some_and(|name| name > first)
}

fn ends_behind(line: &Line<'_>, at: usize, start: usize) -> bool {
    if line.name_index(at).is_some() || line.is_possessive(at) {
        return false;
    }
    let role = line.is(at.wrapping_sub(1), ROLE);
    let body = line.is_capital(at + 1) && !line.is_person(at + 1) && !line.is(at + 1, ADDRESS);
    let of_title = line.one_of(at, &["of"]) && body && role || role && leads_to_name(line, at);
    let after_head = at > start
        && (line.is(at, HEAD_ENDER.or(CONJUNCTION).or(AUXILIARY).or(SUBORDINATOR))
            || line.is(at, TIME) && !line.is_possessive(at + 1)
            || line.is(at, VERB_PAST) && !line.is(at, HEADS.or(TITLE_MODIFIER)));
    let mark = !line.is_word(at) && !line.is_number(at) && line.word(at) != "%" && !is_address_point(line, at);
    line.in_quote(at) || mark || (after_head && !of_title)
}

/// Whose name the phrase is: in "Berg spokesman Karl Osei" and "Berg voter Karl Osei" the last one; in "a Berg supporter"
/// nobody's.
fn bearer<'a>(line: &'a Line<'_>, first: usize, end: usize) -> Option<(usize, &'a Name)> {
    let name = line.name_at(first)?;
    let after = name.last_token + 1;
    let last = line.name_at(end - 1).filter(|n| n.class == Class::Person && n.first_token > after);
    if let Some(last) = last.filter(|last| (after..last.first_token).all(|i| is_noun(line, i))) {
        return Some((line.name_index(end - 1)?, last));
    }
    let noun = after < end && is_noun(line, after) && line.is(after, ROLE.or(PLURAL_PEOPLE));
    if noun { None } else { Some((line.name_index(first)?, name)) }
}

/// A small word that can stand between a name and the name it describes: "Berg | campaign manager | Karl Osei".
pub(super) fn is_noun(line: &Line<'_>, at: usize) -> bool {
    let closed = PREPOSITION.or(CONJUNCTION).or(DETERMINER).or(PRONOUN).or(TIME).or(NUMBER).or(CLAUSE_VERBS);
    let known = line.is(at, HEADS.or(TITLE_MODIFIER));
    let free = line.is_word(at) && !line.is_capital(at) && line.name_index(at).is_none();
    free && (known || !line.is(at, closed) && !line.word(at).ends_with("ly"))
}
