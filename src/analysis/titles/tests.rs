//! What people are called, sentence by sentence. All sentences are our own.

use super::super::line::Line;
use super::super::names::{Class, Name};
use super::{Called, called};
use crate::domain::Gender;

/// What the name between square brackets is called; other names of persons stand between angle brackets.
fn called_in(marked: &str) -> Called {
    let text: String = marked.chars().filter(|c| !"[]<>".contains(*c)).collect();
    let mut line = Line::of(&text);
    let mut names = Vec::new();
    for (open, close) in [('<', '>'), ('[', ']')] {
        let mut from = 0;
        while let Some(start) = marked[from..].find(open).map(|i| i + from) {
            let end = marked[start..].find(close).map_or(marked.len(), |i| i + start);
            let plain = |at: usize| at - marked[..at].chars().filter(|c| "[]<>".contains(*c)).count();
            let inside = |i: &usize| {
                line.tokens[*i].span.range().start >= plain(start) && line.tokens[*i].span.range().end <= plain(end)
            };
            let tokens: Vec<usize> = (0..line.len()).filter(inside).collect();
            names.push(Name {
                first_token: tokens[0],
                last_token: tokens[tokens.len() - 1],
                class: Class::Person,
                margin: 9,
            });
            from = end;
        }
    }
    names.sort_by_key(|n| n.first_token);
    line.set_names(names);
    let at =
        marked.find('[').map_or(0, |i| marked[..i].chars().filter(|c| !"<>".contains(*c)).map(char::len_utf8).sum());
    let name =
        line.names.iter().find(|n| line.tokens[n.first_token].span.start as usize == at).expect("the marked name");
    called(&line, name)
}

fn check(cases: &[(&str, &[&str])]) {
    for (marked, expected) in cases {
        assert_eq!(called_in(marked).titles, *expected, "{marked}");
    }
}

#[test]
fn before_the_name() {
    check(&[
        ("They met Norrland Foreign Minister [Ola Brandt] today.", &["Norrland Foreign Minister"]),
        ("The plan of former harbour board chairman [Ola Brandt] failed.", &["former harbour board chairman"]),
        ("He asked US Secretary of State [Ola Brandt] for help.", &["US Secretary of State"]),
        ("They heard from ferry company boss [Ola Brandt].", &["ferry company boss"]),
        ("Director of National Intelligence [Ola Brandt] left.", &["Director of National Intelligence"]),
        ("They saw Lt. Gov. [Ola Brandt] leave.", &["Lt. Gov."]),
        ("Then Sen. [Ola Brandt] left.", &["Sen."]),
        ("It was led by the then mayor [Ola Brandt].", &["then mayor"]),
    ]);
}

#[test]
fn a_verb_before_a_title_is_no_part_of_it() {
    check(&[
        ("The board destroyed President [Brandt] in a week.", &["President"]),
        ("That could force Sen. [Ola Brandt] to stand down.", &["Sen."]),
        ("Guests including former Ruhland governor [Ola Brandt] left.", &["former Ruhland governor"]),
        ("It did not surprise Liberal pollster [Ola Brandt].", &["Liberal pollster"]),
        ("The vote was Judge [Brandt]'s.", &["Judge"]),
        ("She was told to fire campaign manager [Ola Brandt].", &["campaign manager"]),
        ("A decision backed Governor [Brandt].", &["Governor"]),
    ]);
}

#[test]
fn two_titles_in_a_row_are_two() {
    check(&[
        (
            "They heard presidential candidate Ruhland Senator [Ola Brandt].",
            &["presidential candidate", "Ruhland Senator"],
        ),
        ("They heard former CIA director Gen. [Ola Brandt].", &["former CIA director", "Gen."]),
        ("They heard Attorney General [Ola Brandt].", &["Attorney General"]),
    ]);
}

#[test]
fn the_title_of_another_is_not_taken() {
    check(&[
        ("A spokesman for House Speaker [Ola Brandt] said so.", &["House Speaker"]),
        ("The wife of President [Brandt] came.", &["President"]),
        ("Undersecretary for Schools [Ola Brandt] left.", &["Undersecretary for Schools"]),
        ("They saw University of Ruhland president [Ola Brandt].", &["University of Ruhland president"]),
        ("Two of them, Sens. [Ola Brandt] and <Eva Moe>, left.", &["Sen."]),
    ]);
}

#[test]
fn behind_the_name() {
    check(&[
        ("[Ola Brandt], leader of the Harbour League, left.", &["leader of the Harbour League"]),
        ("[Ola Brandt], 45, a teacher from Leith, left.", &["teacher from Leith"]),
        ("[Ola Brandt], a spokesman for Mrs. <Moe>, left.", &["spokesman for Mrs. Moe"]),
        ("[Ola Brandt], then the finance director, left.", &["then finance director"]),
        ("[Ola Brandt], the secretary of their association, left.", &["secretary"]),
        ("[Ola Brandt], ambassador to Norrland from 2007 to 2013, left.", &["ambassador to Norrland"]),
        ("[Ola Brandt], who is the mayor of Leith, left.", &["mayor of Leith"]),
        ("[Ola Brandt], who heads the harbour board, left.", &["heads the harbour board"]),
        ("[Ola Brandt], founding partner at Moe Shipping, left.", &["founding partner at Moe Shipping"]),
    ]);
}

#[test]
fn what_stands_behind_may_be_no_title() {
    check(&[
        ("Of [Ola Brandt], people have never elected a pessimistic president, he said.", &[]),
        ("[Ola Brandt], as a presidential candidate, left.", &[]),
        ("[Ola Brandt], saying the likely nominee left, sat down.", &[]),
        ("[Ola Brandt], is now senior vice president.", &[]),
        ("[Ola Brandt], who chairs of oak suit, sat down.", &[]),
    ]);
}

#[test]
fn a_relation_is_told_only_with_whose() {
    check(&[
        ("Mr <Moe>'s deputy, [Ola Brandt], left.", &["Mr Moe's deputy"]),
        ("They met <Eva Moe>'s husband [Ola Brandt].", &["Eva Moe's husband"]),
        ("His wife, [Eva Brandt], left.", &[]),
        ("[Ola Brandt], her deputy for six years, left.", &[]),
        ("[Ola Brandt], the father of <Eva Moe>, left.", &["father of Eva Moe"]),
        ("A friend, [Ola Brandt], left.", &[]),
        ("The town's own expert, [Ola Brandt], left.", &["expert"]),
    ]);
}

#[test]
fn titles_tell_the_gender() {
    for (marked, gender) in [
        ("His wife, [Kim Brandt], left.", Some(Gender::Female)),
        ("[Kim Brandt], his brother and partner in the shop, left.", Some(Gender::Male)),
        ("The actress [Kim Brandt] left.", Some(Gender::Female)),
        ("The mayor, [Kim Brandt], left.", None),
    ] {
        assert_eq!(called_in(marked).gender, gender, "{marked}");
    }
}
