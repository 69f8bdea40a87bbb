//! Reads `wikigold.conll.txt`: one token and its IO label a line, an empty line between sentences.

use crate::corpus::{Doc, DocLine};
use onrecord::analysis::names::Class;

pub(crate) fn read(text: &str) -> Vec<Doc> {
    let mut docs = vec![Doc { id: "wikigold_0".into(), ..Doc::default() }];
    let mut sentence = Vec::new();
    for row in text.lines() {
        match row.split_once(' ') {
            Some(("-DOCSTART-", _)) => docs.push(Doc { id: format!("wikigold_{}", docs.len()), ..Doc::default() }),
            Some((word, label)) => sentence.push((word, class_of(label))),
            None => {
                docs.last_mut().into_iter().for_each(|doc| doc.lines.push(line_of(&sentence)));
                sentence.clear();
            }
        }
    }
    docs.retain(|doc| !doc.lines.is_empty());
    docs
}

fn class_of(label: &str) -> Option<Class> {
    match label.trim_start_matches("I-").trim_start_matches("B-") {
        "PER" => Some(Class::Person),
        "ORG" => Some(Class::Organization),
        "LOC" => Some(Class::Place),
        "MISC" => Some(Class::Other),
        _ => None,
    }
}

/// Puts the spaces back as they are printed.
fn line_of(sentence: &[(&str, Option<Class>)]) -> DocLine {
    let mut line = DocLine::default();
    let mut quoted = false;
    let mut glue = true;
    let mut last = None;
    for &(word, class) in sentence {
        let closes = matches!(word, "." | "," | ":" | ";" | "!" | "?" | ")" | "]" | "%" | "''" | "n't" | "...")
            || word.starts_with('\'') && word.len() < 4
            || word == "\"" && quoted;
        let space = !(glue || closes);
        if space {
            line.text.push(' ');
        }
        add(&mut line, word, class, last);
        last = class;
        if word == "\"" {
            quoted = !quoted;
        }
        glue = matches!(word, "(" | "[" | "$" | "``") || word == "\"" && quoted;
    }
    line
}

fn add(line: &mut DocLine, word: &str, class: Option<Class>, last: Option<Class>) {
    match line.names.last_mut() {
        Some(name) if class.is_some() && class == last => {
            line.text.push_str(word);
            name.end = line.text.len();
        }
        _ => line.push(word, class),
    }
}
