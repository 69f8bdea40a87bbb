//! What must hold for the reading of any article, whatever its rules find: the invariants, on real and made-up text.

mod evidence;
mod golden;
mod hostile;
mod in_order;
mod told;
mod usage;

use onrecord::analysis::read;
use onrecord::domain::{Article, Reading, Span, Speaker};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};
use serde_json::json;

use crate::support::articles::{article, labelled_articles, sample_articles};
use crate::support::command::run_fed;

/// What lines of news are made of, whole and broken. Joined at random they make sentences that no rule had in mind.
const PIECES: [&str; 58] = [
    "“",
    "”",
    "\"",
    "‘",
    "’",
    "'",
    "''",
    "„",
    "«",
    "»",
    ",",
    ".",
    ";",
    ":",
    "?",
    " - ",
    "—",
    "(",
    ")",
    "…",
    "Anna Berg",
    "Ms Berg",
    "Karl Berg",
    "Mr Berg",
    "Berg",
    "Dr Zoë O’Neill-Świątek",
    "van der Meer",
    "Judge de la Haye",
    "said",
    "told reporters",
    "according to",
    "denied",
    "asked",
    "who",
    "that",
    "if",
    "whether",
    "and",
    "but",
    "not",
    "he",
    "she",
    "both",
    "the mayor",
    "Mayor",
    "a spokesman for",
    "the Harbour Board",
    "Tern Line’s",
    "residents",
    "it was open",
    "no",
    "would not close",
    "the gate",
    "in a statement",
    "on Friday",
    "😀",
    "שלום",
    "Kulebaover the",
];

/// One line of pieces, most of them with a blank between.
pub(crate) fn made_up_line() -> impl Strategy<Value = String> {
    let piece = (select(&PIECES[..]), proptest::bool::weighted(0.8));
    let join = |pieces: Vec<(&str, bool)>| -> String {
        pieces.into_iter().flat_map(|(piece, blank)| [piece, if blank { " " } else { "" }]).collect()
    };
    vec(piece, 1..24).prop_map(join)
}

/// Runs `test` on made-up values, the same ones at every run: a change is blamed for what it did, not for bad luck.
pub(crate) fn check<S: Strategy>(cases: u32, strategy: &S, test: impl Fn(S::Value)) {
    let config = ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
    let chance = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let tested = TestRunner::new_with_rng(config, chance).run(strategy, |value| {
        test(value);
        Ok(())
    });
    assert!(tested.is_ok(), "{}", tested.expect_err("a failure"));
}

/// The orders of the lines of an article.
fn orders(lines: usize) -> impl Strategy<Value = Vec<usize>> {
    Just((0..lines).collect::<Vec<usize>>()).prop_shuffle()
}

/// The same lines in another order.
fn reordered(of: &Article, order: &[usize]) -> Article {
    Article { lines: order.iter().map(|&line| of.lines[line].clone()).collect(), ..of.clone() }
}

/// A reading with every line's number replaced by its text, sorted: what it says, whatever the order of the lines.
fn by_text(article: &Article, reading: &Reading) -> Vec<String> {
    let text = |line: usize| &article.lines[line];
    let named = |line: usize, span: Span| format!("{span:?} of {:?}", text(line));
    let who = |speaker: &Speaker| match speaker {
        Speaker::Person { person, line, span, evidence } => format!("{person} {evidence:?} {}", named(*line, *span)),
        Speaker::Organization { name, line, span } => format!("{name} {}", named(*line, *span)),
        Speaker::Unresolved { reason, span } => format!("{reason:?} {span:?}"),
    };
    let mentions = reading.mentions.iter().map(|m| format!("mention of {}: {}", m.person, named(m.line, m.span)));
    let said = reading.statements.iter();
    let said =
        said.map(|s| format!("{:?} {:?} {:?} by {} in {:?}", s.kind, s.words, s.cue, who(&s.speaker), text(s.line)));
    let mut all: Vec<String> = mentions.chain(said).collect();
    all.sort();
    all
}

fn assert_order_does_not_matter(article: &Article, order: &[usize]) {
    let other = reordered(article, order);
    let (reading, again) = (read(article), read(&other));
    assert_eq!(reading.persons, again.persons, "{:#?}", other.lines);
    assert_eq!(by_text(article, &reading), by_text(&other, &again));
}

#[test]
fn the_order_of_the_lines_of_a_sample_does_not_matter() {
    for (name, sample) in sample_articles() {
        assert!(!sample.ordered, "{name}");
        assert_order_does_not_matter(&sample, &(0..sample.lines.len()).rev().collect::<Vec<_>>());
        check(8, &orders(sample.lines.len()), |order| assert_order_does_not_matter(&sample, &order));
    }
}

/// Everybody of the story in one article: many who share a surname, a title or a given name.
#[test]
fn the_order_of_the_lines_of_all_samples_as_one_article_does_not_matter() {
    let all = article(sample_articles().into_iter().flat_map(|(_, sample)| sample.lines).collect(), false);
    check(4, &orders(all.lines.len()), |order| assert_order_does_not_matter(&all, &order));
}

#[test]
fn the_order_of_real_lines_does_not_matter() {
    for ordered in labelled_articles().unwrap_or_default() {
        let unordered = Article { ordered: false, ..ordered };
        check(4, &orders(unordered.lines.len()), |order| assert_order_does_not_matter(&unordered, &order));
    }
}

#[test]
fn the_order_of_made_up_lines_does_not_matter() {
    let lines = vec(made_up_line(), 1..8);
    let shuffled = lines.prop_flat_map(|lines| (orders(lines.len()), Just(lines)));
    check(256, &shuffled, |(order, lines)| assert_order_does_not_matter(&article(lines, false), &order));
}

/// Lines without a letter say nothing, so they must take nothing from the others, nor move what is found on them.
#[test]
fn no_line_is_dropped_or_moved() {
    let wordless = vec((any::<Index>(), select(vec!["", " ", "…", "- - -", "12.30", "\u{feff}"])), 1..6);
    for (name, sample) in sample_articles() {
        let reading = read(&sample);
        check(4, &wordless, |inserted| {
            let mut other = sample.clone();
            for (place, line) in inserted {
                other.lines.insert(place.index(other.lines.len() + 1), line.to_owned());
            }
            let again = read(&other);
            assert_eq!(reading.persons, again.persons, "{name}");
            assert_eq!(by_text(&sample, &reading), by_text(&other, &again), "{name}");
        });
    }
}

/// Where nothing is known of the order, lines of one text say one thing, wherever they stand.
#[test]
fn a_line_that_stands_there_twice_is_read_twice_alike() {
    for (name, sample) in sample_articles() {
        let count = sample.lines.len();
        let twice = article(sample.lines.iter().chain(&sample.lines).cloned().collect(), false);
        let reading = read(&twice);
        let half = |second: bool| Reading {
            language: reading.language,
            persons: Vec::new(),
            mentions: reading.mentions.iter().filter(|m| (m.line >= count) == second).copied().collect(),
            statements: reading.statements.iter().filter(|s| (s.line >= count) == second).cloned().collect(),
        };
        assert_eq!(by_text(&twice, &half(false)), by_text(&twice, &half(true)), "{name}");
    }
}

#[test]
fn the_same_text_has_the_same_reading() {
    for (_, sample) in sample_articles() {
        for ordered in [false, true] {
            let article = Article { ordered, ..sample.clone() };
            assert_eq!(read(&article), read(&article));
        }
    }
}

/// Two processes, so two seeds of whatever hashes are seeded with, and work shared out among threads as it comes.
#[test]
fn two_runs_of_the_program_say_the_same() {
    let row = |(id, sample): (String, Article)| json!({"id": id, "lines": sample.lines, "ordered": true}).to_string();
    let rows: Vec<String> = sample_articles().into_iter().map(row).collect();
    let input = rows.join("\n");
    let first = run_fed(&["analyse", "-"], input.as_bytes());
    assert_eq!((first.status, first.rows().len()), (0, rows.len()));
    assert_eq!(first.out, run_fed(&["analyse", "-"], input.as_bytes()).out);
}
