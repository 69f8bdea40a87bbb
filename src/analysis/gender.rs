//! Whether a person is spoken of as "she" or "he", as far as titles and given names tell. Imports the name lists.

use super::names;
use crate::domain::{Gender, fold};

/// Endings and words of titles that only one gender bears.
const FEMALE: &[&str] = &[
    "mother",
    "daughter",
    "wife",
    "widow",
    "sister",
    "aunt",
    "niece",
    "queen",
    "princess",
    "actress",
    "duchess",
    "grandmother",
    "granddaughter",
    "stepmother",
    "stepdaughter",
    "half-sister",
    "girlfriend",
    "fiancee",
    "ex-wife",
    "daughter-in-law",
    "mother-in-law",
    "sister-in-law",
    "heiress",
    "empress",
    "countess",
    "nun",
    "waitress",
    "housewife",
    "headmistress",
    "confidante",
    "lady",
];
const MALE: &[&str] = &[
    "spokesman",
    "congressman",
    "policeman",
    "father",
    "son",
    "husband",
    "widower",
    "brother",
    "uncle",
    "nephew",
    "king",
    "prince",
    "duke",
    "grandfather",
    "grandson",
    "stepfather",
    "stepson",
    "half-brother",
    "boyfriend",
    "ex-husband",
    "son-in-law",
    "father-in-law",
    "brother-in-law",
    "businessman",
    "councilman",
    "assemblyman",
    "clergyman",
    "monk",
    "emperor",
    "headmaster",
    "pope",
];

/// What a title tells: "spokeswoman", "Mr Khan's wife", "mother of two", "wife and partner in the shop".
pub(crate) fn of_title(title: &str) -> Option<Gender> {
    let ends = ["of", "and", "in", "at", "for", "from", "to"];
    let last = title.split_whitespace().take_while(|w| !ends.contains(w)).last().map(fold)?;
    if FEMALE.contains(&last.as_str()) || last.ends_with("woman") {
        Some(Gender::Female)
    } else if MALE.contains(&last.as_str()) {
        Some(Gender::Male)
    } else {
        None
    }
}

/// What a given name tells, where nearly all who bear it are of one gender.
pub(crate) fn of_given_name(name: &str) -> Option<Gender> {
    match names::gender_of(name) {
        names::Gender::Female => Some(Gender::Female),
        names::Gender::Male => Some(Gender::Male),
        _ => None,
    }
}

/// What a given name tells, or where it tells nothing, the names that it may be short for: "Bernie".
pub(crate) fn of_name(given: &str) -> Option<Gender> {
    of_given_name(given).or_else(|| super::identity::given::gender_of(given))
}
