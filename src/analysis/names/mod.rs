//! Finds the names on the lines of an article and says what they stand for: persons, organizations, places, other things.
//!
//! An averaged perceptron over hashed features (the words, their form, word lists, and what the article as a whole says of
//! each word), decoded run by run. Only capitalised words, and the links between them, are ever looked at. Pure and total:
//! the same lines give the same names in whatever order they come. Imports only the tokens.

mod agree;
mod certain;
mod decode;
mod evidence;
mod features;
mod hash;
mod line;
mod lists;
mod model;
mod rare;
mod spans;
#[cfg(test)]
mod tests;
pub mod training;
mod word;

pub use line::Tokenised;
pub use lists::{Gender, gender_of, is_demonym, is_given_name, is_place, is_surname};
pub use spans::{Class, Name};

use decode::{Scores, best_through};
use evidence::Evidence;
use features::{Run, features};
use line::{Line, ready};
use model::Model;

/// The names on each of the lines of one article, in the order in which they stand.
#[must_use]
pub fn recognise(lines: &[Tokenised<'_>]) -> Vec<Vec<Name>> {
    recognise_with(Model::embedded(), lines)
}

/// As [`recognise`], with another model; for the trainer.
#[must_use]
pub fn recognise_with(model: &Model, lines: &[Tokenised<'_>]) -> Vec<Vec<Name>> {
    let mut room = Vec::new();
    let lines = ready(lines, &mut room);
    let evidence = Evidence::of(&lines);
    let mut desk = Desk::default();
    let mut names: Vec<_> = lines.iter().map(|line| names_on(model, line, &evidence, &mut desk)).collect();
    agree::agree(&lines, &mut names);
    names
}

/// Room for the scores of one run, used again for the next.
#[derive(Default)]
struct Desk {
    scores: Vec<Scores>,
    through: Vec<Scores>,
}

fn names_on(model: &Model, line: &Line<'_>, evidence: &Evidence, desk: &mut Desk) -> Vec<Name> {
    let mut names = Vec::new();
    let mut from = 0;
    while let Some((start, end)) = line.next_run(from) {
        if !line.is_mere_opening(start, end) {
            score(model, line, evidence, (start, end), &mut desk.scores);
            best_through(&desk.scores, &model.steps, &mut desk.through);
            spans::collect(&mut names, line, start, &desk.through);
        }
        from = end;
    }
    spans::finish(line, &mut names);
    names
}

/// The scores of each word of a run, into `scores`.
fn score(model: &Model, line: &Line<'_>, evidence: &Evidence, (start, end): (usize, usize), scores: &mut Vec<Scores>) {
    let run = Run::of(line, (start, end));
    let shared = run.shared(line, model.nothing());
    scores.clear();
    for at in start..end {
        let mut score = features(line, evidence, &run, at, shared).scores();
        certain::overrule(line, evidence, at, &mut score);
        scores.push(score);
    }
}
