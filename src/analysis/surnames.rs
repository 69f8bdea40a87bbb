//! Makes an article agree with itself: once it names a person in full, that surname standing alone is that name
//! wherever it stands, whatever the recogniser made of the single line. Imports the line.

use std::collections::BTreeSet;

use super::line::Line;
use super::names::{Class, Name, is_demonym, is_place};
use crate::domain::name_words;

/// Turns surnames that were read as something else, or not read, into persons' names.
pub(crate) fn agree(lines: &mut [Line<'_>]) {
    let surnames = surnames(lines);
    for line in lines {
        let names = with_surnames(line, &surnames);
        line.set_names(names);
    }
}

/// The surnames, folded, of all persons whom the article names in full; no countries and the like.
fn surnames(lines: &[Line<'_>]) -> BTreeSet<String> {
    let persons = lines.iter().flat_map(|l| l.names.iter().filter(|n| n.class == Class::Person).map(move |n| (l, n)));
    let words =
        persons.map(|(l, n)| l.text_of(n.first_token..n.last_token + 1)).filter(|t| !is_place(t)).map(name_words);
    words.filter(|w| w.len() > 1).filter_map(|mut w| w.pop()).filter(|s| s.len() > 2).collect()
}

/// The line's names, with every lone surname among them.
fn with_surnames(line: &Line<'_>, surnames: &BTreeSet<String>) -> Vec<Name> {
    let mut names = line.names.clone();
    for name in names.iter_mut().filter(|n| n.class != Class::Person && n.first_token == n.last_token) {
        if is_surname(line, name.first_token, surnames) {
            name.class = Class::Person;
        }
    }
    for at in 0..line.len() {
        if line.name_index(at).is_none() && is_surname(line, at, surnames) {
            names.push(Name { first_token: at, last_token: at, class: Class::Person, margin: 0 });
        }
    }
    names.sort_by_key(|n| n.first_token);
    names
}

fn is_surname(line: &Line<'_>, at: usize, surnames: &BTreeSet<String>) -> bool {
    let word = line.word(at);
    let alone =
        !line.one_of(at.wrapping_sub(1), &["the"]) && (line.name_index(at + 1).is_some() || !line.is_capital(at + 1));
    let plain =
        line.is_capital(at) && !is_demonym(word) && !is_place(word) && line.tag(at) == super::lexicon::Tags::default();
    plain && alone && name_words(word).last().is_some_and(|w| surnames.contains(w))
}
