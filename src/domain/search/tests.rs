//! Tests of reading queries.

use proptest::prelude::*;

use super::*;

/// The query as it was understood, and how many notes there are.
fn read(typed: &str) -> (String, usize) {
    let query = SearchQuery::parse(typed);
    (query.to_string(), query.notes.len())
}

fn clean(typed: &str) -> String {
    let (text, notes) = read(typed);
    assert_eq!(notes, 0, "{typed}: {:?}", SearchQuery::parse(typed).notes);
    text
}

#[test]
fn what_can_be_read_is_read_as_it_stands() {
    for typed in [
        "gas",
        "gas pipeline",
        "\"gas pipeline\"",
        "gas*",
        "gas -oil",
        "gas OR oil",
        "gas (oil OR coal)",
        "-(gas oil) coal",
        "by:lavrov gas",
        "by:\"Sergei Lavrov\" about:blinken",
        "person:sergei-lavrov source:bbc.co.uk kind:direct",
        "gas after:2022-01-01 before:2022-02-01",
        "(gas OR oil) after:2022-01-01",
    ] {
        assert_eq!(clean(typed), typed);
    }
    assert_eq!(clean("after:2022 before:2022-03"), "after:2022-01-01 before:2022-03-01");
    assert_eq!(clean("-before:2022"), "after:2022-01-01");
    assert_eq!(clean("gas NOT oil"), "gas -oil");
    assert_eq!(clean("“gas pipeline”"), "\"gas pipeline\"");
    assert_eq!(clean("((gas) (oil))"), "gas oil");
    assert_eq!(clean("a - b"), "a b");
    assert_eq!(clean("--gas"), "gas");
    assert_eq!(clean("well-known"), "well-known");
    assert_eq!(clean("https://example.org/a"), "\"https //example.org/a\"");
    assert_eq!(clean(""), "");
}

#[test]
fn what_cannot_be_read_is_taken_for_the_nearest_and_said() {
    for (typed, nearest) in [
        ("\"gas pipeline", "\"gas pipeline\""),
        ("(gas OR oil", "gas OR oil"),
        ("gas) oil", "gas oil"),
        ("gas OR", "gas"),
        ("OR gas", "gas"),
        ("gas -", "gas"),
        ("gas OR -", "gas"),
        ("“OR* *", "\"OR\"*"),
        ("kind:loud gas", "gas"),
        ("by: lavrov", "lavrov"),
        ("before:tomorrow gas", "gas"),
        ("colour:red", "\"colour red\""),
        ("*", ""),
        ("💩", ""),
        ("(gas after:2022) OR oil", "(gas OR oil) after:2022-01-01"),
    ] {
        let (text, notes) = read(typed);
        assert_eq!(text, nearest, "{typed}");
        // A loose mark alone means nothing and is no mistake.
        assert!(notes > 0 || typed == "gas -", "{typed}");
    }
}

#[test]
fn what_pages_call_it_is_understood() {
    for (typed, meant) in [
        ("kind:quoted", "kind:direct"),
        ("kind:\"partly quoted\" gas", "kind:mixed gas"),
        ("kind:Reported", "kind:indirect"),
        ("speaker:lavrov gas", "by:lavrov gas"),
        ("said:lavrov", "by:lavrov"),
        ("site:bbc.co.uk", "source:bbc.co.uk"),
        ("since:2022-03", "after:2022-03-01"),
        ("-since:2022-03", "before:2022-03-01"),
    ] {
        assert_eq!(clean(typed), meant, "{typed}");
    }
}

#[test]
fn a_month_without_a_year_is_the_newest_that_is_here() {
    let asked = |newest: Option<(i16, i8)>| {
        let mut query = SearchQuery::parse("What did Quill say about ice in March?");
        query.settle_month(newest.map(|(year, month)| jiff::civil::date(year, month, 20)));
        (query.to_string(), query.notes.pop().unwrap_or_default())
    };
    let (text, note) = asked(Some((2024, 3)));
    assert_eq!(text, "by:Quill ice after:2024-03-01 before:2024-04-01");
    assert!(note.starts_with("“March” is taken for March 2024"), "{note}");
    assert_eq!(asked(Some((2024, 2))).0, "by:Quill ice after:2023-03-01 before:2023-04-01");
    let (text, note) = asked(None);
    assert!(text == "by:Quill ice" && note.starts_with("A month needs its year"), "{text} {note}");
}

#[test]
fn what_found_nothing_is_looked_for_by_any_of_its_words() {
    for (typed, looser) in [
        ("gate in 2024", Some("gate OR 2024")),
        ("by:quill old gate -ferry", Some("by:quill -ferry (old OR gate)")),
        ("外 交", Some("外 OR 交")),
        ("to be", None),
        ("gate", None),
        ("gate OR ferry", None),
        ("by:quill gate", None),
    ] {
        let found = SearchQuery::parse(typed).looser().map(|query| query.to_string());
        assert_eq!(found.as_deref(), looser, "{typed}");
    }
}

#[test]
fn a_question_in_a_question_is_read_to_its_end() {
    assert_eq!(read("who said who said the gate was shut?").0, "gate was shut");
}

#[test]
fn what_was_found_is_marked_whole_and_in_order() {
    let drawn = |line: &str, typed: &str| {
        let (spans, count) = found(line, &Sought::of(&SearchQuery::parse(typed)));
        let parts: Vec<&str> = spans.iter().map(|span| &line[span.range()]).collect();
        format!("{} of {count}", parts.join("|"))
    };
    assert_eq!(drawn("The gate is Zoë’s gate.", "zoe gate -is"), "gate|Zoë|gate of 2");
    assert_eq!(drawn("The old gate and the gate", "\"old gate\" gat*"), "old gate|gate of 2");
    assert_eq!(drawn("中国外交部说", "外交"), "外交 of 1");
    assert_eq!(drawn("by Lavrov", "by:lavrov"), " of 0");
}

#[test]
fn long_lines_are_cut_round_what_was_found() {
    let line = format!("{} gate {}", "word ".repeat(200), "more ".repeat(200));
    let (spans, _) = found(&line, &Sought::of(&SearchQuery::parse("gate")));
    let cut = &line[excerpt(&line, &spans).range()];
    assert!(cut.contains(" gate ") && cut.chars().count() <= 321 && cut.ends_with("more"), "{cut}");
    assert_eq!(excerpt("short", &[]), Span::new(0, 5));
}

use crate::domain::Span;

fn hostile() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "\"",
        "(",
        ")",
        "-",
        "OR",
        "NOT",
        "AND",
        "NEAR(",
        "*",
        "^",
        ":",
        "by:",
        "about:",
        "before:",
        "after:2022",
        "kind:",
        "a",
        "gas",
        "+",
        "{",
        "}",
        "'",
        "\\",
        "“",
        " ",
        " ",
        "外",
        "é",
        "\u{301}",
        "\0",
        "text:",
        "2022",
        "💩",
        "\u{202e}",
    ]);
    prop_oneof![
        prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat()),
        "\\PC{0,60}",
        prop::collection::vec(any::<char>(), 0..60).prop_map(|chars| chars.into_iter().collect()),
    ]
}

proptest! {
    #[test]
    fn the_nearest_reading_can_be_read_and_says_the_same(typed in hostile()) {
        let query = SearchQuery::parse(&typed);
        prop_assume!(query.to_string().chars().count() <= LONGEST_QUERY);
        let again = SearchQuery::parse(&query.to_string());
        prop_assert_eq!(again.to_string(), query.to_string());
    }

    #[test]
    fn marks_and_cuts_fit_any_text(line in hostile(), typed in hostile(), times in 0..20usize) {
        let line = line.repeat(times);
        let (spans, _) = found(&line, &Sought::of(&SearchQuery::parse(&typed)));
        prop_assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start));
        prop_assert!(spans.iter().all(|span| line.get(span.range()).is_some()));
        prop_assert!(line.get(excerpt(&line, &spans).range()).is_some());
    }
}
