//! The word lists, and the one table that answers from which of them a word is. Built once, at the first look-up (about
//! a millisecond). Knows nothing of sentences.

use std::sync::OnceLock;

use super::hash::{hash, join};

/// Which lists a word stands on, one bit for each.
pub(super) type Lists = u32;

pub(super) const FEMALE: Lists = 1;
pub(super) const MALE: Lists = 1 << 1;
pub(super) const GIVEN: Lists = 1 << 2;
pub(super) const GIVEN_COMMON: Lists = 1 << 3;
pub(super) const SURNAME: Lists = 1 << 4;
pub(super) const SURNAME_COMMON: Lists = 1 << 5;
pub(super) const EAST_SURNAME: Lists = 1 << 6;
pub(super) const PLACE: Lists = 1 << 7;
pub(super) const PLACE_COMMON: Lists = 1 << 8;
pub(super) const DEMONYM: Lists = 1 << 9;
pub(super) const MONTH: Lists = 1 << 10;
pub(super) const HONORIFIC: Lists = 1 << 11;
pub(super) const TITLE: Lists = 1 << 12;
pub(super) const ORG: Lists = 1 << 13;
pub(super) const PLACE_WORD: Lists = 1 << 14;
pub(super) const SPEECH: Lists = 1 << 15;
pub(super) const PREPOSITION: Lists = 1 << 16;
pub(super) const PRONOUN: Lists = 1 << 17;
pub(super) const COMMON: Lists = 1 << 18;
pub(super) const PARTICLE: Lists = 1 << 19;
pub(super) const CONNECT: Lists = 1 << 20;
pub(super) const ABBREVIATION: Lists = 1 << 21;
pub(super) const SUFFIX: Lists = 1 << 22;
/// The first words of a phrase that is on a list.
pub(super) const PHRASE_HEAD: Lists = 1 << 23;

/// `Mr` and the like: after it stands a person, whatever else the word may be.
pub(super) const COURTESY: Lists = 1 << 24;

/// Perhaps a rare name; see [`super::rare`].
pub(super) const RARE_GIVEN: Lists = 1 << 25;
pub(super) const RARE_SURNAME: Lists = 1 << 26;
/// A sports club, or a word of its name.
pub(super) const CLUB: Lists = 1 << 27;

/// Any kind of given name.
pub(super) const ANY_GIVEN: Lists = FEMALE | MALE | GIVEN;

/// The sections of the list files.
const SECTIONS: &[(&str, Lists)] = &[
    ("female", FEMALE),
    ("female_common", FEMALE | GIVEN_COMMON),
    ("male", MALE),
    ("male_common", MALE | GIVEN_COMMON),
    ("either", FEMALE | MALE),
    ("either_common", FEMALE | MALE | GIVEN_COMMON),
    ("given", GIVEN),
    ("surname", SURNAME),
    ("surname_common", SURNAME | SURNAME_COMMON),
    ("east_surname", SURNAME | EAST_SURNAME),
    ("place", PLACE),
    ("place_common", PLACE | PLACE_COMMON),
    ("club", CLUB),
    ("demonym", DEMONYM),
    ("month", MONTH),
    ("honorific", HONORIFIC),
    ("courtesy", HONORIFIC | COURTESY),
    ("title", TITLE),
    ("org", ORG),
    ("place_word", PLACE_WORD),
    ("speech", SPEECH),
    ("preposition", PREPOSITION),
    ("pronoun", PRONOUN),
    ("common", COMMON),
    ("particle", PARTICLE),
    ("connect", CONNECT),
    ("abbreviation", ABBREVIATION),
    ("suffix", SUFFIX),
];

/// Written by hand; names of persons and places from public lists; common words from the training text.
const FILES: [&str; 3] =
    [include_str!("lists/words.txt"), include_str!("lists/names.txt"), include_str!("lists/common.txt")];

const SLOTS: usize = 1 << 16;

/// An open-addressing table from a word's hash to its lists; zero lists mark a free slot.
struct Table(Vec<(u32, Lists)>);

/// The lists on which the word or phrase with this hash stands.
#[must_use]
pub(super) fn lists(hash: u64) -> Lists {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| Table::read(&FILES)).get(hash)
}

impl Table {
    fn read(files: &[&str]) -> Self {
        let mut table = Self(vec![(0, 0); SLOTS]);
        for file in files {
            let mut section = 0;
            for line in file.lines().filter(|l| !l.starts_with('#')) {
                match line.strip_prefix('[') {
                    Some(name) => section = section_of(name.trim_end_matches(']')),
                    None => line.split_ascii_whitespace().for_each(|entry| table.add_entry(entry, section)),
                }
            }
        }
        table
    }

    /// A word, or the words of a phrase joined by `_`.
    fn add_entry(&mut self, entry: &str, lists: Lists) {
        let mut words = entry.split('_').map(hash);
        let Some(mut key) = words.next() else { return };
        for next in words {
            self.add(key, PHRASE_HEAD);
            key = join(key, next);
        }
        self.add(key, lists);
    }

    fn add(&mut self, hash: u64, lists: Lists) {
        let at = usize::from(self.find(hash));
        let slot = &mut self.0[at];
        *slot = (tag(hash), slot.1 | lists);
    }

    fn get(&self, hash: u64) -> Lists {
        self.0[usize::from(self.find(hash))].1
    }

    /// The slot of `hash`, or the free one where it would go. The lists fill about half of the table, so there is one.
    fn find(&self, hash: u64) -> u16 {
        let mut at = (hash & 0xffff) as u16;
        for _ in 0..SLOTS {
            let slot = self.0[usize::from(at)];
            if slot.1 == 0 || slot.0 == tag(hash) {
                break;
            }
            at = at.wrapping_add(1);
        }
        at
    }
}

fn tag(hash: u64) -> u32 {
    (hash >> 32) as u32
}

fn section_of(name: &str) -> Lists {
    SECTIONS.iter().find(|(section, _)| *section == name).map_or(0, |&(_, lists)| lists)
}

/// Whether a given name is a woman's or a man's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gender {
    Female,
    Male,
    Either,
    Unknown,
}

/// The gender of a given name, as far as the lists know.
#[must_use]
pub fn gender_of(given_name: &str) -> Gender {
    match lists(hash(given_name)) & (FEMALE | MALE) {
        FEMALE => Gender::Female,
        MALE => Gender::Male,
        0 => Gender::Unknown,
        _ => Gender::Either,
    }
}

/// Whether the word is on a list of given names.
#[must_use]
pub fn is_given_name(word: &str) -> bool {
    lists(hash(word)) & ANY_GIVEN != 0
}

/// Whether the word is on a list of surnames.
#[must_use]
pub fn is_surname(word: &str) -> bool {
    lists(hash(word)) & SURNAME != 0
}

/// Whether the word or phrase names a country, a region or a city: `Moscow`, `New York`.
#[must_use]
pub fn is_place(phrase: &str) -> bool {
    lists(phrase_hash(phrase)) & PLACE != 0
}

/// Whether the word or phrase says where somebody is from or what they believe: `Russian`, `British`, `Muslim`.
#[must_use]
pub fn is_demonym(phrase: &str) -> bool {
    lists(phrase_hash(phrase)) & DEMONYM != 0
}

fn phrase_hash(phrase: &str) -> u64 {
    // Nearly all are ASCII, whose blanks are found sooner.
    if phrase.is_ascii() {
        return phrase.split_ascii_whitespace().map(hash).reduce(join).unwrap_or(0);
    }
    phrase.split_whitespace().map(hash).reduce(join).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_names_have_a_gender() {
        assert_eq!(gender_of("Mary"), Gender::Female);
        assert_eq!(gender_of("SERGEI"), Gender::Male);
        assert_eq!(gender_of("Qwrtz"), Gender::Unknown);
        assert!(is_given_name("José"));
    }

    #[test]
    fn places_may_have_two_words() {
        assert!(is_place("Moscow") && is_place("New York") && is_place("Brazil"));
        assert!(!is_place("New") && !is_place("York Moscow") && !is_place(""));
    }

    #[test]
    fn surnames_and_demonyms() {
        assert!(is_surname("Smith") && is_surname("Nguyen") && !is_surname("the"));
        assert!(is_demonym("Russian") && is_demonym("British") && !is_demonym("Russia"));
    }

    #[test]
    fn every_section_of_the_files_is_known_and_the_table_stays_roomy() {
        let sections = FILES.iter().flat_map(|f| f.lines()).filter_map(|l| l.strip_prefix('['));
        assert!(sections.clone().count() > 20);
        for section in sections {
            assert_ne!(section_of(section.trim_end_matches(']')), 0, "unknown section {section}");
        }
        let full = Table::read(&FILES).0.iter().filter(|slot| slot.1 != 0).count();
        assert!(full < SLOTS * 3 / 4, "{full} entries");
    }
}
