//! Turns the subject of a cue into a speaker, or into the reason why nobody can be named. Prefers no name to a wrong
//! one. Imports the cast and the line.

use super::super::cast::Cast;
use super::super::lexicon::{POSSESSIVE, PREPOSITION, PRONOUN_FEMALE, PRONOUN_MALE, ROLE, SPEECH_NOUN, TITLE_MODIFIER};
use super::super::line::Line;
use super::subject::{Subject, Who};
use crate::domain::{Evidence, Gender, Reason, Speaker};

/// One line of an article with the article's cast.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scene<'a> {
    pub(crate) line: &'a Line<'a>,
    pub(crate) index: usize,
    pub(crate) cast: &'a Cast,
}

impl Scene<'_> {
    /// The speaker that a subject stands for.
    pub(crate) fn speaker(&self, subject: Option<&Subject>) -> Speaker {
        let Some(subject) = subject else { return unresolved(Reason::NobodyOnLine) };
        match subject.who {
            Who::Name(name) => self.named(name),
            Who::Pronoun(at) => self.pronoun(at),
            Who::Role => self.titled(subject),
            Who::Unnamed => unresolved(Reason::Unnamed),
            Who::Plural => unresolved(Reason::Plural),
            Who::Body => self.body(subject),
        }
    }

    fn named(&self, name: usize) -> Speaker {
        match self.cast.member_of(self.index, name) {
            Some(person) => self.person(person, name, Evidence::Named),
            None if self.cast.is_ambiguous(self.index, name) => unresolved(Reason::Ambiguous),
            None => unresolved(Reason::Unnamed),
        }
    }

    fn person(&self, person: usize, name: usize, evidence: Evidence) -> Speaker {
        let name = &self.line.names[name];
        let span = self.line.span(name.first_token..name.last_token + 1);
        let named = self.cast.mentions.iter().find(|m| m.line == self.index && m.span.start == span.start).map_or(span, |m| m.span);
        Speaker::Person { person, line: self.index, span: named, evidence }
    }

    fn body(&self, subject: &Subject) -> Speaker {
        let name = self.line.text_of(subject.tokens.clone()).to_owned();
        Speaker::Organization { name, line: self.index, span: self.line.span(subject.tokens.clone()) }
    }

    /// "the foreign minister": the one of the cast who is called so; of several, the one named on this line before.
    fn titled(&self, subject: &Subject) -> Speaker {
        let words = subject.tokens.clone().filter(|&i| self.line.is(i, ROLE.or(TITLE_MODIFIER)) || self.line.is_capital(i));
        let nouns: Vec<String> = words.map(|i| crate::domain::fold(self.line.word(i))).collect();
        let fits = self.cast.with_title(&nouns);
        let here = |p: &&usize| self.members_before(subject.first).contains(*p);
        let person = match fits[..] {
            [] => return unresolved(Reason::Unnamed),
            [one] => one,
            ref several => match several.iter().filter(here).collect::<Vec<_>>()[..] {
                [one] => *one,
                _ => return unresolved(Reason::Unnamed),
            },
        };
        let span = self.line.span(subject.first..subject.tokens.end);
        Speaker::Person { person, line: self.index, span, evidence: Evidence::Title }
    }

    /// The distinct members named on this line before token `at`.
    fn members_before(&self, at: usize) -> Vec<usize> {
        let sentence = self.line.sentence_of(at);
        let names = self.line.names.iter().enumerate().filter(|(_, n)| n.first_token >= sentence.start && n.last_token < at);
        let mut members: Vec<usize> = names.filter_map(|(i, _)| self.cast.member_of(self.index, i)).collect();
        members.sort_unstable();
        members.dedup();
        members
    }

    /// "he" or "she": the only person whom the sentence names before, if that one is its subject or owns it.
    fn pronoun(&self, at: usize) -> Speaker {
        let gender = self.gender_of(at);
        if gender.is_none() {
            let plural = self.line.is(at, super::super::lexicon::PRONOUN_PLURAL);
            return unresolved(if plural { Reason::Plural } else { Reason::Pronoun });
        }
        let fits = |p: &usize| self.cast.members[*p].gender.is_none_or(|g| Some(g) == gender);
        let before: Vec<usize> = self.members_before(at).into_iter().filter(fits).collect();
        let [person] = before[..] else { return unresolved(Reason::Pronoun) };
        let sentence = self.line.sentence_of(at);
        let names = self.line.names.iter().enumerate().filter(|(_, n)| n.first_token >= sentence.start && n.last_token < at);
        let mut own = names.filter(|(i, _)| self.cast.member_of(self.index, *i) == Some(person));
        match own.find(|(_, n)| self.is_topic(n.first_token, n.last_token)) {
            Some(_) => {
                let span = self.line.span(at..at + 1);
                Speaker::Person { person, line: self.index, span, evidence: Evidence::Pronoun }
            }
            None => unresolved(Reason::Pronoun),
        }
    }

    pub(crate) fn gender_of(&self, pronoun: usize) -> Option<Gender> {
        if self.line.is(pronoun, PRONOUN_MALE) {
            Some(Gender::Male)
        } else if self.line.is(pronoun, PRONOUN_FEMALE) {
            Some(Gender::Female)
        } else {
            None
        }
    }

    /// Whether a name is what its sentence is about: not the object of a preposition, or the owner of words spoken.
    fn is_topic(&self, first: usize, last: usize) -> bool {
        let owner = self.line.is_possessive(last + 1) && (last + 2..last + 5).any(|i| self.line.is(i, SPEECH_NOUN));
        let mut before = first;
        while before > 0 && (self.line.is_capital(before - 1) || self.line.is(before - 1, ROLE.or(TITLE_MODIFIER)) || self.line.word(before - 1) == ".") {
            before -= 1;
        }
        let depends = before.checked_sub(1).is_some_and(|b| self.line.is(b, PREPOSITION.or(POSSESSIVE)));
        owner || !depends && !self.line.is_possessive(last + 1)
    }
}

pub(crate) fn unresolved(reason: Reason) -> Speaker {
    Speaker::Unresolved { reason }
}
