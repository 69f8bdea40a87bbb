//! The key that all spellings of one name share: pure functions of a word that is folded to lower-case ASCII already.
//! Equal keys say that two words may be one name in other letters, never that two persons are one.
//!
//! Most rules are about names from other scripts (Arabic, Persian, Cyrillic), which newspapers write as they like: each is
//! a function below, with its usage. Knows no person; imports the list of given names.

use super::given;

/// Words below this length are kept as they are: "Lee", "Li" and "Le" are three surnames.
const SHORT: usize = 4;

/// The key of one word of a surname.
pub(super) fn surname_key(word: &str) -> String {
    if let Some(first) = given::first_variant(word) {
        return first.to_owned();
    }
    if word.len() < SHORT {
        return word.to_owned();
    }
    nisba(&ending_in_f(&letters(word)))
}

/// The key of a given name or middle name.
pub(super) fn given_key(word: &str) -> String {
    if let Some(first) = given::first_variant(word) {
        return first.to_owned();
    }
    if word.len() < SHORT {
        return word.to_owned();
    }
    letters(&hard_c(word))
}

/// The rules that hold for all names, in the order in which they must come.
fn letters(word: &str) -> String {
    let rules = [umlaut, breathed, long_vowels, doubled, soft_y, first_ye, ending_in_i];
    rules.iter().fold(word.to_owned(), |word, rule| rule(&word))
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

fn is_consonant(letter: char) -> bool {
    letter.is_ascii_lowercase() && !is_vowel(letter)
}

/// How many syllables, roughly: runs of vowels.
fn syllables(word: &str) -> usize {
    word.split(is_consonant).filter(|run| !run.is_empty()).count()
}

/// Replaces `from` by `to` wherever `fits` says so of the letters before and behind it.
fn replaced(word: &str, from: &str, to: &str, fits: impl Fn(Option<char>, &str) -> bool) -> String {
    let (mut out, mut rest, mut before) = (String::new(), word, None);
    while let Some(letter) = rest.chars().next() {
        let behind = rest.strip_prefix(from).filter(|behind| fits(before, behind));
        if let Some(behind) = behind {
            out.push_str(to);
            (before, rest) = (from.chars().last(), behind);
        } else {
            out.push(letter);
            (before, rest) = (Some(letter), &rest[letter.len_utf8()..]);
        }
    }
    out
}

/// German umlauts written out: Schroeder/Schröder, Mueller/Müller. Only between consonants, and not before a final l:
/// "Joey" is no "Joy", "Michael" no "Michal".
fn umlaut(word: &str) -> String {
    let between = |before: Option<char>, behind: &str| {
        before.is_some_and(is_consonant) && behind.starts_with(is_consonant) && behind != "l"
    };
    let pairs = [("ae", "a"), ("oe", "o"), ("ue", "u")];
    pairs.iter().fold(word.to_owned(), |word, (from, to)| replaced(&word, from, to, between))
}

/// Sounds that English lacks, written with or without an h: Khamenei/Hamenei, Mikhail/Mihail, Ghani/Gani,
/// Kadhafi/Kadafi; and Philip/Filip, Qasim/Kasim, Aleksei/Alexei.
fn breathed(word: &str) -> String {
    let anywhere = |_: Option<char>, _: &str| true;
    let before_vowel = |_: Option<char>, behind: &str| behind.starts_with(is_vowel);
    let word = replaced(word, "kh", "h", anywhere);
    let word = replaced(&word, "gh", "g", before_vowel);
    let word = replaced(&word, "dh", "d", before_vowel);
    let word = replaced(&word, "ph", "f", anywhere);
    let word = replaced(&word, "q", "k", anywhere);
    replaced(&word, "ks", "x", anywhere)
}

/// Long vowels: Rouhani/Ruhani, Haroon/Harun, Rasheed/Rashid. Final "ee" is left: "Coffee" ends as no "Coffi" does.
fn long_vowels(word: &str) -> String {
    let before_consonant = |_: Option<char>, behind: &str| behind.starts_with(is_consonant);
    let word = replaced(word, "ou", "u", |_, _| true);
    let word = replaced(&word, "oo", "u", |_, _| true);
    let word = replaced(&word, "aa", "a", |_, _| true);
    replaced(&word, "ee", "i", before_consonant)
}

/// Doubled consonants: Qaddafi/Qadafi, Philipp/Philip, Bennett/Bennet. Short words keep theirs: "Finn" is no "Fin".
fn doubled(word: &str) -> String {
    if word.len() <= SHORT {
        return word.to_owned();
    }
    let mut letters: Vec<char> = word.chars().collect();
    letters.dedup_by(|a, b| a == b && is_consonant(*a));
    letters.into_iter().collect()
}

/// A soft sign or glide between a consonant and a vowel: Tatyana/Tatiana, Zakharyeva/Zakharieva, Bryan/Brian.
fn soft_y(word: &str) -> String {
    let glides = |before: Option<char>, behind: &str| before.is_some_and(is_consonant) && behind.starts_with(is_vowel);
    replaced(word, "y", "i", |before, behind| glides(before, behind) && !behind.starts_with(['i', 'y']))
}

/// Cyrillic Е at the start: Yeltsin/Eltsin, Yekaterina/Ekaterina.
fn first_ye(word: &str) -> String {
    match word.strip_prefix("ye") {
        Some(rest) if rest.starts_with(is_consonant) => format!("e{rest}"),
        _ => word.to_owned(),
    }
}

/// The endings -y, -i, -yy, -iy, -ii, -ij, -yi of Slavic and Arabic names: Zelensky/Zelenskyy/Zelenskiy/Zelenski,
/// Sergey/Sergei, Navalny/Navalnyi. A single letter is folded behind "sk", behind a vowel in words of two syllables, and
/// in words of three: "Toni" is no "Tony", "Kay" no "Kai", "Terri" no "Terry".
fn ending_in_i(word: &str) -> String {
    let stem = word.trim_end_matches(['i', 'y', 'j']);
    let tail = &word[stem.len()..];
    let (long, syllables) = (tail.len() > 1 && !tail.starts_with('j'), syllables(word));
    let single = tail == "y" || tail == "i";
    let folds = match stem.chars().last() {
        Some(_) if stem.ends_with("sk") || long => !tail.starts_with('j'),
        Some('a' | 'e' | 'o') => single && syllables >= 2,
        Some(_) => single && syllables >= 3,
        None => false,
    };
    if folds && !tail.is_empty() { format!("{stem}i") } else { word.to_owned() }
}

/// Surnames only: Ivanov/Ivanoff, Medvedev/Medvedeff.
fn ending_in_f(word: &str) -> String {
    let long = syllables(word) > 1;
    let stem = ["off", "of", "eff", "ef"].iter().find(|end| long && word.ends_with(**end));
    stem.map_or_else(|| word.to_owned(), |end| format!("{}{}v", &word[..word.len() - end.len()], &end[..1]))
}

/// Surnames only: an Arabic or Persian name of origin in -i whose first sound ق is written q, k or, as in Libya and the
/// Gulf, g: Qaddafi/Gaddafi/Kadafi, Qahtani/Gahtani.
fn nisba(word: &str) -> String {
    let ends = word.strip_suffix('i').is_some_and(|stem| stem.ends_with(is_consonant));
    match word.strip_prefix('g') {
        Some(rest) if ends && rest.starts_with('a') && syllables(word) >= 3 => format!("k{rest}"),
        _ => word.to_owned(),
    }
}

/// Given names only: Carl/Karl, Erick/Eric/Erik, Christof/Kristof. As surnames, Cramer and Kramer are two.
fn hard_c(word: &str) -> String {
    let word = replaced(word, "ck", "k", |_, _| true);
    let word = replaced(&word, "chr", "kr", |_, _| true);
    replaced(&word, "c", "k", |_, behind| !behind.starts_with(['e', 'i', 'y', 'h']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn one_surname(spellings: &[&str]) {
        for other in spellings {
            assert_eq!(surname_key(spellings[0]), surname_key(other), "{} and {other}", spellings[0]);
        }
    }

    #[track_caller]
    fn one_given_name(spellings: &[&str]) {
        for other in spellings {
            assert_eq!(given_key(spellings[0]), given_key(other), "{} and {other}", spellings[0]);
        }
    }

    #[test]
    fn endings_in_y_and_i_are_one() {
        one_surname(&["zelensky", "zelenskyy", "zelenskiy", "zelenski", "zelenskij", "zelenskii"]);
        one_surname(&["navalny", "navalnyi", "navalniy", "navalni"]);
        one_surname(&["tolstoy", "tolstoi"]);
        one_given_name(&["sergey", "sergei"]);
        one_given_name(&["nikolay", "nikolai"]);
        one_given_name(&["vitaly", "vitali", "vitalii", "vitaliy"]);
    }

    #[test]
    fn sounds_that_english_lacks() {
        one_surname(&["khamenei", "hamenei"]);
        one_surname(&["qaddafi", "gaddafi", "kadhafi", "gadhafi", "kaddafi", "qadhafi"]);
        one_surname(&["qasim", "kasim", "qassim"]);
        one_surname(&["rouhani", "ruhani", "roohani"]);
        one_surname(&["ghani", "gani"]);
        one_given_name(&["mikhail", "mihail"]);
        one_given_name(&["aleksei", "alexei", "alexey", "aleksey"]);
        one_given_name(&["muhammad", "mohammed", "mohamed", "mohammad", "mohamad"]);
        one_given_name(&["rasheed", "rashid"]);
    }

    #[test]
    fn letters_of_neighbouring_languages() {
        one_surname(&["schroeder", "schroder"]);
        one_surname(&["mueller", "muller"]);
        one_surname(&["ivanov", "ivanoff"]);
        one_surname(&["eltsin", "yeltsin"]);
        one_given_name(&["tatyana", "tatiana"]);
        one_given_name(&["philipp", "philip", "filip"]);
        one_given_name(&["carl", "karl"]);
        one_given_name(&["erick", "eric", "erik"]);
        one_given_name(&["christof", "kristof", "christoph"]);
    }

    #[test]
    fn names_that_are_two_stay_two() {
        let given = [
            ("jan", "jana"),
            ("alexander", "alexandra"),
            ("christian", "christine"),
            ("francis", "frances"),
            ("mario", "maria"),
            ("michael", "michal"),
            ("rafael", "rafal"),
            ("joe", "jo"),
            ("joey", "joy"),
            ("tony", "toni"),
            ("terry", "terri"),
            ("bobby", "bobbi"),
            ("kay", "kai"),
            ("eric", "erica"),
            ("andre", "andrea"),
            ("hassan", "hussein"),
            ("daniel", "daniela"),
            ("marie", "mary"),
            ("karim", "karima"),
            ("oleg", "olga"),
        ];
        for (one, other) in given {
            assert_ne!(given_key(one), given_key(other), "{one} and {other}");
        }
        let surnames = [
            ("lee", "li"),
            ("lee", "le"),
            ("cramer", "kramer"),
            ("gates", "kates"),
            ("clark", "klark"),
            ("smith", "smyth"),
            ("zelensky", "zelenska"),
            ("ivanov", "ivanova"),
            ("khan", "kahn"),
            ("hansen", "hanson"),
            ("gandhi", "kandi"),
        ];
        for (one, other) in surnames {
            assert_ne!(surname_key(one), surname_key(other), "{one} and {other}");
        }
    }

    #[test]
    fn a_key_is_its_own_key_and_never_empty() {
        for word in ["zelenskyy", "qaddafi", "kk", "yy", "iii", "jjj", "y", "schroeder", "off", "kh", "qqqq", "aeae"] {
            let key = surname_key(word);
            assert!(!key.is_empty(), "{word}");
            assert_eq!(surname_key(&key), key, "{word}");
        }
    }
}
