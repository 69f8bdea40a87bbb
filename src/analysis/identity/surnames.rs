//! Surnames that stand alone in an article: whose they are, where that is safe to say. Knows the persons with full
//! names.

use std::collections::{BTreeMap, BTreeSet};

use super::known::{Known, said};
use super::spelling;
use super::{Namesake, Person};
use crate::domain::{Gender, Member, family, is_full_name};

/// A surname alone, and the one person it can mean.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Lone {
    pub(super) member: usize,
    pub(super) person: Option<usize>,
    /// Whether something ties the two.
    pub(super) is_joined: bool,
}

/// Settles every member without a full name.
pub(super) fn settle(members: &[Member], persons: &[Person<'_>]) -> Vec<Lone> {
    let families = Families::of(members, persons);
    let rivals = rivals(members);
    let mut tied = BTreeMap::new();
    let lone = members.iter().enumerate().filter(|(_, member)| !is_full_name(&member.name));
    lone.map(|(index, member)| {
        let alone = rivals.get(&(member.article.as_str(), family_key(&member.name))) == Some(&1);
        let fits = |person: usize| alone && agrees(said(member), persons[person].known.gender());
        let found = families.candidate(member).filter(|(person, _)| fits(*person));
        let is_joined = found.is_some_and(|(person, exact)| {
            let (one, known) = (Known::of(&[member]), &persons[person].known);
            // Many articles call one person by the same titles: each is compared once.
            let by_office = *tied.entry((person, &member.titles, exact)).or_insert_with(|| {
                let (of, others) = (&one.offices, &known.offices);
                if exact { of.shares(others) } else { of.shares_telling(others) }
            });
            by_office || exact && one.shares_company(known)
        });
        Lone { member: index, person: found.map(|(person, _)| person), is_joined }
    })
    .collect()
}

fn agrees(one: Option<Gender>, other: Option<Gender>) -> bool {
    one.is_none() || other.is_none() || one == other
}

/// Which persons have a surname, in these letters or in others.
struct Families {
    exact: BTreeMap<String, BTreeSet<usize>>,
    keys: BTreeMap<String, BTreeSet<usize>>,
}

impl Families {
    fn of(members: &[Member], persons: &[Person<'_>]) -> Self {
        let mut families = Self { exact: BTreeMap::new(), keys: BTreeMap::new() };
        for (at, person) in persons.iter().enumerate() {
            let own =
                |name: &Namesake| name.members.iter().map(|index| family(&members[*index].name)).collect::<Vec<_>>();
            for family in person.names.iter().flat_map(own).collect::<BTreeSet<_>>() {
                families.keys.entry(key_of(&family)).or_default().insert(at);
                families.exact.entry(family).or_default().insert(at);
            }
        }
        families
    }

    /// The one person whom a surname can mean, and whether that person's name is spelt so.
    fn candidate(&self, member: &Member) -> Option<(usize, bool)> {
        let family = family(&member.name);
        match self.exact.get(&family) {
            Some(persons) => only(persons).map(|person| (person, true)),
            None => self.keys.get(&key_of(&family)).and_then(only).map(|person| (person, false)),
        }
    }
}

fn only(persons: &BTreeSet<usize>) -> Option<usize> {
    persons.first().copied().filter(|_| persons.len() == 1)
}

/// How many members of one surname an article has. The analysis keeps apart only those that cannot be the same.
fn rivals(members: &[Member]) -> BTreeMap<(&str, String), usize> {
    let mut rivals = BTreeMap::new();
    for member in members {
        *rivals.entry((member.article.as_str(), family_key(&member.name))).or_default() += 1;
    }
    rivals
}

fn family_key(name: &str) -> String {
    key_of(&family(name))
}

fn key_of(family: &str) -> String {
    family.split('-').map(spelling::surname_key).collect::<Vec<_>>().join("-")
}
