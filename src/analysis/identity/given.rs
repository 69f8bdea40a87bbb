//! Given names with their short forms and other spellings, from `lexicon/given_names.txt`. Knows no person.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::spelling::given_key;
use crate::analysis::gender;
use crate::domain::Gender;

const FILE: &str = include_str!("../lexicon/given_names.txt");

#[derive(Default)]
struct Names {
    /// Of each short form, the names it may stand for.
    full: BTreeMap<&'static str, Vec<&'static str>>,
    /// Of each spelling that no rule covers, the one that stands for all.
    first: BTreeMap<&'static str, &'static str>,
}

fn names() -> &'static Names {
    static NAMES: OnceLock<Names> = OnceLock::new();
    NAMES.get_or_init(|| load(FILE))
}

fn load(file: &'static str) -> Names {
    let (mut names, mut section) = (Names::default(), "");
    for line in file.lines().filter(|line| !line.starts_with('#')) {
        let mut words = line.split_whitespace();
        match words.next() {
            Some(head) if head.starts_with('[') => section = head,
            Some(head) if section == "[short]" => {
                words.for_each(|short| names.full.entry(short).or_default().push(head));
            }
            Some(head) => {
                names.first.insert(head, head);
                words.for_each(|other| _ = names.first.insert(other, head));
            }
            None => {}
        }
    }
    names
}

/// The spelling that stands for all spellings of this name, where it is one of the listed.
pub(super) fn first_variant(word: &str) -> Option<&'static str> {
    names().first.get(word).copied()
}

/// The keys of all names that a given name may stand for, its own among them: "Ted" for Edward and Theodore.
pub(super) fn stands_for(word: &str) -> BTreeSet<String> {
    let full = names().full.get(word).into_iter().flatten().copied();
    full.chain([word]).map(given_key).collect()
}

/// Whether a given name, and all names that it may stand for, are of one gender: "Bob", but not "Alex".
pub(in crate::analysis) fn gender_of(word: &str) -> Option<Gender> {
    let all = names().full.get(word).into_iter().flatten().copied().chain([word]);
    let genders: BTreeSet<Gender> = all.filter_map(gender::of_given_name).collect();
    genders.first().copied().filter(|_| genders.len() == 1)
}

/// Whether `short` is a short form of `full`.
pub(super) fn is_short_for(short: &str, full: &str) -> bool {
    names().full.get(short).is_some_and(|names| names.iter().any(|name| given_key(name) == given_key(full)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_stand_for_all_their_names() {
        assert!(is_short_for("joe", "joseph") && is_short_for("joe", "josef") && !is_short_for("joseph", "joe"));
        assert!(stands_for("ted").contains("edward"));
        assert!(stands_for("ted").contains(&given_key("theodore")));
        assert!(stands_for("bill").intersection(&stands_for("will")).next().is_some());
        assert!(stands_for("alexander").intersection(&stands_for("alexandra")).next().is_none());
        assert!(stands_for("christian").intersection(&stands_for("christine")).next().is_none());
    }

    #[test]
    fn a_short_form_of_two_genders_has_none() {
        assert_eq!((gender_of("bob"), gender_of("liz")), (Some(Gender::Male), Some(Gender::Female)));
        assert_eq!((gender_of("alex"), gender_of("chris"), gender_of("qwrtz")), (None, None, None));
    }

    #[test]
    fn the_file_has_no_name_twice_and_no_other_letters() {
        let lines: Vec<&str> = FILE.lines().filter(|l| !l.starts_with(['#', '[']) && !l.is_empty()).collect();
        let heads: BTreeSet<&str> = lines.iter().filter_map(|l| l.split(' ').next()).collect();
        // "alexander" and "nicholas" have short forms and other spellings.
        assert_eq!(heads.len() + 2, lines.len());
        for line in lines {
            assert!(line.bytes().all(|b| b == b' ' || b.is_ascii_lowercase()), "{line}");
            assert!(line.split(' ').count() > 1, "{line}: a name and what else it is written as");
        }
    }

    #[test]
    fn no_spelling_stands_for_two_names() {
        let variants = FILE.split("\n[variant]\n").nth(1).unwrap();
        let words: Vec<&str> = variants.split_whitespace().collect();
        let distinct: BTreeSet<&str> = words.iter().copied().collect();
        assert_eq!(words.len(), distinct.len());
    }
}
