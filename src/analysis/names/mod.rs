//! Interim name recognition, until the trained recogniser lands.

use super::lexicon::{self, tags_of};
use super::tokens::{Token, TokenKind};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    Person,
    Organization,
    Place,
    Other,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Name {
    pub first_token: usize,
    pub last_token: usize,
    pub class: Class,
    pub margin: i32,
}

#[derive(Debug, Clone, Copy)]
pub struct Tokenised<'a> {
    pub line: &'a str,
    pub tokens: &'a [Token],
}

const PLACES: &[&str] = &["US", "Russia", "Ukraine", "Moscow", "Washington", "Geneva", "Europe", "Berlin", "Kyiv", "NATO", "Pentagon", "Telegram", "State", "Department", "United", "States", "German", "French", "British", "European", "Russian", "Russians", "Ukrainian", "Western", "R", "Politik", "American"];

pub fn recognise(lines: &[Tokenised<'_>]) -> Vec<Vec<Name>> {
    lines
        .iter()
        .map(|l| {
            let mut out = Vec::new();
            let cap = |i: usize| {
                l.tokens.get(i).is_some_and(|t: &Token| {
                    let w = t.text(l.line);
                    t.kind == TokenKind::Word && w.starts_with(char::is_uppercase) && tags_of(w) == lexicon::Tags::default() && !PLACES.contains(&w)
                })
            };
            let mut i = 0;
            while i < l.tokens.len() {
                if cap(i) {
                    let mut j = i;
                    while cap(j + 1) {
                        j += 1;
                    }
                    let honor = i > 0 && tags_of(l.tokens[i - 1].text(l.line)).has(lexicon::ADDRESS.or(lexicon::ROLE));
                    if j > i || honor {
                        out.push(Name { first_token: i, last_token: j, class: Class::Person, margin: 1 });
                    }
                    i = j;
                }
                i += 1;
            }
            out
        })
        .collect()
}
