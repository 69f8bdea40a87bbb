//! Whether a person is spoken of as "she" or "he", as far as titles and given names tell. Imports the name lists.

use super::names;
use crate::domain::{Gender, fold};

/// Endings and words of titles that only one gender bears.
const FEMALE: &[&str] = &[
    "woman", "mother", "daughter", "wife", "widow", "sister", "aunt", "niece", "queen", "princess", "actress",
    "duchess",
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
];

/// What a title tells: "spokeswoman".
pub(crate) fn of_title(title: &str) -> Option<Gender> {
    // In "his wife, Ann Smith" the title is the whole; in "the mother of two" the first noun counts.
    let head = title.split(" of ").next().unwrap_or(title);
    let last = fold(head.rsplit(' ').next().unwrap_or(head));
    if FEMALE.iter().any(|f| last == *f || last.ends_with("woman")) {
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
