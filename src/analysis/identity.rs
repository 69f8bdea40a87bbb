//! Which cast members of different articles are one person. Sees the members of one surname at a time, as a set: the
//! order in which articles were loaded plays no part. Imports only `domain`.
//!
//! Members of one full name are one person. A member known by surname only joins them where that is safe, and stays a
//! person of its own article otherwise: a wrong name on a person's page is worse than a missing one.

mod office;

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{Gender, Member, Settled, family, is_full_name};

/// What all full-named members of one person tell about that person.
#[derive(Default)]
struct Known<'a> {
    members: Vec<usize>,
    titles: Vec<&'a str>,
    genders: BTreeSet<Gender>,
    company: BTreeSet<&'a str>,
}

/// Settles who is who among the members of one surname. Every member is in exactly one of the persons, which are
/// sorted by slug.
#[must_use]
pub fn settle(members: &[Member]) -> Vec<Settled> {
    let known = full_named(members);
    let families = families(members, &known);
    let rivals = rivals(members);
    let mut persons: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, member) in members.iter().enumerate() {
        let joined = candidate(member, &families)
            .filter(|_| rivals.get(&(member.article.as_str(), family(&member.name))) == Some(&1))
            .filter(|slug| known.get(slug).is_some_and(|person| may_join(member, person)));
        persons.entry(joined.unwrap_or(&member.own_slug)).or_default().push(index);
    }
    persons.into_iter().map(|(slug, found)| person(slug, found, members)).collect()
}

fn person(slug: &str, found: Vec<usize>, members: &[Member]) -> Settled {
    Settled { slug: slug.to_owned(), name: usual_name(&found, members), members: found }
}

/// The full-named persons by slug.
fn full_named(members: &[Member]) -> BTreeMap<&str, Known<'_>> {
    let mut known: BTreeMap<&str, Known<'_>> = BTreeMap::new();
    for (index, member) in members.iter().enumerate().filter(|(_, m)| is_full_name(&m.name)) {
        let person = known.entry(&member.own_slug).or_default();
        person.members.push(index);
        person.titles.extend(member.titles.iter().map(String::as_str));
        person.genders.extend(member.gender);
        person.company.extend(member.company.iter().map(String::as_str));
    }
    known
}

/// Which full-named persons have a surname.
fn families<'a>(members: &[Member], known: &BTreeMap<&'a str, Known<'_>>) -> BTreeMap<String, BTreeSet<&'a str>> {
    let mut families: BTreeMap<String, BTreeSet<&'a str>> = BTreeMap::new();
    for (slug, person) in known {
        for index in &person.members {
            families.entry(family(&members[*index].name)).or_default().insert(slug);
        }
    }
    families
}

/// How many members of one surname an article has. The analysis keeps apart only those that cannot be the same.
fn rivals(members: &[Member]) -> BTreeMap<(&str, String), usize> {
    let mut rivals = BTreeMap::new();
    for member in members {
        *rivals.entry((member.article.as_str(), family(&member.name))).or_default() += 1;
    }
    rivals
}

/// The one full-named person whom a surname can mean.
fn candidate<'a>(member: &Member, families: &BTreeMap<String, BTreeSet<&'a str>>) -> Option<&'a str> {
    let slugs = families.get(&family(&member.name)).filter(|_| !is_full_name(&member.name))?;
    slugs.first().copied().filter(|_| slugs.len() == 1)
}

/// Whether what the article says of a member fits what is known of a person, and ties the two.
fn may_join(member: &Member, person: &Known<'_>) -> bool {
    let same_gender = member.gender.is_none_or(|gender| person.genders.iter().all(|known| *known == gender));
    same_gender && (office::shared(&member.titles, &person.titles) || shares_company(member, person))
}

/// Company counts only where the titles do not speak against it.
fn shares_company(member: &Member, person: &Known<'_>) -> bool {
    let silent = member.titles.is_empty() || person.titles.is_empty();
    silent && member.company.iter().any(|slug| person.company.contains(slug.as_str()))
}

/// The longest name that the most articles give; of equals the last by text, which keeps diacritics.
fn usual_name(found: &[usize], members: &[Member]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for index in found {
        *counts.entry(&members[*index].name).or_default() += 1;
    }
    let best = counts.into_iter().max_by_key(|(name, count)| (is_full_name(name), *count, *name));
    best.map(|(name, _)| name.to_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests;
