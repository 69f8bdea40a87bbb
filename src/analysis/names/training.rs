//! What the trainer asks of the recogniser, so that a model is always read the way it was trained. Only
//! `examples/train_names` uses it.

pub use super::decode::{LABELS, Scores, Steps, best_labels};
pub use super::model::{HEAD, Model, ROW, ROWS, row_of};
pub use super::recognise_with;

use super::evidence::Evidence;
use super::features::{self, features};
use super::hash::hash;
use super::line::{Line, Tokenised, ready};
use super::lists::{self, Lists};

/// Words that are labelled together.
#[derive(Debug)]
pub struct Run {
    /// The index of the line that the run stands on.
    pub line: usize,
    /// The first token of the run.
    pub start: usize,
    /// For each word of the run, the features that score it, each a number of 24 bits.
    pub features: Vec<Vec<u32>>,
}

/// All runs of an article that the recogniser would label.
#[must_use]
pub fn runs(lines: &[Tokenised<'_>]) -> Vec<Run> {
    let mut room = Vec::new();
    let lines = ready(lines, &mut room);
    let evidence = Evidence::of(&lines);
    lines.iter().enumerate().flat_map(|(at, line)| runs_on(line, at, &evidence)).collect()
}

fn runs_on(line: &Line<'_>, index: usize, evidence: &Evidence) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut from = 0;
    while let Some((start, end)) = line.next_run(from) {
        if !line.is_mere_opening(start, end) {
            let run = features::Run::of(line, (start, end));
            let shared = run.shared(line, Vec::new());
            let own = |at| features(line, evidence, &run, at, Vec::new());
            let features = (start..end).map(|at| [own(at), shared.clone()].concat()).collect();
            runs.push(Run { line: index, start, features });
        }
        from = end;
    }
    runs
}

/// Whether this word is usual in names of bodies and things: the trainer keeps it where it puts in others.
#[must_use]
pub fn is_listed_word(word: &str) -> bool {
    const USUAL: Lists = lists::ORG
        | lists::PLACE_WORD
        | lists::DEMONYM
        | lists::MONTH
        | lists::TITLE
        | lists::COMMON
        | lists::CONNECT
        | lists::HONORIFIC
        | lists::PREPOSITION
        | lists::PRONOUN;
    lists::lists(hash(word)) & USUAL != 0
}

/// The file of a list of rare names: those of these words that are on no list of names yet.
#[must_use]
pub fn rare_names(words: &[String]) -> Vec<u8> {
    const KNOWN: Lists = lists::ANY_GIVEN | lists::SURNAME | lists::COMMON | lists::PRONOUN | lists::MONTH;
    let mut hashes: Vec<u64> = words.iter().map(|word| hash(word)).filter(|&h| lists::lists(h) & KNOWN == 0).collect();
    hashes.sort_unstable();
    hashes.dedup();
    super::rare::filter(&hashes)
}
