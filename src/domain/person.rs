//! How a person's name is taken apart, and the address it gives. Addresses must never change once published, so
//! everything here is a pure function of the name and its article. Imports only its neighbours in `domain`.

use std::collections::BTreeMap;

use super::{ArticleId, CastMember, slug};

/// Words that belong to the surname they stand before.
const PARTICLES: [&str; 29] = [
    "af", "av", "bin", "bint", "da", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el", "ibn", "la",
    "las", "le", "los", "op", "ten", "ter", "van", "vom", "von", "zu", "zum", "zur",
];

/// Words behind a surname that do not belong to it.
const SUFFIXES: [&str; 5] = ["ii", "iii", "iv", "jr", "sr"];

/// Marks that may cling to a word of a name.
const MARKS: [char; 2] = ['.', ','];

/// Whether something stands before the surname, so that the name may name one person in the world.
/// "Van Terwisga" is a surname only.
#[must_use]
pub fn is_full_name(name: &str) -> bool {
    let words = plain_words(name);
    family_start(&words) > 0
}

/// The surname with its particles, as a slug: `van-terwisga`, `oneill`.
#[must_use]
pub fn family(name: &str) -> String {
    let words = plain_words(name);
    slug(&words[family_start(&words)..].join(" "))
}

/// The words of a name for comparing within an article: what stands before the surname, folded, then the surname with
/// its particles as one word.
#[must_use]
pub fn name_words(name: &str) -> Vec<String> {
    let words = plain_words(name);
    let start = family_start(&words);
    let given = words[..start].iter().filter(|w| !w.starts_with(['"', '“', '(']));
    given.map(|w| slug(w)).chain([slug(&words[start..].join(" "))]).collect()
}

/// What stands behind the surname and tells a father from a son: "jr".
#[must_use]
pub fn generation(name: &str) -> Option<String> {
    let behind =
        name.split_whitespace().skip(plain_words(name).len()).map(|word| word.trim_matches(MARKS).to_lowercase());
    Some(behind.collect::<Vec<_>>().join(" ")).filter(|text| !text.is_empty())
}

/// Whether a word belongs to the surname it stands before: "van", "de".
#[must_use]
pub fn is_particle(word: &str) -> bool {
    is_one_of(word, &PARTICLES)
}

/// The last word of the slug of a name. All names of one slug share it, so persons can be settled one surname at a time.
#[must_use]
pub fn surname(name: &str) -> String {
    let slug = slug(name);
    let mut words = slug.rsplit('-');
    words.find(|w| !SUFFIXES.contains(w)).unwrap_or(&slug).to_owned()
}

/// What lists by name sort by: surname first, folded.
#[must_use]
pub fn sort_name(name: &str) -> String {
    let words = plain_words(name);
    let start = family_start(&words);
    super::fold(&format!("{} {}", words[start..].join(" "), words[..start].join(" ")))
}

/// The address each member of an article's cast has as long as nobody else is known to be the same person: of a full
/// name its slug, else `surname_articleid`. No slug of a name has an underscore, so the two kinds never meet.
#[must_use]
pub fn own_slugs(article: &ArticleId, cast: &[CastMember]) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut own = |name: &str| {
        if is_full_name(name) {
            return slug(name);
        }
        let base = format!("{}_{article}", slug(name));
        let times = seen.entry(base.clone()).and_modify(|n| *n += 1).or_insert(1);
        if *times == 1 { base } else { format!("{base}_{times}") }
    };
    cast.iter().map(|member| own(&member.name)).collect()
}

/// The words of a name without what stands behind the surname.
fn plain_words(name: &str) -> Vec<&str> {
    let mut words: Vec<&str> = name.split_whitespace().collect();
    while words.len() > 1 && words.last().is_some_and(|w| is_one_of(w, &SUFFIXES)) {
        words.pop();
    }
    words
}

/// Where the surname starts: at the last word and the particles before it.
fn family_start(words: &[&str]) -> usize {
    let before = words.len().saturating_sub(1);
    let particles = words[..before].iter().rev().take_while(|w| is_particle(w)).count();
    before - particles
}

/// Whether a word is on a list, capitals and the marks around it aside.
fn is_one_of(word: &str, list: &[&str]) -> bool {
    let bare = if word.starts_with(MARKS) || word.ends_with(MARKS) { word.trim_matches(MARKS) } else { word };
    // None is longer: most words are told by that.
    bare.len() < 6 && list.iter().any(|listed| listed.eq_ignore_ascii_case(bare))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_surname_keeps_its_particles_and_loses_its_suffix() {
        let names = [
            ("Sergei Lavrov", "lavrov", "lavrov sergei"),
            ("Ursula von der Leyen", "von-der-leyen", "von der leyen ursula"),
            ("Siobhán O’Neill", "oneill", "o'neill siobhan"),
            ("Anne Smith-Jones", "smith-jones", "smith-jones anne"),
            ("Martin Luther King Jr.", "king", "king martin luther"),
            ("Lavrov", "lavrov", "lavrov"),
        ];
        for (name, family_name, sorted) in names {
            assert_eq!((family(name).as_str(), sort_name(name).trim()), (family_name, sorted), "{name}");
        }
    }

    #[test]
    fn particles_alone_do_not_make_a_full_name() {
        for name in ["Lavrov", "van Terwisga", "Van der Berg", "King Jr", ""] {
            assert!(!is_full_name(name), "{name}");
        }
        for name in ["Pieter van Terwisga", "J. Smith", "Juan de la Cruz"] {
            assert!(is_full_name(name), "{name}");
        }
    }

    #[test]
    fn names_of_one_slug_share_their_surname() {
        assert_eq!(surname("Anne Smith-Jones"), surname("Anne Smith Jones"));
        assert_eq!(surname("Anne Smith-Jones"), "jones");
        assert_eq!(surname("Martin Luther King Jr."), "king");
    }

    #[test]
    fn two_of_one_surname_in_one_article_have_two_addresses() {
        let named = |name: &str| CastMember { name: name.into(), ..CastMember::default() };
        let id = ArticleId::of_url("example.org/a");
        let slugs = own_slugs(&id, &[named("Ann Smith"), named("Smith"), named("Smith")]);
        assert_eq!(slugs, ["ann-smith", "smith_ubug5eolpkv2", "smith_ubug5eolpkv2_2"]);
    }
}
