//! A full name taken apart, and how two of them differ that may be one person's. Knows names only, no article.

use std::collections::BTreeSet;

use super::given::{gender_of, is_short_for, stands_for};
use super::spelling::{given_key, surname_key};
use crate::domain::{Difference, generation, name_words};

/// Arabic articles, written or left out: Bashar al-Assad, Bashar Assad.
const ARTICLES: [&str; 2] = ["al", "el"];

/// A word before the surname.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Given {
    text: String,
    key: String,
    /// Tied to the word before it by a hyphen, so that it cannot be left out: "Jean-Marc".
    bound: bool,
}

impl Given {
    fn is_initial(&self) -> bool {
        self.text.len() == 1
    }
}

/// A full name as it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FullName {
    /// The surname with its particles, without an Arabic article.
    family: String,
    family_key: String,
    given: Vec<Given>,
    generation: Option<String>,
}

/// The ways in which two names differ, each once, with the words that do.
pub(super) type Differences = BTreeSet<(Difference, String)>;

impl FullName {
    pub(super) fn of(name: &str) -> Self {
        let mut words = name_words(name);
        let family = without_article(words.pop().unwrap_or_default());
        let mut given: Vec<Given> = words.iter().flat_map(|word| given_words(word)).collect();
        // Behind the first name, so that somebody called Al stays.
        while given.len() > 1 && given.last().is_some_and(|last| ARTICLES.contains(&last.text.as_str())) {
            given.pop();
        }
        let family_key = family.split('-').map(surname_key).collect::<Vec<_>>().join("-");
        Self { family, family_key, given, generation: generation(name) }
    }

    /// Under which keys names are filed so that all that may differ from this one by more than an initial meet it.
    pub(super) fn files(&self) -> BTreeSet<String> {
        let whole: String = self.given.iter().map(|given| given.key.as_str()).collect();
        let first = self.given.first().map(|first| stands_for(&first.text)).unwrap_or_default();
        first.into_iter().chain([whole]).map(|key| format!("{} {key}", self.family_key)).collect()
    }

    /// Under which key names are filed by their first letter.
    pub(super) fn letter(&self) -> String {
        let first = self.given.first().and_then(|first| first.text.chars().next());
        format!("{} {}", self.family_key, first.unwrap_or_default())
    }

    /// Whether a slug is of a name with this surname.
    pub(super) fn is_surname_of(&self, slug: &str) -> bool {
        slug.strip_suffix(self.family.as_str()).is_some_and(|given| given.ends_with('-'))
    }

    pub(super) fn starts_with_initial(&self) -> bool {
        self.given.first().is_some_and(Given::is_initial)
    }

    /// How this name differs from another that may be the same person's; `None` where it cannot be.
    pub(super) fn differences(&self, other: &Self) -> Option<Differences> {
        let mut found = Differences::new();
        if self.family_key != other.family_key {
            return None;
        }
        if self.family != other.family {
            found.insert((Difference::Spelling, pair(&self.family, &other.family)));
        }
        match (&self.generation, &other.generation) {
            (Some(one), Some(two)) if one != two => return None,
            (Some(only), None) | (None, Some(only)) => _ = found.insert((Difference::Generation, shown(only))),
            _ => {}
        }
        if !self.is_joined(other) {
            self.compare_given(other, &mut found)?;
        } else if self.given != other.given {
            found.insert((Difference::Spelling, pair(&self.given_text(), &other.given_text())));
        }
        Some(found)
    }

    /// Whether the given names have the same letters, however they are parted: "Abdul Rahman", "Abdulrahman".
    fn is_joined(&self, other: &Self) -> bool {
        let whole = |name: &Self| name.given.iter().map(|given| given.key.as_str()).collect::<String>();
        whole(self) == whole(other)
    }

    fn given_text(&self) -> String {
        self.given.iter().map(|given| given.text.as_str()).collect::<Vec<_>>().join(" ")
    }

    fn compare_given(&self, other: &Self, found: &mut Differences) -> Option<()> {
        let ((first, middles), (others_first, others)) = (self.given.split_first()?, other.given.split_first()?);
        found.extend(first_names(first, others_first)?);
        for (one, two) in middles.iter().zip(others) {
            found.extend(middle_names(one, two)?);
        }
        let (long, short) = if middles.len() > others.len() { (middles, others) } else { (others, middles) };
        // Who writes initials writes all of them: "George W. Holt" is no "George W. H. Holt".
        if long.len() > short.len() && !short.is_empty() && short.iter().all(Given::is_initial) {
            return None;
        }
        for extra in &long[short.len()..] {
            if extra.bound {
                return None;
            }
            found.insert((Difference::Middle, shown(&extra.text)));
        }
        Some(())
    }
}

fn without_article(family: String) -> String {
    let rest = ARTICLES.iter().find_map(|article| family.strip_prefix(article)?.strip_prefix('-'));
    rest.map(str::to_owned).unwrap_or(family)
}

/// "jean-marc" is two words, the second bound; "j-f", as "J.F." is folded, are two initials.
fn given_words(word: &str) -> impl Iterator<Item = Given> + '_ {
    word.split('-').enumerate().map(|(at, text)| Given {
        text: text.to_owned(),
        key: given_key(text),
        bound: at > 0 && text.len() > 1,
    })
}

/// Two first names that may be one: equal, another spelling, an initial, a short form. Never a woman's and a man's.
fn first_names(one: &Given, other: &Given) -> Option<Differences> {
    if one.text == other.text {
        return Some(Differences::new());
    }
    if is_initial_of(one, other) {
        return Some(single(Difference::Initial, one, other));
    }
    if let (Some(one), Some(other)) = (gender_of(&one.text), gender_of(&other.text))
        && one != other
    {
        return None;
    }
    if one.key == other.key {
        return Some(single(Difference::Spelling, one, other));
    }
    let shared = stands_for(&one.text).intersection(&stands_for(&other.text)).next().is_some();
    shared.then(|| single(Difference::ShortForm, one, other))
}

fn middle_names(one: &Given, other: &Given) -> Option<Differences> {
    if one.text == other.text {
        return Some(Differences::new());
    }
    if is_initial_of(one, other) {
        return Some(single(Difference::Middle, one, other));
    }
    (one.key == other.key).then(|| single(Difference::Spelling, one, other))
}

fn is_initial_of(one: &Given, other: &Given) -> bool {
    one.is_initial() && other.text.starts_with(&one.text) || other.is_initial() && one.text.starts_with(&other.text)
}

fn single(difference: Difference, one: &Given, other: &Given) -> Differences {
    let (one, other) = (&one.text, &other.text);
    let detail = if is_short_for(other, one) && !is_short_for(one, other) {
        format!("{} / {}", shown(other), shown(one))
    } else if is_short_for(one, other) {
        format!("{} / {}", shown(one), shown(other))
    } else {
        pair(one, other)
    };
    Differences::from([(difference, detail)])
}

/// Two words, the same way round whichever is asked about: the shorter first.
fn pair(one: &str, other: &str) -> String {
    let (first, second) = if (one.len(), one) <= (other.len(), other) { (one, other) } else { (other, one) };
    format!("{} / {}", shown(first), shown(second))
}

/// Folded words as readers write them.
fn shown(words: &str) -> String {
    let capital =
        |word: &str| word.chars().take(1).map(|c| c.to_ascii_uppercase()).chain(word.chars().skip(1)).collect();
    words.split(' ').map(capital).collect::<Vec<String>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn differ(one: &str, other: &str) -> Option<Vec<Difference>> {
        let (one, other) = (FullName::of(one), FullName::of(other));
        let found = one.differences(&other);
        assert_eq!(found, other.differences(&one), "it does not matter which is asked");
        found.map(|all| all.into_iter().map(|(difference, _)| difference).collect())
    }

    #[test]
    fn spellings_of_one_name() {
        let pairs = [
            ("Sergei Lavrov", "Sergey Lavrov"),
            ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
            ("Muammar Gaddafi", "Moammar Qaddafi"),
            ("Abdul Rahman Fattah", "Abdulrahman Fattah"),
            ("Bashar al-Assad", "Bashar Assad"),
            ("Bashar al Assad", "Bashar Al-Assad"),
        ];
        for (one, other) in pairs {
            let found = differ(one, other).unwrap_or_else(|| panic!("{one} and {other}"));
            assert!(found.iter().all(|d| *d == Difference::Spelling), "{one} and {other}: {found:?}");
        }
    }

    #[test]
    fn middle_names_initials_and_short_forms() {
        assert_eq!(differ("John F. Kennedy", "John Kennedy"), Some(vec![Difference::Middle]));
        assert_eq!(differ("John F. Kennedy", "John Fitzgerald Kennedy"), Some(vec![Difference::Middle]));
        assert_eq!(differ("J. F. Kennedy", "John F. Kennedy"), Some(vec![Difference::Initial]));
        assert_eq!(differ("J.F. Kennedy", "J. F. Kennedy"), Some(vec![]));
        assert_eq!(differ("Joe Adair", "Joseph Adair"), Some(vec![Difference::ShortForm]));
        assert_eq!(differ("Bill Adair", "Will Adair"), Some(vec![Difference::ShortForm]));
        assert_eq!(differ("Joseph R. Adair", "Joe Adair"), Some(vec![Difference::Middle, Difference::ShortForm]));
        assert_eq!(differ("Martin King Jr.", "Martin King"), Some(vec![Difference::Generation]));
    }

    #[test]
    fn names_of_two_persons() {
        let pairs = [
            ("John F. Kennedy", "John G. Kennedy"),
            ("John Kennedy", "Joan Kennedy"),
            ("Jan Novak", "Jana Novak"),
            ("Alexander Holt", "Alexandra Holt"),
            ("Christian Holt", "Christine Holt"),
            ("Francis Holt", "Frances Holt"),
            ("John Smith Jr.", "John Smith Sr."),
            ("John Smith Jr.", "John Smith III"),
            ("Jan van Smith", "Jan Smith"),
            ("Jean-Marc Holt", "Jean Holt"),
            ("Anne Smith-Jones", "Anne Jones"),
            ("Mohammed bin Salman", "Mohammed Salman"),
            ("Alexandra Holt", "Alex P. Holtz"),
        ];
        for (one, other) in pairs {
            assert_eq!(differ(one, other), None, "{one} and {other}");
        }
    }

    #[test]
    fn all_that_may_be_one_are_filed_together() {
        let pairs =
            [("Joe Adair", "Joseph Adair"), ("Bill Adair", "Will Adair"), ("Abdul Rahman Fat", "Abdulrahman Fat")];
        for (one, other) in pairs {
            let (one, other) = (FullName::of(one).files(), FullName::of(other).files());
            assert!(one.intersection(&other).next().is_some(), "{one:?} {other:?}");
        }
        assert_eq!(FullName::of("J. Adair").letter(), FullName::of("John Adair").letter());
    }
}
