//! Finds what a named person is called on one line: before the name ("Russian Foreign Minister"), behind it ("head of
//! the firm"), and by relation ("Mr Blinken's deputy"). Imports the line and the lexicon.

mod behind;
mod front;
pub(crate) mod office;
#[cfg(test)]
mod office_tests;
mod relation;
#[cfg(test)]
mod tests;
pub(crate) mod unnamed;

use std::ops::Range;

use super::gender;
use super::lexicon::{ADDRESS, CONJUNCTION, RELATION};
use super::line::Line;
use super::names::{Name, is_demonym};
use crate::domain::Gender;

/// The longest title, in tokens; longer stretches are descriptions.
const LONGEST: usize = 14;

/// What a line calls somebody.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Called {
    /// The titles that can stand on a page of their own: "his wife" is none, since it does not say whose.
    pub(crate) titles: Vec<String>,
    /// What all of it tells of the person's gender.
    pub(crate) gender: Option<Gender>,
}

/// The first token of the word of address before a name ("Mr", "Dr."), if there is one.
pub(crate) fn address_before(line: &Line<'_>, name: &Name) -> Option<usize> {
    let mut at = name.first_token.checked_sub(1)?;
    if line.word(at) == "." && at > 0 && line.touches(at - 1) {
        at -= 1;
    }
    (line.is(at, ADDRESS) && line.is_capital(at) && line.name_at(at).is_none()).then_some(at)
}

/// All that stands with `name` on its line.
pub(crate) fn called(line: &Line<'_>, name: &Name) -> Called {
    let address = address_before(line, name);
    let start = address.unwrap_or(name.first_token);
    let mut ranges = front::titles(line, start, address);
    // In "Ann Smith, the spokeswoman, Mr Jones's words" the title is that of the first name.
    let owns = line.is_possessive(name.last_token + 1);
    ranges.extend(relation::before(line, start).filter(|_| !owns));
    ranges.extend(behind::title(line, name.last_token + 1));
    let texts = || ranges.iter().map(|range| text(line, range));
    Called {
        gender: texts().find_map(|title| gender::of_title(&title)),
        titles: ranges.iter().filter(|range| tells(line, range)).map(|range| text(line, range)).collect(),
    }
}

/// Whether a title says anything of the person alone. "wife" says it only with whose: "Mr Khan's wife", "mother of Ann",
/// "Smith ally"; and in "deputy mayor" the word of relation only colours the noun behind it.
fn tells(line: &Line<'_>, title: &Range<usize>) -> bool {
    let relation = |&i: &usize| line.is(i, RELATION) && !line.is_capital(i);
    let Some(first) = title.clone().find(relation) else { return true };
    let owned = (title.start..first).any(|i| {
        line.is_possessive(i) || line.is_capital(i) && line.name_index(i).is_some() && !is_demonym(line.word(i))
    });
    let more = first + 1 < title.end && !line.is(first + 1, CONJUNCTION);
    owned || more
}

/// The title as it stands; one of several senators is a senator, and "the then chief" and "then the chief" are one.
fn text(line: &Line<'_>, title: &Range<usize>) -> String {
    let dotted = line.word(title.end) == "." && line.touches(title.end - 1) && line.is(title.end - 1, ADDRESS);
    let end = if dotted { title.end + 1 } else { title.end };
    let text = line.text_of(title.start..end).split_whitespace().collect::<Vec<_>>().join(" ");
    let text = text.strip_prefix("then the ").map_or_else(|| text.clone(), |rest| format!("then {rest}"));
    match text.strip_suffix("ens.").or_else(|| text.strip_suffix("eps.")) {
        Some(stem) if stem.ends_with(['S', 'R']) => format!("{}.", &text[..text.len() - 2]),
        _ => text,
    }
}
