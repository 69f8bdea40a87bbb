//! Usage, stated as sentences and the persons that are found in them.

use super::{Class, Tokenised, recognise};
use crate::analysis::tokens::tokens;

/// The persons on each line, parted by `|`.
fn persons(lines: &[&str]) -> Vec<String> {
    names(lines, |class| class == Class::Person)
}

fn names(lines: &[&str], wanted: fn(Class) -> bool) -> Vec<String> {
    let tokens: Vec<_> = lines.iter().map(|line| tokens(line)).collect();
    let lines: Vec<_> = lines.iter().zip(&tokens).map(|(&text, tokens)| Tokenised { text, tokens }).collect();
    let text = |at: usize, first: usize, last: usize| {
        let line: &Tokenised<'_> = &lines[at];
        line.text[line.tokens[first].span.start as usize..line.tokens[last].span.end as usize].to_string()
    };
    let show = |(at, found): (usize, Vec<super::Name>)| {
        let found = found.into_iter().filter(|n| wanted(n.class));
        found.map(|n| text(at, n.first_token, n.last_token)).collect::<Vec<_>>().join("|")
    };
    recognise(&lines).into_iter().enumerate().map(show).collect()
}

#[track_caller]
fn check(line: &str, expected: &str) {
    assert_eq!(persons(&[line]), [expected], "{line}");
}

#[test]
fn honorifics_and_titles_are_no_part_of_a_name() {
    check("Foreign Minister Peter Harrow met Ms Dalton in Geneva on Monday.", "Peter Harrow|Dalton");
    check("Mr. Harrow said that Sen. Anna Dalton, the Republican from Ohio, was wrong.", "Harrow|Anna Dalton");
}

#[test]
fn places_organizations_months_and_nationalities_are_no_persons() {
    check("In April the Russian government in Moscow said Washington and the United Nations were informed.", "");
    check("The University of Chicago and Harvard Medical School said on Tuesday that Google would pay.", "");
}

#[test]
fn particles_initials_and_suffixes_belong_to_a_name() {
    check(
        "Ursula van der Berg and George W. Miller Jr. met Mohammed bin Rashid.",
        "Ursula van der Berg|George W. Miller Jr|Mohammed bin Rashid",
    );
    check(
        "Conan O'Brien and Jean-Claude Dupont agreed, said José Muñoz.",
        "Conan O'Brien|Jean-Claude Dupont|José Muñoz",
    );
}

#[test]
fn a_nickname_in_marks_joins_what_stands_around_it() {
    check("He met Robert \"Bob\" Harrison and William (Bill) Turner.", "Robert \"Bob\" Harrison|William (Bill) Turner");
}

#[test]
fn surnames_may_come_first() {
    check("President Park Min-jun met Wang Xiaoming in Hanoi.", "Park Min-jun|Wang Xiaoming");
}

#[test]
fn possessives_end_before_the_mark() {
    check("Mr Harrow's deputy, Wendy Sutton, read James's letter.", "Harrow|Wendy Sutton|James");
}

#[test]
fn the_article_tells_what_a_line_does_not() {
    let lines = ["Grant said it was over.", "Lucinda Grant, a lawyer, was asked.", "Ms Grant laughed."];
    assert_eq!(persons(&lines), ["Grant", "Lucinda Grant", "Grant"]);
}

#[test]
fn the_order_of_lines_does_not_matter() {
    let lines = [
        "Grant said it was over.",
        "Lucinda Grant, a lawyer, was asked.",
        "IT WAS OVER, SAYS GRANT",
        "In Grant it rained.",
    ];
    let mut turned = lines;
    turned.reverse();
    let mut found = persons(&turned);
    found.reverse();
    assert_eq!(found, persons(&lines));
}

#[test]
fn shouted_lines_are_read_too() {
    assert_eq!(persons(&["BY JOHN MILLER IN LONDON", "John Miller reports."])[0], "JOHN MILLER");
}

#[test]
fn anything_can_be_read() {
    let lines = [
        "",
        " ",
        "\u{300}",
        "A",
        "A.",
        ".",
        "'s",
        "\"\"\"(A)(B)",
        "Jr",
        "de",
        "Mr",
        "Mr.",
        "of of",
        "İ ǅ ß ﬃ 😀",
        "العربية",
        "\0\u{202e}A",
    ];
    let _ = persons(&lines);
    let long = "Mc Van De O' St. \"X\" of ".repeat(2000);
    let _ = names(&[&long, &"A ".repeat(5000), &"(\"Al\" ".repeat(3000)], |_| true);
}

#[test]
fn what_is_certain_is_not_left_to_weights() {
    check("Mr Moscow met Ms April.", "Moscow|April");
    check("Tuesday said nothing, France told Germans, and Germany told Britain.", "");
    check("Yau Wai-ching defeated Leung Kwok-hung.", "Yau Wai-ching|Leung Kwok-hung");
}

#[test]
fn margins_are_never_negative_and_tokens_lie_on_the_line() {
    let line = "Foreign Minister Peter Harrow of the University of Ohio met J. Smith III.";
    let tokens = tokens(line);
    for name in recognise(&[Tokenised { text: line, tokens: &tokens }]).concat() {
        assert!(name.margin >= 0 && name.first_token <= name.last_token && name.last_token < tokens.len());
    }
}
