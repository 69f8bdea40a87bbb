//! What single English words can be: loaded once from `lexicon/*.txt` into a table of bit sets. Knows nothing of
//! sentences; imports nothing.

use std::sync::OnceLock;

/// What a word can be, as a set of bits: one word may be several things ("report": verb, document).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Tags(u64);

impl Tags {
    pub(crate) fn has(self, any: Tags) -> bool {
        self.0 & any.0 != 0
    }

    pub(crate) const fn or(self, other: Tags) -> Tags {
        Tags(self.0 | other.0)
    }
}

macro_rules! tags {
    ($($name:ident $section:literal)*) => {
        tags!(@bits 0u32, $($name)*);
        /// The sections of the word files.
        const SECTIONS: &[(&str, Tags)] = &[$(($section, $name)),*];
    };
    (@bits $bit:expr, $name:ident $($rest:ident)*) => {
        pub(crate) const $name: Tags = Tags(1 << $bit);
        tags!(@bits $bit + 1, $($rest)*);
    };
    (@bits $bit:expr,) => {};
}

tags! {
    HONORIFIC_MALE "honorific-male"
    HONORIFIC_FEMALE "honorific-female"
    HONORIFIC "honorific"
    RANK "rank"
    TITLE_ABBREVIATION "title-abbreviation"
    PRONOUN_MALE "pronoun-male"
    PRONOUN_FEMALE "pronoun-female"
    PRONOUN_PLURAL "pronoun-plural"
    PRONOUN_OTHER "pronoun-other"
    POSSESSIVE "possessive"
    AUXILIARY "auxiliary"
    MODAL "modal"
    NEGATION "negation"
    BE "be"
    ADVERB "adverb"
    DETERMINER "determiner"
    PREPOSITION "preposition"
    HEAD_ENDER "head-ender"
    CONJUNCTION "conjunction"
    SUBORDINATOR "subordinator"
    RELATIVE "relative"
    TIME "time"
    NUMBER "number"
    MONTH "months"
    WEEKDAY "weekday"
    SENTENCE_ADVERB "sentence-adverb"
    ADVERBIAL_START "adverbial-start"
    SPEECH_NOUN "speech-noun"
    ROLE "role"
    RELATION "relation"
    PLURAL_PEOPLE "plural"
    ORGANIZATION "organization"
    DOCUMENT "document"
    NAMED_BODY "named-body"
    COMPANY_WORD "company-word"
    TITLE_MODIFIER "title-modifier"
    SPEECH_PHRASE "speech-phrase"
    ENGLISH "english"
    ENGLISH_TOO "english-too"
    SPEECH_ACT "speech-act"
    ACT_TAKES_TO "speech-act-to"
    VERB_PAST ""
    VERB_PRESENT ""
    VERB_BASE ""
    VERB_PARTICIPLE ""
    VERB_GERUND ""
    TAKES_CLAUSE ""
    TAKES_HEARER ""
    TAKES_NOUN ""
    TAKES_INFINITIVE ""
    WEAK ""
    VERB "verb"
}

/// Any pronoun that can be a subject.
pub(crate) const PRONOUN: Tags = PRONOUN_MALE.or(PRONOUN_FEMALE).or(PRONOUN_PLURAL).or(PRONOUN_OTHER);
/// Any word of address before a surname.
pub(crate) const ADDRESS: Tags = HONORIFIC_MALE.or(HONORIFIC_FEMALE).or(HONORIFIC).or(RANK).or(TITLE_ABBREVIATION);
/// Any form of a verb of speech that can stand after its subject.
pub(crate) const FINITE: Tags = VERB_PAST.or(VERB_PRESENT).or(VERB_BASE);
/// Any form of a verb of speech.
pub(crate) const SPEECH: Tags = FINITE.or(VERB_PARTICIPLE).or(VERB_GERUND);

/// What `word` can be; capitals don't matter.
pub(crate) fn tags_of(word: &str) -> Tags {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(Table::load).get(word)
}

/// An open-addressing table. The standard map is barred for its order, and slower than this.
struct Table {
    /// A word's hash and what it can be; 0 where free. No two words of the lexicon share a hash: a test holds that.
    slots: Vec<(u64, Tags)>,
}

impl Table {
    fn load() -> Self {
        let mut table = Self { slots: vec![(0, Tags::default()); 1 << 14] };
        for file in
            [include_str!("lexicon/words.txt"), include_str!("lexicon/roles.txt"), include_str!("lexicon/verbs.txt")]
        {
            table.add_sections(file);
        }
        for line in include_str!("lexicon/speech_verbs.txt").lines().filter(|l| !l.starts_with('#')) {
            table.add_verb(line);
        }
        table
    }

    fn add_sections(&mut self, file: &str) {
        let mut tag = Tags::default();
        for line in file.lines().filter(|l| !l.starts_with('#')) {
            for word in line.split_whitespace() {
                match word.strip_prefix('[').and_then(|w| w.strip_suffix(']')) {
                    Some(section) => tag = section_tag(section),
                    None => self.add(word, tag),
                }
            }
        }
    }

    /// One verb: "tell t told told".
    fn add_verb(&mut self, line: &str) {
        let mut fields = line.split_whitespace();
        let (Some(lemma), Some(frames)) = (fields.next(), fields.next()) else { return };
        let frames = frames.chars().map(frame_tag).fold(Tags::default(), Tags::or);
        let past = fields.next().map_or_else(|| past_of(lemma), str::to_owned);
        let participle = fields.next().map_or_else(|| past.clone(), str::to_owned);
        for (form, tag) in [
            (lemma.to_owned(), VERB_BASE),
            (present_of(lemma), VERB_PRESENT),
            (past, VERB_PAST),
            (participle, VERB_PARTICIPLE),
            (gerund_of(lemma), VERB_GERUND),
        ] {
            self.add(&form, frames.or(tag));
        }
    }

    fn add(&mut self, word: &str, tag: Tags) {
        let hash = hash(word);
        let at = self.slot(hash);
        self.slots[at] = (hash, self.slots[at].1.or(tag));
    }

    fn get(&self, word: &str) -> Tags {
        self.slots[self.slot(hash(word))].1
    }

    /// Where the word of this hash stands, or would stand. The table is never full, so the search ends.
    fn slot(&self, hash: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = usize::try_from(hash >> 20).unwrap_or(0) & mask;
        while self.slots[at].0 != 0 && self.slots[at].0 != hash {
            at = (at + 1) & mask;
        }
        at
    }
}

/// A hash of the word, ASCII capitals and the typographic apostrophe folded.
fn hash(word: &str) -> u64 {
    let (hash, ascii) = hash_bytes(word.as_bytes(), SMALL);
    if ascii { hash } else { hash_bytes(folded(word, &mut [0; LONGEST]), 0).0 }
}

/// No word of the lexicon has more bytes.
const LONGEST: usize = 64;
/// The bit that makes a capital small, in each of eight bytes; small letters, digits and inner marks have it anyway.
const SMALL: u64 = 0x2020_2020_2020_2020;
/// The bit that no ASCII character has, in each of eight bytes.
const HIGH: u64 = 0x8080_8080_8080_8080;

/// The hash of the bytes with the bits of `small` added to each, and whether all are ASCII. Reads four or eight bytes
/// at a time, some of them twice.
#[inline]
fn hash_bytes(word: &[u8], small: u64) -> (u64, bool) {
    let mix = |hash: u64, bytes: u64| (hash ^ bytes).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
    let four = |bytes: &[u8; 4]| u64::from(u32::from_le_bytes(*bytes));
    let (mut hash, mut seen) = (word.len() as u64, 0);
    let mut add = |bytes: u64| {
        seen |= bytes;
        hash = mix(hash, bytes | small);
    };
    if let (Some(head), Some(tail)) = (word.first_chunk::<8>(), word.last_chunk::<8>()) {
        word[8..].as_chunks::<8>().0.iter().for_each(|bytes| add(u64::from_le_bytes(*bytes)));
        add(u64::from_le_bytes(*head));
        add(u64::from_le_bytes(*tail));
    } else if let (Some(head), Some(tail)) = (word.first_chunk::<4>(), word.last_chunk::<4>()) {
        add(four(head) | four(tail) << 32);
    } else if let [first, .., last] | [first @ last] = word {
        add(u64::from(*first) | u64::from(word[word.len() / 2]) << 8 | u64::from(*last) << 16);
    }
    (mix(hash, hash >> 32).max(1), seen & HIGH == 0)
}

/// The bytes of a word that is not all ASCII.
fn folded<'a>(word: &str, room: &'a mut [u8; LONGEST]) -> &'a [u8] {
    // ’ is e2 80 99; what precedes the last byte is dropped, so that both apostrophes compare equal.
    let bytes = word.bytes().filter(|b| !matches!(b, 0xe2 | 0x80));
    let small = bytes.map(|b| if b == 0x99 { b'\'' } else { b.to_ascii_lowercase() });
    let len = room.iter_mut().zip(small).map(|(slot, byte)| *slot = byte).count();
    &room[..len]
}

fn section_tag(name: &str) -> Tags {
    SECTIONS.iter().find(|(section, _)| *section == name).map_or(Tags::default(), |(_, tag)| *tag)
}

fn frame_tag(letter: char) -> Tags {
    match letter {
        'c' => TAKES_CLAUSE,
        't' => TAKES_HEARER,
        'n' => TAKES_NOUN,
        'i' => TAKES_INFINITIVE,
        'w' => WEAK,
        _ => Tags::default(),
    }
}

fn present_of(lemma: &str) -> String {
    match stem_in_y(lemma) {
        Some(stem) => format!("{stem}ies"),
        None if ["s", "sh", "ch", "x"].iter().any(|e| lemma.ends_with(e)) => format!("{lemma}es"),
        None => format!("{lemma}s"),
    }
}

fn past_of(lemma: &str) -> String {
    match stem_in_y(lemma) {
        Some(stem) => format!("{stem}ied"),
        None if lemma.ends_with('e') => format!("{lemma}d"),
        None => format!("{}ed", doubled(lemma)),
    }
}

fn gerund_of(lemma: &str) -> String {
    match lemma.strip_suffix('e') {
        Some(stem) if !lemma.ends_with("ee") => format!("{stem}ing"),
        _ => format!("{}ing", doubled(lemma)),
    }
}

/// "deny", not "say": a consonant before the y.
fn stem_in_y(lemma: &str) -> Option<&str> {
    lemma.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']))
}

/// Verbs that double their last letter before an ending: one stressed short vowel before it.
fn doubled(lemma: &str) -> String {
    let doubles = ["admit", "brag", "chat", "quip", "slam", "tut", "blog", "refer", "rap", "plan", "stop", "put"];
    match lemma.chars().last() {
        Some(last) if doubles.contains(&lemma) => format!("{lemma}{last}"),
        _ => lemma.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_of_the_files_is_known() {
        for file in
            [include_str!("lexicon/words.txt"), include_str!("lexicon/roles.txt"), include_str!("lexicon/verbs.txt")]
        {
            for word in file.lines().filter(|l| !l.starts_with('#')).flat_map(str::split_whitespace) {
                if let Some(section) = word.strip_prefix('[').and_then(|w| w.strip_suffix(']')) {
                    assert!(section_tag(section) != Tags::default(), "unknown section [{section}]");
                }
            }
        }
    }

    #[test]
    fn no_two_words_share_a_hash() {
        let files =
            [include_str!("lexicon/words.txt"), include_str!("lexicon/roles.txt"), include_str!("lexicon/verbs.txt")];
        let words: std::collections::BTreeSet<String> =
            files.iter().flat_map(|f| f.split_whitespace()).map(|w| w.to_lowercase().replace('’', "'")).collect();
        let hashes: std::collections::BTreeSet<u64> = words.iter().map(|w| hash(w)).collect();
        assert_eq!(words.len(), hashes.len());
    }

    #[test]
    fn verbs_are_inflected() {
        for (word, tag) in [
            ("denied", VERB_PAST),
            ("denies", VERB_PRESENT),
            ("Says", VERB_PRESENT),
            ("told", VERB_PAST),
            ("arguing", VERB_GERUND),
            ("slammed", VERB_PAST),
            ("replies", VERB_PRESENT),
            ("confesses", VERB_PRESENT),
        ] {
            assert!(tags_of(word).has(tag), "{word}");
        }
    }

    #[test]
    fn both_apostrophes_are_one() {
        assert!(tags_of("didn’t").has(NEGATION) && tags_of("didn't").has(NEGATION));
    }

    #[test]
    fn the_table_is_at_most_half_full() {
        let table = Table::load();
        assert!(table.slots.iter().filter(|s| s.0 != 0).count() * 2 < table.slots.len());
    }
}
