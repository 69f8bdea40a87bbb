//! One line, taken apart: tokens, what each can be, quotations, sentences, names. What every rule reads.

use std::ops::Range;

use super::lexicon::{
    ADDRESS, COMPANY_WORD, CONJUNCTION, DETERMINER, NAMED_BODY, ORGANIZATION, PREPOSITION, PRONOUN, SUBORDINATOR, Tags,
    tags_of,
};
use super::names::{Class, Name, is_demonym};
use super::quotes::{Quotation, quotations};
use super::sentences::sentences;
use super::tokens::{Token, TokenKind, tokens};
use crate::domain::{Span, is_particle};

/// Words that open a sentence and are never a given name.
const FUNCTION: Tags = PRONOUN.or(SUBORDINATOR).or(CONJUNCTION).or(DETERMINER);

/// No surname has so many particles: "de la", "van der".
const MOST_PARTICLES: usize = 8;

/// A line and what is known of it before anybody is sought as a speaker.
#[derive(Debug)]
pub(crate) struct Line<'a> {
    pub(crate) text: &'a str,
    pub(crate) tokens: Vec<Token>,
    pub(crate) tags: Vec<Tags>,
    pub(crate) quotes: Vec<Quotation>,
    pub(crate) sentences: Vec<Range<usize>>,
    pub(crate) names: Vec<Name>,
    /// For each token, 1 + the index of the quotation it stands in; 0 outside. The marks count as inside. Empty where the
    /// line has none.
    quote_of: Vec<u32>,
    /// For each token, 1 + the index of the name it belongs to; 0 where none. Empty where the line has none.
    name_of: Vec<u32>,
}

impl<'a> Line<'a> {
    /// Everything but the names, which need the whole article: see [`Line::set_names`].
    pub(crate) fn of(text: &'a str) -> Self {
        let tokens = tokens(text);
        let quotes = quotations(text, &tokens);
        let tags = tokens
            .iter()
            .map(|t| if t.kind == TokenKind::Word { tags_of(t.text(text)) } else { Tags::default() })
            .collect();
        let sentences = sentences(text, &tokens, &quotes);
        let mut quote_of = if quotes.is_empty() { Vec::new() } else { vec![0; tokens.len()] };
        for (index, quote) in quotes.iter().enumerate() {
            mark(&mut quote_of, quote.start()..quote.after(), index);
        }
        Self { text, tokens, tags, quotes, sentences, names: Vec::new(), quote_of, name_of: Vec::new() }
    }

    pub(crate) fn set_names(&mut self, mut names: Vec<Name>) {
        for name in &mut names {
            if self.has_dutch_particle(name) {
                name.class = Class::Person;
            }
            self.take_particles(name);
            while name.first_token < name.last_token && self.is(name.first_token, FUNCTION) {
                name.first_token += 1;
            }
            if name.class == Class::Person && !self.may_be_person(name) {
                name.class = Class::Other;
            }
        }
        // A given name that was read as a name of its own now stands twice.
        names.dedup_by(|later, earlier| {
            let inside = later.first_token <= earlier.last_token;
            if inside {
                later.first_token = later.first_token.min(earlier.first_token);
                *earlier = *later;
            }
            inside
        });
        self.name_of.clear();
        self.name_of.resize(if names.is_empty() { 0 } else { self.tokens.len() }, 0);
        for (index, name) in names.iter().enumerate() {
            mark(&mut self.name_of, name.first_token..name.last_token + 1, index);
        }
        self.names = names;
    }

    /// "Joost van Terwisga": no body or place is named with these between two capital words.
    fn has_dutch_particle(&self, name: &Name) -> bool {
        let mut inner = name.first_token + 1..name.last_token;
        let particle = inner.any(|i| matches!(self.word(i), "van" | "von" | "ter" | "ten" | "der"));
        let body = (name.first_token..=name.last_token).any(|i| self.is(i, ORGANIZATION.or(COMPANY_WORD)));
        particle && !body && self.is_capital(name.first_token) && self.is_capital(name.last_token)
    }

    /// A particle belongs to the surname behind it, and a capital word before the particle is the given name:
    /// "Clémence de la Haye", and at the head of a sentence "Van der Berg".
    fn take_particles(&self, name: &mut Name) {
        if name.class != Class::Person {
            return;
        }
        let free = |i: usize| !self.in_quote(i) && self.is_word(i);
        let mut first = name.first_token;
        while first > 0
            && name.first_token - first < MOST_PARTICLES
            && free(first - 1)
            && !self.is(first - 1, PREPOSITION)
            && is_particle(self.word(first - 1))
        {
            first -= 1;
        }
        if first == name.last_token || !self.is_word(first) || !is_particle(self.word(first)) {
            return;
        }
        name.first_token = first;
        if first > 0
            && free(first - 1)
            && !self.is_capital(first)
            && self.is_capital(first - 1)
            && self.tag(first - 1) == Tags::default()
        {
            name.first_token = first - 1;
        }
    }

    /// A nationality, a single letter or what a word like "firm" introduces is no person, unless a word of address says so.
    fn may_be_person(&self, name: &Name) -> bool {
        let before = name.first_token.checked_sub(1);
        let text = self.text_of(name.first_token..name.last_token + 1);
        let addressed = before.is_some_and(|b| self.is(b, ADDRESS));
        let letter = text.chars().filter(|c| c.is_alphabetic()).nth(1).is_none();
        let introduced = before.is_some_and(|b| self.is(b, NAMED_BODY) && !self.is_capital(b));
        let function = self.is(name.first_token, FUNCTION) && name.first_token == name.last_token;
        let company = self.is(name.last_token, COMPANY_WORD) && name.first_token < name.last_token;
        addressed || !(function || company || letter || introduced || is_demonym(text))
    }

    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The token's text; empty past the end.
    pub(crate) fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |t| t.text(self.text))
    }

    /// What the token can be; nothing past the end.
    pub(crate) fn tag(&self, at: usize) -> Tags {
        self.tags.get(at).copied().unwrap_or_default()
    }

    pub(crate) fn is(&self, at: usize, any: Tags) -> bool {
        self.tag(at).has(any)
    }

    pub(crate) fn is_word(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Word)
    }

    pub(crate) fn is_number(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Number)
    }

    /// Whether the token is one of `words`, capitals aside.
    #[inline]
    pub(crate) fn one_of(&self, at: usize, words: &[&str]) -> bool {
        let bytes = self.tokens.get(at).map_or(&[][..], |t| &self.text.as_bytes()[t.span.range()]);
        words.iter().any(|w| w.as_bytes().eq_ignore_ascii_case(bytes))
    }

    pub(crate) fn is_capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.capital)
    }

    pub(crate) fn is_possessive(&self, at: usize) -> bool {
        let mark = self.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Mark);
        mark && (matches!(self.word(at), "'s" | "’s" | "'S" | "’S")
            || (matches!(self.word(at), "'" | "’")
                && at > 0
                && self.word(at - 1).ends_with(['s', 'S'])
                && self.touches(at - 1)))
    }

    pub(crate) fn is_comma(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.mark == b',')
    }

    pub(crate) fn is_dash(&self, at: usize) -> bool {
        let mark = self.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Mark);
        mark && matches!(self.word(at), "—" | "–" | "-" | "―")
    }

    /// Whether no space stands between this token and the next.
    pub(crate) fn touches(&self, at: usize) -> bool {
        self.tokens.get(at + 1).is_some_and(|next| next.span.start == self.tokens[at].span.end)
    }

    pub(crate) fn quote_at(&self, at: usize) -> Option<usize> {
        self.quote_of.get(at).and_then(|q| q.checked_sub(1)).map(|q| q as usize)
    }

    pub(crate) fn in_quote(&self, at: usize) -> bool {
        self.quote_at(at).is_some()
    }

    pub(crate) fn name_at(&self, at: usize) -> Option<&Name> {
        self.name_index(at).map(|n| &self.names[n])
    }

    pub(crate) fn name_index(&self, at: usize) -> Option<usize> {
        self.name_of.get(at).and_then(|n| n.checked_sub(1)).map(|n| n as usize)
    }

    pub(crate) fn is_person(&self, at: usize) -> bool {
        self.name_at(at).is_some_and(|n| n.class == Class::Person)
    }

    /// The sentence in which the token stands.
    pub(crate) fn sentence_of(&self, at: usize) -> Range<usize> {
        let after = self.sentences.partition_point(|s| s.end <= at);
        self.sentences.get(after).cloned().unwrap_or(0..self.len())
    }

    /// The bytes from token `first` to before token `end`.
    pub(crate) fn span(&self, range: Range<usize>) -> Span {
        match (self.tokens.get(range.start), range.end.checked_sub(1).and_then(|last| self.tokens.get(last))) {
            (Some(first), Some(last)) if range.start < range.end => {
                Span { start: first.span.start, end: last.span.end }
            }
            _ => Span::new(0, 0),
        }
    }

    pub(crate) fn text_of(&self, range: Range<usize>) -> &'a str {
        &self.text[self.span(range).range()]
    }
}

fn mark(of: &mut [u32], range: Range<usize>, index: usize) {
    let value = u32::try_from(index + 1).unwrap_or(u32::MAX);
    for slot in of.iter_mut().take(range.end).skip(range.start) {
        *slot = value;
    }
}
