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
        if names != line.names {
            line.set_names(names);
        }
    }
}

/// The surnames, folded, of all persons whom the article names in full; no countries and the like.
fn surnames(lines: &[Line<'_>]) -> BTreeSet<String> {
    let persons = lines.iter().flat_map(|l| l.names.iter().filter(|n| n.class == Class::Person).map(move |n| (l, n)));
    let texts: BTreeSet<&str> = persons.map(|(l, n)| l.text_of(n.first_token..n.last_token + 1)).collect();
    let words = texts.into_iter().filter(|t| !is_place(t)).map(name_words);
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
    let mut before_who: Vec<Name> = Vec::new();
    for (at, token) in line.tokens.iter().enumerate() {
        if token.capital && line.name_index(at).is_none() && is_surname(line, at, surnames) {
            names.push(Name { first_token: at, last_token: at, class: Class::Person, margin: 0 });
        } else if token.mark == b',' {
            before_who.extend(self::before_who(line, at));
        }
    }
    if !before_who.is_empty() {
        let mut taken = vec![false; line.len()];
        for name in &before_who {
            taken[name.first_token..=name.last_token].fill(true);
        }
        names.retain(|n| !taken[n.first_token..=n.last_token].contains(&true));
        names.extend(before_who);
    }
    names.sort_by_key(|n| n.first_token);
    join_double_surnames(line, &mut names);
    for name in names.iter_mut().filter(|n| n.class == Class::Person) {
        take_initials(line, name);
    }
    names
}

/// "María de la Cruz y Ruiz" is one person, of both surnames.
fn join_double_surnames(line: &Line<'_>, names: &mut Vec<Name>) {
    let second = |name: &Name| {
        let at = name.last_token + 2;
        let full = name.class == Class::Person && name.first_token < name.last_token;
        let joined = full && line.word(at - 1) == "y" && line.is_capital(at) && !line.in_quote(at);
        joined.then(|| line.name_at(at).map_or(at, |next| next.last_token)).filter(|&last| last <= at + 1)
    };
    for name in names.iter_mut() {
        name.last_token = second(name).unwrap_or(name.last_token);
    }
    names.dedup_by(|later, earlier| later.first_token <= earlier.last_token);
}

/// Two capital words before the comma of ", who" are a person, known or not: things and bodies are "which".
fn before_who(line: &Line<'_>, comma: usize) -> Option<Name> {
    let at = comma.checked_sub(2).filter(|_| line.is_comma(comma) && line.one_of(comma + 1, &["who", "whose"]))?;
    let whole = |i: usize| line.name_at(i).is_some_and(|n| n.class == Class::Person && n.first_token < n.last_token);
    let new = |i: usize| line.is_capital(i) && !whole(i) && line.tag(i) == super::lexicon::Tags::default();
    let alone = at == 0 || !new(at - 1) && !line.one_of(at - 1, &["the"]);
    let person = Name { first_token: at, last_token: at + 1, class: Class::Person, margin: 0 };
    (alone && new(at) && new(at + 1)).then_some(person)
}

/// Places and bodies that look like initials.
const ABBREVIATIONS: &[&str] = &["U.S.", "U.K.", "U.N.", "E.U.", "D.C.", "L.A.", "N.Y.", "N.J.", "S.C.", "N.C."];

/// "J.P. Smith": initials without spaces belong to the name; "U.S." does not.
fn take_initials(line: &Line<'_>, name: &mut Name) {
    let Some(before) = name.first_token.checked_sub(1) else { return };
    let word = line.word(before);
    let initials = word.ends_with('.')
        && !ABBREVIATIONS.contains(&word)
        && word.split_terminator('.').all(|i| i.chars().count() == 1);
    if initials && line.is_capital(before) && line.name_index(before).is_none() && !is_place(word) && !is_demonym(word)
    {
        name.first_token = before;
    }
}

fn is_surname(line: &Line<'_>, at: usize, surnames: &BTreeSet<String>) -> bool {
    if !line.is_capital(at) || line.tag(at) != super::lexicon::Tags::default() {
        return false;
    }
    let behind = line.name_index(at + 1).is_some() || !line.is_capital(at + 1);
    let alone = behind && !line.one_of(at.wrapping_sub(1), &["the"]);
    let word = line.word(at);
    alone && is_listed(word, surnames) && !is_demonym(word) && !is_place(word)
}

/// Whether a word, folded as the surnames are, is one of them.
fn is_listed(word: &str, surnames: &BTreeSet<String>) -> bool {
    let mut room = [0; 32];
    match room.get_mut(..word.len()) {
        // Nearly all are: nothing but letters to make small.
        Some(small) if word.bytes().all(|b| b.is_ascii_alphabetic()) => {
            small.copy_from_slice(word.as_bytes());
            small.make_ascii_lowercase();
            str::from_utf8(small).is_ok_and(|small| surnames.contains(small))
        }
        _ => name_words(word).last().is_some_and(|w| surnames.contains(w)),
    }
}
