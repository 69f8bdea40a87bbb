//! Any text is read, both ways, and what is found lies within it.

#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord::analysis::read;
use onrecord::domain::{Article, Reading, Source, Span, Speaker};

fuzz_target!(|text: &str| {
    let mut article = Article {
        title: "T".into(),
        source: Source::new("https://example.org/a"),
        lines: text.lines().map(str::to_owned).collect(),
        ..Article::default()
    };
    for ordered in [false, true] {
        article.ordered = ordered;
        check(&article.lines, &read(&article));
    }
});

fn check(lines: &[String], reading: &Reading) {
    let lies_within = |line: usize, span: Span| {
        let text = &lines[line];
        assert!(span.start < span.end, "an empty span: {span:?}");
        assert!(text.get(span.range()).is_some(), "{span:?} cuts a character or lies outside {text:?}");
    };
    for mention in &reading.mentions {
        lies_within(mention.line, mention.span);
        assert!(mention.person < reading.persons.len());
    }
    assert!(reading.statements.is_sorted_by_key(|s| (s.line, s.words.first().map(|w| w.start))));
    for statement in &reading.statements {
        assert!(!statement.words.is_empty());
        statement.words.iter().chain(&statement.cue).for_each(|&span| lies_within(statement.line, span));
        match &statement.speaker {
            Speaker::Person { person, line, span, .. } => {
                assert!(*person < reading.persons.len());
                lies_within(*line, *span);
            }
            Speaker::Organization { line, span, .. } => lies_within(*line, *span),
            Speaker::Unresolved { .. } => {}
        }
    }
}
