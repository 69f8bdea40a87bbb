//! Persons who may be one but were not joined. Knows the persons and the pairs of names that may be one.

use std::collections::{BTreeMap, BTreeSet};

use super::Person;
use super::variants::Pair;
use crate::domain::{Difference, Doubt, PossibleMatch};

/// Who has more possible matches than this has none worth looking at.
const MANY: usize = 8;

/// The pairs of persons that may be one, each once, with the least difference between any two of their names.
pub(super) fn matches(persons: &[Person<'_>], pairs: &[Pair]) -> Vec<PossibleMatch> {
    let place: BTreeMap<usize, usize> = persons
        .iter()
        .enumerate()
        .flat_map(|(at, person)| person.bearers.iter().map(move |bearer| (*bearer, at)))
        .collect();
    let mut best: BTreeMap<(usize, usize), (usize, PossibleMatch)> = BTreeMap::new();
    for pair in pairs {
        let (Some(&one), Some(&other)) = (place.get(&pair.one), place.get(&pair.other)) else { continue };
        // The greatest difference says most.
        let (Some((difference, detail)), Some(doubt)) = (pair.differences.last().cloned(), pair.doubt) else {
            continue;
        };
        let (one, other) = (one.min(other), one.max(other));
        if one != other {
            let found = (pair.differences.len(), PossibleMatch { one, other, difference, detail, doubt });
            let kept = best.entry((one, other)).or_insert_with(|| found.clone());
            *kept = found.min(kept.clone());
        }
    }
    // Two persons may share one name and bear others that differ: they are one pair all the same.
    let mut found: BTreeMap<(usize, usize), PossibleMatch> =
        best.into_iter().map(|(pair, (_, found))| (pair, found)).collect();
    found.extend(of_one_name(persons).into_iter().map(|found| ((found.one, found.other), found)));
    worth_a_look(found.into_values().collect(), persons.len())
}

/// Those whom only words of address keep apart.
fn of_one_name(persons: &[Person<'_>]) -> Vec<PossibleMatch> {
    let mut by_name: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (at, person) in persons.iter().enumerate() {
        for name in &person.names {
            by_name.entry(name.slug.split('_').next().unwrap_or_default()).or_default().insert(at);
        }
    }
    let mut found = Vec::new();
    for of in by_name.values() {
        let pairs = of.iter().flat_map(|one| of.range(one + 1..).map(move |other| (*one, *other)));
        found.extend(pairs.map(|(one, other)| PossibleMatch {
            one,
            other,
            difference: Difference::SameName,
            detail: "Mr / Ms".to_owned(),
            doubt: Doubt::Gender,
        }));
    }
    found
}

/// Without the matches of persons who have many.
fn worth_a_look(found: Vec<PossibleMatch>, persons: usize) -> Vec<PossibleMatch> {
    let mut count = vec![0; persons];
    for one in &found {
        count[one.one] += 1;
        count[one.other] += 1;
    }
    found.into_iter().filter(|one| count[one.one] <= MANY && count[one.other] <= MANY).collect()
}
