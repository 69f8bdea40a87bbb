//! Where several people speak together: "Ann Smith (R-Ohio) and Karl Osei of Leeds". Imports the line and the lexicon.

use super::super::lexicon::{ADDRESS, RELATIVE};
use super::super::line::Line;
use super::subject::{before_brackets, phrase_start};

/// Whether a person's name ends at `last`, with what says whence: "Ann Smith (R-Ohio)", "Ann Smith of Ohio"; or, before
/// the comma of a list, another name of the list: "Ann Smith, Karl Osei, | and".
pub(super) fn closes_person(line: &Line<'_>, last: usize, from: usize) -> bool {
    let end = before_brackets(line, last + 1, from);
    // "Mr | and Mrs Smith"
    if line.is(last, ADDRESS) || line.word(last) == "." && last > from && line.is(last - 1, ADDRESS) {
        return true;
    }
    let Some(at) = end.checked_sub(1).filter(|&at| at > from) else { return line.is_person(last) };
    line.is_person(at) || is_home(line, at) || is_listed(line, at, from)
}

/// "Ann Smith | of Ohio"
fn is_home(line: &Line<'_>, at: usize) -> bool {
    let first = line.name_at(at).map_or(at, |n| n.first_token);
    let of = first.checked_sub(1).filter(|&of| line.is_capital(at) && line.one_of(of, &["of", "from"]));
    of.is_some_and(|of| of > 0 && line.is_person(of - 1))
}

/// "Ann Smith, Karl Osei, and": two names at least stand before the comma at `at`; or, at the head of the sentence, one
/// with what that person is: "Ann Smith, the mayor, and".
fn is_listed(line: &Line<'_>, at: usize, from: usize) -> bool {
    let before = |comma: usize| comma.checked_sub(1).filter(|_| line.is_comma(comma)).and_then(|i| line.name_at(i));
    let person = |comma: usize| before(comma).filter(|_| line.is_person(comma - 1));
    if let Some(second) = before(at) {
        let comma = phrase_start(line, second.first_token).checked_sub(1).filter(|&c| c > from);
        return line.is_person(at - 1) && comma.is_some_and(|comma| person(comma).is_some());
    }
    let open = (from + 1..at).rev().take(APPOSITION).find(|&i| line.is_comma(i)).filter(|_| line.is_comma(at));
    open.and_then(person).is_some_and(|name| phrase_start(line, name.first_token) <= from)
}

/// No more tokens stand between the commas that say what somebody is.
const APPOSITION: usize = 12;

/// "Ann Smith, the mayor, | and her deputy, Karl Osei, |": whether what stands between a name and its verb brings in
/// somebody else.
pub(super) fn adds_somebody(line: &Line<'_>, mut between: std::ops::Range<usize>) -> bool {
    let end = between.end;
    let joins = |i: usize| line.is_comma(i) && line.one_of(i + 1, &["and", "or", "nor"]);
    let clause = line.is(between.start + 1, RELATIVE);
    // "Ann Smith, head of the school, and chair of the board, said" is one.
    !clause && between.any(|i| joins(i) && (i + 2..end).any(|at| line.is_person(at)))
}

/// The first token behind what says whence a person is whose name ends before `at`: "(R-Ohio)", "of Ohio".
pub(super) fn behind_home(line: &Line<'_>, at: usize) -> usize {
    if line.word(at) == "(" {
        return (at..at + 8).find(|&i| line.word(i) == ")").map_or(at, |close| close + 1);
    }
    let of = line.one_of(at, &["of", "from"]) && line.is_capital(at + 1);
    if of { (at + 1..at + 5).find(|&i| !line.is_capital(i)).unwrap_or(at) } else { at }
}
