//! When two titles name the same office, so that a shared surname under it is one person. Imports nothing of ours but
//! `domain`.

use std::collections::BTreeSet;

use crate::domain::fold;

/// Words that make another office of the one they stand before.
const RANKS: [&str; 12] =
    ["associate", "assistant", "co", "chief", "deputy", "junior", "prime", "shadow", "sub", "under", "vice", "wife"];

/// Words that alone say nothing of who somebody is: many people of one surname may be that.
const COMMON: [&str; 36] = [
    "actor",
    "analyst",
    "artist",
    "author",
    "captain",
    "colonel",
    "doctor",
    "dr",
    "economist",
    "expert",
    "farmer",
    "father",
    "historian",
    "journalist",
    "judge",
    "lawyer",
    "mother",
    "nurse",
    "officer",
    "official",
    "owner",
    "pilot",
    "police",
    "prof",
    "professor",
    "reporter",
    "researcher",
    "resident",
    "scientist",
    "sergeant",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "student",
    "teacher",
    "witness",
];

/// Words that say nothing of which office it is.
const EMPTY: [&str; 12] = ["a", "acting", "an", "current", "ex", "former", "its", "of", "s", "the", "then", "their"];

/// Whether one of `titles` is the office that one of `others` names.
pub(super) fn shared(titles: &[String], others: &[&str]) -> bool {
    let others: Vec<_> = others.iter().map(|title| words(title)).collect();
    titles.iter().map(|title| words(title)).any(|title| others.iter().any(|other| same(&title, other)))
}

/// Two titles are the same office if one has all words of the other, and what it has besides is no other rank:
/// "Russian foreign minister" is a "foreign minister", a "deputy foreign minister" is not.
fn same(title: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    let (short, long) = if title.len() <= other.len() { (title, other) } else { (other, title) };
    let telling = short.iter().any(|word| !COMMON.contains(&word.as_str()));
    telling && short.is_subset(long) && long.difference(short).all(|word| !RANKS.contains(&word.as_str()))
}

fn words(title: &str) -> BTreeSet<String> {
    let folded = fold(title);
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty() && !EMPTY.contains(w));
    words.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same_office(one: &str, other: &str) -> bool {
        shared(&[one.to_owned()], &[other])
    }

    #[test]
    fn a_nationality_more_is_the_same_office() {
        assert!(same_office("foreign minister", "Russian Foreign Minister"));
        assert!(same_office("President", "the president"));
        assert!(same_office("mayor of Port Kelvane", "former mayor"));
    }

    #[test]
    fn another_rank_is_another_office() {
        assert!(!same_office("foreign minister", "deputy foreign minister"));
        assert!(!same_office("president", "vice-president"));
        assert!(!same_office("minister", "prime minister"));
        assert!(!same_office("US Secretary of State", "Russian foreign minister"));
    }

    #[test]
    fn what_many_are_tells_nobody() {
        assert!(!same_office("spokesman", "Kremlin spokesman"));
        assert!(!same_office("police officer", "police officer"));
        assert!(!same_office("", "president"));
    }
}
