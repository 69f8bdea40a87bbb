//! Reads the project's gold rows (JSON Lines; offsets are code points in `text`).

use std::io;

use onrecord::analysis::names::Class;
use serde_json::Value;

use crate::corpus::{Doc, DocLine, Marked};

pub(crate) fn read(text: &str) -> io::Result<Vec<Doc>> {
    text.lines().filter(|l| !l.trim().is_empty()).map(|l| Ok(doc(&serde_json::from_str(l)?))).collect()
}

fn doc(row: &Value) -> Doc {
    let text = row["text"].as_str().unwrap_or_default();
    let mut bytes: Vec<usize> = text.char_indices().map(|c| c.0).collect();
    bytes.push(text.len());
    let span = |value: &Value| {
        let at = |key: usize, name: &str| {
            let found = value.get(key).or_else(|| value.get(name)).and_then(Value::as_u64);
            found.and_then(|at| usize::try_from(at).ok()).unwrap_or(0)
        };
        (bytes[at(0, "start").min(bytes.len() - 1)], bytes[at(1, "end").min(bytes.len() - 1)])
    };
    let list = |key: &str| row[key].as_array().cloned().unwrap_or_default();
    let persons = if row["persons"].is_array() { list("persons") } else { list("persons_silver") };
    let persons: Vec<_> = persons.iter().map(span).collect();
    let spans = list("lines");
    let lines = spans.iter().map(span).map(|(start, end)| DocLine {
        text: text[start..end].to_string(),
        names: persons
            .iter()
            .filter(|p| start <= p.0 && p.1 <= end)
            .map(|p| Marked { start: p.0 - start, end: p.1 - start, class: Class::Person })
            .collect(),
    });
    Doc { id: row["id"].as_str().unwrap_or_default().to_string(), lines: lines.collect() }
}
