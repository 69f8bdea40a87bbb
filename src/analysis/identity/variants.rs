//! Which persons of different full names are one person: where the names may be one name, an office or company ties
//! the two, nothing speaks against it, and nobody else fits. Sees persons as a set; their order plays no part.

use std::collections::{BTreeMap, BTreeSet};

use super::full_name::{Differences, FullName};
use super::known::Known;
use crate::domain::{Difference, Doubt};

/// More persons than this with names that may all be one: too many to tell any of them from the others.
const CROWD: usize = 200;
/// The same for names that begin with one initial, each of which may be everybody of that letter.
const INITIALS: usize = 40;

/// A person of one full name.
#[derive(Debug)]
pub(super) struct Bearer<'a> {
    pub(super) name: FullName,
    pub(super) known: Known<'a>,
}

/// Two persons whose names may be one, and whom nothing keeps apart.
#[derive(Debug)]
pub(super) struct Pair {
    pub(super) one: usize,
    pub(super) other: usize,
    pub(super) differences: Differences,
    /// Why they are not joined; `None` where they are.
    pub(super) doubt: Option<Doubt>,
}

/// All pairs of `bearers` whose names may be one.
pub(super) fn pairs(bearers: &[&Bearer<'_>]) -> Vec<Pair> {
    let found = compatible(bearers);
    let fitting = fitting(bearers.len(), found.keys().copied());
    let pair = |((one, other), differences): ((usize, usize), Differences)| {
        let doubt = if fitting[one] != fitting[other] {
            Some(Doubt::Several)
        } else if is_tied(&differences, bearers[one], bearers[other]) {
            None
        } else {
            Some(Doubt::Untied)
        };
        Pair { one, other, differences, doubt }
    };
    found.into_iter().map(pair).collect()
}

/// Whether what is known of two ties them, the more the less their names are equal.
fn is_tied(differences: &Differences, one: &Bearer<'_>, other: &Bearer<'_>) -> bool {
    let kinds: BTreeSet<Difference> = differences.iter().map(|(difference, _)| *difference).collect();
    if kinds.contains(&Difference::Generation) {
        // A son is often called as his father, and may follow him in office.
        return false;
    }
    let close = kinds.len() == 1 && !kinds.contains(&Difference::Initial);
    // Relatives have much the same company, and names that are alike.
    let relatives = |bearer: &Bearer<'_>| bearer.known.is_named_with(|slug| bearer.name.is_surname_of(slug));
    let (known, others) = (&one.known, &other.known);
    kinds.len() <= 2 && known.offices.shares_telling(&others.offices)
        || close && known.shares_telling_company(others) && !relatives(one) && !relatives(other)
}

/// For each, all who may be the same person, itself among them. Two whose sets are equal have nobody else between
/// them: with John A. Holt and John B. Holt known, "John Holt" is neither of them. Being equal is transitive, so that
/// joining pairs never joins two who cannot be one.
fn fitting(count: usize, pairs: impl Iterator<Item = (usize, usize)>) -> Vec<BTreeSet<usize>> {
    let mut fitting: Vec<BTreeSet<usize>> = (0..count).map(|index| BTreeSet::from([index])).collect();
    for (one, other) in pairs {
        fitting[one].insert(other);
        fitting[other].insert(one);
    }
    fitting
}

/// The pairs whose names may be one and against whom nothing speaks. Only names that are filed together are compared,
/// so that the work stays near the number of bearers.
fn compatible(bearers: &[&Bearer<'_>]) -> BTreeMap<(usize, usize), Differences> {
    let mut found = BTreeMap::new();
    let mut compare = |one: usize, other: usize| {
        let (low, high) = (one.min(other), one.max(other));
        if low == high || found.contains_key(&(low, high)) {
            return;
        }
        let (a, b) = (bearers[low], bearers[high]);
        if let Some(differences) = a.name.differences(&b.name).filter(|_| !a.known.speaks_against(&b.known)) {
            found.insert((low, high), differences);
        }
    };
    for file in filed(bearers, FullName::files).values().filter(|file| file.len() <= CROWD) {
        for (at, one) in file.iter().enumerate() {
            for other in &file[at + 1..] {
                compare(*one, *other);
            }
        }
    }
    for letter in filed(bearers, |name| BTreeSet::from([name.letter()])).values() {
        let initials: Vec<usize> =
            letter.iter().copied().filter(|index| bearers[*index].name.starts_with_initial()).collect();
        for one in initials.iter().filter(|_| initials.len() <= INITIALS) {
            for other in letter {
                compare(*one, *other);
            }
        }
    }
    found
}

fn filed(bearers: &[&Bearer<'_>], keys: impl Fn(&FullName) -> BTreeSet<String>) -> BTreeMap<String, Vec<usize>> {
    let mut files: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, bearer) in bearers.iter().enumerate() {
        for key in keys(&bearer.name) {
            files.entry(key).or_default().push(index);
        }
    }
    files
}
