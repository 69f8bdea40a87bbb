//! Who is in an article: all mentions of persons, gathered as a set, so that the order of lines never matters. Within
//! one article a surname alone belongs to the one person whose full name has it; where more fit, to nobody.

use std::collections::{BTreeMap, BTreeSet};

use super::gender;
use super::lexicon::{HONORIFIC_FEMALE, HONORIFIC_MALE};
use super::line::Line;
use super::names::{Class, Name, is_given_name, is_surname};
use super::titles::{self, Called};
use crate::domain::{CastMember, Gender, Mention, Span, fold, name_words};

/// A name on a line, before it is known whose.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(crate) line: usize,
    /// Index into the line's names.
    pub(crate) name: usize,
    /// The name without its word of address.
    pub(crate) span: Span,
    words: Vec<String>,
    text: String,
    form: String,
    titles: Vec<String>,
    gender: Option<Gender>,
}

/// The cast and where each of it is named.
#[derive(Debug, Default)]
pub(crate) struct Cast {
    pub(crate) members: Vec<CastMember>,
    pub(crate) mentions: Vec<Mention>,
    /// For each line, the member each of its names stands for; `None` for a place, a body, or a name that fits two.
    of_name: Vec<Vec<Option<usize>>>,
    /// For each line, the span of each of its names that are mentions.
    spans: Vec<Vec<Span>>,
    /// For each line, the names that fit more than one member.
    ambiguous: BTreeSet<(usize, usize)>,
}

impl Cast {
    /// The member that a name of a line stands for.
    pub(crate) fn member_of(&self, line: usize, name: usize) -> Option<usize> {
        self.of_name.get(line).and_then(|l| l.get(name)).copied().flatten()
    }

    /// The span of a name that stands for a member.
    pub(crate) fn span_of(&self, line: usize, name: usize) -> Option<Span> {
        self.spans.get(line).and_then(|l| l.get(name)).copied().filter(|s| !s.is_empty())
    }

    /// Whether the name fits more than one member.
    pub(crate) fn is_ambiguous(&self, line: usize, name: usize) -> bool {
        self.ambiguous.contains(&(line, name))
    }

    /// The members whose titles have all of `nouns` (lower case).
    pub(crate) fn with_title(&self, nouns: &[String]) -> Vec<usize> {
        let fits = |m: &CastMember| m.titles.iter().any(|t| has_nouns(t, nouns));
        (0..self.members.len()).filter(|&i| fits(&self.members[i])).collect()
    }
}

fn has_nouns(title: &str, nouns: &[String]) -> bool {
    let title: Vec<String> = title.split_whitespace().map(fold).collect();
    !nouns.is_empty() && nouns.iter().all(|n| title.contains(n))
}

/// Gathers the cast of an article.
pub(crate) fn gather(lines: &[Line<'_>]) -> Cast {
    let found: Vec<Found> = lines.iter().enumerate().flat_map(|(i, line)| names_of(i, line)).collect();
    let groups = Groups::of(&found);
    let (in_full, nobody) = (groups.in_full(&found), BTreeSet::new());
    let mut cast = Cast {
        of_name: lines.iter().map(|l| vec![None; l.names.len()]).collect(),
        spans: lines.iter().map(|l| vec![Span::new(0, 0); l.names.len()]).collect(),
        ..Cast::default()
    };
    let mut members: BTreeMap<usize, Vec<&Found>> = BTreeMap::new();
    for one in &found {
        match groups.whose(one, in_full.get(&one.line).unwrap_or(&nobody)) {
            Whose::One(group) => members.entry(group).or_default().push(one),
            Whose::Several => _ = cast.ambiguous.insert((one.line, one.name)),
            Whose::Nobody => {}
        }
    }
    let mut sorted: Vec<(CastMember, Vec<&Found>)> = members.into_values().map(|all| (member(&all), all)).collect();
    sorted.sort_by(|a, b| a.0.name.cmp(&b.0.name));
    for (index, (member, all)) in sorted.into_iter().enumerate() {
        cast.members.push(member);
        for one in all {
            cast.of_name[one.line][one.name] = Some(index);
            cast.spans[one.line][one.name] = one.span;
            cast.mentions.push(Mention { line: one.line, span: one.span, person: index });
        }
    }
    cast.mentions.sort();
    cast
}

/// The persons' names of a line.
fn names_of<'a>(index: usize, line: &'a Line<'_>) -> impl Iterator<Item = Found> + 'a {
    let persons = line.names.iter().enumerate().filter(|(_, n)| n.class == Class::Person);
    persons.map(move |(name, span)| found(index, name, line, span))
}

fn found(index: usize, at: usize, line: &Line<'_>, name: &Name) -> Found {
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
        words: name_words(text),
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
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

enum Whose {
    One(usize),
    Several,
    Nobody,
}

/// Groups of full names, each one person; then the single names that stand for themselves.
#[derive(Default)]
struct Groups {
    /// The words of every full name of each group.
    full: Vec<BTreeSet<Vec<String>>>,
    genders: Vec<Option<Gender>>,
    /// Groups whose surname the article gives to a man and to a woman: one of them it never names in full.
    disputed: BTreeSet<usize>,
    /// The group of each full name.
    of_name: BTreeMap<Vec<String>, usize>,
    /// The groups with a full name that ends, or begins, with a word.
    by_surname: BTreeMap<String, BTreeSet<usize>>,
    by_first: BTreeMap<String, BTreeSet<usize>>,
    /// Single names that fit no full name.
    single: Vec<String>,
}

impl Groups {
    fn of(found: &[Found]) -> Self {
        let distinct: BTreeSet<&Vec<String>> = found.iter().map(|f| &f.words).filter(|w| w.len() > 1).collect();
        // Longest names first, so that "J. Smith" is measured against "John Smith" and not the other way round.
        let mut ordered: Vec<&Vec<String>> = distinct.into_iter().collect();
        ordered.sort_by_key(|w| (std::cmp::Reverse(w.iter().map(String::len).sum::<usize>()), *w));
        let mut groups = Self::default();
        for name in ordered {
            groups.add(name);
        }
        groups.set_genders(found);
        groups.learn_genders(found);
        let singles: BTreeSet<&String> = found.iter().filter(|f| f.words.len() == 1).map(|f| &f.words[0]).collect();
        let alone = singles.into_iter().filter(|w| groups.fitting(w, None).is_empty());
        groups.single = alone.filter(|w| is_attested(w, found)).cloned().collect();
        groups
    }

    /// Adds a full name to the one group it fits, or to a group of its own.
    fn add(&mut self, name: &[String]) {
        let surname = name.last().cloned().unwrap_or_default();
        let namesakes = self.by_surname.get(&surname).into_iter().flatten().copied();
        let fits: Vec<usize> = namesakes.filter(|&g| self.full[g].iter().any(|n| same_name(n, name))).collect();
        let group = if let [one] = fits[..] { one } else { self.full.len() };
        if group == self.full.len() {
            self.full.push(BTreeSet::new());
        }
        self.full[group].insert(name.to_vec());
        self.of_name.insert(name.to_vec(), group);
        if name.len() > 2 {
            self.by_surname.entry(name[name.len() - 2..].join("-")).or_default().insert(group);
        }
        self.by_surname.entry(surname).or_default().insert(group);
        self.by_first.entry(name[0].clone()).or_default().insert(group);
    }

    /// A group's gender: from the words of address and titles beside its full names, else from the given name.
    fn set_genders(&mut self, found: &[Found]) {
        let mut said: Vec<BTreeSet<Gender>> = vec![BTreeSet::new(); self.full.len()];
        for one in found {
            if let (Some(&group), Some(gender)) = (self.of_name.get(&one.words), one.gender) {
                said[group].insert(gender);
            }
        }
        let given = |names: &BTreeSet<Vec<String>>| names.iter().find_map(|n| gender::of_given_name(&n[0]));
        let settled = |(said, names): (&BTreeSet<Gender>, _)| only(said).or_else(|| given(names));
        self.genders = said.iter().zip(&self.full).map(settled).collect();
    }

    /// Where "Mr Smith" can be one of the Smiths only, that one is a man, so that "Ms Smith" is the other. One round
    /// hears all names before it settles any, so that it does not matter which of them comes first.
    fn learn_genders(&mut self, found: &[Found]) {
        loop {
            let mut said: BTreeMap<usize, BTreeSet<Gender>> = BTreeMap::new();
            for one in found.iter().filter(|f| f.words.len() == 1) {
                if let ([group], Some(gender)) = (&self.fitting(&one.words[0], one.gender)[..], one.gender) {
                    said.entry(*group).or_default().insert(gender);
                }
            }
            said.retain(|group, _| self.genders[*group].is_none());
            self.disputed.extend(said.iter().filter(|(_, said)| said.len() > 1).map(|(group, _)| *group));
            said.retain(|_, said| said.len() == 1);
            if said.is_empty() {
                return;
            }
            for (group, said) in said {
                self.genders[group] = only(&said);
            }
        }
    }

    /// The groups in whose full names `word` is the surname; failing that, the given or family name in front.
    fn fitting(&self, word: &str, gender: Option<Gender>) -> Vec<usize> {
        let agrees = |g: &usize| gender.is_none() || self.genders[*g].is_none() || self.genders[*g] == gender;
        let of = |index: &BTreeMap<String, BTreeSet<usize>>| -> Vec<usize> {
            index.get(word).into_iter().flatten().copied().filter(agrees).collect()
        };
        let surname = of(&self.by_surname);
        if surname.is_empty() { of(&self.by_first) } else { surname }
    }

    fn whose(&self, one: &Found, here: &BTreeSet<usize>) -> Whose {
        match &one.words[..] {
            [] => Whose::Nobody,
            [word] => self.whose_single(word, one, here),
            name => self.of_name.get(name).map_or(Whose::Nobody, |&g| Whose::One(g)),
        }
    }

    /// Whose a single name is; where it fits several, that of the one whom the same line names in full.
    fn whose_single(&self, word: &str, one: &Found, here: &BTreeSet<usize>) -> Whose {
        let fits = self.fitting(word, one.gender);
        let in_full: Vec<usize> = fits.iter().copied().filter(|g| here.contains(g)).collect();
        let two_bear_it = |group: &usize| {
            self.disputed.contains(group) && self.by_surname.get(word).is_some_and(|of| of.contains(group))
        };
        match (&fits[..], &in_full[..]) {
            ([group], []) if two_bear_it(group) => Whose::Several,
            ([group], _) | (_, [group]) => Whose::One(*group),
            ([], _) => self
                .single
                .binary_search_by(|s| s.as_str().cmp(word))
                .map_or(Whose::Nobody, |i| Whose::One(self.full.len() + i)),
            _ => Whose::Several,
        }
    }

    /// For each line, the groups that it names in full.
    fn in_full(&self, found: &[Found]) -> BTreeMap<usize, BTreeSet<usize>> {
        let mut on: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for one in found {
            if let Some(&group) = self.of_name.get(&one.words) {
                on.entry(one.line).or_default().insert(group);
            }
        }
        on
    }
}

/// Whether a single name that fits nobody's full name is a person's: a word of address or a title says so, or it is a
/// given name, or a surname that stands more than once.
fn is_attested(word: &str, found: &[Found]) -> bool {
    let mut own = found.iter().filter(|f| f.words.len() == 1 && f.words[0] == word);
    let times = own.clone().count();
    own.any(|f| f.form != f.text || !f.titles.is_empty() || is_given_name(&f.text) || times > 1 && is_surname(&f.text))
}

/// The one gender of a set, where it has one.
fn only(said: &BTreeSet<Gender>) -> Option<Gender> {
    said.first().copied().filter(|_| said.len() == 1)
}

/// Whether two full names may be one person's: equal surname, and given names equal or one the other's initial; middle
/// names may be left out.
fn same_name(longer: &[String], shorter: &[String]) -> bool {
    let (Some(surname), Some(other)) = (longer.last(), shorter.last()) else { return false };
    let initial = |a: &str, b: &str| a.len() == 1 && b.starts_with(a);
    let given = longer[0] == shorter[0] || initial(&longer[0], &shorter[0]) || initial(&shorter[0], &longer[0]);
    let middles = |n: &[String]| n[1..n.len() - 1].to_vec();
    let (long, short) = (middles(longer), middles(shorter));
    let agree = long.iter().zip(&short).all(|(a, b)| a == b || initial(a, b) || initial(b, a));
    surname == other && given && agree
}

/// What all mentions of one person say together.
fn member(all: &[&Found]) -> CastMember {
    let mut forms: BTreeSet<String> = all.iter().map(|f| f.form.clone()).collect();
    let name = all
        .iter()
        .map(|f| &f.text)
        .max_by(|a, b| fullness(a).cmp(&fullness(b)).then(b.cmp(a)))
        .cloned()
        .unwrap_or_default();
    forms.insert(name.clone());
    let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
    for title in all.iter().flat_map(|f| &f.titles) {
        *counts.entry(title).or_default() += 1;
    }
    let mut titles: Vec<(&String, usize)> = counts.into_iter().collect();
    titles.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let said: BTreeSet<Gender> = all.iter().filter_map(|f| f.gender).collect();
    let full: BTreeSet<&Vec<String>> = all.iter().map(|f| &f.words).filter(|w| w.len() > 1).collect();
    let given = || full.iter().find_map(|words| gender::of_given_name(&words[0]));
    CastMember {
        name,
        forms: forms.into_iter().collect(),
        titles: titles.into_iter().map(|(t, _)| t.clone()).collect(),
        gender: only(&said).or_else(given),
    }
}

/// How much of a name a form gives: words, then letters.
fn fullness(name: &str) -> (usize, usize) {
    (name.split(' ').count(), name.chars().count())
}
