//! The few things that no weight may overrule: after `Mr` stands a person, before `(Bill) Turner` a given name, and Tuesday, France and the French are none.

use super::decode::Scores;
use super::evidence::{AFTER_GIVEN, AFTER_HONORIFIC, AFTER_TITLE, Evidence};
use super::line::Line;
use super::lists;
use super::spans::is_nickname;
use super::word::{CAPITAL, HYPHEN, INNER_CAPITAL, Role, Sign};

/// More than any sum of weights that is seen in text.
const CERTAIN: i32 = 2000;

/// Corrects the scores of the word `at`.
pub(super) fn overrule(line: &Line<'_>, evidence: &Evidence, at: usize, scores: &mut Scores) {
    let word = line.word(at, 0);
    let addressed = line.word(at, line.before(at)).lists & lists::COURTESY != 0;
    if addressed && word.role == Role::Capital || is_surname_first(line, at) || is_nicknamed(line, at) {
        scores[1] += CERTAIN;
    } else if at > 0 && is_surname_first(line, at - 1) {
        scores[2] += CERTAIN;
    } else if is_no_person(word.lists) && evidence.facts(word.hash) & (AFTER_HONORIFIC | AFTER_GIVEN | AFTER_TITLE) == 0
    {
        scores[1] -= CERTAIN;
    }
}

/// `Wu Chi-wai`, `Moon Jae-in`: an East Asian surname, then two syllables with a hyphen.
fn is_surname_first(line: &Line<'_>, at: usize) -> bool {
    let surname = line.word(at, 0);
    if surname.lists & lists::EAST_SURNAME == 0 || surname.role != Role::Capital {
        return false;
    }
    let (given, before) = (line.word(at, 1), line.word(at, -1));
    let hyphened = given.shape & !INNER_CAPITAL == CAPITAL | HYPHEN && given.len <= 11;
    let follows_given = before.role == Role::Capital && before.lists & lists::ANY_GIVEN != 0;
    hyphened && given.lists == 0 && !follows_given
}

/// `William (Bill) Turner`: a given name, a nickname in marks, another capital.
fn is_nicknamed(line: &Line<'_>, at: usize) -> bool {
    let word = line.word(at, 0);
    word.role == Role::Capital
        && word.lists & lists::ANY_GIVEN != 0
        && line.is_sign(at, 1, Sign::Opening)
        && line.word(at, 4).role == Role::Capital
        && is_nickname(line, at + 1)
}

/// Days, nations and well-known places that are nobody's name.
fn is_no_person(listed: lists::Lists) -> bool {
    let named = listed & (lists::ANY_GIVEN | lists::SURNAME) != 0;
    !named && listed & (lists::MONTH | lists::DEMONYM | lists::PLACE_COMMON | lists::PRONOUN) != 0
}
