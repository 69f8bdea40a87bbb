//! Turns the subject of a cue into a speaker, or into the reason why nobody can be named. Prefers no name to a wrong
//! one. Imports the cast and the line.

use std::collections::BTreeSet;
use std::ops::Range;

use super::super::cast::Cast;
use super::super::lexicon::{
    DETERMINER, ORGANIZATION, PLURAL_PEOPLE, POSSESSIVE, PREPOSITION, PRONOUN_FEMALE, PRONOUN_MALE, ROLE, SPEECH_NOUN,
    TIME, TITLE_MODIFIER,
};
use super::super::line::Line;
use super::super::names::Name;
use super::past::{Acting, Past, Seen};
use super::subject::{self, Subject, Who};
use super::{body, clause};
use crate::domain::{Evidence, Gender, Reason, Speaker, Statement};

/// Nobody names so many on one line. A pronoun looks no further back.
const MANY_NAMES: usize = 256;

/// No title before a name has so many words.
const LONGEST_TITLE: usize = 64;

/// Who is spoken of before a pronoun, of those it fits.
enum Topic {
    Nobody,
    /// More than one.
    Unclear,
    /// One whom no sentence is about: "in Berg's town, she".
    Aside(usize),
    Member(usize),
}

/// How many tokens of its sentence behind a pronoun are looked at for other people.
const CLAUSE: usize = 40;

/// One line of an article with the article's cast.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scene<'a> {
    pub(crate) line: &'a Line<'a>,
    pub(crate) index: usize,
    pub(crate) cast: &'a Cast,
    /// What the lines before say, in an ordered article.
    pub(crate) past: Option<&'a Past>,
}

impl Scene<'_> {
    /// The speaker that a subject stands for.
    pub(crate) fn speaker(&self, subject: Option<&Subject>) -> Speaker {
        let Some(subject) = subject else { return nobody() };
        let speaker = self.resolved(subject);
        match speaker {
            Speaker::Unresolved { reason, .. } => {
                Speaker::Unresolved { reason, span: Some(self.line.span(subject.tokens.clone())) }
            }
            speaker => speaker,
        }
    }

    fn resolved(&self, subject: &Subject) -> Speaker {
        match subject.who {
            Who::Name(name) => self.named(name),
            Who::Pronoun(at) => self.pronoun(at),
            Who::Role => match self.titled(subject) {
                Speaker::Unresolved { reason, span } => {
                    self.spoken_for(subject).unwrap_or(Speaker::Unresolved { reason, span })
                }
                speaker => speaker,
            },
            // "quoted him as saying"
            Who::Unnamed
                if subject.tokens.len() == 1 && self.line.one_of(subject.tokens.start, &["him", "her", "them"]) =>
            {
                unresolved(Reason::Pronoun)
            }
            Who::Unnamed => self.spoken_for(subject).unwrap_or(unresolved(Reason::Unnamed)),
            Who::Plural => unresolved(Reason::Plural),
            Who::Group | Who::Body => self.body(subject.tokens.clone()),
        }
    }

    fn named(&self, name: usize) -> Speaker {
        match (self.cast.member_of(self.index, name), self.cast.span_of(self.index, name)) {
            (Some(person), Some(span)) => Speaker::Person { person, line: self.index, span, evidence: Evidence::Named },
            _ if self.cast.is_ambiguous(self.index, name) => unresolved(Reason::Ambiguous),
            _ => unresolved(Reason::Unnamed),
        }
    }

    fn body(&self, tokens: Range<usize>) -> Speaker {
        let name = self.line.text_of(tokens.clone()).to_owned();
        Speaker::Organization { name, line: self.index, span: self.line.span(tokens) }
    }

    /// "a spokesman for the ministry", "the Harbour Board spokesman": the body speaks.
    fn spoken_for(&self, subject: &Subject) -> Option<Speaker> {
        body::spoken_for(self.line, subject).map(|tokens| self.body(tokens))
    }

    /// "the foreign minister": the one of the cast who is called so.
    fn titled(&self, subject: &Subject) -> Speaker {
        let end = subject::tail_end(self.line, subject.tokens.end);
        let phrase = self.line.text_of(subject.tokens.start..end);
        let span = self.line.span(subject.first..subject.tokens.end);
        let taken = |person| Speaker::Person { person, line: self.index, span, evidence: Evidence::Title };
        let here = self.goes_on_with(subject.first);
        self.cast.holder(phrase, here).map_or(unresolved(Reason::Unnamed), taken)
    }

    /// In "Mr Smith sat down, and the mayor said" the only person named before is spoken of again.
    fn goes_on_with(&self, at: usize) -> Option<usize> {
        let joined = at.checked_sub(1).is_some_and(|b| self.line.one_of(b, &["with", "and", "but", "as", "while"]));
        match self.topic(self.line.sentence_of(at).start, at, |_| joined) {
            Topic::Member(member) => Some(member),
            _ => None,
        }
    }

    /// The names of persons from token `from` to before `at`, outside quotations, with whose they are; nearest first.
    fn names_between(&self, from: usize, at: usize) -> impl Iterator<Item = (usize, &Name)> {
        let names = &self.line.names;
        let (first, end) =
            (names.partition_point(|n| n.first_token < from), names.partition_point(|n| n.last_token < at));
        let near = (first..end).rev().map(|i| (i, &names[i])).filter(|(_, n)| !self.line.in_quote(n.first_token));
        near.filter_map(|(i, n)| Some((self.cast.member_of(self.index, i)?, n)))
    }

    /// Whether somebody is named before a pronoun by a name that fits several members; "a Berg supporter" is not Berg.
    fn may_be_another(&self, from: usize, at: usize) -> bool {
        let names = &self.line.names;
        let first = names.partition_point(|n| n.first_token < from);
        let near = names[first..].iter().zip(first..).take(MANY_NAMES).take_while(|(n, _)| n.last_token < at);
        let modifies = |n: &Name| self.line.is(n.last_token + 1, ROLE.or(PLURAL_PEOPLE));
        let mut doubtful = near.filter(|(n, i)| self.cast.is_ambiguous(self.index, *i) && !modifies(n));
        doubtful.any(|(n, _)| !self.line.in_quote(n.first_token))
    }

    /// The members named behind a pronoun in its sentence, or in a quotation near it: none of them is "he" or "she", for
    /// "he praised Berg" and `"Berg is right," he said` are about two people.
    fn members_spoken_of(&self, at: usize) -> BTreeSet<usize> {
        let sentence = self.line.sentence_of(at);
        let behind = self.names_between(at, sentence.end.min(at + CLAUSE)).map(|(member, _)| member);
        let names = &self.line.names;
        let near = names.partition_point(|n| n.last_token + CLAUSE < at)
            ..names.partition_point(|n| n.first_token < at + CLAUSE);
        let quoted = near.filter(|&i| self.line.in_quote(names[i].first_token));
        behind.chain(quoted.filter_map(|i| self.cast.member_of(self.index, i))).collect()
    }

    /// "Lind is no sailor, he said": whoever the words before the report name may be spoken of, and not speak.
    pub(super) fn unless_spoken_of<'r>(
        &self,
        speaker: Speaker,
        words: impl Iterator<Item = &'r Range<usize>>,
    ) -> Speaker {
        let Speaker::Person { person, span, evidence: Evidence::Pronoun, .. } = speaker else { return speaker };
        let mut named = words.flat_map(|range| self.names_between(range.start, range.end)).map(|(member, _)| member);
        if named.any(|member| member == person) {
            return Speaker::Unresolved { reason: Reason::Pronoun, span: Some(span) };
        }
        speaker
    }

    /// What the line, whose statements these are, leaves behind for the next.
    pub(crate) fn seen(&self, statements: &[Statement]) -> Seen {
        let asks = |s: &Statement| {
            let cue = s.cue.map_or("", |cue| &self.line.text[cue.range()]);
            cue.rsplit(' ').next().is_some_and(|verb| verb.starts_with("ask"))
        };
        Seen::of(self.named_outside_quotes(), self.acting(), statements, asks)
    }

    /// Who the last clause of the line is about, by its subject.
    fn acting(&self) -> Acting {
        let Some(sentence) = self.line.sentences.last() else { return Acting::Nobody };
        let near = sentence.start..sentence.end.min(sentence.start + CLAUSE);
        // A body is never a member: nobody asks for its name.
        let subject =
            clause::subject(self.line, near.start, near.end).filter(|s| !matches!(s.who, Who::Group | Who::Body));
        match subject.map(|s| (s.who, self.resolved(&s))) {
            Some((_, Speaker::Person { person, .. })) => Acting::Member(person),
            Some((Who::Pronoun(at), _)) if self.gender_of(at).is_none() => Acting::Nobody,
            Some((Who::Pronoun(_) | Who::Name(_) | Who::Role | Who::Unnamed, _)) => Acting::Somebody,
            _ if self.opens_unknown(near.start) => Acting::Somebody,
            _ => Acting::Nobody,
        }
    }

    /// "Quillon Brask closed it", where that is not known for a person's name: it may be one all the same.
    fn opens_unknown(&self, at: usize) -> bool {
        let unknown = |i: usize| {
            let plain = self.line.is_capital(i) && self.line.is_word(i) && !self.line.is_person(i);
            plain && !self.line.is(i, ORGANIZATION.or(DETERMINER).or(ROLE).or(TIME).or(PREPOSITION))
        };
        unknown(at) && unknown(at + 1)
    }

    /// "he" or "she": the only person who fits and is named before, in the sentence or else on the line, if that one is
    /// its topic; with nobody before on the line, in an ordered article, whom the lines before leave.
    fn pronoun(&self, at: usize) -> Speaker {
        let Some(gender) = self.gender_of(at) else {
            let plural = self.line.is(at, super::super::lexicon::PRONOUN_PLURAL) || self.line.one_of(at, &["their"]);
            return unresolved(if plural { Reason::Plural } else { Reason::Pronoun });
        };
        let others = self.members_spoken_of(at);
        let fits = |p: usize| self.cast.may_be(p, gender) && !others.contains(&p);
        let start = self.line.sentence_of(at).start;
        let could = |p: usize| self.cast.gender_of(p).is_none_or(|g| g == gender) && !others.contains(&p);
        let topic = match self.topic(start, at, could) {
            Topic::Nobody => self.topic(0, at, could),
            near => near,
        };
        let past = || self.past.and_then(|past| past.only_one(fits, could));
        let person = match topic {
            Topic::Nobody => past(),
            Topic::Aside(member) => past().filter(|&person| person == member),
            Topic::Unclear => None,
            Topic::Member(member) => fits(member).then_some(member),
        };
        let span = self.line.span(at..at + 1);
        let taken = |person| Speaker::Person { person, line: self.index, span, evidence: Evidence::Pronoun };
        person.map_or(unresolved(Reason::Pronoun), taken)
    }

    /// Who of those who fit is spoken of from token `from` to before `at`.
    fn topic(&self, from: usize, at: usize, fits: impl Fn(usize) -> bool) -> Topic {
        if self.may_be_another(from, at) {
            return Topic::Unclear;
        }
        let (mut only, mut is_topic) = (None, false);
        for (member, name) in self.names_between(from, at).take(MANY_NAMES).filter(|(member, _)| fits(*member)) {
            if *only.get_or_insert(member) != member {
                return Topic::Unclear;
            }
            is_topic = is_topic || self.is_topic(name.first_token, name.last_token);
        }
        match only {
            None => Topic::Nobody,
            Some(member) if is_topic => Topic::Member(member),
            Some(member) => Topic::Aside(member),
        }
    }

    /// The members named on this line outside quotations, once each, in order: of those whom one pronoun fits the first
    /// two, since more make it no less clear.
    fn named_outside_quotes(&self) -> Vec<usize> {
        let names = self.line.names.iter().enumerate().filter(|(_, n)| !self.line.in_quote(n.first_token));
        let (mut members, mut men, mut women): (Vec<usize>, usize, usize) = (Vec::new(), 0, 0);
        for member in names.filter_map(|(i, _)| self.cast.member_of(self.index, i)) {
            let gender = self.cast.gender_of(member);
            let (he, she) = (gender != Some(Gender::Female), gender != Some(Gender::Male));
            if (he && men < 2 || she && women < 2) && !members.contains(&member) {
                members.push(member);
                men += usize::from(he);
                women += usize::from(she);
            }
        }
        members
    }

    pub(crate) fn gender_of(&self, pronoun: usize) -> Option<Gender> {
        if self.line.is(pronoun, PRONOUN_MALE) || self.line.one_of(pronoun, &["his"]) {
            Some(Gender::Male)
        } else if self.line.is(pronoun, PRONOUN_FEMALE) || self.line.one_of(pronoun, &["her"]) {
            Some(Gender::Female)
        } else {
            None
        }
    }

    /// Whether a name is what its sentence is about: not the object of a preposition, or the owner of words spoken.
    fn is_topic(&self, first: usize, last: usize) -> bool {
        let owner = self.line.is_possessive(last + 1) && (last + 2..last + 5).any(|i| self.line.is(i, SPEECH_NOUN));
        let mut before = first;
        while before > 0
            && first - before < LONGEST_TITLE
            && (self.line.is_capital(before - 1)
                || self.line.is(before - 1, ROLE.or(TITLE_MODIFIER))
                || self.line.word(before - 1) == ".")
        {
            before -= 1;
        }
        let depends = before.checked_sub(1).is_some_and(|b| self.line.is(b, PREPOSITION.or(POSSESSIVE)));
        owner || !depends && !self.line.is_possessive(last + 1)
    }
}

fn unresolved(reason: Reason) -> Speaker {
    Speaker::Unresolved { reason, span: None }
}

/// No speaker stands on the line.
pub(super) fn nobody() -> Speaker {
    unresolved(Reason::NobodyOnLine)
}
