//! What a noun phrase without preposition is, by its last word: a name, a role, a group, a body. Imports the line and the
//! lexicon.

use super::super::lexicon::{DOCUMENT, NUMBER, ORGANIZATION, PLURAL_PEOPLE, ROLE, TIME};
use super::super::line::Line;
use super::super::names::Class;
use super::subject::Who;

/// Adjectives that stand behind their noun.
pub(super) const POSTPOSITIVE: &[&str] = &[
    "familiar",
    "close",
    "privy",
    "present",
    "involved",
    "briefed",
    "interviewed",
    "surveyed",
    "polled",
    "aware",
    "released",
    "filed",
    "published",
    "obtained",
    "reviewed",
    "compiled",
    "issued",
    "available",
];

/// What a phrase without preposition is, by its last word.
pub(super) fn classify(line: &Line<'_>, first: usize, last: usize) -> Option<Who> {
    if let Some(name) = line.name_at(last) {
        let index = line.name_index(last)?;
        return Some(if name.class == Class::Person { Who::Name(index) } else { Who::Body });
    }
    // "people familiar with it"
    let last = if last > first && line.one_of(last, POSTPOSITIVE) { last - 1 } else { last };
    let tags = line.tag(last);
    let definite = line.one_of(first, &["the", "this", "that"]);
    if tags.has(TIME) {
        None
    } else if line.is(last, NUMBER) && !line.one_of(last, &["one"]) {
        Some(if first == last && !line.one_of(last + 1, &["in"]) || definite { Who::Plural } else { Who::Group })
    } else if tags.has(PLURAL_PEOPLE) && !tags.has(ORGANIZATION)
        || line.word(last) == "%"
        || line.one_of(last, &["those"])
    {
        Some(Who::Group)
    } else if tags.has(ROLE) || line.one_of(last, &["general", "designate"]) && line.is(last.wrapping_sub(1), ROLE) {
        Some(if definite { Who::Role } else { Who::Unnamed })
    } else if tags.has(ORGANIZATION.or(DOCUMENT)) {
        Some(Who::Body)
    } else if line.is_number(last) || is_plural(line.word(last)) {
        Some(Who::Group)
    } else {
        Some(Who::Unnamed)
    }
}

/// "half of the voters", "one in four voters": a part of a group is a group.
pub(super) fn is_quantity(line: &Line<'_>, at: usize) -> bool {
    let of = line.one_of(at + 1, &["of"]);
    let part = line.one_of(
        at,
        &[
            "half",
            "most",
            "many",
            "some",
            "several",
            "few",
            "third",
            "quarter",
            "two-thirds",
            "none",
            "number",
            "majority",
            "majorities",
            "handful",
            "dozens",
            "hundreds",
            "thousands",
        ],
    );
    of && part
        || line.is(at, NUMBER) && line.one_of(at + 1, &["in"]) && (line.is(at + 2, NUMBER) || line.is_number(at + 2))
}

fn is_plural(word: &str) -> bool {
    word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us")
}
