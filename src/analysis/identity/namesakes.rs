//! Members of one full name: one person, unless articles speak of a woman and of a man.

use std::collections::{BTreeMap, BTreeSet};

use super::known::{Known, expected, said};
use crate::domain::{Gender, Member};

/// The members of one person of one full name.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Namesake {
    pub(super) slug: String,
    pub(super) members: Vec<usize>,
}

/// Who bears the full name of which `all` are the members.
///
/// Where two do, the one whose gender the given name lets expect keeps the name's own address, so that one slip of one
/// article moves nobody: "Ms Joe Holt" is another than Joe Holt, who stays where he was.
pub(super) fn namesakes(slug: &str, all: Vec<usize>, members: &[Member]) -> Vec<Namesake> {
    let genders: BTreeSet<Gender> = all.iter().filter_map(|index| said(&members[*index])).collect();
    if genders.len() < 2 {
        return vec![Namesake { slug: slug.to_owned(), members: all }];
    }
    let expected = all.iter().find_map(|index| expected(&members[*index].name));
    let (spoken, silent): (Vec<usize>, Vec<usize>) = all.into_iter().partition(|i| said(&members[*i]).is_some());
    let mut of_gender: BTreeMap<Option<Gender>, Vec<usize>> = BTreeMap::new();
    for index in spoken {
        of_gender.entry(said(&members[index])).or_default().push(index);
    }
    let of = |all: &[usize]| Known::of(&all.iter().map(|index| &members[*index]).collect::<Vec<_>>());
    let known: BTreeMap<_, _> = of_gender.iter().map(|(gender, all)| (*gender, of(all))).collect();
    let homes: Vec<_> = silent.iter().map(|index| tied(&members[*index], &known).or(expected)).collect();
    for (index, home) in silent.into_iter().zip(homes) {
        of_gender.entry(home).or_default().push(index);
    }
    of_gender.into_iter().map(|(gender, members)| part(slug, gender, expected, members)).collect()
}

/// The one of the two to whom an office or company ties a member of whose gender nothing is said.
fn tied(member: &Member, known: &BTreeMap<Option<Gender>, Known<'_>>) -> Option<Gender> {
    let one = Known::of(&[member]);
    let ties = |other: &&Known<'_>| one.offices.shares_telling(&other.offices) || one.shares_telling_company(other);
    let mut fits = known.iter().filter(|(_, known)| ties(known)).filter_map(|(gender, _)| *gender);
    fits.next().filter(|_| fits.next().is_none())
}

fn part(slug: &str, gender: Option<Gender>, expected: Option<Gender>, mut members: Vec<usize>) -> Namesake {
    members.sort_unstable();
    let slug = match gender {
        Some(Gender::Female) if gender != expected => format!("{slug}_ms"),
        Some(Gender::Male) if gender != expected => format!("{slug}_mr"),
        _ => slug.to_owned(),
    };
    Namesake { slug, members }
}
