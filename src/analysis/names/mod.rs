//! Finds the names on the lines of an article and says what they stand for: persons, organizations, places, other things.
//!
//! An averaged perceptron over hashed features (the words, their form, word lists, and what the article as a whole says of
//! each word), decoded run by run. Only capitalised words, and the links between them, are ever looked at. Pure and total:
//! the same lines give the same names in whatever order they come. Imports only the tokens.

pub mod decode;
pub mod evidence;
pub mod features;
pub mod line;
mod lists;
pub mod model;
mod spans;
#[cfg(test)]
mod tests;
mod word;

pub use line::Tokenised;
pub use lists::{Gender, gender_of, is_demonym, is_given_name, is_place, is_surname};
pub use spans::{Class, Name};

use decode::{best_labels, best_through};
use evidence::Evidence;
use features::features;
use line::Line;
use model::Model;

/// The names on each of the lines of one article, in the order in which they stand.
#[must_use]
pub fn recognise(lines: &[Tokenised<'_>]) -> Vec<Vec<Name>> {
    recognise_with(&Model::embedded(), lines)
}

/// As [`recognise`], with another model; for the trainer.
#[must_use]
pub fn recognise_with(model: &Model<'_>, lines: &[Tokenised<'_>]) -> Vec<Vec<Name>> {
    let lines: Vec<Line<'_>> = lines.iter().map(|&line| Line::of(line)).collect();
    let evidence = Evidence::of(&lines);
    lines.iter().map(|line| names_on(model, line, &evidence)).collect()
}

fn names_on(model: &Model<'_>, line: &Line<'_>, evidence: &Evidence) -> Vec<Name> {
    let mut names = Vec::new();
    let mut from = 0;
    while let Some((start, end)) = line.next_run(from) {
        let score = |at| model.scores(&features(line, evidence, (start, end), at));
        let scores: Vec<_> = (start..end).map(score).collect();
        let labels = best_labels(&scores, &model.steps);
        if labels.iter().any(|&label| label != 0) {
            spans::collect(&mut names, line, start, &labels, &best_through(&scores, &model.steps));
        }
        from = end;
    }
    spans::finish(line, &mut names);
    names
}
