//! Makes more training text out of what there is: puts other persons into annotated documents, and fills the sentence
//! patterns of `patterns.txt` (written by hand) with invented persons. The same in every run.

use std::collections::BTreeMap;

use onrecord::analysis::names::{Class, training};

use crate::corpus::{Doc, DocLine, Marked};
use crate::lists::{Names, Sourced, capital};
use crate::random::Random;

const PATTERNS: &str = include_str!("patterns.txt");
const SURNAME_FIRST: [&str; 7] = ["CN", "KR", "KP", "TW", "VN", "HK", "KH"];

/// Of a hundred names of bodies, places and things in a copy of a document, how many stay as they are.
const KEPT: usize = 70;

pub(crate) struct Inventor<'a> {
    names: &'a Names,
    surnames: BTreeMap<&'a str, Vec<&'a Sourced>>,
    random: Random,
}

/// An invented person.
struct Person {
    given: String,
    surname: String,
    full: String,
    female: bool,
}

impl<'a> Inventor<'a> {
    pub(crate) fn new(names: &'a Names) -> Self {
        let mut surnames = BTreeMap::<_, Vec<_>>::new();
        for surname in &names.surnames {
            surnames.entry(surname.country.as_str()).or_default().push(surname);
        }
        Self { names, surnames, random: Random(2026) }
    }

    /// The document with other persons in it: each name word is replaced by the same other word throughout.
    pub(crate) fn with_other_persons(&mut self, doc: &Doc) -> Doc {
        let mut known = BTreeMap::new();
        let mut lines = Vec::new();
        for line in &doc.lines {
            lines.push(self.renamed(line, &mut known));
        }
        Doc { id: format!("{}+", doc.id), lines }
    }

    fn renamed(&mut self, line: &DocLine, known: &mut BTreeMap<String, String>) -> DocLine {
        let mut out = DocLine::default();
        let mut at = 0;
        for name in &line.names {
            out.text.push_str(line.text.get(at..name.start).unwrap_or_default());
            let text = &line.text[name.start.max(at)..name.end.max(at)];
            let new = self.other_name(text, name.class, known);
            out.push(&new, Some(name.class));
            at = name.end.max(at);
        }
        out.text.push_str(&line.text[at..]);
        out
    }

    /// Another name of that class, always the same for the same one.
    fn other_name(&mut self, text: &str, class: Class, known: &mut BTreeMap<String, String>) -> String {
        match class {
            Class::Person => self.other_words(text, known),
            _ if text.chars().all(|c| !c.is_lowercase()) || self.random.chance(KEPT) => text.to_string(),
            Class::Place if !text.contains(' ') => {
                if !known.contains_key(text) {
                    let new = self.other_place();
                    known.insert(text.to_string(), new);
                }
                known.get(text).cloned().unwrap_or_default()
            }
            _ => self.other_parts(text, known),
        }
    }

    fn other_place(&mut self) -> String {
        let place = self.random.pick(&self.names.places).clone();
        if self.random.chance(30) && !place.contains(' ') { self.crossed(&place, false) } else { place }
    }

    /// A name of a body or a thing, in which the words that are not usual in such names are others.
    fn other_parts(&mut self, text: &str, known: &mut BTreeMap<String, String>) -> String {
        let mut new = Vec::new();
        for word in text.split(' ') {
            let plain = word.len() > 3 && word.chars().all(char::is_alphabetic) && word.starts_with(char::is_uppercase);
            let other = match known.get(word) {
                Some(new) => new.clone(),
                None if plain && !is_usual(word) => match self.random.below(3) {
                    0 => self.random.pick(&self.names.surnames).name.clone(),
                    1 => self.other_place(),
                    _ => {
                        let name = self.random.pick(&self.names.surnames).name.clone();
                        self.crossed(&name, false)
                    }
                },
                None => word.to_string(),
            };
            known.insert(word.to_string(), other.clone());
            new.push(other);
        }
        new.join(" ")
    }

    fn other_words(&mut self, text: &str, known: &mut BTreeMap<String, String>) -> String {
        let words: Vec<&str> = text.split(' ').collect();
        let last = words.len() - 1;
        let mut new = Vec::new();
        for (at, word) in words.into_iter().enumerate() {
            let plain = word.len() > 3 && word.chars().all(char::is_alphabetic) && word.starts_with(char::is_uppercase);
            new.push(match known.get(word) {
                _ if !plain => word.to_string(),
                Some(new) => new.clone(),
                None => {
                    let new = self.other_word(at < last);
                    known.insert(word.to_string(), new.clone());
                    new
                }
            });
        }
        new.join(" ")
    }

    fn other_word(&mut self, given: bool) -> String {
        let list = if given { &self.names.given } else { &self.names.surnames };
        let name = self.random.pick(list).name.clone();
        if self.random.chance(30) { self.crossed(&name, given) } else { name }
    }

    /// A name that is on no list: the head of one and the tail of another.
    fn crossed(&mut self, name: &str, given: bool) -> String {
        let list = if given { &self.names.given } else { &self.names.surnames };
        let tail: Vec<char> = self.random.pick(list).name.to_lowercase().chars().collect();
        let head: Vec<char> = name.chars().collect();
        head[..head.len().div_ceil(2)].iter().chain(&tail[tail.len() / 2..]).collect()
    }

    fn person(&mut self) -> Person {
        let first = self.first_name();
        let country = first.country.as_str();
        let family = match self.surnames.get(country) {
            Some(list) if country != "US" || self.random.chance(90) => self.random.pick(list).name.clone(),
            _ => self.random.pick(&self.names.surnames).name.clone(),
        };
        let (mut given, mut surname) = (first.name.clone(), family);
        if self.random.chance(25) {
            surname = self.crossed(&surname, false);
        }
        if !given.contains('-') && self.random.chance(15) {
            given = self.crossed(&given, true);
        }
        self.decorate(&mut given, &mut surname);
        let full = self.full(&first.country, &given, &surname);
        Person { full, given, surname, female: first.gender == 'F' }
    }

    /// One in eight is from a country where surnames come first, and half of those have two syllables with a hyphen.
    fn first_name(&mut self) -> Sourced {
        const FIRST: [&str; 14] =
            ["Wai", "Chi", "Ka", "Min", "Jae", "Sung", "Yong", "Hyun", "Kwok", "Siu", "Xiao", "Zhi", "Ming", "Jun"];
        const SECOND: [&str; 14] =
            ["in", "un", "ho", "wai", "ming", "yan", "hee", "wook", "ching", "kit", "hung", "feng", "jun", "lai"];
        if !self.random.chance(12) {
            return self.random.pick(&self.names.given).clone();
        }
        let hyphen = ["-", ""][self.random.below(2)];
        let name = format!("{}{hyphen}{}", self.random.pick(&FIRST), self.random.pick(&SECOND));
        let country = self.random.pick(&["CN", "KR", "TW"]).to_string();
        Sourced { name, country, gender: ['F', 'M'][self.random.below(2)] }
    }

    fn decorate(&mut self, given: &mut String, surname: &mut String) {
        const PARTICLES: [&str; 10] = ["de", "van", "von", "de la", "van der", "bin", "Le", "De", "Van", "al"];
        const PREFIXES: [&str; 7] = ["O'", "Mc", "Mac", "al-", "Al-", "el-", "D'"];
        if given.contains('-') {
            return;
        }
        match self.random.below(100) {
            0..=2 => *surname = format!("{surname}-{}", self.random.pick(&self.names.surnames).name),
            3..=4 => *surname = format!("{} {surname}", self.random.pick(&PARTICLES)),
            5..=6 => *surname = format!("{}{surname}", self.random.pick(&PREFIXES)),
            7..=11 => *given = format!("{given} {}.", self.random.capital()),
            12..=14 => *given = format!("{given} {}", capital_parts(&self.random.pick(&self.names.given).name.clone())),
            15 => *given = format!("{}.", self.random.capital()),
            18..=19 => *given = format!("{}.{}.", self.random.capital(), self.random.capital()),
            20 => *given = format!("{}. {}.", self.random.capital(), self.random.capital()),
            16..=17 => *given = format!("{given}-{}", self.random.pick(&self.names.given).name.clone()),
            _ => {}
        }
    }

    fn full(&mut self, country: &str, given: &str, surname: &str) -> String {
        match self.random.below(100) {
            _ if SURNAME_FIRST.contains(&country) => format!("{surname} {given}"),
            0 => format!("{given} {surname} Jr"),
            1 => format!("{given} {surname} III"),
            2 => format!("{given} \"{}\" {surname}", capital_parts(&self.random.pick(&self.names.given).name.clone())),
            _ => format!("{given} {surname}"),
        }
    }

    /// Invented articles: a few persons each, on lines made from patterns.
    pub(crate) fn articles(&mut self, count: usize) -> Vec<Doc> {
        let sections: Vec<Vec<&str>> = PATTERNS
            .split("\n%\n")
            .map(|s| s.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).collect())
            .collect();
        (0..count).map(|n| self.article(n, &sections)).collect()
    }

    fn article(&mut self, number: usize, sections: &[Vec<&str>]) -> Doc {
        let persons = [self.person(), self.person(), self.person()];
        let place = self.random.pick(&self.names.places).clone();
        let org = self.organization(&place);
        let mut lines = Vec::new();
        for (section, times) in sections.iter().zip([3, 5, 2]) {
            for _ in 0..times {
                let pattern = *self.random.pick(section);
                lines.push(self.fill(pattern, &persons, &place, &org));
            }
        }
        if self.random.chance(40) {
            let shouted = lines[self.random.below(lines.len())].clone();
            lines.push(upper(&shouted));
        }
        Doc { id: format!("invented_{number}"), lines }
    }

    fn organization(&mut self, place: &str) -> String {
        let surname = self.random.pick(&self.names.surnames).name.clone();
        match self.random.below(9) {
            0 => format!("University of {place}"),
            1 => format!("{place} City Council"),
            2 => format!("{surname} & Sons"),
            3 => format!("{surname} Inc"),
            4 => format!("{place} United"),
            5 => format!("{place} Police Department"),
            6 => format!("{surname} Foundation"),
            7 => format!("{place} Times"),
            _ => (0..3).map(|_| self.random.capital()).collect(),
        }
    }

    /// Fills `{A}` (full name), `{a}` (surname), `{g}` (given name), `{m}` (Mr or Ms) and so on.
    fn fill(&mut self, pattern: &str, persons: &[Person; 3], place: &str, org: &str) -> DocLine {
        let mut line = DocLine::default();
        let mut rest = pattern;
        while let Some((before, after)) = rest.split_once('{') {
            line.text.push_str(before);
            let (key, after) = after.split_once('}').unwrap_or((after, ""));
            rest = after;
            let person = |c: u8| &persons[usize::from(key.as_bytes()[0] - c).min(2)];
            match key {
                "A" | "B" | "C" => line.push(&person(b'A').full.clone(), Some(Class::Person)),
                "a" | "b" | "c" => line.push(&person(b'a').surname.clone(), Some(Class::Person)),
                "g" => line.push(persons[0].given.split(' ').next().unwrap_or_default(), Some(Class::Person)),
                "m" => line.push(if persons[0].female { "Ms" } else { "Mr" }, None),
                "P" => line.push(place, Some(Class::Place)),
                "Q" => line.push(&self.random.pick(&self.names.places).clone(), Some(Class::Place)),
                "O" => line.push(org, Some(Class::Organization)),
                _ => {}
            }
        }
        line.text.push_str(rest);
        line
    }
}

/// Whether the word stands on a list, or is no name by itself.
fn is_usual(word: &str) -> bool {
    training::is_listed_word(word)
}

fn capital_parts(name: &str) -> String {
    name.split('-').map(capital).collect::<Vec<_>>().join("-")
}

/// The line in capitals.
fn upper(line: &DocLine) -> DocLine {
    let mut out = DocLine::default();
    let mut at = 0;
    let mut names: Vec<Marked> = line.names.clone();
    names.sort_by_key(|n| n.start);
    for name in names {
        out.text.push_str(&line.text[at..name.start].to_uppercase());
        out.push(&line.text[name.start..name.end].to_uppercase(), Some(name.class));
        at = name.end;
    }
    out.text.push_str(&line.text[at..].to_uppercase());
    out
}
