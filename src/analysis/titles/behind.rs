//! Titles behind a comma after the name: ", head of the firm,", ", 45, a teacher from Leeds,", ", who heads the
//! council,". Imports the line and the lexicon.

use std::ops::Range;

use super::super::lexicon::{
    ADDRESS, AUXILIARY, CONJUNCTION, DETERMINER, HEAD_ENDER, NUMBER, ORGANIZATION, POSSESSIVE, PREPOSITION, PRONOUN,
    ROLE, SPEECH, SUBORDINATOR, TIME, TITLE_MODIFIER, VERB,
};
use super::super::line::Line;
use super::LONGEST;

/// The title behind a name that ends before token `after`.
pub(super) fn title(line: &Line<'_>, after: usize) -> Option<Range<usize>> {
    if !line.is_comma(after) {
        return None;
    }
    let first = skip_age(line, after + 1);
    let sentence_end = line.sentence_of(after).end;
    let far = sentence_end.min(first + 4 * LONGEST);
    if line.one_of(first, &["who"]) {
        return office_held(line, first + 1, far);
    }
    let first = opening(line, first)?;
    let end = (first..far).find(|&i| ends_apposition(line, i)).unwrap_or(far);
    let title = apposition(line, first, end)?;
    closes(line, end, sentence_end).then_some(title)
}

/// ", 45, "
fn skip_age(line: &Line<'_>, at: usize) -> usize {
    let aged = at + usize::from(line.one_of(at, &["aged"]));
    if line.is_number(aged) && line.is_comma(aged + 1) { aged + 2 } else { at }
}

/// The first word of the noun phrase: articles and possessives are left out, "then" is kept.
fn opening(line: &Line<'_>, mut first: usize) -> Option<usize> {
    if line.one_of(first, &["then"]) && line.one_of(first + 1, &["the"]) {
        return Some(first);
    }
    while line.is(first, DETERMINER.or(POSSESSIVE)) || line.one_of(first, &["now", "also", "currently", "own"]) {
        first += 1;
    }
    if line.is_possessive(first + 1) && line.name_index(first).is_none() {
        first += 2;
    }
    let closed = PREPOSITION.or(AUXILIARY).or(SUBORDINATOR).or(CONJUNCTION).or(PRONOUN);
    let participle = line.word(first).ends_with("ing")
        && !line.word(first).contains('-')
        && !line.is(first, ROLE.or(TITLE_MODIFIER).or(ORGANIZATION));
    let opens =
        line.is_word(first) && !participle && (!line.is(first, closed) || line.one_of(first, &["then", "former"]));
    opens.then_some(first)
}

/// A noun phrase whose head is a role, from token `first` to before `end`, what hangs on it included.
fn apposition(line: &Line<'_>, first: usize, end: usize) -> Option<Range<usize>> {
    let head = (first..end).find(|&i| line.is(i, HEAD_ENDER) && i > first).unwrap_or(end);
    let role = (first..head).rev().find(|&i| line.is(i, ROLE))?;
    let plain = (first..head).all(|i| !line.is_person(i) || line.is_possessive(i + 1)) && !line.is_person(role + 1);
    let verb = (first..head).any(|i| {
        line.is(i, SPEECH.or(VERB)) && !line.is(i, ROLE.or(TITLE_MODIFIER).or(ORGANIZATION)) && !line.is_capital(i)
    });
    let closed = (first + 1..head).any(|i| {
        line.is(i, DETERMINER.or(AUXILIARY).or(PRONOUN))
            && !(line.one_of(first, &["then"]) && i == first + 1)
            && line.name_index(i).is_none()
    });
    let only = role + 1 == head || line.is_capital(role + 1) || line.one_of(role + 1, &["and"]);
    let end = shortened(line, role + 1, end);
    (plain && !verb && !closed && only && end - first <= LONGEST + 4).then_some(first..end)
}

/// Where a title ends whose tail depends on the sentence around it: "secretary | of their association", "deputy | for
/// six years", "ambassador to France | from 2007".
fn shortened(line: &Line<'_>, from: usize, end: usize) -> usize {
    let depends = |i: usize| {
        let number = line.is_number(i) || line.is(i, NUMBER) && !line.is_capital(i);
        let word = line.is(i, POSSESSIVE.or(PRONOUN)) && !line.is_capital(i) || line.is(i, TIME) && !line.is(i, ROLE);
        (number || word || line.one_of(i, &["own"])) && line.name_index(i).is_none()
    };
    let cut = (from..end).find(|&i| depends(i)).unwrap_or(end);
    let mut last = cut;
    if cut < end {
        while last > from && !line.is(last - 1, PREPOSITION) {
            last -= 1;
        }
    }
    while last > from
        && line.is(last - 1, PREPOSITION.or(DETERMINER).or(CONJUNCTION).or(ADDRESS))
        && !line.is_capital(last - 1)
    {
        last -= 1;
    }
    last
}

/// ", who is the mayor of Leeds," or ", who heads the council,": the noun phrase, or the verb with its object.
fn office_held(line: &Line<'_>, verb: usize, far: usize) -> Option<Range<usize>> {
    let end = (verb..far).find(|&i| ends_apposition(line, i)).unwrap_or(far);
    if line.one_of(verb, &["is"]) {
        let first = opening(line, verb + 1).filter(|&f| line.is(f - 1, DETERMINER))?;
        return apposition(line, first, end);
    }
    let heads = line.one_of(verb, &["heads", "leads", "chairs", "runs", "directs"]);
    let object = line.is(verb + 1, DETERMINER) || line.is_capital(verb + 1);
    let end = shortened(line, verb + 2, end);
    let closed = PRONOUN.or(AUXILIARY).or(SPEECH).or(VERB).or(CONJUNCTION).or(SUBORDINATOR);
    let plain = (verb + 1..end).all(|i| {
        let known = line.is(i, ROLE.or(TITLE_MODIFIER).or(ORGANIZATION)) || line.is_capital(i);
        (line.is_word(i) || line.is_possessive(i)) && !line.is_person(i) && (known || !line.is(i, closed))
    });
    (heads && object && plain && verb + 2 < end && end - verb <= LONGEST).then_some(verb..end)
}

fn ends_apposition(line: &Line<'_>, at: usize) -> bool {
    let stop = matches!(line.word(at), "," | ";" | ":" | "!" | "?" | "(" | ")" | "\"" | "“" | "”");
    stop || is_full_stop(line, at)
        || line.is_dash(at)
        || line
            .one_of(at, &["who", "whose", "which", "that", "where", "when", "since", "until", "said", "says", "told"])
}

/// A point that is neither that of "Mr." nor inside an address of the web.
fn is_full_stop(line: &Line<'_>, at: usize) -> bool {
    let address = at > 0 && line.touches(at - 1) && line.is(at - 1, ADDRESS);
    let web = at > 0 && line.touches(at - 1) && line.touches(at) && line.is_word(at + 1);
    line.word(at) == "." && !address && !web
}

/// An apposition is closed by a comma, a verb of speech or the sentence's end.
fn closes(line: &Line<'_>, end: usize, sentence_end: usize) -> bool {
    // "Mr Smith, the then chief executive, Ann Jones, knew": the title is that of the second name.
    let next = line.is_comma(end) && line.is_person(end + 1);
    end >= sentence_end || !next && !matches!(line.word(end), "(" | ":")
}
