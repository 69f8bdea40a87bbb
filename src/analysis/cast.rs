//! Who is in an article: all mentions of persons, gathered as a set, so that the order of lines never matters. Within
//! one article a surname alone belongs to the one person whose full name has it; where more fit, to nobody.

mod groups;
mod introduced;
mod spoken_of;

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeSet;

use self::groups::{Groups, Whose, only};
use super::gender;
use super::lexicon::{HONORIFIC_FEMALE, HONORIFIC_MALE};
use super::line::Line;
use super::names::{Class, Name};
use super::titles::office::{Office, Offices};
use super::titles::{self, Called, unnamed};
use crate::domain::{CastMember, Gender, Mention, Span};

/// A name on a line, before it is known whose.
#[derive(Debug, Clone)]
pub(crate) struct Found<'a> {
    pub(crate) line: usize,
    /// Index into the line's names.
    pub(crate) name: usize,
    /// The name without its word of address.
    pub(crate) span: Span,
    /// Equal for names of equal words; set when they are put together.
    key: usize,
    text: Cow<'a, str>,
    /// The name with its word of address.
    form: Cow<'a, str>,
    titles: Vec<String>,
    gender: Option<Gender>,
}

/// The cast and where each of it is named.
#[derive(Debug, Default)]
pub(crate) struct Cast {
    pub(crate) members: Vec<CastMember>,
    pub(crate) mentions: Vec<Mention>,
    /// For each line, where its names begin in `bearers`.
    firsts: Vec<usize>,
    /// Whose each name is.
    bearers: Vec<Bearer>,
    offices: Offices,
    /// The gender of each member, as far as the article tells.
    genders: Vec<Option<Gender>>,
    /// The genders that somebody of the cast is known to have.
    known: BTreeSet<Gender>,
}

/// Whose a name is.
#[derive(Debug, Clone, Copy, Default)]
enum Bearer {
    /// A place, a body, or a word that is nobody's name.
    #[default]
    Nobody,
    /// It fits more than one member.
    Several,
    Member(usize, Span),
}

impl Cast {
    fn bearer(&self, line: usize, name: usize) -> Bearer {
        self.firsts.get(line).and_then(|first| self.bearers.get(first + name)).copied().unwrap_or_default()
    }

    /// The member that a name of a line stands for.
    pub(crate) fn member_of(&self, line: usize, name: usize) -> Option<usize> {
        if let Bearer::Member(member, _) = self.bearer(line, name) { Some(member) } else { None }
    }

    /// The span of a name that stands for a member.
    pub(crate) fn span_of(&self, line: usize, name: usize) -> Option<Span> {
        if let Bearer::Member(_, span) = self.bearer(line, name) { Some(span) } else { None }
    }

    /// Whether the name fits more than one member.
    pub(crate) fn is_ambiguous(&self, line: usize, name: usize) -> bool {
        matches!(self.bearer(line, name), Bearer::Several)
    }

    /// Whether "he" or "she" can be a member: one of that gender, or, where nobody in the article is known to be of it,
    /// one whose gender nothing tells.
    pub(crate) fn may_be(&self, member: usize, gender: Gender) -> bool {
        let known = self.gender_of(member);
        known == Some(gender) || known.is_none() && !self.known.contains(&gender)
    }

    /// What a member is spoken of as.
    pub(crate) fn gender_of(&self, member: usize) -> Option<Gender> {
        self.genders[member]
    }

    /// The one member whom "the foreign minister" can mean; of several, the one who is `here`.
    pub(crate) fn holder(&self, phrase: &str, here: Option<usize>) -> Option<usize> {
        Office::of(phrase).and_then(|office| self.offices.holder(&office, here))
    }
}

/// Gathers the cast of an article.
pub(crate) fn gather(lines: &[Line<'_>], ordered: bool) -> Cast {
    let mut found: Vec<Found<'_>> = lines.iter().enumerate().flat_map(|(i, line)| names_of(i, line)).collect();
    let groups = Groups::of(&mut found, ordered);
    let mut cast = Cast::default();
    for line in lines {
        cast.firsts.push(cast.bearers.len());
        cast.bearers.resize(cast.bearers.len() + line.names.len(), Bearer::Nobody);
    }
    let mut borne: Vec<(usize, &Found<'_>)> = Vec::with_capacity(found.len());
    for one in &found {
        match groups.whose(one) {
            Whose::One(group) => borne.push((group, one)),
            Whose::Several => cast.bearers[cast.firsts[one.line] + one.name] = Bearer::Several,
            Whose::Nobody => {}
        }
    }
    borne.sort_by_key(|(group, _)| *group);
    let mut sorted: Vec<_> = borne.chunk_by(|a, b| a.0 == b.0).map(|all| (member(all, &groups), all)).collect();
    sorted.sort_by(|a, b| a.0.name.cmp(&b.0.name));
    for (index, (member, all)) in sorted.into_iter().enumerate() {
        cast.members.push(member);
        for (_, one) in all {
            cast.bearers[cast.firsts[one.line] + one.name] = Bearer::Member(index, one.span);
            cast.mentions.push(Mention { line: one.line, span: one.span, person: index });
        }
    }
    cast.mentions.sort_unstable();
    let unnamed = lines.iter().flat_map(unnamed::heads).collect();
    cast.offices = Offices::of(&cast.members, unnamed);
    cast.genders = spoken_of::genders(lines, &cast);
    cast.known = cast.genders.iter().flatten().copied().collect();
    cast
}

/// The persons' names of a line.
fn names_of<'a>(index: usize, line: &'a Line<'a>) -> impl Iterator<Item = Found<'a>> {
    let persons = line.names.iter().enumerate().filter(|(_, n)| n.class == Class::Person);
    persons.map(move |(name, span)| found(index, name, line, span))
}

fn found<'a>(index: usize, at: usize, line: &Line<'a>, name: &Name) -> Found<'a> {
    let address = titles::address_before(line, name);
    let Called { titles, gender } = titles::called(line, name);
    let mut span = line.span(name.first_token..name.last_token + 1);
    if !titles.is_empty() {
        span.end -= glued(line, name);
    }
    let text = &line.text[span.range()];
    let start = address.map_or(span.start, |a| line.tokens[a].span.start);
    let gender = address.and_then(|a| honorific_gender(line, a)).or(gender);
    Found {
        line: index,
        name: at,
        span,
        key: 0,
        text: plain(text),
        form: plain(&line.text[start as usize..span.end as usize]),
        gender,
        titles,
    }
}

fn honorific_gender(line: &Line<'_>, at: usize) -> Option<Gender> {
    if line.is(at, HONORIFIC_MALE) {
        Some(Gender::Male)
    } else if line.is(at, HONORIFIC_FEMALE) {
        Some(Gender::Female)
    } else {
        None
    }
}

/// How many bytes of a preposition are stuck to a name behind a title, as in "Foreign Minister Ann Smithover the phone":
/// a name is not followed by an article, so the word before it was one.
fn glued(line: &Line<'_>, name: &Name) -> u32 {
    let word = line.word(name.last_token);
    let article = line.one_of(name.last_token + 1, &["the", "a", "an", "his", "her", "their"]);
    let stuck = ["over", "during", "after", "before", "with", "from", "about", "against", "into", "through", "within"];
    let found = stuck.iter().find(|p| word.len() > p.len() + 2 && word.ends_with(**p));
    found.filter(|_| article && name.last_token > name.first_token).map_or(0, |p| u32::try_from(p.len()).unwrap_or(0))
}

/// Single spaces.
fn plain(text: &str) -> Cow<'_, str> {
    // Nearly always so already, since the text is that of tokens.
    if text.bytes().all(|b| b == b' ' || b.is_ascii_graphic()) && !text.contains("  ") {
        return text.trim_matches(' ').into();
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ").into()
}

/// What all mentions of one person say together.
fn member(all: &[(usize, &Found<'_>)], groups: &Groups) -> CastMember {
    let all = || all.iter().map(|(_, found)| *found);
    let fullest = all().map(|f| &*f.text).max_by_key(|text| (fullness(text), Reverse(*text)));
    let name = fullest.unwrap_or_default();
    let forms = distinct(all().map(|f| &*f.form).chain([name]).collect());
    let mut titles: Vec<&String> = all().flat_map(|f| &f.titles).collect();
    titles.sort_unstable();
    let mut titles: Vec<&[&String]> = titles.chunk_by(|a, b| a == b).collect();
    // The sort is stable: what stands equally often stays in the order of letters.
    titles.sort_by_key(|same| Reverse(same.len()));
    let given = || {
        let keys = distinct(all().map(|f| f.key).collect());
        let mut full = keys.into_iter().map(|key| groups.words(key)).filter(|words| words.len() > 1);
        full.find_map(|words| gender::of_name(groups::given(words)))
    };
    CastMember {
        name: name.to_owned(),
        forms: forms.into_iter().map(str::to_owned).collect(),
        titles: titles.into_iter().map(|same| same[0].clone()).collect(),
        gender: only(all().filter_map(|f| f.gender)).or_else(given),
    }
}

/// In order, each once.
fn distinct<T: Ord>(mut all: Vec<T>) -> Vec<T> {
    all.sort_unstable();
    all.dedup();
    all
}

/// How much of a name a form gives: words, then letters.
fn fullness(name: &str) -> (usize, usize) {
    (name.split(' ').count(), name.chars().count())
}
