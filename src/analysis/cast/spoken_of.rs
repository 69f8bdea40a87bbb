//! What "he" and "she" tell of somebody whose name tells nothing: where an article goes on with one of them behind the
//! only person that a sentence names, and does so more than once, that is what this person is. Good for pronouns alone:
//! whether two articles speak of one person is settled without it. Imports the line.

use super::Cast;
use crate::analysis::lexicon::{PRONOUN_FEMALE, PRONOUN_MALE};
use crate::analysis::line::Line;
use crate::analysis::names::Class;
use crate::domain::Gender;

/// How far behind a name its pronoun is looked for.
const NEAR: usize = 24;
/// One sentence may speak of somebody else.
const ENOUGH: usize = 2;

/// The gender of each member, as names and titles tell it, or else as the article speaks of them.
pub(super) fn genders(lines: &[Line<'_>], cast: &Cast) -> Vec<Option<Gender>> {
    let mut votes = vec![[0_usize; 2]; cast.members.len()];
    for (index, line) in lines.iter().enumerate() {
        for (member, gender) in line.sentences.iter().filter_map(|sentence| vote(line, index, sentence.clone(), cast)) {
            votes[member][usize::from(gender == Gender::Male)] += 1;
        }
    }
    let heard = |[she, he]: [usize; 2]| match (she, he) {
        (0, ENOUGH..) => Some(Gender::Male),
        (ENOUGH.., 0) => Some(Gender::Female),
        _ => None,
    };
    cast.members.iter().zip(votes).map(|(member, votes)| member.gender.or_else(|| heard(votes))).collect()
}

/// Whom a sentence speaks of as "he" or "she".
fn vote(line: &Line<'_>, index: usize, sentence: std::ops::Range<usize>, cast: &Cast) -> Option<(usize, Gender)> {
    let first = line.names.partition_point(|n| n.first_token < sentence.start);
    let persons = line.names[first..].iter().enumerate().take_while(|(_, n)| n.first_token < sentence.end);
    let mut persons = persons.filter(|(_, n)| n.class == Class::Person).map(|(i, n)| (first + i, n));
    let ((name, only), None) = (persons.next()?, persons.next()) else { return None };
    let member = cast.member_of(index, name).filter(|&m| cast.members[m].gender.is_none())?;
    let behind = only.last_token + 1;
    if line.in_quote(only.first_token) || line.is_possessive(behind) {
        return None;
    }
    let mut near = (behind..sentence.end.min(behind + NEAR)).filter(|&i| !line.in_quote(i));
    let gender = near.find_map(|i| {
        if line.is(i, PRONOUN_MALE) || line.one_of(i, &["his", "him"]) {
            Some(Gender::Male)
        } else if line.is(i, PRONOUN_FEMALE) || line.one_of(i, &["her"]) {
            Some(Gender::Female)
        } else {
            None
        }
    })?;
    Some((member, gender))
}
