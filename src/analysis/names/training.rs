//! What the trainer asks of the recogniser, so that a model is always read the way it was trained. Only
//! `examples/train_names` uses it.

pub use super::decode::{LABELS, Scores, Steps, best_labels};
pub use super::features::ROWS;
pub use super::model::{HEAD, Model, ROW};
pub use super::recognise_with;

use super::evidence::Evidence;
use super::features::{self, features};
use super::line::{Line, Tokenised};

/// Words that are labelled together.
#[derive(Debug)]
pub struct Run {
    /// The index of the line that the run stands on.
    pub line: usize,
    /// The first token of the run.
    pub start: usize,
    /// For each word of the run, the rows of the model that score it.
    pub rows: Vec<Vec<u16>>,
}

/// All runs of an article that the recogniser would label.
#[must_use]
pub fn runs(lines: &[Tokenised<'_>]) -> Vec<Run> {
    let lines: Vec<Line<'_>> = lines.iter().map(|&line| Line::of(line)).collect();
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
            let rows = (start..end).map(|at| [own(at), shared.clone()].concat()).collect();
            runs.push(Run { line: index, start, rows });
        }
        from = end;
    }
    runs
}
