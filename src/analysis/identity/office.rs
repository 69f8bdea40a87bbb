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

/// Offices that few people hold at a time, even where no body is named.
const SOLE: [&str; 19] = [
    "ambassador",
    "archbishop",
    "ayatollah",
    "cardinal",
    "chancellor",
    "congressman",
    "congresswoman",
    "emperor",
    "governor",
    "king",
    "mayor",
    "minister",
    "pope",
    "premier",
    "president",
    "queen",
    "senator",
    "sultan",
    "taoiseach",
];

/// Offices that one person holds in a body.
const HEADS: [&str; 25] = [
    "attorney",
    "bishop",
    "ceo",
    "chair",
    "chairman",
    "chairperson",
    "chairwoman",
    "chief",
    "commander",
    "commissioner",
    "coordinator",
    "dean",
    "director",
    "editor",
    "envoy",
    "executive",
    "founder",
    "head",
    "leader",
    "mp",
    "prosecutor",
    "rector",
    "representative",
    "secretary",
    "treasurer",
];

/// Words beside an office that name no body.
const VAGUE: [&str; 34] = [
    "board",
    "campaign",
    "club",
    "committee",
    "company",
    "council",
    "country",
    "department",
    "district",
    "division",
    "fire",
    "firm",
    "first",
    "founding",
    "general",
    "group",
    "interim",
    "local",
    "longtime",
    "managing",
    "national",
    "new",
    "elect",
    "newly",
    "non",
    "operating",
    "party",
    "project",
    "regional",
    "school",
    "senior",
    "state",
    "team",
    "union",
];

/// Words that say nothing of which office it is.
const EMPTY: [&str; 12] = ["a", "acting", "an", "current", "ex", "former", "its", "of", "s", "the", "then", "their"];

/// What somebody is called, each title once as the set of its words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Offices(BTreeSet<BTreeSet<String>>);

impl Offices {
    pub(super) fn of<'a>(titles: impl IntoIterator<Item = &'a str>) -> Self {
        let distinct: BTreeSet<&str> = titles.into_iter().collect();
        Self(distinct.into_iter().map(words).collect())
    }

    pub(super) fn extend(&mut self, others: &Self) {
        self.0.extend(others.0.iter().cloned());
    }

    /// Whether no title says who this is.
    pub(super) fn is_silent(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether one of these is the office that one of `others` names: enough for a surname that only one person has.
    pub(super) fn shares(&self, others: &Self) -> bool {
        self.0.iter().any(|title| others.0.iter().any(|other| same(title, other)))
    }

    /// The same of an office that few hold: enough for two names that are not quite equal.
    pub(super) fn shares_telling(&self, others: &Self) -> bool {
        self.0.iter().any(|title| others.0.iter().any(|other| same(title, other) && is_telling(title, other)))
    }
}

/// An office that one person holds at a time, of a body or place that both titles name: a taxi driver called Bob Smith
/// and one called Robert Smith may be two, and so may two directors, hardly two directors of one port.
fn is_telling(title: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    let shared = if title.len() <= other.len() { title } else { other };
    let is_of = |list: &[&str], word: &String| list.contains(&word.as_str());
    let (office, body): (Vec<_>, Vec<_>) = shared.iter().partition(|word| is_of(&SOLE, word) || is_of(&HEADS, word));
    let named = |word: &&String| !(is_of(&VAGUE, word) || is_of(&COMMON, word) || is_of(&RANKS, word));
    let alone = body.is_empty() || body == ["prime"];
    match office[..] {
        [] => false,
        [only] if alone => is_of(&SOLE, only),
        _ => body.iter().any(named),
    }
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
        Offices::of([one]).shares(&Offices::of([other]))
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

    fn telling(one: &str, other: &str) -> bool {
        Offices::of([one]).shares_telling(&Offices::of([other]))
    }

    #[test]
    fn two_names_need_an_office_that_few_hold() {
        for (one, other) in [
            ("Senator", "senator"),
            ("Prime Minister", "British prime minister"),
            ("Russian foreign minister", "Foreign Minister"),
            ("director of the Port of Kelvane", "Port of Kelvane director"),
            ("Labour leader", "leader of the Labour Party"),
            ("US President", "president"),
        ] {
            assert!(telling(one, other), "{one} and {other}");
        }
        for (one, other) in [
            ("taxi driver", "taxi driver"),
            ("director", "director of the Port of Kelvane"),
            ("footballer", "senator"),
            ("chief executive", "chief executive of Tern Line"),
            ("vice president", "vice president"),
            ("police chief", "police chief"),
            ("party leader", "party leader"),
            ("president of Acme", "president of the Rotary Club"),
            ("head teacher", "head teacher"),
            ("deputy mayor", "mayor"),
        ] {
            assert!(!telling(one, other), "{one} and {other}");
        }
    }
}
