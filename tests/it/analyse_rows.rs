//! What `onrecord analyse` writes, to the last key: programs are built on it.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::support::articles::sample_articles;
use crate::support::command::run_fed;

const KINDS: [&str; 3] = ["direct", "mixed", "indirect"];
const TYPES: [&str; 3] = ["person", "organization", "unresolved"];
const EVIDENCE: [&str; 4] = ["named", "title", "pronoun", "carried"];
const REASONS: [&str; 5] = ["pronoun", "plural", "unnamed", "ambiguous", "nobody on the line"];

fn rows(articles: &[Value]) -> Vec<Value> {
    let input: Vec<String> = articles.iter().map(Value::to_string).collect();
    let ran = run_fed(&["analyse", "-"], input.join("\n").as_bytes());
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    ran.rows()
}

/// Offsets count code points: the euro sign is three bytes and the quotation marks too.
#[test]
fn a_row_has_exactly_what_is_documented() {
    let lines = [
        "“It costs 5 €,” Mayor Zoë Berg said.",
        "Ms Berg said that it was “very old”.",
        "The mayor denied that it was cheap.",
        "The Harbour Board said that it was open.",
        "“Nobody knows what it will cost us.”",
    ];
    let row = rows(&[json!({"id": "a1", "lines": lines})]);
    let person = |line: usize, start: usize, end: usize, evidence: &str| json!({"type": "person", "person": 0, "line": line, "start": start, "end": end, "evidence": evidence});
    let expected = json!({
        "id": "a1",
        "language": "en",
        "persons": [{"name": "Zoë Berg", "forms": ["Ms Berg", "Zoë Berg"], "titles": ["Mayor"]}],
        "mentions": [
            {"line": 0, "start": 22, "end": 30, "person": 0},
            {"line": 1, "start": 3, "end": 7, "person": 0},
        ],
        "statements": [
            {"line": 0, "kind": "direct", "words": [[1, 13]], "cue": [31, 35], "speaker": person(0, 22, 30, "named")},
            {"line": 1, "kind": "mixed", "words": [[13, 35]], "cue": [8, 12], "speaker": person(1, 3, 7, "named")},
            {"line": 2, "kind": "indirect", "words": [[17, 34]], "cue": [10, 16], "speaker": person(2, 0, 9, "title")},
            {"line": 3, "kind": "indirect", "words": [[23, 39]], "cue": [18, 22],
             "speaker": {"type": "organization", "name": "Harbour Board", "line": 3, "start": 4, "end": 17}},
            {"line": 4, "kind": "direct", "words": [[1, 35]], "cue": null,
             "speaker": {"type": "unresolved", "reason": "nobody on the line"}},
        ],
    });
    assert_eq!(row, [expected]);
}

/// The keys of an object, sorted.
fn keys(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect::<BTreeSet<_>>().into_iter().collect()
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().expect("a number")).expect("a small one")
}

/// Fails unless `start` and `end` are code points of line `line`.
fn assert_span(lines: &[String], line: &Value, start: &Value, end: &Value) {
    let length = lines[number(line)].chars().count();
    assert!(number(start) < number(end) && number(end) <= length, "{start}..{end} of {length}");
}

/// Fails unless the row has the documented keys and values; which kinds of them it has goes into `seen`.
fn assert_documented(row: &Value, lines: &[String], seen: &mut BTreeSet<String>) {
    assert_eq!(keys(row), ["id", "language", "mentions", "persons", "statements"]);
    let all = |key: &str| row[key].as_array().expect("a list").clone();
    let persons = all("persons").len();
    for person in all("persons") {
        assert_eq!(keys(&person), ["forms", "name", "titles"]);
        assert!(person["name"].is_string() && person["forms"].is_array() && person["titles"].is_array(), "{person}");
    }
    for mention in all("mentions") {
        assert_eq!(keys(&mention), ["end", "line", "person", "start"]);
        assert!(number(&mention["person"]) < persons);
        assert_span(lines, &mention["line"], &mention["start"], &mention["end"]);
    }
    for statement in all("statements") {
        assert_statement(&statement, lines, persons, seen);
    }
}

fn assert_statement(statement: &Value, lines: &[String], persons: usize, seen: &mut BTreeSet<String>) {
    assert_eq!(keys(statement), ["cue", "kind", "line", "speaker", "words"]);
    let cue = Some(&statement["cue"]).filter(|cue| !cue.is_null());
    for span in statement["words"].as_array().expect("a list").iter().chain(cue) {
        assert_eq!(span.as_array().map(Vec::len), Some(2));
        assert_span(lines, &statement["line"], &span[0], &span[1]);
    }
    let speaker = &statement["speaker"];
    let one_of = |value: &Value, of: &[&str]| {
        let value = value.as_str().expect("a word").to_owned();
        assert!(of.contains(&value.as_str()), "{value} is none of {of:?}");
        value
    };
    seen.insert(one_of(&statement["kind"], &KINDS));
    let kind = one_of(&speaker["type"], &TYPES);
    match kind.as_str() {
        "person" => {
            assert_eq!(keys(speaker), ["end", "evidence", "line", "person", "start", "type"]);
            assert!(number(&speaker["person"]) < persons);
            seen.insert(format!("by {}", one_of(&speaker["evidence"], &EVIDENCE)));
        }
        "organization" => {
            assert_eq!(keys(speaker), ["end", "line", "name", "start", "type"]);
            assert!(speaker["name"].is_string());
        }
        _ => {
            let nobody = speaker["reason"] == "nobody on the line";
            let placed: &[&str] =
                if nobody { &["reason", "type"] } else { &["end", "line", "reason", "start", "type"] };
            assert_eq!(keys(speaker), placed);
            seen.insert(format!("because {}", one_of(&speaker["reason"], &REASONS)));
        }
    }
    if speaker["line"].is_number() {
        assert_span(lines, &speaker["line"], &speaker["start"], &speaker["end"]);
    }
    seen.insert(kind);
}

#[test]
fn every_kind_speaker_evidence_and_reason_has_its_documented_form() {
    let each = [
        "“Come and see.",
        "“Bring a boat.”",
        "Anna Berg and Karl Berg met.",
        "Berg said that it was dry.",
        "Both said no.",
    ];
    let each = each.map(ToOwned::to_owned).to_vec();
    let over = ["“It is open,” Mayor Zoë Adair said on Friday. “Come and see.", "“Bring a boat.”"];
    let mut texts = vec![each, over.map(ToOwned::to_owned).to_vec()];
    texts.extend(sample_articles().into_iter().map(|(_, sample)| sample.lines));
    let ask = |ordered: bool| move |lines: &Vec<String>| json!({"id": "x", "lines": lines, "ordered": ordered});
    let mut seen = BTreeSet::new();
    for ordered in [false, true] {
        let articles: Vec<Value> = texts.iter().map(ask(ordered)).collect();
        for (row, lines) in rows(&articles).iter().zip(&texts) {
            assert_documented(row, lines, &mut seen);
        }
    }
    let evidence = EVIDENCE.iter().map(|one| format!("by {one}"));
    let reasons = REASONS.iter().map(|one| format!("because {one}"));
    let all = KINDS.iter().chain(&TYPES).map(ToString::to_string).chain(evidence).chain(reasons);
    assert_eq!(seen, all.collect(), "each of them must have been looked at");
}
