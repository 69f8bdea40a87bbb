//! Which cast members of different articles are one person. Sees the members whose surnames are spellings of one at a
//! time, as a set: the order in which articles were loaded plays no part. Imports `domain`, and from the rest of the
//! analysis what words tell of gender.
//!
//! Members of one full name are one person (`namesakes`). Two full names that may be one name (`full_name`, `spelling`,
//! `given`), and a surname that stands alone (`surnames`), join only where an office or company ties them, nothing
//! speaks against it and nobody else fits; else they are two persons who may be one, for the reader to decide: a wrong
//! name on a person's page is worse than a missing one.

mod full_name;
pub(super) mod given;
mod known;
mod namesakes;
mod office;
mod possible;
mod spelling;
mod surnames;
mod variants;

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{Difference, Doubt, Member, PossibleMatch, Settled, Settlement, is_full_name};
use full_name::FullName;
use known::Known;
use namesakes::{Namesake, namesakes};
use variants::{Bearer, Pair, pairs};

/// The version of these rules. What older rules have settled must be settled again.
pub const VERSION: u32 = 2;

/// The key of a surname, the last word of a name's slug: members are settled together with all whose surname has the
/// same key.
#[must_use]
pub fn surname_key(surname: &str) -> String {
    spelling::surname_key(surname)
}

/// Settles who is who among the members whose surnames have one key.
#[must_use]
pub fn settle(members: &[Member]) -> Settlement {
    let bearers = bearers(members);
    let pairs = pairs(&bearers.iter().map(|(_, bearer)| bearer).collect::<Vec<_>>());
    let persons = joined(bearers, &pairs);
    let lone = surnames::settle(members, &persons);
    settlement(members, &persons, &pairs, lone)
}

/// A person: bearers of full names, joined.
#[derive(Debug, Default)]
struct Person<'a> {
    /// The bearers, by their place in the list of all.
    bearers: Vec<usize>,
    /// Each bearer's members.
    names: Vec<Namesake>,
    known: Known<'a>,
}

impl Person<'_> {
    /// The address that the most articles give, and of equals the first by alphabet.
    fn name(&self) -> Option<&Namesake> {
        self.names.iter().max_by(|a, b| a.members.len().cmp(&b.members.len()).then_with(|| b.slug.cmp(&a.slug)))
    }
}

/// Everyone with a full name, sorted by slug.
fn bearers(members: &[Member]) -> Vec<(Namesake, Bearer<'_>)> {
    let mut by_slug: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, member) in members.iter().enumerate().filter(|(_, m)| is_full_name(&m.name)) {
        by_slug.entry(&member.own_slug).or_default().push(index);
    }
    let each = by_slug.into_iter().flat_map(|(slug, all)| namesakes(slug, all, members));
    let bearer = |namesake: Namesake| {
        let name = FullName::of(&usual_name(&namesake.members, members));
        let known = Known::of(&namesake.members.iter().map(|index| &members[*index]).collect::<Vec<_>>());
        (namesake, Bearer { name, known })
    };
    let mut bearers: Vec<_> = each.map(bearer).collect();
    bearers.sort_by(|(a, _), (b, _)| a.slug.cmp(&b.slug));
    bearers
}

/// The persons that the bearers are, where the pairs without a doubt are one.
fn joined<'a>(bearers: Vec<(Namesake, Bearer<'a>)>, pairs: &[Pair]) -> Vec<Person<'a>> {
    let mut first: Vec<usize> = (0..bearers.len()).collect();
    for pair in pairs.iter().filter(|pair| pair.doubt.is_none()) {
        let (one, other) = (root(&first, pair.one), root(&first, pair.other));
        first[one.max(other)] = one.min(other);
    }
    let mut persons: BTreeMap<usize, Person<'a>> = BTreeMap::new();
    for (index, (namesake, bearer)) in bearers.into_iter().enumerate() {
        let person = persons.entry(root(&first, index)).or_default();
        person.bearers.push(index);
        person.names.push(namesake);
        person.known.extend(&bearer.known);
    }
    persons.into_values().collect()
}

fn root(first: &[usize], mut index: usize) -> usize {
    while first[index] != index {
        index = first[index];
    }
    index
}

/// Brings all together, sorted by slug.
fn settlement(members: &[Member], persons: &[Person<'_>], pairs: &[Pair], lone: Vec<surnames::Lone>) -> Settlement {
    let possible = possible::matches(persons, pairs);
    let mut settled: Vec<Settled> = persons.iter().map(|person| settled(person, members)).collect();
    let mut alone: BTreeMap<&str, usize> = BTreeMap::new();
    let mut doubtful: BTreeSet<(usize, usize)> = BTreeSet::new();
    for one in lone {
        let member = &members[one.member];
        if let (Some(person), true) = (one.person, one.is_joined) {
            settled[person].members.push(one.member);
            continue;
        }
        let place = *alone.entry(&member.own_slug).or_insert(settled.len());
        if place == settled.len() {
            settled.push(Settled { slug: member.own_slug.clone(), name: member.name.clone(), members: vec![] });
        }
        settled[place].members.push(one.member);
        doubtful.extend(one.person.map(|person| (person, place)));
    }
    let surname = doubtful.into_iter().map(|(one, other)| PossibleMatch {
        one,
        other,
        difference: Difference::Surname,
        detail: settled[other].name.clone(),
        doubt: Doubt::Untied,
    });
    let possible = possible.into_iter().chain(surname).collect();
    sorted(settled, possible)
}

fn settled(person: &Person<'_>, members: &[Member]) -> Settled {
    let found: Vec<usize> = person.names.iter().flat_map(|name| name.members.iter().copied()).collect();
    let name = person.name();
    Settled {
        slug: name.map(|name| name.slug.clone()).unwrap_or_default(),
        name: name.map(|name| usual_name(&name.members, members)).unwrap_or_default(),
        members: found,
    }
}

fn sorted(settled: Vec<Settled>, possible: Vec<PossibleMatch>) -> Settlement {
    let mut order: Vec<usize> = (0..settled.len()).collect();
    order.sort_by(|a, b| settled[*a].slug.cmp(&settled[*b].slug));
    let mut place = vec![0; order.len()];
    for (at, index) in order.iter().enumerate() {
        place[*index] = at;
    }
    let mut possible: Vec<PossibleMatch> = possible
        .into_iter()
        .map(|found| {
            let (one, other) = (place[found.one], place[found.other]);
            PossibleMatch { one: one.min(other), other: one.max(other), ..found }
        })
        .collect();
    possible.sort();
    let mut persons = settled;
    persons.sort_by(|a, b| a.slug.cmp(&b.slug));
    for person in &mut persons {
        person.members.sort_unstable();
    }
    Settlement { persons, possible }
}

/// The name that the most articles give; of equals the last by text, which keeps diacritics.
fn usual_name(found: &[usize], members: &[Member]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for index in found {
        *counts.entry(&members[*index].name).or_default() += 1;
    }
    let best = counts.into_iter().max_by_key(|(name, count)| (*count, *name));
    best.map(|(name, _)| name.to_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests;
