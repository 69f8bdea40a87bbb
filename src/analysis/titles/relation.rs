//! Titles before a comma and the name: "Mr Blinken's deputy, Wendy Sherman", "the treasurer of the city, Ann Smith".
//! Imports the line and the lexicon.

use std::ops::Range;

use super::super::lexicon::{DETERMINER, POSSESSIVE, ROLE, TITLE_MODIFIER};
use super::super::line::Line;
use super::front::belongs;
use super::{LONGEST, address_before};

/// The title that ends at a comma right before token `start`.
pub(super) fn before(line: &Line<'_>, start: usize) -> Option<Range<usize>> {
    let comma = start.checked_sub(1).filter(|&at| line.is_comma(at))?;
    let mut at = comma;
    while at > 0 && comma - at < LONGEST && (belongs(line, at - 1, comma) || line.is(at - 1, ROLE.or(TITLE_MODIFIER))) {
        at -= 1;
    }
    while at < comma && (line.is_possessive(at) || !line.is_word(at) || line.one_of(at, &["own"])) {
        at += 1;
    }
    let before = at.checked_sub(1).filter(|_| at < comma && line.is(comma - 1, ROLE))?;
    if !line.is_possessive(before) {
        let own = line.one_of(before, &["own"]).then(|| before.checked_sub(1)).flatten().unwrap_or(before);
        return (line.is(own, DETERMINER.or(POSSESSIVE)) || line.is_possessive(own)).then_some(at..comma);
    }
    let owner = before.checked_sub(1).and_then(|p| line.name_at(p));
    let first = owner.map(|o| address_before(line, o).unwrap_or(o.first_token));
    Some(first.unwrap_or(at)..comma)
}
