//! Where several people speak together: "Ann Smith (R-Ohio) and Karl Osei of Leeds". Imports the line.

use super::super::line::Line;
use super::subject::{before_brackets, phrase_start};

/// Whether a person's name ends at `last`, with what says whence: "Ann Smith (R-Ohio)", "Ann Smith of Ohio"; or, before
/// the comma of a list, another name of the list: "Ann Smith, Karl Osei, | and".
pub(super) fn closes_person(line: &Line<'_>, last: usize, from: usize) -> bool {
    let end = before_brackets(line, last + 1, from);
    let Some(at) = end.checked_sub(1).filter(|&at| at > from) else { return line.is_person(last) };
    line.is_person(at) || is_home(line, at) || is_listed(line, at, from)
}

/// "Ann Smith | of Ohio"
fn is_home(line: &Line<'_>, at: usize) -> bool {
    let first = line.name_at(at).map_or(at, |n| n.first_token);
    let of = first.checked_sub(1).filter(|&of| line.is_capital(at) && line.one_of(of, &["of", "from"]));
    of.is_some_and(|of| of > 0 && line.is_person(of - 1))
}

/// "Ann Smith, Karl Osei, and": two names at least stand before the comma at `at`.
fn is_listed(line: &Line<'_>, at: usize, from: usize) -> bool {
    let Some(second) = at.checked_sub(1).filter(|_| line.is_comma(at)).and_then(|i| line.name_at(i)) else {
        return false;
    };
    let comma = phrase_start(line, second.first_token).checked_sub(1).filter(|&c| c > from && line.is_comma(c));
    line.is_person(at - 1) && comma.is_some_and(|c| line.is_person(c - 1))
}

/// The first token behind what says whence a person is whose name ends before `at`: "(R-Ohio)", "of Ohio".
pub(super) fn behind_home(line: &Line<'_>, at: usize) -> usize {
    if line.word(at) == "(" {
        return (at..at + 8).find(|&i| line.word(i) == ")").map_or(at, |close| close + 1);
    }
    let of = line.one_of(at, &["of", "from"]) && line.is_capital(at + 1);
    if of { (at + 1..at + 5).find(|&i| !line.is_capital(i)).unwrap_or(at) } else { at }
}
