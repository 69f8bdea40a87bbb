//! A reading as text that people can read and compare: the cast, then each line with what is found on it.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use expect_test::expect_file;
use onrecord::domain::{Article, CastMember, Reading, Span, Speaker, Statement};

/// The whole reading.
pub(crate) fn told(article: &Article, reading: &Reading) -> String {
    let mut told = String::new();
    for member in &reading.persons {
        writeln!(told, "{}", of_member(member)).expect("a line");
    }
    for (index, line) in article.lines.iter().enumerate() {
        write!(told, "\n{line}\n{}", told_statements(article, reading, index)).expect("a line");
    }
    told
}

/// The statements of a line, each on a line of its own.
pub(crate) fn told_statements(article: &Article, reading: &Reading, line: usize) -> String {
    let mut told = String::new();
    for statement in reading.statements.iter().filter(|s| s.line == line) {
        writeln!(told, "    {}", of_statement(article, reading, statement)).expect("a line");
    }
    told
}

/// `Anna Berg: Anna Berg, Ms Berg; Mayor`
fn of_member(member: &CastMember) -> String {
    let gender = member.gender.map(|gender| format!(" ({})", gender.as_str())).unwrap_or_default();
    let titles = if member.titles.is_empty() { String::new() } else { format!("; {}", member.titles.join(", ")) };
    format!("{}{gender}: {}{titles}", member.name, member.forms.join(", "))
}

/// `direct | Anna Berg, named "Berg" | said | It is open`
fn of_statement(article: &Article, reading: &Reading, statement: &Statement) -> String {
    let text = |line: usize, span: Span| &article.lines[line][span.range()];
    let speaker = match &statement.speaker {
        Speaker::Person { person, line, span, evidence } => {
            let (name, named) = (&reading.persons[*person].name, text(*line, *span));
            let place = if *line == statement.line { String::new() } else { format!(" on line {line}") };
            format!("{name}, {} {named:?}{place}", evidence.as_str())
        }
        Speaker::Organization { name, .. } => format!("body {name:?}"),
        Speaker::Unresolved { reason, span: Some(span) } => {
            format!("nobody: {} {:?}", reason.as_str(), text(statement.line, *span))
        }
        Speaker::Unresolved { reason, span: None } => format!("nobody: {}", reason.as_str()),
    };
    let cue = statement.cue.map_or("no cue", |cue| text(statement.line, cue));
    let words: Vec<&str> = statement.words.iter().map(|&words| text(statement.line, words)).collect();
    format!("{} | {speaker} | {cue} | {}", statement.kind.as_str(), words.join(" // "))
}

/// Checks that each file in `tests/readings/{folder}` is what `read` makes of it.
pub(crate) fn assert_as_written_down(folder: &str, read: impl Fn(&str) -> String) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readings").join(folder);
    let mut files: Vec<_> = fs::read_dir(folder).expect("the folder").map(|f| f.expect("a file").path()).collect();
    files.sort();
    assert!(!files.is_empty(), "no file of sentences");
    for file in files {
        let text = fs::read_to_string(&file).expect("text");
        expect_file![file].assert_eq(&read(&text));
    }
}
