//! Measures a model: exact spans of persons, as the project's `score.py` counts them.

use std::collections::BTreeSet;

use onrecord::analysis::names::Class;
use onrecord::analysis::names::training::{Model, recognise_with};

use crate::corpus::Doc;

#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Counts {
    pub(crate) right: usize,
    pub(crate) found: usize,
    pub(crate) gold: usize,
}

impl Counts {
    pub(crate) fn add(&mut self, other: Self) {
        self.right += other.right;
        self.found += other.found;
        self.gold += other.gold;
    }

    pub(crate) fn show(&self, what: &str) {
        let [right, found, gold] =
            [self.right, self.found.max(1), self.gold.max(1)].map(|n| f64::from(u32::try_from(n).unwrap_or(u32::MAX)));
        let (p, r) = (100.0 * right / found, 100.0 * right / gold);
        println!(
            "{what:<44} P {p:5.1}  R {r:5.1}  F1 {:5.1}  ({} found, {} gold)",
            2.0 * p * r / (p + r).max(1e-9),
            self.found,
            self.gold
        );
    }
}

/// Counts the names of a class in the documents; `floor` is the least margin that a name must have.
pub(crate) fn count(model: &Model, docs: &[Doc], class: Class, floor: i32, errors: bool) -> Counts {
    let mut counts = Counts::default();
    for doc in docs {
        let tokens = doc.tokens();
        let found = recognise_with(model, &doc.tokenised(&tokens));
        for (at, line) in doc.lines.iter().enumerate() {
            let span =
                |first: usize, last: usize| (tokens[at][first].span.start as usize, tokens[at][last].span.end as usize);
            let ours = found[at].iter().filter(|n| n.class == class && n.margin >= floor);
            let ours: BTreeSet<_> = ours.map(|n| trim(&line.text, span(n.first_token, n.last_token))).collect();
            let gold: BTreeSet<_> =
                line.names.iter().filter(|n| n.class == class).map(|n| trim(&line.text, (n.start, n.end))).collect();
            if errors {
                show_errors(&doc.id, &line.text, &ours, &gold);
            }
            counts.add(Counts { right: ours.intersection(&gold).count(), found: ours.len(), gold: gold.len() });
        }
    }
    counts
}

fn trim(text: &str, (start, end): (usize, usize)) -> (usize, usize) {
    let junk = |c: char| " \t\n\"“”„«»‘’'`.,;:!?-–—()".contains(c);
    let inner = &text[start..end];
    let start = start + (inner.len() - inner.trim_start_matches(junk).len());
    (start, start + text[start..end].trim_end_matches(junk).len())
}

fn show_errors(id: &str, text: &str, ours: &BTreeSet<(usize, usize)>, gold: &BTreeSet<(usize, usize)>) {
    let context = |&(start, end): &(usize, usize)| {
        let from = text[..start].char_indices().rev().nth(45).map_or(0, |c| c.0);
        let to = text[end..].char_indices().nth(35).map_or(text.len(), |c| end + c.0);
        format!("{}[[{}]]{}", &text[from..start], &text[start..end], &text[end..to])
    };
    ours.difference(gold).for_each(|s| println!("WRONG  {id}: {}", context(s)));
    gold.difference(ours).for_each(|s| println!("MISSED {id}: {}", context(s)));
}

/// How far two annotations of the same articles agree on persons, as sets of names with their article and text before.
pub(crate) fn compare(docs: &[Doc], gold: &[Doc]) -> Counts {
    let persons = |doc: &Doc| {
        let mut seen = Vec::new();
        for line in &doc.lines {
            for name in line.names.iter().filter(|n| n.class == Class::Person) {
                seen.push(line.text[name.start..name.end].to_string());
            }
        }
        seen.sort();
        seen
    };
    let mut counts = Counts::default();
    for wanted in gold {
        let Some(doc) = docs.iter().find(|d| d.id == wanted.id) else { continue };
        let (ours, mut theirs) = (persons(doc), persons(wanted));
        counts.found += ours.len();
        counts.gold += theirs.len();
        for name in ours {
            if let Some(at) = theirs.iter().position(|t| *t == name) {
                theirs.remove(at);
                counts.right += 1;
            }
        }
    }
    counts
}
