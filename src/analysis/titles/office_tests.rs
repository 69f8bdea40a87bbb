//! Whom a title alone means. All names and sentences are our own.

use std::collections::BTreeSet;

use super::super::line::Line;
use super::office::{Office, Offices};
use super::unnamed;
use crate::domain::{CastMember, Gender};

fn cast(titled: &[&[&str]]) -> Offices {
    let member = |titles: &&[&str]| CastMember {
        name: "Kim Brandt".to_owned(),
        forms: Vec::new(),
        titles: titles.iter().map(|t| (*t).to_owned()).collect(),
        gender: titles.contains(&"actress").then_some(Gender::Female),
    };
    Offices::of(&titled.iter().map(member).collect::<Vec<_>>(), BTreeSet::new())
}

fn check(titled: &[&[&str]], cases: &[(&str, Option<usize>)]) {
    let cast = cast(titled);
    for (phrase, expected) in cases {
        let found = Office::of(phrase).and_then(|office| cast.holder(&office, None));
        assert_eq!(found, *expected, "the {phrase} among {titled:?}");
    }
}

#[test]
fn the_noun_and_what_stands_with_it_must_agree() {
    check(
        &[&["Norrland Foreign Minister"], &["Sen.", "senator from Ruhland"], &["harbour board chairwoman"]],
        &[
            ("foreign minister", Some(0)),
            ("Norrland minister", Some(0)),
            ("finance minister", None),
            ("senator", Some(1)),
            ("Ruhland senator", Some(1)),
            ("Leith senator", None),
            ("senator from Ruhland", Some(1)),
            ("chairman of the board", Some(2)),
            ("mayor", None),
        ],
    );
}

#[test]
fn of_two_nobody_is_chosen() {
    check(
        &[&["Democratic nominee", "former secretary of state"], &["Republican nominee"]],
        &[
            ("nominee", None),
            ("Republican nominee", Some(1)),
            ("GOP nominee", Some(1)),
            ("former secretary of state", Some(0)),
            ("secretary of state", None),
        ],
    );
    check(&[&["Sen."], &["senator"]], &[("senator", None)]);
}

#[test]
fn a_rank_or_a_time_makes_another_office() {
    check(
        &[&["vice president"], &["President"], &["former President"]],
        &[
            ("president", Some(1)),
            ("vice-president", Some(0)),
            ("former president", Some(2)),
            ("ex-president", Some(2)),
        ],
    );
    check(&[&["acting mayor"]], &[("mayor", Some(0)), ("acting mayor", Some(0)), ("former mayor", None)]);
    check(&[&["mayor"]], &[("acting mayor", None), ("deputy mayor", None), ("mayor-elect", None), ("mayor", Some(0))]);
}

#[test]
fn the_president_is_not_that_of_a_firm() {
    check(&[&["president of the Brandt Institute"]], &[("president", None)]);
    check(&[&["president of the Brandt Institute"]], &[("institute's president", Some(0))]);
}

#[test]
fn gender_and_relation_speak_against() {
    check(&[&["actress", "spokeswoman"]], &[("actress", Some(0)), ("spokeswoman", Some(0)), ("spokesman", None)]);
    check(&[&["Mr Moe's deputy"]], &[("deputy", None)]);
}

#[test]
fn who_came_in_without_a_name_may_be_meant() {
    let heads = |text: &str| unnamed::heads(&Line::of(text)).collect::<Vec<_>>();
    assert_eq!(heads("It was open, a port spokeswoman said."), ["spokesperson"]);
    assert_eq!(heads("Eva Moe, a port spokeswoman, left."), Vec::<String>::new());
    assert_eq!(heads("On Monday a port spokeswoman said it was open."), ["spokesperson"]);
    assert_eq!(heads("She is a teacher."), Vec::<String>::new());
    assert_eq!(heads("One senator left."), ["senator"]);
}
