//! Statements of one person, as sets: who stands for whom, in any order, and fast.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;

fn said(day: i8, article: &str, words: &str) -> Utterance {
    let day = (day > 0).then(|| date(2024, 1, 1).saturating_add(jiff::Span::new().days(i64::from(day) - 1)));
    Utterance { day, article: article.into(), position: 0, words: words.into() }
}

const BILL: &str =
    "A harbour that cannot afford its own paint is not a jewel. It is a bill, and tonight we stopped paying it.";
const SHORTER: &str = "A harbor that can’t afford its own paint isn’t a jewel, it’s a bill";

#[test]
fn the_earliest_day_stands_then_the_fullest_words_then_the_first_article() {
    assert_eq!(settle(&[said(2, "a", BILL), said(1, "b", SHORTER)]), [Some(1), None]);
    assert_eq!(settle(&[said(1, "a", SHORTER), said(1, "b", BILL)]), [Some(1), None]);
    assert_eq!(settle(&[said(1, "b", BILL), said(1, "a", BILL)]), [Some(1), None]);
}

#[test]
fn little_words_do_not_keep_short_ones_apart() {
    let blankets = ["This is a night for blankets, not for blame.", "This is a night for blankets and not for blame"];
    assert_eq!(settle(&[said(1, "a", blankets[0]), said(2, "b", blankets[1])])[0..2].iter().flatten().count(), 1);
}

#[test]
fn time_tells_statements_apart() {
    assert_eq!(settle(&[said(1, "a", BILL), said(31, "b", BILL)]), [None, Some(0)]);
    assert_eq!(settle(&[said(1, "a", BILL), said(32, "b", BILL)]), [None, None]);
    assert_eq!(settle(&[said(1, "a", BILL), said(8, "b", SHORTER)]), [None, Some(0)]);
    assert_eq!(settle(&[said(1, "a", BILL), said(9, "b", SHORTER)]), [None, None]);
    assert_eq!(
        settle(&[said(1, "a", "We will win the cup."), said(8, "b", "“We will win the cup!”")]),
        [None, Some(0)]
    );
    assert_eq!(settle(&[said(1, "a", "We will win the cup."), said(9, "b", "We will win the cup.")]), [None, None]);
}

#[test]
fn without_a_day_only_the_same_article_is_near() {
    assert_eq!(settle(&[said(0, "a", BILL), said(0, "b", BILL), said(1, "c", BILL)]), [None, None, None]);
    assert_eq!(settle(&[said(0, "a", SHORTER), said(0, "a", BILL), said(0, "b", BILL)]), [Some(1), None, None]);
}

#[test]
fn whoever_stands_for_others_stands_for_itself() {
    let sold = "The crane was sold for scrap before anybody asked the crew";
    let more = [
        format!("{sold}, and nobody said sorry to the men"),
        format!("{sold}, and nobody said sorry to the men, or to the women, or to the dog"),
    ];
    let found = settle(&[said(1, "a", sold), said(2, "b", &more[0]), said(3, "c", &more[1])]);
    for first in found.iter().flatten() {
        assert_eq!(found[*first], None);
    }
}

/// Statements of four articles, each of one day.
fn any_said() -> impl Strategy<Value = Vec<Utterance>> {
    let words = prop::sample::select(vec![
        BILL.to_owned(),
        SHORTER.to_owned(),
        "We will win the cup.".to_owned(),
        "No.".to_owned(),
        format!("Frankly, {SHORTER}"),
        BILL.replace("paint", "doors"),
        BILL.replace("not a", "a"),
    ]);
    let days = prop::array::uniform4(0..40i8);
    (days, prop::collection::vec((0..4usize, words), 0..14)).prop_map(|(days, all)| {
        let one = |(position, (article, words)): (i64, (usize, String))| Utterance {
            position,
            ..said(days[article], ["a", "b", "c", "d"][article], &words)
        };
        (0..).zip(all).map(one).collect()
    })
}

/// Each statement, and the one that stands for it, as text.
fn told(said: &[Utterance]) -> Vec<String> {
    let mut told: Vec<String> = settle(said)
        .into_iter()
        .enumerate()
        .map(|(at, first)| format!("{:?} {:?}", said[at], first.map(|f| &said[f])))
        .collect();
    told.sort();
    told
}

proptest! {
    #[test]
    fn the_order_of_loading_plays_no_part(
        (said, shuffled) in any_said().prop_flat_map(|said| (Just(said.clone()), Just(said).prop_shuffle()))
    ) {
        prop_assert_eq!(told(&said), told(&shuffled));
    }

    #[test]
    fn any_words_can_be_compared(one in "\\PC{0,60}", other in "\\PC{0,60}") {
        let found = settle(&[said(1, "a", &one), said(1, "b", &other), said(1, "c", &one)]);
        prop_assert!(found.iter().flatten().all(|&first| found[first].is_none()));
        let kept = difference(&one, &other);
        prop_assert!(kept.iter().all(|s| !s.text.is_empty()));
    }
}

/// The time for a person with very many statements that are much alike must not grow with their square.
#[test]
fn many_statements_that_are_alike_are_compared_in_time() {
    let one = |n: usize| {
        let words = format!(
            "The gate of yard {n} will be opened by the crew of the harbour office at noon, says rule {}",
            n % 7
        );
        said(1, &format!("{n:05}"), &words)
    };
    let many: Vec<_> = (0..5000).map(one).collect();
    assert_eq!(settle(&many).iter().flatten().count(), 0);
}
