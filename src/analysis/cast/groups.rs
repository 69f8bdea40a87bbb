//! Puts the names of an article together that are one person's: full names that agree, and the one full name whose
//! surname a single name is. Each distinct name is taken apart and compared once, however often it stands. Imports
//! only the name lists and genders.

use std::collections::{BTreeMap, BTreeSet};

use super::Found;
use super::introduced::{self, Introduced};
use crate::analysis::gender;
use crate::analysis::names::{is_given_name, is_surname};
use crate::domain::{Gender, generation, is_particle, name_words};

/// An article that gives more full names than this to one surname is a list: none of them is taken for another.
const CROWD: usize = 200;

/// How often genders may follow from one another. Two rounds settle any article that people wrote.
const ROUNDS: usize = 16;

/// Whose a name is: a number of its own for each person.
#[derive(Debug, Clone, Copy)]
pub(super) enum Whose {
    One(usize),
    Several,
    Nobody,
}

/// The words of a single name and the gender it stands with.
pub(super) type Single = (usize, Option<Gender>);

/// Groups of full names, each one person; then the single names that stand for themselves.
#[derive(Default)]
pub(super) struct Groups {
    /// The distinct names, as words, sorted. A name's `key` is its place here.
    words: Vec<Vec<String>>,
    /// The keys of all full names of each group.
    full: Vec<Vec<usize>>,
    genders: Vec<Option<Gender>>,
    /// Groups whose surname the article gives to somebody else too, whom it never names in full.
    disputed: BTreeSet<usize>,
    /// Keys of the single names that stand with "President", for somebody else than the one full name of theirs.
    rivals: BTreeSet<usize>,
    /// The group of each full name, by key.
    of_name: Vec<Option<usize>>,
    /// The groups with a full name that ends, or begins, with a word.
    by_surname: BTreeMap<String, BTreeSet<usize>>,
    by_first: BTreeMap<String, BTreeSet<usize>>,
    /// For each key, whether it is that of a single name which fits no full name and is a person's all the same.
    alone: Vec<bool>,
    /// The groups that each single name fits.
    fits: BTreeMap<Single, Vec<usize>>,
    /// The lines, each with the groups that it names in full; sorted.
    in_full: Vec<(usize, usize)>,
    /// In an article whose order is known: who is introduced first of those whom a single name fits.
    introduced: BTreeMap<Single, Introduced>,
}

impl Groups {
    /// Sets the key of every name and puts them together.
    pub(super) fn of(found: &mut [Found<'_>], ordered: bool) -> Self {
        let mut groups = Self { words: distinct_words(found), ..Self::default() };
        groups.of_name = vec![None; groups.words.len()];
        let mut full: Vec<usize> = (0..groups.words.len()).filter(|&key| groups.words[key].len() > 1).collect();
        // Longest names first, so that "J. Smith" is measured against "John Smith" and not the other way round.
        full.sort_by_key(|&key| (std::cmp::Reverse(groups.words[key].iter().map(String::len).sum::<usize>()), key));
        let mut surnames: Vec<&str> =
            full.iter().filter_map(|&key| groups.words[key].last()).map(String::as_str).collect();
        surnames.sort_unstable();
        let crowds = surnames.chunk_by(|a, b| a == b).filter(|same| same.len() > CROWD);
        let crowds: BTreeSet<String> = crowds.map(|same| same[0].to_owned()).collect();
        for key in full {
            groups.add(key, &crowds);
        }
        groups.full.iter_mut().for_each(|keys| keys.sort_unstable());
        groups.set_genders(found);
        groups.learn_genders(found);
        groups.set_rivals(found);
        groups.set_singles(found);
        groups.set_in_full(found);
        if ordered {
            groups.introduced = introduced::of(found, &groups.of_name, &groups.fits);
        }
        groups
    }

    /// The words of a name.
    pub(super) fn words(&self, key: usize) -> &[String] {
        &self.words[key]
    }

    /// Adds a full name to the one group it fits, or to a group of its own.
    fn add(&mut self, key: usize, crowds: &BTreeSet<String>) {
        let name = &self.words[key];
        let [first, .., surname] = &name[..] else { return };
        let others = self.by_surname.get(surname).filter(|_| !crowds.contains(surname)).into_iter().flatten().copied();
        let same = |g: &usize| self.full[*g].iter().any(|&n| same_name(&self.words[n], name));
        let fits: Vec<usize> = others.filter(same).take(2).collect();
        let group = if let [one] = fits[..] { one } else { self.full.len() };
        if group == self.full.len() {
            self.full.push(Vec::new());
        }
        self.full[group].push(key);
        self.of_name[key] = Some(group);
        if name.len() > 2 {
            self.by_surname.entry(name[name.len() - 2..].join("-")).or_default().insert(group);
        }
        for first in first_surnames(name) {
            self.by_surname.entry(first).or_default().insert(group);
        }
        self.by_surname.entry(surname.clone()).or_default().insert(group);
        self.by_first.entry(first.clone()).or_default().insert(group);
    }

    /// A group's gender: from the words of address and titles beside its full names, else from the given name.
    fn set_genders(&mut self, found: &[Found<'_>]) {
        let mut said: Vec<BTreeSet<Gender>> = vec![BTreeSet::new(); self.full.len()];
        for one in found {
            if let (Some(group), Some(gender)) = (self.of_name[one.key], one.gender) {
                said[group].insert(gender);
            }
        }
        let told = |keys: &Vec<usize>| keys.iter().find_map(|&key| gender::of_name(given(&self.words[key])));
        let settled = |(said, keys): (&BTreeSet<Gender>, _)| only(said.iter().copied()).or_else(|| told(keys));
        self.genders = said.iter().zip(&self.full).map(settled).collect();
    }

    /// Where "Mr Smith" can be one of the Smiths only, that one is a man, so that "Ms Smith" is the other. One round
    /// hears all names before it settles any, so that it does not matter which of them comes first.
    fn learn_genders(&mut self, found: &[Found<'_>]) {
        let addressed: BTreeSet<(usize, Gender)> =
            found.iter().filter(|f| self.words[f.key].len() == 1).filter_map(|f| Some((f.key, f.gender?))).collect();
        for _ in 0..ROUNDS {
            let mut said: BTreeMap<usize, BTreeSet<Gender>> = BTreeMap::new();
            for &(key, gender) in &addressed {
                if let [group] = self.fitting(&self.words[key][0], Some(gender))[..] {
                    said.entry(group).or_default().insert(gender);
                }
            }
            said.retain(|group, _| self.genders[*group].is_none());
            self.disputed.extend(said.iter().filter(|(_, said)| said.len() > 1).map(|(group, _)| *group));
            said.retain(|_, said| said.len() == 1);
            if said.is_empty() {
                return;
            }
            for (group, said) in said {
                self.genders[group] = only(said);
            }
        }
    }

    /// Where an article names Anna Berg in full, "Mr Berg" is somebody else, and so is "President Berg" where nothing calls
    /// her president: presidents go without given name, and a woman beside one is often the wife. A bare "Berg" then
    /// may be either.
    fn set_rivals(&mut self, found: &[Found<'_>]) {
        let presidents: BTreeSet<usize> =
            found.iter().filter(|f| presides(f)).filter_map(|f| self.of_name[f.key]).collect();
        for one in found.iter().filter(|f| self.words[f.key].len() == 1) {
            let addressed = one.gender.is_some() && one.form != one.text;
            let presides = one.gender.is_none() && presides(one);
            if !addressed && !presides {
                continue;
            }
            let bearers = self.by_surname.get(&self.words[one.key][0]);
            let clash = |g: &usize| addressed && self.genders[*g].is_some_and(|gender| Some(gender) != one.gender);
            let beside = |g: &usize| presides && self.genders[*g] == Some(Gender::Female) && !presidents.contains(g);
            let Some(bearers) = bearers.filter(|all| all.iter().all(|g| clash(g) || beside(g))) else { continue };
            if bearers.iter().any(beside) {
                self.rivals.insert(one.key);
            }
            self.disputed.extend(bearers);
        }
    }

    /// Looks up whom the single names fit, and which of those that fit nobody are persons all the same.
    fn set_singles(&mut self, found: &[Found<'_>]) {
        let single = found.iter().filter(|f| self.words[f.key].len() == 1);
        let mut singles: Vec<Single> = single.flat_map(|f| [(f.key, None), (f.key, f.gender)]).collect();
        singles.sort_unstable();
        singles.dedup();
        self.fits = singles.into_iter().map(|of| (of, self.fitting(&self.words[of.0][0], of.1))).collect();
        let mut times = vec![0; self.words.len()];
        for one in found {
            times[one.key] += 1;
        }
        self.alone = vec![false; self.words.len()];
        for one in found {
            let strange = || self.fits.get(&(one.key, None)).is_some_and(Vec::is_empty);
            self.alone[one.key] = self.alone[one.key] || strange() && is_attested(one, times[one.key] > 1);
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

    /// Whose a name of the article is.
    pub(super) fn whose(&self, one: &Found<'_>) -> Whose {
        match &self.words[one.key][..] {
            [] => Whose::Nobody,
            [word] => self.whose_single(word, one),
            _ => self.of_name[one.key].map_or(Whose::Nobody, Whose::One),
        }
    }

    /// Whose a single name is; where it fits several, that of the one whom the same line names in full.
    fn whose_single(&self, word: &str, one: &Found<'_>) -> Whose {
        let fits = self.fits.get(&(one.key, one.gender)).map_or(&[][..], Vec::as_slice);
        let two_bear_it = |group: &usize| {
            self.disputed.contains(group) && self.by_surname.get(word).is_some_and(|of| of.contains(group))
        };
        if presides(one) && one.gender.is_none() && self.rivals.contains(&one.key) {
            return Whose::One(self.full.len() + one.key);
        }
        let either = |group: &usize| one.gender.is_none() || self.genders[*group].is_none();
        match fits {
            [] if self.alone[one.key] => Whose::One(self.full.len() + one.key),
            [] => Whose::Nobody,
            [group] if two_bear_it(group) && either(group) && !self.is_in_full(one.line, *group) => Whose::Several,
            [group] => Whose::One(*group),
            several => {
                let introduced = || self.introduced.get(&(one.key, one.gender)).and_then(|all| all.only_by(one.line));
                self.only_in_full(one.line, several).or_else(introduced).map_or(Whose::Several, Whose::One)
            }
        }
    }

    fn set_in_full(&mut self, found: &[Found<'_>]) {
        self.in_full = found.iter().filter_map(|one| Some((one.line, self.of_name[one.key]?))).collect();
        self.in_full.sort_unstable();
        self.in_full.dedup();
    }

    fn is_in_full(&self, line: usize, group: usize) -> bool {
        self.in_full.binary_search(&(line, group)).is_ok()
    }

    /// The one of several groups, sorted, that a line names in full.
    fn only_in_full(&self, line: usize, several: &[usize]) -> Option<usize> {
        let before = |end: usize| self.in_full.partition_point(|(line, _)| *line < end);
        let here = &self.in_full[before(line)..before(line + 1)];
        // Whichever are fewer are looked up among the others: a line may name thousands, and so may an article.
        let both: Vec<usize> = if several.len() < here.len() {
            several.iter().copied().filter(|&group| self.is_in_full(line, group)).take(2).collect()
        } else {
            here.iter().map(|(_, group)| *group).filter(|group| several.binary_search(group).is_ok()).take(2).collect()
        };
        if let [one] = both[..] { Some(one) } else { None }
    }
}

/// The words of the distinct names, sorted; every name's key is set.
fn distinct_words(found: &mut [Found<'_>]) -> Vec<Vec<String>> {
    let mut texts: Vec<&str> = found.iter().map(|f| &*f.text).collect();
    texts.sort_unstable();
    texts.dedup();
    let mut named: Vec<(Vec<String>, usize)> =
        texts.iter().enumerate().map(|(at, text)| (words_of(text), at)).collect();
    named.sort_unstable();
    let mut distinct: Vec<Vec<String>> = Vec::new();
    let mut keys = vec![0; texts.len()];
    for (words, at) in named {
        if distinct.last() != Some(&words) {
            distinct.push(words);
        }
        keys[at] = distinct.len() - 1;
    }
    let key = |one: &Found<'_>| texts.binary_search(&&*one.text).map_or(0, |at| keys[at]);
    let keys: Vec<usize> = found.iter().map(key).collect();
    found.iter_mut().zip(keys).for_each(|(one, key)| one.key = key);
    distinct
}

/// The words of a name, the first of them with "jr" and the like: "Karl Osei Jr." is not Karl Osei, nor is "Karl Jr."
fn words_of(text: &str) -> Vec<String> {
    let mut words = name_words(text);
    if let (Some(first), Some(behind)) = (words.first_mut(), generation(text)) {
        first.push(' ');
        first.push_str(&behind);
    }
    words
}

/// What goes before the "y" of a double surname, with and without its particles: the "Cruz" and "de la Cruz" of "María de la
/// Cruz y Ruiz".
fn first_surnames(name: &[String]) -> Vec<String> {
    let Some(and) = name.iter().position(|word| word == "y").filter(|&and| and > 1 && and + 1 < name.len()) else {
        return Vec::new();
    };
    let particles = name[1..and - 1].iter().rev().take_while(|word| is_particle(word)).count();
    let mut found = vec![name[and - 1].clone()];
    if particles > 0 {
        found.push(name[and - 1 - particles..and].join("-"));
    }
    found
}

/// The given name of a full name's words.
pub(super) fn given(words: &[String]) -> &str {
    words.first().and_then(|first| first.split(' ').next()).unwrap_or_default()
}

/// Whether a single name that fits nobody's full name is a person's: a word of address or a title says so, or it is a
/// given name, or a surname that stands more than once.
fn is_attested(one: &Found<'_>, again: bool) -> bool {
    one.form != one.text || !one.titles.is_empty() || is_given_name(&one.text) || again && is_surname(&one.text)
}

/// "President Berg"
fn presides(one: &Found<'_>) -> bool {
    one.titles.iter().any(|t| t.rsplit(' ').next().is_some_and(|last| last.eq_ignore_ascii_case("president")))
}

/// The gender that is told, where it is one only.
pub(super) fn only(said: impl IntoIterator<Item = Gender>) -> Option<Gender> {
    let mut said = said.into_iter();
    let first = said.next()?;
    said.all(|gender| gender == first).then_some(first)
}

/// Whether two full names may be one person's: equal surname, and given names equal or one the other's initial; middle
/// names may be left out.
fn same_name(longer: &[String], shorter: &[String]) -> bool {
    let (Some((surname, long)), Some((other, short))) = (longer.split_last(), shorter.split_last()) else {
        return false;
    };
    let initial = |a: &str, b: &str| a.len() == 1 && b.starts_with(a);
    let agree = |a: &String, b: &String| a == b || initial(a, b) || initial(b, a);
    surname == other && long.iter().zip(short).all(|(a, b)| agree(a, b))
}
